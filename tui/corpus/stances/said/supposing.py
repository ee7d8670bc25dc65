"""What is said of another day, of another degree or on a supposition: "it would have been wrong in the nineties", "must
not be raised by more than a tenth", "on condition that they drop it". None of it is a stand on the thing itself now."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.corpus.stances.tree import Tree
from tui.text.wordlist import wordlist

_CLAUSES = frozenset({"ccomp", "acl", "relcl", "advcl", "xcomp", "conj", "parataxis"})
_HAVE = frozenset({"have", "'ve", "’ve"})
_WOULD = frozenset({"would", "could", "should", "might", "'d", "’d"})
_DAYS = wordlist("time day year decade century era period moment age war")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_DECADES = wordlist("twenties thirties forties fifties sixties seventies eighties nineties")
_THOSE = frozenset({"that", "those"})
_THEN = wordlist("then ago formerly previously originally once")
_WHEN = frozenset({"in", "at", "during", "before", "under", "back"})
_NO_DEGREE = frozenset({"better", "worse", "rather", "other", "sooner"})
_COMPARED = frozenset({"JJR", "RBR"})
# Verbs that only make a step smaller where a step is their object: "to reduce the planned rise".
_LESSENS = wordlist("reduce cut lower limit trim shrink moderate halve scale")
_CASES = frozenset({"case", "event", "circumstance"})
_SUCH = frozenset({"this", "that", "such", "these", "those", "which"})


def at_another_time(tree: Tree, verb: int, quoted: bool) -> bool:
    """Whether a verb tells what was or would have been on a day that is over. In reported speech (`quoted` False) a
    past tense alone tells nothing of the day."""
    helpers = {tree.word[c] for c in tree.children[verb] if tree.dep[c] in ("aux", "auxpass")}
    unreal = bool(helpers & _WOULD) and bool(helpers & _HAVE)
    past = quoted and tree.tag[verb] == "VBD" and not helpers
    return (unreal or past) and any(_tells_a_day(tree, k) for k in _own_words(tree, verb))


def _own_words(tree: Tree, verb: int) -> Iterator[int]:
    """The words of a verb's clause and of its subject, without the clauses under it."""
    waiting = [verb]
    while waiting:
        k = waiting.pop()
        yield k
        waiting += [c for c in tree.children[k] if tree.dep[c] not in _CLAUSES or not tree.is_verb(c)]


def _tells_a_day(tree: Tree, k: int) -> bool:
    if tree.word[k] in _THEN and tree.dep[k] == "advmod" and tree.is_verb(tree.head[k]):
        return True
    if _is_a_year(tree.word[k]) and any(tree.word[a] in _WHEN for a in tree.above(k)):
        return True
    if tree.dep[k] != "pobj" or tree.word[tree.head[k]] not in _WHEN:
        return False
    told = any(tree.word[c] in _THOSE or _is_a_year(tree.word[c]) for c in tree.children[k])
    return tree.lemma[k] in _DAYS and told


def _is_a_year(word: str) -> bool:
    """ "1998", "1990s", "nineties"."""
    return _YEAR.search(word) is not None or word in _DECADES


def of_a_degree(tree: Tree, verb: int) -> bool:
    """Whether what a negation denies is how much: "must not rise faster than wages", "by no more than a tenth"."""
    under = [k for k in tree.below(verb) if k > verb]
    than = next((k for k in under if tree.word[k] == "than" and tree.word[k - 1] not in _NO_DEGREE), None)
    before = (k for k in under if than is not None and k < than)
    return any(tree.tag[k] in _COMPARED and tree.word[k] not in _NO_DEGREE for k in before)


def smaller_step(tree: Tree, verb: int, step: int, sign: int) -> bool:
    """Whether a verb makes less of a change that serves the proposition (`sign` so far): that is not against it."""
    return sign > 0 and tree.lemma[verb] in _LESSENS and tree.dep[step] in ("dobj", "nsubjpass")


def supposed(tree: Tree, word: int) -> bool:
    """Whether a word stands in what holds only on a condition that a noun tells: "on condition they would not", "in
    that case it would be"."""
    for k in (word, *tree.above(word)):
        if tree.lemma[k] == "condition" and tree.word[tree.head[k]] == "on" and tree.dep[k] == "pobj":
            return k != word
        if tree.is_verb(k) and tree.auxiliaries(k) & _WOULD and _in_such_a_case(tree, k):
            return True
    return False


def _in_such_a_case(tree: Tree, verb: int) -> bool:
    for c in tree.children[verb]:
        case = tree.child(c, "pobj") if tree.word[c] in ("in", "under") else None
        if case is not None and tree.lemma[case] in _CASES and any(tree.word[g] in _SUCH for g in tree.children[case]):
            return True
    return False
