"""What a place of an article that speaks of an issue does to its proposition, by the term that stands there."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from tui.corpus.issues import IssueHit
from tui.corpus.stances.asked.introduced import term_introduced
from tui.corpus.stances.asked.naming import effect_of
from tui.corpus.stances.asked.proposition import Aim
from tui.model import Issue


def hit_effect(
    word: str, hit: IssueHit, text: str, issue: Issue, aim: Aim, hits: Sequence[IssueHit]
) -> tuple[int, str]:
    """What the thing that a place names does to the proposition, by its words or by those that it is brought in with;
    and its label."""
    full = _in_full(hit.by, issue)
    effect, label = effect_of(word if hit.described else full, aim, hit.described), hit.span.of(text)
    if effect or hit.described:
        return effect, label
    brought = term_introduced((hit.by, full), text, hit.span.start, aim, hits)
    return (brought.sign, brought.words) if brought is not None and brought.sign else (0, label)


@lru_cache(maxsize=1024)
def _in_full(term: str, issue: Issue) -> str:
    """The term of an issue that an acronym among its terms stands for, by the letters that it ends in ("INHA" of
    "Northern Herring Agreement"); any other term is what it is."""
    if not (term.isupper() and term.isalpha() and len(term) > 2):
        return term
    for other in issue.terms:
        letters = "".join(word[0] for word in other.split() if word[:1].isupper())
        if len(letters) > 2 and term.endswith(letters):
            return other
    return term
