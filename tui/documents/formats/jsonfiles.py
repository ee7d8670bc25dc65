"""`.json`: an article, a list of articles, or an answer that holds such a list; CSL-JSON among them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tui.documents.decoding import decode
from tui.documents.draft import Draft, Unread, Unusable, told
from tui.documents.formats.columns import NO_NAMES, FieldNames, names_of_text
from tui.documents.formats.objects import NoText, draft_of_object

_DEEPEST = 6  # lists and objects within one another in which a list of articles is looked for
_LOOKED = 20_000  # values looked at for it


def json_file(data: bytes, fields: FieldNames = NO_NAMES) -> Iterator[Draft | Unread]:
    """The articles of a JSON file, and the objects that are none. Raises Unusable where it holds no article."""
    decoded = decode(data)
    try:
        value = json.loads(decoded.text)
    except json.JSONDecodeError as error:
        rows = _lines(decoded.text)
        if rows is None:
            raise Unusable(f"not JSON: {error.msg}, line {error.lineno}, column {error.colno}") from error
        value = rows
    except ValueError as error:
        raise Unusable("not JSON: a number too long to be one") from error
    objects = _objects(value, fields)
    alone = objects is None
    found = 0
    problems: list[Unread] = []
    for number, row in enumerate([value] if objects is None else objects, 1):
        try:
            draft = draft_of_object(row, f"entry-{number}", fields)
        except NoText as error:
            problems.append(Unread(f"entry {number}: {error}"))
            continue
        found += 1
        yield told(draft if not alone else Draft(draft.text, fields=draft.fields, find_title=draft.find_title), decoded)
    if not found:
        raise Unusable(
            f"no article in it: no object with {names_of_text(fields)}, nor with one of the names that texts have"
        )
    yield from problems


def _lines(text: str) -> list[Any] | None:
    """The values of a file of one a line, whatever its name says."""
    rows: list[Any] = []
    for line in text.splitlines():
        if line.strip():
            try:
                rows.append(json.loads(line))
            except ValueError:
                return None
    return rows


def _objects(value: Any, fields: FieldNames) -> list[dict[str, Any]] | None:
    """The longest list of objects that a value holds, the outermost first; None where it is an article itself."""
    if isinstance(value, dict) and _is_article(value, fields):
        return None
    best: list[dict[str, Any]] = []
    pending, seen = [(value, 0)], 0
    while pending and seen < _LOOKED:
        one, depth = pending.pop(0)
        seen += 1
        rows = [row for row in one if isinstance(row, dict)] if isinstance(one, list) else []
        if sum(_is_article(row, fields) for row in rows[:50]) and len(rows) > len(best):
            best = rows
        inside = list(one.values()) if isinstance(one, dict) else one if isinstance(one, list) else []
        if isinstance(one, dict) and inside and all(isinstance(row, dict) for row in inside):
            rows = [{"id": key, **row} for key, row in one.items()]
            if sum(_is_article(row, fields) for row in rows[:50]) and len(rows) > len(best):
                best = rows  # articles by their ids
        if depth < _DEEPEST:
            pending.extend((row, depth + 1) for row in inside[:1000] if isinstance(row, dict | list))
    return best or None


def _is_article(row: Any, fields: FieldNames) -> bool:
    try:
        return bool(draft_of_object(row, "", fields))
    except NoText:
        return False
