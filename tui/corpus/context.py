"""By context: the issue of a claim whose content and sentence name none.

Asked in turn are what its content points back to, the same holder's neighbouring claim, its paragraph, and the article
where that is on one issue above all. Where none stands out by a margin the claim has no issue.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache

from tui.corpus.issues import POINTS_BACK, Belonging, IssueHit
from tui.corpus.stances.asked.proposition import called, hints, opens_small
from tui.corpus.stances.lexicon import is_general
from tui.model import Block, Issue, Span

NEAR = 4  # sentences between two claims of one holder, as far as the second goes on with the first
# An article is on one issue where so many places speak of it, and so large a share of all that speak of any
# (measured on seven articles of other press with thirteen issues, and on the samples with ten).
LEAST, SHARE = 4, 0.6
TITLE = 3  # a place in the title counts as so many
# Places of common words alone, with which an issue does not hold against the article's own: two, or a tenth as many.
FEW, TENTH = 2, 0.1
SHORT = 600  # characters: four sentences or so
NEAR_BLOCKS = 2  # paragraphs back in which the issue must be spoken of for a part of its description to mean it
PARTLY = 2  # places in the article that speak of an issue before a part of its description does
_WORD = re.compile(r"[a-z]{4,}")
# What "the meeting" or "the deal" may have been called where the text first spoke of it.
_CALLED = ("meetings?|talks|summit|negotiations|discussions|conference", "deal|agreement|accord|pact")
_NAMED_AGAIN = tuple(re.compile(rf"\b(?:the|th(?:is|ese)) (?:{words})\b", re.IGNORECASE) for words in _CALLED)
_NAMED_FIRST = tuple(re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for words in _CALLED)
_SENTENCE_END = re.compile(r"[.!?]['\"”’]*\s+|\n\s*\n")
_WORDS_OF_ITS_OWN = ("content", "sentence")


def places(hits: Sequence[IssueHit]) -> list[IssueHit]:
    """One hit for each stretch of text: of several that overlap the longest."""
    kept: list[IssueHit] = []
    for hit in sorted(hits, key=lambda h: h.span.start - h.span.end):
        if not any(hit.span.overlaps(other.span) for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda h: h.span)


def weights(found: Mapping[str, Sequence[IssueHit]], blocks: Sequence[Block]) -> dict[str, int]:
    """In how many places an article speaks of each issue; those of its title count three times."""
    titles = [block.span for block in blocks if block.role == "title"]
    return {
        issue: sum(TITLE if any(t.overlaps(hit.span) for t in titles) else 1 for hit in places(hits))
        for issue, hits in found.items()
    }


def main_issue(weight: Mapping[str, int]) -> str | None:
    """The issue that an article is on, by a margin; None where it is on several or hardly on any."""
    best = max(weight, key=lambda issue: weight[issue], default=None)
    if best is None or weight[best] < LEAST:
        return None
    return best if weight[best] >= SHARE * sum(weight.values()) else None


def doubtful(found: Mapping[str, Sequence[IssueHit]], weight: Mapping[str, int]) -> set[str]:
    """Issues that only a common word or two speak of, in an article that is on another: "resolution" of a dispute."""
    main, every = main_issue(weight), sum(weight.values())
    return {
        issue
        for issue, hits in found.items()
        if (
            weight[issue] <= max(FEW, TENTH * weight[main])
            if main not in (None, issue) and main is not None
            else main is None and weight[issue] <= TENTH * every
        )
        and all(not hit.described and hit.by.islower() and " " not in hit.by for hit in hits)
    }


@lru_cache(maxsize=256)
def parts_of(issue: Issue) -> frozenset[str]:
    """The common words beside a name in an issue's descriptions: "relations" of "Sudland relations"."""
    parts: set[str] = set()
    for description in issue.descriptions:
        required = re.sub(r"\([^()]*\)", " ", description).split()
        if any(not part.islower() for part in required):
            parts.update(word for part in required for word in part.split("/") if word.islower() and len(word) > 3)
    # A hint is one where it is no word that speaks of anything ("support", "good").
    return frozenset(parts) | {
        hint for hint, _ in hints(issue) if hint.islower() and " " not in hint and not is_general(hint)
    }


@lru_cache(maxsize=256)
def _stems(issue: Issue) -> tuple[str, ...]:
    """How the names in a proposition begin ("Japan" of "Japanese"), those of its object where it has any."""
    words = re.findall(r"[\w-]+", issue.proposition)
    modal = next((k for k, word in enumerate(words) if word in ("should", "must", "is", "are")), 0)
    names = [(k, word) for k, word in enumerate(words) if word[:1].isupper() and (k or not opens_small(word, issue))]
    objects = [word for k, word in names if k > modal]
    stems = [word if len(word) < 6 else word[:5] for word in objects or [word for _, word in names]]
    return (*stems, *called(" ".join(objects or [word for _, word in names]))) if stems else ()


def meant_elsewhere(found: Mapping[str, Sequence[IssueHit]], text: str, issues: Sequence[Issue]) -> set[str]:
    """Issues that common words alone speak of, in an article that has none of the proposition's names: tariffs of
    somebody else's. A text of a few sentences may leave them out."""
    if len(text) < SHORT:
        return set()
    return {
        issue.id
        for issue in issues
        if issue.id in found
        and _stems(issue)
        and not any(stem in text for stem in _stems(issue))
        and all(not hit.described and hit.by.islower() for hit in found[issue.id])
    }


def _belongs(issue: str, found: Mapping[str, Sequence[IssueHit]], where: str, weight: float) -> tuple[Belonging, ...]:
    hits = found.get(issue, ())
    return (Belonging(issue, weight, (hits[0].by if hits else issue,), where),)


