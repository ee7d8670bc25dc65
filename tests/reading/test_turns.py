"""Whose text it is: labels of many forms, layouts of turns, speeches, opinions, and what only looks like them."""

from __future__ import annotations

import re
import time
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.reading.attributing import article_of
from tui.documents.blocks import layout
from tui.model import Article, Reading, text_of
from tui.reading import pipeline, turns
from tui.reading.pipeline import parse
from tui.reading.read import reading_of
from tui.reading.speeches import speaker_of, unquoted


def article(text: str, title: str | None = None, author: str | None = None) -> Article:
    page = layout(text, title)
    return Article("a.txt", "a.txt", text, tuple(page.blocks), title=page.title, author=author)


def read(nlp: Any, given_: Article) -> Reading:
    (doc,) = parse(nlp, [given_])
    return reading_of(doc, given_)


def heard(given_: Article) -> list[tuple[str, str, bool]]:
    """Label, first words and whether it asks, of each turn."""
    text = given_.text
    return [
        (turn.label.of(text) if turn.label else "", " ".join(turn.span.of(text).split()[:3]), turn.asks)
        for turn in turns.find(given_)
    ]


ANSWER = "We cannot pay for the quay. I will not raise the fee, and our council knows it."
QUESTION = "Will you build the second quay?"
FORMS = [
    ("QUESTION:", "ANSWER:"),
    ("Q:", "A:"),
    ("Q.", "A."),
    ("Q", "MAYOR BAKKE:"),
    ("Question (retranslated):", "Mayor of Lindvik Tor Bakke:"),
    ("REPORTER:", "TOR BAKKE:"),
    ("ANN LEE, HOST:", "BAKKE:"),
    ("Ann Lee, Harbour Radio correspondent:", "Tor Bakke (via video link):"),
    ("[Question]", "[Bakke]"),
    ("[Lee]:", "[Tor Bakke]:"),
    ("**Ann Lee:**", "**Tor Bakke:**"),
    (
        "Q:",
        "President of Norvik Tor Bakke President of the State of Norvik Tor Bakke Bakke TorPresident (retranslated):",
    ),
    ("MODERATOR:", "PRESIDENT OF NORVIK TOR BAKKE (retranslated):"),
    ("00:12 Ann Lee:", "00:15 Tor Bakke:"),
    ("- Ann Lee, Harbour Radio\ncorrespondent:", "# Tor Bakke :"),
    ("Ann Lee  00:12\n", "Tor Bakke  00:15\n"),
    ("((Harbour Radio)) :", "((Tor Bakke)) :"),
    ("UNIDENTIFIED REPORTER:", "Mr. Bakke:"),
    ("Jo van der Lee:", "H.E. Tor Bakke (Norvik):"),
]


@pytest.mark.parametrize(
    ("asking", "answering"),
    [
        ("ANN LEE\n", "TOR BAKKE\n"),
        ("Ann Lee, Harbour Radio\n", "Mayor Tor Bakke\n"),
        ("Ann Lee — ", "Tor Bakke — "),
        ("— Ann Lee – ", "— Tor Bakke – "),
        ("Ann Lee. ", "Tor Bakke. "),
        ("(Ann Lee) ", "(Tor Bakke) "),
    ],
)
def test_names_that_come_again_and_again_are_labels_without_a_colon(asking: str, answering: str) -> None:
    lines = [f"{asking}{QUESTION}", f"{answering}{ANSWER}", f"{asking}And the ferry?", f"{answering}{ANSWER}"]
    found = heard(article("A talk in the town hall\n\n" + "\n\n".join(lines)))
    assert [(bool(label), words, asks) for label, words, asks in found] == [
        (True, "Will you build", True),
        (True, "We cannot pay", False),
        (True, "And the ferry?", True),
        (True, "We cannot pay", False),
    ]


@pytest.mark.parametrize(
    "text",
    [
        # the towns of a digest, a list of names, a line that only broke behind a name
        "Oslo — We sold more, said the firm.\n\nBergen — We sold less, said the firm.\n\nTromsø — We sold none.",
        "Tor Bakke\nMayor of Lindvik\n\nAnn Lee\nHarbour Radio\n\nJon Rask\nDeputy mayor\n\nIda Holm\nEngineer",
        "We stand with the\nHarbour League. We will not leave it. We know our duty to the\nHarbour League. We pay for "
        "the\nTown Council. We hear the\nTown Council. We thank it.",
    ],
)
def test_other_names_before_dashes_and_stops_are_no_labels(text: str) -> None:
    assert turns.find(article(text)) == ()


