"""The text that the model sees has the offsets of the article's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.model import Article, Block, Span
from tui.reading import pipeline
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


def test_a_long_article_is_parsed_part_by_part_and_stays_whole(nlp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [f"The council of Ansgar said on day {n} that it would rain.\n" for n in range(30)]
    text = "".join(lines)
    starts = [text.index(line) for line in lines]
    article = _article(text, *((at, at + len(line) - 1) for at, line in zip(starts, lines, strict=True)))
    (once,) = parse(nlp, [article])  # type: ignore[arg-type]
    monkeypatch.setattr(pipeline, "_PART", 50)
    (doc,) = parse(nlp, [article])  # type: ignore[arg-type]
    assert doc.text == once.text
    assert [(token.idx, token.text) for token in doc] == [(token.idx, token.text) for token in once]
    assert [sentence.start_char for sentence in doc.sents] == starts
    assert all(token.head.sent == token.sent for token in doc)


def test_no_sentence_is_longer_than_a_writer_s_longest(nlp: object) -> None:
    (doc,) = parse(nlp, [_article("Ann Lee said that " * 500)])  # type: ignore[arg-type]
    assert max(len(sentence) for sentence in doc.sents) <= 301
