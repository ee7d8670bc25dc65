"""Merging forms into actors, from rows alone: no text, no language model."""

from __future__ import annotations

import string
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.config import StatedActor
from tui.corpus.actors.ids import id_of
from tui.corpus.actors.merge import Actors, ArticleForms, FormRow, RoleRow, full_name, merge
from tui.corpus.actors.name_forms import abbreviates, surface
from tui.corpus.actors.person_rules import same_person
from tui.model import ActorKind
from tui.text.union_find import Unions


def row(form: str, kind: ActorKind = "person", count: int = 1, first: int = 0) -> FormRow:
    return FormRow(form, kind, count, first=first)


def corpus(*articles: Iterable[FormRow]) -> list[ArticleForms]:
    return [ArticleForms(f"{n}.txt", tuple(rows)) for n, rows in enumerate(articles)]


def name_of(actors: Actors, form: str, kind: ActorKind = "person", article: str = "0.txt") -> str | None:
    actor = actors.actor_of(article, form, kind)
    return actor.name if actor else None


def test_a_surname_is_the_one_full_name_of_its_article() -> None:
    actors = merge(corpus([row("Anna Berg"), row("Berg", first=50)], [row("Paul Berg"), row("Berg", first=50)]))
    assert name_of(actors, "Berg", article="0.txt") == "Anna Berg"
    assert name_of(actors, "Berg", article="1.txt") == "Paul Berg"
    assert len(actors.actors) == 2


def test_a_full_name_within_a_longer_one_is_offered_where_it_begins_with_a_first_name() -> None:
    actors = merge(corpus([row("Harald Olav Lind")], [row("Olav Lind")]))
    assert len(actors.actors) == 2
    assert len(actors.offers) == 1
    assert len(merge(corpus([row("Harald Hoop Lind")], [row("Hoop Lind")])).actors) == 1


def test_a_surname_that_two_bear_is_neither_where_no_article_tells() -> None:
    actors = merge(corpus([row("Anna Berg")], [row("Paul Berg")], [row("Berg")]))
    assert name_of(actors, "Berg", article="2.txt") == "Berg"


def test_a_surname_without_more_is_the_one_who_is_named_in_full_nearly_always() -> None:
    known = [[row("Anna Berg", count=2), row("Berg", first=20)] for _ in range(11)]
    alone, another = [row("Berg", count=3)], [row("Paul Berg"), row("Berg", first=20)]
    actors = merge(corpus(alone, another, *known))
    assert name_of(actors, "Berg", article="0.txt") == "Anna Berg"
    assert name_of(actors, "Berg", article="1.txt") == "Paul Berg"
    anna = next(actor for actor in actors.actors if actor.name == "Anna Berg")
    assert any("96 of 100 full names" in why for why in anna.why)
    for less in (known[:6], [*known, *([row("Paul Berg", count=2)] for _ in range(3))]):
        assert name_of(merge(corpus(alone, another, *less)), "Berg", article="0.txt") == "Berg"


def test_a_country_is_no_person_unless_somebody_bears_its_name() -> None:
    taken = [row("Mali", count=5), row("Burkina Faso", count=4), row("Chad", count=4)]
    kinds = {actor.name: actor.kind for actor in merge(corpus(taken)).actors}
    assert kinds == {"Mali": "country", "Burkina Faso": "country", "Chad": "person"}
    borne = merge(corpus([row("Paul Mali"), row("Mali", count=5, first=20)]))
    assert [(actor.name, actor.kind) for actor in borne.actors] == [("Paul Mali", "person")]


def test_of_two_bearers_in_one_article_the_first_until_the_other_is_named() -> None:
    early = merge(corpus([row("Anna Berg"), row("Berg", first=10), row("Paul Berg", first=90)]))
    late = merge(corpus([row("Anna Berg"), row("Paul Berg", first=20), row("Berg", first=90)]))
    assert name_of(early, "Berg") == "Anna Berg"
    assert name_of(late, "Berg") == "Berg"


def test_a_surname_that_one_person_of_the_corpus_bears_is_hers_with_the_reason() -> None:
    actors = merge(corpus([row("Anna van der Berg")], [row("van der Berg")]))
    (actor,) = actors.actors
    assert actor.name == "Anna van der Berg"
    assert any("van der Berg" in why for why in actor.why)


