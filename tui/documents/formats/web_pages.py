"""Saved web pages: trafilatura for the article and its metadata, htmldate for the day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from html import unescape
from itertools import islice, pairwise
from typing import Any

from tui.documents.daylabels import published_in
from tui.documents.decoding import decode
from tui.documents.draft import Draft, Unread, told
from tui.documents.formats.exports import articles_in, may_be_export
from tui.documents.formats.headlines import folded, headline_of, outlet_beside, same
from tui.documents.formats.linkeddata import StatedArticle, stated_in, without_linked_data
from tui.documents.formats.markup import depth, plain_text
from tui.documents.formats.pagedays import days_of, stamp_of
from tui.documents.formats.pagestory import prepared
from tui.documents.furniture import is_consent, is_furniture, opens_links
from tui.documents.headers import byline_of, header_of, outlet_of
from tui.model import Span

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_HEAD = 4096
_EXPORT = re.compile(r"do[ck]ument|full text|volltext|texte int|texto completo|testo completo", re.IGNORECASE)
_DEEPEST = 220  # elements within one another that libxml2 surely keeps
_TREE_LONGEST = 8_000_000  # characters: above that the tree's extractors take minutes
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{1,500})", re.IGNORECASE)
_SENTENCE = re.compile(r".{80,}[.!?]['\"”’)\]]*", re.DOTALL)
_NOBODY = re.compile(
    r"\d|\b(?:log(?:ged)?|sign|account|subscribe|editors?|staff|newsroom|admin|gmbh|inc|ltd|llc|ag|agency|http\w*|www)\b",
    re.IGNORECASE,
)
_READERS = re.compile(
    r"(?:(?:visitors?|readers?|users?|your|all|latest|top|newest|facebook|view|show|read)\W{0,2}s?\s+)?"
    r"(?:comments?|responses?|discussion)(?:\s*\W?\d[\d,.]*\W?)?(?:\s+(?:add|post|leave|write)\b.{0,30})?\W*"
    r"|(?:leave|post|add|write) (?:a |your )?(?:comment|reply)\W*|join the (?:conversation|discussion)\W*"
    r"|\d[\d,.]* (?:comments?|responses?|replies|thoughts?)\b(?: (?:on|to)\b.{0,200})?\W*",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(?:(?:comment|posted|submitted|written)\s+)?by:? .{2,80}\d.{0,20}|.{2,60}\b(?:says|wrote|said|replied)\W*"
    r"|.{0,80}\b\d+ ?(?:minutes?|hours?|days?|weeks?|months?|years?|[mhdwy]) ago\b.{0,30}"
    r"|(?:reply|report(?: (?:abuse|this|comment))?|flag|permalink|recommend)\W*\d{0,4}\W*",
    re.IGNORECASE,
)
_SIGNERS = 2  # signed comments that make a head of comments one
_BROKEN_OFF = re.compile(
    r"\[\s?(?:…|\.\.\.)\s?\]$|(?:…|\.\.\.)\s*(?:read more|more|continue reading)\W*$", re.IGNORECASE
)
_TEASERS = 2  # such rows that are no cut quotation of the article's own
_ROW = 60  # characters of a row that surely is the article's
_MISSED = 3  # sentences in a row that the extractor may have missed between two paragraphs
_TOOLBAR = re.compile(
    r"<!-- BEGIN WAYBACK TOOLBAR INSERT -->.{0,200000}?<!-- END WAYBACK TOOLBAR INSERT -->", re.DOTALL
)
_ARCHIVED = re.compile(
    r"(?:https?:)?(?://web(?:-static)?\.archive\.org)?/web/\d{4,14}(?:[a-z]{2}_)?/(?=https?:|//|mailto:)"
)
_WORD = re.compile(r"\w+")
_TOP = 3  # rows of a body among which its title may stand again
_ABOVE = 3  # lines above a title that may tell its day
_HEAD_LINES = 13  # lines from a title on that may
_BETWEEN = 3  # lines between two parts of one text: an advertisement, a list's head
_STARTS = 20  # lines with which a row may begin that are tried
_RUN = 2  # sentences in a row that are a text going on
_TIMES = 3  # clock times on lines of their own that make a page one that is kept as things happen
_CLOCK = re.compile(
    r"(?:\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?|\d{1,2} ?[ap]\.?m\.?)(?: (?:[A-Z]{2,4}|uhr|h))?", re.IGNORECASE
)
_UTC = re.compile(r"T\d\d:\d\d.*(?:Z|[+-]00:?00)$")
_SHORT = 200  # characters of an article that the extractor surely missed


def html(data: bytes, charset: str | None = None) -> Iterator[Draft | Unread]:
    """A saved page: one article, or those of a press database's export. Raises NotText.

    `charset` is what was sent with the page.
    """
    decoded = decode(data, charset or declared_charset(data))
    found = _exported(decoded.text)
    for one in found:
        yield one if isinstance(one, Unread) else told(one, decoded)
    if not found:
        text, fields, partly = page_text(decoded.text)
        yield told(Draft(text, fields=fields, partly=partly), decoded)


def _exported(source: str) -> list[Draft | Unread]:
    """The articles of a page that is the export of a press database."""
    if not _EXPORT.search(source):
        return []
    lines = plain_text(source).split("\n\n")
    return articles_in(lines) if may_be_export("\n".join(lines)) else []


def declared_charset(data: bytes) -> str | None:
    """The charset that a page's head names."""
    declared = _CHARSET.search(data[:_HEAD])
    return declared[1].decode("ascii") if declared else None


