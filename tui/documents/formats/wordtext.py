"""The paragraphs of a Word file as Word shows them with every change accepted (Office Open XML, ECMA-376)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # the same again, for old readers
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_GONE = frozenset(f"{_W}{name}" for name in ("del", "moveFrom", "delText", "instrText", "rPr", "pPr", "sdtPr", "rt"))
_NOTES = {f"{_W}footnoteReference": "footnote", f"{_W}endnoteReference": "endnote"}
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-", f"{_W}ptab": "\t"}
_DEEPEST = 200  # elements within one another


def paragraphs_in(body: Any, notes: dict[tuple[str, str], Any] | None = None) -> list[str]:
    """The paragraphs of a body in order: tables cell by cell, a box after the paragraph that it hangs on, notes last.

    `notes` are footnotes and endnotes by their kind and number. Deleted and moved-away words are left out, inserted
    ones, fields' results, content controls and links' words are text.
    """
    reader = _Reader(notes or {})
    found = list(reader.blocks(body, 0))
    for at in range(len(found) - 1):  # a paragraph whose end was deleted goes on in the next
        if found[at].endswith(_JOIN):
            found[at + 1] = found[at].removesuffix(_JOIN) + found[at + 1]
            found[at] = ""
    found = [words.removesuffix(_JOIN) for words in found]
    for note in reader.noted:
        found += list(reader.blocks(note, 0))
    return found


_JOIN = "\0join"


class _Reader:
    def __init__(self, notes: dict[tuple[str, str], Any]) -> None:
        self._notes = notes
        self.noted: list[Any] = []

    def blocks(self, parent: Any, depth: int) -> Iterator[str]:
        """The paragraphs below an element, whatever wraps them."""
        if depth > _DEEPEST:
            return
        for element in parent:
            tag = element.tag
            if tag == f"{_W}p":
                yield from self._paragraph(element)
            elif tag == f"{_W}tr" and element.find(f"{_W}trPr/{_W}del") is not None:
                continue
            elif isinstance(tag, str) and tag not in _GONE and tag != _FALLBACK:
                yield from self.blocks(element, depth + 1)

    def _paragraph(self, paragraph: Any) -> Iterator[str]:
        pieces: list[str] = []
        boxes: list[Any] = []
        self._inline(paragraph, pieces, boxes, 0)
        words = "".join(pieces)
        joined = paragraph.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None
        yield words + (_JOIN if joined else "")
        for box in boxes:
            yield from self.blocks(box, 0)

    def _inline(self, parent: Any, pieces: list[str], boxes: list[Any], depth: int) -> None:
        if depth > _DEEPEST:
            return
        for element in parent:
            tag = element.tag
            if tag in (f"{_W}t", _DRAWN):
                pieces.append(element.text or "")
            elif tag in _SIGNS:
                pieces.append("" if element.get(f"{_W}type") in ("page", "column") else _SIGNS[tag])
            elif tag in _NOTES:
                note = self._notes.get((_NOTES[tag], element.get(f"{_W}id") or ""))
                if note is not None:
                    self.noted.append(note)
            elif tag == f"{_W}txbxContent":
                boxes.append(element)
            elif isinstance(tag, str) and tag not in _GONE and tag != _FALLBACK:
                self._inline(element, pieces, boxes, depth + 1)


def notes_of(part: Any, kind: str) -> dict[tuple[str, str], Any]:
    """The notes of a part by their kind and number, without those that only draw a line."""
    return {
        (kind, note.get(f"{_W}id") or ""): note for note in part.iter(f"{_W}{kind}") if note.get(f"{_W}type") is None
    }
