"""Going about: panes, Enter and space, back and on through selections, mention to mention, claim to claim."""

from __future__ import annotations

from functools import partial

from tui.desk.actions import PANES, Acts
from tui.desk.controllers.judge import Judge
from tui.desk.interfaces import TheDesk
from tui.desk.mention_walk import MentionWalk
from tui.desk.panes.claims import ClaimsPane
from tui.desk.panes.lists import ArticlesPane
from tui.desk.panes.timeline import TimelinePane
from tui.desk.presentation.reason_words import told_sentences
from tui.desk.presentation.title import counted
from tui.desk.row_actions import (
    Deed,
    MergeVerdict,
    RecordOf,
    Spot,
    acted,
    claim_in_text,
    days_of,
    first_span,
    selected,
    selected_in_text,
)
from tui.desk.selection import Place, TrailStep
from tui.desk.state import ZOOMS
from tui.model import Selection
from tui.store.rows import Period

MOST_TERM = 200  # characters of marked words that are selected or watched as one term
_ORDER: list[str] = [where for _, where, _ in sorted(PANES, key=lambda pane: pane[0] == "0")]  # 1 to 5, then the reader


class Navigate:
    """Goes about on the desk; `walk` has the mentions of the present selection."""

    def __init__(self, desk: TheDesk, judge: Judge) -> None:
        self.desk = desk
        self.judge = judge
        self.state = desk.state
        self.walk: MentionWalk | None = None
        self._place_before = Place()  # where the desk stood before a step from mention to mention or claim to claim

    def acts(self) -> Acts:
        return {
            "pane.next": partial(self._pane, 1), "pane.previous": partial(self._pane, -1),
            **{f"pane.{where}": partial(self.desk.focus_pane, where) for _, where, _ in PANES},
            "zoom": self.zoom, "pin": self.pin, "act": self.act, "select": self.select_here, "back": self.back,
            "earlier": self.earlier, "later": self.later, "clear": partial(self.select, None),
            "mention.next": partial(self.mention, 1), "mention.previous": partial(self.mention, -1),
            "claim.next": partial(self.claim, 1), "claim.previous": partial(self.claim, -1),
            "zoom.in": partial(self._zoom_time, -1), "zoom.out": partial(self._zoom_time, 1),
            "day.next": partial(self._day, 1), "day.previous": partial(self._day, -1),
        }  # fmt: skip

    # --- panes

    def _pane(self, by: int) -> None:
        self.desk.focus_pane(_ORDER[(_ORDER.index(self.desk.pane) + by) % len(_ORDER)])

    def zoom(self) -> None:
        self.state.zoomed = None if self.state.zoomed is not None else self.desk.pane
        self.desk.lay_out()

    def pin(self) -> None:
        """Keep each pane's room as it is, whichever has the focus."""
        self.state.pinned = None if self.state.pinned is not None else self.desk.pane
        self.desk.lay_out()
        kept = self.state.pinned is not None
        self.desk.say("The panes keep their room; Z lets them follow the focus." if kept else "Room follows the focus.")

    # --- Enter, space, Esc

    def act(self) -> None:
        if self.desk.pane == "reader":
            self.select_here()
            return
        deed = acted(self.desk.row)
        if deed is None:
            self.desk.say(
                self.desk.panes[self.desk.pane].why_empty()
                if not self.desk.panes[self.desk.pane].count
                else "Nothing to open here."
            )
        else:
            self.do(deed)

    def do(self, deed: Deed | None) -> None:
        """Carry out what Enter means, here or on another screen; Esc comes back to where it was."""
        if deed is None:
            return
        if isinstance(deed, MergeVerdict):
            self.judge.merge(deed)
            return
        self.state.trail.dive(self.desk.place())
        if isinstance(deed, Spot):
            self.show_spot(deed)
        elif isinstance(deed, RecordOf):
            from tui.desk.screens.record import RecordScreen

            self.state.trail.dives.pop()
            self.desk.app.push_screen(RecordScreen(self.state, deed), self.do)
        else:
            self.make_selection(deed)
            self.show_first()

    def show_spot(self, spot: Spot) -> None:
        """A place in the reader, the reader with the focus."""
        if not self.desk.reader.open(spot.article, spot.span, spot.claim):
            self.desk.say(f"{spot.article} can't be read: it is gone, or w in Articles says why", "warning")
            return
        self.desk.focus_pane("reader")
        self.desk.head_all()

    def select_here(self) -> None:
        selection = self.under_cursor()
        if selection is None:
            self.desk.say("There is nothing to select here. / finds something.")
        else:
            self.select(selection)

    def under_cursor(self) -> Selection | None:
        """What space would select: the row's own, or in the reader the name, claim or word under the cursor."""
        if self.desk.pane != "reader":
            return selected(self.desk.row)
        reader = self.desk.reader
        if reader.marked is not None and reader.article is not None:
            words = " ".join(reader.marked.of(reader.article.text).split())[:MOST_TERM]
            return Selection("term", words, words)
        marks = reader.stored_marks_here
        for mark in marks:
            if mark.kind == "time":
                days = days_of(mark.ref)
                if days is not None:
                    return Selection("days", str(days), self.desk.reader.words)
        chosen = selected_in_text(self.desk.reader.words, marks)
        claim = claim_in_text(marks)
        row = self.state.library.claim(claim) if claim is not None else None
        named = chosen is not None and chosen.kind == "actor"
        if row is None or named:
            return chosen
        start = first_span(row)
        at_start = start is not None and self.desk.reader.unit.start <= start.start < self.desk.reader.unit.end
        return selected(row) if at_start else chosen

    def select(self, selection: Selection | None) -> None:
        """Make it the selection of the whole desk."""
        self.make_selection(selection)
        self.desk.reader.redraw()
        self.desk.lay_out()

    def make_selection(self, selection: Selection | None) -> None:
        """As `select`, but the reader and what stands in the frames are left as they were, to be drawn once by who
        goes on to a place of the selection."""
        self.state.trail.select(selection, self.desk.place())
        self.desk.reader.claim = None
        self.desk.redraw_lists(another=True)
        self.take_up()

    def take_up(self) -> None:
        """Walk the mentions of the present crossref."""
        crossref = self.state.crossref
        self.walk = MentionWalk(crossref, self.state.library.within) if crossref is not None else None

    def show_first(self) -> None:
        """After Enter on an actor, issue, day or term: the claims, and in the reader the first place."""
        crossref = self.state.crossref
        mentions = crossref.mentions if crossref is not None else ()
        opened = False
        if crossref is not None and mentions:
            open_ = self.desk.reader.article
            here = self.state.library.within(crossref, open_.key) if open_ is not None else range(0)
            first = mentions[here.start if here else 0]
            opened = self.desk.reader.open(first.article, first.span)
        if not opened:
            self.desk.reader.redraw()
        if self.desk.panes["claims"].count:
            self.desk.focus_pane("claims")
        elif mentions:
            self.desk.focus_pane("reader")
        else:
            self.desk.lay_out()

    def back(self) -> None:
        if self.desk.pane == "reader" and self.desk.reader.pattern:
            self.desk.reader.light("")
            self.desk.head_all()
            return
        if self.state.zoomed is not None and not self.state.trail.dives:
            self.zoom()
            return
        step = self.state.trail.rise(self.desk.place())
        if step is None:
            self.desk.say("You are where you began. [ goes to the selection before, q leaves.")
        else:
            self.stand(step)

    def stand(self, step: TrailStep) -> None:
        """At a step of the trail: its selection, then its place."""
        self.state.refresh()
        self.take_up()
        self.desk.return_to(step.place)

    def earlier(self) -> None:
        step = self.state.trail.earlier(self.desk.place())
        if step is None:
            self.desk.say("This is the first selection.")
        else:
            self.stand(step)

    def later(self) -> None:
        step = self.state.trail.later(self.desk.place())
        if step is None:
            self.desk.say("This is the newest selection.")
        else:
            self.stand(step)

    # --- mention to mention, claim to claim

    def mention(self, by: int) -> None:
        if self.desk.pane == "reader" and self.desk.reader.go_to_hit(by):
            self.desk.head("reader")
            return
        if self.state.selection is None:
            self.desk.say("Nothing is selected: space selects what is under the cursor, / finds.")
            return
        if not self.walk:
            self.desk.say("The selection has no mention.")
            return
        article = self.desk.reader.article.key if self.desk.reader.article is not None else None
        mention = self.walk.step(by, article, self.desk.reader.place.cursor.start)
        if mention is None:
            self.desk.say("That was the last mention." if by > 0 else "That was the first mention.")
            return
        self._place_before = self.desk.place()
        self.desk.reader.open(mention.article, mention.span)
        self.follow(mention.article)
        if mention.by not in ("name", "alias") and mention.why:
            (why,) = told_sentences([mention.why], self.state.title_of) or [mention.why]
            self.desk.say(f"{why} Rule: {mention.by} ({mention.score:.0f}).", "dim")

    def claim(self, by: int) -> None:
        claims = self.desk.list_of(ClaimsPane)
        if not claims.count:
            self.desk.say(claims.why_empty())
            return
        self._place_before = self.desk.place()
        row = claims.claim
        if row is not None and self.desk.reader.claim == row.claim.id and not claims.step(by):
            self.desk.say("That was the last claim." if by > 0 else "That was the first claim.")
            return
        row = claims.claim
        if row is not None:
            self.desk.reader.open(row.claim.article, first_span(row), row.claim.id)
            self.follow(row.claim.article)

    def follow(self, article: str) -> None:
        """Let the cursor of Articles stand on the article in the reader, which comes up where it is not seen."""
        if not self.desk.shows("reader"):
            self.state.trail.dive(self._place_before)
            self.desk.focus_pane("reader")
        articles = self.desk.list_of(ArticlesPane)
        at = articles.find(article)
        if at is not None:
            articles.go(at)
        self.desk.head_all()

    # --- the timeline

    def _zoom_time(self, by: int) -> None:
        at = ZOOMS.index(self.state.zoom) + by
        if not 0 <= at < len(ZOOMS):
            self.desk.say(f"The periods are by {self.state.zoom} already.")
            return
        timeline = self.desk.list_of(TimelinePane)
        row = timeline.row
        self.state.zoom = ZOOMS[at]
        timeline.redraw(at=0)
        if row is not None:
            timeline.go_to_day(row.days.first.isoformat())
        self.desk.head_all()

    def _day(self, by: int) -> None:
        timeline = self.desk.list_of(TimelinePane)
        period = timeline.step(by)
        if period is None:
            self.desk.say("That was the last period." if by > 0 else "That was the first period.")
        elif self.desk.pane != "timeline" and isinstance(period, Period):
            self.desk.say(f"{period.label}: {counted(period.n, 'event')}. 2 goes to the timeline.")
