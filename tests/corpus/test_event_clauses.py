"""The words that tell a dated event: the clause of its day, and who says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.corpus.test_sentence_plan import claim, spans
from tui.corpus.days.event_clauses import LONG, clause, event_of
from tui.model import Span


def told(sentence: str, day: str) -> str:
    at = sentence.index(day)
    return clause(sentence, at, at + len(day))


@pytest.mark.parametrize(
    ("sentence", "day", "words"),
    [
        ("The port closed in 2031.", "2031", "The port closed in 2031"),
        (
            "The port closed in May 2031 and has since lost its ferries.",
            "May 2031",
            "The port closed in May 2031",
        ),
        (
            "The treaty limits fishing off the coast but Norway left it in 2031, saying others ignored it.",
            "2031",
            "The treaty limits fishing off the coast but Norway left it in 2031",
        ),
        ("On Saturday, the port closed.", "Saturday", "On Saturday, the port closed"),
        (
            "OSLO (Harbour News) - The port reopened on Saturday but failed to please anyone.",
            "Saturday",
            "The port reopened on Saturday",
        ),
        (
            "The talks failed; a second round began in June, with fewer envoys.",
            "June",
            "a second round began in June",
        ),
        ("And the port closed in June.", "June", "the port closed in June"),
        (
            "It has blocked a mission in the strait, which ends on Tuesday, by asking for a vote.",
            "Tuesday",
            "It has blocked a mission in the strait, which ends on Tuesday",
        ),
    ],
)
def test_the_clause_of_a_day(sentence: str, day: str, words: str) -> None:
    assert told(sentence, day) == words


def test_a_long_sentence_is_cut_around_its_day() -> None:
    long = "The board, " + "which met again and again without any result at all " * 5 + "closed the port in May 2031."
    words = told(long, "May 2031")
    assert len(words) <= LONG + 2
    assert "May 2031" in words
    assert words.startswith("…")


def test_what_somebody_says_is_told_as_said() -> None:
    text = "Lund said the port would close in May 2031, and left."
    made = claim(text, "Lund", "said", "the port would close in May 2031")
    (day,) = spans(text, "May 2031")
    event = event_of(text, Span(0, len(text)), day, [made])
    assert (event.words, event.by) == ("the port would close in May 2031", "Kari Lund")


def test_what_somebody_does_is_told_by_the_text() -> None:
    text = "He proposed a meeting for May 2031 to settle it."
    made = claim(text, "He", "proposed", "a meeting for May 2031")
    (day,) = spans(text, "May 2031")
    event = event_of(text, Span(0, len(text)), day, [made])
    assert (event.words, event.by) == ("Kari Lund proposed a meeting for May 2031", "")


_TEXT = st.text(st.sampled_from("ab ,.;—“”\"'\nThe and which was"), max_size=120)


@given(_TEXT, _TEXT, _TEXT, st.booleans())
def test_any_sentence_keeps_its_day(before: str, day: str, after: str, spoken: bool) -> None:
    text = before + day + after
    span = Span(len(before), len(before) + len(day))
    made = [claim(text, "", "", (text[span.start :],))] if spoken and day else []
    event = event_of(text, Span(0, len(text)), span, made)
    assert "\n" not in event.words
    assert len(event.words) <= max(LONG + 4, len(" ".join(day.split())) + 8)
