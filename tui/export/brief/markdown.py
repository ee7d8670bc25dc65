"""The brief as Markdown with footnotes and pipe tables (Pandoc, GitHub, Obsidian, Typora)."""

from __future__ import annotations

from collections.abc import Iterator

from tui.export.brief.brief_parts import Brief, BriefBlock, Table, TextRun
from tui.export.markdown_words import escaped

_STYLES = {"": "", "strong": "**", "emphasis": "*"}
_BEFORE = {"heading": "## ", "subheading": "### ", "minor": "#### ", "quote": "> ", "item": "- "}


def markdown(document: Brief) -> Iterator[bytes]:
    yield f"# {escaped(document.title)}\n\n{escaped(document.subtitle)}\n".encode()
    before = ""
    for block in document.blocks:
        kind = block.kind if isinstance(block, BriefBlock) else "table"
        gap = "" if kind == before == "item" else "\n"
        yield (gap + (_table(block) if isinstance(block, Table) else _block(block))).encode()
        before = kind
    yield "".join(f"\n[^{number}]: {escaped(words)}\n" for number, words in enumerate(document.footnotes, 1)).encode()


def _block(block: BriefBlock) -> str:
    words = "".join(_run(run, before, after) for before, run, after in _neighbours(block.runs)).strip()
    if block.kind in ("turn", "note"):
        words = f"*{words}*" if "*" not in words.replace("\\*", "") else words
    return f"{_BEFORE.get(block.kind, '')}{words}\n"


def _run(run: TextRun, before: str, after: str) -> str:
    """Emphasis must touch its words, so that a blank at either end stands outside; and it is none where a letter or
    digit touches it from without."""
    lead, trail = (" " if run.text[:1].isspace() else ""), (" " if run.text[-1:].isspace() else "")
    held = (before.isalnum() and not lead) or (after.isalnum() and not trail)
    mark = "" if held or not run.text.strip() else _STYLES[run.style]
    return f"{lead}{mark}{escaped(run.text)}{mark}{trail}{f'[^{run.note}]' if run.note else ''}"


def _neighbours(runs: tuple[TextRun, ...]) -> Iterator[tuple[str, TextRun, str]]:
    """Each run with the characters right before and after it."""
    for place, run in enumerate(runs):
        before = runs[place - 1].text[-1:] if place else ""
        after = runs[place + 1].text[:1] if place + 1 < len(runs) else ""
        yield before, run, after


def _table(table: Table) -> str:
    lines = [table.header, tuple("---" for _ in table.header), *table.rows]
    rows = [[cell if place == 1 else escaped(cell) for cell in line] for place, line in enumerate(lines)]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)
