"""Quotation marks of every kind, paragraph by paragraph."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.model import Span
from tui.reading.quotes import is_speech, quotes


def found(text: str) -> list[str]:
    blocks = [Span(*line.span()) for line in re.finditer(r"[^\n]*\S[^\n]*", text)]
    return [quote.span.of(text) for quote in quotes(text, blocks)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“It rains,” he said.", ["“It rains,”"]),
        ('"It rains," he said. "It pours."', ['"It rains,"', '"It pours."']),
        ('"It rains. "It pours," he said.', ['"It rains. ', '"It pours,"']),
        ("''It rains,'' he said.", ["''It rains,''"]),
        ("``It rains,'' he said.", ["``It rains,''"]),
        ("‘It rains,’ he said.", ["‘It rains,’"]),
        ("'It rains,' he said.", ["'It rains,'"]),
        ("«It rains», he said.", ["«It rains»"]),
        ("“It's the ‘old’ rain,” he said.", ["“It's the ‘old’ rain,”"]),
        ("The dogs' owners and the '90s aren't quoted.", []),
        ("“It rains, he said.\nShe said: “It pours.”", ["“It rains, he said.", "“It pours.”"]),
        # A letter that is quoted whole: no paragraph opens again, the last one closes.
        ("“It rains.\nIt pours.\nWe go.”\nHe left.", ["“It rains.", "It pours.", "We go.”"]),
        ('"It rains.\nIt pours.\nWe go."\nHe left.', ['"It rains.', "It pours.", 'We go."']),
        ("“It rains.\nIt pours.\nHe left.", ["“It rains."]),
        ("“It rains, he said. “It pours,” she said.", ["“It rains, he said. ", "“It pours,”"]),
    ],
)
def test_marks(text: str, wanted: list[str]) -> None:
    assert found(text) == wanted


def test_speech_over_paragraphs_runs_on() -> None:
    text = "“It rains.\n“It pours,” he said."
    first, second = quotes(text, [Span(0, 10), Span(11, len(text))])
    assert first.runs_on
    assert second.resumes


def test_names_and_single_words_are_no_speech() -> None:
    text = "The “Night Train” is late."
    (quote,) = quotes(text, [Span(0, len(text))])
    assert not is_speech(text, quote, "The ")


@given(st.text(alphabet="ab ,.“”\"'‘’«»`\n", max_size=60))
def test_any_marks_give_spans_in_order(text: str) -> None:
    blocks = [Span(*line.span()) for line in re.finditer(r"[^\n]*\S[^\n]*", text)]
    spans = [quote.span for quote in quotes(text, blocks)]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
