"""How much alike two names are that may mean one actor: other transliterations, slips of the pen, order, parts.

Words are compared by their bones: what sounds alike made one, vowels left out. Names are then laid side by side, each
word of the shorter with one of the longer, in any order; what the longer has besides must be such that names lack it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA, JaroWinkler

from tui.corpus.actors.countries import Country, by_adjective, by_name, by_other_language, folded
from tui.text.body_words import in_english
from tui.text.forenames import is_forename, sex_of
from tui.text.sounds import bones, first_sound, glides, long_vowels, single, three_vowels, vowels_of
from tui.text.transcriptions import (
    is_short_abroad,
    is_short_for,
    one_first_name,
    one_in_chinese,
    one_in_korean,
    without_servant,
)
from tui.text.word_classes import GENERATIONS, LEGAL_FORMS, PARTICLES
from tui.text.wordlist import wordlist

# Scores, of 100, of what is offered and never made: they put the surest pairs at the head of the list.
_SECOND_SURNAME = 84.0
_TRANSCRIBED, _JOINED_ALIKE = 88.0, 0.9
_JOINED, _KIND_LEFT_OUT = 95.0, 88.0  # "exxonmobil" and "exxon mobil", "borg" and "borg motors"
# Scores, of 1, of two words, on the scale of `alike`: a familiar form leaves more open than a translated name does,
# since several names may share it ("Bill", "Billy"), and all are below the 1 of the same word.
_FAMILIAR = 0.85  # of "bill" and "william", where the rest is the same
_FIRST_NAME = 0.95  # of one first name in two languages
_SERVANT = "abdu"
# An initial has this score with its word, so that "J. Borg" is still laid beside "Jan Borg", and nothing vaguer is.
ALIKE = 0.8  # the least that one word must be of another
_SMALL = (
    wordlist("of for and the in on to a an at und et")
    | PARTICLES
    | wordlist("af av zu zur du le abu ibn ben del della dello des do dos das les los las e")
)
# What the name of a body may have or lack, and still be the body's.
GENERIC = LEGAL_FORMS | wordlist(
    """
    corporation co company limited group holdings holding international industries gmbh spa oao ooo zao pao ab oy as
    kg kgaa bv srl llp lp sarl saa sab oyj nk ojsc pjsc jsc sas kk tbk bhd sdn pte pty aps se pt pvt ltda incorporated
    companies
    """
)
FIRMS = GENERIC | wordlist(
    """
    motor motors brothers stores airlines airways technologies systems partners entertainment pharmaceuticals
    communications telecom steel foods oil energy petroleum bancorp financial laboratories labs records pictures
    studios publishing electronics semiconductor aerospace insurance securities
    """
)
_STOCK = frozenset({"open", "joint", "stock", "public", "closed", "private"})
_WRITTEN_OUT = {
    "labs": "laboratories", "lab": "laboratory", "est": "establishment", "mfg": "manufacturing",
    "pharma": "pharmaceuticals", "tech": "technologies", "intl": "international", "assn": "association",
}  # fmt: skip
_LEAST_STEM = 4  # letters of a word whose plural is taken off
_FORM = re.compile(r" (?:a s|s a|sp z oo|sa de cv|d o o|s r o|s p a|b v|n v|k s)$")
_ARTICLE = re.compile(r"(?<= )[ae]l(?=[b-df-hj-np-tv-z]\w{3,}$)")  # "elmasri", of a surname
_SON = re.compile(r"(\w+)(?: \w+)? (?:bin|ibn|ben) (\w+)")
_LINKS = frozenset({"i", "y", "ye", "ul", "at", "ut"})  # "lashkar-e-", "lashkar-i-", "hizb ul-"
_KINDS = FIRMS | wordlist("board organization organisation movement agency party front network")
_KINDS |= {word.removesuffix("s") for word in _KINDS if len(word) > _LEAST_STEM}
# Each name is compared with all that have a word like one of its own, so the same words and names come again and again:
# merging the names of 4,000 articles took 1.7 times the processor without.
_NAMES, _PAIRS = 1 << 14, 1 << 16  # names, and pairs of words, whose answers are kept
# Words of few letters have many neighbours at one edit, and those are other names: "Borg" and "Berg". The bounds tell
# from how many letters on a difference is rather a slip or a transcription.
_LONE = 7  # letters of a body's one word, from which on a slip is no other word
_LONG = 8  # letters from which on other vowels are another spelling of the name
_SHORT = 5  # letters up to which one vowel makes another name


@lru_cache(maxsize=_NAMES)
def words_of(form: str) -> tuple[str, ...]:
    """The words of a folded name that tell it from another."""
    return tuple(word for word in form.replace("-", " ").split() if word not in _SMALL) or tuple(form.split())


@lru_cache(maxsize=_PAIRS)
def alike(one: str, other: str) -> float:
    """How much alike two words of names are: 0 to 1, 1 for the same."""
    if one == other:
        return 1.0
    if len(one) == 1 or len(other) == 1:
        return ALIKE if one[0] == other[0] else 0.0
    if one_first_name(one, other):
        return _FIRST_NAME
    if one.startswith(_SERVANT) and other.startswith(_SERVANT):
        one, other = one.removeprefix(_SERVANT), other.removeprefix(_SERVANT)
    if (one := one.replace("gh", "q")) == (other := other.replace("gh", "q")):
        return _FIRST_NAME  # Persian
    g = one.replace("h", "g"), other.replace("h", "g")  # Ukrainian has h where Russian has g
    if g != (one, other) and len(one) > _SHORT and single(g[0].replace("y", "i")) == single(g[1].replace("y", "i")):
        return _FIRST_NAME
    if first_sound(one) != first_sound(other):
        return 0.0
    if (score := _spelt(one, other)) is not None:
        return score
    shortest, edits = min(len(one), len(other)), OSA.distance(one, other)
    # What is left is a slip of the pen: an edit puts in, leaves out or changes one letter, or swaps two. Two slips
    # score below one, and words whose consonants alone are alike below both.
    if shortest > _SHORT and edits == 1:
        return 0.88
    if shortest >= _LONG and edits == 2 and one[0] == other[0]:
        return 0.85
    x, y = bones(one), bones(other)
    return 0.82 if min(len(x), len(y)) >= 5 and OSA.distance(x, y) <= 1 else 0.0


def _spelt(one: str, other: str) -> float | None:
    """The same of words with one skeleton of consonants, by how far their vowels are apart, and of those that only
    spell one sound otherwise; None for others."""
    if single(one) == single(other) or long_vowels(one) == long_vowels(other):
        return 0.96
    if min(len(one), len(other)) >= _SHORT and glides(one) == glides(other):
        return 0.95
    x, y = bones(one), bones(other)
    shortest, sounds = min(len(one), len(other)), vowels_of(one) == vowels_of(other)
    a_vowel = OSA.distance(single(one), single(other)) == 1
    if x[1:] != y[1:] or not (shortest > _SHORT or (sounds and (shortest == _SHORT or len(one) == len(other)))):
        return 0.82 if x == y and len(x) > 2 and shortest == _SHORT and a_vowel else None  # "yasser", "yasir"
    if min(len(x), len(y)) < 3:
        near = JaroWinkler.similarity(one, other) >= 0.8
        return (0.92 if sounds else 0.85) if near else 0.0
    if len(one) == len(other) and one[:-2] == other[:-2] and one[-1] == other[-1] and not sounds:
        return ALIKE  # "andersen", "anderson"
    if sounds or shortest >= _LONG:
        return 0.95
    if shortest > _SHORT + 1 and three_vowels(one) == three_vowels(other):
        return 0.92
    return 0.86 if a_vowel else 0.0


def person_score(a: str, b: str) -> float:
    """0 to 100 for two folded full names of persons; 0 where they may not be one."""
    if _other_fathers(a, b):
        return 0.0
    score = _word_by_word(a, b)
    if score or " " not in a or " " not in b:
        return score
    x, y = a.split(), b.split()
    if one_in_chinese(x, y) or one_in_korean(x, y):
        return _TRANSCRIBED
    a, b = without_servant(a), without_servant(b)
    if _one_joined(words_of(a), words_of(b)) or _one_joined(a.split(), b.split()):
        return _TRANSCRIBED
    return _word_by_word(_ARTICLE.sub("", a), _ARTICLE.sub("", b))


def _one_joined(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether one name has as one word what the other has as two: "gholamreza" and "gholam reza"."""
    x, y = sorted((a, b), key=len)
    if len(x) + 1 != len(y) or len(x) < 2:
        return False
    pairs = [at for at in range(len(y) - 1) if min(len(y[at]), len(y[at + 1])) > 1]
    joined = [[*y[:at], y[at] + y[at + 1], *y[at + 2 :]] for at in pairs]
    return any(min(map(alike, x, z)) >= _JOINED_ALIKE for z in joined)


