"""Who speaks at the end of a sentence where the parse left the name within what is said: "the quay is shut, its warden,
Ida Moe, | said"."""

from __future__ import annotations

from msgspec.structs import replace

from tui.reading.attribution.bounds import trimmed
from tui.reading.attribution.candidate import Candidate, Source
from tui.reading.attribution.parse import VERBAL, Parse

_LONGEST = 12  # tokens of a name with what it is
_LEAST = 3  # tokens of what is said
_OPENS = frozenset({"a", "an", "the", "its", "his", "her", "their"})


def with_speaker(p: Parse, c: Candidate) -> Candidate:
    """The candidate with the name that stands between its content and its verb for its source; itself where it has a
    source, or no name stands there."""
    verb = c.cue
    if verb is None or c.source.head is not None or c.quoted or not c.content or max(c.content) >= verb:
        return c
    if not c.frame.id.startswith("say.") or p.tag[verb] not in ("VBD", "VBZ"):
        return c
    last = verb - 1
    last -= p.lower[last] == ","
    first = _part(p, last, c.content[0])
    if first is None or not any(p.pos[i] == "PROPN" for i in range(first, last + 1)):
        return c
    head = next(i for i in range(last, first - 1, -1) if p.pos[i] in ("PROPN", "NOUN"))
    before = _part(p, first - 2, c.content[0])
    if before is not None and first - before < _LONGEST and p.lower[before] in _OPENS:
        first = before  # "its warden, Ida Moe"
    content = trimmed(p, [i for i in c.content if i < first])
    if len(content) < _LEAST or not any(p.pos[i] in VERBAL for i in content):
        return c
    return replace(c, source=Source(head, tuple(range(first, last + 1)), "near"), content=content)


def _part(p: Parse, last: int, start: int) -> int | None:
    """The first token of the words between two commas that end at `last`, if they are a noun phrase."""
    first = last
    while first > start and p.lower[first - 1] != "," and last - first < _LONGEST:
        first -= 1
    if first <= start or p.lower[first - 1] != "," or last < first:
        return None
    named = p.pos[last] in ("PROPN", "NOUN") and not any(
        p.pos[i] in (*VERBAL, "SCONJ", "PRON") for i in range(first, last + 1) if p.tag[i] != "PRP$"
    )
    return first if named else None
