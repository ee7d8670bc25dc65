"""Sets of forms that are one actor, each union with the sentence that says why."""

from __future__ import annotations

from collections.abc import Iterable


class Unions:
    """Union-find over nodes (strings); never joins a pair that a person keeps apart.

    `out` are nodes that a person took out of a set, each with nodes of that set: no rule joins them to anything.
    """

    def __init__(self, apart: Iterable[tuple[str, str]] = ()) -> None:
        self._parent: dict[str, str] = {}
        self._apart = list(apart)
        self.out: dict[str, set[str]] = {}
        self.why: list[tuple[str, str]] = []  # a node of the set, and the sentence

    def keep_apart(self, a: str, b: str) -> None:
        """Never join the sets of two nodes from now on."""
        self._apart.append((a, b))

    def take_out(self, node: str, of: str | None) -> None:
        """No rule joins the node to anything from now on, a person's word to all but the set of `of`."""
        self.out.setdefault(node, set())
        if of is not None and of != node:
            self.out[node].add(of)
            self.keep_apart(node, of)

    def taken_from(self, node: str, other: str) -> bool:
        """Whether a person took the node out of the other's set."""
        return node in self.out and self.find(other) in {self.find(of) for of in self.out[node]}

    def say(self, nodes: Iterable[str], why: str) -> None:
        """Give a reason to the sets of some nodes that joins nothing."""
        self.why += [(node, why) for node in nodes]

    def find(self, node: str) -> str:
        parent = self._parent
        root = node
        while (above := parent.get(root, root)) != root:
            root = above
        while (above := parent.get(node, node)) != root:
            parent[node] = root
            node = above
        return root

    def same(self, a: str, b: str) -> bool:
        return self.find(a) == self.find(b)

    def union(self, a: str, b: str, why: str, *, by_hand: bool = False) -> bool:
        """Join the sets of two nodes, for a reason that `why` keeps; whether they were joined.

        They are not where they are one set already, where a person keeps them apart, where both have a root that stays
        (a country or a stated actor), and where a person took `b` out: then only a person joins it again (`by_hand`).
        """
        if b in self.out and not by_hand:
            return False
        into, other = self.find(a), self.find(b)
        if other.find("|") > 0:  # a country or a stated actor stays the root of its set
            into, other = other, into
        if into == other or other.find("|") > 0:
            return False
        if self.kept_apart(into, other):
            return False
        self._parent[other] = into
        self.why.append((into, why))
        return True

    def kept_apart(self, a: str, b: str) -> bool:
        """Whether a person says that something in the one's set and something in the other's are never one."""
        both = {self.find(a), self.find(b)}
        return any({self.find(x), self.find(y)} == both for x, y in self._apart)
