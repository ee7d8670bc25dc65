"""Broken, contradictory and endless files of every format: a kind of pathology to the files that have it.

Each kind is a list of (name, bytes made when asked for), so that one can be looked at by itself.
"""

from __future__ import annotations

import gzip
import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import cache, partial
from io import BytesIO

from tests.documents.making import PARAGRAPHS, TITLE, a_docx, a_mail, a_page, a_pdf, an_odt, an_rtf

Made = Callable[[], bytes]
Files = list[tuple[str, Made]]
WORDS = f"{TITLE}\n\n{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}\n"
LINES = [TITLE, *PARAGRAPHS]
BOMB = 600 << 20  # bytes that a small member unpacks to
MANY = 10_000


def _mhtml(page: bytes) -> bytes:
    head = (
        f'Subject: {TITLE}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"; type="text/html"\r\n'
    )
    part = "\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Location: http://x.example/\r\n\r\n"
    return (head + part).encode() + page + b"\r\n--b--\r\n"


def _feed(items: str, head: str = '<?xml version="1.0" encoding="utf-8"?>') -> bytes:
    return f'{head}<rss version="2.0"><channel><title>Harbour Post</title>{items}</channel></rss>'.encode()


def _item(words: str = PARAGRAPHS[0]) -> str:
    return f"<item><title>{TITLE}</title><description>{words} {PARAGRAPHS[1]}</description></item>"


def zip_of(members: list[tuple[str, bytes]], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name, (2031, 4, 4, 0, 0, 0)), data, how)
    return out.getvalue()


@cache
def bases() -> dict[str, bytes]:
    """A good file of each format, by its suffix."""
    page = a_page("meta").encode()
    mail = a_mail().as_bytes()
    return {
        ".txt": WORDS.encode(),
        ".md": f"# {TITLE}\n\n{PARAGRAPHS[0]}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- {PARAGRAPHS[1]}\n".encode(),
        ".html": page,
        ".mhtml": _mhtml(page),
        ".eml": mail,
        ".mbox": b"From a@x.example Tue May  3 10:00:00 2011\n" + mail + b"\n",
        ".pdf": a_pdf([LINES, LINES]),
        ".docx": a_docx(LINES),
        ".odt": an_odt(LINES),
        ".rtf": an_rtf(LINES),
        ".rss": _feed(_item() * 2),
        ".atom": f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>{TITLE}</title><content>{PARAGRAPHS[0]}'
        f" {PARAGRAPHS[1]}</content></entry></feed>".encode(),
        ".jsonl": b'{"id": "a", "title": "A Pass", "text": "It snowed on Tuesday."}\n' * 3,
        ".json": b'[{"id": "a", "title": "A Pass", "text": "It snowed on Tuesday."}]',
        ".csv": f'title,text\n"{TITLE}","{PARAGRAPHS[0]}"\n"{TITLE}","{PARAGRAPHS[1]}"\n'.encode(),
        ".ris": f"TY  - NEWS\r\nTI  - {TITLE}\r\nN2  - {PARAGRAPHS[0]}\r\nER  - \r\n".encode(),
        ".zip": zip_of([("a.txt", WORDS.encode()), ("b.html", page)]),
        ".warc": b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://x.example/\r\nContent-Type: application/"
        b"http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
        % (len(page) + 44, b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page),
        ".srt": b"1\n00:00:01,000 --> 00:00:04,000\nIt snowed.\n\n2\n00:00:05,000 --> 00:00:03,000\nTwice.\n",
        ".vtt": b"WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ann>It snowed on Tuesday.\n",
    }


def of_each(change: Callable[[bytes], bytes], *suffixes: str) -> Files:
    return [(suffix, partial(change, data)) for suffix, data in bases().items() if not suffixes or suffix in suffixes]


