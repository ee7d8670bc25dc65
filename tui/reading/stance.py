"""Words that evaluate or negate, from a short lexicon: what corpus/stances weighs near an issue's terms."""

from __future__ import annotations

from typing import Any, Literal

from tui.model import Evaluation, Span

_GOOD = frozenset(
    """positive good great excellent promising welcome constructive essential necessary important vital crucial useful
    helpful beneficial valuable productive right justified legitimate lawful desirable acceptable encouraging historic
    successful indispensable needed key fruitful wise sensible reasonable fair worthwhile irreversible
    favorable favourable effective appropriate timely warranted progress success opportunity benefit achievement
    improvement""".split()
)
_BAD = frozenset(
    """unacceptable bad wrong dangerous harmful unnecessary unneeded useless provocative illegal unlawful illegitimate
    counterproductive destabilizing destabilising disastrous terrible irresponsible reckless unjustified unfair
    unhelpful pointless outrageous intolerable worrying alarming regrettable premature senseless disgraceful shameful
    inadmissible obsolete outdated flawed unwise inappropriate unworkable lukewarm concern threat danger mistake
    provocation failure obstacle violation disaster""".split()
)
_NEGATION = frozenset(
    "not n't never no nothing neither nor without hardly barely scarcely cannot impossible out-of-the-question".split()
)
_MODAL = frozenset("must should need ought could can may might would shall".split())
_BAD_VERBS = frozenset(
    """undermine threaten violate destroy damage harm jeopardize jeopardise endanger obstruct poison eclipse flout weaken
    worsen sabotage provoke destabilize destabilise""".split()
)
_GOOD_VERBS = frozenset("strengthen improve benefit help enhance deepen promote stabilize stabilise".split())


def evaluations(doc: Any) -> tuple[Evaluation, ...]:
    """The evaluative, negating and modal words of a spaCy Doc, in the order of the text."""
    found: list[Evaluation] = []
    for token in doc:
        word = token.lower_
        if len(word) < 2:
            continue
        if word in _NEGATION:
            kind, polarity = _as("negation"), 0
        elif word in _MODAL:
            kind, polarity = _as("modal"), 0
        else:
            lemma = token.lemma_.lower()
            kind = _as("evaluative")
            if word in _GOOD or (lemma in _GOOD_VERBS and token.pos_ == "VERB"):
                polarity = 1
            elif word in _BAD or lemma in _BAD or (lemma in _BAD_VERBS and token.pos_ == "VERB"):
                polarity = -1
            else:
                continue
        found.append(Evaluation(Span(token.idx, token.idx + len(token.text)), polarity, kind))
    return tuple(found)


def _as(kind: Literal["evaluative", "negation", "modal"]) -> Literal["evaluative", "negation", "modal"]:
    return kind
