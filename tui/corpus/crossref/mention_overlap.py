"""Which hits of words are places that reading tied to an actor already; by words alone, with a look at no text."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from tui.corpus.actors.countries import folded
from tui.corpus.actors.names_like import name_score, untitled
from tui.corpus.crossref.evidence import Evidence, Ints, MentionColumns
from tui.corpus.crossref.hits import Hits
from tui.corpus.crossref.word_mentions import spelled_otherwise
from tui.model import Actor

_MOST_ASKED = 5_000  # close spellings that are looked at
Bools = npt.NDArray[np.bool_]


def overlaps(hits: Hits, mentions: MentionColumns) -> tuple[Ints, Ints]:
    """Every pair of a hit and a mention that share a word, as indexes of the hits and of the mentions."""
    low = np.searchsorted(hits.keys + hits.lengths - 1, mentions.first)
    high = np.maximum(np.searchsorted(hits.keys, mentions.last, side="right"), low)
    counts = high - low
    mention = np.repeat(np.arange(len(low)), counts)
    within = np.arange(len(mention)) - np.repeat(np.cumsum(counts) - counts, counts)
    return low[mention] + within, mention


def covered(hits: Hits, actor: Actor, evidence: Evidence, apart: Callable[[Actor, Actor], bool]) -> Bools:
    """Which hits for an actor's words reading tied: to the actor, or to another whose name the words cannot be.

    No rival is a mention that is a part of a longer hit ("Lowland" in "northern Lowland districts"), nor, for a name of
    several words, another spelling of it that reading took for an actor of its own, unless a person holds the two
    `apart`.
    """
    mentions = evidence.mentions_at(hits.keys)
    hit, mention = overlaps(hits, mentions)
    first, last, who = mentions.first[mention], mentions.last[mention], mentions.actor[mention]
    begins = hits.keys[hit]
    ends = begins + hits.lengths[hit] - 1
    inside = (begins <= first) & (last <= ends) & (last - first < ends - begins)
    loose = np.array([spelled_otherwise(reason) for reason in hits.reasons], bool)[hits.reason[hit]]
    alone = (first == begins) & (last == ends)
    whole = loose & alone
    own = evidence.actor_number(actor.id)
    variant = np.zeros(len(hit), bool)
    for number, key in evidence.actor_keys(np.unique(who[whole]).tolist()).items():
        other = evidence.actor(key)
        if number != own and (other is None or not apart(actor, other)):
            variant |= whole & (who == number)
    for number, key in evidence.actor_keys(np.unique(who[alone]).tolist()).items():
        other = evidence.actor(key)
        if number != own and other is not None and folded(other.name) == folded(actor.name) and not apart(actor, other):
            variant |= alone & (who == number)  # the same name, read as a person's here and a body's there
    taken = np.zeros(len(hits), bool)
    taken[hit[(who == own) | ~(inside | variant)]] = True
    return taken


def of_others(hits: Hits, term: str, evidence: Evidence) -> Bools:
    """Which close spellings of a person's name, or shorter names taken for it, stand in the full name of a person that
    it cannot be."""
    loose = np.array([reason.by in {"fuzzy", "alias"} for reason in hits.reasons], bool)[hits.reason]
    found = np.zeros(len(hits), bool)
    asked = np.flatnonzero(loose)[:_MOST_ASKED]
    if not len(asked):
        return found
    chosen = hits.at(asked)
    mentions = evidence.mentions_at(chosen.keys)
    hit, mention = overlaps(chosen, mentions)
    begins, first, last = chosen.keys[hit], mentions.first[mention], mentions.last[mention]
    whole = (first < last) & (first <= begins) & (begins + chosen.lengths[hit] - 1 <= last)
    name = untitled(folded(term))
    for number, key in evidence.actor_keys(np.unique(mentions.actor[mention][whole]).tolist()).items():
        other = evidence.actor(key)
        if other is None or other.kind != "person" or " " not in other.name:
            continue
        if not any(name_score(name, folded(form), person=True) for form in (other.name, *(f for f, _ in other.forms))):
            found[asked[hit[whole & (mentions.actor[mention] == number)]]] = True
    return found


def metonyms(hits: Hits, country: Actor, evidence: Evidence) -> Bools:
    """Which hits were read as a country that the words act for."""
    mentions = evidence.mentions_at(hits.keys)
    hit, mention = overlaps(hits, mentions)
    meant = mentions.metonym[mention] & (mentions.actor[mention] == evidence.actor_number(country.id))
    found = np.zeros(len(hits), bool)
    found[hit[meant]] = True
    return found
