"""Mending: two actors made one, a name that is somebody else, and the sheets of an actor and of an article."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from tui.desk.actions import Acts, first_key
from tui.desk.controllers.navigate import Navigate
from tui.desk.interfaces import TheDesk
from tui.desk.presentation.line import Line, columns, styled
from tui.desk.presentation.title import counted
from tui.desk.row_actions import HolderLine
from tui.desk.theme import Look
from tui.model import Span
from tui.store.rows import ArticleRow, ClaimRow, Mark

MENTIONS = ("name", "alias", "fuzzy", "description", "metonym", "role", "pronoun")
_OFFERED = 8


class Who(Struct, frozen=True):
    """Whom a place may mean: an actor, or nobody that the corpus names (empty id); `places` of the article if all that
    write it so are meant, 0 for this one alone."""

    id: str
    name: str
    places: int = 0


class NamedPlace(Struct, frozen=True):
    """A place in an article that names an actor."""

    article: str
    span: Span
    words: str
    actor: str  # its id, empty where it names none
    places: int  # of the article that write it so


class Mend:
    """Changes what actors and articles are, by hand; what rests on it is tied anew behind the desk."""

    def __init__(self, desk: TheDesk, navigate: Navigate) -> None:
        self.desk = desk
        self.state = desk.state
        self.navigate = navigate

    def acts(self) -> Acts:
        return {"merge": self.merge, "means": self.means, "detail": self.detail, "article": self.article}

    # --- what the sheets ask

    def decide(self, deed: Callable[[], object], told: str) -> tuple[bool, str]:
        """Carry out a decision and have the index follow; whether it was done, and one line that says what."""
        from tui.store.problems import Refused, StoreProblem

        try:
            deed()
        except StoreProblem as problem:
            if not isinstance(problem, Refused):
                self.desk.redraw()  # what the other terminal decided
            return False, str(problem)
        self._follow()
        undo = first_key("undo", self.state.keymap)
        return True, f"{told}; {undo} takes it back (tying anew)"

    def take_back(self) -> tuple[bool, str]:
        """Take back what was decided last; likewise."""
        from tui.store.problems import StoreProblem

        try:
            change = self.state.library.decisions.undo()
        except StoreProblem as problem:
            return False, str(problem)
        if change is None:
            return True, "There is nothing to take back."
        self._follow()
        return True, f"taken back: {change.what}"

    def _follow(self) -> None:
        self.desk.redraw()
        self.desk.reader.reopen()
        self.desk.behind.read()

    # --- two that are one

    def merge(self) -> None:
        """Mark the actor under the cursor, or make it one with the one that is marked."""
        actor = self.actor_here()
        if actor is None:
            key = first_key("merge", self.state.keymap)
            self.desk.say(
                f"Stand on an actor, a name or a claim's holder: {key} marks it, on another it joins the two."
            )
            return
        done, told = self.merge_with(actor)
        self.desk.head("actors")
        self.desk.say(told, "title" if done else "error")

    def merge_with(self, key: str) -> tuple[bool, str]:
        """The same for one actor by its id; whether it was done, and one line that says what."""
        library = self.state.library
        actor = library.actor(key)
        merge = first_key("merge", self.state.keymap)
        if actor is None:
            return False, "No article names this actor now."
        before, self.state.joining = self.state.joining, None
        if before is not None and before[0] == actor.id:
            return True, f"{actor.name} is no longer marked"
        if before is None or library.actor(before[0]) is None:
            self.state.joining = actor.id, actor.name
            return True, f"{actor.name} is marked: {merge} on another makes the two one, {merge} here again does not"
        done, told = self.decide(
            lambda: library.decisions.merge(before[0], actor.id), f"{before[1]} and {actor.name} are one"
        )
        if not done and "same key again" in told:
            self.state.joining = before
        return done, told

    def actor_here(self) -> str | None:
        """The id of the actor under the cursor: a row's, a holder's, or that of a name in the reader."""
        row = self.desk.row
        if isinstance(row, ClaimRow):
            return row.claim.holder_id
        if isinstance(row, HolderLine):
            found = self.state.library.actor(row.count.name)
            return found.id if found is not None else None
        selection = self.navigate.under_cursor()
        return selection.key if selection is not None and selection.kind == "actor" else None

    # --- a name that is somebody else

    def means(self) -> None:
        """Ask whom a name in the reader, or a claim's holder, means."""
        place = self.place_here()
        if place is None:
            self.desk.say("Stand on a name in the Reader, or on a claim whose words name its holder.")
            return
        from tui.desk.screens.prompt import Answer, Prompt

        def offer(text: str) -> list[Who]:
            words = text.strip() or place.words
            found = [hit for hit in self.state.library.find(words, limit=_OFFERED) if hit.kind == "actor"]
            return who_choices([(hit.key, hit.label) for hit in found], place)

        def taken(answer: Answer | None) -> None:
            if answer is not None:
                self._means(place, answer[1])

        shown = " ".join(place.words.split())
        hint = "type a name"
        self.desk.app.push_screen(Prompt(f"“{shown[:24]}” is", offer=offer, draw=_who, hint=hint), taken)

    def _means(self, place: NamedPlace, who: Who) -> None:
        decisions = self.state.library.decisions
        words = " ".join(place.words.split())
        where = "in this article" if who.places else "here"
        done, told = self.decide(
            lambda: decisions.means(place.article, place.span, who.id or None, whole=bool(who.places)),
            f"“{words}” {where} is {who.name}",
        )
        self.desk.say(told, "title" if done else "error")

    def place_here(self) -> NamedPlace | None:
        """The place that names somebody, in the reader or as the holder of a claim."""
        row, reader = self.desk.row, self.desk.reader
        if isinstance(row, ClaimRow):
            marks = self.state.library.body_marks(row.claim.article, None)
            mark = holder_mark(row, marks)
            return self._place(row.claim.article, mark.span, mark.ref, marks) if mark is not None else None
        if self.desk.pane != "reader" or reader.article is None:
            return None
        here = next((mark for mark in reader.stored_marks_here if mark.kind in MENTIONS and mark.ref), None)
        span = here.span if here is not None else reader.unit
        if not reader.article.text[span.start : span.end].strip():
            return None
        marks = self.state.library.body_marks(reader.article.key, None)
        return self._place(reader.article.key, span, here.ref if here is not None else "", marks)

    def _place(self, key: str, span: Span, actor: str, marks: Sequence[Mark]) -> NamedPlace | None:
        article = self.state.library.article(key)
        if article is None:
            return None
        words = span.of(article.text)
        alike = {mark.span for mark in marks if mark.kind in MENTIONS and mark.span.of(article.text) == words}
        return NamedPlace(key, span, words, actor, len(alike))

    # --- the sheets

    def detail(self) -> None:
        from tui.desk.screens.actor_sheet import ActorSheet

        key = self.actor_here()
        selection = self.state.selection
        if key is None and selection is not None and selection.kind == "actor":
            key = selection.key
        actor = self.state.library.actor(key) if key is not None else None
        if actor is None:
            self.desk.say("Stand on an actor for its details: 3 goes to Actors.")
            return
        self.desk.app.push_screen(ActorSheet(self, actor.id, actor.name), self.navigate.do)

    def article(self) -> None:
        from tui.desk.screens.article_sheet import ArticleSheet

        row, reader = self.desk.row, self.desk.reader
        key = row.key if isinstance(row, ArticleRow) else row.claim.article if isinstance(row, ClaimRow) else None
        if key is None and reader.article is not None:
            key = reader.article.key
        if key is None or self.state.library.article(key) is None:
            self.desk.say("Stand on an article that could be read, or open one.")
            return
        self.desk.app.push_screen(ArticleSheet(self, key))


def who_choices(actors: Sequence[tuple[str, str]], place: NamedPlace) -> list[Who]:
    """Whom a place may mean: others than it means now, here alone, then wherever the article writes it so."""
    others = [(id_, name) for id_, name in actors if id_ != place.actor]
    nobody = [("", "somebody else, whom no article names in full")] if place.actor else []
    here = [Who(id_, name) for id_, name in (*others, *nobody)]
    if place.places < 2:
        return here
    return [*here, *(Who(id_, name, place.places) for id_, name in (*others, *nobody))]


def holder_mark(row: ClaimRow, marks: Sequence[Mark]) -> Mark | None:
    """The mention that a claim has its holder from; None where its words name nobody."""
    near = [
        mark
        for mark in marks
        if mark.kind in MENTIONS and mark.ref and any(span.overlaps(mark.span) for span in row.claim.source)
    ]
    return next((mark for mark in near if mark.ref == row.claim.holder_id), near[-1] if near else None)


def _who(who: Who, width: int, look: Look) -> Line:
    where = f"in all {counted(who.places, 'place')} of this article" if who.places else "here"
    return columns(width, (styled(who.name, ascii_only=look.ascii),), (styled(where, "dim"),), look)