def truncated() -> Files:
    return [
        (suffix, partial(lambda data, tenth: data[: len(data) * tenth // 10], data, tenth))
        for suffix, data in bases().items()
        for tenth in range(1, 10)
    ]


def doubled() -> Files:
    """A head before a head, or the whole again behind it."""
    return [
        *of_each(lambda data: data + data),
        *of_each(lambda data: data[: len(data) // 8] + data),
        *of_each(
            lambda data: b"Content-Type: text/plain\nContent-Type: multipart/mixed; boundary=x\n" * 50 + data, ".eml"
        ),
    ]


def unseen() -> Files:
    return [
        *[(suffix, lambda: "\u200b\u2060\ufeff\u200d\n".encode() * 5_000) for suffix in bases()],
        (".html", lambda: f"<p>{'&#8203;' * 20_000}</p>".encode()),
        (".rss", lambda: _feed(f"<item><title>{'&#8203;' * 900}</title></item>")),
        (".docx", lambda: a_docx(["\u200b" * 5_000])),
        (".csv", lambda: "title,text\n\u200b,\u200b\n".encode()),
        (".jsonl", lambda: b'{"text": "\\u200b\\ufeff"}\n'),
    ]


def misdeclared() -> Files:
    """Mixed encodings, and a charset that is another or none."""
    mixed = "\u201cÄpfel\u201d ".encode() * 50 + "“Äpfel” ".encode("cp1252") * 50 + "Ä".encode("utf-16") * 50
    names = ("utf-16", "utf-7", "utf-32", "iso-2022-jp", "nosuch", "zlib_codec", "punycode", "idna", "x" * 5_000, "")
    page = "<html><head><meta charset='{0}'><meta http-equiv=content-type content='text/html;charset={0}'></head><p>"
    return [
        *of_each(lambda data: data[: len(data) // 2] + mixed + data[len(data) // 2 :]),
        *of_each(
            lambda data: data.decode("latin-1").encode("utf-16"), ".txt", ".html", ".rss", ".csv", ".rtf", ".jsonl"
        ),
        *[(".html", partial(lambda name: page.format(name).encode() + mixed, name)) for name in names],
        *[
            (".rss", partial(lambda name: _feed(_item("Ä"), f'<?xml version="1.0" encoding="{name}"?>') + mixed, name))
            for name in names
        ],
        *[
            (".eml", partial(lambda name: f"Content-Type: text/plain; charset={name}\n\n".encode() + mixed * 3, name))
            for name in names
        ],
        *[(".rtf", partial(lambda n: an_rtf(LINES).replace(b"cpg1252", b"cpg%d" % n), n)) for n in (0, 65001, 99999)],
    ]


def with_nul() -> Files:
    return of_each(lambda data: b"\0".join(data[at : at + 7] for at in range(0, len(data), 7)))


def huge() -> Files:
    """One attribute, header, field or name that is as long as a book."""
    much = b"x" * 3_000_000
    words = much.decode()
    return [
        (".html", lambda: b"<html><body class='" + much + b"'><p " + b"a=b " * 200_000 + b">It snowed.</p>"),
        (".html", lambda: b"<html><head><meta property='og:title' content='" + much + b"'></head><p>It snowed.</p>"),
        (".rss", lambda: _feed(f"<item guid='{words}'><title>{words}</title></item>")),
        (
            ".docx",
            lambda: rewritten(
                ".docx", "word/document.xml", lambda xml: xml.replace(b"<w:p>", b'<w:p w:x="%s">' % much)
            ),
        ),
        (
            ".odt",
            lambda: rewritten(".odt", "content.xml", lambda xml: xml.replace(b"<text:p", b'<text:p x="%s"' % much, 1)),
        ),
        (".eml", lambda: b"X: " + much + b"\n" + a_mail().as_bytes()),
        (".mhtml", lambda: _mhtml(b"<p title='" + much + b"'>It snowed.</p>").replace(b'"b"', b'"' + much + b'"', 1)),
        (
            ".rtf",
            lambda: (
                b"{\\rtf1\\ansi{\\info{\\title " + much + b"}}\\" + b"a" * 100_000 + b"9" * 100_000 + b" It snowed.}"
            ),
        ),
        (".pdf", lambda: bases()[".pdf"].replace(b"/Type /Page ", b"/Type /Page /X (" + much + b") ")),
        (".pdf", lambda: bases()[".pdf"].replace(b"/Type /Page ", b"/" + much + b" 1 ")),
        (".csv", lambda: b",".join(b"c%d" % n for n in range(100_000)) + b"\n" + b"x," * 100_000 + b"\n"),
        (".csv", lambda: b'title,text\n"It snowed, ' + b"snow " * 400_000),
        (".jsonl", lambda: b'{"' + much + b'": 1, "text": "It snowed."}\n'),
        (".md", lambda: b"# " + much + b"\n\n|" + b" a |" * 100_000 + b"\n"),
        (".ris", lambda: b"TY  - NEWS\r\nTI  - " + much + b"\r\nER  - \r\n"),
        (".zip", lambda: zip_of([("d/" * 30_000 + "a.txt", WORDS.encode())])),
    ]


def nested() -> Files:
    deep = 3_000
    within = WORDS.encode()
    for n in range(12):
        within = zip_of([(f"{n}.zip" if n else "a.txt", within)])
    mail = a_mail().as_bytes()
    for n in range(60):
        mail = (
            b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\nContent-Type: message/rfc822\n\n' % (n, n) + mail
        )
    packed = bases()[".html"]
    for _ in range(20):
        packed = gzip.compress(packed, mtime=0)
    tables = b"<table><tr><td>" * deep
    return [
        (".zip", lambda: within),
        (".eml", lambda: mail),
        (".html.gz", lambda: packed),
        (".html", lambda: b"<p>It snowed.</p>" + tables + b"It snowed." + b"</td></tr></table>" * deep),
        (".html", lambda: b"<ul><li>" * deep + b"<blockquote>" * deep + b"It snowed."),
        (".mhtml", lambda: _mhtml(_mhtml(_mhtml(bases()[".html"])))),
        (".rtf", lambda: b"{\\rtf1 " + b"{\\field{\\*\\fldinst{" * deep + b"It snowed." + b"}}}" * deep + b"}"),
        (".rtf", lambda: b"{\\rtf1 " + b"{\\footnote " * deep + b"It snowed." + b"}" * deep + b"}"),
        (".docx", lambda: in_document(b"<w:tbl><w:tr><w:tc>" * 500 + b"<w:p/>" + b"</w:tc></w:tr></w:tbl>" * 500)),
        (".odt", lambda: in_text(b"<text:section>" * deep + b"<text:p>x</text:p>" + b"</text:section>" * deep)),
        (".rss", lambda: _feed("<item>" * deep + _item() + "</item>" * deep)),
        (".json", lambda: b'{"text":' * deep + b"1" + b"}" * deep),
        (".pdf", lambda: bases()[".pdf"].replace(b"/MediaBox", b"/X " + b"[" * deep + b"]" * deep + b" /MediaBox")),
        (".md", lambda: b"".join(b" " * n + b"- x\n" for n in range(deep)) + b"> " * deep + b"x\n"),
    ]


def lengths() -> Files:
    """Lengths and places that are wrong, negative or past the end."""
    pdf = bases()[".pdf"]
    warc = bases()[".warc"]
    numbers = (b"-1", b"0", b"1", b"99999999999999999999", b"x")
    return [
        *[(".pdf", partial(lambda n: pdf.replace(b"/Length ", b"/Length %s%%" % n), n)) for n in numbers],
        *[
            (".pdf", partial(lambda n: pdf[: pdf.rindex(b"startxref")] + b"startxref\n%s\n%%%%EOF" % n, n))
            for n in numbers
        ],
        *[(".pdf", partial(lambda n: pdf.replace(b"/Count 2", b"/Count " + n), n)) for n in numbers],
        (".pdf", lambda: pdf.replace(b"\nxref\n0 ", b"\nxref\n0 9999999999")),
        *[
            (".warc", partial(lambda n: warc.replace(b"Content-Length: ", b"Content-Length: %s\r\nX: " % n), n))
            for n in numbers
        ],
        *[(".rtf", partial(lambda n: an_rtf(LINES).replace(b" ", b"\\bin%s " % n, 1), n)) for n in numbers[:4]],
        *[
            (suffix, partial(directory, suffix, field, value))
            for suffix in (".zip", ".docx", ".odt")
            for field, value in (
                ("packed", 0xFFFFFFFF),
                ("size", 0xFFFFFFFF),
                ("size", 1),
                ("packed", 1),
                ("at", 0x7FFFFFFF),
                ("at", 0xFFFFFFFF),
                ("crc", 1),
                ("method", 99),
                ("method", 12),
                ("method", 14),
                ("flags", 1),
            )
        ],
        (".html.gz", lambda: gzip.compress(bases()[".html"], mtime=0)[:-8] + b"\xff" * 8),
        (".html.gz", lambda: gzip.compress(bases()[".html"], mtime=0) + b"\x1f\x8b" + b"\xff" * 30),
    ]


_FIELDS = {
    "flags": (8, "<H"),
    "method": (10, "<H"),
    "crc": (16, "<I"),
    "packed": (20, "<I"),
    "size": (24, "<I"),
    "at": (42, "<I"),
}


def directory(suffix: str, field: str, value: int) -> bytes:
    """An archive whose central directory says `value` for the field of every second member."""
    data = bytearray(bases()[suffix])
    at, n = data.find(b"PK\x01\x02"), 0
    offset, form = _FIELDS[field]
    while at >= 0:
        if n % 2 == 0:
            struct.pack_into(form, data, at + offset, value)
        at, n = data.find(b"PK\x01\x02", at + 4), n + 1
    return bytes(data)


def to_itself() -> Files:
    """Parts that refer to themselves or in a ring."""
    pdf = bases()[".pdf"]
    page, kid = b"/Type /Page /Parent", b"/Type /Pages /Kids ["
    cid = _mhtml(b'<iframe src="cid:a"></iframe><p>It snowed.</p>').replace(
        b"Content-Location", b"Content-ID: <a>\r\nContent-Location"
    )
    kind_of = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    rels = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + b"".join(
            b'<Relationship Id="r%d" Type="%s%s" Target="%s"/>' % (n, kind_of, kind, target)
            for n, (kind, target) in enumerate(
                (
                    (b"footnotes", b"document.xml"),
                    (b"styles", b"document.xml"),
                    (b"x", b"../../../x"),
                    (b"officeDocument", b"document.xml"),
                    (b"endnotes", b"/etc/passwd"),
                )
            )
        )
        + b"</Relationships>"
    )
    style = b'<w:style w:type="paragraph" w:styleId="%s"><w:basedOn w:val="%s"/><w:next w:val="%s"/></w:style>'
    ring = style % (b"A", b"B", b"B") + style % (b"B", b"A", b"A") + b"</w:styles>"
    return [
        (".pdf", lambda: pdf.replace(page, b"/Contents 3 0 R /Type /Page /Parent")),
        (".pdf", lambda: pdf.replace(kid, kid + b"6 0 R 6 0 R ")),
        (".pdf", lambda: pdf.replace(b"/Length ", b"/Length 2 0 R %")),
        (".pdf", lambda: pdf.replace(b"trailer << ", b"trailer << /Prev %d " % pdf.rindex(b"xref\n0"))),
        (".pdf", lambda: pdf.replace(b"/Font << /F1", b"/XObject << /X 2 0 R >> /Font << /F1")),
        (".mhtml", lambda: cid),
        (".docx", lambda: rewritten(".docx", "word/_rels/document.xml.rels", lambda _: rels)),
        (
            ".docx",
            lambda: rewritten(".docx", "_rels/.rels", lambda xml: xml.replace(b"word/document.xml", b"_rels/.rels")),
        ),
        (".docx", lambda: rewritten(".docx", "word/styles.xml", lambda xml: xml.replace(b"</w:styles>", ring))),
        (
            ".odt",
            lambda: rewritten(
                ".odt",
                "styles.xml",
                lambda xml: xml.replace(
                    b"</office:styles>", b'<style:style style:name="A" style:parent-style-name="A"/></office:styles>'
                ),
            ),
        ),
        (
            ".odt",
            lambda: rewritten(
                ".odt", "META-INF/manifest.xml", lambda xml: xml.replace(b"content.xml", b"META-INF/manifest.xml")
            ),
        ),
        (".zip", lambda: zip_of([("a.zip", bases()[".zip"]), ("../a.zip", bases()[".zip"])])),
        (
            ".html",
            lambda: (
                b'<base href="#"><meta http-equiv=refresh content=0><iframe src=""></iframe><p>It snowed.</p>' * 200
            ),
        ),
        (".rss", lambda: _feed('<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="self" href=""/>' + _item())),
        (".json", lambda: b'{"$ref": "#", "text": {"$ref": "#"}, "items": [{"$ref": "#"}]}'),
    ]


def bad_names() -> Files:
    names = [
        "/abs.txt",
        "../up.txt",
        "../../../../tmp/up.txt",
        "C:\\x.txt",
        "\\\\host\\x.txt",
        "a\x00b.txt",
        "a\x1b[31m.txt",
        "..",
    ]
    names += [
        "a.txt",
        "a.txt",
        "A.TXT",
        "",
        "x/" * 200 + "y.txt",
        "\u202etxt.exe.txt",
        "con.txt",
        "-rf.txt",
        "~/x.txt",
        "%2e%2e/x.txt",
    ]
    held = [(name, WORDS.encode()) for name in names]
    mail = a_mail()
    for name in names:
        mail.add_attachment(
            WORDS.encode(), maintype="text", subtype="plain", filename=name.replace("\x00", "%00") or "x"
        )
    return [
        (".zip", lambda: zip_of(held)),
        (".docx", lambda: zip_of([*_members(".docx"), *held])),
        (".docx", lambda: zip_of([*_members(".docx"), *_members(".docx")])),
        (".odt", lambda: zip_of([*_members(".odt"), *_members(".odt"), *held])),
        (".eml", lambda: mail.as_bytes()),
        (".eml", lambda: mail.as_bytes().replace(b"filename", b"filename*0=a; filename*1*=%00%ff; filename")),
        (".mhtml", lambda: _mhtml(bases()[".html"]).replace(b"http://x.example/", b"file:///etc/passwd")),
        (
            ".json",
            lambda: b'[{"id": "../../x\\u0000y", "text": "It snowed."}, {"id": "../../x\\u0000y", "text": "Again."}]',
        ),
    ]


def bombs() -> Files:
    """A bomb in each member by itself, and members that lie over one another."""
    zeros = packed_zeros()
    return [
        *[
            (suffix, partial(bomb_in, suffix, name, zeros))
            for suffix in (".docx", ".odt", ".zip")
            for name, _ in _members(suffix)
        ],
        *[
            (suffix, partial(bomb_in, suffix, _members(suffix)[-1][0], zeros, 1000))
            for suffix in (".docx", ".odt", ".zip")
        ],
        (".zip", overlapping),
        (".html.gz", lambda: gzip.compress(bytes(1 << 20) * 64, mtime=0)),
        (".warc", lambda: gzip.compress(bases()[".warc"] + bytes(64 << 20), mtime=0)),
        (".pdf", lambda: bases()[".pdf"].replace(b"/Length ", b"/Filter [" + b"/FlateDecode " * 500 + b"] /Length ")),
        (".html", lambda: b"<p>" + b"<!-- -->" * 100_000 + b"It snowed."),
    ]


def many() -> Files:
    """Ten thousand of what there are few of."""
    return [
        (".rtf", lambda: b"{\\rtf1 " + b'{\\field{\\*\\fldinst{HYPERLINK "x"}}{\\fldrslt{snow}}}' * MANY + b"}"),
        (
            ".rtf",
            lambda: (
                b"{\\rtf1{\\fonttbl"
                + b"{\\f1 x;}" * 3_000
                + b"}{\\stylesheet"
                + b"{\\s1\\sbasedon1 x;}" * 3_000
                + b"}It snowed.}"
            ),
        ),
        (".docx", lambda: in_document(b'<w:fldSimple w:instr="TOC"><w:r><w:t>x</w:t></w:r></w:fldSimple>' * MANY)),
        (
            ".odt",
            lambda: in_text(
                b"<text:p>x<text:note><text:note-body><text:p>y</text:p></text:note-body></text:note></text:p>" * MANY
            ),
        ),
        (".rss", lambda: _feed(_item() * 500)),
        (".html", lambda: b"<table>" + b"<tr>" + b"<td colspan=9999999 rowspan=9999999>x" * MANY + b"</table>"),
        (
            ".html",
            lambda: (
                b'<script type=\'application/ld+json\'>{"@type": "NewsArticle"}</script>' * MANY + b"<p>It snowed.</p>"
            ),
        ),
        (".mbox", lambda: b"From a@x.example Tue May  3 10:00:00 2011\n\n" * MANY),
        (".eml", lambda: b"Received: x\n" * MANY + b"References: " + b"<a@x> " * MANY + b"\n\nIt snowed.\n"),
        (".eml", lambda: b'Content-Type: multipart/mixed; boundary="b"\n\n' + b"--b\n\nx\n" * MANY),
        (".zip", lambda: zip_of([(f"{n}.txt", b"x") for n in range(2_000)])),
        (".csv", lambda: b"title,text\n" + b"a;b\tc|d,\n" * MANY),
        (".csv", lambda: b"".join(b"," * (n % 90) + b'"x""' + b"\n" for n in range(MANY))),
        (".pdf", lambda: bases()[".pdf"].replace(b"endobj", b"endobj\n" + b"1 0 obj null endobj\n" * 2_000, 1)),
        (".ris", lambda: b"TY  - NEWS\r\n" * MANY),
        (".srt", lambda: b"".join(b"%d\n99:99:99,999 --> 00:00:00,000\nx\n\n" % n for n in range(MANY))),
    ]


KINDS: dict[str, Callable[[], Files]] = {
    kind.__name__: kind
    for kind in (
        truncated,
        doubled,
        unseen,
        misdeclared,
        with_nul,
        huge,
        nested,
        lengths,
        to_itself,
        bad_names,
        bombs,
        many,
    )
}


def _members(suffix: str) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(BytesIO(bases()[suffix])) as archive:
        return [(member.filename, archive.read(member)) for member in archive.infolist()]


def rewritten(suffix: str, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """An office file with one of its members changed."""
    return zip_of([(each, change(data) if each == name else data) for each, data in _members(suffix)])


def in_document(inner: bytes) -> bytes:
    return rewritten(
        ".docx", "word/document.xml", lambda xml: xml.replace(b"<w:p>", b"<w:p>" + inner + b"</w:p><w:p>", 1)
    )


def in_text(inner: bytes) -> bytes:
    return rewritten(".odt", "content.xml", lambda xml: xml.replace(b"</office:text>", inner + b"</office:text>"))


@cache
def packed_zeros() -> bytes:
    """Deflated; each flushed piece stands by itself, so that one can be said again and again."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = packer.compress(bytes(1 << 22)) + packer.flush(zlib.Z_FULL_FLUSH)
    return piece * (BOMB >> 22) + packer.flush()


def bomb_in(suffix: str, name: str, zeros: bytes, said: int | None = None) -> bytes:
    """An archive with a bomb in place of one member, which says its size, or `said`."""
    out = bytearray()
    central = bytearray()
    members = _members(suffix)
    for each, data in members:
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        body = zeros if each == name else packer.compress(data) + packer.flush()
        size = (BOMB if said is None else said) if each == name else len(data)
        fields = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0x21, zlib.crc32(data), len(body), size, len(each), 0)
        central += b"PK\x01\x02\x14\x00" + fields + struct.pack("<HHHII", 0, 0, 0, 0, len(out)) + each.encode()
        out += b"PK\x03\x04" + fields + each.encode() + body
    end = struct.pack("<HHHHIIH", 0, 0, len(members), len(members), len(central), len(out), 0)
    return bytes(out + central) + b"PK\x05\x06" + end


def overlapping() -> bytes:
    """A thousand names for one member."""
    whole = bytes(1 << 20)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packer.compress(whole) + packer.flush()
    fields = struct.pack("<HHHHHIII", 20, 0, 8, 0, 0x21, zlib.crc32(whole), len(body), len(whole))
    out = b"PK\x03\x04" + fields + struct.pack("<HH", 5, 0) + b"0.txt" + body
    names = [b"%d.txt" % n for n in range(1000)]
    central = b"".join(
        b"PK\x01\x02\x14\x00" + fields + struct.pack("<HHHHHII", len(name), 0, 0, 0, 0, 0, 0) + name for name in names
    )
    return out + central + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1000, 1000, len(central), len(out), 0)


def files_of(kind: str) -> Files:
    """A kind's files by name."""
    return [(f"{kind}-{number:03d}{suffix}", make) for number, (suffix, make) in enumerate(KINDS[kind]())]
