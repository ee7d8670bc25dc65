"""The line at the bottom of a pane: the keys that are pressed there most, each with a word or two."""

from __future__ import annotations

from collections.abc import Mapping

from tui.desk.actions import BY_ID, Action, first_key, keys_of, shown

# What stands for an action in one pane where its own `hint` would say too little there.
_HINTS_HERE: Mapping[tuple[str, str], str] = {
    ("act", "articles"): "read", ("act", "claims"): "read the place", ("act", "actors"): "select and read",
    ("act", "timeline"): "read", ("act", "issues"): "select, or the record", ("act", "reader"): "select the word",
    ("act", "matrix"): "the record", ("record", "record"): "all issues, one", ("move.right", "record"): "next issue",
    ("record", "matrix"): "on all issues", ("act", "record"): "read the place",
    ("act", "concordance"): "read the place",
    ("act", "review"): "read the place", ("act", "decided"): "open", ("undo", "decided"): "take back",
    ("mark.range", "articles"): "range", ("mark.range", "claims"): "range", ("mark.all", "articles"): "all, none",
    ("mark.all", "claims"): "all, none",
    ("act", "page"): "go there", ("move.down", "page"): "down", ("move.half-down", "page"): "half a page",
    ("act", "watchlist"): "open it, or take it", ("act", "watched"): "change the line",
    ("watch.add", "watched"): "another line", ("watch.remove", "watched"): "take the line out",
    ("act", "actor"): "change, go there", ("act", "article"): "write it", ("reject", "actor"): "take out",
    ("reject", "article"): "as read", ("confirm", "actor"): "the same",
    ("filter", "reader"): "find in text", ("move.right", "issues"): "holders",
    ("act", "suggested"): "select the words", ("watch", "suggested"): "write it as an issue",
    ("watch.list", "suggested"): "all of the watchlist",
    ("watch", "matrix"): "write the issue", ("watch", "record"): "write the issue", ("watch", "issues"): "write it",
    ("watch.take", "watchlist"): "take the suggestion", ("watch.save", "watched"): "save",
}  # fmt: skip

# What the line at the bottom names, by pane: Enter first, then what is done there most, help last.
_EVERYWHERE = ("find", "back", "help")
_UNMARK = "none"  # what going back does while rows are marked
HINTS: Mapping[str, tuple[str, ...]] = {
    "articles": ("act", "select", "mark", "filter", "sort", "seen", "edit", "note", "zoom"),
    "timeline": ("act", "select", "zoom.in", "day.next", "sort", "why"),
    "reader": (
        "reader.page",
        "mention.next",
        "claim.next",
        "act",
        "words.mark",
        "filter",
        "why",
        "watch",
        "concordance",
        "note",
    ),
    "actors": ("act", "select", "record", "detail", "merge", "sort", "filter", "watch", "matrix", "concordance"),
    "issues": ("act", "watch", "watch.list", "select", "move.right", "record", "matrix", "concordance"),
    "suggested": ("act", "watch", "watch.list", "matrix"),  # issues, where nothing is watched
    "claims": ("act", "why", "confirm", "reject", "revise", "record", "cite", "mark", "sort", "filter"),
}

# And while rows are marked there, or words are.
MARKED: Mapping[str, tuple[str, ...]] = {
    "articles": ("seen", "note", "back", "mark", "mark.range", "mark.all"),
    "claims": ("confirm", "reject", "revise", "note", "back", "export", "cite", "mark", "mark.range", "mark.all"),
    "words": ("act", "cite", "watch", "back"),
    "new claim": ("words.mark", "claim.make", "back"),
}
_HINTS_MARKED: Mapping[tuple[str, str], str] = {
    ("act", "words"): "say what they are", ("words.mark", "new claim"): "mark more of it",
    ("back", "new claim"): "give it up",
}  # fmt: skip
# Keys that stand beside another in the line, since they do the same the other way.
_PAIRED: Mapping[str, tuple[str, ...]] = {
    "zoom.in": ("zoom.out",), "mention.next": ("mention.previous",), "claim.next": ("claim.previous",),
    "day.next": ("day.previous",),
}  # fmt: skip


def hint_in(action: Action, where: str) -> str:
    """The word for an action in the line at the bottom of a pane."""
    return _HINTS_HERE.get((action.id, where), action.hint or action.id.partition(".")[0])


def hint_pairs(where: str, keymap: Mapping[str, str] | None = None, *, marked: str = "") -> list[tuple[str, str]]:
    """The keys and words of the line at the bottom of a pane: `Enter read  w why  …`; `marked` is what of it is
    marked, a key of MARKED."""
    pairs = []
    for id_ in (*MARKED[marked], "help") if marked else (*HINTS.get(where, ()), *_EVERYWHERE):
        action = BY_ID[id_]
        keys = [shown(keys_of(action, keymap)[0])]
        keys += [first_key(also, keymap) for also in _PAIRED.get(id_, ())]
        hint = _HINTS_MARKED.get((id_, marked), _UNMARK if id_ == "back" else "") if marked else ""
        pairs.append((" ".join(keys), hint or hint_in(action, where)))
    return pairs
