"""How far a person's name reaches, and who is told apart or one."""

from __future__ import annotations

from typing import Any

import pytest

from tests.reading.naming import by, named, tied
from tui.text.forenames import sex_of


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kang Min-ho met the mayor in Oslo.", "Kang Min-ho"),
        ("The talks with Kim Sung-chol failed.", "Kim Sung-chol"),
        ("The talks with Li Guo-qiang failed.", "Li Guo-qiang"),
        ("F.-W. Stollberg met Anna Meissel in Berlin.", "F.-W. Stollberg"),
        ('Olav "The Bear" Berg, who sleeps in the park, said the police came late.', 'Olav "The Bear" Berg'),
        ("Willem “Iron” de Vries said on Tuesday that he would retire.", "Willem “Iron” de Vries"),
        ("“He was the best,” said trainer Jan 'Pepe' Mol.", "Jan 'Pepe' Mol"),
        ("Yury Lundov said on Monday that the plan was ready.", "Yury Lundov"),
        ("Aleksandr Bergenko said on Monday that the plan was ready.", "Aleksandr Bergenko"),
        ("Harald Lind Jr. said on Tuesday that he would sell the mill.", "Harald Lind Jr."),
    ],
)
def test_a_name_is_whole(nlp: Any, text: str, name: str) -> None:
    assert named(nlp, text)[name].kind == "person"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Deputy Prime Minister Anna Berg met the press.", "Anna Berg"),
        ("He spoke with Deputy Foreign Minister Paul Lund on Monday.", "Paul Lund"),
        ("Head of the Federal\nCustoms Service Vladimir Lundov: Yes, nearly.", "Vladimir Lundov"),
        ("Associate Attorney General Bruce Holm resigned.", "Bruce Holm"),
        ("Anna Berg Berg Anna opened the meeting.", "Anna Berg"),
        ("Mr Lundov, go on.\nHead of the Federal\nCustoms Service Vladimir Lundov: Yes, nearly.", "Vladimir Lundov"),
        ("Lund Says 'Tax Is Probably Dead'\nHours later Anna Lund left.", "Lund"),
    ],
)
def test_a_name_has_no_office_or_body_before_it_and_is_not_told_twice(nlp: Any, text: str, name: str) -> None:
    assert named(nlp, text)[name].kind == "person"


def test_a_king_and_a_doubled_word_stay_in_a_name(nlp: Any) -> None:
    found = named(nlp, "The meeting was opened by King Salman bin Rashid. Then Boutros Boutros-Lund spoke.")
    assert any("Salman bin Rashid" in name for name in found)
    assert "Boutros Boutros-Lund" in found


def test_a_participle_behind_a_hyphen_is_no_part_of_a_name(nlp: Any) -> None:
    found = named(nlp, "The Anna Lind-run party met Erik Moe-backed members.")
    assert not any("run" in name or "backed" in name for name in found)


def test_what_a_man_goes_by_is_a_name(nlp: Any) -> None:
    found = named(nlp, 'It was senseless, said a man who goes by the name "Stubby." Later "Stubby" left.')
    assert found["Stubby"].kind == "person"


def test_a_hyphenated_surname_is_the_person_named_in_full(nlp: Any) -> None:
    text = "Kristian Lund-Berg evaluated glue.\n\nLund-Berg found that it holds.\n\nLund-Berg said that it was strong."
    actors, _ = tied(nlp, text)
    assert [(actor.name, actor.kind) for actor in actors.actors] == [("Kristian Lund-Berg", "person")]


@pytest.mark.parametrize(
    ("text", "name", "short"),
    [
        ("Sheikh Tamim bin Hassan arrived. Sheikh Tamim said the talks were useful.", "Tamim bin Hassan", "Tamim"),
        ("Secretary-General Han Ki-moor said no. Han said yes.", "Han Ki-moor", "Han"),
    ],
)
def test_the_name_that_somebody_is_called_by_is_theirs(nlp: Any, text: str, name: str, short: str) -> None:
    actors, (mentions,) = tied(nlp, text)
    assert (short, name) in by(actors, mentions, "alias")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sheikha Noura bint Saleh Al Lundi opened the school.", "Noura bint Saleh Al Lundi"),
        ("President-elect Ana Torres laughed.", "Ana Torres"),
        ("Crown Prince Mohammed bin Nasser met Olav Berg.", "Prince Mohammed bin Nasser"),
        ("Choe Kyong Hui said on Monday that the talks had failed.", "Choe Kyong Hui"),
        ("Jan Pieter Vandermeer said on Monday that the talks had failed.", "Jan Pieter Vandermeer"),
        ("Anatolii Lundyshev said on Monday that the talks had failed.", "Anatolii Lundyshev"),
    ],
)
def test_a_name_has_all_its_words_and_no_title(nlp: Any, text: str, name: str) -> None:
    assert named(nlp, text)[name].kind == "person"


