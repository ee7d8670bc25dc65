"""Roles and pronouns: whom they stand for, and when nothing is said."""

from __future__ import annotations

from typing import Any

import pytest

from tests.reading.attributing import article_of
from tests.reading.naming import read


def resolved(nlp: Any, text: str) -> list[tuple[str, str | None]]:
    """Each reference's words and the name it stands for."""
    reading = read(nlp, article_of(text))
    return [
        (ref.span.of(text), reading.names[ref.name].span.of(text) if ref.name is not None else None)
        for ref in reading.references
    ]


def said(nlp: Any, text: str) -> list[tuple[str, str, str | None]]:
    reading = read(nlp, article_of(text))
    return [(reading.names[a.name].span.of(text), a.role, a.of) for a in reading.appositions]


def test_he_is_who_spoke_before(nlp: Any) -> None:
    text = "“We are ready,” Karl Lindqvist told reporters.\n\n“The door is open,” he said."
    assert ("he", "Karl Lindqvist") in resolved(nlp, text)


def test_a_quotation_that_was_never_closed_hides_nobody(nlp: Any) -> None:
    text = 'Karl Lindqvist said: "We are ready for the vote. "The door is open," he said.'
    assert ("he", "Karl Lindqvist") in resolved(nlp, text)


def test_a_datelines_town_wills_nothing(nlp: Any) -> None:
    text = "PORT ANSGAR, May 3 (Reuters) - Despite the storm, it expects to open the harbour on Monday."
    assert ("it", None) in resolved(nlp, text)


def test_she_is_not_a_man(nlp: Any) -> None:
    text = "Mr. Karl Lindqvist praised Mrs. Anna Berg. She said the work was done."
    assert ("She", "Anna Berg") in resolved(nlp, text)


def test_a_possessive_stands_for_the_subject_of_its_clause(nlp: Any) -> None:
    text = "Karl Lindqvist, attending his first summit, met Paul Moreau."
    assert ("his", "Karl Lindqvist") in resolved(nlp, text)


def test_a_possessive_that_is_either_s_is_left_open(nlp: Any) -> None:
    assert ("his", None) in resolved(nlp, "Karl Lindqvist thanked Paul Moreau for his help.")


def test_it_is_the_body_or_country_that_can_will_something(nlp: Any) -> None:
    text = "Norway welcomed the treaty. It hopes to sign soon."
    assert ("It", "Norway") in resolved(nlp, text)


def test_an_it_that_stands_for_nothing_or_a_thing_is_left_open(nlp: Any) -> None:
    assert not [name for words, name in resolved(nlp, "Norway said that it was clear that rain would come.") if name]
    assert ("it", None) in resolved(nlp, "Norway read the treaty and Sweden rejected it.")


def test_two_who_fit_alike_are_left_open(nlp: Any) -> None:
    text = "Karl Lindqvist and Paul Moreau met on Monday. He left early."
    assert ("He", None) in resolved(nlp, text)


def test_an_unnamed_official_is_not_somebody_else(nlp: Any) -> None:
    text = (
        "Karl Lindqvist spoke on Monday.\n\nA senior official, who declined to give his name, said the plan was dead."
    )
    assert ("his", None) in resolved(nlp, text)


def test_a_quoted_he_is_not_the_speaker(nlp: Any) -> None:
    text = "The board named Paul Moreau as chairman. “He is slow,” Karl Lindqvist said."
    assert ("He", "Karl Lindqvist") not in resolved(nlp, text)


def test_the_possessive_before_its_subject(nlp: Any) -> None:
    text = "Sweden waited. With its forces worn out, Norway sued for peace."
    assert ("its", "Norway") in resolved(nlp, text)


def test_a_role_stands_for_whom_the_article_calls_so(nlp: Any) -> None:
    text = "FIFA Secretary-General Karl Lindqvist resigned. The secretary-general gave no reason."
    assert ("The secretary-general", "Karl Lindqvist") in resolved(nlp, text)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The office closed the case under President Karl Lindqvist.", "President"),
        ("She had been deputy prosecutor general under President Karl Lindqvist.", "President"),
        ("They met Under Secretary Karl Lindqvist in Oslo.", "Under Secretary"),
    ],
)
def test_under_is_part_of_a_secretary_s_title_alone(nlp: Any, text: str, role: str) -> None:
    assert [name.title for name in read(nlp, article_of(text)).names if "Lindqvist" in name.span.of(text)] == [role]
    assert not any("under president" in office for _, office, _ in said(nlp, text))


def test_a_chief_is_who_holds_the_first_office(nlp: Any) -> None:
    text = "UNESCO Director-General Karl Lindqvist resigned. The UNESCO chief gave no reason."
    assert ("The UNESCO chief", "Karl Lindqvist") in resolved(nlp, text)


def test_a_former_minister_is_not_the_present_one(nlp: Any) -> None:
    text = "Prime Minister Karl Lindqvist met guests. The former Danish prime minister was not there."
    assert ("The former Danish prime minister", "Karl Lindqvist") not in resolved(nlp, text)


def test_the_alliance_is_the_organisation_the_article_is_about(nlp: Any) -> None:
    text = "UNESCO met in Lima. UNESCO officials and UNESCO experts spoke. The organization will meet again."
    assert ("The organization", "UNESCO") in resolved(nlp, text)


def test_appositions_before_and_after_the_name(nlp: Any) -> None:
    assert ("Karl Lindqvist", "foreign minister", "Swedish") in said(
        nlp, "Swedish Foreign Minister Karl Lindqvist left."
    )
    assert ("Anna Berg", "mayor", "Bergen") in said(nlp, "Anna Berg, the mayor of Bergen, resigned on Monday.")
    text = "Norway's ambassador to Peru, Anna Berg, told a news conference that talks would go on."
    assert ("Anna Berg", "ambassador", "Norway") in said(nlp, text)


def test_somebody_made_something(nlp: Any) -> None:
    text = "Members elected Karl Lindqvist as the new UNESCO chief."
    (apposition,) = read(nlp, article_of(text)).appositions
    assert apposition.new


def test_its_ambassador_is_by_name_whose(nlp: Any) -> None:
    text = "Norway welcomed the move. “Good,” its ambassador to Peru, Anna Berg, told a news conference."
    assert ("Anna Berg", "ambassador", "Norway") in said(nlp, text)


def test_the_company_is_the_one_named_shortly_before(nlp: Any) -> None:
    text = "Borg Motors recalled 3,000 vans on Monday. The company apologised to its customers."
    assert ("The company", "Borg Motors") in resolved(nlp, text)
    text = "Borg Motors and Lund Airlines settled on Monday. The company apologised to its customers."
    assert ("The company", None) in resolved(nlp, text)
    text = "Borg Motors recalled 3,000 vans on Monday. The US-based company apologised to its customers."
    assert ("company", "Borg Motors") in resolved(nlp, text)
