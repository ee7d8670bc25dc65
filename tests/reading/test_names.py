"""Names: what the language model finds, mended by what the article shows."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from typing import Any

import pytest

from tests.reading.attributing import article_of
from tests.reading.naming import named, read
from tui.model import Article, Block, Span


def test_a_surname_with_its_particles_is_found_wherever_the_full_name_is(nlp: Any) -> None:
    text = (
        "Finance Minister Ursula von der Brandt defended the plan. Critics disagreed.\n\n"
        "“It is late,” von der Brandt told reporters in Tokyo. Later, Brandt left."
    )
    found = named(nlp, text)
    assert found["Ursula von der Brandt"].kind == "person"
    assert found["von der Brandt"].kind == "person"


def test_titles_stay_outside_the_name_and_are_kept(nlp: Any) -> None:
    found = named(nlp, "Foreign Minister Elena Markova and Mr. Okafor met on Tuesday.")
    assert found["Elena Markova"].title == "Foreign Minister"
    assert found["Okafor"].title == "Mr."


def test_possessives_and_articles_are_left_out(nlp: Any) -> None:
    found = named(nlp, "The United Nations's envoy left the Netherlands. Canada's offer stands.")
    assert {"United Nations", "Netherlands", "Canada"} <= set(found)


def test_a_hyphenated_council_is_one_name(nlp: Any) -> None:
    found = named(nlp, "The delegates praised the Canada-Mexico Council after a long session.")
    assert found["Canada-Mexico Council"].kind == "organization"
    assert "Mexico Council" not in found
    assert "Canada" not in found


def test_a_body_whose_name_runs_over_small_words_is_whole(nlp: Any) -> None:
    found = named(nlp, "He works for the Organization for Trade and Fisheries in Africa, a small body.")
    assert "Organization for Trade and Fisheries in Africa" in found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Transport for Halden (TfH) told passengers that fares would rise.", "Transport for Halden"),
        ("The Campaign for Better Roads said the plan was poor.", "Campaign for Better Roads"),
        ("Action on Salt said the tax was late.", "Action on Salt"),
        ("Doctors without Frontiers said the camp was full.", "Doctors without Frontiers"),
        ("The Office for Budget Responsibility warned that debt would rise.", "Office for Budget Responsibility"),
    ],
)
def test_a_body_called_after_what_it_is_for_is_whole(nlp: Any, text: str, name: str) -> None:
    assert name in named(nlp, text)


def test_a_body_is_not_called_after_the_day_or_the_land_it_speaks_of(nlp: Any) -> None:
    assert not {"Commission on Friday", "Council on Iran"} & set(
        named(nlp, "The Commission on Friday and the Council on Iran said the vote was late.")
    )


def test_names_do_not_run_over_paragraphs(nlp: Any) -> None:
    text = "Talks With Peru\n\nAna Torres said the talks would go on."
    found = named(nlp, text)
    assert "Ana Torres" in found
    assert all("\n" not in words for words in found)


def test_adjectives_are_told_from_names(nlp: Any) -> None:
    found = named(nlp, "The Danish prime minister met Norwegians in Denmark.")
    assert found["Danish"].adjective
    assert not found["Denmark"].adjective


def test_prefixes_are_cut_off(nlp: Any) -> None:
    found = named(nlp, "He leads the pro-Moscow party in Georgia.")
    assert "Moscow" in found
    assert found["Moscow"].acts


@pytest.mark.parametrize(
    ("sentence", "acts"),
    [
        ("Tokyo urged Lima to sign the accord.", True),
        ("Relations with Tokyo were frozen last year.", True),
        ("The minister flew to Tokyo on Monday.", False),
        ("The talks in Tokyo ended late.", False),
        ("Tokyo's refusal surprised everybody.", True),
        ("Tokyo's airport was closed.", False),
        ("Students in Tokyo protested.", False),
        ("The president visited Tokyo.", False),
    ],
)
def test_a_capital_acts_or_is_only_where_things_happen(nlp: Any, sentence: str, acts: bool) -> None:
    assert named(nlp, sentence)["Tokyo"].acts is acts


def test_agencies_and_credits_are_not_actors(nlp: Any) -> None:
    text = (
        "LIMA (Reuters) - Peru raised its offer on Monday.\n\n"
        "Additional reporting by Jan Novak in Prague; Editing by Ruth Alder"
    )
    found = named(nlp, text)
    assert all(found[words].agency for words in ("Jan Novak", "Ruth Alder") if words in found)
    assert "Reuters" not in found or found["Reuters"].agency


def test_the_outlet_is_not_an_actor(nlp: Any) -> None:
    text = "Mayor Ana Torres told the Harbour Gazette that she would stand again."
    article = Article(key="a", path="a", text=text, blocks=(Block(Span(0, len(text))),), outlet="Harbour Gazette")
    outlets = [name for name in read(nlp, article).names if "Gazette" in name.span.of(text)]
    assert all(name.agency for name in outlets)


def test_a_headline_s_common_words_are_not_names(nlp: Any) -> None:
    text = "Peru Seeks Fishing Rights\n\nPeru asked for fishing rights on Monday. The rights are old."
    article = article_of(text)
    found = {name.span.of(text) for name in read(nlp, article).names}
    assert "Fishing Rights" not in found


def test_summits_of_states_are_bodies(nlp: Any) -> None:
    assert named(nlp, "A summit of G7 leaders begins on Monday.")["G7"].kind == "organization"


def test_the_other_half_of_a_name_is_joined_and_initials_before_a_body_are_one(nlp: Any) -> None:
    found = named(nlp, "He left the UBF party in June. Ana Torres said the UBF was lost.")
    assert found["UBF"].kind == "organization"


def test_who_says_something_is_a_person(nlp: Any) -> None:
    assert named(nlp, "Talks With Peru\n\nAna Torres said the talks would go on.")["Ana Torres"].kind == "person"


def test_a_firm_is_no_person(nlp: Any) -> None:
    assert named(nlp, "Ansgar Lindqvist Inc said it expects a loss.")["Ansgar Lindqvist Inc"].kind == "organization"


def test_a_word_that_opens_the_sentence_is_not_glued_on(nlp: Any) -> None:
    assert set(named(nlp, "Regarding Okafor, how did it begin?")) == {"Okafor"}


def test_headings_of_tables_and_legal_forms_alone_are_not_names(nlp: Any) -> None:
    text = "Shr loss 12 cts. Revs 12.1 mln. Avg shrs 2,100,000. Acme Corp said so. The Co agreed."
    assert set(named(nlp, text)) == {"Acme Corp"}


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("The ferry Norna sank off Bergen on Monday. Norna was old.", "Norna"),
        ("The HMS Lundby left port on Monday with a crew of forty.", "Lundby"),
        ("Hurricane Ida hit the coast of Lowland on Monday.", "Ida"),
        ("He watched the film Lundby in Oslo, and Lundby is good.", "Lundby"),
        ("Oslo signed the Lowland Fisheries Accords on Monday.", "Accords"),
        ("Oslo has an outbreak of the Lundby Virus.", "Virus"),
        ("Astronomers in Oslo used the Lundby Telescope on Monday.", "Telescope"),
        ("Norway won the Lundby Championship on Monday.", "Championship"),
    ],
)
def test_things_are_no_actors(nlp: Any, text: str, thing: str) -> None:
    assert not [name for name in named(nlp, text) if thing in name]


@pytest.mark.parametrize(
    ("text", "body", "role"),
    [
        ("The Fed Chair spoke in Ohio on Monday.", "Fed", "Chair"),
        ("The FBI Director was asked to leave on Monday.", "FBI", "Director"),
        ("The CIA Deputy Director told Congress that the file was lost.", "CIA", "Deputy Director"),
        ("The NATO Secretary General warned Oslo on Monday.", "NATO", "Secretary General"),
    ],
)
def test_an_office_is_no_part_of_the_name_of_its_body(nlp: Any, text: str, body: str, role: str) -> None:
    found = named(nlp, text)
    assert found[body].kind == "organization"
    assert not [name for name in found if role in name]


def test_an_office_within_the_name_of_a_body_stays(nlp: Any) -> None:
    assert "Office of the Prosecutor" in named(nlp, "He left the Office of the Prosecutor on Monday.")


@pytest.mark.parametrize("body", ["Univ. of Lundby", "Dept. of Inland Revenue", "1st Coastal Bank"])
def test_a_shortened_head_or_a_number_belongs_to_the_name_of_a_body(nlp: Any, body: str) -> None:
    assert body in named(nlp, f"A statement by the {body} said on Monday that the talks had failed.")


def test_a_firm_is_found_where_it_stands_without_its_legal_form(nlp: Any) -> None:
    text = "Siemers AG posted a profit. Siemers said so. Shares of Siemers rose."
    assert [name.span.of(text) for name in read(nlp, article_of(text)).names] == ["Siemers AG", "Siemers", "Siemers"]


def test_what_is_a_carmaker_is_a_body(nlp: Any) -> None:
    found = named(nlp, "Lundby said it would cut 300 jobs. Lundby is a carmaker.")
    assert found["Lundby"].kind == "organization"


def test_a_thing_s_name_leaves_the_persons_who_share_a_word_with_it(nlp: Any) -> None:
    assert named(nlp, "Ms Norna said that she would sue. Kari Norna was angry.")["Kari Norna"].kind == "person"


def test_what_has_versions_is_no_actor(nlp: Any) -> None:
    assert "Zephyr" not in named(nlp, "Older versions of Zephyr are unsafe, and Zephyr must be replaced.")


def test_no_two_names_overlap_and_all_lie_in_the_text(nlp: Any) -> None:
    text = "The U.S. Senate Committee on Trade heard Ana Torres, Peru's envoy. Torres spoke. " * 3
    names = read(nlp, article_of(text)).names
    assert all(a.span.end <= b.span.start for a, b in pairwise(names))
    assert all(name.span.of(text).strip() == name.span.of(text) != "" for name in names)


def test_importing_the_room_does_not_load_the_language_model() -> None:
    code = "import sys, tui.reading; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_what_a_text_calls_a_firm_is_a_body_wherever_it_stands(nlp: Any) -> None:
    text = "Ole Dahl left the oil firm Tamara on Monday. Tamara said on Tuesday that Tamara would sell its wells."
    names = [name for name in read(nlp, article_of(text)).names if name.span.of(text) == "Tamara"]
    assert len(names) == 3
    assert {name.kind for name in names} == {"organization"}


def test_a_word_that_is_named_with_a_legal_form_is_that_firm(nlp: Any) -> None:
    text = "Nordfax Corp said it has cut its staff. Nordfax said the cuts were needed."
    assert named(nlp, text)["Nordfax"].kind == "organization"
    text = "Lunden Inc said it has cut its staff. Olav Lunden said the cuts were needed, and Lunden left."
    assert named(nlp, text)["Lunden"].kind == "person"
