"""Widgets under a pilot: lists fetch only what comes into view, the reader keeps its place, frames show the focus."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from textual.app import App, ComposeResult
from textual.containers import Horizontal

from tui.desk.presentation.line import Line, styled
from tui.desk.presentation.page import Page, page_of
from tui.desk.theme import Look
from tui.desk.widgets.base import LineView
from tui.desk.widgets.frame import Frame
from tui.desk.widgets.lines import PAGE, LineList, Rows
from tui.desk.widgets.status import StatusLine, hints
from tui.desk.widgets.table import MatrixTable
from tui.desk.widgets.text import ArticleView, ReadingPlace
from tui.model import Article, Block, Span
from tui.store.rows import Cell, Matrix

TEXT = "\n\n".join(
    f"Paragraph {number} says that Port {number} will stay open, and that nobody in Varna objects to it at all."
    for number in range(60)
)


@dataclass(frozen=True)
class Mark:
    span: Span
    kind: str = "name"
    hit: bool = True


class Counting:
    """Numbers as rows, counting what is fetched."""

    def __init__(self, count: int) -> None:
        self._count = count
        self.fetched: list[tuple[int, int]] = []

    def count(self) -> int:
        return self._count

    def rows(self, offset: int, limit: int) -> Sequence[int]:
        self.fetched.append((offset, limit))
        return range(offset, min(offset + limit, self._count))


def draw(row: int, width: int, look: Look) -> Line:
    return styled(f"row {row}")


def page() -> Page:
    blocks, at = [], 0
    for part in TEXT.split("\n\n"):
        blocks.append(Block(Span(at, at + len(part))))
        at += len(part) + 2
    return page_of(Article("a", "a.txt", TEXT, tuple(blocks)))


class Bench(App[None]):
    def __init__(self, count: int = 100_000) -> None:
        super().__init__()
        self.source = Counting(count)
        self.moves: list[int] = []
        self.chosen: list[int] = []

    def compose(self) -> ComposeResult:
        yield StatusLine(id="top")
        with Horizontal():
            yield Frame(
                LineList(draw, self.source, key=lambda row: row, empty="None yet: press i."), number=1, title="[b]"
            )
            yield Frame(ArticleView(), number=0, title="Reader")
            yield Frame(MatrixTable(), number=4, title="Matrix")

    def on_line_view_moved(self, message: LineView.Moved) -> None:
        if message.view is self.rows:
            self.moves.append(self.rows.cursor)

    def on_line_view_clicked(self, message: LineView.Clicked) -> None:
        assert message.view is self.rows
        assert self.rows.row is not None
        self.chosen.append(self.rows.row)

    @property
    def rows(self) -> LineList[int]:
        return self.query_one(LineList)

    @property
    def text(self) -> ArticleView:
        return self.query_one(ArticleView)


def line_of(widget: LineList[int] | ArticleView | MatrixTable | Frame | StatusLine, y: int) -> str:
    return widget.render_line(y).text.rstrip()


async def test_a_list_fetches_only_what_comes_into_view() -> None:
    app = Bench()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        assert line_of(app.rows, 0) == "row 0"
        assert app.source.fetched == [(0, PAGE)]
        await pilot.press("G")
        assert app.rows.cursor == 99_999
        assert app.rows.row == 99_999
        assert line_of(app.rows, app.rows.size.height - 1) == "row 99999"
        assert len(app.source.fetched) <= 3
        await pilot.press("g", *"jjk")
        assert app.rows.row == 1
        await pilot.press("ctrl+d", "ctrl+u", "pagedown", "pageup")
        assert app.rows.row == 1
        assert app.moves[-1] == 1
        assert app.rows.position == "2/100000"


async def test_a_list_beside_another_pane_scrolls_by_a_third_of_it() -> None:
    app = Bench()
    async with app.run_test(size=(120, 30)) as pilot:
        height = app.rows.size.height
        await pilot.press(*"j" * (height - 1))
        assert app.rows.scroll_offset.y == 0
        await pilot.press("j")
        assert app.rows.scroll_offset.y == height // 3
        await pilot.press(*"j" * (height // 3 - 1))
        assert app.rows.scroll_offset.y == height // 3
        assert app.rows.cursor == height + height // 3 - 1
        await pilot.press(*"k" * height)
        assert app.rows.cursor == height // 3 - 1
        assert app.rows.scroll_offset.y == 0
        await pilot.press("pagedown", "ctrl+d")  # no further than to the row that they lead to
        assert app.rows.scroll_offset.y == app.rows.cursor - height + 1
        await pilot.press("G")
        assert app.rows.scroll_offset.y == 100_000 - height
        await pilot.press("g")
        assert app.rows.scroll_offset.y == 0


async def test_a_list_across_the_screen_scrolls_by_a_row() -> None:
    class Alone(App[None]):
        def compose(self) -> ComposeResult:
            yield Frame(LineList(draw, Counting(100)), title="All")

    app = Alone()
    async with app.run_test(size=(80, 24)) as pilot:
        rows = app.query_one(LineList)
        await pilot.press(*"j" * rows.size.height)
        assert rows.scroll_offset.y == 1


async def test_a_list_keeps_its_row_when_the_source_changes() -> None:
    app = Bench()
    async with app.run_test(size=(120, 30)) as pilot:
        app.rows.go(50)
        app.rows.show(Rows([*range(48, 90)]))
        assert app.rows.row == 50
        app.rows.show(Rows([7]))
        assert app.rows.row == 7
        app.rows.show(Rows([]))
        await pilot.pause()
        assert app.rows.row is None
        assert app.rows.position == ""
        assert line_of(app.rows, 0) == "None yet: press i."
        await pilot.press("j", "G", "k")
        assert app.rows.row is None


async def test_a_source_that_has_shrunk_is_survived() -> None:
    app = Bench()
    async with app.run_test(size=(120, 30)) as pilot:
        app.source._count = 3
        app.rows.go(60_000)
        await pilot.pause()
        assert line_of(app.rows, 0) == "…"
        app.rows.reload()
        assert app.rows.row == 2


async def test_the_mouse_moves_and_chooses() -> None:
    app = Bench()
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.click(LineList, offset=(3, 4))
        assert app.rows.row == 4
        await pilot.click(LineList, offset=(3, 4))
        await pilot.pause()
        assert app.chosen == [4]


async def test_the_reader_moves_by_words_lines_and_pages() -> None:
    app = Bench()
    async with app.run_test(size=(120, 30)) as pilot:
        app.text.show(page())
        app.text.focus()
        await pilot.pause()
        assert app.text.words == "Paragraph"
        await pilot.press(*"lll")
        assert app.text.words == "that"
        await pilot.press("j", "k")
        assert app.text.words == "that"
        await pilot.press("G")
        assert app.text.words in TEXT[-40:]
        assert app.text.position == "100%"
        await pilot.press("g")
        assert app.text.unit.start < 60
        before = app.text.scroll_offset.y
        await pilot.press("pagedown")
        assert app.text.scroll_offset.y > before + 10
        for _ in range(400):
            app.text.move("line", 1)
        assert app.text.unit.end > len(TEXT) - 60
        for _ in range(400):
            app.text.move("line", -1)
        assert app.text.unit.start < 60


async def test_a_place_is_found_again_at_any_width() -> None:
    app = Bench()
    async with app.run_test(size=(120, 30)) as pilot:
        app.text.show(page())
        target = Span(TEXT.index("Port 40"), TEXT.index("Port 40") + 7)
        app.text.jump(target)
        place = app.text.place
        assert app.text.words == "Port"
        app.text.show(None)
        app.text.show(page(), at=place)
        assert app.text.place == place
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert app.text.unit.start == target.start
        rows = range(app.text.scroll_offset.y, app.text.scroll_offset.y + app.text.size.height)
        page_now = app.text.page
        assert page_now is not None
        assert page_now.row_of(target.start) in rows


async def test_narrow_and_back_the_reader_stands_at_the_same_line() -> None:
    app = Bench()
    async with app.run_test(size=(120, 30)) as pilot:
        app.text.show(page())
        app.text.focus()
        await pilot.pause()
        for _ in range(12):
            await pilot.press("pagedown", "l", *"jjj")
            top, place = app.text.scroll_offset.y, app.text.place
            for size in ((77, 24), (61, 9), (95, 18), (120, 30)):
                await pilot.resize_terminal(*size)
                await pilot.pause()
            assert (app.text.scroll_offset.y, app.text.place) == (top, place)


def cursor_in_view(text: ArticleView) -> bool:
    assert text.page is not None
    return text.page.row_of(text.unit.start) in range(text.scroll_offset.y, text.scroll_offset.y + text.size.height)


async def test_in_a_lower_terminal_the_cursor_stays_in_view() -> None:
    app = Bench()
    async with app.run_test(size=(120, 30)) as pilot:
        app.text.show(page())
        app.text.focus()
        await pilot.pause()
        await pilot.press("pagedown", *"jjjjjjjjjjjjjjjjjjjj")
        top, unit = app.text.scroll_offset.y, app.text.unit
        for size in ((120, 20), (120, 12), (77, 9)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert cursor_in_view(app.text)
            app.text.mark(())  # as when an index that is being read has more
            assert cursor_in_view(app.text)
        await pilot.resize_terminal(120, 30)
        await pilot.pause()
        assert (app.text.scroll_offset.y, app.text.unit) == (top, unit)
        for _ in range(9):
            app.text.jump_to(app.text.scroll_offset.y - 3)
        above = app.text.scroll_offset.y
        assert not cursor_in_view(app.text)
        await pilot.resize_terminal(120, 24)
        await pilot.pause()
        assert app.text.scroll_offset.y == above  # who looked elsewhere goes on doing so


async def test_jumping_before_there_is_a_size() -> None:
    app = Bench()
    target = Span(TEXT.index("Port 50"), TEXT.index("Port 50") + 7)
    async with app.run_test(size=(120, 30)) as pilot:
        view = ArticleView()
        view.show(page(), at=target)
        await app.query_one(Horizontal).mount(view)
        await pilot.pause()
        assert view.unit.start == target.start
        assert view.scroll_offset.y > 0


async def test_new_marks_before_there_is_a_size_keep_the_place_asked_for() -> None:
    app = Bench()
    place = ReadingPlace(TEXT.index("Port 50"), Span(TEXT.index("Port 52"), TEXT.index("Port 52") + 4))
    async with app.run_test(size=(120, 30)) as pilot:
        view = ArticleView()
        view.show(page(), at=place)
        view.mark([Mark(Span(0, 11))])
        assert view.place == place
        await app.query_one(Horizontal).mount(view)
        await pilot.pause()
        assert view.place.cursor == place.cursor
        assert view.page is not None
        assert view.page.row_of(place.top) == view.scroll_offset.y


async def test_other_marks_in_the_same_text() -> None:
    app = Bench()
    async with app.run_test(size=(120, 30)):
        app.text.show(page())
        app.text.mark([Mark(Span(0, 11)), Mark(Span(0, 30), "content")])
        assert [mark.kind for mark in app.text.marks_here] == ["name", "content"]
        assert app.text.page is not None
        assert app.text.page.unit_at(3) == Span(0, 11)


async def test_the_matrix_has_a_cursor_on_a_cell() -> None:
    app = Bench()
    issues = tuple((f"issue-{n}", f"Problem {n}") for n in range(9))
    matrix = Matrix(("Elena", "Ivo"), issues, {("Ivo", "issue-3"): Cell("against", 4, True)})
    async with app.run_test(size=(100, 30)) as pilot:
        table = app.query_one(MatrixTable)
        table.show(matrix)
        table.focus()
        await pilot.press("j", *"lll")
        assert (table.holder, table.issue) == ("Ivo", "issue-3")
        assert table.cell == Cell("against", 4, True)
        assert line_of(table, 1).split()[-1] == "3"
        assert "−4↻" in line_of(table, 3)
        table.show(matrix)
        assert table.issue == "issue-3"


async def test_frames_show_number_title_note_and_focus() -> None:
    app = Bench(5)
    async with app.run_test(size=(120, 30)) as pilot:
        frame = app.query(Frame).first()
        await pilot.pause()
        assert line_of(frame, 0).startswith("━━ 1 [B] ━━")
        app.text.focus()
        await pilot.pause()
        assert line_of(frame, 0).startswith("── 1 [b] ──")
        frame.set_note("3/17")
        assert line_of(frame, 0).endswith(" 3/17 ─")
        frame.set_edged(True)
        assert line_of(frame, 0)[0] == line_of(frame, 1)[0] == "│"
        frame.set_title("[/oops]")
        assert "[/oops]" in line_of(frame, 0)


async def test_status_lines_crop_the_left_first() -> None:
    app = Bench()
    async with app.run_test(size=(40, 20)):
        status = app.query_one(StatusLine)
        status.set("a rather long title of a corpus", "3 of 17 mentions")
        assert line_of(status, 0) == "a rather long title of… 3 of 17 mentions"
        status.set(right="a selection with a name that is long: 3 of 17 mentions")
        assert line_of(status, 0) == "a rather…  a selection with a name that…"
        status.set(right="")
        assert line_of(status, 0) == "a rather long title of a corpus"
        assert hints([("/", "find"), ("?", "help")]).plain == "/ find  ? help"


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (5, 3), (10, 4), (300, 3)])
async def test_any_size(size: tuple[int, int]) -> None:
    app = Bench()
    async with app.run_test(size=(80, 24)) as pilot:
        app.text.show(page())
        app.query_one(MatrixTable).show(Matrix(("A",), (("i", "I"),), {}))
        await pilot.resize_terminal(*size)
        await pilot.press("j", "G", "tab", "j", "G", "l", "tab", "j", "l")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert app.rows.size.width > 1
