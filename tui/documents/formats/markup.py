"""Markup to plain text without a tree, for pages that a tree cannot hold: no recursion, linear in the length."""

from __future__ import annotations

import re
from html import unescape

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<!\[CDATA\[|\]\]>", re.DOTALL)
_HIDDEN = re.compile(
    r"<(script|style|noscript|template|svg|select|iframe|head)\b[^>]*>.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE
)
_FURNITURE = re.compile(r"<(nav|footer|aside|form|button)\b[^>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_BREAK = re.compile(
    r"<(?:/?(?:p|div|section|article|main|header|footer|aside|nav|ul|ol|li|table|tr|h[1-6]|blockquote|figure|figcaption"
    r"|pre|form|dd|dt|dl|body|html)\b[^>]*|br\b[^>]*|hr\b[^>]*)>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[/!?a-zA-Z][^<>]*>")
_BLANKS = re.compile(r"[ \t\r\f\v\xa0]+")
_LINES = re.compile(r"\s*\n\s*")


def plain_text(source: str, *, furniture: bool = False) -> str:
    """The words of markup, one paragraph a line apart by an empty line; with `furniture` its navigation as well."""
    source = _HIDDEN.sub(" ", _COMMENT.sub(" ", source))
    if not furniture:
        source = _FURNITURE.sub("\n", source)
    source = source.replace("\n", " ")
    source = _TAG.sub("", _BREAK.sub("\n", source))
    return _LINES.sub("\n\n", _BLANKS.sub(" ", unescape(source))).strip()
