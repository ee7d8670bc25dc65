"""Every figure of docs/quality.md, by one command.

    python bench/quality.py [--write] [seeds] [positions] [claims] [dates] [actors]

Runs the listing commands over the sets in SHARED (see ground.py), scores their rows with SHARED/score/score.py, and
counts by cause what is still missed. With --write the parts asked for, all where none is named, replace their own
between the marks in docs/quality.md; what is not asked for, or whose set is not there, stays as that page has it.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from ground import MADE, PROJECT, SEEDS, SHARED, machine, table
from train_claims import held_out

DATA, GOLD = SHARED / "data", SHARED / "gold"
OUT = MADE / "quality"
PAGE = PROJECT / "docs" / "quality.md"
BEGIN, END = "<!-- figures: made by bench/quality.py -->", "<!-- end of figures -->"
HEAD = """# Quality

What is found, measured against what careful people marked. Nobody tuned to the held-out parts; the sample corpus,
TimeBank and GUM news were looked at while rules were made, so expect less on other text. Where the sets are at hand
`python bench/quality.py --write` makes every figure again.
"""
Row = dict[str, Any]


def main() -> None:
    asked = [name for name in sys.argv[1:] if not name.startswith("-")] or list(PARTS)
    score = scorer()
    if score is None:
        sys.exit(f"there is no scorer at {SHARED / 'score'}; set ONRECORD_DATA")
    OUT.mkdir(parents=True, exist_ok=True)
    measured = []
    for name in asked:
        try:
            measured.append(PARTS[name](score))
        except FileNotFoundError as error:
            print(f"{name} is not measured: {Path(error.filename).name} is not there\n", flush=True)
            continue
        print(measured[-1] + "\n", flush=True)
    if "--write" in sys.argv:
        write(measured)


def scorer() -> ModuleType | None:
    path = SHARED / "score" / "score.py"
    if not path.exists():
        return None
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def listing(what: list[str], corpus: Path, name: str, config: Path | None = None) -> Path:
    """The rows of a listing command as a file. Raises FileNotFoundError where the corpus is not there."""
    if not corpus.exists():
        raise FileNotFoundError(2, "no such set", str(corpus))
    empty = OUT / "empty.yaml"
    empty.write_text("", encoding="utf-8")
    out = OUT / f"{name}.jsonl"
    homes = {f"XDG_{kind}_HOME": str(OUT / kind.lower()) for kind in ("CACHE", "DATA", "STATE", "CONFIG")}
    command = [sys.executable, "-m", "tui", *what, str(corpus), "--format", "jsonl", "--config", str(config or empty)]
    with out.open("w", encoding="utf-8") as file:
        done = subprocess.run(command, stdout=file, cwd=PROJECT, env={**os.environ, **homes}, check=False)
    if done.returncode not in {0, 1}:
        sys.exit(f"{' '.join(what)} ended with {done.returncode}")
    return out


def said(function: Callable[..., Any], *values: object) -> str:
    """What the scorer prints, as a block."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        function(*map(str, values))
    return f"```\n{out.getvalue().rstrip()}\n```"


def rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def part(path: Path, name: str, keep: Callable[[str], bool]) -> Path:
    """The lines of a gold file whose id is kept, as a file."""
    out = OUT / f"{name}.gold.jsonl"
    kept = [row for row in rows(path) if keep(row["id"])]
    out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in kept), encoding="utf-8")
    return out


def seeds(score: ModuleType) -> str:
    gold = GOLD / "seeds-dev.json"
    if not gold.exists():
        raise FileNotFoundError(2, "no such set", str(gold))
    config = PROJECT / "config.yaml"
    folder = OUT / "seeds"
    folder.mkdir(exist_ok=True)
    for what in ("articles", "dates", "claims"):
        listing([what], SEEDS, f"seeds/{what}", config)
    listing(["mentions", "South Ossetia"], SEEDS, "seeds/mentions", config)
    return f"### The sample corpus (three of its five articles)\n\n{said(score.seeds, gold, folder)}"


