"""An actor, to be read and mended: its name, kind, sides, offices and forms; what it may also be; what it holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from tui.desk import actions
from tui.desk.interfaces import Mending
from tui.desk.presentation.line import Line, styled
from tui.desk.presentation.mended_lines import (
    KINDS,
    ActorField,
    ActorTold,
    AddSaid,
    FormLine,
    Told,
    actor_lines,
    stretch_of,
)
from tui.desk.row_actions import Deed, Offered, RecordOf, acted
from tui.desk.screens.mending_sheet import MendingSheet
from tui.desk.theme import Look
from tui.model import Selection
from tui.store.query import ActorQuery
from tui.store.rows import Decided, Found

if TYPE_CHECKING:
    from tui.desk.screens.prompt import Answer

_BESIDE = 30  # actors that are named with it
_AS_READ = "as the articles show it"


class ActorSheet(MendingSheet):
    where: ClassVar[actions.Where] = "actor"
    keys = ("act", "said.add", "reject", "merge", "undo", "back")
    BINDINGS: ClassVar = actions.bindings("actor", "list")

    def __init__(self, mending: Mending, actor: str, name: str) -> None:
        super().__init__(mending, actor, f"Actor: {name}")

    def acts(self) -> actions.Acts:
        return {
            **super().acts(), "said.add": self.add, "confirm": self.take, "reject": self.take_out, "merge": self.merge,
            "record": self.record,
        }  # fmt: skip

    # --- rows

    def told_of(self) -> ActorTold | None:
        """The actor as it is now."""
        library = self.state.library
        actor = library.actor(self.key)
        if actor is None:
            return None
        positions = [
            (issue.id, issue.name, held)
            for issue in library.issues(crossref=None)
            for held in issue.holders
            if held.name == actor.name
        ]
        whole = library.crossref(Selection("actor", actor.id, actor.name))
        near = [(library.actor(id_), count) for id_, count in whole.by_actor[:_BESIDE] if id_ != actor.id]
        rows = [row for row in library.actors(ActorQuery(matching=actor.name), limit=50) if row.id == actor.id]
        return ActorTold(
            actor,
            rows[0] if rows else None,
            library.decisions.said_of_actor(actor.id),
            [Offered(actor.name, other) for other in library.likely(actor.id)],
            library.roles(actor.id),
            positions,
            [(other.id, other.name, count) for other, count in near if other is not None],
        )

    def made(self, width: int, look: Look) -> list[Told]:
        told = self.told_of()
        if told is None:
            return []
        self.frame.set_title(styled(f"Actor: {told.actor.name}", ascii_only=look.ascii))
        return actor_lines(told, width, look)

    def why_empty(self) -> str:
        return "No article names this actor now. u takes back what was decided last, Esc goes back."

    # --- keys

    def deed(self) -> Deed | None:
        target = self.target
        return acted(target) if isinstance(target, Offered) else target

    def act(self) -> None:
        match self.target:
            case ActorField(field="name") as row:
                self._ask("Name", row.value, lambda name: self.state.library.decisions.rename(self.key, name))
            case ActorField():
                self._ask_kind()
            case AddSaid():
                self.add()
            case Decided(field="side" | "role") as said:
                self._ask_days(said.words, lambda first, last: self._again_with(said, first, last))
            case FormLine(form):
                self.say(f"x takes “{form}” out: it is somebody else.")
            case Decided():
                self.say("x takes this back, as if it had not been decided.")
            case None:
                self.say("Enter changes a name, a kind or days; A adds; x takes a form out; o and x on what it may be.")
            case _:
                super().act()

    def take(self) -> None:
        offer = self.target
        if isinstance(offer, Offered):
            pair = f"{offer.name} and {offer.other.name} are one"
            self.decide(lambda: self.state.library.decisions.same(offer.other), pair)
        else:
            self.say("Stand on a line that says what the actor may also be.")

    def take_out(self) -> None:
        decisions = self.state.library.decisions
        match self.target:
            case FormLine(form):
                self.decide(lambda: decisions.take_out(self.key, form), f"“{form}” is somebody else")
            case Decided() as said:
                self.decide(lambda: decisions.take_back(said), f"no longer by hand: {said.words}")
            case ActorField(field="name", by_hand=True):
                self.decide(lambda: decisions.rename(self.key, ""), f"name {_AS_READ}")
            case ActorField(by_hand=True):
                self.decide(lambda: decisions.set_kind(self.key, ""), f"kind {_AS_READ}")
            case Offered() as offer:
                pair = f"{offer.name} and {offer.other.name} are never one"
                self.decide(lambda: decisions.never_same(offer.other), pair)
            case _:
                self.say("x takes out the form, or what was decided, under the cursor; here is neither.")

    def record(self) -> None:
        """The record of the actor that the line stands for, else of this one."""
        target = self.target
        of = target.key if isinstance(target, Selection) else self.key
        self.dismiss(RecordOf(of))

    def merge(self) -> None:
        done, told = self.mending.merge_with(self.key)
        self.again()
        self.say(told, "title" if done else "error")

    # --- asking

    def _ask(self, label: str, start: str, deed: Callable[[str], object]) -> None:
        from tui.desk.screens.prompt import Prompt

        def taken(answer: Answer | None) -> None:
            if answer is not None:
                words = answer[0].strip()
                self.decide(lambda: deed(words), f"{label.lower()}: {words or _AS_READ}")

        self.app.push_screen(Prompt(label, start, hint="empty: as its articles call it"), taken)

    def _ask_kind(self) -> None:
        from tui.desk.screens.prompt import Prompt

        def offer(text: str) -> list[str]:
            return [kind for kind in (*KINDS, _AS_READ) if text.strip().casefold() in kind]

        def taken(answer: Answer | None) -> None:
            if answer is not None:
                kind = "" if answer[1] == _AS_READ else str(answer[1])
                self.decide(lambda: self.state.library.decisions.set_kind(self.key, kind), f"kind: {answer[1]}")

        self.app.push_screen(Prompt("Kind", offer=offer), taken)

    def add(self) -> None:
        """Ask for a side or an office, then for its days."""
        from tui.desk.screens.prompt import Prompt

        def offer(text: str) -> list[tuple[str, str, str]]:
            return said_choices(text, [hit.label for hit in self._found(text) if hit.kind == "actor"])

        def taken(answer: Answer | None) -> None:
            if answer is not None:
                field, words, of = answer[1]
                self._ask_days(_shown(answer[1]), lambda first, last: self._add(field, words, of, first, last))

        hint = "side NAME, or an office: harbour master of Holm"
        self.app.push_screen(Prompt("Side or office", offer=offer, draw=_draw, hint=hint), taken)

    def _found(self, text: str) -> Sequence[Found]:
        words = text.strip().removeprefix("side ").rpartition(" of ")[2].strip()
        return self.state.library.find(words, limit=6) if words else []

    def _ask_days(self, label: str, then: Callable[[date | None, date | None], None]) -> None:
        from tui.desk.screens.prompt import Prompt, fault_of

        def taken(answer: Answer | None) -> None:
            if answer is not None:
                then(*stretch_of(answer[0]))

        hint = "from/until: 2031-04/2031-06, 2031-04-09/, /2031; nothing for always"
        self.app.push_screen(Prompt(label[:40], fault=fault_of(stretch_of), hint=hint), taken)

    def _add(
        self,
        field: str,
        words: str,
        of: str,
        first: date | None,
        last: date | None,
        instead: Decided | None = None,
    ) -> None:
        decisions = self.state.library.decisions
        if field == "side":
            self.decide(lambda: decisions.add_side(self.key, words, first, last, instead), f"speaks for {words}")
        else:
            whose = f" of {of}" if of else ""
            self.decide(lambda: decisions.add_role(self.key, words, of, first, last, instead), f"{words}{whose}")

    def _again_with(self, said: Decided, first: date | None, last: date | None) -> None:
        self._add(said.field, said.value, said.whose, first, last, said)


def said_choices(text: str, actors: Sequence[str]) -> list[tuple[str, str, str]]:
    """What is typed as a side and as an office, each with the actors that it may name: field, words, of whom."""
    words = " ".join(text.split())
    bare = f"{words} ".removeprefix("side ").strip()
    if not bare:
        return []
    sides = dict.fromkeys([*(name for name in actors if bare.casefold() in name.casefold()), bare])
    choices = [("side", name, "") for name in sides]
    if words == bare:
        role, of, whose = words.partition(" of ")
        owners = dict.fromkeys([*(name for name in actors if whose and whose.casefold() in name.casefold()), whose])
        choices = [*choices, *(("role", role.strip(), owner) for owner in (owners if of else [""]))]
    return choices


def _shown(choice: tuple[str, str, str]) -> str:
    field, words, of = choice
    return f"side: {words}" if field == "side" else f"office: {words}{f' of {of}' if of else ''}"


def _draw(choice: tuple[str, str, str], width: int, look: Look) -> Line:
    return styled(_shown(choice), ascii_only=look.ascii)
