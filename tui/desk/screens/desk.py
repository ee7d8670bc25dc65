"""The desk: six panes around one selection, a line above that says what is selected, a line of keys below."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tui.desk import actions, guide_kept
from tui.desk.actions import PANES
from tui.desk.controllers.cite import Cite
from tui.desk.controllers.export import Export, Exported
from tui.desk.controllers.inspect import Inspect
from tui.desk.controllers.judge import Judge
from tui.desk.controllers.mend import Mend
from tui.desk.controllers.navigate import Navigate
from tui.desk.controllers.reviewing import Reviewing
from tui.desk.controllers.together import Together
from tui.desk.controllers.watch import Watch
from tui.desk.controllers.words import MarkWords
from tui.desk.hint_line import hint_pairs
from tui.desk.index_behind import IndexBehind
from tui.desk.panes.claims import ClaimsPane
from tui.desk.panes.issues import IssuesPane
from tui.desk.panes.list_pane import ListPane
from tui.desk.panes.lists import ActorsPane, ArticlesPane
from tui.desk.panes.reader import NOTHING, ReaderPane
from tui.desk.panes.timeline import TimelinePane
from tui.desk.presentation.line import Line, notice, styled
from tui.desk.presentation.title import counts_line, first_line, selection_line
from tui.desk.presentation.watch_rows import Suggested
from tui.desk.screens.framed import Framed
from tui.desk.screens.layout import Shaped, shape
from tui.desk.selection import Place
from tui.desk.state import DeskState
from tui.desk.terminal.textual_internals import OnePaint
from tui.desk.widgets.base import LineView
from tui.desk.widgets.frame import Frame
from tui.desk.widgets.guide import Guide
from tui.desk.widgets.lines import NEAR
from tui.desk.widgets.status import StatusLine, hints
from tui.desk.widgets.text import ReadingPlace as ViewPlace
from tui.model import Crossref, Span
from tui.store.rows import ArticleRow

if TYPE_CHECKING:
    from tui.export.statements import Choice

AROUND = 3  # lines above and below the panes: two heads and the keys
FIRST = 50  # articles of a selection that are read before others
P = TypeVar("P", bound=ListPane)


class Board(Widget):
    """Where the panes stand."""

    DEFAULT_CSS = "Board { height: 1fr; overflow: hidden hidden; }"

    def __init__(self, *children: Widget) -> None:
        super().__init__(*children, id="board")
        self.shaped = Shaped()

    @property
    def layout(self) -> Shaped:
        return self.shaped

    def render_lines(self, crop: Region) -> list[Strip]:
        """Nothing where the panes cover all of it: Textual would draw it and cut it up at all their edges."""
        covered = sum(region.area for region in self.shaped.shape.regions.values()) == self.size.area
        return [] if covered else super().render_lines(crop)


class DeskScreen(OnePaint[None], inherit_bindings=False):
    """`pane` is the one with the focus, `row` the row under its cursor (None in the reader). What the keys do is in the
    eight controllers."""

    BINDINGS: ClassVar = actions.bindings("desk", "list", *actions.ON_DESK)
    DEFAULT_CSS = "DeskScreen { layout: vertical; overflow: hidden hidden; }"
    AUTO_FOCUS = ""

    def __init__(self, state: DeskState, behind: IndexBehind) -> None:
        super().__init__()
        self.state = state
        self.behind = behind
        self.panes: dict[str, ListPane] = {
            pane.where: pane
            for pane in (
                ArticlesPane(state),
                TimelinePane(state),
                ActorsPane(state),
                IssuesPane(state),
                ClaimsPane(state),
            )
        }
        self.reader = ReaderPane(state, partial(self.head, "reader"))
        self.frames: dict[str, Frame] = {
            where: Frame(number=int(key), title=title, id=where) for key, where, title in PANES
        }  # empty: nothing to lay out or draw before the library is open
        self.top = StatusLine(id="top")
        self.chosen = StatusLine(id="chosen", ground="text")
        self.guide = Guide(state)
        self.board = Board(*self.frames.values())
        self.bottom = StatusLine(id="bottom", ground="text")
        self.pane = "articles"  # the one with the focus
        self.begun = False
        self._said: tuple[str | Line, Any] | None = None  # what was said since the last key, and its role
        self._asking = False  # it will be asked for articles to be read first
        self._looked: tuple[list[str], Crossref | None] = ([], None)  # for which articles were asked to be read first
        self._ahead: list[str] = []  # keys typed before the library was open
        self.judge, self.cite, self.exporting = Judge(self), Cite(self), Export(self)
        self.navigate = Navigate(self, self.judge)
        self.inspect = Inspect(self, self.navigate)
        self.mend = Mend(self, self.navigate)
        self.writing = Watch(self, self.navigate, self.judge)
        self.together = Together(self, self.navigate, self.judge, self.cite, self.exporting, self.writing)
        self.reviewing = Reviewing(self, self.navigate, self.judge)
        self.words = MarkWords(self, self.judge)
        self.acts: actions.Acts = {
            **self.navigate.acts(), **self.inspect.acts(), **self.judge.acts(), **self.cite.acts(),
            **self.writing.acts(), **self.exporting.acts(), **self.mend.acts(), **self.together.acts(),
            **self.reviewing.acts(),
            "stop": behind.stop_or_go_on, "guide": self.toggle_guide, "quit": self.leave, "leave": self.leave,
        }  # fmt: skip
        self.acts = {**self.acts, **self.words.acts(self.acts)}

    def compose(self) -> ComposeResult:
        yield self.top
        yield self.chosen
        yield self.guide
        yield self.board
        yield self.bottom

    def on_mount(self) -> None:
        self.top.set(styled("onrecord", "title"))
        self.hint()
        self.lay_out()

    # --- what is where

    def body(self, where: str) -> ListPane | ReaderPane:
        return self.reader if where == "reader" else self.panes[where]

    @property
    def row(self) -> Any:
        """The row under the cursor of the focused list; None in the reader."""
        return None if self.pane == "reader" else self.panes[self.pane].row

    def list_of(self, kind: type[P]) -> P:
        """The list of one kind, such as `list_of(Timeline)`."""
        return next(pane for pane in self.panes.values() if isinstance(pane, kind))

    def place(self) -> Place:
        article, read = self.reader.article, self.reader.place
        return Place(
            self.pane,
            article.key if article is not None else None,
            read.cursor.start,
            {where: pane.cursor for where, pane in self.panes.items()},
            read.top,
            read.seen,
        )

    def lay_out(self) -> None:
        """Lay the panes out for the terminal's size, the pane with the focus and the rows that each has."""
        width, height = self.app.size
        focus = self.state.pinned or self.pane
        wants = {where: pane.wants(where == focus) for where, pane in self.panes.items() if pane.drawn_once}
        room = height - AROUND - self.guide.fit(width, height)
        made = shape(width, room, focus, wants, self.state.zoomed)
        if self.pane not in made.regions:
            made = shape(width, room, self.pane, wants, self.state.zoomed)
        if made != self.board.shaped.shape:
            self.board.shaped.shape = made
            self.frames[self.pane].refresh(layout=True)  # of a child: only that empties the board's cache
            for where, region in made.regions.items():
                self.frames[where].set_edged(region.x > 0)
        self.head_all()

    def shows(self, where: str) -> bool:
        """Whether a pane is on the screen."""
        return where in self.board.shaped.shape.regions

    def on_resize(self, event: events.Resize) -> None:
        self.call_later(self.lay_out)
        self.call_later(self.hint)

    def focus_pane(self, where: str) -> None:
        before, self.pane = self.pane, where
        if self.state.zoomed is not None:
            self.state.zoomed = where
        self.lay_out()
        self.set_focus(self.body(where), scroll_visible=False)
        for changed in {before, where}:
            self.frames[changed].mark_focus()  # in the same picture; the lists tell of it only later
        self.hint()

    # --- drawing

    def render_lines(self, crop: Region) -> list[Strip]:
        """Nothing: its lines and the board cover all of it."""
        return []

    def begin(self) -> None:
        """The library is open: stand where the reader of the desk left."""
        if not self.begun:
            for where, frame in self.frames.items():
                frame.mount(self.body(where))
        self.begun = True
        self.guide.wanted = not guide_kept.is_put_away()
        step = self.state.trail.steps[self.state.trail.at]
        self.navigate.stand(step)
        if self.reader.article is None:
            first = self.panes["articles"].row
            if isinstance(first, ArticleRow) and not first.problem:
                self.reader.open(first.key)
            else:
                self.reader.show(None, empty=NOTHING)
        self.head_all()
        ahead, self._ahead = self._ahead, []
        for key in ahead:
            self.app.simulate_key(key)

    def redraw(self) -> None:
        """Draw every pane from the state's crossref; each keeps its row."""
        if self.begun:
            self.redraw_lists()
            self.reader.redraw()
            self.lay_out()

    def redraw_lists(self, *, another: bool = False) -> None:
        """`another` selection has other rows: the one under a cursor is then looked for among those in view alone."""
        self.state.refresh()
        for pane in self.panes.values():
            pane.redraw(near=pane.size.height if another else NEAR)

    def reselected(self) -> None:
        """The selection is another, or its crossref: draw every pane from it."""
        if self.begun:
            self.redraw_lists()
            self.navigate.take_up()
            self.reader.redraw()
            self.lay_out()

    def return_to(self, place: Place) -> None:
        """Stand at a place that was left: its rows, its article, its pane."""
        for where, pane in self.panes.items():
            pane.redraw(at=place.rows.get(where, 0))
        cursor = Span(place.offset, place.offset + 1)
        at = ViewPlace(place.top, cursor, place.seen) if place.offset or place.top else None
        if place.article is None or not self.reader.open(place.article, at):
            self.reader.redraw()
        self.focus_pane(place.pane if place.pane in actions.ON_DESK else "articles")

    def head_all(self) -> None:
        for _, where, _ in PANES:
            self.head(where)
        self._top()
        if not self._asking:
            self._asking = True
            self.call_after_refresh(self._read_first)  # a thread that asks at once would keep the drawing waiting

    def _read_first(self) -> None:
        """What is looked at is read before all else: the open article, then the selection's."""
        self._asking = False
        if not self.begun or self.state.counts.read >= self.state.counts.articles:
            return
        crossref = self.state.crossref
        keys = [self.reader.article.key] if self.reader.article is not None else []
        if keys == self._looked[0] and crossref is self._looked[1]:
            return
        self._looked = (keys, crossref)
        if crossref is not None:
            keys = [*keys, *(key for key, _ in crossref.by_article[:FIRST])]
        self.behind.read_first(keys)

    def head(self, where: str) -> None:
        """Title and note of a frame; where one pane stands for all, the names of all with their counts."""
        if not self.begun:
            return
        frame, body = self.frames[where], self.body(where)
        made = self.board.shaped.shape
        frame.set_tabs(
            self._tabs(made.regions[where].width) if made.kind == "single" and where in made.regions else Line()
        )
        frame.set_title(styled(body.heading(), ascii_only=self.reader.look.ascii))
        frame.set_note(styled(body.note(), "dim"))

    def _tabs(self, width: int) -> Line:
        """`─0 Reader──1 Articles 5──━5 CLAIMS 15━`, shorter where there is no room for names and counts."""
        glyphs = self.reader.look.glyphs
        for letters, counted in ((99, True), (99, False), (3, True), (3, False), (0, False)):
            line = Line()
            for key, where, name in PANES:
                here = where == self.pane
                shown = name[: max(letters, 3)].upper() if here else name[:letters]
                number = f" {self.panes[where].total():,}" if counted and where in self.panes else ""
                rule = glyphs.strokes[1] if here else glyphs.strokes[0]
                words = f"{key} {shown}".rstrip() + number
                line += Line(((rule, "frame"), (words, "focus" if here else "dim"), (rule, "frame")))
            if line.cells <= width:
                break
        return line

    def _top(self) -> None:
        if not self.begun:
            return
        state = self.state
        words = state.config_words
        right = styled(words.words, "error" if words.fault else "dim", ascii_only=self.reader.look.ascii)
        self.top.set(counts_line(state.corpus, state.counts, state.progress, len(state.config.issues)), right)
        left, at = selection_line(
            state,
            self.reader.article,
            self.reader.place.cursor,
            self.navigate.walk,
            self.list_of(ClaimsPane).part_counts,
        )
        self.chosen.set(left or first_line(actions.first_key("find", state.keymap)), at)

    def hint(self) -> None:
        """The keys of the focused pane, as many as fit; help stays to the last. Where rows or words of it are marked,
        that, and what can be done with them. What was said since the last key stays."""
        if self._said is not None:
            self.say(*self._said)  # as the screen is now
            return
        marking = self.together.pane
        words = marking.marked_words() if marking is not None else self.words.told()
        where = "suggested" if isinstance(self.row, Suggested) else self.pane
        pairs = hint_pairs(where, self.state.keymap, marked=marking.where if marking is not None else self.words.what)
        told = styled(f"{words}  ", "title") if words else Line()
        while len(pairs) > 2 and told.cells + hints(pairs).cells > self.app.size.width:
            del pairs[-2]
        self.bottom.set(told + hints(pairs))

    def say(self, words: str | Line, role: Any = "title") -> None:
        """One line in place of the hints, until the next key."""
        self._said = words, role
        if isinstance(words, str):
            words = notice(words, role, self.app.size.width, ascii_only=self.reader.look.ascii)
        self.bottom.set(words)

    @property
    def says(self) -> str:
        """The line that stands in place of the hints, whole; empty where none does."""
        if self._said is None:
            return ""
        words, role = self._said
        return words.plain if isinstance(words, Line) else styled(words, role, ascii_only=self.reader.look.ascii).plain

    def _heard(self) -> None:
        """The reader did something: what was said has been seen."""
        if self._said is not None:
            self._said = None
            self.hint()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Until the library is open only leaving can be done; other keys wait for it."""
        here = action != "perform" or self.pane in actions.places(actions.BY_ID[str(parameters[0])])
        return (self.begun and here) or parameters in (("quit",), ("leave",))

    def action_perform(self, id_: str) -> None:
        """Carry out an action of the registry, by its id."""
        if actions.BY_ID[id_].group == "Judging" and id_ != "undo":
            self.writing.latest = False
        self.acts[id_]()

    def perform(self, id_: str) -> None:
        """As by its key: what the focused pane itself does goes before what the desk does."""
        body = self.body(self.pane)
        (body if id_ in body.acts() else self).action_perform(id_)

    def ask_export(self, given: Sequence[tuple[Choice, str]]) -> None:
        """Ask for the form and the file of what a screen above shows."""
        self.exporting.ask(given)

    def open_issue(self, issue: str) -> None:
        """Write an issue of the watchlist, from a screen above."""
        self.writing.open_issue(issue)

    def help_on(self, where: str) -> None:
        """The keys of a pane or a screen."""
        self.inspect.help(where)

    def on_key(self, event: events.Key) -> None:
        if not self.begun:
            self._ahead.append(event.key)
        self._heard()
        if self.begun and (why := actions.why_nothing(event.key, self.pane, self.state.keymap)):
            self.say(why)

    def on_mouse_down(self) -> None:
        self._heard()

    def toggle_guide(self) -> None:
        """Put the guide away, now and at later starts, or bring it back."""
        self.show_guide(not self.guide.wanted)

    def show_guide(self, wanted: bool) -> None:
        self.guide.wanted = wanted
        self.lay_out()
        if wanted:
            guide_kept.bring_back()
            if not self.guide.lines:
                self.say("The first-minute guide needs a higher terminal.")
            return
        key = actions.shown(actions.keys_of(actions.BY_ID["guide"], self.state.keymap)[0])
        why = guide_kept.put_away()
        again = f" It is there again at the next start: {why}." if why else ""
        self.say(f"The guide is put away; {key} brings it back.{again}")

    def leave(self) -> None:
        self.app.exit()

    def relook(self) -> None:
        """The look or the keys have changed."""
        for pane in self.panes.values():
            pane.relook()
        self.reader.relook()
        self.hint()
        self.refresh(layout=True)

    # --- messages

    def on_exported(self, message: Exported) -> None:
        """Said where the reader is now, which may be a screen above."""
        above = self.app.screen
        (above if isinstance(above, Framed) else self).say(message.words, message.role)

    def on_line_view_moved(self, event: LineView.Moved) -> None:
        if event.view is self.reader:
            self.head("reader")
            self._top()
        elif isinstance(event.view, ListPane):
            self.head(event.view.where)

    def on_line_view_clicked(self) -> None:
        self.navigate.act()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        focused = event.widget
        where = focused.where if isinstance(focused, (ListPane, ReaderPane)) else self.pane
        still = focused is self.focused  # a key may have moved the focus on before this came
        if still and where in self.board.shaped.shape.regions and where != self.pane:
            self.pane = where
            self.lay_out()
