"""Files are read by what they are, whatever they are called; what is not read is named."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from tests.documents.making import PARAGRAPHS, TITLE, a_docx, a_mail, a_page, a_pdf, an_odt, an_rtf
from tests.documents.reading import only, read, words

PLAIN = f"{TITLE}\n\nMay 3, 2011\n\n{PARAGRAPHS[0]}\n".encode()
BOX = b"From ann@harbour.example Tue May  3 10:00:00 2011\n" + a_mail().as_bytes() + b"\n"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.DOCX", an_rtf([TITLE, PARAGRAPHS[0]])),
        ("a.doc", an_rtf([TITLE, PARAGRAPHS[0]])),
        ("a.doc", a_page("time").encode()),
        ("a.doc", a_docx([TITLE, PARAGRAPHS[0]])),
        ("a.docx", an_odt([TITLE, PARAGRAPHS[0]])),
        ("a.rtf", a_docx([TITLE, PARAGRAPHS[0]])),
        ("a.txt", an_rtf([TITLE, PARAGRAPHS[0]])),
        ("a.txt", a_page("time").encode()),
        ("a.html", a_pdf([[TITLE, PARAGRAPHS[0]]])),
        ("a", PLAIN),
        ("a", a_pdf([[TITLE, PARAGRAPHS[0]]])),
        ("a", a_page("time").encode()),
        ("a", a_mail().as_bytes()),
        ("2011.05", a_mail().as_bytes()),
        ("inbox", BOX),
        ("a.doc", PLAIN),
    ],
)
def test_a_file_is_read_as_what_it_is(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    article = only(tmp_path)
    assert article.title == TITLE
    assert PARAGRAPHS[0] in " ".join(" ".join(row.split()) for row in words(article))


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "save it as docx"),
        ("a.log", b"10:00 started\n", "of a kind that is not read (.log)"),
        ("a.py", b"print(1)\n", "of a kind that is not read (.py)"),
        ("a.what", bytes(range(256)), "of a kind that is not read (.what)"),
        ("a", bytes(range(256)) * 4, "binary data"),
        ("a.json", b"[1, 2", "not JSON"),
        ("a.json", b'{"a": 1}', "no article in it"),
        ("a.zip", b"PK\x03\x04 broken", "unpacked"),
        ("a.msg", b"no mail", "broken"),
    ],
)
def test_what_is_not_read_is_named(tmp_path: Path, name: str, data: bytes, why: str) -> None:
    (tmp_path / name).write_bytes(data)
    articles, [problem] = read(tmp_path)
    assert not articles
    assert problem.path == name
    assert why in problem.why


def test_files_without_words_are_counted(tmp_path: Path) -> None:
    for name in ("a.jpg", "b.JPG", "c.css", "config.yaml", "a.meta.yaml", ".hidden", "~$a.docx"):
        (tmp_path / name).write_bytes(b"x")
    articles, problems = read(tmp_path)
    assert not articles
    assert [(problem.path, problem.why) for problem in problems] == [
        ("*.css", "1 file without words not read"),
        ("*.jpg", "2 files without words not read"),
    ]


def test_what_a_browser_saved_beside_a_page_belongs_to_it(tmp_path: Path) -> None:
    (tmp_path / "pass.html").write_text(a_page("time"))
    (tmp_path / "pass_files").mkdir()
    (tmp_path / "pass_files" / "frame.html").write_text("<html><p>An advertisement in a frame</p></html>")
    assert only(tmp_path).title == TITLE


def test_a_file_that_somebody_names_is_read_as_text(tmp_path: Path) -> None:
    (tmp_path / "story.lead").write_bytes(PLAIN)
    assert only(tmp_path / "story.lead").title == TITLE


def packed(members: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_the_files_of_an_archive_are_articles(tmp_path: Path) -> None:
    inner = packed({"deep.txt": PLAIN})
    members = {"in/a.txt": PLAIN, "b.docx": a_docx([TITLE, PARAGRAPHS[0]]), "c.zip": inner, "box.mbox": BOX}
    others = {
        "p.png": b"x",
        "run.py": b"print(1)",
        "bad.pdf": b"%PDF-1.4 broken",
        "__MACOSX/in/a.txt": b"x",
        ".DS_Store": b"x",
    }
    (tmp_path / "a.zip").write_bytes(packed({**members, **others}))
    articles, problems = read(tmp_path)
    keys = ["a.zip#in/a.txt", "a.zip#b.docx", "a.zip#c.zip#deep.txt", "a.zip#box.mbox#1@x"]
    assert [article.key for article in articles] == keys
    assert {article.title for article in articles} == {TITLE}
    told = " ".join(problem.why for problem in problems)
    assert len(problems) == 3
    assert "bad.pdf: " in told
    assert "run.py: of a kind" in told
    assert "1 file without words" in told


@pytest.mark.fault(50)
def test_an_archive_that_unpacks_to_too_much(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(packed({"bomb.txt": b"0" * (90 << 20), "a.txt": PLAIN}))
    articles, [problem] = read(tmp_path)
    assert [article.title for article in articles] == [TITLE]
    assert problem.why == "bomb.txt: it unpacks to too much"


def test_archives_within_archives_come_to_an_end(tmp_path: Path) -> None:
    data = packed({"a.txt": PLAIN})
    for _ in range(12):
        data = packed({"a.zip": data})
    (tmp_path / "a.zip").write_bytes(data)
    articles, [problem] = read(tmp_path)
    assert not articles
    assert "too deep" in problem.why


@pytest.mark.parametrize(
    "value",
    [
        {"title": TITLE, "published": "2011-05-03", "text": PARAGRAPHS[0], "outlet": "Post", "author": "Ann Lee"},
        [{"headline": TITLE, "seendate": "20110503T101500Z", "maintext": PARAGRAPHS[0], "domain": "Post",
          "authors": ["Ann Lee"]}],
        {"status": "ok", "articles": [{"title": TITLE, "publishedAt": "2011-05-03T10:00:00Z", "content": PARAGRAPHS[0],
                                       "source": {"id": None, "name": "Post"}, "author": "Ann Lee"}]},
        {"response": {"docs": [{"headline": {"value": TITLE}, "pub_date": "2011-05-03", "source": "Post",
                                "body": f"<p>{PARAGRAPHS[0]}</p>", "byline": "Ann Lee"}]}},
        [{"type": "article-newspaper", "id": "lee", "title": TITLE, "container-title": "Post", "note": PARAGRAPHS[0],
          "author": [{"family": "Lee", "given": "Ann"}], "issued": {"date-parts": [["2011", 5, 3]]}, "abstract": "x"}],
        {"1": {"title": TITLE, "date": 1304433000, "story_text": PARAGRAPHS[0], "media": "Post", "author": "Ann Lee"}},
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_articles_of_programs_with_names_of_their_own(tmp_path: Path, value: object, form: str) -> None:
    rows = value if isinstance(value, list) else [value]
    if form == "jsonl" and not any("text" in key or key in ("maintext", "note") for row in rows for key in row):
        pytest.skip("an answer that holds a list is no line")
    (tmp_path / f"a.{form}").write_text(json.dumps(value) if form == "json" else "\n".join(map(json.dumps, rows)))
    article = only(tmp_path)
    assert (article.title, article.outlet, article.author, article.text) == (TITLE, "Post", "Ann Lee", PARAGRAPHS[0])
    assert article.day_clues[0].value == "2011-05-03"


def test_a_line_with_a_text_is_read_by_its_other_names_too(tmp_path: Path) -> None:
    row = {"text": PARAGRAPHS[0], "headline": TITLE, "date": "03-May-11", "source": {"name": "Post"}, "by": ["Ann Lee"]}
    own = {"text": PARAGRAPHS[1], "title": TITLE, "published": "2011-05-04", "date": "2012-01-01", "outlet": "Gazette"}
    (tmp_path / "a.jsonl").write_text(f"{json.dumps(row)}\n{json.dumps(own)}\n")
    [first, second], problems = read(tmp_path)
    assert not problems
    assert (first.title, first.outlet, first.author) == (TITLE, "Post", "Ann Lee")
    assert (second.title, second.outlet) == (TITLE, "Gazette")
    assert [one.day_clues[0].value for one in (first, second)] == ["2011-05-03", "2011-05-04"]


def test_entries_without_a_text_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps([{"title": "x"}, {"title": TITLE, "text": PARAGRAPHS[0]}]))
    articles, [problem] = read(tmp_path)
    assert len(articles) == 1
    assert problem.why == "entry 1: no `text`"


@pytest.mark.parametrize(
    "written",
    [
        f"TY  - NEWS\r\nTI  - {TITLE}\r\nAU  - Lee, Ann\r\nT2  - Post\r\nDA  - 2011/05/03/\r\nN1  - {PARAGRAPHS[0]}\r\n"
        "ER  - \r\n",
        f"%0 Newspaper Article\n%T {TITLE}\n%A Lee, Ann\n%J Post\n%8 May 3, 2011\n%X {PARAGRAPHS[0]}\n",
    ],
)
@pytest.mark.parametrize("name", ["a.ris", "a.enw", "a"])
def test_references_that_carry_a_text(tmp_path: Path, written: str, name: str) -> None:
    (tmp_path / name).write_text(written)
    article = only(tmp_path)
    assert (article.title, article.outlet, article.author) == (TITLE, "Post", "Ann Lee")
    assert article.day_clues[0].value == "2011-05-03"
    assert words(article, "text") == PARAGRAPHS[:1]


def test_a_reference_without_a_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.ris").write_text(f"TY  - NEWS\nTI  - {TITLE}\nER  - \n")
    assert read(tmp_path)[1][0].why == f"a reference without a text: {TITLE!r}"


def a_warc(gzipped: bool) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = BytesIO()
    writer = WARCWriter(out, gzip=gzipped)
    answers = [
        ("https://harbour.example/2011/05/03/pass", "200 OK", "text/html; charset=utf-8", a_page("none").encode()),
        ("https://harbour.example/2011/05/03/pass", "200 OK", "text/html; charset=utf-8", a_page("none").encode()),
        ("https://harbour.example/old", "301 Moved", "text/html", b"<html>moved</html>" * 30),
        ("https://harbour.example/a.png", "200 OK", "image/png", b"x" * 400),
    ]
    for address, status, kind, body in answers:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(address, "response", payload=BytesIO(body), http_headers=headers))
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.warc.gz", a_warc(True)),
        ("a.warc", a_warc(False)),
        (
            "a.wacz",
            packed({"datapackage.json": b"{}", "archive/data.warc.gz": a_warc(True), "indexes/index.cdx": b"x"}),
        ),
    ],
)
def test_the_pages_of_a_web_archive(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    [article], [problem] = read(tmp_path)
    assert (article.title, article.url) == (TITLE, "https://harbour.example/2011/05/03/pass")
    assert article.day_clues[0].value == "2011-05-03"
    assert words(article, "text") == PARAGRAPHS
    assert "1 record without an article" in problem.why
