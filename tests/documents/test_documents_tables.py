"""Tables as spreadsheets, databases and people write them: nothing of a cell is lost, or the row is named."""

# rows as programs write them

from __future__ import annotations

from pathlib import Path

import pytest

from tests.documents.reading import read
from tui.documents.formats.table_cells import TableLine, cells_of, rows_of
from tui.model import Article, Problem

HEAD = "title,date,outlet,text\n"


def table(folder: Path, written: str | bytes, name: str = "a.csv") -> tuple[list[Article], list[Problem]]:
    (folder / name).write_bytes(written.encode() if isinstance(written, str) else written)
    return read(folder)


def days(articles: list[Article]) -> list[str | None]:
    return [article.day_clues[0].value if article.day_clues else None for article in articles]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (r'"Moe said: \"We have debts,\" and left, tired."', 'Moe said: "We have debts," and left, tired.'),
        (r'"He said \"no\""', 'He said "no"'),
        ('"Moe said: ""We have debts,"" and left, tired."', 'Moe said: "We have debts," and left, tired.'),
        ('"Moe said "no" again, and left."', 'Moe said "no" again, and left.'),
        ('"Over\ntwo lines, ""both"" hers."', 'Over\ntwo lines, "both" hers.'),
        ('Moe said "no" again.', 'Moe said "no" again.'),
        (r'"The path C:\docs\"', "The path C:\\docs\\"),
        ("The board, tired, said no.", "The board, tired, said no."),
    ],
)
def test_quotation_marks_in_whatever_way(tmp_path: Path, cell: str, text: str) -> None:
    articles, problems = table(tmp_path, f"{HEAD}Pass,2011-05-03,Post,{cell}\nRoad,2011-05-04,Post,It opened.\n")
    assert not problems
    assert [article.text for article in articles] == [text, "It opened."]


def test_a_mark_that_is_never_closed_costs_its_own_row(tmp_path: Path) -> None:
    rows = [
        'Pass\t2011-05-03\tPost\t"We have debts, Moe said.',
        "Road\t2011-05-04\tPost\tIt opened.",
        'Sea\t2011-05-05\tPost\tA "no" again.',
    ]
    articles, problems = table(tmp_path, "title\tdate\toutlet\ttext\n" + "\n".join(rows), "a.tsv")
    assert [article.text for article in articles] == ['"We have debts, Moe said.', "It opened.", 'A "no" again.']
    assert [(problem.line, "never closed" in problem.why) for problem in problems] == [(2, True)]


def test_cells_that_are_too_many_go_where_the_day_then_fits(tmp_path: Path) -> None:
    articles, problems = table(
        tmp_path, HEAD + "Board, Tired,2011-05-03,Post,It said no.\nRoad,2011-05-04,Post,Open, at last,,\n"
    )
    assert not problems
    assert [(article.title, article.text) for article in articles] == [
        ("Board, Tired", "It said no."),
        ("Road", "Open, at last"),
    ]


def test_cells_that_may_belong_anywhere_are_named(tmp_path: Path) -> None:
    articles, problems = table(tmp_path, "text,title\nIt said, no.,Pass\n")
    assert articles[0].text == "It said, no."
    assert [(problem.line, problem.why) for problem in problems] == [
        (2, "1 cell more than columns: taken for a part of the text")
    ]


@pytest.mark.parametrize(
    "above",
    [
        "sep=;\n",
        '"sep=;"\n',
        "\ufeffsep=;\r\n",
        "Search: the pass; valley, harbour\nHits: 2\n\n",
        "Exported by Ann, Bo and Cy\n",
    ],
)
def test_lines_above_the_head(tmp_path: Path, above: str) -> None:
    articles, problems = table(tmp_path, f"{above}title;date;text\nPass;2011-05-03;It snowed; it froze, too.\n")
    assert not problems
    assert articles[0].text == "It snowed; it froze, too."


def test_a_head_with_another_separator_in_it(tmp_path: Path) -> None:
    articles, _ = table(
        tmp_path, "Title, subtitle;Date, time;Text, whole;Text\nPass, open;2011-05-03;-;It snowed, and froze.\n"
    )
    assert articles[0].text == "It snowed, and froze."


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
def test_lines_end_in_whatever_way(tmp_path: Path, end: str) -> None:
    articles, problems = table(
        tmp_path, end.join(["title,date,text", "Pass,2011-05-03,It snowed.", "Road,2011-05-04,Open.", ""])
    )
    assert not problems
    assert [article.text for article in articles] == ["It snowed.", "Open."]


def test_nuls_do_not_make_a_table_binary(tmp_path: Path) -> None:
    articles, problems = table(tmp_path, b"title\0,date,text\nPass,2011-05-03,It\0 snowed\0.\n")
    assert not problems
    assert articles[0].text == "It snowed."


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    articles, problems = table(tmp_path, "title;date;text\nPass;2011-05-03;Es schneite in Fähr.\n".encode(encoding))
    assert not problems
    assert articles[0].text == "Es schneite in Fähr."
    assert articles[0].guessed == (encoding in ("cp1252", "utf-16-le"))


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["03/05/2011", "25/05/2011"], ["2011-05-03", "2011-05-25"]),
        (["05/03/2011", "05/25/2011"], ["2011-05-03", "2011-05-25"]),
        (["03/05/2011", "04/05/2011"], ["2011", "2011"]),
        (["03/05/2011", "25/05/2011", "05/25/2011"], ["2011", "2011-05-25", "2011-05-25"]),
        (["03/05/11 10:00", "25/05/11 10:00"], ["2011-05-03", "2011-05-25"]),
        (["03-05-2011", "25-05-2011"], ["2011-05-03", "2011-05-25"]),
        (["06-03-14", "05-03-14"], [None, None]),
        (["20110503", "1304433000", "1304433000123", "Tue May 03 22:30:00 +0000 2011"], ["2011-05-03"] * 4),
    ],
)
def test_a_column_shows_its_own_order_of_day_and_month(
    tmp_path: Path, cells: list[str], expected: list[str | None]
) -> None:
    articles, _ = table(tmp_path, "date,text\n" + "".join(f"{cell},It snowed.\n" for cell in cells))
    assert days(articles) == expected


def test_the_order_may_be_proven_far_down(tmp_path: Path) -> None:
    articles, _ = table(tmp_path, "date,text\n" + "03/05/2011,It snowed.\n" * 1500 + "25/05/2011,It froze.\n")
    assert set(days(articles)) == {"2011-05-03", "2011-05-25"}


def test_cells_never_closed_all_over_take_no_time() -> None:
    lines = (TableLine(f'"open {number}, and more "x" here', number) for number in range(20_000))
    assert sum(row.unclosed for row in rows_of(lines, ",", 2, lambda cells: False)) == 20_000


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("", [""]),
        ('"', None),
        ('""', [""]),
        ('"",', ["", ""]),
        ('"a""b",c', ['a"b', "c"]),
        ('a"b,c', ['a"b', "c"]),
        (' "a" ,b', ["a", "b"]),
    ],
)
def test_cells(line: str, cells: list[str] | None) -> None:
    assert cells_of(line, ",") == cells
