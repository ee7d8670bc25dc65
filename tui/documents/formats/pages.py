"""Saved web pages: trafilatura for the article and its metadata, htmldate for the day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from html import unescape
from typing import Any

from tui.documents.decoding import decode
from tui.documents.draft import Draft, of_decoded
from tui.documents.formats.markup import depth, plain_text
from tui.documents.furniture import is_furniture
from tui.documents.headers import byline_of, header_of, outlet_of
from tui.model import Span

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_HEAD = 4096
_DEEPEST = 220  # elements within one another that libxml2 surely keeps
_TREE_LONGEST = 8_000_000  # characters: above that the tree's extractors take minutes
_SEPARATOR = re.compile(r"\s+[|•·–—:»-]+\s+")
_FRESH = re.compile(r"updated|modified", re.IGNORECASE)
_FIRST = re.compile(r"published|posted|issued", re.IGNORECASE)
_MODIFIED = re.compile(r"\"dateModified\"\s*:\s*\"[^\"]{0,60}\"\s*,?")
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{1,500})", re.IGNORECASE)
_SENTENCE = re.compile(r".{80,}[.!?]['\"”’)\]]*", re.DOTALL)
_SHORT = 200  # characters of an article that the extractor surely missed


def html(data: bytes) -> Iterator[Draft]:
    """A saved page: one article. Raises NotText."""
    declared = _CHARSET.search(data[:_HEAD])
    decoded = decode(data, declared[1].decode("ascii") if declared else None)
    text, fields, partly = page_text(decoded.text)
    account = of_decoded(decoded)
    yield Draft(
        text,
        fields=fields,
        encoding=account.encoding,
        guessed=account.guessed,
        undecodable=account.undecodable,
        partly=partly,
    )


def page_text(source: str) -> tuple[str, dict[str, Any], str]:
    """A page's article as text, the title first, its metadata, and why only a part was read."""
    deep = depth(source) > _DEEPEST
    if deep or len(source) > _TREE_LONGEST:
        why = "nested too deep for its tree" if deep else "too long for its tree"
        return plain_text(source), {}, f"partly read: {why}; its words are taken without its make-up"
    from trafilatura import load_html

    lines = plain_text(source).split("\n\n")
    tree = load_html(source)
    if tree is None:
        return "\n\n".join(lines), {}, ""
    found = _extracted(tree)
    title = _headline(found, source, lines)
    fields = _metadata(found, tree)
    if title:
        fields["title"] = title
    body = _body(found, lines, title)
    body = [*(line for line in _head_lines(lines, title, fields) if line not in body), *body]
    if "outlet" not in fields:
        fields["outlet"] = _beside_title(source, title) or next(
            (name for line in lines if is_furniture(line) and (name := outlet_of(line))), None
        )
    return "\n\n".join([title, *body] if title and not _same(title, body[:1]) else body), fields, ""


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


def _body(found: Any, lines: list[str], title: str | None) -> list[str]:
    """The article's paragraphs: the extractor's, and the page's own where it found none or missed one in between."""
    text = (found.text if found else None) or ""
    body = [row for line in text.splitlines() if (row := " ".join(line.split()))]
    table = sum(len(row) for row in body if row.startswith("|"))
    if sum(map(len, body)) < _SHORT or table * 2 > sum(map(len, body)):
        crude = _crude(lines, title)
        return crude if sum(map(len, crude)) > sum(map(len, body)) - table else body
    return _with_missed(_split_again(body, lines), lines, title)


def _split_again(body: list[str], lines: list[str]) -> list[str]:
    """Rows that the extractor joined from several lines of the page (`<br><br>`) as those lines."""
    folded = [_folded(line) for line in lines]
    first = {line[:20]: at for at, line in reversed(list(enumerate(folded))) if len(line) >= 20}
    known = set(folded)
    out: list[str] = []
    for row in body:
        whole = _folded(row)
        at = None if whole in known else first.get(whole[:20])
        end = at or 0
        rest = whole
        while at is not None and end < len(lines) and rest.startswith(folded[end]) and rest:
            rest = rest[len(folded[end]) :]
            end += 1
        out.extend([row] if at is None or rest else lines[at:end])
    return out


def _head_lines(lines: list[str], title: str | None, fields: dict[str, Any]) -> list[str]:
    """The lines right under the title that tell the day or the writer, where the page's metadata did not."""
    at = next((number for number, line in enumerate(lines) if title and _same(title, [line])), None)
    if at is None:
        return []
    under = [line for line in lines[at + 1 : at + 6] if not _SENTENCE.fullmatch(line)]
    days = [line for line in under if header_of(line, Span(0, len(line)))] if "published" not in fields else []
    return days + ([line for line in under if byline_of(line)] if "author" not in fields else [])


