"""Pages to read: the keys of a pane, why something is so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tui.desk import actions
from tui.desk.presentation.claim_lines import confidence
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


def legend(width: int, look: Look) -> list[Told]:
    """How mentions, claims and the rest are told apart on this terminal."""
    shown: tuple[tuple[Any, str], ...] = (
        ("hit", "a mention of the selection, by name, alias or description"),
        ("found", "words that f looks for in the open article"),
        ("fuzzy", "a mention by close spelling, role or pronoun: less sure"),
        ("content", "what is claimed"),
        ("source", "who claims it"),
        ("cue", "the words that make it a claim"),
        ("word", "the cursor"),
    )
    told: list[Told] = [(styled("How the reader marks things", "title"), None)]
    for role, words in shown:
        told.append((styled("  ") + styled(role, role).pad(16) + styled(words), None))
    glyphs = look.glyphs
    signs: tuple[tuple[str, str], ...] = (
        (glyphs.cursor, "the row under the cursor; where the pane has no focus " + glyphs.resting),
        (glyphs.open, "the article in the Reader"),
        (glyphs.marked, "a row that you marked: what you do is done with all of them"),
        (glyphs.claim, "a claim, or an event, of the selection"),
        (glyphs.other_claim, "in the margin: another claim"),
        (glyphs.for_, "for the proposition: “it” is always what the proposition says"),
        (glyphs.against, "against the proposition"),
        (glyphs.mixed, "both for and against it"),
        (glyphs.none, "no side taken"),
        (glyphs.turn, "the holder turned from one side to the other"),
        (f"{glyphs.times}2", "two claims of one sentence, in one row"),
        ("2 art.", "two articles carry the claim, the story or the event"),
        (
            confidence(0.9, look),
            f"the reading is sure; {confidence(0.6, look)} likely; {confidence(0.1, look)} doubtful",
        ),
        ("~ 2031", "a day that was worked out, not proven to the day"),
        (glyphs.arrow, "still to come when the article was written"),
        (glyphs.rests, "on the day of the article or of its lead: its sentence names none"),
        (glyphs.said, "told by somebody, not by the text itself"),
        (glyphs.below * 2, "a line below which nothing is counted"),
        (glyphs.new, "new since you looked last"),
        (glyphs.note, "you wrote a note on it"),
        ("= ~ x &", "a claim that somebody confirmed, changed, rejected or added; with a name, that this coder did"),
        ("!", "a claim of which coders say different things; J settles it, f with is:disputed lists them"),
    )
    told += [(Line(), None), (styled("What the signs mean", "title"), None)]
    for sign, words in signs:
        told.append((styled("  ") + styled(sign, "count").pad(9) + styled(words, ascii_only=look.ascii), None))
    return told


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
