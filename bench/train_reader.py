"""Learn the learned reader from openly licensed text: tui/reading/attribution/learned/reader.npz, or weights.json.

    python bench/train_reader.py CORPUS.jsonl GOLD.gold.jsonl OPEN.jsonl… [--of OUTLET=FIRST:LAST…] [--twice OUTLET…]
        [--rules] [--further] [--write]

Needs torch (pip install onrecord[train]) and the annotated set, which is not part of the project and of whose text
nothing ships: on four fifths of it teachers learn (`train_claims.held_out` keeps the fifth apart), each without one of
five folds, on which its judge learns. What they all find in the articles of OPEN is marked there, and what ships learns
from these marks alone, each counting as much as the teachers are sure of it; the annotated four fifths then tell what
its confidence is worth. With --of only these outlets' articles are taken, in the order of a hash of their ids from the
FIRST to before the LAST, with --twice those of an outlet are seen twice as often. With --rules the weights of the
rules' candidates (weights.json) are learned; without it the reader, which is shown the rules' marks by the weights that
ship, as it is where it reads. With --further it goes on from the reader that ships. Without --write nothing is changed.
The same seed, machine, reader and libraries give the same files.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path
from typing import Any

import claims_quality as quality
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
from tui.reading.attribution.learned.network import (
    BEGINS,
    CONTENT,
    CUE,
    ENDS,
    NOTHING,
    PARTS,
    SOURCE,
    Network,
    network_of,
)
from tui.reading.attribution.learned.network import WEIGHTS as READER
from tui.reading.attribution.learned.reader import Opinion, Seen, beside, look, opinion, told_by
from tui.reading.attribution.parse import Parse, parse_of, token_range
from tui.reading.attribution.stands import PLAIN, is_plain
from tui.reading.pipeline import load, parse
from tui.reading.sentences import MODEL

Marked = list[tuple[frozenset[int], frozenset[int], float]]  # words of content and source, and how sure it is
TEACHES = 0.1  # marks that the teacher is less sure of teach nothing
PART = 0.9  # share of a quotation in a marked content at which it is a part of that speech
SHORTEST = 60  # tokens of an article that is learned from
STEPS, LEAST_STEP = 14, 80  # into how many levels confidence is parted, and of how many claims each is made
# The student's judge sees many more candidates than a teacher's; of 64, 128 and 192 wide and of 12, 20 and 32 rounds
# these are best on PolNeAR's four fifths, and better with the articles that the network has seen than without.
TEACHERS, STUDENT = torching.Judging(64, 12), torching.Judging(128, 20)
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
    often: int = 1  # how often it is seen in a round


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


def open_text(paths: Iterable[Path], outlets: Sequence[str], twice: Sequence[str]) -> list[Read]:
    """The articles of open text, long enough to say something, in an order of their ids' hashes. Where lines are broken
    within sentences, and reading has to tell which go on, an article is left out: it is no text to learn bounds from.
    """
    every: list[dict[str, str]] = []
    for path in paths:
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        every += map(json.loads, data.splitlines())
    taken = [] if outlets else every
    for one in outlets:
        name, _, part = one.partition("=")
        first, _, last = part.partition(":")
        own = sorted((row for row in every if row.get("outlet") == name), key=lambda row: _digest(row["id"]))
        taken += own[int(first or 0) : int(last) if last else None]
    rows = sorted(taken, key=lambda row: hashlib.sha256(row["id"].encode()).hexdigest())
    articles = [learning.article_of(row) for row in rows]
    plain = [k for k, one in enumerate(articles) if not any("\n" in block.span.of(one.text) for block in one.blocks)]
    known = read([articles[k] for k in plain])[0]
    for k, own_one in zip(plain, known, strict=True):
        own_one.often = 1 + (rows[k].get("outlet") in twice)
    return [one for one in known if len(one.p) >= SHORTEST]


def _digest(key: str) -> str:
    return hashlib.sha256(f"open:{key}".encode()).hexdigest()


def right(one: Read, c: Chosen) -> tuple[float, float] | None:
    """How likely a candidate is one that is marked, and is so to the word; None where it is nested in what is, which
    the marks do not tell."""
    text, said = one.article.text, c.candidate
    content = words_in(text, pairs(said.quoted or one.p.spans(said.content)))
    source = words_in(text, pairs(one.p.spans(said.source.tokens)))
    best = exact = 0.0
    for marked, who, sure in one.marked:
        shared = len(content & marked)
        near = shared and (shared / len(content | marked) >= 0.5 or (said.quoted and shared >= PART * len(content)))
        if near and bool(source & who or (not source and not who)):
            best = max(best, sure)
            exact = max(exact, sure * float(content == marked and source == who))
    if best >= 0.4:
        return best, exact
    sure_of = [(content, source) for content, source, sure in one.marked if sure >= 0.5]
    return None if learning.nested(text, one.p, c, sure_of) else (best, exact)


def rule_weights(known: Sequence[Read]) -> dict[str, float]:
    """The weights of the rules' features, learned on what is marked; every candidate is given the confidence that it
    has by weights learned without the articles of its fold, as it will have in text that nothing learned from."""
    rows = [(learning.fold_of(one.article.key), c.features, right(one, c)) for one in known for c in one.ruled]
    table = Table([(fold, names, None if told is None else told[0] >= 0.5) for fold, names, told in rows])
    table.right = np.array([told[0] if told else 0.0 for _, _, told in rows])
    every = (c for one in known for c in one.ruled)
    for c, confidence in zip(every, table.crossed().tolist(), strict=True):
        c.confidence = confidence
    return dict(zip(table.names, table.fit(np.ones(len(rows), dtype=bool)).tolist(), strict=True))


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
        shares = np.zeros((last - first, PARTS))
        for value, name in ((CONTENT, "content"), (CUE, "cue"), (SOURCE, "source")):
            here = [i - first for i in places[name][tops[top]] if first <= i < last]
            shares[here, :BEGINS] = 0
            shares[here, value] = 1
        shares[shares[:, :BEGINS].sum(axis=1) == 0, NOTHING] = 1
        for s, e in one.gold[tops[top]]["content"]:
            run = token_range(p, Span(s, e))
            for at, edge in ((run.start, BEGINS), (run.stop - 1, ENDS)):
                if run and first <= at < last:
                    shares[at - first, edge] = 1
        learned.append(Pair(top, first, np.stack(seen[top]), shares))
    return Example(c, one.tensor, cues, learned)


def soft(one: Read, seen: Seen, numbers: Numbering) -> Example:
    """An article that the teachers have seen, with the rules' marks as it is read with: all the shares of what the
    teachers saw are to be learned."""
    c = columns(one.p, one.article, one.ruled, numbers)
    windows, given = beside(one.p, c, sorted(seen.parts), one.ruled)
    learned = [
        Pair(cue, windows[cue][0], np.stack(given[cue]), seen.parts[cue], min(1.0, float(seen.cues[cue]) + 0.1))
        for cue in sorted(seen.parts)
    ]
    return Example(c, one.tensor, seen.cues, learned)


def judged(known: Sequence[Read], net: Network) -> Iterator[tuple[Read, Opinion, list[tuple[Chosen, blend.Facts]]]]:
    for one in known:
        own = opinion(one.p, one.article, one.tensor.astype(np.float32), one.ruled, net)
        yield one, own, list(blend.weighed(one.p, one.ruled, own))


def with_judge(
    known: Sequence[Read], net: torching.Net, numbers: Numbering, model: str, seed: int, made: torching.Judging
) -> dict[str, Any]:
    """The stored network with a judge that learned on what is marked in `known`."""
    blank = torching.Judge(6 * torching.WIDTH, len(blend.FACTS), 1)
    bare = network_of(torching.stored(net, blank, numbers, model))
    tokens, facts, shares = [], [], []
    for one, own, every in judged(known, bare):
        told = [right(one, c) for c, _ in every]
        keep = [k for k, answer in enumerate(told) if answer is not None]
        if not keep:
            continue
        places, about = blend.rows(one.p, every)
        near = own.vectors[places]
        near[places < 0] = 0
        for _ in range(one.often):
            tokens.append(near.reshape(len(every), -1)[keep])
            facts.append(about[keep])
            shares.append(np.array([told[k] for k in keep], np.float32))
    judge = torching.learn_judge(np.concatenate(tokens), np.concatenate(facts), np.concatenate(shares), seed, made)
    return torching.stored(net, judge, numbers, model)


def agreed(known: Sequence[Seen]) -> Seen:
    """The mean of what several networks answer."""
    cues = np.mean([one.cues for one in known], axis=0)
    every = {cue: one for one in known for cue in one.parts}
    parts = {cue: np.mean([one.parts[cue] for one in known if cue in one.parts], axis=0) for cue in every}
    windows = {cue: one.windows[cue] for cue, one in every.items()}
    return replace(
        known[0], cues=cues, windows=windows, pairs={c: one.pairs[c] for c, one in every.items()}, parts=parts
    )


def mark(known: Sequence[Read], teachers: Sequence[Network]) -> list[Seen]:
    """What the teachers and the rules find in open text becomes the marks to learn from: what each of the teachers
    tells with the answers of all, as sure as they are on average."""
    out = []
    for one in known:
        tensor = one.tensor.astype(np.float32)
        seen = [
            look(one.p, columns(one.p, one.article, one.ruled, net.numbering), tensor, one.ruled, net)
            for net in teachers
        ]
        both = agreed(seen)
        every: list[list[Chosen]] = []
        for net, own in zip(teachers, seen, strict=True):
            told = told_by(one.p, one.ruled, replace(both, vectors=own.vectors))
            every.append(blend.blended(one.p, one.ruled, told, net))
        for same in zip(*every, strict=False):
            same[0].confidence = float(np.mean([c.confidence for c in same]))
        text = one.article.text
        one.marked = []
        for c in (c for c in choose(one.p, every[0], TEACHES) if c.within is None):
            content = words_in(text, pairs(c.candidate.quoted or one.p.spans(c.candidate.content)))
            one.marked.append((content, words_in(text, pairs(one.p.spans(c.candidate.source.tokens))), c.confidence))
        out.append(both)
    return out


def reweighed(known: Sequence[Read], weights: dict[str, float]) -> None:
    """Gives every candidate of the rules the confidence that these weights give it where it is read."""
    for one in known:
        for c in one.ruled:
            total = sum(weights.get(name, 0.0) for name in c.features)
            sure = float(1 / (1 + np.exp(-np.clip(total, -30, 30))))
            c.confidence = max(sure, PLAIN) if is_plain(one.p, c.candidate) else sure


def levels(known: Sequence[Read], student: Network) -> dict[str, np.ndarray]:
    """What a confidence of the student's is worth among annotated articles, by kind of candidate: rows of mean
    confidence and share that is right, as many claims in each, rising (neighbours that fall share their mean)."""
    told: dict[str, list[tuple[float, float]]] = {kind: [] for kind in blend.KINDS}
    for one in known:
        own = opinion(one.p, one.article, one.tensor.astype(np.float32), one.ruled, student)
        gold = [(content, source) for content, source, _ in one.marked]
        m = quality.measure(one.article, one.p, gold, blend.blended(one.p, one.ruled, own, student))
        right = set(m.right.values())
        for j, c in enumerate(m.found):
            told[blend.kind_of(c)].append((c.confidence, float(j in right)))
    out = {}
    for kind, every in told.items():
        ranked = np.array(sorted(every, key=itemgetter(0)))  # not by what is right: many have one confidence
        parts = np.array_split(ranked, max(1, min(STEPS, len(every) // LEAST_STEP)))
        if kind == "quoted":  # what stands beside no cue is far less often right than the rest of the lowest part
            parts = [*np.array_split(parts[0], max(1, len(parts[0]) // LEAST_STEP)), *parts[1:]]
        sure, share = np.array([part.mean(axis=0) for part in parts]).T
        out[f"levels.{kind}"] = np.stack([sure, rising(share, [len(part) for part in parts])]).astype(np.float32)
    return out


def rising(shares: np.ndarray, counts: Sequence[int]) -> np.ndarray:
    """The nearest shares that never fall: pool adjacent violators."""
    pools: list[tuple[float, int, int]] = []  # mean, claims, shares
    for share, count in zip(shares.tolist(), counts, strict=True):
        pools.append((share, count, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (low, few, some), (high, many, more) = pools.pop(), pools.pop()
            pools.append(((low * few + high * many) / (few + many), few + many, some + more))
    return np.array([mean for mean, _, many in pools for _ in range(many)])


def taught(known: Sequence[Read], model: str, given: argparse.Namespace) -> list[Network]:
    """Teachers, each of whom leaves another fold to its judge."""
    numbers = numbering(known, 4)
    examples = [(learning.fold_of(one.article.key), hard(one, numbers)) for one in known]
    out = []
    for number in range(given.teachers):
        own = [example for fold, example in examples if fold != number % learning.FOLDS]
        apart = [one for one in known if learning.fold_of(one.article.key) == number % learning.FOLDS]
        print(f"teacher {number + 1}: {len(own)} articles, its judge on {len(apart)} others", flush=True)
        net = torching.learn(numbers, own, given.rounds, given.seed + number)
        out.append(network_of(with_judge(apart, net, numbers, model, given.seed + number, TEACHERS)))
    return out


def as_read(known: Sequence[Read]) -> list[list[float]]:
    return [[c.confidence for c in one.ruled] for one in known]


def restore(known: Sequence[Read], confidence: Sequence[Sequence[float]]) -> None:
    """The rules' candidates as sure as they were."""
    for one, own in zip(known, confidence, strict=True):
        for c, sure in zip(one.ruled, own, strict=True):
            c.confidence = sure


