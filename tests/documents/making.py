"""Files of every format, made for the tests."""

from __future__ import annotations

from email.message import EmailMessage
from io import BytesIO

TITLE = "Mountain Pass Closed Until the Spring"
PARAGRAPHS = [
    "The mountain pass above the harbour town was closed on Tuesday after it had snowed for three days without pause.",
    "The mayor said that the road would stay shut until the spring, and that the ferry would run twice as often.",
    "Both neighbouring valleys asked the county for help with fuel and with food, and the county promised an answer.",
]


def a_page(style: str) -> str:
    """A news page as outlets make them; `style` says where its day stands."""
    meta = {
        "meta": '<meta property="article:published_time" content="2011-05-03T10:00:00Z">'
        '<meta property="og:site_name" content="Harbour Post"><meta name="author" content="Ann Lee">'
        '<link rel="canonical" href="https://harbour.example/pass">',
        "json": '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",'
        f'"headline": "{TITLE}", "datePublished": "2011-05-03T10:00:00Z",'
        '"dateModified": "2012-01-05T10:00:00Z"}</script>',
    }.get(style, "")
    day = {
        "time": '<time datetime="2011-05-03">3 May 2011</time>',
        "visible": "<p>May 3, 2011 / 10:12 AM</p>",
    }.get(style, "")
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{TITLE} | Harbour Post</title>
<meta property="og:title" content="{TITLE}">{meta}<style>p {{ color: red }}</style></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<div class="cookie">We use cookies to improve your visit. <button>Accept</button></div>
<main><article><h1>{TITLE}</h1>{day}
<p>{PARAGRAPHS[0]}</p><div class="ad">Advertisement</div><p>{PARAGRAPHS[1]}</p>
<p>Sign up for our daily newsletter</p><p>{PARAGRAPHS[2]}</p></article></main>
<aside><h3>Most read</h3><ul><li><a href="/1">Ferry strike enters second week</a></li></ul></aside>
<footer>Last updated 7 April 2019. © 2019 Harbour Post. All rights reserved.</footer>
<script>track()</script></body></html>"""


def a_mail(own: str = "<1@x>") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Ann Lee <ann@harbour.example>"
    message["Subject"] = TITLE
    message["Date"] = "Tue, 03 May 2011 10:00:00 +0000"
    message["Message-ID"] = own
    message.set_content("\n\n".join(PARAGRAPHS))
    return message


def a_docx(lines: list[str]) -> bytes:
    import docx

    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def an_odt(lines: list[str]) -> bytes:
    from odfdo import Document, Paragraph

    document = Document("text")
    document.body.clear()
    for line in lines:
        document.body.append(Paragraph(line))
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def an_rtf(lines: list[str]) -> bytes:
    body = "\\par\n".join(line.replace("{", "\\{").replace("}", "\\}") for line in lines)
    return f"{{\\rtf1\\ansi\\ansicpg1252 {body}\\par}}".encode("cp1252")


def a_pdf(pages: list[list[str]]) -> bytes:
    """A plain PDF: each page a list of lines, long ones broken as a printer would."""
    objects: list[bytes] = []

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    font = add(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    parent = len(pages) * 2 + 2
    kids = []
    for lines in pages:
        content = _content(lines)
        stream = add(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        kids.append(
            add(
                b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
                b" /Resources << /Font << /F1 %d 0 R >> >> >>" % (parent, stream, font)
            )
        )
    add(b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % kid for kid in kids), len(kids)))
    root = add(b"<< /Type /Catalog /Pages %d 0 R >>" % parent)
    return _assembled(objects, root)


def _content(lines: list[str]) -> bytes:
    rows: list[str] = []
    for line in lines:
        row = ""
        for word in line.split():
            if len(row) + len(word) > 70:
                rows.append(row)
                row = ""
            row = f"{row} {word}".strip()
        rows.append(row)
    shown = "".join(f"({row}) Tj T* " for row in rows)
    return f"BT /F1 11 Tf 14 TL 50 780 Td {shown}ET".encode("cp1252") if lines else b""


def _assembled(objects: list[bytes], root: int) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, table, len(objects) + 1, root, len(out))
    )
