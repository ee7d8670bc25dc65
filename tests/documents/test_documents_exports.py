"""Exports of press databases as they come, tables with the column names people use, and feeds with whole articles."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest

from tests.documents.making import PARAGRAPHS, TITLE, a_docx, an_rtf
from tests.documents.reading import only, read, words

CLASSIC = [
    line
    for number, (source, edition) in enumerate(
        [
            (["Harbour Post (Bergen)"], ["Final Edition"]),
            (["Harbour Post (Bergen)"], []),
            (["Harbour Post (Bergen)", "Supplied by a Monitoring Service"], []),
        ],
        1,
    )
    for line in (
        f"Page {number}", f"{number} of 3 DOCUMENTS", *source, "May 3, 2011 Tuesday 3:15 PM GMT", *edition,
        f"{TITLE} {number}", "BYLINE: Ann Lee", "SECTION: NEWS; Pg. 4", "LENGTH: 562 words", "DATELINE: BRESK",
        *PARAGRAPHS, "LOAD-DATE: May 4, 2011", "LANGUAGE: ENGLISH", "GRAPHIC: A pass", "PUBLICATION-TYPE: Newspaper",
        "Copyright 2011 Harbour Post", "All Rights Reserved",
    )
]  # fmt: skip
LISTED = [
    "Job Number: 123", "Documents (2)", f"1. {TITLE} 1", "Client/Matter: -None-", "Search Terms: pass", f"2. {TITLE} 2",
    *chain.from_iterable(
        (
            f"{TITLE} {number}", "Harbour Post (Bergen)", "May 3, 2011 Tuesday", "Copyright 2011 Harbour Post",
            "Section: NEWS; Pg. 4", "Length: 562 words", "Byline: Ann Lee", "Highlight: A pass closes.", "Body",
            *PARAGRAPHS, "Graphic", "A pass", "Classification", "Language: ENGLISH", "End of Document",
        )
        for number in (1, 2)
    ),
]  # fmt: skip
SECTIONED = [
    line
    for number, byline in enumerate(("Ann Lee", "By Ann Lee"), 1)
    for line in (
        "International", f"{TITLE} {number}", byline, "562 words", "3 May 2011", "14:22 GMT", "Harbour Post (Bergen)",
        "HARBP", "A", "4", "English", "Copyright 2011 Harbour Post. All Rights Reserved.", *PARAGRAPHS,
        "Harbour Post Group (Media) Limited", f"Document HARBP0002011050{number}e753000ab",
    )
]  # fmt: skip


@pytest.mark.parametrize("lines", [CLASSIC, LISTED, SECTIONED], ids=["classic", "listed", "sectioned"])
@pytest.mark.parametrize("suffix", ["docx", "rtf"])
def test_an_export_as_databases_lay_it_out(tmp_path: Path, lines: list[str], suffix: str) -> None:
    (tmp_path / f"a.{suffix}").write_bytes({"docx": a_docx, "rtf": an_rtf}[suffix](lines))
    articles, problems = read(tmp_path)
    assert not problems
    assert [article.title for article in articles] == [f"{TITLE} {n}" for n in range(1, len(articles) + 1)]
    assert len({article.key for article in articles}) == len(articles) >= 2
    for article in articles:
        assert (article.outlet, article.author) == ("Harbour Post (Bergen)", "Ann Lee")
        assert article.day_clues[0].value == "2011-05-03"
        assert words(article, "text") == PARAGRAPHS


@pytest.mark.parametrize(
    "table",
    [
        "title,date,source,body\nThe Pass,2011-05-03,Post,It snowed.\n",
        "Headline;Published;Publication;Content\nThe Pass;03.05.2011;Post;It snowed.\n",
        "\ufeffArticle Title,Publish Date,Media Outlet,Article Text\nThe Pass,3 May 2011,Post,It snowed.\n",
        "index\tarticle_title\tpub_date\tnewspaper_name\tfull text\n1\tThe Pass\t2011/05/03\tPost\tIt snowed.\n",
        'Title,Date Published,Source Name,Full-Text,Author(s)\nThe Pass,"May 3, 2011",Post,It snowed.,Ann Lee\n',
    ],
)
def test_columns_go_by_the_names_that_people_give_them(tmp_path: Path, table: str) -> None:
    (tmp_path / ("a.tsv" if "\t" in table else "a.csv")).write_text(table)
    article = only(tmp_path)
    assert (article.title, article.outlet, article.text) == ("The Pass", "Post", "It snowed.")
    assert article.day_clues[0].value == "2011-05-03"


def test_a_feed_with_whole_articles_keeps_the_outlets_own_day(tmp_path: Path) -> None:
    (tmp_path / "a.rss").write_text(
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>Harbour Post</title><item><title>{TITLE}</title><pubDate>Tue, 03 May 2011 23:30:00 -0500</pubDate>"
        f"<description>A short one.</description><content:encoded><![CDATA[<p>{'</p><p>'.join(PARAGRAPHS)}</p>]]>"
        "</content:encoded></item></channel></rss>"
    )
    article = only(tmp_path)
    assert words(article, "text") == PARAGRAPHS
    assert article.day_clues[0].value == "2011-05-03"
