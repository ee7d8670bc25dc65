"""Every rule of the grammar by an example, written on Saturday, 27 June 2009."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.reading.timing import SATURDAY, found, placed, values
from tui.model import Days

CALENDAR = [
    ("The envoys met on 12 March 2009.", [("12 March 2009", "2009-03-12")]),
    ("They meet again on the 3rd of July.", [("the 3rd of July", "2009-07-03")]),
    ("The bridge opened on Friday, Oct. 12, 2007.", [("Friday, Oct. 12, 2007", "2007-10-12")]),
    ("The bridge opened on March 5, 1998 in the rain.", [("March 5, 1998", "1998-03-05")]),
    ("The drill will run from August 6 to October 1.", [("August 6", "2009-08-06"), ("October 1", "2009-10-01")]),
    ("Talks were held on May 6-9 in Vienna.", [("May 6", "2009-05-06"), ("9", "2009-05-09")]),
    ("Talks were held on 6 and 9 May in Vienna.", [("6", "2009-05-06"), ("9 May", "2009-05-09")]),
    ("On 2009-05-14 the port closed.", [("2009-05-14", "2009-05-14")]),
    ("On 05/17/2009 the port closed.", [("05/17/2009", "2009-05-17")]),
    ("On 18.05.2009 the port closed.", [("18.05.2009", "2009-05-18")]),
    ("It was agreed in November 2007.", [("November 2007", "2007-11")]),
    ("The law passed in July last year.", [("July last year", "2008-07")]),
    ("The law passed in last year's July session.", [("last year's July", "2008-07")]),
    ("The port closed last August.", [("last August", "2008-08")]),
    ("The port will close next May.", [("next May", "2010-05")]),
    ("It was a dry summer of 2008 for all.", [("summer of 2008", "2008-SU")]),
    ("The port closed last winter.", [("last winter", "2008-WI")]),
    ("He arrived on Friday.", [("Friday", "2009-06-26")]),
    ("He arrived late Wednesday.", [("late Wednesday", "2009-06-24")]),
    ("He arrived on Tuesday evening.", [("Tuesday evening", "2009-06-23TEV")]),
    ("He arrived on Monday of last week.", [("Monday of last week", "2009-06-15")]),
    ("She plays on Sundays.", [("Sundays", "XXXX-WXX-7")]),
    ("She plays every Sunday.", [("every Sunday", "XXXX-WXX-7")]),
    ("He was elected in 2002.", [("2002", "2002")]),
    ("He was elected in the year 2002.", [("the year 2002", "2002")]),
    ("The crisis of '98 was short.", [("'98", "1998")]),
    ("The firm was weak in fiscal 2008.", [("fiscal 2008", "2008")]),
    ("The war of 1912-14 was long.", [("1912", "1912"), ("14", "1914")]),
    ("In early 2007 the base was shut.", [("early 2007", "2007")]),
    ("Trade grew in the late 1980s.", [("the late 1980s", "198")]),
    ("Trade grew in the '60s.", [("the '60s", "196")]),
    ("Trade grew in the nineties.", [("the nineties", "199")]),
    ("Trade grew in the 18th century.", [("the 18th century", "17")]),
    ("Sales fell in the third quarter of 2008.", [("the third quarter of 2008", "2008-Q3")]),
    ("Sales fell in last year's third quarter.", [("last year's third quarter", "2008-Q3")]),
    ("Sales fell in Q3 2008.", [("Q3 2008", "2008-Q3")]),
    ("Sales fell in the fourth quarter.", [("the fourth quarter", "2008-Q4")]),
    ("The third-quarter loss was large.", [("third-quarter", "2008-Q3")]),
    ("Sales fell in the first half of 2008.", [("the first half of 2008", "2008-H1")]),
    ("Sales fell in the second half of last year.", [("the second half of last year", "2008-H2")]),
    ("Sales fell in the first two quarters of 2008.", [("the first two quarters of 2008", "2008-H1")]),
    ("She left at Christmas 2008.", [("Christmas 2008", "2008-12-25")]),
    ("She left before Good Friday.", [("Good Friday", "2009-04-10")]),
    ("They had met on Thanksgiving.", [("Thanksgiving", "2008-11-27")]),
    ("They met at 10:30 a.m. on Thursday.", [("10:30 a.m. on Thursday", "2009-06-25T10:30")]),
    ("They met at noon Friday.", [("noon Friday", "2009-06-26T12:00")]),
    ("They met at 7 p.m. yesterday.", [("7 p.m. yesterday", "2009-06-26T19:00")]),
    ("They met on 3 June 2009 at 9:15 p.m. sharp.", [("3 June 2009", "2009-06-03"), ("9:15 p.m.", "2009-06-03T21:15")]),
    ("The deal was done in January nineteen ninety-seven.", [("January nineteen ninety-seven", "1997-01")]),
    ("The books close at year-end.", [("year-end", "2009-12-31")]),
]  # fmt: skip

RELATIVE = [
    ("He spoke today.", [("today", "2009-06-27")]),
    ("He spoke yesterday.", [("yesterday", "2009-06-26")]),
    ("He will speak tomorrow morning.", [("tomorrow morning", "2009-06-28TMO")]),
    ("He will speak tonight.", [("tonight", "2009-06-27TNI")]),
    ("He spoke last night.", [("last night", "2009-06-26TNI")]),
    ("He spoke this morning.", [("this morning", "2009-06-27TMO")]),
    ("It rained the day before yesterday.", [("the day before yesterday", "2009-06-25")]),
    ("They met last week.", [("last week", "2009-W25")]),
    ("They met the week before last.", [("the week before last", "2009-W24")]),
    ("They will meet next month.", [("next month", "2009-07")]),
    ("They met earlier this year.", [("earlier this year", "2009")]),
    ("They met in the current quarter.", [("the current quarter", "2009-Q2")]),
    ("Sales fell last quarter.", [("last quarter", "2009-Q1")]),
    ("They will know by the end of this year.", [("the end of this year", "2009")]),
    ("They will know by the end of the month.", [("the end of the month", "2009-06")]),
    ("He resigned three weeks ago.", [("three weeks ago", "2009-W23")]),
    ("He resigned two years ago.", [("two years ago", "2007")]),
    ("He resigned about five days ago.", [("about five days ago", "2009-06-22")]),
    ("He resigned several years ago.", [("several years ago", "PAST_REF")]),
    ("That was long ago.", [("long ago", "PAST_REF")]),
    ("He was born on April 4, 1960. The next day his father left.",
     [("April 4, 1960", "1960-04-04"), ("The next day", "1960-04-05")]),
    ("The fire was on April 4, 1960. Two days later it rained.",
     [("April 4, 1960", "1960-04-04"), ("Two days later", "1960-04-06")]),
    ("He was elected in 2002. He left that year.", [("2002", "2002"), ("that year", "2002")]),
    ("He was elected in May 2002. The following month he left.",
     [("May 2002", "2002-05"), ("The following month", "2002-06")]),
    ("Two days later the port reopened.", [("Two days later", "XXXX-XX-XX")]),
    ("Sales fell in the first quarter, compared with a year earlier.",
     [("the first quarter", "2009-Q1"), ("a year earlier", "2008-Q1")]),
    ("Sales fell in the first quarter, compared with the year-ago period.",
     [("the first quarter", "2009-Q1"), ("the year-ago period", "2008-Q1")]),
    ("For the quarter ended May 31 sales fell.", [("the quarter", "2009-Q2"), ("May 31", "2009-05-31")]),
]  # fmt: skip

LENGTHS = [
    ("Talks resumed eight months after the war.", [("eight months", "P8M")]),
    ("It was a five-day war.", [("five-day", "P5D")]),
    ("They waited for at least two weeks.", [("at least two weeks", "P2W")]),
    ("They waited two to three hours.", [("two to three hours", "PT2H")]),
    ("They waited a few days.", [("a few days", "PXD")]),
    ("They waited a couple of years.", [("a couple of years", "P2Y")]),
    ("They waited half an hour.", [("half an hour", "PT30M")]),
    ("They waited for a year and a half.", [("a year and a half", "P18M")]),
    ("They waited two and a half years.", [("two and a half years", "P2Y6M")]),
    ("They waited 2 1/2 years.", [("2 1/2 years", "P2Y6M")]),
    ("They waited twenty-four months.", [("twenty-four months", "P24M")]),
    ("They waited almost a hundred years.", [("almost a hundred years", "P100Y")]),
    ("They waited for months.", [("months", "PXM")]),
    ("Rain fell over the past two weeks.", [("the past two weeks", "P2W")]),
    ("Rain will fall in the next 12 to 18 months.", [("the next 12 to 18 months", "PXM")]),
    ("Rain fell in the first nine months of 2008.", [("the first nine months", "P9M"), ("2008", "2008")]),
    ("Rain fell over the past decade.", [("the past decade", "P1DE")]),
    ("The council meets every month.", [("every month", "P1M")]),
    ("The council meets every other week.", [("every other week", "P2W")]),
    ("The council meets every morning.", [("every morning", "XXXX-XX-XXTMO")]),
    ("The council meets every summer.", [("every summer", "XXXX-SU")]),
    ("The council meets twice a week.", [("twice a week", "P1W")]),
    ("The fee is paid monthly.", [("monthly", "P1M")]),
    ("They are now in no hurry.", [("now", "PRESENT_REF")]),
    ("They were recently in a hurry.", [("recently", "PAST_REF")]),
    ("In recent years prices rose.", [("recent years", "PAST_REF")]),
    ("They will meet in the coming months.", [("the coming months", "FUTURE_REF")]),
    ("They will meet soon.", [("soon", "FUTURE_REF")]),
    ("They will meet in the near future.", [("the near future", "FUTURE_REF")]),
    ("He was a guard at the time.", [("the time", "PAST_REF")]),
]  # fmt: skip

NO_DATES = [
    "The court sent back Nilsen v. Lund, No. 14-1418, on appeal.",
    "The council passed resolution 1970 with no vote against.",
    "One thousand supporters waved flags.",
    "The mayor, in his mid-20s, looked pale.",
    "They may march on the palace.",
    "A second official fell silent.",
    "The Sunday Times printed it.",
    "The Sunday Telegraph says that the board considered it.",
    "He is 45 years old, she a 44-year-old clerk.",
    "Three-quarters of the market is theirs.",
    "They spend $2 million a year.",
    "The future of the union is at stake.",
    "The fall of the wall surprised them.",
    "Sales rose 1998 percent.",
    "He paid $1999 for it.",
    "A quarterly dividend was cut.",
    "The soon-to-be mayor won five of the past six votes.",
    "It is a home for 13-year-olds.",
]


NARRATIVE = [
    (
        "Shells fell on August 7, 2004. On August 8 tanks crossed the river.",
        [("August 7, 2004", "2004-08-07"), ("August 8", "2004-08-08")],
    ),
    (
        "He was born in 1921. In 1938 he left home. He came back in March 1946. In June he found work.",
        [("1921", "1921"), ("1938", "1938"), ("March 1946", "1946-03"), ("June", "1946-06")],
    ),
    (
        "The pact was signed in 2001. He spoke yesterday. On May 4 the talks resume.",
        [("2001", "2001"), ("yesterday", "2009-06-26"), ("May 4", "2009-05-04")],
    ),
    ("It was said on the evening of 3 May 1998.", [("the evening of 3 May 1998", "1998-05-03TEV")]),
    ("At 9:30 EST Monday the market opened.", [("9:30 EST Monday", "2009-06-22T09:30")]),
    ("They met in the week of 12 May.", [("the week of 12 May", "2009-W20")]),
    ("It came a week later than planned.", [("a week", "P1W")]),
    ("The next decade will tell.", [("The next decade", "P1DE")]),
    ("It lasts between six and nine months.", [("six", "P6M"), ("nine months", "P9M")]),
    ("A vote is due on Tuesday week.", [("Tuesday week", "2009-07-07")]),
    ("The deed is signed 07-Mar-04.", [("07-Mar-04", "2004-03-07")]),
    ("Notices of 27/05/2009 and 03/06/2009.", [("27/05/2009", "2009-05-27"), ("03/06/2009", "2009-06-03")]),
    (
        "A vote is due on Thursday. It had rained the previous Monday.",
        [("Thursday", "2009-07-02"), ("the previous Monday", "2009-06-22")],
    ),
    ("Sales rose, as in the same quarter a year earlier.", [("the same quarter a year earlier", "2008-Q1")]),
    ("The park is to open in March.", [("March", "2010-03")]),
    ("He had stayed until Monday.", [("Monday", "2009-06-22")]),
    ("Soon the war was over.", []),
    ("He will come as soon as he can.", []),
    ("Some 2010 people crossed the bridge, and the party won 1945 votes.", []),
    ("The ship is 1850 tonnes and cost 2020 kroner.", []),
    ("The GTX 1660 card sold well.", []),
    ("He lost the 2004 elections.", [("2004", "2004")]),
    ("Shares rose from 19.25/20 to 21, as on 27/05/2009.", [("27/05/2009", "2009-05-27")]),
    ("It fell to May 19.25 a share.", [("May", "2009-05")]),
    ("Resolution 1441 and Decree No. 1990 stand, and so does Decree 1988.", []),
    ("He took Flight 1990 and the Type 1936 lay in port.", []),
    ("The offer had been due to expire Friday.", [("Friday", "2009-06-26")]),
    ("The offer had been scheduled to expire on Friday.", [("Friday", "2009-06-26")]),
    ("The month previous was dry.", [("The month previous", "2009-05")]),
    ("The board has scheduled a vote on Tuesday.", [("Tuesday", "2009-06-30")]),
    ("The board plans a vote on Tuesday.", [("Tuesday", "2009-06-30")]),
    ("The road is closed through August.", [("August", "2009-08")]),
    (
        "Sales in May rose from the same month a year earlier.",
        [("May", "2009-05"), ("the same month a year earlier", "2008-05")],
    ),
    ("The works will last six to nine months.", [("six to nine months", "PXM")]),
    (
        "He was sworn in on March 3, 2004. On Tuesday he came to town.",
        [("March 3, 2004", "2004-03-03"), ("Tuesday", "2009-06-23")],
    ),
    ("In 1866 the league broke up. A year later it was made anew.", [("1866", "1866"), ("A year later", "1867")]),
    (
        "The raid of May 3, 1993 failed. Four days afterwards they left.",
        [("May 3, 1993", "1993-05-03"), ("Four days afterwards", "1993-05-07")],
    ),
    ("In July and August 1905 they met.", [("July", "1905-07"), ("August 1905", "1905-08")]),
    ("From December to January 1906 it snowed.", [("December", "1905-12"), ("January 1906", "1906-01")]),
    ("At 04:30 on 8 May 1998 the guns fired.", [("04:30 on 8 May 1998", "1998-05-08T04:30")]),
    ("In 218 BC they crossed the hills.", [("218 BC", "BC0218")]),
    ("They left on May 3, at dawn.", [("May 3", "2009-05-03"), ("dawn", "2009-05-03TMO")]),
    ("Polls will close at 8 p.m. local time on Sunday.", [("8 p.m. local time on Sunday", "2009-06-28T20:00")]),
    ("The GT 1950 was cheap, and Bus 1908 is full.", []),
    ("The UK 2005 elections were close.", [("2005", "2005")]),
    ("Output in February fell 2 percent from a year ago.", [("February", "2009-02"), ("a year ago", "2008-02")]),
]


@pytest.mark.parametrize(("text", "expected"), NARRATIVE)
def test_stories_numbers_and_comparisons(nlp: Any, text: str, expected: list[tuple[str, str]]) -> None:
    assert values(nlp, text) == expected


@pytest.mark.parametrize(("text", "expected"), [*CALENDAR, *RELATIVE, *LENGTHS])
def test_values(nlp: Any, text: str, expected: list[tuple[str, str]]) -> None:
    assert values(nlp, text) == expected


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date(nlp: Any, text: str) -> None:
    assert values(nlp, text) == []


DAYS = [
    ("It was signed in the second half of May.", "2009-05-16", "2009-05-31"),
    ("It was signed in the first half of May.", "2009-05-01", "2009-05-15"),
    ("It was signed in early May.", "2009-05-01", "2009-05-11"),
    ("It was signed in late 2008.", "2008-09-01", "2008-12-31"),
    ("It was signed earlier this month.", "2009-06-01", "2009-06-27"),
    ("It will be signed later this month.", "2009-06-27", "2009-06-30"),
    ("It was signed last winter.", "2008-12-01", "2009-02-28"),
    ("It rained over the past two weeks.", "2009-06-13", "2009-06-27"),
    ("It was signed last weekend.", "2009-06-20", "2009-06-21"),
    ("It was signed this summer.", "2009-06-01", "2009-08-31"),
]


@pytest.mark.parametrize(("text", "first", "last"), DAYS)
def test_days_can_be_narrower_than_the_value(nlp: Any, text: str, first: str, last: str) -> None:
    (expression,) = placed(nlp, text)
    assert expression.days == Days(date.fromisoformat(first), date.fromisoformat(last))


TENSE = [
    ("The mandate expires on Tuesday.", "2009-06-30"),
    ("The talks resumed on Tuesday.", "2009-06-23"),
    ("The talks will resume on Tuesday.", "2009-06-30"),
    ("The two are set to meet on Tuesday.", "2009-06-30"),
    ("The vote was planned for Tuesday.", "2009-06-30"),
    ("They had tried to meet on Tuesday.", "2009-06-23"),
    ("The rule is effective Feb. 1.", "2010-02-01"),
    ("The rule took effect on Feb. 1.", "2009-02-01"),
    ("He spoke on Saturday.", "2009-06-27"),
    ("The company plans a meeting on Tuesday.", "2009-06-30"),
    ("The hearing was postponed to Thursday.", "2009-07-02"),
    ("He speaks often; this Friday he will not.", "2009-07-03"),
]


def test_what_stands_before_a_zone_is_a_time_of_day(nlp: Any) -> None:
    assert values(nlp, "The port reopened before 1130 GMT on Wednesday.") == [
        ("1130 GMT on Wednesday", "2009-06-24T11:30")
    ]
    for sentence in ("The ferry left at 1945 hours.", "It was seen at 1215Z.", "Shops open 0730-1930 local time."):
        assert not [value for _, value in values(nlp, sentence) if "T" not in value]
    assert values(nlp, "The lamps went out between 1630 and 1800 GMT.")[-1][1] == "2009-06-27T18:00"
    assert values(nlp, "In 1950 time stood still.") == [("1950", "1950")]


@pytest.mark.parametrize(("text", "value"), TENSE)
def test_tense_decides_direction(nlp: Any, text: str, value: str) -> None:
    assert [v for _, v in values(nlp, text)] == [value]


def test_what_lies_ahead_is_planned(nlp: Any) -> None:
    done, ahead = placed(nlp, "They met on May 5 and will meet again on July 5.")
    assert (done.planned, ahead.planned) == (False, True)


def test_nothing_places_a_weekday_without_a_publication_day(nlp: Any) -> None:
    (expression,) = placed(nlp, "He arrived on Saturday.", None)
    assert (expression.value, expression.days) == ("XXXX-WXX-6", None)
    assert "not known" in expression.why


def test_a_wide_publication_interval_places_only_what_all_its_days_agree_on(nlp: Any) -> None:
    year = Days(date(2008, 9, 1), date(2009, 8, 31))
    text = "The war of last August hurt both, he said on Saturday."
    august, saturday = placed(nlp, text, year)
    assert (august.value, august.days) == ("2008-08", Days(date(2008, 8, 1), date(2008, 8, 31)))
    assert (saturday.value, saturday.days) == ("XXXX-WXX-6", None)


def test_without_a_publication_day_the_calendar_still_holds(nlp: Any) -> None:
    assert values(nlp, "They met in May 2008, on May 3 and last year.", None) == [
        ("May 2008", "2008-05"), ("May 3", "XXXX-05-03"), ("last year", "XXXX")
    ]  # fmt: skip


def test_a_weekday_beside_a_date_chooses_its_year(nlp: Any) -> None:
    (expression,) = placed(nlp, "The bridge fell on Friday, Oct. 13.", Days(date(2009, 1, 5), date(2009, 1, 5)))
    assert expression.value == "2006-10-13"


def test_a_wrong_weekday_is_told(nlp: Any) -> None:
    (expression,) = placed(nlp, "The bridge fell on Friday, May 4, 2009.")
    assert expression.value == "2009-05-04"
    assert "was a Monday" in expression.why


def test_only_the_body_is_read(nlp: Any) -> None:
    from tui.model import Article, Block, Span
    from tui.reading import times
    from tui.reading.pipeline import parse

    text = "Last Updated: 07/27/2016\nThey met on May 3, 2009.\n"
    article = Article(key="a", path="a", text=text, blocks=(Block(Span(25, 49)),))
    (doc,) = parse(nlp, [article])
    assert [e.span.of(text) for e in times.find(doc, article)] == ["May 3, 2009"]


def test_types(nlp: Any) -> None:
    kinds = [e.type for e in found(nlp, "Every year, on May 3 at 9 a.m., they rest for two days.")]
    assert kinds == ["SET", "TIME", "DURATION"] or kinds == ["SET", "DATE", "TIME", "DURATION"]


def test_each_placing_says_what_it_rests_on(nlp: Any) -> None:
    text = "He came on Friday, in May 2009, for two days, every year, recently, and the next day he left."
    assert all(e.why for e in placed(nlp, text, SATURDAY))


def test_this_winter_is_the_one_it_is_written_in(nlp: Any) -> None:
    (expression,) = placed(nlp, "Snow has been rare this winter.", Days(date(2009, 2, 1), date(2009, 2, 1)))
    assert expression.days == Days(date(2008, 12, 1), date(2009, 2, 28))


DAYS = yaml.load((Path(__file__).parent / "day_sentences.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)


@pytest.mark.parametrize(("text", "expected"), [row for kind in DAYS if kind != "missed" for row in DAYS[kind]])
def test_days_on_made_sentences(nlp: Any, text: str, expected: list[str]) -> None:
    assert [value for _, value in values(nlp, text)] == expected


def test_a_report_with_its_own_dateline_tells_of_no_past_year(nlp: Any) -> None:
    told = "The plant was built in 1965. Its new tools had been announced in December. Sales in 1983 were low."
    assert ("December", "1965-12") in values(nlp, told)
    assert ("December", "2008-12") in values(nlp, f"LUNDBY, June 27 - {told}")
