"""Claims that a person decided on and that are not found any more: the article was written anew, or newer code reads
its words otherwise. What was decided of them is kept."""

from __future__ import annotations

import json

from msgspec import convert

from tui.corpus.claim_parts import placed
from tui.store.codec import text_of
from tui.store.judgements import ClaimJudgement, Judgements
from tui.store.rows import Untied
from tui.store.sqlite import blob
from tui.store.view import View

MOST = 20  # that are named
READ_OTHERWISE = "its words are read otherwise now"
_ARTICLE = "SELECT id, tied <> '' FROM articles WHERE digest = ? OR key = ? ORDER BY digest <> ? LIMIT 1"


def why_untied(view: View, content: str, digest: str, key: str) -> str:
    """Why what was decided of a claim, by its own words and its article, is tied to none; empty where it is tied to
    one."""
    articles = view.rows(_ARTICLE, digest, blob(key), digest)
    if not articles:
        return "its article is not here"
    number, tied = articles[0]
    if view.rows("SELECT 1 FROM claims WHERE content = ? AND article = ? LIMIT 1", content, number):
        return ""
    return READ_OTHERWISE if tied else "its article is not read yet"


def untied(view: View, judgements: Judgements) -> list[Untied]:
    """What was decided of claims as they were read, and is tied to none of an article that is here and read."""
    states = [state for state in judgements.standing("claim", here=True) if not state.get("parts")]
    contents = json.dumps(sorted({state["content"] for state in states}))
    rows = view.rows("SELECT content FROM claims WHERE content IN (SELECT value FROM json_each(?))", contents)
    known = {row[0] for row in rows}
    found = [state for state in states if state["content"] not in known]
    whys = [why_untied(view, state["content"], state["article"], state["key"]) for state in found]
    return [
        Untied(state["key"], state["words"]) for state, why in zip(found, whys, strict=True) if why == READ_OTHERWISE
    ]


def lost(view: View, judgements: Judgements) -> list[str]:
    """Each in a few words: the article, and what stood there. What is found is told of nowhere."""
    found = []
    for state in judgements.standing("claim", here=True):
        judged = convert(state, ClaimJudgement)
        if judged.parts is None:
            if why := why_untied(view, judged.content, judged.article, judged.key):
                found.append(f"{judged.key}: “{judged.words[:60]}” ({why})")
            continue
        texts = view.rows(
            "SELECT t.text FROM articles a JOIN texts t ON t.article = a.id WHERE a.digest = ? OR a.key = ?"
            " ORDER BY a.digest <> ? LIMIT 1",
            judged.article,
            blob(judged.key),
            judged.article,
        )
        if not texts:
            found.append(f"{judged.key} is not there: “{judged.words[:60]}”")
        elif placed(judged.parts, text_of(texts[0][0])) is None:
            found.append(f"{judged.key}: “{judged.words[:60]}”")
    more = len(found) - MOST
    return found[:MOST] + ([f"and {more:,} more"] if more > 0 else [])
