"""Claims whose words a person marked and that are not in the text any more, since the article was written anew."""

from __future__ import annotations

from msgspec import convert

from tui.corpus.claim_parts import placed
from tui.store.codec import text_of
from tui.store.judgements import ClaimJudgement, Judgements
from tui.store.sqlite import blob
from tui.store.view import View

MOST = 20  # that are named


def lost(view: View, judgements: Judgements) -> list[str]:
    """Each in a few words: the article, and what stood there. What is found is told of nowhere."""
    found = []
    for state in judgements.standing("claim", here=True):
        if not state.get("parts"):
            continue
        judged = convert(state, ClaimJudgement)
        texts = view.rows(
            "SELECT t.text FROM articles a JOIN texts t ON t.article = a.id WHERE a.digest = ? OR a.key = ?"
            " ORDER BY a.digest <> ? LIMIT 1",
            judged.article,
            blob(judged.key),
            judged.article,
        )
        if not texts:
            found.append(f"{judged.key} is not there: “{judged.words[:60]}”")
        elif judged.parts is not None and placed(judged.parts, text_of(texts[0][0])) is None:
            found.append(f"{judged.key}: “{judged.words[:60]}”")
    more = len(found) - MOST
    return found[:MOST] + ([f"and {more:,} more"] if more > 0 else [])
