"""The words that tell a dated event: of a sentence the clause that its day belongs to, and who says so.

No parse is at hand here. What reading found of who says what narrows a sentence first; then punctuation and the words
that begin a clause do. The words stay those of the text, with an ellipsis where some are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from tui.model import Claim, Span

LONG = 150  # characters of an event: two lines of a list
# "On Tuesday evening," and "In a speech," only set the scene; of more words some may tell what happened.
_SHORT = 4  # words: a stretch before a comma that is no more than this only tells when or where
_GAP = "…"
# Where a clause ends that the day belongs to: a strong stop, or a comma or "and" before what begins another clause.
_AFTER = re.compile(
    r"[;—–]|\s--?\s|:\s|\s\(|"
    r",\s+(?=(?:and|but|or|which|who|whose|where|when|while|whereas|although|though|because|since|saying|adding|by|with"
    r"|as|after|before|including|according|he|she|it|they)\b)|"
    r"\s+(?=(?:and|but)\s+(?:has|have|had|is|are|was|were|will|would|could|can|may|might|did|does|do|not|also|then"
    r"|later|now|\w+ed|\w+ing)\b)"
)
_BEFORE = re.compile(r"[;—–]\s*|\s--?\s+|:\s+|\)\s*|,\s+(?:and|but|while|whereas|although|though|because)\s+")
_JOINT = re.compile(  # where a long sentence may begin anew
    r",\s+(?=(?:and|but|the|we|they|he|she|it|who|which|has|have|had|is|was|were|will)\b)"
    r"|\s+and\s+(?=(?:has|have|had|is|was|were|will)\b)"
)
_DATELINE = re.compile(r"\A[A-Z][\w .,'’()/-]{2,60}?(?:\s--?\s|\s[—–]\s)")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|could|can|cannot|may|might|must|should|shall|did|does|do|am|be)\b"
    r"|\w(?:n['’]t|['’](?:re|ve|ll|d))\s|\b[a-z]+ed\b"  # no capitals: May is a month
)
_NESTED = re.compile(r",?\s+(?:which|who|whose|that)\b[^,]*,?|\bto\s+\w+")  # what has a verb of its own
_PRONOUNS = frozenset({"he", "she", "it", "they"})
_LEADING = re.compile(r"\A(?:and|but|that|so|yet|or)\s+", re.IGNORECASE)
_RELATIVE = re.compile(r"\A(?:which|who|whose|that|where|when)\b")


class EventWords(Struct, frozen=True):
    """An event's words on one line, and the holder of the speech that has them; empty where the text itself tells."""

    words: str
    by: str = ""


def event_of(text: str, sentence: Span, days: Span, claims: Iterable[Claim] = ()) -> EventWords:
    """The event that the time expression `days` of a sentence belongs to; `claims` are those of its article."""
    whole, claim, said = _narrowed(text, sentence, days, claims)
    words, start, end = _flat(whole.of(text), max(days.start - whole.start, 0), max(days.end - whole.start, 0))
    told = clause(words, start, end)
    if claim is None:
        return EventWords(told)
    if not said:
        return EventWords(_with_holder(text, told, claim))
    told = told.strip('"“”«»„ ,;')
    return EventWords(f"“{told}”" if claim.kind == "direct" else _even(told), claim.holder or "")


def _narrowed(text: str, sentence: Span, days: Span, claims: Iterable[Claim]) -> tuple[Span, Claim | None, bool]:
    """The stretch of a sentence that one claim is made in: its content, where that has the day and is a clause, else
    the words from who says it to what is said; and whether it is what is said."""
    said: list[tuple[int, Span, Claim]] = []
    made: list[tuple[int, Span, Claim]] = []
    for claim in claims:
        content = next((span for span in claim.content if span.covers(days)), None)
        if content is not None and claim.holder is not None and _is_clause(content.of(text)):
            inside = Span(max(content.start, sentence.start), min(content.end, sentence.end))
            if inside.covers(days) and len(inside.of(text).split()) > _SHORT + len(days.of(text).split()):
                said.append((content.start - content.end, inside, claim))
        spans = (*claim.source, *claim.cue, *claim.content)
        if not spans:
            continue
        extent = Span(min(s.start for s in spans), max(s.end for s in spans))
        if extent.covers(days) and sentence.covers(extent):
            made.append((extent.end - extent.start, extent, claim))
    for found, is_said in ((said, True), (made, False)):
        if found:
            _, span, claim = min(found, key=lambda one: one[0])
            return span, claim, is_said
    return sentence, None, False


