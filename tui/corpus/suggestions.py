"""Issues that a corpus suggests: what recurs in its claims, said by several holders, best where they pull apart.

Candidates are stretches of words between those that no name of a subject has (pronouns, auxiliaries, marks), as RAKE
takes them (Rose and others 2010), a preposition inside allowed ("ties with Norway"). Each is weighed by C-value
(Frantzi and Ananiadou 2000): how often it stands, less where it only stands inside a longer one, and longer ones more.
There is no parse: that a candidate is a noun phrase is borne out by an article or a preposition before it. One word
alone is a subject only as a name ("Ansgar"): a common noun is of every subject. Who acts is no subject, though much is
said of it, since it is selected as an actor: persons, bodies, countries, what people are called by their offices.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import log2

from msgspec import Struct, field

from tui.corpus import wordnet
from tui.corpus.actors.countries import by_adjective
from tui.model import Force
from tui.reading.roles import BODIES, HEADS
from tui.text.wordlist import wordlist
from tui.text.words import phrase

MOST = 12  # suggestions: as many as are looked through at once
LEAST_CLAIMS = 2  # in which a subject stands; of one claim nobody can take another side
LONGEST = 5  # words
_MEMBERS = 5  # terms of one suggestion
_PULL = 1.6  # how much more a subject weighs on which holders pull apart
_ALONE = 0.5  # and how much less one that is a single name: many things are said of a place
_AGAINST: frozenset[Force] = frozenset({"refuse", "deny", "warn", "threaten"})
_WITH: frozenset[Force] = frozenset({"accept", "promise", "ask"})
_WORD = re.compile(r"\w+(?:['’\-]\w+)*|[^\w\s]")
_DETERMINERS = wordlist("a an the its their his her our this that these those any no some every each new")
_PREPOSITIONS = wordlist("of with in on for to between over against by from about at into under")
_INSIDE = wordlist("of with in for between over on against")  # prepositions that a subject's name may have
_STOPS = wordlist(
    """
    a an the its their his her our my your this that these those any no some every each i you he she it we they them
    him us me who whom which what when where why how is are was were be been being am has have had do does did will
    would can could may might must should shall not and or but if as than then so because while although though since
    until before after during there here more most less least very too also only just even still yet already again
    ever never now today yesterday tomorrow said says say saying told tell make made makes making take took taken takes
    give given gave get got go going gone come came put set let want wants wanted see seen saw know known think thought
    need needs needed like such other others another same own all both many much few several one two three four five
    first last next previous dozen dozens hundred hundreds thousand thousands million billion half
    year years month months week weeks day days time times thing things way ways lot people
    up out off down back away part kind sort need number something anything nothing everything well good bad better
    best great big old new long little able own sure right wrong mr mrs ms sen rep gov gen january february
    march april june july august september october november december monday tuesday wednesday thursday friday saturday
    sunday
    """
)


class SaidClaim(Struct, frozen=True):
    """A claim as far as a suggestion looks at it: who, in which words, how; `key` is Claim.id."""

    key: str
    holder: str
    words: str
    force: Force
    article: int


class Suggestion(Struct, frozen=True):
    """A subject that might be watched: the words for it, commonest first, and the claims in which they stand.

    `apart` are two of them that seem to pull apart, the one for, the other against; empty where none do.
    """

    terms: tuple[str, ...]
    claims: tuple[str, ...]  # Claim.id
    holders: int
    articles: int
    apart: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        first = self.terms[0]
        return first[:1].upper() + first[1:]


class Proposed(Struct, frozen=True):
    """A sentence that one can be for or against, for an issue that has none, with the claims it rests on: how many ask
    for it and reject it, and by Claim.id those, first one of each."""

    sentence: str
    asked: int
    rejected: int
    claims: tuple[str, ...]


class _Seen(Struct):
    """A candidate while claims are gone through."""

    shown: Counter[str] = field(default_factory=Counter)
    claims: list[int] = field(default_factory=list)
    named: int = 0  # times with an article, preposition or a verb's deed before it, or with a capital


def suggest(claims: Iterable[SaidClaim], known: Iterable[str] = (), names: Iterable[str] = ()) -> list[Suggestion]:
    """Suggestions, the best first. `known` are words that are watched, or refused, already; `names` are those of
    persons, countries and all who hold something, which are actors and no subjects."""
    said = list(claims)
    seen = _candidates(said)
    taken = [words for words in map(phrase, known) if words]
    alone = {words for words in map(phrase, names) if words}
    parts = {words[-1:] for words in alone if len(words) > 1}  # "States", "Lund"
    persons = {words for words in alone if len(words) > 1}
    seen = {
        key: one
        for key, one in seen.items()
        if len(set(one.claims)) >= LEAST_CLAIMS
        and one.named
        and key not in alone | parts
        and not _is_office_or_body(one.shown)
        and not any(key[-size:] in persons for size in range(2, len(key)))
        and not _is_titled(one.shown, alone | parts)
        and not _begins_with_holder(one.shown, alone)
        and not _has(key, taken)
    }
    weights = _c_values(seen)
    found: list[Suggestion] = []
    used: set[tuple[str, ...]] = set()
    ranked = sorted(seen, key=lambda key: (-_weight(key, seen[key], weights[key], said), key))
    for key in ranked:
        if key in used:
            continue
        group = [key, *(other for other in ranked if other not in used and other != key and _same(key, other, seen))]
        group = group[:_MEMBERS]
        used.update(group)
        made = _made(group, seen, said)
        if made.holders >= LEAST_CLAIMS or made.apart:
            found.append(made)
        if len(found) == MOST:
            break
    return found


def _candidates(said: Sequence[SaidClaim]) -> dict[tuple[str, ...], _Seen]:
    seen: dict[tuple[str, ...], _Seen] = defaultdict(_Seen)
    for at, claim in enumerate(said):
        words = _WORD.findall(claim.words)
        for start, end in _stretches(words):
            shown = " ".join(words[start:end])
            key = phrase(shown)
            if not key:
                continue
            one = seen[key]
            one.shown[shown] += 1
            one.claims.append(at)
            before = words[start - 1].lower() if start else ""
            borne = before in _DETERMINERS or before in _PREPOSITIONS or words[end - 1][:1].isupper()
            one.named += borne or (start > 0 and _is_deed(words, start - 1))
    return seen


def _stretches(words: Sequence[str]) -> list[tuple[int, int]]:
    """Where candidates stand: runs of content words, whole and from any of their words on, and two runs with a
    preposition between."""
    runs: list[tuple[int, int]] = []
    start = 0
    for at in range(len(words) + 1):
        if at == len(words) or not _is_content(words[at]):
            if at > start:
                runs.append((start, at))
            start = at + 1
    found = []
    for first, last in runs:
        ends = _ends(words, first, last)
        found += [(begin, end) for end in ends for begin in range(max(first, end - LONGEST), end)]
    for (first, last), (second, stop) in pairwise(runs):
        joint = words[last:second]
        if not 1 <= len(joint) <= 2 or joint[0].lower() not in _INSIDE:
            continue
        if len(joint) == 2 and joint[1].lower() not in ("the", "a", "an"):
            continue
        ends = _ends(words, second, stop)
        found += [(begin, end) for end in ends for begin in range(max(first, end - LONGEST), last)]
    return [
        (begin, end)
        for begin, end in found
        if _may_be(words[begin:end]) and not _is_deed(words, begin) and not _owns(words, end)
    ]


def _owns(words: Sequence[str], end: int) -> bool:
    """Whether what ends here only owns what follows: "the voters’ trust"."""
    mark = words[end : end + 1] in (["'"], ["’"]) and words[end - 1].endswith("s")
    return mark and end + 1 < len(words) and words[end + 1][0].isalpha()


def _is_deed(words: Sequence[str], begin: int) -> bool:
    """Whether a stretch begins with a verb: "to tackle poverty", "provoke a war"."""
    first = words[begin]
    if first[:1].isupper() or wordnet.verb_of(first) is None:
        return False
    if begin and words[begin - 1].lower() == "to" and wordnet.verb_of(first) == first:
        return True
    return not wordnet.knows(wordnet.singular(first), "n") and not wordnet.knows(first, "a")


def _ends(words: Sequence[str], first: int, last: int) -> list[int]:
    """Where a candidate of a run may end: with the run, or with a name that a small word follows, unless that
    describes it ("Norwegian fishers")."""
    names = [
        at
        for at in range(first + 1, last)
        if words[at - 1][:1].isupper() and not words[at][:1].isupper() and not _is_adjective(words, at - 1)
    ]
    return [*names, last]


def _is_adjective(words: Sequence[str], at: int) -> bool:
    """Whether a capitalised word is "Norwegian" before what is Norwegian, and no part of a longer name."""
    describes = by_adjective(words[at]) is not None or wordnet.knows(words[at].lower(), "a")
    return describes and not (at and words[at - 1][:1].isupper())


def _is_content(word: str) -> bool:
    low = word.lower()
    if word == "New":  # "New Zealand"
        return True
    bare = re.split("['’]", low)[0]  # "he's" is no name
    return word[0].isalnum() and len(word) > 1 and not {low, bare} & _STOPS and low not in _PREPOSITIONS


def _may_be(words: Sequence[str]) -> bool:
    """Whether a stretch can be the name of a subject: two words, or a name; not a deed."""
    last = words[-1].lower()
    if words[-1].endswith(("'s", "’s", "'", "’")):
        return False
    if words[-1].islower() and wordnet.verb_of(last) is not None and not wordnet.knows(wordnet.singular(last), "n"):
        return False  # "a measure passed", "short of eliminating"
    if last.endswith("ly") or words[0].lower().endswith(("ly", "ing")) or any(word.isdigit() for word in words):
        return False
    return len(words) > 1 or (words[0][:1].isupper() and len(words[0]) > 2)


def _is_office_or_body(shown: Counter[str]) -> bool:
    """Whether words are those for who acts: "home secretary", "head of ports", "House of Fishers"."""
    words = shown.most_common(1)[0][0].split()
    head = next((before for before, word in pairwise(words) if word.lower() in _INSIDE), words[-1])
    last = head.lower()
    named = all(word[:1].isupper() for word in words if word.lower() not in _INSIDE)
    return {last, last.removesuffix("s")} & HEADS != set() or (named and any(w.lower() in BODIES for w in words))


def _is_titled(shown: Counter[str], names: set[tuple[str, ...]]) -> bool:
    """Whether words are an office and somebody's name: "Mayor Berg"."""
    *before, last = shown.most_common(1)[0][0].split()
    return bool(before) and before[-1].lower() in HEADS and phrase(last) in names


