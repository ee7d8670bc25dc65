"""Markup to plain text without a tree, for pages that a tree cannot hold: no recursion, linear in the length."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape

_TAG = re.compile(r"<!--.*?(?:-->|\Z)|<[!?][^<>]*>|<(?P<end>/?)(?P<name>[a-zA-Z][\w:-]{0,30})[^<>]*>", re.DOTALL)
_RAW = frozenset({"script", "style"})
_HIDDEN = _RAW | {"noscript", "template", "svg", "select", "iframe", "title"}
_AROUND = frozenset({"nav", "footer", "aside", "form", "button"})
_BREAKING = frozenset(
    {
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "aside",
        "nav",
        "ul",
        "ol",
        "li",
        "table",
        "tr",
        "br",
    }
    | {"h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "figure", "figcaption", "pre", "form", "dl", "dd", "dt", "hr"}
    | {"body", "html", "head", "td", "th", "caption", "title"}
)
_ALONE = frozenset(  # elements without content, and those whose end is implied
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "p", "li"}
    | {"dt", "dd", "option", "tr", "td", "th", "tbody", "thead", "tfoot"}
)
_BLANKS = re.compile(r"[ \t\r\f\v\xa0]+")
_LINES = re.compile(r"(?<!\s)\s*\n\s*")


def plain_text(source: str) -> str:
    """The words of markup but for its navigation, one paragraph a line, apart by an empty line."""
    pieces: list[str] = []
    for words, tag in _visible(source, _HIDDEN | _AROUND):
        pieces.append(words.replace("\n", " "))
        if tag and tag["name"].lower() in _BREAKING:
            pieces.append("\n")
    return _LINES.sub("\n\n", _BLANKS.sub(" ", unescape("".join(pieces)))).strip()


def depth(source: str) -> int:
    """How deep the elements stand within one another, at most, by their tags: an end tag ends what it left open too."""
    standing: list[str] = []
    counts: Counter[str] = Counter()
    deepest = 0
    for _, tag in _visible(source, _HIDDEN):
        name = tag["name"].lower() if tag else ""
        if not tag or name in _ALONE or tag.group().endswith("/>"):
            continue
        if not tag["end"]:
            standing.append(name)
            counts[name] += 1
            deepest = max(deepest, len(standing))
        while tag["end"] and counts[name]:
            ended = standing.pop()
            counts[ended] -= 1
            if ended == name:
                break
    return deepest


def _visible(source: str, hidden: frozenset[str]) -> Iterator[tuple[str, re.Match[str] | None]]:
    """The words before each tag, with the tag, but for hidden elements; an element that never ends hides nothing."""
    folded = source.lower() if len(source) == len(source.lower()) else source
    last = {name: folded.rfind(f"</{name}") for name in hidden}
    at, inside = 0, ""
    for match in _TAG.finditer(source):
        name = (match["name"] or "").lower()
        if inside:
            if name == inside and match["end"]:
                inside, at = "", match.end()
            continue
        yield source[at : match.start()], match if name else None
        at = match.end()
        if name in hidden and not match["end"] and (name in _RAW or last[name] > match.start()):
            inside = name
    if not inside:
        yield source[at:], None
