"""Any text and any bytes at all: nothing here raises what is not its own, and what it gives can be laid out."""

# words as databases and mails write them

from __future__ import annotations

from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from tui.documents import byte_kinds
from tui.documents.blocks import layout
from tui.documents.bylines import writers_of
from tui.documents.daylabels import published_in
from tui.documents.decoding import NotText
from tui.documents.draft import Draft, Unusable
from tui.documents.formats.exports import articles_in_text
from tui.documents.formats.letters import asides_of, digested
from tui.documents.formats.mail import eml
from tui.documents.formats.objects import NoText, draft_of_object
from tui.documents.formats.pdfwords import restored, unbroken
from tui.documents.formats.reference_managers import ris
from tui.documents.formats.richgroups import plain_rtf
from tui.documents.formats.table_cells import TableLine, cells_of, rows_of
from tui.documents.furniture import is_consent
from tui.documents.isodays import day_of_name, iso_day
from tui.documents.worddays import day_in_words

WORDS = st.sampled_from(
    [
        "Body",
        "Text:",
        "Length:",
        "300_words",
        "562_words",
        "May_3,_2011",
        "3._Mai_2011",
        "End_of_Document",
        "Document_ABCDE0002011050",
        "1_of_2_DOCUMENTS",
        "Document_1_of_2",
        "Full_text:",
        "Title:_x",
        "Author:_Lee,_Ann",
        "Publication_date:_May_3,_2011",
        "HD__x",
        "LP",
        "TD",
        "CO__x",
        "PD__3_May_2011",
        "Load-Date:_May_4,_2011",
        "Graphic",
        "Correction",
        "Correction_Appended",
        "Copyright_2011",
        "Classification",
        "Harbour_Post",
        "It_snowed_on_Tuesday,_he_said.",
        "Section:_NEWS",
        "Byline:_Ann_Lee",
        "Job_Number:_1",
        "________________________________________",
        "By_ANN_LEE,_AP",
        "On_Monday_Bo_wrote:",
        ">_quoted",
        "--_",
        "-----Original_Message-----",
    ]
)
PIECES = st.one_of(
    WORDS.map(lambda words: words.replace("_", " ") if words.strip("_") else words), st.text(max_size=30), st.just("")
)
TEXTS = st.lists(PIECES, max_size=40).map("\n".join)


@given(TEXTS)
def test_any_text_as_an_export(text: str) -> None:
    for one in articles_in_text(text):
        if isinstance(one, Draft):
            assert one.text.strip()
            layout(one.text, one.fields.get("title"))


@given(TEXTS, st.booleans())
def test_any_text_as_a_letter(text: str, reply: bool) -> None:
    asides = asides_of(text, reply=reply)
    assert all(0 <= start <= end <= len(text) for start, end in asides)
    assert asides == sorted(asides)
    layout(text, asides=asides)
    digested(text)


@settings(deadline=None)  # the first loads a language's words
@given(st.one_of(TEXTS, st.text()))
def test_any_line(text: str) -> None:
    iso_day(text)
    day_in_words(text)
    day_of_name(text)
    published_in(text)
    writers_of(text)
    is_consent(text)
    restored([text])
    unbroken([text])


@given(st.lists(st.text(alphabet='ab",\\ ;\n1'), max_size=12), st.sampled_from(",;\t"))
def test_no_character_of_a_table_is_lost_but_its_marks(rows: list[str], separator: str) -> None:
    lines = [line for row in rows for line in row.split("\n")]
    found = list(rows_of((TableLine(line, at) for at, line in enumerate(lines)), separator, 3, lambda cells: False))
    kept = "".join(cell for row in found for cell in row.cells)
    assert sum(kept.count(letter) for letter in "ab1") == sum(line.count(letter) for line in lines for letter in "ab1")
    for line in lines:
        cells_of(line, separator)


@given(st.one_of(st.binary(), st.text().map(str.encode)))
def test_any_bytes(data: bytes) -> None:
    plain_rtf(data)
    plain_rtf(b"{\\rtf1 " + data)
    for name in ("a", "a.docx", "a.txt", "a.json", "a.eml"):
        with suppress(Unusable):
            assert byte_kinds.kind_of(data, name)


@given(TEXTS)
def test_any_text_as_mail_and_references(text: str) -> None:
    for read in (eml, ris):
        with suppress(Unusable, NotText):  # what is binary is refused by name
            list(read(f"Subject: x\n\n{text}".encode()))
            list(read(text.encode()))


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(st.sampled_from(["text", "title", "date", "author", "issued", "id", "x"]), inner)
        ),
    )
)
def test_any_value_as_an_article(value: object) -> None:
    with suppress(NoText):
        assert draft_of_object(value, "own").text.strip()
