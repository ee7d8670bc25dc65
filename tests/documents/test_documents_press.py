"""Exports of press databases in every form and language they come in, and what of them cannot be read."""

# ruff: noqa: E501  # rows as databases lay them out

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest

from tests.documents.making import PARAGRAPHS, TITLE, a_docx, a_pdf, an_rtf
from tests.documents.reading import read, words
from tui.model import Article

OTHER = "Valley Road Opens Again"
TONGUES = {  # day lines, labels and ends as the interfaces of a press database write them
    "en": ("May 3, 2011 Tuesday", "Section", "Length: 562 words", "Byline", "Body", "Load-Date: May 4, 2011", "End of Document"),
    "de": ("3. Mai 2011 Dienstag", "Rubrik", "Länge: 562 Wörter", "Autor", "Text", "Update: 4. Mai 2011", "Ende des Dokuments"),
    "fr": ("3 mai 2011 mardi", "Rubrique", "Longueur: 562 mots", "Auteur", "Corps", "Date de chargement: 4 mai 2011", "Fin du document"),
    "es": ("martes 3 de mayo de 2011", "Sección", "Longitud: 562 palabras", "Autor", "Cuerpo", "Fecha de carga: 4 de mayo de 2011", "Fin del documento"),
    "it": ("3 maggio 2011 martedì", "Sezione", "Lunghezza: 562 parole", "Autore", "Testo", "Data di caricamento: 4 maggio 2011", "Fine del documento"),
    "nl": ("3 mei 2011 dinsdag", "Sectie", "Lengte: 562 woorden", "Auteur", "Tekst", "Laad-datum: 4 mei 2011", "Einde van het document"),
}  # fmt: skip
LISTS = {  # number of words, day, language, rights, own number as another database writes them
    "en": ("562 words", "3 May 2011", "English", "Copyright 2011 Harbour Post. All Rights Reserved.", "By", "Document"),
    "de": ("562 Wörter", "3. Mai 2011", "Deutsch", "© 2011 Harbour Post. Alle Rechte vorbehalten.", "Von", "Dokument"),
    "fr": (
        "562 mots",
        "3 mai 2011",
        "Français",
        "Copyright 2011 Harbour Post. Tous droits réservés.",
        "Par",
        "Document",
    ),
    "es": (
        "562 palabras",
        "3 mayo 2011",
        "Español",
        "Copyright 2011. Todos los derechos reservados.",
        "Por",
        "Documento",
    ),
    "it": ("562 parole", "3 maggio 2011", "Italiano", "(c) 2011. Tutti i diritti riservati.", "di", "Documento"),
    "nl": ("562 woorden", "3 mei 2011", "Nederlands", "Copyright 2011. Alle rechten voorbehouden.", "Door", "Document"),
}


def nexis(
    tongue: str, title: str, *under_day: str, body: list[str] | None = None, tail: tuple[str, ...] = ()
) -> list[str]:
    day, section, length, byline, marker, load, end = TONGUES[tongue]
    return [
        title, "Harbour Post (Bergen)", day, *under_day, "Copyright 2011 Harbour Post All Rights Reserved",
        f"{section}: NEWS; Pg. 4", length, f"{byline}: Ann Lee", marker, *(body or PARAGRAPHS), *tail, load, end,
    ]  # fmt: skip


def factiva(tongue: str, title: str, number: int, section: str = "International") -> list[str]:
    length, day, language, rights, by, document = LISTS[tongue]
    return [
        section, title, f"{by} Ann Lee", length, day, "14:22", "Harbour Post (Bergen)", "HARBP", language, rights,
        *PARAGRAPHS, f"{document} HARBP0002011050{number}e753000ab",
    ]  # fmt: skip


def written(folder: Path, suffix: str, lines: list[str]) -> None:
    made = {
        "docx": lambda: a_docx(lines),
        "rtf": lambda: an_rtf(lines),
        "txt": lambda: "\n\n".join(lines).encode(),
        "pdf": lambda: a_pdf([lines]),
        "html": lambda: f"<html><body>{''.join(f'<p>{escape(line)}</p>' for line in lines)}</body></html>".encode(),
    }
    (folder / f"a.{suffix}").write_bytes(made[suffix]())


def both(articles: list[Article]) -> None:
    assert [article.title for article in articles] == [TITLE, OTHER]
    for article in articles:
        assert (article.outlet, article.author) == ("Harbour Post (Bergen)", "Ann Lee")
        assert article.day_clues[0].value == "2011-05-03"
        assert words(article, "text") == PARAGRAPHS


