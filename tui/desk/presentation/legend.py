"""What every sign means that can stand on the screen, for `?`: the marks of the reader, then the signs of lists.

A test holds that no sign of a look's glyphs, and none that the desk's code writes, is missing here.
"""

from __future__ import annotations

from collections.abc import Iterator

from tui.desk.presentation.claim_lines import confidence
from tui.desk.presentation.line import Line, styled
from tui.desk.presentation.mended_lines import Told
from tui.desk.theme import Look, Role

_SIGN = 9  # cells of a sign, its gap included
_MARKS: tuple[tuple[Role, str, str], ...] = (  # a role, the signs around it where a terminal has no attributes
    ("hit", "[]", "a mention of the selection, by name, alias or description"),
    ("found", "^^", "words that f looks for in the open article"),
    ("fuzzy", "{}", "a mention by close spelling, role or pronoun: less sure"),
    ("content", "<>", "what is claimed"),
    ("source", "||", "who claims it"),
    ("cue", "//", "the words that make it a claim"),
    ("time", "~~", "a time expression of the selected days"),
    ("word", "", "the cursor"),
)


def signs(look: Look) -> Iterator[tuple[str, str]]:
    """Each sign, or an example with it, and what it means."""
    glyphs = look.glyphs
    yield glyphs.cursor, f"the row under the cursor; where the pane has no focus {glyphs.resting}"
    yield glyphs.open, "the article in the Reader"
    yield glyphs.marked, "a row that you marked: what you do is done with all of them"
    yield glyphs.claim, "in the margin: a mention, a claim or an event of the selection"
    yield glyphs.other_claim, "in the margin: another claim"
    yield glyphs.for_, "for the proposition: “it” is always what the proposition says"
    yield glyphs.against, "against the proposition"
    yield glyphs.mixed, "both for and against it"
    yield glyphs.none, "no side taken"
    yield f"{glyphs.for_}3 {glyphs.against}12", "how many claims take that side"
    yield glyphs.turn, "the holder turned from one side to the other"
    yield f"{glyphs.times}2", "two claims of one sentence, in one row"
    yield "2 art.", "two articles carry the claim, the story or the event"
    yield (
        confidence(0.9, look),
        (f"the reading is sure; {confidence(0.6, look)} likely; {confidence(0.1, look)} doubtful"),
    )
    yield "~ 2031", "a day that was worked out, not proven to the day"
    yield glyphs.arrow, "still to come when the article was written"
    yield glyphs.rests, "on the day of the article or of its lead: its sentence names none"
    yield glyphs.said, "told by somebody, not by the text itself"
    yield glyphs.block * 3, "in the Timeline: how many events a period has, beside the others"
    yield glyphs.bars[1:], "the same in few cells: from few to most"
    yield glyphs.below * 2, "a line below which nothing is counted"
    yield glyphs.ellipsis, "words were cut: the line below the list, or Enter, has all of them"
    yield glyphs.new, "new since you looked last"
    yield glyphs.note, "you wrote a note on it"
    yield "= ~ x &", "a claim that somebody confirmed, changed, rejected or added; with a name, that this coder did"
    yield "!", "a claim of which coders say different things; J settles it, f with is:disputed lists them"
    yield "(!)", "something is wrong with config.yaml; ! says what"


def legend(width: int, look: Look) -> list[Told]:
    """How mentions, claims and the rest are told apart on this terminal."""
    told: list[Told] = [(styled("How the reader marks things", "title"), None)]
    for role, around, words in _MARKS:
        name = f"{around[:1]}{role}{around[1:]}" if look.brackets else role
        told.append((styled("  ") + styled(name, role).pad(16) + styled(words), None))
    told += [(Line(), None), (styled("What the signs mean", "title"), None)]
    for sign, words in signs(look):
        shown = styled(sign, "count", ascii_only=look.ascii)
        told.append((styled("  ") + shown.pad(_SIGN) + styled(words, ascii_only=look.ascii), None))
    return told