def test_spellings_of_one_name_are_one_and_other_names_are_not() -> None:
    assert same_person("sergei ivanov", "sergey ivanov")
    assert same_person("dmitry petrov", "dmitri petrov")
    assert same_person("george w brown", "george brown")
    assert not same_person("george h brown", "george w brown")
    assert not same_person("anders larsson rasmussen", "lars larsson rasmussen")
    assert not same_person("john mayer", "john maree")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergei Ivanov", "Sergey Ivanov"),
        ("Harald Lindqvist", "Harald Lindqwist"),
        ("Ole Daly", "Ole Dali"),
        ("Mark Bergstrom", "Marck Bergstrom"),
        ("Anna Philips", "Anna Phillips"),
    ],
)
def test_names_that_differ_in_spelling_are_offered_whatever_their_sound(one: str, other: str) -> None:
    actors = merge(corpus([row(one)], [row(other)]))
    assert len(actors.actors) == 2
    assert len(actors.offers) == 1


def test_an_initial_before_a_surname_of_another_spelling_is_offered() -> None:
    actors = merge(corpus([row("Anna Lynd")], [row("A. Lind")]))
    assert len(actors.actors) == 2
    assert len(actors.offers) == 1
    assert len(merge(corpus([row("Anna Lynd")], [row("Arne Lind")], [row("A. Lind")])).actors) == 2


def test_a_body_s_first_word_is_that_body_where_the_article_names_it_in_full_before() -> None:
    def both(short: str, full: str, first: int = 50) -> int:
        rows = [row(full, "organization", first=10), row(short, "organization", first=first)]
        return len(merge(corpus(rows)).actors)

    assert both("Lowmark", "Lowmark Boerse") == 1
    assert both("Lowmark", "Lowmark Finanziaria", first=0) == 2
    assert both("National", "National Boerse") == 2
    assert both("LBO", "LBO Boerse Council") == 2
    assert both("SBX", "SBX Communications") == 1


@pytest.mark.parametrize("short", ["J.R. Lind", "J. R. Lind", "JR Lind"])
def test_initials_are_a_full_name_s_however_they_are_dotted(short: str) -> None:
    assert len(merge(corpus([row("James Robert Lind")], [row(short)])).actors) == 1


def test_a_body_with_a_person_s_name_may_be_that_person() -> None:
    actors = merge(corpus([row("Yuri Lundov")], [row("Iurii Lundov", "organization")]))
    assert [offer.score > 90 for offer in actors.offers] == [True]
    assert not merge(corpus([row("Yuri Lund")], [row("Yuri Lund University", "organization")])).offers


@pytest.mark.parametrize(
    ("one", "other"),
    [("Saint Olaf Hospital", "St. Olaf Hospital"), ("First Harbour Bank", "1st Harbor Bank")],
)
def test_what_one_name_writes_out_and_another_shortens_is_one_word(one: str, other: str) -> None:
    assert len(merge(corpus([row(one, "organization")], [row(other, "organization")])).actors) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("Jürgen Bäck", "Juergen Baeck"), ("Anne-Marie Lind", "Anne Marie Lind"), ("Ole O'Dahl", "Ole O’Dahl")],
)
def test_marks_hyphens_and_umlauts_written_out_are_no_other_spelling(one: str, other: str) -> None:
    assert len(merge(corpus([row(one)], [row(other)])).actors) == 1


def test_two_spellings_with_one_office_are_one_person() -> None:
    def article(name: str, form: str, role: str, of: str) -> ArticleForms:
        return ArticleForms(name, (row(form),), roles=(RoleRow(form, role, of),))

    same = merge(
        [
            article("a", "Sergei Lund", "foreign minister", "Danish"),
            article("b", "Sergey Lund", "foreign minister", "Denmark"),
        ]
    )
    (actor,) = same.actors
    assert any("the same office" in why for why in actor.why)
    for role, of in (("senator", "Denmark"), ("foreign minister", "Norway"), ("deputy foreign minister", "Denmark")):
        other = merge([article("a", "Sergei Lund", role, "Denmark"), article("b", "Sergey Lund", role, of)])
        assert len(other.actors) == 2


