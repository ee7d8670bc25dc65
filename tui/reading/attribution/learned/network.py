"""The network of the learned reader, run by numpy alone: a token's vector from its own columns, its neighbours' and its
head's; from it how likely the token is a cue, and for a pair of cue and token what the token is to the cue."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from tui.reading.attribution.learned.columns import PAIR_SIZES, Columns, Floats, Ints, Numbering

NOTHING, SOURCE, CUE, CONTENT, BEGINS, ENDS = range(6)  # columns of the parts: kinds, then ends of contents
PARTS = 6
WEIGHTS = "reader.npz"
# An article of the usual length is one block; only longer ones are cut.
_BLOCK = 4_000  # tokens that are taken at once: memory grows with no article's length
_AROUND = 2  # tokens on either side of a token that its part in a pair is judged by


class Network(Struct, frozen=True):
    """Weight matrices by their trainer's names; `tables` hold what each column's number adds to the first layer."""

    numbering: Numbering
    at: dict[str, Floats]
    tables: dict[str, Floats]
    model: str  # the language model, with its version, that it learned on
    offsets: Ints  # of each pair column in the table of pairs
    levels: dict[str, Floats]  # by kind of candidate: rising confidences, and below them what each is worth

    def encode(self, tensor: Floats, c: Columns) -> Floats:
        """A vector a token; `tensor` holds those of the language model."""
        out = np.empty((len(c.words), self.at["input.bias"].shape[0]), np.float32)
        ends = c.runs[:, 1]
        first = 0
        while first < len(out):
            within = ends[(ends > first) & (ends <= first + _BLOCK)]
            last = int(within[-1] if len(within) else ends[ends > first][0])
            out[first:last] = self._encode(tensor[first:last], c, first, last)
            first = last
        return out

    def _encode(self, tensor: Floats, c: Columns, first: int, last: int) -> Floats:
        here = slice(first, last)
        h = tensor @ self.tables["tensor"] + c.marks[here] @ self.tables["marks"] + self.at["input.bias"]
        for name in ("words", "tags", "deps", "entities"):
            h += self.tables[name][getattr(c, name)[here]]
        np.maximum(h, 0, out=h)
        head = np.clip(c.head[here] - first, 0, last - first - 1)
        self._beside(h, head, "layer0")
        runs = c.runs[(c.runs[:, 0] >= first) & (c.runs[:, 1] <= last)] - first
        h += np.maximum(self._memory(h, runs) @ self.at["recall.weight"] + self.at["recall.bias"], 0)
        self._beside(h, head, "layer1")
        return h

    def _beside(self, h: Floats, head: Ints, layer: str) -> None:
        """Each token with its neighbours and its head."""
        width = h.shape[1]
        seen = np.zeros((len(h), 4 * width), np.float32)
        seen[1:, :width] = h[:-1]
        seen[:, width : 2 * width] = h
        seen[:-1, 2 * width : 3 * width] = h[1:]
        seen[:, 3 * width :] = h[head]
        h += np.maximum(seen @ self.at[f"{layer}.weight"] + self.at[f"{layer}.bias"], 0)

    def _memory(self, h: Floats, runs: Ints) -> Floats:
        """What a long short-term memory holds at each token, read forwards and backwards (columns), run by run; all
        runs take each step together, the longest first, so that the shorter ones drop out at the end."""
        lengths = runs[:, 1] - runs[:, 0]
        order = np.argsort(-lengths, kind="stable")
        starts, lasts, lengths = runs[order, 0], runs[order, 1] - 1, lengths[order]
        again = self.at["memory.again"]
        size = again.shape[1]
        given = h @ self.at["memory.weight"] + self.at["memory.bias"]
        given = np.stack([given[:, : 4 * size], given[:, 4 * size :]])
        out = np.empty((2, len(h), size), np.float32)
        state, cell = np.zeros((2, len(runs), size), np.float32), np.zeros((2, len(runs), size), np.float32)
        for step in range(int(lengths[0])):
            live = int(np.searchsorted(-lengths, -step, side="left"))
            at, back = starts[:live] + step, lasts[:live] - step
            state, cell = state[:, :live], cell[:, :live]
            gates = np.matmul(state, again)
            gates[0] += given[0, at]
            gates[1] += given[1, back]
            np.tanh(gates, out=gates)
            opened = gates[:, :, : 3 * size] * 0.5
            opened += 0.5
            cell = opened[:, :, size : 2 * size] * cell + opened[:, :, :size] * gates[:, :, 3 * size :]
            state = opened[:, :, 2 * size :] * np.tanh(cell)
            out[0, at], out[1, back] = state[0], state[1]
        return np.concatenate([out[0], out[1]], axis=1)

    def cues(self, h: Floats) -> Floats:
        """How likely each token is a cue, 0 to 1."""
        inner = np.maximum(h @ self.at["cue.weight"] + self.at["cue.bias"], 0)
        return _sigmoid(inner @ self.at["cue2.weight"][:, 0] + self.at["cue2.bias"][0])

    def parts(
        self, h: Floats, cues: Sequence[int], tokens: Sequence[Ints], seen: Sequence[Sequence[Ints]]
    ) -> list[Floats]:
        """For each cue, for each token beside it, how likely it is nothing, source, cue and content, and how likely the
        first and the last of a stretch of content (columns)."""
        gap = np.full(_AROUND, -1, np.int32)
        at = np.concatenate([np.concatenate([gap, own]) for own in tokens] + [gap])
        cue = np.concatenate([np.full(len(own) + _AROUND, k) for k, own in zip(cues, tokens, strict=True)] + [gap])
        live = at >= 0
        columns = np.zeros((len(at), len(self.offsets)), np.int32)
        columns[live] = np.concatenate([np.stack(one, axis=1) for one in seen])
        columns += self.offsets
        z = (h @ self.at["of_cue.weight"] + self.at["of_cue.bias"])[cue] + (h @ self.at["of_token.weight"])[at]
        for k in range(len(self.offsets)):
            z += self.at["pair"][columns[:, k]]
        np.maximum(z, 0, out=z)
        z[~live] = 0
        padded = np.zeros((len(z) + 2 * _AROUND, z.shape[1]), np.float32)
        padded[_AROUND:-_AROUND] = z
        around = np.concatenate([padded[k : k + len(z)] for k in range(2 * _AROUND + 1)], axis=1)
        z += np.maximum(around @ self.at["around.weight"] + self.at["around.bias"], 0)
        scores = z @ self.at["part.weight"] + self.at["part.bias"]
        kinds = scores[:, :4]
        kinds -= kinds.max(axis=1, keepdims=True)
        np.exp(kinds, out=kinds)
        kinds /= kinds.sum(axis=1, keepdims=True)
        scores[:, 4:] = _sigmoid(scores[:, 4:])
        ends = np.cumsum([len(own) + _AROUND for own in tokens])
        return [scores[end - len(own) : end] for end, own in zip(ends, tokens, strict=True)]

    def judge(self, h: Floats, tokens: NDArray[Any], facts: Floats) -> Floats:
        """How likely each candidate is right, and is so to the word (columns), 0 to 1: `tokens` where its parts stand,
        -1 for none, `facts` a row."""
        near = h[tokens]
        near[tokens < 0] = 0
        inner = near.reshape(len(tokens), -1) @ self.at["judge.tokens"] + facts @ self.at["judge.facts"]
        inner = np.maximum(inner + self.at["judge.bias"], 0)
        return _sigmoid(inner @ self.at["judge.out"] + facts @ self.at["judge.skip"] + self.at["judge.level"])


def _sigmoid(x: Floats) -> Floats:
    share: Floats = (1 / (1 + np.exp(-np.clip(x, -30, 30)))).astype(np.float32)
    return share


def network_of(stored: dict[str, NDArray[Any]]) -> Network:
    """A network from what its trainer stored: matrices in half precision, words and labels as lines."""
    at = {name: value.astype(np.float32) for name, value in stored.items() if value.dtype.kind == "f"}
    levels = {name.removeprefix("levels."): at.pop(name) for name in list(at) if name.startswith("levels.")}
    names = {
        name: {word: k + 1 for k, word in enumerate(str(stored[f"names.{name}"]).split("\n"))}
        for name in ("words", "tags", "deps", "entities")
    }
    tables: dict[str, Floats] = {}
    row = 0
    weight = at.pop("input.weight")
    for name in ("tensor", "words", "tags", "deps", "entities", "marks"):
        own = at.pop(f"embed.{name}", None)
        width = int(stored["tensor.width"]) if name == "tensor" else len(weight) - row if own is None else own.shape[1]
        part = weight[row : row + width]
        tables[name] = part if own is None else own @ part
        row += width
    sizes = [*PAIR_SIZES.values(), *[len(names["deps"]) + 1] * 2]
    offsets = np.cumsum([0, *sizes[:-1]]).astype(np.int32)
    half = np.repeat(np.array([0.5, 0.5, 0.5, 1], np.float32), at["memory.again"].shape[1])
    at["memory.again"] *= half  # the gates that open: a sigmoid is half a tanh of the half, so one tanh answers all
    at["memory.weight"] *= np.tile(half, 2)
    at["memory.bias"] *= np.tile(half, 2)
    return Network(Numbering(**names), at, tables, str(stored["model"]), offsets, levels)


@cache
def shipped_network() -> Network:
    """The network that ships with the package."""
    data = files(__package__).joinpath(WEIGHTS).read_bytes()
    with np.load(BytesIO(data), allow_pickle=False) as stored:
        return network_of(dict(stored))
