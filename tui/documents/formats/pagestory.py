"""A saved page's tree before its article is looked for: consent notices taken out, and a story that stands where others
keep their lists put where stories stand."""

from __future__ import annotations

import re
from typing import Any

from tui.documents.furniture import is_consent

_HIDING = frozenset({"aside", "footer", "nav", "header", "form", "section"})
_NAMED = re.compile(
    r"side-?bar|footer|widget|aside|related|recommend|promo|teaser|banner|modal|popup|comment|share|social|menu", re.I
)
_LEAVES = ("p", "div", "span", "li", "td", "section", "label")
_SENTENCES = re.compile(r"[^.!?]{60,}[.!?][\"'”’)\]]*")
_SHARE = 0.6  # of a page's sentences that make what holds them its story
_ELSE = 150  # characters of sentences elsewhere on a page that may be another story than that of a list beside it
_MOST = 20_000  # elements of a page that is looked at


def prepared(tree: Any) -> bool:
    """Prepare a tree in place; whether anything was changed."""
    if sum(1 for _ in zip(tree.iter(), range(_MOST + 1), strict=False)) > _MOST:
        return False
    changed = _without_consent(tree)
    return _shown(tree) or changed


def _without_consent(tree: Any) -> bool:
    """Take out what asks for consent, with its headings and buttons."""
    found = False
    for element in list(tree.iter(*_LEAVES)):
        if element.getparent() is None or element.find(".//p") is not None:
            continue
        words = " ".join(element.itertext()).strip()
        if not 60 <= len(words) <= 5000 or not is_consent(words):
            continue
        found = True
        whole = element
        while (above := whole.getparent()) is not None and above.tag not in ("body", "html", "main", "article"):
            rest = " ".join(above.itertext())
            if above.find(".//h1") is not None or not _only_asks(rest):
                break
            whole = above
        _headings_out(whole)
        _remove(whole)
    return found


def _only_asks(words: str) -> bool:
    """Whether what an element says besides asking is no more than headings and buttons."""
    rest = sum(len(one) for one in _SENTENCES.findall(words) if not is_consent(one) and not _asks_on(one))
    return rest == 0


def _asks_on(sentence: str) -> bool:
    return bool(re.search(r"\b(?:you|your|we|our|us)\b", sentence, re.IGNORECASE)) and len(sentence) < 400


def _headings_out(element: Any) -> None:
    before = element.getprevious()
    while before is not None and before.tag in ("h2", "h3", "h4", "h5", "strong"):
        words = " ".join(before.itertext()).lower()
        above, before = before, before.getprevious()
        if not re.search(r"privacy|cookie|consent|datenschutz|zustimm|confidentialit|privacidad|toestemming", words):
            return
        _remove(above)


def _remove(element: Any) -> None:
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _shown(tree: Any) -> bool:
    """Call what holds most of a page's sentences what it is, whatever its element or class is called."""
    total = _weight(tree)
    if total < 200:
        return False
    changed = False
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in ("html", "body", "main", "article"):
            continue
        marks = f"{element.get('class', '')} {element.get('id', '')}"
        hidden = element.tag in _HIDING or bool(_NAMED.search(marks[:300]))
        if not hidden or (weight := _weight(element)) < _SHARE * total:
            continue
        if element.find(".//h1") is not None or total - weight < _ELSE:
            element.tag = "div"
            for name in ("class", "id", "role", "style", "hidden", "aria-hidden"):
                element.attrib.pop(name, None)
            changed = True
    return changed


def _weight(element: Any) -> int:
    """How many characters of sentences an element holds."""
    return sum(len(one) for one in _SENTENCES.findall(" ".join(" ".join(element.itertext()).split())[:400_000]))
