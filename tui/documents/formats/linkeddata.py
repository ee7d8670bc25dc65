"""What a page says of its article in JSON-LD (schema.org), for search engines to read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from msgspec import Struct

_ARTICLES = re.compile(r"(?:Article|BlogPosting|Report|Review)$")
_LONGEST = 2_000_000  # characters of one script
_DEEPEST = 12
_MOST = 2000  # objects of a page
_CONTROLS = re.compile(r"[\x00-\x1f]+")


class StatedArticle(Struct, frozen=True):
    """An article as JSON-LD states it; `published` as written there, `body` empty where it is not told."""

    headline: str = ""
    published: str = ""
    author: str = ""
    outlet: str = ""
    body: str = ""


def stated_in(tree: Any) -> list[StatedArticle]:
    """The articles that a page's JSON-LD describes, each once, in order; whatever is broken is passed over."""
    found: list[StatedArticle] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text and len(script.text) < _LONGEST:
            for data in _objects(_parsed(script.text)):
                one = _article(data)
                if one and one not in found:
                    found.append(one)
    return found


def without_linked_data(tree: Any) -> None:
    """Take the JSON-LD out of a tree, where it describes other articles only."""
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            script.text = ""


def _parsed(text: str) -> Any:
    text = (
        text.strip().removeprefix("<!--").removeprefix("//<![CDATA[").removesuffix("-->").removesuffix("//]]>").strip()
    )
    for attempt in (text, _CONTROLS.sub(" ", text)):
        try:
            return json.loads(attempt.rstrip("; \n"))
        except (ValueError, RecursionError):
            continue
    return None


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    """Every object of a JSON value from the outside in, lists, graphs and main entities included."""
    pending, seen = [(data, 0)], 0
    while pending and seen < _MOST:
        value, depth = pending.pop(0)
        if isinstance(value, dict):
            seen += 1
            yield value
        inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        if depth < _DEEPEST:
            pending.extend((one, depth + 1) for one in inside if isinstance(one, dict | list))


def _article(data: dict[str, Any]) -> StatedArticle | None:
    kinds = data.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    if not any(isinstance(name, str) and _ARTICLES.search(name) for name in names):
        return None
    return StatedArticle(
        _words(data.get("headline") or data.get("name")),
        _words(data.get("datePublished") or data.get("dateCreated"))[:100],
        ", ".join(_names(data.get("author"))[:5]),
        next(iter(_names(data.get("publisher"))), ""),
        body if isinstance(body := data.get("articleBody"), str) else "",
    )


def _names(value: Any) -> list[str]:
    """The names in an author or a publisher: a string, an object with a name, or a list of either."""
    several = value if isinstance(value, list) else [value]
    names = [one.get("name") if isinstance(one, dict) else one for one in several[:20]]
    flat = [part for name in names for part in (name if isinstance(name, list) else [name])]
    return [words for part in flat if (words := _words(part)) and not words.startswith("http")]


def _words(value: Any) -> str:
    return " ".join(unescape(value).split())[:1000] if isinstance(value, str) else ""