def page_text(source: str) -> tuple[str, dict[str, Any], str]:
    """A page's article as text, the title first, its metadata, and why only a part was read."""
    deep = depth(source) > _DEEPEST
    if deep or len(source) > _TREE_LONGEST:
        why = "nested too deep for its tree" if deep else "too long for its tree"
        return plain_text(source), {}, f"partly read: {why}; its words are taken without its make-up"
    from lxml.html import tostring
    from trafilatura import load_html

    source = _without_archive(source)
    tree = load_html(source)
    if tree is None:
        return plain_text(source), {}, ""
    if prepared(tree):
        source = tostring(tree, encoding="unicode")
    lines = plain_text(source).split("\n\n")
    found = _extracted(tree)
    tag = _TITLE.search(source[:200_000])
    named = unescape(tag[1]) if tag else None
    title = headline_of([found.title if found else None, named], lines, found.sitename if found else None)
    described = stated_in(tree)
    stated = _own(described, title)
    if described and not stated:
        without_linked_data(tree)
    if stated and stated.headline and folded(stated.headline) in {folded(line) for line in lines}:
        title = stated.headline
    under = _under(lines, title)
    labelled = _labelled(under)
    fields = _metadata(found, stated, tree, labelled)
    _by_local_day(fields, under)
    if title:
        fields["title"] = title
    if "outlet" not in fields:
        fields["outlet"] = outlet_beside(named, title) or next(
            (name for line in lines if is_furniture(line) and (name := outlet_of(line))), None
        )
    if folded(fields.get("author", "")) in ("", folded(fields.get("outlet") or "")):
        fields.pop("author", None)  # a page that names its outlet as its writer
    body = _body(found, lines, title, stated.body if stated else "")
    body = [row for at, row in enumerate(body) if at == 0 or at > _TOP or not (title and same(title, [row]))]
    head = _head_lines(lines, title, body, fields)
    if labelled:  # the other days there are those of something else
        head = [line for line in head if not _days_in(line) or labelled in _days_in(line)]
        top = [row for row in body[:_HEAD_LINES] if not _days_in(row) or labelled in _days_in(row)]
        body = [*top, *body[_HEAD_LINES:]]
    body = [*(line for line in head if line not in body), *body]
    return "\n\n".join([title, *body] if title and not same(title, body[:1]) else body), fields, ""


def _without_archive(source: str) -> str:
    """A page as it was before a web archive put its toolbar on it and itself into the addresses."""
    if "/web/" not in source:
        return source
    return _ARCHIVED.sub("", _TOOLBAR.sub("", source))


def _own(stated: list[StatedArticle], title: str | None) -> StatedArticle | None:
    """Of the articles that a page's JSON-LD describes, the one that the page is."""
    named = set(_WORD.findall((title or "").casefold()))
    for one in stated:
        words = set(_WORD.findall(one.headline.casefold()))
        if (not words and len(stated) == 1) or len(words & named) * 2 > min(len(words), len(named)):
            return one
    return None


def _extracted(tree: Any) -> Any:
    from trafilatura import bare_extraction

    for tables in (True, False):
        found = bare_extraction(
            deepcopy(tree), with_metadata=True, include_comments=False, include_tables=tables, include_links=False
        )
        rows = sum(len(line) for line in (found.text or "").splitlines() if line.startswith("|")) if found else 0
        if found and rows * 2 < len(found.text or ""):
            return found
    return found


