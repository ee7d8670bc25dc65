"""What the watchlist's editor shows: counts of each line as it stands, what a line would add, and suggestions."""

from __future__ import annotations

import json
from collections.abc import Iterable

from tui.corpus.crossref.watch_lines import added
from tui.corpus.issues import find_words
from tui.corpus.suggestions import SaidClaim, Suggestion, suggest
from tui.model import Issue, ListName, Selection
from tui.store.codec import claim_of
from tui.store.rows import LineAdds, WatchLine
from tui.store.view import View

_CLAIMS = 5_000  # of an issue whose words are looked through
_LATEST = 2_000  # claims that suggestions are taken from, the latest read: gone through in 0.1 s
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


def _words_of(view: View, issue: Issue) -> list[str]:
    """The contents of the claims on an issue of the watchlist."""
    rows = view.rows(
        "SELECT c.words FROM claims c JOIN claim_issues t ON t.claim = c.id WHERE t.issue = ? LIMIT ?",
        issue.id,
        _CLAIMS,
    )
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
    from tui.corpus.crossref.evidence import POSITION_BITS

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
    holding = json.dumps([name for (name,) in view.rows("SELECT key FROM actors WHERE claims > 0")])
    names = view.rows(
        "SELECT f.folded FROM forms f JOIN actors a ON a.id = f.actor WHERE a.key IN (SELECT value FROM json_each(?))",
        holding,
    )
    known = [term for issue in view.config.issues for term in issue.terms]
    return suggest(reversed(said), [*known, *refused], [name for (name,) in names])


def issue_counts(view: View, issue: Issue) -> tuple[int, int]:
    """In how many places an issue that is in force is mentioned, and how many claims belong to it."""
    crossref = view.crossref(Selection("issue", issue.id))
    return len(crossref.mentions), len(crossref.claims)
