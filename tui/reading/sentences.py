"""Sentences of a parsed article; every room of reading counts them the same way: as `doc.sents` does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


def sentences(doc: Doc) -> tuple[Span, ...]:
    """The spans of `doc.sents` in order, without white space at either end (a blank one is an empty span)."""
    found = []
    for sentence in doc.sents:
        text = sentence.text
        start = sentence.start_char + len(text) - len(text.lstrip())
        found.append(Span(start, max(start, sentence.start_char + len(text.rstrip()))))
    return tuple(found)


def sentence_of(doc: Doc) -> list[int]:
    """For each token the index of its sentence."""
    return [index for index, sentence in enumerate(doc.sents) for _ in range(len(sentence))]