def _crude(lines: list[str], title: str | None) -> list[str]:
    """The page's lines from its title on, up to its last sentence, without furniture."""
    start = next((at for at, line in enumerate(lines) if title and _same(title, [line])), 0)
    end = max((at for at, line in enumerate(lines) if _SENTENCE.fullmatch(line)), default=len(lines) - 1)
    return [line for line in lines[start : end + 1] if not is_furniture(line)]


def _with_missed(body: list[str], lines: list[str], title: str | None) -> list[str]:
    """The extractor's paragraphs with the sentences that stand between them, or after the title, on the page.

    A page's first paragraph is often marked up otherwise than the rest, and missed.
    """
    place = {_folded(line): at for at, line in reversed(list(enumerate(lines)))}
    known = [place.get(_folded(row)) for row in body]
    at = next((number for number, line in enumerate(lines) if title and _same(title, [line])), None)
    whole = "".join(map(_folded, body))
    out: list[str] = []
    for row, here in zip(body, known, strict=True):
        if here is not None and at is not None and here > at:
            out.extend(
                line
                for line in lines[at + 1 : here]
                if _SENTENCE.fullmatch(line) and _folded(line) not in whole and not is_furniture(line)
            )
        if here is not None and (at is None or here > at):
            at = here
        out.append(row)
    return out


def _metadata(found: Any, tree: Any) -> dict[str, Any]:
    published, guess = _days(tree)
    fields = {"published": published, "made": guess}
    if found:
        fields["author"] = found.author.replace("; ", ", ") if found.author else None
        fields |= {"outlet": found.sitename, "url": found.url}
    return {name: value for name, value in fields.items() if value}


def _days(tree: Any) -> tuple[str | None, str | None]:
    """The day of publication by htmldate: one that the page's metadata state, and else one that it seems to show.

    What the page says of its updates is taken out first. A day found in the page's words is weaker than a header line,
    which may stand right under the title. A first of January is what the wider search makes of a bare year.
    """
    from htmldate import find_date

    _without_updates(tree)
    today = date.today().isoformat()
    sure = find_date(tree, extensive_search=False, original_date=True, max_date=today)
    if sure and sure in _stated(tree):
        return sure, None
    guess = sure or find_date(tree, extensive_search=True, original_date=True, max_date=today)
    return None, guess if guess and (sure or not guess.endswith("-01-01")) else None


def _stated(tree: Any) -> str:
    """What the page's metadata state, for programs to read."""
    stated = [element.get("content") or "" for element in tree.iter("meta")]
    stated += [script.text or "" for script in tree.iter("script") if "json" in (script.get("type") or "")]
    return " ".join(stated + [element.get("datetime") or "" for element in tree.iter("time")])


def _without_updates(tree: Any) -> None:
    """Take out of a tree the footers, and what speaks of an update, with the days they name."""
    for script in tree.iter("script"):
        if script.text and "dateModified" in script.text:
            script.text = _MODIFIED.sub("", script.text)
    for element in list(
        tree.iter("meta", "footer", "time", "span", "p", "div", "li", "small", "em", "i", "font", "td")
    ):
        if element.getparent() is None:
            continue
        words = "".join(element.itertext()) if len(element) < 8 else ""
        marks = " ".join(element.get(name, "") for name in ("class", "itemprop", "property", "name"))
        marked = f"{marks} {words if len(words) < 120 else ''}"
        if element.tag == "footer" or (_FRESH.search(marked) and not _FIRST.search(marked)):
            tail = element.tail
            element.clear()
            element.tail = tail


def _headline(found: Any, source: str, lines: list[str]) -> str | None:
    """The title: of what the page calls itself, whole or without its outlet, that which stands on the page."""
    tag = _TITLE.search(source[:200_000])
    named = [found.title if found else None, unescape(tag[1]) if tag else None]
    whole = [" ".join(name.split()) for name in named if name and name.strip()]
    parts = [part for name in whole for part in _SEPARATOR.split(name) if len(part.split()) > 1]
    on_page = {_folded(line) for line in lines}
    outlet = _folded(found.sitename) if found and found.sitename else None
    for name in (*whole, *sorted(parts, key=len, reverse=True)):
        if _folded(name) in on_page and _folded(name) != outlet:
            return name
    return next(iter(whole), None)


def _beside_title(source: str, title: str | None) -> str | None:
    """The outlet that the page's title names after, or before, the article's."""
    tag = _TITLE.search(source[:200_000])
    parts = _SEPARATOR.split(" ".join(unescape(tag[1]).split())) if tag else []
    if not title or len(parts) < 2 or not (_same(title, parts[:1]) or _same(title, parts[-1:])):
        return None
    other = parts[-1] if _same(title, parts[:1]) else parts[0]
    return other if len(other.split()) <= 5 else None


def _same(title: str, rows: list[str]) -> bool:
    return bool(rows) and _folded(rows[0]) == _folded(title)


def _folded(words: str) -> str:
    return re.sub(r"\W+", "", words).casefold()
