"""What keeps a close spelling from being another word: countries, other names, words the corpus uses for itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from tui.corpus import countries
from tui.corpus.vocabulary import Close

_SOUNDS = (
    ("ph", "f"), ("kh", "h"), ("gh", "g"), ("ck", "k"), ("sch", "s"), ("sh", "s"), ("dzh", "j"), ("dj", "j"),
    ("zh", "j"), ("c", "k"), ("q", "k"), ("z", "s"), ("w", "v"), ("x", "ks"),
)  # fmt: skip


@cache
def skeleton(word: str) -> str:
    """What two spellings of one word share: its first letter, consonants, doubled ones once, like sounds as one."""
    bones = word
    for letters, sound in _SOUNDS:
        bones = bones.replace(letters, sound)
    kept = [letter for letter in bones if letter not in "aeiouy"]
    once = [letter for at, letter in enumerate(kept) if not at or kept[at - 1] != letter]
    return word[:1] + "|" + "".join(once)


@dataclass(frozen=True, slots=True)
class Guard:
    """What keeps a close spelling from being another word: names and countries, and words the corpus uses for itself.

    `names` are folded words of the corpus' names, `countries` gives a code for a folded word that names a country,
    its people or its capital, `articles` the number of articles that have a word.
    """

    names: frozenset[str] = frozenset()
    countries: Callable[[str], str | None] = lambda word: None
    articles: Callable[[int], int] = lambda word: 0

    def lets(self, word: str, own: int | None, close: Close, *, alone: bool, own_words: frozenset[str]) -> bool:
        """Whether `close` may stand for `word`.

        `own` is the id of `word` itself where the corpus has it, `alone` whether it is a phrase by itself, and
        `own_words` are those of everything that is asked for under one name.
        """
        if close.word in own_words:
            return False
        alike = skeleton(word) == skeleton(close.word)
        if close.edits > 1 and not alike and close.word[:1] != word[:1]:
            return False
        country = self.countries(close.word)
        if country is not None and country != self.countries(word):
            return False
        if close.word in self.names and (alone or not alike):
            return False
        often = self.articles(close.id)
        return alike or often < 5 or own is None or often * 10 < self.articles(own)


@cache
def country_of(word: str) -> str | None:
    """The code of the country that a folded word names, or whose people, adjective or capital it is."""
    for by in (countries.by_name, countries.by_adjective, countries.by_people, countries.by_capital):
        if (found := by(word)) is not None:
            return found.code
    return None
