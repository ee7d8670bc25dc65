"""Claims that a reader's correction of another may hold for too: of the same holder and target, or cue and target.

The target is what a claim's content says of its issue: the issue's terms in it, or, where it has none of them, the
content's own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from tui.corpus.issues import find_words
from tui.model import Claim, Issue, text_of

_HELPERS = frozenset(
    {"has", "have", "had", "is", "are", "was", "were", "be", "been", "will", "would", "to", "also", "again", "not"}
)
_WORD = re.compile(r"\w+")
MOST = 40  # claims offered at once: more than a person looks through


class Alike(Struct, frozen=True):
    """A claim's id and in what it is like the one corrected, in words."""

    claim: str
    why: str


class Likeness(Struct, frozen=True):
    """What two claims are compared by."""

    holder: str | None
    cue: str
    issue: str | None
    target: frozenset[str]


def likeness(claim: Claim, text: str, issues: Sequence[Issue]) -> Likeness:
    """Of a claim as it was read."""
    main = claim.issues[0] if claim.issues else None
    issue = next((issue for issue in issues if issue.id == main), None)
    named = frozenset(
        term.casefold()
        for term in (issue.terms if issue else ())
        if any(find_words(term, text, span.start, span.end) for span in claim.content)
    )
    words = [word for word in _WORD.findall(text_of(text, claim.cue).casefold()) if word not in _HELPERS]
    own = frozenset(_WORD.findall(text_of(text, claim.content).casefold()))
    return Likeness(claim.holder, " ".join(words), main, named or own)


def alike(one: Likeness, others: Iterable[tuple[str, Likeness]]) -> list[Alike]:
    """Those of `others` (by their claims' ids) that are like `one`, same holders first; at most 40."""
    found: list[tuple[int, Alike]] = []
    for key, other in others:
        if other.issue != one.issue or not one.target or not (one.target <= other.target or other.target <= one.target):
            continue
        on = ", ".join(sorted(one.target & other.target)[:2])
        if one.holder is not None and other.holder == one.holder:
            found.append((0, Alike(key, f"{one.holder} too, on “{on}”")))
        elif one.cue and other.cue == one.cue:
            found.append((1, Alike(key, f"“{one.cue}” too, of “{on}”")))
    return [one for _, one in sorted(found, key=lambda pair: pair[0])[:MOST]]
