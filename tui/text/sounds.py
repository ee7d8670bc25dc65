"""Spellings of one name by the sounds that they stand for.

Names come in several spellings where they were written from another script, or by ear. Three strengths: `sound` keeps
the vowels, for merging actors, where two persons must not become one; `skeleton` leaves them out, for finding what was
misspelled, where a person sees what was found; `bones` knows more scripts, for names that are only offered as one.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

# Both in order: a longer group of letters goes before the shorter ones that it holds ("shch", "sch", "tch").
_SAME_SOUND = (
    ("shch", "sh"), ("sch", "sh"), ("tch", "ch"), ("dzh", "j"), ("zh", "j"), ("dj", "j"), ("kh", "h"), ("ph", "f"),
    ("ck", "k"), ("ks", "x"), ("tz", "ts"), ("iy", "i"), ("yy", "i"), ("ij", "i"), ("y", "i"), ("j", "i"), ("w", "v"),
    ("gui", "gi"), ("gue", "ge"), ("ou", "u"), ("oo", "u"), ("ue", "u"), ("q", "k"), ("ie", "e"),
)  # fmt: skip
_SAME_CONSONANT = (
    ("ph", "f"), ("kh", "h"), ("gh", "g"), ("ck", "k"), ("sch", "s"), ("sh", "s"), ("dzh", "j"), ("dj", "j"),
    ("zh", "j"), ("c", "k"), ("q", "k"), ("z", "s"), ("w", "v"), ("x", "ks"),
)  # fmt: skip


def sound(word: str) -> str:
    """A word with spellings that sound alike made one, doubles single: "yuri" and "yury" are one."""
    for a, b in _SAME_SOUND:
        word = word.replace(a, b)
    return re.sub(r"(.)\1+", r"\1", word)


@cache
def skeleton(word: str) -> str:
    """What two spellings of one word share: its first letter, consonants, doubled ones once, like sounds as one."""
    bones = word
    for letters, sound in _SAME_CONSONANT:
        bones = bones.replace(letters, sound)
    kept = [letter for letter in bones if letter not in "aeiouy"]
    once = [letter for at, letter in enumerate(kept) if not at or kept[at - 1] != letter]
    return word[:1] + "|" + "".join(once)


# Spellings of one sound in the scripts that names are transcribed from.
_SOUNDS = (
    ("schtsch", "s"), ("shch", "s"), ("dsch", "j"), ("tsch", "ç"), ("sch", "s"), ("tch", "ç"), ("dzh", "j"),
    ("zh", "j"), ("dj", "j"),
    ("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("sh", "s"), ("ch", "ç"), ("cz", "ç"),
    ("ck", "k"), ("ks", "x"), ("qu", "k"), ("q", "k"), ("tz", "ç"), ("ts", "ç"), ("w", "v"), ("z", "s"), ("c", "k"),
)  # fmt: skip
_VOWELS = re.compile(r"[aeiouyhj'’-]")
_DOUBLED = re.compile(r"(.)\1+")
_RUSSIAN = re.compile(r"(?<=\w{2})([eo])(?:ff|w)$")  # as French and German wrote it once
_THREE = str.maketrans("eoy", "aui")
_GLIDES = (
    ("ou", "u"), ("oo", "u"), ("ue", "u"), ("ee", "i"), ("ie", "i"), ("ei", "i"), ("ai", "i"), ("ae", "i"),
    ("y", "i"), ("j", "i"),
)  # fmt: skip
_ARABIC = (("ei", "ai"), ("ay", "ai"), ("ey", "ai"), ("ai", "i"), ("ou", "u"), ("oo", "u"), ("ee", "i"))
_WORDS = 1 << 14  # whose spellings are kept: each is compared with many others
_SAME_FIRST = {"q": "k", "c": "k", "g": "k", "j": "i", "y": "i", "e": "i", "w": "v", "u": "o", "z": "s", "t": "c"}


@lru_cache(maxsize=100_000)
def bones(word: str) -> str:
    """A word's consonants as they sound, its first letter kept: "moammar" and "muammar" are "mmr"."""
    for letters, sound in _SOUNDS:
        word = word.replace(letters, sound)
    word = _DOUBLED.sub(r"\1", word)
    return word[:1] + _VOWELS.sub("", word[1:])


@lru_cache(maxsize=_WORDS)
def single(word: str) -> str:
    """A word with doubled letters once."""
    return _DOUBLED.sub(r"\1", word)


@lru_cache(maxsize=_WORDS)
def vowels_of(word: str) -> str:
    """The vowels of a word, what only transcribes them otherwise made one: "toni", "tony"; not "berg", "borg"."""
    for letters, sound in _GLIDES:
        word = word.replace(letters, sound)
    return _DOUBLED.sub(r"\1", re.sub(r"[^aeiou]", "", word))


def three_vowels(word: str) -> str:
    """A word with three vowels, as Arabic has them: "mohamed" and "muhammad", "hussein" and "husain" are one."""
    for letters, sound in _ARABIC:
        word = word.replace(letters, sound)
    return _DOUBLED.sub(r"\1", word.translate(_THREE))


@lru_cache(maxsize=_WORDS)
def long_vowels(word: str) -> str:
    """A word with the vowels that English writes in two letters as one: "noor", "nour" and "nur" are one."""
    for letters, sound in (("ou", "u"), ("oo", "u"), ("ee", "i"), ("iy", "i"), ("yy", "i")):
        word = word.replace(letters, sound)
    return word


@lru_cache(maxsize=_WORDS)
def glides(word: str) -> str:
    """A word with what transcriptions and umlauts write in two ways as one: "zaydan" and "zeidan", "penkoff" and
    "penkov", "mueller" and "muller" are one."""
    for letters, sound in (("ey", "ai"), ("ay", "ai"), ("ei", "ai"), ("oe", "o"), ("ue", "u"), ("y", "i")):
        word = word.replace(letters, sound)
    return single(_RUSSIAN.sub(r"\1v", word))


def first_sound(word: str) -> str:
    """The sound that a word begins with, as far as transcriptions agree on it."""
    if word.startswith(("ch", "kh", "tch", "tsch", "cz")):
        return "h"
    if word.startswith(("ts", "tz", "ce", "ci", "cy")):
        return "s"
    return _SAME_FIRST.get(word[0], word[0])
