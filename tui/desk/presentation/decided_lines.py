"""What was decided as lines of a list, and what passes a filter of it, as it is typed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from tui.desk.presentation.line import Line, columns, styled
from tui.desk.theme import Look
from tui.store.rows import DecidedRow

FIELDS = ("issue", "holder", "day", "coder", "is")
HINT = "words  issue:NAME  holder:NAME  day:2031-04  coder:NAME  is:rejected|changed|added|note|untied|merge|actor"
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


class DecidedFilter(Struct, frozen=True):
    """What a row must have: each field a part of a name, folded; `day` how an ISO day begins; `words` all of them."""

    words: tuple[str, ...] = ()
    issue: str = ""
    holder: str = ""
    day: str = ""
    coder: str = ""
    is_: str = ""


def parse_decided(text: str) -> DecidedFilter:
    """Raises ValueError, one line that says what is wrong and what would be right."""
    words: list[str] = []
    fields: dict[str, str] = {}
    for part in re.findall(r'\w+:"[^"]*"?|\S+', text):
        name, colon, value = part.partition(":")
        value = value.strip('"').casefold()
        if not colon or name not in FIELDS:
            words.append(part.casefold())
        elif name == "day" and value and not _DAY.fullmatch(value):
            raise ValueError(f"day:{value}: write a year, a month or a day, such as day:2031-04")
        else:
            fields["is_" if name == "is" else name] = value
    return DecidedFilter(tuple(words), **fields)


def passes(row: DecidedRow, wanted: DecidedFilter, names: Mapping[str, str]) -> bool:
    """`names` are those of the issues, by their ids."""
    issue = f"{row.issue} {names.get(row.issue, '')}".casefold()
    told = f"{row.what} {row.title} {row.holder} {issue}".casefold()
    return (
        all(word in told for word in wanted.words)
        and wanted.issue in issue
        and wanted.holder in row.holder.casefold()
        and f"{row.when:%Y-%m-%d}".startswith(wanted.day)
        and wanted.coder in row.coder.casefold()
        and (not wanted.is_ or wanted.is_ in (row.kind, row.status, "untied" if row.untied else ""))
    )


def counts(rows: Sequence[DecidedRow]) -> str:
    """`31 decisions: 20 claims (4 rejected), 8 notes, 3 others`."""
    claims = [row for row in rows if row.status]
    rejected = sum(row.status == "rejected" for row in claims)
    notes = sum(row.kind == "note" for row in rows)
    others = len(rows) - len(claims) - notes
    told = [f"{len(claims):,} of claims" + (f" ({rejected:,} rejected)" if rejected else "")] if claims else []
    told += [f"{notes:,} {'note' if notes == 1 else 'notes'}"] if notes else []
    told += [f"{others:,} others"] if others else []
    untied = sum(bool(row.untied) for row in rows)
    told += [f"{untied:,} untied (!)"] if untied else []
    return f"{len(rows):,}" + (f": {', '.join(told)}" if told else "")


WIDE = 100  # columns from which a row says whose claim it is, on what issue


def decided_head(width: int, look: Look) -> Line:
    """The heads of the columns."""
    right = (styled("whose claim, on what", "dim"),) if width >= WIDE else ()
    when, who = "when".ljust(16), "who".ljust(8)
    return columns(width, (styled(when, "dim"), styled(who, "dim"), styled("what was decided", "dim")), right, look)


def decided_line(row: DecidedRow, width: int, look: Look, names: Mapping[str, str]) -> Line:
    """`2031-04-09 18:30  me  claim rejected: …   Holm · New harbour`."""
    moment = styled(f"{row.when:%Y-%m-%d %H:%M}", "dim")
    coder = styled(row.coder, "key" if row.mine else "source", ascii_only=look.ascii)
    what = styled(row.what, "dim" if row.status == "rejected" else "text", ascii_only=look.ascii)
    if row.untied:
        what = styled("! ", "warning") + what
    right = (about_line(row, look, names).crop(width // 3, look.glyphs.ellipsis),) if width >= WIDE else ()
    left = (moment, coder.fit(8, ellipsis=look.glyphs.ellipsis), what)
    return columns(width, left, right, look, least=24).crop(width, look.glyphs.ellipsis)


def about_line(row: DecidedRow, look: Look, names: Mapping[str, str]) -> Line:
    """Whose claim it is, on what issue, or why it is tied to none; nothing where it is about no claim."""
    if row.untied:
        return styled(f"tied to no claim: {row.untied}", "warning", ascii_only=look.ascii)
    words = " · ".join(part for part in (row.holder, names.get(row.issue, row.issue)) if part)
    return styled(words, "dim", ascii_only=look.ascii)
