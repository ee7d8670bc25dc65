"""An article as an object of JSON: by the contract's keys, else by the names that programs give them (columns.yaml)."""

from __future__ import annotations

import re
from typing import Any

from tui.documents.draft import Draft
from tui.documents.formats.columns import NO_NAMES, FieldNames, columns_of, names_of_text, stated_value
from tui.documents.formats.markup import plain_text

_SHORTER = ("note", "abstract", "abstractNote", "description", "summary", "lead", "excerpt")
_MARKUP = re.compile(r"</(?:p|div|span|a|em|strong|h[1-6]|li)>|<br ?/?>", re.IGNORECASE)
_CONTRACT = frozenset({"id", "text", "title", "published", "outlet", "author", "url", "place", "agency"})
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d{6})Z?")  # 20310627T101500Z


class NoText(Exception):
    """A value that is no article; the message says why."""


def draft_of_object(row: Any, own: str, stated: FieldNames = NO_NAMES) -> Draft:
    """The article of an object, known by its own id, else as `own`; `stated` are the names that a reader says its keys
    have. Raises NoText."""
    if not isinstance(row, dict):
        raise NoText("not an object with `id` and `text`")
    flat = _flat(row)
    columns = columns_of(list(flat))
    keys = list(flat)
    fields = {name: flat[keys[at]] for name, at in columns.items()}
    told = {name: value for name, names in stated.items() if (value := stated_value(row, names)) is not None}
    text = told.pop("text", None)
    if text is None:
        text = row["text"] if isinstance(row.get("text"), str) else fields.get("text") or _shortened(flat)
    if not isinstance(text, str) or not text.strip():
        raise NoText(
            f"no {names_of_text(stated)}"
            if text is None
            else "`text` is empty"
            if text == ""
            else "`text` is not a string"
        )
    fields.pop("text", None)
    _cite(row, fields)
    fields |= told
    if _MARKUP.search(text[:5000]):
        text = plain_text(text)
    stamp = fields.get("published")
    if isinstance(stamp, str) and (compact := _COMPACT.fullmatch(stamp.strip())):
        fields["published"] = "-".join(compact.groups()[:3])
    named = fields.pop("id", None)
    if isinstance(named, str) and named.strip():
        own = named.strip()[:500]
    elif isinstance(named, int) and not isinstance(named, bool):
        own = str(named)
    return Draft(text, id=own, fields=fields, find_title=not fields.get("title"))


def other_names(row: dict[str, Any]) -> dict[str, Any]:
    """What an object with a `text` states of it under other names than the contract's, by the contract's names."""
    if row.keys() <= _CONTRACT:
        return {}
    flat = _flat(row)
    keys = list(flat)
    found = {name: flat[keys[at]] for name, at in columns_of(keys).items() if name not in row and name != "text"}
    _cite(row, found)
    return {name: value for name, value in found.items() if name not in row}


def _shortened(flat: dict[str, Any]) -> str | None:
    """The longest of what stands for a text where there is none: a note, an abstract."""
    texts = [value for key in _SHORTER if isinstance(value := flat.get(key), str) and value.strip()]
    return max(texts, key=len, default=None)


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    """An object's plain values; of an object within it its name, of a list of these the names."""
    flat: dict[str, Any] = {}
    for key, value in list(row.items())[:300]:
        if isinstance(value, dict):
            name = next(
                (value[inner] for inner in ("name", "title", "rendered", "$t", "#text", "value") if inner in value),
                None,
            )
            flat[key] = name if isinstance(name, str) else None
        elif isinstance(value, list):
            names = [one.get("name") if isinstance(one, dict) else one for one in value[:50]]
            flat[key] = [name for name in names if isinstance(name, str)] or None
        else:
            flat[key] = value
    return {key: value for key, value in flat.items() if value is not None}


def _cite(row: dict[str, Any], fields: dict[str, Any]) -> None:
    """What CSL-JSON states in its own way: names in parts, days as lists."""
    for role in ("author", "creators"):
        people = row.get(role)
        if isinstance(people, list) and people and isinstance(people[0], dict) and "name" not in people[0]:
            names = [_name(one) for one in people[:20] if isinstance(one, dict)]
            fields["author"] = ", ".join(name for name in names if name)
    issued = row.get("issued")
    if isinstance(issued, dict):
        parts = issued.get("date-parts")
        first = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
        numbers = [int(part) for part in first if str(part).isdigit()][:3]
        stated = "-".join(f"{number:02d}" if at else f"{number:04d}" for at, number in enumerate(numbers))
        fields["published"] = stated or issued.get("raw") or issued.get("literal")
    if isinstance(row.get("container-title"), str):
        fields["outlet"] = row["container-title"]


def _name(person: dict[str, Any]) -> str:
    parts = (
        person.get(key) for key in ("given", "firstName", "non-dropping-particle", "family", "lastName", "literal")
    )
    return " ".join(part for part in parts if isinstance(part, str) and part)
