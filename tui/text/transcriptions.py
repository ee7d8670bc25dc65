"""Names in the several writings of one script: Chinese in pinyin and Wade-Giles, Korean, Arabic compounds, first names.

What is one by these is only likely one: of several syllables or tones the writings make one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files

from tui.text.forenames import is_forename
from tui.text.forenames import is_short_for as is_short_in_english
from tui.text.wordlist import wordlist

# A syllable of pinyin, and what Wade-Giles writes, in order: the longer goes before the shorter that it holds.
_SYLLABLE = re.compile(
    r"(zh|ch|sh|[bpmfdtnlgkhjqxzcsryw])?"
    r"(iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|uo|ui|ue|a|o|e|i|u)"
    r"(?=(?:zh|ch|sh|[bpmfdtnlgkhjqxzcsryw]|[aeo]|$))"
)
_INITIALS = {
    "zh": "ch", "q": "ch", "j": "ch", "x": "hs", "z": "ts", "c": "ts", "r": "j", "b": "p", "d": "t", "g": "k",
}  # fmt: skip
_FINALS = {"ong": "ung", "ian": "ien", "ie": "ieh", "ue": "ueh", "iong": "iung"}
_WHOLE = {
    "zhi": "chih", "chi": "chih", "shi": "shih", "ri": "jih", "zi": "tzu", "ci": "tzu", "si": "szu", "ge": "ko",
    "ke": "ko", "he": "ho", "e": "o", "yi": "i", "you": "yu", "yan": "yen", "ye": "yeh", "yue": "yueh", "duo": "to",
    "tuo": "to", "luo": "lo", "zuo": "tso", "cuo": "tso", "suo": "so", "nuo": "no", "ruo": "jo", "zhuo": "cho",
    "gui": "kuei", "kui": "kuei", "yong": "yung", "xu": "hsu", "qu": "chu", "ju": "chu",
}  # fmt: skip
_KOREAN_SURNAMES = (
    "kim gim", "lee yi rhee ri li", "park pak bak", "choi choe chey", "jung chung jeong chong", "kang gang",
    "cho jo", "yoon yun", "jang chang", "lim im rim", "han", "oh o", "seo suh so", "shin sin", "kwon gwon", "hwang",
    "ahn an", "song", "hong", "yoo yu ryu you", "ko go koh", "moon mun", "bae pae", "baek paek", "noh roh no",
    "nam", "shim sim", "joo ju chu", "ryang yang", "hyon hyun", "ma", "paik",
)  # fmt: skip
_KOREAN = (
    ("eui", "i"), ("ui", "i"), ("yeo", "yo"), ("you", "yo"), ("yu", "yo"), ("eo", "o"), ("eu", "o"), ("oo", "o"),
    ("ou", "o"), ("u", "o"), ("ae", "e"), ("ee", "i"), ("wo", "o"), ("ng", "N"), ("k", "g"), ("t", "d"), ("p", "b"),
    ("ch", "j"), ("r", "l"), ("sh", "s"),
)  # fmt: skip
_SERVANT_ALONE = 5  # letters of "abdel" and the like, behind which the name goes on
_ENGLISH = wordlist("no oh so go o ma you han song moon an im sin seo shin")
_MOST_SYLLABLES = 5  # of a Chinese name, the double family name and a title included
_DOUBLED = re.compile(r"(.)\1+")
_SERVANT = re.compile(r"\babd(?:[aeiou]?[lrsnzdt])?(?: (?:al|el|ul|ol|ur|ar|er|as|es|us|an|al))? ?(?=\w{4})")


@cache
def _sets() -> dict[str, frozenset[str]]:
    lines = files(__package__).joinpath("forename_spellings.txt").read_text(encoding="utf-8").splitlines()
    sets = [frozenset(line.split()) for line in lines if not line.startswith("#")]
    return {word: names for names in sets for word in names}


def one_first_name(one: str, other: str) -> bool:
    """Whether two folded first names are one in several languages or transcriptions: "oleksandr", "alexander"."""
    return other in _sets().get(one, ())


@cache
def _familiar() -> dict[str, frozenset[str]]:
    """Short forms to the names that they stand for."""
    found: dict[str, frozenset[str]] = {}
    lines = files(__package__).joinpath("familiar_forms.txt").read_text(encoding="utf-8").splitlines()
    for name, *short in (line.split() for line in lines if not line.startswith("#")):
        for word in short:
            found[word] = found.get(word, frozenset()) | {name}
    return found


def is_short_for(one: str, other: str) -> bool:
    """Whether one folded first name is a short or familiar form of the other, in English or the languages of Europe:
    "bill" and "william", "misha" and "mykhailo"."""
    return is_short_in_english(one, other) or is_short_abroad(one, other)


def is_short_abroad(one: str, other: str) -> bool:
    """The same for other languages than English, whose short forms may be of either sex: "sasha"."""
    return any(
        name == full or one_first_name(name, full)
        for short, full in ((one, other), (other, one))
        for name in _familiar().get(short, ())
    )


def is_transcribed(word: str) -> bool:
    """Whether a folded word is a first name that is written in several ways, as from Cyrillic or Arabic script."""
    return word in _sets()


def is_first_name(word: str) -> bool:
    """Whether a folded word is known as a first name, in whatever transcription."""
    return word in _sets() or is_forename(word) or (word.startswith("abd") and len(word) > _SERVANT_ALONE)


@lru_cache(maxsize=10_000)
def chinese(word: str) -> str:
    """A folded word as Wade-Giles writes it without its marks, "" where it is no row of pinyin syllables."""
    found, at = [], 0
    while at < len(word):
        syllable = _SYLLABLE.match(word, at)
        if syllable is None:
            return ""
        initial, final = syllable.group(1) or "", syllable.group(2)
        written = _INITIALS.get(initial, initial) + _FINALS.get(final, final)
        found.append(_WHOLE.get(initial + final, written))
        at = syllable.end()
    return "".join(found)


def one_in_chinese(x: Sequence[str], y: Sequence[str]) -> bool:
    """Whether the folded words of two names are one in pinyin and in Wade-Giles ("guo", "hua" and "kuo", "hua")."""
    if x[0] != y[0] and chinese(x[0]) != y[0] and x[0] != chinese(y[0]):
        return False
    a, b = "".join(x), "".join(y)
    one, other = chinese("".join(x)), chinese("".join(y))
    return bool(one and one in (b, other)) or bool(other and other == a)


@cache
def _surnames() -> dict[str, int]:
    return {word: number for number, line in enumerate(_KOREAN_SURNAMES) for word in line.split()}


def is_family_name(word: str) -> bool:
    """Whether a small word is a Korean family name and no common English word."""
    return word in _surnames() and word not in _ENGLISH


def one_in_korean(x: Sequence[str], y: Sequence[str]) -> bool:
    """Whether the folded words of two names, family name first or last, are transcriptions of one Korean name."""
    return any(
        _surnames().get(one[0], -1) == _surnames().get(other[0], -2) and _korean(one[1:]) == _korean(other[1:])
        for one in (x, (x[-1], *x[:-1]))
        for other in (y, (y[-1], *y[:-1]))
    )


def _korean(words: Sequence[str]) -> str:
    name = "".join(words)
    for letters, sound in _KOREAN:
        name = name.replace(letters, sound)
    return _DOUBLED.sub(r"\1", name)


def transcribed_keys(words: Sequence[str]) -> set[str]:
    """What folded words of a name share with those of every name that they are one with in Chinese or Korean."""
    joined = "".join(words)
    keys = {f"chinese {joined}", f"chinese {chinese(joined)}"} if len(words) < _MOST_SYLLABLES else set()
    for row in (words, (words[-1], *words[:-1])):
        if row[0] in _surnames():
            keys.add(f"korean {_surnames()[row[0]]} {_korean(row[1:])}")
    return keys


def without_servant(name: str) -> str:
    """A folded name with what Arabic writes in one or more words as one: "abd al rahman" as "abdurahman"."""
    return _SERVANT.sub("abdu", name)
