"""An article's words for the word index: where each stands and what it is folded to. No language model.

Folding leaves what a searcher means by "the same word": lower case, no diacritics, no possessive, one kind of
apostrophe. All-capital words of up to three letters keep their capitals and dotted ones lose their dots, so that "U.S."
and "US" are one word and "us" another. A hyphen parts words ("cease-fire" is two).

Between sentences, clauses set off by colons or brackets, and paragraphs stands a break: a token of no width
whose folded form is "". It holds a position, so that no phrase is found across it, and it has no postings.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from tui.model import Span

# A dotted abbreviation; or letters, digits and marks, with soft hyphens and apostrophes between letters.
_JOINS = "['’‘ʼʻ`\u00ad\u200b-\u200d\u0300-\u036f]"
_WORD = rf"(?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?!\w))?|\w+(?:{_JOINS}+\w+)*[\u0300-\u036f]*"
_GAP_AND_WORD = re.compile(rf"(\W*)({_WORD})")
_WORDLESS = re.compile(r"\W*")
_RUN = 64  # characters that are passed over at a time
_DOTTED = re.compile(r"(?:[^\W\d_]\.){2,}")
_OWN = frozenset({"'s", "’s", "ʼs", "'S", "’S", "ʼS"})
_PLAIN_GAPS = frozenset({" ", "-", "\n", ".", ", "})
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff_")) | dict.fromkeys(map(ord, "'’‘ʼʻ`ʿʾ"))
# A colon and brackets part too: what they set off is another phrase, though the same sentence.
_HARD = re.compile(r"[!?;:()\[\]{}\"“”«»…•|]|\n\s*\n| [-–—]+ |—|--")
_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})


# Most words come again and again: folding looks at each letter, and this looks once.
@lru_cache(maxsize=1 << 17)
def folded(word: str) -> str:
    """A word as the word index knows it.

    Args:
        word: one word as the text has it, with a possessive ending where it has one.

    Returns:
        Small letters without accents, apostrophes and invisible characters; capitals stay in up to three ASCII letters
        ("US" is not "us"). Empty where nothing of the word is left.
    """
    if not word.isascii():
        parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
        word = "".join(c for c in parts if not unicodedata.combining(c)).translate(_LETTERS)
    bare = (word[:-2] if word[-2:] in _OWN else word).translate(_INVISIBLE)
    if _DOTTED.match(bare):
        bare = bare.replace(".", "")
    # "US", "UN", "EU", "IMF": from four letters on a word in capitals is as often one that a headline shouts.
    if len(bare) <= 3 and bare.isupper() and bare.isascii():
        return bare
    return bare.lower()


def placed(text: str, spans: Iterable[Span]) -> tuple[list[int], list[int], list[str]]:
    """The words inside some spans of a text, and the breaks between them.

    Args:
        spans: in the order of the text; offsets in code points, half-open.

    Returns:
        Three lists of one length, in order: starts and ends (code points of `text`; a possessive word ends before its
        "'s") and folded forms. A break, over which no phrase runs, has the form "" and no length.
    """
    starts: list[int] = []
    ends: list[int] = []
    forms: list[str] = []
    previous = ""
    last = -1
    for span in spans:
        at = span.start
        first = last >= 0
        for gap, word in _GAP_AND_WORD.findall(text, span.start, _last(text, span)):
            start = at + len(gap)
            at = start + len(word)
            form = folded(word)
            if not form:
                continue
            if first:
                first = False
                parted = not _runs_on(text, last, start)
            else:
                parted = gap not in _PLAIN_GAPS and last >= 0 and _parts(previous, text[last:start], word)
            if parted:
                starts.append(start)
                ends.append(start)
                forms.append("")
            last = at
            starts.append(start)
            ends.append(at - 2 if word[-2:] in _OWN else at)
            forms.append(form)
            previous = word
    return starts, ends, forms


def _last(text: str, span: Span) -> int:
    """Where the last word of a span has ended: after a long run of other characters at its end, forty thousand dashes,
    the search would begin anew at each of them."""
    end = span.end
    while end - span.start > _RUN and _WORDLESS.fullmatch(text, end - _RUN, end):
        end -= _RUN
    return min(end + _RUN, span.end)


def tokens(text: str, spans: Iterable[Span]) -> Iterator[tuple[Span, str]]:
    """The same, one by one."""
    for start, end, form in zip(*placed(text, spans), strict=True):
        yield Span(start, end), form


def phrase(text: str) -> tuple[str, ...]:
    """The words of something typed or configured.

    Returns:
        Their folded forms in order, breaks left out; empty where there is no word in it.
    """
    return tuple(form for form in placed(text, (Span(0, len(text)),))[2] if form)


def _runs_on(text: str, end: int, start: int) -> bool:
    """Whether a block begins in the middle of a sentence: a line broken within one, not a paragraph."""
    gap = text[end:start]
    return not gap.strip(" \t\r\n,") and gap.count("\n") == 1


def _parts(before: str, gap: str, after: str) -> bool:
    """Whether what stands between two words keeps them from being one phrase."""
    if _HARD.search(gap):
        return True
    # "St. Petersburg" and "S. Smith" are not ends of sentences, "… the union. Norway …" is
    return "." in gap and (len(before) > 3 or before.islower() or not after[:1].isupper())
