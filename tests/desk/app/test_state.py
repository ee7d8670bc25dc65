import json
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.desk.app.shelf import Shelf
from tui.config import Config
from tui.desk.mention_walk import MentionWalk
from tui.desk.panes.claims import ClaimsPane
from tui.desk.panes.lists import ActorsPane, ArticlesPane
from tui.desk.selection import Place
from tui.desk.state import DeskState, filter_words, parse_filter
from tui.model import Selection
from tui.store.query import ClaimQuery


def state() -> DeskState:
    state = DeskState(Config(), "riverton")
    state.library = Shelf()  # type: ignore[assignment]
    return state


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ClaimQuery()),
        ("harbour", ClaimQuery(matching="harbour")),
        ('holder:"Ada Holm" stance:for', ClaimQuery(holder="Ada Holm", stance="for")),
        ("kind:direct conf:0.6 two words", ClaimQuery(kind="direct", least_confidence=0.6, matching="two words")),
        ("10:30", ClaimQuery(matching="10:30")),
    ],
)
def test_a_filter_is_read_and_written_as_it_is_typed(typed, found):
    assert parse_filter(typed) == found
    assert parse_filter(filter_words(found)) == found
    assert found.filtered == bool(typed)


@pytest.mark.parametrize("typed", ["stance:perhaps", "kind:loud", "conf:high", "conf:2", "conf:nan"])
def test_a_wrong_filter_says_what_would_be_right(typed):
    with pytest.raises(ValueError, match="write "):
        parse_filter(typed)


def test_the_state_is_kept_and_restored():
    one = state()
    one.trail.select(Selection("term", "tide", "tide"), Place("claims", "a.txt", 5, {"claims": 2}))
    one.claims_filter = parse_filter("stance:against")
    one.zoom = "year"
    one.orders["articles"] = 2
    other = state()
    other.restore(one.kept(Place("reader", "b.txt", 9, {}, 4, seen=False)))
    assert other.selection == one.selection
    assert other.trail.steps[other.trail.at].place == Place("reader", "b.txt", 9, {}, 4, seen=False)
    assert (other.claims_filter, other.zoom, other.orders) == (one.claims_filter, "year", {"articles": 2})


@given(st.text() | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps))
def test_nonsense_that_was_kept_does_no_harm(kept):
    one = state()
    one.restore(kept)
    assert one.selection is None
    assert one.zoom == "month"


def test_without_a_selection_nothing_is_sorted_by_it():
    one = state()
    one.orders["articles"] = 2
    assert one.order("articles")[0] == "day"
    assert one.order("actors")[0] == "claims"
    one.trail.select(Selection("term", "harbour"), Place())
    one.refresh()
    assert one.order("articles")[0] == "hits"


def test_a_walk_goes_on_from_wherever_the_reader_stands():
    shelf = Shelf()
    crossref = shelf.crossref(Selection("term", "harbour"))
    walk = MentionWalk(crossref, shelf.within)
    assert len(walk) == 6
    first = walk.step(1, "a.txt", -1)
    assert first == crossref.mentions[0]
    assert walk.number("a.txt", first.span.start) == 1
    assert walk.step(1, "a.txt", 10_000) == crossref.mentions[3]
    assert walk.step(-1, "b.txt", 0) == crossref.mentions[2]
    assert walk.step(1, "b.txt", 10_000) is None
    assert walk.step(-1, "a.txt", 0) is None
    assert walk.number("b.txt", 0) == 0
    assert walk.number("c.txt", 0) == 0


def test_from_an_article_without_mentions_a_walk_goes_on_where_it_was():
    shelf = Shelf()
    crossref = shelf.crossref(Selection("term", "harbour"))
    walk = MentionWalk(crossref, shelf.within)
    assert walk.step(1, "c.txt", 0) == crossref.mentions[0]
    assert walk.step(1, None, 0) == crossref.mentions[1]


def test_a_crossref_without_mentions_is_no_walk():
    crossref = replace(Shelf().crossref(Selection("term", "harbour")), mentions=(), by_article=())
    walk = MentionWalk(crossref, Shelf().within)
    assert not walk
    assert walk.step(1, "a.txt", 0) is None


def test_lists_of_what_was_read_say_on_how_many_articles_they_rest():
    desk = state()
    for pane in (ClaimsPane(desk), ActorsPane(desk)):
        assert "from" not in pane.note()
    desk.counts = SimpleNamespace(read=12_400, articles=32_111)
    assert "from 12,400 of 32,111 articles" in ClaimsPane(desk).note()
    assert "12,400/32,111 read" in ActorsPane(desk).note()
    assert "read" not in ArticlesPane(desk).note()
    desk.crossref = SimpleNamespace(partial="of the first mentions")
    assert "of the first mentions" in ClaimsPane(desk).note()
