"""Where a name stands, in all the ways that a reader would call it the same name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from msgspec.structs import replace

from tui.corpus.actors.countries import folded
from tui.corpus.crossref.hits import NO_HITS, Hits, Reason, merged
from tui.corpus.crossref.word_mentions import phrases_of, sure_forms
from tui.corpus.phrases.closeness import Phrase, find
from tui.corpus.phrases.definitions import defined
from tui.corpus.phrases.lookalikes import Guard
from tui.corpus.phrases.loose_order import reordered
from tui.corpus.phrases.shorter_names import shorter
from tui.corpus.phrases.vocabulary import Vocabulary
from tui.model import Actor
from tui.text.words import phrase

_ACRONYM = 3  # letters from which on capitals are an acronym
_MOST_LIKELY = 95.0  # the score of a name that no text has, below every name as it is written
SPELT_ALIKE = 82.0  # the score of another actor's name that is spelt almost like the selected one's


def name_hits(forms: Sequence[Phrase], vocabulary: Vocabulary, guard: Guard, *, defining: bool = True) -> Hits:
    """Where names stand: as spelt or nearly so, in another order, and, `defining`, under the other name that a text
    gives."""
    hits = find(forms, vocabulary, guard)
    others = phrases_of(defined(hits, vocabulary.source), 0) if defining else []
    given = find(others, vocabulary, guard) if others else NO_HITS
    terms = [one.term for one in given.reasons]
    given = replace(
        given, reasons=tuple(Reason("alias", f"“{term}” is given as another name in a text", term) for term in terms)
    )
    known = merged([hits, given])
    return merged([known, reordered([*forms, *others], known, vocabulary)])


def thing_hits(term: Phrase, vocabulary: Vocabulary, guard: Guard) -> Hits:
    """The same of a term that is no actor, and where its article calls it by a shorter name."""
    hits = name_hits([term], vocabulary, guard)
    return merged([hits, shorter(term, hits, vocabulary, guard)])


def is_name(term: str) -> bool:
    """Whether a term may be the name of a person or body: two words of which the first and the last have a capital, or
    the capitals of an acronym."""
    words = term.split()
    if len(words) > 1:
        return words[0][:1].isupper() and any(map(str.isupper, words[-1]))  # "al-Lund"
    letters = term.replace(".", "")
    return len(letters) >= _ACRONYM and letters.isalpha() and letters.isupper()


def called_like(
    term: str, others: Sequence[tuple[Actor, str, float]], vocabulary: Vocabulary, guard: Guard
) -> Iterator[Hits]:
    """Where the names of actors stand that a term may stand for: the actor, the name folded, how likely."""
    for other, form, score in others:
        written = [shown for shown in (other.name, *(shown for shown, _ in other.forms)) if folded(shown) == form]
        hits = find(phrases_of(written[:1], 0), vocabulary, guard)
        why = f"“{written[0] if written else form}” may be another way to write “{term}”"
        reasons = tuple(Reason("fuzzy", why, one.term) for one in hits.reasons)
        yield replace(hits, scores=np.full(len(hits), min(score, _MOST_LIKELY)), reasons=reasons)


def spelt_alike(other: Actor, why: str, vocabulary: Vocabulary, guard: Guard) -> Hits:
    """Where the full names of an actor stand that may be the one selected."""
    forms = [form for form in sure_forms(other) if len(phrase(form)) > 1]
    hits = find(phrases_of(forms, 0), vocabulary, guard)
    reasons = tuple(Reason("fuzzy", why, one.term) for one in hits.reasons)
    return replace(hits, scores=np.full(len(hits), SPELT_ALIKE), reasons=reasons)
