"""Where source, cue and content begin and end: as a trained annotator marks them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.reading.attributing import attributions, told
from tui.model import text_of

PREPOSITIONS = [
    ("The mayor called for talks on the harbour.", "called for", "talks on the harbour"),
    ("The growers are concerned about the late frost.", "are concerned about", "the late frost"),
    ("The guild voiced support for the strike.", "voiced support for", "the strike"),
    ("Norvik called on the company to leave the bay.", "called on", "the company to leave the bay"),
]


@pytest.mark.parametrize(("text", "cue", "content"), PREPOSITIONS)
def test_a_preposition_that_the_cue_governs_is_the_cues(nlp: Any, text: str, cue: str, content: str) -> None:
    assert (cue, content) in [found[1:] for found in told(nlp, text)]


STARTS = [
    ("The union accused the ministry of hiding the report.", "the ministry of hiding the report"),
    ("The envoy told the council to open the gates.", "to open the gates"),
    ("The envoy told reporters that the gates were open.", "that the gates were open"),
    ("The board continued to insist that the dam was safe.", "that the dam was safe"),
]


@pytest.mark.parametrize(("text", "content"), STARTS)
def test_where_a_content_begins(nlp: Any, text: str, content: str) -> None:
    assert content in [found[2] for found in told(nlp, text)]


DAYS = [
    ("The mayor said Tuesday the quay was shut.", "the quay was shut"),
    ("The mayor said late Tuesday night two men were hurt.", "two men were hurt"),
    ("The envoy told reporters Friday she would resign.", "she would resign"),
    ("The bank said last week the mine would close.", "the mine would close"),
    ("The bank said Monday was a holiday.", "Monday was a holiday"),
    ("The bank said Monday and Tuesday were holidays.", "Monday and Tuesday were holidays"),
    ("The bank said Tuesday's vote was lost.", "Tuesday's vote was lost"),
    ("The mayor said that on Tuesday the quay was shut.", "that on Tuesday the quay was shut"),
]


@pytest.mark.parametrize(("text", "content"), DAYS)
def test_the_day_on_which_it_was_said_is_no_part_of_what_was_said(nlp: Any, text: str, content: str) -> None:
    assert content in [found[2] for found in told(nlp, text)]


ADDRESSED = [
    ("Mr President, as you know, the growers want the tax to go.", ["growers"]),
    ("Madam Speaker, the minister said the quay was shut.", ["minister"]),
    ("Friends, the council wants the tax to go.", ["council"]),
    ("Your Excellencies, our government condemns the attack.", ["our government"]),
    ("Mr. Speaker, believe that this tax must go.", []),
    ("Friends, think about what the tax does to us.", []),
    ("Colleagues, however, said that he was ill.", ["Colleagues"]),
    ("Mr. President Rask, who leads the board, said it was shut.", ["Mr. President Rask"]),
]


@pytest.mark.parametrize(("text", "holders"), ADDRESSED)
def test_whoever_is_spoken_to_says_nothing(nlp: Any, text: str, holders: list[str]) -> None:
    assert [found[0] for found in told(nlp, text)] == holders


@pytest.mark.parametrize(
    "text",
    [
        "The board built a dock in May. It allows large ships to turn.",
        "The board maintained the road for years.",
    ],
)
def test_what_a_thing_makes_possible_and_what_is_kept_up_is_no_claim(nlp: Any, text: str) -> None:
    assert not told(nlp, text)


def test_opposing_a_deed_is_a_claim_of_whoever_opposes_it(nlp: Any) -> None:
    found = told(nlp, "Norholm has staunchly opposed the port buying more ships.")
    assert [(holder, content) for holder, _, content in found] == [("Norholm", "the port buying more ships")]


SOURCES = [
    ("Anna Berg, the mayor of Lindvik, said the quay was shut.", "Anna Berg, the mayor of Lindvik"),
    ("Anna Berg, who runs the quay, said it was shut.", "Anna Berg, who runs the quay"),
    ("“It is shut,” said Jon Rask, a pilot with the harbour board.", "Jon Rask, a pilot with the harbour board"),
    ("Even the pilots of the bay said the quay was shut.", "the pilots of the bay"),
]


@pytest.mark.parametrize(("text", "source"), SOURCES)
def test_a_source_is_its_whole_noun_phrase(nlp: Any, text: str, source: str) -> None:
    assert source in [text_of(text, a.source) for a in attributions(nlp, text)]


def test_in_a_relative_clause_the_source_is_the_pronoun_and_the_holder_the_actor(nlp: Any) -> None:
    text = "The board dismissed Jon Rask, who said the quay was unsafe."
    (found,) = [a for a in attributions(nlp, text) if text_of(text, a.cue) == "said"]
    assert text_of(text, found.source) == "who"
    assert found.holder is not None
    assert found.holder.of(text) == "Jon Rask"


def test_speech_resumed_after_its_speakers_clause_continues_it(nlp: Any) -> None:
    text = "“The quay is shut,” Anna Berg said. “It will open in May. We are sorry.”"
    first, second = attributions(nlp, text)
    assert (first.continues, second.continues) == (None, 0)
    assert second.holder == first.holder


def test_another_speakers_words_continue_nothing(nlp: Any) -> None:
    text = "“The quay is shut,” Anna Berg said. “It is not,” Jon Rask replied."
    assert [a.continues for a in attributions(nlp, text)] == [None, None]


CLAUSES = [
    (
        "Rask said the quay was unsafe, while Holm said it was not.",
        [("Rask", "the quay was unsafe"), ("Holm", "it was not")],
    ),
    (
        "Rask said the quay was unsafe and Holm warned that men would die.",
        [("Rask", "the quay was unsafe"), ("Holm", "that men would die")],
    ),
    (
        "Rask said that the quay was unsafe, but that he expected the board to repair it.",
        [("Rask", "that the quay was unsafe"), ("he", "the board to repair it")],
    ),
    (
        "Rask called the plan a mistake and said the board should resign.",
        [("Rask", "the plan a mistake"), ("Rask", "the board should resign")],
    ),
    (
        "Rask said he would not close the quay and insisted that the crews were safe.",
        [("Rask", "he would not close the quay"), ("Rask", "that the crews were safe")],
    ),
    (
        "Rask urged the crews to wait and promised a new ferry.",
        [("Rask", "the crews to wait"), ("Rask", "a new ferry")],
    ),
    (
        'Rask told the crews that "we keep the ferry, we keep the mill" and that they would be paid.',
        [("Rask", 'that "we keep the ferry, we keep the mill" and that they would be paid')],
    ),
    (
        'Rask said that the ferry "was never safe," and that the crews left in May.',
        [("Rask", 'that the ferry "was never safe," and that the crews left in May')],
    ),
    ("The board met on Monday, with Rask warning that the quay would fall.", [("Rask", "that the quay would fall")]),
    (
        "Rask said on Monday that the quay was unsafe and that the board should resign.",
        [("Rask", "that the quay was unsafe and that the board should resign")],
    ),
    (
        "Rask has rejected calls for the board to open the quay in order to deal with the traffic.",
        [("Rask", "calls for the board to open the quay in order to deal with the traffic")],
    ),
    (
        "Union leaders welcomed the efforts of the pilots to repair it.",
        [("leaders", "the efforts of the pilots to repair it")],
    ),
]


@pytest.mark.parametrize(("text", "claims"), CLAUSES)
def test_contents_are_split_where_the_holder_changes_and_kept_where_not(
    nlp: Any, text: str, claims: list[tuple[str, str]]
) -> None:
    found = [(a.holder.of(text) if a.holder else "", text_of(text, a.content)) for a in attributions(nlp, text)]
    assert [(who.split()[-1], words) for who, words in found] == claims


EVENTS = [
    "Rask recorded a video address.",
    "The board issued a declaration.",
    "Rask mentioned the weather.",
    "The leaders signed a statement.",
    "Norvik froze talks on closer ties with Osterland.",
    "The invasion put the treaty to the test.",
    "All of the rules were broken by the war.",
]


@pytest.mark.parametrize("text", EVENTS)
def test_what_only_happens_is_no_attitude(nlp: Any, text: str) -> None:
    assert attributions(nlp, text) == ()


def test_a_firm_called_after_its_founders_is_one_name(nlp: Any) -> None:
    text = "Risk agency Vik and Holm's said the sale was sound. The news agency Nordfax said it was not."
    assert [a.holder.of(text) for a in attributions(nlp, text) if a.holder] == ["Vik and Holm's", "Nordfax"]


@pytest.mark.parametrize(
    ("text", "source", "holder"),
    [
        ("“We will win,” said trainer Jan ‘Pepe’ Mol.", "trainer Jan ‘Pepe’ Mol", "Mol"),
        ("“We will win,” said trainer Rita “Bull” Sand.", "trainer Rita “Bull” Sand", "Sand"),
        ("“Iron” de Vries said the road was shut.", "“Iron” de Vries", "de Vries"),
    ],
)
def test_a_nickname_within_a_name_is_neither_speech_nor_the_end_of_the_name(
    nlp: Any, text: str, source: str, holder: str
) -> None:
    (said,) = attributions(nlp, text)
    assert (text_of(text, said.source), said.holder.of(text) if said.holder else "") == (source, holder)


@pytest.mark.parametrize(
    "text",
    [
        "Asked about the quay, Anna Berg said it would stay open.",
        "Pressed on the ferry, Anna Berg said it might run.",
        "Anna Berg smiled when told that the bridge was shut.",
        "Asked by reporters about the toll, Anna Berg said it would go.",
    ],
)
def test_who_is_asked_or_told_says_nothing_by_that(nlp: Any, text: str) -> None:
    asking = ("asked", "pressed", "told")
    assert not [found for found in told(nlp, text) if "Berg" in found[0] and found[1].lower().startswith(asking)]


def test_who_has_asked_is_who_asked(nlp: Any) -> None:
    assert ("Anna Berg", "Having asked for") in [
        found[:2] for found in told(nlp, "Having asked for a delay, Anna Berg left.")
    ]


IN_TURN = [
    ('"It never happened," Moe said, adding, "Nobody was there."', "said", "adding"),
    ('"It never happened," Moe said, adding of Mr. Berg, "He was not there."', "said", "adding"),
    ('"We began in May," Moe told the council, and Berg replied, "We began in June."', "told", "replied"),
    ('"We began in May," said Ida Moe, the mayor of Lindvik. Later she asked, "Who pays for it?"', "said", "asked"),
    ('"The quay is shut for good," the mayor said. In a letter she wrote, "It was not safe."', "said", "wrote"),
]


@pytest.mark.parametrize(("text", "first", "second"), IN_TURN)
def test_each_of_two_quotations_is_of_the_verb_that_tells_it(nlp: Any, text: str, first: str, second: str) -> None:
    found = {cue: content for _, cue, content in told(nlp, text)}
    assert set(found) == {first, second}
    assert [found[first], found[second]] == [f'"{part}"' for part in text.split('"')[1::2]]


PARTED = [
    '"The quay," said Moe, "is shut for the winter."',
    '"The quay is shut," said Moe, who runs the port, "and it will stay so."',
    '"The quay is shut," the mayor said on Monday, "and it will stay so."',
]


@pytest.mark.parametrize("text", PARTED)
def test_a_quotation_that_goes_on_after_its_speakers_clause_is_one(nlp: Any, text: str) -> None:
    ((_, _, content),) = told(nlp, text)
    assert content.count('"') == 4


BESIDE = [
    ('The critics made the same charge in May, and Berg replied:\n\n"The quay is safe."', "Berg"),
    ('Ida Moe (Holm Left), said, "We will close the mill for the winter."', "Ida Moe"),
    ('As Anna Berg, an engineer in Holm, put it, "The bridge cannot be saved any more."', "Anna Berg"),
    ('NORVIK, May 8 (UPA) - In reply to the board, her deputy rallied the crews, saying: "We will stay."', "deputy"),
    ('"The quay is shut for good," read one. The crews went home.', "one"),
    ('"The ferry was never safe," Early said. The crews went home.', "Early"),
    ('"It is a very good ferry," Berg, the owner of the largest yard after buying out the family, said.', "Berg"),
    ('Since she joined the board, Ms. Moe has toured the coast with a message: "Do not close the quay!"', "Ms. Moe"),
]


@pytest.mark.parametrize(("text", "who"), BESIDE)
def test_the_speaker_is_who_the_clause_is_of_however_it_is_written(nlp: Any, text: str, who: str) -> None:
    quoted = f'"{text.split(chr(34))[1]}"'
    assert [found[0].split()[-1] for found in told(nlp, text) if found[2] == quoted] == [who.split()[-1]]


ANNOUNCED = [
    'The mayor of Lindvik defends her plan: "It works," she says. The council paid.',
    'Owners of the mill fear a long winter: "We cannot pay," the miller says.',
    'Few in the town believe it: "Who would come here?" Ida Moe said.',
]


@pytest.mark.parametrize("text", ANNOUNCED)
def test_who_speaks_behind_a_quotation_that_a_colon_announced(nlp: Any, text: str) -> None:
    assert f'"{text.split(chr(34))[1]}"' in [content for _, _, content in told(nlp, text)]
    assert not any(text.startswith(content.split(":")[0]) and '"' in content for _, _, content in told(nlp, text))


def test_a_relative_clause_behind_a_quotation_tells_nothing_of_its_speaker(nlp: Any) -> None:
    text = 'Their plan is to "win the whole north, and the coast," which reported a deficit in June.'
    assert "reported" not in [cue for _, cue, _ in told(nlp, text)]


JUDGED_BY = [
    ("The firm was criticised by unions for cutting jobs.", "unions", "The firm … cutting jobs"),
    ("Holm is suspected by police of taking bribes.", "police", "Holm … taking bribes"),
    ("Holm was accused by Berg of lying about the fees.", "Berg", "Holm … lying about the fees"),
    ("Vik was accused of theft by the bank.", "bank", "Vik … theft"),
    ("The port was warned by inspectors that its cranes were unsafe.", "inspectors", "that its cranes were unsafe"),
    ("Passengers were told by the crew that the ship was late.", "crew", "that the ship was late"),
    ("The plan was criticised by the guild of potters.", "guild", "The plan"),
]


@pytest.mark.parametrize(("text", "holder", "content"), JUDGED_BY)
def test_what_somebody_is_accused_of_or_told_is_no_part_of_who_does_it(
    nlp: Any, text: str, holder: str, content: str
) -> None:
    assert any(who == holder and said.endswith(content) for who, _, said in told(nlp, text))
    (found,) = attributions(nlp, text)
    assert found.source is not None
    assert text_of(text, found.source).split()[-1] in (holder, "potters")
