"""The rules' candidates and the learned reader's together: one confidence over both, and what only the reader found.

The rules keep what they say best: frame, force, polarity, negation, and where a content begins and ends. The reader
tells how likely their cue, content and source are, names another source where theirs is not to be believed, and adds
attributions whose cue no rule reads. The network's last layers judge each candidate by the facts below and by
the vectors of the tokens where its parts stand.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np
from msgspec.structs import replace

from tui.reading.attribution.candidate import Candidate, Source, negated
from tui.reading.attribution.choose import LEARNED, Chosen, choose
from tui.reading.attribution.cue_lexicon import lexicon
from tui.reading.attribution.learned.columns import Floats, anchor
from tui.reading.attribution.learned.network import Network
from tui.reading.attribution.learned.reader import SHOWN, Opinion, Proposal
from tui.reading.attribution.parse import Parse

SAME = 0.5  # share of words at which a candidate's content is the reader's
ADDED = 0.6  # below this share of its cue nothing is added to what the rules have
_WHOLE = 0.75  # and below this mean share of its content's tokens
_SURE = 0.5  # share of a token at which the reader's source is taken against the rules'
# This share of the rules' confidence stays, whatever the reader says: what they are sure of is stated. Where one
# attribution is nested in another, of which the reader was taught nothing, theirs alone counts: all of it where the
# reader reads it so too or they are sure of it.
_KEPT = 0.7
_LIKELY = 0.5
_NOMINAL = frozenset({"PROPN", "NOUN", "PRON"})
_BEYOND = 1e-4  # nothing is surer than this leaves open
Facts = dict[str, float]
# What is known of a candidate beside its tokens, in the order in which the network is given it.
FACTS = (
    "rules", "quoted", "no cue", "cue", "quoted cue", "share", "sure of content", "source agrees", "same",
    "other source", "not proposed", "added", "added cue", "added content", "added source",
    "length", "no source", "source behind", "content before", "negated",
)  # fmt: skip


def blended(p: Parse, ruled: Sequence[Chosen], opinion: Opinion, network: Network) -> list[Chosen]:
    """The candidates of both, each with its confidence and what the reader says of it."""
    every = list(weighed(p, ruled, opinion))
    if not every:
        return []
    tokens, facts = rows(p, every)
    sure = network.judge(opinion.vectors, tokens, facts)
    nested = {(c.cue, c.content) for one in choose(p, ruled, SHOWN) if one.within is not None for c in [one.candidate]}
    out = []
    for (one, known), share in zip(every, sure, strict=True):
        if (one.candidate.cue, one.candidate.content) in nested:
            likely = bool(one.told) or one.confidence >= _LIKELY
            confidence = one.confidence * (1.0 if likely else _KEPT)
        else:
            confidence = max(float(share), 0.0 if "added" in known else _KEPT * one.confidence)
        out.append(replace(one, confidence=confidence))
    return out


def rows(p: Parse, every: Sequence[tuple[Chosen, Facts]]) -> tuple[np.ndarray, Floats]:
    """What the network judges by, a row a candidate: cue, head of the source, first and last token of the content and
    their outer neighbours (-1 for none), and the facts."""
    tokens = []
    for one, _ in every:
        c = one.candidate
        first, last = c.content[0], c.content[-1]
        after = last + 1 if last + 1 < len(p) else -1
        near = (c.cue, c.source.head, first, last, first - 1, after)
        tokens.append([-1 if i is None else i for i in near])
    facts = [[known.get(name, 0.0) for name in FACTS] for _, known in every]
    return np.array(tokens), np.array(facts, np.float32)


def weighed(p: Parse, ruled: Sequence[Chosen], opinion: Opinion) -> Iterator[tuple[Chosen, Facts]]:
    """The candidates of both with the facts of each; a candidate of the rules still has their confidence."""
    for one, facts in _facts(p, ruled, opinion):
        c = one.candidate
        cue, head = c.cue, c.source.head
        yield (
            one,
            facts
            | {
                "length": math.log(len(c.content)),
                "no source": float(head is None),
                "source behind": float(head is not None and cue is not None and head > cue),
                "content before": float(cue is not None and c.content[0] < cue),
                "negated": float(c.negated),
            },
        )


def _facts(p: Parse, ruled: Sequence[Chosen], opinion: Opinion) -> Iterator[tuple[Chosen, Facts]]:
    for one in ruled:
        c = one.candidate
        facts = {"rules": _odds(one.confidence), "quoted": float(bool(c.quoted))}
        cue = anchor(p, c.cue_tokens)
        if cue is None:
            yield one, facts | {"no cue": 1.0}
            continue
        facts |= {"cue": _odds(opinion.cues[cue]), "quoted cue": _odds(opinion.cues[cue]) * facts["quoted"]}
        proposal = opinion.proposals.get(cue)
        if proposal is None or not proposal.content:
            yield one, facts | {"not proposed": 1.0}
            continue
        one, more = _judged(p, one, proposal)
        yield one, facts | more
    for cue, proposal in opinion.proposals.items():
        sure = proposal.probability >= ADDED and proposal.sure_of_content >= _WHOLE
        if sure and cue not in opinion.ruled and any(p.word[i] for i in proposal.content):
            yield _added(p, proposal)


def _judged(p: Parse, one: Chosen, proposal: Proposal) -> tuple[Chosen, Facts]:
    """A rules' candidate beside what the reader proposes for its cue."""
    c = one.candidate
    share = _share(p, c.content, proposal.content)
    agrees = bool(set(c.source.tokens) & set(proposal.source)) or not (c.source.tokens or proposal.source)
    facts = {"share": share, "sure of content": proposal.sure_of_content, "source agrees": float(agrees)}
    if share < SAME:
        return one, facts
    facts["same"] = 1.0
    told = f"the learned reader reads it so too, {proposal.probability:.2f}"
    source = _source(p, proposal)
    if not agrees and source.tokens and proposal.sure_of_source >= _SURE:
        facts["other source"] = 1.0
        return replace(one, candidate=replace(c, source=source), told=f"{told}, and names another source"), facts
    return replace(one, told=told if proposal.probability >= SAME else ""), facts


