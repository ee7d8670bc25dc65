"""Words in a speaker's own voice: what stands in the turns of a transcript, in a speech or an opinion piece.

In a turn "I" and "we" are its speaker, a question is no position, and a plain assertion is a claim of its own kind
(`own`): the main clause without what links it to the sentence before, apart from clauses of another subject that are
joined to it. Whether it touches an issue only corpus/ knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tui.model import Attribution, Force, Span, Turn
from tui.reading.attribution.bounds import trimmed
from tui.reading.attribution.candidate import negated
from tui.reading.attribution.choose import Chosen
from tui.reading.attribution.parse import SUBJECTS, VERBAL, Parse, token_range

FRAME = "own.clause"
SURE = 0.6  # of an assertion in a turn: of 17 in seven texts coded by hand 7 are positions, and 10 may be taken for one
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_DUTY = frozenset({"must", "should", "shall", "need", "let", "ought"})
_US = frozenset({"us", "'s", "’s"})
_SHORTEST = 4  # words of an assertion: "Thank you very much." tells nothing
_LINK = 3  # tokens before a comma that link a sentence to the one before: "First of all,", "Mr. President,"
_COURTESY = frozenset({"thank", "welcome", "congratulate", "greet", "wish", "apologize", "apologise", "introduce"})


class Voices:
    """The turns of one article by token: who speaks where."""

    def __init__(self, p: Parse, turns: Sequence[Turn]) -> None:
        self._p = p
        self.turns = turns
        self._at: dict[int, int] = {}
        self.labels: set[int] = set()
        for number, turn in enumerate(turns):
            self._at.update(dict.fromkeys(token_range(p, turn.span), number))
            if turn.label is not None:
                self.labels.update(token_range(p, turn.label))
        self._asking: dict[int, bool] = {}

    def turn_at(self, token: int) -> int | None:
        return self._at.get(token)

    def asked(self, token: int) -> bool:
        """Whether a token stands in a question of a turn."""
        sentence = self._p.sentence[token]
        if sentence not in self._asking:
            first, last = self._p.bounds[sentence]
            self._asking[sentence] = any(self._p.lower[i] == "?" for i in range(max(first, last - 3), last + 1))
        return self._asking[sentence]

    def drops(self, token: int, speaker: bool) -> bool:
        """Whether what is cued at a token is nobody's position: a label, a question, or what one who asks says of
        themselves (`speaker`: the source is the one who speaks)."""
        turn = self._at.get(token)
        if token in self.labels:
            return True
        return turn is not None and (self.asked(token) or (speaker and self.turns[turn].asks))


def own_clauses(
    p: Parse, voices: Voices, chosen: Sequence[Chosen], quoted: frozenset[int]
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Index of the turn and tokens of each plain assertion that no attribution has, in the order of the text."""
    taken: dict[int, Chosen] = {}
    for one in chosen:
        if one.within is None:
            taken.update(dict.fromkeys((*one.candidate.cue_tokens, *one.candidate.content), one))
    for number, (first, last) in enumerate(p.bounds):
        turn = voices.turn_at(first)
        if turn is None or voices.turns[turn].asks or voices.asked(first):
            continue
        root = next((i for i in range(first, last + 1) if p.dep[i] == "ROOT" and p.sentence[p.head[i]] == number), None)
        if root is None:
            continue
        for verb, tokens in _clauses(p, _therefore(p, root)):
            words = [i for i in tokens if p.word[i]]
            if len(words) < _SHORTEST or not _asserts(p, verb) or sum(i in quoted for i in words) * 2 > len(words):
                continue
            cues = [taken[i] for i in _predicate(p, verb) if i in taken and i in taken[i].candidate.cue_tokens]
            if not cues and sum(i in taken for i in words) * 2 <= len(words):
                yield turn, tokens


def _therefore(p: Parse, root: int) -> int:
    """The verb of what follows "that is why"; else the root."""
    subject, why = p.child(root, "nsubj"), p.child(root, "advcl", "ccomp")
    if p.lemma[root] != "be" or subject is None or p.lower[subject] not in ("this", "that") or why is None:
        return root
    return why if any(p.lower[c] == "why" for c in p.children[why]) else root


def _predicate(p: Parse, verb: int) -> tuple[int, ...]:
    """The verb of a clause and the words that say what it does with it: "am | glad", "want | to say"."""
    return (verb, *p.all_children(verb, "acomp", "attr", "xcomp", "auxpass"))


