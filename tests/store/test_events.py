"""One event told by several articles is one entry of the timeline, with its sources."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.folders import folder_of
from tui.config import Config
from tui.index.update import update
from tui.store.library import Library
from tui.store.query import EventQuery, TimelineQuery
from tui.store.rows import Entry

TOLD = {
    "a": "BRESK, May 6, 2031 - Ruritania opened the Kolm bridge near Bresk on 4 May 2031, ministers said.",
    "b": "Visitors love the coast. The Kolm bridge near Bresk was opened by Ruritania on May 4, 2031.",
    "c": "The harbour fire in Port Ansgar killed two sailors on May 4, 2031, the coroner said.",
    "d": "In 2031 Ruritania opened the Kolm bridge near Bresk, the first in the country.",
    "e": "In 2031 the Kolm bridge near Bresk was opened by Ruritania, after long years.",
}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return folder_of(TOLD, tmp_path)


@pytest.fixture
def library(corpus: Path) -> Iterator[Library]:
    opened = Library.open(corpus, Config(), index_dir=corpus.parent / "index", data_dir=corpus.parent / "data")
    update(opened, workers=0)
    yield opened
    opened.close()


def on_the_fourth(library: Library) -> dict[str, Entry]:
    return {entry.article: entry for entry in library.timeline.entries(limit=100) if entry.value == "2031-05-04"}


def test_two_tellings_are_one_entry_and_another_event_of_the_day_stays_apart(library: Library) -> None:
    entries = on_the_fourth(library)
    assert {key: entry.sources for key, entry in entries.items()} == {"a.txt": 2, "c.txt": 1}
    assert [told.article for told in library.timeline.told(entries["a.txt"])] == ["a.txt", "b.txt"]
    assert [told.article for told in library.timeline.told(entries["c.txt"])] == ["c.txt"]


def test_a_year_is_too_wide_to_be_one_event(library: Library) -> None:
    assert [entry.sources for entry in library.timeline.entries(limit=100) if entry.value == "2031"] == [1, 1]


def test_periods_count_events_and_the_rows_have_every_sentence(library: Library) -> None:
    assert (
        sum(period.n for period in library.timeline.periods(TimelineQuery(zoom="day")))
        == library.timeline.entries_count()
    )
    rows = [row for row in library.rows.timeline() if row["value"] == "2031-05-04"]
    assert [row["article"] for row in rows] == ["a.txt", "b.txt", "c.txt"]


def test_a_selection_that_only_one_telling_touches_finds_the_event(library: Library) -> None:
    crossref = library.crossref(library.term("Visitors"))
    assert library.timeline.entries(EventQuery(crossref=crossref, hits_only=True)) == []
    crossref = library.crossref(library.term("ministers"))
    (entry,) = [
        e for e in library.timeline.entries(EventQuery(crossref=crossref, hits_only=True)) if e.value == "2031-05-04"
    ]
    assert (entry.article, entry.sources, entry.hit) == ("a.txt", 2, True)
    assert library.timeline.entries_count(EventQuery(crossref=crossref, hits_only=True)) == len(
        library.timeline.entries(EventQuery(crossref=crossref, hits_only=True))
    )


def test_what_is_left_of_an_event_stays_when_its_first_teller_goes(library: Library, corpus: Path) -> None:
    (corpus / "a.txt").unlink()
    update(library, workers=0)
    assert {key: entry.sources for key, entry in on_the_fourth(library).items()} == {"b.txt": 1, "c.txt": 1}
    assert (
        sum(period.n for period in library.timeline.periods(TimelineQuery(zoom="day")))
        == library.timeline.entries_count()
    )
    assert len(library.timeline.entries(limit=100)) == library.timeline.entries_count()


def test_a_new_telling_joins_the_event(library: Library, corpus: Path) -> None:
    (corpus / "f.txt").write_text("A Late Report\n\nThe Kolm bridge near Bresk in Ruritania opened on 4 May 2031.\n")
    update(library, workers=0)
    entries = on_the_fourth(library)
    assert {key: entry.sources for key, entry in entries.items()} == {"a.txt": 3, "c.txt": 1}
    assert len(library.timeline.entries(limit=100)) == library.timeline.entries_count()


RESTING = {
    "a": "BRESK, May 6, 2031 - The harbour of Bresk is shut. Ruritania opened the Kolm bridge near Bresk.",
    "b": "Ministers met on May 6, 2031 in Bresk.",
    "c": "PORT ANSGAR, May 7, 2031 - The Kolm bridge near Bresk was opened by Ruritania on May 6, 2031.",
}


def test_what_no_expression_dates_is_an_event_of_its_article_s_day_below_the_dated_ones(tmp_path: Path) -> None:
    it = Library.open(folder_of(RESTING, tmp_path), Config(), index_dir=tmp_path / "i", data_dir=tmp_path / "d")
    update(it, workers=0)
    rows = [row for row in it.rows.timeline() if row["text"] == "opened"]
    assert [(row["article"], row["first"], row["rests_on"]) for row in rows] == [("a.txt", "2031-05-06", "publication")]
    assert not [row for row in it.rows.dates() if row["text"] == "opened"]
    assert it.counts().dates == len(list(it.rows.dates()))
    sixth = [entry for entry in it.timeline.entries(limit=100) if entry.value == "2031-05-06"]
    (entry,) = [entry for entry in sixth if "Kolm" in entry.words]
    assert (entry.article, entry.sources, entry.rests_on) == ("c.txt", 2, "expression")
    day = [row["rests_on"] for row in it.rows.timeline() if row["first"] == "2031-05-06"]
    assert day == sorted(day)
    lines = it.why("time", f"a.txt:{rows[0]['start']}")
    assert any("rests on the day of publication" in line for line in lines)
    it.close()


def test_an_actor_s_rows_have_what_it_said_each_sentence_and_day_once(tmp_path: Path) -> None:
    told = (
        "LONDON, May 6, 2031 - Borg Motors closed a plant on May 4, 2031.\n\nA long line of vans stood there.\n\n"
        "Nobody was hurt.\n\nIt rained.\n\nThe roads were wet.\n\n"
        "Borg Motors said that it would open another plant.\n\nBorg Motors hopes that nobody minds."
    )
    opened = Library.open(
        folder_of({"a": told}, tmp_path), Config(), index_dir=tmp_path / "index", data_dir=tmp_path / "data"
    )
    update(opened, workers=0)
    rows = [(row["text"], row["rests_on"], row["first"]) for row in opened.rows.timeline("Borg Motors")]
    everything = [row["rests_on"] for row in opened.rows.timeline()]
    opened.close()
    assert rows == [
        ("May 4, 2031", "expression", "2031-05-04"),
        ("May 6, 2031", "expression", "2031-05-06"),
        ("said", "claim", "2031-05-06"),
    ]
    assert "claim" not in everything


def test_what_others_say_of_an_actor_is_no_event_of_its_own_but_what_they_say_it_did_is(tmp_path: Path) -> None:
    text = (
        "BRESK, May 6, 2031 - Borg Motors opened its mill on Monday.\n\n"
        "Anna Lind said on Friday that Borg Motors was late. "
        "Ole Dahl said that Borg Motors closed a yard on 3 April 2031.\n"
    )
    folder = folder_of({"a": text}, tmp_path)
    opened = Library.open(folder, Config(), index_dir=tmp_path / "index", data_dir=tmp_path / "data")
    update(opened, workers=0)
    days = {row["text"] for row in opened.rows.timeline("Borg Motors")}
    everything = {row["text"] for row in opened.rows.timeline()}
    opened.close()
    assert {"Monday", "3 April 2031"} <= days
    assert "on Friday" not in days
    assert "Friday" not in days
    assert "Friday" in everything
