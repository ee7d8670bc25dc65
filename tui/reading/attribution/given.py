"""Stands that are told as things: "the plan has support from the growers", "there was criticism of it from the union",
"turned its back on the plan", "the merger, which the bank has backed". Who holds them is not the clause's subject, or
what they are about is not behind the verb."""

from __future__ import annotations

from collections.abc import Iterator

from tui.reading.attribution.agents import ACTORS
from tui.reading.attribution.bounds import trimmed
from tui.reading.attribution.candidate import Candidate, Source, negated, phrase, subject_of
from tui.reading.attribution.cue_lexicon import CueFrame, CueLexicon
from tui.reading.attribution.parse import Parse
from tui.reading.roles import BODIES, HEADS
from tui.text.wordlist import wordlist

GIVEN = "noun.given"  # the pattern of a stand that somebody gives a thing
_FOR = wordlist("support backing approval endorsement blessing praise acclaim applause")
_AGAINST = wordlist("opposition criticism condemnation resistance objection disapproval")
_HAS = wordlist("have get win enjoy receive draw gain attract face meet command secure earn provoke prompt spark")
_ABOUT = frozenset({"for", "to", "of", "against"})
_FROM = frozenset({"from", "among", "of"})
# Set phrases: verb, its object, the preposition before what it is about, and whether that is approved of.
_PHRASES: dict[tuple[str, str], tuple[frozenset[str], bool]] = {
    ("pour", "water"): (frozenset({"on", "over"}), False),
    ("give", "shrift"): (frozenset({"to"}), False),
    ("turn", "back"): (frozenset({"on"}), False),
    ("take", "issue"): (frozenset({"with"}), False),
    ("take", "exception"): (frozenset({"to"}), False),
    ("take", "aim"): (frozenset({"at"}), False),
    ("throw", "weight"): (frozenset({"behind"}), True),
    ("put", "weight"): (frozenset({"behind"}), True),
    ("give", "blessing"): (frozenset({"to"}), True),
    ("give", "backing"): (frozenset({"to"}), True),
    ("lend", "support"): (frozenset({"to"}), True),
    ("lend", "weight"): (frozenset({"to"}), True),
}
_WATER = frozenset({"cold", "icy"})
_STANDS = ("support.", "oppose.", "urge.", "want.", "criticize.", "praise.", "accept.", "refuse.")
_SUBJECTS = frozenset({"which", "that", "who"})
_RELATIVE = frozenset({"which", "that", "whom"})
_DIFFERS = frozenset({"agree", "disagree", "differ"})  # "points on which they disagree": on which side, is not told
_COULD = frozenset({"can", "could", "may", "might"})
_PEOPLE = wordlist(
    "government public opposition judge doctor teacher farmer worker bench cabinet jury crowd left right"
)
_WHO = frozenset({"he", "she", "they", "we", "i", "it", "who"})


def given_candidates(p: Parse, lexicon: CueLexicon, noun: int) -> Iterator[Candidate]:
    """Every stand that the noun at a token tells of as a thing that somebody gives, has or does."""
    lemma = p.lemma[noun]
    if lemma in _FOR | _AGAINST and p.pos[noun] == "NOUN":
        frame = lexicon.frame("noun", "support" if lemma in _FOR else "opposition", "prep:to")
        for holder, tokens, cue in _given(p, noun):
            if frame is not None and tokens and _can_hold(p, holder) and holder not in tokens:
                source = Source(holder, phrase(p, holder), "of")
                no = any(p.lower[k] in ("no", "little") for k in p.children[noun])
                yield Candidate(frame, noun, lemma, GIVEN, cue, source, tokens, no)
    verb = p.head[noun]
    known = _PHRASES.get((p.lemma[verb], lemma)) if p.dep[noun] == "dobj" else None
    if known is not None:
        yield from _phrase(p, lexicon, verb, noun, *known)


def _given(p: Parse, noun: int) -> Iterator[tuple[int, tuple[int, ...], tuple[int, ...]]]:
    """Who gives it, what to, and the cue, of the noun at a token."""
    verb = p.head[noun]
    subject = p.child(verb, "nsubj")
    about = next((c for c in p.all_children(noun, "prep") if p.lower[c] in _ABOUT and c > noun), None)
    by = [c for at in (noun, verb) for c in p.all_children(at, "prep") if p.lower[c] in _FROM and c > noun]
    if p.dep[noun] == "dobj" and p.lemma[verb] in _HAS and subject is not None and subject < verb and by:
        holder = p.child(by[0], "pobj")
        if holder is not None and (p.lower[by[0]] != "of" or p.lemma[verb] == "have"):
            yield holder, trimmed(p, list(p.subtree(subject))), (verb, noun, by[0])
    elif about is not None and p.dep[noun] == "attr" and p.child(verb, "expl") is not None:
        yield from _from_somebody(p, noun, verb, about)
    elif about is not None and p.dep[noun] == "nsubj" and p.lemma[verb] == "come":
        link = next((c for c in p.all_children(verb, "prep") if p.lower[c] == "from"), None)
        holder = p.child(link, "pobj") if link is not None else None
        thing = p.child(about, "pobj")
        if holder is not None and thing is not None:
            yield holder, trimmed(p, list(p.subtree(thing))), (noun, about, verb)


