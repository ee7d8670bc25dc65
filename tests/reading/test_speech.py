"""Whose a quotation is where no verb of saying in a list tells, and how far what is quoted reaches."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from attributing import attributions, told

from tui.model import text_of


def test_a_clause_that_only_tells_who_speaks_may_have_any_verb(nlp: Any) -> None:
    text = "Jon Borg claimed that it opens.\n“The quay is shut for good,” an angry Berg retaliated. “It never opens.”"
    said = [(who, content) for who, _, content in told(nlp, text) if content.startswith("“")]
    assert said == [("angry Berg", "“The quay is shut for good,”"), ("angry Berg", "“It never opens.”")]


def test_a_title_before_a_verb_is_not_said_by_its_subject(nlp: Any) -> None:
    assert all(who != "ship" for who, _, _ in told(nlp, "“Harbour Lights,” the ship sank in May."))


def test_speech_may_end_with_a_quotation_of_its_own(nlp: Any) -> None:
    text = '"We saw what sailors like to name \'a run for the boats,\' " Berg said. "It will end."'
    (first, second) = attributions(nlp, text)
    assert text_of(text, first.content) == "\"We saw what sailors like to name 'a run for the boats,' \""
    assert second.continues == 0


@pytest.mark.parametrize(("dash", "apart"), [("- ", "\n"), ("— ", "\n"), ("— ", " ")])
def test_a_name_behind_a_dash_under_a_quotation_is_its_speaker(nlp: Any, dash: str, apart: str) -> None:
    quoted = "“We shall ask the board. Nobody told us of the leak, but we shall ask.”"
    text = f"The board met in May.\n{quoted}{apart}{dash}Anna Berg, Holm\nThe fees went up."
    assert told(nlp, text) == [("Anna Berg", "", quoted)]


def test_what_goes_on_behind_a_dash_is_no_name(nlp: Any) -> None:
    text = "The board met in May.\n“We shall ask the board, and so will you.” — Anna Berg left the room."
    assert all(who != "Anna Berg" for who, _, _ in told(nlp, text))


@pytest.mark.parametrize(
    ("lead", "who"),
    [
        ("THE HARBOUR DOES NOT PAY - Anna Berg: ", "Anna Berg"),
        ("What it means for this year - More from Berg: ", "Berg"),
    ],
)
def test_a_name_alone_before_a_colon_and_a_quotation_is_its_speaker(nlp: Any, lead: str, who: str) -> None:
    quoted = "“Two weeks ago the strongest quay was in the south. Now it is in the north.”"
    assert told(nlp, lead + quoted) == [(who, "", quoted)]


def test_a_sentence_that_begins_with_a_quotation_is_its_speakers_to_its_end(nlp: Any) -> None:
    text = "“There are some who deny it,” he said. “Most of us here are in full support” of the new quay. It rained."
    (first, second) = attributions(nlp, text)
    assert text_of(text, second.content) == "“Most of us here are in full support” of the new quay."
    assert second.continues == 0
    assert text_of(text, first.content) == "“There are some who deny it,”"


def test_speech_a_paragraph_further_is_the_speakers_and_a_claim_of_its_own(nlp: Any) -> None:
    text = "“The quay is shut,” Berg said.\nThe board met in May.\n“We will not open it again.”"
    said = attributions(nlp, text)
    assert [(a.holder.of(text) if a.holder else "", a.continues) for a in said] == [("Berg", None), ("Berg", None)]
    near = attributions(nlp, "“The quay is shut,” Berg said.\n“We will not open it again.”")
    assert [a.continues for a in near] == [None, 0]


def test_who_announces_a_paragraph_in_quotation_marks_says_it_anew(nlp: Any) -> None:
    text = (
        "“The quay is shut,” Berg said.\nThe board heard her. Rask replied:\n“We will open it again. It is not lost.”"
    )
    (first, second) = attributions(nlp, text)
    assert [text_of(text, one.source) for one in (first, second)] == ["Berg", "Rask"]
    assert second.continues is None


def test_what_begins_the_sentence_that_goes_on_in_a_quotation_is_said_with_it(nlp: Any) -> None:
    text = "After the vote of the harbour board, “we need to know that they stay at the quay,” Law said."
    assert told(nlp, text)[0][2] == text.removesuffix(" Law said.")
    text = "Asked whether it would close, “nobody here has heard of that,” Law said."
    assert "“nobody here has heard of that,”" in [content for _, _, content in told(nlp, text)]


QUOTED = yaml.safe_load((Path(__file__).parent / "quoted_sentences.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", QUOTED, ids=[row["why"] for row in QUOTED])
def test_who_says_a_quotation(nlp: Any, row: dict[str, str]) -> None:
    text = row["text"]
    said = [one for one in attributions(nlp, text) if text_of(text, one.content).strip('"“').startswith(row["quote"])]
    assert [one.holder.of(text) if one.holder else "" for one in said] == [row["who"]]


def test_a_denial_within_a_quotation_does_not_deny_that_it_was_said(nlp: Any) -> None:
    (said,) = [one for one in attributions(nlp, '"Certainly not. Certainly not," Moe replied.') if one.cue]
    assert not said.negated


def test_of_two_subjects_the_nearest_holds_what_the_verb_tells(nlp: Any) -> None:
    assert told(nlp, "Berg the dreamer knows that the mill will close.")[0][0] == "Berg"
    assert told(nlp, "The mill, Berg suggested, does not have to close.")[0][0] == "Berg"
