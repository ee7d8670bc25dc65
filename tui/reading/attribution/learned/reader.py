"""What the learned reader proposes: for each token that may be a cue its source, cue and content, and how sure it
is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from msgspec import Struct

from tui.model import Article
from tui.reading.attribution.bounds import trimmed
from tui.reading.attribution.choose import Chosen, choose
from tui.reading.attribution.learned.columns import Columns, Floats, Ints, anchor, columns, pairs, window
from tui.reading.attribution.learned.network import CONTENT, CUE, SOURCE, Network
from tui.reading.attribution.parse import Parse

LOOKED_AT = 0.1  # below this share a token is no cue, and its source and content are not looked for
SHOWN = 0.3  # of the rules' candidates whose content and source the reader is shown
_HOLE = 2  # tokens: what parts two stretches of one content by less is part of it


class Proposal(Struct, frozen=True):
    """One attribution as the learned reader sees it; `source` is empty where the words name nobody."""

    cue: int
    probability: float
    source: tuple[int, ...]
    cue_tokens: tuple[int, ...]
    content: tuple[int, ...]
    sure_of_content: float  # mean share of its tokens
    sure_of_source: float  # highest share of any token


class Opinion(Struct, frozen=True):
    """What the learned reader makes of an article: `cues` holds for each token how likely it is a cue, `vectors` the
    network's vector of each token, `proposals` what it proposes by cue, `ruled` the rules' candidates by cue, the
    surest first."""

    cues: Floats
    vectors: Floats
    proposals: Mapping[int, Proposal]
    ruled: Mapping[int, Sequence[Chosen]]


class Seen(Struct, frozen=True):
    """What the network is given of an article, and what it answers: for each token that may be a cue the tokens beside
    it (`windows`), their pair columns and shares (`columns.pairs`, `Network.parts`)."""

    columns: Columns
    vectors: Floats
    cues: Floats
    windows: Mapping[int, tuple[int, int]]
    pairs: Mapping[int, tuple[Ints, ...]]
    parts: Mapping[int, Floats]


def opinion(p: Parse, article: Article, tensor: Floats, ruled: Sequence[Chosen], network: Network) -> Opinion:
    """What the network makes of a parsed article; `tensor` holds the language model's vector of each token."""
    seen = look(p, columns(p, article, ruled, network.numbering), tensor, ruled, network)
    proposals = {
        cue: _proposal(p, cue, float(seen.cues[cue]), seen.windows[cue][0], shares)
        for cue, shares in seen.parts.items()
    }
    return Opinion(seen.cues, seen.vectors, proposals, by_cue(p, ruled))


def by_cue(p: Parse, ruled: Sequence[Chosen]) -> dict[int, list[Chosen]]:
    """The rules' candidates by the token that their cue hangs on, the surest first."""
    out: dict[int, list[Chosen]] = {}
    for one in sorted(ruled, key=lambda one: -one.confidence):
        at = anchor(p, one.candidate.cue_tokens)
        if at is not None:
            out.setdefault(at, []).append(one)
    return out


def look(p: Parse, c: Columns, tensor: Floats, ruled: Sequence[Chosen], network: Network) -> Seen:
    """The network's answers for every token, and beside every token that may be a cue."""
    h = network.encode(tensor, c, [first for first, _ in p.bounds])
    sure = network.cues(h)
    cues = [int(i) for i in np.flatnonzero(sure >= LOOKED_AT)]
    windows, given = beside(p, c, cues, ruled)
    if not cues:
        return Seen(c, h, sure, windows, given, {})
    tokens = [np.arange(*windows[cue], dtype=np.int32) for cue in cues]
    parts = network.parts(h, cues, tokens, [given[cue] for cue in cues])
    return Seen(c, h, sure, windows, given, dict(zip(cues, parts, strict=True)))


def beside(
    p: Parse, c: Columns, cues: Sequence[int], ruled: Sequence[Chosen]
) -> tuple[dict[int, tuple[int, int]], dict[int, tuple[Ints, ...]]]:
    """For each cue the tokens in which its source and content are looked for, and their columns."""
    if not cues:
        return {}, {}
    own, others = by_cue(p, ruled), _chosen_by_rules(p, ruled)
    windows = {cue: window(p, c, cue) for cue in cues}
    return windows, {cue: pairs(p, c, cue, here, own.get(cue, ()), others) for cue, here in windows.items()}


def _chosen_by_rules(p: Parse, ruled: Sequence[Chosen]) -> Floats:
    """1 in the content and 2 in the source of what the rules choose, nested attributions apart."""
    out = np.zeros(len(p), np.float32)
    chosen = [one.candidate for one in choose(p, ruled, SHOWN) if one.within is None]
    for c in chosen:
        out[list(c.source.tokens)] = 2
    for c in chosen:
        out[list(c.content)] = 1
    return out


def _proposal(p: Parse, cue: int, probability: float, first: int, shares: Floats) -> Proposal:
    kind = shares.argmax(axis=1)
    content = trimmed(p, _filled(np.flatnonzero(kind == CONTENT) + first))
    source = _filled(np.flatnonzero(kind == SOURCE) + first)
    while source and not p.word[source[0]] and p.lower[source[0]] not in ('"', "'"):
        source.pop(0)
    while source and not p.word[source[-1]] and p.lower[source[-1]] not in (")", '"', "'"):
        source.pop()
    return Proposal(
        cue,
        probability,
        tuple(source),
        tuple(sorted({cue, *(np.flatnonzero(kind == CUE) + first).tolist()})),
        content,
        float(shares[np.array(content) - first, CONTENT].mean()) if content else 0.0,
        float(shares[:, SOURCE].max()),
    )


def _filled(tokens: np.ndarray) -> list[int]:
    """The tokens given, with holes of a token or two between them closed."""
    out: list[int] = []
    for i in tokens.tolist():
        if out and 1 < i - out[-1] <= _HOLE:
            out.extend(range(out[-1] + 1, i))
        out.append(i)
    return out
