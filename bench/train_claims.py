"""Learn the weights of attribution from annotated articles: tui/reading/attribution/weights.json.

    python bench/train_claims.py CORPUS.jsonl GOLD.gold.jsonl [--write]

CORPUS is a corpus of one article a line, GOLD its attributions (source, cue and content as lists of [start, end]).
A fifth of the articles, chosen by a hash of their ids, is never read here; the weights are learned on the rest. Without
--write only the cross-validated figures are printed. Needs the annotated set, which is not part of the project. The
weights that ship are learned from open text by train_reader.py, which stands on the same steps.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from tui.documents.paragraphs import paragraphs_of
from tui.model import Article, Block, Span
from tui.reading.attribution.choose import Chosen, choose
from tui.reading.attribution.find_attributions import weighed
from tui.reading.attribution.parse import Parse, parse_of
from tui.reading.pipeline import load, parse

FOLDS = 5
LEAST_COUNT = 4  # features seen less often have no weight
LEAST_NOUN = 10  # the same for the head nouns of sources: only those that are frequent anywhere
WORD = re.compile(r"\w+")
WEIGHTS = Path(__file__).parent.parent / "tui/reading/attribution/weights.json"


def held_out(article: str) -> bool:
    """Whether an article belongs to the fifth that is never looked at."""
    return int(hashlib.sha256(f"onrecord-7:{article}".encode()).hexdigest(), 16) % 5 == 0


def fold_of(article: str) -> int:
    return int(hashlib.sha256(f"fold:{article}".encode()).hexdigest(), 16) % FOLDS


def article_of(row: dict[str, str]) -> Article:
    """A corpus line as an Article with the paragraphs that reading finds in it."""
    blocks = []
    for one in paragraphs_of(row["text"]):
        title = not blocks and one.span.of(row["text"]) == (row.get("title") or "").strip()
        blocks.append(Block(one.span, "title" if title else "text"))
    return Article(key=row["id"], path=row["id"], text=row["text"], blocks=tuple(blocks), title=row.get("title"))


def words_in(text: str, spans: Sequence[Sequence[int]]) -> frozenset[int]:
    return frozenset(m.start() for s, e in spans or () for m in WORD.finditer(text, s, e))


def pairs(spans: Sequence[Span]) -> list[tuple[int, int]]:
    return [(s.start, s.end) for s in spans]


Gold = list[tuple[frozenset[int], frozenset[int]]]


def right(text: str, p: Parse, one: Chosen, gold: Gold) -> bool:
    """The scorer's claim@.5: half of the content's words shared, and the sources overlap or neither has one."""
    c = one.candidate
    content = words_in(text, pairs(c.quoted or p.spans(c.content)))
    source = words_in(text, pairs(p.spans(c.source.tokens)))
    return any(
        content & g and len(content & g) / len(content | g) >= 0.5 and bool(source & s or (not source and not s))
        for g, s in gold
    )


def nested(text: str, p: Parse, one: Chosen, gold: Gold) -> bool:
    """Whether the cue stands in a content that is marked: what is nested is not annotated, and teaches nothing."""
    cue = words_in(text, pairs(p.spans(one.candidate.cue_tokens)))
    return bool(cue) and any(cue <= content for content, _ in gold)


def label(text: str, p: Parse, one: Chosen, gold: Gold) -> bool | None:
    """Right or wrong, None where the annotation does not tell."""
    return right(text, p, one, gold) or (None if nested(text, p, one, gold) else False)


class Table:
    """Candidates as rows of feature numbers, with whether they are right."""

    def __init__(self, rows: list[tuple[int, tuple[str, ...], bool | None]]) -> None:
        count = Counter(name for _, names, _ in rows for name in names)
        self.names = [
            name for name, n in count.items() if n >= (LEAST_NOUN if name.startswith("noun=") else LEAST_COUNT)
        ]
        number = {name: k for k, name in enumerate(self.names)}
        self.fold = np.array([fold for fold, _, _ in rows])
        self.right = np.array([ok is True for _, _, ok in rows], dtype=float)
        self.known = np.array([ok is not None for _, _, ok in rows])
        known = [[number[name] for name in names if name in number] for _, names, _ in rows]
        self.row = np.repeat(np.arange(len(rows)), [len(k) for k in known])
        self.column = np.array([c for k in known for c in k])

    def predict(self, weights: np.ndarray) -> np.ndarray:
        total = np.bincount(self.row, weights=weights[self.column], minlength=len(self.right))
        return 1 / (1 + np.exp(-np.clip(total, -30, 30)))

    def crossed(self) -> np.ndarray:
        """Each row's probability by weights learned without its fold."""
        out = np.zeros(len(self.right))
        for fold in range(FOLDS):
            here = self.fold == fold
            out[here] = self.predict(self.fit(~here))[here]
        return out

    def fit(self, keep: np.ndarray, steps: int = 400, shrink: float = 0.6) -> np.ndarray:
        """L2-regularised logistic regression by Adam on the rows `keep`."""
        keep = keep & self.known
        use = keep[self.row]
        row, column = self.row[use], self.column[use]
        weights = np.zeros(len(self.names))
        first, second = np.zeros_like(weights), np.zeros_like(weights)
        goal = self.right * keep
        for step in range(1, steps + 1):
            total = np.bincount(row, weights=weights[column], minlength=len(self.right))
            error = 1 / (1 + np.exp(-np.clip(total, -30, 30))) * keep - goal
            slope = np.bincount(column, weights=error[row], minlength=len(weights)) + shrink * weights
            first = 0.9 * first + 0.1 * slope
            second = 0.999 * second + 0.001 * slope**2
            rate = 0.1 * (1 - step / (steps + 1)) + 0.002
            weights -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
        return weights


