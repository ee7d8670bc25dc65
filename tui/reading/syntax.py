"""How the words of what somebody says hang together: the dependency parse of its sentences, for corpus/stances."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from tui.model import Attribution, Span, Syntax
from tui.reading.attribution.parse import VERBAL, mended
from tui.reading.sentences import ranges, text_of
from tui.reading.tokens import Word, words_of
from tui.text.labels import letters
from tui.text.word_classes import DEEDS_TOLD

_NOT_WORDS = frozenset({"PUNCT", "SPACE"})
_GOES_BACK = re.compile(rf"\b(?:the|this|that|such) (?:[\w’'-]+ )?(?:{'|'.join(sorted(DEEDS_TOLD))})\b", re.IGNORECASE)


def syntax(doc: Any, sentences: Sequence[Span], attributions: Sequence[Attribution]) -> tuple[Syntax, ...]:
    """The parse of each sentence in which a content stands, in the order of the text; and of the one before where it
    goes back to something done ("welcomed the decision")."""
    text = text_of(doc)
    starts = [span.start for span in sentences]
    wanted: set[int] = set()
    for said in attributions:
        wanted.add(said.sentence)
        for span in said.content:
            at = max(0, bisect_left(starts, span.start + 1) - 1)
            if at and _GOES_BACK.search(span.of(text)):
                wanted.add(at - 1)
            while at < len(starts) and starts[at] < span.end:
                wanted.add(at)
                at += 1
    words: Sequence[Word] = words_of(doc)
    every = ranges(doc)
    parsed = (_parsed(words[every[k][0] : every[k][1]]) for k in sorted(wanted) if k < len(every))
    return tuple(one for one in parsed if one is not None)


def _parsed(sentence: Sequence[Word]) -> Syntax | None:
    """The columns of one sentence, marks left out: what hangs on a mark hangs on the mark's own head."""
    words = [w for w in sentence if w.pos_ not in _NOT_WORDS]
    if not words:
        return None
    at = {w.i: k for k, w in enumerate(words)}

    def head(word: Word) -> int:
        above = word.head
        for _ in sentence:
            if above.i in at or above.head.i == above.i:
                break
            above = above.head
        return at.get(above.i, at[word.i])

    lemmas = [mended(w.lemma_.lower(), w.lower_) if w.pos_ in VERBAL else w.lemma_.lower() for w in words]
    return Syntax(
        start=words[0].idx,
        steps=tuple(b.idx - a.idx for a, b in pairwise(words)),
        lengths=tuple(len(w) for w in words),
        heads=tuple(head(w) - k for k, w in enumerate(words)),
        labels="".join(letters(w.tag_, w.dep_) for w in words),
        lemmas=" ".join("" if lemma == w.lower_ else lemma for lemma, w in zip(lemmas, words, strict=True)),
    )