class Context:
    """Of one article: what its claims go back to, and what has been said in it so far."""

    def __init__(
        self,
        text: str,
        blocks: Sequence[Block],
        found: Mapping[str, Sequence[IssueHit]],
        issues: Sequence[Issue] = (),
        titled: frozenset[str] = frozenset(),
    ) -> None:
        """`titled` are the issues of a title that stands beside the text, not in it."""
        self.text, self.blocks, self.found = text, blocks, found
        self._parts = {issue.id: parts_of(issue) for issue in issues if issue.id in found}
        self.weight = weights(found, blocks)
        self.weight |= {issue: self.weight[issue] + TITLE for issue in titled & self.weight.keys()}
        self.main = main_issue(self.weight)
        self._said: list[tuple[str, int, Belonging]] = []  # holder, sentence, issue
        self._named: dict[re.Pattern[str], list[int]] = {}
        self._of_sentences: dict[Span, str | None] = {}

    def remember(self, holder: str | None, sentence: int, belongings: Sequence[Belonging]) -> None:
        if holder and belongings and belongings[0].where in _WORDS_OF_ITS_OWN:
            self._said.append((holder, sentence, belongings[0]))

    def of(self, content: Sequence[Span], holder: str | None, sentence: int, resumed: bool) -> tuple[Belonging, ...]:
        """The issue of a claim that names none itself."""
        number = next((k for k, block in enumerate(self.blocks) if block.span.overlaps(content[0])), None)
        if number is None or not self.found:
            return ()
        block = self.blocks[number].span
        if (called := self._called_before(content)) is not None:
            return called
        if resumed or any(POINTS_BACK.search(span.of(self.text)) for span in content):
            before = [Span(block.start, max(block.start, content[0].start))]
            before += [self.blocks[number - 1].span] if number else []
            for span, where in zip(before, ("paragraph", "paragraph before"), strict=False):
                issue = self._one(span)
                if issue:
                    return _belongs(issue, self._inside(span), where, 1.0)
        if (partly := self._partly(content, number)) is not None:
            return (partly,)
        for who, at, belonging in reversed(self._said):
            if who == holder and 0 <= sentence - at <= NEAR:
                return (Belonging(belonging.issue, 0.8, belonging.words, "claim before"),)
        issue = self._one(block)
        if issue and (issue == self.main or len(places(self._inside(block)[issue])) > 1):
            return _belongs(issue, self._inside(block), "paragraph", 0.7)
        return _belongs(self.main, self.found, "article", 0.5) if self.main else ()

    def _called_before(self, content: Sequence[Span]) -> tuple[Belonging, ...] | None:
        """The issue of the last sentence before that speaks of the same occasion or agreement and of one issue: "the
        meeting" after a paragraph on something else is that of the "talks" which the opening tells of."""
        for again, first in zip(_NAMED_AGAIN, _NAMED_FIRST, strict=True):
            if not any(again.search(self.text, span.start, span.end) for span in content):
                continue
            until = content[0].start
            for place in reversed(self._places_of(first)[: bisect_left(self._places_of(first), until)]):
                end = bisect_right(self._ends, place)
                start = self._ends[end - 1] if end else 0
                sentence = Span(start, min(self._ends[end] if end < len(self._ends) else len(self.text), until))
                if issue := self._one(sentence) if sentence.end == until else self._of_sentence(sentence):
                    return _belongs(issue, self._inside(sentence), "same thing before", 1.0)
        return None

    @cached_property
    def _ends(self) -> list[int]:
        """Where sentences end and the next begin, in order; all of them once, since any claim may ask."""
        return [end.end() for end in _SENTENCE_END.finditer(self.text)]

    def _places_of(self, first: re.Pattern[str]) -> list[int]:
        if first not in self._named:
            self._named[first] = [found.start() for found in first.finditer(self.text)]
        return self._named[first]

    def _of_sentence(self, sentence: Span) -> str | None:
        if sentence not in self._of_sentences:
            self._of_sentences[sentence] = self._one(sentence)
        return self._of_sentences[sentence]

    def _partly(self, content: Sequence[Span], number: int) -> Belonging | None:
        """The one issue that a part of a description names ("our relations"), where the paragraph or the one before
        speaks of it."""
        words = {word for span in content for word in _WORD.findall(self.text, span.start, span.end)}
        named = [(issue, words & parts) for issue, parts in self._parts.items() if words & parts]
        if len(named) != 1 or self.weight[named[0][0]] < PARTLY:
            return None
        issue, by = named[0]
        near = [block.span for block in self.blocks[max(0, number - NEAR_BLOCKS) : number + 1]]
        if not any(hit.span.overlaps(span) for hit in self.found.get(issue, ()) for span in near):
            return None
        return Belonging(issue, 1.2, (min(by),), "content, in part")

    def _inside(self, span: Span) -> dict[str, list[IssueHit]]:
        inside = {issue: [h for h in hits if span.overlaps(h.span)] for issue, hits in self.found.items()}
        return {issue: hits for issue, hits in inside.items() if hits}

    def _one(self, span: Span) -> str | None:
        """The issue that a stretch speaks of more than of any other; the article's own where they are even."""
        counts = {issue: len(places(hits)) for issue, hits in self._inside(span).items()}
        ranked = sorted(counts, key=lambda issue: -counts[issue])
        if not ranked:
            return None
        even = [issue for issue in ranked if counts[issue] == counts[ranked[0]]]
        if len(even) == 1:
            return even[0]
        return self.main if self.main in even else None
