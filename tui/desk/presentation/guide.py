"""The first minute with the desk, in a few lines: what it shows, how one goes about, what the signs of claims say."""

from __future__ import annotations

from collections.abc import Mapping

from tui.desk import actions
from tui.desk.presentation.line import Line, columns, join, styled
from tui.desk.presentation.paragraph import wrapped
from tui.desk.theme import Look


def guide_lines(width: int, look: Look, keymap: Mapping[str, str], *, watched: bool) -> list[Line]:
    """Lines of `width` cells, the keys as they are set; `watched` where the watchlist has an issue."""

    def key(id_: str) -> str:
        return actions.shown(actions.keys_of(actions.BY_ID[id_], keymap)[0])

    away = f"{key('guide')} puts this away for good, {key('help')} brings it back"
    lines = [columns(width, (styled(" The first minute", "title"),), (styled(away, "key"),), look)]
    signs = f"+ for, {look.glyphs.against} against, {look.glyphs.none} no side: on what the issue proposes, “it”."
    watches = f"{key('watch')} watches a word or an actor"
    for words in (
        f"{key('act')} selects an actor, an issue or a day: all panes show what it touches.",
        f"{key('pane.articles')} to {key('pane.claims')}, {key('pane.reader')}, {key('pane.next')} go to a pane, "
        f"{key('move.up')} {key('move.down')} move, {key('back')} goes back, {key('find')} finds, "
        f"{key('help')} all keys.",
        f"{signs} {key('why')}: why so.",
        f"{watches}, {key('matrix')} shows who stands where, {key('reject')}: read wrongly."
        if watched
        else f"Nothing is watched yet: {key('pane.issues')} suggests issues, {watches}.",
    ):
        lines += [join((styled(" "), line)) for line in wrapped(words, width - 2, ascii_only=look.ascii)]
    return lines
