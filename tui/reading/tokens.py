"""A parsed article's tokens as plain objects: what rules that walk every token ask of spaCy, asked once.

A `Word` has the names of a spaCy Token's attributes, so that a rule reads the same; reading them costs a fifth.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING
from unicodedata import category

from tui.reading.sentences import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

_COLUMNS = ["LOWER", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE", "HEAD", "IDX", "LENGTH", "SENT_START"]
_STRINGS = 6  # of the columns, the first so many are strings
_KEY = "onrecord.tokens"
_NUMBERS = frozenset(
    {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "hundred", "million"}
)


class Word:
    """One token; `head` is itself at the root of a sentence."""

    __slots__ = (
        "_head", "_words", "dep_", "ent_type_", "i", "idx", "is_sent_start", "lemma_", "lower_", "pos_", "tag_", "text",
        "whitespace_",
    )  # fmt: skip

    i: int
    idx: int
    text: str
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    ent_type_: str
    whitespace_: str
    is_sent_start: bool
    _head: int
    _words: Words

    def __len__(self) -> int:
        return len(self.text)

    @property
    def head(self) -> Word:
        return self._words[self._head]

    @property
    def children(self) -> list[Word]:
        return self._words.children(self.i)

    @property
    def rights(self) -> list[Word]:
        return [child for child in self.children if child.i > self.i]

    @property
    def left_edge(self) -> Word:
        at = self
        while (before := at.children) and before[0].i < at.i:
            at = before[0]
        return at

    @property
    def right_edge(self) -> Word:
        at = self
        while (after := at.children) and after[-1].i > at.i:
            at = after[-1]
        return at

    @property
    def words(self) -> Words:
        return self._words

    @property
    def is_space(self) -> bool:
        return self.text.isspace()

    @property
    def is_alpha(self) -> bool:
        return self.text.isalpha()

    @property
    def is_punct(self) -> bool:
        return all(category(c)[0] == "P" for c in self.text)

    @property
    def like_num(self) -> bool:
        return self.lower_ in _NUMBERS or self.text.translate(_MARKS).isdigit()


_MARKS = str.maketrans("", "", ",./")


class Words(list[Word]):
    """All tokens of an article."""

    def __init__(self, doc: Doc) -> None:
        n = len(doc)
        columns = doc.to_array(_COLUMNS).reshape(n, len(_COLUMNS)).astype("int64").T.tolist() if n else [[]] * 10
        strings = doc.vocab.strings
        named: list[dict[int, str]] = [
            {value: strings[value % 2**64] for value in set(column)} for column in columns[:_STRINGS]
        ]
        text = text_of(doc)
        super().__init__()
        self.doc = doc
        self._children: list[list[Word]] | None = None
        self._starts: list[int] | None = None
        for i, row in enumerate(zip(*columns, strict=True)):
            word = Word.__new__(Word)
            lower, lemma, pos, tag, dep, entity, away, start, length, begins = row
            end = start + length
            word.i, word.idx, word.text, word._words = i, start, text[start:end], self
            word.lower_, word.lemma_, word.pos_ = named[0][lower], named[1][lemma], named[2][pos]
            word.tag_, word.dep_, word.ent_type_ = named[3][tag], named[4][dep], named[5][entity]
            word.whitespace_ = " " if text[end : end + 1] == " " else ""
            word.is_sent_start = begins == 1
            word._head = i + away
            self.append(word)

    def part(self, start: int, end: int) -> WordSpan:
        """The tokens from `start` to before `end`."""
        return WordSpan(self[start:end])

    def between(self, start: int, end: int) -> tuple[int, int] | None:
        """The tokens, `end` exclusive, that lie in or over code points `start` to `end`; None where none does."""
        if self._starts is None:
            self._starts = [word.idx for word in self]
        first = max(0, bisect_right(self._starts, start) - 1)
        if first < len(self) and self[first].idx + len(self[first].text) <= start:
            first += 1
        last = bisect_left(self._starts, end)
        return (first, last) if first < last else None

    def children(self, at: int) -> list[Word]:
        """The tokens whose head a token is, in the order of the text."""
        if self._children is None:
            self._children = [[] for _ in self]
            for word in self:
                if word._head != word.i:
                    self._children[word._head].append(word)
        return self._children[at]


class WordSpan:
    """Tokens in a row."""

    __slots__ = ("_tokens",)

    def __init__(self, tokens: list[Word]) -> None:
        self._tokens = tokens

    def __len__(self) -> int:
        return len(self._tokens)

    def __iter__(self) -> Iterator[Word]:
        return iter(self._tokens)

    def __getitem__(self, at: int) -> Word:
        return self._tokens[at]

    @property
    def text(self) -> str:
        last = len(self._tokens) - 1
        return "".join(w.text if i == last else w.text + w.whitespace_ for i, w in enumerate(self._tokens))

    @property
    def root(self) -> Word:
        """The token that none of the others is above; of several the last but for what stands in apposition."""
        first, last = self._tokens[0].i, self._tokens[-1].i
        tops = [w for w in self._tokens if not first <= w._head <= last or w._head == w.i]
        return next((w for w in tops if w.dep_ not in {"punct", "appos", "dep"}), tops[0] if tops else self._tokens[-1])


def words_of(doc: Doc) -> Words:
    """The Words of a Doc, made once and kept with it."""
    kept: Words | None = doc.user_data.get(_KEY)
    if kept is None:
        kept = doc.user_data[_KEY] = Words(doc)
    return kept
