"""Bodies whose names join two things by "and", and those that their letters in brackets spell out.

The language model reads "the Ports and Waterways Commission" as two names as often as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from tui.reading.names.name_span import BODY_WORDS, NameSpan
from tui.reading.roles import BODIES, COURTESY, HEADS
from tui.text.wordlist import wordlist

if TYPE_CHECKING:
    from tui.reading.tokens import Words

_HEADS = (
    BODY_WORDS | BODIES | wordlist("authority tribunal inspectorate service administration directorate panel trust")
)
# Bodies that one word names: "the Treasury and Health Ministry" are two.
_ALONE = wordlist(
    """
    treasury senate house congress parliament commons lords cabinet kremlin pentagon vatican government army navy
    state guardian sun mirror independent observer labour tory tories conservatives republicans democrats liberals
    """
)
PORTFOLIO_HOLDERS = frozenset({"secretary", "minister"})
_AND = frozenset({"and", "&"})
_SMALL = frozenset({"of", "for", "and", "the", "in", "on", "&", ",", "to", "-", "'s", "’s"})
# "The Radical and Liberal Party" may be two, and papers are mostly called without what they are.
_JOINED = _HEADS - {"party", "newspaper"}
_OWNS = frozenset({"nmod", "compound", "amod", "poss"})
_LONGEST = 12  # tokens that a name in letters may have, small words with them
_LETTERS = range(2, 9)  # letters that a name is shortened to


def coordinated(doc: Words, heads: set[int]) -> Iterator[NameSpan]:
    """ "The Ports and Waterways Commission" as one name: the words before "and" are no body by themselves."""
    for token in doc:
        if token.lower_ not in _JOINED or not token.text[0].isupper() or token.i in heads or token.i < 3:
            continue
        first = _first(doc, token.i)
        if first is not None and _is_one(doc, first, token.i):
            yield NameSpan(first, token.i + 1, "organization")


def _first(doc: Words, at: int) -> int | None:
    """The first token of capitalised words that commas and one "and" join, up to the head at a token."""
    first, joins = at, 0
    while first:
        word = doc[first - 1]
        if word.lower_ in _AND and doc[first].text[0].isupper() and not joins:
            joins = 1
        elif word.text == "," and joins and doc[first].text[0].isupper():
            pass
        elif not (word.text[0].isupper() and word.is_alpha) or word.lower_ == "the" or word.is_sent_start:
            break
        first -= 1
    return first if joins and doc[first].text[0].isupper() else None


def _is_one(doc: Words, first: int, head: int) -> bool:
    """Whether such words name one body: its article opens them all, and what "and" joins belongs to its head."""
    if not first or doc[first - 1].lower_ != "the":
        return False
    ends = [at for at in range(first, head) if doc[at].lower_ in _AND or doc[at].text == ","]
    for begins, end in zip((first, *(at + 1 for at in ends)), ends, strict=False):
        one = doc.part(begins, end).text
        if doc[end - 1].lower_ in _HEADS | HEADS or one.lower() in _ALONE or (len(one) > 1 and one.isupper()):
            return False
    last = doc[ends[-1] - 1]
    if last.dep_ in _OWNS or len(ends) > 1:
        return True
    return last.ent_type_ not in {"PERSON", "GPE"} and (last.tag_ in {"NNS", "NNPS"} or last.lower_.endswith("s"))


def portfolios(doc: Words, found: Iterable[NameSpan]) -> list[NameSpan]:
    """The pieces but for those that are a portfolio: "Arts, Sport and Tourism" of "Arts, Sport and Tourism Secretary
    Nora Finch"."""
    pieces = list(found)
    office: set[int] = set()
    for piece in pieces:
        head = piece.start - 1
        if piece.kind == "person" and head > 2 and doc[head].lower_ in PORTFOLIO_HOLDERS:
            first = _first(doc, head)
            office.update(range(head if first is None else first, head + 1))
    return [piece for piece in pieces if piece.kind == "person" or piece.start not in office]


def spelled_out(doc: Words, heads: set[int]) -> Iterator[NameSpan]:
    """The words before "(QSA)" whose first letters it has: "the National Union of Miners and Quarrymen (NUMQ)"."""
    for at in range(2, len(doc) - 1):
        letters = doc[at].text
        if doc[at - 1].text != "(" or doc[at + 1].text != ")" or len(letters) not in _LETTERS or at in heads:
            continue
        if not letters.isupper() or not letters.isalpha():
            continue
        first = _spelling(doc, at - 1, letters.lower())
        if first is not None and any(doc[i].lower_ in _AND for i in range(first, at - 1)):
            yield NameSpan(first, at - 1, "organization")


def _spelling(doc: Words, end: int, letters: str) -> int | None:
    """Where the words that end before a token begin: each has the next letter from behind, small words may."""
    at, left = end, len(letters)
    while left and at > max(0, end - _LONGEST):
        at -= 1
        word = doc[at]
        if word.lower_[0] == letters[left - 1] and (word.text[0].isupper() or word.lower_ in _SMALL):
            left -= 1
        elif word.lower_ not in _SMALL:
            return None
    opens = doc[at].text[0].isupper() and doc[at].lower_.rstrip(".") not in COURTESY
    return at if not left and opens else None
