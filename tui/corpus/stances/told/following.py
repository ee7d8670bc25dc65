"""What a holder says would follow without a thing: "without the toll there would be chaos" is for it.

What harm would follow "if" it came is in warned.py.
"""

from __future__ import annotations

from tui.corpus.stances.asked.proposition import Aim
from tui.corpus.stances.asked.targets import Target
from tui.corpus.stances.said.effects import WILL
from tui.corpus.stances.said.judging import FARES
from tui.corpus.stances.said.nouns import Path
from tui.corpus.stances.told.events import Deeds
from tui.corpus.stances.tree import Tree
from tui.text.wordlist import wordlist

# Whose subject is what comes: "a row will follow".
_ARISES = wordlist("follow erupt break result ensue arise come develop begin start loom happen occur rise emerge grow")
# What is so only with a thing, or is not without it.
_WHOLE = {
    **dict.fromkeys(("complete", "possible", "whole", "credible", "lasting"), 1),
    **dict.fromkeys(("incomplete", "impossible", "unthinkable", "futile", "empty", "hollow", "unfinished"), -1),
}
_CAN = frozenset({"can", "could", "ca"})  # "cannot succeed without it"
_STEPS_UP = 6  # words between the target and "without"; further apart the parse is seldom right


def follows(tree: Tree, target: Target, cue: frozenset[int], asked: Aim) -> Path | None:
    """The stand on a target behind "without" in a sentence whose main clause says what good or ill would come; None
    where it tells neither."""
    way = Deeds(tree, frozenset(), frozenset(), asked.agents, asked=frozenset(asked.words))
    path = Path(target.value, chain=[(target.label, target.value)])
    at = target.word
    for _ in range(_STEPS_UP):
        head, dep = tree.head[at], tree.dep[at]
        if head == at or at in cue:
            return None
        if tree.word[head] == "without" and dep == "pobj" and tree.is_verb(main := tree.head[head]):
            path.step("without", -1)
            return _come(way, main, cue, path)
        if dep != "conj" and (not way.crosses(at, dep) or not _through(way, head, at, dep, path)):
            return None
        at = head
    return None


def _through(way: Deeds, head: int, at: int, dep: str, path: Path) -> bool:
    """One step up; of a verb on the way only what it does to the target counts."""
    tree = way.tree
    if not tree.is_verb(head):
        return way.passes(head, at, dep, path)
    if tree.negated(head):
        path.step("not", -1)
    return way.over_verb(head, at, dep, path)


def _come(way: Deeds, main: int, cue: frozenset[int], path: Path) -> Path | None:
    tree = way.tree
    above = tree.head[main]
    stated = above == main or above in cue or main in cue
    helpers = WILL | _CAN if tree.negated(main) else WILL
    if not stated or not tree.auxiliaries(main) & helpers or tree.conditional([main], frozenset({main})):
        return None
    worth = worth_of_clause(way, main)
    if not worth:
        return None
    if tree.negated(main):
        worth = -worth
    path.judge(tree.lemma[main], worth)
    return path


def _dear(tree: Tree, thing: int) -> int:
    """ "there will be a heavy price to pay"."""
    dear = any(tree.word[c] in ("heavy", "great", "high", "terrible", "steep") for c in tree.children[thing])
    return -1 if dear and tree.lemma[thing] in ("price", "cost") else 0


def worth_of_clause(way: Deeds, main: int) -> int:
    """Whether what a clause says comes is good or bad."""
    tree = way.tree
    subject = tree.subject(main)
    if tree.lemma[main] == "have" and (forced := tree.child(main, "xcomp")) is not None:
        main = forced  # "would have to close"
    lemma = tree.lemma[main]
    if lemma == "be" and tree.child(main, "expl") is not None:
        thing = tree.child(main, "attr", "nsubj", "dobj")
        return (way.worth(thing) or _dear(tree, thing)) if thing is not None else 0
    if lemma in _ARISES and subject is not None and tree.child(main, "dobj") is None:
        return way.worth(subject)
    if lemma in FARES and tree.child(main, "dobj") is None:
        return FARES[lemma]
    if lemma == "be":
        said = way.predicate_word(main)
        return way.predicate(main) or (_WHOLE.get(tree.word[said], 0) if said is not None else 0)
    told = way.deed(main)
    return -told if tree.negated(main) else told  # the clause's own negation is counted once, above
