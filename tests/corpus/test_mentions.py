"""Mentions: names, metonyms, roles and pronouns of invented texts, tied to actors."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reading.naming import by, tied
from tui.config import StatedActor, StatedRole
from tui.corpus.actors.offices import Office, holder
from tui.model import Days, Span


def test_a_capital_that_acts_is_its_country_where_the_country_is_named(nlp: Any) -> None:
    actors, (mentions,) = tied(nlp, "Japan and Peru met. Tokyo urged Peru to sign, a minister said in Tokyo.")
    assert by(actors, mentions, "metonym") == [("Tokyo", "Japan")]
    assert ("Tokyo", "Tokyo") in by(actors, mentions, "name")


def test_a_capital_whose_country_nobody_names_is_a_place(nlp: Any) -> None:
    actors, (mentions,) = tied(nlp, "Members of the European Union met. Brussels urged Peru to sign.")
    assert by(actors, mentions, "metonym") == []


def test_a_place_in_the_name_of_a_body_that_is_called_after_it_is_mentioned_too(nlp: Any) -> None:
    text = "Ann Roe of the University of Oslo moved to Oslo in May. The Oslo Police Department was silent."
    actors, (mentions,) = tied(nlp, text)
    assert by(actors, mentions, "name").count(("Oslo", "Oslo")) == 3
    assert ("Oslo Police Department", "Oslo Police Department") in by(actors, mentions, "name")
    actors, (mentions,) = tied(nlp, "Ann Roe of the University of Lusby was silent.")
    assert ("Lusby", "Lusby") in by(actors, mentions, "name")  # what a university is called after is a place
    unknown = "Ann Roe of the Lusby Fishing Council was silent. The University of Technology was too."
    actors, (mentions,) = tied(nlp, unknown)
    assert not {"Lusby", "Technology"} & {text for text, _ in by(actors, mentions, "name", "alias")}


def test_a_stated_seat_of_government_is_a_metonym(nlp: Any) -> None:
    stated = [StatedActor("Russia", "country", ("Kremlin",))]
    actors, (mentions,) = tied(nlp, "The Kremlin published a draft on Monday.", stated=stated)
    assert by(actors, mentions, "metonym") == [("Kremlin", "Russia")]


def test_an_adjective_describes_its_country(nlp: Any) -> None:
    actors, (mentions,) = tied(nlp, "Swedish troops left on Monday.")
    assert by(actors, mentions, "description") == [("Swedish", "Sweden")]
    assert by(actors, mentions, "name", "alias") == []


def test_the_chief_in_another_article_is_who_held_the_office(nlp: Any) -> None:
    texts = (
        "UNESCO Director-General Karl Lindqvist spoke in Paris.",
        "UNESCO was silent. But UNESCO's director-general will speak on Friday.",
    )
    actors, (_, mentions) = tied(nlp, *texts)
    assert by(actors, mentions, "role") == [("director-general", "Karl Lindqvist")]
    assert "0" in next(m.why for m in mentions if m.by == "role")


def test_of_two_holders_the_one_whose_evidence_is_nearest(nlp: Any) -> None:
    texts = (
        "UNESCO Director-General Karl Lindqvist spoke in Paris.",
        "UNESCO Director-General Anna Berg spoke in Paris.",
        "UNESCO was silent. But UNESCO's director-general will speak on Friday.",
    )
    days = (date(2001, 5, 2), date(2009, 5, 2), date(2009, 6, 2))
    actors, (*_, mentions) = tied(nlp, *texts, published=days)
    assert by(actors, mentions, "role") == [("director-general", "Anna Berg")]
    actors, (*_, mentions) = tied(nlp, *texts)
    assert by(actors, mentions, "role") == []


def test_a_pronoun_of_a_role_is_who_held_it(nlp: Any) -> None:
    texts = (
        "UNESCO Director-General Karl Lindqvist spoke in Paris.",
        "UNESCO's director-general arrived on Monday. He said the plan was sound.",
    )
    actors, (_, mentions) = tied(nlp, *texts)
    assert by(actors, mentions, "pronoun") == [("He", "Karl Lindqvist")]


def test_a_stated_role_holds_only_in_its_days() -> None:
    held = [
        Office("a", "prime minister", "x", first=date(2001, 1, 1), last=date(2004, 1, 1), stated=True),
        Office("b", "prime minister", "x", first=date(2004, 1, 2), stated=True),
    ]
    one = Days(date(2003, 5, 5), date(2003, 5, 5))
    other = Days(date(2009, 5, 5), date(2009, 5, 5))
    assert (found := holder(held, "prime minister", "x", False, one)) is not None
    assert found.actor == "a"
    assert (found := holder(held, "prime minister", "x", False, other)) is not None
    assert found.actor == "b"
    assert holder(held, "prime minister", "x", False, None) is None


def test_stated_roles_reach_the_text(nlp: Any) -> None:
    stated = [StatedActor("Karl Lindqvist", "person", roles=(StatedRole("mayor", "Lima"),))]
    texts = ("Karl Lindqvist is in Lima.", "Lima is quiet. Lima's mayor will speak on Friday.")
    actors, (_, mentions) = tied(nlp, *texts, stated=stated)
    assert by(actors, mentions, "role") == [("mayor", "Karl Lindqvist")]


def test_a_surname_carries_its_reason(nlp: Any) -> None:
    texts = ("Anna Berg spoke in Lima. Berg was tired.", "Paul Berg spoke in Oslo.")
    actors, (mentions, _) = tied(nlp, *texts)
    (short,) = [m for m in mentions if m.text == "Berg"]
    assert actors.by_id[short.actor or ""].name == "Anna Berg"
    assert "Anna Berg" in short.why


_pieces = st.lists(
    st.sampled_from(
        [
            "Anna Berg",
            "Berg",
            "the chief",
            "He said",
            "its envoy,",
            "Peru",
            "Tokyo urged",
            "UNESCO's",
            "“No,”",
            "\n\n",
            ".",
            "x",
        ]
    ),
    max_size=14,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_pieces)
def test_any_text_gives_ordered_mentions_that_lie_apart_or_within(nlp: Any, pieces: list[str]) -> None:
    text = " ".join(pieces) or "x"
    actors, (mentions,) = tied(nlp, text)
    whole = Span(0, 0)  # of the last mention that lies in no other
    for mention in mentions:
        assert mention.span.start < mention.span.end <= len(text)
        assert mention.text == mention.span.of(text)
        assert mention.actor in actors.by_id
        if mention.span.start >= whole.end:
            whole = mention.span
        else:  # a place in the name of a body that is called after it
            assert whole.covers(mention.span)
            assert "called after it" in mention.why
