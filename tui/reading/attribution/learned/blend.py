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

from tui.reading.attribution.bounds import is_event
from tui.reading.attribution.candidate import Candidate, Source, behind_relative, negated, was_told
from tui.reading.attribution.choose import LEARNED, Chosen, choose
from tui.reading.attribution.cue_lexicon import lexicon
from tui.reading.attribution.holding import can_hold
from tui.reading.attribution.learned.asides import without_aside
from tui.reading.attribution.learned.columns import Floats, anchor
from tui.reading.attribution.learned.network import BEGINS, CONTENT, ENDS, SOURCE, Network
from tui.reading.attribution.learned.reader import BEYOND, MARKS, SHOWN, Opinion, Proposal
from tui.reading.attribution.parse import SUBJECTS, Parse
from tui.reading.attribution.spoken_to import is_address, is_asked
from tui.reading.attribution.stands import is_plain

SAME = 0.5  # share of words at which a candidate's content is the reader's
_NEAR = 0.3  # and at which the reader's may take its place: below it is another content, of which no frame is known
ADDED = 0.25  # below this share of its cue nothing is added to what the rules have
# How far the reader's judgement counts beside the rules' confidence. On PolNeAR's four fifths 0.75 and 1 make 0.1 to
# 0.3 in a hundred more claims as annotators mark them; but annotators of speech mark few of those who back or oppose a
# thing, and at 0.6 such claims stay that the rules read plainly.
_JUDGED = 0.6
_STAYS = 0.5  # of the rules' confidence, whatever the reader says: what they are sure of is stated
_PLAINLY = 0.8  # and of a stand in plain words ("is committed to building it"), of which it was taught too little
# Where one attribution is nested in another, of which the reader was taught nothing, the rules' confidence counts
# alone: this share of it where neither the reader reads it so too nor the rules are sure of it.
_KEPT = 0.7
_LIKELY = 0.5
# What it counts that a candidate is likely to the word what an annotator marks, beside being right; between nothing and
# 0.5 it makes no difference on the four fifths, at 1 fewer are right.
_EXACT = 0.25
_NOMINAL = frozenset({"PROPN", "NOUN", "PRON"})
_SUREST = -math.log(BEYOND)
# Whose confidence is measured apart, and what each is worth beyond it, in log-odds: what the rules and the reader read
# alike is oftener right than it is sure, what the rules read alone less often. Counted on PolNeAR's four fifths, where
# it brings 0.8 in a hundred more contents as annotators mark them.
KINDS = {"quoted": 0.0, "ruled": 0.4, "alone": -0.3, "added": 0.6}
Facts = dict[str, float]
# What is known of a candidate beside its tokens, in the order in which the network is given it.
FACTS = (
    "rules", "quoted", "no cue", "cue", "quoted cue", "share", "source agrees", "same", "not proposed",
    "added", "added cue", "own content", "own source", "inside", "begins", "ends", "before", "after", "source",
    "named source", "length", "no source", "source behind", "content before", "negated",
)  # fmt: skip


def blended(p: Parse, ruled: Sequence[Chosen], opinion: Opinion, network: Network) -> list[Chosen]:
    """The candidates of both, each with its confidence and what the reader says of it."""
    every = list(weighed(p, ruled, opinion))
    if not every:
        return []
    tokens, facts = rows(p, every)
    sure = network.judge(opinion.vectors, tokens, facts)
    nested = {(c.cue, c.content) for one in choose(p, ruled, SHOWN) if one.within is not None for c in [one.candidate]}
    out: list[Chosen] = []
    taken, inner = -1.0, False
    for (one, known), (right, exact) in zip(every, sure.tolist(), strict=True):
        value = right + _EXACT * exact
        another = bool(known.get("own content") or known.get("own source"))  # reading of the candidate before it
        if another and (inner or value <= taken):
            continue
        taken, inner = value, not another and (one.candidate.cue, one.candidate.content) in nested
        if inner:
            kept = 1.0 if one.told or one.confidence >= _LIKELY else _KEPT
            told = replace(one, confidence=one.confidence * kept)
        else:
            rules = right if "added" in known else one.confidence
            stays = _PLAINLY if is_plain(p, one.candidate) else _STAYS
            likely = max(_JUDGED * right + (1 - _JUDGED) * rules, stays * rules)
            told = replace(one, confidence=_share_of(_odds(likely) + _worth(one)))
        cue = anchor(p, one.candidate.cue_tokens)
        out[len(out) - another :] = [told if cue is None else without_aside(p, told, opinion.proposals.get(cue))]
    return out


def kind_of(one: Chosen) -> str:
    """Which of KINDS a candidate is of. Of those who back or oppose a thing annotators of speech mark few, which says
    nothing against the rules: what these read of them alone is measured with the others."""
    if one.candidate.pattern == LEARNED:
        return "added"
    if one.candidate.quoted:
        return "quoted"
    return "ruled" if one.told or one.candidate.frame.polarity else "alone"


def _worth(one: Chosen) -> float:
    kind = kind_of(one)
    return 0.0 if kind == "ruled" and not one.told else KINDS[kind]


