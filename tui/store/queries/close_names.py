"""Actors by a name that is misspelt: each word is taken for the word of a name that is spelled almost like it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from rapidfuzz.distance import OSA

from tui.corpus.actors.countries import folded
from tui.store.rows import Found
from tui.store.view import View, like

LEAST = 4  # letters of a word that is taken for another: of shorter ones every third is a name's
_FORMS = 20_000  # names that are compared; more begin with the same letter only in a very large corpus
_FROM_SHORT = 5  # letters: below it only a swap of neighbours or a doubled letter is a slip
SCORE = 90.0


def close_actors(view: View, typed: str, limit: int, without: Sequence[str] = ()) -> list[Found]:
    """Actors whose names have every word of `typed`, some of them in another spelling; most mentioned first."""
    words = folded(typed).split()
    if not words or not any(len(word) >= LEAST for word in words):
        return []
    spelled = [_spellings(view, word) for word in words]
    if not all(spelled) or spelled == [[word] for word in words]:
        return []
    condition = " AND ".join(
        "(" + " OR ".join(["f.folded LIKE ? ESCAPE '\\'"] * len(choices)) + ")" for choices in spelled
    )
    patterns = [like(choice) for choices in spelled for choice in choices]
    rows: list[tuple[Any, ...]] = view.rows(
        "SELECT a.key, a.name, a.mentions, min(f.folded) FROM forms f JOIN actors a ON a.id = f.actor"  # noqa: S608
        f" WHERE {condition} AND a.mentions > 0 AND a.key NOT IN (SELECT value FROM json_each(?))"
        " GROUP BY a.id ORDER BY a.mentions DESC, a.id LIMIT ?",
        *patterns,
        json.dumps(list(without)),
        limit,
    )
    return [Found("actor", key, name, n, SCORE, f"spelled “{form}”") for key, name, n, form in rows]


def _spellings(view: View, word: str) -> list[str]:
    """The word itself where a name has it, else the words of names that are spelled almost like it."""
    if view.one("SELECT 1 FROM forms WHERE folded LIKE ? ESCAPE '\\' LIMIT 1", like(word)):
        return [word]
    if len(word) < LEAST or not word.isalpha():
        return []
    close = view.crossreferences().close_words([word]).get(word, [])
    named = [other for other in close[:8] if view.one("SELECT 1 FROM forms WHERE folded LIKE ? LIMIT 1", like(other))]
    return named or _by_letters(view, word)


def _by_letters(view: View, word: str) -> list[str]:
    """Words of names with the same first letter, one edit away: for words too short for the word index."""
    rows = view.rows(
        "SELECT DISTINCT folded FROM forms WHERE folded >= ?1 AND folded < ?2 OR folded LIKE ?3 LIMIT ?4",
        word[0],
        word[0] + "\U0010ffff",
        f"% {word[0]}%",
        _FORMS,
    )
    names = {part for (form,) in rows for part in form.split() if part[:1] == word[0] and len(part) >= LEAST}
    if len(word) < _FROM_SHORT:
        names = {name for name in names if sorted(set(name)) == sorted(set(word))}
    return sorted(name for name in names if OSA.distance(word, name, score_cutoff=1) <= 1)