def _body(found: Any, lines: list[str], title: str | None, stated: str) -> list[str]:
    """The article's paragraphs: the extractor's, and the page's own where it found none or missed one in between."""
    text = (found.text if found else None) or ""
    body = [row for line in text.splitlines() if (row := " ".join(line.split()))]
    told = [row for part in stated.split("\n") for line in plain_text(part).split("\n") if (row := line.strip())]
    if sum(map(len, told)) >= _SHORT and not {folded(row) for row in body} & {folded(line) for line in lines}:
        return told  # a page that a program fills: its words stand in its metadata alone
    body = _split_again(body, lines)
    table = sum(len(row) for row in body if row.startswith("|"))
    if sum(map(len, body)) < _SHORT or table * 2 > sum(map(len, body)):
        crude = _crude(lines, title)
        return crude if sum(map(len, crude)) > sum(map(len, body)) - table else body
    body = _going_on(_before_comments(body, lines), lines)
    return _without_teasers(_with_missed(body, lines, title))


def _going_on(body: list[str], lines: list[str]) -> list[str]:
    """The rows, and sentences that follow right after the last, but for an advertisement or a list in between.

    Teasers of other articles stand one by one, each under its own title; a text goes on in several paragraphs.
    """
    last = folded(body[-1]) if body else ""
    at = next((number for number in range(len(lines) - 1, -1, -1) if last and folded(lines[number]) == last), None)
    if at is None or not _SENTENCE.fullmatch(body[-1]):
        return body
    first = at + 1
    while first < len(lines) and first - at <= _BETWEEN and not _SENTENCE.fullmatch(lines[first]):
        if _READERS.fullmatch(lines[first]) or opens_links(lines[first]):
            return body
        first += 1
    end = first
    while (
        end < len(lines)
        and _SENTENCE.fullmatch(lines[end])
        and not is_furniture(lines[end])
        and not is_consent(lines[end])
    ):
        end += 1
    return [*body, *lines[first:end]] if end - first >= _RUN and not _BROKEN_OFF.search(lines[first]) else body


def _before_comments(body: list[str], lines: list[str]) -> list[str]:
    """The rows above the readers' comments, where the page heads them and signs each."""
    place = {folded(line): at for at, line in reversed(list(enumerate(lines)))}
    known = [place.get(folded(row), -1) for row in body]
    begins = next((at for row, at in zip(body, known, strict=True) if at >= 0 and len(row) >= _ROW), -1)
    head = next((at for at, line in enumerate(lines) if at > begins >= 0 and _READERS.fullmatch(line)), None)
    if head is None or sum(bool(_SIGNED.fullmatch(line)) for line in lines[head + 1 :]) < _SIGNERS:
        return body
    end = next((number for number, at in enumerate(known) if at > head), len(body))
    return body[:end] if sum(map(len, body[:end])) >= _SHORT else body


def _without_teasers(body: list[str]) -> list[str]:
    """The rows without the openings of other articles that break off in `[…]`, and their titles right above."""
    cut = [bool(_BROKEN_OFF.search(row)) for row in body]
    if sum(cut) < _TEASERS:
        return body
    first = cut.index(True)
    return [row for at, row in enumerate(body) if at < first or not (cut[at] or (at + 1 < len(cut) and cut[at + 1]))]


def _split_again(body: list[str], lines: list[str]) -> list[str]:
    """Rows that the extractor joined from several lines of the page (`<br><br>`, or the whole of a small page) as those
    lines, furniture left out; lines between them that the row does not have are passed over.
    """
    flat = [folded(line) for line in lines]
    known = set(flat)
    out: list[str] = []
    for row in body:
        whole = folded(row)
        joined = [] if whole in known or row.startswith("|") else _joined_from(whole, flat)
        out.extend([line for at in joined if not _no_story(line := lines[at])] or [row])
    return out


def _no_story(line: str) -> bool:
    return (is_furniture(line) and not _CLOCK.fullmatch(line)) or is_consent(line)


def _joined_from(whole: str, flat: list[str]) -> list[int]:
    """The numbers of the lines that a row is made of, in order and nothing else; none where it is made otherwise."""
    starts = (at for at, line in enumerate(flat) if line and whole.startswith(line))
    for first in islice(starts, _STARTS):
        end, taken = len(flat[first]), [first]
        for at in range(first + 1, len(flat)):
            if end < len(whole) and flat[at] and whole.startswith(flat[at], end):
                end += len(flat[at])
                taken.append(at)
        if end == len(whole) and len(taken) > 1:
            return taken
    return []


def _head_lines(lines: list[str], title: str | None, body: list[str], fields: dict[str, Any]) -> list[str]:
    """The lines right under the title that tell the day or the writer, where the page's metadata did not.

    A page that shows an earlier day than its metadata state was dated by its outlet's clock, or moved to a new site.
    """
    first = folded(body[0]) if body else ""
    ends = next((at for at, line in enumerate(lines) if first and folded(line) == first), len(lines))
    places = [at for at, line in enumerate(lines) if title and same(title, [line])]
    at = max((place for place in places if place < ends), default=places[0] if places else None)
    if at is None:
        return []
    under = [line for line in lines[at + 1 : at + 6] if not _SENTENCE.fullmatch(line)]
    stated = fields.get("published", "9999")
    days = [line for line in under if any(day < stated for day in _days_in(line))]
    return days + ([line for line in under if byline_of(line)] if "author" not in fields else [])


