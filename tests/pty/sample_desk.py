"""A desk of nothing but the widgets, with the texts of a JSON file wherever text from outside can stand.

Run as `python sample_desk.py TEXTS.json`. Keys: n the next text, v a toast, w a label, + crashes, b blocks a worker,
z one pane, x exits with a message, q leaves.
"""

import json
import os
import sys
import time
from datetime import date
from pathlib import Path
from typing import ClassVar

os.environ["TEXTUAL_ANIMATIONS"] = "none"

from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Label

from tui.desk.presentation.claim_lines import claim_lines
from tui.desk.presentation.grid import holder_line, view_of
from tui.desk.presentation.issue_lines import issue_line, issue_parts
from tui.desk.presentation.line import Line, styled
from tui.desk.presentation.page import page_of
from tui.desk.presentation.row_lines import actor_line, article_lines, found_line, kwic_line, problem_line
from tui.desk.presentation.time_lines import timeline_line
from tui.desk.terminal.driver import OnTerminal, terminal_encoding
from tui.desk.theme import Look, choose
from tui.desk.widgets.frame import Frame
from tui.desk.widgets.lines import LineList, Rows
from tui.desk.widgets.status import StatusLine, hints
from tui.desk.widgets.table import MatrixTable
from tui.desk.widgets.text import ArticleView
from tui.model import Article, Block, Claim, Days, IssueStance, Published, Span
from tui.store import rows
from tui.text.neutral import neutral

DAY = Days(date(2009, 4, 4), date(2009, 4, 4))
SPAN = (Span(0, 4),)


def kinds(words: str) -> list[tuple[object, object]]:
    """(function, row) for every kind of row, `words` in all its fields."""
    claim = Claim(
        "c", "a", words, None, None, SPAN, SPAN, SPAN, "direct", (IssueStance("i", "for"),), "say", None, DAY, 1, ()
    )
    issue = rows.IssueRow("i", words, 1, 2, 3, 1, (rows.HolderCount(words, 2, 1),))
    return [
        (article_first, rows.ArticleRow("k", words, Published(DAY, "dateline", ""), words, 9, 3, 2, 1)),
        (actor_of, rows.ActorRow("i", words, "person", 2, 8, 3)),
        (claim_first, rows.ClaimRow(claim, words, words, DAY, words)),
        *((issue_line, part) for part in issue_parts(issue)),
        (timeline_line, rows.Period(DAY, "2009-04", 4, 1, words)),
        (timeline_line, rows.Entry(DAY, "x", "a", words, Span(0, 1), words[:2], Span(0, 9), words)),
        (kwic_line, rows.KwicRow("a", Span(0, 1), words, words, words, DAY)),
        (found_line, rows.Found("term", words, words, 3, 90.0, words)),
        (problem_line, rows.ProblemRow(words, 3, words)),
    ]


def article_first(row: rows.ArticleRow, width: int, look: Look) -> Line:
    return article_lines(row, width, look)[0]


def actor_of(row: rows.ActorRow, width: int, look: Look) -> Line:
    return actor_line(row, width, look, {}, number=row.mentions)


def claim_first(row: rows.ClaimRow, width: int, look: Look) -> Line:
    return claim_lines(row, width, look, names={})[0]


def draw(row: tuple, width: int, look: Look) -> Line:  # type: ignore[type-arg]
    return row[0](row[1], width, look)  # type: ignore[no-any-return]


class SampleDesk(OnTerminal, App[None]):
    CSS = """
    #left { width: 45%; }
    #table { height: 6; }
    Label { height: 1; }
    Input { height: 1; border: none; }
    """
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar = [
        ("q", "quit", "quit"), ("n", "next", "next"), ("v", "toast", "toast"), ("w", "label", "label"),
        ("plus", "crash", "crash"), ("b", "block", "block"), ("x", "leave", "leave"), ("z", "zoom", "zoom"),
    ]  # fmt: skip

    def __init__(self, texts: list[str]) -> None:
        self.look = choose(os.environ, encoding=terminal_encoding(os.environ))
        self.log_dir = Path(os.environ["SAMPLE_LOG"]) if "SAMPLE_LOG" in os.environ else None
        super().__init__()
        self.register_theme(self.look.theme)
        self.theme = self.look.theme.name
        self.texts = texts
        self.at = -1

    def compose(self) -> ComposeResult:
        yield StatusLine(id="top")
        with Horizontal(id="panes"):
            with Vertical(id="left"):
                yield Frame(LineList(draw, id="list"), number=1, title="Articles")
                yield Frame(MatrixTable(id="matrix"), number=4, title="Matrix", id="table")
            yield Frame(ArticleView(id="text"), number=0, title="Reader", id="reader")
        yield Label(id="label")
        yield Input(id="input", select_on_focus=False)
        yield StatusLine(id="keys", ground="text")

    def on_mount(self) -> None:
        self.query_one(Input).cursor_blink = False
        self.query_one(Input).can_focus = False  # every key is for the desk, also while a pane is hidden
        self.query_one("#keys", StatusLine).set(hints([("n", "next text"), ("q", "leave")]))
        self.query_one("#reader", Frame).set_edged(True)
        self.action_next()
        self.query_one("#list").focus()

    def action_next(self) -> None:
        self.at = (self.at + 1) % len(self.texts)
        words = self.texts[self.at]
        self.query_one("#top", StatusLine).set(words, f"text {self.at}")
        for frame in self.query(Frame):
            frame.set_title(words)
            frame.set_note(words[:10])
        self.query_one("#list", LineList).show(Rows(kinds(words) * 20), at=0)
        matrix = rows.Matrix((words, "B"), ((words, words), ("j", "J")), {(words, words): rows.Cell("for", 3, True)})
        self.query_one(MatrixTable).show(matrix)
        body = f"Head\n\n{words}\n\nThe next line is intact. " + "More words follow here. " * 200
        blocks = (Block(Span(0, 4), "title"), Block(Span(6, 6 + len(words))), Block(Span(8 + len(words), len(body))))
        marks = [
            rows.Mark(Span(6, 6 + max(len(words), 1)), "content", "c", True),
            rows.Mark(Span(6 + len(words) // 2, 7 + len(words) // 2), "fuzzy", "f", True),
        ]
        article = Article("a", "a.txt", body, blocks)
        page = page_of(article, marks, header=[styled(words)], ascii_only=self.look.ascii, brackets=self.look.brackets)
        self.query_one(ArticleView).show(page)
        assert holder_line(matrix, 0, view_of(matrix, 40), self.look).cells

    def action_toast(self) -> None:
        self.notify(self.texts[self.at], title=self.texts[self.at], timeout=0.3)

    def action_label(self) -> None:
        self.query_one("#label", Label).update(styled(self.texts[self.at]).content(self.look))
        self.query_one(Input).value = self.texts[self.at]

    def action_zoom(self) -> None:
        self.query_one("#left").display = not self.query_one("#left").display

    def action_crash(self) -> None:
        document_words = self.texts[self.at]
        raise ValueError(document_words)

    def action_block(self) -> None:
        self.run_worker(lambda: time.sleep(3600), thread=True)

    def action_leave(self) -> None:
        self.exit(message=styled(self.texts[self.at]).plain)


if __name__ == "__main__":
    app = SampleDesk(json.loads(Path(sys.argv[1]).read_text()))
    app.run(mouse="NO_MOUSE" not in os.environ)
    print(neutral(f"status {app.exit_status}"))
    sys.exit(app.exit_status)
