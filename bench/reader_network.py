"""The learned reader's network as it learns, in torch; tui/reading/attribution/learned/network.py runs it by numpy.

One Example holds an article's columns with what is to be learned of it. Shares are given for every token (is it a cue)
and for every pair of cue and token (nothing, source, cue, content); a hard label is a share of 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import nn

from tui.reading.attribution.learned.columns import MARKS, PAIR_SIZES, Columns, Numbering

TENSOR = 96  # width of the language model's vectors
WIDTH, MEMORY, PAIR, WORD, TAG, DEP, ENTITY, CUE = 112, 88, 48, 40, 12, 16, 8, 64
AROUND = 2
BATCH = 5_000  # tokens
RATE, RATE_FURTHER = 2.5e-3, 1e-3  # the largest step of learning, and where a network learns further
NAMES = ("words", "tags", "deps", "entities")


@dataclass(slots=True)
class Pair:
    """A cue, the first of the tokens beside it, their pair columns and shares, and how much it counts."""

    cue: int
    first: int
    columns: np.ndarray
    shares: np.ndarray  # nothing, source, cue, content, first of a content, last of a content
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Judging:
    """How wide a judge is, and how often it sees its candidates."""

    width: int
    rounds: int


@dataclass(slots=True)
class Example:
    columns: Columns
    tensor: np.ndarray
    cues: np.ndarray  # share a token, -1 where nothing is known
    pairs: list[Pair]


class Net(nn.Module):
    """The layers by the names of the stored matrices."""

    def __init__(self, numbering: Numbering) -> None:
        super().__init__()
        sizes = {name: len(getattr(numbering, name)) + 1 for name in NAMES}
        widths = dict(zip(NAMES, (WORD, TAG, DEP, ENTITY), strict=True))
        self.embed = nn.ModuleDict({name: nn.Embedding(sizes[name], widths[name]) for name in NAMES})
        self.input = nn.Linear(TENSOR + sum(widths.values()) + MARKS, WIDTH)
        self.layers = nn.ModuleList([nn.Linear(4 * WIDTH, WIDTH) for _ in range(2)])
        self.memory, self.recall = nn.Linear(WIDTH, 8 * MEMORY), nn.Linear(2 * MEMORY, WIDTH)
        self.again = nn.Parameter(torch.empty(2, MEMORY, 4 * MEMORY).uniform_(-(MEMORY**-0.5), MEMORY**-0.5))
        self.cue, self.cue2 = nn.Linear(WIDTH, CUE), nn.Linear(CUE, 1)
        self.of_cue, self.of_token = nn.Linear(WIDTH, PAIR), nn.Linear(WIDTH, PAIR, bias=False)
        pairs = [*PAIR_SIZES.values(), sizes["deps"], sizes["deps"]]
        self.pair = nn.EmbeddingBag(sum(pairs), PAIR, mode="sum")
        self.around, self.part = nn.Linear((2 * AROUND + 1) * PAIR, PAIR), nn.Linear(PAIR, 6)
        self.drop = nn.Dropout(0.2)
        self.register_buffer("offsets", torch.tensor(np.cumsum([0, *pairs[:-1]])))
        for table in (*self.embed.values(), self.pair):
            nn.init.normal_(table.weight, 0, 0.1)

    def encode(self, b: dict[str, torch.Tensor]) -> torch.Tensor:
        x = torch.cat([b["tensor"], *[self.embed[name](b[name]) for name in NAMES], b["marks"]], 1)
        h = self.beside(torch.relu(self.input(self.drop(x))), b["head"], 0)
        h = h + torch.relu(self.recall(self.drop(self.remembered(self.memory(self.drop(h)), b))))
        return self.beside(h, b["head"], 1)

    def remembered(self, given: torch.Tensor, b: dict[str, torch.Tensor]) -> torch.Tensor:
        """What a long short-term memory holds at each token, read forwards and backwards (columns): gates that let in,
        keep and give out, then what is taken in. All runs take each step together, the longest first."""
        size, live = MEMORY, b["live"].tolist()
        ways = torch.stack([given[b["onward"], : 4 * size], given[b["back"], 4 * size :]])
        state, cell = torch.zeros(2, live[0], size), torch.zeros(2, live[0], size)
        out = []
        for now in ways.split(live, 1):
            state, cell = state[:, : now.shape[1]], cell[:, : now.shape[1]]
            gates = torch.baddbmm(now, state, self.again)
            opened = torch.sigmoid(gates[:, :, : 3 * size])
            into, keep, give = opened.split(size, 2)
            cell = keep * cell + into * torch.tanh(gates[:, :, 3 * size :])
            state = give * torch.tanh(cell)
            out.append(state)
        both = torch.cat(out, 1)
        none = torch.zeros(len(given), size)
        return torch.cat([none.index_copy(0, b["onward"], both[0]), none.index_copy(0, b["back"], both[1])], 1)

    def beside(self, h: torch.Tensor, head: torch.Tensor, layer: int) -> torch.Tensor:
        """Each token with its neighbours and its head."""
        own, none = self.drop(h), torch.zeros(1, WIDTH)
        near = [torch.cat([none, own[:-1]]), own, torch.cat([own[1:], none]), own.index_select(0, head)]
        return h + torch.relu(self.layers[layer](torch.cat(near, 1)))

    def cues(self, h: torch.Tensor) -> torch.Tensor:
        return self.cue2(torch.relu(self.cue(self.drop(h))))[:, 0]

    def parts(self, h: torch.Tensor, b: dict[str, torch.Tensor]) -> torch.Tensor:
        """Scores of all pairs, one row a token; rows whose token is -1 part the windows."""
        z = self.of_cue(h).index_select(0, b["cue"]) + self.of_token(h).index_select(0, b["token"].clamp(min=0))
        z = torch.relu(z + self.pair(b["pair"] + self.offsets)).masked_fill((b["token"] < 0)[:, None], 0)
        z = self.drop(z)
        padded = torch.cat([torch.zeros(AROUND, PAIR), z, torch.zeros(AROUND, PAIR)])
        seen = torch.cat([padded[k : k + len(z)] for k in range(2 * AROUND + 1)], 1)
        return self.part(z + torch.relu(self.around(seen)))


class Judge(nn.Module):
    """How likely a candidate is right, and right to the word, by the vectors of its tokens and by its facts."""

    def __init__(self, tokens: int, facts: int, width: int) -> None:
        super().__init__()
        self.tokens, self.facts = nn.Linear(tokens, width), nn.Linear(facts, width)
        self.out, self.skip = nn.Linear(width, 2), nn.Linear(facts, 2)
        self.drop, self.hide = nn.Dropout(0.3), nn.Dropout(0.2)

    def forward(self, tokens: torch.Tensor, facts: torch.Tensor) -> torch.Tensor:
        inner = torch.relu(self.tokens(self.hide(tokens)) + self.facts(facts))
        return self.out(self.drop(inner)) + self.skip(facts)


def batches(every: Sequence[Example], order: Sequence[int]) -> Iterator[list[Example]]:
    now: list[Example] = []
    for k in order:
        if now and sum(len(one.cues) for one in now) + len(every[k].cues) > BATCH:
            yield now
            now = []
        now.append(every[k])
    if now:
        yield now


def joined(few: Sequence[Example], hide: float, chance: np.random.Generator) -> dict[str, torch.Tensor]:
    """Some articles as one; a share of their words is hidden, so that the others learn to do without."""
    starts = np.cumsum([0, *[len(one.cues) for one in few]])
    out: dict[str, Any] = {name: np.concatenate([getattr(one.columns, name) for one in few]) for name in NAMES}
    out["words"] = np.where(chance.random(len(out["words"])) < hide, 0, out["words"])
    out["head"] = np.concatenate([one.columns.head + at for one, at in zip(few, starts, strict=False)])
    runs = np.concatenate([one.columns.runs + at for one, at in zip(few, starts, strict=False)])
    runs = runs[np.argsort(runs[:, 0] - runs[:, 1], kind="stable")]
    lengths = runs[:, 1] - runs[:, 0]
    out["live"] = np.array([(lengths > step).sum() for step in range(lengths[0])])
    out["onward"] = np.concatenate([runs[:many, 0] + step for step, many in enumerate(out["live"])])
    out["back"] = np.concatenate([runs[:many, 1] - 1 - step for step, many in enumerate(out["live"])])
    gap = np.full(AROUND, -1)
    cue, token, pair, shares, weight = [], [], [], [], []
    for one, at in zip(few, starts, strict=False):
        for p in one.pairs:
            long = len(p.shares)
            cue.append(np.full(long + AROUND, p.cue + at))
            token.append(np.concatenate([np.arange(p.first, p.first + long) + at, gap]))
            pair.append(np.pad(p.columns, ((0, 0), (0, AROUND))).T)
            shares.append(np.pad(p.shares.astype(np.float32), ((0, AROUND), (0, 0))))
            weight.append(np.concatenate([np.full(long, p.weight), np.zeros(AROUND)]))
    if cue:
        out |= {"cue": np.concatenate(cue), "token": np.concatenate(token), "pair": np.concatenate(pair)}
    numbers = {name: torch.from_numpy(np.ascontiguousarray(value)).long() for name, value in out.items()}
    floats = {
        "tensor": np.concatenate([one.tensor for one in few]),
        "marks": np.concatenate([one.columns.marks for one in few]),
        "cues": np.concatenate([one.cues for one in few]),
    }
    if cue:
        floats |= {"shares": np.concatenate(shares), "weight": np.concatenate(weight)}
    return numbers | {name: torch.from_numpy(value.astype(np.float32)) for name, value in floats.items()}


def learn(numbering: Numbering, every: Sequence[Example], rounds: int, seed: int, start: Net | None = None) -> Net:
    """A network that has seen every example `rounds` times, from nothing or from where `start` stands."""
    torch.manual_seed(seed)
    chance = np.random.default_rng(seed)
    net, rate = (Net(numbering), RATE) if start is None else (start, RATE_FURTHER)
    orders = [chance.permutation(len(every)) for _ in range(rounds)]
    steps = sum(1 for order in orders for _ in batches(every, order))
    adam = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=0.01)
    pace = torch.optim.lr_scheduler.OneCycleLR(adam, rate, total_steps=steps + 1, pct_start=0.1)
    for number, order in enumerate(orders):
        net.train()
        total = 0.0
        for few in batches(every, order):
            b = joined(few, 0.06, chance)
            h = net.encode(b)
            known = b["cues"] >= 0
            many = b["cues"][known].sum() + 3
            lost = nn.functional.binary_cross_entropy_with_logits(net.cues(h)[known], b["cues"][known], reduction="sum")
            loss = 2 * lost / many
            if "pair" in b:
                parts = net.parts(h, b)
                told = -(b["shares"][:, :4] * torch.log_softmax(parts[:, :4], 1)).sum(1)
                ends = nn.functional.softplus(parts[:, 4:]) - b["shares"][:, 4:] * parts[:, 4:]
                loss = loss + ((told + ends.sum(1)) * b["weight"]).sum() / many / 4
            adam.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 2.0)
            adam.step()
            pace.step()
            total += loss.item()
        print(f"  round {number + 1} of {rounds}: loss {total:.1f}", flush=True)
    return net.eval()


def learn_judge(tokens: np.ndarray, facts: np.ndarray, right: np.ndarray, seed: int, made: Judging) -> Judge:
    """A judge of candidates; `right` holds how likely each is right, and to the word, a row. Its facts are scaled, then
    put back into it."""
    torch.manual_seed(seed)
    mean, spread = facts.mean(0), facts.std(0) + 1e-3
    x, f, y = (torch.from_numpy(a.astype(np.float32)) for a in (tokens, (facts - mean) / spread, right))
    judge, size, rounds = Judge(tokens.shape[1], facts.shape[1], made.width), 256, made.rounds
    adam = torch.optim.AdamW(judge.parameters(), lr=2e-3, weight_decay=0.05)
    pace = torch.optim.lr_scheduler.OneCycleLR(adam, 2e-3, total_steps=rounds * (len(y) // size + 1))
    for _ in range(rounds):
        order = torch.randperm(len(y))
        for k in range(0, len(y), size):
            some = order[k : k + size]
            loss = nn.functional.binary_cross_entropy_with_logits(judge(x[some], f[some]), y[some])
            adam.zero_grad()
            loss.backward()
            adam.step()
            pace.step()
    with torch.no_grad():
        for layer in (judge.facts, judge.skip):
            layer.weight /= torch.from_numpy(spread.astype(np.float32))
            layer.bias -= layer.weight @ torch.from_numpy(mean.astype(np.float32))
    return judge.eval()


def stored(net: Net, judge: Judge, numbering: Numbering, model: str) -> dict[str, np.ndarray]:
    """What network_of() reads: matrices in half precision, names as lines, and the language model they belong to."""
    out = {f"embed.{name}": table.weight for name, table in net.embed.items()} | {"pair": net.pair.weight}
    layers = {f"layer{k}": layer for k, layer in enumerate(net.layers)}
    single = ("input", "memory", "recall", "cue", "cue2", "of_cue", "of_token", "around", "part")
    for name, layer in (layers | {name: getattr(net, name) for name in single}).items():
        out[f"{name}.weight"] = layer.weight.T
        if layer.bias is not None:
            out[f"{name}.bias"] = layer.bias
    out["memory.again"] = net.again
    out |= {"judge.tokens": judge.tokens.weight.T, "judge.bias": judge.tokens.bias + judge.facts.bias}
    plain = {name: value.detach().numpy().astype(np.float16) for name, value in out.items()}
    fine = {"judge.facts": judge.facts.weight.T, "judge.out": judge.out.weight.T, "judge.skip": judge.skip.weight.T}
    fine["judge.level"] = judge.out.bias + judge.skip.bias
    plain |= {name: value.detach().numpy() for name, value in fine.items()}
    for name in NAMES:
        words = getattr(numbering, name)  # what a line cannot hold is no word: it keeps its number and is never met
        plain[f"names.{name}"] = np.array("\n".join(word if word.split() == [word] else " " for word in words))
    return plain | {"tensor.width": np.array(TENSOR), "model": np.array(model)}


def restored(stored: Mapping[str, np.ndarray]) -> tuple[Net, Numbering]:
    """The network that was stored, to learn further, and its numbers of words and labels."""
    names = {name: str(stored[f"names.{name}"]).split("\n") for name in NAMES}
    numbering = Numbering(
        **{name: {word.strip() or f" {k}": k + 1 for k, word in enumerate(words)} for name, words in names.items()}
    )
    net = Net(numbering)
    at = dict(net.named_parameters())
    for name, value in stored.items():
        own = {"pair": "pair.weight", "memory.again": "again"}.get(name, name)
        own = re.sub(r"^layer(\d)", r"layers.\1", f"{own}.weight" if name.startswith("embed.") else own)
        if own in at:
            given = torch.from_numpy(value.astype(np.float32))
            turned = own.endswith(".weight") and not own.startswith(("embed.", "pair."))
            at[own].data.copy_(given.T if turned else given)
    return net, numbering
