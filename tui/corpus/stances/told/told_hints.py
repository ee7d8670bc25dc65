"""Words that only report what is so or happens ("wages had risen") or who is meant, with no word of what is thought of
it."""

from __future__ import annotations

import re
from itertools import pairwise

from tui.corpus.issues import POINTS_BACK
from tui.corpus.stances.asked.hinted import GENERAL, describes
from tui.corpus.stances.asked.targets import Target
from tui.corpus.stances.lexicon import noun_effect
from tui.corpus.stances.said.borders import COPULAS
from tui.corpus.stances.said.nouns import Path
from tui.corpus.stances.tree import SUBJECTS, Tree
from tui.corpus.stances.way.path import Way
from tui.model import Attribution

_IN_THAT_LIGHT = re.compile(
    r"\b(?:in|to|with|for|on|at|under) (?:this|that|such|these) "
    r"(?:light|regard|context|end|respect|sense|connection|spirit|effect|way|purpose|time|circumstances)\b",
    re.IGNORECASE,
)
TELLS = ("say.", "tell.", "according.", "quotation.", "think.", "expect.")  # frames that take no side by themselves


def only_told(way: Way, target: Target, path: Path, said: Attribution) -> bool:
    """Whether a hint is what is reported as a fact ("the week's intervention came before noon", "the bank intervened"),
    or is said of nobody ("no one thinks much of removal"): how it is meant there, its own words do not tell."""
    tree, k = way.tree, target.word
    if "nobody" in tree.word or any(pair == ("no", "one") for pair in pairwise(tree.word)):
        return True
    only = all(word in ("not", target.label) for word, _ in path.chain) and not path.taken and not path.will
    bare = only and len(path.chain) == 1
    if (
        bare
        and tree.tag[k] in ("JJR", "RBR")
        and (tree.dep[k] == "amod" or any(tree.dep[c] == "conj" for c in tree.children[k]))
    ):
        return True  # "we still have lower fees", "can be lower or higher": how things are
    if not path.taken and not path.judged and describes(tree, k, way.cue, way.holds):
        return True
    said_of_it = way.predicate_word(tree.head[k]) if only and tree.dep[k] in SUBJECTS else None
    if said_of_it is not None and tree.is_noun(said_of_it) and not way.value(said_of_it):
        return True  # "replacing it would be a matter for the council"
    if tree.is_noun(k) and said.kind in ("indirect", "direct") and _is_news(way, target, path):
        return True
    if _only_there(way, target, path, said):
        return True
    if not (path.taken or path.will or path.judged) and (_anothers_deed(way, k) or _change(way, k, path)):
        return True
    past = tree.tag[k] == "VBD" or (tree.tag[k] == "VBN" and bool(tree.auxiliaries(k) & {"has", "have", "had"}))
    return bare and said.kind == "indirect" and (tree.is_noun(k) or (past and not way.holds(k)))


def _is_predicate(tree: Tree, k: int) -> bool:
    """Whether a word is what something is said to be: "it is illegal", "it is treated as a danger"."""
    over = tree.head[k]
    return (tree.dep[k] in ("acomp", "attr", "oprd") and tree.lemma[over] in COPULAS) or tree.word[over] == "as"


def points_back(tree: Tree, k: int) -> bool:
    """Whether a sentence with a word in it points to what was named before ("recognise the region"), or the word is
    what something is said to be."""
    told = _IN_THAT_LIGHT.sub("", "".join(tree.cased(j) + " " for j in range(len(tree)) if tree.dep[j] != "mark"))
    return POINTS_BACK.search(told) is not None or _is_predicate(tree, k)


def _only_there(way: Way, target: Target, path: Path, said: Attribution) -> bool:
    """Whether a noun or adjective of the watchlist stands in what is told, not as what is said of anything nor of a
    term, and nothing on the way takes a side: "passengers face a crisis of trust in their rights"."""
    tree, k = way.tree, target.word
    if tree.is_verb(k) or target.whole or target.among or path.taken or path.done or _is_predicate(tree, k):
        return False
    return said.frame.startswith((*TELLS, "own."))


def tells_a_deed(tree: Tree, target: Target) -> bool:
    """Whether a target is a hint of one word, no adjective: a deed, which may be done to anything; not where it is that
    of what is pointed at ("this bond can deliver more")."""
    if target.kind != "hint" or " " in target.label or tree.tag[target.word].startswith("JJ"):
        return False
    sides = (c for c in tree.children[target.word] if tree.dep[c] in ("nsubj", "dobj", "nsubjpass"))
    return not any(tree.word[c] in ("this", "these", "such") for side in sides for c in tree.children[side])


def tells_whom(tree: Tree, k: int, cue: frozenset[int]) -> bool:
    """Whether a word only tells who is called on: "calls on those who have not signed the pact"."""
    for at in (k, *tree.above(k)):
        whom = tree.head[at]
        if tree.dep[at] == "relcl" and tree.negated(at) and tree.dep[whom] in ("pobj", "dobj"):
            over = tree.head[whom]
            return over in cue or tree.head[over] in cue
    return False


def _anothers_deed(way: Way, k: int) -> bool:
    """Whether a hint's verb is what somebody else is told to do or what a plan is told to contain: "the council was
    following a course of raising it", "the plans include raising it"."""
    tree = way.tree
    doing = next((a for a in (k, *tree.above(k)) if tree.is_verb(a) and tree.child(a, "nsubj") is not None), None)
    if not tree.is_verb(k) or tree.lemma[k] not in GENERAL or doing is None or doing in way.cue or tree.negated(doing):
        return False
    subject = tree.child(doing, "nsubj")
    helpers = tree.auxiliaries(doing)
    fact = helpers <= {"is", "are", "was", "were", "be", "been", "has", "have", "had"}
    return fact and subject is not None and tree.is_noun(subject) and not way.holds(doing)


def _change(way: Way, k: int, path: Path) -> bool:
    """Whether a hint's noun is a change of how much there is, told with no word of what is thought of it: "the increase
    in prices came in May"."""
    return len(path.chain) == 1 and way.tree.is_noun(k) and way.tree.lemma[k] in GENERAL


def _is_news(way: Way, target: Target, path: Path) -> bool:
    """Whether a hint's noun is what something happens to, with no word of what is thought of it: "wages had risen"."""
    tree, k = way.tree, target.word
    felt = any(word != target.label and (word == "not" or noun_effect(word)[1]) for word, _ in path.chain[1:])
    happens = tree.dep[k] in SUBJECTS and tree.lemma[tree.head[k]] not in COPULAS
    return happens and not (felt or path.taken or path.judged or path.will)
