"""Hostile files of every format: faults 46 to 57. Each is listed with why, or read as far as it can be, in time."""

from __future__ import annotations

import gc
import gzip
import json
import re
import socket
import subprocess
import sys
import time
import zipfile
import zlib
from contextlib import suppress
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
import psutil
import pytest

from tests.documents.making import PARAGRAPHS, TITLE, a_docx, a_mail, a_pdf, an_odt
from tests.documents.reading import only, processor, read, words
from tui import documents
from tui.documents import child
from tui.documents.blocks import layout
from tui.model import Article, Problem

WORDS = "Words that must not be lost, however deep."


@pytest.fixture(autouse=True)
def _in_time() -> object:
    started = processor()
    yield None
    assert processor() - started < 60


@pytest.mark.fault(46)
@pytest.mark.parametrize("depth", [300, 100_000])
@pytest.mark.parametrize("tag", ["div", "b", "table", "x-y"])
def test_deeply_nested_html_keeps_its_words(tmp_path: Path, depth: int, tag: str) -> None:
    (tmp_path / "a.html").write_text(f"<body><p>First.</p>{f'<{tag}>' * depth}{WORDS}{f'</{tag}>' * depth}</body>")
    article = only(tmp_path)
    assert WORDS in article.text
    assert "partly read" in article.partly


@pytest.mark.fault(47)
def test_a_slow_page_ends_in_time(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<body>" + "<a><table><tr><td>" * 20_000 + WORDS)
    (tmp_path / "b.txt").write_text(f"A Title\n\n{WORDS}\n")
    articles, problems = read(tmp_path)
    assert len(articles) + len(problems) == 2
    assert WORDS in articles[-1].text


@pytest.mark.fault(48)
def test_a_paragraph_of_20_mb_is_not_lost(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"<html><body><p>{'snow on the pass ' * 1_250_000}</p></body></html>")
    assert only(tmp_path).text.count("snow") == 1_250_000


ENTITIES = '<!DOCTYPE x [<!ENTITY a "ha">%s]>' % "".join(  # noqa: UP031
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(10)
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY k SYSTEM "file:///etc/passwd">]>'


@pytest.mark.fault(49)
@pytest.mark.parametrize("head", [ENTITIES, OUTSIDE], ids=["laughs", "outside"])
def test_entities_are_not_read(tmp_path: Path, head: str) -> None:
    name = "k" if "SYSTEM" in head else "j"
    (tmp_path / "a.xml").write_text(
        f'<?xml version="1.0"?>{head}<rss><channel><item><title>&{name};</title></item></channel></rss>'
    )
    articles, [problem] = read(tmp_path)
    assert not articles
    assert "entities" in problem.why


@pytest.mark.fault(49)
@pytest.mark.parametrize("words", ["http://127.0.0.1:1/feed.xml", "/etc/passwd", "file:///etc/passwd"])
def test_an_address_is_not_fetched(tmp_path: Path, words: str) -> None:
    (tmp_path / "a.rss").write_text(words)
    assert "no feed" in read(tmp_path)[1][0].why


@pytest.mark.fault(49)
def test_a_word_file_with_entities_is_refused(tmp_path: Path) -> None:
    source, out = zipfile.ZipFile(BytesIO(a_docx([TITLE]))), BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for member in source.infolist():
            data = source.read(member)
            xml = member.filename.endswith(".xml")
            archive.writestr(member.filename, OUTSIDE.encode() + data[data.index(b"?>") + 2 :] if xml else data)
    (tmp_path / "a.docx").write_bytes(out.getvalue())
    assert "entities" in read(tmp_path)[1][0].why


def flate_pdf(data: bytes, filters: str) -> bytes:
    plain = a_pdf([[TITLE]])
    start, end = plain.index(b"stream\n"), plain.index(b"\nendstream")
    head = plain[:start].rsplit(b"<<", 1)[0]
    tail = plain[end:]
    return head + b"<< /Length %d /Filter %s >>\nstream\n" % (len(data), filters.encode()) + data + tail


@pytest.mark.fault(50)
@pytest.mark.parametrize("twice", [False, True])
@pytest.mark.parametrize("size", [1 << 28, pytest.param(1 << 31, marks=pytest.mark.slow)])
def test_a_pdf_bomb_is_contained(tmp_path: Path, twice: bool, size: int) -> None:
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(bytes(1 << 24)) for _ in range(size >> 24)) + packer.flush()
    filters = "/FlateDecode"
    if twice:
        data, filters = zlib.compress(data, 9), "[/FlateDecode /FlateDecode]"
    (tmp_path / "a.pdf").write_bytes(flate_pdf(data, filters))
    articles, problems = read(tmp_path)
    assert not articles
    assert len(problems) == 1


