"""In which order a person's look at claims is worth most: what is unsure and has consequences comes first.

A claim has consequences by the cells of the matrix that it stands in, a holder on an issue. It is worth a look by these
times how likely its reading is wrong. Pure: facts in, an order with its reasons out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from msgspec import Struct

from tui.corpus.cell_side import cell_side
from tui.model import Stance

# What hangs on a claim in one cell, from all to little.
DECIDES, TURNS, LONE, SIDED, SILENT_CELL, SILENT = 1.0, 0.9, 0.8, 0.4, 0.3, 0.1
LEAST_DOUBT = 0.05  # a reading that is held for sure may be wrong all the same
UNSURE = 0.5  # confidence below which the reading itself is a reason to look
FEW = 2  # claims on another side from which one alone against them may be read the wrong way round


class Taken(Struct, frozen=True):
    """A claim in one cell: `order` is its place in time among all, `confidence` 0 to 1."""

    claim: int
    holder: str
    issue: str
    stance: Stance | None
    order: int
    confidence: float


class Worth(Struct, frozen=True):
    """How much a look at a claim is worth, 0 to 1, for which issue, and why, in words, what weighs most first."""

    claim: int
    score: float
    issue: str
    why: tuple[str, ...]


def by_worth(taken: Iterable[Taken]) -> list[Worth]:
    """Every claim once, by the cell in which most hangs on it; what is worth most first, and of equals the earliest."""
    cells: dict[tuple[str, str], list[Taken]] = defaultdict(list)
    orders: dict[int, int] = {}
    for one in taken:
        cells[one.holder, one.issue].append(one)
        orders[one.claim] = one.order
    best: dict[int, Worth] = {}
    for key in sorted(cells):
        for worth in _of_cell(sorted(cells[key], key=lambda one: (one.order, one.claim))):
            if worth.claim not in best or worth.score > best[worth.claim].score:
                best[worth.claim] = worth
    return sorted(best.values(), key=lambda worth: (-worth.score, orders[worth.claim], worth.claim))


def _of_cell(cell: Sequence[Taken]) -> Iterable[Worth]:
    """The claims of one cell, earliest first."""
    counts = Counter(one.stance for one in cell)
    before: Stance | None = None
    for one in cell:
        weight, why = _consequence(one, counts, before)
        if one.stance in ("for", "against"):
            before = one.stance
        doubt = max(1.0 - min(max(one.confidence, 0.0), 1.0), LEAST_DOUBT)
        if one.confidence < UNSURE:
            why = (*why, f"the reading is unsure: {one.confidence:.2f}")
        yield Worth(one.claim, round(weight * doubt, 6), one.issue, why)


def _consequence(one: Taken, counts: Counter[Stance | None], before: Stance | None) -> tuple[float, tuple[str, ...]]:
    """What hangs on a claim, and why; `before` is the side that its holder took last."""
    sided = sum(counts.values()) - counts[None]
    if one.stance is None:
        if not sided:
            return SILENT_CELL, (f"no claim of {one.holder} takes a side here yet; this one may",)
        return SILENT, ("it takes no side",)
    found: list[tuple[float, str]] = []
    if sided == 1:
        found.append((DECIDES, f"no other claim decides the side of {one.holder}"))
    elif _side(counts) != _side(counts, without=one.stance):
        found.append((DECIDES, f"without it {one.holder} would be on another side"))
    if before is not None and one.stance != "mixed" and one.stance != before:
        found.append((TURNS, f"it is a turn of {one.holder} from {before} to {one.stance}"))
    others = sided - counts[one.stance]
    if counts[one.stance] == 1 and others >= FEW:
        found.append((LONE, f"it stands alone against {others} others of {one.holder}: it may be the wrong way round"))
    if not found:
        return SIDED, (f"one of {sided} that show the side of {one.holder}",)
    return max(weight for weight, _ in found), tuple(words for _, words in found)


def _side(counts: Counter[Stance | None], without: Stance | None = None) -> Stance | None:
    """The side that the cell shows, less one claim of a side."""
    left = {stance: counts[stance] - (stance == without) for stance in ("for", "against", "mixed")}
    return cell_side(left["for"], left["against"], left["mixed"])