def _is_clause(words: str) -> bool:
    """Whether what is said is a clause, and not a thing or a deed: "the port would close", not "to close the port"."""
    bare = words.strip('"“”«»„ ')
    return not bare.lower().startswith("to ") and _FINITE.search(_NESTED.sub("", bare)) is not None


def _with_holder(text: str, words: str, claim: Claim) -> str:
    """Words that begin with "he" or "it" with the holder's name instead."""
    pronoun = " ".join(claim.source[0].of(text).split()) if claim.source else ""
    if claim.holder is None or pronoun.lower() not in _PRONOUNS or not words.startswith(f"{pronoun} "):
        return words
    return claim.holder + words[len(pronoun) :]


def _even(words: str) -> str:
    """Words without the quotation marks that have lost their partner."""
    for opening, closing in ('""', "“”", "«»"):
        odd = words.count(opening) % 2 if opening == closing else words.count(opening) != words.count(closing)
        if odd:
            words = words.replace(opening, "").replace(closing, "")
    return words


def _flat(words: str, start: int, end: int) -> tuple[str, int, int]:
    """Words on one line, with where a stretch of them then stands."""
    before, inside = " ".join(words[:start].split()), " ".join(words[start:end].split())
    space = " " if before and words[start - 1 : start].isspace() else ""
    line = " ".join(words.split())
    at = len(before) + len(space)
    return line, at, at + len(inside)


def clause(words: str, start: int, end: int) -> str:
    """The clause of a sentence that has its time expression, at `start` to `end`, without stop and dateline."""
    dateline = _DATELINE.match(words)
    first = dateline.end() if dateline and dateline.end() <= start else 0
    last = len(words.rstrip(" .,;:"))
    cut = _AFTER.search(words, max(end, _told_by(words, first, start, end)))
    if cut is not None and cut.start() < last:
        last = cut.start()
    for edge in _BEFORE.finditer(words, first, start):
        if not _only_when(words[edge.end() : last], start - edge.end(), end - edge.end()):
            first = edge.end()
    later = _later(words, first, start, last) if last - first > LONG else first
    left_out, first = later > first, later
    kept = _LEADING.sub("", words[first:last].strip(" ,;:"))
    kept = _shortened(kept, words[start:end]) if len(kept) > LONG else kept
    left_out = (left_out or bool(_RELATIVE.match(kept))) and not kept.startswith(_GAP)
    return f"{_GAP} {kept}" if left_out else kept


def _told_by(words: str, first: int, start: int, end: int) -> int:
    """Where what happened is told by: beyond the comma after "On Saturday," at the beginning."""
    comma = words.find(",", end)
    if comma < 0 or len(words[first:comma].split()) > _SHORT + len(words[start:end].split()):
        return end
    return comma + 1 + min(len(words) - comma - 1, 12)


def _only_when(kept: str, start: int, end: int) -> bool:
    """Whether words tell little besides the day: what happened stands before them."""
    return len((kept[:start] + kept[end:]).split()) <= _SHORT


def _later(words: str, first: int, start: int, last: int) -> int:
    """A later beginning for a long clause: after a comma, or a joint of verbs, before the day."""
    for joint in [match.end() for match in _JOINT.finditer(words, first, start)]:
        kept = words[joint:last]
        if len(kept) <= LONG and len(kept.split()) > 2 * _SHORT:
            return joint
    return first


def _shortened(words: str, day: str) -> str:
    """At most `LONG` characters, with the day among them."""
    at = words.find(day)
    if at + len(day) <= LONG:
        return words[:LONG].rsplit(" ", 1)[0].rstrip(" ,;:") + _GAP
    tail = words[at + len(day) - LONG + 4 : at + len(day)]
    return f"{_GAP} {tail.partition(' ')[2]}"
