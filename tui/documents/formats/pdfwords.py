"""Words of a PDF whose ligatures its fonts do not name, and words that are broken at the ends of lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from itertools import product

from tui.documents.decoding import REPLACEMENT

_BAD = "[\x00-\x08\x0e-\x1f\ufffd\ue000-\uf8ff]"
_TOKEN = re.compile(rf"[^\W\d_]*(?:{_BAD}[^\W\d_]*)+")
_ONE = re.compile(_BAD)
_BULLET = re.compile(r"(?m)(?:^|(?<=\s))[\ue000-\uf8ff](?=\s|$)")
_LIGATURES = ("fi", "ff", "fl", "ffi", "ffl")
_RARER = ("ti", "tt", "ft", "fj")  # tried where none of the others makes a word
_DOUBT = 0.1  # of the count of the likeliest word that another's makes both doubtful
_MOST = 2  # ligatures of one word that are tried out
_BROKEN = re.compile(r"(?P<before>[-‐]?)(?P<head>[^\W\d_]+)(?P<mark>[-‐\xad])\n(?P<rest>[^\W\d_A-ZÀ-Þ]+)")
_COMPOUND = re.compile(r"\b[^\W\d_]+-[a-zà-ÿ]+\b")
_WORD = re.compile(r"[^\W\d_]+")
_TONGUES = {
    "en": "the and of to in that",
    "de": "der die und das nicht mit",
    "fr": "le les des et une dans",
    "es": "el los las que una por",
    "it": "il che di della per non",
    "nl": "het een van en dat niet",
    "pt": "o os que uma não com",
}
_COMMON = 30  # times that a list of a language's words counts one that is surely a word, of some hundred million
_FIRST = frozenset(
    [
        "well",
        "self",
        "half",
        "vice",
        "ex",
        "non",
        "anti",
        "pro",
        "semi",
        "multi",
        "co",
        "pre",
        "post",
        "all",
        "cross",
        "high",
        "low",
        "long",
        "short",
    ]
)

Known = Callable[[str], int]


def known_words(texts: Sequence[str]) -> Known:
    """How often a word stands in these texts or in a list of their language."""
    own = Counter(word.lower() for text in texts for word in _WORD.findall(text))
    tongue = max(_TONGUES, key=lambda name: sum(own[word] for word in _TONGUES[name].split()))
    listed = _list_of(tongue)
    return lambda word: max(listed.get(word.lower(), 0), _COMMON * own[word.lower()])


@cache
def _list_of(tongue: str) -> dict[str, int]:
    """A language's words with their counts; none where the list is not installed."""
    try:
        from spellchecker import SpellChecker
    except ImportError:
        return {}
    try:
        return dict(SpellChecker(language=tongue).word_frequency.dictionary)
    except ValueError:
        return {}


def restored(texts: Sequence[str], known: Known | None = None) -> tuple[list[str], int]:
    """Texts with the ligatures restored that make words, and how many characters stay unknown, as U+FFFD."""
    if not any(_ONE.search(text) for text in texts):
        return list(texts), 0
    words = known or known_words(texts)
    lost = 0

    def mended(match: re.Match[str]) -> str:
        nonlocal lost
        token = match[0]
        count = len(_ONE.findall(token))
        best = ""
        for signs in (_LIGATURES, _RARER) if len(token) > count and count <= _MOST else ():
            best = best or _likeliest(_ONE.split(token), signs, words)
        if best:
            return best
        lost += count
        return _ONE.sub(REPLACEMENT, token)

    return [_TOKEN.sub(mended, _BULLET.sub("•", text)) for text in texts], lost


def _likeliest(pieces: Sequence[str], signs: Sequence[str], words: Known) -> str:
    """The word that some ligatures make of pieces, empty where none is one, or two may be meant."""
    tried = {
        pieces[0] + "".join(sign + piece for sign, piece in zip(chosen, pieces[1:], strict=True))
        for chosen in product(signs, repeat=len(pieces) - 1)
    }
    best, *others = sorted(tried, key=words, reverse=True)
    sure = words(best) >= _COMMON and (not others or words(others[0]) <= _DOUBT * words(best))
    return best if sure else ""


def unbroken(texts: Sequence[str]) -> list[str]:
    """Texts with the words in one piece that were broken at a line's end; a compound keeps its own hyphen."""
    if not any(_BROKEN.search(text) for text in texts):
        return list(texts)
    compounds = {word.casefold() for text in texts for word in _COMPOUND.findall(text)}
    words = known_words(texts)

    def joined(match: re.Match[str]) -> str:
        head, rest = match["head"], match["rest"]
        whole = f"{match['before']}{head}-{rest}"
        if match["mark"] != "\xad" and _is_compound(head, rest, match["before"], compounds, words):
            return whole
        return f"{match['before']}{head}{rest}"

    return [_BROKEN.sub(joined, text) for text in texts]


def _is_compound(head: str, rest: str, before: str, compounds: set[str], words: Known) -> bool:
    """Whether two words stand on either side of a hyphen rather than the halves of one."""
    if before or f"{head}-{rest}".casefold() in compounds:
        return True
    one, parts = words(head + rest), min(words(head), words(rest))
    if one >= _COMMON and not (head.lower() in _FIRST and parts > 20 * one):
        return False
    return parts >= _COMMON and len(rest) > 2 and len(head) > 1
