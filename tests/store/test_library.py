"""The library over the indexed sample corpus: every list pages, counts and agrees with the others."""

from __future__ import annotations

from pathlib import Path

import pytest
from folders import folder_of

from tui.config import Config
from tui.corpus.crossref.hits import places
from tui.corpus.crossref.mention_overlap import overlaps
from tui.export.record import on_issue
from tui.index.update import update
from tui.model import Days, Issue, Selection, Span
from tui.store.library import Library
from tui.store.queries import find
from tui.store.query import ActorQuery, ArticleQuery, ClaimQuery, ConcordanceQuery, EventQuery, TimelineQuery


def test_counts_agree_with_the_lists(library: Library) -> None:
    counts = library.counts()
    assert counts.articles == counts.read == library.articles_count() == 5
    assert counts.claims == library.claims_count() == len(library.claims(limit=1000))
    assert counts.problems == 0
    assert counts.state == ""
    assert counts.mentions == sum(row.mentions for row in library.articles())


@pytest.mark.parametrize("order", ["day", "title", "outlet", "words", "claims", "mentions", "new"])
@pytest.mark.parametrize("descending", [False, True])
def test_articles_page_the_same_in_any_size(library: Library, order: str, descending: bool) -> None:
    whole = library.articles(ArticleQuery(order=order, descending=descending))
    paged = [
        row
        for at in range(0, 5, 2)
        for row in library.articles(ArticleQuery(order=order, descending=descending), offset=at, limit=2)
    ]
    assert [row.key for row in paged] == [row.key for row in whole]
    assert len({row.key for row in whole}) == 5


def test_an_article_is_found_at_the_row_where_the_list_has_it(library: Library) -> None:
    for order in ("day", "title"):
        for place, row in enumerate(library.articles(ArticleQuery(order=order))):
            assert library.article_offset(row.key, ArticleQuery(order=order)) == place


def test_articles_can_be_filtered_by_their_words(library: Library) -> None:
    found = library.articles(ArticleQuery(matching="CORFU"))
    assert 0 < len(found) < 5
    assert library.articles_count(ArticleQuery(matching="CORFU")) == len(found)
    assert library.articles_count(ArticleQuery(matching="no such words anywhere")) == 0


def test_a_selected_actor_lights_up_in_every_list(library: Library) -> None:
    crossref = library.crossref(library.term("South Ossetia"))
    assert len(crossref.mentions) >= 12
    rows = library.articles(ArticleQuery(crossref=crossref, order="hits"))
    assert [row.hits for row in rows] == sorted((row.hits for row in rows), reverse=True)
    assert sum(row.hits for row in rows) == len(crossref.mentions)
    by_day = [row.key for row in library.articles(ArticleQuery(crossref=crossref))]
    assert [row.key for row in rows] == sorted(by_day, key=lambda key: -dict(crossref.by_article).get(key, 0))
    claims = library.claims(ClaimQuery(crossref=crossref), limit=1000)
    assert len(claims) == library.claims_count(ClaimQuery(crossref=crossref)) == len(crossref.claims) > 5
    assert any(row.hits for row in library.actors(ActorQuery(crossref=crossref, order="hits")))
    assert any(row.hits for row in library.issues(crossref=crossref))
    assert sum(row.claims for row in library.actors(limit=1000)) > 10


def test_marks_quote_the_text_and_know_the_selection(library: Library) -> None:
    crossref = library.crossref(library.term("South Ossetia"))
    key = crossref.mentions[0].article
    text = library.article(key).text  # type: ignore[union-attr]
    marks = library.body_marks(key, crossref)
    assert any(mark.hit and "Ossetia" in mark.span.of(text) for mark in marks)
    assert {"claim", "source", "cue", "content", "time"} <= {mark.kind for mark in marks}
    assert [mark.span.start for mark in marks] == sorted(mark.span.start for mark in marks)


def test_the_timeline_lays_periods_and_their_entries_out(library: Library) -> None:
    whole = library.timeline.rows(TimelineQuery(zoom="month"), limit=1000)
    assert len(whole) == library.timeline.count(TimelineQuery(zoom="month"))
    paged = [
        row
        for at in range(0, len(whole), 7)
        for row in library.timeline.rows(TimelineQuery(zoom="month"), offset=at, limit=7)
    ]
    assert paged == whole
    periods = library.timeline.periods(TimelineQuery(zoom="month"), limit=1000)
    assert sum(period.n for period in periods) == library.timeline.entries_count()
    first = periods[0]
    assert (
        len(library.timeline.entries(EventQuery(within=first.days), limit=1000))
        == first.n
        == library.timeline.entries_count(EventQuery(within=first.days))
    )


