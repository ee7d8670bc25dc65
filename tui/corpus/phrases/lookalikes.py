"""What keeps a close spelling from being another word: countries, other names, words the corpus uses for itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from msgspec import Struct
from rapidfuzz.distance import OSA

from tui.corpus.actors import countries
from tui.corpus.phrases.vocabulary import Close
from tui.text.forenames import is_forename
from tui.text.sounds import skeleton
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
                if skeleton(word) != skeleton(other) or (known and foreign):
                    continue
                if known and alone and not slip(word, other):
                    continue
            found.append(one)
        return found


_SLIP_LENGTH = 7  # letters, from which on a vowel more or less is a slip: "azerbajan", not "marta" and "marita"
_SAME_VOWELS = str.maketrans("yj", "ii")


def slip(word: str, other: str) -> bool:
    """Whether two names of one skeleton are one name with a vowel left out or put in, or with y for i, and not two
    names ("andersen" and "anderson", "daniel" and "daniela", a first name)."""
    if min(len(word), len(other)) < _SLIP_LENGTH or word[-1] != other[-1] or is_forename(other):
        return False
    one, two = word.translate(_SAME_VOWELS), other.translate(_SAME_VOWELS)
    return one == two or (len(one) != len(two) and OSA.distance(one, two) == 1)


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
