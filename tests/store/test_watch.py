"""Counts of a watchlist as it is written, what a line would add, and issues that the corpus suggests."""

from __future__ import annotations

from msgspec.structs import replace

from tui.store.library import Library


def test_every_line_tells_what_it_finds(library: Library) -> None:
    issue = library.config.issues[0]
    lines = library.watchlist.lines(issue)
    assert [line.words for line in lines] == [*issue.terms, *issue.descriptions, *issue.supports, *issue.opposes]
    mentions, claims = library.watchlist.counts(issue)
    assert 0 < mentions <= sum(line.found for line in lines if line.list in ("terms", "descriptions"))
    assert claims > 0
    for line in lines:
        assert line.only <= line.found
    first = lines[0]
    without = replace(issue, terms=issue.terms[1:])
    again = library.watchlist.adds(without, "terms", first.words)
    assert (again.found, again.new) == (first.found, first.only)
    assert first.words.lower() in again.example.lower()
    assert again.title


def test_a_line_that_is_there_adds_nothing_and_nothing_adds_nothing(library: Library) -> None:
    issue = library.config.issues[0]
    again = library.watchlist.adds(issue, "terms", issue.terms[0])
    assert again.found > 0
    assert again.new == again.claims == 0
    for name in ("terms", "descriptions", "supports", "opposes"):
        assert library.watchlist.adds(issue, name, "").new == 0
        assert library.watchlist.adds(issue, name, "xylophone").found == 0


def test_words_for_and_against_count_claims_of_the_issue(library: Library) -> None:
    issue = library.config.issues[0]
    spoken = [line for line in library.watchlist.lines(issue) if line.list == "opposes"]
    assert any(line.claims for line in spoken)
    assert max(line.claims for line in spoken) <= library.watchlist.counts(issue)[1]


def test_suggestions_are_of_this_corpus_and_not_of_what_is_watched(library: Library) -> None:
    found = library.watchlist.suggestions()
    assert found
    watched = {term.casefold() for issue in library.config.issues for term in issue.terms}
    assert not watched & {term.casefold() for one in found for term in one.terms}
    first = found[0]
    assert all(library.claim(key) is not None for key in first.claims)
    assert first.terms[0] not in {one.terms[0] for one in library.watchlist.suggestions([first.terms[0]])}


def test_an_issue_that_is_only_being_written_is_counted_and_has_propositions(library: Library) -> None:
    issue = library.config.issues[0]
    written = replace(issue, id="another", proposition="")
    mentions, claims = library.watchlist.counts(written)
    assert mentions > 0
    assert 0 < claims <= library.watchlist.counts(issue)[1]
    assert library.watchlist.counts(replace(written, terms=("xylophone",), descriptions=())) == (0, 0)
    found = library.watchlist.propositions(written)
    for one in found:
        assert one.asked + one.rejected == len(one.claims)
        assert all(library.claim(key) is not None for key in one.claims)
    assert library.watchlist.propositions(replace(written, terms=("xylophone",), descriptions=())) == []
