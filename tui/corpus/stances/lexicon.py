"""The general words of stance, from lexicon.yaml: what a verb, noun or adjective does to the thing it governs."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from msgspec import Struct

from tui.corpus import wordnet


class Lexicon(Struct, frozen=True):
    """`verbs` gives +1 or -1 for what a verb does to its object, `attitudes` those that are a stand in themselves."""

    verbs: dict[str, int]
    attitudes: frozenset[str]
    adjectives: dict[str, int]  # attitudes of persons
    nouns: dict[str, int]
    through_nouns: frozenset[str]
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
    outcomes: frozenset[str]
    families: tuple[tuple[frozenset[str], frozenset[str]], ...]


def _signed(rows: dict[str, Any], good: tuple[str, ...], bad: tuple[str, ...]) -> dict[str, int]:
    signed = {str(word): 1 for key in good for word in rows[key]}
    return signed | {str(word): -1 for key in bad for word in rows[key]}


@cache
def lexicon() -> Lexicon:
    """The lexicon that ships with the package."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    source = files(__package__).joinpath("lexicon.yaml").read_text(encoding="utf-8")
    rows: dict[str, Any] = yaml.load(source, Loader=loader)  # noqa: S506
    return Lexicon(
        verbs=_signed(rows, ("brings", "likes"), ("ends", "dislikes")),
        attitudes=frozenset([*rows["likes"], *rows["dislikes"]]),
        adjectives=_signed(rows, ("glad",), ("loth",)),
        nouns=_signed(rows, ("for-nouns",), ("against-nouns",)),
        through_nouns=frozenset(rows["through-nouns"]),
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
        outcomes=frozenset(rows["outcomes"]),
        value_verbs=_signed(rows, ("good-verbs",), ("bad-verbs",)),
        families=tuple((frozenset(row["for"]), frozenset(row["against"])) for row in rows["families"].values()),
    )


@cache
def noun_effect(lemma: str) -> tuple[int, bool]:
    """What a noun does to its object ("cancellation of": -1, "support for": 1), and whether it is an attitude."""
    words = lexicon()
    if lemma in words.nouns:
        return words.nouns[lemma], True
    if lemma in words.verbs and lemma not in ("work", "state", "stand", "need"):
        return words.verbs[lemma], lemma in words.attitudes
    for verb in wordnet.derived(lemma, "n", "v"):
        if verb in words.verbs:
            return words.verbs[verb], verb in words.attitudes
    return 0, False


def is_general(word: str) -> bool:
    """Whether a word keeps, turns or judges whatever it is said with."""
    words = lexicon()
    return word in words.verbs or word in words.values or word in words.value_verbs or word in words.through_nouns
