"""What the learned reader sees of an article: numbers a token, and numbers a pair of cue and token.

The trainer (bench/train_reader.py) sees the same columns, so what is learned is what is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from tui.model import Article
from tui.reading.attribution.choose import Chosen
from tui.reading.attribution.cue_lexicon import lexicon
from tui.reading.attribution.parse import VERBAL, Parse, token_range
from tui.reading.quotes import quotes

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]
# Enough for a sentence of the longest kind on either side of its cue. Each token is one more pair to be judged.
REACH = 100  # tokens on either side of a cue in which its source and content are looked for
RUN = 120  # tokens that are read in one go
MARKS = 14
# Tokens away from the cue, in classes that widen: one token more tells much beside the cue and nothing far from it.
_AWAY = np.array([0, 1, 2, 3, 4, 5, 7, 9, 12, 16, 24, 40, 64])
DISTANCES = 2 * len(_AWAY) + 1
_DEEPEST = 12  # steps to the root that are told apart
_UP = 5  # ancestors of a cue that are told apart
PAIR_SIZES = {"away": DISTANCES, "sentence": 5, "up": 2 * (_UP + 2), "depth": 5, "quote": 8, "ruled": 16, "other": 8}


class Numbering(Struct, frozen=True):
    """Words and labels to numbers, from 1; 0 stands for all others."""

    words: Mapping[str, int]
    tags: Mapping[str, int]
    deps: Mapping[str, int]
    entities: Mapping[str, int]


class Columns(Struct, frozen=True):
    """One entry a token."""

    words: Ints
    tags: Ints
    deps: Ints
    entities: Ints
    marks: Floats
    head: Ints
    block: Ints  # paragraph, -1 outside any
    quote: Ints  # quotation, -1 outside any
    depth: Ints  # steps to the root of the sentence
    runs: Ints  # first token and the one after the last of each stretch that is read in one go


def anchor(p: Parse, tokens: Sequence[int]) -> int | None:
    """The token of a cue that the others hang on."""
    own = set(tokens)
    tops = [i for i in tokens if p.head[i] == i or p.head[i] not in own]
    return next((i for i in tops if p.word[i]), next(iter(tops), None))


def columns(p: Parse, article: Article, ruled: Sequence[Chosen], numbering: Numbering) -> Columns:
    """The columns of a parsed article; `ruled` are the candidates of the rules."""
    marks = np.zeros((len(p), MARKS), np.float32)
    block, quote = _stretches(p, article, marks)
    _mark_lexicon(p, marks)
    for chosen in ruled:
        c = chosen.candidate
        for place, tokens in ((9, c.cue_tokens), (10, c.content), (11, c.source.tokens)):
            at = list(tokens)
            marks[at, place] = np.maximum(marks[at, place], chosen.confidence)
        if c.quoted:
            marks[list(c.content), 12] = 1
    marks[:, 13] = p.word
    return Columns(
        words=_numbers(p.lemma, numbering.words),
        tags=_numbers(p.tag, numbering.tags),
        deps=_numbers(p.dep, numbering.deps),
        entities=_numbers(p.entity, numbering.entities),
        marks=marks,
        head=np.array(p.head, np.int32),
        block=block,
        quote=quote,
        depth=_depths(p),
        runs=_runs(p, block),
    )


def _runs(p: Parse, block: Ints) -> Ints:
    """Whole sentences of one paragraph, as many as fit; what is longer than that alone is cut."""
    cuts = [0]
    changes = {int(i) + 1 for i in np.flatnonzero(np.diff(block))}
    firsts = [first for first, _ in p.bounds]
    for at, ahead in zip(stops := sorted(changes.union(firsts)), [*stops[1:], len(p)], strict=True):
        if at > cuts[-1] and (at in changes or ahead - cuts[-1] > RUN):
            cuts.append(at)
        while ahead - cuts[-1] > RUN:
            cuts.append(cuts[-1] + RUN)
    return np.array(list(zip(cuts, [*cuts[1:], len(p)], strict=True)), np.int32)


def _stretches(p: Parse, article: Article, marks: Floats) -> tuple[Ints, Ints]:
    """For each token its paragraph and its quotation; where they and the sentences begin goes into `marks`."""
    block, quote = np.full(len(p), -1, np.int32), np.full(len(p), -1, np.int32)
    for number, one in enumerate(article.blocks):
        own = token_range(p, one.span)
        block[own.start : own.stop] = number
        marks[own.start : own.start + 1, 0] = 1
        if one.role == "title":
            marks[own.start : own.stop, 1] = 1
    for number, mark in enumerate(quotes(article.text, article.body)):
        own = token_range(p, mark.span)
        quote[own.start : own.stop] = number
        marks[own.start : own.stop, 2] = 1
        marks[own.start : own.start + 1, 3] = 1
        marks[max(own.stop - 1, 0) : own.stop, 4] = 1
    marks[[first for first, _ in p.bounds], 5] = 1
    return block, quote


def _mark_lexicon(p: Parse, marks: Floats) -> None:
    """Which tokens are cues of the lexicon, by word class."""
    words = lexicon()
    for i, (lemma, lower, pos) in enumerate(zip(p.lemma, p.lower, p.pos, strict=True)):
        if pos in VERBAL:
            marks[i, 6] = lemma in words.verbs
        elif lemma in words.nouns:
            marks[i, 7] = 1
        elif lower in words.adjectives:
            marks[i, 8] = 1


def _depths(p: Parse) -> Ints:
    """Steps from each token to the root of its sentence."""
    depth = [-1] * len(p)
    for i in range(len(p)):
        chain = []
        at = i
        while depth[at] < 0 and p.head[at] != at:
            chain.append(at)
            at = p.head[at]
        if depth[at] < 0:
            depth[at] = 0
        for steps, below in enumerate(reversed(chain), 1):
            depth[below] = depth[at] + steps
    return np.minimum(np.array(depth, np.int32), _DEEPEST)


def _numbers(values: Iterable[str], known: Mapping[str, int]) -> Ints:
    return np.array([known.get(value, 0) for value in values], np.int32)


def window(p: Parse, c: Columns, cue: int) -> tuple[int, int]:
    """The first token and the one after the last in which a cue's source and content are looked for."""
    first, last = max(0, cue - REACH), min(len(p), cue + REACH + 1)
    same = np.flatnonzero(c.block[first:last] != c.block[cue])
    before, after = same[same < cue - first], same[same > cue - first]
    return (int(first + before[-1] + 1) if len(before) else first), (int(first + after[0]) if len(after) else last)