def _word_by_word(a: str, b: str) -> float:
    x, y = words_of(a), words_of(b)
    if len(x) > len(y):
        x, y = y, x
    if len(x) > 1 and a.replace(" ", "") == b.replace(" ", ""):
        return _JOINED
    if len(x) < 2 or GENERATIONS & (set(x) ^ set(y)) or _other_initials(a, b):
        return 0.0
    straight = alike(x[-1], y[-1]) >= ALIKE
    familiar = x[0] != y[0] and x[-1] == y[-1] and is_short_for(x[0], y[0])
    pairs = [_FAMILIAR, *(_laid(x[1:], y[1:]) or ())] if familiar else _laid(x, y)
    if pairs is None:
        return 0.0
    total = sum(pairs) / len(x)
    same = sum(score == 1.0 for score in pairs)
    if min(pairs) < ALIKE or (len(x) == len(y) == 2 and not same and total < 0.85):
        return 0.0
    if len(x) == len(y) and straight and _two_sexes(a, b) and not (familiar and is_short_abroad(x[0], y[0])):
        return 0.0
    lacking = len(y) - len(x)
    if lacking and not (same == len(x) or total >= 0.95 or familiar):
        return 0.0
    if lacking and _initials(x) and _initials(y):
        return 0.0  # "George W." and "George H. W." are two
    if lacking == 2 and x[0] == y[0] and x[-1] == y[-2] and len(x) == 2:
        return _SECOND_SURNAME  # "Ana Borges" of "Ana Maria Borges Lima"
    if lacking > 2 or (lacking and not straight and (lacking > 1 or not is_forename(x[0]))):
        return 0.0  # a second surname may stand behind the first, but "Lord Mayor" lacks no "Candidate"
    # The mean and the worst word count alike: one word that hardly fits is not made up for by others that do.
    return 50 * (total + min(pairs)) - 4 * lacking - (0 if straight else 5)


