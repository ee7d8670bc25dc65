"""Who does what a passive verb tells, wherever the words with "by" stand."""

from __future__ import annotations

from tui.reading.attribution.candidate import Source, phrase
from tui.reading.attribution.cue_lexicon import CueFrame, CueLexicon
from tui.reading.attribution.parse import Parse
from tui.reading.roles import BODIES, HEADS

JUDGING = ("accuse.", "criticize.", "praise.", "call.")  # their object is judged
_MARKS = frozenset({'"', "''", "'"})
ACTORS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_CHARGES = frozenset({"of", "for"})
_STANDING_BY = frozenset({"stand", "abide", "pass", "come", "go", "drop", "live", "swear"})


def agent_of(p: Parse, verb: int) -> Source:
    """Who does what a passive verb tells: "accused | by the pilots"; without a head where the words do not say."""
    agent = p.child(verb, "agent")
    agent = _far_agent(p, verb) if agent is None else agent
    pobj = p.child(agent, "pobj") if agent is not None else None
    return Source(pobj, phrase(p, pobj), "agent") if pobj is not None else Source(None)


def _far_agent(p: Parse, verb: int) -> int | None:
    """ "By" behind a quotation or what is asked, hung there: "was called “a gift to crooks” | by the union", "was urged
    to close the quay | by the union"."""
    for at in p.subtree(verb):
        pobj = p.child(at, "pobj") if at > verb and p.lower[at] == "by" else None
        if pobj is None:
            continue
        named = p.entity[pobj] in ACTORS or p.lemma[pobj] in HEADS | BODIES
        if p.lower[at - 1] in _MARKS:
            return at if p.right[at] <= p.right[verb] and (p.entity[pobj] or p.tag[pobj] == "NNS") else None
        head = p.head[at]
        active = p.tag[head] in ("VB", "VBG") and p.lemma[head] not in _STANDING_BY
        if (
            named
            and active
            and not any(p.word[p.right[at] + 1 : p.right[verb] + 1])
            and p.child(head, "dobj", "pobj") is not None
        ):
            return at
    return None


def charge_of(p: Parse, verb: int, source: Source, judging: bool) -> range:
    """What a passive lays on its subject where the parse hung it on who judges: "accused by growers | of unfair
    searches", "criticised by unions | for cutting jobs"; empty where there is none."""
    if source.head is None or not judging:
        return range(0)
    links = [i for i in p.subtree(source.head) if i > source.head and p.lower[i] in _CHARGES]
    link = next((i for i in links if p.child(i, "pcomp") is not None), None)
    if link is None and p.lemma[verb] == "accuse":
        things = ((i, p.child(i, "pobj")) for i in links if p.lower[i] == "of")
        link = next((i for i, thing in things if thing is not None and p.lemma[thing] not in BODIES), None)
    return p.subtree(link) if link is not None and not p.entity[p.right[link]] else range(0)


def told_by(p: Parse, source: Source) -> range:
    """What a passive tells its subject where the parse hung it on who tells: "warned by inspectors | that its cranes
    were unsafe"; empty where there is none."""
    head = source.head
    clauses = [] if head is None else [c for c in p.all_children(head, "acl", "relcl") if c > head]
    for clause in clauses:
        mark, subject = p.child(clause, "mark"), p.child(clause, "nsubj", "nsubjpass", "expl")
        if mark is not None and p.lower[mark] == "that" and subject is not None and subject > mark:
            return p.subtree(clause)
    return range(0)


def less(source: Source, tokens: range) -> Source:
    """Who does it, without the tokens that are no words of theirs."""
    return Source(source.head, tuple(i for i in source.tokens if i not in tokens), source.how) if tokens else source


def judges_subject(p: Parse, verb: int, frame: CueFrame) -> bool:
    """Whether the subject of a passive verb is who is judged: "has been accused of"."""
    return frame.id.startswith(JUDGING) and p.child(verb, "nsubjpass") is not None


def judges(lexicon: CueLexicon, lemma: str) -> bool:
    """Whether a verb judges its object and does nothing else."""
    frames = lexicon.verbs.get(lemma, ())
    return bool(frames) and all(frame.id.startswith(JUDGING) for frame in frames)
