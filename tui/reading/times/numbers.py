"""Numbers as English words and digits write them: "twenty-four", "2 1/2", "nineteen ninety-seven"."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

_ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]

UNITS: dict[str, int] = {word: n for n, word in enumerate(_ONES)}
TEENS: dict[str, int] = {word: n + 10 for n, word in enumerate(_TEENS)}
TENS: dict[str, int] = {word: 10 * n + 20 for n, word in enumerate(_TENS)}
SCALES: dict[str, int] = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
WORDS: frozenset[str] = frozenset({*UNITS, *TEENS, *TENS, *SCALES})

_ORDINAL_ONES = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]
_ORDINAL_TEENS = [
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]
ORDINALS: dict[str, int] = {
    **{word: n + 1 for n, word in enumerate(_ORDINAL_ONES)},
    **{word: n + 10 for n, word in enumerate(_ORDINAL_TEENS)},
    "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
DECADES: dict[str, int] = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
    "nineties": 90,
}  # fmt: skip
VAGUE: frozenset[str] = frozenset({"few", "several", "some", "many", "couple"})
EARLIEST_YEAR, LATEST_YEAR = 1000, 2199


class Number(Struct, frozen=True):
    """A number read from `length` words; `year` where the words name a year, "nineteen ninety-seven"."""

    value: float
    length: int
    year: bool = False


def is_year(value: float) -> bool:
    return value == int(value) and EARLIEST_YEAR <= value <= LATEST_YEAR


def _below_hundred(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """The value of "seven", "twelve", "ninety", "ninety-seven" and the index behind it; hyphens are words."""
    if at >= len(words):
        return None
    word = words[at]
    if word in UNITS or word in TEENS:
        return (UNITS.get(word, TEENS.get(word, 0)), at + 1)
    if word not in TENS:
        return None
    value, following = TENS[word], at + 1
    if following < len(words) and words[following] == "-":
        following += 1
    if following < len(words) and UNITS.get(words[following], 0) > 0:
        return (value + UNITS[words[following]], following + 1)
    return (value, at + 1)


def _year(words: Sequence[str], at: int) -> Number | None:
    """A year said as two pairs: "nineteen ninety-seven", "nineteen hundred", "twenty ten", "two thousand (and) six"."""
    first = _below_hundred(words, at)
    if first is None or not 10 <= first[0] <= 21:
        return None
    century, following = first
    second = _below_hundred(words, following)
    if second is not None and 10 <= second[0] <= 99:
        return Number(century * 100 + second[0], second[1] - at, year=True)
    return None


def read(words: Sequence[str], at: int) -> Number | None:
    """The number that begins at `words[at]`, or None. Words are lower case; a hyphen is a word of its own.

    Reads no more than eight words, so a text of nothing but number words costs no more than its length.
    """
    window = words[at : at + 8]
    if said := _year(window, 0):
        return said
    total = current = 0
    position, seen = 0, False
    while position < len(window):
        if (small := _below_hundred(window, position)) is not None:
            if seen and window[position - 1] not in SCALES and window[position - 1] != "and":
                break
            current += small[0]
            position, seen = small[1], True
        elif seen and (scale := SCALES.get(window[position])):
            current = max(current, 1) * scale
            if scale >= 1000:
                total, current = total + current, 0
            position += 1
        elif (
            window[position] == "and"
            and seen
            and window[position - 1] in SCALES
            and _below_hundred(window, position + 1)
        ):
            position += 1
        else:
            break
    if not seen:
        return None
    value = total + current
    return Number(value, position, year=is_year(value) and window[1:2] == ["thousand"])