def test_the_timeline_of_a_selection_has_only_what_touches_it(library: Library) -> None:
    crossref = library.crossref(library.term("Georgia"))
    entries = library.timeline.entries(EventQuery(crossref=crossref, hits_only=True), limit=1000)
    assert (
        0
        < len(entries)
        == library.timeline.entries_count(EventQuery(crossref=crossref, hits_only=True))
        < library.timeline.entries_count()
    )
    assert all(entry.hit for entry in entries)
    assert library.timeline.count(TimelineQuery(crossref=crossref)) > len(entries)


def test_the_matrix_rests_on_the_claims(library: Library) -> None:
    matrix = library.matrix()
    assert matrix.cells
    for (holder, issue), cell in matrix.cells.items():
        rows = [row for row in library.positions(holder, issue) if not row.doubts]
        assert cell.claims == len(rows)
        stances = [row.stance for row in rows]
        shown = ("for", "against", "mixed") if cell.stance == "mixed" else (cell.stance,)
        assert cell.n == sum(stance in shown for stance in stances) > 0
    filtered = library.matrix(ClaimQuery(stance="against"))
    assert 0 < sum(c.n for c in filtered.cells.values()) < sum(c.n for c in matrix.cells.values())


def test_the_matrix_by_side_gathers_the_holders_that_speak_for_one(library: Library) -> None:
    matrix, holders = library.matrix(by="side"), library.matrix()
    assert sum(c.claims for c in matrix.cells.values()) == sum(c.claims for c in holders.cells.values())
    for (side, issue), cell in matrix.cells.items():
        rows = [row for row in library.positions(side, issue, by="side") if not row.doubts]
        assert cell.claims == len(rows)
        assert all(side in (row.holder, row.claim.side) for row in rows)


def count_the_same(library: Library) -> tuple[int, int]:
    """How many claims are doubtful and how many cells turned, where matrix, issues and record agree on all of them."""
    issues = {issue.id: {count.name: count for count in issue.holders} for issue in library.issues()}
    matrix, doubtful, turned = library.matrix(), 0, 0
    holders = {row.holder for row in library.claims(ClaimQuery(), limit=1000) if row.holder}
    for holder in holders:
        claims = library.claims(ClaimQuery(holder=holder, order="article"), limit=1000)
        once = [row for row in claims if row.holder == holder and not (row.copy or row.under)]
        for issue, by_name in issues.items():
            told = on_issue([row for row in once if issue in row.claim.issues], issue)
            cell, count = matrix.cells.get((holder, issue)), by_name.get(holder)
            doubtful, turned = doubtful + len(told.doubtful), turned + bool(told.turns)
            assert (cell.claims if cell is not None else 0) == len(told.counted), (holder, issue)
            assert (count.claims if count is not None else 0) == len(told.counted), (holder, issue)
            assert (cell is not None and cell.changed) == bool(told.turns), (holder, issue)
            if count is not None:
                assert (count.for_, count.against) == (told.sides["for"], told.sides["against"])
    return doubtful, turned


def test_matrix_issues_and_record_count_the_same_claims(library: Library) -> None:
    doubtful, _ = count_the_same(library)
    assert doubtful


def test_matrix_issues_and_record_tell_the_same_turns(tmp_path: Path) -> None:
    told = (("March", "supports"), ("June", "opposes"))
    folder_of(
        {
            month: f"Berg on the dam\n\n3 {month} 2009\n\nMayor Ulla Berg {verb} the dam at Halden."
            for month, verb in told
        },
        tmp_path,
    )
    dam = Issue("dam", "The dam", ("dam",), proposition="The dam should be built")
    library = Library.open(
        tmp_path / "corpus", Config(issues=(dam,)), index_dir=tmp_path / "index", data_dir=tmp_path / "data"
    )
    try:
        update(library, workers=0)
        assert count_the_same(library) == (0, 1)
    finally:
        library.close()


def test_stances_are_toward_the_issue_that_is_asked_about(library: Library) -> None:
    asked = "south-ossetia-abkhazia"
    rows = library.claims(ClaimQuery(issue=asked), limit=500)
    assert any(row.claim.issues[0] != asked for row in rows)
    for row in rows:
        assert row.stance == next(s.stance for s in row.claim.stances if s.issue == asked)
    crossref = library.crossref(Selection("issue", asked))
    against = library.claims(ClaimQuery(crossref=crossref, stance="against"), limit=500)
    assert against
    assert {row.stance for row in against} == {"against"}


def test_find_gives_matches_of_each_kind(library: Library) -> None:
    kinds = {found.kind for found in library.find("Geor")}
    assert {"actor", "term"} <= kinds
    assert [f.key for f in library.find("2009-06") if f.kind == "days"] == ["2009-06-01/2009-06-30"]
    assert any(f.kind == "article" for f in library.find("resumes"))
    assert library.find("   ") == []


