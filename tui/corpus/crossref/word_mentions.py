"""Mentions found by words alone, and which names of an actor may be looked for so."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
from msgspec.structs import replace

from tui.corpus.actors.countries import seat
from tui.corpus.crossref.evidence import Evidence
from tui.corpus.crossref.hits import Hits, Reason, places
from tui.corpus.phrases.closeness import Phrase
from tui.corpus.phrases.lookalikes import slip
from tui.model import Actor, Mention, Span
from tui.text.words import phrase

_CLOSE = re.compile(r'"([^"]+)" is ')
BARE = 90.0  # the score of a person's bare surname


class WordMentions:
    """Mentions found by words alone, made article by article."""

    def __init__(self, hits: Hits, evidence: Evidence) -> None:
        self._hits, self._evidence = hits, evidence
        self._numbers = hits.articles

    def mentions(self, article: int, actor: str | None = None) -> list[Mention]:
        low, high = np.searchsorted(self._numbers, [article, article + 1])
        hits = self._hits.at(slice(int(low), int(high)))
        key = self._evidence.keys([article])[0] if len(hits) else ""
        if not key:  # it has none, or is there no more
            return []
        spots = places(hits, self._evidence)
        return [
            Mention(key, Span(spot.start, spot.end), reason.by, float(score), actor, text, reason.why)
            for spot, score, reason, text in zip(
                spots, hits.scores, (hits.reasons[at] for at in hits.reason), self._evidence.texts(spots), strict=True
            )
            if spot.start < spot.end  # else the article is being written anew
        ]


def spelled_otherwise(reason: Reason) -> bool:
    """Whether a hit is another spelling of a name, too much alike to be another name: of several words, or of one that
    differs by no more than a slip."""
    if reason.by != "fuzzy":
        return False
    words = phrase(reason.term)
    close = _CLOSE.match(reason.why)
    return len(words) > 1 or (close is not None and slip(words[0], close[1]))


def phrases_of(texts: Iterable[str], fuzziness: int) -> list[Phrase]:
    """Texts as phrases, those without a word left out."""
    return [found for text in texts if (found := Phrase.of(text, fuzziness)) is not None]


def sure_forms(actor: Actor) -> list[str]:
    """Names that mean the actor wherever they stand: its name, its longer forms, its acronym; not a bare surname,
    role or capital."""
    forms = [actor.name]
    for form in (form for form, _ in actor.forms if not seat(actor, form)):
        words = form.split()
        capitals = sum(word[:1].isupper() for word in words)
        if (len(words) > 1 and capitals > 1 and form[:1].isupper()) or (form.isupper() and len(form) > 2):
            forms.append(form)
    return list(dict.fromkeys(forms))


def weighed(mention: Mention, actor: Actor) -> Mention:
    """A person's bare surname or first name counts, but less than the name."""
    bare = actor.kind == "person" and mention.by in {"name", "alias"} and " " not in mention.text and " " in actor.name
    return replace(mention, score=min(mention.score, BARE)) if bare else mention
