"""How alike names are that were compared before: it depends on the two alone, so it is kept from run to run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

Pair = tuple[str, str]  # two nodes, the first by spelling before the other


class KeptLikenesses(Struct, frozen=True):
    """What was compared: `blocks` are numbers of `nodes` that were compared with one another, by what their names have
    in common; `alike` the pairs that were found alike, with a score of 0 to 100."""

    nodes: tuple[str, ...] = ()
    blocks: Mapping[str, tuple[int, ...]] = {}
    alike: tuple[tuple[int, int, float], ...] = ()


class Likenesses:
    """The pairs that are alike, by what is kept of the run before and by comparing what is new."""

    def __init__(self, kept: KeptLikenesses | None = None) -> None:
        kept = kept or KeptLikenesses()
        nodes = kept.nodes
        self._blocks = {key: frozenset(nodes[at] for at in block) for key, block in kept.blocks.items()}
        self._alike: dict[Pair, float] = {(nodes[one], nodes[other]): score for one, other, score in kept.alike}

    def within(self, blocks: Mapping[str, Sequence[str]], likeness: Callable[[str, str], float]) -> dict[Pair, float]:
        """The pairs of nodes of one block that are alike; `likeness` is asked of those alone that no block had before.

        Takes, beside that, time by the number of blocks."""
        fresh: set[Pair] = set()
        known: dict[str, frozenset[str]] = {}
        for key, block in blocks.items():
            if len(block) < 2:
                continue
            before = self._blocks.get(key, frozenset())
            now = known[key] = before if before.issuperset(block) and len(before) == len(block) else frozenset(block)
            if now is before:
                continue
            new = [node for node in block if node not in before]
            for node in new:
                fresh.update(pair(node, other) for other in block if other != node)
        for both in fresh:
            if both not in self._alike and (score := likeness(*both)):
                self._alike[both] = score
        self._blocks = known
        self._alike = self._together(blocks)
        return self._alike

    def _together(self, blocks: Mapping[str, Sequence[str]]) -> dict[Pair, float]:
        """The pairs that are alike and still in one block."""
        of: dict[str, set[str]] = {node: set() for both in self._alike for node in both}
        for key, block in blocks.items():
            for node in block:
                if node in of:
                    of[node].add(key)
        return {both: score for both, score in self._alike.items() if not of[both[0]].isdisjoint(of[both[1]])}

    def kept(self) -> KeptLikenesses:
        """What the next run takes."""
        nodes = sorted({node for block in self._blocks.values() for node in block})
        number = {node: at for at, node in enumerate(nodes)}
        return KeptLikenesses(
            tuple(nodes),
            {key: tuple(sorted(number[node] for node in block)) for key, block in self._blocks.items()},
            tuple(sorted((number[one], number[other], score) for (one, other), score in self._alike.items())),
        )


def pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)
