"""What a holder warns would come if a thing came: "if the toll is introduced, shops will close" is against it.

Only harm tells, and only where it is warned of or is the holder's own ("she would have to close her shop"): what else
would come "if" it came is as often reckoned as feared. "Unless" and a condition denied turn it round.
"""

from __future__ import annotations

from tui.corpus.stances.asked.proposition import Aim
from tui.corpus.stances.asked.targets import Target
from tui.corpus.stances.said.borders import SELF
from tui.corpus.stances.said.effects import MAY, WILL
from tui.corpus.stances.said.nouns import Path
from tui.corpus.stances.told.events import Deeds
from tui.corpus.stances.told.following import worth_of_clause
from tui.corpus.stances.tree import Tree
from tui.text.wordlist import wordlist

_IF = {"if": 1, "unless": -1}
_WARNS = wordlist("warn fear threaten caution worry alert afraid concerned worried warning threat")
# How it goes badly with a subject that nothing is done to.
_FAILS = wordlist("die rot crumble founder fold drown sink starve perish collapse disintegrate deteriorate close shut")
_FAILS_SO = wordlist("under bankrupt bust broke hungry")  # "go under"
# What somebody does against another: who would do so if a thing came is against it.
_HOSTILE = wordlist("sue retaliate strike walk resign quit boycott protest appeal fight resist oppose veto block rebel")
_HOSTILE_THINGS = wordlist("complaint lawsuit suit appeal protest measure countermeasure objection grievance veto")
_OWN = wordlist("his her our their my")
_FILES = wordlist("file lodge take bring launch raise enter mount")
_STEPS_UP = 8  # words between a target and the verb of its condition


def warns_of(tree: Tree, target: Target, cue: frozenset[int], holder: frozenset[str], asked: Aim) -> Path | None:
    """The stand on a target under "if" or "unless" in a sentence whose main clause says what harm would come; None
    where it tells none."""
    way = Deeds(tree, cue, holder, asked.agents, asked=frozenset(asked.words))
    path = Path(target.value, chain=[(target.label, target.value)])
    if (verb := _condition(way, target.word, path)) is None:
        return None
    mark = next(tree.word[c] for c in tree.children[verb] if tree.word[c] in _IF and tree.dep[c] == "mark")
    if _IF[mark] < 0:
        path.step(mark, -1)
    if tree.negated(verb):
        path.step("not", -1)
    main = tree.head[verb]
    if tree.dep[main] == "xcomp" and tree.lemma[tree.head[main]] == "have":
        main = tree.head[main]  # "would have to close his shop if"
    harm = _harm(way, main, cue, holder)
    if not harm:
        return None
    path.judge(tree.lemma[main], -1)
    return path


def _condition(way: Deeds, target: int, path: Path) -> int | None:
    """The verb of the condition that a target stands in, with what leads there added to the path."""
    tree, at = way.tree, target
    for _ in range(_STEPS_UP):
        if _under_if(tree, at):
            return at if not any(tree.word[c] in ("even", "only") for c in tree.children[at]) else None
        head, dep = tree.head[at], tree.dep[at]
        if head == at or (dep != "conj" and not way.crosses(at, dep)):
            return None
        if tree.is_verb(head):
            if not way.over_verb(head, at, dep, path):
                return None
        elif not (dep == "conj" or way.passes(head, at, dep, path)):
            return None
        at = head
    return None


def _under_if(tree: Tree, verb: int) -> bool:
    """Whether a verb is that of a condition; behind "threatened to sue" no other clause begins with "if"."""
    marked = any(tree.word[c] in _IF and tree.dep[c] == "mark" for c in tree.children[verb])
    return marked and (
        tree.dep[verb] == "advcl" or (tree.dep[verb] == "ccomp" and tree.lemma[tree.head[verb]] in _HOSTILE)
    )


def _harm(way: Deeds, main: int, cue: frozenset[int], holder: frozenset[str]) -> bool:
    tree = way.tree
    said = main if main in cue else tree.head[main]
    if main != said and said not in cue and tree.head[main] != main:
        return False  # what somebody else warns of
    warns = any(tree.lemma[k] in _WARNS for k in cue)
    if main in cue:
        return warns and tree.lemma[main] == "warn" and _of_harm(way, main)
    threatens = tree.lemma[said] == "threaten" and tree.dep[main] == "xcomp"
    if not threatens and not tree.auxiliaries(main) & (WILL | (MAY if warns else frozenset())):
        return False
    if tree.negated(main):
        return False
    own = threatens or _is_holder(tree, main, holder)
    if not (own or warns):
        return False
    if tree.lemma[main] == "lose" and tree.child(main, "auxpass") is not None:
        return True  # "hundreds of flats would be lost"
    return worth_of_clause(way, main) < 0 or way.befallen(main) < 0 or _goes_badly(tree, main, own)


def _of_harm(way: Deeds, warn: int) -> bool:
    """ "warned of a collapse of the fleet"."""
    tree = way.tree
    nouns = (tree.child(c, "pobj") for c in tree.children[warn] if tree.word[c] == "of")
    return any(noun is not None and (way.worth(noun) < 0 or tree.lemma[noun] in _FAILS) for noun in nouns)


def _is_holder(tree: Tree, verb: int, holder: frozenset[str]) -> bool:
    """Whether a verb's subject is the holder or theirs: "he would", "his shop would"."""
    subject = tree.subject(verb)
    if subject is None:
        return False
    whose = any(tree.word[c] in _OWN for c in tree.children[subject])
    return whose or tree.word[subject] in holder or tree.word[subject] in SELF


def _goes_badly(tree: Tree, main: int, own: bool) -> bool:
    """Whether a clause says that it goes badly with its subject, or what the holder would do against it (`own`)."""
    if tree.lemma[main] == "have" and (forced := tree.child(main, "xcomp")) is not None:
        main = forced
    lemma, thing = tree.lemma[main], tree.child(main, "dobj")
    if lemma in _FAILS and (thing is None or lemma in ("close", "shut")):
        return True
    if lemma == "go" and any(tree.word[c] in _FAILS_SO for c in tree.children[main]):
        return True
    if own and lemma in _FILES and thing is not None:
        return tree.lemma[thing] in _HOSTILE_THINGS
    return own and lemma in _HOSTILE and thing is None