def _other_fathers(a: str, b: str) -> bool:
    """ "Omar bin Said" and "Said bin Omar", "Tamim bin Hamad" and "Hamad bin Khalifa": the son stands before "bin"."""
    one, other = (_SON.match(name) for name in (a, b))
    return bool(one and other and not (alike(one[1], other[1]) >= ALIKE and alike(one[2], other[2]) >= ALIKE))


def _other_initials(a: str, b: str) -> bool:
    """ "Michael A." and "Michael B."."""
    one, other = ({word for word in name.split()[1:-1] if len(word) == 1} for name in (a, b))
    return bool(one and other and not one & other)


def _initials(words: Sequence[str]) -> bool:
    return any(len(word) == 1 for word in words[1:-1])


def _two_sexes(a: str, b: str) -> bool:
    one, other = sex_of(a), sex_of(b)
    return bool(one and other and one != other)


def firm_score(body: str, person: str) -> float:
    """0 to 100 for the folded name of a body that has its legal form, and what was taken for a person without it."""
    told = [word for word in body.split() if word not in GENERIC]
    return _KIND_LEFT_OUT if len(told) < len(body.split()) and told == person.split() else 0.0


def without_form(name: str) -> str:
    """A folded name without a legal form of several words behind it: "lund rederi" of "Lund Rederi A/S"."""
    return _FORM.sub("", name)


