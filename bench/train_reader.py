"""Learn the learned reader from openly licensed text: tui/reading/attribution/learned/reader.npz and weights.json.

    python bench/train_reader.py CORPUS.jsonl GOLD.gold.jsonl OPEN.jsonl… [--rounds 7] [--seed 1] [--write]

Needs torch (pip install onrecord[train]) and the annotated set, which is not part of the project and of whose text
nothing ships: on four fifths of it a teacher learns (`train_claims.held_out` keeps the fifth apart), which then marks
the articles of OPEN. What ships, the weights of the rules' candidates and the reader, learns from these marks alone.
Every mark counts as much as the teacher is sure of it. Without --write nothing is changed. The same seed, machine and
libraries give the same files.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import reader_network as torching
import torch
import train_claims as learning
from msgspec.structs import replace
from reader_network import Example, Pair
from train_claims import WEIGHTS, Table, pairs, words_in

from tui.model import Article, Span
from tui.reading.attribution.choose import Chosen, choose
from tui.reading.attribution.find_attributions import weighed as by_rules
from tui.reading.attribution.learned import blend
from tui.reading.attribution.learned.columns import Numbering, anchor, columns
from tui.reading.attribution.learned.network import CONTENT, CUE, SOURCE, Network, network_of
from tui.reading.attribution.learned.network import WEIGHTS as READER
from tui.reading.attribution.learned.reader import Opinion, Seen, beside, look, opinion
from tui.reading.attribution.parse import Parse, parse_of
from tui.reading.attribution.speech import token_range
from tui.reading.pipeline import load, parse
from tui.reading.sentences import MODEL

Marked = list[tuple[frozenset[int], frozenset[int], float]]  # words of content and source, and how sure it is
TEACHES = 0.1  # marks that the teacher is less sure of teach nothing
PART = 0.9  # share of a quotation in a marked content at which it is a part of that speech
BOUND = 0.02  # weights nearer to nothing are left out


@dataclass(slots=True)
class Read:
    """One article as the rules read it, with what is marked in it."""

    article: Article
    p: Parse
    tensor: np.ndarray
    ruled: list[Chosen]
    marked: Marked = field(default_factory=list)
    gold: list[dict[str, Any]] = field(default_factory=list)


def read(articles: Sequence[Article]) -> tuple[list[Read], str]:
    out, model = [], ""
    for doc, article in zip(parse(load(), iter(articles)), articles, strict=True):
        p = parse_of(doc, article.text)
        out.append(Read(article, p, np.asarray(doc.tensor, np.float16), by_rules(p, article)))
        model = doc.user_data[MODEL]
    return out, model


def annotated(corpus: Path, gold: Path) -> tuple[list[Read], str]:
    """The four fifths of the annotated articles that may be learned from."""
    marked = {row["id"]: row["attributions"] for row in map(json.loads, gold.open(encoding="utf-8"))}
    rows = [row for row in map(json.loads, corpus.open(encoding="utf-8")) if row["id"] in marked]
    known, model = read([learning.article_of(row) for row in rows if not learning.held_out(row["id"])])
    for one in known:
        one.gold = marked[one.article.key]
        text = one.article.text
        one.marked = [(words_in(text, a["content"]), words_in(text, a["source"]), 1.0) for a in one.gold]
    return known, model


def open_text(paths: Iterable[Path]) -> list[Read]:
    rows: list[dict[str, str]] = []
    for path in paths:
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        rows += map(json.loads, data.splitlines())
    return read([learning.article_of(row) for row in rows])[0]


def right(one: Read, c: Chosen) -> float | None:
    """How likely a candidate is one that is marked; None where it is nested in what is, which the marks do not tell."""
    text, said = one.article.text, c.candidate
    content = words_in(text, pairs(said.quoted or one.p.spans(said.content)))
    source = words_in(text, pairs(one.p.spans(said.source.tokens)))
    best = 0.0
    for marked, who, sure in one.marked:
        shared = len(content & marked)
        near = shared and (shared / len(content | marked) >= 0.5 or (said.quoted and shared >= PART * len(content)))
        if near and bool(source & who or (not source and not who)):
            best = max(best, sure)
    if best >= 0.4:
        return best
    sure_of = [(content, source) for content, source, sure in one.marked if sure >= 0.5]
    return None if learning.nested(text, one.p, c, sure_of) else best


def rule_weights(known: Sequence[Read]) -> dict[str, float]:
    """The weights of the rules' features, learned on what is marked."""
    rows = [(0, c.features, right(one, c)) for one in known for c in one.ruled]
    table = Table([(fold, names, None if share is None else share >= 0.5) for fold, names, share in rows])
    table.right = np.array([share or 0.0 for _, _, share in rows])
    return dict(zip(table.names, table.fit(np.ones(len(rows), dtype=bool)).tolist(), strict=True))


def reweighed(known: Sequence[Read], weights: dict[str, float]) -> None:
    for one in known:
        for c in one.ruled:
            total = sum(weights.get(name, 0.0) for name in c.features)
            c.confidence = float(1 / (1 + np.exp(-np.clip(total, -30, 30))))


def numbering(known: Sequence[Read], least: int) -> Numbering:
    """The words that `least` articles have, and all labels of the language model."""
    words = Counter(word for one in known for word in set(one.p.lemma))
    labels = [Counter(v for one in known for v in getattr(one.p, name) if v) for name in ("tag", "dep", "entity")]
    kept = [w for w, n in words.most_common(12_000) if n >= least]
    numbered = [{w: k + 1 for k, w in enumerate(names)} for names in (kept, *(list(c) for c in labels))]
    return Numbering(*numbered)


