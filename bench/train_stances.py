"""Learn how sure a stated stance is: tui/corpus/stances/certainty.yaml.

    python bench/train_stances.py INDEX.sqlite WATCHLIST.yaml JUDGED.json [INDEX WATCHLIST JUDGED …]
                                  [--of SOURCE …] [--write]

Each three are the index of a corpus, a config with its watchlist, and what people judged of the stances that were
stated there: an object from "ARTICLE|CONTENT|ISSUE|CUE|STANCE" (CONTENT and CUE are where these begin in the text) to
R where the stance is right and to any other letter where it is not; "?" is left out. With --of the weights are
learned from articles alone whose key begins so; the others tell what that is worth, and how sure a stance with these
weights is. Issues are left out as a whole, never single stances, where figures are cross-validated. Without --write
only the figures are printed.

No judged set is part of the project: only weights ship, no word of a text.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import yaml
from msgspec import Struct

from tui.config.load import load
from tui.corpus.actors.gathered import Gathered
from tui.corpus.actors.mentions import mentions_of
from tui.corpus.actors.merge import merge
from tui.corpus.claims import drafts_of
from tui.corpus.days import publication_days
from tui.corpus.stances.certainty import LEAST
from tui.corpus.weighed import heard, marks_of
from tui.index.streams import StoredDays, StoredForms
from tui.model import Published
from tui.store.codec import reading_of
from tui.store.tables.files import load_article

WEIGHTS = Path(__file__).parent.parent / "tui/corpus/stances/certainty.yaml"
PENALTY = 30.0  # of squared weights of marks brought to one spread
FOLDS = 10
KEPT = (1.0, 0.95, 0.9, 0.85, 0.8, 0.7, 0.5)  # shares of the right ones for which the precision is printed


class Judged(Struct, frozen=True):
    """A stated stance with its marks, and whether it is right."""

    article: str
    issue: str
    marks: dict[str, float]
    right: bool


def judged_in(index: Path, watchlist: Path, judgements: Path) -> Iterator[Judged]:
    """The judged stances of one corpus."""
    said: dict[str, str] = json.loads(judgements.read_text(encoding="utf-8"))
    issues = load(watchlist).issues
    with closing(sqlite3.connect(f"file:{index}?mode=ro", uri=True)) as connection:
        published = publication_days.publication(StoredDays(connection), {}, [])
        forms = StoredForms(connection)
        days = {key: one.days for key, one in published.items() if one.days}
        actors = merge(Gathered(forms).take(forms), (), (), days)
        for number, packed in connection.execute("SELECT article, reading FROM readings ORDER BY article").fetchall():
            article = load_article(connection, number, as_read=True)
            if article is None:
                continue
            reading, day = reading_of(packed), published.get(article.key, Published(None, "none", ""))
            mentions = mentions_of(article, reading, actors, day.days)
            drafts = drafts_of(article, reading, mentions, issues, actors).drafts
            told = heard(drafts)
            for draft in drafts:
                for take in draft.takes:
                    place = (draft.said.cue or draft.said.content)[0].start
                    issue = take.belonging.issue
                    key = f"{article.key}|{draft.said.content[0].start}|{issue}|{place}|{take.lean.stance}"
                    found = marks_of(article.text, draft, take, told)
                    if found is not None and said.get(key, "?") != "?":
                        yield Judged(article.key, issue, found, said.pop(key) == "R")


class Fit(Struct, frozen=True):
    """Weights of marks as they are, over their means."""

    base: float
    weights: np.ndarray
    means: np.ndarray

    def shares(self, x: np.ndarray) -> np.ndarray:
        return 1 / (1 + np.exp(-(self.base + (x - self.means) @ self.weights)))


def fit(x: np.ndarray, y: np.ndarray, penalty: float = PENALTY) -> Fit:
    """A logistic regression with a penalty on squared weights, by Newton's method."""
    means, spread = x.mean(0), x.std(0)
    spread[spread == 0] = np.inf  # a mark that is the same everywhere has no weight
    z = np.hstack([np.ones((len(x), 1)), (x - means) / spread])
    w, penalties = np.zeros(z.shape[1]), np.full(z.shape[1], penalty)
    penalties[0] = 0.0
    for _ in range(50):
        p = 1 / (1 + np.exp(-z @ w))
        step = np.linalg.solve((z.T * (p * (1 - p))) @ z + np.diag(penalties), z.T @ (y - p) - penalties * w)
        w = w + step
        if np.abs(step).max() < 1e-8:
            break
    return Fit(float(w[0]), w[1:] / spread, means)


