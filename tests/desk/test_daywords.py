"""Days in words: names of whole stretches, intervals as a reader says them, TIMEX3 values without their letters."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.desk.presentation.daywords import COLUMN, about, in_column, in_full, of_value
from tui.model import Days


def days(first: str, last: str = "") -> Days:
    return Days(date.fromisoformat(first), date.fromisoformat(last or first))


@pytest.mark.parametrize(
    ("first", "last", "full", "short", "column"),
    [
        ("2031-06-27", "", "27 Jun 2031", "27 Jun 2031", "27 Jun 2031"),
        ("2031-04-29", "2031-04-30", "29 or 30 Apr 2031", "~29 Apr 2031", "~29 Apr 2031"),
        ("2031-05-06", "2031-05-09", "6 to 9 May 2031", "~6 May 2031", "~6 May 2031"),
        ("2031-05-16", "2031-05-31", "16 to 31 May 2031", "~late May 2031", "~May 2031"),
        ("2031-06-01", "2031-06-30", "Jun 2031", "Jun 2031", "Jun 2031"),
        ("2031-06-01", "2031-08-31", "summer 2031", "summer 2031", "summer 2031"),
        ("2030-12-01", "2031-02-28", "winter 2030–31", "winter 2030–31", "~2030–2031"),
        ("2031-01-01", "2031-12-31", "2031", "2031", "2031"),
        ("2031-01-01", "2031-03-31", "first quarter of 2031", "first quarter of 2031", "~early 2031"),
        ("2031-07-01", "2031-12-31", "second half of 2031", "second half of 2031", "~late 2031"),
        ("2031-08-01", "2031-12-31", "between Aug and Dec 2031", "~late 2031", "~late 2031"),
        ("2030-09-01", "2031-07-31", "between Sep 2030 and Jul 2031", "~late 2030 to mid 2031", "~2030–2031"),
        ("2030-09-02", "2031-03-31", "between 2 Sep 2030 and 31 Mar 2031", "~late 2030 to early 2031", "~2030–2031"),
        ("2030-01-01", "2031-12-31", "between 2030 and 2031", "~early 2030 to late 2031", "~2030–2031"),
        ("0001-01-01", "2031-03-31", "before Apr 2031", "before Apr 2031", "by Mar 2031"),
        ("2031-04-05", "9999-12-31", "from 5 Apr 2031 on", "from 5 Apr 2031 on", "from 2031"),
        ("1990-01-01", "1999-12-31", "the 1990s", "the 1990s", "the 1990s"),
        ("1901-01-01", "2000-12-31", "the 20th century", "the 20th century", "~1901–2000"),
    ],
)
def test_a_range_of_days_in_three_widths(first: str, last: str, full: str, short: str, column: str) -> None:
    one = days(first, last)
    assert (in_full(one), about(one), in_column(one)) == (full, short, column)


def test_no_day_is_no_date() -> None:
    assert in_full(None) == about(None) == in_column(None) == "no date"


@pytest.mark.parametrize(
    ("value", "range_", "words"),
    [
        ("2031-SU", ("2031-06-01", "2031-08-31"), "summer 2031"),
        ("2031-SU", None, "summer 2031"),
        ("2031-WI", None, "winter 2031–32"),
        ("199", None, "the 1990s"),
        ("199", ("1990-01-01", "1999-12-31"), "the 1990s"),
        ("19", None, "the 20th century"),
        ("2031", ("2031-01-01", "2031-12-31"), "2031"),
        ("2031-04", None, "Apr 2031"),
        ("2031-05", ("2031-05-16", "2031-05-31"), "late May 2031"),
        ("2031-04-29", None, "29 Apr 2031"),
        ("2031-04-29TMO", None, "29 Apr 2031, morning"),
        ("2031-04-29T09:30", ("2031-04-29", "2031-04-29"), "29 Apr 2031, 09:30"),
        ("2031-W18", ("2031-04-28", "2031-05-04"), "week of 28 Apr 2031"),
        ("2031-W18-WE", ("2031-05-03", "2031-05-04"), "weekend of 3 May 2031"),
        ("2031-Q3", ("2031-07-01", "2031-09-30"), "third quarter of 2031"),
        ("2031-H1", None, "first half of 2031"),
        ("P8M", None, "8 months"),
        ("P1Y", None, "1 year"),
        ("PXD", None, "some days"),
        ("PT30M", None, "30 minutes"),
        ("P2CE", None, "2 centuries"),
        ("P10M", ("2030-08-01", "2030-08-31"), "Aug 2030"),
        ("XXXX-WXX-6", None, "a Saturday"),
        ("XXXX-04-29", None, "29 Apr, no year"),
        ("XXXX-08", None, "some Aug"),
        ("XXXX-SU", None, "a summer"),
        ("PAST_REF", None, "in the past"),
        ("FUTURE_REF", ("2031-06-30", "2031-06-30"), "30 Jun 2031"),
        ("-0044", None, "44 BC"),
        ("2031-99-99", None, "no date"),
    ],
)
def test_a_timex_value_in_words(value: str, range_: tuple[str, str] | None, words: str) -> None:
    assert of_value(value, days(*range_) if range_ else None) == words


_DAYS = st.dates(date(1000, 1, 1), date(8800, 1, 1))


@given(_DAYS, st.integers(0, 40_000))
def test_any_range_fits_its_column_and_tells_its_year(first: date, length: int) -> None:
    one = Days(first, first + timedelta(length))
    assert 0 < len(in_column(one)) <= COLUMN
    years = {first.year, one.last.year, (one.last + timedelta(1)).year}
    for words in (in_full(one), about(one), in_column(one)):
        told = {int(year) for year in re.findall(r"\d{4}", words)}
        assert (told and told <= years) or "century" in words or words.endswith("s")
    assert not re.search(r"\d{4}-\d{2}", in_full(one) + about(one))


@given(st.text(st.sampled_from("0123456789-XPTWYMDQHSUFACE_REF"), max_size=14), st.none() | _DAYS)
def test_any_value_at_all_has_words(value: str, day: date | None) -> None:
    assert of_value(value, Days(day, day) if day else None)
