"""A holder's record as lines: what it says and what others say of it, each by issue, oldest first, with the day and the
article above the claims that it has, a mark where the holder turned, and the doubtful below a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from msgspec import Struct

from tui.desk.presentation.claim_lines import confidence, said
from tui.desk.presentation.daywords import about
from tui.desk.presentation.line import Line, columns, join, styled
from tui.desk.presentation.sentence import side_words
from tui.desk.presentation.stance import WORDS, stance_sign
from tui.desk.presentation.title import counted
from tui.desk.presentation.wrap import wrap
from tui.desk.theme import Look
from tui.export.record import OnIssue, RecordedClaim, stance_on
from tui.model import Days, Stance
from tui.store.rows import ClaimRow

SILENCE = 28  # days without a claim from which on a line says so
_INDENT = 3  # cells before a claim's words: its side, and a gap
_WORDS: Mapping[Stance | None, str] = {"for": "for it", "against": "against it", "mixed": "both", None: "no side"}

Told = OnIssue[ClaimRow]


class RecordRow(Struct, frozen=True):
    """A line, the claim that it is of, and the issue that it stands under: its id, empty for none."""

    line: Line
    claim: ClaimRow | None = None
    issue: str = ""


class RecordPart(Struct, frozen=True):
    """What a holder says ("by") or what others say of it ("about"), issue by issue."""

    part: str
    name: str
    told: tuple[Told, ...]

    @property
    def claims(self) -> int:
        """How many there are: one on two issues stands under both."""
        return len({said.of.claim.id for on in self.told for said in (*on.counted, *on.doubtful)})


def silence(before: Days | None, after: Days | None) -> str:
    """How long nothing was heard between two claims, in words; empty where it was short or is not known."""
    if before is None or after is None:
        return ""
    days = (after.first - before.last).days
    if days < SILENCE:
        return ""
    if days < 60:
        return f"{days // 7} weeks without a claim"
    return f"{round(days / 30.44)} months without a claim" if days < 730 else f"{days // 365} years without a claim"


def when_words(days: tuple[Days, Days] | None) -> str:
    """`first said 9 Apr 2031, last said ~late 2031`; of one time only once."""
    if days is None:
        return "no day known"
    first, last = map(about, days)
    return f"said {first}" if first == last else f"first said {first}, last said {last}"


def turned_words(on: Told) -> str:
    """Whether the holder turned: `turned once`, `never turned`, or why that cannot be seen; empty where no side or only
    one claim with a side is there."""
    if on.turns:
        return "turned once" if on.turns == 1 else f"turned {on.turns} times"
    sided = [said.stance for said in on.counted if said.stance in ("for", "against")]
    if len(sided) < 2:
        return ""
    if len(set(sided)) == 2:
        return "both sides, with no time between them"
    return "in one article" if on.articles == 1 else "never turned"


def record_rows(part: RecordPart, width: int, look: Look, names: Mapping[str, str], *, one: bool) -> list[RecordRow]:
    """The lines of a part; `one` where the record is on one issue, which then is not named again."""
    rows = _wrapped(_part_head(part, look, one), width, 0, look)
    for on in part.told:
        if not one:
            rows.append(RecordRow(Line(), None, on.issue))
            rows += _wrapped(_issue_head(part, on, look, names), width, 1, look, on.issue)
        rows += _claims(on, width, look, turns=part.part == "by")
    if not part.told:
        nothing = "says nothing" if part.part == "by" else "is not spoken of by others"
        rows.append(RecordRow(styled(f"   {part.name} {nothing} here.", "dim", ascii_only=look.ascii)))
    return rows


def _part_head(part: RecordPart, look: Look, one: bool) -> Line:
    title = f"BY {part.name}" if part.part == "by" else f"ABOUT {part.name}, said by others"
    head = styled(f"{title} · {counted(part.claims, 'claim')}", "title", ascii_only=look.ascii)
    if one and part.told:
        return head + _told_of(part, part.told[0], look)
    issues = sum(bool(on.issue) for on in part.told)
    return head + styled(f" on {counted(issues, 'issue')} of the watchlist", "title") if issues else head


def _issue_head(part: RecordPart, on: Told, look: Look, names: Mapping[str, str]) -> Line:
    name = names.get(on.issue, on.issue) if on.issue else "On no issue of the watchlist"
    return styled(name, "key", ascii_only=look.ascii) + _told_of(part, on, look)


def _told_of(part: RecordPart, on: Told, look: Look) -> Line:
    """`: +3 for it, ·2 no side · first said …, last said … · turned once`."""
    sides: Counter[Stance | None] = on.sides if on.issue else Counter()
    pieces = [
        Line(((f"{stance_sign(stance, look)}{sides[stance]} {_WORDS[stance]}", stance or "none"),))
        for stance, _ in WORDS
        if sides[stance]
    ]
    told = Line(((": ", "dim"),)) + join(pieces, Line(((", ", "dim"),))) if pieces else Line()
    words = [when_words(on.days)] + ([turned_words(on)] if part.part == "by" and on.issue else [])
    return told + styled("".join(f" · {word}" for word in words if word), "dim")


def _claims(on: Told, width: int, look: Look, *, turns: bool) -> list[RecordRow]:
    rows: list[RecordRow] = []
    before: ClaimRow | None = None
    for each in on.counted:
        rows += _between(before, each, on.issue, width, look, turns=turns)
        rows += _claim(each, on.issue, width, look)
        before = each.of
    if on.doubtful:
        why = Counter(each.of.doubts[0] for each in on.doubtful)
        reasons = ", ".join(f"{reason} {number}" for reason, number in why.items())
        rule = look.glyphs.below
        head = styled(f"{rule * 2} DOUBTFUL, below all else · {len(on.doubtful)}: {reasons} ", "dim")
        rows.append(RecordRow((head + Line(((rule * max(width - head.cells, 0), "dim"),))).crop(width), None, on.issue))
        before = None
    for each in on.doubtful:
        rows += _between(before, each, on.issue, width, look, turns=False)
        rows += _claim(each, on.issue, width, look)
        before = each.of
    return rows


def _between(
    before: ClaimRow | None, each: RecordedClaim[ClaimRow], issue: str, width: int, look: Look, *, turns: bool
) -> list[RecordRow]:
    """What stands above a claim: a silence, a turn, and the day and article where they are not those before."""
    row, glyphs = each.of, look.glyphs
    rows: list[RecordRow] = []
    quiet = silence(before.claim.days, row.claim.days) if before is not None else ""
    if quiet:
        rows.append(RecordRow(styled(f"     {glyphs.ellipsis} {quiet}", "dim"), None, issue))
    if before is None or (before.claim.article, before.claim.days) != (row.claim.article, row.claim.days):
        where = " · ".join(part for part in (about(row.claim.days), row.outlet or "", row.title) if part)
        line = styled(f"   {where}", "dim", ascii_only=look.ascii).crop(width, glyphs.ellipsis)
        rows.append(RecordRow(line, None, issue))
    if turns and each.turned is not None:
        was, is_ = side_words(stance_on(each.turned.claim, issue)), side_words(each.stance)
        words = f" {glyphs.turn} turns from {was} ({about(each.turned.claim.days)}) to {is_} ({about(row.claim.days)})"
        rows += [RecordRow(line.line, row, issue) for line in _wrapped(styled(words, "new"), width, 1, look)]
    return rows


def _claim(each: RecordedClaim[ClaimRow], issue: str, width: int, look: Look) -> list[RecordRow]:
    """The sentence whole, its side before it, how sure the reading is at the end of its last line."""
    row = each.of
    sign = Line(((f" {stance_sign(each.stance, look)} ", each.stance or "none"),))
    sure = Line(((confidence(row.claim.confidence, look), "count"),))
    marks = {"confirmed": "= ", "changed": "~ "}.get(row.status, "") + (f"{look.glyphs.note} " if row.noted else "")
    words = styled(marks, "key") + said(row, 100_000, look)
    lines = _flow(words, max(width - _INDENT - sure.cells - 1, 10))
    told = [(sign if not number else styled(" " * _INDENT)) + line for number, line in enumerate(lines)]
    told[-1] = columns(width, (told[-1],), (sure,), look, least=0)
    return [RecordRow(line, row, issue) for line in told]


def _wrapped(line: Line, width: int, indent: int, look: Look, issue: str = "") -> list[RecordRow]:
    lines = _flow(line, max(width - indent - 2, 10))
    return [RecordRow(styled(" " * (indent + 2 * bool(n))) + part, None, issue) for n, part in enumerate(lines)]


def _flow(line: Line, width: int) -> list[Line]:
    """A line broken at its blanks into lines of at most `width` cells."""
    lines, rest, at = [], line, 0
    words = line.plain
    for _, end in wrap(words, width):
        part, rest = rest.split(end - at)
        at = len(words) - len(rest.plain)
        lines.append(part)
    return lines