def test_letters_of_an_honour_are_no_part_of_a_name(nlp: Any) -> None:
    assert named(nlp, "Kama Lundby QC said that it was too late.")["Kama Lundby"].kind == "person"


def test_whoever_is_addressed_with_a_courtesy_title_is_a_person_and_so_is_the_full_name(nlp: Any) -> None:
    text = "Former boss Berno Lubbers is on trial. Mr Lubbers could face jail. Mr Lubbers said he knew nothing."
    actors, _ = tied(nlp, text)
    assert [(actor.name, actor.kind) for actor in actors.actors] == [("Berno Lubbers", "person")]


def test_two_of_one_surname_and_courtesy_titles_are_two(nlp: Any) -> None:
    actors, _ = tied(nlp, "Mr. Lund said the tax was too high. Mrs. Lund said it was too low.")
    assert {actor.name for actor in actors.actors} == {"Mr. Lund", "Mrs. Lund"}


def test_a_courtesy_title_goes_to_the_full_name_of_its_sex(nlp: Any) -> None:
    text = "Ole Dahl and Ida Dahl met. Mr. Dahl said he would vote no. Mrs. Dahl said she would vote yes."
    actors, (mentions,) = tied(nlp, text)
    assert ("Mr. Dahl", "Ole Dahl") in by(actors, mentions, "alias")
    assert ("Mrs. Dahl", "Ida Dahl") in by(actors, mentions, "alias")


def test_father_and_son_are_two_however_they_are_called(nlp: Any) -> None:
    text = (
        "Harald Lind Jr. said on Tuesday that he would sell the mill. His father, Harald Lind Sr., was against it.\n\n"
        "The younger Lind said he had papers. The elder Lind left."
    )
    actors, (mentions,) = tied(nlp, text)
    assert by(actors, mentions, "alias") == [
        ("younger Lind", "Harald Lind Jr."),
        ("elder Lind", "Harald Lind Sr."),
    ]


def test_a_list_of_members_has_the_surname_first(nlp: Any) -> None:
    text = "The committee heard from Lind, Harald; Moe, Lena; and Dahl, Ole. Lena Moe said the mill should stay open."
    actors, (mentions,) = tied(nlp, text)
    assert ("Moe, Lena", "Lena Moe") in by(actors, mentions, "alias")
    assert {"Lind, Harald", "Lena Moe", "Dahl, Ole"} == {actor.name for actor in actors.actors}


def test_a_courtesy_title_of_the_other_sex_is_somebody_else(nlp: Any) -> None:
    text = (
        "The committee heard from Lind, Harald; Moe, Lena; and Dahl, Ole. Mr. Dahl said he would vote no. "
        "Ms. Dahl, no relation, said she would vote yes."
    )
    actors, (mentions,) = tied(nlp, text)
    assert ("Ms. Dahl", "Ms. Dahl") in by(actors, mentions, "name")


def test_a_pronoun_goes_to_the_one_whose_first_name_fits(nlp: Any) -> None:
    _, (mentions,) = tied(nlp, "Ida Dahl met Erik Moe at the mill. She said the tax was too high.")
    she = next(m for m in mentions if m.text == "She")
    assert she.actor == "ida-dahl"


def test_first_names_tell_a_sex_only_where_the_lists_agree() -> None:
    assert [sex_of(name) for name in ("Ole Dahl", "Ida Dahl", "Kim Berg", "Dahl", "Frank-Walter Berg")] == [
        "m", "f", "", "", "m",
    ]  # fmt: skip


def test_a_full_name_that_the_article_gives_is_the_same_person_s(nlp: Any) -> None:
    actors, _ = tied(
        nlp, "Olly Ford, whose full name is John M. Ford, ran for mayor. Ford lost. John M. Ford left town."
    )
    assert [actor.kind for actor in actors.actors if "Ford" in actor.name] == ["person"]


def test_a_full_name_before_a_surname_that_the_article_has_for_a_person_is_that_person(nlp: Any) -> None:
    text = "Willy de Wit, Fisheries Commissioner of the Nordic Union, told envoys that talks lag. De Wit left."
    assert named(nlp, text)["Willy de Wit"].kind == "person"
