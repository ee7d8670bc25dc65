"""The text that the model sees has the offsets of the article's own."""

from hypothesis import given
from hypothesis import strategies as st

from tui.model import Article, Block, Span
from tui.reading.pipeline import parse, plain


def _article(text: str, *spans: tuple[int, int]) -> Article:
    return Article("a", "a.txt", text, tuple(Block(Span(*span)) for span in spans or ((0, len(text)),)))


@given(st.text())
def test_any_text_keeps_its_length(text: str) -> None:
    assert len(plain(_article(text))) == len(text)


def test_furniture_is_blank_and_quotation_marks_are_straight() -> None:
    assert plain(_article("Share this\n“No,” she said.", (11, 26))) == '          \n"No," she said.'


def test_a_long_run_without_a_space_is_cut() -> None:
    assert plain(_article("see " + "?" * 20_000 + " end")).split() == ["see", "?" * 100, "end"]


def test_a_block_begins_a_sentence(nlp: object) -> None:
    text = "Ministers meet\n\nThe council met in Oslo on Monday"
    (doc,) = parse(nlp, [_article(text, (0, 14), (16, len(text)))])  # type: ignore[arg-type]
    assert [text[s.start_char : s.end_char].strip() for s in doc.sents] == text.split("\n\n")
    assert all(text[t.idx : t.idx + len(t)] == t.text for t in doc if not t.is_space)
