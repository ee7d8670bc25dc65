"""The general words of stance, from lexicon.yaml: what a verb, noun or adjective does to the thing it governs."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from msgspec import Struct

from tui.corpus import wordnet
from tui.text.shipped import shipped_yaml


class Lexicon(Struct, frozen=True):
    """`verbs` gives +1 or -1 for what a verb does to its object, `attitudes` those that are a stand in themselves."""

    verbs: dict[str, int]
    attitudes: frozenset[str]
    adjectives: dict[str, int]  # attitudes of persons
    nouns: dict[str, int]
    restraints: frozenset[str]  # nouns of what holds its object back
    rules: frozenset[str]  # nouns of what orders or forbids, restraints among them
    through_nouns: frozenset[str]
    carriers: frozenset[str]  # nouns of what is made for a thing, so that a side on one is a side on the other
    through_verbs: frozenset[str]
    pointing: frozenset[str]
    talk: frozenset[str]
    speech: frozenset[str]
    open: frozenset[str]
    denies: frozenset[str]
    impersonal: frozenset[str]
    presents: frozenset[str]
    values: dict[str, int]  # adjectives and nouns that evaluate
    value_verbs: dict[str, int]
    idioms: dict[str, int]
    phrases: dict[str, int]  # a verb with its adverb, its object, or its preposition and noun
    states: dict[str, int]  # where a thing is or comes to: "in force", "to end"
    outcomes: frozenset[str]
    leads: frozenset[str]  # nouns of what leads to something
    unrated: frozenset[str]
    mends: frozenset[str]  # verbs whose object is an ill that they do away with
    lessening: frozenset[str]
    merits: frozenset[str]  # nouns of what is good of a thing: "the wisdom of"
    telling: frozenset[str]  # nouns of what is told or shown by a clause
    families: tuple[tuple[frozenset[str], frozenset[str]], ...]


def _signed(rows: dict[str, Any], good: tuple[str, ...], bad: tuple[str, ...]) -> dict[str, int]:
    signed = {str(word): 1 for key in good for word in rows[key]}
    return signed | {str(word): -1 for key in bad for word in rows[key]}


@cache
def lexicon() -> Lexicon:
    """The lexicon that ships with the package."""
    rows: dict[str, Any] = shipped_yaml(__package__, "lexicon.yaml")
    return Lexicon(
        verbs=_signed(rows, ("brings", "likes"), ("ends", "dislikes")),
        attitudes=frozenset([*rows["likes"], *rows["dislikes"]]),
        adjectives=_signed(rows, ("glad",), ("loth",)),
        nouns=_signed(rows, ("for-nouns",), ("against-nouns",)),
        restraints=frozenset(rows["restraints"]),
        rules=frozenset([*rows["orders"], *rows["restraints"]]),
        through_nouns=frozenset(rows["through-nouns"]),
        carriers=frozenset(rows["carrying-nouns"]),
        through_verbs=frozenset(rows["through-verbs"]),
        pointing=frozenset(rows["pointing-nouns"]),
        talk=frozenset(rows["talk-nouns"]),
        speech=frozenset(rows["speech"]),
        open=frozenset(rows["open"]),
        denies=frozenset(rows["denies"]),
        impersonal=frozenset(rows["impersonal"]),
        presents=frozenset(rows["presents"]),
        values=_signed(rows, ("good",), ("bad",)),
        idioms=_signed(rows["idioms"], ("good",), ("bad",)),
        phrases=_signed(rows["phrases"], ("good",), ("bad",)),
        states=_signed(rows["states"], ("holds",), ("gone",)),
        outcomes=frozenset(rows["outcomes"]),
        leads=frozenset(rows["leading-nouns"]),
        unrated=frozenset(rows["unrated"]),
        mends=frozenset(rows["mending-verbs"]),
        lessening=frozenset(rows["lessening"]),
        merits=frozenset(rows["merits"]),
        telling=frozenset(rows["telling-nouns"]),
        value_verbs=_signed(rows, ("good-verbs",), ("bad-verbs",)),
        families=tuple((frozenset(row["for"]), frozenset(row["against"])) for row in rows["families"].values()),
    )


@cache
def _valences() -> dict[str, int]:
    good, bad = files(__package__).joinpath("valence.txt").read_text(encoding="ascii").splitlines()
    return dict.fromkeys(good.split(), 1) | dict.fromkeys(bad.split(), -1)


def value_of(word: str, lemma: str) -> int:
    """Whether an adjective or noun speaks well (1) or ill (-1), by the lexicon, else by valence.txt."""
    words = lexicon()
    for form in (word, lemma):
        if form in words.values:
            return words.values[form]
    if word.startswith("un") and word.endswith("able") and word not in words.unrated:
        return -1  # "unworkable"
    return 0 if lemma in words.unrated or word in words.unrated else _valences().get(word) or _valences().get(lemma, 0)


def harm_or_help(lemma: str) -> int:
    """Whether a verb does its object good (1) or harm (-1); 0 where it tells, wants or changes how much there is."""
    words = lexicon()
    if lemma in words.value_verbs:
        return words.value_verbs[lemma]
    other = words.verbs.keys() | words.speech | words.open | words.denies | words.unrated
    return 0 if lemma in other else _valences().get(lemma, 0)


@cache
def noun_effect(lemma: str) -> tuple[int, bool]:
    """What a noun does to its object ("cancellation of": -1, "support for": 1), and whether it is an attitude."""
    words = lexicon()
    if lemma in words.nouns:
        return words.nouns[lemma], True
    if lemma in words.verbs and lemma not in ("work", "state", "stand", "need", "proceed"):
        return words.verbs[lemma], lemma in words.attitudes
    for verb in wordnet.derived(lemma, "n", "v"):
        if verb in words.verbs:
            return words.verbs[verb], verb in words.attitudes
    if lemma.endswith("ing") and (done := wordnet.verb_of(lemma)) in words.verbs and done is not None:
        return words.verbs[done], done in words.attitudes  # "the lifting of"
    return 0, False


def is_general(word: str) -> bool:
    """Whether a word keeps, turns or judges whatever it is said with."""
    words = lexicon()
    return word in words.verbs or word in words.values or word in words.value_verbs or word in words.through_nouns
