"""PDF files, page by page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

from msgspec.structs import replace

from tui.documents.draft import Draft, Unread, Unusable
from tui.documents.formats.exports import articles_in, may_be_export
from tui.documents.formats.headlines import headline_of, headline_within, outlet_beside
from tui.documents.formats.pagedays import address_day
from tui.documents.formats.pdfcolumns import in_columns, reads_across
from tui.documents.formats.pdfwords import restored, unbroken
from tui.documents.formats.printed import BrowserFrame, article_in, without_frame
from tui.documents.headers import byline_of, header_of
from tui.model import Span

_PAGES = 2000
_LONGEST = 30_000_000  # characters of one file
_HYPHEN = re.compile(r"(?<=\w)[-‐]\n(?=\w)")
_LIGATURES = dict(
    zip("\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)
)
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_ENDS = re.compile(r"[.!?:][\"'”’)\]]*$")
_BULLET = re.compile(r"[•·▪*-]\s|\d{1,2}[.)]\s")
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"\W{0,3}(?:page |seite |p\. ?)?\d{1,4}(?: ?(?:of|/|von) ?\d{1,4})?\W{0,3}", re.IGNORECASE)
_PLACES = 20_000  # pieces of one page whose places are looked at
_TOP = 8  # lines of a page under which a day or a writer may stand by itself
_DAY = re.compile(r"D:(\d{4})(\d\d)(\d\d)")


def pdf(data: bytes) -> Iterator[Draft | Unread]:
    """A PDF: one article, with the span of each page, or those of a press database's export.

    Raises Unusable where it is encrypted or holds no text.
    """
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unusable("it is encrypted")
    texts, partly = _page_texts(reader)
    if not any(text.strip() for text in texts):
        if partly:
            raise Unusable("no page of it could be read")
        raise Unusable("no text in it: scanned pages, perhaps; run it through OCR")
    texts, lost = restored(texts)
    texts, frame = without_frame(_without_numbers(texts))
    fields = _metadata(reader)
    if frame:
        pages = _without_running_heads([_HYPHEN.sub("-", text) for text in texts], least=2)
        heads = set(texts[0].split("\n")) - set(pages[0].split("\n"))
        named = fields.get("title") or frame.title or max(heads, key=len, default=None)
        yield replace(_of_print(pages, frame, named, partly), undecodable=lost)
        return
    rows = [row for page in texts for row in _paragraphs(page).split("\n\n")]
    found = articles_in(rows) if may_be_export("\n".join(rows)) else []
    if found:
        yield from found
        return
    if fields.get("title"):
        fields["title"] = headline_of([fields["title"]], rows[:20], None) or fields["title"]
    text, spans = _joined([_paragraphs(text) for text in unbroken(_without_running_heads(texts))])
    yield Draft(text, fields=fields, partly=partly, pages=spans, undecodable=lost)


def _of_print(texts: list[str], frame: BrowserFrame, named: str | None, partly: str) -> Draft:
    """A web page that a browser printed: the article among what else stands on it. Its file's day is the print's."""
    paged = [(number, row) for number, text in enumerate(texts) for row in _paragraphs(text).split("\n\n") if row]
    rows = [row for _, row in paged]
    title = headline_within(named, " ".join(rows))
    printed = article_in(rows, title)
    kept: list[list[str]] = [[] for _ in texts]
    if title and printed.head is not None:
        kept[paged[printed.head][0]].append(title)
    for at in printed.kept:
        kept[paged[at][0]].append(rows[at])
    text, pages = _joined(["\n\n".join(page) for page in kept])
    fields = {
        "title": title,
        "outlet": outlet_beside(named, title),
        "url": frame.address,
        "published": address_day(frame.address),
        "made": printed.day,
    }
    return Draft(text, fields={name: value for name, value in fields.items() if value}, partly=partly, pages=pages)


def _page_texts(reader: Any) -> tuple[list[str], str]:
    texts: list[str] = []
    failed: list[int] = []
    total = 0
    for number, page in enumerate(reader.pages, 1):
        if number > _PAGES or total > _LONGEST:
            return texts, f"partly read: only its first {number - 1} pages"
        try:
            places: list[tuple[float, float]] = []
            text = page.extract_text(visitor_operand_before=_noting(places)) or ""
            if reads_across(places):
                text = in_columns(page) or text
        except (MemoryError, RecursionError):
            raise
        except Exception:  # pypdf raises all sorts on a broken page; the others are read
            failed.append(number)
            text = ""
        texts.append(_LIGATURE.sub(lambda found: _LIGATURES[found[0]], text))
        total += len(text)
    if failed:
        return texts, f"partly read: not its page{'s' * (len(failed) > 1)} {', '.join(map(str, failed[:10]))}"
    return texts, ""


def _noting(places: list[tuple[float, float]]) -> Callable[..., None]:
    """Note where each piece of text begins."""

    def visit(operator: bytes, _: Any, __: Any, matrix: Any) -> None:
        if operator in (b"Tj", b"TJ", b"'", b'"') and len(places) < _PLACES:
            places.append((matrix[4], matrix[5]))

    return visit


def _without_numbers(texts: list[str]) -> list[str]:
    """Pages of several without the numbers at their edges."""
    if len(texts) < 2:
        return texts
    out = []
    for text in texts:
        lines = text.strip("\n").split("\n")
        if len(lines) > 2 and _PAGE_NUMBER.fullmatch(lines[-1].strip()):
            lines.pop()
        if len(lines) > 2 and _PAGE_NUMBER.fullmatch(lines[0].strip()):
            lines.pop(0)
        out.append("\n".join(lines))
    return out


def _without_running_heads(texts: list[str], least: int = 3) -> list[str]:
    """Pages without the lines at their edges that stand on most of them, page numbers aside."""
    if len(texts) < least:
        return texts
    split = [[line for line in text.split("\n") if line.strip()] for text in texts]
    edges = Counter(shape for lines in split for shape in {_shape(line) for line in (*lines[:2], *lines[-2:])})
    running = {shape for shape, count in edges.items() if count * 2 > len(texts)}
    return ["\n".join(_inner(lines, running)) for lines in split]


def _inner(lines: list[str], running: set[str]) -> list[str]:
    last = len(lines) - 2
    return [line for at, line in enumerate(lines) if not ((at < 2 or at >= last) and _shape(line) in running)]


def _shape(line: str) -> str:
    return _NUMBER.sub("#", " ".join(line.split()))


def _paragraphs(text: str) -> str:
    """A page's lines joined to paragraphs: a line runs on unless it is short, or ends a sentence before the edge."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    lengths = sorted(len(line) for line in lines if line)
    if not lengths:
        return ""
    width = lengths[len(lengths) * 9 // 10]
    out: list[str] = []
    runs_on = False
    for at, line in enumerate(lines):
        if at < _TOP and line and (byline_of(line) or header_of(line, Span(0, len(line)))):
            out.append(line)  # a day, or a writer, under the title
            runs_on = False
            continue
        if runs_on and line and not _BULLET.match(line):
            out[-1] = f"{out[-1]} {line}"
        elif line:
            out.append(line)
        runs_on = len(line) >= width * (0.9 if _ENDS.search(line) else 0.6)
    return "\n\n".join(out)


def _joined(texts: list[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text of all pages and where each stands; a sentence that runs on over a page's end is kept in one piece."""
    pages: list[tuple[int, int]] = []
    whole = ""
    for text in texts:
        runs_on = bool(whole) and not _ENDS.search(whole) and text[:1].islower()
        whole += (" " if runs_on else "\n\n" if whole and text else "") + text
        pages.append((len(whole) - len(text), len(whole)))
    return whole, tuple(pages)


def _metadata(reader: Any) -> dict[str, Any]:
    try:
        info = reader.metadata or {}
        fields = {"title": info.get("/Title"), "author": info.get("/Author")}
        day = _DAY.match(str(info.get("/CreationDate", "")))
    except Exception:  # broken metadata is no reason not to read the text
        return {}
    found: dict[str, Any] = {name: str(value) for name, value in fields.items() if value and len(str(value)) > 3}
    if day:
        found["made"] = f"{day[1]}-{day[2]}-{day[3]}"
    if re.match(r"(?:Microsoft Word|untitled|.*\.(?:docx?|pdf|indd|qxd)$)", found.get("title", ""), re.IGNORECASE):
        del found["title"]
    return found
