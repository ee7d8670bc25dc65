"""One registry of actions: key, words and where each applies. Bindings, `?`, the palette and docs/keys.md come from it.

An action's `id` is what config.yaml remaps under `keys:`. `where` names the panes and screens in which it works:
`desk` is the desk as a whole, `list` every pane or screen that is a list, the others one pane or screen each.

A key runs Textual's action `perform('ID')` on the widget or screen that binds it; that looks the id up in its `Acts`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct, field

if TYPE_CHECKING:
    from textual.binding import Binding, BindingType

    from tui.config import Config

Where = Literal[
    "desk", "list", "articles", "timeline", "reader", "actors", "issues", "claims",
    "concordance", "matrix", "record", "page", "prompt", "watchlist", "watched", "alike", "review", "decided", "actor",
    "article",
]  # fmt: skip

PANES: tuple[tuple[str, Where, str], ...] = (
    ("0", "reader", "Reader"),
    ("1", "articles", "Articles"),
    ("2", "timeline", "Timeline"),
    ("3", "actors", "Actors"),
    ("4", "issues", "Issues"),
    ("5", "claims", "Claims"),
)
LISTS: tuple[Where, ...] = (
    "articles", "timeline", "actors", "issues", "claims", "concordance", "matrix", "record", "page", "prompt",
    "watchlist", "watched", "alike", "review", "decided", "actor", "article",
)  # fmt: skip
ON_DESK: tuple[Where, ...] = ("reader", "articles", "timeline", "actors", "issues", "claims")
SCREENS: tuple[Where, ...] = (
    "concordance", "matrix", "record", "page", "prompt", "watchlist", "watched", "alike", "review", "decided",
    "actor", "article",
)  # fmt: skip


CLOSED: tuple[Where, ...] = (  # by q
    "concordance", "matrix", "record", "page", "watchlist", "watched", "review", "decided", "actor",
    "article",
)  # fmt: skip

TITLES: dict[str, str] = {
    **{where: title for _, where, title in PANES},
    "concordance": "the concordance", "matrix": "the matrix", "record": "a record", "page": "a page to read",
    "watchlist": "the watchlist", "watched": "an issue of the watchlist", "alike": "claims that are alike",
    "review": "the review", "decided": "what was decided", "actor": "an actor's sheet", "article": "an article's sheet",
}  # fmt: skip
EXPLAINED: tuple[Where, ...] = tuple(where for where in SCREENS if where not in ("page", "prompt"))  # by ?


Acts = Mapping[str, Callable[[], object]]  # what each action does in one place, by its id
MOVING = "Moving"  # the group of actions that the views themselves bind: they move a cursor or a page


class ClashError(ValueError):
    """Two actions on one key, an unknown action or a key that no terminal sends; the message is one line. `id` is the
    action whose key is at fault."""

    def __init__(self, id_: str, message: str) -> None:
        super().__init__(f"keys: {message}")
        self.id = id_


class Action(Struct, frozen=True):
    """Something that a key does: its id, its keys, the words that tell of it, and where it works."""

    id: str
    keys: tuple[str, ...]  # Textual's names: "escape", "ctrl+p", "question_mark"
    words: str
    group: str
    where: tuple[Where, ...] = ("desk",)
    here: Mapping[str, str] = field(default_factory=dict)  # words that say more in one pane
    hint: str = ""  # the word that stands for it in the hint line

    def words_in(self, where: str) -> str:
        return self.here.get(where, self.words)


def _pane(key: str, where: str, title: str) -> Action:
    return Action(f"pane.{where}", (key,), f"go to {title}", "Panes")


ACTIONS: tuple[Action, ...] = (
    Action("move.up", ("up", "k"), "one line up", MOVING, ("list", "reader")),
    Action("move.down", ("down", "j"), "one line down", MOVING, ("list", "reader")),
    Action(
        "move.left", ("left", "h"), "to the left", MOVING, ("list", "reader"),
        here={"reader": "the word, name or claim before", "matrix": "one issue to the left",
              "record": "the holder on the issue before"},
    ),
    Action(
        "move.right", ("right", "l"), "to the right", MOVING, ("list", "reader"),
        here={"reader": "the next word, name or claim", "matrix": "one issue to the right",
              "record": "the holder on the next issue"},
    ),
    Action("move.first", ("g", "home"), "to the first line", MOVING, ("list", "reader")),
    Action("move.last", ("G", "end"), "to the last line", MOVING, ("list", "reader")),
    Action("move.half-down", ("ctrl+d",), "half a page down", MOVING, ("list", "reader")),
    Action("move.half-up", ("ctrl+u",), "half a page up", MOVING, ("list", "reader")),
    Action("move.page-down", ("pagedown",), "a page down", MOVING, ("list", "reader")),
    Action("reader.page", ("space",), "a page on", MOVING, ("reader",), hint="page"),
    Action("move.page-up", ("pageup",), "a page up", MOVING, ("list", "reader")),
    Action("pane.next", ("tab",), "the next pane", "Panes"),
    Action("pane.previous", ("shift+tab",), "the pane before", "Panes"),
    *(_pane(*pane) for pane in PANES),
    Action("zoom", ("z",), "this pane at full size, and back", "Panes", hint="full size"),
    Action("pin", ("Z",), "keep the panes as large as they are, and no longer", "Panes"),
    Action(
        "act", ("enter",), "act on the line", "Selecting", ("list", "reader"),
        here={
            "articles": "show the article in the reader",
            "timeline": "show the sentence in the reader, or make the period the selection",
            "reader": "make the name, word or claim under the cursor the selection",
            "actors": "make the actor the selection",
            "issues": "make the issue the selection; on a holder: its record",
            "claims": "show the words in the reader",
            "concordance": "show the place in the reader",
            "matrix": "the holder's record on the issue",
            "record": "show the words in the reader",
            "prompt": "take the line",
            "watchlist": "open it, or take it",
            "watched": "change the line",
            "alike": "set it in all that are taken",
            "review": "show the place in the reader",
            "decided": "show the place in the reader, or select what it is about",
            "actor": "write the name, the kind, or a side's or office's days; else go there",
            "article": "write the day, the title, the outlet or the author",
        },
    ),
    Action(
        "select", ("space",), "make it the selection and stay in the pane", "Selecting",
        ("articles", "timeline", "actors", "issues", "claims"), hint="select, stay",
    ),
    Action("mark", ("t",), "mark the row, or no longer; what is done then is done with all that are marked", "Marking",
           ("articles", "claims"), hint="mark"),
    Action("mark.range", ("T",), "mark all from the row marked last to this one", "Marking", ("articles", "claims")),
    Action("mark.all", ("ctrl+t",), "mark all that are listed, or none of them; Esc takes every mark away", "Marking",
           ("articles", "claims")),
    Action("words.mark", ("V",), "mark words from here on: moving marks more, Enter says what they are, y cites them, "
           "W watches them", "Marking", ("reader",), hint="mark words"),
    Action("claim.make", ("M",), "make a claim of the words that were marked as its content, source and cue", "Judging",
           ("reader",), hint="make the claim"),
    Action("back", ("escape",), "back to where you were", "Selecting", ("desk", *SCREENS), hint="back",
           here={"watchlist": "back", "watched": "back", "alike": "leave all as they are"}),
    Action("earlier", ("left_square_bracket",), "the selection before", "Selecting"),
    Action("later", ("right_square_bracket",), "the selection after", "Selecting"),
    Action("clear", ("backspace",), "select nothing", "Selecting"),
    Action("find", ("slash",), "find an actor, issue, term, article or day", "Selecting", hint="find"),
    Action("mention.next", ("n",), "the next mention, across articles", "Walking", hint="mention"),
    Action("mention.previous", ("N",), "the mention before", "Walking"),
    Action("claim.next", ("c",), "the next claim, across articles", "Walking", hint="claim"),
    Action("claim.previous", ("C",), "the claim before", "Walking"),
    Action(
        "filter", ("f",), "filter this pane", "Looking", ON_DESK,
        here={
            "claims": "filter by words, holder:, stance:, kind:, conf:, is:disputed, and so the matrix",
            "reader": "find words in this article, lit as one types; n and N go from one to the next",
        },
    ),
    Action("sort", ("s",), "sort this pane another way", "Looking", ("articles", "timeline", "actors", "claims")),
    Action("concordance", ("v",), "concordance: every mention in its line", "Looking", hint="concordance"),
    Action("matrix", ("m",), "matrix: holders by issues", "Looking", hint="matrix"),
    Action("record", ("p",), "the holder's record: by it and about it, on the selected issue or on all", "Looking",
           ("desk", "matrix", "page", "record", "actor"), hint="record",
           here={"record": "on all issues, or on the one under the cursor", "matrix": "the record on all issues",
                 "page": "the record of the actor on the line", "actor": "the actor's record, or that of the line's"}),
    Action("matrix.side", ("b",), "by side, by holder", "Looking", ("matrix",), hint="sides, holders"),
    Action("why", ("w",), "why: the evidence and the rule behind it", "Looking", ("desk", "record", "review"),
           hint="why"),
    Action("detail", ("i",), "the actor's sheet, to read and to mend: name, kind, sides, offices, forms, positions",
           "Looking"),
    Action("article", ("I",), "the article's sheet, to mend: day, title, outlet, author", "Looking"),
    Action("zoom.in", ("plus", "equals_sign"), "timeline: shorter periods", "Looking", hint="days, years"),
    Action("zoom.out", ("minus",), "timeline: longer periods", "Looking"),
    Action("day.next", ("d",), "timeline: the next period", "Looking", hint="next, before"),
    Action("day.previous", ("D",), "timeline: the period before", "Looking"),
    Action("cite", ("y",), "cite: words, holder, outlet, day, file, offset to the clipboard", "Taking away",
           ("desk", "record"), hint="cite"),
    Action("export", ("E",), "export what is selected: a brief, tables, networks, other programs' files", "Taking away",
           ("desk", "record"), hint="export"),
    Action("write", ("Y",), "write the lines to a file", "Taking away", ("matrix", "concordance"), hint="to a file"),
    Action("edit", ("e",), "open the file in $EDITOR; it is read again if it changed", "Taking away"),
    Action("confirm", ("o",), "confirm the claim", "Judging", ("desk", "page", "alike", "review", "decided", "actor"),
           hint="right",
           here={"page": "on what an actor may also be: the two are one", "alike": "take the claim",
                 "actor": "on what the actor may also be: the two are one"}),
    Action("reject", ("x",), "reject the claim", "Judging",
           ("desk", "page", "alike", "review", "decided", "actor", "article"), hint="wrong",
           here={"page": "on what an actor may also be: the two are never one", "alike": "leave it as it is",
                 "actor": "take the form out, or take back what was decided; on what it may be: the two are never one",
                 "article": "leave it as it was read"}),
    Action("revise", ("r",), "set the claim's holder, stance or issue", "Judging", ("desk", "review", "decided"),
           here={"decided": "set the claim's holder, stance or issue; write the note anew"}),
    Action("note", ("a",), "write a note on the selection, claim or article", "Judging", ("desk", "review")),
    Action("settle", ("J",), "settle what coders disagree on: whose judgement holds", "Judging"),
    Action("review", ("O",), "go over the claims one by one, what a look is worth most first", "Judging"),
    Action("review.skip", ("n",), "the next claim, this one undecided", "Judging", ("review",), hint="skip"),
    Action("review.before", ("N",), "the claim before", "Judging", ("review",), hint="before"),
    Action("review.all", ("f",), "those that are judged already too, or no longer", "Judging", ("review",), hint="all"),
    Action("seen", ("R",), "mark the article read, or unread", "Judging", hint="read, unread"),
    Action("merge", ("B",), "mark the actor; on another: the two are one", "Judging", ("desk", "actor"),
           hint="one with"),
    Action("means", ("X",), "the name, or the claim's holder, is somebody else: say who", "Judging",
           hint="somebody else"),
    Action("said.add", ("A",), "say for whom the actor speaks, or which office it held, and when", "Judging",
           ("actor",), hint="side, office"),
    Action("undo", ("u",), "undo what was judged last", "Judging", ("desk", "review", "decided", "actor", "article"),
           here={"decided": "take this decision back, though others were made since"}),
    Action("decided", ("U",), "what was decided: judgements, notes and rejected claims, to open, change or take back",
           "Judging"),
    Action("decided.filter", ("slash", "f"), "filter by words, issue:, holder:, day:, coder:, is:", "Judging",
           ("decided",), hint="filter"),
    Action("watch", ("W",), "put the term or actor on the watchlist; on an issue: write it", "The watchlist",
           ("desk", "matrix", "record"), hint="watch",
           here={"matrix": "write the issue of the column", "record": "write the issue"}),
    Action("watch.list", ("ctrl+w",), "the watchlist, and issues that the articles suggest", "The watchlist",
           hint="watchlist"),
    Action("watch.add", ("A",), "a new issue", "The watchlist", ("watchlist", "watched"), hint="a new issue",
           here={"watched": "another line in this list"}),
    Action("watch.take", ("t",), "take the suggestion", "The watchlist", ("watchlist", "watched"), hint="take it",
           here={"watched": "take the proposition that is offered"}),
    Action("watch.save", ("s",), "save the issue: write it into config.yaml, and have it in force", "The watchlist",
           ("watched",), hint="save"),
    Action("watch.remove", ("x",), "never suggest it again", "The watchlist", ("watchlist", "watched"),
           hint="never again", here={"watched": "take the line out"}),
    Action("watch.undo", ("u",), "undo what was written last", "The watchlist", ("watchlist", "watched"), hint="undo"),
    Action("stop", ("S",), "stop reading new articles, or go on", "The desk"),
    Action("points", ("P",), "show the code points of hidden characters", "The desk", ("reader",)),
    Action("commands", ("ctrl+p", "colon"), "every command by name", "The desk"),
    Action("help", ("question_mark",), "the keys and signs of the pane or screen", "The desk", ("desk", *EXPLAINED),
           hint="help"),
    Action("guide", ("H",), "put the first-minute guide away for good, or bring it back", "The desk",
           ("desk", "page")),
    Action("config", ("exclamation_mark",), "what config.yaml is in force, and what is wrong with it", "The desk"),
    Action("quit", ("q",), "leave", "The desk", ("desk", *CLOSED), here=dict.fromkeys(CLOSED, "close")),
    Action("leave", ("ctrl+q",), "leave from anywhere", "The desk", ("desk", *SCREENS)),
)  # fmt: skip
BY_ID = {action.id: action for action in ACTIONS}

_SHOWN = {
    "escape": "Esc", "enter": "Enter", "space": "Space", "tab": "Tab", "shift+tab": "Shift+Tab", "slash": "/",
    "left_square_bracket": "[", "right_square_bracket": "]", "question_mark": "?", "colon": ":", "plus": "+",
    "exclamation_mark": "!", "minus": "-", "equals_sign": "=", "up": "↑", "down": "↓", "left": "←", "right": "→",
    "pageup": "PgUp", "pagedown": "PgDn", "home": "Home", "end": "End", "backspace": "Backspace",
}  # fmt: skip
_TYPED = {shown: name for name, shown in _SHOWN.items() if len(shown) == 1 and shown.isascii()}
# What tmux and screen keep for themselves, and what a terminal sends as another key.
_NEVER = {"ctrl+a", "ctrl+b", "ctrl+i", "ctrl+m", "ctrl+j", "ctrl+h", "ctrl+enter", "ctrl+left_square_bracket"}
_NAMED = set(_SHOWN) | {f"f{n}" for n in range(1, 13)} | {"insert", "delete"}


def shown(key: str) -> str:
    """A key as a person reads it: `[` for `left_square_bracket`, `ctrl+p` as it is."""
    return _SHOWN.get(key, key)


def keys_of(action: Action, keymap: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """The keys of an action after remapping, by Textual's names."""
    mapped = (keymap or {}).get(action.id)
    return tuple(named(part) for part in mapped.split(",")) if mapped else action.keys


