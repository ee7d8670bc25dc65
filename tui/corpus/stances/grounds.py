"""What one stated stance rests on: the word it was read from, the way from there up to the cue, and what stands beside.

Nothing here decides a side. How often stances with such grounds are right is in certainty.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from tui.corpus.issues import IssueHit
from tui.corpus.stances.asked.another_thing import spoken_by
from tui.corpus.stances.asked.proposition import Aim, hints
from tui.corpus.stances.asked.targets import Target
from tui.corpus.stances.lexicon import lexicon, noun_effect, value_of
from tui.corpus.stances.said.nouns import Path
from tui.corpus.stances.tree import Tree
from tui.model import Issue, Span


class Grounds(Struct, frozen=True):
    """What a stance was read from."""

    kind: Literal["thing", "word", "hint"]
    serves: int  # +1 where more of the target's thing serves the proposition, -1 where it thwarts it
    watched: bool  # the target is a word of a term or a description
    things: int  # heads of what the proposition is on
    judged: bool  # a judgement is on the way
    valued: bool  # a word that is good or bad by itself is
    depth: int  # words from the target up to the cue, or to the root
    negated: int  # words of the content that are
    agreeing: int  # targets of the claim that lead to the same side


def grounds_of(
    tree: Tree,
    target: Target,
    path: Path,
    content: Sequence[Span],
    cue: Sequence[Span],
    wanted: Aim,
    hits: Sequence[IssueHit],
    agreeing: int,
) -> Grounds:
    """The grounds of a stance that a path from a target in one sentence came to."""
    heads = [target.word, *tree.above(target.word)]
    at_cue = {k for span in cue for k in tree.within(span)}
    return Grounds(
        kind=target.kind,
        serves=target.value,
        watched=any(target.word in spoken_by(tree, hit) for hit in hits),
        things=len(wanted.things),
        judged=path.judged,
        valued=any(_is_value(word) for word, _ in path.chain[1:]),
        depth=next((n for n, k in enumerate(heads) if k in at_cue), len(heads) - 1),
        negated=sum(tree.negated(k) for span in content for k in tree.within(span)),
        agreeing=agreeing,
    )


def hinted_side(trees: Sequence[Tree], content: Sequence[Span], issue: Issue) -> int:
    """How many more of a content's words are hints for the proposition than against it, one under a negation counted
    for the other side: a second opinion that knows no grammar."""
    values = {word.lower(): value for word, value in hints(issue)}
    sum_ = 0
    for tree in trees if values else ():
        for k in (k for span in content for k in tree.within(span)):
            value = values.get(tree.lemma[k]) or values.get(tree.word[k], 0)
            if value:
                over = [k, *tree.above(k)][:3]
                sum_ += -value if any(tree.negated(a) for a in over) else value
    return sum_


def _is_value(step: str) -> bool:
    """Whether a step is a word that is good or bad by itself, and no deed or attitude."""
    words = lexicon()
    if step == "judged" or step in words.values:
        return True
    felt = step in words.adjectives or step in words.nouns
    other = felt or step in words.value_verbs or not words.verbs.keys().isdisjoint({step, step.partition(" ")[0]})
    return not other and not noun_effect(step)[0] and value_of(step, step) != 0
