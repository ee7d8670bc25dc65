"""Who says what, in sentences of every build."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reading.attributing import article_of, attributions, told
from tui.model import Span, text_of
from tui.reading import attribution
from tui.reading.attribution.find_attributions import weighed
from tui.reading.attribution.parse import parse_of
from tui.reading.pipeline import parse
from tui.reading.sentences import sentences

DIRECT = [
    ("“The bridge is closed,” the mayor said.", "mayor", "said", "“The bridge is closed,”"),
    ('"The bridge is closed," said the mayor.', "mayor", "said", '"The bridge is closed,"'),
    ("The mayor said: “The bridge is closed.”", "mayor", "said", "“The bridge is closed.”"),
    ("“Closed,” Anna Berg told reporters, “is what the bridge is today.”", "Anna Berg", "told",
     "“Closed,” … “is what the bridge is today.”"),
    ("''The bridge is closed,'' the mayor said.", "mayor", "said", "''The bridge is closed,''"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "holder", "cue", "content"), DIRECT)
def test_direct_speech(nlp: Any, text: str, holder: str, cue: str, content: str) -> None:
    assert (holder, cue, content) in told(nlp, text)


INDIRECT = [
    ("The minister said that the harbour would stay open.", "minister", "said", "that the harbour would stay open"),
    ("The minister said the harbour would stay open.", "minister", "said", "the harbour would stay open"),
    ("The harbour, the minister said, would stay open.", "minister", "said", "The harbour … would stay open"),
    ("Critics argued that the harbour “is a ruin” and must go.", "Critics", "argued",
     "that the harbour “is a ruin” and must go"),
    ("Norway urged Sweden to open its border.", "Norway", "urged", "Sweden to open its border"),
    ("According to the harbour master, the storm sank two boats.", "harbour master", "According to",
     "the storm sank two boats"),
    ("The company denied that it had paid the officials.", "company", "denied", "that it had paid the officials"),
    ("Farmers strongly oppose the new dam.", "Farmers", "oppose", "the new dam"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "holder", "cue", "content"), INDIRECT)
def test_indirect_and_mixed(nlp: Any, text: str, holder: str, cue: str, content: str) -> None:
    assert (holder, cue, content) in told(nlp, text)


HANDED_ON = [
    ("Anna Berg was quoted as saying that the dam is safe.", "that the dam is safe"),
    (
        "The dam is safe, engineer Anna Berg was quoted as saying by the Norvik news agency on Monday.",
        "The dam is safe",
    ),
    ("“The dam is safe,” the daily quoted Anna Berg as saying.", "“The dam is safe,”"),
    ("The dam is safe, Anna Berg was cited as telling reporters.", "The dam is safe"),
]


@pytest.mark.parametrize(("text", "content"), HANDED_ON)
def test_words_handed_on_are_the_speakers_own(nlp: Any, text: str, content: str) -> None:
    ((holder, _, said),) = told(nlp, text)
    assert holder.endswith("Anna Berg")
    assert said == content


def test_what_is_described_as_something_is_no_word_handed_on(nlp: Any) -> None:
    assert ("mayor", "described", "the old plan as inviting trouble") in told(
        nlp, "The mayor described the old plan as inviting trouble."
    )


@pytest.mark.parametrize("dateline", ["PORT ANSGAR, Norway, May 3 (Reuters) - ", "PORT ANSGAR -- "])
def test_a_dateline_is_no_part_of_what_is_said(nlp: Any, dateline: str) -> None:
    text = f"{dateline}Harbour Bank expects a steady year, its chairman said.\nThe bank refused to lend."
    assert next(content for _, _, content in told(nlp, text)) == "Harbour Bank expects a steady year"
    (doc,) = parse(nlp, [article_of(text)])
    assert [span.of(text) for span in sentences(doc)] == text.split("\n")


def test_a_whole_quotation_is_not_what_the_next_sentence_says(nlp: Any) -> None:
    text = (
        "“The port should be open by now,” said one trader. “If it stays shut I would leave. It is a big port.” "
        "Critics had accused Mr Berg of using the port for his own gain."
    )
    found = told(nlp, text)
    assert ("one trader", "", "“If it stays shut I would leave. It is a big port.”") in found
    assert all(not content.startswith("“If") for holder, _, content in found if holder == "Critics")


def test_a_verb_in_the_singular_has_no_plural_for_its_holder(nlp: Any) -> None:
    found = told(nlp, "Norway met the envoys who had left the talks and has rejected a new round.")
    assert ("Norway", "has … rejected", "a new round") in found or ("Norway", "has rejected", "a new round") in found


def test_when_it_was_said_is_no_part_of_who_said_it(nlp: Any) -> None:
    text = "The speech was condemned by members of both houses on Sunday."
    (condemned,) = attributions(nlp, text)
    assert text_of(text, condemned.source) == "members of both houses"


def test_hearers_are_not_content(nlp: Any) -> None:
    (said,) = attributions(nlp, "The envoy told journalists that the talks had failed.")
    assert said.to is not None
    assert said.to.of("The envoy told journalists that the talks had failed.") == "journalists"


def test_a_participle_of_saying_begins_a_claim_of_its_own(nlp: Any) -> None:
    found = told(nlp, "The envoy said the talks had failed, adding that he would leave on Monday.")
    assert [(cue, content) for _, cue, content in found] == [
        ("said", "the talks had failed"),
        ("adding", "that he would leave on Monday"),
    ]
    assert {holder for holder, _, _ in found} == {"envoy"}


def test_conjoined_cues_have_one_holder(nlp: Any) -> None:
    found = told(nlp, "The ministers welcomed the report and promised to meet again.")
    assert [(holder, cue) for holder, cue, _ in found] == [("ministers", "welcomed"), ("ministers", "promised")]


def test_who_stands_before_the_cue_is_its_holder(nlp: Any) -> None:
    found = told(nlp, "The envoy Anna Berg said the talks had failed.")
    assert ("Anna Berg", "said", "the talks had failed") in found


def test_who_is_named_behind_a_long_role_is_its_holder(nlp: Any) -> None:
    for role in (
        "the head of the harbour committee, ",
        "the chairman of the joint harbour select committee, Labour MP ",
    ):
        found = told(nlp, f"“It will be a tragedy,” said {role}Anna Berg.")
        assert {holder for holder, _, _ in found} == {"Anna Berg"}


def test_sentences_after_the_speakers_clause_are_resumed(nlp: Any) -> None:
    text = "“The pass is closed,” Anna Berg said. “Nobody goes up before the snow has melted in May or in June.”"
    found = told(nlp, text)
    assert ("Anna Berg", "said", "“The pass is closed,”") in found
    assert ("Anna Berg", "", "“Nobody goes up before the snow has melted in May or in June.”") in found


def test_speech_runs_over_paragraphs(nlp: Any) -> None:
    text = "“The pass is closed,” the guide said. “Nobody goes up.\n“Come back in May.”"
    last = attributions(nlp, text)[-1]
    assert text_of(text, last.content) == "“Nobody goes up. … “Come back in May.”"


def test_a_mark_that_never_closes_costs_only_its_paragraph(nlp: Any) -> None:
    text = "“The pass is closed, the guide said.\n\nThe mayor said that the road was open."
    assert ("mayor", "said", "that the road was open") in told(nlp, text)


def test_titles_and_scare_quotes_are_no_speech(nlp: Any) -> None:
    text = "The “Night Train” was late again, and its “crew” went home."
    assert not told(nlp, text)


def test_a_content_of_which_its_bounds_leave_nothing_is_no_claim(nlp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.reading.attribution.clauses.ended", lambda p, tokens, lexicon: ())
    article = article_of("The mayor said that the quay was shut.")
    (doc,) = parse(nlp, [article])
    assert weighed(parse_of(doc, article.text), article) == []


def test_nested_attributions_point_to_the_outer(nlp: Any) -> None:
    text = "An official said the ministry believed that the dam would hold."
    outer, inner = attributions(nlp, text)
    assert outer.within is None
    assert inner.within == 0
    assert inner.holder is not None
    assert inner.holder.of(text) == "ministry"


def test_kinds(nlp: Any) -> None:
    kinds = [attributions(nlp, text)[0].kind for text in (DIRECT[0][0], INDIRECT[0][0], INDIRECT[3][0])]
    assert kinds == ["direct", "indirect", "mixed"]


def test_reasons_and_confidence(nlp: Any) -> None:
    for said in attributions(nlp, "The minister said that the harbour would stay open."):
        assert 0 < said.confidence < 1
        assert said.why[0].startswith("frame ")


PIECES = [
    "said",
    "told",
    "was",
    "according",
    "to",
    "that",
    "he",
    "who",
    "Anna Berg",
    "the",
    "mayor",
    "by",
    "not",
    ",",
    ".",
]
PIECES += [":", "—", "“", "”", '"', "''", "``", "'", "\n", "\u202e", "\x00", "\u00a0"]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.one_of(
            st.text(max_size=12),
            st.sampled_from(PIECES),
        ),
        max_size=40,
    )
)  # fmt: skip
def test_any_text_gives_spans_inside_it(nlp: Any, words: list[str]) -> None:
    text = " ".join(words)
    article = article_of(text)
    (doc,) = parse(nlp, [article])
    found = attribution.find(doc, article)
    for said in found:
        spans = [*said.source, *said.cue, *said.content]
        spans += [span for span in (said.holder, said.to) if span is not None]
        assert said.content
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert said.within is None or 0 <= said.within < len(found)


def test_spans_are_of_the_articles_own_characters(nlp: Any) -> None:
    text = "“The bridge\u00a0is closed,” the mayor said."
    said = attributions(nlp, text)[0]
    assert said.content == (Span(0, text.index("”") + 1),)
