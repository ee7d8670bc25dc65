"""Who said what, measured: both parts of the annotated articles, the calibration, and what is missed, by cause.

    python bench/claims_quality.py CORPUS.jsonl GOLD.gold.jsonl

Prints Markdown, for the part on which rules were made and for the part held out, both by the weights that ship. The
measures are those of the claims scorer: content@.5 and claim@.5 (half of the words shared, one to one, and sources that
overlap), and the overlap of words.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import train_claims as learning
from train_claims import Gold, pairs, words_in

from tui.model import Article
from tui.reading.attribution.choose import Chosen, choose
from tui.reading.attribution.find_attributions import LEAST, candidates
from tui.reading.attribution.parse import Parse
from tui.reading.pipeline import load, parse
from tui.reading.quotes import quotes

Words = frozenset[int]


@dataclass(slots=True)
class Measured:
    """One article: what is marked, what was found, and which of each belong together."""

    article: Article
    p: Parse
    gold: Gold
    candidates: list[Chosen]
    found: list[Chosen]
    said: list[tuple[Words, Words]]  # content and source of each found
    right: dict[int, int]  # gold to found, by claim@.5
    near: dict[int, int]  # gold to found, by content@.5


def words_of(article: Article, p: Parse, one: Chosen) -> tuple[Words, Words]:
    c = one.candidate
    return (
        words_in(article.text, pairs(c.quoted or p.spans(c.content))),
        words_in(article.text, pairs(p.spans(c.source.tokens))),
    )


def share(a: Words, b: Words) -> float:
    return len(a & b) / len(a | b) if a and b else 0.0


def measure(article: Article, p: Parse, gold: Gold, every: list[Chosen], least: float = LEAST) -> Measured:
    """Match contents one to one, the closest first; `least` is the confidence from which a claim is given."""
    found = [one for one in choose(p, every, least) if one.within is None]
    said = [words_of(article, p, one) for one in found]
    begun = {one.candidate.content[0]: k for k, one in enumerate(found) if one.candidate.quoted}
    resumed = {k: begun.get(one.candidate.resumes) for k, one in enumerate(found) if one.candidate.resumes is not None}
    for k, head in resumed.items():  # speech that is resumed is one attribution, as the annotators mark it
        if head is not None:
            said[head] = said[head][0] | said[k][0], said[head][1]
    kept = [k for k in range(len(found)) if resumed.get(k) is None]
    found, said = [found[k] for k in kept], [said[k] for k in kept]
    ranked = sorted(((share(g[0], f[0]), i, j) for i, g in enumerate(gold) for j, f in enumerate(said)), reverse=True)
    near: dict[int, int] = {}
    for score, i, j in ranked:
        if score >= 0.5 and i not in near and j not in near.values():
            near[i] = j
    right = {i: j for i, j in near.items() if gold[i][1] & said[j][1] or (not gold[i][1] and not said[j][1])}
    return Measured(article, p, gold, every, found, said, right, near)


def scores(part: Sequence[Measured]) -> dict[str, float]:
    """F1 and the like, in hundredths."""
    n: Counter[str] = Counter()
    for m in part:
        n.update(gold=len(m.gold), found=len(m.found), claim=len(m.right), content=len(m.near))
        marked = frozenset().union(*(g[0] for g in m.gold))
        given = frozenset().union(*(f[0] for f in m.said))
        n.update(shared=len(marked & given), marked=len(marked), given=len(given))
        inside = quoted_words(m.article)
        for i, (content, _) in enumerate(m.gold):
            much = len(content & inside)
            kind = "direct" if much == len(content) else "mixed" if much else "indirect"
            n.update({kind: 1, f"{kind} right": int(i in m.right)})
    both = n["gold"] + n["found"]
    return {
        "articles": float(len(part)),
        "claim@.5 P": 100 * n["claim"] / n["found"],
        "claim@.5 R": 100 * n["claim"] / n["gold"],
        "claim@.5 F1": 200 * n["claim"] / both,
        "content@.5 F1": 200 * n["content"] / both,
        "overlap F1": 200 * n["shared"] / (n["marked"] + n["given"]),
        **{f"recall of {k}": 100 * n[f"{k} right"] / n[k] for k in ("direct", "mixed", "indirect")},
    }


def quoted_words(article: Article) -> Words:
    return words_in(article.text, [(q.span.start, q.span.end) for q in quotes(article.text, article.body)])


def cause(m: Measured, i: int, cue: Words) -> str:
    """Why one marked attribution was not found."""
    content, source = m.gold[i]
    nobody = "" if source else ", nobody named"
    if i in m.near:
        return "content right, source wrong" + nobody
    words = [(words_of(m.article, m.p, one), one) for one in m.candidates]
    alike = [(said, one) for said, one in words if share(content, said[0]) >= 0.5]
    if any(said[1] & source or (not said[1] and not source) for said, _ in alike):
        return "read rightly, but too unsure or taken for part of another" + nobody
    if alike:
        return "content read, source wrong, not chosen" + nobody
    if any(cue & words_in(m.article.text, pairs(m.p.spans(one.candidate.cue_tokens))) for _, one in words):
        return "cue known, content cut otherwise" + nobody
    return "no cue of the lexicon" + nobody


def read_part(corpus: Path, gold: Path, held: bool) -> list[tuple[Article, Gold, Parse, list[Chosen]]]:
    known = list(learning.read(corpus, gold, held))
    return [
        (article, marked, *candidates(doc, article))
        for doc, (article, marked) in zip(parse(load(), (a for a, _ in known)), known, strict=True)
    ]


def table(heads: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    lines += ["| " + " | ".join(f"{c:.1f}" if isinstance(c, float) else str(c) for c in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpus", type=Path)
    options.add_argument("gold", type=Path)
    given = options.parse_args()
    measured: dict[bool, list[Measured]] = {}
    for held in (False, True):
        part = read_part(given.corpus, given.gold, held)
        measured[held] = [measure(article, p, marked, found) for article, marked, p, found in part]
    learned, kept = scores(measured[False]), scores(measured[True])
    print(table(("measure", "rules made on", "held out"), [(k, learned[k], kept[k]) for k in learned]))
    print("Claims by confidence, and how many of a hundred are right:\n")
    tables = {}
    for held, part_measured in measured.items():
        sure = np.array([one.confidence for m in part_measured for one in m.found])
        ok = np.array([float(j in m.right.values()) for m in part_measured for j in range(len(m.found))])
        tables[held] = {least: (n, right) for least, n, right in learning.calibration(sure, ok)}
    rows = [
        (f"{least:.1f}-{least + 0.1:.1f}", *tables[False].get(least, (0, 0.0)), *tables[True].get(least, (0, 0.0)))
        for least in sorted(tables[False])
    ]
    print(table(("confidence", "claims", "right %", "claims held out", "right % held out"), rows))
    cues = {r["id"]: [a["cue"] for a in r["attributions"]] for r in map(json.loads, given.gold.open(encoding="utf-8"))}
    missed = Counter(
        cause(m, i, words_in(m.article.text, cues[m.article.key][i] or []))
        for m in measured[False]
        for i in range(len(m.gold))
        if i not in m.right
    )
    total = sum(len(m.gold) for m in measured[False])
    print(f"Missed of {total} attributions (of the part that rules were made on), by cause:\n")
    print(table(("cause", "missed", "% of all"), [(k, n, 100 * n / total) for k, n in missed.most_common()]))


if __name__ == "__main__":
    main()
