"""Four digits: a year, or a number that counts, measures or numbers; dates whose weekday tells the year; halves that
are a game's."""

from __future__ import annotations

from typing import Any

import pytest

from tests.reading.timing import values


@pytest.mark.parametrize(
    "text",
    [
        "The 1000 megawatt cable is to be completed.",
        "They want a 1400 seat hall.",
        "As of now, 1885 aftershocks had occurred.",
        "Of these, 1846 persons were in hospital and 1720 had already been discharged.",
        "The branch had losses with a 1368 million pounds turnover.",
        "The agreement provides for a 1900 million investment.",
        "The cemetery holds more than 1500 Norwegian airmen.",
        "Under § 1201 of the code that is forbidden.",
        "The council adopted resolution  1620.",
        "The report (A/59/2005) says so in paragraph two, and E/CN.4/1995 repeats it.",
        "He ran the 1500m and was fourth in the 1500 m.",
        "The store at 1510 E. 63rd St. was closed.",
        "Customers use its 1190 mainframes, and series 1100 is new.",
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
        ("Council 1701 (2006) should not be undermined.", ["2006"]),
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
        ("In the first half hour after his speech prices rose.", []),
    ],
)
def test_the_half_of_a_game_is_no_half_of_a_year(nlp: Any, text: str, found: list[str]) -> None:
    assert [words for words, value in values(nlp, text) if "H" in value or "Q" in value] == found