def _asserts(p: Parse, verb: int) -> bool:
    """Whether a clause is finite and no courtesy."""
    forms = (verb, *p.all_children(verb, "aux", "auxpass"))
    told = {p.lemma[i] for i in _predicate(p, verb)}
    subject = p.child(verb, "nsubj")
    polite = bool(told & _COURTESY) and (subject is None or p.lower[subject] in ("i", "we", "let"))
    finite = any(p.tag[i] in _FINITE for i in forms) or (p.tag[verb] == "VB" and _of_many(p, verb))
    return (finite or _let_us(p, verb)) and not polite


def _of_many(p: Parse, verb: int) -> bool:
    """Whether a verb that is tagged as an infinitive has a subject of its own: "such walls | cancel out our work"."""
    subject = p.child(verb, *SUBJECTS)
    return subject is not None and not any(p.dep[c] in ("aux", "mark") for c in p.children[verb])


def _let_us(p: Parse, verb: int) -> bool:
    """Whether a verb is what is asked of all: "let us build the quay", "let the quay be built"."""
    inner = p.child(verb, "ccomp", "xcomp") if p.lemma[verb] == "let" else None
    if inner is None:
        return False
    beside = [c for k in (verb, inner) for c in p.children[k] if p.dep[c] in (*SUBJECTS, "dobj")]
    return any(p.lower[c] in _US for k in (verb, inner) for c in p.children[k]) or (
        bool(beside) and not any(p.lower[c] in ("me", "it", "that", "this") for c in beside)
    )


def _clauses(p: Parse, root: int) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The main clauses of a sentence: one for each subject, with its verb."""
    parts = [root]
    for verb in parts:
        parts += [c for c in p.all_children(verb, "conj") if p.pos[c] in VERBAL and p.child(c, *SUBJECTS) is not None]
    for verb in sorted(parts):
        if p.pos[verb] not in VERBAL:
            continue
        others = {i for other in parts if other != verb and verb in p.climb(other) for i in p.subtree(other)}
        tokens = [i for i in p.subtree(verb) if i not in others and p.lower[i] != "why"]
        yield verb, _unlinked(p, verb, trimmed(p, tokens))


def _unlinked(p: Parse, verb: int, tokens: tuple[int, ...]) -> tuple[int, ...]:
    """A clause without the words before its first comma that only link or address, and without a conjunction."""
    comma = next((k for k, i in enumerate(tokens[: _LINK + 1]) if p.lower[i] == ","), None)
    if comma is not None and verb not in tokens[:comma]:
        lead = tokens[:comma]
        if not any(p.dep[i] in SUBJECTS or p.pos[i] in ("ADP", "SCONJ") or p.entity[i] == "DATE" for i in lead):
            tokens = trimmed(p, list(tokens[comma + 1 :]))
    while tokens and p.pos[tokens[0]] in ("CCONJ", "INTJ"):
        tokens = trimmed(p, list(tokens[1:]))
    return tokens


def own_attribution(p: Parse, turn: int, turns: Sequence[Turn], tokens: tuple[int, ...]) -> Attribution:
    """An assertion in a turn as an attribution without source and cue."""
    speaker = turns[turn].speaker
    verb = next((i for i in tokens if p.pos[i] in VERBAL and p.head[i] not in tokens), None)
    verb = verb if verb is not None else next((i for i in tokens if p.pos[i] in VERBAL), tokens[0])
    first, last = tokens[0], tokens[-1]
    spans = p.spans(tokens)
    return Attribution(
        source=(),
        cue=(),
        content=spans if len(spans) <= 3 else (Span(p.start[first], p.end[last]),),
        kind="own",
        frame=FRAME,
        force=_force(p, verb),
        polarity=0,
        negated=False,
        sentence=p.sentence[first],
        holder=speaker,
        holder_is="none" if speaker is None else "name",
        turn=turn,
        confidence=SURE,
        why=("It is asserted in the speaker's own words.",),
    )


def _force(p: Parse, verb: int) -> Force:
    """What a speaker does by a clause: "we must…" asks, "I will…" promises, "I will not…" refuses."""
    helpers = {p.lower[i] for i in p.children[verb] if p.dep[i] == "aux"} | {p.lower[verb]}
    subject = p.child(verb, "nsubj")
    if helpers & _DUTY:
        return "ask"
    if helpers & {"will", "'ll", "’ll"} and subject is not None and p.lower[subject] in ("i", "we"):
        return "refuse" if negated(p, verb) else "promise"
    return "say"
