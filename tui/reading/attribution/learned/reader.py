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
from tui.reading.attribution.learned.network import BEGINS, CONTENT, CUE, ENDS, SOURCE, Network
from tui.reading.attribution.parse import Parse

LOOKED_AT = 0.1  # below this share a token is no cue, and its source and content are not looked for
SHOWN = 0.3  # of the rules' candidates whose content and source the reader is shown
MARKS = frozenset({'"', "''", "``"})  # quotation marks as the model is given them
BEYOND = 1e-4  # nothing is surer than this leaves open
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
    first: int  # the first token that `odds` has a row of
    odds: Floats  # log-odds of each token, by the columns of the parts


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
    return told_by(p, ruled, look(p, columns(p, article, ruled, network.numbering), tensor, ruled, network))


def told_by(p: Parse, ruled: Sequence[Chosen], seen: Seen) -> Opinion:
    """What the answers of a network propose."""
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
    h = network.encode(tensor, c)
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
    kind = shares[:, :BEGINS].argmax(axis=1)
    odds = _odds(shares)
    content = trimmed(p, _filled(_stretches(odds[:, CONTENT], odds[:, BEGINS], odds[:, ENDS], first)))
    source = _filled(_surest(odds[:, SOURCE], first))
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
        first,
        odds,
    )


def _odds(shares: Floats) -> Floats:
    near = np.clip(shares, BEYOND, 1 - BEYOND)
    odds: Floats = np.log(near / (1 - near))
    return odds


def _stretches(inside: Floats, begins: Floats, ends: Floats, first: int) -> list[int]:
    """The tokens of the stretches of content that are likeliest together: each token's log-odds of being inside one,
    and those of being the first and the last of one for the tokens that are (Viterbi over two states)."""
    out, within, closing = 0.0, -np.inf, 0.0  # best sums with the last token outside and inside, and what its end adds
    came: list[tuple[bool, bool]] = []  # whether the token before is inside, where this one is outside and inside
    for own, begin, end in zip(inside.tolist(), begins.tolist(), ends.tolist(), strict=True):
        ended, opened = within + closing, out + begin
        came.append((ended > out, within >= opened))
        out, within, closing = max(out, ended), max(opened, within) + own, end
    inside_now = within + closing > out
    tokens = []
    for place in range(len(came) - 1, -1, -1):
        if inside_now:
            tokens.append(first + place)
        inside_now = came[place][inside_now]
    return tokens[::-1]


def _surest(odds: Floats, first: int) -> list[int]:
    """The one stretch whose log-odds sum to the most; none where no token is likelier inside one than not."""
    best, sum_, at, kept = 0.0, 0.0, 0, (0, 0)
    for place, own in enumerate(odds.tolist()):
        if sum_ <= 0:
            sum_, at = 0.0, place
        sum_ += own
        if sum_ > best:
            best, kept = sum_, (at, place + 1)
    return list(range(first + kept[0], first + kept[1]))


def _filled(tokens: Sequence[int]) -> list[int]:
    """The tokens given, with holes of a token or two between them closed."""
    out: list[int] = []
    for i in tokens:
        if out and 1 < i - out[-1] <= _HOLE:
            out.extend(range(out[-1] + 1, i))
        out.append(i)
    return out