def read(corpus: Path, gold: Path, held: bool = False) -> Iterator[tuple[Article, Gold]]:
    """The annotated articles of one part with the words of each attribution's content and source."""
    marked = {row["id"]: row["attributions"] for row in map(json.loads, gold.open(encoding="utf-8"))}
    for row in map(json.loads, corpus.open(encoding="utf-8")):
        if row["id"] in marked and held_out(row["id"]) == held:
            text = row["text"]
            yield (
                article_of(row),
                [(words_in(text, a["content"]), words_in(text, a["source"])) for a in marked[row["id"]]],
            )


def calibration(confidence: np.ndarray, is_right: np.ndarray) -> list[tuple[float, int, float]]:
    """For each tenth of confidence: its lower bound, how many there are, how many of a hundred are right."""
    by: dict[int, list[float]] = defaultdict(list)
    for c, ok in zip(confidence, is_right, strict=True):
        by[min(9, math.floor(c * 10))].append(ok)
    return [(k / 10, len(by[k]), 100 * sum(by[k]) / len(by[k])) for k in sorted(by)]


def calibrated(confidence: np.ndarray, is_right: np.ndarray) -> tuple[float, float]:
    """Scale and offset of the log-odds (Platt) after choosing: the surest of several is less sure than it looks."""
    z = np.log(confidence / (1 - confidence))
    scale, offset = 1.0, 0.0
    for _ in range(30):
        p = 1 / (1 + np.exp(-(scale * z + offset)))
        w, error = p * (1 - p), p - is_right
        hessian = np.array([[np.sum(w * z * z), np.sum(w * z)], [np.sum(w * z), np.sum(w)]])
        step = np.linalg.solve(hessian, np.array([np.sum(error * z), np.sum(error)]))
        scale, offset = scale - step[0], offset - step[1]
    return float(scale), float(offset)


def outermost(p: Parse, found: list[Chosen]) -> list[Chosen]:
    """What is chosen of an article's candidates and not nested in another."""
    return [one for one in choose(p, found, 0.2) if one.within is None]


def write(
    names: Sequence[str],
    weights: np.ndarray,
    articles: int,
    scale: float,
    offset: float,
    made_by: str = "bench/train_claims.py",
) -> None:
    table = {name: round(float(w), 2) for name, w in zip(names, weights, strict=True) if abs(w) >= 0.02}
    told = {
        "made by": made_by,
        "meaning": "change in log-odds that an annotator would mark the candidate",
        "articles": articles,
        "scale": round(scale, 3),
        "offset": round(offset, 3),
        "weights": dict(sorted(table.items())),
    }
    WEIGHTS.write_text(json.dumps(told, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpus", type=Path)
    options.add_argument("gold", type=Path)
    options.add_argument("--write", action="store_true")
    given = options.parse_args()
    known = list(read(given.corpus, given.gold))
    rows: list[tuple[int, tuple[str, ...], bool | None]] = []
    parsed: list[tuple[Parse, list[Chosen]]] = []
    for doc, (article, gold) in zip(parse(load(), (a for a, _ in known)), known, strict=True):
        p = parse_of(doc, article.text)
        found = weighed(p, article)
        parsed.append((p, found))
        rows += [(fold_of(article.key), one.features, label(article.text, p, one, gold)) for one in found]
    table = Table(rows)
    crossed = table.crossed()
    for one, confidence in zip((one for _, found in parsed for one in found), crossed, strict=True):
        one.confidence = float(confidence)
    is_right = {id(one): ok for one, ok in zip((o for _, found in parsed for o in found), table.right, strict=True)}
    chosen = [one for p, found in parsed for one in outermost(p, found)]
    sure, ok = np.array([one.confidence for one in chosen]), np.array([is_right[id(one)] for one in chosen])
    scale, offset = calibrated(sure, ok)
    sure = 1 / (1 + np.exp(-(scale * np.log(sure / (1 - sure)) + offset)))
    print(f"{len(known)} articles, {len(rows)} candidates, {len(table.names)} features, {len(chosen)} chosen")
    for least, n, share in calibration(sure, ok):
        print(f"  confidence {least:.1f}-{least + 0.1:.1f}: {n:6} chosen, {share:5.1f} % right")
    if given.write:
        write(table.names, table.fit(np.ones(len(rows), dtype=bool)), len(known), scale, offset)


if __name__ == "__main__":
    main()
