"""Reasons of days as a reader reads them."""

from hypothesis import given
from hypothesis import strategies as st

from tui.desk.presentation.reason_words import reason_sentences

TITLES = {"b2.txt": "Pier opens 2031-01-02"}


def told(reason: str) -> list[str]:
    return reason_sentences(reason, lambda key: TITLES.get(key, ""))


def test_an_article_is_named_by_its_title_and_a_month_in_words():
    assert told("it says 'last May' where b2.txt says 'May 2031' (2031-05) of the same event (pier)") == [
        "It says “last May” where “Pier opens 2031-01-02” says “May 2031” (May 2031) of the same event (pier)."
    ]


def test_days_and_ranges_are_in_words_and_each_reason_is_a_sentence():
    assert told("it calls Lund mayor, who was that from 2030-01-05 to 2031-07-31; it speaks of 'May' as past") == [
        "It calls Lund mayor, who was that from 5 Jan 2030 to 31 Jul 2031.",
        "It speaks of “May” as past.",
    ]
    assert told("event 2031-05, 2031-05-01/2031-05-31: counted from the day of the article") == [
        "Event 2031-05, May 2031: counted from the day of the article."
    ]


def test_articles_are_named_by_their_titles_wherever_a_reason_names_one():
    title = "“Pier opens 2031-01-02”"
    assert told("It tells the same story as b2.txt") == [f"It tells the same story as {title}."]
    assert told("It is told again in b2.txt") == [f"It is told again in {title}."]
    assert told("b2.txt: By hand: “Lund” here is “Ada Lund”.") == [f"{title}: By hand: “Lund” here is “Ada Lund”."]
    assert told("It is Lund, by its role: Lund is mayor of Ansgar: b2.txt says so.") == [
        f"It is Lund, by its role: Lund is mayor of Ansgar: {title} says so."
    ]


def test_a_value_of_timex3_stays_as_it_is():
    assert told("It means 2031-04-04: the text names the date (TIMEX3: DATE 2031-04-04).") == [
        "It means 4 Apr 2031: the text names the date (TIMEX3: DATE 2031-04-04)."
    ]


def test_what_only_looks_like_a_day_stays_as_it_is():
    assert told("file 2031-13-45 of b3.txt") == ["File 2031-13-45 of b3.txt."]
    assert told("it says \"Tor's day\" where no.txt says 'x'") == ["It says “Tor's day” where no.txt says “x”."]


@given(st.text())
def test_any_reason_is_told_in_sentences_that_end(reason):
    found = told(reason)
    assert bool(found) == bool(reason.replace(";", "").strip()) or ";" in reason
    assert all(sentence.endswith((".", "!", "?", ":")) for sentence in found)
