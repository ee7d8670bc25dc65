"""Rows of the store as lines: what stands in them, that they fit, and that they are neutral whatever the text is."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tui.desk.presentation.claim_lines import PartHead, claim_lines, claim_told, confidence, head_line
from tui.desk.presentation.grid import cell_words, header_lines, holder_line, view_of
from tui.desk.presentation.issue_lines import IssuePart, issue_head, issue_line, issue_parts
from tui.desk.presentation.line import Line, columns, styled
from tui.desk.presentation.row_lines import (
    actor_head,
    actor_line,
    actor_told,
    article_head,
    article_lines,
    found_line,
    kwic_head,
    kwic_line,
    problem_line,
    published_words,
)
from tui.desk.presentation.stance import stance_words
from tui.desk.presentation.time_lines import spark, timeline_head, timeline_line
from tui.desk.terminal.cells import UNSAFE
from tui.desk.theme import Look, look
from tui.model import Claim, Days, IssueStance, Published, Span
from tui.store.rows import (
    ActorRow,
    ArticleRow,
    Cell,
    ClaimGroup,
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


NAMES = {"port": "The port", "fees": "Harbour fees"}


def claim(
    words: str = "the port stays open",
    holder: str | None = "Elena Popova",
    stance: str | None = "against",
    cue: str = "denied",
) -> ClaimRow:
    sides = (IssueStance("port", stance),)  # type: ignore[arg-type]
    made = Claim("c1", "a", holder, None, None, SPAN, SPAN, SPAN, "indirect", sides, "say", None, DAY, 0.9, ())
    return ClaimRow(made, words, "Harbour talks resume", DAY, holder, "Gazette", cue=cue)


def all_lines(words: str, width: int, style: Look) -> list[Line]:
    """Every kind of row with `words` wherever text from outside can stand."""
    issue = IssueRow("id", words, 1, 2, 3, 1, (HolderCount(words, 2, 1, 1),), 1, words)
    matrix = Matrix((words,), ((words, words),), {(words, words): Cell("for", 3, True)})
    article = ArticleRow(
        "k", words, Published(DAY, "dateline", ""), words, 5, 3, 2, 9, words, True, True, True, True, 2
    )
    actor = ActorRow("i", words, "person", 2, 8, 3, (("2009-04", 4),), 3, words, DAY, HolderCount(words, 1))
    view = view_of(matrix, width)
    group = ClaimGroup(False, words, None, 1, 2, 3)
    forms = ("line", "told", "named", "wrapped")
    return [
        *article_lines(article, width, style, tall=True),
        article_head(width, style), actor_head(width, style, number=words), issue_head(width, style),
        timeline_head(width, style), kwic_head(width, style),
        actor_line(actor, width, style, {words: words}, number=3, hits=True),
        actor_line(actor, width, style, {words: words}, number=3),
        *(issue_line(part, width, style) for part in issue_parts(issue)),
        *(line for form in forms for line in claim_lines(claim(words, words), width, style, names={}, form=form)),
        head_line(group, width, style, {words: words}, ""), head_line(PartHead("by", words, 3), width, style, {}, ""),
        head_line(ClaimGroup(True, "", None, 1, 1, 1, ((words, 1),)), width, style, {}, words),
        timeline_line(Period(DAY, words, 4, 1, words), width, style, most=8),
        timeline_line(Entry(DAY, "x", "a", words, Span(0, 1), words[:2], Span(0, 9), words, sources=2), width, style),
        kwic_line(KwicRow("a", Span(0, 1), words, words, words, DAY), width, style),
        found_line(Found("term", words, words, 3, 90.0, words), width, style),
        problem_line(ProblemRow(words, 3, words), width, style),
        *header_lines(matrix, view, 0, style),
        holder_line(matrix, 0, view, style, 0),
    ]  # fmt: skip


def test_articles_have_title_day_and_number_and_below_the_outlet() -> None:
    row = ArticleRow("k", "Harbour talks resume", Published(DAY, "dateline", ""), "Gazette", 500, 7, 2, 9)
    first, second = article_lines(row, 70, DARK, hits=True, opened=True, tall=True)
    assert first.plain.split() == ["»", "4", "Apr", "2009", "Harbour", "talks", "resume", "9"]
    assert second.plain.strip() == "Gazette · 500 words"
    assert article_head(70, DARK, hits=True).plain.split() == ["day", "title", "named"]
    assert article_lines(row, 36, DARK)[0].plain.split() == ["Harbour", "talks", "resume", "2"]


def test_days_say_no_more_than_is_known() -> None:
    found = Published(Days(date(2008, 9, 1), date(2009, 8, 31)), "inferred", "")
    assert published_words(found) == "between Sep 2008 and Aug 2009"


def test_claims_are_sentences_with_a_sign_for_the_side_and_words_below() -> None:
    first, second = claim_lines(claim(), 90, DARK, names=NAMES, issue="port", form="told")
    assert first.plain.startswith("− Elena Popova denied the port stays open")
    assert first.plain.endswith("●●●")
    assert second.plain == "  against it · 4 Apr 2009 · Gazette · Harbour talks resume"
    assert claim_lines(claim(), 90, DARK, names=NAMES, form="named")[1].plain.startswith("  The port: against it · ")
    assert [stance_words(s, DARK).plain.split() for s in ("for", "against", "mixed", None)] == [
        ["+", "for", "it"], ["−", "against", "it"], ["±", "both"], ["·", "no", "side"],
    ]  # fmt: skip
    assert [confidence(value, DARK) for value in (0.2, 0.6, 0.9)] == ["●○○", "●●○", "●●●"]


def test_a_stance_toward_another_issue_is_never_shown_as_if_it_were_about_this_one() -> None:
    first, second = claim_lines(claim(), 90, DARK, names=NAMES, issue="fees", form="told")
    assert first.plain.startswith(DARK.glyphs.none)
    assert "toward another issue: against it, The port" in second.plain


@pytest.mark.parametrize("width", range(22, 130, 9))
def test_the_cue_is_never_cut(width: int) -> None:
    long = claim("that anything of what the port had asked for was ever paid " * 4, "Elena Popova-Radulovic of Varna")
    for form in ("line", "told", "wrapped"):
        assert "denied" in "".join(line.plain for line in claim_lines(long, width, DARK, names=NAMES, form=form))


def test_heads_of_groups_count_claims_and_holders_and_say_why_claims_are_doubtful() -> None:
    group = ClaimGroup(False, "port", "against", 7, 8, 5)
    assert head_line(group, 80, DARK, NAMES, "port").plain == "− AGAINST IT · 8 claims in 7 rows by 5 holders"
    assert (
        head_line(replace(group, side=None), 80, DARK, NAMES, "").plain == "The port · 8 claims in 7 rows by 5 holders"
    )
    whole = head_line(replace(group, rows=8), 80, DARK, NAMES, "port").plain
    assert whole == "− AGAINST IT · 8 claims by 5 holders"
    assert "NOT ABOUT IT" in head_line(replace(group, side=None), 80, DARK, NAMES, "port").plain
    doubtful = ClaimGroup(True, "", None, 3, 3, 0, (("no holder", 2), ("vague", 1)))
    assert "DOUBTFUL, below all else · 3: no holder 2, vague 1" in head_line(doubtful, 80, DARK, NAMES, "port").plain
    assert "BY Elena Popova · 4 claims" in head_line(PartHead("by", "Elena Popova", 4), 80, DARK, {}, "").plain


def test_what_stands_below_the_list_is_the_whole_sentence_and_where_it_stands() -> None:
    told = claim_told(replace(claim("the port " * 40), folded=1, copies=2, doubts=("vague",)))
    assert told[0].startswith("Elena Popova denied the port the port")
    assert told[-1] == (
        "4 Apr 2009 · Gazette · Harbour talks resume · 2 claims in one sentence · 3 articles carry it · doubtful: vague"
    )


def test_actors_tell_what_they_hold() -> None:
    row = ActorRow("i", "Elena Popova", "person", 2, 8, 3, (), 5, "port", DAY, HolderCount("Elena Popova", 0, 3, 0, 1))
    line = actor_line(row, 72, DARK, NAMES, number=5).plain
    assert line.split() == ["Elena", "Popova", "person", "The", "port", "4", "Apr", "2009", "5"]
    assert "−3 ·1" in actor_line(row, 72, DARK, NAMES, number=5, hits=True).plain
    assert actor_told(row, NAMES)[0] == (
        "Elena Popova: person, holds 5 claims, mostly on The port, 4 Apr 2009; named 8 times in 2 articles."
    )
    assert "holds no claim" in actor_told(replace(row, claims=0), NAMES)[0]


def test_issues_have_their_proposition_and_who_is_on_which_side() -> None:
    holders = (HolderCount("A", 2), HolderCount("B", 1, 1))
    parts = list(issue_parts(IssueRow("id", "The port", 1, 2, 3, 1, holders, proposition="The port should close")))
    assert [(part.kind, part.stance) for part in parts] == [
        ("head", None), ("proposition", None), ("side", "for"), ("side", "against"),
    ]  # fmt: skip
    assert issue_line(parts[0], 70, DARK).plain.split() == ["The", "port", "3", "1", "0", "3"]
    assert issue_head(70, DARK).plain.split() == ["issue", "for", "it", "against", "no", "side", "claims"]
    assert issue_line(parts[1], 40, DARK).plain == "  it: The port should close"
    assert issue_line(parts[2], 40, DARK).plain == "  + for it      A 2, B"
    assert issue_line(IssuePart(parts[0].issue), 30, DARK).plain.split() == ["The", "port", "3", "1", "·"]


def test_concordance_lines_have_the_match_in_one_column() -> None:
    rows = [KwicRow("a", Span(0, 1), left, "Varna", "is open", DAY) for left in ("the port of", "of", "x" * 90)]
    assert len({kwic_line(row, 70, DARK).plain.index("Varna") for row in rows}) == 1


def test_the_matrix_has_whole_names_over_its_columns() -> None:
    issues = (("port", "The port of Varna"), ("fees", "Fees"))
    matrix = Matrix(("Elena", "Ivo"), issues, {("Elena", "fees"): Cell("against", 4, True, 6)})
    view = view_of(matrix, 40)
    heads = [line.plain for line in header_lines(matrix, view, 1, DARK)]
    assert " ".join(" ".join(heads).split()) == "The port holder of Varna Fees"
    assert holder_line(matrix, 0, view, DARK).plain.split() == ["Elena", "−4·2↻"]
    assert cell_words(Cell(None, 2, claims=2), DARK) == "·2"
    both = Cell("for", 14, True, 36, (0, 3, 0))
    told = [cell_words(both, DARK, width) for width in (12, 8, 4)]
    assert told == ["+14−3·19↻", "+14−3↻", "+14↻"]


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


def test_events_are_told_in_words_with_their_day_and_what_is_still_to_come_is_marked() -> None:
    entry = Entry(DAY, "x", "a", "A Title", Span(0, 1), "May", Span(0, 9), "In May, the port opens.", planned=True)
    arrow, touched = DARK.glyphs.arrow, DARK.glyphs.claim
    assert timeline_line(entry, 60, DARK).plain.split()[:4] == ["4", "Apr", "2009", arrow]
    line = timeline_line(replace(entry, hit=True, event="the port opens"), 60, DARK).plain
    assert line.startswith(touched)
    assert line.rstrip().endswith(f"{arrow} the port opens")
    assert arrow not in timeline_line(replace(entry, planned=False, hit=True), 60, DARK).plain
    said = timeline_line(replace(entry, event="the port opens", said_by="Elena Popova"), 60, DARK).plain
    assert said.rstrip().endswith("“ the port opens: so Elena Popova")
    rests = timeline_line(replace(entry, planned=False, rests_on="publication"), 60, DARK).plain
    assert rests.split()[:4] == ["4", "Apr", "2009", DARK.glyphs.rests]
    assert timeline_line(Period(DAY, "2009-04", 4, 1, "x"), 60, DARK, most=8).plain.split()[:5] == [
        "Apr", "2009", "██████", "4", "events",
    ]  # fmt: skip
