"""Deeds that are not done: what somebody could do, would have to do or is expected to do, has yet to do, has no plans
to do. Whoever might back a thing takes no stand on it."""

from __future__ import annotations

from tui.corpus.stances.said.effects import MAY
from tui.corpus.stances.tree import Tree
from tui.text.wordlist import wordlist

_WOULD = frozenset({"would", "'d", "’d", "might", "could", "may"})
# What others count on: "is expected to vote for it"; what is expected to be said or held is as good as announced.
_AWAITED = wordlist("expect believe rumour rumor tip think report")
_AWAITED_SO = wordlist("likely unlikely")
_DECIDES = wordlist("vote approve reject accept back support oppose endorse adopt ratify veto pass agree")
# Whoever may do what others hope for, fear or only suggest.
_HOPES = wordlist(
    "hope expectation expect chance possibility likelihood prospect fear risk speculation predict suggestion rumour "
    "rumor hoax recommendation"
)
_MOTIONS = wordlist("appeal")  # "will not appeal the ruling": who bows to it need not welcome it
_UNTRUE = wordlist("false fake bogus mistaken")  # "a false report that they back it"
_PLANS = wordlist("plan")
_LEADS_UP = 4  # verbs and nouns over a deed; further up the parse is seldom of the same deed


def not_done(tree: Tree, deed: int) -> bool:
    """Whether a verb or noun of somebody's deed (a cue, or one on the way to it) is told as not done, or as no more
    than possible; a denied possibility ("could not accept") is a stand."""
    if tree.is_noun(deed):
        over = tree.head[deed]
        asked = any(tree.word[c] == "whether" for c in tree.children[over])  # "to see whether they have plans to"
        return tree.lemma[deed] in _PLANS and (asked or _none_of(tree, deed))
    at = deed
    for _ in range(_LEADS_UP):
        if tree.is_verb(at) and any(tree.word[c] == "whether" and tree.dep[c] == "mark" for c in tree.children[at]):
            return True
        if tree.lemma[at] in _MOTIONS and tree.negated(at):
            return True
        helpers = tree.auxiliaries(at)
        if helpers & MAY and not tree.negated(at):
            return True
        head, dep = tree.head[at], tree.dep[at]
        supposed = tree.lemma[head] in _HOPES or any(tree.word[c] in _UNTRUE for c in tree.children[head])
        if dep in ("ccomp", "acl") and supposed and tree.child(at, "nsubj", "nsubjpass") is not None:
            return True
        if head == at or dep not in ("xcomp", "conj", "acomp"):
            return False
        if dep == "xcomp" and (_puts_off(tree, head, at) or _is_able(tree, head)):
            return True
        at = head
    return False


def _none_of(tree: Tree, noun: int) -> bool:
    """ "has no plans to": not to plan a thing is not to be against it."""
    return tree.negated(noun) or any(tree.word[c] in ("no", "any") for c in tree.children[noun])


def _is_able(tree: Tree, over: int) -> bool:
    """ "is able to stop it"; who is not able to accept it has said what he thinks of it."""
    return tree.word[over] == "able" and not (tree.negated(over) or tree.negated(tree.head[over]))


def _puts_off(tree: Tree, over: int, deed: int) -> bool:
    """Whether what a deed hangs on says that it is still to come, if it does."""
    word, lemma = tree.word[over], tree.lemma[over]
    if lemma == "have":
        yet = any(tree.word[c] == "yet" for k in (over, deed) for c in tree.children[k])
        return yet or bool(tree.auxiliaries(over) & _WOULD)
    if lemma == "remain":
        return tree.child(deed, "auxpass") is not None  # "remains to be decided"
    passive = any(tree.dep[c] == "auxpass" for c in tree.children[over])
    return ((passive and lemma in _AWAITED) or word in _AWAITED_SO) and tree.lemma[deed] in _DECIDES