def _begins_with_holder(shown: Counter[str], holders: set[tuple[str, ...]]) -> bool:
    """Whether what stands before the preposition is only a holder: "Norway in the talks"."""
    words = shown.most_common(1)[0][0].split()
    at = next((at for at, word in enumerate(words) if word.lower() in _INSIDE), 0)
    return at > 0 and phrase(" ".join(words[:at])) in holders


def _has(key: tuple[str, ...], taken: Sequence[tuple[str, ...]]) -> bool:
    """Whether words that are watched already stand in a candidate, or it in them."""
    return any(_inside(one, key) or _inside(key, one) for one in taken)


def _inside(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))


def _c_values(seen: dict[tuple[str, ...], _Seen]) -> dict[tuple[str, ...], float]:
    """By C-value: log2(words + 1) times the frequency, less the mean frequency of the longer ones that hold it."""
    holding: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for key, one in seen.items():
        for size in range(1, len(key)):
            for at in range(len(key) - size + 1):
                holding[key[at : at + size]].append(len(one.claims))
    found = {}
    for key, one in seen.items():
        longer = holding.get(key, [])
        nested = sum(longer) / len(longer) if longer else 0.0
        found[key] = log2(len(key) + 1) * max(len(one.claims) - nested, 0.5)
    return found


def _weight(key: tuple[str, ...], one: _Seen, value: float, said: Sequence[SaidClaim]) -> float:
    holders = {said[at].holder for at in one.claims if said[at].holder}
    pull = _PULL if _apart(one.claims, said) else 1.0
    return value * log2(1 + len(holders)) * pull * (_ALONE if len(key) == 1 else 1.0)