def _days_in(line: str) -> list[str]:
    """The days of a header line, whole ones."""
    header = header_of(line, Span(0, len(line)))
    return [clue.value for clue in header.clues if len(clue.value) == 10] if header else []


def _crude(lines: list[str], title: str | None) -> list[str]:
    """The page's lines from its title on, up to its last sentence, without furniture."""
    start = next((at for at, line in enumerate(lines) if title and same(title, [line])), 0)
    end = max((at for at, line in enumerate(lines) if _SENTENCE.fullmatch(line)), default=len(lines) - 1)
    return [line for line in lines[start : end + 1] if not is_furniture(line)]


def _with_missed(body: list[str], lines: list[str], title: str | None) -> list[str]:
    """The extractor's paragraphs with the sentences that stand between them, or after the title, on the page.

    A page's first paragraph is often marked up otherwise than the rest, and missed.
    """
    place = {folded(line): at for at, line in reversed(list(enumerate(lines)))}
    known = [place.get(folded(row)) for row in body]
    at = next((number for number, line in enumerate(lines) if title and same(title, [line])), None)
    whole = "".join(map(folded, body))
    clocked = sum(bool(_CLOCK.fullmatch(line)) for line in lines) >= _TIMES
    out: list[str] = []
    for row, here in zip(body, known, strict=True):
        if here is not None and at is not None and here > at:
            clock = next((line for line in lines[at + 1 : here] if clocked and _CLOCK.fullmatch(line)), "")
            row = f"{clock} {row}" if clock else row
            missed = [
                line
                for line in lines[at + 1 : here]
                if _SENTENCE.fullmatch(line) and folded(line) not in whole and not is_furniture(line)
            ]
            if len(missed) <= _MISSED or len(missed) * 2 > here - at - 1:  # else a gallery, or a box of its own
                out.extend(missed)
        if here is not None and (at is None or here > at):
            at = here
        if not (clocked and _CLOCK.fullmatch(row)):
            out.append(row)
    return out


def _under(lines: list[str], title: str | None) -> list[str]:
    """The lines around a page's title that may tell its day: those right above it, and down to its first sentences."""
    at = next((number for number, line in enumerate(lines) if title and same(title, [line])), 0)
    return [line for line in lines[max(0, at - _ABOVE) : at + _HEAD_LINES] if len(line) <= 240]


def _labelled(under: list[str]) -> str | None:
    """The day that lines near a title call that of publication, on a line with its label or under it."""
    pairs = [
        f"{label} {day}" for label, day in pairwise(under) if len(label) <= 40 and not any(map(str.isdigit, label))
    ]
    return next((day for line in (*under, *pairs) if (day := published_in(line))), None)


def _by_local_day(fields: dict[str, Any], under: list[str]) -> None:
    """Where a page's stamp is in UTC and the page shows the day before or after, that is its outlet's own day."""
    stamp = fields.pop("stamp", "")
    stated = fields.get("published", "")
    if len(stated) != 10 or not _UTC.search(stamp):
        return
    shown = [day for line in under for day in _days_in(line)]
    if shown and stated not in shown and abs((date.fromisoformat(shown[0]) - date.fromisoformat(stated)).days) == 1:
        fields["published"] = shown[0]


def _metadata(found: Any, stated: StatedArticle | None, tree: Any, labelled: str | None) -> dict[str, Any]:
    address = (found.url if found else None) or None
    stamp = (stated.published if stated else "") or stamp_of(tree)
    published, guess = days_of(tree, stated.published if stated else "", address, labelled)
    outlet = (found.sitename if found else None) or (stated.outlet if stated else None)
    author = (stated.author if stated else None) or (found.author if found else None)
    fields = {
        "published": published,
        "stamp": stamp,
        "made": guess,
        "outlet": outlet,
        "url": address,
        "author": _writers(author or "", outlet or ""),
    }
    return {name: value for name, value in fields.items() if value}


def _writers(named: str, outlet: str) -> str | None:
    """Of what a page calls its authors, those that may be people: no outlet, no company, no button, no day."""
    names = [" ".join(name.split()) for name in re.split(r"[;,|]|\sand\s", named)]
    people = [
        name
        for name in dict.fromkeys(names)
        if 1 < len(name.split()) <= 5
        and not _NOBODY.search(name)
        and not (outlet and (folded(name) in folded(outlet) or folded(outlet) in folded(name)))
    ]
    return ", ".join(people) or None
