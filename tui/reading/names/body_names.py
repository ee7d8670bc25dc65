"""What bodies are called: where their names begin and end, and what the words around a name show to be a firm."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tui.reading.names.name_span import BODY_WORDS, NameSpan
from tui.reading.roles import BODIES, FIRMS, INSIDE
from tui.text.word_classes import LEGAL_FORMS
from tui.text.wordlist import wordlist

if TYPE_CHECKING:
    from tui.reading.tokens import Words

# Offices that stand behind the name of the body that they are of; not all heads: "Burger King", "New Scientist".
_OFFICES = wordlist(
    """
    president minister premier chancellor secretary secretary-general chief leader ambassador envoy commissioner
    chairman chairwoman chair chairperson director governor mayor senator speaker spokesman spokeswoman spokesperson
    ceo prosecutor negotiator adviser advisor
    """
)
_LEGAL = LEGAL_FORMS | {"co", "corporation", "company", "limited", "gmbh"}
_SHORTENED = frozenset({"univ", "dept", "inst", "min", "assn", "fed", "acad", "bur", "cttee"})
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")


def before_office(doc: Words, start: int, end: int) -> int:
    """Where a body's name ends before the office that stands behind it: "FBI" of "FBI Deputy Director"; "Office of the
    Prosecutor" has none."""
    if any(token.lower_ == "of" for token in doc[start:end]):
        return end
    at = end
    general = at - start > 2 and doc[at - 1].lower_ == "general" and doc[at - 2].lower_ in {"secretary", "director"}
    at -= 1 if general else 0
    if at - start < 2 or doc[at - 1].lower_ not in _OFFICES:
        return end
    at -= 1
    while at - start > 1 and (doc[at - 1].lower_ in INSIDE or doc[at - 1].text == "-"):
        at -= 1
    return at


def head_before(doc: Words, start: int, end: int) -> int:
    """The first token of "Univ. of Lundby" or "1st Lundby Bank", whose head the model left out; else `start`."""
    if start and _ORDINAL.fullmatch(doc[start - 1].text) and doc[end - 1].lower_ in BODY_WORDS | BODIES:
        return start - 1
    at = start - 2
    at -= 1 if at > 0 and doc[at].text == "." else 0
    short = start > 1 and doc[start - 1].lower_ == "of" and doc[at].lower_.rstrip(".") in _SHORTENED
    return at if short and doc[at].text[0].isupper() else start


def called_a_firm(doc: Words, piece: NameSpan) -> bool:
    """ "The oil firm Borg", "carmaker Borg": a word for firms stands right before the name, as its apposition."""
    if _is_a_firm(doc, piece):
        return True
    before = doc[piece.start - 1] if piece.start else None
    if before is None or before.lower_ not in FIRMS or before.tag_ not in {"NN", "NNP"}:
        return False
    after = doc[piece.end] if piece.end < len(doc) else None  # "newspaper Berg edits"
    return after is None or not (after.tag_ in {"VBZ", "VBP"} and before.lower_ in {"newspaper", "publisher"})


def _is_a_firm(doc: Words, piece: NameSpan) -> bool:
    """ "Borg is a carmaker", "Borg, a Danish brewer, …"."""
    name = doc[piece.end - 1]
    if name.dep_ == "nsubj" and name.head.lemma_ == "be":
        return any(
            child.dep_ == "attr" and child.lower_ in FIRMS and child.tag_ == "NN" for child in name.head.children
        )
    return any(child.dep_ == "appos" and child.lower_ in FIRMS and child.tag_ == "NN" for child in name.children)


def with_legal_form(doc: Words, found: Sequence[NameSpan]) -> list[NameSpan]:
    """As a body, whatever the model took it for: one word that the article names with a legal form ("Borg" of "Borg
    Corp"), and by which it names nobody."""
    bodies = {doc[p.start].text for p in found if p.end - p.start == 2 and doc[p.end - 1].lower_.rstrip(".") in _LEGAL}
    bodies -= {doc[p.end - 1].text for p in found if p.kind == "person" and p.end - p.start > 1}
    return [
        replace(piece, kind="organization")
        if piece.end - piece.start == 1 and piece.kind == "person" and doc[piece.start].text in bodies
        else piece
        for piece in found
    ]
