"""Every format, as people keep articles in it."""

from __future__ import annotations

import gzip
import sys
import zipfile
from email.message import EmailMessage
from importlib import util
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from tests.documents.making import PARAGRAPHS, TITLE, a_docx, a_mail, a_page, a_pdf, an_odt, an_rtf
from tests.documents.reading import only, read, words
from tui.model import Article


def tokens(text: str) -> list[str]:
    return text.lower().split()


def overlap(article: Article) -> float:
    """Token F1 of the body, title included, against what the page was made of."""
    found, gold = tokens(" ".join(words(article))), tokens(" ".join([TITLE, *PARAGRAPHS]))
    shared, rest = 0, list(gold)
    for token in found:
        if token in rest:
            rest.remove(token)
            shared += 1
    return 2 * shared / (len(found) + len(gold))


@pytest.mark.parametrize("style", ["meta", "json", "time", "visible"])
def test_a_saved_page(tmp_path: Path, style: str) -> None:
    (tmp_path / "a.html").write_text(a_page(style))
    article = only(tmp_path)
    assert article.title == TITLE
    assert overlap(article) >= 0.95
    assert [clue.value for clue in article.day_clues if clue.source in ("file", "header")][:1] == ["2011-05-03"]
    assert article.blocks[0].role == "title"


def test_a_page_names_its_outlet_author_and_address(tmp_path: Path) -> None:
    (tmp_path / "a.htm").write_text(a_page("meta"))
    article = only(tmp_path)
    assert (article.outlet, article.author, article.url) == ("Harbour Post", "Ann Lee", "https://harbour.example/pass")


def test_a_page_saved_whole(tmp_path: Path) -> None:
    message = EmailMessage()
    message["Subject"] = "A page"
    message["Snapshot-Content-Location"] = "https://harbour.example/pass"
    message.set_content(a_page("json"), subtype="html", cte="quoted-printable")
    message.make_related()
    (tmp_path / "a.mhtml").write_bytes(message.as_bytes())
    article = only(tmp_path)
    assert article.title == TITLE
    assert overlap(article) >= 0.95


