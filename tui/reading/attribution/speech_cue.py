"""The verb beside a quotation that tells who says it: before it, behind it, before its colon, in whatever word."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from tui.reading.attribution.cue_lexicon import CueFrame, CueLexicon
from tui.reading.attribution.parse import SUBJECTS, VERBAL, Parse
from tui.reading.attribution.speaker_names import in_words_of, name_before
from tui.reading.quotes import Quote

_JOINED = (",", "?", "!", "—", "-", "…")  # what a quotation ends with whose speaker follows
_RELATIVE = frozenset({"WDT", "WP", "WRB"})
TITLE = 4  # words that a title in quotation marks may have
_NO_SPEECH = frozenset({"be", "have", "do", "go", "come", "get", "become", "seem", "look", "happen"})
_NEAR_COLON = 3  # tokens between a clause and the quotation that it announces
_CLAUSE = 6  # words of a speaker's clause up to its verb: "the senator from Holm says"
_FINITE = ("VBD", "VBZ", "VBP")
_OBJECTS = ("dobj", "ccomp", "xcomp", "auxpass", "attr", "acomp")
_READS = frozenset({"reading", "saying", "stating"})  # of a hat, a sign: the parse may take them for nouns


class Surroundings(Struct):
    """A speech quotation with the tokens outside it on both sides."""

    quote: Quote
    first: int  # tokens of the quotation, last exclusive
    last: int
    lead: range
    tail: range


def quoting_frame(lexicon: CueLexicon, lemma: str) -> CueFrame | None:
    """The frame in which a verb has a quotation."""
    return lexicon.frame("verb", lemma, "quote")


def verb_in(p: Parse, lexicon: CueLexicon, region: range, last: bool) -> int | None:
    """The verb of the lexicon in `region` that tells who says the quotation behind it (`last`) or before it."""
    every = (i for i in region if p.pos[i] in VERBAL and quoting_frame(lexicon, p.lemma[i]) is not None)
    verbs = [i for i in every if not _in_passing(p, i)]
    own = [i for i in verbs if any(p.dep[c] in SUBJECTS for c in p.children[i])]
    if last:
        further = bool(own) and verbs[-1] > own[-1] and p.tag[verbs[-1]] == "VBG"  # she said, adding, "Now."
        return (verbs if further else own or verbs)[-1] if verbs else None
    near = [i for i in verbs if i - region.start <= 12] or verbs
    return near[0] if near else None


def told_lemma(p: Parse, cue: int) -> str:
    """The dictionary form of a cue, also of a participle that the parse takes for a noun."""
    return p.lower[cue].removesuffix("ing") if p.lower[cue] in _READS else p.lemma[cue]


def _in_passing(p: Parse, verb: int) -> bool:
    """Whether a verb only says that words are another's: Moe said, and I quote, "No."."""
    return verb > 1 and p.lower[verb - 2 : verb + 1] == ["and", "i", "quote"]


def _has_content(p: Parse, lexicon: CueLexicon, verb: int) -> bool:
    """Whether the verb has a content of its own beside it: "It is shut." Critics had accused the mayor of neglect."""
    frame = quoting_frame(lexicon, p.lemma[verb])
    told = frame is not None and frame.hearer
    return p.child(verb, "ccomp", "xcomp", *(() if told else ("dobj",))) is not None


def cue_of(p: Parse, lexicon: CueLexicon, place: Surroundings) -> tuple[int | None, str, range]:
    """The cue verb of a quotation, its place (after, before, colon), and the region that it was found in."""
    quote = place.quote
    before = p.text[p.start[place.lead.start] : quote.span.start].rstrip() if len(place.lead) else ""
    inner = quote.inner.of(p.text).rstrip()
    tail = [i for i in place.tail if p.word[i]]
    colon = before.endswith(":")
    joined = inner[-1:] in _JOINED or p.text[quote.span.end : quote.span.end + 1] == ","
    if colon and joined and (verb := _said_next(p, lexicon, tail)) is not None:
        return verb, "after", place.tail
    if before and (colon or before.endswith(",") or (p.is_word(place.first - 1) and before[-1:].isalnum())):
        if (colon and name_before(p, place.lead)) or in_words_of(p, place.lead):
            return place.lead[-1], "label", place.lead
        verb = verb_in(p, lexicon, place.lead, last=True)
        if not (colon and verb is not None) and (_said_next(p, lexicon, tail) is None or not joined):
            verb = max((i for i in (verb, _next_to(p, lexicon, place.lead)) if i is not None), default=None)
        if verb is None and colon:
            verb = next((i for i in reversed(place.lead) if p.pos[i] in VERBAL), None)
        if verb is not None and colon:
            verb = _reaching(p, verb, place.lead)
        if verb is not None:
            return verb, "colon" if colon else "before", place.lead
    told_on = bool(tail) and p.tag[tail[0]] in _RELATIVE  # "… win the north," which votes in June
    verb = None
    if tail and not told_on:
        verb = _came(p, lexicon, tail) or verb_in(p, lexicon, place.tail, last=False)
    if (
        verb is not None
        and not joined
        and (verb - place.tail.start > 4 or (quote.is_whole(p.text) and _has_content(p, lexicon, verb)))
    ):
        verb = None
    if verb is None and joined and not told_on:
        verb = _unlisted(p, lexicon, place, tail)
    if verb is not None:
        return verb, "after", place.tail
    return None, "", place.lead


def _unlisted(p: Parse, lexicon: CueLexicon, place: Surroundings, tail: Sequence[int]) -> int | None:
    """What tells who speaks behind a quotation where no verb of the lexicon does."""
    verb = _inverted(p, place, tail)
    if verb is None and place.quote.words(p.text) > TITLE:
        verb = _clause_of_speaker(p, tail) or _misread(p, lexicon, tail)
    return verb


