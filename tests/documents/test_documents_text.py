"""Text and markdown: blocks, titles, datelines, furniture, days."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.reading import in_order, only, words
from tui.documents.blocks import Layout, layout
from tui.documents.furniture import is_furniture
from tui.documents.headers import byline_of, dateline_of, is_credit, outlet_of
from tui.documents.isodays import iso_day
from tui.documents.paragraphs import paragraphs_of
from tui.model import Span

SEEDS = Path(__file__).parents[2] / "seeds"

PAGE = """\
Skip to main content

Breaking News

March 3, 2012 / 9:15 PM / 8 years ago

Harbour Talks Stall Over Fishing Rights

By Ann Lee and Bo Ek

ReutersFishermen unload their catch in the old port on Friday.
OSLO, March 3 (Reuters) - The two ministers met for six hours.

"We are no nearer," one of them said.

Last Updated: 07/04/2019

Additional reporting by Carl Dahl; Editing by Dina Falk

0 : 0
  • narrow-phone
  • wide-phone
  • narrow-and-wide-tablet

Daily newsletterReceive the essentials every morning

Related stories
Ferry strike enters second week
Mayor opens bridge

© 2012 The Harbour Post Ltd. All rights reserved.
"""


def page() -> Layout:
    return layout(PAGE)


def test_a_page_is_split_into_its_parts() -> None:
    found = [(block.role, block.span.of(PAGE)) for block in page().blocks]
    assert found == [
        ("byline", "March 3, 2012"),
        ("title", "Harbour Talks Stall Over Fishing Rights"),
        ("byline", "By Ann Lee and Bo Ek"),
        ("caption", "Fishermen unload their catch in the old port on Friday."),
        ("text", "OSLO, March 3 (Reuters) - The two ministers met for six hours."),
        ("text", '"We are no nearer," one of them said.'),
        ("byline", "Additional reporting by Carl Dahl; Editing by Dina Falk"),
    ]


def test_what_a_page_says_of_itself_is_kept() -> None:
    found = page()
    assert (found.title, found.author, found.place, found.agency, found.outlet) == (
        "Harbour Talks Stall Over Fishing Rights",
        "Ann Lee and Bo Ek",
        "OSLO",
        "Reuters",
        "The Harbour Post",
    )
    assert found.title_span
    assert found.title_span.of(PAGE) == found.title


def test_days_come_from_headers_and_datelines_but_not_from_updates() -> None:
    assert [(clue.source, clue.value) for clue in page().clues] == [
        ("header", "2012-03-03"),
        ("age", "-P8Y"),
        ("dateline", "--03-03"),
    ]


@pytest.mark.parametrize(
    ("name", "title", "first"),
    [
        ("000_f80980c41190d25a.txt", "NATO Prods Russia on Rebel Regions", "title"),
        ("001_59cc4f673b5911df.txt", "NATO and Russia resume security ties despite Georgia row", "byline"),
        ("002_585ae4fd7902f67d.txt", "NATO Resumes Talks With Russia, Differences Remain", "title"),
        ("003_ceabba01dcf8cdde.txt", "NATO resumes top level ties with Russia", "title"),
        ("004_aa33aa2ec91ea488.txt", "NATO Chief Says Medvedev’s Pact Unneeded", "title"),
    ],
)
def test_the_samples(name: str, title: str, first: str) -> None:
    article = only(SEEDS / name)
    assert article.title == title
    assert article.blocks[0].role == first
    whole = " ".join(words(article))
    for furniture in ("Last Updated", "browser", "newsletter", "Accessibility", "tablet", "years ago", "Breaking"):
        assert furniture not in whole


def test_a_text_broken_hard_at_a_column_is_joined_again() -> None:
    text = (
        "OSLO, Feb 26 - The ministry said on Thursday that the talks over\n"
        "the northern grounds would go on next week, after both sides had\n"
        "asked for more time.\n"
        "    It did not say who would lead them, nor where the delegations\n"
        "would meet again.\n"
    )
    found = layout(text, find_title=False)
    assert [block.span.of(text).split()[0] for block in found.blocks] == ["OSLO,", "It"]
    assert found.place == "OSLO"


def test_an_indent_that_was_written_as_two_characters_is_an_indent() -> None:
    text = (
        "The harbour of Ansgar was opened to the ships of all nations\nthat had signed the treaty of the year before.\n"
        "&\\tIts master said that a fee would be asked of the ships that\nstay overnight. It is kept in C:\\temp."
    )
    assert [block.span.of(text).split()[0] for block in layout(text).blocks] == ["The", "Its"]


def test_one_paragraph_a_line() -> None:
    text = "The minister spoke first.\nHer guest answered at length, and in the end they agreed on little.\nBoth left."
    assert len(layout(text, find_title=False).blocks) == 3


def test_a_known_title_is_found_in_the_text() -> None:
    found = layout("A Bridge too Few\n\nThe town has none.", "A bridge  too few")
    assert [block.role for block in found.blocks] == ["title", "text"]


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for our daily newsletter",
        "Get the news in your inbox every morning",
        "Download our app",
        "We use cookies to improve your visit",
        "Share this on Facebook",
        "Read more: Storm closes the pass",
        "See also Answers to questions after the harbour talks April 3, 2012",
        "Advertisement",
        "3 min read",
        "0 : 0",
        "124 comments",
        "Last updated on 3 May 2011",
        "Please enable JavaScript to view this page",
        "Follow us on Twitter",
    ],
)
def test_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Copyright law must change, the judges said.",
        "Follow the money, she told the committee.",
        "The newsletter was banned in March.",
        "“Sign up for our newsletter,” the poster read.",
        "Like his father, he wrote to the president on Twitter that week.",
        "Breaking news of the crash reached the capital at noon.",
        "Share prices fell by a third.",
        "See also what the harbour board said of it.",
        "More on that was promised for Monday, the ministry said.",
        "Get out of our country, they shouted, and take the app that you made with you.",
        "2017.",
    ],
)
def test_sentences_are_no_furniture(line: str) -> None:
    assert not is_furniture(line)


@pytest.mark.parametrize(
    ("text", "place", "agency", "day"),
    [
        ("OSLO (AP) — The storm", "OSLO", "AP", None),
        ("NEW YORK/OSLO, June 3 (Reuters) - The storm", "NEW YORK/OSLO", "Reuters", "--06-03"),
        ("BERGEN, Norway, 3 June 2011 -- The storm", "BERGEN, Norway", None, "2011-06-03"),
        ("AFP - The storm", None, "AFP", None),
        ("Bergen, Norway (dpa) - The storm", "Bergen, Norway", "dpa", None),
        ("****BERGEN, June 3 - The storm", "BERGEN", None, "--06-03"),
        ("BERGEN, 3 June: The storm", "BERGEN", None, "--06-03"),
        ("Bergen, Tuesday - The storm", "Bergen", None, None),
    ],
)
def test_datelines(text: str, place: str | None, agency: str | None, day: str | None) -> None:
    found = dateline_of(text, Span(0, len(text)))
    assert found
    assert (found.place, found.agency, found.clue.value if found.clue else None) == (place, agency, day)
    assert text[found.end :] == "The storm"


@pytest.mark.parametrize(
    "text", ["NOTE: The storm", "The storm - a hard one", "Norway — which won — left.", "GRADE A - 200"]
)
def test_no_datelines(text: str) -> None:
    assert dateline_of(text, Span(0, len(text))) is None


def test_bylines_and_credits() -> None:
    assert byline_of("By Maria de la Cruz, Harbour Post") == "Maria de la Cruz"
    assert byline_of("By the end of the day they had won.") is None
    assert is_credit("(Reporting by Ann Lee; Editing by Bo Ek)")
    assert not is_credit("Reporting on the war was dangerous.")
    assert outlet_of("Copyright 2011 Harbour Post. All rights reserved") == "Harbour Post"


@pytest.mark.fault(57)
@pytest.mark.parametrize("field", ["0000-01-01", "99999-01-01", "32 May 2001", "?" * 20_000, "x" * 20_000, "", None, 5])
def test_no_such_day(field: object) -> None:
    assert iso_day(field) is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("2009-06-27", "2009-06-27"),
        ("2009-06-27T10:12:00Z", "2009-06-27"),
        ("Sat, 27 Jun 2009 10:12:00 GMT", "2009-06-27"),
        ("June 27th, 2009", "2009-06-27"),
        ("27/06/2009", "2009-06-27"),
        ("03/04/2009", "2009"),
        ("2009-06", "2009-06"),
    ],
)
def test_days_as_files_write_them(field: str, value: str) -> None:
    assert iso_day(field) == value


def test_a_front_matter_is_metadata(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: 'The Pass'\ndate: 2011-05-03\nsource: Post\n---\n\n# The Pass\n\nIt is *closed*.\n")
    article = only(path)
    assert (article.title, article.outlet, article.day_clues[0].value) == ("The Pass", "Post", "2011-05-03")
    assert words(article)[-1] == "It is *closed*."


def test_what_a_person_wrote_beside_the_file_wins(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A Title of Its Own\n\nBy Ann Lee\n\nIt rained.\n")
    (tmp_path / "a.meta.yaml").write_text("author: Bo Ek\npublished: 2001-02-03\noutlet: no\n")
    article = only(tmp_path / "a.txt")
    assert (article.author, article.outlet) == ("Bo Ek", "no")
    assert (article.day_clues[0].source, article.day_clues[0].value) == ("meta", "2001-02-03")


@settings(max_examples=200, deadline=None)
@given(
    st.text() | st.lists(st.sampled_from([*PAGE.split(), "\n", "\n\n", "\r\n", "    ", "\u2028", "—"])).map(" ".join)
)
def test_any_text_gives_ordered_blocks_within_it(text: str) -> None:
    found = layout(text)
    assert in_order(tuple(found.blocks), len(text))
    assert all(block.span.of(text).strip() for block in found.blocks)
    if found.title_span:
        assert found.title_span in [block.span for block in found.blocks]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Ferry crews to strike again next week.\n\nOSLO (AP) — The crews met.",
            "Ferry crews to strike again next week.",
        ),
        (
            "FERRY CREWS - STRIKE IN SIGHT\nOSLO, June 3 - The crews met on Monday and\nsaid no.",
            "FERRY CREWS - STRIKE IN SIGHT",
        ),
        ("The crews\nmet on Monday, and\nthey said no to\nthe offer.", None),
        ("The crews met on Monday.\n\nThey said no to the offer, which had been made twice before.", None),
    ],
)
def test_what_is_a_headline(text: str, title: str | None) -> None:
    assert layout(text).title == title


def test_a_carriage_return_alone_ends_lines_only_where_nothing_else_does() -> None:
    def lines(text: str) -> list[str]:
        return [paragraph.span.of(text) for paragraph in paragraphs_of(text)]

    assert lines("The Title\r\rIt snowed.\rIt was cold.") == ["The Title", "It snowed.", "It was cold."]
    assert lines("The Title\r\n\r\nIt snowed.\rIt was cold.\r\r\n") == ["The Title", "It snowed.\rIt was cold."]


SAVED = """\
The mayor of Lindvik said on the eve of National
Harbour Day that the pilots of the
Norvik line had won.
“I am sure,” she said, “that the owners of the Grand
Quay will see
reason.”
Jon
Rask: Thank you, Mr
Mayor. We
have asked for this since 2004, and the whole of the
Board stands by it.

