"""What is granted before the main clause says what is held: "while the deal is imperfect, it works"."""

from __future__ import annotations

from tui.corpus.stances.tree import SUBJECTS, Tree

_GRANTS = frozenset({"although", "though", "whereas"})


def conceded(tree: Tree, word: int, cue: frozenset[int]) -> bool:
    """Whether a word stands in a clause that is only granted; one that holds the claim's cue is the claim itself."""
    at = word
    for above in tree.above(word):
        if at in cue:
            return False
        if tree.dep[at] == "advcl" and _grants(tree, at, above):
            return cue.isdisjoint(tree.below(at))
        at = above
    return False


def _first_words(tree: Tree, clause: int) -> list[int]:
    """The adverbs before a clause's subject and what stands before those."""
    before = [c for c in tree.children[clause] if c < clause and tree.dep[c] in ("advmod", "acomp", "dobj", "mark")]
    return [k for c in before for k in (c, *tree.children[c]) if tree.word[k + 1 : k + 2] != [","]]


def _grants(tree: Tree, clause: int, main: int) -> bool:
    """Whether a clause begins with "although", or with "while" before its main clause; behind it "while" tells what
    goes on meanwhile, or what another does."""
    first = {tree.word[c] for c in tree.children[clause] if tree.dep[c] in ("mark", "advmod") and c < clause}
    told = tree.child(clause, *SUBJECTS, "mark") is not None
    if told and clause < main and any(tree.word[c] == "however" for c in _first_words(tree, clause)):
        return True  # "however much she likes it,"
    return told and bool(first & _GRANTS or ("while" in first and clause < main))
