"""Make corpora of a size, one article a line.

    python bench/corpora.py 1000 32111 100000

The text is that of SHARED/data/news.jsonl.gz in a fixed order; where more articles are asked for than it has, copies of
them are altered: a word in thirty is put in place of another of the same length, days are moved. Where the set is not
there, sentences of the sample corpus are shuffled instead. Either way the same size gives the same corpus.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from ground import MADE, SEEDS, SHARED

NEWS = SHARED / "data" / "news.jsonl.gz"
_WORD = re.compile(r"\b[A-Za-z]{4,12}\b")
_RUN = re.compile(r"\S+")
_END = re.compile(r"[.!?][\"'”’)]*(?=\s|$)")
Row = dict[str, Any]


def articles(count: int, seed: int = 7) -> Iterator[Row]:
    """`count` articles; `copy_of` names the original of an altered copy."""
    rows = _news() if NEWS.exists() else _shuffled(2000)
    random.Random(seed).shuffle(rows)
    yield from rows[:count]
    pool = _pool(rows)
    for number in range(len(rows), count):
        yield _altered(rows[number % len(rows)], number // len(rows), pool)


def corpus(count: int) -> Path:
    """The corpus of that size as a folder with one file; `seeds/` itself for five."""
    if count == 5:
        return SEEDS
    folder = MADE / f"corpus-{count}"
    path = folder / "articles.jsonl"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        spare = path.with_suffix(".part")
        with spare.open("w", encoding="utf-8") as file:
            for row in articles(count):
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
        spare.replace(path)
    return folder


def openings(count: int, words: int) -> Iterator[Row]:
    """The openings of that many articles: whole sentences of the first `words` words. A tenth of them do not tell
    their day, so that it must be inferred."""
    for number, row in enumerate(articles(count)):
        told = {**row, "text": _opening(row["text"], words)}
        if number % 10 == 0:
            told.pop("published", None)
        yield told


def _opening(text: str, words: int) -> str:
    last = next(islice(_RUN.finditer(text), words, None), None)
    if last is None:
        return text
    cut = text[: last.start()].rstrip()
    ends = [found.end() for found in _END.finditer(cut)]
    return cut[: ends[-1]] if ends else cut


def _news() -> list[Row]:
    with gzip.open(NEWS, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def _shuffled(count: int) -> list[Row]:
    chance = random.Random(3)
    text = " ".join(path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt")))
    sentences = re.findall(r"[A-Z“\"][^.!?]{30,}[.!?]", text)
    rows = []
    for number in range(count):
        day = date(2008, 8, 1) + timedelta(days=chance.randrange(700))
        body = "\n\n".join(" ".join(chance.sample(sentences, 3)) for _ in range(chance.randrange(3, 9)))
        rows.append({"id": f"made:{number}", "title": sentences[number % len(sentences)][:60], "text": body})
        rows[-1]["published"] = day.isoformat()
    return rows


def _pool(rows: list[Row]) -> dict[int, list[str]]:
    """Words by length, for putting in place of others."""
    pool: dict[int, set[str]] = {}
    for row in rows[:500]:
        for word in _WORD.findall(row["text"]):
            pool.setdefault(len(word), set()).add(word.lower())
    return {length: sorted(words) for length, words in pool.items()}


def _altered(row: Row, times: int, pool: dict[int, list[str]]) -> Row:
    """A copy in which no offset moves, so that what reading found in the original stands where it stood."""
    chance = random.Random(f"{row['id']}:{times}")

    def other(found: re.Match[str]) -> str:
        if chance.random() > 1 / 30 or not found[0].islower():
            return found[0]
        return chance.choice(pool[len(found[0])])

    copy = {**row, "id": f"{row['id']}+{times}", "copy_of": row["id"], "text": _WORD.sub(other, row["text"])}
    try:
        moved = date.fromisoformat(row["published"][:10]) + timedelta(days=37 * times)
        copy["published"] = moved.isoformat()
    except (KeyError, TypeError, ValueError):
        pass
    return copy


if __name__ == "__main__":
    for size in map(int, sys.argv[1:] or ["1000"]):
        made = corpus(size)
        print(made, f"{sum(path.stat().st_size for path in made.iterdir()) / 1e6:.1f} MB")
