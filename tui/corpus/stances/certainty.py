"""How often a stance is right that was read as this one was: log-odds that add up, learned from stances that people
judged (bench/train_stances.py; docs/model-card.md says which).

The words for what raises or lowers them are in certainty.yaml beside the weights.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from typing import Any

from msgspec import Struct

from tui.corpus.stances.grounds import Grounds
from tui.text.shipped import shipped_yaml

LEAST = 0.3  # a stance that is less sure is not stated
_HEARD = 3  # claims whose words lean to one side beyond which more of them tell nothing new


class Beside(Struct, frozen=True):
    """What else the claim's holder says on the issue in the article: `same` and `other` are their claims on its side
    and on another, `hints` by how many more claims their hints lean to its side than against it."""

    same: int = 0
    other: int = 0
    hints: int = 0


class Certainty(Struct, frozen=True):
    """Of a hundred stances like one, the share that is right, and what makes it so, what weighs most first."""

    share: float
    why: tuple[str, ...] = ()


class _Weight(Struct, frozen=True):
    weight: float
    mean: float  # over the stances it was learned from
    more: str = ""  # what is said where it is above the mean, and below
    less: str = ""


@cache
def _weights() -> tuple[float, Mapping[str, _Weight]]:
    rows: dict[str, Any] = shipped_yaml(__package__, "certainty.yaml")
    return rows["base"], {name: _Weight(**row) for name, row in rows["marks"].items()}


def marks(grounds: Grounds, beside: Beside, source: str, term: str, weight: float) -> dict[str, float]:
    """A stance's marks as numbers. `source`: the words that name its holder; `term`: what names the issue, and how
    strongly (`weight`)."""
    g = grounds
    return {
        "agrees": float(beside.same > 0 and not beside.other),
        "differs": float(beside.other > 0 and not beside.same),
        "others hinted": max(-_HEARD, min(_HEARD, beside.hints)) / _HEARD,
        "again": float(g.agreeing > 1),
        "hint": float(g.kind == "hint"),
        "watched": float(g.watched),
        "no thing": float(g.things == 0),
        "thwarts": float(g.serves < 0),
        "judged": float(g.judged),
        "valued": float(g.valued),
        "negated": min(g.negated, 2) / 2,
        "depth": min(g.depth, 6) / 6,
        "weight": max(0.0, min(weight, 4.0)) / 4,
        "common": float(term.islower()),
        "he or she": float(source.lower() in ("he", "she")),
    }


def certainty(found: Mapping[str, float]) -> Certainty:
    """How sure a stance with these marks is."""
    base, weights = _weights()
    parts = {name: row.weight * (found[name] - row.mean) for name, row in weights.items()}
    share = 1 / (1 + math.exp(-(base + sum(parts.values()))))
    ranked = sorted(parts, key=lambda name: -abs(parts[name]))
    told = (weights[name].more if found[name] > weights[name].mean else weights[name].less for name in ranked)
    return Certainty(share, tuple(words for words in told if words)[:2])
