"""Four digits: a year, or a number that counts, measures or numbers; dates whose weekday tells the year; halves that
are a game's."""

from __future__ import annotations

from typing import Any

import pytest

from tests.reading.timing import values


@pytest.mark.parametrize(
    "text",
    [
        "The 1200 megawatt plant was never built.",
        "They want an 1800 seat theatre.",
        "By noon, 1632 boats had left.",
        "Of them, 1451 pupils were at school and 1390 had been fed.",
        "The mill lost money on a 1750 million kroner loan.",
        "The agreement provides for a 1900 million investment.",
        "The hall seats more than 1300 Norwegian sailors.",
        "That is forbidden by § 1105 of the harbour law.",
        "The board passed resolution  1555.",
        "The paper (H/12/2001) tells of it, and so does B/ST.3/1994.",
        "She swam the 1200m and came third in the 1200 m.",
        "Her shop at 1725 N. 14th St. burned down.",
        "Mills use its 1250 engines, and series 1400 is new.",
        "Police said 1900 were arrested.",
        "There are 2020 of them left.",
    ],
)
def test_a_number_that_counts_measures_or_numbers_is_no_year(nlp: Any, text: str) -> None:
    assert not [value for words, value in values(nlp, text) if words.isdigit()]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("The 1848 revolutions failed.", ["1848"]),
        ("1848 saw risings everywhere.", ["1848"]),
        ("In 1846 persons of rank were poor.", ["1846"]),
        ("He cited the treaties of 1648 and 1713.", ["1648", "1713"]),
        ("They broke Assembly 1702 (2009) again.", ["2009"]),
        ("John Bull (1775-1831) was a consul.", ["1775", "1831"]),
        ("The firm lost money in 2003 and 2004.", ["2003", "2004"]),
        ("2004 was a hard year.", ["2004"]),
        ("It was the highest since 1996 million-dollar sales began.", ["1996"]),
        ("The mill was founded 1848 by two men.", ["1848"]),
        ("The Wildlife Act 1972 lists them.", ["1972"]),
    ],
)
def test_a_year_beside_such_words_is_one(nlp: Any, text: str, years: list[str]) -> None:
    assert [value for words, value in values(nlp, text) if words.isdigit()] == years


def test_a_weekday_tells_whether_a_date_is_of_the_report_or_of_what_it_tells(nlp: Any) -> None:
    told = (
        "He was killed in 1998. In 1993 he had been elected, and in 1999 they wrote of it. The cell was found open on "
    )
    assert values(nlp, f"{told}Friday, June 5.")[-1][1] == "2009-06-05"
    assert values(nlp, f"{told}Tuesday, June 5.")[-1][1] == "1999-06-05"  # no Tuesday in 2009


PLAYED = "The striker scored twice. The referee gave a penalty, and the coach was pleased. "


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{PLAYED}They led in the first half and lost in the second half.", []),
        (f"{PLAYED}The final quarter was poor.", []),
        (f"{PLAYED}The club earned more in the first half of 2008.", ["the first half of 2008"]),
        ("The firm earned more in the first half.", ["the first half"]),
        ("For the first half hour nobody spoke.", []),
    ],
)
def test_the_half_of_a_game_is_no_half_of_a_year(nlp: Any, text: str, found: list[str]) -> None:
    assert [words for words, value in values(nlp, text) if "H" in value or "Q" in value] == found