def _added(p: Parse, proposal: Proposal) -> tuple[Chosen, Facts]:
    """What only the reader found."""
    cue = proposal.cue
    source = _source(p, proposal)
    frame = lexicon().frames["say.verb"]
    word = p.text[p.start[cue] : p.end[cue]]
    known = p.lemma[cue] in lexicon().every or p.lower[cue] in lexicon().every
    why = f"the rules find nothing for the cue {word!r}" if known else f"the cue {word!r} is in no list"
    candidate = Candidate(
        frame, cue, p.lemma[cue], LEARNED, proposal.cue_tokens, source, proposal.content, negated(p, cue)
    )
    facts = {
        "added": 1.0,
        "added cue": _odds(proposal.probability),
        "added content": proposal.sure_of_content,
        "added source": proposal.sure_of_source,
    }
    told = f"found by the learned reader, {proposal.probability:.2f}; {why}"
    return Chosen(candidate, proposal.probability, told=told), facts


def _share(p: Parse, a: Sequence[int], b: Sequence[int]) -> float:
    """How many of the words of both contents are in both."""
    one, other = {i for i in a if p.word[i]}, {i for i in b if p.word[i]}
    return len(one & other) / len(one | other) if one and other else 0.0


def _source(p: Parse, proposal: Proposal) -> Source:
    """The reader's source with the noun that its other tokens hang on; nobody where there is none."""
    own = set(proposal.source)
    tops = (i for i in proposal.source if p.head[i] == i or p.head[i] not in own)
    head = next((i for i in tops if p.pos[i] in _NOMINAL), None)
    return Source(None) if head is None else Source(head, proposal.source, LEARNED)


def _odds(share: float) -> float:
    share = max(_BEYOND, min(1 - _BEYOND, float(share)))
    return math.log(share / (1 - share))
