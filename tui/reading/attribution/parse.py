"""The dependency parse of one article as plain lists: everything attribution asks of spaCy, asked once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tui.model import Span

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
VERBAL = frozenset({"VERB", "AUX"})
# Verbs whose past without a doubled letter belongs to a longer verb.
_SHORT = frozenset({"hop", "cit", "quot", "vot", "rul", "not"})
_LONG = frozenset({"wast", "tast", "past", "delet", "complet", "compet", "hast"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X"})


@dataclass(frozen=True, slots=True)
class Parse:
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

    def __len__(self) -> int:
        return len(self.lower)

    def child(self, i: int, *deps: str) -> int | None:
        """The first child of `i` in one of the relations `deps`."""
        for c in self.children[i]:
            if self.dep[c] in deps:
                return c
        return None

    def all_children(self, i: int, *deps: str) -> list[int]:
        return [c for c in self.children[i] if self.dep[c] in deps]

    def subtree(self, i: int) -> range:
        return range(self.left[i], self.right[i] + 1)

    def is_word(self, i: int) -> bool:
        return self.pos[i] not in ("PUNCT", "SPACE") and any(map(str.isalnum, self.lower[i]))

    def climb(self, i: int) -> Iterator[int]:
        """The heads above `i`, nearest first."""
        while self.head[i] != i:
            i = self.head[i]
            yield i

    def spans(self, tokens: Iterable[int]) -> tuple[Span, ...]:
        """Runs of the given tokens as spans; what lies between two runs must hold a word to part them."""
        runs: list[list[int]] = []
        for i in sorted(set(tokens)):
            if runs and not any(self.is_word(k) for k in range(runs[-1][1] + 1, i)):
                runs[-1][1] = i
            else:
                runs.append([i, i])
        return tuple(Span(self.start[a], self.end[b]) for a, b in runs)


def parse_of(doc: Any, text: str) -> Parse:
    """The columns of a spaCy Doc whose offsets are those of `text`."""
    n = len(doc)
    head = [0] * n
    lower, lemma, pos, tag, dep, entity = ([""] * n for _ in range(6))
    begins: list[int] = [0] * n
    ends: list[int] = [0] * n
    for i, token in enumerate(doc):
        head[i] = token.head.i
        word = token.text
        lower[i] = word.lower()
        lemma[i] = _mended(token.lemma_.lower(), lower[i], token.pos_)
        pos[i] = token.pos_
        tag[i] = token.tag_
        dep[i] = token.dep_
        entity[i] = token.ent_type_
        begins[i] = token.idx
        ends[i] = token.idx + len(word)
    children: list[list[int]] = [[] for _ in range(n)]
    for i, h in enumerate(head):
        if h != i:
            children[h].append(i)
    left, right = list(range(n)), list(range(n))
    _spread(head, left, range(n), lambda at, i: at > i)
    _spread(head, right, range(n - 1, -1, -1), lambda at, i: at < i)
    sentence = [0] * n
    bounds: list[tuple[int, int]] = []
    for s, span in enumerate(doc.sents):
        bounds.append((span.start, span.end - 1))
        for i in range(span.start, span.end):
            sentence[i] = s
    return Parse(text, lower, lemma, pos, tag, dep, entity, head, begins, ends, left, right, children, sentence, bounds)


def _mended(lemma: str, word: str, pos: str) -> str:
    """The dictionary form where a rule of spelling gave a wrong one: "hoped" is of "hope", not of "hop"."""
    if pos not in VERBAL or len(lemma) < 3:
        return lemma
    if lemma in _SHORT and word in (lemma + "ed", lemma + "ing", lemma + "es"):
        return lemma + "e"
    wrong = lemma.endswith(("ste", "tte", "nte", "cke", "ete")) and word in (lemma[:-1] + "ing", lemma[:-1] + "ed")
    return lemma[:-1] if wrong and lemma[:-1] not in _LONG else lemma


def _spread(head: list[int], edge: list[int], order: Iterable[int], beyond: Any) -> None:
    for i in order:
        j = i
        while head[j] != j and beyond(edge[head[j]], i):
            j = head[j]
            edge[j] = i
