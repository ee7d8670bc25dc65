"""First names by sex: what a first name alone tells of whom "he" and "she", "Mr." and "Mrs." can mean."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from nicknames import NickNamer

Sex = Literal["", "m", "f"]


def sex_of(name: str) -> Sex:
    """ "m" or "f" for a person's full name by its first word, "" where that tells nothing ("Kim", "A.", a surname)."""
    last, comma, first = name.partition(", ")  # "Dahl, Ole"
    words = (f"{first} {last}" if comma else name).split()
    if len(words) < 2:
        return ""
    first = words[0].casefold()
    return _sexes().get(first) or _sexes().get(first.partition("-")[0], "")


def is_forename(word: str) -> bool:
    """Whether a folded word is a first name that one sex bears."""
    return word in _sexes()


def is_short_for(one: str, other: str) -> bool:
    """Whether one folded English first name is a short or familiar form of the other: "bill", "william"."""
    return other in _familiar(one) or one in _familiar(other)


@cache
def _familiar(name: str) -> frozenset[str]:
    from nicknames import NickNamer

    return frozenset(_namer(NickNamer).nicknames_of(name))


@cache
def _namer(kind: type[NickNamer]) -> NickNamer:
    return kind()


@cache
def _sexes() -> dict[str, Sex]:
    found: dict[str, Sex] = {}
    for line in files(__package__).joinpath("forenames.txt").read_text(encoding="utf-8").splitlines():
        sex, _, names = line.partition(" ")
        if sex == "m":
            found.update(dict.fromkeys(names.split(), "m"))
        elif sex == "f":
            found.update(dict.fromkeys(names.split(), "f"))
    return found