def first_key(id_: str, keymap: Mapping[str, str] | None = None) -> str:
    """An action's first key as a person reads it."""
    return shown(keys_of(BY_ID[id_], keymap)[0])


def named(key: str) -> str:
    """Textual's name of a key as a person writes it in config.yaml (`?`, `[`, `Esc`, `ctrl+p`)."""
    key = key.strip() or key
    if key in _TYPED:
        return _TYPED[key]
    if len(key) > 1:
        folded = key.lower()
        return next((name for name, text in _SHOWN.items() if text.lower() == folded), folded)
    return key


def check(keymap: Mapping[str, str]) -> dict[str, str]:
    """The keymap for Textual: action id to comma-separated key names.

    Raises ClashError where an id is unknown, a key can't be sent by a terminal, or two actions that work in one
    place would share a key.
    """
    for id_, keys in keymap.items():
        if id_ not in BY_ID:
            raise ClashError(id_, f"there is no action {id_!r}{_nearest(id_)}")
        for key in keys_of(BY_ID[id_], {id_: keys}):
            _sendable(id_, key)
    taken: dict[tuple[str, str], Action] = {}
    for action in ACTIONS:
        for key in keys_of(action, keymap):
            for place in places(action):
                other = taken.setdefault((place, key), action)
                if other is not action:
                    mapped = action.id if action.id in keymap else other.id
                    raise ClashError(mapped, f"{shown(key)} is both {other.id} and {action.id} in {place}")
    return {id_: ",".join(keys_of(BY_ID[id_], keymap)) for id_ in keymap}