def test_the_concordance_shows_the_words_around(library: Library) -> None:
    crossref = library.crossref(library.term("NATO"))
    rows = library.concordance(ConcordanceQuery(crossref), limit=10)
    assert len(rows) == 10 <= len(crossref.mentions)
    for row in rows:
        text = library.article(row.article).text  # type: ignore[union-attr]
        assert " ".join(row.span.of(text).split()) == row.match
        assert "\n" not in row.left + row.right
    assert library.concordance(ConcordanceQuery(crossref, order="right"), limit=500) != library.concordance(
        ConcordanceQuery(crossref), limit=500
    )


def test_why_says_where_things_come_from(library: Library) -> None:
    row = library.claims(limit=1)[0]
    assert library.why("claim", row.claim.id)
    article = library.articles()[0]
    assert article.published.why in library.why("article", article.key)
    assert library.why("claim", "no such") == []


def test_days_and_articles_can_be_selected(library: Library) -> None:
    key = library.articles()[0].key
    assert library.crossref(Selection("article", key)).claims
    days = library.crossref(Selection("days", "2009-01-01/2009-12-31"))
    assert days.mentions
    assert isinstance(library.timeline.entries(limit=1)[0].days, Days)


def test_unknown_keys_give_nothing(library: Library) -> None:
    assert library.article("no such") is None
    assert library.claim("no such") is None
    assert library.actor("no such actor") is None
    assert library.body_marks("no such") == []
    assert library.article_offset("no such") is None


def test_what_words_touch_is_what_their_places_touch(library: Library) -> None:
    evidence = library.view.evidence
    claims = {row.claim.id: row.claim for row in library.claims(limit=10_000)}
    words = library.view.rows("SELECT word FROM words WHERE length(word) > 4 ORDER BY occurrences DESC LIMIT 40")
    touched = 0
    for (word,) in words:
        hits = library.view.crossreferences().hits(word)
        spots = places(hits, evidence)
        texts = {spot.article: evidence.keys([spot.article])[0] for spot in spots}
        over = {
            key
            for key, claim in claims.items()
            for spot in spots
            if claim.article == texts[spot.article]
            and any(Span(spot.start, spot.end).overlaps(part) for part in claim.content)
        }
        found = evidence.claims_over(hits.keys, hits.keys + hits.lengths - 1)
        held = evidence.claims_over(hits.keys, hits.keys + hits.lengths - 1, "source")
        assert set(evidence.claim_ids(held)) == {
            key
            for key, claim in claims.items()
            for spot in spots
            if claim.article == texts[spot.article]
            and any(Span(spot.start, spot.end).overlaps(part) for part in claim.source)
        }
        assert set(evidence.claim_ids(found)) == over
        assert len(found) == len(over)
        assert dict(evidence.beside_words(hits.keys)) == dict(evidence.beside(spots))
        touched += len(over)
    assert touched > 40


def test_the_words_of_a_mention_are_those_that_its_place_holds(library: Library) -> None:
    evidence = library.view.evidence
    words = library.view.rows("SELECT word FROM words WHERE length(word) > 3 ORDER BY occurrences DESC LIMIT 60")
    compared = 0
    for (word,) in words:
        hits = library.view.crossreferences().hits(word)
        mentions = evidence.mentions_at(hits.keys)
        spots = places(hits, evidence)
        names = evidence.actor_keys(mentions.actor.tolist())
        by_words = {
            (spots[hit], names[int(mentions.actor[at])]) for hit, at in zip(*overlaps(hits, mentions), strict=True)
        }
        by_places = {(spot, mention.actor) for spot, mention in evidence.mentions_over(spots)}
        assert by_words == by_places
        compared += len(by_places)
    assert compared > 100


def test_of_a_word_nearly_everywhere_only_the_known_count_is_told(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = {row.key: row.n for row in library.find("georgia") if row.kind == "term"}
    monkeypatch.setattr(find, "_EVERYWHERE", 1)
    monkeypatch.setattr(type(library.view.crossreferences()), "hits", None)
    known = {row.key: row.n for row in library.find("georgia") if row.kind == "term"}
    assert known["georgia"] <= found["georgia"]
    assert known["georgia"] > 1


def test_a_judged_claim_is_still_found_by_its_words(library: Library) -> None:
    row = library.claims(limit=1)[0]
    word = max((part for part in row.words.split() if part.isalpha()), key=len)
    selection = Selection("term", word)
    assert row.claim.id in library.crossref(selection).claims
    library.decisions.confirm(row.claim.id)
    assert row.claim.id in library.crossref(selection).claims
    library.decisions.reject(row.claim.id)
    assert row.claim.id not in library.crossref(selection).claims
    library.decisions.undo()
    assert row.claim.id in library.crossref(selection).claims
