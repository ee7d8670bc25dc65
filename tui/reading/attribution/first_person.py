"""What candidates come to where a speaker has the word: what is asked of others is the speaker's own, "I would like to
stress that" only stresses, and what "we" support, reject or call for is surely held."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tui.reading.attribution.candidate import Candidate
from tui.reading.attribution.choose import Chosen
from tui.reading.attribution.parse import SUBJECTS, VERBAL, Parse
from tui.reading.attribution.voices import Voices
from tui.text.word_classes import FIRST_PERSON
from tui.text.wordlist import wordlist

HELD = 0.5  # the least confidence of an attitude that speakers have in their own name
_OUGHT = frozenset({"must", "should", "shall", "ought"})
_OWN = frozenset({"my", "our"})
_OURS = frozenset({"delegation", "government", "country", "people", "nation", "party", "group", "state"})
_WISHES = frozenset({"want", "like", "wish", "let", "love"})
_SAYS = ("say.", "tell.", "argue.", "insist.", "think.")
_SURE = wordlist(
    """
    support welcome reject condemn deplore regret oppose urge demand commend denounce endorse reaffirm reiterate applaud
    favour favor propose advocate appeal
    """
)

_NOTHING = frozenset({"nothing", "nobody", "none"})


def spoken(p: Parse, voices: Voices, every: Sequence[Chosen], quoted: frozenset[int]) -> Iterator[Chosen]:
    """The candidates that may be claims in a text of turns, outside quotations as one who speaks means them."""
    saying = {one.candidate.cue for one in every if one.candidate.frame.id.startswith(_SAYS) and one.confidence >= HELD}
    for one in every:
        c = one.candidate
        place = place_of(c)
        if voices.drops(place, _speaks(p, c)):
            continue
        if voices.turn_at(place) is None or place in quoted:
            yield one
        elif c.source.head is not None and p.lower[c.source.head] in _NOTHING:
            continue  # "nothing justifies the closure": who speaks says so
        elif not asked_of_another(p, c) and not _only_says(p, c, saying):
            if _is_held(p, c):
                one.confidence = max(one.confidence, HELD)
            yield one


def place_of(c: Candidate) -> int:
    """The token at which an attribution stands: its cue, else the first of its content."""
    return c.cue if c.cue is not None else c.content[0]


def _speaks(p: Parse, c: Candidate) -> bool:
    """Whether the source is who speaks, or nobody is named."""
    return c.source.head is None or p.lower[c.source.head] in FIRST_PERSON


def _is_held(p: Parse, c: Candidate) -> bool:
    """Whether a cue is an attitude of those who speak, toward something that is more than a word."""
    head = c.source.head
    if c.cue is None or head is None or p.pos[c.cue] not in VERBAL or p.lemma[c.cue] not in _SURE:
        return False
    ours = p.lower[head] in _OURS and any(p.lower[i] in _OWN for i in c.source.tokens)
    return (ours or p.lower[head] in ("i", "we")) and sum(p.word[i] for i in c.content) > 1


def _only_says(p: Parse, c: Candidate, saying: set[int | None]) -> bool:
    """Whether all that is wished is to say something: "I would like to stress that …", "let me repeat that …"."""
    if c.cue is None or p.lemma[c.cue] not in _WISHES or not _speaks(p, c):
        return False
    verb = p.child(c.cue, "xcomp", "ccomp")
    return verb is not None and verb in saying and p.child(verb, "ccomp") is not None


def asked_of_another(p: Parse, c: Candidate) -> bool:
    """Whether a cue tells what its source ought to do: in "the council must demand an end to the war" it is the
    speaker who demands it."""
    head = c.source.head
    if c.cue is None or head is None or p.lower[head] in FIRST_PERSON:
        return False
    ought = False
    for at in (c.cue, *p.climb(c.cue)):
        if p.pos[at] not in VERBAL:
            continue
        helpers = {p.lower[i] for i in p.all_children(at, "aux")}
        needs = p.lemma[at] in ("need", "have") and p.child(at, "xcomp") is not None
        ought = ought or bool(helpers & _OUGHT) or needs
        subjects = p.all_children(at, *SUBJECTS)
        if subjects:
            return ought and head in subjects
    return False
