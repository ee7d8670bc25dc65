"""How far coders agree, held against what other programs say of the same numbers."""

from __future__ import annotations

import math
import warnings
from itertools import combinations
from statistics import fmean

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.corpus.agreement import agreement, alpha, by_pairs, kappa

CODERS = ("ada", "bo", "cem", "dov")
VALUES = st.sampled_from(["for", "against", "mixed", "none"])
UNITS = st.lists(st.dictionaries(st.sampled_from(CODERS), VALUES, max_size=4), max_size=30)
Units = list[dict[str, str]]


def by_sklearn(units: Units, one: str, other: str) -> float | None:
    from sklearn.metrics import cohen_kappa_score

    both = [(unit[one], unit[other]) for unit in units if one in unit and other in unit]
    if not both:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = float(cohen_kappa_score([a for a, _ in both], [b for _, b in both]))
    return None if math.isnan(found) else found


def by_nltk(units: Units, what: str) -> float | None:
    from nltk.metrics.agreement import AnnotationTask

    triples = [(coder, str(at), value) for at, unit in enumerate(units) for coder, value in unit.items()]
    try:
        task = AnnotationTask(triples)
        return float(task.alpha() if what == "alpha" else task.kappa())
    except (ZeroDivisionError, ValueError):
        return None


def by_krippendorff(units: Units) -> float:
    import krippendorff

    names = sorted({value for unit in units for value in unit.values()})
    table = [[names.index(unit[coder]) if coder in unit else np.nan for unit in units] for coder in CODERS]
    return float(krippendorff.alpha(np.array(table), level_of_measurement="nominal"))


@given(UNITS)
def test_alpha_is_that_of_two_other_programs(units: Units) -> None:
    ours = alpha(units)
    judged = [unit for unit in units if len(unit) > 1]
    if len({value for unit in judged for value in unit.values()}) < 2:
        assert ours is None
        return
    assert ours is not None
    assert ours == pytest.approx(by_krippendorff(units), abs=1e-9)
    assert ours == pytest.approx(by_nltk(judged, "alpha"), abs=1e-9)


@given(UNITS)
def test_kappa_is_that_of_two_other_programs(units: Units) -> None:
    found = []
    for one, other in combinations(CODERS, 2):
        ours, theirs = kappa(units, one, other), by_sklearn(units, one, other)
        both = [{one: unit[one], other: unit[other]} for unit in units if one in unit and other in unit]
        if ours is None:
            assert theirs is None or len({value for unit in both for value in unit.values()}) < 2
            continue
        assert ours == pytest.approx(theirs, abs=1e-9)
        assert ours == pytest.approx(by_nltk(both, "kappa"), abs=1e-9)
        found.append(ours)
    assert agreement(units).kappa == (pytest.approx(fmean(found), abs=1e-9) if found else None)


@given(UNITS)
def test_the_parts_make_the_whole_and_no_order_matters(units: Units) -> None:
    whole = agreement(units)
    assert whole.units == sum(len(unit) > 1 for unit in units)
    shuffled = [dict(reversed(unit.items())) for unit in reversed(units)]
    for ours, theirs in zip(whole_numbers(units), whole_numbers(shuffled), strict=True):
        assert ours == (None if theirs is None else pytest.approx(theirs, abs=1e-12))
    for pair in by_pairs(units):
        assert len(pair.coders) == 2
        assert pair.units <= whole.units
        assert pair.agreed is not None
        assert pair.kappa is None or pair.kappa <= 1


def whole_numbers(units: Units) -> tuple[float | None, ...]:
    found = agreement(units)
    return found.agreed, found.kappa, found.alpha


def test_a_small_table_by_hand() -> None:
    """Ten units, seven agreed: 4 + 3, chance by margins 6·5 + 4·5 of 100."""
    given_by = [("y", "y")] * 4 + [("y", "n")] * 2 + [("n", "y")] + [("n", "n")] * 3
    found = agreement([{"a": one, "b": other} for one, other in given_by])
    assert (found.units, found.agreed) == (10, 0.7)
    assert found.kappa == pytest.approx((0.7 - 0.5) / 0.5)
    assert found.alpha == pytest.approx(1 - 19 * 6 / (400 - 121 - 81))
    one_value = agreement([{"a": "y", "b": "y"}] * 3)
    assert (one_value.agreed, one_value.kappa, one_value.alpha) == (1.0, None, None)
    nothing = agreement([{"a": "y"}, {}])
    assert (nothing.units, nothing.agreed, nothing.kappa, nothing.alpha) == (0, None, None, None)