def hard(one: Read, numbers: Numbering) -> Example:
    """An annotated article to learn from: cues inside a marked content are left open."""
    p = one.p
    c = columns(p, one.article, one.ruled, numbers)
    places: dict[str, list[list[int]]] = {
        name: [[i for s, e in a[name] for i in token_range(p, Span(s, e))] for a in one.gold]
        for name in ("content", "cue", "source")
    }
    cues = np.zeros(len(p))
    for content in places["content"]:
        cues[content] = -1
    tops = {top: k for k, tokens in enumerate(places["cue"]) if (top := anchor(p, tokens)) is not None}
    cues[list(tops)] = 1
    windows, seen = beside(p, c, sorted(tops), one.ruled)
    learned = []
    for top, (first, last) in windows.items():
        kind = np.zeros(last - first, int)
        for value, name in ((CONTENT, "content"), (CUE, "cue"), (SOURCE, "source")):
            kind[[i - first for i in places[name][tops[top]] if first <= i < last]] = value
        learned.append(Pair(top, first, np.stack(seen[top]), np.eye(4)[kind]))
    return Example(c, one.tensor, cues, learned)


def soft(one: Read, seen: Seen, numbers: Numbering) -> Example:
    """An article that the teacher has seen: all its shares are to be learned."""
    learned = [
        Pair(cue, seen.windows[cue][0], np.stack(seen.pairs[cue]), shares, min(1.0, float(seen.cues[cue]) + 0.1))
        for cue, shares in seen.parts.items()
    ]
    return Example(columns(one.p, one.article, one.ruled, numbers), one.tensor, seen.cues, learned)


def judged(known: Sequence[Read], net: Network) -> Iterator[tuple[Read, Opinion, list[tuple[Chosen, blend.Facts]]]]:
    for one in known:
        own = opinion(one.p, one.article, one.tensor.astype(np.float32), one.ruled, net)
        yield one, own, list(blend.weighed(one.p, one.ruled, own))


def with_judge(known: Sequence[Read], net: torching.Net, numbers: Numbering, model: str, seed: int) -> dict[str, Any]:
    """The stored network with a judge that learned on what is marked in `known`."""
    blank = torching.Judge(6 * torching.WIDTH, len(blend.FACTS))
    bare = network_of(torching.stored(net, blank, numbers, model))
    tokens, facts, shares = [], [], []
    for one, own, every in judged(known, bare):
        told = [right(one, c) for c, _ in every]
        keep = [k for k, share in enumerate(told) if share is not None]
        if not keep:
            continue
        places, about = blend.rows(one.p, every)
        near = own.vectors[places]
        near[places < 0] = 0
        tokens.append(near.reshape(len(every), -1)[keep])
        facts.append(about[keep])
        shares.append(np.array([told[k] for k in keep], float))
    judge = torching.learn_judge(np.concatenate(tokens), np.concatenate(facts), np.concatenate(shares), seed)
    return torching.stored(net, judge, numbers, model)


def mark(known: Sequence[Read], teacher: Network) -> None:
    """What the teacher and the rules find in open text, as the marks to learn from."""
    for one in known:
        own = opinion(one.p, one.article, one.tensor.astype(np.float32), one.ruled, teacher)
        found = choose(one.p, blend.blended(one.p, one.ruled, own, teacher), TEACHES)
        text = one.article.text
        one.marked = []
        for c in (c for c in found if c.within is None):
            content = words_in(text, pairs(c.candidate.quoted or one.p.spans(c.candidate.content)))
            one.marked.append((content, words_in(text, pairs(one.p.spans(c.candidate.source.tokens))), c.confidence))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpus", type=Path)
    options.add_argument("gold", type=Path)
    options.add_argument("open", type=Path, nargs="+")
    options.add_argument("--rounds", type=int, default=7)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--write", action="store_true")
    given = options.parse_args()
    torch.use_deterministic_algorithms(True, warn_only=True)

    known, model = annotated(given.corpus, given.gold)
    apart = [one for one in known if learning.fold_of(one.article.key) == 0]
    taught = [one for one in known if learning.fold_of(one.article.key)]
    reweighed(known, rule_weights(taught))
    numbers = numbering(taught, 4)
    print(f"teacher: {len(taught)} articles, its judge on {len(apart)} others", flush=True)
    net = torching.learn(numbers, [hard(one, numbers) for one in taught], given.rounds, given.seed)
    teacher = network_of(with_judge(apart, net, numbers, model, given.seed))

    free = open_text(given.open)
    mark(free, teacher)
    weights = rule_weights(free)
    seen = []
    for one in free:
        c = columns(one.p, one.article, one.ruled, numbers)
        seen.append(look(one.p, c, one.tensor.astype(np.float32), one.ruled, teacher))
    reweighed(free, weights)
    own = replace(numbering(free, 3), tags=numbers.tags, deps=numbers.deps, entities=numbers.entities)
    print(f"student: {len(free)} articles of open text", flush=True)
    net = torching.learn(own, [soft(*both, own) for both in zip(free, seen, strict=True)], given.rounds, given.seed)
    student = with_judge(free, net, own, model, given.seed)
    if given.write:
        names = [name for name, value in weights.items() if abs(value) >= BOUND]
        learning.write(names, np.array([weights[name] for name in names]), len(free), 1.0, 0.0, "bench/train_reader.py")
        np.savez_compressed(WEIGHTS.parent / "learned" / READER, **student)
        print(f"written: {WEIGHTS} and reader.npz")


if __name__ == "__main__":
    main()
