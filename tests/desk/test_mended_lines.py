"""The sheets on which actors and articles are mended: any words at all, in any width."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from tui.desk.presentation.mended_lines import ActorTold, ArticleTold, actor_lines, article_lines
from tui.desk.row_actions import Offered
from tui.desk.terminal.cells import UNSAFE
from tui.desk.theme import look
from tui.model import Actor, Article, Published
from tui.store.rows import Decided, Likely, Role

WORDS = st.text(st.characters(codec=None), max_size=50)
WHEN = datetime(2031, 5, 4, tzinfo=UTC)


@given(WORDS, st.integers(60, 130), st.booleans())
def test_every_line_is_harmless_and_fits(words: str, width: int, ascii_only: bool) -> None:
    style = look(ascii_only=ascii_only)
    said = [Decided("actor", "s", words, WHEN, words, field, words) for field in ("side", "role", "out")]
    other = Likely("x", words, "person", 2, words, 90.0, ((words, "person"), (words, "person")))
    actor = Actor("a", words, "person", ((words, 3), ("Berg", 1)), (words,))
    article = Article(words, words, "text", title=words, outlet=words, author=words)
    told = ActorTold(actor, None, said, [Offered(words, other)], [Role(words, words)], [], [("x", words, 2)])
    of_article = ArticleTold(article, article, Published(None, "none", words), {"title": words}, (words,))
    for line, _ in (*actor_lines(told, width, style), *article_lines(of_article, width, style)):
        assert not UNSAFE.search(line.plain)
        assert line.cells <= width
