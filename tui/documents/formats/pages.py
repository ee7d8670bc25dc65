"""Saved web pages: trafilatura for the article and its metadata, htmldate for the day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from tui.documents.decoding import decode
from tui.documents.draft import Draft, of_decoded
from tui.documents.formats.markup import depth, plain_text
from tui.documents.furniture import is_furniture

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_HEAD = 4096
_DEEPEST = 220  # elements within one another that libxml2 surely keeps
_TREE_LONGEST = 8_000_000  # characters: above that the tree's extractors take minutes
_SUFFIX = re.compile(r"\s+[|•·–—-]\s+[^|•·–—]{2,40}$")
_FRESH = re.compile(r"updated|modified", re.IGNORECASE)
_FIRST = re.compile(r"published|posted|issued", re.IGNORECASE)


def html(data: bytes) -> Iterator[Draft]:
    """A saved page: one article. Raises NotText."""
    declared = _CHARSET.search(data[:_HEAD])
    decoded = decode(data, declared[1].decode("ascii") if declared else None)
    text, fields, partly = page_text(decoded.text)
    rest: dict[str, Any] = {"fields": fields, "partly": partly}
    draft = of_decoded(decoded, **rest)
    yield Draft(
        text,
        fields=draft.fields,
        encoding=draft.encoding,
        guessed=draft.guessed,
        undecodable=draft.undecodable,
        partly=partly,
    )


def page_text(source: str) -> tuple[str, dict[str, Any], str]:
    """A page's article as text, the title first, its metadata, and why only a part was read."""
    deep = depth(source) > _DEEPEST
    if deep or len(source) > _TREE_LONGEST:
        why = "nested too deep for its tree" if deep else "too long for its tree"
        return plain_text(source), _title_tag(source), f"partly read: {why}; its words are taken without its make-up"
    tree = _tree(source)
    if tree is None:
        return plain_text(source), {}, ""
    found = _extracted(tree)
    body = _body(found, source)
    fields = _metadata(found, tree, source)
    title = fields.get("title")
    if title and not _starts_with(body, title):
        body = f"{title}\n\n{body}"
    return body, fields, ""


def _tree(source: str) -> Any:
    from trafilatura import load_html

    return load_html(source)


def _extracted(tree: Any) -> Any:
    from copy import deepcopy

    from trafilatura import bare_extraction

    return bare_extraction(
        deepcopy(tree),
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        include_links=False,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )


def _body(found: Any, source: str) -> str:
    """The article's paragraphs; the page's words where the extractor found nearly nothing."""
    text = (found.text if found else "") or ""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    body = "\n\n".join(line for line in lines if line)
    if len(body) < 200:
        crude = plain_text(source)
        if len(crude) > 2 * len(body):
            kept = [line for line in crude.split("\n\n") if not is_furniture(line)]
            return "\n\n".join(kept)
    return body


def _metadata(found: Any, tree: Any, source: str) -> dict[str, Any]:
    published, guess = _days(tree)
    fields = _title_tag(source)
    if found:
        fields = {
            "title": _headline(found.title, found.sitename),
            "author": found.author.replace("; ", ", ") if found.author else None,
            "outlet": found.sitename,
            "url": found.url,
        }
    return {name: value for name, value in {**fields, "published": published, "made": guess}.items() if value}


def _days(tree: Any) -> tuple[str | None, str | None]:
    """The day of publication by htmldate: what its metadata and marked-up days say, else its wider search's guess.

    What the page says of its updates is taken out first. A first of January is what the wider search makes of a bare
    year, and no day.
    """
    from htmldate import find_date

    _without_updates(tree)
    today = date.today().isoformat()
    sure = find_date(tree, extensive_search=False, original_date=True, max_date=today)
    if sure:
        return sure, None
    guess = find_date(tree, extensive_search=True, original_date=True, max_date=today)
    return None, guess if guess and not guess.endswith("-01-01") else None


def _without_updates(tree: Any) -> None:
    """Take out of a tree the footers, and the short elements that speak of an update, with the days they name."""
    for element in list(tree.iter("footer", "time", "span", "p", "div", "li", "small", "em", "i")):
        parent = element.getparent()
        if parent is None:
            continue
        words = "".join(element.itertext()) if len(element) < 8 else ""
        marked = f"{element.get('class', '')} {element.get('itemprop', '')} {words if len(words) < 120 else ''}"
        if element.tag == "footer" or (_FRESH.search(marked) and not _FIRST.search(marked)):
            tail = element.tail
            element.clear()
            element.tail = tail


def _headline(title: str | None, outlet: str | None) -> str | None:
    """The title without the site's name at its end."""
    if not title:
        return None
    title = " ".join(title.split())
    tail = _SUFFIX.search(title)
    if tail and outlet and outlet.casefold() in tail.group().casefold():
        return title[: tail.start()]
    return title


def _title_tag(source: str) -> dict[str, Any]:
    from html import unescape

    match = re.search(r"<title[^>]{0,200}>([^<]{1,500})", source[:200_000], re.IGNORECASE)
    return {"title": " ".join(unescape(match[1]).split())} if match else {}


def _starts_with(body: str, title: str) -> bool:
    head = re.sub(r"\W+", "", body[: 3 * len(title) + 40]).casefold()
    return head.startswith(re.sub(r"\W+", "", title).casefold())