def looped_pdf() -> bytes:
    plain = a_pdf([[TITLE], [TITLE]])
    kids = plain.index(b"/Kids [") + len(b"/Kids [")
    return plain[:kids] + plain[kids:].replace(b"3 0 R 5 0 R", b"6 0 R 6 0 R", 1)


def locked_pdf() -> bytes:
    from io import BytesIO

    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(a_pdf([[TITLE]]))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.fault(51)
@pytest.mark.parametrize("make", [lambda: a_pdf([[TITLE]])[:300], looped_pdf, locked_pdf, lambda: b"%PDF-1.4\n"])
def test_a_broken_pdf_is_listed(tmp_path: Path, make) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "a.pdf").write_bytes(make())
    articles, problems = read(tmp_path)
    assert len(problems) == 1 or articles[0].text.strip() == TITLE


@pytest.mark.fault(52)
def test_a_mail_nested_2000_deep_is_listed(tmp_path: Path) -> None:
    head = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(2000))
    (tmp_path / "a.eml").write_bytes(b"Subject: x\n" + head + b"\n" + WORDS.encode())
    articles, problems = read(tmp_path)
    assert len(articles) + len(problems) == 1


@pytest.mark.fault(53)
@pytest.mark.parametrize(
    "header",
    [
        "Subject: " + " ".join(["=?utf-8?q?=41=42?="] * 15_000),
        "To: " + ", ".join(f"a{n}@x.example" for n in range(8_000)),
        "From: " + "(" * 100_000,
        "Date: " + "1" * 100_000,
        "Content-Type: text/plain; " + "; ".join(f"a*{n}=b" for n in range(5_000)),
    ],
    ids=["words", "addresses", "brackets", "digits", "parameters"],
)
def test_a_huge_header_is_capped(tmp_path: Path, header: str) -> None:
    (tmp_path / "a.eml").write_text(f"{header}\nX-Other: 1\n\n{WORDS} {PARAGRAPHS[0]}\n")
    articles, problems = read(tmp_path)
    assert len(articles) + len(problems) == 1
    assert all(len(article.title or "") <= 500 and len(article.author or "") <= 500 for article in articles)


@pytest.mark.fault(54)
def test_an_attachment_is_never_written(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    mail = a_mail()
    mail.add_attachment(b"evil", maintype="text", subtype="plain", filename="../../outside\x1b[31m.txt")
    (corpus / "a.eml").write_bytes(mail.as_bytes())
    before = sorted(tmp_path.rglob("*"))
    articles, problems = read(corpus)
    assert not problems
    assert [article.text for article in articles[1:]] == ["evil"]  # an article of its own
    assert "evil" not in articles[0].text
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.fault(55)
@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{not json", "not JSON"),
        ("[" * 100_000, "nested too deep"),
        ('{"text": "x", "n": ' + "9" * 5_000 + "}", "a number too long"),
        ('{"text": "x", "n": NaN}', "NaN"),
        ('{"text": "x", "text": "y"}', "stands twice"),
        ('{"text": "\\ud800"}', "surrogate"),
        ('{"text": 5}', "not a string"),
        ('["text"]', "not an object"),
        ("{}", "no `text`"),
    ],
    ids=["broken", "deep", "digits", "nan", "twice", "surrogate", "number", "list", "none"],
)
def test_a_bad_line_costs_no_other(tmp_path: Path, line: str, why: str) -> None:
    good = json.dumps({"id": "good", "text": WORDS})
    (tmp_path / "a.jsonl").write_text(f"{good}\n{line}\n{good}\n")
    articles, [problem] = read(tmp_path)
    assert len(articles) == 2
    assert problem.line == 2
    assert why in problem.why


@pytest.mark.fault(56)
@pytest.mark.parametrize("mark", ["[", ">", "> ", "* ", "- * ", "#", "`", "![](", "**", "<div>", "(", '"', "&"])
def test_markdown_made_of_marks_takes_time_that_grows_with_the_text_alone(mark: str) -> None:
    """Four times as much takes four times as long, and sixteen times where it grew with the square."""

    def spent(size: int) -> float:
        shifted = "\n".join(" " * (n % 99) + mark for n in range(500 * size))
        texts = (mark * (5_000 * size), f"{mark}\n" * (1_000 * size), shifted)
        gc.collect()
        gc.disable()  # what other tests left is not looked through again and again
        try:
            started = time.process_time()
            for text in texts:
                layout(text)
            return time.process_time() - started
        finally:
            gc.enable()

    little = min(spent(4) for _ in range(3))  # the least: what else the machine does only adds to each
    assert any(spent(16) < 8 * little for _ in range(4))


