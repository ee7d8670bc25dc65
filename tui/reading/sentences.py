"""Sentences of a parsed article; every room of reading counts them the same way.

They are those of `doc.sents`, but that a dateline belongs to the sentence it opens: the parser reads the two apart, so
that "PORT ANSGAR, May 3 (Agency) -" is no part of what the story's first words say.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from tui.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_RANGES = "onrecord.ranges"
TEXT = "onrecord.text"  # in Doc.user_data: the text that was parsed
MODEL = "onrecord.model"  # in Doc.user_data: the language model that parsed it, with its version
TURNS = "onrecord.turns"  # in Doc.user_data: who speaks where, as found before the parse
OPENS = "onrecord.opens"  # in Doc.user_data: the token that opens the sentence after the dateline


def sentences(doc: Doc) -> tuple[Span, ...]:
    """Their spans in order, without white space at either end (a blank one is an empty span)."""
    whole = text_of(doc)
    found = []
    for first, last in ranges(doc):
        at, ending = doc[first].idx, doc[last - 1]
        text = whole[at : ending.idx + len(ending)]
        start = at + len(text) - len(text.lstrip())
        found.append(Span(start, max(start, at + len(text.rstrip()))))
    return tuple(found)


def sentence_of(doc: Doc) -> list[int]:
    """For each token the index of its sentence."""
    return [index for index, (first, last) in enumerate(ranges(doc)) for _ in range(last - first)]


def dateline_of(doc: Doc) -> range:
    """The tokens of the article's dateline; empty where it has none."""
    opens = doc.user_data.get(OPENS)
    if opens is None:
        return range(0)
    return range(next((first for first, last in _parsed(doc) if last == opens), opens), opens)


def text_of(doc: Doc) -> str:
    """`doc.text`, put together once and kept with the Doc."""
    kept: str | None = doc.user_data.get(TEXT)
    if kept is None:
        kept = doc.user_data[TEXT] = doc.text
    return kept


def ranges(doc: Doc) -> list[tuple[int, int]]:
    """First token and the one after the last, of each sentence: found once and kept with the Doc."""
    kept: list[tuple[int, int]] | None = doc.user_data.get(_RANGES)
    if kept is None:
        kept = doc.user_data[_RANGES] = _ranges(doc)
    return kept


def _ranges(doc: Doc) -> list[tuple[int, int]]:
    opens = doc.user_data.get(OPENS)
    found: list[tuple[int, int]] = []
    for first, last in _parsed(doc):
        if found and first == opens:
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return found


def _parsed(doc: Doc) -> list[tuple[int, int]]:
    """`doc.sents` as first and last tokens, from one column, with no Span made for each."""
    begins = [at for at, begun in enumerate(doc.to_array("SENT_START").tolist()) if begun == 1 or not at]
    return list(pairwise([*begins, len(doc)]))
