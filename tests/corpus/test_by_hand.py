"""What a person decides of actors, as merging takes it: from rows alone, whatever rule says otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.config import StatedActor
from tui.corpus.actors.by_hand import ByHand, Called, Meant, OfKind, RoleHeld, SideTaken, TakenOut
from tui.corpus.actors.merge import Actors, ArticleForms, FormRow, merge
from tui.model import ActorKind, Days, Form, Span, Verdict


def row(form: str, kind: ActorKind = "person", count: int = 1, first: int = 0) -> FormRow:
    return FormRow(form, kind, count, first=first)


def corpus(*articles: Iterable[FormRow]) -> list[ArticleForms]:
    return [ArticleForms(f"{n}.txt", tuple(rows)) for n, rows in enumerate(articles)]


def person(form: str) -> Form:
    return form, "person"


def sets(actors: Actors) -> set[frozenset[str]]:
    return {frozenset(form for form, _ in actor.forms) for actor in actors.actors}


def name_of(actors: Actors, form: str, article: str = "0.txt") -> str | None:
    actor = actors.actor_of(article, form, "person")
    return actor.name if actor else None


def one(name: str, other: str, same: bool = True) -> Verdict:
    return Verdict((person(name), person(other)), same)


SPELT = corpus([row("Joerg Ivarsson", count=3)], [row("Jörg Ivarsson")], [row("Joerg M. Ivarsson")], [row("Ivarsson")])


def test_a_form_that_a_rule_joined_wrongly_is_taken_out_and_leaves_the_rest_as_it_was() -> None:
    assert len(merge(SPELT).actors) == 1
    taken = TakenOut(person("Jörg Ivarsson"), person("Joerg Ivarsson"))
    parted = merge(SPELT, by_hand=ByHand(out=(taken,)))
    assert sets(parted) == {
        frozenset({"Joerg Ivarsson", "Joerg M. Ivarsson"}),
        frozenset({"Jörg Ivarsson"}),
        frozenset({"Ivarsson"}),  # whose it is nobody can tell now
    }
    told = {why for actor in parted.actors for why in actor.why if why.startswith("By hand: ")}
    assert told == {"By hand: “Jörg Ivarsson” is not “Joerg Ivarsson”."}
    offered = {form for offer in parted.offers for form, _ in offer.forms}
    assert all(("Ivarsson", "person") in offer.forms for offer in parted.offers)  # to either, never one to the other
    assert offered <= {"Ivarsson", "Jörg Ivarsson", "Joerg Ivarsson", "Joerg M. Ivarsson"}


def test_a_form_that_was_taken_out_is_joined_by_hand_alone() -> None:
    taken = TakenOut(person("Jörg Ivarsson"), person("Joerg Ivarsson"))
    articles = [*SPELT, ArticleForms("x.txt", (row("Serge Ivar"),))]
    by_hand = ByHand(out=(taken,), verdicts=(one("Jörg Ivarsson", "Serge Ivar"),))
    assert frozenset({"Jörg Ivarsson", "Serge Ivar"}) in sets(merge(articles, by_hand=by_hand))


def test_a_surname_taken_out_of_a_person_is_still_the_other_who_bears_it_in_an_article() -> None:
    articles = corpus(
        [row("Anna Berg"), row("Berg", first=50)], [row("Paul Berg"), row("Berg", first=50)], [row("Berg")]
    )
    by_hand = ByHand(out=(TakenOut(person("Berg"), person("Anna Berg")),))
    assert name_of(merge(articles), "Berg", "0.txt") == "Anna Berg"
    parted = merge(articles, by_hand=by_hand)
    assert name_of(parted, "Berg", "0.txt") == "Berg"
    assert name_of(parted, "Berg", "1.txt") == "Paul Berg"


def test_a_country_gives_up_a_name_and_a_capital_that_acts_for_it() -> None:
    articles = corpus([row("Norway", "country", 3), row("Norwegian", "group"), FormRow("Oslo", "place", 2, acts=2)])
    whole = merge(articles)
    assert {actor.name for actor in whole.actors} == {"Norway"}
    out = (
        TakenOut(("Norwegian", "group"), ("Norway", "country")),
        TakenOut(("Oslo", "place"), ("Norway", "country")),
    )
    parted = merge(articles, by_hand=ByHand(out=out))
    assert {actor.name for actor in parted.actors} == {"Norway", "Norwegian", "Oslo"}
    assert parted.is_not("Oslo", "place", "country-no")
    assert not parted.is_not("Norway", "country", "country-no")


def test_any_two_are_one_and_keep_every_form() -> None:
    articles = corpus([row("Anna Berg", count=2)], [row("the Baker of Holm", "organization")])
    verdict = Verdict((person("Anna Berg"), ("the Baker of Holm", "organization")), same=True)
    (actor,) = merge(articles, by_hand=ByHand(verdicts=(verdict,))).actors
    assert dict(actor.forms) == {"Anna Berg": 2, "the Baker of Holm": 1}
    assert actor.why == ("By hand: “Anna Berg” and “the Baker of Holm” are one.",)


def test_a_mention_says_by_hand_where_a_person_joined_its_form() -> None:
    articles = corpus([row("Anna Berg", count=2)], [row("Anja Bergh")])
    actors = merge(articles, by_hand=ByHand(verdicts=(one("Anna Berg", "Anja Bergh"),)))
    assert actors.tie("1.txt", "Anja Bergh", "person") == (
        actors.actors[0].id,
        "By hand: “Anna Berg” and “Anja Bergh” are one.",
    )


def test_a_name_by_hand_shows_and_the_id_lasts() -> None:
    articles = corpus([row("Anna Berg")])
    (before,) = merge(articles).actors
    (after,) = merge(articles, by_hand=ByHand(names=(Called(person("Anna Berg"), "Dr. Anna Berg-Holm"),))).actors
    assert (after.id, after.name) == (before.id, "Dr. Anna Berg-Holm")
    assert after.known_by == before.known_by == person("Anna Berg")
    assert after.why == ("By hand: it is called “Dr. Anna Berg-Holm”.",)


def test_of_two_names_the_later_holds_and_the_kind_is_what_a_person_says() -> None:
    said = ByHand(
        names=(Called(person("Anna Berg"), "A"), Called(person("Berg"), "B")), kinds=(OfKind(person("Berg"), "group"),)
    )
    (actor,) = merge(corpus([row("Anna Berg"), row("Berg", first=9)], [row("Berg")]), by_hand=said).actors
    assert (actor.name, actor.kind) == ("B", "group")


STATED = (StatedActor("Anna Berg", "person", ("Annie",)), StatedActor("Paul Holm"))


@pytest.mark.parametrize(
    ("by_hand", "said"),
    [
        (ByHand(out=(TakenOut(person("Annie"), person("Anna Berg")),)), "config.yaml states that both are Anna Berg"),
        (ByHand(verdicts=(one("Annie", "Anna Berg", same=False),)), "config.yaml states that both are Anna Berg"),
        (ByHand(verdicts=(one("Annie", "Paul Holm"),)), "config.yaml states Anna Berg and Paul Holm"),
        (ByHand(names=(Called(person("Annie"), "Somebody"),)), "but config.yaml calls it “Anna Berg”"),
        (ByHand(kinds=(OfKind(person("Annie"), "group"),)), "but config.yaml states person"),
    ],
)
def test_what_config_yaml_states_goes_before_and_the_conflict_is_said(by_hand: ByHand, said: str) -> None:
    articles = corpus([row("Anna Berg", count=2), row("Annie", first=5)], [row("Paul Holm")])
    before, after = merge(articles, STATED), merge(articles, STATED, by_hand=by_hand)
    assert sets(after) == sets(before)
    assert [(actor.name, actor.kind) for actor in after.actors] == [(a.name, a.kind) for a in before.actors]
    assert any(said in why for actor in after.actors for why in actor.why)


def test_names_that_config_yaml_keeps_apart_stay_two() -> None:
    articles = corpus([row("Anna Berg")], [row("Anja Bergh")])
    apart = [("Anna Berg", "Anja Bergh")]
    actors = merge(articles, never_same=apart, by_hand=ByHand(verdicts=(one("Anna Berg", "Anja Bergh"),)))
    assert len(actors.actors) == 2
    assert all("config.yaml keeps them apart" in actor.why[0] for actor in actors.actors)


def test_a_name_of_one_article_is_the_other_there_and_there_alone() -> None:
    articles = corpus(
        [row("Anna Berg", count=4), row("Berg", first=50, count=3)], [row("Paul Berg")], [row("Anna Berg"), row("Berg")]
    )
    meant = Meant("0.txt", Span(50, 54), "Berg", person("Paul Berg"), whole=True)
    actors = merge(articles, by_hand=ByHand(meant=(meant,)))
    assert name_of(actors, "Berg", "0.txt") == "Paul Berg"
    assert name_of(actors, "Berg", "2.txt") == "Anna Berg"
    paul = actors.actor_of("0.txt", "Paul Berg", "person")
    assert paul is not None
    assert dict(paul.forms) == {"Paul Berg": 1, "Berg": 3}
    assert "0.txt: By hand: “Berg” in this article is “Paul Berg”." in paul.why


def test_a_name_of_one_article_may_be_nobody_whom_the_corpus_names() -> None:
    articles = corpus([row("Anna Berg", count=4), row("Berg", first=50, count=3)])
    actors = merge(articles, by_hand=ByHand(meant=(Meant("0.txt", Span(50, 54), "Berg", None, whole=True),)))
    assert actors.tie("0.txt", "Berg", "person") is None
    assert dict(actors.actors[0].forms) == {"Anna Berg": 4}


def test_an_office_by_hand_is_held_on_its_days() -> None:
    articles = corpus([row("Anna Berg"), row("Norway", "country")], [row("Paul Holm")])
    spring, autumn = (date(2031, 3, 1), date(2031, 5, 31)), (date(2031, 9, 1), None)
    said = ByHand(
        roles=(
            RoleHeld(person("Anna Berg"), "Envoy", "Norway", *spring),
            RoleHeld(person("Paul Holm"), "Envoy", "Norway", *autumn),
        )
    )
    actors = merge(articles, by_hand=said)

    def envoy(day: date) -> str | None:
        held = actors.office("country-no", "envoy", False, Days(day, day))
        return actors.by_id[held.actor].name if held else None

    assert [envoy(date(2031, month, 9)) for month in (4, 7, 10)] == ["Anna Berg", None, "Paul Holm"]
    assert "By hand: Envoy of Norway, 2031-03-01 to 2031-05-31." in actors.by_id["anna-berg"].why


def test_a_side_by_hand_holds_on_its_days_and_the_later_word_first() -> None:
    articles = corpus([row("Anna Berg"), row("Norway", "country")])
    said = ByHand(
        sides=(
            SideTaken(person("Anna Berg"), "the Fishers"),
            SideTaken(person("Anna Berg"), "Norway", date(2031, 3, 1), date(2031, 5, 31)),
        )
    )
    sides = merge(articles, by_hand=said).sides_of("anna-berg")

    def side(*days: date) -> str:
        return next(one.name for one in sides if one.on(Days(*days) if days else None))

    assert side(date(2031, 4, 1), date(2031, 4, 1)) == "Norway"
    assert side(date(2031, 5, 1), date(2031, 6, 1)) == "the Fishers"
    assert side() == "the Fishers"


FORMS = ["Anna Berg", "Berg", "A. Berg", "Paul Berg", "Anne Berg", "Norway", "Norwegian", "Oslo", "Holm AG", "Holm"]
of_form = st.tuples(st.sampled_from(FORMS), st.sampled_from(["person", "organization", "country"]))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(of_form, of_form, st.booleans()), max_size=4),
    st.lists(st.tuples(of_form, of_form), max_size=3),
    st.text(min_size=1, max_size=30),
    st.permutations(range(4)),
)
def test_whatever_is_decided_each_form_is_one_actor_in_whatever_order_it_was_read(
    verdicts: list[tuple[Form, Form, bool]], out: list[tuple[Form, Form]], name: str, order: list[int]
) -> None:
    articles = corpus(
        [row("Anna Berg", count=3), row("Berg", first=9)],
        [row("Paul Berg"), row("A. Berg"), row("Anne Berg")],
        [row("Norway", "country", 2), row("Norwegian", "group"), row("Oslo", "place")],
        [row("Holm AG", "organization"), row("Holm", "organization"), row("Berg")],
    )
    said = ByHand(
        verdicts=tuple(Verdict((one, other), same) for one, other, same in verdicts),
        out=tuple(TakenOut(one, other) for one, other in out),
        names=(Called(person("Anna Berg"), name),),
    )
    actors = merge(articles, by_hand=said)
    again = merge([articles[at] for at in order], by_hand=said)
    assert sorted(map(repr, actors.actors)) == sorted(map(repr, again.actors))
    assert sum(n for actor in actors.actors for _, n in actor.forms) >= 12
    assert len({actor.id for actor in actors.actors}) == len(actors.actors)