def test_an_almost_equal_spelling_is_offered_not_made() -> None:
    actors = merge(corpus([row("Wilhelmina Strandberg")], [row("Wilhelmina Strandburg")]))
    assert len(actors.actors) == 2
    assert [offer.score > 90 for offer in actors.offers] == [True]


def test_first_names_a_letter_or_two_apart_are_offered_under_one_surname() -> None:
    actors = merge(corpus([row("Mohammed Al-Berg")], [row("Muhammad Al-Berg")], [row("Mustafa Al-Berg")]))
    assert len(actors.actors) == 3
    assert [set(offer.forms) for offer in actors.offers] == [
        {("Mohammed Al-Berg", "person"), ("Muhammad Al-Berg", "person")}
    ]


def test_british_and_american_spellings_of_a_body_are_one() -> None:
    actors = merge(
        corpus([row("Ansgar Harbour Authority", "organization")], [row("Ansgar Harbor Authority", "organization")])
    )
    assert len(actors.actors) == 1


def test_a_long_form_and_the_short_one_in_brackets() -> None:
    rows = (row("Union of Baltic Fishers", "organization"), row("UBF", "organization", 5))
    article = ArticleForms("a.txt", rows, (("Union of Baltic Fishers", "UBF"),))
    (actor,) = merge([article]).actors
    assert actor.name == "Union of Baltic Fishers"
    assert actor.why == ("“Union of Baltic Fishers (UBF)” in a.txt.",)


def test_initials_fit_whatever_the_order_of_a_translation() -> None:
    assert abbreviates("OSCE", "Organization for Cooperation and Security in Europe")
    assert abbreviates("CEI", "Italian Episcopal Conference")
    assert not abbreviates("WTO", "Union of Baltic Fishers")
    assert not abbreviates("Berg", "Anna Berg")


def test_the_same_words_in_another_order_or_spelling() -> None:
    forms = (
        "Organization for Security and Co-operation in Africa",
        "Organisation for Cooperation and Security in Africa",
    )
    actors = merge(corpus(*([row(form, "organization")] for form in forms)))
    assert len(actors.actors) == 1


def test_a_country_s_names_and_adjectives_are_the_country() -> None:
    actors = merge(
        corpus([row("U.S.", "place"), row("American", "group"), row("United States", "place"), row("US", "place")])
    )
    (actor,) = actors.actors
    assert (actor.id, actor.name, actor.kind) == ("country-us", "United States", "country")


def test_neighbours_in_spelling_stay_two() -> None:
    actors = merge(
        corpus([row(form, "place") for form in ("Iran", "Iraq", "Slovenia", "Slovakia", "Niger", "Nigeria")])
    )
    assert len(actors.actors) == 6


def test_the_majority_settles_a_kind() -> None:
    actors = merge(corpus([row("Petrov", "organization", 2)], [row("Ivan Petrov", count=3), row("Petrov", count=4)]))
    (actor,) = actors.actors
    assert (actor.name, actor.kind) == ("Ivan Petrov", "person")


def test_a_capital_is_a_place_whatever_it_was_taken_for() -> None:
    (actor,) = merge(corpus([row("Copenhagen", "organization", 2)])).actors
    assert actor.kind == "place"


def test_a_capital_with_its_district_is_the_capital() -> None:
    actors = merge(corpus([row("Washington", "place", 2), row("Washington D.C.", "place")]))
    assert len(actors.actors) == 1


def test_a_stated_actor_has_its_aliases_and_its_name() -> None:
    stated = [StatedActor("Union of Baltic Fishers", "organization", ("the Fishers",))]
    actors = merge(corpus([row("Fishers", "group", 3)]), stated)
    assert name_of(actors, "the Fishers", "group") == "Union of Baltic Fishers"


def test_a_seat_of_government_stated_for_a_country_keeps_the_country() -> None:
    actors = merge(
        corpus([row("Harbour Palace", "organization", 3)]), [StatedActor("Peru", "country", ("Harbour Palace",))]
    )
    assert actors.actors[0].id == "country-pe"