def _same(key: tuple[str, ...], other: tuple[str, ...], seen: dict[tuple[str, ...], _Seen]) -> bool:
    """Whether two candidates are words for one subject: one stands in the other, or they share their last word and
    half of their claims."""
    if _inside(key, other) or _inside(other, key):
        return True
    one, two = set(seen[key].claims), set(seen[other].claims)
    return key[-1] == other[-1] and 2 * len(one & two) >= min(len(one), len(two))


def _apart(claims: Iterable[int], said: Sequence[SaidClaim]) -> tuple[str, ...]:
    """One claim with and one against, of two holders."""
    here = list(dict.fromkeys(claims))
    for with_ in (at for at in here if said[at].force in _WITH):
        for against in (at for at in here if said[at].force in _AGAINST):
            if said[with_].holder != said[against].holder and said[with_].holder and said[against].holder:
                return said[with_].key, said[against].key
    return ()


def _made(
    group: Sequence[tuple[str, ...]], seen: dict[tuple[str, ...], _Seen], said: Sequence[SaidClaim]
) -> Suggestion:
    claims = list(dict.fromkeys(at for key in group for at in seen[key].claims))
    terms = [seen[key].shown.most_common(1)[0][0] for key in group if len(key) > 1 or key == group[0]]
    longer = [term for term in terms if any(_inside(phrase(o), phrase(term)) for o in terms if o != term)]
    begun = [term for term in terms if any(o != term and o.startswith(f"{term} ") for o in terms)]  # "northern" of its
    kept = [terms[0], *(term for term in terms[1:] if term not in longer and term not in begun)]
    return Suggestion(
        terms=tuple(kept),
        claims=tuple(said[at].key for at in sorted(claims)),
        holders=len({said[at].holder for at in claims if said[at].holder}),
        articles=len({said[at].article for at in claims}),
        apart=_apart(claims, said),
    )
