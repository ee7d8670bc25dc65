"""How much of a saved page is found, and whether its day is right, beside plain trafilatura and htmldate.

    python bench/pages.py FOLDER [--misses]

FOLDER holds saved pages (or PDFs, mails: whatever is read) and a `gold.jsonl` of one line a page:
`{"file": "a.html", "text": "the article: title, captions and text", "published": "2031-06-27"}`; `published` may be
left out where the page tells no day. Token F1 is that of two bags of words, case aside. No such set belongs to the
project, because no page may be handed on without its owner's leave: make one of pages that you hold.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ground import PROJECT, table

sys.path.insert(0, str(PROJECT))

from tui.corpus.days.publication_days import weigh
from tui.documents import read
from tui.documents.decoding import decode
from tui.documents.formats.web_pages import declared_charset
from tui.model import Article

_WORD = re.compile(r"\w+")
_PAGES = (".html", ".htm", ".xhtml")


@dataclass(frozen=True)
class Found:
    """What one reader made of one page."""

    text: str = ""
    day: str | None = None


@dataclass(frozen=True)
class Score:
    precision: float
    recall: float
    day: str | None
    right: bool | None  # None where the gold has no day

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def ours(path: Path) -> Found:
    """The article's body as the desk shows it, and the first day of its publication."""
    articles = [found for found in read(path, path) if isinstance(found, Article)]
    if not articles:
        return Found()
    body = "\n".join(block.span.of(article.text) for article in articles for block in article.blocks)
    published = weigh(articles[0].day_clues)
    day = published.days if published else None
    return Found(body, day.first.isoformat() if day and day.first == day.last else None)


def plain(path: Path) -> Found:
    """What trafilatura and htmldate find by themselves, as their documentation calls them."""
    from htmldate import find_date
    from trafilatura import bare_extraction

    data = path.read_bytes()
    source = decode(data, declared_charset(data)).text
    found = bare_extraction(source, with_metadata=True, include_comments=False)
    text = f"{found.title or ''}\n{found.text or ''}" if found else ""
    return Found(text, find_date(source, original_date=True))


def score(found: Found, gold: dict[str, str]) -> Score:
    have, want = Counter(words(found.text)), Counter(words(gold["text"]))
    shared = (have & want).total()
    day = gold.get("published")
    return Score(
        shared / max(1, have.total()), shared / max(1, want.total()), found.day, found.day == day if day else None
    )


def words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def row(name: str, scores: list[Score]) -> list[str]:
    dated = [one.right for one in scores if one.right is not None]
    return [
        name,
        f"{sum(one.f1 for one in scores) / len(scores):.3f}",
        f"{sum(one.f1 >= 0.9 for one in scores)}/{len(scores)}",
        f"{sum(dated)}/{len(dated)}",
    ]


def main() -> None:
    asked = argparse.ArgumentParser(description="Body and day of saved pages, beside trafilatura and htmldate.")
    asked.add_argument("folder", type=Path)
    asked.add_argument("--misses", action="store_true", help="each page under 0.90, or with another day")
    chosen = asked.parse_args()
    gold_file = chosen.folder / "gold.jsonl"
    if not gold_file.exists():
        sys.exit(f"{gold_file} is not there: one line a page, with `file`, `text` and where known `published`")
    golds = [json.loads(line) for line in gold_file.read_text(encoding="utf-8").splitlines() if line.strip()]
    readers: dict[str, Callable[[Path], Found]] = {"onrecord": ours, "trafilatura and htmldate": plain}
    rows = []
    for name, reader in readers.items():
        these = [one for one in golds if reader is ours or Path(one["file"]).suffix.lower() in _PAGES]
        scores = [score(reader(chosen.folder / one["file"]), one) for one in these]
        if scores:
            rows.append(row(name, scores))
        if chosen.misses:
            for one, got in zip(these, scores, strict=True):
                if got.f1 < 0.9 or got.right is False:
                    print(
                        f"{name:9.9} {one['file']:40.40} F1 {got.f1:.2f} (P {got.precision:.2f} R {got.recall:.2f})"
                        f"  {got.day} {'' if got.right is not False else 'not ' + one['published']}"
                    )
    print(table(["reader", "mean F1", "F1 of 0.90", "day right"], rows))


if __name__ == "__main__":
    main()
