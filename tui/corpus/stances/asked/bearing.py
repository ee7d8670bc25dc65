"""What bears the name of a proposition's thing without being its word: "the ferry scheme" where a ferry law is asked
for, "the ID plan" where a term says "ID cards". What is somebody's own ("its ferry plans") may be another."""

from __future__ import annotations

from functools import lru_cache

from tui.corpus.stances.asked.naming import effect_of
from tui.corpus.stances.asked.proposition import Aim
from tui.corpus.stances.tree import Tree
from tui.model import Issue
from tui.text.wordlist import wordlist

# What is put forward or laid down; a decision or a policy may as well be one against it.
_PUT_FORWARD = wordlist(
    "scheme plan proposal programme program provision option idea project initiative legislation bill"
)
_BEFORE = frozenset({"compound", "nummod", "nmod", "amod"})


def bears_its_name(tree: Tree, k: int, issue: Issue, aim: Aim) -> int:
    """What more of a thing does to a proposition by the word right before it; 0 where that names another thing."""
    if aim.asks != "ought" or aim.thing <= 0 or aim.lasting or tree.lemma[k] not in _PUT_FORWARD or k == 0:
        return 0
    before = k - 1
    whose = any(tree.dep[c] == "poss" for c in tree.children[k])
    if whose or before not in tree.children[k] or tree.dep[before] not in _BEFORE:
        return 0
    return aim.thing if tree.word[before] in _marks(issue, aim) else 0


@lru_cache(maxsize=256)
def _words_before(terms: tuple[str, ...], heads: frozenset[str]) -> frozenset[str]:
    return frozenset(
        term.lower().split()[0] for term in terms if len(term.split()) == 2 and term.split()[0] not in heads
    )


def _marks(issue: Issue, aim: Aim) -> frozenset[str]:
    """The words that tell the thing: those before it in the proposition, and in terms of two words that name it."""
    named = tuple(term for term in issue.terms if effect_of(term, aim) == aim.thing)
    return aim.marks | _words_before(named, aim.agents)
