"""The other name that a text gives with one, in brackets or after "or": "Lowland Fisheries Board (LFB)", "the LFB, or
Lowland Fisheries Board"."""

from __future__ import annotations

import re
from collections import Counter

import numpy as np

from tui.corpus.crossref.evidence import ArticlePlace, CorpusWords
from tui.corpus.crossref.hits import Hits, places

_LOOKED = 100  # articles in which a text may say what else something is called
_NEAR = 120  # characters
_SHORT = r"[A-Z][A-Za-z&.-]{1,8}"
_THEN_SHORT = re.compile(
    rf"\s*(?:,?\s*[(\[]\s*(?:or |the |known as |abbreviated |hereafter )*[\"“'‘]?({_SHORT})[\"”'’]?\s*[)\],;]"
    rf"|,? (?:or|known as) (?:the )?({_SHORT})\b)"
)
_THEN_LONG = re.compile(
    r"\s*(?:[(\[]\s*(?:the |or |from the )*[\"“]?([^()\[\]]{6,90}?)[\"”]?\s*[)\]]"
    r"|,? or (?:the )?([A-Z][^,;.()]{6,90})[,;.])"
)
_WORD = re.compile(r"[\w’']+")
_SMALL = frozenset({"of", "for", "and", "the", "in", "on", "to", "a", "an"})
_MOST = 4  # other names


def defined(hits: Hits, source: CorpusWords) -> list[str]:
    """Other names that the texts give where these hits stand, the most often given first; looked at is the first hit of
    each article, where a text says what else a thing is called."""
    first = np.unique(hits.articles, return_index=True)[1][:_LOOKED]
    spots = places(hits.at(first), source)
    before = source.texts([ArticlePlace(spot.article, max(0, spot.start - _NEAR), spot.start) for spot in spots])
    after = source.texts([ArticlePlace(spot.article, spot.end, spot.end + _NEAR) for spot in spots])
    found: Counter[str] = Counter()
    for own, left, right in zip(source.texts(spots), before, after, strict=True):
        found.update(_given(" ".join(own.split()), left, right))
    return [name for name, _ in found.most_common(_MOST)]


def _given(own: str, left: str, right: str) -> list[str]:
    if own.isupper() and len(own) < 9:
        match = _THEN_LONG.match(right)
        long = (match[1] or match[2]) if match else ""
        if long and fits(own, long):
            return [long]
        opened = re.search(r"\s*[(\[]\s*(?:the |or )?[\"“]?$", left)
        long = (
            _ending(left[: opened.start()], own) if opened and right[:2].lstrip("\"”'’")[:1] in {")", "]", ","} else ""
        )
        return [long] if long else []
    match = _THEN_SHORT.match(right)
    short = (match[1] or match[2]) if match else ""
    return [short] if short and fits(short, own) else []


def fits(short: str, long: str) -> bool:
    """Whether capitals are made of the initials of a long name, in any order, small words free to count or not."""
    letters = [letter for letter in short if letter.isalpha()]
    if len(letters) < 2 or sum(map(str.isupper, letters)) < 2:
        return False
    words = [word for word in _WORD.findall(long.replace("-", " ")) if word[0].isalpha()]
    left = [word[0].upper() for word in words]
    for letter in (letter.upper() for letter in letters if letter.isupper()):
        if letter not in left:
            return False
        left.remove(letter)
    capitals = sum(word[0].isupper() for word in words) or len(words)
    straight = [word[0].upper() for word in words if word[0].isupper()] == [x for x in letters if x.isupper()]
    return len(words) > 1 and (straight or (len(letters) > 2 and capitals - len(letters) <= 2))


def _ending(text: str, short: str) -> str:
    """The fewest last words of a text that the capitals are made of."""
    words = list(_WORD.finditer(text))
    for word in reversed(words):
        begins = word[0].lower() not in _SMALL and word[0][:1].upper() in short.upper()
        if begins and fits(short, long := text[word.start() :].strip()):
            return " ".join(long.split())
    return ""
