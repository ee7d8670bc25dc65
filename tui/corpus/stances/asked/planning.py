"""What "the plan" was one for, by the words that the text named it with: "a plan to cut the tax" before "the plan"."""

from __future__ import annotations

import re

from tui.corpus import wordnet
from tui.corpus.stances.asked.proposition import Aim
from tui.corpus.stances.lexicon import lexicon, noun_effect
from tui.text.wordlist import wordlist

# Nouns of what is only put forward: it may be for a thing or against it.
PLANNED = wordlist("plan proposal scheme package reform programme program initiative project idea measure bill deal")
_NEW = re.compile(r"\b(?:proposed|planned|new|additional|introduc\w+|impos\w+)\s+(?:\w+\s+)?$")
_LINKS = frozenset({"to", "for", "of", "on"})
_MARKS = ".,;:!?\"'“”’()"
_WORDS_ON = 6  # words behind "to" in which the thing must be named


def planned(noun: str, before: str, near: str, aim: Aim) -> int:
    """What a plan that is pointed back to does to a proposition on what should be less: what the last place that told
    what it is for says; that what is itself only planned (`near`: the words before the place that names it) comes; 0
    where neither is told."""
    words = [word.strip(_MARKS) for word in before.lower().split()]
    for k in range(len(words) - 3, -1, -1):
        named = words[k + 1] in _LINKS and wordnet.singular(words[k]) == noun
        if named and (told := _told(words[k + 2 : k + 2 + _WORDS_ON], aim)):
            return told
    return aim.thing if _NEW.search(near) else 0


def _told(words: list[str], aim: Aim) -> int:
    done = wordnet.verb_of(words[0]) or words[0]
    if value := aim.words.get(done) or aim.words.get(wordnet.singular(words[0])):
        return value
    if aim.things.isdisjoint(wordnet.singular(word) for word in words):
        return 0
    return aim.thing * (lexicon().verbs.get(done, 0) or noun_effect(wordnet.singular(words[0]))[0])
