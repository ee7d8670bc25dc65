"""PDF files as programs set them: columns, ligatures without a name, words broken at the ends of lines."""

# ruff: noqa: E501  # rows as they are set
from __future__ import annotations

from pathlib import Path

import pytest

from tests.documents import making
from tests.documents.making import PARAGRAPHS, TITLE
from tests.documents.reading import only, words
from tui.documents.formats.pdfwords import restored, unbroken

LEFT = ["The board of the harbour met on Tuesday", "and turned down the plan for a second", "quay at its meeting in the town hall,",
        "six votes to three, after a debate of", "four long hours.", "The chair said that they had other debts", "to pay first."]  # fmt: skip
RIGHT = ["The mayor said on Wednesday that he was", "sorry. He had hoped for a quay to bring", "the tourists back to the old town and",
         "to its empty hotels.", "The director of the ferry said the talks", "with the next port would take until the", "autumn."]  # fmt: skip


def a_page(content: str) -> bytes:
    """A PDF of one page with this content."""
    stream = content.encode("cp1252")
    objects = [
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Page /Parent 4 0 R /MediaBox [0 0 595 842] /Contents 2 0 R /Resources << /Font << /F1 1 0 R >> >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Catalog /Pages 4 0 R >>",
    ]
    return making._assembled(objects, 5)


def placed(rows: list[tuple[int, int, str]]) -> str:
    return "BT /F1 10 Tf " + " ".join(f"1 0 0 1 {x} {y} Tm ({text}) Tj" for x, y, text in rows) + " ET"


@pytest.mark.parametrize("order", ["rows", "columns"])
def test_two_columns_are_read_one_after_the_other(tmp_path: Path, order: str) -> None:
    head = [(50, 780, TITLE), (50, 760, "May 3, 2011")]
    left = [(50, 700 - 14 * at, row) for at, row in enumerate(LEFT)]
    right = [(310, 700 - 14 * at, row) for at, row in enumerate(RIGHT)]
    across = [cell for pair in zip(left, right, strict=True) for cell in pair]
    (tmp_path / "a.pdf").write_bytes(a_page(placed(head + (across if order == "rows" else left + right))))
    article = only(tmp_path)
    assert (article.title, article.day_clues[0].value) == (TITLE, "2011-05-03")
    assert " ".join(" ".join(words(article, "text")).split()) == " ".join(LEFT + RIGHT)


def test_a_day_under_the_title_stands_apart(tmp_path: Path) -> None:
    rows = [
        (50, 780, "The Pass Was Closed Again After Snow of"),
        (50, 766, "Three Days Without Pause in the Valley"),
        (50, 752, "May 3, 2011"),
    ]
    rows += [(50, 730 - 14 * at, row) for at, row in enumerate(LEFT)]
    (tmp_path / "a.pdf").write_bytes(a_page(placed(rows)))
    article = only(tmp_path)
    assert article.title == "The Pass Was Closed Again After Snow of Three Days Without Pause in the Valley"
    assert article.day_clues[0].value == "2011-05-03"


@pytest.mark.parametrize("sign", ["\x00", "\ufffd", "\ue001"])
def test_ligatures_without_a_name_are_restored_or_counted(sign: str) -> None:
    text = "The chief of the fire office said the offer was difficult to fix before the first flood; the staff made an effort."
    broken = text
    for ligature in ("ffi", "ff", "fi", "fl"):
        broken = broken.replace(ligature, sign)
    assert restored([broken]) == ([text], 0)
    assert restored([f"the q{sign}z of it"]) == (["the q\ufffdz of it"], 1)


def test_a_page_with_characters_that_stay_unknown_is_marked(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(
        a_page(placed([(50, 780, TITLE), (50, 740, "The q\\000z of the valley was closed on Tuesday.")]))
    )
    assert only(tmp_path).marks == ("1 character could not be decoded",)


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("a power-\nenhancing plan", "a power-enhancing plan"),
        ("the vice-\npresident", "the vice-president"),
        ("a twenty-year-\nold boat", "a twenty-year-old boat"),
        ("a three-\nyear plan", "a three-year plan"),
        ("a well-\nknown man", "a well-known man"),
        ("their co-\noperation", "their cooperation"),
        ("the govern-\nment", "the government"),
        ("he re-\nsigned", "he resigned"),
        ("a soft hy\xad\nphen", "a soft hyphen"),
    ],
)
def test_words_broken_at_the_end_of_a_line(broken: str, whole: str) -> None:
    text = "It was the end of the day and all that was to be said in the town. "
    assert unbroken([text + broken])[0] == text + whole


def test_page_numbers_are_furniture(tmp_path: Path) -> None:
    pages = [[TITLE, PARAGRAPHS[0], "1"], [PARAGRAPHS[1], "- 2 -"]]
    (tmp_path / "a.pdf").write_bytes(making.a_pdf(pages))
    assert words(only(tmp_path), "text") == PARAGRAPHS[:2]