def _from_somebody(
    p: Parse, noun: int, verb: int, about: int
) -> Iterator[tuple[int, tuple[int, ...], tuple[int, ...]]]:
    """ "There was criticism of the ban from the union": "from" hangs on the noun, its thing or the verb."""
    thing = p.child(about, "pobj")
    if thing is None:
        return
    for at in (noun, thing, verb):
        link = next((c for c in p.all_children(at, "prep") if p.lower[c] in ("from", "among") and c > thing), None)
        holder = p.child(link, "pobj") if link is not None else None
        if link is not None and holder is not None:
            yield holder, trimmed(p, [i for i in p.subtree(thing) if i < link]), (verb, noun, about)
            return


def _phrase(
    p: Parse, lexicon: CueLexicon, verb: int, noun: int, links: frozenset[str], approves: bool
) -> Iterator[Candidate]:
    """A set phrase with what it is about: "poured cold water on | the merger"."""
    if p.lemma[noun] == "water" and not any(p.lower[c] in _WATER for c in p.children[noun]):
        return
    if p.lemma[noun] in ("back", "weight", "blessing") and p.child(noun, "poss") is None:
        return
    link = next((c for at in (verb, noun) for c in p.children[at] if p.lower[c] in links and c > noun), None)
    thing = p.child(link, "pobj") if link is not None else None
    source = subject_of(p, verb)
    frame = lexicon.frame("verb", "support" if approves else "oppose", "object")
    if link is None or thing is None or frame is None or source.head is None or not _can_hold(p, source.head):
        return
    cue = (verb, *(i for i in p.subtree(noun) if i < link), link)
    yield Candidate(
        frame, verb, p.lemma[verb], GIVEN, cue, source, trimmed(p, list(p.subtree(thing))), negated(p, verb)
    )


def _can_hold(p: Parse, at: int) -> bool:
    """Whether a word is of persons or bodies: a name, a role, a body, a plural that is no thing's, a pronoun."""
    word = p.lower[at]
    if p.entity[at] in ACTORS or p.pos[at] == "PROPN" or word in _WHO:
        return True
    return p.pos[at] == "NOUN" and (p.lemma[at] in HEADS | BODIES or p.lemma[at] in _PEOPLE or p.tag[at] == "NNS")


def relative_candidates(p: Parse, lexicon: CueLexicon, verb: int) -> Iterator[Candidate]:
    """A stand in a relative clause on what the clause is about: "the merger, which the bank has backed", "a ban that
    growers call for"."""
    if p.dep[verb] != "relcl" or p.child(verb, "auxpass") is not None:
        return
    thing = p.head[verb]
    frame, link = _object_gap(p, lexicon, verb)
    who = next((c for c in p.all_children(verb, "nsubj") if c < verb and p.lower[c] not in _SUBJECTS), None)
    if frame is None or not frame.id.startswith(_STANDS) or who is None or p.pos[thing] not in ("NOUN", "PROPN"):
        return
    if any(p.lower[i] == "whose" for i in range(p.left[verb], verb)):
        return
    if any(p.lower[c] in _COULD for c in p.all_children(verb, "aux")):
        return
    source = Source(who, phrase(p, who), "subject")
    tokens = trimmed(p, [i for i in phrase(p, thing) if i < p.left[verb]])
    aux = tuple(c for c in p.children[verb] if p.dep[c] in ("aux", "neg"))
    if tokens:
        cue = tuple(sorted({*aux, verb, *((link,) if link is not None else ())}))
        yield Candidate(frame, verb, p.lemma[verb], GIVEN, cue, source, tokens, negated(p, verb))


def _object_gap(p: Parse, lexicon: CueLexicon, verb: int) -> tuple[CueFrame | None, int | None]:
    """The frame that takes what the relative clause of a verb leaves out, and the preposition that is left there."""
    lemma = p.lemma[verb]
    if p.child(verb, "ccomp", "xcomp") is not None or lemma in _DIFFERS:
        return None, None
    thing = p.child(verb, "dobj")
    for link in p.all_children(verb, "prep"):
        left = p.child(link, "pobj")
        if thing is None and (left is None or p.lower[left] in _RELATIVE):
            return lexicon.frame("verb", lemma, f"prep:{p.lower[link]}"), link
    opened = any(p.lower[c] in _RELATIVE for c in p.all_children(verb, "nsubj"))
    if (thing is None and opened) or (thing is not None and p.lower[thing] in _RELATIVE):
        return lexicon.frame("verb", lemma, "object"), None
    return None, None
