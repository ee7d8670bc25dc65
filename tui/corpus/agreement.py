"""How far coders agree: per cent, Cohen's kappa and Krippendorff's alpha of nominal values. Pure.

A unit is what was judged: each of its coders gave it one value. A unit that only one coder judged tells nothing of
agreement, and is left aside.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import combinations

from msgspec import Struct

Unit = Mapping[str, Hashable]  # values by coder


class Agreement(Struct, frozen=True):
    """Of one question and some coders. None where nothing can be said: no unit of two, or one value everywhere."""

    coders: tuple[str, ...]
    units: int  # that two or more of the coders judged
    agreed: float | None  # 0 to 1: of all pairs of values given to one unit, those that are equal
    kappa: float | None  # Cohen's; of more than two coders the mean of their pairs' (Light's)
    alpha: float | None  # Krippendorff's, nominal


def agreement(units: Iterable[Unit]) -> Agreement:
    """Over all who coded."""
    judged = [unit for unit in units if len(unit) > 1]
    coders = tuple(sorted({coder for unit in judged for coder in unit}))
    kappas = [kappa(judged, *pair) for pair in combinations(coders, 2)]
    known = [value for value in kappas if value is not None]
    return Agreement(
        coders,
        len(judged),
        _agreed(judged),
        sum(known) / len(known) if known else None,
        alpha(judged),
    )


def by_pairs(units: Sequence[Unit]) -> list[Agreement]:
    """Of each two coders that judged units together, as if no other had."""
    coders = sorted({coder for unit in units for coder in unit})
    found = []
    for pair in combinations(coders, 2):
        both = [{coder: unit[coder] for coder in pair} for unit in units if all(coder in unit for coder in pair)]
        if both:
            found.append(agreement(both))
    return found


def _agreed(units: Sequence[Unit]) -> float | None:
    pairs = [one == other for unit in units for one, other in combinations(unit.values(), 2)]
    return sum(pairs) / len(pairs) if pairs else None


def kappa(units: Sequence[Unit], one: str, other: str) -> float | None:
    """Cohen's kappa of two coders over the units that both judged; None where there is none, or chance alone would
    have them agree everywhere."""
    both = [(unit[one], unit[other]) for unit in units if one in unit and other in unit]
    if not both:
        return None
    n = len(both)
    ours, theirs = Counter(a for a, _ in both), Counter(b for _, b in both)
    same = sum(a == b for a, b in both)
    chance = sum(ours[value] * theirs[value] for value in ours)  # times n * n
    return (n * same - chance) / (n * n - chance) if chance < n * n else None


def alpha(units: Sequence[Unit]) -> float | None:
    """Krippendorff's alpha for nominal values, of any number of coders with gaps; None where there is no unit of two,
    or one value everywhere."""
    judged = [Counter(unit.values()) for unit in units if len(unit) > 1]
    totals: Counter[Hashable] = Counter()
    for values in judged:
        totals.update(values)
    n = totals.total()
    by_chance = n * n - sum(count * count for count in totals.values())
    if not by_chance:
        return None
    observed = sum(
        (values.total() ** 2 - sum(count * count for count in values.values())) / (values.total() - 1)
        for values in judged
    )
    return 1 - (n - 1) * observed / by_chance