@pytest.mark.fault(57)
@pytest.mark.parametrize("field", ["0000-00-00", "99999-12-31", "32 May 2001", "?" * 20_000, "on Tuesday " * 2_000])
def test_a_day_that_is_none_costs_nothing(tmp_path: Path, field: str) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": WORDS, "published": field}))
    (tmp_path / "b.html").write_text(f'<meta name="date" content="{field}"><p>{WORDS}</p>')
    mail = EmailMessage()
    mail["Date"] = field[:900]
    mail.set_content(f"{WORDS} {PARAGRAPHS[0]}")
    (tmp_path / "c.eml").write_bytes(mail.as_bytes())
    started = processor()
    articles, _ = read(tmp_path)
    assert processor() - started < 20  # most of it the start of the child
    assert [article.day_clues for article in articles] == [(), (), ()]


@pytest.mark.fault(47)
def test_a_child_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    data = b"<body>" + b"<a><table><tr><td>" * 20_000
    with pytest.raises(child.Failed, match="too long"):
        list(child.parse("html", data, wall=0.001))
    assert [draft.text for draft in child.parse("html", f"<p>{WORDS}</p>".encode())] == [WORDS]


@pytest.mark.fault(48)
def test_a_child_that_says_too_much_is_ended() -> None:
    with pytest.raises(child.Failed, match="too much"):
        list(child.parse("html", f"<p>{WORDS * 1000}</p>".encode(), output=1000))


@pytest.mark.fault(51)
def test_a_child_that_is_killed_costs_its_file_only(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.html").write_text(f"<p>{WORDS}</p>")
    found: list[Article | Problem] = []
    for path in documents.find(tmp_path):
        assert isinstance(path, Path)
        if path.name == "b.html":
            child._running().process.kill()
        found.extend(documents.read(path, tmp_path))
    assert [isinstance(one, Article) for one in found][::2] == [True, True]


@pytest.mark.fault(50)
def test_a_child_does_not_outgrow_its_memory_nor_its_time() -> None:
    code = "from tui.documents import child; child._confine(); bytearray(child.MEMORY)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "MemoryError" in done.stderr
    list(child.parse("html", f"<p>{WORDS}</p>".encode()))
    running = psutil.Process(child._running().process.pid)
    assert running.rlimit(psutil.RLIMIT_AS) == (child.MEMORY, child.MEMORY)
    allowed = running.rlimit(psutil.RLIMIT_CPU)[0]  # -1 where there is no limit
    assert 0 < allowed <= running.cpu_times().user + running.cpu_times().system + child.CPU + 2


def test_what_is_hidden_in_a_page_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"<body><script>evil()</script><p>{WORDS}</p><style>p{{}}</style></body>")
    assert words(only(tmp_path)) == [WORDS]


