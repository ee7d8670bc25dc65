"""What serves or thwarts a proposition beside its own main verb: words of one meaning with it, their opposites, what is
made from either."""

from __future__ import annotations

import re

from tui.corpus import wordnet
from tui.corpus.stances.asked.sentence_parts import SMALL, heads_of
from tui.corpus.stances.lexicon import harm_or_help, lexicon
from tui.text.wordlist import wordlist

_IZES = re.compile(r"(?<=[a-z]{3})i[sz](?=(?:e|ation)$)")
COMMON = frozenset(
    {"take", "get", "make", "have", "go", "give", "set", "put", "be", "do", "keep", "see", "come", "run", "let",
     "bring", "work", "move", "hold", "find", "turn", "say", "stand", "pass", "play", "cut", "fall", "break",
     "lead", "meet", "become", "change"}
)  # fmt: skip
# These change how much there is of their object; to speak well or ill of the object itself says nothing on them.
CHANGES = frozenset(
    {"lower", "raise", "cut", "reduce", "increase", "expand", "withdraw", "pull", "ease", "freeze", "move", "join",
     "enter", "leave", "extend", "limit", "shut", "recognise", "recognize",
     "fund"}
)  # fmt: skip
# Who hands a thing over wants there to be one there: "weapons should be sent".
_HANDS_OVER = wordlist("send supply deliver ship export donate sell transfer")
_PEOPLE = wordlist("man men woman women child children people person troop force army mission expedition crew team")
_AGENTS = ("er", "or", "ee", "ist", "ant", "ent", "able", "ible")  # endings of who does a thing, of what can be done
_DEEDS = frozenset(
    {"merger", "takeover", "waiver", "transfer", "surrender", "handover", "render", "disclaimer", "tender"}
)
DERIVED: dict[wordnet.Pos, tuple[wordnet.Pos, ...]] = {"v": ("n", "a"), "a": ("n", "v"), "n": ("v", "a")}


def _is_who_does(noun: str) -> bool:
    """Whether a word made from a verb is no deed: "settler" of "settle", where "settlement" is one."""
    return noun.endswith(_AGENTS) and not noun.endswith("ment") and noun not in _DEEDS


def _made(verb: str) -> list[str]:
    """Nouns of a verb by their endings, where no table knows them: "impeachment", "extradition", "legalisation"."""
    if verb.endswith(("ise", "ize")):
        return [] if wordnet.knows(verb, "v") else [f"{verb[:-2]}{c}ation" for c in "sz"]
    if wordnet.knows(verb, "v") or " " in verb or verb.endswith("s"):
        return []
    stem = verb.removesuffix("e")
    ions = [stem + "e", stem + "ion"] if stem.endswith("t") else []  # "extradited" is of "extradite"
    return ions if verb.endswith("e") else [verb + "ment", *ions]


def _both_spellings(words: dict[str, int]) -> dict[str, int]:
    """With "-ize" beside "-ise", where that is an ending ("legalise") and not the word's own ("raise")."""
    made = dict(words)
    for word, value in words.items():
        other = _IZES.sub(lambda found: "iz" if found[0] == "is" else "is", word)
        if other != word and (word.endswith("ation") or wordnet.knows(other, "v") or not wordnet.knows(word, "v")):
            made.setdefault(other, value)
    return made


def kin(word: str, pos: wordnet.Pos) -> dict[str, int]:
    """A word with its synonyms, antonyms and derivations, and what a family of the lexicon adds."""
    words = {word: 1}
    sign = lexicon().verbs.get(word) if pos == "v" else None
    for other in wordnet.synonyms(word, pos):
        if other not in COMMON and (sign is None or lexicon().verbs.get(other, sign) == sign):
            words.setdefault(other, 1)
    opposites = [other for other in wordnet.antonyms(word, pos) if other not in COMMON]
    words.update({other: -1 for other in opposites if other not in words})
    for base, value in ((word, 1), *((other, -1) for other in opposites)):
        made = [w for to in DERIVED[pos] for w in wordnet.derived(base, pos, to) if not _is_who_does(w)]
        words.update({w: value for w in made if w not in words and w not in COMMON})
    for good, bad in lexicon().families:
        value = 1 if word in good else -1 if word in bad else 0
        if value:
            words.update(dict.fromkeys(good, value) | dict.fromkeys(bad, -value))
    if pos == "v":
        words = dict.fromkeys(_made(word), 1) | words
    return _both_spellings(words | {word: 1})


def acts_named(before: list[str]) -> list[str]:
    """What a proposition names as the means: "process" of "A peace process should end the war"."""
    heads = heads_of(before) if before[:1] and before[0].lower() in ("a", "an") else []
    return [head for head in heads if wordnet.derived(head, "n", "v")]


def family_of(objects: list[str]) -> dict[str, int]:
    """What more of the objects is or is not, by the families of the lexicon: "partnership" where cooperation is."""
    words: dict[str, int] = {}
    for good, bad in lexicon().families:
        if not good.isdisjoint(objects):
            words |= dict.fromkeys(good, 1) | dict.fromkeys(bad, -1)
    return words


def effect_on(verb: str, particle: str, words: dict[str, int], after: list[str], objects: list[str]) -> int:
    """Whether the main verb wants more of its object (+1) or less; 0 where neither it nor a synonym tells.

    `after`: the word behind it, which may be its preposition ("kept from children"); `objects`: the heads of what it is
    done to.
    """
    verbs = lexicon().verbs
    known = [verbs[form] for word in after if (form := f"{verb} {particle} {word.lower()}") in verbs]
    known += [verbs[f"{verb} {word.lower()}"] for word in after if f"{verb} {word.lower()}" in verbs]
    known += [verbs[form] for form in (f"{verb} {particle}".strip(), verb) if form in verbs]
    known += [verbs[word] for word, value in words.items() if value > 0 and word in verbs]
    if verb in _HANDS_OVER and not particle:
        return 0 if any(_is_who_does(one) or one in _PEOPLE for one in objects) else 1
    return known[0] if known else min(0, harm_or_help(verb))  # "should be punished"


def predicates(verb: str, particle: str, after: list[str]) -> dict[str, int]:
    """The predicates of a main verb: itself with its kin, and the family of what tells it ("work together")."""
    light = bool(particle) or verb in COMMON
    words = (kin(f"{verb} {particle}", "v") if particle else {verb: 1}) if light else kin(verb, "v")
    telling = {f"{verb} {particle}"} | ({particle} if particle else set())
    near = after[: 1 if particle else 2] if light else []
    telling |= {w.lower() for w in near if w[:1].islower() and w.lower() not in SMALL | COMMON}
    telling |= {w.lower() for w in after if w.lower() in ("together", "jointly")}
    telling |= {f"{verb} {word}" for word in telling} if light else set()
    telling |= {verb} if light and not particle else set()
    for good, bad in lexicon().families:
        if telling & good:
            words.update(dict.fromkeys(good, 1) | dict.fromkeys(bad, -1))
    return {} if light and not particle and len(words) == 1 else words
