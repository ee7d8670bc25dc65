"""The two lines above the panes: the corpus and how far it has been read; the selection, or what to do first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from tui.desk.presentation.daywords import about
from tui.desk.presentation.line import Line, styled
from tui.model import Article, Crossref, Days, Span
from tui.store.query import ClaimQuery, Part
from tui.store.rows import Counts, Progress

if TYPE_CHECKING:
    from tui.desk.mention_walk import MentionWalk
    from tui.desk.state import DeskState

_PARTS: tuple[Part, ...] = ("by", "about")
READING = ("listing", "words", "reading", "tying")  # stages at which the index is worked on
_FIRST = (
    "Nothing selected. Enter on an actor, an issue or a day lights it in every pane.  {find} finds: a name, a word",
    "Nothing selected. Enter on an actor, issue or day lights it up.  {find} finds a word",
    "Enter on an actor, issue or day lights it up.  {find} finds",
)


def span_words(first: str, last: str) -> str:
    """The days that a corpus covers, by the first and the last as ISO 8601: `Mar 2031`, `late 2030 to early 2031`."""
    if not first or not last:
        return ""
    return about(Days(date.fromisoformat(first), date.fromisoformat(last))).removeprefix("~")


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
    if progress.stage in READING:
        doing = {"listing": "listing files", "words": "indexing words", "reading": "reading",
                 "tying": "tying actors and days"}[progress.stage]  # fmt: skip
        at_end = progress.stage == "tying" and progress.done >= progress.total
        done = f" {progress.done:,} of {progress.total:,}" if progress.total and not at_end else ""
        return f"{doing}{done}{left_words(progress.left)} (S stops)"
    if progress.stage == "stopped":
        return "reading stopped (S goes on)"
    return progress.note


def counts_line(corpus: str, counts: Counts, progress: Progress | None, issues: int) -> tuple[Line, ...]:
    """`onrecord  seeds · 5 articles, Mar 2031 · 10 issues watched`, and how far reading has come; in forms that leave
    out first the days, then the watchlist, then all but how far it is."""
    span = span_words(counts.first, counts.last)
    articles = counted(counts.articles, "article")
    watched = f" · {counted(issues, 'issue')} watched" if issues else " · no issue watched"
    forms = ((f"{articles}, {span}" if span else articles) + watched, articles + watched, articles)
    rest = doing = Line()
    if counts.new:
        rest += styled(f" · {counts.new} new", "new")
    if counts.problems:
        rest += styled(f" · {counted(counts.problems, 'problem')}", "warning")
    if words := progress_words(progress) or counts.state:
        doing = styled(f" · {words}", "dim")
    begin = styled("onrecord", "title") + styled(f"  {corpus}", "key")
    shortest = (begin + doing, styled("onrecord", "title") + doing) if doing.cells else ()
    return (*(begin + styled(f" · {form}") + rest + doing for form in forms), *shortest)


def first_line(find: str) -> tuple[Line, ...]:
    """What to do where nothing is selected, the longest form first; `find` is the key that finds."""
    return tuple(styled(form.format(find=find), "dim") for form in _FIRST)


def _claims_words(state: DeskState, crossref: Crossref, parts: Sequence[int]) -> str:
    """`24 claims (and 2 copies)`; of an actor `24 claims by it, 3 about it`, as the Claims pane counts them."""
    if crossref.selection.kind == "actor":
        by, about = parts or [state.library.claims_count(ClaimQuery(crossref=crossref, part=part)) for part in _PARTS]
        return f"{counted(by, 'claim')} by it, {about:,} about it"
    copies = state.library.copied(crossref)
    claims = counted(len(crossref.claims) - copies, "claim")
    return f"{claims} (and {counted(copies, 'copy', 'copies')})" if copies else claims


def selection_line(
    state: DeskState, article: Article | None, unit: Span, walk: MentionWalk | None, parts: Sequence[int] = ()
) -> tuple[tuple[Line, ...], Line]:
    """`Port Ansgar: 17 mentions, 24 claims (and 2 copies), 5 articles`, in forms that leave out first the articles,
    then the mentions, and `mention 3 of 17`; `parts` are how many claims a selected actor holds and how many others
    make about it, where that is known already. No form where nothing is selected."""
    selection, crossref = state.selection, state.crossref
    if selection is None or crossref is None:
        return (), Line()
    number = walk.number(article.key, unit.start) if walk is not None and article is not None else 0
    mentions = counted(len(crossref.mentions), "mention")
    claims = _claims_words(state, crossref, parts)
    forms = (f"{mentions}, {claims}, {counted(len(crossref.by_article), 'article')}", f"{mentions}, {claims}", claims)
    label = styled(state.library.label(selection), "hit").crop(60)
    at = styled(f"mention {number} of {len(crossref.mentions)}") if number else Line()
    return tuple(label + styled(f": {form}") for form in forms), at
