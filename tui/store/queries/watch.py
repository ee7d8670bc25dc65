"""What the watchlist's editor shows: counts of each line as it stands, what a line would add, and suggestions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np

from tui.corpus.crossref.evidence import POSITION_BITS
from tui.corpus.crossref.watch_lines import MOST, added
from tui.corpus.issues import find_words
from tui.corpus.suggestions import Proposed, SaidClaim, Suggestion, suggest
from tui.model import Issue, ListName, Selection, Span
from tui.store.codec import Ints, claim_of, reading_of, text_of
from tui.store.rows import LineAdds, WatchLine
from tui.store.view import View

if TYPE_CHECKING:  # stances are the largest part of corpus/, and no first paint needs them
    from tui.corpus.propositions import Touching
    from tui.corpus.stances.tree import Tree

_CLAIMS = 5_000  # of an issue whose words are looked through
_LATEST = 2_000  # claims that suggestions are taken from, the latest read: gone through in 0.1 s
_ASKED = 200  # claims, the latest read, that propositions are drawn from: in 0.05 s
_EXAMPLE = 60  # characters on either side of an example
_SPOKEN: tuple[ListName, ...] = ("supports", "opposes")


def lines(view: View, issue: Issue) -> list[WatchLine]:
    """Every line of an issue's lists with what it finds."""
    found = [
        WatchLine(line.list, line.words, line.found, line.only, line.claims)
        for line in view.crossreferences().counted(issue)
    ]
    words = _words_of(view, issue)
    for name in _SPOKEN:
        for line in getattr(issue, name):
            n = sum(bool(find_words(line, said)) for said in words)
            found.append(WatchLine(name, line, n, n, n))
    return found


def _claims_of(view: View, issue: Issue) -> Ints:
    """The claims on an issue: those that belong to it by what the index was tied with, and those whose content it
    stands in, as it is now."""
    tied = view.evidence.claims_of_issue(issue.id)
    places = view.crossreferences().places(issue).at(slice(MOST))
    return np.union1d(tied, view.evidence.claims_over(places.keys, places.keys + places.lengths - 1))


def _words_of(view: View, issue: Issue) -> list[str]:
    """The contents of the claims on an issue."""
    some = json.dumps(_claims_of(view, issue)[:_CLAIMS].tolist())
    rows = view.rows("SELECT words FROM claims WHERE id IN (SELECT value FROM json_each(?))", some)
    return [words for (words,) in rows]


def adds(view: View, issue: Issue, name: str, words: str) -> LineAdds:
    """What a line that is typed would add to an issue, and where, for instance."""
    if name in _SPOKEN:
        n = sum(bool(find_words(words, said)) for said in _words_of(view, issue)) if words.strip() else 0
        return LineAdds(found=n, new=n, claims=n)
    line, others = view.crossreferences().line_of(issue, name, words)
    new, claims = added(line, others, view.evidence)
    example, title = _example(view, int(new.keys[0]), int(new.lengths[0])) if len(new) else ("", "")
    return LineAdds(len(line), len(new), claims, example, title)


def _example(view: View, key: int, length: int) -> tuple[str, str]:
    """The words around a place of the word index, and the article's title."""
    article, position = key >> POSITION_BITS, key & ((1 << POSITION_BITS) - 1)
    starts, ends = view.evidence.offsets(article)
    if position + length > len(starts):
        return "", ""
    text = view.evidence.text(article)
    first, last = int(starts[position]), int(ends[position + length - 1])
    before = " ".join(text[max(0, first - _EXAMPLE) : first].split(" ")[1:])
    after = " ".join(text[last : last + _EXAMPLE].split(" ")[:-1])
    title = view.one("SELECT title FROM articles WHERE id = ?", article)
    return " ".join(f"{before}{text[first:last]}{after}".split()), title or ""


def suggestions(view: View, refused: Iterable[str]) -> list[Suggestion]:
    """Subjects that recur in the claims and are not watched; without those that the reader does not want."""
    rows = view.rows(
        "SELECT key, holder, words, data, article FROM claims WHERE status <> 'rejected' AND NOT copy"
        " ORDER BY id DESC LIMIT ?",
        _LATEST,
    )
    said = [
        SaidClaim(key, holder or "", words, claim_of(data).force, article) for key, holder, words, data, article in rows
    ]
    articles = json.dumps(list({row[4] for row in rows}))
    names = view.rows(
        "SELECT DISTINCT f.folded FROM actor_articles p JOIN actors a ON a.id = p.actor JOIN forms f ON f.actor = a.id"
        " WHERE p.article IN (SELECT value FROM json_each(?))"
        " AND (a.claims > 0 OR a.kind IN ('person', 'country', 'group'))",
        articles,
    )
    known = [term for issue in view.config.issues for term in issue.terms]
    return suggest(reversed(said), [*known, *refused], [name for (name,) in names])


def issue_counts(view: View, issue: Issue) -> tuple[int, int]:
    """In how many places an issue is mentioned, and how many claims are on it; where the index is tied with it, as
    every pane counts them."""
    if issue in view.config.issues:
        crossref = view.crossref(Selection("issue", issue.id))
        if len(crossref.claims):
            return len(crossref.mentions), len(crossref.claims)
    return len(view.crossreferences().places(issue)), len(_claims_of(view, issue))


def propositions(view: View, issue: Issue) -> list[Proposed]:
    """What the claims on an issue ask for and reject, as sentences that one can be for or against."""
    from tui.corpus.propositions import propose

    claims = _claims_of(view, issue)[-_ASKED:]
    rows = view.rows(
        "SELECT c.key, c.holder, c.article, c.data, t.text, r.reading"
        " FROM claims c JOIN texts t ON t.article = c.article JOIN readings r ON r.article = c.article"
        " WHERE c.id IN (SELECT value FROM json_each(?)) AND c.status <> 'rejected' AND NOT c.copy"
        " ORDER BY c.article, c.start",
        json.dumps(claims.tolist()),
    )
    found: list[Touching] = []
    for article, group in groupby(rows, key=lambda row: row[2]):
        found += _touching(view, issue, article, list(group))
    return propose(found)


def _touching(view: View, issue: Issue, article: int, rows: list[Any]) -> Iterator[Touching]:
    """The claims of one article with their parse, and where the issue stands there."""
    from tui.corpus.propositions import Touching
    from tui.corpus.stances.tree import trees_of

    text, reading = text_of(rows[0][4]), reading_of(rows[0][5])
    hits = view.crossreferences().places(issue)
    here = hits.at((hits.keys >> POSITION_BITS) == article)
    starts, ends = view.evidence.offsets(article)
    mask = (1 << POSITION_BITS) - 1
    places = [
        Span(int(starts[at]), int(ends[at + size - 1]))
        for at, size in zip((here.keys & mask).tolist(), here.lengths.tolist(), strict=True)
        if at + size <= len(ends)  # else the article is being written anew
    ]
    trees: dict[int, Tree] = {}
    by_content = {said.content: said for said in reading.attributions}
    for key, holder, _, data, _, _ in rows:
        claim = claim_of(data)
        said = by_content.get(claim.content)
        if said is not None:
            parsed = trees_of(text, reading.syntax, said.content, trees)
            yield Touching(key, claim.article, holder or "", said, parsed, places)
