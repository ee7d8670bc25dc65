"""An article's words for the word index: where each stands and what it is folded to. No language model.

Folding leaves what a searcher means by "the same word": lower case, no diacritics, no possessive, one kind of
apostrophe. All-capital words of up to three letters keep their capitals and dotted ones lose their dots, so that "U.S."
and "US" are one word and "us" another. A hyphen parts words ("cease-fire" is two).

Between sentences, clauses set off by colons or brackets, paragraphs and blocks stands a break: a token of no width
whose folded form is "". It holds a position, so that no phrase is found across it, and it has no postings.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from tui.model import Span

VERSION = 1

# A dotted abbreviation; or letters, digits and marks, with soft hyphens and apostrophes between letters.
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?|\w(?:[\w\u0300-\u036f]|[\u00ad\u200b-\u200d]|['’ʼ](?=\w))*")
_DOTTED = re.compile(r"(?:[^\W\d_]\.){2,}")
_POSSESSIVE = re.compile(r"['’ʼ][sS]$")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff_")) | dict.fromkeys(map(ord, "'’ʼ"))
_HARD = re.compile(r"[!?;:()\[\]{}\"“”«»…•|]|\n\s*\n| [-–—]+ |—|--")
_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})


@lru_cache(maxsize=1 << 17)
def folded(word: str) -> str:
    """`word` as the index knows it; "" where nothing of it is left."""
    bare = _POSSESSIVE.sub("", word).translate(_INVISIBLE)
    if _DOTTED.match(bare):
        bare = bare.replace(".", "")
    if len(bare) <= 3 and bare.isupper() and bare.isascii():
        return bare
    if bare.isascii():
        return bare.lower()
    parts = unicodedata.normalize("NFKD", bare.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c)).translate(_LETTERS)


def tokens(text: str, spans: Iterable[Span]) -> Iterator[tuple[Span, str]]:
    """The words inside `spans`, each with its folded form, and the breaks between them, in order.

    Spans are code points of `text`; a word that is possessive is spanned without its "'s".
    """
    for number, span in enumerate(spans):
        last = span.start
        previous = ""
        for found in _WORD.finditer(text, span.start, span.end):
            start, end = found.span()
            word = found[0]
            form = folded(word)
            if not form:
                continue
            if (number and not previous) or (previous and _parts(previous, text[last:start], word)):
                yield Span(start, start), ""
            if word[-1] in "sS" and (own := _POSSESSIVE.search(word)):
                end -= len(own[0])
            yield Span(start, end), form
            last, previous = end, word


def phrase(text: str) -> tuple[str, ...]:
    """The folded words of something typed or configured, breaks left out."""
    return tuple(form for _, form in tokens(text, (Span(0, len(text)),)) if form)


def _parts(before: str, gap: str, after: str) -> bool:
    """Whether what stands between two words keeps them from being one phrase."""
    if gap in {" ", "-", "\n", ".", "'s ", "’s "}:
        return False
    if _HARD.search(gap):
        return True
    # "St. Petersburg" and "S. Smith" are not ends of sentences, "… the alliance. Georgia …" is
    return "." in gap and (len(before) > 3 or before.islower() or not after[:1].isupper())