def student(free: Sequence[Read], seen: Sequence[Seen], model: str, given: argparse.Namespace) -> dict[str, Any]:
    """The network that ships, with its judge."""
    start = None
    if given.further:
        with np.load(WEIGHTS.parent / "learned" / READER, allow_pickle=False) as stored:
            start, numbers = torching.restored(dict(stored))
    else:
        numbers = numbering(free, 3)
    marked = zip(free, seen, strict=True)
    lessons = [
        example
        for one, found in marked
        if learning.fold_of(one.article.key)
        for example in [soft(one, found, numbers)] * one.often
    ]
    print(f"student: {len(lessons)} articles of open text a round, its judge on {len(free)}", flush=True)
    net = torching.learn(numbers, lessons, given.lessons, given.seed, start)
    return with_judge(free, net, numbers, model, given.seed, STUDENT)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpus", type=Path)
    options.add_argument("gold", type=Path)
    options.add_argument("open", type=Path, nargs="+")
    options.add_argument("--of", action="append", default=[])
    options.add_argument("--twice", action="append", default=[])
    options.add_argument("--rounds", type=int, default=9, help="times that a teacher sees its articles")
    options.add_argument("--lessons", type=int, default=6, help="times that the student sees its articles")
    options.add_argument("--teachers", type=int, default=2)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--rules", action="store_true")
    options.add_argument("--further", action="store_true")
    options.add_argument("--write", action="store_true")
    given = options.parse_args()
    torch.use_deterministic_algorithms(True, warn_only=True)

    known, model = annotated(given.corpus, given.gold)
    shipped = as_read(known)
    own_weights = rule_weights(known)
    teachers = taught(known, model, given)
    restore(known, shipped)

    free = open_text(given.open, given.of, given.twice)
    shipped = as_read(free)
    reweighed(free, own_weights)  # the teachers are shown the rules' marks as sure as where they learned
    seen = mark(free, teachers)
    restore(free, shipped)
    if given.rules:
        weights = rule_weights(free)
        names = [name for name, value in weights.items() if abs(value) >= BOUND]
        if given.write:
            values = np.array([weights[name] for name in names])
            learning.write(names, values, len(free), 1.0, 0.0, "bench/train_reader.py")
        return
    stored = student(free, seen, model, given)
    stored |= levels(known, network_of(stored))
    if given.write:
        np.savez_compressed(WEIGHTS.parent / "learned" / READER, **stored)
        print("written: reader.npz")


if __name__ == "__main__":
    main()
