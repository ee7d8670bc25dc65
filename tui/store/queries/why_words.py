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
_LEARNED = re.compile(r"the learned reader reads it so too, (?P<sure>[\d.]+)(?P<other>, and names another source)?")
_FOUND = re.compile(r"found by the learned reader, (?P<sure>[\d.]+); (?P<why>.+)", re.DOTALL)
_PLACE = re.compile(
    r"(?P<issue>.+?)(?P<context> by context)?: “(?P<word>[^”]*)” in (?:its|the) (?P<place>[\w, ]+)", re.DOTALL
)
_SIDE = re.compile(r"(?P<stance>for|against|mixed): (?P<why>.+)", re.DOTALL)
_SURE = re.compile(
    r"sure of (?P<unstated>unstated )?(?P<stance>for|against), (?P<share>[\d.]+): ?(?P<why>.*)", re.DOTALL
)
_DATED = re.compile(r"said on (?P<days>\S+): (?P<why>.+)", re.DOTALL)
_MEANS = re.compile(r"“(?P<who>[^”]*)” is (?P<is>.+)", re.DOTALL)
_SPOKE = re.compile(r"“(?P<who>[^”]*)” is (?P<how>who spoke before|the one spoken to): (?P<name>.+)", re.DOTALL)
_UNKNOWN = re.compile(r"“(?P<who>[^”]*)”(?P<how>: nobody holds it| is not resolved)", re.DOTALL)
_SAME = re.compile(r"“(?P<who>[^”]+)” is (?P=who)\.?", re.DOTALL)
_STEP = re.compile(r"(?P<words>.+) (?P<sign>\([^()]*\))", re.DOTALL)
_FITS = re.compile(r"(?:“[^”]*”: )?(?P<who>[^“”]+), (?P<where>in (?:the same|a) sentence(?: before)?), fits best\.?")
_PLAIN = re.compile(r"(?<!\w)'([^']+)'(?!\w)")
_UNNAMED = "the words name nobody"
_SIDES = {"for": "for it", "against": "against it", "mixed": "for both sides"}


@cache
def _words() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = shipped_yaml(__package__, "why.yaml")
    return found


def sentence_of(note: str) -> str:
    """One note as a sentence."""
    for pattern, said in _SAID:
        match = pattern.fullmatch(note)
        if match is not None and (words := said(match)):
            return words
    if note == _UNNAMED:
        return "The text names nobody who holds it."
    return closed(note)


def sentences_of(notes: Iterable[str]) -> list[str]:
    """The notes as sentences, in their order, none twice; that a name is what it says is none."""
    return list(dict.fromkeys(sentence_of(note) for note in notes if not _SAME.fullmatch(note)))


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
    cue = f"“{_bare(match['cue'])}” {does}" if match["cue"] else f"It {does}"
    rule = f"Rule: {match['family']}.{match['words']} ({match['pattern']})."
    return f"{cue}; {where.format(word=preposition)}. {rule}"


def _holder(match: re.Match[str]) -> str:
    how = _words()["holders"].get(match["how"])
    who = _bare(match["who"])
    if how is None or not who:
        return ""
    return f"{_capital(how.format(who=who))}. Rule: {match['how']}."


def _learned(match: re.Match[str]) -> str:
    other = ", but names another source" if match["other"] else ""
    return f"The learned reader, which has none of the rules, reads it so too{other}. Rule: learned ({match['sure']})."


def _found(match: re.Match[str]) -> str:
    why = _PLAIN.sub(r"“\1”", match["why"])
    return f"Only the learned reader finds it: {why}. Rule: learned ({match['sure']})."


def _place(match: re.Match[str]) -> str:
    where = _words()["places"].get(match["place"])
    rule = " Rule: context." if match["context"] else ""
    return f"It is about {match['issue']}: “{match['word']}” stands {where}.{rule}" if where else ""


