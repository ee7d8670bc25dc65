"""What reading notes of how it found a claim, as sentences for a reader, the rule's own name after them.

The words are in why.yaml; a note that none of them fits is shown as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from tui.corpus.doubts import UNSURE
from tui.text.shipped import shipped_yaml

_FRAME = re.compile(r"frame (?P<family>\w+)\.(?P<words>\w+)(?:: (?P<cue>.+))? \((?P<pattern>[\w.:]+)\)", re.DOTALL)
_HOLDER = re.compile(r"holder (?P<who>.+) by (?P<how>\w+)", re.DOTALL)
_PLACE = re.compile(r"(?P<issue>.+): “(?P<word>[^”]*)” in its (?P<place>[\w ]+)", re.DOTALL)
_SIDE = re.compile(r"(?P<stance>for|against|mixed): (?P<why>.+)", re.DOTALL)
_UNNAMED = "the words name nobody"
_SIDES = {"for": "For it", "against": "Against it", "mixed": "Both for and against it"}


@cache
def _words() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = shipped_yaml(__package__, "why.yaml")
    return found


def sentence_of(note: str) -> str:
    """One note as a sentence."""
    for pattern, said in ((_FRAME, _frame), (_HOLDER, _holder), (_PLACE, _place), (_SIDE, _side)):
        match = pattern.fullmatch(note)
        if match is not None and (words := said(match)):
            return words
    if note == _UNNAMED:
        return "The text names nobody who holds it."
    return note


def sentences_of(notes: Iterable[str]) -> list[str]:
    """The notes as sentences, in their order, none twice."""
    return list(dict.fromkeys(sentence_of(note) for note in notes))


def sure_words(confidence: float) -> str:
    """How sure the reading is: not how sure the speaker is."""
    share = round(100 * confidence)
    doubted = ", too few to be counted on" if confidence < UNSURE else ""
    return f"Of claims found like this about {share} in 100 are right{doubted} (confidence {confidence:.2f})."


def _bare(quoted: str) -> str:
    """Words that stand between plain quotation marks, without them."""
    inner = quoted[1:-1] if len(quoted) > 1 and quoted[0] == quoted[-1] and quoted[0] in "'\"" else quoted
    return " ".join(inner.replace("\\n", " ").split())


def _frame(match: re.Match[str]) -> str:
    words = _words()
    does = words["families"].get(match["family"])
    shape = match["pattern"].removesuffix(".passive")
    shape = shape.removeprefix("noun.").removeprefix("adj.").removesuffix(".name")
    kind, _, preposition = shape.partition(":")
    where = words["patterns"].get(kind) or words["patterns"].get(kind.partition(".")[0])
    if does is None or where is None:
        return ""
    cue = f"“{_bare(match['cue'])}” {does}" if match["cue"] else _capital(does)
    rule = f"Rule: {match['family']}.{match['words']} ({match['pattern']})."
    return f"{cue}; {where.format(word=preposition)}. {rule}"


def _holder(match: re.Match[str]) -> str:
    how = _words()["holders"].get(match["how"])
    who = _bare(match["who"])
    if how is None or not who:
        return ""
    return f"{_capital(how.format(who=who))}. Rule: {match['how']}."


def _place(match: re.Match[str]) -> str:
    where = _words()["places"].get(match["place"])
    return f"It is about {match['issue']}: “{match['word']}” stands {where}." if where else ""


def _side(match: re.Match[str]) -> str:
    why = match["why"]
    stance = match["stance"]
    return f"{_SIDES[stance]}: {why.removesuffix(f' = {stance}')}."


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
