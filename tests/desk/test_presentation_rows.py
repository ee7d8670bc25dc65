"""Rows of the store as lines: what stands in them, that they fit, and that they are neutral whatever the text is."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tui.desk.presentation.grid import GridView, header_lines, holder_line, short
from tui.desk.presentation.line import Line, columns, styled
from tui.desk.presentation.rows import (
    actor_line,
    article_line,
    claim_line,
    confidence,
    days_words,
    found_line,
    issue_line,
    issue_parts,
    kwic_line,
    problem_line,
    published_words,
    spark,
    stance_words,
    timeline_line,
)
from tui.desk.terminal.cells import UNSAFE
from tui.desk.theme import Look, look
from tui.model import Claim, Days, IssueStance, Published, Span
from tui.store.rows import (
    ActorRow,
    ArticleRow,
    Cell,
    ClaimRow,
    Entry,
    Found,
    HolderCount,
    IssueRow,
    KwicRow,
    Matrix,
    Period,
    ProblemRow,
)

DARK, PLAIN = look("dark"), look("mono", ascii_only=True)
DAY = Days(date(2009, 4, 4), date(2009, 4, 4))
SPAN = (Span(0, 4),)


def claim(
    words: str = "the port stays open", holder: str | None = "Elena Popova", stance: str | None = "against"
) -> ClaimRow:
    made = Claim(
        "c1",
        "a",
        holder,
        None,
        None,
        SPAN,
        SPAN,
        SPAN,
        "direct",
        (IssueStance("port", stance),),
        "say",
        None,
        DAY,
        0.9,
        (),  # type: ignore[arg-type]
    )
    return ClaimRow(made, words, "Harbour talks resume", DAY, holder)


def all_lines(words: str, width: int, style: Look) -> list[Line]:
    """Every kind of row with `words` wherever text from outside can stand."""
    issue = IssueRow("id", words, 1, 2, 3, 1, (HolderCount(words, 2, 1, 1),), 1)
    matrix = Matrix((words,), ((words, words),), {(words, words): Cell("for", 3, True)})
    return [
        article_line(
            ArticleRow("k", words, Published(DAY, "dateline", ""), words, 5, 3, 2, 9, words, True, True, True, True, 2),
            width, style,
        ),
        actor_line(ActorRow("i", words, "person", 2, 8, 3, (("2009-04", 4),)), width, style, hits=True),
        *(issue_line(part, width, style) for part in issue_parts([issue])),
        claim_line(claim(words, words), width, style),
        timeline_line(Period(DAY, words, 4, 1, words), width, style, most=8),
        timeline_line(Entry(DAY, "x", "a", words, Span(0, 1), words[:2], Span(0, 9), words, sources=2), width, style),
        kwic_line(KwicRow("a", Span(0, 1), words, words, words, DAY), width, style),
        found_line(Found("term", words, words, 3, 90.0, words), width, style),
        problem_line(ProblemRow(words, 3, words), width, style),
        *header_lines(matrix, GridView(width), 0, style),
        holder_line(matrix, 0, GridView(width), style, 0),
    ]  # fmt: skip


def test_articles() -> None:
    row = ArticleRow("k", "Harbour talks resume", Published(DAY, "dateline", ""), None, 500, 7, 2, 9)
    assert article_line(row, 40, DARK, hits=True).plain == "2009-04-04 Harbour talks resume        9"
    assert article_line(row, 30, DARK).plain == "2009-04-04 Harbour talks…    7"


def test_days_say_no_more_than_is_known() -> None:
    def days(first: str, last: str) -> str:
        return days_words(Days(date.fromisoformat(first), date.fromisoformat(last)))

    assert days("2009-04-01", "2009-04-30") == "2009-04"
    assert days("2009-01-01", "2009-12-31") == "2009"
    assert days("2008-09-01", "2009-08-31") == "2008–2009"
    assert days("2009-04-29", "2009-04-30") == days("2009-04-29", "2009-05-02") == "2009-04~29"
    assert days_words(None) == "no date"
    found = Published(Days(date(2008, 9, 1), date(2009, 8, 31)), "inferred", "")
    assert published_words(found) == "between 2008-09-01 and 2009-08-31"


def test_claims_tell_the_stance_in_a_word_and_a_sign() -> None:
    line = claim_line(claim(), 90, DARK)
    assert line.plain == ' − against Elena Popova   2009-04-04 "the port stays open"                             ●●●'
    assert [stance_words(s, DARK).plain.split() for s in ("for", "against", "mixed")] == [
        ["+", "for"], ["−", "against"], ["±", "mixed"],
    ]  # fmt: skip
    assert "Harbour talks resume" in claim_line(claim(), 110, DARK).plain
    assert claim_line(claim(), 90, DARK, issue="port").plain == line.plain
    assert "against" not in claim_line(claim(), 90, DARK, issue="fees").plain
    assert [confidence(value, DARK) for value in (0.2, 0.6, 0.9)] == ["●○○", "●●○", "●●●"]


def test_actors_and_issues_count_hits_of_all() -> None:
    assert "3/8" in actor_line(ActorRow("i", "Elena Popova", "person", 2, 8, 3), 40, DARK, hits=True).plain
    assert actor_line(ActorRow("i", "Elena Popova", "person", 2, 94, 15), 26, DARK, hits=True).plain.startswith(
        "Elena Popova     15/94"
    )
    parts = list(issue_parts([IssueRow("id", "The port", 1, 2, 3, 1, (HolderCount("A", 2), HolderCount("B", 1, 1)))]))
    assert [part.stance for part in parts] == [None, "for", "against"]
    assert issue_line(parts[1], 40, DARK).plain == "  + for     A 2, B"


def test_concordance_lines_have_the_match_in_one_column() -> None:
    rows = [KwicRow("a", Span(0, 1), left, "Varna", "is open", DAY) for left in ("the port of", "of", "x" * 90)]
    assert len({kwic_line(row, 70, DARK).plain.index("Varna") for row in rows}) == 1


def test_matrix() -> None:
    matrix = Matrix(
        ("Elena", "Ivo"), (("port", "The port"), ("fees", "Fees")), {("Elena", "fees"): Cell("against", 4, True)}
    )
    assert holder_line(matrix, 0, GridView(40), DARK).plain == "Elena             ·    −4↻ "
    assert header_lines(matrix, GridView(40), 1, DARK)[0].plain == "Fees"
    assert short("south-harbour-wall") == "so-ha"


def test_columns_drop_the_right_ones_first() -> None:
    cells = (styled("2009-04-04"), styled("a title of some length"))
    assert (
        columns(40, cells, (styled("Gazette"), styled("12")), DARK).plain == "2009-04-04 a title of some l… Gazette 12"
    )
    assert columns(24, cells, (styled("Gazette"), styled("12")), DARK).plain == "2009-04-04 a title o… 12"


def test_bars() -> None:
    assert spark([0, 1, 4, 8], 4, DARK) == " ▁▄█"
    assert spark([1] * 30, 4, DARK) == "████"
    assert spark([], 3, DARK) == "   "


@pytest.mark.fault(17)
def test_markup_is_literal() -> None:
    for words in ("[bold]x[/bold]", "[/oops]", "[@click=app.quit]q[/]", "[link=http://a]b", "\\[x", ":smile:"):
        assert styled(words).plain == words
        assert styled(words).content(DARK).plain == words
        assert not any("click" in str(part.style) for part in styled(words).content(DARK).spans)


@given(st.text(max_size=60), st.integers(1, 130), st.booleans())
@pytest.mark.fault(21)
def test_any_text_fits_and_is_neutral(words: str, width: int, plain: bool) -> None:
    style = PLAIN if plain else DARK
    for line in all_lines(words, width, style):
        strip = line.strip(style, width)
        assert strip.cell_length == width
        assert sum(segment.cell_length for segment in strip) == width
        assert UNSAFE.search(strip.text) is None


def test_what_is_still_to_come_is_marked_also_where_the_selection_touches_it() -> None:
    entry = Entry(DAY, "x", "a", "A Title", Span(0, 1), "May", Span(0, 9), "May begins", planned=True)
    arrow, claim = DARK.glyphs.arrow, DARK.glyphs.claim
    assert timeline_line(entry, 60, DARK).plain.startswith(arrow)
    touched = timeline_line(replace(entry, hit=True), 60, DARK).plain
    assert touched.startswith(claim)
    assert f"{arrow} May begins" in touched
    assert arrow not in timeline_line(replace(entry, planned=False, hit=True), 60, DARK).plain
