"""Going about: panes, Enter and space, back and on through selections, mention to mention, claim to claim."""

from __future__ import annotations

from tui.desk.actions import PANES
from tui.desk.controllers.base import Desk
from tui.desk.mention_walk import Walk
from tui.desk.presentation.title import counted
from tui.desk.row_actions import (
    Deed,
    Judged,
    Position,
    Spot,
    acted,
    claim_in_text,
    days_of,
    first_span,
    selected,
    selected_in_text,
)
from tui.desk.selection import Step
from tui.model import Selection

_ORDER: list[str] = [where for _, where, _ in sorted(PANES, key=lambda pane: pane[0] == "0")]  # 1 to 5, then the reader


class Going(Desk):
    # --- panes

    def action_pane(self, where: str) -> None:
        self.focus_pane(where)

    def action_pane_next(self) -> None:
        self.focus_pane(_ORDER[(_ORDER.index(self.pane) + 1) % len(_ORDER)])

    def action_pane_previous(self) -> None:
        self.focus_pane(_ORDER[(_ORDER.index(self.pane) - 1) % len(_ORDER)])

    def action_zoom(self) -> None:
        self.state.zoomed = None if self.state.zoomed is not None else self.pane
        self.lay_out()

    # --- Enter, space, Esc

    def action_act(self) -> None:
        if self.pane == "reader":
            self.action_select()
            return
        deed = acted(self.row)
        if deed is None:
            self.say(self.panes[self.pane].why_empty() if not self.panes[self.pane].count else "Nothing to open here.")
        else:
            self.do(deed)

    def do(self, deed: Deed | None) -> None:
        """Carry out what Enter means, here or on another screen; Esc comes back to where it was."""
        if deed is None:
            return
        if isinstance(deed, Judged):
            self.judge_merge(deed)
            return
        self.state.trail.dive(self.place())
        if isinstance(deed, Spot):
            self.show_spot(deed)
        elif isinstance(deed, Position):
            from tui.desk.screens.positions import Positions

            self.state.trail.dives.pop()
            self.app.push_screen(Positions(self.state, deed), self.do)
        else:
            self.make_selection(deed)
            self.show_first()

    def show_spot(self, spot: Spot) -> None:
        """A place in the reader, the reader with the focus."""
        if not self.reader.open(spot.article, spot.span, spot.claim):
            self.say(f"{spot.article} can't be read: it is gone, or w in Articles says why", "warning")
            return
        self.focus_pane("reader")
        self.head_all()

    def action_select(self) -> None:
        selection = self.under_cursor()
        if selection is None:
            self.say("There is nothing to select here. / finds something.")
        else:
            self.select(selection)

    def under_cursor(self) -> Selection | None:
        """What space would select: the row's own, or in the reader the name, claim or word under the cursor."""
        if self.pane != "reader":
            return selected(self.row)
        marks = [mark for mark in self.reader.marks_here if hasattr(mark, "ref")]
        for mark in marks:
            if mark.kind == "time":
                days = days_of(mark.ref)
                if days is not None:
                    return Selection("days", str(days), self.reader.words)
        chosen = selected_in_text(self.reader.words, marks)  # type: ignore[arg-type]
        claim = claim_in_text(marks)  # type: ignore[arg-type]
        row = self.state.library.claim(claim) if claim is not None else None
        named = chosen is not None and chosen.kind == "actor"
        if row is None or named:
            return chosen
        start = first_span(row)
        at_start = start is not None and self.reader.unit.start <= start.start < self.reader.unit.end
        return selected(row) if at_start else chosen

    def select(self, selection: Selection | None) -> None:
        """Make it the selection of the whole desk."""
        self.make_selection(selection)
        self.reader.redraw()
        self.head_all()

    def make_selection(self, selection: Selection | None) -> None:
        """As `select`, but the reader and what stands in the frames are left as they were, to be drawn once by who
        goes on to a place of the selection."""
        self.state.trail.select(selection, self.place())
        self.reader.claim = None
        self.redraw_lists(another=True)
        self.take_up()

    def reselected(self) -> None:
        """The selection is another, or its crossref: draw every pane from it."""
        if self.begun:
            self.redraw_lists()
            self.take_up()
            self.reader.redraw()
            self.head_all()

    def take_up(self) -> None:
        """Walk the mentions of the present crossref."""
        crossref = self.state.crossref
        self.walk = Walk(crossref, self.state.library.within) if crossref is not None else None

    def show_first(self) -> None:
        """After Enter on an actor, issue, day or term: the claims, and in the reader the first place."""
        crossref = self.state.crossref
        mentions = crossref.mentions if crossref is not None else ()
        opened = False
        if crossref is not None and mentions:
            open_ = self.reader.article
            here = self.state.library.within(crossref, open_.key) if open_ is not None else range(0)
            first = mentions[here.start if here else 0]
            opened = self.reader.open(first.article, first.span)
        if not opened:
            self.reader.redraw()
        if self.panes["claims"].count:
            self.focus_pane("claims")
        elif mentions:
            self.focus_pane("reader")
        else:
            self.head_all()

    def action_clear(self) -> None:
        self.select(None)

    def action_back(self) -> None:
        if self.state.zoomed is not None and not self.state.trail.dives:
            self.action_zoom()
            return
        step = self.state.trail.rise(self.place())
        if step is None:
            self.say("You are where you began. [ goes to the selection before, q leaves.")
        else:
            self.stand(step)

    def stand(self, step: Step) -> None:
        """At a step of the trail: its selection, then its place."""
        self.state.refresh()
        self.take_up()
        self.return_to(step.place)

    def action_earlier(self) -> None:
        step = self.state.trail.earlier(self.place())
        if step is None:
            self.say("This is the first selection.")
        else:
            self.stand(step)

    def action_later(self) -> None:
        step = self.state.trail.later(self.place())
        if step is None:
            self.say("This is the newest selection.")
        else:
            self.stand(step)

    # --- mention to mention, claim to claim

    def action_mention_next(self) -> None:
        self._mention(1)

    def action_mention_previous(self) -> None:
        self._mention(-1)

    def _mention(self, by: int) -> None:
        if self.state.selection is None:
            self.say("Nothing is selected: space selects what is under the cursor, / finds.")
            return
        if not self.walk:
            self.say("The selection has no mention.")
            return
        article = self.reader.article.key if self.reader.article is not None else None
        mention = self.walk.step(by, article, self.reader.unit.start)
        if mention is None:
            self.say("That was the last mention." if by > 0 else "That was the first mention.")
            return
        self.reader.open(mention.article, mention.span)
        self.follow(mention.article)
        if mention.by not in ("name", "alias") and mention.why:
            self.say(f"{mention.by}, {mention.score:.0f}: {mention.why}", "dim")

    def action_claim_next(self) -> None:
        self._claim(1)

    def action_claim_previous(self) -> None:
        self._claim(-1)

    def _claim(self, by: int) -> None:
        claims = self.panes["claims"]
        if not claims.count:
            self.say(claims.why_empty())
            return
        row = claims.row
        at = claims.cursor
        if row is not None and self.reader.claim == row.claim.id:
            at += by
        if not 0 <= at < claims.count:
            self.say("That was the last claim." if by > 0 else "That was the first claim.")
            return
        claims.go(at)
        row = claims.row
        if row is not None:
            self.reader.open(row.claim.article, first_span(row), row.claim.id)
            self.follow(row.claim.article)

    def follow(self, article: str) -> None:
        """Let the cursor of Articles stand on the article in the reader."""
        articles = self.panes["articles"]
        at = articles.find(article)  # type: ignore[attr-defined]
        if at is not None:
            articles.go(at)
        self.head_all()

    # --- the timeline

    def action_zoom_in(self) -> None:
        self._zoom(-1)

    def action_zoom_out(self) -> None:
        self._zoom(1)

    def _zoom(self, by: int) -> None:
        from tui.desk.state import ZOOMS

        at = ZOOMS.index(self.state.zoom) + by
        if not 0 <= at < len(ZOOMS):
            self.say(f"The periods are by {self.state.zoom} already.")
            return
        timeline = self.panes["timeline"]
        row = timeline.row
        self.state.zoom = ZOOMS[at]
        timeline.redraw(at=0)
        if row is not None:
            timeline.go_to_day(row.days.first.isoformat())  # type: ignore[attr-defined]
        self.head_all()

    def action_day_next(self) -> None:
        self._day(1)

    def action_day_previous(self) -> None:
        self._day(-1)

    def _day(self, by: int) -> None:
        timeline = self.panes["timeline"]
        period = timeline.step(by)  # type: ignore[attr-defined]
        if period is None:
            self.say("That was the last period." if by > 0 else "That was the first period.")
        elif self.pane != "timeline":
            self.say(f"{period.label}: {counted(period.n, 'event')}. 2 goes to the timeline.")
