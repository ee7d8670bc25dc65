"""What holders tell that they did, and what they bring before the public: who says "we have lifted the ban" is for its
end, who announces a toll is for the toll."""

from __future__ import annotations

from tui.corpus.stances.said.borders import OWN, SELF, SIDES
from tui.corpus.stances.tree import Tree
from tui.text.wordlist import wordlist

_UNVEILS = wordlist("announce unveil launch introduce present table submit")
# Deeds that change what is in force, done on purpose; who lost or met something need not have wanted it.
_DELIBERATE = wordlist(
    "impose adopt pass sign ratify approve introduce establish abolish repeal revoke lift remove scrap cancel suspend "
    "freeze halt end ban outlaw prohibit block veto reject close shut dismantle withdraw cut raise increase lower "
    "tighten loosen extend expand enforce authorise authorize legalise legalize enact reintroduce restore renew grant "
    "create build fund finance release order send pull slap levy join enter leave quit found start launch "
    "work pursue prepare finalise finalize negotiate"
)
_ONCE = wordlist("before earlier once previously formerly then")
_HAVE = frozenset({"has", "have", "had", "'ve", "’ve", "'d", "’d"})
_IS = frozenset({"is", "are", "am", "'m", "'re", "'s", "’m", "’re", "’s"})


def is_told_done(tree: Tree, verb: int, holder: frozenset[str], asked: frozenset[str], cue: frozenset[int]) -> bool:
    """Whether a verb tells of a deed that the holder has done or is doing, and not one of another day or in vain.

    `asked` are the words of what the proposition asks for and of its opposite.
    """
    if tree.negated(verb) or tree.lemma[verb] not in _DELIBERATE | asked or verb in cue:
        return False
    subject = tree.child(verb, "nsubj")
    if subject is None and tree.dep[verb] == "conj":
        subject = tree.subject(verb)
    theirs = (
        subject is not None
        and tree.lemma[subject] in SIDES
        and any(tree.word[c] in OWN for c in tree.children[subject])
    )
    if subject is None or not (theirs or tree.word[subject] in SELF or tree.word[subject] in holder):
        return False
    if any(tree.word[c] in _ONCE for c in tree.children[verb]):
        return False
    helpers = tree.auxiliaries(verb)
    if tree.tag[verb] == "VBD":
        return not helpers
    return (tree.tag[verb] == "VBN" and helpers <= _HAVE and bool(helpers)) or (
        tree.tag[verb] == "VBG" and helpers <= _IS and bool(helpers)
    )


def puts_forward(tree: Tree, verb: int, dep: str) -> bool:
    """ "we will table a motion": said of who speaks, whom the caller has made sure of."""
    return dep == "dobj" and tree.lemma[verb] in _UNVEILS and not tree.negated(verb) and tree.subject(verb) is not None


def brings_forward(tree: Tree, cue: int, dep: str) -> bool:
    """ "announced the toll", "unveiled the ban": what is made public there is the holder's own."""
    return dep == "dobj" and tree.lemma[cue] in _UNVEILS and not tree.negated(cue)
