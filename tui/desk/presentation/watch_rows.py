"""Lines of the watchlist's screens: issues with their counts, an issue's lines with what each finds, suggestions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct

from tui.config.draft import FileLine
from tui.corpus.suggestions import Proposed, Suggestion
from tui.desk.presentation.line import Line, columns, styled
from tui.desk.presentation.sentence import sentence
from tui.desk.presentation.stance import side_sums
from tui.desk.presentation.title import counted
from tui.desk.theme import Look, Role
from tui.model import FieldName, Issue, ListName
from tui.store.rows import ClaimRow, IssueRow, LineAdds, WatchLine

REFUSED = "watchlist.refused"  # under which the desk keeps what is never suggested again
DRAFTS = "watchlist.drafts"  # and issues that were not saved
EXAMPLES = 2  # sentences below a suggestion
LABEL = 17  # cells of a field's name
NUMBER = 9  # cells of a column of numbers: its head is "only here"
LISTS: dict[ListName, str] = {
    "terms": "terms: each always means it",
    "descriptions": "descriptions: mean it where the words stand together",
    "supports": "for it: words that, in a claim on it, speak for it",
    "opposes": "against it: words that speak against it",
}
FIELDS = {"name": "name", "proposition": "it (the sentence)", "colour": "colour", "fuzziness": "close spellings"}
NO_SENTENCE = "none yet, so no side can be told; Enter writes one"
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
    """One field of an issue; `told` is what it comes to now."""

    name: FieldName
    value: str
    told: str = ""


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
    unsaved: bool = False  # changes to it were not saved when the desk ended


class NewIssue(Struct, frozen=True):
    """Begins a new issue."""


class Begun(Struct, frozen=True):
    """An issue that was begun and not saved when the desk ended."""

    key: str
    name: str


class Suggested(Struct, frozen=True):
    """An issue that the claims suggest; `told` are two sentences that pull apart, or some that are made of it."""

    suggestion: Suggestion
    told: tuple[str, ...] = ()


class SuggestionLine(Struct, frozen=True):
    """A line below a suggestion that belongs to it."""

    words: str
    of: Suggested


class PropositionRow(Struct, frozen=True):
    """A proposition that the claims would bear out, to be taken for one; `told` are claims that it rests on."""

    proposed: Proposed
    told: tuple[str, ...] = ()


class PropositionClaim(Struct, frozen=True):
    """A claim that an offered proposition rests on."""

    words: str
    of: PropositionRow


Written = NoteLine | Field | Listed | AddTo | TakeOff | PropositionRow | PropositionClaim  # of an issue
Row = Written | Begun | Watched | NewIssue | Suggested | SuggestionLine


def kept_words(kept: str | None) -> list[str]:
    """The words that a reader does not want to see suggested, as they were kept."""
    try:
        words = json.loads(kept or "[]")
    except ValueError:
        return []
    return [str(one) for one in words] if isinstance(words, list) else []


def examples(library: Claimed, suggestion: Suggestion) -> tuple[str, ...]:
    """Sentences that pull apart on a suggestion, else some of its claims."""
    return _sentences(library, suggestion.apart or suggestion.claims)


def offers(library: Claimed, proposed: Sequence[Proposed]) -> list[PropositionRow]:
    """Propositions with claims that each rests on."""
    return [PropositionRow(one, _sentences(library, one.claims)) for one in proposed]


def _sentences(library: Claimed, claims: Sequence[str]) -> tuple[str, ...]:
    rows = [library.claim(key) for key in claims[:EXAMPLES]]
    return tuple(sentence(row).plain for row in rows if row is not None)


def _number(value: int | str, role: Role = "count") -> Line:
    return Line(((str(value).rjust(NUMBER), role),))


def watch_line(row: Row, width: int, look: Look) -> Line:
    """Any row of the two screens."""
    match row:
        case Begun():
            name = styled(f"{row.name}: begun, not saved (Enter opens it)", "warning", ascii_only=look.ascii)
            return columns(width, (name,), (), look)
        case Watched():
            ends = [_number(row.mentions), _number(row.claims)]
            name = styled(row.issue.name, "title", ascii_only=look.ascii)
            return columns(width, (name + styled(": changes not saved" if row.unsaved else "", "warning"),), ends, look)
        case NewIssue():
            return styled("+ a new issue (Enter, or A)", "key")
        case Suggested():
            one = row.suggestion
            ends = [_number(one.holders), _number(one.articles), _number(len(one.claims))]
            return columns(width, (styled(", ".join(one.terms), ascii_only=look.ascii),), ends, look)
        case SuggestionLine():
            return columns(width, (_indented(row.words, "dim", look),), (), look)
        case _:
            return _written(row, width, look)


def _written(row: Written, width: int, look: Look) -> Line:
    """A row of an issue."""
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
        case PropositionRow():
            return _offer(row.proposed, width, look)
        case PropositionClaim():
            words = styled(" " * (LABEL + 3)) + styled(row.words, "dim", ascii_only=look.ascii)
            return columns(width, (words,), (), look)


def _indented(words: str, role: Role, look: Look) -> Line:
    return styled("   ") + styled(words, role, ascii_only=look.ascii)


def _field(row: Field, width: int, look: Look) -> Line:
    shown = FUZZINESS.get(row.value, row.value) if row.name == "fuzziness" else row.value
    label = styled(FIELDS[row.name].ljust(LABEL) + " ", "dim")
    missing = NO_SENTENCE if row.name == "proposition" else "none"
    role: Role = "title" if row.name == "name" else "text"
    value = styled(shown, role, ascii_only=look.ascii) if shown else styled(missing, "dim")
    return columns(width, (label, value), (styled(row.told, "count", ascii_only=look.ascii),), look)


def _offer(one: Proposed, width: int, look: Look) -> Line:
    """`   it could be     The quay should be built   asked 3, rejected 1`."""
    said = [f"asked {one.asked}"] * bool(one.asked) + [f"rejected {one.rejected}"] * bool(one.rejected)
    words = (styled("   it could be".ljust(LABEL) + " ", "key"), styled(one.sentence, ascii_only=look.ascii))
    return columns(width, words, (styled(", ".join(said), "count"),), look)


def sides_words(row: IssueRow | None) -> str:
    """`3 for it, 8 against`: who is on which side of a proposition that is in force; empty of an issue that is not."""
    if row is None or not row.claims:
        return ""
    sums = side_sums(row)
    return f"{sums['for']} for it, {sums['against']} against"


def issue_rows(
    issue: Issue, lines: Sequence[WatchLine], offered: Sequence[PropositionRow] = (), sides: str = ""
) -> list[Row]:
    """An issue as rows: its fields, propositions that are offered, then each list with what every line finds; `sides`
    is what the proposition comes to."""
    rows: list[Row] = [Field("name", issue.name), Field("proposition", issue.proposition, sides)]
    for one in offered:
        rows.append(one)
        rows += [PropositionClaim(words, one) for words in one.told]
    rows += [Field("colour", issue.colour), Field("fuzziness", str(issue.fuzziness))]
    for name, words in LISTS.items():
        spoken = name in ("supports", "opposes")
        rows.append(NoteLine())
        rows.append(NoteLine(words, "title", ("claims",) if spoken else ("found", "only here", "claims")))
        rows += [Listed(line) for line in lines if line.list == name]
        rows.append(AddTo(name))
    return [*rows, NoteLine(), TakeOff(issue)]


def file_rows(lines: Sequence[FileLine], path: str) -> list[Row]:
    """How a config file would stand: the lines that come, go and stay around them."""
    if not lines:
        return []
    roles: dict[str, Role] = {"+": "key", "-": "warning"}
    told = [f"{line.number or '':>9}  {line.sign} {line.words}" for line in lines]
    rows: list[Row] = [NoteLine(), NoteLine(f"not saved yet; so it would stand in {path}", "title")]
    return rows + [NoteLine(words, roles.get(line.sign, "dim")) for words, line in zip(told, lines, strict=True)]


def list_rows(watched: Sequence[Watched], suggested: Sequence[Suggested], begun: Sequence[Begun] = ()) -> list[Row]:
    """The watchlist as rows, with what was begun and not saved, and below it what the corpus suggests."""
    rows: list[Row] = [NoteLine("issue", "dim", ("mentions", "claims")), *watched, *begun, NewIssue()]
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