def positions(score: ModuleType) -> str:
    """Holder, issue, stance and cells on texts of other subjects, with a watchlist written in ten minutes."""
    gold, corpus = GOLD / "positions-dev.json", GOLD / "positions-dev.jsonl"
    found = listing(["claims"], corpus, "positions", GOLD / "positions-dev.yaml")
    return f"### Positions on other subjects (seven texts)\n\n{said(score.stand, gold, found)}"


def claims(score: ModuleType) -> str:
    corpus, gold = DATA / "polnear-train.jsonl", DATA / "polnear-train.gold.jsonl"
    found = listing(["claims"], corpus, "claims")
    worked = part(gold, "claims-worked", lambda key: not held_out(key))
    apart = part(gold, "claims-apart", held_out)
    texts = {row["id"]: row["text"] for row in rows(corpus)}
    causes, bands = _claim_causes(score, rows(apart), rows(found), texts)
    return "\n\n".join(
        [
            "### Claims, PolNeAR train",
            "The fifth that is never looked at (chosen by a hash of the article's id):",
            said(score.claims, apart, found, corpus),
            "The other four fifths, on which rules were made:",
            said(score.claims, worked, found, corpus),
            "What is still missed in the fifth apart, by cause:",
            causes,
            "Confidence there, and how many of the claims given it are right by the scorer (without what speakers of "
            "transcripts say in their own voice, of which the annotators mark nothing):",
            bands,
        ]
    )


def _claim_causes(score: ModuleType, gold: list[Row], found: list[Row], texts: dict[str, str]) -> tuple[str, str]:
    by_article: dict[str, list[Row]] = {}
    for row in score.joined(row for row in found if not row.get("within")):
        by_article.setdefault(row["article"], []).append(row)
    missed, spare = Counter[tuple[str, str]](), Counter[str]()
    bands: dict[int, list[bool]] = {}
    for article in gold:
        text, here = texts[article["id"]], by_article.get(article["id"], [])
        inside = score.quoted(text)

        def parts(row: Row, text: str = text) -> tuple[set[int], set[int]]:
            spans = [score.fragments(row.get(name)) for name in ("content", "source")]
            return score.tokens(text, spans[0]), score.tokens(text, spans[1])

        wanted, given = [parts(row) for row in article["attributions"]], [parts(row) for row in here]
        right = set()
        paired = {i: j for i, j, _ in score.match(wanted, given, lambda a, b: score.iou(a[0], b[0]), 0.5)}
        for i, (content, source) in enumerate(wanted):
            kind = score.kind_of(content, inside)
            if (j := paired.get(i)) is None:
                near = max((score.iou(content, other) for other, _ in given), default=0.0)
                missed[("its content is cut otherwise" if near > 0.1 else "not found at all", kind)] += 1
            elif (source & given[j][1]) or (not source and not given[j][1]):
                right.add(j)
            else:
                missed[("right content, " + ("no source" if not given[j][1] else "another source"), kind)] += 1
        for j, row in enumerate(here):
            if row["kind"] != "own":
                bands.setdefault(min(9, int(row["confidence"] * 10)), []).append(j in right)
            spare["wrong"] += j not in right
    kinds = ("direct", "mixed", "indirect")
    causes = sorted({cause for cause, _ in missed}, key=lambda c: -sum(missed[(c, k)] for k in kinds))
    lines = [[cause, *(missed[(cause, kind)] for kind in kinds)] for cause in causes]
    lines.append(["found, but not in the gold", spare["wrong"], "", ""])
    shares = [
        [f"{band / 10:.1f} to {band / 10 + 0.1:.1f}", len(all_of), f"{100 * sum(all_of) / len(all_of):.0f} %"]
        for band, all_of in sorted(bands.items(), reverse=True)
    ]
    return table(("cause", *kinds), lines), table(("confidence", "claims", "right"), shares)