def brought_to(found: Fit, shares: np.ndarray, y: np.ndarray) -> tuple[Fit, np.ndarray]:
    """The same weights, so far drawn together and moved that a share is what was right of stances left out, and these
    stances' shares so moved: two numbers, counted on all that was judged."""
    z = np.log(shares / (1 - shares))
    line = fit(z[:, None], y, penalty=0.0)
    slope, base = float(line.weights[0]), line.base - float(line.weights[0] * line.means[0])
    return Fit(base + slope * found.base, slope * found.weights, found.means), line.shares(z[:, None])


def left_out(rows: Sequence[Judged], x: np.ndarray, y: np.ndarray, learn: np.ndarray) -> np.ndarray:
    """For each stance the share by weights that never saw its issue, learned from the others of `learn`."""
    issues = sorted({row.issue for row in rows})
    order = np.random.default_rng(7).permutation(len(issues))
    fold = {issue: int(order[k]) % FOLDS for k, issue in enumerate(issues)}
    folds = np.array([fold[row.issue] for row in rows])
    shares = np.zeros(len(rows))
    for k in range(FOLDS):
        if (folds == k).any():
            others = learn & (folds != k)
            shares[folds == k] = fit(x[others], y[others]).shares(x[folds == k])
    return shares


def auc(shares: np.ndarray, y: np.ndarray) -> float:
    """How often a right stance is surer than a wrong one."""
    right, wrong = shares[y == 1], shares[y == 0]
    return float(np.mean((right[:, None] > wrong) + 0.5 * (right[:, None] == wrong)))


def report(name: str, shares: np.ndarray, y: np.ndarray) -> None:
    order = np.argsort(-shares, kind="stable")
    reached, stated = np.cumsum(y[order]), np.arange(1, len(y) + 1)
    at = [int(np.searchsorted(reached, kept * y.sum())) for kept in KEPT]
    curve = ", ".join(f"{kept:.2f}: {reached[k] / stated[k]:.3f}" for kept, k in zip(KEPT, at, strict=True))
    above = shares >= LEAST
    print(f"{name}: {len(y)} stances, {y.mean():.3f} right; AUC {auc(shares, y):.3f}")
    print(f"  right of those stated, by the share of the right ones that are: {curve}")
    for low in np.arange(0.2, 1, 0.1):
        near = (shares >= low) & (shares < low + 0.1)
        print(f"  {low:.1f} to {low + 0.1:.1f}: {near.sum()} stances, {y[near].mean() if near.any() else 0:.2f} right")
    print(f"  above {LEAST}: {y[above].mean():.3f} right, {y[above].sum() / y.sum():.3f} of the right ones")


def write(names: Sequence[str], found: Fit) -> None:
    """The weights into the table, its words as they are."""
    table = yaml.safe_load(WEIGHTS.read_text(encoding="utf-8"))
    table["base"] = round(found.base, 3)
    for k, name in enumerate(names):
        row = table["marks"].setdefault(name, {})
        row["weight"], row["mean"] = round(float(found.weights[k]), 3), round(float(found.means[k]), 3)
    table["marks"] = {name: table["marks"][name] for name in names}
    comment = "".join(line for line in WEIGHTS.read_text(encoding="utf-8").splitlines(True) if line.startswith("#"))
    told = yaml.safe_dump(table, sort_keys=False, allow_unicode=True, width=118)
    WEIGHTS.write_text(comment + told, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+", type=Path, help="INDEX WATCHLIST JUDGED, three a corpus")
    parser.add_argument("--of", action="append", default=[], metavar="SOURCE")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    rows = [row for k in range(0, len(args.sets), 3) for row in judged_in(*args.sets[k : k + 3])]
    names = list(rows[0].marks)
    x = np.array([[row.marks[name] for name in names] for row in rows])
    y = np.array([row.right for row in rows], float)
    learn = np.array([not args.of or row.article.startswith(tuple(args.of)) for row in rows])
    found, shares = brought_to(fit(x[learn], y[learn]), left_out(rows, x, y, learn), y)
    report("learned from", shares[learn], y[learn])
    if not learn.all():
        report("never learned from", shares[~learn], y[~learn])
    for k in np.argsort(-np.abs(found.weights * x.std(0))):
        print(f"{found.weights[k]:7.3f}  {names[k]} (mean {found.means[k]:.2f})")
    if args.write:
        write(names, found)


if __name__ == "__main__":
    main()
