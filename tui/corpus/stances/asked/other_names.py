"""By which other words a watchlist itself names what its proposition is on: the alternatives of a description
("fees/charges" where fees are asked for), and names blended from one and a deed ("Grexit" of Greece and exit)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from tui.corpus import wordnet
from tui.corpus.stances.tree import INDEFINITE, Tree

_FEW = 3  # alternatives that are likely other names of one thing
_SHORTEST = 4  # letters of a deed at the end of a name; of three, too many words end so by chance


def alternatives(descriptions: Iterable[str], known: frozenset[str], kin: bool = False) -> frozenset[str]:
    """The nouns that stand in a description as alternatives to one of the words known, all in the singular; with `kin`
    of many only those of its kind: beside what there should be more or less of, a reader lists what else is measured
    ("catches/landings/quotas/prices"), and more of that is another thing."""
    found: set[str] = set()
    for slot in _slots(descriptions):
        if len(slot) > 1 and not known.isdisjoint(slot):
            nouns = {word for word in slot if wordnet.knows(word, "n") or word.endswith("a")}
            found |= {
                word for word in nouns if not kin or len(slot) <= _FEW or any(_of_one_kind(word, own) for own in known)
            }
    return frozenset(found - known)


def _of_one_kind(word: str, other: str) -> bool:
    return wordnet.akin(word, other) or word in wordnet.synonyms(other, "n") or other in wordnet.synonyms(word, "n")


def _slots(descriptions: Iterable[str]) -> Iterator[frozenset[str]]:
    for description in descriptions:
        for part in description.split():
            yield frozenset(wordnet.singular(word) for word in part.strip("()").split("/") if word.islower())


@lru_cache(maxsize=1024)
def blended(term: str, deeds: frozenset[str], names: frozenset[str]) -> str:
    """The deed that a name of one word ends in, where it begins like one of the proposition's names; else ""."""
    low = term.lower()
    if not term.isalpha() or not term[:1].isupper():
        return ""
    for deed in deeds:
        first = low.removesuffix(deed)
        if len(deed) >= _SHORTEST and 1 < len(first) < len(low) and any(name.startswith(first) for name in names):
            return deed
    return ""


def bare(tree: Tree, k: int) -> bool:
    """Whether nothing stands with a name that makes it one of several, and it is not the name of something else."""
    return (
        tree.is_noun(k)
        and tree.dep[k] not in ("compound", "nmod", "amod")
        and not any(
            tree.dep[c] in ("amod", "compound", "nmod", "poss", "relcl") or tree.word[c] in INDEFINITE
            for c in tree.children[k]
        )
    )