@pytest.mark.parametrize(("asking", "answering"), FORMS)
@pytest.mark.parametrize("apart", ["\n\n", "\n"])
def test_a_label_of_any_form_begins_a_turn(asking: str, answering: str, apart: str) -> None:
    lines = [f"{asking} {QUESTION}", f"{answering} {ANSWER}", f"{asking} And the ferry?", f"{answering} {ANSWER}"]
    found = heard(article("A talk in the town hall\n\n" + apart.join(lines)))
    assert [(words, asks) for _, words, asks in found] == [
        ("Will you build", True),
        ("We cannot pay", False),
        ("And the ferry?", True),
        ("We cannot pay", False),
    ]
    assert all(label and label.strip() for label, _, _ in found)


COUNCILS = [
    "The President: I thank you all for coming.\n\nMr. Rask (Norvik): We oppose the draft. My country votes no.",
    "Mr. RASK. Mr. Speaker, I rise in support of the bill.\n\nThe PRESIDING OFFICER. I thank the member for his words.",
    "The Chair: We come to the quay.\n\nMs Ekholm (Labour): I oppose it.\n\nMr Rask: My company supports it.",
    "President of Norvik Jon Rask: We have had good talks.\n\nI hope they go on.\n\n"
    "Prime Minister of Osterland Ida Holm (retranslated): Thank you. We are ready to sign.",
    "Defence, Energy and Trade Minister Jon Rask: We are ready.\n\nIda Holm: I am not so sure, and you know it.",
]


@pytest.mark.parametrize("text", COUNCILS)
def test_turns_of_a_council_ask_nothing(text: str) -> None:
    found = heard(article("Minutes of the meeting\n\n" + text))
    assert len(found) >= 2
    assert not any(asks for _, _, asks in found)


def test_a_label_that_a_page_repeats_is_read_once(nlp: Any) -> None:
    label = "President of Norvik Tor al-Bakke al-Bakke TorPresident of Norvik (retranslated)"
    text = f"Ann Lee: I welcome you here.\n\n{label}: We thank you. I think our ties are good.\n\nAnn Lee: I agree.\n"
    speakers = [turn.speaker.of(text) for turn in read(nlp, article(text)).turns if turn.speaker]
    assert speakers == ["Ann Lee", "Tor al-Bakke", "Ann Lee"]


def test_a_label_with_the_body_that_somebody_heads_names_that_person(nlp: Any) -> None:
    label = "Customs Service Anna Berg"
    text = f"Ann Lee: I welcome you here.\n\n{label}: We thank you. I think we do well.\n\nAnn Lee: I agree.\n"
    speakers = [turn.speaker.of(text) for turn in read(nlp, article(text)).turns if turn.speaker]
    assert speakers == ["Ann Lee", "Anna Berg", "Ann Lee"]
    bank = text.replace(label, "Central Bank Negara Norvik")
    assert "Central Bank Negara Norvik" in [t.speaker.of(bank) for t in read(nlp, article(bank)).turns if t.speaker]


def test_one_label_makes_a_speech_where_it_is_spoken() -> None:
    text = "The quay opens\n\nPresident of Norvik Jon Rask: Friends,\n\nI am glad to be here. We built it together."
    assert [words for _, words, _ in heard(article(text))] == ["Friends, I am"]


def test_who_mostly_asks_asks_though_the_label_does_not_say_so() -> None:
    text = (
        "Interview: The Mayor\n\nANN LEE: Mayor, will the quay be built?\n\nTOR BAKKE: No. I will not build it.\n\n"
        "LEE: The ferry company says it will leave.\n\nBAKKE: I think the company is bluffing.\n\nLEE: Thank you."
    )
    assert [asks for _, _, asks in heard(article(text))] == [True, False, True, False, True]


PRESS = [
    "Fourth Test, Lindvik: Norvik meet Osterland today.\n\nWe will have a report on it, and you can write to us.",
    "Note: I am away.\n\nUpdate: We are back.\n\nThe harbour board met in Lindvik on Tuesday and shut the quay.",
    "Jon Rask told Harbour Radio: “I am glad.”\n\nIda Holm, the mayor, said: “We are not.”",
    "Subs Not Used: Rask, Holm.\n\nGoals: Vik.\n\nNorvik beat Osterland by one goal in the harbour town.",
    "LINDVIK: The board has shut the quay.\n\nThe mayor said she was sorry about it.",
    "Jon Rask: “We are glad.”\n\nIda Holm: “I am not.”\n\nPer Vik: “Nor am I.”",
    "Ida Holm: Fees. We know what Mayor Holm wants.\n\nJon Rask: Ferries. On his page Rask tells us to wait.",
    "Deadline: May 3.\n\nOfficial in charge: Jon Rask.\n\nDeadline: June 1.\n\nOfficial in charge: Ida Holm.",
]


@pytest.mark.parametrize("text", PRESS)
def test_press_is_nobodys_own_voice(text: str) -> None:
    assert turns.find(article("The quay is shut\n\n" + text)) == ()


