"""NAME.meta.yaml: what a person wrote beside a file. A flat mapping of plain words; nothing else is built from it."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

_LARGEST = 64 * 1024
FIELDS = ("id", "title", "published", "outlet", "agency", "author", "place", "url")


class MetaProblem(Exception):
    """A meta file that cannot be used; the message says where and why."""


def parse(data: bytes) -> dict[str, str]:
    """The fields of a meta file as written, none converted (`no` and `12:30` stay words).

    Anchors, aliases, merges and tags are refused from the event stream, before anything is built. Raises MetaProblem.
    """
    if len(data) > _LARGEST:
        raise MetaProblem("too large")
    try:
        events = list(_flat(yaml.parse(data.decode("utf-8-sig"), Loader=yaml.SafeLoader)))
    except UnicodeDecodeError as error:
        raise MetaProblem("not UTF-8") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
        raise MetaProblem(f"{where}{error.problem}") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise MetaProblem("not YAML") from error
    return _fields(events)


def _flat(events: Iterator[yaml.Event]) -> Iterator[yaml.Event]:
    """The events as they come, up to the first that is nested: what stands deep is never looked at."""
    deep = 0
    for event in events:
        deep += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if deep > 1 or isinstance(event, yaml.SequenceStartEvent):
            line = event.start_mark.line + 1 if event.start_mark else 0
            raise MetaProblem(f"line {line}: only plain `key: value` lines are read")
        yield event


def _fields(events: list[yaml.Event]) -> dict[str, str]:
    inner = [event for event in events if not isinstance(event, yaml.StreamStartEvent | yaml.StreamEndEvent)]
    if not inner:
        return {}
    whole = len(inner) >= 4 and isinstance(inner[1], yaml.MappingStartEvent) and len(inner) % 2 == 0
    if not whole or not isinstance(inner[-1], yaml.DocumentEndEvent):
        raise MetaProblem("not a list of `key: value` lines")
    words = [_words(event) for event in inner[2:-2]]
    found: dict[str, str] = {}
    for (key, line), (value, _) in zip(words[::2], words[1::2], strict=True):
        if key in found:
            raise MetaProblem(f"line {line}: {key!r} stands twice")
        if key not in FIELDS:
            raise MetaProblem(f"line {line}: {key!r} is not one of {', '.join(FIELDS)}")
        found[key] = value
    return {key: value for key, value in found.items() if value.strip()}


def _words(event: yaml.Event) -> tuple[str, int]:
    """A plain scalar as written, with its line."""
    line = event.start_mark.line + 1 if event.start_mark else 0
    if not isinstance(event, yaml.ScalarEvent) or event.anchor or event.tag:
        raise MetaProblem(f"line {line}: only plain `key: value` lines are read")
    return str(event.value), line
