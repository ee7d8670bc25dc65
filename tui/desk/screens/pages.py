"""Pages to read: the keys of a pane, why something is so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tui.desk import actions
from tui.desk.presentation.legend import legend
from tui.desk.presentation.line import Line, styled
from tui.desk.presentation.mended_lines import Told, maybe_lines
from tui.desk.presentation.paragraph import wrapped
from tui.desk.row_actions import Offered, Spot
from tui.desk.screens.list_screen import PageScreen
from tui.desk.theme import Look
from tui.store.rows import Entry

_LAST = ("Panes", "Moving")  # what every pane has, below what is its own


def help_page(where: str, keymap: Mapping[str, str]) -> PageScreen:
    """The keys of one pane, made from the registry of actions."""

    def lines(width: int, look: Look) -> list[Told]:
        guide = actions.shown(actions.keys_of(actions.BY_ID["guide"], keymap)[0])
        told: list[Told] = [(styled(f"{guide} brings the first-minute guide back", "key"), None), (Line(), None)]
        offered = actions.here(where)
        for group in sorted(dict.fromkeys(action.group for action in offered), key=_LAST.__contains__):
            told.append((styled(group, "title"), None))
            for action in offered:
                if action.group != group:
                    continue
                keys = "  ".join(actions.shown(key) for key in actions.keys_of(action, keymap))
                head = styled(f"  {keys}", "key").pad(18)
                body = wrapped(action.words_in(where), width - 18)
                told.append((head + body[0], None))
                told += [(styled("").pad(18) + rest, None) for rest in body[1:]]
            told.append((Line(), None))
        told += legend(width, look)
        return told

    return PageScreen(f"Keys in {actions.TITLES.get(where, where)}", lines)


def why_page(what: str, why: Sequence[str], told: Sequence[Entry] = (), offered: Sequence[Offered] = ()) -> PageScreen:
    """The evidence and the rule, a sentence a line; `told` are the articles that tell one event, each in its words:
    Enter on one opens it there. `offered` is what an actor may also be."""

    def lines(width: int, look: Look) -> list[Told]:
        shown: list[Told] = []
        for sentence in why or ("Nothing more is known about it.",):
            shown += [(line, None) for line in wrapped(sentence, width, ascii_only=look.ascii)]
        if told:
            shown += [(Line(), None), (styled(f"Told by {len(told)} articles (Enter: open)", "title"), None)]
        for entry in told:
            spot = Spot(entry.article, entry.span)
            shown.append((styled(f"  {entry.title}", "key", ascii_only=look.ascii), spot))
            shown += [(line, spot) for line in wrapped(entry.words, width, indent=4, ascii_only=look.ascii)]
        return shown + maybe_lines(offered, width, look)

    return PageScreen(f"Why: {what}", lines)
