"""Names beside a quotation that tell its speaker without a verb: before its colon, and under it behind a dash."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from tui.model import Span
from tui.reading.attribution.parse import VERBAL, Parse

_DASHES = frozenset({"-", "--", "—", "–", "―"})
_IN_NAMES = frozenset({"and", "of", "de", "la", "van", "von", "der", "al", "the", ",", "&"})
_NAME = 8  # tokens of the names before a colon
_SIGNED = 12  # tokens of the name and the role under a quotation


def name_before(p: Parse, lead: range) -> tuple[int, ...]:
    """The tokens of a name that stands alone before a colon, behind a dash or "more from": "THE QUAY DOES NOT PAY -
    Anna Berg: “Two weeks ago …”"; none where the words before the colon are others. `lead` ends at the quotation."""
    words = [i for i in lead if p.pos[i] != "SPACE"]
    if len(words) < 2 or p.lower[words[-1]] != ":":
        return ()
    words.pop()
    dashes = (k for k, i in enumerate(words) if p.lower[i] in _DASHES and p.text[p.start[i] - 1 : p.start[i]].isspace())
    dash = max(dashes, default=-1)
    own = words[dash + 1 :]
    if len(own) > 2 and p.lower[own[0]] == "more" and p.lower[own[1]] == "from":
        own = own[2:]
    elif dash < 0:
        return ()
    named = bool(own) and all(p.text[p.start[i]].isupper() or p.lower[i] in _IN_NAMES for i in own)
    return tuple(own) if named and len(own) <= _NAME and p.word[own[0]] else ()


def name_under(p: Parse, at: int, end: int, blocks: Sequence[Span]) -> tuple[int, ...]:
    """The tokens of a name behind a dash under a quotation: "“We will ask the board.” / — Anna Berg, Holm"; none where
    anything else follows.

    `at` is the first token and `end` the first character behind the quotation.
    """
    at = next((i for i in range(at, len(p)) if p.word[i]), len(p))
    if at == len(p) or p.text[end : p.start[at]].strip() not in _DASHES:
        return ()
    block = next(block for block in blocks if p.start[at] < block.end)
    named = [i for i in range(at, bisect_left(p.start, block.end)) if p.pos[i] != "SPACE"]
    while named and not p.word[named[-1]]:
        named.pop()
    if not named or len(named) > _SIGNED or any(p.pos[i] in VERBAL for i in named):
        return ()
    return tuple(named) if any(p.pos[i] == "PROPN" for i in named) else ()


def head_of_name(p: Parse, named: Sequence[int]) -> int:
    """The token of a name that the others hang on."""
    head = next(i for i in named if p.pos[i] == "PROPN")
    while p.dep[head] in ("compound", "nmod") and head < p.head[head] and p.head[head] in named:
        head = p.head[head]
    return head


def in_words_of(p: Parse, lead: range) -> tuple[int, ...]:
    """The tokens of whose words a quotation is said to be: "in | the Herald's | words, “…”", "in the words of | Berg,
    “…”". `lead` ends at the quotation."""
    words = [i for i in lead if p.word[i]]
    at = next((i for i in reversed(words) if p.lower[i] == "words"), None)
    if at is None or p.lower[lead.stop - 1] not in (",", ":"):
        return ()
    if at == words[-1] and (whose := p.child(at, "poss")) is not None and p.lower[p.left[at] - 1] == "in":
        own = [i for i in p.subtree(whose) if p.word[i] and p.dep[i] != "case"]
    elif p.lower[at - 2 : at] == ["in", "the"] and p.lower[at + 1] == "of":
        own = [i for i in words if i > at + 1]
    else:
        return ()
    return tuple(own) if len(own) <= _NAME else ()


def named_in_source(p: Parse, lead: range) -> tuple[int, ...]:
    """The tokens of what a quotation is taken from: "From | Berg's open letter: “…”". `lead` ends at the quotation."""
    words = [i for i in lead if p.pos[i] != "SPACE"]
    if len(words) < 3 or p.lower[words[-1]] != ":" or any(p.pos[i] in VERBAL for i in words):
        return ()
    at = next((k for k, i in enumerate(words) if p.lower[i] == "from"), None)
    if at is None or at > 1 or (at == 1 and p.lower[words[0]] != "more"):
        return ()
    own = words[at + 1 : -1]
    return tuple(own) if own and len(own) <= _NAME else ()
