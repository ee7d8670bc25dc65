"""The line at the top: the corpus and how far it is read at the left, the selection and its counts at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.desk.presentation.line import Line, styled
from tui.model import Article, Span
from tui.store.rows import Counts, Progress

if TYPE_CHECKING:
    from tui.desk.mention_walk import Walk
    from tui.desk.state import DeskState

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def years_words(first: str, last: str) -> str:
    """The months that a corpus covers: `Mar-Dec 2031`, `Nov 2030-Feb 2032`, `Mar 2031`."""
    if not first or not last:
        return ""
    one, other = (f"{_MONTHS[int(day[5:7]) - 1]} {day[:4]}" for day in (first, last))
    if one == other:
        return one
    return f"{one[:3]}-{other}" if one[4:] == other[4:] else f"{one}-{other}"


def counted(number: int, one: str, many: str = "") -> str:
    """`1 claim`, `2,044 claims`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def left_words(seconds: float | None) -> str:
    if seconds is None:
        return ""
    if seconds < 90:
        return f", {max(round(seconds), 1)} s left"
    return f", {round(seconds / 60)} min left" if seconds < 5400 else f", {seconds / 3600:.1f} h left"


def progress_words(progress: Progress | None) -> str:
    """How far reading has come, and the key that stops it; empty where nothing is going on."""
    if progress is None:
        return ""
    if progress.stage in ("listing", "words", "reading", "tying"):
        doing = {"listing": "listing files", "words": "indexing words", "reading": "reading",
                 "tying": "tying actors and days"}[progress.stage]  # fmt: skip
        done = f" {progress.done:,} of {progress.total:,}" if progress.total else ""
        return f"{doing}{done}{left_words(progress.left)} (S stops)"
    if progress.stage == "stopped":
        return "reading stopped (S goes on)"
    return progress.note


def counts_line(corpus: str, counts: Counts, progress: Progress | None) -> Line:
    """`onrecord  seeds  5 articles  Mar-Dec 2031`, and how far reading has come."""
    line = (
        styled("onrecord", "title") + styled(f"  {corpus}", "key") + styled(f"  {counted(counts.articles, 'article')}")
    )
    for words, role in (
        (years_words(counts.first, counts.last), "text"),
        (f"{counts.new} new" if counts.new else "", "new"),
        (counted(counts.problems, "problem") if counts.problems else "", "warning"),
        (progress_words(progress) or counts.state, "dim"),
    ):
        if words:
            line += styled(f"  {words}", role)  # type: ignore[arg-type]
    return line


def selection_line(state: DeskState, article: Article | None, unit: Span, walk: Walk | None) -> Line:
    """`Port Ansgar: 3 of 17 mentions, 24 claims (and 2 copies), 5 articles`."""
    selection, crossref = state.selection, state.crossref
    if selection is None or crossref is None:
        return Line()
    number = walk.number(article.key, unit.start) if walk is not None and article is not None else 0
    mentions = counted(len(crossref.mentions), "mention")
    if number:
        mentions = f"{number} of {mentions}"
    copies = state.library.copied(crossref)
    claims = counted(len(crossref.claims) - copies, "claim")
    if copies:
        claims += f" (and {counted(copies, 'copy', 'copies')})"
    counts = f"{mentions}, {claims}, {counted(len(crossref.by_article), 'article')}"
    label = styled(state.library.label(selection), "hit").crop(40)
    return label + styled(f": {counts}")
