"""What each line of an issue finds: live counts for a watchlist that is being written."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from tui.corpus.crossref.evidence import Evidence, Ints
from tui.corpus.crossref.hits import NO_HITS, Hits, merged
from tui.corpus.crossref.word_mentions import phrases_of
from tui.corpus.phrases.closeness import find
from tui.corpus.phrases.descriptions import compiled, describe
from tui.corpus.phrases.lookalikes import Guard
from tui.corpus.phrases.vocabulary import Vocabulary
from tui.model import Issue, ListName

MOST = 20_000  # places whose claims are looked up


class LineHits(Struct, frozen=True):
    """A line of an issue with where it finds something."""

    list: ListName  # terms or descriptions
    words: str
    hits: Hits


class LineCount(Struct, frozen=True):
    """`found` places, `only` of them by no other line of the issue; `claims` in whose content they stand."""

    list: ListName
    words: str
    found: int
    only: int
    claims: int


def line_hits(issue: Issue, vocabulary: Vocabulary, guard: Guard) -> list[LineHits]:
    """What each term and description of an issue finds by itself, in the order of the file."""
    found = [
        LineHits("terms", term, find(phrases_of((term,), issue.fuzziness), vocabulary, guard)) for term in issue.terms
    ]
    terms = merged([line.hits for line in found])
    names_only = any(term[:1].isupper() for term in issue.terms)
    for words in issue.descriptions:
        hits = describe(compiled((words,)), terms, vocabulary, guard, names_only=names_only)
        found.append(LineHits("descriptions", words, hits))
    return found


def counted_lines(lines: Sequence[LineHits], evidence: Evidence) -> list[LineCount]:
    """The lines with their counts."""
    spread = [_tokens(line.hits) for line in lines]
    made = []
    for at, line in enumerate(lines):
        others = np.concatenate([_NONE, *(tokens for place, tokens in enumerate(spread) if place != at)])
        alone = ~_touches(line.hits, others)
        made.append(
            LineCount(line.list, line.words, len(line.hits), int(alone.sum()), len(_claims(line.hits, evidence)))
        )
    return made


def added(line: Hits, known: Hits, evidence: Evidence) -> tuple[Hits, int]:
    """The places that a line would add to those that are known, and how many claims with them."""
    new = line.at(~_touches(line, _tokens(known))) if len(line) else NO_HITS
    return new, len(np.setdiff1d(_claims(new, evidence), _claims(known, evidence)))


_NONE = np.zeros(0, np.int64)


def _tokens(hits: Hits) -> Ints:
    """Every token that the hits cover, as keys of the word index."""
    if not len(hits):
        return _NONE
    longest = int(hits.lengths.max())
    return np.unique(np.concatenate([hits.keys[hits.lengths > at] + at for at in range(longest)]))


def _touches(hits: Hits, tokens: Ints) -> np.ndarray:
    """Which hits share a token with others."""
    touched = np.zeros(len(hits), bool)
    if len(hits) and len(tokens):
        for at in range(int(hits.lengths.max())):
            touched |= (hits.lengths > at) & np.isin(hits.keys + at, tokens)
    return touched


def _claims(hits: Hits, evidence: Evidence) -> Ints:
    some = hits.at(slice(MOST))
    return np.unique(evidence.claims_over(some.keys, some.keys + some.lengths - 1)) if len(some) else _NONE
