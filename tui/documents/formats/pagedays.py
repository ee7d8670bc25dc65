"""The day of a saved page: by what it states of its article, its address, its words, and what else it shows."""

from __future__ import annotations

import re
from copy import deepcopy
from datetime import date
from typing import Any

from tui.documents.isodays import iso_day

_FRESH = re.compile(r"updated|modified", re.IGNORECASE)
_FIRST = re.compile(r"published|posted|issued", re.IGNORECASE)
_STAMPS = frozenset({"article:published_time", "datepublished", "og:published_time", "dc.date.issued", "pubdate"})
_MODIFIED = re.compile(r"\"dateModified\"\s*:\s*\"[^\"]{0,60}\"\s*,?")
_IN_ADDRESS = re.compile(
    r"/(?P<year>(?:19|20)\d\d)(?:[/-](?:[A-Za-z][\w.-]{0,30}/){0,2}(?P<month>[01]?\d)[/-](?P<day>[0-3]?\d)"
    r"|(?P<m>[01]\d)(?P<d>[0-3]\d))(?=\D|$)"
)
_ELSEWHERE = ("script", "style", "noscript", "nav", "aside", "footer", "iframe", "form", "template", "svg")
_COMMENTS = re.compile(r"(?<![a-z])(?:comments?|disqus|related|sidebar|most.?(?:read|popular))(?![a-z])", re.IGNORECASE)


def days_of(tree: Any, stated: str, address: str | None, labelled: str | None = None) -> tuple[str | None, str | None]:
    """The day of publication that a page states (ISO 8601), and else one that it seems to show.

    `stated` is what JSON-LD says of this very article, `labelled` what a line near its title calls the day of its
    publication. What the page says of its updates is taken out before anything
    is looked for; only where nothing else tells a day does the day of an update say how late the page may be. A day
    found in the page's words is weaker than a header line, which may stand right under the title. The tree is changed.
    """
    from htmldate import find_date

    today = date.today().isoformat()
    day, told = iso_day(stated), address_day(address)
    if day and "1990" < day <= today and len(day) == 10:
        return min(day, told or day), None  # a page that moved to a new site may state the day of the move
    _without_pictures(tree)
    whole = deepcopy(tree)
    _without_updates(tree)
    sure = find_date(tree, url=address, extensive_search=False, original_date=True, max_date=today)
    if sure and sure in _metadata(tree):
        return min(sure, told or sure), None
    if told:
        return told, None
    if labelled:
        return labelled, None
    if sure:
        return None, sure
    with_links = deepcopy(tree)
    for searched, first in ((tree, True), (whole, False), (with_links, True)):
        if searched is not with_links:
            _without_links(searched)
        guess = find_date(searched, url=address, extensive_search=True, original_date=first, max_date=today)
        if guess and not guess.endswith("-01-01"):  # what the wider search makes of a bare year
            return None, guess
    return None, None


def address_day(address: str | None) -> str | None:
    """The day in an address, none later than today; `/2031/POLITICS/08/13/` too."""
    match = _IN_ADDRESS.search(address or "")
    if not match:
        return None
    month, number = match["month"] or match["m"], match["day"] or match["d"]
    day = iso_day(f"{match['year']}-{month:0>2}-{number:0>2}")
    return day if day and day <= date.today().isoformat() else None


def stamp_of(tree: Any) -> str:
    """The moment of publication that a page's metadata state, as written; empty where they state none."""
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        if name.lower() in _STAMPS and element.get("content"):
            return str(element.get("content"))[:60]
    return ""


def _without_pictures(tree: Any) -> None:
    """Take the addresses of pictures and videos out of the metadata: a file's name is no day of publication."""
    for element in tree.iter("meta"):
        name = f"{element.get('property', '')} {element.get('name', '')} {element.get('itemprop', '')}".lower()
        if any(word in name for word in ("image", "video", "thumbnail", "audio")):
            element.attrib.pop("content", None)


def _metadata(tree: Any) -> str:
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
            _empty(element)


def _without_links(tree: Any) -> None:
    """Take out of a tree what speaks of other articles: addresses, lists beside the article, comments, programs."""
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.getparent() is None or element.tag in ("body", "html"):
            continue
        marks = f"{element.get('class', '')} {element.get('id', '')}"
        if element.tag in _ELSEWHERE or (len(marks) < 200 and _COMMENTS.search(marks)):
            _empty(element)
            continue
        for name in ("href", "src", "srcset", "data-src", "style"):
            element.attrib.pop(name, None)


def _empty(element: Any) -> None:
    tail = element.tail
    element.clear()
    element.tail = tail
