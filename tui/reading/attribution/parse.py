"""The dependency parse of one article as plain lists: everything attribution asks of spaCy, asked once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct

from tui.model import Span
from tui.reading.sentences import ranges

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
VERBAL = frozenset({"VERB", "AUX"})
# Verbs whose past without a doubled letter belongs to a longer verb.
_SHORT = frozenset({"hop", "cit", "quot", "vot", "rul", "not"})
_LONG = frozenset({"wast", "tast", "past", "delet", "complet", "compet", "hast"})
_MARKS = frozenset({"PUNCT", "SPACE"})


class Parse(Struct, frozen=True):
    """Token columns, one entry a token; `left` and `right` are the first and last token of the token's subtree."""

    text: str  # the article's own text
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    entity: list[str]
    head: list[int]
    start: list[int]
    end: list[int]
    left: list[int]
    right: list[int]
    children: list[list[int]]
    sentence: list[int]  # token to index of its sentence
    bounds: list[tuple[int, int]]  # first and last token of each sentence
    word: list[bool]  # false for marks and spaces

    def __len__(self) -> int:
        return len(self.lower)

    def child(self, i: int, *deps: str) -> int | None:
        """The first child of `i` in one of the relations `deps`."""
        for c in self.children[i]:
            if self.dep[c] in deps:
                return c
        return None

    def all_children(self, i: int, *deps: str) -> list[int]:
        """The tokens that hang on token `i` by one of these labels, in the order of the text."""
        return [c for c in self.children[i] if self.dep[c] in deps]

    def subtree(self, i: int) -> range:
        """Token `i` and all that hang on it, from the first to the last."""
        return range(self.left[i], self.right[i] + 1)

    def is_word(self, i: int) -> bool:
        return self.word[i]

    def climb(self, i: int) -> Iterator[int]:
        """The heads above `i`, nearest first."""
        while self.head[i] != i:
            i = self.head[i]
            yield i

    def spans(self, tokens: Iterable[int]) -> tuple[Span, ...]:
        """Runs of the given tokens as spans; what lies between two runs must hold a word to part them."""
        runs: list[list[int]] = []
        for i in sorted(set(tokens)):
            if runs and (i == runs[-1][1] + 1 or not any(self.word[runs[-1][1] + 1 : i])):
                runs[-1][1] = i
            else:
                runs.append([i, i])
        return tuple(Span(self.start[a], self.end[b]) for a, b in runs)


_COLUMNS = ["LEMMA", "POS", "TAG", "DEP", "ENT_TYPE", "LOWER", "HEAD", "IDX", "LENGTH"]


def parse_of(doc: Any, text: str) -> Parse:
    """The columns of a spaCy Doc whose offsets are those of `text`."""
    n = len(doc)
    columns = doc.to_array(_COLUMNS).reshape(n, len(_COLUMNS)).astype("int64").T.tolist()
    strings = doc.vocab.strings
    named = [{value: strings[value % 2**64] for value in set(column)} for column in columns[:6]]
    lemmas, pos, tag, dep, entity, lower = (
        [names[value] for value in column] for names, column in zip(named, columns[:6], strict=True)
    )
    start = columns[7]
    end = [at + length for at, length in zip(start, columns[8], strict=True)]
    lemma = [
        mended(base.lower(), word) if kind in VERBAL else base.lower()
        for base, word, kind in zip(lemmas, lower, pos, strict=True)
    ]
    head = [i + away for i, away in enumerate(columns[6])]
    leaf: list[int] = []  # shared: most tokens have no children
    children = [leaf] * n
    for i, h in enumerate(head):
        if h != i:
            if children[h] is leaf:
                children[h] = [i]
            else:
                children[h].append(i)
    left, right = list(range(n)), list(range(n))
    for i in range(n):
        j = i
        while head[j] != j and left[head[j]] > i:
            j = head[j]
            left[j] = i
    for i in range(n - 1, -1, -1):
        j = i
        while head[j] != j and right[head[j]] < i:
            j = head[j]
            right[j] = i
    sentence = [0] * n
    bounds: list[tuple[int, int]] = []
    for number, (first, last) in enumerate(ranges(doc)):
        bounds.append((first, last - 1))
        sentence[first:last] = [number] * (last - first)
    _retag_participles(lower, lemma, pos, tag, dep, children)
    word = [
        kind not in _MARKS and (form.isalnum() or any(map(str.isalnum, form)))
        for kind, form in zip(pos, lower, strict=True)
    ]
    return Parse(
        text, lower, lemma, pos, tag, dep, entity, head, start, end, left, right, children, sentence, bounds, word
    )


def _retag_participles(
    lower: list[str], lemma: list[str], pos: list[str], tag: list[str], dep: list[str], children: list[list[int]]
) -> None:
    """Participles that the model takes for nouns, though they have a subject: "with the envoy warning that…"."""
    for i, kind in enumerate(pos):
        if kind == "NOUN" and lower[i].endswith("ing") and {"nsubj", "ccomp"} <= {dep[c] for c in children[i]}:
            pos[i], tag[i], lemma[i] = "VERB", "VBG", mended(lower[i][:-3], lower[i])


def mended(lemma: str, word: str) -> str:
    """The dictionary form where a rule of spelling gave a wrong one: "hoped" is of "hope", not of "hop"."""
    if len(lemma) < 3:
        return lemma
    if lemma in _SHORT and word in (lemma + "ed", lemma + "ing", lemma + "es"):
        return lemma + "e"
    wrong = lemma.endswith(("ste", "tte", "nte", "cke", "ete")) and word in (lemma[:-1] + "ing", lemma[:-1] + "ed")
    return lemma[:-1] if wrong and lemma[:-1] not in _LONG else lemma


def token_range(p: Parse, span: Span) -> range:
    """The tokens that begin in a span of the text."""
    return range(bisect_left(p.start, span.start), bisect_left(p.start, span.end))
