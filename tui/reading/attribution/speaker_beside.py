"""Who says a quotation: the subject of the verb beside it, or the noun or name that stands there in its place."""

from __future__ import annotations

from tui.reading.attribution.candidate import Source, phrase, subject_of
from tui.reading.attribution.parse import SUBJECTS, VERBAL, Parse

_NOMINAL = frozenset({"PROPN", "NOUN", "PRON"})
_MARKS = frozenset({'"', "'", "''", "``"})  # quotation marks as the model is given them
_ONE_OF = frozenset({"one", "another", "others", "some", "many", "most", "several", "both", "all"})
_NEVER_NAMES = frozenset({"DET", "CCONJ", "NUM", "AUX"})


def speaker_of(p: Parse, verb: int, region: range) -> Source:
    """The verb's subject if it stands outside the quotation, else the noun next to the verb."""
    if p.pos[verb] not in VERBAL:
        return _of_misread(p, verb, region)
    if p.lemma[verb] == "come" and (crying := _from_whom(p, verb, region)) is not None:
        return Source(crying, phrase(p, crying), "near")
    source = _bearer(p, verb) or subject_of(p, verb)
    idiom = p.lemma[verb] == "put" and p.lower[verb + 1] == "it"  # "as Berg put it, “…”"
    first = _before_apposition(p, verb, region)
    if first is None and idiom:
        first = next((i for i in region if p.pos[i] in _NOMINAL and i < verb), None)
    if first is not None and source.how != "relative" and (source.head is None or source.head > first + 1):
        first = _head_of(p, first, region)
        return Source(first, phrase(p, first), "near")
    if (parted := _before_insertion(p, verb, idiom)) is not None:
        return Source(parted, phrase(p, parted), "near")
    if source.head is not None and (source.head in region or _goes_on(p, verb)):
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


def _of_misread(p: Parse, cue: int, region: range) -> Source:
    """Who says it by a word that the parse takes for a noun: "…," the email | read; a hat | reading, “…”; led the
    board to | state, “…”."""
    verb = p.head[cue]
    if p.lower[cue - 1] == "to" and p.pos[verb] in VERBAL:
        led = p.child(verb, "dobj")
        return Source(led, phrase(p, led), "subject") if led is not None else subject_of(p, verb)
    before = [i for i in region if i < cue and p.word[i]]
    if p.lower[cue].endswith("ing"):
        before = [i for i in before if i >= p.left[cue]]
    end = next((k for k, i in enumerate(before) if k and p.pos[i] == "ADP"), len(before))
    named = next((i for i in reversed(before[:end]) if p.pos[i] in _NOMINAL or p.pos[i] == "NUM"), None)
    return Source(named, tuple(before), "near") if named is not None else Source(None)


def _from_whom(p: Parse, verb: int, region: range) -> int | None:
    """Whose cry comes: "…," came cries from | the gallery."""
    link = next((i for i in region if verb < i <= verb + 6 and p.lower[i] == "from"), None)
    return p.child(link, "pobj") if link is not None else None


def _bearer(p: Parse, verb: int) -> Source | None:
    """What bears the words that it is said to say: "lifted a board | saying “…”"."""
    noun = verb - 1
    if p.tag[verb] != "VBG" or p.pos[noun] != "NOUN" or p.child(verb, *SUBJECTS) is not None:
        return None
    return Source(noun, phrase(p, noun), "inherited") if p.head[verb] == noun and p.dep[verb] == "acl" else None


def _goes_on(p: Parse, verb: int) -> bool:
    """Whether a participle goes on with what its clause's subject says, wherever that stands: ", adding,"."""
    return p.tag[verb] == "VBG" and p.dep[verb] in ("advcl", "conj") and p.lower[verb - 1] in (",", "and")


def _before_insertion(p: Parse, verb: int, idiom: bool) -> int | None:
    """The name that words in commas part from its verb, which the parse gives no subject: "after Mr. Moe, asked about
    the quay, | had said, “…”", "as Berg, author of “Quays,” | put it, “…”"."""
    first = p.bounds[p.sentence[verb]][0]
    if p.tag[verb] == "VBG" or (not idiom and p.child(verb, *SUBJECTS) is not None):
        return None
    at = verb - 1
    while at > first and (p.dep[at] in ("aux", "neg", "advmod") or p.lower[at] in _MARKS):
        at -= 1
    if at <= first or p.lower[at] != ",":
        return None
    commas = (i for i in range(at - 2, first, -1) if p.lower[i] == "," and p.pos[i - 1] == "PROPN")
    opening = next((i for i in commas if p.pos[i + 1] not in ("PROPN", "CCONJ")), None)
    return opening - 1 if opening is not None else None


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
