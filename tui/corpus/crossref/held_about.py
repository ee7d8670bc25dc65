"""What one actor says about something: the words that ask for it, the selection that they make, and its claims.

Asked as `by:holm about:harbour`, or just `holm harbour` where the first word names an actor.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from tui.corpus.crossref.evidence import ArticlePlace, Evidence, Ints
from tui.corpus.crossref.paged import ClaimIds, PagedMentions
from tui.model import Claim, Crossref, Mention, Selection

MOST = 2_000  # claims whose mentions are looked up
_PART = re.compile(r"(?:^|\s)(by|about|on):\s*(\"[^\"]*\"?|.*?)(?=\s+(?:by|about|on):|\s*$)", re.IGNORECASE)
_KEY = re.compile(r"by (\S+)(?: about (actor|issue|term) (.+))?", re.DOTALL)


class Asked(Struct, frozen=True):
    """`by:` and `about:` as typed, empty where not asked for."""

    by: str = ""
    about: str = ""


def asked(typed: str) -> Asked:
    """What is typed with `by:` or `about:` (or `on:`), and who is named before `about:`; empty where neither is."""
    found = {key.lower(): value.strip().strip('"').strip() for key, value in _PART.findall(typed)}
    if not found:
        return Asked()
    before = typed[: min(match.start() for match in _PART.finditer(typed))].strip()
    return Asked(found.get("by", before), found.get("about", "") or found.get("on", ""))


def halves(typed: str) -> list[Asked]:
    """Every way to read words as an actor and what it speaks about, the longest actor first."""
    words = typed.split()
    return [Asked(" ".join(words[:at]), " ".join(words[at:])) for at in range(len(words) - 1, 0, -1)]


def selection_of(actor: str, about: Selection | None, label: str = "") -> Selection:
    """The selection of an actor's claims (by its id), about an actor, an issue or a term where one is given."""
    key = f"by {actor}" if about is None else f"by {actor} about {about.kind} {about.key}"
    return Selection("query", key, label)


def parts_of(key: str) -> tuple[str, Selection | None] | None:
    """The actor's id and what its claims are to be about, from the key of such a selection; None for another key."""
    found = _KEY.fullmatch(key)
    if found is None:
        return None
    actor, kind, what = found.groups()
    return actor, Selection(kind, what) if kind else None  # type: ignore[arg-type]


def claims_between(by: Crossref, about: Crossref | None) -> Ints:
    """Numbers of the claims that the selected actor holds and that the other selection touches."""
    held = by.held.numbers if isinstance(by.held, ClaimIds) else np.zeros(0, np.int64)
    if about is None:
        return held
    touched = about.claims.numbers if isinstance(about.claims, ClaimIds) else np.zeros(0, np.int64)
    return np.intersect1d(held, touched)


def mentions_in(claims: Sequence[Claim], about: Crossref, evidence: Evidence) -> dict[int, list[Mention]]:
    """The mentions of a crossref that stand in these claims, by article number, each once."""
    spots: dict[int, list[Claim]] = defaultdict(list)
    for claim in claims[:MOST]:
        number = evidence.number(claim.article)
        if number is not None:
            spots[number].append(claim)
    found = {}
    for number, said in spots.items():
        here = about.mentions.of(number) if isinstance(about.mentions, PagedMentions) else ()
        spans = [span for claim in said for span in (*claim.source, *claim.content)]
        inside = [mention for mention in here if any(span.overlaps(mention.span) for span in spans)]
        if inside:
            found[number] = inside
    return found


def places_of(claims: Sequence[Claim], evidence: Evidence) -> list[ArticlePlace]:
    """Where the contents of claims stand."""
    numbers = {key: evidence.number(key) for key in {claim.article for claim in claims}}
    return [
        ArticlePlace(number, span.start, span.end)
        for claim in claims[:MOST]
        for span in claim.content
        if (number := numbers[claim.article]) is not None
    ]