def test_never_same_keeps_two_apart() -> None:
    articles = corpus([row("Sergei P. Ivanov")], [row("Sergei Ivanov")])
    assert len(merge(articles).actors) == 1
    assert len(merge(articles, never_same=[("Sergei P. Ivanov", "Sergei Ivanov")]).actors) == 2


def test_ids_are_made_from_names_alone() -> None:
    """Not from what was merged before: an id that an actor had under a shorter name still finds it (Library.actor)."""
    first = merge(corpus([row("UBF", "organization")]))
    more = corpus([row("UBF", "organization")])
    more.append(
        ArticleForms(
            "b.txt",
            (row("Union of Baltic Fishers", "organization"), row("UBF", "organization")),
            (("Union of Baltic Fishers", "UBF"),),
        )
    )
    again = merge(more)
    assert again.actors[0].name == "Union of Baltic Fishers"
    assert again.actors[0].id == "union-of-baltic-fishers"
    assert first.actors[0].id in {id_of(form) for form, _ in again.actors[0].forms}


@pytest.mark.parametrize(
    ("text", "shown"),
    [("the  United\nNations", "United Nations"), ("Peru's", "Peru"), ("The", "The"), ("Acme Corp>", "Acme Corp")],
)
def test_a_form_is_shown_without_article_possessive_and_line_breaks(text: str, shown: str) -> None:
    assert surface(text) == shown


def test_unions_never_join_two_countries() -> None:
    unions = Unions()
    assert unions.union("country|RU", "russia", "")
    assert not unions.union("country|US", "russia", "no")
    assert unions.union("kremlin", "country|RU", "stated")
    assert unions.find("kremlin") == "country|RU"


_words = st.text(string.ascii_letters + " .'-é&", min_size=1, max_size=24)
_kinds = st.sampled_from(["person", "organization", "place", "country", "group"])
_rows = st.builds(
    FormRow, _words, _kinds, st.integers(1, 9), st.integers(0, 3), st.integers(0, 3), st.integers(0, 500), st.none()
)


def test_an_actor_that_is_given_away_keeps_no_id_from_another() -> None:
    articles = corpus([row("a"), row("A.B", first=5)])
    actors = merge(articles)
    assert [actor.id for actor in actors.actors] == ["a"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(_rows, max_size=8), max_size=6))
def test_any_forms_merge_and_every_tie_leads_to_an_actor(rows: list[list[FormRow]]) -> None:
    articles = corpus(*rows)
    actors = merge(articles)
    ids = [actor.id for actor in actors.actors]
    assert len(ids) == len(set(ids))
    for article in articles:
        for one in article.forms:
            tie = actors.tie(article.article, one.form, one.kind)
            assert tie is None or tie[0] in actors.by_id
    again = merge(articles[::-1])
    assert {actor.id: actor.forms for actor in again.actors} == {actor.id: actor.forms for actor in actors.actors}


def test_a_dateline_s_capitals_are_not_the_name_where_it_stands_in_small_letters_too() -> None:
    assert full_name(["tokyo"], {"TOKYO": 16, "Tokyo": 12}) == "Tokyo"
    assert full_name(["nasa"], {"NASA": 40, "Nasa": 1}) == "NASA"


def test_initials_are_the_one_full_name_that_they_fit() -> None:
    actors = merge(
        corpus([row("A. Meissel"), row("Anna Meissel")], [row("F.-W. Stollberg")], [row("Frank-Walter Stollberg")])
    )
    assert {actor.name for actor in actors.actors} == {"Anna Meissel", "Frank-Walter Stollberg"}


def test_initials_that_two_fit_are_offered() -> None:
    actors = merge(corpus([row("A. Meissel")], [row("Anna Meissel")], [row("Arno Meissel")]))
    assert len(actors.actors) == 3
    assert {offer.forms[1][0] for offer in actors.offers} == {"A. Meissel"}


def test_a_legal_form_and_a_land_are_left_out() -> None:
    rows = [
        row("Simmons AG", "organization"),
        row("Simmons", "organization"),
        row("State of Ohio", "place"),
        row("Ohio", "place"),
    ]
    assert {actor.name for actor in merge(corpus(rows)).actors} == {"Simmons AG", "Ohio"}


