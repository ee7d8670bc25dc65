"""The page of an article: wrapping, the map of offsets, marks, and what the cursor stands on."""

from dataclasses import dataclass

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import split_graphemes

from tui.desk.presentation.line import styled
from tui.desk.presentation.page import MARGIN, Page, ShownParagraph, is_typewritten, page_of
from tui.desk.presentation.wrap import wrap
from tui.model import Article, Block, Span

TEXT = "Harbour talks resume\n\nThe port of Varna will stay open, Elena Popova said.\n\nNobody objected.\n"


@dataclass(frozen=True)
class Mark:
    span: Span
    kind: str = "name"
    hit: bool = True
    side: str = ""


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def page(text: str = TEXT, marks: tuple[Mark, ...] = (), width: int = 40, **options: object) -> Page:
    blocks = []
    at = 0
    for part in text.split("\n\n"):
        start = text.index(part, at)
        blocks.append(Block(Span(start, start + len(part.rstrip("\n"))), "title" if not blocks else "text"))
        at = start + len(part)
    made = page_of(Article("a", "a.txt", text, tuple(blocks)), marks, **options)  # type: ignore[arg-type]
    made.set_width(width)
    return made


def roles(made: Page, row: int, cursor: Span | None = None) -> dict[str, str]:
    return {text.strip(): role for text, role in made.line(row, cursor).pieces if text.strip()}


def lines(made: Page) -> list[str]:
    made.wrap_to(10_000)
    return [made.line(row).plain for row in range(made.height)]


def test_lines_have_a_margin_and_paragraphs_a_gap() -> None:
    assert lines(page(width=31)) == [
        "   Harbour talks resume",
        "",
        "   The port of Varna will stay",
        "   open, Elena Popova said.",
        "",
        "   Nobody objected.",
    ]


def test_header_stands_above() -> None:
    assert lines(page(header=[styled("2009-04-04")]))[:3] == ["   2009-04-04", "", "   Harbour talks resume"]


def test_marks_of_the_selection_have_their_roles_and_claims_a_sign() -> None:
    made = page(
        marks=(
            Mark(span("Varna")),
            Mark(span("port"), "fuzzy"),
            Mark(span("The port of Varna will stay open"), "content"),
            Mark(span("Elena Popova"), "source"),
            Mark(span("said"), "cue"),
            Mark(span("Nobody"), hit=False),
        ),
        width=80,
    )
    drawn = roles(made, 2)
    assert drawn == {
        "▌": "count", "The": "content", "port": "fuzzy", "of": "content", "Varna": "hit", "will stay open": "content",
        ",": "text", "Elena Popova": "source", "said": "cue", ".": "text",
    }  # fmt: skip
    assert roles(made, 4) == {"Nobody objected.": "text"}
    assert roles(made, 4, span("Nobody"))["Nobody"] == "word"


def test_a_claim_of_no_selection_only_has_a_sign() -> None:
    made = page(marks=(Mark(span("The port of Varna will stay open"), "content", hit=False),), width=80)
    assert made.line(2).pieces[0] == ("╎  ", "count")
    assert made.line(2).plain[3:] == "The port of Varna will stay open, Elena Popova said."


def test_the_side_of_a_claim_stands_in_the_margin_where_it_begins() -> None:
    signs = {"for": "+", "against": "−", "none": "·"}
    long = Mark(span("The port of Varna will stay open"), "claim", side="against")
    other = Mark(span("will stay open"), "claim", hit=False, side="for")
    made = page(marks=(long, other), width=24, side_signs=signs)
    assert [made.line(row).plain[:3] for row in range(2, 5)] == ["▌− ", "▌+ ", "   "]
    assert made.line(2).pieces[1] == ("−", "against")
    alone = page(marks=(other, Mark(span("Nobody"), "claim", side="none")), width=80, side_signs=signs)
    assert alone.line(2).plain.startswith("╎+ The port")
    assert alone.line(4).plain.startswith("▌· Nobody")


def test_brackets_where_a_terminal_has_no_attributes() -> None:
    made = page(marks=(Mark(span("Varna")), Mark(span("port"), "fuzzy")), width=80, brackets=True)
    assert made.line(2).plain == "   The {port} of [Varna] will stay open, Elena Popova said."
    assert made.row_of(span("Elena").start) == 2
    assert made.column_of(2, span("Elena").start) == len("The {port} of [Varna] will stay open, ")


def test_highlights_survive_hidden_characters() -> None:
    text = "Head\n\nThe po\u200brt of Va\x1brna stays.\n"
    made = page(text, marks=(Mark(span("Va\x1brna", text)),), width=80)
    assert [piece for piece in made.line(2).pieces if piece[1] != "text"] == [
        ("⟨ZWSP⟩", "hidden"),
        ("Va", "hit"),
        ("␛", "hidden"),
        ("rna", "hit"),
    ]
    assert made.hidden == 2


