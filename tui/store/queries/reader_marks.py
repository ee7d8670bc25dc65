"""What the reader shows in an article's text: names, claims and their parts, times, and what the selection touches."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from tui.model import Claim, Crossref, Span
from tui.store.codec import claim_of
from tui.store.queries.claim_groups import toward_of
from tui.store.rows import Mark
from tui.store.tables.article_rows import extent
from tui.store.view import View


def body_marks(view: View, key: str, crossref: Crossref | None) -> list[Mark]:
    """All marks of one article, by position; what the crossref has is marked `hit` and given also where it is no
    actor's mention (a term's close spelling, a description)."""
    number = view.evidence.number(key)
    if number is None:
        return []
    touched = view.mentions_in(crossref, key, number)
    spans = {m.span for m in touched}
    marks = [Mark(m.span, m.by, m.actor or "", hit=True, score=m.score, why=m.why) for m in touched]
    stored = view.evidence.stored(number)
    keys = view.evidence.actor_keys({m.actor for m in stored})
    for mention in stored:
        span = Span(mention.start, mention.end)
        if span not in spans:
            marks.append(Mark(span, mention.by, keys.get(mention.actor, ""), False, mention.score, mention.why))
    marks += _claims(view, number, crossref)
    marks += [
        Mark(Span(start, end), "time", value, why=why)
        for start, end, value, why in view.rows(
            "SELECT start, finish, value, why FROM dates WHERE article = ? AND rests = 0", number
        )
    ]
    return sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end))


def _side(claim: Claim, issue: str) -> str:
    """The side that a claim takes on the selected issue, or on its own main one where none is selected."""
    if not issue:
        return claim.stance or ""
    return next((taken.stance or "none" for taken in claim.stances if taken.issue == issue), "")


def _claims(view: View, number: int, crossref: Crossref | None) -> Iterator[Mark]:
    rows = view.rows("SELECT id, data FROM claims WHERE article = ? AND status <> 'rejected' ORDER BY start", number)
    chosen = np.isin([row[0] for row in rows], view.claims_of(crossref)).tolist()
    issue = toward_of(view, crossref.selection) if crossref is not None else ""
    for (_, data), hit in zip(rows, chosen, strict=True):
        claim = claim_of(data)
        yield Mark(extent(claim), "claim", claim.id, hit, side=_side(claim, issue))
        yield from (Mark(span, "source", claim.id, hit) for span in claim.source)
        yield from (Mark(span, "cue", claim.id, hit) for span in claim.cue)
        yield from (Mark(span, "content", claim.id, hit) for span in claim.content)