@pytest.mark.parametrize("suffix", ["docx", "rtf", "txt", "html", "pdf"])
@pytest.mark.parametrize("tongue", TONGUES)
def test_two_articles_in_every_language_and_form(tmp_path: Path, tongue: str, suffix: str) -> None:
    written(tmp_path, suffix, [*nexis(tongue, TITLE), *nexis(tongue, OTHER)])
    articles, problems = read(tmp_path)
    assert not problems
    both(articles)


@pytest.mark.parametrize("suffix", ["docx", "txt", "html"])
@pytest.mark.parametrize("tongue", LISTS)
def test_two_articles_of_a_database_without_labels(tmp_path: Path, tongue: str, suffix: str) -> None:
    written(tmp_path, suffix, [*factiva(tongue, TITLE, 1), *factiva(tongue, OTHER, 2)])
    articles, problems = read(tmp_path)
    assert not problems
    both(articles)


def test_lines_that_stand_together(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\n".join([*factiva("en", TITLE, 1), "", *factiva("en", OTHER, 2)]))
    both(read(tmp_path)[0])


COVERS = [
    ["Job Number: 123", "Documents (2)", f"1. {TITLE}", f"2. {OTHER}"],
    ["Friday, June 10, 2011 10:12 AM", "User Name: Ann Lee", "Job Number: 123", "Documents (2)", f"1. {TITLE}",
     "Client/Matter: -None-", "Search Terms: pass", "Narrowed by: Timeline: May 01, 2011 to May 31, 2011", f"2. {OTHER}",
     "Copyright © 2011 Database Inc. All Rights Reserved"],
    ["Benutzername: Ann Lee", "Datum und Uhrzeit: 10. Juni 2011 10:12", "Jobnummer: 123", "Dokumente (2)", f"1. {TITLE}"],
    ["10 June 2011", "Table of Contents", TITLE, "Harbour Post (Bergen), May 3, 2011", OTHER],
]  # fmt: skip


@pytest.mark.parametrize("cover", COVERS)
def test_a_cover_is_no_article(tmp_path: Path, cover: list[str]) -> None:
    written(tmp_path, "docx", [*cover, *nexis("en", TITLE), *nexis("en", OTHER)])
    articles, problems = read(tmp_path)
    assert not problems
    both(articles)


@pytest.mark.parametrize("cover", COVERS)
def test_a_cover_that_ends_as_a_document_does(tmp_path: Path, cover: list[str]) -> None:
    written(tmp_path, "docx", [*nexis("en", TITLE), *nexis("en", OTHER), "Search Summary", *cover])
    articles, problems = read(tmp_path)
    assert not problems
    both(articles)


def without(lines: list[str], *openings: str) -> list[str]:
    return [line for line in lines if not line.startswith(openings)]


@pytest.mark.parametrize(
    "missing", [("Length",), ("Section",), ("Byline",), ("Copyright",), ("Length", "Section", "Byline"), ("Load-Date",)]
)
def test_no_article_is_lost_for_a_line_that_is_missing(tmp_path: Path, missing: tuple[str, ...]) -> None:
    written(tmp_path, "docx", [*nexis("en", TITLE), *without(nexis("en", OTHER), *missing)])
    articles, problems = read(tmp_path)
    assert not problems
    assert [article.title for article in articles] == [TITLE, OTHER]
    assert [article.day_clues[0].value for article in articles] == ["2011-05-03"] * 2
    assert words(articles[1], "text") == PARAGRAPHS


def test_an_article_whose_day_no_calendar_has_is_read_without_it(tmp_path: Path) -> None:
    written(
        tmp_path,
        "docx",
        [*nexis("en", TITLE), *(line.replace("May 3, 2011 Tu", "3 Floréal 2011 Tu") for line in nexis("en", OTHER))],
    )
    articles, problems = read(tmp_path)
    assert not problems
    assert [article.title for article in articles] == [TITLE, OTHER]
    assert not articles[1].day_clues
    assert articles[1].outlet == "Harbour Post (Bergen)"


def test_articles_whose_end_is_not_marked(tmp_path: Path) -> None:
    written(tmp_path, "docx", without([*nexis("en", TITLE), *nexis("en", OTHER)], "End of Document"))
    both(read(tmp_path)[0])


@pytest.mark.parametrize(
    "line",
    ["Correction Appended", "Clarification Appended", "Web Edition", "Late Edition - Final", "Distributed by Newswire One",
     "Korrektur angefügt", "Supplied by a Monitoring Service", "Édition nationale"],
)  # fmt: skip
@pytest.mark.parametrize("place", [2, 3])
def test_a_line_of_the_database_between_outlet_day_and_labels(tmp_path: Path, line: str, place: int) -> None:
    first = nexis("en", TITLE)
    first.insert(place, line)
    written(tmp_path, "docx", [*first, *nexis("en", OTHER)])
    both(read(tmp_path)[0])


@pytest.mark.parametrize("heading", ["Correction", "Clarification", "Editor's Note"])
def test_a_correction_at_the_end_is_no_part_of_the_story(tmp_path: Path, heading: str) -> None:
    tail = (heading, "An article on Tuesday gave the wrong day. It was May 2.", "Correction-Date: May 9, 2011")
    written(tmp_path, "docx", [*nexis("en", TITLE, "Correction Appended", tail=tail), *nexis("en", OTHER)])
    both(read(tmp_path)[0])


@pytest.mark.parametrize(
    "title",
    ["May 1, 1945: the day the war ended here", "3 June 1990 all over again", "1. Mai 1945 und danach", "June 3, 1990",
     "In 2000 um 4", "2011: a year in the valley", "14 July 1789 was a Tuesday"],
)  # fmt: skip
def test_a_headline_with_a_day_is_a_headline(tmp_path: Path, title: str) -> None:
    written(tmp_path, "docx", [*nexis("en", title), *nexis("en", OTHER)])
    articles, _ = read(tmp_path)
    assert [article.title for article in articles] == [title, OTHER]
    assert [article.day_clues[0].value for article in articles] == ["2011-05-03"] * 2


STORY = [
    "The mayor and the keeper met on Tuesday.",
    "Moe: The road will not be built.",
    "Body",
    "Language: he used strong words, Moe said, and left the hall.",
    "Graphic",
    "The picture of the valley was plain, Moe said on Tuesday.",
    "Graphic: lorries of all sizes stood in it, the keeper said.",
    "Notes",
    "Subject: lorries over ten tonnes must call ahead, the keeper said.",
    "Classification",
    "The lorries were put into three classes, the keeper said.",
    "Company: the firm pays for the road, and for the bridge.",
]


@pytest.mark.parametrize("suffix", ["docx", "txt"])
def test_lines_of_the_story_that_look_like_labels(tmp_path: Path, suffix: str) -> None:
    tail = (
        "Graphic",
        "PHOTO: The pass in May",
        "Classification",
        "Language: ENGLISH",
        "Subject: ROADS (90%); SNOW (78%)",
    )
    written(tmp_path, suffix, [*nexis("en", TITLE, body=STORY, tail=tail), *nexis("en", OTHER)])
    articles, _ = read(tmp_path)
    assert words(articles[0], "text") == STORY


def proquest(number: int, title: str, text: str | None = None) -> list[str]:
    return [
        f"Document {number} of 3", title, "Author: Lee, Ann; Ek, Bo", "Publication info: Harbour Post (Bergen) ; Bergen "
        "[Bergen]May 3, 2011: A3.", "Abstract: It snowed.", *([] if text == "" else [f"Full text: {text or PARAGRAPHS[0]}"]),
        *(PARAGRAPHS[1:] if text is None else []), "Subject: Roads & passes; Snow", "Publication title: Harbour Post",
        "Publication date: May 3, 2011", "Section: News", "Language of publication: English",
        "Copyright: Copyright Harbour Post May 3, 2011", "Last updated: 2017-11-20",
    ]  # fmt: skip


@pytest.mark.parametrize("suffix", ["docx", "rtf", "txt", "html"])
@pytest.mark.parametrize("text", ["", "Not available.", "An error occurred while the text was fetched"])
def test_records_and_one_without_a_text_that_is_named(tmp_path: Path, suffix: str, text: str) -> None:
    rule = "_" * 60
    written(
        tmp_path,
        suffix,
        [rule, *proquest(1, TITLE), rule, *proquest(2, "A Broken One", text), rule, *proquest(3, OTHER)],
    )
    articles, problems = read(tmp_path)
    assert [article.title for article in articles] == [TITLE, OTHER]
    for article in articles:
        assert (article.outlet, article.author) == ("Harbour Post", "Ann Lee, Bo Ek")
        assert article.day_clues[0].value == "2011-05-03"
        assert words(article, "text") == PARAGRAPHS
    assert [problem.why for problem in problems] == ["no full text of 'A Broken One'"]


def coded(number: int, title: str) -> list[str]:
    return [
        f"HD  {title}", "BY  Ann Lee", "WC  562 words", "PD  3 May 2011", "SN  Harbour Post (Bergen)", "SC  HARBP",
        "LA  English", "CY  Copyright 2011 Harbour Post", "LP", PARAGRAPHS[0], "TD", PARAGRAPHS[1],
        "IN the valley they waited.", PARAGRAPHS[2], "CO  harbp : Harbour", "NS  gcat : Roads", "RE  norw : Norway",
        "PUB Harbour Post", f"AN  Document HARBP0002011050{number}e753000ab",
    ]  # fmt: skip


@pytest.mark.parametrize("suffix", ["docx", "txt"])
def test_codes_and_a_line_of_the_story_that_begins_as_one(tmp_path: Path, suffix: str) -> None:
    written(tmp_path, suffix, [*coded(1, TITLE), *coded(2, OTHER)])
    articles, problems = read(tmp_path)
    assert not problems
    assert [article.title for article in articles] == [TITLE, OTHER]
    assert words(articles[0], "text") == [*PARAGRAPHS[:2], "IN the valley they waited.", PARAGRAPHS[2]]
    assert (articles[0].outlet, articles[0].author) == ("Harbour Post (Bergen)", "Ann Lee")


def test_an_old_export_broken_at_a_column(tmp_path: Path) -> None:
    """Lines are broken by hand, a title and a label among them; what ends a document is the next one's counter."""
    (tmp_path / "a.txt").write_text(
        "\n\n\n                               1 of 1 DOCUMENTS\n\n\n                                Harbour Post\n\n"
        "                            May 3, 2011 Tuesday\n                                 Final Edition\n\n"
        "Mountain Pass Closed Until\nthe Spring\n\nBYLINE: Ann Lee\n\nSECTION: NEWS;\nPg. 3\n\nLENGTH: 562 words\n\n\n"
        "The mountain pass above the harbour town was closed on\nTuesday after it had snowed for three days.\n\n"
        "   The mayor said that the road would stay shut until the\nspring.\n\nLOAD-DATE: May 4, 2011\n\n"
        "LANGUAGE: ENGLISH\n\nSUBJECT: ROADS (90%); SNOW\n(78%)\n\n                      Copyright 2011 Harbour Post\n"
        "                            All Rights Reserved\n"
    )
    articles, problems = read(tmp_path)
    assert not problems
    [article] = articles
    assert (article.title, article.outlet, article.author) == (TITLE, "Harbour Post", "Ann Lee")
    assert [" ".join(row.split()) for row in words(article, "text")] == [
        "The mountain pass above the harbour town was closed on Tuesday after it had snowed for three days.",
        "The mayor said that the road would stay shut until the spring.",
    ]


@pytest.mark.parametrize(
    "text",
    ["Notes\n\nBody\n\nThe body was found on Tuesday.\n", "A list of 500 words\n\n500 words\n\nThat is all.\n",
     "Document 1 of 2\n\nThe mayor spoke on Tuesday.\n", "Text: a word.\n\nThe mayor spoke.\n"],
)  # fmt: skip
def test_a_text_that_is_no_export_stays_whole(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text)
    [article], problems = read(tmp_path)
    assert not problems
    assert article.text == text


def test_a_name_with_a_writers_word_in_it(tmp_path: Path) -> None:
    written(tmp_path, "docx", [line.replace("Ann Lee", "By Olav Tveit") for line in nexis("en", TITLE)])
    assert read(tmp_path)[0][0].author == "Olav Tveit"


def test_a_section_above_a_title_without_a_writer(tmp_path: Path) -> None:
    lines = [line for line in factiva("en", "Pass Closed", 1, "Bresk") if not line.startswith("By ")]
    written(tmp_path, "docx", lines)
    [article], problems = read(tmp_path)
    assert not problems
    assert (article.title, article.author) == ("Pass Closed", None)


def test_what_a_database_says_under_its_last_rule_is_no_record(tmp_path: Path) -> None:
    rule = "_" * 60
    front = [
        rule,
        "Report Information from ProQuest",
        "04 May 2011 10:00",
        rule,
        "Table of contents",
        f"1. {TITLE}",
        rule,
    ]
    end = [rule, "Contact ProQuest", "© 2011 ProQuest LLC. All rights reserved. - Terms and Conditions"]
    written(tmp_path, "txt", [*front, *proquest(1, TITLE), *end])
    [article], problems = read(tmp_path)
    assert not problems
    assert words(article, "text") == PARAGRAPHS