def pairs(
    p: Parse, c: Columns, cue: int, here: tuple[int, int], own: Sequence[Chosen], others: Floats
) -> tuple[Ints, ...]:
    """For each token in `here` what it is to the token `cue`: away, sentence, up, depth, quote, ruled, other, and the
    relations on the way (its own side, the cue's side).

    `own` are the rules' candidates of this cue, the surest first; `others` says which tokens are the content (1) or
    source (2) of what the rules choose.
    """
    first, last = here
    at = np.arange(first, last)
    away = np.searchsorted(_AWAY, np.abs(at - cue), side="right")
    away = np.where(at < cue, away, len(_AWAY) + away).astype(np.int32)
    sentence = np.clip(np.array(p.sentence[first:last]) - p.sentence[cue], -2, 2) + 2
    up, side, cues_side, depth = _path(p, c, cue, here)
    ruled = np.zeros(last - first, np.int32)
    for k, chosen in enumerate(own):
        one = chosen.candidate
        surest = () if k else ((4, one.source.tokens), (8, one.cue_tokens))
        for bit, tokens in ((2 if k else 1, one.content), *surest):
            ruled[[i - first for i in tokens if first <= i < last]] |= bit
    other = others[first:last].astype(np.int32) | (4 if others[cue] == 1 else 0)
    quote = _speech(c.quote[first:last], int(c.quote[cue]), cue - first)
    numbers = (away, sentence, up, depth, quote, ruled, other, side, cues_side)
    return tuple(column.astype(np.int32) for column in numbers)


def _path(p: Parse, c: Columns, cue: int, here: tuple[int, int]) -> tuple[Ints, Ints, Ints, Ints]:
    """The way in the tree from the cue to each token in `here`: how far up to the lowest node above both (twice, and
    one more where the token is that node), the relations below that node on either side, and how far down again."""
    first, last = here
    up = np.full(last - first, 2 * (_UP + 1), np.int32)
    side, cues_side = np.zeros(last - first, np.int32), np.zeros(last - first, np.int32)
    down = np.full(last - first, 4, np.int32)
    chain = [cue, *islice(p.climb(cue), _UP)]
    for steps in range(len(chain) - 1, -1, -1):
        top = chain[steps]
        under = slice(max(p.left[top] - first, 0), max(p.right[top] + 1 - first, 0))
        up[under], side[under] = 2 * steps, 0
        cues_side[under] = c.deps[chain[steps - 1]] if steps else 0
        down[under] = np.clip(c.depth[first:last][under] - c.depth[top], 0, 4)
        for child in p.children[top]:
            side[max(p.left[child] - first, 0) : max(p.right[child] + 1 - first, 0)] = c.deps[child]
        if first <= top < last:
            up[top - first], side[top - first] = 2 * steps + 1, 0
    return up, side, cues_side, down


def _speech(quote: Ints, mine: int, cue: int) -> Ints:
    """How tokens and the cue stand to quotations; `quote` is that of each token, `mine` the cue's, -1 for none, `cue`
    its place among them. 0 where neither is quoted."""
    if mine >= 0:
        return np.where(quote == mine, 2, np.where(quote >= 0, 3, 1))
    quoted = quote >= 0
    before, after = quote[:cue][quoted[:cue]], quote[cue:][quoted[cue:]]
    left = before[-1] if len(before) else -2
    right = after[0] if len(after) else -2
    far = np.where(np.arange(len(quote)) < cue, 6, 7)
    return np.where(~quoted, 0, np.where(quote == left, 4, np.where(quote == right, 5, far)))
