"""Which issues a claim belongs to."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from tui.corpus.context import Context, doubtful, meant_elsewhere, weights
from tui.corpus.issues import Belonging, belongs, find_description, find_words, hits
from tui.model import Block, Issue, Span

DAM = Issue("dam", "The dam", ("dam", "reservoir"), ("river/valley (new) plan/project",), "The dam should be built")
FISH = Issue("fish", "Fishing", ("fishing rights", "nets"))


def blocks_of(text: str) -> tuple[Block, ...]:
    return tuple(Block(Span(*line.span())) for line in re.finditer(r"[^\n]+", text))


def belonging(text: str, content: str, sentence: str) -> list[tuple[str, str]]:
    at, around = text.index(content), text.index(sentence)
    spans = [Span(at, at + len(content))]
    found = hits(text, (DAM, FISH))
    own = belongs(found, spans, Span(around, around + len(sentence)))
    return [(b.issue, b.where) for b in own or Context(text, blocks_of(text), found).of(spans, "Mayor", 0, False)]


def test_words_are_found_inflected_and_over_line_breaks() -> None:
    assert len(find_words("fishing rights", "Fishing\nrights and fishing-rights, never fishing alone.")) == 2
    assert len(find_words("reject", "They rejected it; she rejects it, rejecting all.")) == 3
    assert not find_words("dam", "A damp day in Amsterdam.")


def test_a_word_of_two_issues_means_the_one_that_the_article_is_on() -> None:
    text = "The harbour bill was read. The harbour bill was late. Mayors said the bill should be dropped."
    issues = [Issue("trade", "Trade", ("bill", "tariff")), Issue("quay", "The quay", ("harbour bill", "bill"))]
    spans = [Span(text.index("the bill should"), len(text) - 1)]
    found = hits(text, issues)
    assert [b.issue for b in belongs(found, spans, spans[0])] == ["quay", "trade"]


def test_a_name_is_not_what_is_written_small() -> None:
    council = Issue("council", "The council", ("Harbour Council", "veto"))
    text = "The ministries and harbour councils met. The Harbour Council and the HARBOUR COUNCIL did not."
    assert [hit.span.of(text) for hit in hits(text, [council])["council"]] == ["Harbour Council", "HARBOUR COUNCIL"]
    assert len(hits(text, [Issue("c", "C", ("Harbour Council", "Veto"))])["c"]) == 3  # a reader who writes all large
    assert hits("harbour council says no", [council])  # a text without capitals


def test_descriptions_stand_together_in_any_order() -> None:
    assert find_description("river/valley plan/project", "the plan for the river")
    assert not find_description("river/valley plan/project", "The plan failed. A river rose.")


def test_what_the_content_names_counts() -> None:
    text = "The mayor said the dam would harm nets."
    assert belonging(text, "the dam would harm nets", text) == [("dam", "content"), ("fish", "content")]


def test_where_it_names_nothing_its_sentence_does() -> None:
    text = "Asked about the dam, the mayor said it was late."
    assert belonging(text, "it was late", text) == [("dam", "sentence")]


def test_what_points_back_belongs_to_the_paragraph() -> None:
    text = "The dam is nearly done. The mayor welcomed this decision."
    assert belonging(text, "this decision", "The mayor welcomed this decision.") == [("dam", "paragraph")]


def test_what_points_nowhere_belongs_nowhere() -> None:
    text = "The dam is nearly done. The mayor praised a singer."
    assert belonging(text, "a singer", "The mayor praised a singer.") == []


def test_a_term_in_the_plural_is_found_in_the_singular() -> None:
    assert len(find_words("tariffs", "Tariff hikes and tariffs, but no tariffication.")) == 2


def test_an_article_on_one_issue_gives_it_to_what_names_none() -> None:
    text = "The dam\n\nThe dam is late, the dam is dear. The reservoir is small.\n\nThe mayor praised a singer."
    assert belonging(text, "a singer", "The mayor praised a singer.") == [("dam", "article")]
    mixed = text.replace("small", "small, nets are old, nets are few and nets are dear")
    assert belonging(mixed, "a singer", "The mayor praised a singer.") == []


def test_a_common_word_does_not_hold_against_what_the_article_is_on() -> None:
    text = "The dam\n\nThe dam is late. The dam and its reservoir are safety nets."
    found = hits(text, (DAM, FISH))
    assert doubtful(found, weights(found, blocks_of(text))) == {"fish"}


def test_common_words_without_the_propositions_names_mean_another_thing() -> None:
    tax = Issue("tax", "Tax", ("duties", "duty"), (), "Norland should lift its duties on Sudlandish steel")
    text = "The duties of a judge are many. " * 30
    found = hits(text, (tax,))
    assert meant_elsewhere(found, text, (tax,)) == {"tax"}
    assert meant_elsewhere(found, text + "Sudland objected.", (tax,)) == set()
    assert meant_elsewhere(found, text[:300], (tax,)) == set()


def test_a_common_word_that_opens_a_proposition_is_no_name() -> None:
    text = "The tolls rose again. " * 40
    for issue in (
        Issue("t", "t", ("tolls",), (), "Tolls should be low"),
        Issue("t", "t", ("tolls", "bridge toll"), (), "Bridge tolls should be low"),
    ):
        assert meant_elsewhere(hits(text, (issue,)), text, (issue,)) == set()
    turkey = Issue("t", "t", ("tolls",), (), "Turkey should be let in")
    assert meant_elsewhere(hits(text, (turkey,)), text, (turkey,)) == {"t"}


def test_what_a_holder_said_before_goes_on() -> None:
    text = "The mayor said the dam leaks. She said it is old. Nets are old. A singer sang."
    context = Context(text, blocks_of(text), hits(text, (DAM, FISH)))
    context.remember("Mayor", 0, [Belonging("dam", 3.0, ("dam",), "content")])
    at = text.index("it is old")
    assert context.of([Span(at, at + 9)], "Mayor", 1, False)[0].issue == "dam"
    assert context.of([Span(at + 4, at + 9)], "Singer", 1, False) == ()


def test_letters_that_grow_when_made_small_move_nothing() -> None:
    text = "İİİ said the dam must go."
    (span,) = find_words("dam", text)
    assert span.of(text) == "dam"


@given(st.text(max_size=60), st.text(max_size=12))
def test_any_term_in_any_text(text: str, words: str) -> None:
    issue = Issue("x", "X", (words,), (f"{words}/dam plan",))
    for found in hits(text, [issue]).values():
        assert all(0 <= hit.span.start < hit.span.end <= len(text) for hit in found)


def test_a_title_beside_the_text_tells_what_the_article_is_on() -> None:
    text = "The dam is old. Nets are old. A singer sang of it all night."
    at = text.index("A singer")
    found = hits(text, (DAM, FISH))
    assert Context(text, blocks_of(text), found).of([Span(at, len(text))], "Singer", 2, False) == ()
    told = Context(text, blocks_of(text), found, titled=frozenset({"dam"}))
    assert [one.issue for one in told.of([Span(at, len(text))], "Singer", 2, False)] == ["dam"]
