"""Capitals that act: "Oslo urged …" is a mention of Norway, and found also where Oslo is asked for."""

from __future__ import annotations

import numpy as np

from tui.corpus.actors.countries import by_capital, country_id
from tui.corpus.crossref.evidence import Evidence
from tui.corpus.crossref.hits import NO_HITS, Hits, Reason
from tui.corpus.crossref.mention_overlap import metonyms
from tui.corpus.crossref.word_mentions import phrases_of
from tui.corpus.phrases.closeness import find
from tui.corpus.phrases.lookalikes import Guard
from tui.corpus.phrases.vocabulary import Vocabulary
from tui.model import Actor
from tui.text.words import phrase


def acts_for(actor: Actor, evidence: Evidence) -> Actor | None:
    """The country whose capital a place is, if the corpus mentions the country; None for anything else."""
    country = by_capital(actor.name) if actor.kind == "place" else None
    return evidence.actor(country_id(country)) if country is not None else None


def acting(seat: Actor, country: Actor, evidence: Evidence, vocabulary: Vocabulary, guard: Guard, most: int) -> Hits:
    """Where the words of a seat were read as the country, among the first `most` places where they stand."""
    words = {phrase(form): form for form in (seat.name, *(form for form, _ in seat.forms))}
    hits = find(phrases_of(words.values(), 0), vocabulary, guard).at(slice(most))
    if not len(hits):
        return NO_HITS
    here = hits.at(metonyms(hits, country, evidence))
    why = f"“{seat.name}”, the capital, acts for {country.name} here."
    one = np.zeros(len(here), np.int32)
    return Hits(here.keys, here.lengths, np.full(len(here), 100.0), one, (Reason("metonym", why, seat.name),))
