"""Saved web pages as sites build them and browsers print them: which words are the article's, and which day is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.documents.making import PARAGRAPHS, TITLE, a_pdf
from tests.documents.reading import only, words
from tui.corpus.days.publication_days import weigh
from tui.model import Article

BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)


def page(body: str, head: str = "") -> str:
    return f"<html><head><title>{TITLE} | Harbour Post</title>{head}</head><body><h1>{TITLE}</h1>{body}</body></html>"


def saved(tmp_path: Path, source: str | bytes, name: str = "a.html") -> Article:
    (tmp_path / name).write_bytes(source if isinstance(source, bytes) else source.encode())
    return only(tmp_path)


def day(article: Article) -> str:
    published = weigh(article.day_clues)
    return published.days.first.isoformat() if published and published.days else ""


def linked(**fields: str) -> str:
    rows = ", ".join(
        f'"{key}": "{value}"' for key, value in {"@type": "NewsArticle", "headline": TITLE, **fields}.items()
    )
    return f'<script type="application/ld+json">{{"@context": "https://schema.org", {rows}}}</script>'


COMMENTS = "<div>Readers' Comments (3)</div>" + "".join(
    f"<p>I think that the pass should have been closed a week earlier than it was, to be honest with you all.</p>"
    f"<p>Posted by: Reader {number}, 4 May 2011 | 15:2{number}</p>"
    for number in range(3)
)
TEASERS = "".join(
    f"<h3>Another story of the day</h3><p>The ferry number {number} ran aground on the sandbank by the harbour […]</p>"
    for number in range(3)
)
GALLERY = "<div class=sidebar>" + "".join(
    f"<h4>Mountain roads of the county</h4><p>A snow plough of the year {1900 + number} clears the mountain road while"
    f" children of the valley look on from the old stone bridge.</p>"
    for number in range(8)
) + "</div>"  # fmt: skip


@pytest.mark.parametrize("after", [COMMENTS, TEASERS], ids=["comments", "teasers"])
def test_what_follows_the_article_is_not_of_it(tmp_path: Path, after: str) -> None:
    assert words(saved(tmp_path, page(f"<div>{BODY}{after}</div>")), "text") == PARAGRAPHS


def test_a_gallery_in_the_middle_is_not_of_it(tmp_path: Path) -> None:
    body = f"<article><p>{PARAGRAPHS[0]}</p>{GALLERY}<p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p></article>"
    assert words(saved(tmp_path, page(body)), "text") == PARAGRAPHS


def test_an_article_that_speaks_of_comments_is_whole(tmp_path: Path) -> None:
    body = f"<article><p>{PARAGRAPHS[0]}</p><p>12 Comments</p><p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p></article>"
    assert set(PARAGRAPHS) <= set(words(saved(tmp_path, page(body)), "text"))


def test_divs_without_paragraphs(tmp_path: Path) -> None:
    body = "".join(f"<div>{paragraph}</div>" for paragraph in PARAGRAPHS)
    assert words(saved(tmp_path, page(f"<div class='story'>{body}</div>")), "text") == PARAGRAPHS


def test_a_page_whose_text_stands_in_its_metadata_alone(tmp_path: Path) -> None:
    head = linked(articleBody="\\n\\n".join(PARAGRAPHS), datePublished="2011-05-03")
    source = f"<html><head><title>{TITLE}</title>{head}</head><body><div id=root></div></body></html>"
    article = saved(tmp_path, source)
    assert words(article, "text") == PARAGRAPHS
    assert (article.title, day(article)) == (TITLE, "2011-05-03")


@pytest.mark.parametrize(
    ("head", "under"),
    [
        (linked(dateModified="2019-04-07", datePublished="2011-05-03T23:30:00-05:00"), ""),
        (linked(datePublished="2011-05-03"), "<div>Last updated 7 April 2019</div>"),
        (linked(headline="Ferry strike enters its second week", datePublished="2010-01-07"), "<p>3 May 2011</p>"),
        (linked(datePublished="2019-04-07"), "<div>Tuesday, 3 May 2011</div>"),
        ('<link rel="canonical" href="https://post.example/2011/LOCAL/05/03/pass/index.html">', ""),
        ('<link rel="canonical" href="https://post.example/2011/5/3/pass">' + linked(datePublished="2019-06-17"), ""),
        ("", "<div>03.05.2011</div><div>Updated: 07.04.2019</div>"),
        ("", "<div>Updated: May 3, 2011, 5:02 PM ET</div>"),
    ],
    ids=["modified", "updated", "another's", "moved", "address", "moved address", "dots", "update alone"],
)  # fmt: skip
def test_the_day_is_the_first_publication(tmp_path: Path, head: str, under: str) -> None:
    links = "".join(f'<li><a href="/2018/08/1{n}/story">Ferry news {n}</a></li>' for n in range(5))
    assert (
        day(saved(tmp_path, page(f"{under}{BODY}<ul>{links}</ul><footer>© 2020 Post</footer>", head))) == "2011-05-03"
    )


def test_a_page_from_a_web_archive(tmp_path: Path) -> None:
    toolbar = (
        "<!-- BEGIN WAYBACK TOOLBAR INSERT --><div>Success 12 captures 5 Jan 2015 - 7 Apr 2019</div>"
        "<!-- END WAYBACK TOOLBAR INSERT -->"
    )
    address = "https://web.archive.org/web/20150105000000/https://post.example/2011/05/03/pass"
    article = saved(tmp_path, page(toolbar + BODY, f'<link rel="canonical" href="{address}">'))
    assert (article.url, day(article)) == ("https://post.example/2011/05/03/pass", "2011-05-03")
    assert words(article, "text") == PARAGRAPHS


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8", "cp1252"])
def test_a_charset_that_lies(tmp_path: Path, encoding: str) -> None:
    source = page(BODY.replace("harbour", "Håbour’s"), '<meta charset="iso-8859-5">' if encoding == "utf-16" else "")
    assert "Håbour’s" in saved(tmp_path, source.encode(encoding)).text


def test_a_page_as_chrome_saves_it_whole(tmp_path: Path) -> None:
    boundary = "----MultipartBoundary--x----"
    text = page(BODY, linked(datePublished="2011-05-03")).replace("=", "=3D")
    saved_page = "\r\n".join(
        [
            "From: <Saved by Blink>", "Snapshot-Content-Location: https://post.example/pass",
            f"Subject: {TITLE}", "Date: Sun, 7 Apr 2019 10:00:00 -0000", "MIME-Version: 1.0",
            f'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="{boundary}"', "", "",
            f"--{boundary}", "Content-Type: text/html", "Content-ID: <frame-1@mhtml.blink>",
            "Content-Transfer-Encoding: quoted-printable", "Content-Location: https://post.example/pass", "", text,
            f"--{boundary}", "Content-Type: text/html", "Content-ID: <frame-2@mhtml.blink>", "", "<p>An advert.</p>",
            f"--{boundary}--", "",
        ]
    )  # fmt: skip
    article = saved(tmp_path, saved_page, "a.mhtml")
    assert (article.url, day(article)) == ("https://post.example/pass", "2011-05-03")
    assert words(article, "text") == PARAGRAPHS


def test_no_outlet_company_or_button_is_an_author(tmp_path: Path) -> None:
    for name, author in (("Ann Lee; Harbour Post", "Ann Lee"), ("Harbour Post GmbH", None), ("Sign in", None)):
        source = page(
            BODY, f'<meta property="og:site_name" content="Harbour Post"><meta name="author" content="{name}">'
        )
        assert saved(tmp_path, source).author == author


MENU = ["Home", "World", "Sport", "Weather", "Sign in"]
LIST = ["Most read", "Ferry strike", "Harbour lights", "A recipe", "Contact"]
PRINTS = {
    "chrome": (["4/7/19, 8:51 PM {title} | Harbour Post"], ["https://post.example/2011/05/03/pass {page}/{pages}"]),
    "firefox": (
        ["{title} | Harbour Post", "https://post.example/2011/05/03/pass"],
        ["{page} of {pages} 4/7/2019, 8:51 PM"],
    ),
}


@pytest.mark.parametrize("browser", PRINTS)
def test_a_page_that_a_browser_printed(tmp_path: Path, browser: str) -> None:
    above, below = PRINTS[browser]
    sheets = [
        [*MENU, TITLE, "May 3, 2011 / 10:12 AM", "", PARAGRAPHS[0], ""],
        [PARAGRAPHS[1], "", PARAGRAPHS[2], *LIST],
    ]
    made = [
        [line.format(title=TITLE, page=number, pages=len(sheets)) for line in (*above, *sheet, *below)]
        for number, sheet in enumerate(sheets, 1)
    ]
    article = saved(tmp_path, a_pdf(made), "a.pdf")
    assert words(article, "text") == PARAGRAPHS
    assert day(article) == "2011-05-03"
    assert article.url == "https://post.example/2011/05/03/pass"
    assert [span.of(article.text).strip().split()[0] for span in article.pages] == ["Mountain", "The"]


def test_words_broken_at_the_end_of_a_line_are_whole(tmp_path: Path) -> None:
    lines = ["The six-month clos-", "ure of the pass is a six-", "month burden for the mayor and the val-", "leys."]
    assert "closure of the pass is a six-month burden for the mayor and the valleys." in " ".join(
        words(saved(tmp_path, a_pdf([lines]), "a.pdf"))
    )
