"""The side of those who are called by it: "opponents of the toll", "supporters of the bill"."""

from __future__ import annotations

from collections.abc import Sequence

from tui.corpus.issues import IssueHit
from tui.corpus.stances.asked.proposition import Aim
from tui.corpus.stances.asked.targets import named_or_meant
from tui.corpus.stances.said.nouns import chained
from tui.corpus.stances.tree import Tree
from tui.model import Attribution, Issue, Span, Stance

# Who is called so is on that side of what follows.
_SIDED = dict.fromkeys(("opponent", "critic", "foe", "enemy", "adversary"), -1) | dict.fromkeys(
    ("supporter", "proponent", "advocate", "backer", "champion", "defender"), 1
)


def side_called(
    text: str,
    said: Attribution,
    issue: Issue,
    wanted: Aim,
    hits: Sequence[IssueHit],
    where: str,
    trees: Sequence[Tree],
) -> tuple[Stance, str] | None:
    """The side of those who are called by it: "opponents of the toll", "supporters of the bill"."""
    for tree in trees:
        for k in (k for span in said.source for k in tree.within(span)):
            side = _SIDED.get(tree.lemma[k], 0)
            if not side or tree.dep[k] in ("compound", "poss", "pobj"):
                continue
            of = [c for c in tree.children[k] if tree.dep[c] == "prep" and tree.word[c] in ("of", "for", "against")]
            spans = [Span(tree.start[min(tree.below(c))], tree.end[max(tree.below(c))]) for c in of]
            ones = named_or_meant(tree, text, spans, issue, wanted, hits, where) if spans else []
            signs = {(one.value, one.label) for one in ones if tree.dep[one.word] != "compound"}
            if len({sign for sign, _ in signs}) == 1:
                sign, label = min(signs)
                stance: Stance = "for" if sign * side > 0 else "against"
                return stance, f"{chained([(tree.word[k], side), (label, sign)])} = {stance}"
    return None
