"""A name as a range of tokens, and the word lists that more than one rule about names needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from tui.model import ActorKind
from tui.text.wordlist import wordlist

if TYPE_CHECKING:
    from tui.reading.tokens import Words

PARTICLES = wordlist(
    """
    de dela delos del della der den di da das dos du van von zu zum ter ten te la le el al bin bint ibn ben abu af av ul
    ur
    """
)
BODY_WORDS = wordlist(
    """
    organization organisation council ministry department committee commission agency office institute
    association union federation court bank fund university society foundation board bureau chamber academy
    conference league party front movement centre center exchange
    """
)
# Words that open a sentence and that no name opens with.
OPENERS = wordlist(
    """
    regarding concerning considering according despite unlike following did does is are was were could would should
    has have had after before while although though when why how what where who which since with without as if but
    and so because then here meanwhile however also yet even thank thanks once until both neither either among
    """
)
# Legal forms and what tables of results are headed with: no names by themselves.
HEADINGS = wordlist(
    """
    co corp inc ltd plc llc ag sa nv avg shr shrs qtr revs rev mths oper div mln bln dlrs cts yr yrs vs pct
    """
)


class NameSpan(Struct, frozen=True):
    """A name as a range of tokens, `end` exclusive."""

    start: int
    end: int
    kind: ActorKind


def touch(doc: Words, first: int, last: int) -> bool:
    return all(not doc[i].whitespace_ for i in range(first, last))


def in_name(doc: Words, at: int) -> bool:
    """Whether a token can be a word of a person's name."""
    token = doc[at]
    return token.pos_ == "PROPN" and token.text[0].isupper() and not (token.text.isupper() and len(token.text) > 3)