def _side(match: re.Match[str]) -> str:
    """The words that speak for a side, each with its sign; what is against something turns round what follows."""
    stance = match["stance"]
    why = match["why"].removesuffix(f" = {stance}").removeprefix("words on both sides: ")
    told = "; and ".join(", ".join(map(_signed, one.split(" × "))) for one in why.split("; "))
    turned = "; each − turns the side round" if "(−)" in why and " × " in why else ""
    return f"Its words speak {_SIDES[stance]}: {told}{turned}."


def _signed(step: str) -> str:
    match = _STEP.fullmatch(step)
    return f"“{_bare(match['words'])}” {match['sign']}" if match is not None else f"“{_bare(step)}”"


def _sure(match: re.Match[str]) -> str:
    """How often a side read like this one is right, and what makes it so."""
    share = round(100 * float(match["share"]))
    why = f": {match['why']}" if match["why"] else ""
    if match["unstated"]:
        may = f"No side is stated: its words may speak {_SIDES[match['stance']]}"
        return f"{may}, but of sides read like this only about {share} in 100 are right{why}."
    return f"Of sides read like this about {share} in 100 are right{why}."


def _dated(match: re.Match[str]) -> str:
    return f"The day on which it was said is {match['days']}: {clause(match['why'])}."


def _means(match: re.Match[str]) -> str:
    return closed(f"“{_bare(match['who'])}” is {fits(match['is'])}")


def _spoke(match: re.Match[str]) -> str:
    how = "who spoke before" if match["how"].startswith("who") else "who is spoken to"
    return closed(f"“{_bare(match['who'])}” is {match['name'].removesuffix('.')}, {how}")


def _unknown(match: re.Match[str]) -> str:
    who = _bare(match["who"])
    nobody = match["how"].startswith(":")
    return f"“{who}” is nobody who can hold it." if nobody else f"Whom “{who}” means is not known."


_SAID = (
    (_FRAME, _frame), (_HOLDER, _holder), (_LEARNED, _learned), (_FOUND, _found), (_SIDE, _side), (_SURE, _sure),
    (_DATED, _dated), (_SPOKE, _spoke), (_UNKNOWN, _unknown), (_PLACE, _place), (_MEANS, _means),
)  # fmt: skip


# --- days, mentions and articles


def clause(reason: str) -> str:
    """What a day rests on, as a clause."""
    begins = {"counted from": "it is counted from", "a length of time": "it is a length of time"}
    for start, words in begins.items():
        if reason.startswith(start):
            return words + reason.removeprefix(start)
    return reason


def time_sentence(kind: str, value: str, days: str, reason: str) -> str:
    """What a time expression or an event means, and why; `kind` and `value` are TIMEX3's, `days` empty where none is
    known."""
    told = f"It means {days}: {clause(reason)}" if days else _capital(clause(reason))
    return f"{told.removesuffix('.')} (TIMEX3: {kind} {value})."


def mention_sentence(actor: str | None, by: str, why: str) -> str:
    """Whom a mention means and how that was found."""
    if actor is None:
        return closed(f"Whom it means is not known{f': {fits(why)}' if why else ''}")
    how = _words()["mentions"].get(by, f"by {by}")
    return closed(f"It is {actor}, {how}{f': {fits(why)}' if why else ''}")


def published_sentence(days: str, source: str) -> str:
    """When an article was published and what says so."""
    how = _words()["published"].get(source)
    if not days or how is None:
        return "Nothing says when it was published."
    return f"Its day of publication is {days}: {how}."


def fits(why: str) -> str:
    """Who fits a pronoun best, in fewer words."""
    return _FITS.sub(lambda found: f"“{found['who']}”, {found['where']}, fits best", why)


def closed(words: str) -> str:
    """Words as a sentence: a capital before them, a full stop behind."""
    words = words.strip()
    end = "" if not words or words.endswith((".", "!", "?", "…", ".”")) else "."
    return f"{_capital(words)}{end}"


def _capital(words: str) -> str:
    """With a capital, but for the name of a file."""
    if "." in words.partition(" ")[0].rstrip(".:"):
        return words
    return words[:1].upper() + words[1:]
