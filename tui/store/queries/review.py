"""The claims of a crossref in the order in which a look is worth most, those that are judged among them."""

from __future__ import annotations

from tui.corpus.review_order import Taken, Worth, by_worth
from tui.model import Crossref, Stance
from tui.store.rows import ReviewRow
from tui.store.view import View

_STANCES: dict[str, Stance] = {"for": "for", "against": "against", "mixed": "mixed"}
_TAKEN = """
SELECT t.claim, t.holder, t.issue, t.stance, c.confidence, c.status <> 'found', c.key
FROM claim_issues t JOIN claims c ON c.id = t.claim
WHERE t.holder IS NOT NULL AND NOT t.copy AND NOT t.folded
ORDER BY c.day IS NULL, c.day, c.article, c.start, c.id
"""
_REJECTED = """
SELECT id, key FROM claims WHERE status = 'rejected' AND holder IS NOT NULL AND issue IS NOT NULL AND NOT copy
ORDER BY day IS NULL, day, article, start, id
"""


def review(view: View, crossref: Crossref | None) -> list[ReviewRow]:
    """Claims of a known holder on an issue, each story and sentence once; those rejected, which stand in no cell any
    more, at the end. What hangs on a claim is worked out among all claims, whatever is selected."""
    shown = {issue.id for issue in view.config.issues}
    taken, keys, judged = [], {}, set()
    for order, (claim, holder, issue, stance, confidence, is_judged, key) in enumerate(view.rows(_TAKEN)):
        keys[claim] = key
        if is_judged:
            judged.add(claim)
        if issue in shown:
            taken.append(Taken(claim, holder, issue, _STANCES.get(stance), order, confidence))
    chosen = None if crossref is None else {int(number) for number in view.claims_of(crossref)}
    rows = [
        ReviewRow(keys[worth.claim], worth, worth.claim in judged)
        for worth in by_worth(taken)
        if chosen is None or worth.claim in chosen
    ]
    gone = [(claim, key) for claim, key in view.rows(_REJECTED) if chosen is None or claim in chosen]
    return rows + [ReviewRow(key, Worth(claim, 0.0, "", ("it is rejected",)), True) for claim, key in gone]
