"""What holds a thing back: tariffs, quotas, limits. They point the way of restricting, what they are on the other."""

from __future__ import annotations

from collections.abc import Container
from itertools import islice

from tui.corpus.issues import find_words
from tui.corpus.stances.asked.naming import restrains
from tui.corpus.stances.asked.proposition import Aim
from tui.corpus.stances.lexicon import lexicon
from tui.corpus.stances.phrasing import LESS, MORE
from tui.corpus.stances.tree import INDEFINITE, Tree
from tui.model import Issue
from tui.text.wordlist import wordlist

# What lets so much through and no more.
_BOUNDS = wordlist("quota limit ceiling cap")
_SIZES = wordlist("raise increase rise expand expansion cut reduce reduction lower")
_STEPS_UP = 3  # words over a bound among which what is done with it stands


def of_what_restrains(tree: Tree, k: int, found: Container[int]) -> bool:
    """ "import" in "import tariff cuts": it tells which tariff is cut."""
    following = k + 1 in found and tree.lemma[k + 1] in lexicon().restraints
    return following and tree.head[k] == tree.head[k + 1] and tree.dep[k] == tree.dep[k + 1] == "compound"


def bounds(tree: Tree, k: int, aim: Aim) -> bool:
    """Whether a bound is raised or lowered, so that it goes with what it bounds: to raise a quota is to let more
    through."""
    if tree.lemma[k] not in _BOUNDS or not restrains(tree.lemma[k], aim):
        return False
    sized = any(tree.lemma[above] in _SIZES for above in islice(tree.above(k), _STEPS_UP))
    return sized or any(tree.word[c] in MORE | LESS for c in tree.children[k])


def another_one(tree: Tree, k: int, term: str, issue: Issue, aim: Aim, told: frozenset[str]) -> bool:
    """Whether a term of one word is said of one that other nouns make another: "a cheap telephone tariff" where tariffs
    on imports are meant; `told` are the common words of the issue's descriptions."""
    indefinite = any(tree.word[c] in INDEFINITE for c in tree.children[k])
    if " " in term or not indefinite or tree.lemma[k] not in lexicon().restraints:
        return False
    nouns = [c for c in tree.children[k] if tree.tag[c] in ("NN", "NNS") and c < k]
    named, known = " ".join((issue.name, *issue.terms)), aim.names | aim.marks | told
    return any(
        tree.word[c].isalpha() and not find_words(tree.word[c], named) and tree.word[c] not in known for c in nouns
    )
