"""Which word another belongs to, where the parse hung it on a third: in "the accord reached by both sides on
a tax", "on a tax" tells what the accord is on."""

from __future__ import annotations

from tui.corpus.stances.lexicon import lexicon, noun_effect, value_of
from tui.corpus.stances.tree import Tree
from tui.text.wordlist import wordlist

# What a plan is for or an opposition is to.
TOWARDS = wordlist("on for to against towards toward about over")
# What may stand between such a noun and what it is on: who has it, who made it, where.
_WHOSE = wordlist("of by in from at between among amongst within with")
# How something came to be that has been made, said or agreed on.
_MADE = wordlist(
    "reach make take draw put table present propose submit sign agree strike conclude negotiate announce publish "
    "launch hammer broker unveil outline express voice state introduce adopt pass prepare"
)
# Verbs that say what their object is: "called the tax a disaster" judges the tax by the disaster.
RENDERS = frozenset(
    {
        "call", "consider", "describe", "denounce", "praise", "see", "regard", "view", "find", "label", "term", "brand",
        "condemn", "hail", "deem", "dismiss", "declare", "make", "think", "dub", "judge", "reject", "criticise",
        "criticize", "portray", "paint", "treat",
    }
)  # fmt: skip
_STEPS_UP = 5  # words between the two; further apart the parse is seldom wrong


def bears(noun: str) -> bool:
    """Whether a noun has a side on what stands behind it: "plan", "accord", "opposition"."""
    words = lexicon()
    return noun in words.carriers | words.pointing | words.talk or noun_effect(noun)[0] != 0


def governor(tree: Tree, prep: int, head: int) -> int | None:
    """The noun that bears on what follows a preposition which hangs on another word; None where it hangs rightly."""
    if tree.word[prep] not in TOWARDS:
        return None
    if tree.is_noun(head) and bears(tree.lemma[head]):
        return None
    at = head
    for _ in range(_STEPS_UP):
        above, dep = tree.head[at], tree.dep[at]
        if above == at:
            return None
        if dep == "acl":
            if tree.tag[at] != "VBN" or tree.lemma[at] not in _MADE:
                return None
        elif dep == "prep":
            if tree.word[at] not in _WHOSE:
                return None
        elif dep not in ("pobj", "agent", "conj", "appos", "compound"):
            return None
        if tree.is_noun(above) and dep in ("acl", "prep") and bears(tree.lemma[above]):
            return above if above < at and above not in _all_told(tree, above, prep) else None
        at = above
    return None


def first_of_two(tree: Tree, noun: int) -> bool:
    """Whether a noun is the first of two that are joined, where the parse took it for part of the second: "opposes |
    tolls and private ferries"."""
    after = noun + 1
    if tree.dep[noun] not in ("nmod", "compound") or not tree.is_noun(noun) or tree.head[noun] <= after:
        return False
    joined = tree.word[after] in ("and", "or") and not tree.tag[noun].startswith("NNP")
    return joined and tree.is_noun(tree.head[noun]) and tree.tag[after + 1].startswith("JJ")


def _all_told(tree: Tree, noun: int, prep: int) -> set[int]:
    """The noun itself where another such preposition before tells already what it is on."""
    return {noun for c in tree.children[noun] if c < prep and tree.dep[c] == "prep" and tree.word[c] in TOWARDS}


def displaced(tree: Tree, verb: int) -> int | None:
    """What a thing is called, where the parse hung it on a verb within: "called the plan to move the market |
    shameful"."""
    thing = tree.child(verb, "dobj", "oprd") if tree.lemma[verb] in RENDERS - {"make", "treat", "think"} else None
    if thing is None:
        return None
    last = max((k for k in tree.below(thing) if tree.word[k][:1].isalpha()), default=thing)
    inner = tree.head[last]
    hung = tree.tag[last].startswith("JJ") and tree.dep[last] in ("oprd", "acomp", "advcl", "ccomp", "xcomp")
    if not hung or inner == thing or not tree.is_verb(inner) or tree.lemma[inner] in RENDERS | {"be", "keep"}:
        return None
    return last if value_of(tree.word[last], tree.lemma[last]) else None
