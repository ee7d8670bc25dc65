"""Reader: the open article, with the mentions and claims of the selection marked."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from typing import ClassVar

from msgspec.structs import replace
from textual.binding import BindingType

from tui.desk.actions import first_key, moves
from tui.desk.presentation import row_lines
from tui.desk.presentation.line import Line, styled
from tui.desk.presentation.marks import FoundMark
from tui.desk.presentation.page import MARGIN, page_of
from tui.desk.presentation.paragraph import wrapped
from tui.desk.presentation.stance import stance_sign
from tui.desk.state import DeskState
from tui.desk.theme import Look
from tui.desk.widgets.text import ArticleView
from tui.desk.widgets.text import ReadingPlace as ViewPlace
from tui.model import Article, Selection, Span
from tui.store.rows import ArticleRow, Mark
from tui.text.neutral import neutral_runs


def head_lines(article: Article, row: ArticleRow, look: Look) -> tuple[Line, ...]:
    """What stands above the text: when and where it was published, and what to know of the file."""
    told = [row_lines.published_words(row.published) + " (w: why)", article.outlet, article.agency, article.place]
    told += [f"{row.words:,} words", article.key]
    words = [styled(" · ".join(part for part in told if part), "dim", ascii_only=look.ascii)]
    faults = []
    if article.undecodable:
        faults.append(f"{article.undecodable} characters could not be decoded")
    if article.guessed:
        faults.append(f"the encoding {article.encoding} is a guess")
    if article.partly:
        faults.append(f"partly read: {article.partly}")
    if row.problem and row.problem != article.partly:
        faults.append(row.problem)
    if not row.read:
        faults.append("not read yet: no claims so far")
    hidden = neutral_runs(article.text).hidden
    if hidden:
        faults.append(f"{hidden} hidden characters are shown as marks (P: code points)")
    if faults:
        words.append(styled("; ".join(faults), "warning", ascii_only=look.ascii))
    return tuple(words)


def hits_of(text: str, words: str) -> tuple[FoundMark, ...]:
    """Where words stand in a text, whatever the case of their letters."""
    if not words:
        return ()
    folded, wanted = text.casefold(), words.casefold()
    if len(folded) != len(text):  # casefold lengthens some letters, and offsets must hold
        folded, wanted = text, words
    found, at = [], folded.find(wanted)
    while at >= 0:
        found.append(FoundMark(Span(at, at + len(wanted))))
        at = folded.find(wanted, at + len(wanted))
    return tuple(found)


NOTHING = "No article is open. 1 goes to Articles, Enter opens one, / finds."


class ReaderPane(ArticleView):
    where = "reader"
    BINDINGS: ClassVar[list[BindingType]] = moves("reader")

    def __init__(self, state: DeskState, told: Callable[[], None] = lambda: None) -> None:
        """`told` says in the frame how far down the text is read, which another size changes."""
        super().__init__(empty="", id="reader-text")
        self.state = state
        self._tell = told
        self.article: Article | None = None
        self.marks: tuple[Mark, ...] = ()
        self.claim: str | None = None  # the claim whose source, cue and content are marked
        self._header: tuple[Line, ...] = ()
        self._read = True  # whether what is shown is all that reading will find
        self._left: dict[str, ViewPlace] = {}  # where each article was left
        self.pattern = ""  # the words that are looked for, lit in every article that is opened
        self.draft: tuple[str, tuple[Mark, ...]] = ("", ())  # the key of an article, and what a new claim has there
        self.hits: tuple[FoundMark, ...] = ()  # where they stand in this one

    def open(self, key: str, at: Span | ViewPlace | None = None, claim: str | None = None) -> bool:
        """Show an article, at a span, a place, or where it was left; False where it can't be read."""
        if self.article is not None:
            self._left[self.article.key] = self.place
        self.claim = claim
        if self.article is None or self.article.key != key:
            article = self.state.library.article(key)
            if article is None:
                return False
            self.article = article
            self.state.open_article = key
            self._show(at or self._left.get(key))
        else:
            self.redraw()
            self.go_to(at)
        return True

    def fit(self) -> None:
        super().fit()
        self._tell()

    def reopen(self) -> None:
        """Take the article anew: its file has changed."""
        if self.article is not None:
            self.article = self.state.library.article(self.article.key)
            self._show(self.here)

    def _show(self, at: Span | ViewPlace | None) -> None:
        article, look = self.article, self.look
        if article is None:
            self.show(None, empty=NOTHING)
            return
        self._take_marks()
        self._header = header = self._head(article)
        signs = (look.glyphs.claim, look.glyphs.other_claim)
        sides = {side: stance_sign(side, look) for side in ("for", "against", "mixed", "none")}
        self.show(
            page_of(article, (*self.marks, *self.hits), header=header, ascii_only=look.ascii, brackets=look.brackets,
                    claim_signs=signs, side_signs=sides),
            at=at,
        )  # fmt: skip

    def was_read(self) -> bool:
        """Whether the open article was read since it was drawn."""
        if self.article is None or self._read:
            return False
        row = self.state.library.article_row(self.article.key)
        return row is not None and row.read

    def redraw(self) -> None:
        """Mark what the selection touches; the place stays."""
        if self.article is None:
            return
        if self._head(self.article) != self._header:
            self._show(self.here)
        else:
            self._take_marks()
            self.mark((*self.marks, *self.hits))

    def _head(self, article: Article) -> tuple[Line, ...]:
        """What stands above the text, the notes on the article and on the selection among it."""
        look, library = self.look, self.state.library
        row = library.article_row(article.key, self.state.crossref)
        if row is None:
            return ()
        self._read = row.read
        noted = [Selection("article", article.key), self.state.selection]
        if self.claim is not None:
            noted.append(Selection("claim", self.claim))
        notes_on = library.decisions.notes
        notes = [note for target in dict.fromkeys(noted) if target is not None for note in notes_on(target)]
        width = max(self.size.width - MARGIN - 1, 20)
        lines = list(head_lines(article, row, look))
        if told := self._untied(article.key):
            lines += wrapped(told, width, "warning", ascii_only=look.ascii)
        for note in notes:
            lines += wrapped(f"{look.glyphs.note} {note.text}", width, "key", ascii_only=look.ascii)
        return tuple(lines)

    def _untied(self, key: str) -> str:
        """What was decided of claims of the open article that are read otherwise now; empty where all is tied."""
        lost = [f"“{one.words}”" for one in self.state.library.review.untied() if one.article == key]
        what = "decision here is tied to no claim any more" if len(lost) == 1 else "decisions here are tied to no claim"
        shown = first_key("decided", self.state.keymap)
        return f"{len(lost)} {what}, {shown} shows them: {', '.join(lost)}" if lost else ""

    def _take_marks(self) -> None:
        """The article's marks; of a claim's source and cue those of the claim shown or selected alone, so that a
        page is not all colours."""
        assert self.article is not None
        marks = self.state.library.body_marks(self.article.key, self.state.crossref)
        selection = self.state.selection
        shown = self.claim or (selection.key if selection is not None and selection.kind == "claim" else None)
        kept = []
        for mark in marks:
            if mark.kind in ("source", "cue"):
                if mark.ref == shown:
                    kept.append(replace(mark, hit=True))
            elif mark.kind in ("content", "claim") and mark.ref == shown:
                kept.append(replace(mark, hit=True))
            else:
                kept.append(mark)
        self.hits = hits_of(self.article.text, self.pattern)
        kept += self.draft[1] if self.draft[0] == self.article.key else ()
        self.marks = tuple(kept)

    # --- words looked for

    def light(self, words: str) -> None:
        """Light every place of some words; empty for none."""
        self.pattern = words.strip()
        self.redraw()

    def go_to_hit(self, by: int, *, again: bool = False) -> bool:
        """Go to the next place of the words looked for, or to the one before, round the ends; `again` to the one under
        the cursor, if it is one. False where there is none."""
        if not self.hits:
            return False
        starts = [hit.span.start for hit in self.hits]
        here = self.unit.start
        at = bisect_left(starts, here + (by > 0 and not again)) - (by < 0)
        self.jump(self.hits[at % len(starts)].span)
        return True

    @property
    def hits_words(self) -> str:
        """`hit 2 of 5`, while words are looked for."""
        if not self.pattern:
            return ""
        number = bisect_left([hit.span.start for hit in self.hits], self.unit.end)
        return f"“{self.pattern}” {number} of {len(self.hits)}"

    @property
    def stored_marks_here(self) -> list[Mark]:
        """The store's marks that cover the cursor, the shortest first."""
        return [mark for mark in self.marks_here if isinstance(mark, Mark)]

    def heading(self) -> str:
        return "Reader"

    def note(self) -> str:
        """The outlet, or the file where none is known, and how far down the text is read."""
        if self.article is None:
            return ""
        hits = self.hits_words
        return " · ".join(part for part in (hits, self.article.outlet or self.article.key, self.position) if part)
