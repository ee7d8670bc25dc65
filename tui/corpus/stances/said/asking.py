"""Questions that answer themselves: "Why should we pay it?", "Why not join?", "Who needs another toll?"."""

from __future__ import annotations

from tui.corpus.stances.tree import Tree
from tui.text.wordlist import wordlist

_KINDS = wordlist("kind sort")
_ANYONE = wordlist("anyone anybody one we you")
_STANDS = wordlist("support back accept defend justify agree tolerate condone trust")


def rhetorical(tree: Tree) -> int:
    """-1 for a question that denies what its words say ("why not" the "not" as well); 0 for any other, and for what is
    no question."""
    first = next((k for k in range(len(tree)) if tree.word[k][:1].isalpha()), None)
    if not tree.asks or first is None:
        return 0
    while first < len(tree) and (
        tree.word[first] in ("but", "so", "and", "then") or not tree.word[first][:1].isalpha()
    ):
        first += 1
    one, two, three = (tree.word[first + k : first + k + 1] for k in range(3))
    if one == ["why"]:
        return -1 if two == ["not"] or (two == ["should"] and three != ["not"]) else 0
    if one == ["who"]:
        return -1 if two == ["needs"] else 0
    if one == ["what"]:
        return -1 if two and two[0] in _KINDS and three == ["of"] and "would" in tree.word else 0
    if one == ["how"]:
        return -1 if two in (["can"], ["could"]) and three and three[0] in _ANYONE and not _tells_how(tree) else 0
    return 0


def asks_why(tree: Tree, verb: int) -> bool:
    """Whether a verb is what "why should we" or "why not" asks for, so that its answer is what ought to be done."""
    return any(tree.word[c] == "why" for c in tree.children[verb]) and rhetorical(tree) != 0


def _tells_how(tree: Tree) -> bool:
    """Whether a question of "how can we" asks for a way, as it mostly does: only who supports or accepts is none."""
    return _STANDS.isdisjoint(tree.word)
