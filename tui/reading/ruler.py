"""The pipeline's attribute ruler, asked once for each kind of token instead of at every place.

Nearly all of its rules look at one token's tag, relation and lower-cased word, but spaCy's matcher holds each of some
180 rules against every token, which takes a tenth of the whole pipeline. What the rules say of a token is remembered by
what they look at; the few rules that look at several tokens go on to walk the text. The result is that of the ruler.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import AttributeRuler
    from spacy.tokens import Doc

_SEEN = ("TAG", "DEP", "LOWER")
_OF_LOWER = {"IS_SPACE"}  # attributes that follow from the word
_MOST = 100_000  # kinds of token remembered, some 25 MB

Match = tuple[int, int, int, int]  # of spaCy's ruler: the rule's place, its name, first token, the one after the last
Row = tuple[int, int, int]


def remember(nlp: Language) -> None:
    """Let the ruler of `nlp` remember; where it has none, or one whose rules look at more, nothing is changed."""
    from spacy.pipeline import AttributeRuler

    for _, component in nlp.pipeline:
        if isinstance(component, AttributeRuler) and _fits(component):
            component.match = _Remembered(component).match


def _fits(ruler: AttributeRuler) -> bool:
    tokens = (token for rule in ruler.patterns for pattern in rule["patterns"] for token in pattern)
    return all(key in _SEEN or key in _OF_LOWER for token in tokens for key in token)


class _Remembered:
    def __init__(self, ruler: AttributeRuler) -> None:
        from spacy.matcher import Matcher

        self._vocab = ruler.vocab
        self._of_one = Matcher(ruler.vocab, validate=False)
        self._of_many = Matcher(ruler.vocab, validate=False)
        self._kinds: dict[Row, tuple[tuple[int, int], ...]] = {}
        for place, rule in enumerate(ruler.patterns):
            for matcher, several in ((self._of_one, False), (self._of_many, True)):
                patterns = [pattern for pattern in rule["patterns"] if (len(pattern) > 1) == several]
                if patterns:
                    matcher.add(str(place), patterns)

    def match(self, doc: Doc) -> list[Match]:
        """What AttributeRuler.match gives: matches in the order in which they are to be applied."""
        rows: list[Row] = list(map(tuple, doc.to_array(list(_SEEN)).reshape(-1, len(_SEEN)).tolist()))
        self._meet(doc, rows)
        found = [(place, name, i, i + 1) for i, row in enumerate(rows) for place, name in self._kinds[row]]
        found += [(self._place(name), name, first, last) for name, first, last in self._matches(self._of_many, doc)]
        return sorted(found)

    def _meet(self, doc: Doc, rows: list[Row]) -> None:
        """Ask the rules of one token about each kind of token that is met for the first time."""
        from spacy.tokens import Doc

        if len(self._kinds) > _MOST:
            self._kinds.clear()
        new = [row for row in dict.fromkeys(rows) if row not in self._kinds]
        if not new:
            return
        strings = doc.vocab.strings
        tags, deps, words = ([strings[value] for value in column] for column in zip(*new, strict=True))
        kinds = Doc(self._vocab, words=words, tags=tags, deps=deps, heads=list(range(len(new))))
        said: list[list[tuple[int, int]]] = [[] for _ in new]
        for name, i, _ in self._matches(self._of_one, kinds):
            said[i].append((self._place(name), name))
        self._kinds.update((row, tuple(matches)) for row, matches in zip(new, said, strict=True))

    def _place(self, name: int) -> int:
        return int(self._vocab.strings[name])

    @staticmethod
    def _matches(matcher: Any, doc: Doc) -> list[tuple[int, int, int]]:
        found: list[tuple[int, int, int]] = matcher(doc, allow_missing=True, as_spans=False)
        return found
