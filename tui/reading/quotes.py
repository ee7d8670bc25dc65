"""Quotation marks: stretches of quoted text, paragraph by paragraph, on the article's own characters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from tui.model import Span
from tui.text.as_meant import as_meant

_MARK = re.compile(r"[“”„«»\"]|''|``|(?<!\w)[‘'](?=\w)|(?<=[\w.,!?…])[’'](?!\w)")
_OPENING = frozenset("“„«") | {"``"}
_CLOSING = frozenset("”»")
_SINGLE = frozenset("‘’'")
_ELIDED = re.compile(r"['’](?:\d\ds?|em|tis|twas|til|cause|bout|round|n)\b", re.IGNORECASE)
_SPEECH_END = re.compile(r"(?:[.,!?…]['’]?|--|—)\s*$")  # "… 'a run for the boats,' " he said
_SINGLE_END = re.compile(r"[.,!?…][’']|[’'](?=[\s,.;:!?)]|$)")
_ENDED = re.compile(r"[.!?…]\s+$")
_SENTENCES = re.compile(r"[.!?…]\s+\S")  # of a message that ends in a signature: "We were wrong. -B" the mayor wrote
_BORNE = re.compile(r"\w (?:saying|reading|stating)$")  # a sign saying “Save the quay!”
_PARAGRAPHS = 12  # that a quotation may run through unmarked
_WORD = re.compile(r"\w+")


class Quote(Struct, frozen=True):
    """One quoted stretch: `span` with its marks, `inner` without."""

    span: Span
    inner: Span
    block: int
    closed: bool = True  # the closing mark was found
    runs_on: bool = False  # unclosed, and the next paragraph opens again: the same speech
    resumes: bool = False  # the paragraph before it ran on into this one

    def is_single(self, text: str) -> bool:
        """Whether it stands in single marks, as a title or a word held at arm's length may."""
        at = self.span.start
        return text[at] in _SINGLE and not text.startswith("''", at)

    def is_whole(self, text: str) -> bool:
        """Whether it ends with its sentence: what follows the closing mark is another sentence."""
        return self.closed and self.inner.of(text).endswith(".")

    def words(self, text: str) -> int:
        return len(_WORD.findall(text, self.inner.start, self.inner.end))


def _opens(text: str, at: int, mark: str, start: int) -> bool:
    if mark in _OPENING:
        return True
    if mark in _CLOSING:
        return False
    before = text[at - 1] if at > start else " "
    after = text[at + len(mark)] if at + len(mark) < len(text) else " "
    if mark == "''":
        return before.isspace() and not after.isspace()
    return ((before.isspace() or before in "([-–—/:") and not after.isspace()) or (before == "," and after.isupper())


def _opens_again(text: str, at: int, mark: str, start: int) -> bool:
    """Whether a mark opens a quotation inside one that the same mark opened."""
    return mark in _OPENING or (
        _opens(text, at, mark, start) and _ENDED.search(text, max(start, at - 8), at) is not None
    )


def _in_block(text: str, block: Span, number: int) -> list[Quote]:
    found: list[Quote] = []
    opened: tuple[int, str] | None = None
    for m in _MARK.finditer(text, block.start, block.end):
        mark, at = m.group(), m.start()
        single = mark in _SINGLE and mark != "''"
        if single and (_ELIDED.match(text, at) or (opened and opened[1] not in _SINGLE)):
            continue
        if opened is None:
            if single and not (_single_closes(text, m.end(), block.end)):
                continue
            if (single and mark == "’") or (not single and not _opens(text, at, mark, block.start)):
                continue
            opened = (at, mark)
        elif single != (opened[1] in _SINGLE):
            continue
        elif mark == opened[1] and not single and _opens_again(text, at, mark, block.start):
            # A second opening mark: the first was never closed; it ends at the sentence before.
            found.append(Quote(Span(opened[0], at), _inner(text, opened, at), number, closed=False))
            opened = (at, mark)
        else:
            found.append(Quote(Span(opened[0], m.end()), _inner(text, opened, at), number))
            opened = None
    if opened is not None:
        found.append(Quote(Span(opened[0], block.end), _inner(text, opened, block.end), number, closed=False))
    return found


def _inner(text: str, opened: tuple[int, str], end: int) -> Span:
    start = min(opened[0] + len(opened[1]), end)
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return Span(start, end)


def _single_closes(text: str, start: int, end: int) -> bool:
    """Whether a single opening mark finds a closing one that is no plural's apostrophe (punctuation stands in it)."""
    return _SINGLE_END.search(text, start, end) is not None


def quotes(text: str, blocks: Sequence[Span]) -> list[Quote]:
    """All quoted stretches in the order of the text; a mark that never closes reaches to its paragraph's end."""
    text = as_meant(text)
    found: list[Quote] = []
    covered = -1  # the last paragraph that a quotation opened before runs through
    for number, block in enumerate(blocks):
        if number <= covered:
            continue
        for quote in _in_block(text, block, number):
            last = found[-1] if found else None
            first = not text[block.start : quote.span.start].strip()
            if last and not last.closed and last.block == number - 1 and first and quote.block == number:
                found[-1] = Quote(last.span, last.inner, last.block, False, True, last.resumes)
                quote = Quote(quote.span, quote.inner, quote.block, quote.closed, False, True)
            found.append(quote)
        if number > covered and found and found[-1].block == number and not found[-1].closed:
            ending = _ending(text, blocks, number)
            if ending > number:
                last = found[-1]
                found[-1] = Quote(last.span, last.inner, last.block, False, True, last.resumes)
                for k in range(number + 1, ending + 1):
                    whole = blocks[k]
                    found.append(Quote(whole, _bare(text, whole), k, k == ending, k < ending, True))
                covered = ending
    return found


def _ending(text: str, blocks: Sequence[Span], number: int) -> int:
    """The paragraph that closes what an earlier one opened, where none between has a mark: a letter, a message."""
    for k in range(number + 1, min(number + _PARAGRAPHS, len(blocks))):
        marks = [m for m in _MARK.finditer(text, blocks[k].start, blocks[k].end) if m.group() not in _SINGLE]
        if marks:
            closes = marks[0].end() >= blocks[k].end and marks[0].group() not in _OPENING
            return k if closes and len(marks) == 1 else number
    return number


def _bare(text: str, block: Span) -> Span:
    end = block.end
    while end > block.start and (text[end - 1] in "”»\"'" or text[end - 1].isspace()):
        end -= 1
    return Span(block.start, end)


def is_speech(text: str, quote: Quote, before: str) -> bool:
    """Whether a quoted stretch stands as speech by itself: a sentence with its own punctuation, no name or title.

    `before` is the text of the paragraph up to the quote.
    """
    words = quote.words(text)
    inner = quote.inner.of(text)
    if not inner or words == 0:
        return False
    ends = bool(_SPEECH_END.search(inner)) or not quote.closed
    begins = inner[:1].isupper() or inner[:1] in "([…." or not inner[:1].isalpha()
    opener = before.rstrip()
    free = not opener or opener[-1] in "([.,:;!?—–-”\"'’)…" or _BORNE.search(opener[-10:]) is not None
    if ends and free and (words >= 2 or begins):
        return begins or words >= 4
    after = text[quote.span.end : quote.span.end + 2].strip()[:1]
    message = not opener and _SENTENCES.search(inner) is not None
    apart = message or after in ("", ".", ",") or opener.endswith((":", ","))
    return begins and free and words >= 5 and apart
