"""`.jsonl`: one article a line, read one line at a time."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NoReturn

from tui.documents.draft import Draft
from tui.documents.formats.columns import NO_NAMES, FieldNames
from tui.documents.formats.objects import NoText, draft_of_object, other_names

_SURROGATE = re.compile("[\ud800-\udfff]")
LONGEST = 32 * 1024 * 1024  # bytes of one line


class BadLine(Exception):
    """A line that is no article; the message says why."""


def draft_of(line: bytes, number: int, fields: FieldNames = NO_NAMES) -> Draft | None:
    """The article of one line, None for an empty line. Raises BadLine."""
    try:
        words = line.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError as error:
        raise BadLine(f"not UTF-8 at byte {error.start + 1}") from error
    if not words.strip():
        return None
    try:
        row = _DECODER.decode(words)
    except BadLine:
        raise
    except RecursionError as error:
        raise BadLine("nested too deep") from error
    except json.JSONDecodeError as error:
        raise BadLine(f"not JSON: {error.msg}, column {error.colno}") from error
    except ValueError as error:
        raise BadLine("a number too long to be one") from error
    if not isinstance(row, dict):
        raise BadLine("not an object with `id` and `text`")
    if any(isinstance(value, str) and _SURROGATE.search(value) for value in row.values()):
        raise BadLine("half of a surrogate pair, which is no character")
    if "text" not in row or fields:
        try:
            return draft_of_object(row, f"line-{number}", fields)
        except NoText as error:
            raise BadLine(str(error)) from error
    text = row.pop("text")
    if not isinstance(text, str):
        raise BadLine("no `text`" if text is None else "`text` is not a string")
    own = _id(row.pop("id", None), number)
    fields = other_names(row) | row
    return Draft(text, id=own, fields=fields, find_title=not fields.get("title"))


def _id(raw: Any, number: int) -> str:
    """The line's own id, else its number."""
    if isinstance(raw, str) and raw.strip():
        return raw[:500]
    return str(raw) if isinstance(raw, int) and not isinstance(raw, bool) else f"line-{number}"


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise BadLine("a key stands twice")
    return found


def _constant(name: str) -> NoReturn:
    raise BadLine(f"{name} is no JSON value")


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_constant)


def drafts(
    lines: Iterator[tuple[int, bytes | None]], fields: FieldNames = NO_NAMES
) -> Iterator[tuple[int, Draft | BadLine]]:
    """Each line's article or why it has none, with the line's number."""
    for number, line in lines:
        if line is None:
            yield number, BadLine(f"longer than {LONGEST >> 20} MB")
            continue
        try:
            draft = draft_of(line, number, fields)
        except BadLine as error:
            yield number, error
            continue
        if draft:
            yield number, draft
