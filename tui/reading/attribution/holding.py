"""What can hold a position: persons, bodies, states, groups and documents; never a war, a price, a shock."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from tui.reading.attribution.candidate import Candidate
from tui.reading.attribution.parse import Parse
from tui.text.wordlist import wordlist

# Nouns of events, states, feelings, measures and things that hold nothing, whatever is said of them.
_EVENTS = wordlist(
    """
    invasion war battle attack bombing raid strike clash violence unrest crisis conflict shelling blast
    explosion explosive fire flood storm earthquake drought famine disease outbreak epidemic pandemic virus
    weather climate winter summer spring autumn accident crash collision collapse fall rise increase decrease
    decline growth drop slump surge boom recession inflation price cost tax tariff rate wage income profit loss
    sale trade demand supply market economy currency oil gas energy water food money fund budget cash debt
    deficit crime murder killing death birth marriage arrest trial punishment torture cleansing genocide
    massacre pressure tension fear anger hatred hope pride shame love joy grief mood feeling sense emotion pain
    hunger poverty wealth power strength weakness danger risk threat fact reason cause effect result outcome
    consequence way time day night week month year century moment period era past future morning evening season
    goal game match race win victory defeat failure success effort attempt move step action act event occasion
    incident case matter problem issue thing situation condition circumstance change reform shift turn trend
    development progress process system method technology machine car train ship plane aircraft bomb missile
    weapon gun tank bullet road bridge dam wall border river sea lake mountain island building house tower
    factory plant mine field farm land soil forest tree crop animal dog cat horse bird fish snow rain wind sun
    heat cold light darkness noise silence language culture tradition religion freedom independence sovereignty
    peace stability security unity implementation respect spirit dialogue task topic suffering oxygen line floor
    instrument look presence absence existence recognition withdrawal deployment occupation annexation
    separation expansion enlargement accession membership truth turbulence
    law legislation bill rule provision amendment clause
    """
)
# Verbs by which such things tell something: "the rise shows that…".
_TELLS = frozenset(
    {"show", "indicate", "suggest", "mean", "reveal", "demonstrate", "prove", "reflect", "highlight", "signal",
     "illustrate", "underline", "underscore", "confirm", "point", "say", "read", "spell", "put", "raise", "according"}
)  # fmt: skip


@cache
def _things() -> frozenset[str]:
    """More such nouns, made by bench/make_things.py from WordNet."""
    return frozenset(files("tui.text").joinpath("things.txt").read_text(encoding="ascii").split())


def can_hold(p: Parse, c: Candidate) -> bool:
    """Whether the head of a candidate's source is something that can hold what is ascribed to it."""
    head = c.source.head
    if head is None or p.tag[head] not in ("NN", "NNS") or p.entity[head]:
        return True
    if p.lemma[head] not in _EVENTS and p.lemma[head] not in _things():
        return True
    return c.lemma in _TELLS and c.source.how != "agent" and not c.frame.polarity