def body_score(a: str, b: str) -> float:
    """0 to 100 for two folded names of bodies; 0 where they may not be one."""
    a, b = without_form(a), without_form(b)
    if a.replace(" ", "") == b.replace(" ", ""):
        return _JOINED
    if _of_two_countries(a, b):
        return 0.0
    x, y = _telling(a), _telling(b)
    if len(x) > len(y):
        x, y = y, x
    if len(x) < len(y) and x == tuple(word for word in y if word not in _KINDS):
        return _KIND_LEFT_OUT
    if len(x) != len(y) or (any(map(str.isdigit, (*a, *b))) and {*a} & {*"0123456789"} != {*b} & {*"0123456789"}):
        return 0.0
    pairs = _laid(x, y)
    if pairs is None and len(x) > 1 and sum(one != other for one, other in zip(x, y, strict=True)) == 1:
        pairs = [1.0 if one == other else _vowel_apart(one, other) for one, other in zip(x, y, strict=True)]
    if pairs is None or min(pairs) < ALIKE:
        return 0.0
    if (
        len(x) == 1
        and x != y
        and single(x[0]) != single(y[0])
        and (min(len(a), len(b)) < _LONE or not _slip(x[0], y[0]))
    ):
        return 0.0
    differing = [(one, other) for one, other in zip(sorted(x), sorted(y), strict=True) if one != other]
    if any(min(len(one), len(other)) < 4 for one, other in differing):
        return 0.0
    return 50 * (sum(pairs) / len(x) + min(pairs))


def _of_two_countries(a: str, b: str) -> bool:
    """Whether each of two names of bodies has a country of its own: Slovenian and Slovakian."""
    one, other = _countries(a), _countries(b)
    return bool(one and other and one != other)


@lru_cache(maxsize=_NAMES)
def _countries(name: str) -> frozenset[str]:
    """The codes of the countries that the words of a folded name name."""
    return frozenset(found.code for word in name.split() if (found := _country(word)) is not None)


@lru_cache(maxsize=_NAMES)
def _telling(form: str) -> tuple[str, ...]:
    """The words that tell a body from others, those of countries as the country's name."""
    whole = [_WRITTEN_OUT.get(word, word) for word in words_of(form)]
    if {"joint", "stock"} <= {*whole}:  # "open joint stock company"
        whole = [word for word in whole if word not in _STOCK] or whole
    words = in_english([word for word in whole if word not in GENERIC and word not in _LINKS] or whole)
    if len(words) > 1:
        words = [word.removesuffix("s") if len(word) > _LEAST_STEM and word[-2:] != "ss" else word for word in words]
    words = [word for word in words if word != "affair" or "ministry" not in words]
    return tuple(folded(country.name) if (country := _country(word)) else word for word in words)


def _country(word: str) -> Country | None:
    return by_name(word) or by_adjective(word) or by_other_language(word)


def _vowel_apart(one: str, other: str) -> float:
    """How much alike two short words of a body's name are that differ in one vowel."""
    long = min(len(one), len(other)) > 3
    return ALIKE if long and bones(one) == bones(other) and OSA.distance(one, other) == 1 else 0.0


def _slip(one: str, other: str) -> bool:
    """Whether a body's one word is another with other vowels or one wrong letter: "Hizbollah", "Hezbollah"."""
    one, other = one.replace("y", "i"), other.replace("y", "i")
    edits = OSA.distance(one, other)
    return one[-1] == other[-1] and (
        edits <= 1 or (edits == 2 and len(one) == len(other) and bones(one) == bones(other))
    )


def _laid(x: Sequence[str], y: Sequence[str]) -> list[float] | None:
    """For each word of the shorter name how well one of the longer's fits, each taken once; None where one has none."""
    left = list(y)
    scores = []
    for word in x:
        best = max(left, key=lambda other: alike(word, other), default=None)
        score = alike(word, best) if best is not None else 0.0
        if best is None or not score:
            return None
        left.remove(best)
        scores.append(score)
    return scores
