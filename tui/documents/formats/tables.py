"""`.csv` and `.tsv` with headed columns: one article a row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any

from msgspec import Struct

from tui.documents.draft import Draft
from tui.documents.formats.columns import NO_NAMES, FieldNames, columns_of, names_of_text
from tui.documents.formats.table_cells import TableLine, TableRow, cells_of, rows_of, separator_of
from tui.documents.isodays import Order, day_in_order, iso_day, order_of

FIELD = 32 << 20  # bytes of one line
_SEPARATORS = ",;\t|"
_HEAD = 40  # lines in which the head of a table is looked for: what a database says of its search stands above
_SAMPLE = 30  # lines under a head that show whether a separator is the table's
_ROWS = 1000  # whose days are looked at for their order before the first is read
_NUMERIC = re.compile(r"\s*\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d\d)\b")
_ADDRESS = re.compile(r"\s*(?:https?://|www\.)\S+\s*")


class BadTable(Exception):
    """A table that cannot be read, or no further; the message says why."""


class BadRow(Exception):
    """A row that is no article, or a part of one that is not sure."""


class _Table(Struct):
    """How a table is laid out: its head's line, the number of its columns, and the place of each field."""

    head: int
    separator: str
    width: int
    columns: dict[str, int]
    order: Order | None = None

    def cell(self, cells: Sequence[str], field: str) -> str:
        at = self.columns.get(field)
        return cells[at].strip() if at is not None and at < len(cells) else ""

    def fits(self, cells: Sequence[str]) -> bool:
        """Whether cells are surely a row: as many as columns, with a day and an address where these stand."""
        if len(cells) != self.width or not {"published", "url"} & self.columns.keys():
            return False
        day, url = self.cell(cells, "published"), self.cell(cells, "url")
        dated = (
            "published" not in self.columns or len(iso_day(day) or "") == len("2031-06-27") or bool(_NUMERIC.match(day))
        )
        return dated and ("url" not in self.columns or bool(_ADDRESS.fullmatch(url)) or not url) and bool(day or url)


def drafts(
    opened: Callable[[], Iterator[TableLine]], *, tabs: bool, fields: FieldNames = NO_NAMES
) -> Iterator[tuple[int, Draft | BadRow]]:
    """The article of each row with the number of its line. `opened` gives the table's lines from the first on.

    Raises BadTable.
    """
    lines = opened()
    sample = list(islice(lines, _HEAD + _SAMPLE))
    table = _table(sample, tabs, fields)
    rows = _rows(chain(sample, lines), table)
    first = list(islice(rows, _ROWS))
    table.order = order_of(table.cell(row.cells, "published") for row in first)
    if table.order is None and any(_NUMERIC.match(table.cell(row.cells, "published")) for row in first):
        whole = _rows(opened(), table)  # the order may be proven further down
        table.order = order_of(table.cell(row.cells, "published") for row in whole)
    for row in chain(first, rows):
        if any(cell.strip() for cell in row.cells):
            yield from ((row.line, found) for found in _read(row, table))


def _rows(lines: Iterable[TableLine], table: _Table) -> Iterator[TableRow]:
    under = (line for line in lines if line.number > table.head)
    return rows_of(under, table.separator, table.width, table.fits)


def _table(sample: Sequence[TableLine], tabs: bool, fields: FieldNames) -> _Table:
    """The head among the first lines, and the separator that it and the rows under it show. Raises BadTable."""
    stated = separator_of(sample[0].words) if sample else None
    best: tuple[tuple[int, int, int], _Table] | None = None
    for separator in stated or ("\t" + _SEPARATORS if tabs else _SEPARATORS):
        for at, line in enumerate(sample[: _HEAD + 1]):
            cells = cells_of(line.words, separator) or []
            columns = columns_of(cells, fields) if len(line.words) < 10_000 else {}
            if "text" not in columns or max(map(len, cells)) > 80:
                continue
            rows = [cells_of(row.words, separator) or [] for row in sample[at + 1 : at + 1 + _SAMPLE]]
            steady = sum(len(row) == len(cells) for row in rows)
            found = (len(columns), steady, -at), _Table(line.number, separator, len(cells), columns)
            best = max(best, found, key=lambda one: one[0]) if best else found
    if best is None:
        raise BadTable(f"no column named {names_of_text(fields)}")
    return best[1]


def _read(row: TableRow, table: _Table) -> Iterator[Draft | BadRow]:
    cells, sure = _aligned(row.cells, table)
    if not sure:
        more = len(row.cells) - table.width
        yield BadRow(f"{more} cell{'s' * (more > 1)} more than columns: taken for a part of the text")
    if row.unclosed:
        yield BadRow("a quotation mark that is never closed: the row is taken to end with its line")
    fields: dict[str, Any] = {name: cell for name in table.columns if (cell := table.cell(cells, name))}
    text = cells[table.columns["text"]] if fields.pop("text", "") else ""
    if not text:
        yield BadRow("no text in the row")
        return
    day = fields.get("published", "")
    if table.order and (told := day_in_order(day, table.order)):
        fields["published"] = told
        fields["published_as"] = f"{day}, and its column puts the {table.order}"
    own = fields.pop("id", None) or f"line-{row.line}"
    yield Draft(
        text, id=own, fields=fields, find_title="title" not in fields, guessed=row.guessed,
        encoding="cp1252" if row.guessed else "utf-8",
    )  # fmt: skip


def _aligned(cells: list[str], table: _Table) -> tuple[list[str], bool]:
    """The cells of a row as many as its columns, and whether that is sure.

    Cells that are too many come of a separator inside one that nobody quoted: they are joined where the row's day and
    address then stand in their columns, first in the text.
    """
    while len(cells) > table.width and not cells[-1].strip():
        cells = cells[:-1]
    more = len(cells) - table.width
    if more <= 0:
        return cells, True
    text = table.columns["text"]
    for at in (text, *(place for place in range(table.width) if place != text)):
        joined = [*cells[:at], table.separator.join(cells[at : at + more + 1]), *cells[at + more + 1 :]]
        if table.fits(joined):
            return joined, True
    joined = [*cells[:text], table.separator.join(cells[text : text + more + 1]), *cells[text + more + 1 :]]
    return joined, text == table.width - 1
