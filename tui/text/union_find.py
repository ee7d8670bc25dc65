"""Sets of forms that are one actor, each union with the sentence that says why."""

from __future__ import annotations

from collections.abc import Iterable


class Unions:
    """Union-find over nodes (strings); never joins a pair that a person keeps apart."""

    def __init__(self, apart: Iterable[tuple[str, str]] = ()) -> None:
        self._parent: dict[str, str] = {}
        self._apart = tuple(apart)
        self.why: list[tuple[str, str]] = []  # a node of the set, and the sentence

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

    def union(self, a: str, b: str, why: str) -> bool:
        """Join the sets of two nodes; False where they are one already or are kept apart."""
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
