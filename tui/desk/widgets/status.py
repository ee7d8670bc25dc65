"""Lines of one row, above and below the panes, that draw themselves again only when their words change."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip
from textual.widget import Widget

from tui.desk.presentation.line import Line, columns, join, styled
from tui.desk.terminal.driver import look_of
from tui.desk.theme import Look, Role


class StatusLine(Widget):
    """Words at the left and, flush right, more of them; the left ones are cropped first, down to a quarter. They may be
    given in several forms, the longest first: the first that fits is shown."""

    DEFAULT_CSS = """
    StatusLine { height: 1; width: 1fr; }
    """

    def __init__(
        self,
        *,
        ground: Role = "bar",
        id: str | None = None,  # noqa: A002 - Textual's own word
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._ground: Role = ground
        self._left: Sequence[Line] = (Line(),)  # its forms, the longest first
        self._right = Line()

    @property
    def look(self) -> Look:
        return look_of(self.app)

    def set(self, left: str | Line | Sequence[Line] | None = None, right: str | Line | None = None) -> None:
        """Change the words; None leaves a side as it is, a str is made neutral."""
        before = self._left, self._right
        if left is not None:
            line = styled(left) if isinstance(left, str) else left
            self._left = (line,) if isinstance(line, Line) else tuple(line)
        if right is not None:
            self._right = styled(right) if isinstance(right, str) else right
        if (self._left, self._right) != before:
            self.refresh()

    @property
    def plain(self) -> str:
        """All its words."""
        return f"{self._left[0].plain} {self._right.plain}".strip()

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if y or not width:
            return Line().strip(self.look, width, self._ground)
        ellipsis = self.look.glyphs.ellipsis
        room = width - self._right.cells - bool(self._right.cells)
        left = next((form for form in self._left if form.cells <= room), self._left[-1])
        kept = min(left.cells + 1, max(width // 4, 9)) if left.cells else 0
        right = (self._right.crop(max(width - kept, 0), ellipsis),) if self._right.cells else ()
        line = columns(width, (left,), right, self.look, least=0)
        return line.strip(self.look, width, self._ground)


def hints(pairs: Sequence[tuple[str, str]]) -> Line:
    """Key hints for a StatusLine: `/ find  n mention`."""
    return join((styled(key, "key") + styled(f" {words}", "dim") for key, words in pairs), styled("  "))
