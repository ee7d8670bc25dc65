"""Where the watchlist's descriptions stand: "(Lowland) northern/border district" in "two border districts".

A description is a row of slots, each of alternatives, some of them in brackets: these may be missing. The last slot is
its head. Plain words must stand before the head, at most GAP other words between; names ("Lowland") also behind it
("border districts of the Lowlands"). Each word counts in singular and plural, names also as adjectives.

A description in which a name has been found stands by itself. Without one it is only what the article makes of it: it
counts in articles that have one of the issue's terms (a name, where it has names), a description of it that stands by
itself, or, somewhere, the name that is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from tui.corpus.crossref.evidence import POSITION_BITS, CorpusWords, Ints
from tui.corpus.crossref.hits import Hits, Reason, merged
from tui.corpus.phrases.closeness import Phrase, find
from tui.corpus.phrases.lookalikes import Guard
from tui.corpus.phrases.vocabulary import Vocabulary

GAP, NAME_GAP = 2, 4  # words that may stand between a word, or a name, and the head
WHOLE, PART, CONTEXT = 92.0, 86.0, 80.0  # scores: with a name, without the one in brackets, by its article alone
_SLOT = re.compile(r"\([^()]*\)|\S+")
Mask = npt.NDArray[np.bool_]


class Slot(Struct, frozen=True):
    alternatives: tuple[Phrase, ...]
    optional: bool


class Description(Struct, frozen=True):
    text: str
    slots: tuple[Slot, ...]  # before the head
    head: tuple[Phrase, ...]

    @classmethod
    def of(cls, text: str) -> Description | None:
        """None where there is no word to look for."""
        slots = []
        for part in _SLOT.findall(text):
            words = part.strip("()").split("/") if "/" in part or part.startswith("(") else [part]
            phrases = tuple(phrase for word in words if (phrase := Phrase.of(word, fuzziness=0)))
            if phrases:
                slots.append(Slot(phrases, part.startswith("(")))
        needed = [at for at, slot in enumerate(slots) if not slot.optional]
        if not needed:
            return None
        head = slots.pop(needed[-1])
        return cls(text, tuple(slots), head.alternatives)


def describe(
    descriptions: Iterable[Description], terms: Hits, vocabulary: Vocabulary, guard: Guard, *, names_only: bool = False
) -> Hits:
    """Places of the descriptions of one issue, whose `terms` have been found before.

    With `names_only` only terms that are names tell that an article is on the issue: where an issue has such terms, its
    common words ("ceasefire") are said of many others.
    """
    whole, leaning = [], []
    for description in descriptions:
        found, names, lacking = _fits(description, vocabulary, guard)
        if len(found):
            whole.append(found.at(names))
            leaning.append((found.at(~names), lacking))
    by_itself = merged(whole)
    names = _named(terms)
    known = np.union1d(terms.articles[names] if names_only else terms.articles, by_itself.articles)
    parts = [by_itself]
    for hits, lacking in leaning:
        about = np.isin(hits.articles, known)
        near = np.isin(hits.articles, lacking)
        parts.append(_leaning(hits.at(about), "the article names it elsewhere", CONTEXT))
        parts.append(_leaning(hits.at(near & ~about), "the name it lacks stands in the article", CONTEXT))
    return merged(parts)


def _leaning(hits: Hits, on: str, score: float) -> Hits:
    reasons = tuple(Reason("description", f"{reason.why}; {on}", reason.term) for reason in hits.reasons)
    return Hits(hits.keys, hits.lengths, np.minimum(hits.scores, score), hits.reason, reasons)


def _fits(description: Description, vocabulary: Vocabulary, guard: Guard) -> tuple[Hits, Mask, Ints]:
    """Places where all that is needed stands together, whether a name is among it, and articles with a missing name."""
    heads = find(description.head, vocabulary, guard)
    starts, ends = heads.keys.copy(), heads.keys + heads.lengths
    names = _named(heads)
    kept: Mask = np.ones(len(heads), bool)
    full: Mask = np.ones(len(heads), bool)
    lacking = np.zeros(0, np.int64)
    by_name_only = not any(_plain(slot) for slot in description.slots)
    for slot in sorted(description.slots, key=_plain, reverse=True):  # so that a name joins what stands before the head
        found = find(slot.alternatives, vocabulary, guard)
        capital = _named(found)
        if slot.optional and capital.all():
            lacking = np.union1d(lacking, found.articles)
        before, at = _before(found, heads, np.where(capital, NAME_GAP, GAP))
        behind = _behind(found.at(capital), heads)
        if not slot.optional:
            kept &= before | behind
        full &= before | behind
        names |= (before & capital[at] if len(found) else before) | behind
        if len(found):
            close = before & (~capital[at] | by_name_only | (starts - (found.keys + found.lengths)[at] <= 1))
            starts = np.where(close, np.minimum(starts, found.keys[at]), starts)
    hits = Hits(
        starts,
        ends - starts,
        np.where(full, WHOLE, PART),
        np.zeros(len(heads), np.int64),
        (Reason("description", f'fits the description "{description.text}"', description.text),),
    )
    whole = kept & unbroken(hits, kept, vocabulary.source)
    return hits.at(whole), names[whole], lacking


def _plain(slot: Slot) -> bool:
    return not all(phrase.text[:1].isupper() for phrase in slot.alternatives)


def _named(hits: Hits) -> Mask:
    """Whether what was found is a name, by the way the description writes it."""
    capital = np.array([reason.term[:1].isupper() for reason in hits.reasons], bool)
    return capital[hits.reason] if len(hits) else np.zeros(0, bool)


def _before(found: Hits, heads: Hits, gaps: Ints) -> tuple[Mask, Ints]:
    """Whether one of `found` ends close before each head, and which."""
    if not len(found):
        return np.zeros(len(heads), bool), np.zeros(len(heads), np.int64)
    at = np.searchsorted(found.keys, heads.keys) - 1
    here = at >= 0
    at = np.maximum(at, 0)
    between = heads.keys - (found.keys + found.lengths)[at]
    return here & (between >= 0) & (between <= gaps[at]), at


def _behind(found: Hits, heads: Hits) -> Mask:
    if not len(found):
        return np.zeros(len(heads), bool)
    ends = heads.keys + heads.lengths
    at = np.searchsorted(found.keys, ends)
    here = at < len(found)
    return here & (found.keys[np.minimum(at, len(found) - 1)] - ends <= NAME_GAP)


def unbroken(hits: Hits, wanted: Mask, words: CorpusWords) -> Mask:
    """Whether no sentence or clause ends within a hit; only looked up where `wanted`."""
    whole: Mask = wanted.copy()
    offsets: tuple[int, Ints] = (0, np.zeros(0, np.int64))
    for at in np.flatnonzero(wanted & (hits.lengths > 1)):
        article = int(hits.keys[at]) >> POSITION_BITS
        if article != offsets[0]:
            starts, ends = words.offsets(article)
            offsets = (article, ends - starts)
        first = int(hits.keys[at]) & ((1 << POSITION_BITS) - 1)
        whole[at] = bool((offsets[1][first : first + int(hits.lengths[at])] > 0).all())
    return whole


def compiled(texts: Iterable[str]) -> tuple[Description, ...]:
    return tuple(description for text in texts if (description := Description.of(text)))
