"""The timeline's columns say what a look at each dated sentence would say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.test_size import tied_corpus
from tui.corpus.days.periods import period_of
from tui.model import Days, Selection
from tui.store.library import Library
from tui.store.queries import dated
from tui.store.queries.dated import DatedHits, hit_dates
from tui.store.queries.periods import is_wide, named, summed
from tui.store.query import TimelineQuery
from tui.store.rows import Period, Zoom

DAYS = st.integers(1, date.max.toordinal())
RANGES = st.tuples(DAYS, st.integers(0, 800)).map(lambda it: (it[0], min(it[0] + it[1], date.max.toordinal())))
ZOOMS: st.SearchStrategy[Zoom] = st.sampled_from(("day", "week", "month", "year"))


def placed(first: int, last: int, zoom: Zoom) -> Days:
    period = period_of(date.fromordinal(first), zoom)
    return period if last <= period.last.toordinal() else Days(date.fromordinal(first), date.fromordinal(last))


@given(ranges=st.lists(st.tuples(RANGES, st.integers(1, 5))), zoom=ZOOMS)
def test_sums_are_those_of_each_range_placed_by_itself(ranges: list[tuple[tuple[int, int], int]], zoom: Zoom) -> None:
    counts: Counter[Days] = Counter()
    for (first, last), n in ranges:
        counts[placed(first, last, zoom)] += n
    first, last, each = np.array([(*days, n) for days, n in ranges], np.int64).reshape(-1, 3).T
    sums = summed(first, last, each, zoom)
    found = [(sums.days(at), int(sums.counts[at])) for at in range(len(sums))]
    assert found == sorted(counts.items(), key=lambda item: (item[0].first, -item[0].last.toordinal()))
    assert sums.of(sums.keys) == [n for _, n in found]
    ones = summed(first, last, None, zoom)
    assert ones.keys.tolist() == sums.keys.tolist()
    assert int(ones.counts.sum()) == len(ranges)


def test_a_period_that_is_not_there_has_no_hits() -> None:
    some = summed(np.array([800_000]), np.array([800_000]), None, "day")
    none = summed(np.array([], np.int64), np.array([], np.int64), None, "day")
    assert none.of(some.keys) == [0]
    assert some.of(some.keys + 1) == [0]


def test_a_wide_range_is_called_by_what_it_is() -> None:
    assert named(Days(date(2031, 1, 1), date(2031, 12, 31)), "month") == "2031"
    assert named(Days(date(2031, 4, 28), date(2031, 5, 4)), "day") == "2031-W18"
    assert named(Days(date(2031, 4, 2), date(2031, 4, 9)), "day") == "2031-04-02/2031-04-09"
    assert is_wide(Days(date(2031, 4, 1), date(2031, 4, 30)), "week")


@given(told=st.lists(st.tuples(st.integers(1, 3), st.integers(0, 2), st.integers(0, 9)), max_size=30))
def test_each_event_once_by_its_first_telling_or_else_the_next(told: list[tuple[int, int, int]]) -> None:
    rows = sorted((day, day + more, number, head) for number, (day, more, head) in enumerate(told))
    expected: dict[int, tuple[int, ...]] = {}
    for row in rows:
        if row[3] not in expected or row[2] == row[3]:
            expected[row[3]] = row
    once = DatedHits(*np.array(rows, np.int32).reshape(-1, 4).T).once()
    assert list(zip(*(c.tolist() for c in (once.first, once.last, once.number, once.event)), strict=True)) == sorted(
        expected.values()
    )


@given(ranges=st.lists(RANGES, max_size=30), within=RANGES)
def test_inside_a_range_or_that_very_range(ranges: list[tuple[int, int]], within: tuple[int, int]) -> None:
    ranges = sorted([*ranges, within])
    first, last = np.array(ranges, np.int32).T
    hits = DatedHits(first, last, np.arange(len(ranges), dtype=np.int32), np.arange(len(ranges), dtype=np.int32))
    inside = [at for at, (f, t) in enumerate(ranges) if within[0] <= f and t <= within[1]]
    assert hits.inside(*within, exactly=False).tolist() == inside
    assert hits.inside(*within, exactly=True).tolist() == [at for at in inside if ranges[at] == within]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    opened = tied_corpus(tmp_path_factory.mktemp("timeline"), 400)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "selection", [Selection("term", "harvest"), Selection("actor", "ruritania"), Selection("issue", "harvest")], ids=str
)
def test_the_table_and_a_look_at_the_articles_give_the_same(
    library: Library, selection: Selection, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = library.view
    crossref = library.crossref(selection)
    found = []
    for few, chunk in ((10_000, 10_000), (0, 10_000), (0, 7)):
        monkeypatch.setattr(dated, "_FEW", few)
        monkeypatch.setattr(dated, "_CHUNK", chunk)
        view.forget()
        found.append(hit_dates(view, crossref))
        assert view.holds(("dated",)) == (few == 0)
    assert len(found[0]) == 400
    for name in ("first", "last", "number", "event"):
        assert len({tuple(getattr(hits, name).tolist()) for hits in found}) == 1


def test_the_first_and_the_last_rows_of_a_selection_in_all_articles(library: Library) -> None:
    crossref = library.crossref(Selection("actor", "ruritania"))
    count = library.timeline.count(TimelineQuery(zoom="week", crossref=crossref))
    whole = library.timeline.rows(TimelineQuery(zoom="week", crossref=crossref), limit=1000)
    assert len(whole) == count
    assert library.timeline.rows(TimelineQuery(zoom="week", crossref=crossref), offset=count - 3) == whole[-3:]
    assert library.timeline.rows(TimelineQuery(zoom="week", crossref=crossref), offset=count) == []


def test_the_period_with_most_events(library: Library) -> None:
    assert library.timeline.most(zoom="month") == max(
        period.n for period in library.timeline.periods(TimelineQuery(zoom="month"), limit=1000)
    )


def test_where_the_next_period_begins_and_the_one_before(library: Library) -> None:
    crossref = library.crossref(Selection("actor", "ruritania"))
    rows = library.timeline.rows(TimelineQuery(zoom="week", crossref=crossref), limit=1000)
    begins = [at for at, row in enumerate(rows) if isinstance(row, Period)]
    for at in (0, 1, begins[3], begins[3] + 1, begins[-1], len(rows) - 1):
        following = library.timeline.period_row(at, 1, TimelineQuery(zoom="week", crossref=crossref))
        before = library.timeline.period_row(at, -1, TimelineQuery(zoom="week", crossref=crossref))
        assert following == min((row for row in begins if row > at), default=None)
        assert before == max((row for row in begins if row < at), default=None)
