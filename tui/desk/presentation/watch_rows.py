"""Lines of the watchlist's screens: issues with their counts, an issue's lines with what each finds, suggestions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct

from tui.corpus.suggestions import Suggestion
from tui.desk.presentation.line import Line, columns, styled
from tui.desk.presentation.sentence import sentence
from tui.desk.presentation.title import counted
from tui.desk.theme import Look, Role
from tui.model import FieldName, Issue, ListName
from tui.store.rows import ClaimRow, LineAdds, WatchLine

REFUSED = "watchlist.refused"  # under which the desk keeps what is never suggested again
EXAMPLES = 2  # sentences below a suggestion
NUMBER = 9  # cells of a column of numbers: its head is "only here"
LISTS: dict[ListName, str] = {
    "terms": "terms: each always means it",
    "descriptions": "descriptions: mean it where the words stand together",
    "supports": "for it: words that, in a claim on it, speak for it",
    "opposes": "against it: words that speak against it",
}
FIELDS = {"name": "name", "proposition": "it (the sentence)", "colour": "colour", "fuzziness": "close spellings"}
FUZZINESS = {"0": "none", "1": "up to 1 letter", "2": "up to 2 letters"}


class Claimed(Protocol):
    """Where a claim is found by its id."""

    def claim(self, key: str) -> ClaimRow | None: ...


class NoteLine(Struct, frozen=True):
    """A line that only says something."""

    words: str = ""
    role: Role = "dim"
    heads: tuple[str, ...] = ()


class Field(Struct, frozen=True):
    """One field of an issue."""

    name: FieldName
    value: str


class Listed(Struct, frozen=True):
    """A line of one of an issue's lists."""

    line: WatchLine


class AddTo(Struct, frozen=True):
    """Where a line is added to a list."""

    list: ListName


class TakeOff(Struct, frozen=True):
    """Takes the whole issue off the watchlist."""

    issue: Issue


class Watched(Struct, frozen=True):
    """An issue of the watchlist with its mentions and claims."""

    issue: Issue
    mentions: int
    claims: int


class NewIssue(Struct, frozen=True):
    """Begins a new issue."""


class Suggested(Struct, frozen=True):
    """An issue that the claims suggest; `told` are two sentences that pull apart, or some that are made of it."""

    suggestion: Suggestion
    told: tuple[str, ...] = ()


class SuggestionLine(Struct, frozen=True):
    """A line below a suggestion that belongs to it."""

    words: str
    of: Suggested


Row = NoteLine | Field | Listed | AddTo | TakeOff | Watched | NewIssue | Suggested | SuggestionLine


def kept_words(kept: str | None) -> list[str]:
    """The words that a reader does not want to see suggested, as they were kept."""
    try:
        words = json.loads(kept or "[]")
    except ValueError:
        return []
    return [str(one) for one in words] if isinstance(words, list) else []


def examples(library: Claimed, suggestion: Suggestion) -> tuple[str, ...]:
    """Sentences that pull apart on a suggestion, else some of its claims."""
    rows = [library.claim(key) for key in (suggestion.apart or suggestion.claims)[:EXAMPLES]]
    return tuple(sentence(row).plain for row in rows if row is not None)


def _number(value: int | str, role: Role = "count") -> Line:
    return Line(((str(value).rjust(NUMBER), role),))


def watch_line(row: Row, width: int, look: Look) -> Line:
    """Any row of the two screens."""
    match row:
        case NoteLine():
            ends = [_number(head, "dim") for head in row.heads]
            return columns(width, (styled(row.words, row.role, ascii_only=look.ascii),), ends, look)
        case Field():
            return _field(row, width, look)
        case Listed():
            line = row.line
            spoken = line.list in ("supports", "opposes")
            counts = (line.claims,) if spoken else (line.found, line.only, line.claims)
            role: Role = "text" if line.found else "dim"
            return columns(width, (_indented(line.words, role, look),), [_number(n) for n in counts], look)
        case AddTo():
            return _indented("+ another line (Enter, or A)", "key", look)
        case TakeOff():
            return styled("take this issue off the watchlist (x; u takes it back)", "dim")
        case Watched():
            ends = [_number(row.mentions), _number(row.claims)]
            return columns(width, (styled(row.issue.name, "title", ascii_only=look.ascii),), ends, look)
        case NewIssue():
            return styled("+ a new issue (Enter, or A)", "key")
        case Suggested():
            one = row.suggestion
            ends = [_number(one.holders), _number(one.articles), _number(len(one.claims))]
            return columns(width, (styled(", ".join(one.terms), ascii_only=look.ascii),), ends, look)
        case SuggestionLine():
            return columns(width, (_indented(row.words, "dim", look),), (), look)


def _indented(words: str, role: Role, look: Look) -> Line:
    return styled("   ") + styled(words, role, ascii_only=look.ascii)


def _field(row: Field, width: int, look: Look) -> Line:
    shown = FUZZINESS.get(row.value, row.value) if row.name == "fuzziness" else row.value
    label = styled(FIELDS[row.name].ljust(18), "dim")
    missing = "none yet: Enter writes the sentence that one is for or against" if row.name == "proposition" else "none"
    role: Role = "title" if row.name == "name" else "text"
    value = styled(shown, role, ascii_only=look.ascii) if shown else styled(missing, "dim")
    return columns(width, (label, value), (), look)


def issue_rows(issue: Issue, lines: Sequence[WatchLine]) -> list[Row]:
    """An issue as rows: its fields, then each list with what every line finds."""
    rows: list[Row] = [
        Field("name", issue.name),
        Field("proposition", issue.proposition),
        Field("colour", issue.colour),
        Field("fuzziness", str(issue.fuzziness)),
    ]
    for name, words in LISTS.items():
        spoken = name in ("supports", "opposes")
        rows.append(NoteLine())
        rows.append(NoteLine(words, "title", ("claims",) if spoken else ("found", "only here", "claims")))
        rows += [Listed(line) for line in lines if line.list == name]
        rows.append(AddTo(name))
    return [*rows, NoteLine(), TakeOff(issue)]


def list_rows(watched: Sequence[Watched], suggested: Sequence[Suggested]) -> list[Row]:
    """The watchlist as rows, and below it what the corpus suggests."""
    rows: list[Row] = [NoteLine("issue", "dim", ("mentions", "claims")), *watched, NewIssue()]
    if suggested:
        heads = ("holders", "articles", "claims")
        rows += [NoteLine(), NoteLine("from your articles: what recurs in their claims", "title", heads)]
        for one in suggested:
            rows.append(one)
            rows += [SuggestionLine(words, one) for words in one.told]
    return rows


def adds_words(adds: LineAdds, name: str) -> list[str]:
    """What a line that is typed would add, in one line or two."""
    if name in ("supports", "opposes"):
        return [f"stands in {counted(adds.claims, 'claim')} on this issue"]
    if not adds.found:
        return ["finds nothing"]
    found = counted(adds.found, "place")
    if not adds.new:
        return [f"finds {found}, all of which other lines find already: adds nothing"]
    told = [f"finds {found}: adds {adds.new:,}, and {counted(adds.claims, 'claim')}"]
    return [*told, f"such as “{adds.example}” ({adds.title})"] if adds.example else told