def level(one: Chosen, network: Network) -> float:
    """The share that is right of the claims of its kind that are as sure as it."""
    return float(np.interp(one.confidence, *network.levels[kind_of(one)]))


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
    """Every candidate of the rules, behind it the reader's other readings of it, and at last what only it found."""
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
        share = _share(p, c.content, proposal.content)
        yield from _readings(p, one, proposal, facts | {"share": share})
    for cue, proposal in opinion.proposals.items():
        known = cue in opinion.ruled or proposal.probability < ADDED
        if known or not _readable(p, proposal) or is_asked(p, cue):
            continue
        added, facts = _added(p, proposal)
        if can_hold(p, added.candidate):
            yield added, facts


def _readings(p: Parse, one: Chosen, proposal: Proposal, facts: Facts) -> Iterator[tuple[Chosen, Facts]]:
    """A rules' candidate as it is, and with the content, the source and both of what the reader proposes for its
    cue."""
    c, share = one.candidate, facts["share"]
    agrees = bool(set(c.source.tokens) & set(proposal.source)) or not (c.source.tokens or proposal.source)
    facts |= {"source agrees": float(agrees), "same": float(share >= SAME)}
    told = f"the learned reader reads it so too, {proposal.probability:.2f}"
    same = told if share >= SAME and proposal.probability >= SAME else ""
    yield replace(one, told=same), facts | _along(c.content, c.source, proposal)
    source = _source(p, proposal)
    others = source.tokens != c.source.tokens and bool(source.tokens)
    cuts = share >= _NEAR and proposal.content != c.content and not c.quoted and _readable(p, proposal)
    cuts = cuts and not set(c.to).intersection(proposal.content)  # whoever is told is no part of what is said
    if p.pos[proposal.cue] == "NOUN":
        # "its refusal to sell delayed the road": what the noun itself is part of is not said
        cuts = cuts and not set(p.climb(proposal.cue)).intersection(proposal.content)
    named = f"{told}, and names another source" if share >= SAME else "the learned reader names another source"
    if others:
        changed = replace(one, candidate=replace(c, source=source), told=same if agrees else named)
        yield changed, facts | {"own source": 1.0} | _along(c.content, source, proposal)
    if not cuts:
        return
    for who in (c.source, source) if others else (c.source,):
        added = {"own content": 1.0, "own source": float(who is not c.source)} | _along(proposal.content, who, proposal)
        told = f"the learned reader, {proposal.probability:.2f}, tells where it begins and ends"
        told = told if agrees or who is c.source else f"{told}, and names another source"
        to = tuple(i for i in c.to if i not in proposal.content)
        cut = replace(c, source=who, content=proposal.content, to=to)
        yield replace(one, candidate=cut, features=(), told=told), facts | added


def _readable(p: Parse, proposal: Proposal) -> bool:
    """Whether a content has a word, and no quotation that begins or ends within it alone."""
    marks = sum(p.lower[i] in MARKS for i in proposal.content)
    empty = is_event(p, p.lemma[proposal.cue], proposal.content)
    return marks % 2 == 0 and not empty and any(p.word[i] for i in proposal.content)


def _along(content: Sequence[int], source: Source, proposal: Proposal) -> Facts:
    """How well a content and a source fit what the reader says of each token beside the cue."""
    odds, first = proposal.odds, proposal.first
    tokens = np.array(content) - first
    tokens = tokens[(tokens >= 0) & (tokens < len(odds))]
    if not len(tokens):
        return {}
    before, after = int(tokens[0]) - 1, int(tokens[-1]) + 1
    who = np.array(source.tokens, int) - first
    who = who[(who >= 0) & (who < len(odds))]
    return {
        "inside": float(odds[tokens, CONTENT].mean()),
        "begins": float(odds[tokens[0], BEGINS]),
        "ends": float(odds[tokens[-1], ENDS]),
        "before": float(odds[before, CONTENT]) if before >= 0 else -_SUREST,
        "after": float(odds[after, CONTENT]) if after < len(odds) else -_SUREST,
        "source": float(odds[who, SOURCE].mean()) if len(who) else 0.0,
        "named source": float(odds[:, SOURCE].max()) * float(not len(who)),
    }


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
    facts = {"added": 1.0, "added cue": _odds(proposal.probability)} | _along(proposal.content, source, proposal)
    told = f"found by the learned reader, {proposal.probability:.2f}; {why}"
    return Chosen(candidate, proposal.probability, told=told), facts


def _share(p: Parse, a: Sequence[int], b: Sequence[int]) -> float:
    """How many of the words of both contents are in both."""
    one, other = {i for i in a if p.word[i]}, {i for i in b if p.word[i]}
    return len(one & other) / len(one | other) if one and other else 0.0


def _source(p: Parse, proposal: Proposal) -> Source:
    """The reader's source with the noun that its other tokens hang on, for "who" and "which" the noun of their clause;
    nobody where there is none."""
    own = set(proposal.source)
    tops = (i for i in proposal.source if p.head[i] == i or p.head[i] not in own)
    head = next((i for i in tops if p.pos[i] in _NOMINAL), None)
    if head is None or is_address(p, head) or (p.dep[head] in SUBJECTS and was_told(p, proposal.cue)):
        return Source(None)
    noun = behind_relative(p, head)
    return Source(noun, proposal.source, LEARNED if noun == head else "relative")


def _share_of(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


def _odds(share: float) -> float:
    share = max(BEYOND, min(1 - BEYOND, float(share)))
    return math.log(share / (1 - share))