def test_a_report_behind_a_turn_is_not_the_speakers() -> None:
    text = (
        "Talks\n\nJon Rask: We are ready to sign. I thank you.\n\nIda Holm: We are ready, too, and we hope so.\n\n"
        "Ida Holm said later that the text was not final."
    )
    assert heard(article(text))[-1][1] == "We are ready,"
    assert "later" not in turns.find(article(text))[-1].span.of(text)


SPEECH = (
    "I thank the Assembly for this hour. We come as friends. Our country has kept its word.\n\n"
    "The blockade broke the treaty. We must lift it now, and I ask you to help us."
)


def test_a_speech_is_in_the_voice_of_its_author_or_of_whom_its_title_names(nlp: Any) -> None:
    known = article(SPEECH, "Address of Norvik to the Assembly", "Jon Rask")
    (turn,) = turns.find(known)
    assert (turn.name, turn.side, turn.label) == ("Jon Rask", "Norvik", None)
    (turn,) = turns.find(article(SPEECH, "Statement by Ida Holm at the harbour conference"))
    assert turn.name == "Ida Holm"
    assert turns.find(article(SPEECH, "The blockade")) == ()
    owned = [text_of(SPEECH, a.content) for a in read(nlp, known).attributions if a.kind == "own"]
    assert "The blockade broke the treaty" in owned
    assert any(words.startswith("We must lift it now") for words in owned)


TITLES = [
    ("Address of Norvik to the Assembly", "Norvik", ""),
    ("Statement by H.E. Mr. Jon Rask, President of Norvik, at the general debate", "Jon Rask", "Norvik"),
    ("Jon Rask's speech to the board", "Jon Rask", ""),
    ("Ida Holm: Speech at the opening", "Ida Holm", ""),
    ("Remarks of the Prime Minister of Norvik, Ida Holm", "Ida Holm", "Norvik"),
    ("Speech by Foreign Minister Ida Holm", "Ida Holm", ""),
    ("Address by the Chairman of the Harbour Board, Tor Vik, to members", "Tor Vik", "Harbour Board"),
    ("Statement of the Harbour Board on the quay", "Harbour Board", ""),
    ("Speech at the general debate", "", ""),
    ("NOR at the General Debate, session 12", "NOR", ""),
    ("Statement by NOR to the conference", "NOR", ""),
    ("General Debate, session 12: NOR", "NOR", ""),
    ("STATEMENT AND ADDRESS, NEW HARBOUR", "", ""),
]


@pytest.mark.parametrize(("title", "name", "side"), TITLES)
def test_a_speechs_title_tells_who_speaks_and_for_whom(title: str, name: str, side: str) -> None:
    assert speaker_of(title) == (name, side)
    (turn,) = turns.find(article(SPEECH, title))
    assert (turn.name, turn.side) == (name, side)


def test_an_opinion_piece_is_its_authors_and_a_report_is_not() -> None:
    opinion = "I have seen the quay. We need it, and my town is right to want it. I say so to all of us."
    assert turns.find(article(opinion, "Why the quay is worth it", "Ida Holm"))
    report = "The board shut the quay, Rask said. “I am sorry, we had to, and our men know it,” he told reporters."
    assert turns.find(article(report, "The quay is shut", "Per Aune")) == ()


INTERVIEW = (
    "The Mayor on the Quay\n\nThe mayor of Lindvik, Tor Bakke, answered questions in his office.\n\n"
    "Q: Do you think the quay is a danger?\n\n"
    "A: No. The town cannot afford the quay, and I will not raise the fee. I think the company is bluffing.\n\n"
    "Q: I believe the board wants it.\n\nA: Should we pay? We must say no."
)


def test_what_is_asserted_in_a_turn_is_its_speakers_and_a_question_is_nobodys(nlp: Any) -> None:
    given_ = article(INTERVIEW)
    reading = read(nlp, given_)
    text = given_.text
    told = {text_of(text, a.content): a for a in reading.attributions}
    assert told["The town cannot afford the quay"].kind == "own"
    assert told["I will not raise the fee"].force == "refuse"
    assert told["the company is bluffing"].turn == 1
    answering = reading.turns[1]
    assert answering.speaker is not None
    assert answering.speaker.of(text) == "Tor Bakke"
    assert not any("danger" in words or "Should we" in words for words in told)
    assert not any(a.turn is not None and reading.turns[a.turn].asks for a in reading.attributions)


