"""News items as agencies and archives exchange them: NITF, NewsML-G2 and NewsML 1 (IPTC's forms)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5
from typing import Any

from tui.documents.draft import Draft, Unread, Unusable
from tui.documents.isodays import iso_day

_OWN = frozenset({"amp", "lt", "gt", "quot", "apos"})
_ROOT = re.compile(rb"<(?:\w{1,20}:)?(?:nitf|newsItem|newsMessage|NewsML)\b")
_STAMP = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:T.*)?", re.DOTALL)  # 20310627T101500Z
_BLANK = re.compile(r"\n[ \t]*\n")
_PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "h4", "hl2", "li", "pre", "blockquote", "td", "th", "dt", "dd", "br"})
# What stands in an item's body and is no text of it: pictures with their captions, tables of codes.
_BESIDE = frozenset({"media", "figure", "script", "style", "body.head", "body.end", "head"})
_ENTITY = re.compile(rb"&([A-Za-z]\w{1,30});")  # of the forms' own definitions, which are not fetched
_ITEMS = ("newsItem", "NewsItem", "nitf")


def is_wire(data: bytes) -> bool:
    """Whether a file's head is that of a news item, or of a message of several."""
    return bool(_ROOT.search(data[:8192]))


def wire_items(data: bytes) -> Iterator[Draft | Unread]:
    """Each item's article; an item without words, a picture's, by its name. Raises Unusable where there is no item."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    tree = etree.fromstring(_ENTITY.sub(_character, data), parser)
    items = list(_outermost(tree, _ITEMS)) if tree is not None else []
    if not items:
        raise Unusable("a news item's file without an item in it")
    for number, item in enumerate(items, 1):
        fields = _fields(item)
        text = "\n\n".join(_story(item))
        if not text:
            yield Unread(f"an item without words: {(fields.get('title') or f'number {number}')[:100]!r}")
            continue
        title = fields.get("title")
        own = fields.pop("id", None) or (f"item-{number}" if len(items) > 1 else None)
        yield Draft(f"{title}\n\n{text}" if title and not text.startswith(title) else text, id=own, fields=fields)


def _character(entity: re.Match[bytes]) -> bytes:
    """A named character as its number; of XML's own, and of names unknown, as it stands."""
    name = entity[1].decode("ascii")
    character = html5.get(f"{name};", "")
    return f"&#{ord(character)};".encode() if len(character) == 1 and name not in _OWN else entity[0]


def _fields(item: Any) -> dict[str, str]:
    """What an item states of its article, by the contract's keys, and its `id`."""
    stated = {
        "title": _first_words(item, "hl1", "headline", "HeadLine", "title"),
        "author": _first_words(item, "byline", "by", "ByLine"),
        "outlet": _attribute(item, "pubdata", "name") or _outlet(item),
        "place": _first_words(item, "dateline/location", "located/name"),
        "url": _attribute(item, "pubdata", "ex-ref"),
        "id": item.get("guid") or _attribute(item, "doc-id", "id-string") or _first_words(item, "PublicIdentifier"),
        "published": _published(item),
    }
    return {name: value for name, value in stated.items() if value}


def _outlet(item: Any) -> str | None:
    """Who provides the item, by a name and not a code."""
    for provider in _named(item, "provider"):
        name = _first_words(provider, "name") or provider.get("literal")
        if name:
            return str(name)
    return None


def _published(item: Any) -> str | None:
    """The day that the item is of: the publication's own before the agency's."""
    stated = (
        _attribute(item, "pubdata", "date.publication"),
        _attribute(item, "date.issue", "norm"),
        _attribute(item, "date.release", "norm"),
        _first_words(item, "contentCreated"),
        _first_words(item, "firstCreated", "FirstCreated"),
        _first_words(item, "versionCreated", "DateId"),
    )
    for stamp in stated:
        match = _STAMP.fullmatch((stamp or "").strip())
        day = iso_day("-".join(match.groups())) if match else None
        if day:
            return day
    return None


def _story(item: Any) -> list[str]:
    """The paragraphs of an item's text; of an archive that keeps the lead apart and again, the whole one alone."""
    bodies = (
        [block for block in _named(item, "block") if block.get("class") == "full_text"]
        or list(_outermost(item, ("body.content",)))
        or list(_outermost(item, ("body",)))
        or list(_outermost(item, ("inlineXML", "inlineData", "DataContent")))
    )
    return [row for body in bodies for row in _rows(body)]


def _rows(body: Any) -> list[str]:
    """The paragraphs of an element, told by its own marks, and by blank lines within them."""
    pieces: list[list[str]] = [[]]

    def walk(element: Any) -> None:
        pieces[-1].append(element.text or "")
        for child in element:
            name = _name(child)
            apart = name in _PARAGRAPHS
            if apart:
                pieces.append([])
            if name and name not in _BESIDE:
                walk(child)
            if apart:
                pieces.append([])
            pieces[-1].append(child.tail or "")

    walk(body)
    rows = (part for piece in pieces for part in _BLANK.split("".join(piece)))
    return [row for part in rows if (row := " ".join(part.split()))]


def _outermost(element: Any, names: tuple[str, ...]) -> Iterator[Any]:
    """The elements of some names that stand in no other of them, in order."""
    if _name(element) in names:
        yield element
        return
    for child in element:
        yield from _outermost(child, names)


def _named(element: Any, name: str) -> Iterator[Any]:
    return (one for one in element.iter() if _name(one) == name)


def _first_words(element: Any, *ways: str) -> str | None:
    """The words of the first element that is found by a name, or by a name and that of one within it."""
    for way in ways:
        outer, _, inner = way.partition("/")
        for one in _named(element, outer):
            for found in _named(one, inner) if inner else (one,):
                if words := " ".join("".join(found.itertext()).split()):
                    return words
    return None


def _attribute(element: Any, name: str, attribute: str) -> str | None:
    return next((value for one in _named(element, name) if (value := one.get(attribute))), None)


def _name(element: Any) -> str:
    """An element's name without its namespace; empty of a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
