"""Who says a quotation: the subject of the verb beside it, or the noun or name that stands there in its place."""

from __future__ import annotations

from tui.reading.attribution.candidate import Source, phrase, subject_of
from tui.reading.attribution.parse import Parse

_NOMINAL = frozenset({"PROPN", "NOUN", "PRON"})
_MARKS = frozenset({'"', "'", "''", "``"})  # quotation marks as the model is given them
_ONE_OF = frozenset({"one", "another", "others", "some", "many", "most", "several", "both", "all"})
_NEVER_NAMES = frozenset({"DET", "CCONJ", "NUM", "AUX"})


def speaker_of(p: Parse, verb: int, region: range) -> Source:
    """The verb's subject if it stands outside the quotation, else the noun next to the verb."""
    source = subject_of(p, verb)
    idiom = p.lemma[verb] == "put" and p.lower[verb + 1] == "it"  # "as Berg put it, “…”"
    first = _before_apposition(p, verb, region)
    if first is None and idiom:
        first = next((i for i in region if p.pos[i] in _NOMINAL and i < verb), None)
    if first is not None and source.how != "relative" and (source.head is None or source.head > first + 1):
        first = _head_of(p, first, region)
        return Source(first, phrase(p, first), "near")
    if source.head is not None and source.head in region:
        outer = _out_of_brackets(p, source.head, region)
        return source if outer == source.head else Source(outer, phrase(p, outer), source.how)
    after = [i for i in range(verb + 1, min(verb + 4, region.stop)) if _names_who(p, i, verb)]
    before = [i for i in range(max(verb - 3, region.start), verb) if p.pos[i] in _NOMINAL]
    near = before[-1:] or after[:1]
    if near and p.tag[near[0]] != "PRP$":
        at = _head_of(p, _out_of_brackets(p, near[0], region), region)
        inside = tuple(i for i in phrase(p, at) if i in region and i != verb)
        return Source(at, inside or (at,), "near")
    if source.head is not None:
        return source
    return Source(named, (named,), "near") if (named := _misread_name(p, verb, region)) is not None else Source(None)


def _head_of(p: Parse, at: int, region: range) -> int:
    """The noun of a name or phrase that a token of it hangs on."""
    while p.dep[at] in ("compound", "poss", "nmod") and p.head[at] in region and p.head[at] != at:
        at = p.head[at]
    return at


def _before_apposition(p: Parse, verb: int, region: range) -> int | None:
    """The name that a speaker's clause begins with where what it is stands between it and the verb: "…," Berg, the
    mayor of Holm since the vote, said."""
    first = next((i for i in region if p.word[i]), verb)
    behind = region.start > 0 and p.lower[region.start - 1] in _MARKS
    if not behind or p.pos[first] != "PROPN" or p.lower[verb - 1] != ",":
        return None
    while p.dep[first] in ("compound", "nmod") and first < p.head[first] < verb:
        first = p.head[first]
    return first if p.pos[first] == "PROPN" and first + 1 < verb - 1 and p.lower[first + 1] == "," else None


def _names_who(p: Parse, i: int, verb: int) -> bool:
    """Whether a token behind a verb may be who says it, "one" of several signs included: "…," read one."""
    return p.pos[i] in _NOMINAL or (i == verb + 1 and p.lower[i] in _ONE_OF)


def _out_of_brackets(p: Parse, at: int, region: range) -> int:
    """For a noun in round brackets the one that they stand behind: "Ida Moe (Holm Left) said"."""
    opened = next((i for i in range(at, region.start - 1, -1) if p.lower[i] in ("(", ")", "[", "]")), None)
    if opened is None or p.lower[opened] not in ("(", "[") or opened - 1 not in region:
        return at
    return opened - 1 if p.pos[opened - 1] in _NOMINAL else at


def _misread_name(p: Parse, verb: int, region: range) -> int | None:
    """A capital beside the verb that the parse takes for no noun: "…," From said."""
    beside = (i for i in (verb - 1, verb + 1) if i in region and p.word[i])
    return next((i for i in beside if p.text[p.start[i]].isupper() and p.pos[i] not in _NEVER_NAMES), None)