def test_a_transcript_parsed_part_by_part_has_the_turns_of_one_parsed_at_once(
    nlp: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    once = read(nlp, article(INTERVIEW))
    monkeypatch.setattr(pipeline, "_PART", 20)
    assert read(nlp, article(INTERVIEW)).turns == once.turns != ()


def test_labels_are_no_part_of_a_content_and_name_their_speakers(nlp: Any) -> None:
    text = (
        "Council Minutes\n\nPresident of Norvik JON RASK: We support the quay, and I say so.\n\n"
        "IDA HOLM: I oppose it. Our town must wait.\n\nRASK: We will build it."
    )
    given_ = article(text)
    reading = read(nlp, given_)
    labels = [turn.label for turn in reading.turns if turn.label is not None]
    assert not any(span.overlaps(label) for a in reading.attributions for span in a.content for label in labels)
    named = {name.span.of(text) for name in reading.names if name.kind == "person"}
    assert {"JON RASK", "IDA HOLM", "RASK"} <= named
    assert reading.turns[0].of is not None
    assert reading.turns[0].of.of(text) == "Norvik"
    assert [turn.to for turn in reading.turns] == [1, 0, 1]


@settings(max_examples=150)
@given(
    st.lists(
        st.sampled_from([*(f[k] for f in FORMS for k in (0, 1)), QUESTION, ANSWER, "\n", ":", "[", "“", "a\u0300", "1"])
    )
)
def test_any_text_has_turns_inside_it_that_do_not_overlap(parts: list[str]) -> None:
    given_ = article(" \n".join(parts) or "x")
    found = turns.find(given_)
    for before, after in pairwise(found):
        assert before.span.end <= (after.label or after.span).start
    for turn in found:
        assert 0 <= turn.span.start < turn.span.end <= len(given_.text)
        assert turn.label is None or turn.label.end <= turn.span.start
        assert turn.to is None or 0 <= turn.to < len(found)


@settings(max_examples=60)
@given(st.text(alphabet="ABab QA:.,[]()\n“?—", max_size=300))
def test_any_characters_at_all_are_looked_through_for_turns(text: str) -> None:
    given_ = replace(article_of(text or "x"), author="Ida Holm")
    assert all(turn.span.end <= len(given_.text) for turn in turns.find(given_))


def test_answers_without_labels_are_the_one_interviewed(nlp: Any) -> None:
    text = (
        "Harbour Radio talks to Ida Holm\n\nIda Holm wants to be mayor of Lindvik. She spoke to the radio.\n\n"
        "((Radio)) : Why do you want the quay?\n\nI want it because our men need work.\n\nIt costs little.\n\n"
        "((Radio)) : Do you fear the board?\n\nNo. We must talk to it.\n\n"
        "((Radio)) : Will you win?\n\nI think we will win."
    )
    given_ = article(text)
    reading = read(nlp, given_)
    answers = [turn for turn in reading.turns if not turn.asks]
    assert [turn.speaker.of(text) if turn.speaker else "" for turn in answers] == ["Ida Holm"] * 3
    assert not any("fear" in text_of(text, a.content) for a in reading.attributions)


def test_a_speech_whose_title_names_nobody_is_a_turn_still() -> None:
    (turn,) = turns.find(article(SPEECH, "Speech at the general debate"))
    assert (turn.name, turn.side, turn.label) == ("", "", None)


PIECES = [*(word for form in FORMS for word in form), QUESTION, ANSWER, "\n", "\n\n", "“", "”", "said", "Ida Holm", "?"]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.one_of(st.text(max_size=8), st.sampled_from(PIECES)), max_size=25))
def test_any_text_with_turns_is_read_and_points_inside_itself(nlp: Any, parts: list[str]) -> None:
    given_ = replace(article("\n".join(parts) or "x", "Speech of Norvik"), author="Jon Rask")
    reading = read(nlp, given_)
    whole, many = len(given_.text), len(reading.attributions)
    for number, said in enumerate(reading.attributions):
        spans = (*said.source, *said.cue, *said.content, *(span for span in (said.holder, said.to) if span))
        assert all(0 <= span.start < span.end <= whole for span in spans)
        assert said.turn is None or 0 <= said.turn < len(reading.turns)
        assert all(k is None or (0 <= k < many and k != number) for k in (said.within, said.continues))


@given(st.text("“”\"'`\na ", max_size=30))
def test_quotations_are_left_out_each_to_its_own_closing_mark(text: str) -> None:
    assert unquoted(text) == re.sub(r"“[^”]*”|\"[^\"\n]*\"|''[^\n]*?''|``[^\n]*?''", " ", text)


@pytest.mark.parametrize("mark", ["“", "``", "''a\n"])
def test_marks_that_close_nowhere_take_time_that_grows_with_the_text_alone(mark: str) -> None:
    took = []
    for many in (20_000, 160_000):
        began = time.process_time()
        unquoted(f"{mark}a" * many)
        took.append(time.process_time() - began)
    assert took[1] < max(32 * took[0], 2.0)
