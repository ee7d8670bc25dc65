"""Spellings of one name by the sounds that they stand for.

Names come in several spellings where they were written from another script, or by ear. Two strengths: `sound` keeps
the vowels, for merging actors, where two persons must not become one; `skeleton` leaves them out, for finding what was
misspelled, where a person sees what was found.
"""

from __future__ import annotations

import re
from functools import cache

# Both in order: a longer group of letters goes before the shorter ones that it holds ("shch", "sch", "tch").
_SAME_SOUND = (
    ("shch", "sh"), ("sch", "sh"), ("tch", "ch"), ("dzh", "j"), ("zh", "j"), ("dj", "j"), ("kh", "h"), ("ph", "f"),
    ("ck", "k"), ("ks", "x"), ("tz", "ts"), ("iy", "i"), ("yy", "i"), ("ij", "i"), ("y", "i"), ("j", "i"), ("w", "v"),
    ("gui", "gi"), ("gue", "ge"), ("ou", "u"), ("oo", "u"), ("q", "k"), ("ie", "e"),
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
