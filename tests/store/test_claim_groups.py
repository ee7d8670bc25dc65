"""Claims in groups: by side, the doubtful last with their reasons, several of one sentence as one row."""

from __future__ import annotations

from collections import Counter

from tui.model import Selection
from tui.store.library import Library
from tui.store.query import ActorQuery, ClaimQuery

ISSUE = "south-ossetia-abkhazia"  # of the sample corpus' watchlist


def test_groups_follow_the_sides_and_the_doubtful_stand_last(library: Library) -> None:
    crossref = library.crossref(Selection("issue", ISSUE))
    groups = library.claim_groups(ClaimQuery(crossref=crossref))
    assert [group.side for group in groups] == ["against", "for", "none", None]
    assert [group.doubtful for group in groups] == [False, False, False, True]
    rows = library.claims(ClaimQuery(crossref=crossref, order="side"), limit=1000)
    assert len(rows) == sum(group.rows for group in groups)
    at = 0
    for group in groups:
        for row in rows[at : at + group.rows]:
            assert bool(row.doubts) == group.doubtful
            assert group.doubtful or (row.stance or "none") == group.side
        at += group.rows
    assert sum(group.claims for group in groups) == len(crossref.claims)
    assert sum(n for _, n in groups[-1].reasons) == groups[-1].claims


def test_pages_are_the_same_in_any_size(library: Library) -> None:
    whole = library.claims(ClaimQuery(order="side"), limit=1000)
    paged = [
        row for at in range(0, len(whole), 7) for row in library.claims(ClaimQuery(order="side"), offset=at, limit=7)
    ]
    assert paged == whole


def test_a_row_that_stands_for_others_tells_how_many_and_which(library: Library) -> None:
    rows = library.claims(ClaimQuery(order="side"), limit=1000)
    every = library.claims(limit=1000)
    assert len(rows) + sum(row.folded for row in rows) == len(every)
    row = next(row for row in rows if row.folded)
    others = library.folded(row.claim.id)
    assert len(others) == row.folded
    assert {other.holder for other in others} == {row.holder}


def test_without_a_selection_groups_are_issues(library: Library) -> None:
    groups = library.claim_groups()
    issues = [issue.id for issue in library.config.issues]
    shown = [group.issue for group in groups if group.issue and not group.doubtful]
    assert shown == [issue for issue in issues if issue in shown]
    assert groups[-1].doubtful
    counted = Counter(row.claim.issues[0] for row in library.claims(limit=1000) if row.claim.issues and not row.doubts)
    assert {group.issue: group.claims for group in groups if group.issue and not group.doubtful} == counted


def test_a_term_of_one_issue_shows_the_sides_of_that_issue(library: Library) -> None:
    issue = library.config.issues[0]
    crossref = library.crossref(library.term(issue.terms[0]))
    assert {group.issue for group in library.claim_groups(ClaimQuery(crossref=crossref))} == {issue.id}


def test_a_judged_claim_is_no_longer_doubted_and_stands_for_itself(library: Library) -> None:
    doubted = next(row for row in library.claims(limit=1000) if row.doubts)
    library.decisions.confirm(doubted.claim.id)
    assert library.claim(doubted.claim.id).doubts == ()  # type: ignore[union-attr]
    leader = next(row for row in library.claims(ClaimQuery(order="side"), limit=1000) if row.folded)
    library.decisions.confirm(leader.claim.id)
    assert library.folded(leader.claim.id) == []


def test_what_an_actor_says_and_what_is_said_of_it_are_two_lists(library: Library) -> None:
    actor = library.actors(ActorQuery(order="claims"), limit=1)[0]
    crossref = library.crossref(Selection("actor", actor.id))
    by = library.claims(ClaimQuery(crossref=crossref, part="by"), limit=1000)
    about = library.claims(ClaimQuery(crossref=crossref, part="about"), limit=1000)
    assert {row.claim.id for row in by} == set(crossref.held)
    assert {row.claim.id for row in about} == set(crossref.claims) - set(crossref.held)
    assert set(crossref.claims) & set(crossref.held)  # what it says of itself is its own
    assert {row.holder for row in by} == {actor.name}
    assert library.claims_count(ClaimQuery(crossref=crossref, part="by")) == len(by)
    assert sum(group.claims for group in library.claim_groups(ClaimQuery(crossref=crossref, part="by"))) == len(by)


def test_actors_tell_what_they_hold(library: Library) -> None:
    row = library.actors(ActorQuery(order="claims"), limit=1)[0]
    theirs = [claim for claim in library.claims(limit=1000) if claim.holder == row.name]
    assert row.claims == len(theirs)
    # Counted as the matrix counts: claims of one sentence once.
    matrix = library.matrix()
    issues = {issue: cell.claims for (holder, issue), cell in matrix.cells.items() if holder == row.name}
    assert issues[row.mostly] == max(issues.values())
    assert row.days is not None
    assert row.days.first == min(claim.days.first for claim in theirs if claim.days)
    assert row.days.last == max(claim.days.last for claim in theirs if claim.days)
    assert row.held is None


def test_with_a_selection_those_who_hold_something_on_it_stand_first(library: Library) -> None:
    crossref = library.crossref(Selection("issue", ISSUE))
    rows = library.actors(ActorQuery(crossref=crossref, order="held"), limit=1000)
    holding = library.holding_count(ActorQuery(crossref, order="held"))
    counts = [row.held.claims for row in rows[:holding] if row.held]
    assert len(counts) == holding > 3
    assert counts == sorted(counts, reverse=True)
    assert all(row.held is None for row in rows[holding:])
    assert len(rows) == library.actors_count()
    named = {issue.id: issue for issue in library.issues()}[ISSUE].holders
    assert {row.held.name for row in rows[:holding] if row.held} <= {holder.name for holder in named}
    paged = [
        row
        for at in range(0, 20, 3)
        for row in library.actors(ActorQuery(crossref=crossref, order="held"), offset=at, limit=3)
    ]
    assert [row.id for row in paged] == [row.id for row in rows[: len(paged)]]


def test_actors_are_put_in_order_by_their_days_and_kind(library: Library) -> None:
    for order, end in (("first", "first"), ("last", "last")):
        days = [
            getattr(row.days, end)
            for row in library.actors(ActorQuery(order=order, descending=False), limit=1000)
            if row.days
        ]
        assert order == "last" or days == sorted(days)
    kinds = [row.kind for row in library.actors(ActorQuery(order="kind", descending=False), limit=1000)]
    assert kinds == sorted(kinds)