def dates(score: ModuleType) -> str:
    corpus, gold = DATA / "timebank.jsonl", DATA / "timebank.gold.jsonl"
    found = listing(["dates"], corpus, "dates")
    by_article: dict[str, list[Row]] = {}
    for row in rows(found):
        by_article.setdefault(row["article"], []).append(row)
    causes = Counter[str]()
    for article in rows(gold):
        wanted, given = article["timexes"], by_article.get(article["id"], [])
        pairs = score.match(wanted, given, _shared, 1e-9)
        reached, taken = {i for i, _, _ in pairs}, {j for _, j, _ in pairs}
        causes.update(f"{one['type']} not found" for i, one in enumerate(wanted) if i not in reached)
        causes.update("found, but no expression in the gold" for j in range(len(given)) if j not in taken)
        for i, j, _ in pairs:
            if wanted[i]["value"] != given[j]["value"]:
                causes[_value_cause(wanted[i], given[j])] += 1
    return "\n\n".join(
        [
            "### Dates, TimeBank (TempEval-3's cleaned form)",
            said(score.dates, gold, found),
            "What is still missed, by cause:",
            table(("cause", "count"), causes.most_common()),
        ]
    )


def _shared(a: Row, b: Row) -> float:
    common = max(0, min(a["end"], b["end"]) - max(a["start"], b["start"]))
    return common / (max(a["end"], b["end"]) - min(a["start"], b["start"]) or 1)


def _value_cause(gold: Row, found: Row) -> str:
    wanted, given = gold["value"] or "", found["value"] or ""
    if gold["type"] != found["type"]:
        return f"another type: {gold['type']} taken for {found['type']}"
    if "REF" in wanted or "REF" in given:
        return "vague reference against a date"
    if wanted[:1] == "P":
        return "another duration"
    if len(wanted) != len(given):
        return "coarser or finer than the gold"
    return "another day, week, month or year"


def actors(score: ModuleType) -> str:
    corpus, gold = DATA / "gum-news.jsonl", DATA / "gum-news.gold.jsonl"
    found = listing(["actors"], corpus, "actors")
    given: dict[str, list[Row]] = {}
    for row in rows(found):
        for mention in row["mentions"]:
            if mention.get("by", "name") in {"name", "alias", "metonym"}:
                given.setdefault(mention["article"], []).append(mention)
    causes = Counter[str]()
    for article in rows(gold):
        here = given.get(article["id"], [])
        wanted = [
            (mention, entity["type"])
            for entity in article["entities"]
            for mention in entity["mentions"]
            if mention["named"]
        ]
        pairs = score.match([mention for mention, _ in wanted], here, _within, 1e-9)
        reached, taken = {i for i, _, _ in pairs}, {j for _, j, _ in pairs}
        causes.update(f"{kind} not found" for i, (_, kind) in enumerate(wanted) if i not in reached)
        causes.update("found, but no named mention in the gold" for j in range(len(here)) if j not in taken)
    return "\n\n".join(
        [
            "### Actors, GUM news",
            said(score.actors, gold, found),
            "What is still missed, by cause:",
            table(("cause", "count"), causes.most_common()),
        ]
    )


def _within(a: Row, b: Row) -> float:
    inside = (a["start"] <= b["start"] and b["end"] <= a["end"]) or (b["start"] <= a["start"] and a["end"] <= b["end"])
    return _shared(a, b) if inside else 0.0


def write(measured: Sequence[str]) -> None:
    """Put parts in the place of those with their headings between the marks of docs/quality.md, behind the others where
    there is none; the page is made where it is not there."""
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else f"{HEAD}\n{BEGIN}\n{END}\n"
    before, _, rest = page.partition(BEGIN)
    figures, _, after = rest.partition(END)
    _, *kept = figures.split("\n### ")
    parts = {part.partition("\n")[0]: part.strip() for part in kept}
    parts |= {part.partition("\n")[0]: part.strip() for part in (told.removeprefix("### ") for told in measured)}
    told = "\n\n".join([f"Measured on {machine()}.", *(f"### {part}" for part in parts.values())])
    PAGE.write_text(f"{before}{BEGIN}\n\n{told}\n\n{END}{after}", encoding="utf-8")


PARTS: dict[str, Callable[[ModuleType], str]] = {
    "seeds": seeds,
    "positions": positions,
    "claims": claims,
    "dates": dates,
    "actors": actors,
}

if __name__ == "__main__":
    main()
