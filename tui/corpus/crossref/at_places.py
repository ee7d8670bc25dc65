"""Selections that name their places themselves: a claim, an article, days. All that stands there is at hand at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from msgspec import Struct

from tui.corpus.crossref.evidence import ArticlePlace, Evidence, Ints
from tui.corpus.crossref.selected_days import days_of as days_of_key
from tui.model import Mention, Span

MOST_PLACES = 20_000  # whose claims are looked up one by one
MOST_BESIDE = 3_000  # and whose neighbours
_END = 1 << 40  # code points: beyond the end of any article


class Places(Struct, frozen=True):
    """What stands at some places: mentions by article number, claim numbers, and the actors named beside."""

    mentions: Mapping[int, Sequence[Mention]]
    claims: tuple[Ints, ...]
    beside: tuple[tuple[str, int], ...]


def of_claim(key: str, evidence: Evidence) -> Places | None:
    """A claim's own words, and what its holder says of the same issue; None where the claim is not there."""
    claim = evidence.claim(key)
    number = evidence.number(claim.article) if claim else None
    if claim is None or number is None:
        return None
    places = [ArticlePlace(number, span.start, span.end) for span in (*claim.source, *claim.content)]
    itself = evidence.claim_number(claim.id)
    claims = [np.array([itself] if itself is not None else [], np.int64)]
    if claim.holder_id and claim.issues:
        same = evidence.claims_of_issue(claim.issues[0])
        claims.append(np.intersect1d(evidence.claims_of_actor(claim.holder_id), same))
    return _over(places, claims, evidence)


def of_article(key: str, evidence: Evidence) -> Places | None:
    """All of an article; None where it is not there."""
    number = evidence.number(key)
    if number is None:
        return None
    return _over([ArticlePlace(number, 0, _END)], [evidence.claims_in([number])], evidence)


def _over(places: Sequence[ArticlePlace], claims: Sequence[Ints], evidence: Evidence) -> Places:
    """The mentions of actors at places of one article."""
    mentions: dict[tuple[str, Span, str | None], Mention] = {}
    beside: dict[str, int] = defaultdict(int)
    for _, mention in evidence.mentions_over(places):
        mentions.setdefault((mention.article, mention.span, mention.actor), mention)
    for mention in mentions.values():
        if mention.actor is not None:
            beside[mention.actor] += 1
    found = sorted(mentions.values(), key=lambda mention: mention.span)
    return Places({places[0].article: found}, tuple(claims), tuple(sorted(beside.items(), key=lambda item: -item[1])))


def of_days(key: str, evidence: Evidence) -> Places | None:
    """The time expressions whose days lie within some days, and the claims of these; None where `key` is no days."""
    days = days_of_key(key)
    if days is None:
        return None
    dated = evidence.dated(days)[:MOST_PLACES]
    places = [place for place, _ in dated]
    found: dict[int, list[Mention]] = defaultdict(list)
    keys = dict(zip(numbers := list({place.article for place in places}), evidence.keys(numbers), strict=True))
    for place, text in zip(places, evidence.texts(places), strict=True):
        span = Span(place.start, place.end)
        why = f"its days lie in {days}"
        found[place.article].append(Mention(keys[place.article], span, "name", text=text, why=why))
    in_order = {number: sorted(here, key=lambda mention: mention.span) for number, here in found.items()}
    sentences = [ArticlePlace(place.article, sentence.start, sentence.end) for place, sentence in dated]
    return Places(in_order, (evidence.claims_on(days),), tuple(evidence.beside(sentences[:MOST_BESIDE])))
