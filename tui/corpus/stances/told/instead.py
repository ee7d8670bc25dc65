"""What somebody would rather not have: "they should charge for moorings instead of a toll", "repaired rather than
closed".

What stands behind "rather than" or "instead of" is rejected where the other is asked for; where the other is only told
("they walked rather than pay"), nothing follows.
"""

from __future__ import annotations

from tui.corpus.stances.asked.targets import Target
from tui.corpus.stances.lexicon import lexicon
from tui.corpus.stances.said.borders import OUGHT
from tui.corpus.stances.said.nouns import Path
from tui.corpus.stances.tree import SUBJECTS, Tree
from tui.corpus.stances.way.path import Way
from tui.text.wordlist import wordlist

_LINKS = {"than": "rather", "of": "instead"}
_ASKS = wordlist("want urge prefer propose suggest recommend demand call favour favor wish hope advocate support back")
_LATE = frozenset({"after", "when", "once", "because", "under"})
_STEPS_UP = 5  # words between a target and the link


def rejected(way: Way, target: Target) -> Path | None:
    """The stand on a target behind "rather than" or "instead of"; None where none is taken."""
    tree, at = way.tree, target.word
    path = Path(target.value, chain=[(target.label, target.value)])
    for _ in range(_STEPS_UP):
        other = instead_of(way, at)
        if other is not None:
            if tree.negated(at):
                path.step("not", -1)
            if not _asked_for(way, other):
                return None
            path.step("instead", -1, True)
            return path
        head, dep = tree.head[at], tree.dep[at]
        if head == at or at in way.cue or head in way.cue or (dep != "conj" and not way.crosses(at, dep)):
            return None
        if dep != "conj" and not way.passes(head, at, dep, path):
            return None
        at = head
    return None


def instead_of(way: Way, at: int) -> int | None:
    """What is asked for in place of a word: that which it is joined to by "rather than", or that which "instead of"
    hangs on."""
    tree, head = way.tree, way.tree.head[at]
    if tree.dep[at] == "conj":
        between = (c for c in range(head + 1, at) if tree.dep[c] == "cc" and tree.word[c] in _LINKS)
        if any(_LINKS[tree.word[c]] == tree.word[c - 1] for c in between):
            return head
    if tree.dep[at] in ("pobj", "pcomp") and tree.word[head] in _LINKS:
        before = tree.head[head]
        if _LINKS[tree.word[head]] in (tree.word[before], tree.word[max(0, head - 1)]):
            return tree.head[before] if tree.word[before] in _LINKS.values() else before
    return None


def _asked_for(way: Way, other: int) -> bool:
    """Whether a duty or a wish is over what is to come in place of it."""
    tree = way.tree
    for k in (other, *tree.above(other)):
        if tree.is_verb(k) and tree.negated(k):
            return False
        if tree.is_verb(k) and tree.auxiliaries(k) & OUGHT:
            return True
        if k in way.cue:
            lemma = tree.lemma[k]
            return lemma in _ASKS or (lemma in lexicon().attitudes and lexicon().verbs.get(lemma, 0) > 0)
    return False


def forgone(tree: Tree, cue: int) -> bool:
    """Whether what a cue says was not done ("instead of proposing it, he") or done against the holder's will ("agreed
    only after the court forced them")."""
    for k in (cue, *tree.above(cue)):
        link = tree.head[k]
        if tree.dep[k] in ("pobj", "pcomp") and (
            tree.word[link] == "without" or _LINKS.get(tree.word[link], "-") == tree.word[link - 1]
        ):
            return True
        if tree.is_verb(k) and tree.child(k, *SUBJECTS) is not None:
            break
    return any(_only_after(tree, c) for c in tree.children[cue])


def _only_after(tree: Tree, c: int) -> bool:
    late = tree.dep[c] == "advcl" or (tree.dep[c] == "prep" and tree.word[c] in _LATE)
    words = [c, *tree.children[c]] if late else []
    after = any(tree.word[k] in _LATE for k in words)
    return after and ("only" in (tree.word[k] for k in words) or tree.word[min(tree.below(c)) - 1] == "only")
