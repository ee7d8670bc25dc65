"""The paragraphs of an OpenDocument text as it is shown with every change accepted (ODF 1.3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_GONE = frozenset(
    {f"{_TEXT}{name}" for name in ("tracked-changes", "note-citation", "ruby-text", "sequence-decls", "variable-decls")}
    | {f"{_OFFICE}{name}" for name in ("annotation", "annotation-end", "forms")}
)
_LINK = f"{_DRAW}a"
_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")
_SIGNS = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_DEEPEST = 200  # elements within one another
_BLANKS = 1000  # of one run of blanks


def paragraphs_in(body: Any) -> list[str]:
    """The paragraphs of a body in order; a box after the paragraph that it hangs on, notes last."""
    notes: list[Any] = []
    found = list(_blocks(body, notes, 0))
    for note in notes:
        found += list(_blocks(note, [], 0))
    return found


def _blocks(parent: Any, notes: list[Any], depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    for element in parent:
        if element.tag in _PARAGRAPHS:
            pieces: list[str] = []
            boxes: list[Any] = []
            _inline(element, pieces, boxes, notes, 0)
            yield "".join(pieces)
            for box in boxes:
                yield from _blocks(box, notes, depth + 1)
        elif isinstance(element.tag, str) and element.tag not in _GONE:
            yield from _blocks(element, notes, depth + 1)


def _inline(parent: Any, pieces: list[str], boxes: list[Any], notes: list[Any], depth: int) -> None:
    pieces.append(_plain(parent.text))
    if depth > _DEEPEST:
        return
    for element in parent:
        if element.tag == f"{_TEXT}s":
            count = element.get(f"{_TEXT}c") or "1"
            pieces.append(" " * min(_BLANKS, int(count) if count.isdigit() else 1))
        elif element.tag in _SIGNS:
            pieces.append(_SIGNS[element.tag])
        elif element.tag == f"{_TEXT}note":
            notes.extend(element.iter(f"{_TEXT}note-body"))
        elif isinstance(element.tag, str) and element.tag.startswith(_DRAW) and element.tag != _LINK:
            boxes.append(element)
        elif isinstance(element.tag, str) and element.tag not in _GONE:
            _inline(element, pieces, boxes, notes, depth + 1)
        pieces.append(_plain(element.tail))


def _plain(words: str | None) -> str:
    """Text with its blanks as one, as XML's are in an OpenDocument."""
    if not words:
        return ""
    joined = " ".join(words.split())
    return f"{' ' * words[0].isspace()}{joined}{' ' * (words[-1].isspace() and bool(joined))}"
