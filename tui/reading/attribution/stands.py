"""Stands in plain words: "is against the tax", "came out in favour of it", "is a supporter of the plan", "opposes
raising it". Annotators of speech mark few of them, so what was learned from these gives them too little."""

from __future__ import annotations

from collections.abc import Iterator

from tui.reading.attribution.bounds import trimmed
from tui.reading.attribution.candidate import Candidate, negated, subject_of
from tui.reading.attribution.cue_lexicon import CueLexicon
from tui.reading.attribution.given import GIVEN
from tui.reading.attribution.parse import VERBAL, Parse
from tui.reading.attribution.verbless import whole_of
from tui.reading.roles import BODIES, HEADS

_WOULD = frozenset({"would", "must", "should", "will", "shall", "cannot"})
_ASKING = frozenset({"what", "who", "why", "how", "when", "where", "which", "whether"})
_BEARERS = frozenset({"PERSON", "ORG"})
_PEOPLE = frozenset(
    {"experts", "critics", "ministers", "analysts", "economists", "doctors", "pm", "mps", "mp", "unions"}
)
PLAIN = 0.5  # the confidence that such words have at least
_SIDES = frozenset({"against", "favor", "favour"})
_TAKING = frozenset({"be", "come", "speak", "stand", "remain", "argue", "vote", "declare"})
_ADJECTIVES = frozenset({"committed", "opposed", "supportive", "hostile", "critical"})
_TAKING_SIDES = frozenset({"oppose", "support", "favor", "favour", "back"})
_PERSONS = frozenset({"supporter", "opponent", "critic", "advocate", "proponent", "champion", "backer", "foe", "fan"})


def stand_candidates(p: Parse, lexicon: CueLexicon, at: int) -> Iterator[Candidate]:
    """ "The growers are against the tax", "spoke out in favour of the tax": `at` is the word of the side."""
    against = p.lower[at] == "against"
    if against:
        first, link = at, at
    else:
        first, link = p.head[at], p.child(at, "prep") or at
        if p.lower[first] != "in" or p.lower[link] != "of":
            return
    verb, thing = p.head[first], p.child(link, "pobj", "pcomp")
    if p.dep[first] != "prep" or p.lemma[verb] not in _TAKING or thing is None or verb > at:
        return
    if p.child(verb, "attr", "acomp", "dobj") is not None:
        return
    if p.lemma[verb] == "be" and any(p.dep[c] == "prep" and verb < c < first for c in p.children[verb]):
        return  # "was in deficit by 760 million against 930 million": compared, not opposed
    frame = lexicon.frame("adjective", "opposed", "prep:to") if against else lexicon.frame("noun", "favour", "prep:of")
    source, tokens = subject_of(p, verb), trimmed(p, list(p.subtree(thing)))
    if frame is not None and source.head is not None and tokens and source.head not in tokens:
        particle = tuple(c for c in p.children[verb] if p.lower[c] == "out" and verb < c < at)
        cue = tuple(dict.fromkeys((verb, *particle, first, at, link)))
        lemma, pattern = ("opposed", "adj.prep:to") if against else ("favour", "noun.prep:of")
        yield Candidate(frame, at, lemma, pattern, cue, source, tokens, negated(p, verb))


def is_plain(p: Parse, c: Candidate) -> bool:
    """Whether a candidate is such a stand of somebody named or described."""
    if c.pattern.startswith("headline"):
        return _told_in_headline(p, c)
    if c.cue is None or c.source.head is None or not c.frame.polarity or c.pattern == "object":
        return False
    if c.pattern == GIVEN:
        return True
    if c.frame.id == "accuse.verb" and c.source.how == "agent":  # "was accused of theft by the bank"
        return p.entity[c.source.head] in _BEARERS or p.lemma[c.source.head] in HEADS | _PEOPLE | BODIES
    if p.lower[c.cue] in _SIDES and len(c.cue_tokens) > 1:
        return p.lemma[c.cue_tokens[0]] in _TAKING
    if c.pattern == "ing":  # "opposes raising the toll", "has opposed the port buying ships"
        return c.lemma in _TAKING_SIDES
    if p.lower[c.cue] in _ADJECTIVES:
        copula = p.lemma[c.cue_tokens[0]] in ("be", "remain") or p.child(c.cue, "auxpass") is not None
        return c.pattern.startswith("adj.prep:") and copula
    if p.lemma[c.cue] in _PERSONS and c.pattern == "noun.prep:of":
        at = whole_of(p, c.cue)
        return (p.dep[at] == "attr" and p.pos[p.head[at]] in VERBAL) or c.source.how == "apposition"
    return False


def _told_in_headline(p: Parse, c: Candidate) -> bool:
    """A headline's "Holm: Closure would be a disaster": somebody, and what they say must, should or would be."""
    head = c.source.head
    if head is None or not any(p.lower[i] in _WOULD and p.pos[i] == "AUX" for i in c.content):
        return False
    if p.lower[c.content[0]] in _ASKING or "?" in p.lower[c.content[-1] : c.content[-1] + 2]:
        return False
    word = p.lower[head]
    if p.entity[head] in _BEARERS or word in HEADS | _PEOPLE:
        return True
    first, last = p.bounds[p.sentence[head]]
    return any(p.lower[i] == word and p.entity[i] in _BEARERS for i in range(len(p)) if not first <= i <= last)