def _reaching(p: Parse, verb: int, lead: range) -> int:
    """The verb before a colon, or, where its clause ended before and hangs on another, that of the sentence: "Since he
    left, Berg has toured the coast with one message:"."""
    ended = p.dep[verb] in ("advcl", "relcl", "acl") and p.right[verb] < lead.stop - _NEAR_COLON
    root = next((i for i in p.climb(verb) if p.dep[i] == "ROOT"), verb)
    return root if ended and root in lead and p.pos[root] in VERBAL else verb


def _clause_of_speaker(p: Parse, tail: Sequence[int]) -> int | None:
    """The verb of a clause that is nothing but who speaks and how, whatever the verb: "…," an angry Berg retaliated."""
    verb = next((i for i in tail[:_CLAUSE] if p.pos[i] in VERBAL), None)
    if verb is None or p.tag[verb] not in _FINITE or p.child(verb, *_OBJECTS) in tail:
        return None
    subject = p.child(verb, "nsubj")
    return verb if subject in tail and p.lemma[verb] not in _NO_SPEECH else None


def _said_next(p: Parse, lexicon: CueLexicon, tail: Sequence[int]) -> int | None:
    """The verb of a speaker's clause that begins where the quotation ends, whatever announced it: The mayor defends her
    plan: "It works," she says."""
    for i in tail[:_CLAUSE]:
        if p.pos[i] in VERBAL:
            frame = quoting_frame(lexicon, p.lemma[i])
            own = any(p.dep[c] in SUBJECTS and c in tail for c in p.children[i])
            return i if own and frame is not None and frame.id.startswith("say.") else None
    return None


def _next_to(p: Parse, lexicon: CueLexicon, lead: range) -> int | None:
    """The last word before a quotation where it is its speaker's verb, whatever the verb: "and then | boomed, “…”"; or
    where the parse takes it for a noun: "led the board to | state, “…”", "wore a hat | reading, “…”"."""
    at = next((i for i in reversed(lead) if p.word[i]), None)
    if at is None or at == lead.start:
        return None
    if p.pos[at] in VERBAL:
        return at if _tells(p, lexicon, at, lead) else None
    frame = quoting_frame(lexicon, told_lemma(p, at))
    named = p.lower[at] in _READS and p.pos[at - 1] == "NOUN"
    told = p.lower[at - 1] == "to" and frame is not None and frame.id.startswith("say.")
    return at if p.pos[at] == "NOUN" and (named or told) else None


def _tells(p: Parse, lexicon: CueLexicon, verb: int, lead: range) -> bool:
    """Whether the verb right before a quotation is its speaker's: one of saying, or one with a subject and no object
    of its own."""
    marked = p.lower[lead.stop - 1] in (",", ":")
    if _in_passing(p, verb) or not marked or p.lemma[verb] in _NO_SPEECH:
        return False
    frame = quoting_frame(lexicon, p.lemma[verb])
    says = frame is not None and frame.id.startswith("say.") and p.child(verb, "dobj", "auxpass") is None
    if says and (p.tag[verb] in _FINITE or p.child(verb, "aux") is not None):
        return True
    own = p.dep[verb] == "conj" or any(p.dep[c] in SUBJECTS and c in lead for c in p.children[verb])
    return own and p.tag[verb] in _FINITE and not any(p.dep[c] in _OBJECTS and c < verb for c in p.children[verb])


def _misread(p: Parse, lexicon: CueLexicon, tail: Sequence[int]) -> int | None:
    """The last word of a speaker's clause that the parse takes for a noun: "…," the email read."""
    if not 1 < len(tail) <= _CLAUSE + 1 or any(p.pos[i] in VERBAL for i in tail):
        return None
    frame = quoting_frame(lexicon, p.lemma[tail[-1]])
    said = frame is not None and frame.id.startswith("say.") and p.pos[tail[-1]] == "NOUN"
    return tail[-1] if said and p.lower[tail[-1] + 1 : tail[-1] + 2] == ["."] else None


def _inverted(p: Parse, place: Surroundings, tail: Sequence[int]) -> int | None:
    """The verb, whatever it is, right behind a quotation that begins its sentence, with a noun behind it: "Shame!"
    roared the posters."""
    if len(tail) < 2 or tail[0] != place.last or not _begins(p, place):
        return None
    verb, beside = tail[0], tail[1]
    told = p.pos[verb] in VERBAL and p.tag[verb] in _FINITE and p.lemma[verb] not in _NO_SPEECH
    named = p.pos[beside] in ("DET", "PROPN") or p.lower[beside] == "one"
    clause = any(c in tail and p.dep[c] in ("ccomp", "xcomp") for c in p.children[verb])
    return verb if told and named and not clause else None


def _begins(p: Parse, place: Surroundings) -> bool:
    """Whether a sentence begins with a quotation."""
    return not place.lead or p.lower[place.first - 1] in (".", "!", "?") or p.pos[place.first - 1] == "SPACE"


def _came(p: Parse, lexicon: CueLexicon, tail: Sequence[int]) -> int | None:
    """ "…," came cries from the gallery: the verb that brings in a cry with whose it is."""
    if len(tail) < 4 or p.lemma[tail[0]] != "come" or p.lower[tail[0]] not in ("came", "comes", "come"):
        return None
    cried = next((i for i in tail[1:4] if p.pos[i] == "NOUN"), None)
    return tail[0] if cried is not None and quoting_frame(lexicon, p.lemma[cried]) is not None else None