def test_a_council_is_that_of_the_body_before_it() -> None:
    rows = [row("U.N. Fisheries Council", "organization"), row("Fisheries Council", "organization", first=80)]
    assert len(merge(corpus(rows)).actors) == 1


def test_a_surname_is_that_of_a_junior_too() -> None:
    actors = merge(corpus([row("Harald Lind Jr."), row("Lind", first=50)]))
    assert name_of(actors, "Lind") == "Harald Lind Jr."


def short_form(short: str, *longer: str, kind: ActorKind = "organization") -> str | None:
    rows = [row(form, kind, first=at) for at, form in enumerate((*longer, short))]
    return name_of(merge(corpus(rows)), short, kind)


def test_a_shorter_name_is_the_one_longer_of_its_article_that_it_can_be() -> None:
    assert short_form("Borg", "Borg Motors") == "Borg Motors"
    assert short_form("Comic Corps", "Comic Corps of Lowland") == "Comic Corps of Lowland"
    assert short_form("Supreme Court", "Danish Supreme Court of Cassation") == "Danish Supreme Court of Cassation"
    assert short_form("Model 3", "Borg Model 3") == "Borg Model 3"
    assert short_form("Court", "Supreme Court", "Supreme Court of Lowland") == "Supreme Court of Lowland"
    assert short_form("Church", "Church of Norsund") == "Church of Norsund"


def test_a_shorter_name_that_two_can_be_or_that_a_country_has_is_neither() -> None:
    assert short_form("Borg", "Borg Motors", "Borg Airlines") == "Borg"
    assert short_form("Model 3", "Borg Model 3", "Lund Model 3") == "Model 3"
    assert short_form("Canada", "Transport Canada") == "Canada"


def test_a_name_without_initials_is_joined_to_neither_of_two_with_other_initials() -> None:
    actors = merge(corpus([row("George P. Borg", count=9)], [row("George Borg", count=5)], [row("George K. P. Borg")]))
    assert len(actors.actors) == 3


def test_a_family_name_that_two_bear_is_offered_to_either() -> None:
    actors = merge(corpus([row("Anna Berg", first=0), row("Paul Berg", first=5), row("Berg", first=9)]))
    assert len(actors.actors) == 3
    assert {frozenset(form for form, _ in offer.forms) for offer in actors.offers} == {
        frozenset({"Berg", "Anna Berg"}), frozenset({"Berg", "Paul Berg"}),
    }  # fmt: skip


def test_initials_that_no_article_explains_are_offered_to_the_only_body_they_fit() -> None:
    actors = merge(corpus([row("Lowland Fisheries Board", "organization")], [row("LFB", "organization")]))
    (offer,) = actors.offers
    assert {form for form, _ in offer.forms} == {"LFB", "Lowland Fisheries Board"}


def test_two_names_of_which_the_article_says_that_they_are_one_person_s_are_one() -> None:
    rows = (row("Olly Lind"), row("Ole M. Lind", first=20), row("Lind", first=50))
    actors = merge([ArticleForms("0.txt", rows, called=(("Olly Lind", "Ole M. Lind"),))])
    (actor,) = actors.actors
    assert {form for form, _ in actor.forms} == {"Olly Lind", "Ole M. Lind", "Lind"}


def test_a_word_that_no_full_name_has_is_one_thing_though_it_is_read_as_two() -> None:
    rows = [[row("Tamara Oil", "organization")], [row("Yuko", "person", 3)], [row("Yuko", "organization", 5)]]
    actors = merge(corpus(*rows))
    assert [actor.kind for actor in actors.actors if actor.name == "Yuko"] == ["organization"]


def test_a_body_with_a_country_behind_its_name_is_a_body() -> None:
    actors = merge(corpus([row("Amnesty Norway"), row("Michael Jordan"), row("Northern Norway", "place")]))
    assert {actor.name: actor.kind for actor in actors.actors} == {
        "Amnesty Norway": "organization",
        "Michael Jordan": "person",
        "Northern Norway": "place",
    }


def test_middle_names_that_begin_alike_are_two() -> None:
    assert len(merge(corpus([row("Luis Alberto Carmona")], [row("Luis Antonio Carmona")])).actors) == 2
    assert len(merge(corpus([row("Luis Alberto Carmona")], [row("Luis A. Carmona")])).actors) == 1
