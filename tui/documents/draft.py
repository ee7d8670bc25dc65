"""What a format's module makes of a file, and how it becomes an Article."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from tui.documents.blocks import Layout, layout
from tui.documents.bylines import writers_of
from tui.documents.decoding import Decoded
from tui.documents.isodays import day_of_name, iso_day
from tui.model import READ_AT_MOST, Article, Block, DayClue, Span

MOST_LINES = 200_000  # of one article: more are no article
_BREAK = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
MOST_FIELD = 500  # characters of a metadata field that are kept


class Unusable(Exception):
    """A file that holds nothing a reader could use; the message says why, in words for its user."""


class Draft(Struct, frozen=True):
    """One article as a file holds it: its text and what the format's own metadata says of it.

    `id` is None where the file holds one article. `fields` has the contract's keys: title, published, outlet, agency,
    author, place, url; and `made`, the day the file itself was made, which counts only where nothing else tells a day.
    `pages` are pairs of offsets. The article begins at offset `starts` of the text; `asides` are stretches of the text
    that are not its own: what a letter quotes of the one it answers, a signature.
    """

    text: str
    id: str | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    encoding: str = "utf-8"
    guessed: bool = False
    undecodable: int = 0
    partly: str = ""
    pages: tuple[tuple[int, int], ...] = ()
    find_title: bool = True
    starts: int = 0
    asides: tuple[tuple[int, int], ...] = ()


class Inner(Struct, frozen=True):
    """A file within a file, to be read by what it is; `fields` is what holds for it where it says nothing better."""

    name: str
    data: bytes
    fields: Mapping[str, Any] = field(default_factory=dict)


class Unread(Struct, frozen=True):
    """A part of a file that is not read: which and why, in words; `line` where it is told by a line."""

    why: str
    line: int | None = None


def of_decoded(decoded: Decoded, **rest: Any) -> Draft:
    """A draft of decoded text with its account of the decoding."""
    return Draft(
        decoded.text, encoding=decoded.encoding, guessed=decoded.guessed, undecodable=decoded.undecodable, **rest
    )


def told(draft: Draft, decoded: Decoded) -> Draft:
    """A draft taken from decoded text with the account of the decoding."""
    return replace(draft, encoding=decoded.encoding, guessed=decoded.guessed, undecodable=decoded.undecodable)


def article_of(draft: Draft, key: str, path: str, written: Mapping[str, str]) -> Article:
    """An Article of a draft; `written` is what a person wrote beside the file, and wins."""
    stated = {name: value for name, raw in draft.fields.items() if (value := _field(raw))}
    stated.update(written)
    ends = _end_of_lines(draft.text)
    page = layout(
        draft.text[:ends], stated.get("title"), find_title=draft.find_title, starts=draft.starts, asides=draft.asides
    )
    author, agency = writers_of(stated.get("author"))
    if author is None:
        author, behind = writers_of(page.author)
        agency = agency or behind
    return Article(
        key=key,
        path=path,
        text=draft.text,
        blocks=tuple(page.blocks),
        title=page.title,
        title_span=page.title_span,
        outlet=stated.get("outlet") or page.outlet,
        agency=stated.get("agency") or page.agency or agency,
        author=written.get("author") or author,
        place=stated.get("place") or page.place,
        url=stated.get("url"),
        day_clues=_clues(draft, path, page, written),
        digest=_digest(draft, stated),
        encoding=draft.encoding,
        guessed=draft.guessed,
        undecodable=draft.undecodable,
        partly=draft.partly or _partly(page.blocks, ends is not None),
        pages=tuple(Span(*page) for page in draft.pages),
    )


def _partly(blocks: Sequence[Block], cut: bool) -> str:
    """Why not everything that the text holds is looked at, in words; empty where it is."""
    if cut:
        return f"partly read: only its first {MOST_LINES:,} lines"
    if blocks and blocks[-1].span.end > READ_AT_MOST:
        return f"partly read: names, days and claims of its first {READ_AT_MOST:,} characters"
    return ""


def _end_of_lines(text: str) -> int | None:
    """Where the last line ends that is looked at; None where all are."""
    if len(text) <= MOST_LINES:
        return None
    return next((found.start() for number, found in enumerate(_BREAK.finditer(text), 1) if number == MOST_LINES), None)


def _field(raw: Any) -> str | None:
    """A metadata field as one line of text."""
    if isinstance(raw, str):
        return " ".join(raw[: MOST_FIELD * 2].split())[:MOST_FIELD] or None
    if isinstance(raw, list | tuple) and raw and all(isinstance(part, str) for part in raw):
        return _field(", ".join(raw[:20]))
    return None


def _clues(draft: Draft, path: str, page: Layout, written: Mapping[str, str]) -> tuple[DayClue, ...]:
    clues: list[DayClue] = []
    beside = iso_day(written.get("published"))
    if beside:
        clues.append(DayClue("meta", beside, None, f"the file beside it says {written['published'][:MOST_FIELD]!r}"))
    stated = draft.fields.get("published")
    inside = iso_day(stated)
    if inside:
        written_as = draft.fields.get("published_as") or repr(stated)
        clues.append(DayClue("file", inside, None, f"the file itself says {written_as}"))
    weak = []
    called = day_of_name(draft.id or path) if draft.id is None or "." in draft.id else None
    if called:
        weak.append(DayClue("file", called, None, f"nothing better: the file's name says {called}"))
    made = iso_day(draft.fields.get("made"))
    if made and not called:
        weak.append(DayClue("file", made, None, f"nothing better: the file carries the day {made}"))
    whole = any(not clue.value.startswith("-") for clue in (*clues, *page.clues))
    return (*clues, *page.clues) if whole else (*clues, *page.clues, *weak)


def _digest(draft: Draft, stated: Mapping[str, str]) -> str:
    """Of the article's content, so that it is known again wherever its file moves."""
    digest = hashlib.blake2b(draft.text.encode("utf-8", "surrogatepass"), digest_size=16)
    for name in sorted(stated):
        digest.update(f"\0{name}\0{stated[name]}".encode("utf-8", "surrogatepass"))
    published = draft.fields.get("published")
    digest.update(f"\0{published}".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