def test_a_pdf_with_its_pages(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(a_pdf([[TITLE, "", PARAGRAPHS[0]], [PARAGRAPHS[1]], [PARAGRAPHS[2]]]))
    article = only(tmp_path)
    assert [span.of(article.text).split()[0] for span in article.pages] == ["Mountain", "The", "Both"]
    assert overlap(article) >= 0.95


def test_running_heads_are_left_out_of_a_pdf(tmp_path: Path) -> None:
    pages = [["The Harbour Post", paragraph, f"Page {number} of 3"] for number, paragraph in enumerate(PARAGRAPHS, 1)]
    (tmp_path / "a.pdf").write_bytes(a_pdf(pages))
    assert "Harbour Post" not in only(tmp_path).text


def test_a_pdf_without_text_is_listed_as_such(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(a_pdf([[]]))
    assert "scanned" in read(tmp_path)[1][0].why


def test_a_mail(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(a_mail().as_bytes())
    article = only(tmp_path)
    assert (article.title, article.author) == (TITLE, "Ann Lee")
    assert [clue.value for clue in article.day_clues] == ["2011-05-03"]
    assert overlap(article) >= 0.95


def test_a_mail_of_html_alone(tmp_path: Path) -> None:
    message = EmailMessage()
    message["Subject"] = "Fwd: " + TITLE
    message.set_content("<html><body>" + "".join(f"<p>{p}</p>" for p in PARAGRAPHS) + "</body></html>", subtype="html")
    (tmp_path / "a.eml").write_bytes(message.as_bytes())
    assert overlap(only(tmp_path)) >= 0.95


def test_a_mailbox_holds_several(tmp_path: Path) -> None:
    mails = [a_mail(f"<{number}@x>") for number in range(3)]
    bad = b"Subject: nothing\n\n"
    parts = [
        b"From a@x Mon May  2 10:00:00 2011\n" + mail + b"\n\n"
        for mail in (*map(bytes, mails[:2]), bad, bytes(mails[2]))
    ]
    (tmp_path / "a.mbox").write_bytes(b"".join(parts))
    articles, [problem] = read(tmp_path)
    assert [article.key for article in articles] == ["a.mbox#0@x", "a.mbox#1@x", "a.mbox#2@x"]
    assert problem.line


def test_a_word_file(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(a_docx([TITLE, *PARAGRAPHS]))
    article = only(tmp_path)
    assert article.title == TITLE
    assert overlap(article) >= 0.95


def test_an_opendocument_text(tmp_path: Path) -> None:
    (tmp_path / "a.odt").write_bytes(an_odt([TITLE, *PARAGRAPHS]))
    assert overlap(only(tmp_path)) >= 0.95


def test_rich_text(tmp_path: Path) -> None:
    (tmp_path / "a.rtf").write_bytes(an_rtf([TITLE, *PARAGRAPHS]))
    article = only(tmp_path)
    assert article.title == TITLE
    assert overlap(article) >= 0.95


NEXIS = [
    line
    for number in (1, 2)
    for line in (
        f"{number} of 2 DOCUMENTS", "Harbour Post (Bergen)", "May 3, 2011 Tuesday", f"{TITLE} {number}",
        "BYLINE: Ann Lee", "SECTION: NEWS; Pg. 4", "LENGTH: 62 words", *PARAGRAPHS, "LOAD-DATE: May 4, 2011",
        "LANGUAGE: ENGLISH", "Copyright 2011 Harbour Post", "All Rights Reserved",
    )
]  # fmt: skip
NEXIS_UNI = [
    line
    for number in (1, 2)
    for line in (
        f"{TITLE} {number}", "Harbour Post (Bergen)", "May 3, 2011 Tuesday", "Copyright 2011 Harbour Post",
        "Section: NEWS; Pg. 4", "Length: 62 words", "Byline: Ann Lee", "Body", *PARAGRAPHS, "Classification",
        "Language: ENGLISH", "Subject: PASSES (90%)", "Load-Date: May 4, 2011", "End of Document",
    )
]  # fmt: skip
FACTIVA = [
    line
    for number in (1, 2)
    for line in (
        f"{TITLE} {number}", "By Ann Lee", "62 words", "3 May 2011", "Harbour Post", "HARBP", "4", "English",
        "(c) 2011 Harbour Post.", *PARAGRAPHS, f"Document HARBP0002011050{number}e753000",
    )
]  # fmt: skip
FACTIVA_CODED = [
    line
    for number in (1, 2)
    for line in (
        f"HD {TITLE} {number}", "BY Ann Lee", "WC 62 words", "PD 3 May 2011", "SN Harbour Post", "SC HARBP",
        "LA English", "LP", PARAGRAPHS[0], "TD", *PARAGRAPHS[1:], "NS gcat : News",
        f"AN Document HARBP000201105{number}",
    )
]  # fmt: skip


@pytest.mark.parametrize("lines", [NEXIS, NEXIS_UNI, FACTIVA, FACTIVA_CODED], ids=["nexis", "uni", "factiva", "coded"])
@pytest.mark.parametrize("suffix", ["docx", "rtf"])
def test_an_export_is_split_into_its_articles(tmp_path: Path, lines: list[str], suffix: str) -> None:
    (tmp_path / f"a.{suffix}").write_bytes({"docx": a_docx, "rtf": an_rtf}[suffix](lines))
    articles, problems = read(tmp_path)
    assert not problems
    assert [article.title for article in articles] == [f"{TITLE} 1", f"{TITLE} 2"]
    assert len({article.key for article in articles}) == 2
    for article in articles:
        assert (article.outlet or "").startswith("Harbour Post")
        assert article.author == "Ann Lee"
        assert article.day_clues[0].value == "2011-05-03"
        assert words(article, "text") == PARAGRAPHS


RSS = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Post</title>
<item><guid>p1</guid><title>{TITLE}</title><link>https://harbour.example/pass</link>
<pubDate>Tue, 03 May 2011 10:00:00 GMT</pubDate>
<description>&lt;p&gt;{PARAGRAPHS[0]}&lt;/p&gt;&lt;p&gt;{PARAGRAPHS[1]}&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;</description></item>
<item><guid>p2</guid><title>Another</title><description>{PARAGRAPHS[2]}</description></item></channel></rss>"""
ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Post</title>
<entry><id>p1</id><title>{TITLE}</title><link href="https://harbour.example/pass"/><published>2011-05-03T10:00:00Z</published>
<content type="html">&lt;p&gt;{PARAGRAPHS[0]}&lt;/p&gt;&lt;p&gt;{PARAGRAPHS[1]}&lt;/p&gt;</content></entry>
<entry><id>p2</id><title>Another</title><summary>{PARAGRAPHS[2]}</summary></entry></feed>"""


@pytest.mark.parametrize(("name", "source"), [("a.rss", RSS), ("a.xml", RSS), ("a.atom", ATOM)])
def test_a_feed_holds_several(tmp_path: Path, name: str, source: str) -> None:
    (tmp_path / name).write_text(source)
    articles, problems = read(tmp_path)
    assert not problems
    first = articles[0]
    assert [article.key for article in articles] == [f"{name}#p1", f"{name}#p2"]
    assert (first.title, first.outlet, first.url) == (TITLE, "Harbour Post", "https://harbour.example/pass")
    assert first.day_clues[0].value == "2011-05-03"
    assert words(first, "text") == PARAGRAPHS[:2]


NITF = f"""<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "http://127.0.0.1:1/nitf.dtd"><nitf>
<head><title>PASS CLOSED</title>
<docdata><doc-id id-string="p1"/></docdata>
<pubdata name="Harbour Post" date.publication="20110503T000000" ex-ref="https://harbour.example/pass"/></head>
<body><body.head><hedline><hl1>{TITLE}</hl1></hedline><byline class="print_byline">By ANN LEE</byline></body.head>
<body.content><block class="lead_paragraph"><p>{PARAGRAPHS[0]}</p></block>
<block class="full_text"><p>{PARAGRAPHS[0]}</p>
<media><media-caption>A picture.</media-caption></media><p>{PARAGRAPHS[1].replace(" ", "&nbsp;", 1)}</p></block>
</body.content></body></nitf>"""
G2 = f"""<?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
<newsItem guid="p1"><itemMeta><provider qcode="x:1"><name>Harbour Post</name></provider>
<versionCreated>2011-06-05T08:00:00Z</versionCreated><firstCreated>2011-05-03T08:00:00Z</firstCreated></itemMeta>
<contentMeta><headline>{TITLE}</headline><by>Ann Lee</by></contentMeta><contentSet><inlineXML>
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>
</body></html></inlineXML></contentSet></newsItem>
<newsItem guid="p2"><contentMeta><headline>A picture</headline></contentMeta></newsItem></itemSet></newsMessage>"""
NEWSML = f"""<?xml version="1.0"?><NewsML><NewsItem><Identification><NewsIdentifier><DateId>20110503</DateId>
<PublicIdentifier>p1</PublicIdentifier></NewsIdentifier></Identification><NewsComponent><NewsLines>
<HeadLine>{TITLE}</HeadLine><ByLine>By Ann Lee</ByLine></NewsLines><ContentItem><DataContent>{PARAGRAPHS[0]}

{PARAGRAPHS[1]}</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"""


@pytest.mark.parametrize(("source", "unread"), [(NITF, []), (G2, ["an item without words: 'A picture'"]), (NEWSML, [])])
def test_news_items_as_agencies_send_them(tmp_path: Path, source: str, unread: list[str]) -> None:
    (tmp_path / "a.xml").write_text(source)
    [article], problems = read(tmp_path)
    assert [problem.why for problem in problems] == unread
    assert (article.key, article.title, article.author) == ("a.xml#p1", TITLE, "Ann Lee")
    assert article.outlet == (None if source is NEWSML else "Harbour Post")
    assert article.day_clues[0].value == "2011-05-03"
    assert [row.replace("\xa0", " ") for row in words(article, "text")] == PARAGRAPHS[:2]


def test_a_table_with_headed_columns(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        'ID,Headline,Date,Source,Body\n7,"The Pass, Closed",2011-05-03,Post,"It snowed.\n\nIt is closed."\n8,Empty,,,\n'
    )
    [article], [problem] = read(tmp_path)
    assert (article.key, article.title, article.outlet) == ("a.csv#7", "The Pass, Closed", "Post")
    assert words(article) == ["It snowed.", "It is closed."]
    assert (problem.line, problem.why) == (5, "no text in the row")


def test_a_table_without_text_is_listed(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("id\tname\n1\tx\n")
    assert read(tmp_path)[1][0].why == "no column named `text`"


def test_lines_of_json(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"id": "x", "title": "The Pass", "published": "2011-05-03", "text": "The Pass\\n\\nIt snowed."}\n'
        '{"id": 2, "text": "OSLO, May 3 (AP) - It snowed."}\n\n{"text": "No id."}\n{"id": "x", "text": "Again."}\n'
    )
    articles, problems = read(tmp_path)
    assert not problems
    assert [article.key for article in articles] == ["a.jsonl#x", "a.jsonl#2", "a.jsonl#line-4", "a.jsonl#x~2"]
    assert (articles[0].title_span, articles[1].agency) == (articles[0].blocks[0].span, "AP")
    assert [article.key for article in read(path)[0]] == ["x", "2", "line-4", "x~2"]


@pytest.mark.parametrize("name", ["a.html", "a.pdf", "a.eml", "a.docx", "a.odt", "a.rtf", "a.csv", "a.jsonl", "a.md"])
def test_every_format_may_be_packed(tmp_path: Path, name: str) -> None:
    text = "\n\n".join([TITLE, *PARAGRAPHS])
    made: dict[str, Any] = {
        "a.html": a_page("meta").encode(),
        "a.pdf": a_pdf([[TITLE, "", *PARAGRAPHS]]),
        "a.eml": a_mail().as_bytes(),
        "a.docx": a_docx([TITLE, *PARAGRAPHS]),
        "a.odt": an_odt([TITLE, *PARAGRAPHS]),
        "a.rtf": an_rtf([TITLE, *PARAGRAPHS]),
        "a.csv": f'id,text\n1,"{text}"\n'.encode(),
        "a.jsonl": b'{"id": 1, "text": "It snowed."}\n',
        "a.md": text.encode(),
    }
    (tmp_path / f"{name}.gz").write_bytes(gzip.compress(made[name]))
    assert "snowed" in only(tmp_path).text


def test_without_the_extra_a_file_says_what_it_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = util.find_spec
    monkeypatch.setattr(
        sys.modules["tui.documents.opening"], "find_spec", lambda name: None if name == "pypdf" else real(name)
    )
    (tmp_path / "a.pdf").write_bytes(a_pdf([[TITLE]]))
    assert "needs the extra `formats`" in read(tmp_path)[1][0].why


def test_a_word_file_is_told_by_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"plain words")
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("x.xml", "<x/>")
    (tmp_path / "b.docx").write_bytes(packed.getvalue())
    assert len(read(tmp_path)[1]) == 2


OLD = f"""<html><head><title>Harbour Post - {TITLE}</title></head><body>
<table><tr><td colspan=2><a href=/>Front page</a> | <a href=/sport>Sport</a></td></tr>
<tr><td width=150><b>Sections</b><br><a href=a>World</a></td>
<td><font size=5><b>{TITLE}</b></font><br><font size=1>Tuesday, May 3, 2011<br>By Ann Lee</font><p>
{"<br><br>".join(PARAGRAPHS)}</p><a href=print.html>Print this article</a></td></tr><tr><td colspan=2>Copyright 2011
The Harbour Post. All rights reserved. Last updated: 07/27/2016</td></tr></table></body></html>"""
BARE = f"<html><body><h2>{TITLE}</h2><h5>Date: 13/05/2011</h5>{'<p>'.join(PARAGRAPHS)}</body></html>"


def test_a_page_made_of_tables(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(OLD)
    article = only(tmp_path)
    assert (article.title, article.author, article.outlet) == (TITLE, "Ann Lee", "Harbour Post")
    assert [(clue.source, clue.value) for clue in article.day_clues] == [("header", "2011-05-03")]
    assert words(article, "text") == PARAGRAPHS


def test_a_paragraph_that_is_marked_up_otherwise_is_not_missed(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(BARE)
    article = only(tmp_path)
    assert words(article, "text") == PARAGRAPHS
    assert article.day_clues[0].value == "2011-05-13"


def test_the_lines_of_a_pdf_are_joined_to_paragraphs(tmp_path: Path) -> None:
    text = "The mayor met the president of the valley council in Upper Lund and asked Maria Lund for help. " * 4
    (tmp_path / "a.pdf").write_bytes(a_pdf([[TITLE, "", text + PARAGRAPHS[0], "", PARAGRAPHS[1]]]))
    found = words(only(tmp_path), "text")
    assert len(found) <= 2
    assert " ".join(found) == f"{text}{PARAGRAPHS[0]} {PARAGRAPHS[1]}"


def test_a_sentence_that_runs_on_over_a_page_is_one(tmp_path: Path) -> None:
    head, tail = PARAGRAPHS[0].split(" after ")
    (tmp_path / "a.pdf").write_bytes(a_pdf([[TITLE, "", head], [f"after {tail}", "", PARAGRAPHS[1]]]))
    article = only(tmp_path)
    assert words(article, "text") == PARAGRAPHS[:2]
    assert [span.of(article.text).split()[0] for span in article.pages] == ["Mountain", "after"]
