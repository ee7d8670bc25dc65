"""Which sentences of the same days tell one event: what each is compared by, small enough to be kept with it."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Sequence
from itertools import chain
from math import fsum, log

import msgspec
from msgspec import Struct

from tui.corpus.days.day_evidence import words_of
from tui.model import Span

# A word weighs log(1 + sentences of the same days / those of them that have it). Two sentences are one event where they
# share so much of the shorter one's weight, and enough rare words besides: a short sentence shares much by accident.
_ALIKE = 0.6  # of the shorter sentence, by weight
_LEAST = 2.0  # words that no other sentence of these days has, by weight
# Words of more sentences than that join nothing: they are what the days are about, and would compare all with all.
_POSTINGS = 64  # sentences of the same days that a word may join; a commoner word joins none
_FEWEST = 3  # words in common: of two, which another sentence has as well, each weighs less than one that none has
_LEAST_CLAUSE = 1.5  # the same of the clauses alone that hold the days
_FEWEST_CLAUSE = 2  # words in common: none weighs so much alone
_ROUNDING = 1e-9  # more than what is added up in another order may differ by
# English puts the day behind what happened ("reopened the museum on Tuesday"): hence more words before than after.
_CLAUSE = 14, 8  # words before and after the days that may be of their clause
_DATELINE = re.compile(r"\s*+(?:\([^()]{1,40}\)\s*+)?[-–—]")  # what follows the day of one
_EDGE = re.compile(
    r"[,;:()\[\]\"“”]|\s[-–—]+\s"
    r"|\b(?:which|who|that|because|while|whereas|although|though|and|but|since|after|before|when|where|until)\b"
)
_DEFINITE = re.compile(r"(?:\b(?:the|this|that|its|their|his|her|our)|\w['’]s)\s+((?:[a-z][\w-]*\s*)+)")
_ENDS_NOUN = re.compile(
    r"\b(?:of|in|on|at|by|for|with|from|to|over|between|against|last|next|is|was|were|will|has|had)\b"
)
_NUMBER = re.compile(r"\d+(?:[.,/-]\d+)*")


class Telling(Struct, frozen=True, array_like=True):
    """What a dated sentence tells, as stems: of its names and of its other words, and its numbers in digits; the same
    of the clause that holds the days, whose `definite` are its nouns that mean something known ("the war")."""

    names: frozenset[str]
    others: frozenset[str]
    numbers: frozenset[str]
    clause_names: frozenset[str]
    clause_others: frozenset[str]
    clause_numbers: frozenset[str]
    definite: frozenset[str]


# Sorted, so that a sentence that is the same is kept as the same bytes.
pack_telling = msgspec.msgpack.Encoder(order="deterministic").encode
telling_from = msgspec.msgpack.Decoder(Telling).decode


def telling_at(text: str, sentence: Span, span: Span, *, rests: bool) -> Telling:
    """What the sentence of a time expression (`span`) tells, without the expression's own words and without a dateline;
    or, where it `rests` on the day of the lead or the article, all that the sentence of a verb tells."""
    head, tail = text[sentence.start : span.start], text[span.end : sentence.end]
    if _DATELINE.match(tail):
        head = ""
    verb = span.of(text) if rests else ""
    return telling_of(sentence.of(text) if rests else f"{head} {tail}", clause_of(f"{head}{verb}", tail))


def telling_of(words: str, clause: str) -> Telling:
    return Telling(
        *words_of(words),
        frozenset(_NUMBER.findall(words)),
        *words_of(f"the {clause}"),
        frozenset(_NUMBER.findall(clause)),
        _definite(clause),
    )


def clause_of(head: str, tail: str) -> str:
    """The words of a sentence before and after one of its expressions, as far as they stand in one clause with it."""
    before, after = _CLAUSE
    words = " ".join(_EDGE.split(head)[-1].split()[-before:])
    return f"{words} {' '.join(_EDGE.split(tail, maxsplit=1)[0].split()[:after])}".strip()


def _definite(clause: str) -> frozenset[str]:
    """Stems of the nouns that a definite word stands before: "war" of "the five-day war in", "Peru's war with"."""
    nouns: set[str] = set()
    for found in _DEFINITE.finditer(clause):
        phrase = _ENDS_NOUN.split(found[1], maxsplit=1)[0].split()
        if phrase:
            nouns |= words_of(f"the {phrase[-1]}")[1]
    return frozenset(nouns)


def joined(told: Sequence[Telling], dated_by: Sequence[Hashable | None]) -> list[list[int]]:
    """The events of one range of days, as places in `told`: a sentence joins the first event whose first telling it is
    like. `dated_by` is the article that dates a sentence by words of its own, None where the sentence rests on the day
    of the lead or the article: an article that names a day twice has two things to say of it.
    """
    day = _Day(told)
    told_by: dict[str, list[int]] = {word: [] for word in day.leading}  # the events whose first telling has a word
    groups: list[list[int]] = []
    heads: list[_WeighedTelling] = []
    odd: list[bool] = []  # of the heads
    common: list[int] = []
    definite: list[int] = []
    dated: list[set[Hashable]] = []  # the articles that date a telling of the event themselves
    for number, (telling, article) in enumerate(zip(told, dated_by, strict=True)):
        one = _WeighedTelling(telling, day)
        leading = [word for word in one.words if word in told_by]
        shared = Counter(chain.from_iterable(map(told_by.__getitem__, leading)))
        bits, known, least = one.common, one.definite, 0 if one.odd else day.least_common
        near = [
            group
            for group, words in shared.items()
            if words > 1 or odd[group] or (bits & common[group]).bit_count() >= least or known & definite[group]
        ]
        joins = next(
            (
                group
                for group in sorted(near)
                if _is_like(one, heads[group], shared[group], day) and article not in dated[group]
            ),
            len(groups),
        )
        if joins == len(groups):
            groups.append([])
            heads.append(one)
            odd.append(one.odd)
            common.append(bits)
            definite.append(known)
            dated.append(set())
            for word in leading:
                told_by[word].append(joins)
        groups[joins].append(number)
        if article is not None:
            dated[joins].add(article)
    return groups


class _Day:
    """What words weigh among the sentences of the same days."""

    def __init__(self, told: Sequence[Telling]) -> None:
        within = Counter(chain.from_iterable(chain(one.names, one.others) for one in told))
        self.weights: defaultdict[str, float] = defaultdict(float)  # of a stem that a clause alone has: nothing
        self.weights.update((word, log(1 + len(told) / n)) for word, n in within.items())
        self.leading = [word for word, n in within.items() if 1 < n <= _POSTINGS]
        self.common = {word: 1 << at for at, word in enumerate(word for word, n in within.items() if n > _POSTINGS)}
        self.least, self.least_clause = (least * log(1 + len(told)) for least in (_LEAST, _LEAST_CLAUSE))
        # The most that two sentences can share of a word that leads from one to the other, and of one that is common.
        self.most = log(1 + len(told) / 2), log(1 + len(told) / (_POSTINGS + 1))
        # Two that share a single word beside the common ones share so many of these at least, or a known noun.
        self.least_common = math.ceil((self.least_clause - self.most[0] - _ROUNDING) / self.most[1])
        nouns = dict.fromkeys(chain.from_iterable(one.definite for one in told))
        self.definite = {noun: 1 << at for at, noun in enumerate(nouns)}


class _WeighedTelling:
    """A telling beside others of the same days. `common` has a bit for each of its words that leads nowhere,
    `definite` one for each noun that means something known.

    It is `odd` where its clause has a stem that the whole sentence does not have, or a known noun that is a name as
    well. Of two that are not, neither is like the other where they share a single word.
    """

    __slots__ = ("common", "definite", "odd", "telling", "weighed", "weighed_clause", "words", "words_of_clause")

    def __init__(self, telling: Telling, day: _Day) -> None:
        self.telling = telling
        self.words = telling.names | telling.others
        self.words_of_clause = telling.clause_names | telling.clause_others
        self.odd = not (self.words >= self.words_of_clause and telling.definite.isdisjoint(telling.clause_names))
        self.common = sum(day.common[word] for word in self.words if word in day.common)
        self.definite = sum(day.definite[noun] for noun in telling.definite)
        self.weighed = _weight(self.words, day)
        self.weighed_clause = _weight(self.words_of_clause, day)


def _weight(words: Collection[str], day: _Day) -> float:
    # Rounded once, so that the order in which a set has its words makes no difference.
    return fsum(map(day.weights.__getitem__, words))


def _is_like(one: _WeighedTelling, other: _WeighedTelling, leading: int, day: _Day) -> bool:
    """Whether two sentences tell the same event: the whole of them, or the clauses that hold the days; these are
    alike, or name the same known thing beside the same name ("the war in Peru", "Peru's war"). They share so many words
    that are not common."""
    its, theirs = one.telling, other.telling
    rare, common = day.most
    most = (
        math.inf if one.odd or other.odd else leading * rare + (one.common & other.common).bit_count() * common + 1e-9
    )
    # Of a hundred that share a word hardly one is alike: what takes longest comes last.
    if most >= day.least and len(shared := one.words & other.words) >= _FEWEST:
        shorter = min(one.weighed, other.weighed)
        if _is_same(shared, its.names | theirs.names, its.numbers, theirs.numbers, day.least, shorter, day):
            return True
    known = its.definite & theirs.definite
    if not known and most < day.least_clause:
        return False
    shared = one.words_of_clause & other.words_of_clause
    if len(shared) < _FEWEST_CLAUSE and not known:
        return False
    least = 0.0 if known & shared else day.least_clause
    names, shorter = its.clause_names | theirs.clause_names, min(one.weighed_clause, other.weighed_clause)
    return _is_same(shared, names, its.clause_numbers, theirs.clause_numbers, least, shorter, day)


def _is_same(
    shared: frozenset[str],
    names: frozenset[str],
    one: frozenset[str],
    other: frozenset[str],
    least: float,
    shorter: float,
    day: _Day,
) -> bool:
    """Whether two stretches tell the same: what they share is much of the shorter one and rare among the sentences of
    these days, a name is in it, and they do not give other numbers (`one`, `other`)."""
    if shared.isdisjoint(names) or (one and other and one.isdisjoint(other)):
        return False
    weight = _weight(shared, day)
    return weight >= least and weight >= _ALIKE * shorter
