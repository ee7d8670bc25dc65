"""What was decided in this corpus and stands, the latest first: each with the claim, or what else, that it is about."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from tui.model import Selection
from tui.store.judgements import FINAL, Judgements
from tui.store.queries.lost_words import why_untied
from tui.store.rows import DecidedRow
from tui.store.sqlite import name
from tui.store.standing import IMPORT
from tui.store.view import View

MOST = 50_000  # changes that are looked through, the latest
_CHANGES = (
    "SELECT number, at, what, kind, coder, maker, subject, after FROM changes"
    " WHERE corpus = ? AND undone = 0 AND kind NOT IN (?, 'seen') ORDER BY number DESC LIMIT ?"
)
_CLAIMS = (
    "SELECT c.content || ' ' || a.digest, c.content, a.key, c.key, c.holder, c.issue, c.words, a.title FROM claims c"
    " JOIN articles a ON a.id = c.article WHERE c.content IN (SELECT value FROM json_each(?))"
)
_SELECTED = ("actor", "issue", "term", "claim", "days", "article", "query")


def decided(view: View, judgements: Judgements) -> list[DecidedRow]:
    """One row for each thing that somebody decided: the last that they said of it. Who codes blind sees their own.
    Which articles are read is not told."""
    found = list(_standing(judgements))
    about = {words for _, kind, subject, _ in found if (words := _claim_of(kind, subject))}
    contents = json.dumps(sorted({words.split(" ")[0] for words in about}))
    claims: dict[str, tuple[Any, ...]] = {}
    for known, content, key, *told in view.rows(_CLAIMS, contents):
        claims[known] = claims[f"{content} {name(key)}"] = tuple(told)  # of an article written anew the key stays
    rows = []
    for change, kind, subject, state in found:
        words, key = _claim_of(kind, subject), str(state.get("key") or "")
        content, _, digest = words.partition(" ")
        claim = claims.get(words) or claims.get(f"{content} {key}")
        row = _row(judgements, change, kind, state, claim, _mended(view, kind, state))
        untied = why_untied(view, content, digest, key) if words and claim is None else ""
        rows.append(replace(row, untied=untied) if untied else row)
    return rows


def _mended(view: View, kind: str, state: Mapping[str, Any]) -> Selection | None:
    """The actor or the article that was mended, as it is called now; None where no article tells of it."""
    if kind in ("mention", "article"):
        return Selection("article", state["key"], state["key"])
    if kind not in ("actor", "merge"):
        return None
    called = view.evidence.actors_called(state["form"] if kind == "actor" else state["one"])
    return Selection("actor", called[0].id, called[0].name) if called else None


def _claim_of(kind: str, subject: str) -> str:
    """The words and the article, as digests, of the claim that a judgement or a note is about; empty for any other."""
    if kind == "note":
        return subject.removeprefix("claim ") if subject.startswith("claim ") else ""
    return subject if kind.removeprefix(FINAL) == "claim" else ""


def _standing(judgements: Judgements) -> Iterator[tuple[tuple[Any, ...], str, str, Mapping[str, Any]]]:
    """Number, moment, words, coder and maker of each change that stands; its kind, subject and state."""
    seen: set[tuple[str, str, str]] = set()
    for number, at, what, kind, coder, maker, subject, after in judgements.file.rows(
        _CHANGES, judgements.corpus, IMPORT, MOST
    ):
        key = (kind, subject, coder)
        if key in seen or (judgements.blind and coder != judgements.coder):
            continue
        seen.add(key)
        state = json.loads(after)
        if state is not None:
            yield (number, at, what, coder, maker), kind, subject, state


def _row(
    judgements: Judgements,
    change: tuple[Any, ...],
    kind: str,
    state: Mapping[str, Any],
    claim: tuple[Any, ...] | None,
    mended: Selection | None,
) -> DecidedRow:
    """`claim` is the id, holder, issue, words and title of the one that it is about, `mended` the actor or article."""
    number, at, what, coder, maker = change
    selection = mended
    if claim is not None:
        selection = Selection("claim", claim[0], f"{claim[1] or 'nobody named'}: {claim[3]}")
    elif kind == "note" and state.get("kind") in _SELECTED:
        selection = Selection(state["kind"], state["key"], state["label"])
    of_note = selection if kind == "note" else None
    return DecidedRow(
        number=number,
        when=datetime.fromisoformat(at).astimezone(),
        what=what,
        kind=kind,
        coder=coder,
        mine=judgements.coder in (coder, maker),
        status=str(state.get("status") or ""),
        selection=selection,
        holder=(claim[1] if claim is not None else state.get("holder")) or _called(of_note, "actor"),
        issue=(claim[2] if claim is not None else state.get("issue")) or _called(of_note, "issue"),
        title=claim[4] if claim is not None else "",
    )


def _called(selection: Selection | None, kind: str) -> str:
    if selection is None or selection.kind != kind:
        return ""
    return selection.key if kind == "issue" else selection.label
