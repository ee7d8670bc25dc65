"""What the grammar of times asks of the language model."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Token as Parsed

_NAMES = frozenset({"ORG", "WORK_OF_ART", "FAC", "PERSON", "PRODUCT", "LAW"})


class ParsedDoc:
    """The parsed Doc by character offset: what the grammar asks of the language model."""

    __slots__ = ("_doc", "_starts")

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._starts = doc.to_array("IDX") if len(doc) else []

    def at(self, offset: int) -> Parsed | None:
        """The parsed token that covers a character offset."""
        if not len(self._starts):
            return None
        index = int(self._starts.searchsorted(offset, side="right")) - 1  # type: ignore[union-attr]
        return self._doc[index] if index >= 0 else None

    def head_of(self, start: int, end: int) -> Parsed | None:
        """The token of a stretch that the others hang on."""
        token = self.at(start)
        if token is None:
            return None
        for _ in range(8):
            head = token.head
            if head.i == token.i or not start <= head.idx < end:
                break
            token = head
        return token

    def tag(self, offset: int) -> str:
        token = self.at(offset)
        return token.tag_ if token is not None else ""

    def named(self, offset: int) -> bool:
        """Whether the token is part of a name of several tokens: a person, a newspaper, a firm."""
        token = self.at(offset)
        if token is None or token.ent_type_ not in _NAMES:
            return False
        index, doc = token.i, self._doc
        before = index > 0 and doc[index - 1].ent_type_ == token.ent_type_ and token.ent_iob_ == "I"
        after = index + 1 < len(doc) and doc[index + 1].ent_iob_ == "I"
        return bool(before or after)