What The Pilots Want In Lindvik This Year
More pay was asked for by all."""


def test_lines_broken_within_sentences_at_no_column_go_on() -> None:
    assert [paragraph.span.of(SAVED).replace("\n", " ") for paragraph in paragraphs_of(SAVED)] == [
        "The mayor of Lindvik said on the eve of National Harbour Day that the pilots of the Norvik line had won.",
        "“I am sure,” she said, “that the owners of the Grand Quay will see reason.”",
        "Jon Rask: Thank you, Mr Mayor. We have asked for this since 2004, and the whole of the Board stands by it.",
        "What The Pilots Want In Lindvik This Year",
        "More pay was asked for by all.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Section One\nThe road was shut.\nSection Two\nIt opened again in May.",
        "Sales 12.0 mln\nProfit 3.1 mln\nShares 40 mln",
        "Open for All\nLog In\nSign Up\nAbout the\nNews",
        "Wind, be still\nSea, be calm\nand let them go\nHome at last",
    ],
)
def test_where_lines_are_not_broken_within_sentences_each_stays_its_own(text: str) -> None:
    lines = text.split("\n")
    kept = [paragraph.span.of(text) for paragraph in paragraphs_of(text)]
    assert [line for line in lines if line[0].isupper()] == [line.split("\n")[0] for line in kept]


def test_a_line_of_millions_of_blanks_or_bullets_takes_no_memory() -> None:
    for filler in (" ", "- ", "a"):
        assert len(paragraphs_of("The Title\n\n" + filler * 5_000_000 + "x")) == 2


@pytest.mark.parametrize("opening", ["ÊÊÊÊ", "PORT", "AB, Cd ", "By Ann Lee ", "(AB) ", "May 3, 2011 "])
@pytest.mark.parametrize("filler", ["-", "- ", "A-", "A ", "A.", "Ab ", "Ab-", "de A ", "1 ", "1/", "— ", "'"])
def test_no_line_makes_its_reader_try_endlessly(opening: str, filler: str) -> None:
    """A pattern that tries every way to split a line would not come back within the life of its reader."""
    line = (opening + filler * 200)[:200]
    page = layout(f"The Title\n\n{line}s1201\n\nIt snowed on the pass.\n\n{line}!")
    assert page.blocks


@pytest.mark.parametrize(
    "place", ["BRESK", "PORT-AU-PRINCE, Haiti", "L’AQUILA, Italy", "NEW YORK", "AIX-EN-PROVENCE", "ST. GALLEN"]
)
def test_places_of_every_make_open_a_dateline(place: str) -> None:
    text = f"{place}, May 3 (AP) - It snowed on the pass, and the road was closed at noon."
    found = dateline_of(text, Span(0, len(text)))
    assert found
    assert found.place == place


def test_an_article_as_long_as_a_book_is_partly_read(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("The Harbour Of Ansgar\n\n" + "The harbour was open to all ships.\n\n" * 30_000)
    assert only(path).partly.startswith("partly read: names, days and claims of its first 300,000")
