"""Exports of press databases (Nexis, Factiva) in one document: several articles, each with its labelled lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tui.documents.draft import Draft
from tui.documents.isodays import iso_day

_COUNTER = re.compile(r"\d{1,5} of \d{1,5} DOCUMENTS?", re.IGNORECASE)
_END = re.compile(r"End of Document|Document [A-Za-z0-9]{12,40}", re.IGNORECASE)
_LABEL = re.compile(
    r"(?P<name>HEADLINE|BYLINE|SECTION|LENGTH|DATELINE|LOAD-DATE|LANGUAGE|PUBLICATION-TYPE|GRAPHIC|SUBJECT|TYPE|URL"
    r"|JOURNAL-CODE|DISTRIBUTION|CORRECTION-DATE|HIGHLIGHT|CATEGORY|GEOGRAPHIC|COMPANY|PERSON|ORGANIZATION|COUNTRY"
    r"|CITY|STATE|TICKER|INDUSTRY|BODY|COPYRIGHT)\s*:\s*(?P<value>.*)",
    re.IGNORECASE | re.DOTALL,
)
_CODE = re.compile(
    r"(?P<code>HD|BY|WC|PD|ET|SN|SC|PG|LA|CY|LP|TD|ED|SE|CR|CO|IN|NS|RE|IPC|IPD|PUB|AN|CLM|RF|ART|VOL)(?:\s{1,}(?P<value>.*))?",
    re.DOTALL,
)
_AFTER = frozenset({"LOAD-DATE", "LANGUAGE", "PUBLICATION-TYPE", "SUBJECT", "JOURNAL-CODE", "GEOGRAPHIC", "CATEGORY"})
_CODES = {"HD": "title", "BY": "author", "PD": "published", "SN": "outlet", "AN": "id"}
_WORDS = re.compile(r"[\d,.]+ words", re.IGNORECASE)
_COPYRIGHT = re.compile(r"(?:copyright|©|\(c\)).{0,200}|all rights reserved.{0,60}", re.IGNORECASE)
_CLASSIFICATION = re.compile(r"classification|search summary|graphic|notes?|correction", re.IGNORECASE)
_EDITION = re.compile(r".{0,60}\bedition\b.{0,20}", re.IGNORECASE)
_SUPPLIED = re.compile(r"supplied by\b|page \d+$", re.IGNORECASE)
_NAMED = re.compile(r"[^\W\d_a-z][\w.'’-]*(?:,? (?:and |& )?[^\W\d_a-z][\w.'’-]*){1,5}")
_TIME = re.compile(r"\d{1,2}[:.]\d\d\b")
_COMPANY = re.compile(r"(?:\S+ ){1,7}(?:LLC|Ltd|Limited|Inc|plc|GmbH|Company|Corporation|Corp)\b\.?", re.IGNORECASE)
_BY = re.compile(r"^by\s+", re.IGNORECASE)
_HEADER_LINES = 16


def articles_in(lines: list[str]) -> list[Draft]:
    """The articles of an export, or none where the document is no export."""
    pieces = list(_pieces(lines))
    read = [_coded(piece) or _labelled(piece, counted) or _factiva(piece) for piece, counted in pieces]
    drafts = [draft for draft in read if draft is not None]
    if not drafts or len(drafts) * 2 < len(pieces):
        return []
    return [
        Draft(draft.text, id=draft.id or f"article-{number}", fields=draft.fields)
        for number, draft in enumerate(drafts, 1)
    ]


def _pieces(lines: list[str]) -> Iterator[tuple[list[str], bool]]:
    """The lines of each article, from a counter (then true) or up to the line that ends a document."""
    piece: list[str] = []
    counted = False
    for line in lines:
        if _COUNTER.fullmatch(line):
            if len(piece) > 2:
                yield piece, counted
            piece, counted = [], True
        elif _END.fullmatch(line) or re.fullmatch(r"AN\s+Document \S+", line):
            piece.append(line)
            yield piece, counted
            piece, counted = [], False
        else:
            piece.append(line)
    if len(piece) > 3:
        yield piece, counted


def _labelled(piece: list[str], counted: bool) -> Draft | None:
    """Nexis: the outlet and the day on lines of their own, labelled lines, the text, labelled lines.

    After a counter come outlet, day, edition and title; without one the title stands above the outlet.
    """
    labels = [(at, match) for at, line in enumerate(piece) if (match := _LABEL.fullmatch(line))]
    length = next((at for at, match in labels if match["name"].upper() == "LENGTH"), None)
    if length is None or length > _HEADER_LINES:
        return None
    head = piece[:length]
    fields: dict[str, Any] = {match["name"].upper(): match["value"] for _, match in labels}
    plain = [line for line in head if not _LABEL.fullmatch(line) and not _COPYRIGHT.fullmatch(line)]
    day = next((at for at, line in enumerate(plain) if len(line) <= 80 and iso_day(line)), None)
    if day is None:
        return None
    title, outlet = fields.get("HEADLINE"), plain[day - 1] if day >= 1 else None
    under = [line for line in plain[day + 1 :] if not _EDITION.fullmatch(line)]
    if counted and day >= 1:
        outlet = next((line for line in plain[:day] if not _SUPPLIED.match(line)), outlet)
    if not title:
        title = plain[day - 2] if day >= 2 and not counted else next(iter(under), None)
    body = _labelled_body(piece[length + 1 :])
    return _draft(title, body, published=iso_day(plain[day]), outlet=outlet, author=fields.get("BYLINE"))


def _labelled_body(lines: list[str]) -> list[str]:
    body: list[str] = []
    for line in lines:
        match = _LABEL.fullmatch(line)
        if (match and match["name"].upper() in _AFTER) or _CLASSIFICATION.fullmatch(line) or _END.fullmatch(line):
            break
        if line.casefold() == "body":
            body.clear()
        elif not ((match and match["name"].isupper()) or (match and len(line) < 80)) and not _COPYRIGHT.fullmatch(line):
            body.append(line)
    return body


def _factiva(piece: list[str]) -> Draft | None:
    """Factiva without codes: section, title, byline, `500 words`, day, time, outlet, language, copyright, text."""
    count = next((at for at, line in enumerate(piece[:8]) if _WORDS.fullmatch(line)), None)
    if not count or count + 2 >= len(piece):
        return None
    day = next((at for at in range(count + 1, min(count + 4, len(piece))) if iso_day(piece[at])), None)
    if day is None or day + 1 >= len(piece):
        return None
    start = next(
        (at + 1 for at in range(day + 1, min(day + 12, len(piece))) if _COPYRIGHT.match(piece[at])),
        day + 3,
    )
    title, author = _title_and_writer(piece[:count])
    own = _END.fullmatch(piece[-1])
    body = piece[start : len(piece) - 1] if own else piece[start:]
    if body and _COMPANY.fullmatch(body[-1]):
        body = body[:-1]
    return _draft(
        title,
        body,
        published=iso_day(piece[day]),
        outlet=next((line for line in piece[day + 1 : start] if not _TIME.match(line)), None),
        author=author,
        own=piece[-1].split()[-1] if own else None,
    )


def _title_and_writer(head: list[str]) -> tuple[str, str | None]:
    """Of the lines above the number of words the title, with the writer where one stands below it."""
    last = head[-1]
    if len(head) >= 2 and (_BY.match(last) or (_NAMED.fullmatch(last) and len(head[-2].split()) > len(last.split()))):
        return head[-2], last
    return last, None


def _coded(piece: list[str]) -> Draft | None:
    """Factiva with codes at the head of its lines."""
    fields: dict[str, str] = {}
    body: list[str] = []
    code = ""
    for line in piece:
        match = _CODE.fullmatch(line)
        if match:
            code = match["code"]
            line = match["value"] or ""
        if code in ("LP", "TD") and line:
            body.append(line)
        elif code in _CODES and line:
            fields[_CODES[code]] = f"{fields.get(_CODES[code], '')} {line}".strip()
    if not body or "title" not in fields or "published" not in fields:
        return None
    return _draft(
        fields["title"],
        body,
        published=iso_day(fields["published"]),
        outlet=fields.get("outlet"),
        author=fields.get("author"),
        own=fields.get("id", "").removeprefix("Document ") or None,
    )


def _draft(
    title: str | None,
    body: list[str],
    *,
    published: str | None,
    outlet: str | None,
    author: str | None,
    own: str | None = None,
) -> Draft | None:
    if not body:
        return None
    fields = {
        "title": title,
        "published": published,
        "outlet": outlet,
        "author": _BY.sub("", author) if author else None,
    }
    text = "\n\n".join([title, *body] if title else body)
    return Draft(text, id=own, fields={name: value for name, value in fields.items() if value})