def test_units() -> None:
    made = page(marks=(Mark(span("Elena Popova"), hit=False), Mark(span("will stay open"), "content")))
    assert made.unit_at(span("Popova").start) == span("Elena Popova")
    assert made.unit_at(span("stay").start + 1) == span("stay")
    assert made.next_unit(span("open")) == span("Elena Popova")
    assert made.next_unit(span("Elena Popova")) == span("said")
    assert made.next_unit(span("said")) == span("Nobody")
    assert made.previous_unit(span("Nobody")) == span("said")
    assert made.previous_unit(span("said")) == span("Elena Popova")
    assert made.previous_unit(span("Harbour")) == span("Harbour")
    assert made.next_unit(span("objected")) == span("objected")


def test_walking_over_all_units_ends() -> None:
    made = page(marks=(Mark(span("Elena Popova")), Mark(span("Varna will"))))
    unit, seen = made.unit_at(0), []
    while not seen or seen[-1] != unit:
        seen.append(unit)
        unit = made.next_unit(unit)
    back = [seen[-1]]
    while (before := made.previous_unit(back[-1])) != back[-1]:
        back.append(before)
    assert seen == back[::-1]
    assert [s.of(TEXT) for s in seen][:4] == ["Harbour", "talks", "resume", "The"]


def test_typewritten_paragraphs_are_set_anew() -> None:
    typed = (
        "The committee has met again on Tuesday in the old\ncustoms house and went home without a decision on\nfees."
    )
    assert is_typewritten(typed)
    assert not is_typewritten("A poem\nhas short lines\n")
    assert lines(page(f"Head\n\n{typed}", width=200))[2] == "   " + typed.replace("\n", " ")


@pytest.mark.fault(11)
def test_line_breaks_of_all_kinds_break_lines() -> None:
    assert lines(page("Head\n\na\vb\fc\x85d\u2028e\u2029f\r\ng"))[2:] == [f"   {char}" for char in "abcdefg"]


@pytest.mark.fault(10)
def test_a_lone_carriage_return_is_shown_in_its_paragraph() -> None:
    assert lines(page("Head\n\none\rtwo\r\n\r\nthree"))[2:] == ["   one␍two", "   ", "   three"]


def test_only_what_is_looked_at_is_wrapped() -> None:
    text = "\n\n".join(f"Paragraph {number} says the same as all others." for number in range(20_000))
    made = Page(text, [ShownParagraph(Span(m, m + 10)) for m in range(0, len(text) - 50, 50)])
    made.set_width(60)
    assert made.row(50) is not None
    assert len(made._rows) < 60
    assert not made.complete
    assert made.height > 10_000


def test_a_huge_paragraph_is_wrapped_in_parts() -> None:
    text = "word " * 400_000
    made = Page(text, [ShownParagraph(Span(0, len(text)))])
    made.set_width(82)
    assert made.line(0).plain == "   " + ("word " * 16).rstrip()
    assert len(made._rows) < 200
    assert made.span_of(made.row_of(1_000_000)).start <= 1_000_000


@given(st.text(st.sampled_from("ab \n。世é\u0301👨\u200d🇬🇧\x1b\t-"), max_size=200), st.integers(1, 30))
@example("aaaaaa\u200da\x1b\x1b👨 \u0301", 8)
def test_wrapping_keeps_every_character(text: str, width: int) -> None:
    pieces = list(wrap(text, width))
    at = 0
    for start, end in pieces:
        assert text[at:start].strip(" \n") == ""
        assert end >= start >= at
        line = text[start:end]
        assert "\n" not in line
        cells = sum(size for _, _, size in split_graphemes(line)[0])  # of a joiner at the start rich has two opinions
        assert cells <= width or len(line) <= 12, repr(line)
        at = end
    assert text[at:].strip(" \n") == ""


@settings(max_examples=60)
@given(st.text(max_size=300), st.integers(3, 40), st.data())
@pytest.mark.fault(21)
def test_any_text_in_any_width(text: str, width: int, data: st.DataObject) -> None:
    cut = st.integers(0, len(text))
    marks = [
        Mark(Span(min(a, b), max(a, b)), kind)
        for a, b, kind in data.draw(
            st.lists(st.tuples(cut, cut, st.sampled_from(("name", "fuzzy", "content", "time"))), max_size=5)
        )
        if a != b
    ]
    made = Page(text, [ShownParagraph(Span(0, len(text)))], marks)
    made.set_width(width)
    made.wrap_to(10_000)
    for row in range(made.height):
        line = made.line(row)
        assert not any(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 for char in line.plain)
        assert made.row_of(made.offset_of(row)) <= row
    for offset in range(0, len(text), 7):
        row = made.row_of(offset)
        assert 0 <= row < max(made.height, 1)
        assert made.column_of(row, offset) <= max(width - MARGIN, 2) + 12
