"""What a sentence tells that was done to what a proposition is on: where the toll was scrapped, who welcomes the
decision is for its end."""

from __future__ import annotations

from collections.abc import Sequence

from tui.corpus.issues import IssueHit
from tui.corpus.stances.asked.proposition import Aim
from tui.corpus.stances.asked.targets import named_or_meant
from tui.corpus.stances.lexicon import noun_effect
from tui.corpus.stances.said.nouns import Path
from tui.corpus.stances.tree import Tree
from tui.corpus.stances.way.path import Way
from tui.model import Issue, Span


class Deeds(Way):
    """The way up where every deed is followed, whoever's it is."""

    def holds(self, verb: int) -> bool:
        return True


def event(
    tree: Tree,
    text: str,
    but: Sequence[Span],
    issue: Issue,
    aim: Aim,
    hits: Sequence[IssueHit],
    wished: bool = False,
) -> int:
    """Whether a sentence tells of something that serves (+1) or thwarts (-1) a proposition; 0 where it tells of
    neither, or of both. `but`: stretches of it that are left out; `wished`: only what somebody wants to be done."""
    if tree.asks or not len(tree):
        return 0
    way = Deeds(tree, frozenset(), frozenset(), aim.agents, asked=frozenset(aim.words))
    signs: set[int] = set()
    for target in named_or_meant(tree, text, [Span(tree.start[0], tree.end[-1])], issue, aim, hits, "sentence"):
        at = tree.start[target.word]
        if any(span.start <= at < span.end for span in but):
            continue
        if tree.conditional(range(len(tree)), frozenset({target.word, *tree.above(target.word)})):
            return 0
        followed = way.follow(target.word, target.value, target.label, not target.turned)
        if followed is None or followed[0].may or (target.kind != "word" and len(followed[0].chain) < 2):
            continue
        if not wished or _is_wished(followed[0]):
            signs.add(followed[0].sign)
    return signs.pop() if len(signs) == 1 else 0


def _is_wished(path: Path) -> bool:
    """Whether a deed is what somebody wants, plans or asks for, with nobody who is against it."""
    over = [(word, sign) for word, sign in path.chain[1:] if noun_effect(word)[1]]
    return bool(over) and all(sign > 0 for _, sign in over) and "not" not in (word for word, _ in path.chain)