def keymap_of(config: Config) -> dict[str, str]:
    """The keymap of a config, as `check` gives it; raises ConfigProblem where that refuses."""
    from tui.config import ConfigProblem

    try:
        return check(config.keys)
    except ClashError as clash:
        path = config.key_path or config.path or Path()
        raise ConfigProblem(path, *config.key_places.get(clash.id, (0, 0)), str(clash)) from clash


def _nearest(id_: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(id_, BY_ID, n=1)
    return f"; did you mean {near[0]!r}?" if near else ""


def _sendable(id_: str, key: str) -> None:
    if key in _NEVER:
        raise ClashError(id_, f"{id_}: {key} is kept by tmux or screen, or sent as another key")
    bare = key.removeprefix("ctrl+")
    if len(bare) != 1 and key not in _NAMED:
        raise ClashError(id_, f"{id_}: {key!r} is no key; write one such as x, X, ?, ctrl+x or f5")
    if key != bare and not (len(bare) == 1 and bare.isalpha()):
        raise ClashError(id_, f"{id_}: ctrl goes with a letter, not with {bare!r}")


def places(action: Action) -> Iterator[str]:
    """Every pane and screen where the action's keys are live."""
    for where in action.where:
        if where == "desk":
            yield from ON_DESK
        elif where == "list":
            yield from LISTS
        else:
            yield where


def here(where: str) -> tuple[Action, ...]:
    """The actions that work in one pane or screen, in the registry's order."""
    return tuple(action for action in ACTIONS if where in places(action))


def bindings(*wheres: Where) -> list[BindingType]:
    """Textual's bindings of the actions that name one of these places, without those that move; the id lets a keymap
    change their keys."""
    return [_binding(action) for action in ACTIONS if action.group != MOVING and set(action.where) & set(wheres)]


def moves(where: Where) -> list[BindingType]:
    """The bindings of the actions that move in one place first of all: in any list, or in the reader alone."""
    return [_binding(action) for action in ACTIONS if action.group == MOVING and action.where[0] == where]


def _binding(action: Action) -> Binding:
    from textual.binding import Binding

    keys = ",".join(action.keys)
    call = f"perform('{action.id}')"
    return Binding(keys, call, action.words, id=action.id, show=False, priority=action.id == "leave")


def why_nothing(key: str, where: str, keymap: Mapping[str, str] | None = None) -> str:
    """Why a key, by Textual's name, does nothing in a pane; empty where it does something."""
    bound = [action for action in ACTIONS if key in keys_of(action, keymap)]
    if any(where in places(action) for action in bound):
        return ""
    help_ = first_key("help", keymap)
    if not bound:
        return f"{shown(key)} is no key of {TITLES.get(where, where)}; {help_} shows those there are."
    first = bound[0]
    names = ", ".join(TITLES.get(place, place) for place in places(first))
    there = "on the desk" if "desk" in first.where else f"in {names}"
    return f"{shown(key)} does nothing in {TITLES.get(where, where)}: {first.words.partition(';')[0]}, {there}."


def document() -> str:
    """docs/keys.md, whole."""
    lines = [
        "# Keys",
        "",
        "Made from `tui/desk/actions.py` by `python -m tui.desk.actions`; a test fails when the two differ.",
        "Any of them can be moved in `config.yaml`: `keys:` takes the name in the last column, and refuses a key",
        "that is taken. Several keys are written with commas.",
    ]
    for group in dict.fromkeys(action.group for action in ACTIONS):
        lines += ["", f"## {group}", "", "| keys | what it does | where | name |", "|---|---|---|---|"]
        for action in ACTIONS:
            if action.group == group:
                keys = " ".join(f"`{shown(key)}`" for key in action.keys)
                lines.append(f"| {keys} | {action.words} | {_where(action)} | `{action.id}` |")
                lines += [f"| | {words} | {where} | |" for where, words in action.here.items()]
    return "\n".join(lines) + "\n"


def _where(action: Action) -> str:
    words = {"desk": "everywhere on the desk", "list": "lists", "page": "pages", "prompt": "prompts"}
    return ", ".join(words.get(where, where) for where in action.where)


if __name__ == "__main__":
    import sys

    sys.stdout.write(document())
