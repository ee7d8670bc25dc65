"""Who wrote an article, from what files and bylines say; the front matter of markdown."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.documents.making import PARAGRAPHS, TITLE
from tests.documents.reading import only
from tui.documents.bylines import writers_of

SAID = [
    ("Ann Lee, Political correspondent", "Ann Lee", None),
    ("By ANN LEE, Political correspondent", "Ann Lee", None),
    ("Ann Lee Political correspondent", "Ann Lee", None),
    ("ANN LEE, Associated Press", "Ann Lee", "Associated Press"),
    ("ANN LEE AP", "Ann Lee", "AP"),
    ("Ann Lee (Reuters)", "Ann Lee", "Reuters"),
    ("Ann Lee @ann <ann@post.example>", "Ann Lee", None),
    ("[Ann Lee](mailto:ann@post.example)", "Ann Lee", None),
    ("By Ann Lee and Bo Ek", "Ann Lee, Bo Ek", None),
    ("Ann Lee in Bresk", "Ann Lee", None),
    ("Von Ann Lee, Redakteurin", "Ann Lee", None),
    ("Par Ann Lee, envoyée spéciale", "Ann Lee", None),
    ("JEAN-LUC O'NEIL", "Jean-Luc O'Neil", None),
    ("Maria de Lima", "Maria de Lima", None),
    ("Ann Lee AP Political Writer", "Ann Lee", "AP"),
    ("Ann Lee and Bo Ek, Associated Press Writers", "Ann Lee, Bo Ek", "Associated Press"),
    ("BY ANN LEE AND BO EK", "Ann Lee, Bo Ek", None),
    ("Dr. Ann Lee", "Ann Lee", None),
    ("Ann Lee (AP) in Bresk", "Ann Lee", "AP"),
    ("Story by Ann Lee; photographs by Bo Ek", "Ann Lee", None),
    ("Staff", None, None),
    ("ann@post.example", "ann@post.example", None),
    ("", None, None),
]


@pytest.mark.parametrize(("said", "names", "agency"), SAID)
def test_names_without_roles_and_addresses(said: str, names: str | None, agency: str | None) -> None:
    assert writers_of(said) == (names, agency)


@pytest.mark.parametrize(
    "byline",
    [
        "By ANN LEE, Political correspondent",
        "By Ann Lee, Associated Press",
        "By Ann Lee in Bresk",
        "By ANN LEE (Associated Press)",
        "By Dr. Ann Lee, staff writer ann@post.example",
        "By Ann Lee <ann@post.example>",
        "Story by Ann Lee; photographs by Bo Ek",
    ],
)
def test_a_byline_in_a_text(tmp_path: Path, byline: str) -> None:
    (tmp_path / "a.txt").write_text(f"{TITLE}\n\n{byline}\n\n{PARAGRAPHS[0]}\n")
    article = only(tmp_path)
    assert article.author == "Ann Lee"
    assert article.agency == ("Associated Press" if "Press" in byline else None)


@pytest.mark.parametrize(
    "front",
    [
        f'---\ntitle: "{TITLE}"\nauthor: Ann Lee\ndate: 2011-05-03T10:00:00Z\nsource: Post\n---\n',
        f"---\ntitle: {TITLE}\nauthors:\n  - Ann Lee\npublished_at: 3 May 2011\nnewspaper: Post\ntags: [a, b]\n...\n",
        f"---\nTitle: >\n  {TITLE}\nauthors: [\"Ann Lee\"]\npub-date: '2011-05-03'\npublication: Post\n---\n",
        f'+++\ntitle = "{TITLE}"\nauthor = "Ann Lee"\ndate = 2011-05-03\nsource = "Post"\n+++\n',
    ],
)
def test_front_matter(tmp_path: Path, front: str) -> None:
    (tmp_path / "a.md").write_text(f"{front}\n{PARAGRAPHS[0]}\n")
    article = only(tmp_path)
    assert (article.title, article.author, article.outlet) == (TITLE, "Ann Lee", "Post")
    assert article.day_clues[0].value == "2011-05-03"
    assert [block.span.of(article.text) for block in article.blocks] == PARAGRAPHS[:1]


def test_a_title_block(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"% {TITLE}\n% Ann Lee\n% May 3, 2011\n\n{PARAGRAPHS[0]}\n")
    article = only(tmp_path)
    assert (article.title, article.author, article.day_clues[0].value) == (TITLE, "Ann Lee", "2011-05-03")
