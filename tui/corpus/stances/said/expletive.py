"""A deed that "it" stands for beforehand and that is judged: "found it right to build it", "it was a crime for them to
go on with it"."""

from __future__ import annotations

from tui.corpus.stances.said.borders import COPULAS
from tui.corpus.stances.said.judging import Judged
from tui.corpus.stances.said.verdicts import EASE
from tui.text.wordlist import wordlist

CALLS = wordlist("call consider find think deem judge term declare label regard see believe feel")
_CLAUSES = frozenset({"advcl", "xcomp", "acl", "relcl", "ccomp"})


def judged_deed(way: Judged, clause: int) -> tuple[int, int, int] | None:
    """What an infinitive is called by way of "it": the word that judges it, its value, and the verb that says so; None
    where it is no such clause or nothing is said of its worth."""
    tree, above = way.tree, way.tree.head[clause]
    to = any(tree.word[c] == "to" and tree.dep[c] in ("aux", "mark") for c in tree.children[clause])
    if not to or tree.dep[clause] not in _CLAUSES or above > clause:
        return None
    verb = above if tree.is_verb(above) else tree.head[above]
    word = _called(way, verb) if tree.lemma[verb] in CALLS else way.predicate_word(verb) if _is(way, verb) else None
    if word is None or word > clause or (above not in (verb, word)) or tree.word[word] in EASE:
        return None
    copula = tree.lemma[verb] in COPULAS
    if copula and above == verb and not any(tree.word[c] == "for" for c in tree.children[clause]):
        return None  # the way itself goes over "it is wrong to"
    value = way.predicate(verb) if copula else way.worth(word)
    return (word, value, verb) if value else None


def _is(way: Judged, verb: int) -> bool:
    """ "it is a", with nothing else that "it" could be than the clause behind."""
    tree = way.tree
    subject = tree.child(verb, "nsubj", "expl")
    return tree.lemma[verb] == "be" and subject is not None and tree.word[subject] == "it"


def _called(way: Judged, verb: int) -> int | None:
    """The word that "it" is called: "scandal" of "called it a scandal to"."""
    tree = way.tree
    it = next((c for c in range(verb + 1, min(verb + 3, len(tree))) if tree.word[c] == "it"), None)
    if it is None:
        return None
    told = [c for c in tree.children[verb] if c > it and tree.dep[c] in ("oprd", "ccomp", "acomp", "xcomp", "attr")]
    return next((c for c in told if tree.tag[c].startswith(("JJ", "NN"))), None)
