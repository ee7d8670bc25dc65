"""Set phrases that take a side, from set_phrases.yaml: "pull the plug on", "put on ice", "a white elephant"."""

from __future__ import annotations

from functools import cache
from typing import Any

from msgspec import Struct

from tui.corpus.stances.tree import Tree
from tui.text.shipped import shipped_yaml
from tui.text.wordlist import wordlist

_HARDLY = wordlist("little less scant")


class SetPhrases(Struct, frozen=True):
    """Each phrase with +1 where it serves what it is said of and -1 where it thwarts that."""

    moves: dict[str, int]
    sides: dict[str, int]
    lacking: frozenset[str]
    places: dict[str, int]
    labels: dict[str, int]


@cache
def set_phrases() -> SetPhrases:
    """The set phrases that ship with the package."""
    rows: dict[str, Any] = shipped_yaml(__package__, "set_phrases.yaml")
    signed = {
        name: dict.fromkeys(map(str, rows[name][good]), 1) | dict.fromkeys(map(str, rows[name][bad]), -1)
        for name, good, bad in (
            ("moves", "for", "against"),
            ("sides", "for", "against"),
            ("places", "for", "against"),
            ("labels", "good", "bad"),
        )
    }
    return SetPhrases(lacking=frozenset(map(str, rows["lacking"])), **signed)


def object_phrase(tree: Tree, verb: int, prep: str) -> tuple[int, bool] | None:
    """What a verb with its own object does to what stands behind a preposition, and whether as an attitude; None where
    the two are no set phrase or the words do not tell."""
    thing = tree.child(verb, "dobj")
    if thing is None or not prep:
        return None
    phrases, lemma, noun = set_phrases(), tree.lemma[verb], tree.lemma[thing]
    before = [tree.word[c] for c in tree.children[thing] if tree.dep[c] in ("amod", "compound", "nmod")]
    forms = [f"{lemma} {noun} {prep}", *(f"{lemma} {word} {noun} {prep}" for word in before)]
    none = tree.negated(thing) or not _HARDLY.isdisjoint(tree.word[c] for c in tree.children[thing])
    if any(form in phrases.lacking for form in forms):
        return (-1, True) if none else None
    for form in forms:
        if sign := phrases.moves.get(form, phrases.sides.get(form, 0)):
            return None if none and sign < 0 else (-sign if none else sign, form in phrases.sides)
    return None


def label(tree: Tree, noun: int) -> int:
    """Whether a noun with the words about it is a name for what is good (1) or bad (-1): "a white elephant", "a kick in
    the teeth"; 0 for any other."""
    labels, lemma = set_phrases().labels, tree.lemma[noun]
    for c in tree.children[noun]:
        beside = tree.dep[c] in ("amod", "compound", "nmod", "poss", "advmod", "acl")
        told = labels.get(f"{tree.word[c]} {lemma}", 0) or labels.get(f"{lemma} {tree.word[c]}", 0)
        if beside and told:
            return told
        what = tree.child(c, "pobj") if tree.dep[c] == "prep" else None
        if what is not None:
            into = f"{lemma} {tree.word[c]}"
            forms = [
                f"{into} {tree.lemma[what]}",
                *(f"{into} {tree.word[g]} {tree.lemma[what]}" for g in tree.children[what]),
            ]
            if told := next((labels[form] for form in forms if form in labels), 0):
                return told
    return labels.get(lemma, labels.get(tree.word[noun], 0))
