"""What keeps a close spelling from being another word: countries, other names, words the corpus uses for itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

from msgspec import Struct
from rapidfuzz.distance import OSA

from tui.corpus.actors import countries
from tui.corpus.phrases.vocabulary import Close
from tui.text.forenames import is_forename
from tui.text.sounds import bones, first_sound, skeleton, vowels_of
from tui.text.words import phrase


class Guard(Struct, frozen=True):
    """What keeps a close spelling from being another word: names and countries, and words the corpus uses for itself.

    `names` are folded words of the corpus' names, `countries` gives a code for a folded word that names a country,
    its people or its capital.
    """

    names: frozenset[str] = frozenset()
    countries: Callable[[str], str | None] = lambda word: None

    def allowed(self, word: str, close: Iterable[Close], *, alone: bool, own_words: frozenset[str]) -> list[Close]:
        """Those that may stand for `word`.

        `alone` tells that `word` is a phrase by itself; `own_words` are those of everything asked for under one name.
        """
        names, countries = self.names, self.countries
        country = countries(word)
        found = []
        for one in close:
            other = one.word
            if other in own_words:
                continue
            if one.edits > 1 and other[0] != word[0] and skeleton(word) != skeleton(other):
                continue
            its_country = countries(other)
            foreign = its_country is not None and its_country != country
            if foreign or other in names:
                # A word that names somebody or somewhere itself is not another's name written differently, but
                # "Afganistan" is.
                known = word in names or country is not None
                if known and alone and not foreign:
                    if not slip(word, other):
                        continue
                elif skeleton(word) != skeleton(other) or (known and foreign):
                    continue
            found.append(one)
        return found


_SLIP_LENGTH = 7  # letters, from which on a vowel more or less is a slip: "azerbajan", not "marta" and "marita"
_SHORTEST_SLIP = 6
_VOWEL_LENGTH = 8  # and another vowel within: "venezuala", not "martens" and "mertens"
_CONSONANT_LENGTH = 10  # and another consonant, or another vowel at the end
_SAME_VOWELS = str.maketrans("yj", "ii")
_VOWELS = frozenset("aeiouy")
_DOUBLED = re.compile(r"(.)\1+")


def slip(word: str, other: str) -> bool:
    """Whether two names are one with a slip of the pen or in another transcription, and not two names ("andersen" and
    "anderson", "petrov" and "petrova", "daniel" and "daniela", a first name)."""
    shortest = min(len(word), len(other))
    if shortest < _SHORTEST_SLIP or is_forename(other):
        return False
    one, two = (_DOUBLED.sub(r"\1", form.translate(_SAME_VOWELS)) for form in (word, other))
    if one == two or _heard_alike(word, other) or _same_but_h(one, two):
        return True
    if shortest < _SLIP_LENGTH or OSA.distance(one, two) > 1:
        return False
    if len(one) != len(two):
        return word[-1] == other[-1] and skeleton(word) == skeleton(other)
    at = next((place for place, letter in enumerate(one) if letter != two[place]), 0)
    vowels = one[at] in _VOWELS and two[at] in _VOWELS
    if vowels and at < len(one) - 2:
        return shortest >= _VOWEL_LENGTH
    return at > 0 and shortest >= _CONSONANT_LENGTH and (vowels or at < len(one) - 2) and _end(word) == _end(other)


def _heard_alike(word: str, other: str) -> bool:
    if min(len(word), len(other)) < _SLIP_LENGTH or first_sound(word) != first_sound(other):
        return False
    return bones(word)[1:] == bones(other)[1:] and _sounds(word) == _sounds(other)


def _same_but_h(one: str, two: str) -> bool:
    return (
        len(one) > _SLIP_LENGTH
        and len(one) != len(two)
        and one[0] == two[0]
        and one.replace("h", "") == two.replace("h", "")
    )


def _end(word: str) -> str:
    """The last consonant of a word: that of "anderson" is not changed by its vowel."""
    return next((letter for letter in reversed(word) if letter not in _VOWELS), "")


def _sounds(word: str) -> str:
    """A word's vowels as they sound, those that a transcription puts in or leaves out at its edges left out."""
    return vowels_of(word).lstrip("i")


def common(word: str, own: int, other: str, often: int) -> bool:
    """Whether a close word is one that the corpus uses for itself, and not a slip or another spelling of `word`.

    `own` and `often` are the numbers of articles that have `word` and the close one. Where the corpus lacks `word`, a
    common word may be the spelling that it has instead.
    """
    return often >= 5 and own > 0 and often * 10 >= own and skeleton(word) != skeleton(other)


def country_of(word: str) -> str | None:
    """The code of the country that a folded word names, or whose people, adjective or capital it is."""
    return _country_words().get(word)


@cache
def _country_words() -> dict[str, str]:
    known: dict[str, str] = {}
    for country in countries.countries():
        for form in (*country.names, *country.adjectives, *country.peoples, *country.capitals):
            words = phrase(form)
            if len(words) == 1:
                known.setdefault(words[0], country.code)
    return known