@pytest.mark.skipif(sys.platform != "linux", reason="needs prctl")
def test_a_child_ends_with_its_parent_even_in_mid_work(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>x</p>")
    code = (
        "import os, threading, time; from tui.documents import child\n"
        "list(child.parse('html', b'<p>x</p>')); pid = child._running().process.pid\n"
        "threading.Timer(1.0, lambda: (print(pid, flush=True), os._exit(0))).start()\n"
        "list(child.parse('html', b'<a><b><i>' * 3_000_000))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    pid = int(done.stdout)
    until = time.monotonic() + 60
    with suppress(psutil.NoSuchProcess):
        while (status := psutil.Process(pid).status()) != psutil.STATUS_ZOMBIE:
            assert time.monotonic() < until, status
            time.sleep(0.05)


def test_a_document_with_broken_metadata_keeps_its_text(tmp_path: Path) -> None:
    for name, made in (("a.odt", an_odt), ("b.docx", a_docx)):
        source, out = zipfile.ZipFile(BytesIO(made([TITLE, *PARAGRAPHS]))), BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for member in source.infolist():
                data = source.read(member)
                if member.filename in ("meta.xml", "docProps/core.xml"):
                    data = re.sub(rb"\d{4}-\d\d-\d\dT", b"99999-13-45T", data)
                archive.writestr(member.filename, data)
        (tmp_path / name).write_bytes(out.getvalue())
    articles, problems = read(tmp_path)
    assert not problems
    assert [words(article)[-1] for article in articles] == [PARAGRAPHS[-1]] * 2


@pytest.mark.fault(49)
def test_entities_in_another_encoding_are_refused(tmp_path: Path) -> None:
    source, out = zipfile.ZipFile(BytesIO(a_docx([TITLE]))), BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for member in source.infolist():
            data = source.read(member)
            if member.filename == "word/document.xml":
                text = data.decode()
                data = f'<?xml version="1.0" encoding="UTF-16"?>{OUTSIDE}{text[text.index("?>") + 2 :]}'.encode(
                    "utf-16"
                )
            archive.writestr(member.filename, data)
    (tmp_path / "a.docx").write_bytes(out.getvalue())
    assert "entities" in read(tmp_path)[1][0].why


@pytest.mark.parametrize("data", [b"[" * 60_000, b"{" * 60_000, b"? " * 30_000, b"title: {b: " * 6000])
def test_what_stands_deep_beside_an_article_costs_nothing(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_text(f"{TITLE}\n\n{PARAGRAPHS[0]}\n")
    (tmp_path / "a.meta.yaml").write_bytes(data)
    [article], [problem] = read(tmp_path)
    assert article.title == TITLE
    assert problem.path == "a.meta.yaml"


def test_a_gzip_of_very_many_members_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"Snow fell. ") * 50_000)
    assert only(tmp_path).text.count("Snow") == 50_000


def test_of_very_many_lines_the_first_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A line of its own.\n" * 300_000)
    article = only(tmp_path)
    assert "partly read" in article.partly
    assert 100_000 < len(article.blocks) <= 200_000


def test_very_many_bad_rows_are_summed_up(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,text\n" + "1,\n" * 20_000 + "2,It snowed.\n")
    [article], problems = read(tmp_path)
    assert article.text == "It snowed."
    assert len(problems) == 1001
    assert problems[-1].why == "and 19,000 more parts of it could not be read"


EMPTY_MAIL = "From a@x.example Tue May  3 10:00:00 2011\n\n"
MAIL = f"From b@x.example Tue May  3 11:00:00 2011\nSubject: Snow\nFrom: b@x.example\n\n{WORDS}\n\n"


@pytest.mark.fault(93)
def test_a_mail_that_is_refused_takes_no_new_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started = []
    started_as = child._Child
    monkeypatch.setattr(child, "_Child", lambda: started.append(1) or started_as())
    child.close()
    (tmp_path / "a.mbox").write_text(EMPTY_MAIL * 50 + MAIL + EMPTY_MAIL * 50)
    articles, problems = read(tmp_path)
    assert [WORDS in article.text for article in articles] == [True]
    assert len(problems) == 100
    assert len(started) == 1


@pytest.mark.fault(93)
def test_parts_that_break_their_reader_cost_a_file_a_bounded_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "LOST", 0.0)
    for name in ("a", "b"):
        (tmp_path / f"{name}.mbox").write_text(MAIL * 3)
    exchange = child._exchange

    def broken(one: child._Child, *given: Any) -> Any:
        one.process.kill()
        return exchange(one, *given)

    monkeypatch.setattr(child, "_exchange", broken)
    articles, problems = read(tmp_path)
    assert not articles
    assert [one.path for one in problems] == ["a.mbox"] * 2 + ["b.mbox"] * 2
    assert [one.why.split(":")[0] for one in problems[1::2]] == ["the rest of it is not read"] * 2
    monkeypatch.undo()
    assert len(read(tmp_path)[0]) == 6


ANY_CODE = """
import sys
from pathlib import Path
from tui.documents import child
from tui.documents.formats import risky


def any_code(data):
    exec(data.decode(), {})
    yield from ()


risky.reader = lambda form, fields: any_code
child.serve()
"""


@pytest.mark.fault(54)
@pytest.mark.parametrize(
    "code",
    [
        "open('FOLDER/x', 'w')",
        "open('FOLDER/there', 'r+')",
        "import os; os.open('FOLDER/x', os.O_CREAT | os.O_WRONLY)",
        "import os; os.mkdir('FOLDER/x')",
        "import os; os.remove('FOLDER/there')",
        "import os; os.rename('FOLDER/there', 'FOLDER/x')",
        "import os; os.symlink('/', 'FOLDER/x')",
        "import tempfile; tempfile.mkstemp(dir='FOLDER')",
        "import os; os.fork()",
        "import os; os.system('touch FOLDER/x')",
        "import subprocess; subprocess.run(['touch', 'FOLDER/x'])",
        "import socket; socket.create_connection(('127.0.0.1', PORT))",
        "import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))",
        "import socket; socket.getaddrinfo('harbour.example', 80)",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:PORT/')",
        "import resource; assert resource.getrlimit(resource.RLIMIT_FSIZE) != (0, 0), 'forbidden here'",
    ],
)
def test_whatever_reads_a_file_writes_starts_and_reaches_nothing(tmp_path: Path, code: str) -> None:
    (tmp_path / "there").write_text("as it was")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        data = code.replace("FOLDER", str(tmp_path)).replace("PORT", str(server.getsockname()[1])).encode()
        head = msgspec.msgpack.encode(child.Request("html", len(data)))
        done = subprocess.run(
            [sys.executable, "-c", ANY_CODE], input=len(head).to_bytes(8, "little") + head + data, capture_output=True,
            check=True,
        )  # fmt: skip
        assert b"forbidden here" in done.stdout
        with pytest.raises(BlockingIOError):
            server.accept()
    assert [path.name for path in tmp_path.iterdir()] == ["there"]
    assert (tmp_path / "there").read_text() == "as it was"
