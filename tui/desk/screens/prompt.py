"""One line to type in at the bottom, with the lines it may mean above it: find, filter, commands, choices, notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input

from tui.desk import actions
from tui.desk.presentation.line import Line, styled
from tui.desk.terminal.textual_internals import OnePaint
from tui.desk.theme import Look, Role
from tui.desk.widgets.frame import Frame
from tui.desk.widgets.lines import LineList, Rows
from tui.desk.widgets.status import StatusLine

MOST_TYPED = 1_000  # characters: of a sentence there are some 200
Answer = tuple[str, Any]  # the text typed and the line taken, None where there are no lines
Offer = Callable[[str], Sequence[Any]]


def fault_of(parse: Callable[[str], object]) -> Callable[[str], str]:
    """Says why `parse` cannot take a text: the words of its ValueError, empty where it can."""

    def fault(text: str) -> str:
        try:
            parse(text)
        except ValueError as wrong:
            return str(wrong)
        return ""

    return fault


class TypedLine(Input):
    """What is typed, at most so many characters; what does not fit any more is refused with a message, not a bell."""

    class TooLong(Message):
        """More was typed or pasted than fits."""

    def __init__(self, text: str, most: int) -> None:
        super().__init__(text, select_on_focus=False, compact=True, max_length=most)

    def restricted(self) -> None:
        self.post_message(self.TooLong())


class Prompt(OnePaint[Answer | None], ModalScreen[Answer | None]):
    """Dismissed with the Answer, or None by Esc. `offer` gives the lines for the text so far; `fault` says
    why it can't be taken, empty where it can; `changed` is told every text so far and gives what to count beside it;
    `nothing` says why there are no lines."""

    DEFAULT_CSS = """
    Prompt { align: left bottom; background: transparent; }
    Prompt Vertical { height: auto; max-height: 100%; background: $background; }
    Prompt Frame { height: 14; }
    Prompt Horizontal { height: 1; }
    Prompt #label { width: auto; }
    Prompt Input { width: 1fr; border: none; height: 1; padding: 0; background: $background; }
    """
    BINDINGS: ClassVar = actions.bindings("prompt")

    def __init__(
        self,
        title: str,
        text: str = "",
        *,
        offer: Offer | None = None,
        draw: Callable[[Any, int, Look], Line] | None = None,
        fault: Callable[[str], str] | None = None,
        hint: str = "",
        wrong: str = "",
        most: int = MOST_TYPED,
        changed: Callable[[str], str] | None = None,
        nothing: Callable[[str], str] | None = None,
    ) -> None:
        super().__init__()
        self.told = title
        self.text = text
        self.offer = offer
        self.fault = fault
        self.hint = hint
        self.wrong = wrong
        self.most = most
        self.changed = changed
        self.nothing = nothing
        self.lines: LineList[Any] = LineList(draw or _plain, empty="Nothing matches.", id="offer")
        self.lines.can_focus = False
        self.label = StatusLine(ground="text", id="label")
        self.fault_line = StatusLine(ground="text", id="fault")
        self._pending = False

    def compose(self) -> ComposeResult:
        with Vertical():
            if self.wrong:
                yield self.fault_line
            if self.offer is not None:
                yield Frame(self.lines, title=self.told)
            with Horizontal():
                yield self.label
                yield TypedLine(self.text[: self.most], self.most)

    def on_mount(self) -> None:
        self.fault_line.set(styled(self.wrong, "error"))
        self._label(f"{self.told}: ", "key")
        line = self.query_one(Input)
        line.placeholder = self.hint
        line.cursor_blink = False  # nothing is sent while nothing happens
        line.focus()
        self._update()

    def on_typed_line_too_long(self, event: TypedLine.TooLong) -> None:
        self._fault(f"at most {self.most:,} characters")

    def _fault(self, wrong: str) -> None:
        self._label(f"{wrong} ", "error")

    def _label(self, words: str, role: Role) -> None:
        line = styled(words, role)
        self.label.styles.width = min(line.cells, max(self.app.size.width // 2, 1))
        self.label.set(line)

    def on_input_changed(self, event: Input.Changed) -> None:
        self.text = event.value
        if not self._pending:
            self._pending = True
            self.call_later(self._update)

    def _update(self) -> None:
        self._pending = False
        if self.changed is not None:
            count = self.changed(self.text)
            self._label(f"{self.told}{f' · {count}' if count else ''}: ", "key")
        if self.offer is not None:
            empty = self.nothing(self.text) if self.nothing is not None else None
            self.lines.show(Rows(self.offer(self.text)), at=0, empty=empty)

    def on_key(self, event: Any) -> None:
        moves = {"down": ("line", 1), "up": ("line", -1), "pagedown": ("page", 1), "pageup": ("page", -1),
                 "tab": ("line", 1), "shift+tab": ("line", -1)}  # fmt: skip
        if event.key in moves and self.offer is not None:
            event.stop()
            event.prevent_default()
            self.lines.move(*moves[event.key])

    def on_input_submitted(self, event: Input.Submitted) -> None:
        wrong = self.fault(event.value) if self.fault is not None else ""
        if wrong:
            self._fault(wrong)
            return
        if self._pending and self.changed is not None:
            self._update()
        if self.offer is not None:
            if self._pending:
                self._update()
            if self.lines.row is None:
                return
        self.dismiss((event.value, self.lines.row if self.offer is not None else None))

    def on_line_view_clicked(self) -> None:
        self.dismiss((self.text, self.lines.row))

    def action_perform(self, id_: str) -> None:
        """Close, or leave the desk; every other key is typed."""
        if id_ == "leave":
            self.app.exit()
        else:
            self.dismiss(None)


def _plain(row: Any, width: int, look: Look) -> Line:
    return styled(str(row), ascii_only=look.ascii)
