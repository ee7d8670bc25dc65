"""What an article says a plan, a bill or a facility is for, where it brings it in: "a bill that would ban trawling"
before "the bill", "a fund to build locks" of a fund that the watchlist names.

An article is looked through for all mentions that tell it; where they contradict each other, nothing is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from tui.corpus import wordnet
from tui.corpus.issues import IssueHit, find_words
from tui.corpus.stances.asked.proposition import Aim
from tui.corpus.stances.lexicon import lexicon, noun_effect
from tui.model import Span
from tui.text.wordlist import wordlist

# What is put forward goes by any of these names in one text, what is agreed by any of those.
ALIKE = (
    wordlist("plan scheme bill proposal programme program project legislation initiative"),
    wordlist("deal agreement accord pact treaty"),
)
# What is made for something, which its name need not tell.
_MADE_FOR = wordlist(
    "facility fund plan bill act scheme programme program initiative mechanism package project proposal motion "
    "resolution amendment agreement accord pact treaty deal commission authority agency law decree order"
)
# From where on a thing holds, or what is free of it; to raise it is not to raise the thing.
BOUNDS = wordlist("threshold allowance exemption relief rebate break credit holiday base")
# What there is of a thing for each, or how it is dealt out: who quarrels over that may be for the thing or against it.
PORTIONS = wordlist("share allocation allotment formula slice portion apportionment distribution")
SOFTENS = wordlist("soften weaken dilute tone water amend rewrite reword")  # what is done to a text
_SETTLES = wordlist("deal address handle")
_LINKS = wordlist("to for on that which aimed designed intended meant calling under")
_ONE = frozenset({"him", "her", "me"})
_NOT = frozenset({"not", "never", "no", "without", "n't"})
_BROKEN = frozenset({"and", "or", "but", "who", "said", "says"})  # before the link: another clause
_IN_BRACKETS = re.compile(r"\([^()]{0,40}\)")
_WORD = re.compile(r"[\w’'-]+")
_BACK, _ON = 2500, 2000  # characters before and behind a place that are looked through
_END = re.compile(r"[.!?;]['\"”’]*(?:\s|$)|\n\s*\n")
_SPAN = 170  # characters behind a mention in which what it is for is told
_UNTIL_LINK = 5  # words between a mention and the "to" or "that" of what it is for
_NEAR = 8  # words among which what is changed is named
_WORDS_ON = 14  # words behind that in which the deed and the thing must be named


class Told(Struct, frozen=True):
    """Whether what is mentioned serves the proposition (+1) or thwarts it (-1), by which words; 0 where mentions
    contradict each other."""

    sign: int
    words: str


def introduced(noun: str, text: str, at: int, aim: Aim, hits: Sequence[IssueHit]) -> Told | None:
    """What all mentions of a noun, or of one that stands for it, tell before an offset; None where none tells it."""
    if aim.asks != "ought":
        return None
    group = "plan" if noun == "idea" else noun
    alike = {noun, *next((names for names in ALIKE if group in names), ())}
    start = max(0, at - _BACK)
    return _agreed([told for name in sorted(alike) for told in _mentions(name, text, start, at, aim, hits)])


def term_introduced(terms: Sequence[str], text: str, at: int, aim: Aim, hits: Sequence[IssueHit]) -> Told | None:
    """The same of the watchlist's terms for one thing, before an offset or shortly behind it; None for names of what is
    not made for anything."""
    if aim.asks != "ought" or not any(wordnet.singular(term.split()[-1].lower()) in _MADE_FOR for term in terms):
        return None
    start, end = max(0, at - _BACK), min(len(text), at + _ON)
    return _agreed([told for term in terms for told in _mentions(term, text, start, end, aim, hits)])


def own_complement(noun: str, text: str, span: Span, aim: Aim, hits: Sequence[IssueHit]) -> Told | None:
    """What the words behind a plan or a bill itself tell of it: "a plan that foresees cuts"."""
    if aim.asks != "ought" or noun not in _MADE_FOR:
        return None
    return next(_mentions(noun, text, span.start, span.end, aim, hits), None)


def _agreed(found: list[Told]) -> Told | None:
    if len({one.sign for one in found}) > 1:
        return Told(0, "")
    return found[0] if found else None


def _mentions(name: str, text: str, start: int, end: int, aim: Aim, hits: Sequence[IssueHit]) -> Iterator[Told]:
    """What each mention of a name between two offsets tells by the words behind it, where a word of the issue is one
    of them."""
    for span in find_words(name, text, start, end):
        tail = text[span.end : min(len(text), span.end + _SPAN)]
        over = _END.search(tail)
        tail = tail[: over.start()] if over else tail
        on = any(span.end <= hit.span.start < span.end + len(tail) for hit in hits)
        tail = _IN_BRACKETS.sub(" ", tail)
        words = [word.lower() for word in _WORD.findall(tail)]
        link = next((k for k, word in enumerate(words[:_UNTIL_LINK]) if word in _LINKS), None)
        if link is None or not _BROKEN.isdisjoint(words[:link]):
            continue
        told = words[link : link + _WORDS_ON]
        if not on and aim.names.isdisjoint(wordnet.singular(word) for word in told):
            continue
        if (found := _sign(told, aim)) is not None and not _on_a_bound(told, aim):
            sign, last = found
            yield Told(sign, " ".join([name, *told[: last + 1]]))


def _on_a_bound(words: list[str], aim: Aim) -> bool:
    """Whether it is not the thing that is changed but from where on it holds: "to raise the duty threshold"."""
    return aim.gradual and any(wordnet.singular(word) in BOUNDS for word in words[:_NEAR])


def _sign(words: list[str], aim: Aim) -> tuple[int, int] | None:
    """Whether what follows "to", "for" or "that" serves the proposition, and the place of the word that tells it."""
    act, turned = 0, 1
    for k, word in enumerate(words):
        base, one = wordnet.verb_of(word) or word, wordnet.singular(word)
        if word in _ONE:
            return None  # "a deal that frees him from it" is none on it
        if word in _NOT:
            turned = -turned
        elif base in ("hold", "keep") and "detain" in aim.words:
            act = -1  # "to keep dodgers in custody"
        elif value := aim.words.get(base) or aim.words.get(one):
            return value * turned * (act or 1), k
        elif one in aim.things:
            if k + 1 < len(words) and wordnet.singular(words[k + 1]) in PORTIONS:
                return None  # "a plan that would cut its quota share"
            if not act and (aim.thing < 0 or words[0] not in ("for", "on", "of")):
                return None  # "a bill on guns" may be either
            return aim.thing * turned * (act or 1), k
        elif base in _SETTLES or base in lexicon().mends:
            act = -1  # "to tackle noise"
        elif effect := lexicon().verbs.get(base, 0) or noun_effect(one)[0]:
            act = effect * (act or 1)
    return None
