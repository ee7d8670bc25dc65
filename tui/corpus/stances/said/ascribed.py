"""What a content says that somebody else holds, and whether who speaks judges that."""

from __future__ import annotations

from collections.abc import Sequence

from tui.corpus.stances.said.verdicts import Verdicts
from tui.corpus.stances.tree import Tree
from tui.model import Span


def of_another(tree: Tree, k: int, others: Sequence[Span]) -> bool:
    """Whether a word stands in what somebody else is said to hold; "the tax proposed by the council" is the tax."""
    for other in others:
        if other.start <= tree.start[k] < other.end:
            told = any(tree.dep[c] in ("acl", "relcl") and tree.start[c] >= other.end for c in tree.children[k])
            if not told or tree.top(list(tree.within(other))) != k:
                return True
    return False


def as_judged(tree: Tree, k: int, others: Sequence[Span]) -> bool:
    """Whether what another holds is judged by who speaks: "it is a shame that they refused to join", "those who want
    it are naive"."""
    own = (a for a in tree.above(k) if not any(o.start <= tree.start[a] < o.end for o in others))
    cue = next(own, None)
    if cue is None or not tree.is_verb(cue):
        return False
    over, says = tree.head[cue], Verdicts(tree)
    if tree.dep[cue] == "relcl" and tree.dep[over] == "nsubj":
        return tree.lemma[tree.head[over]] == "be" and says.predicate(tree.head[over]) != 0
    if tree.dep[over] not in ("attr", "acomp") or tree.dep[cue] not in ("relcl", "acl", "ccomp"):
        return False
    who = tree.child(tree.head[over], "nsubj")
    return who is not None and tree.word[who] in ("it", "that", "this") and says.value(over) != 0
