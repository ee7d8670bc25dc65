"""Who stands where as a network: holders and issues (two-mode), or holders tied by agreement or conflict (one-mode).

The one-mode networks are those of Discourse Network Analyzer: with x(h, i, s) the number of a holder's claims on an
issue with the stance s (for or against), the weight of agreement ("congruence") of two holders is the sum over issues
and stances of x(h1, i, s) * x(h2, i, s), that of conflict the sum over issues of x(h1, i, for) * x(h2, i, against) and
the other way round (Leifeld, "Discourse Network Analysis", Oxford Handbook of Political Networks, 2017). `issues`
counts each issue once, as DNA does where it ignores duplicates. Claims that repeat another article's wire story, or
in part what another of the same sentence says, count once; those without a holder, and in one-mode networks mixed
stances, tie nobody, and neither do doubtful ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Literal

from msgspec import Struct

from tui.export.statements import LeftOut, Statement
from tui.model import Days
from tui.store.rows import IssueRow

Network = Literal["two-mode", "agreement", "conflict"]
_STANCES = ("for", "against", "mixed", "none")


class Node(Struct, frozen=True):
    """`kind` is holder, issue or side; `of` a holder's kind (person, organization, …); `claims` how many it makes."""

    id: str
    kind: str
    label: str
    of: str = ""
    claims: int = 0
    proposition: str = ""


class Edge(Struct, frozen=True):
    """`relation` is position (holder to issue, one edge a stance: for, against, mixed or none), speaks for (holder to
    side), agreement or conflict; `issues` then tells on how many issues two holders agree or are in conflict."""

    source: str
    target: str
    relation: str
    stance: str = ""
    weight: int = 0
    issues: int = 0
    first: str = ""  # days, ISO 8601
    last: str = ""


class _Tally:
    """Claims counted, with the span of days in which they were made."""

    def __init__(self) -> None:
        self.n = 0
        self._days: list[Days] = []

    def add(self, days: Days | None) -> None:
        self.n += 1
        if days is not None:
            self._days = [Days(min(d.first for d in (*self._days, days)), max(d.last for d in (*self._days, days)))]

    def edge(self, source: str, target: str, relation: str, stance: str = "") -> Edge:
        first, last = (str(self._days[0].first), str(self._days[0].last)) if self._days else ("", "")
        return Edge(source, target, relation, stance, self.n, 0, first, last)


class PositionSums:
    """Claims summed by holder, issue and stance, and by holder and side."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self.held: dict[tuple[str, str, str], _Tally] = defaultdict(_Tally)
        self.sides: dict[tuple[str, str], _Tally] = defaultdict(_Tally)
        self.kinds: dict[str, str] = {}
        self.claims: dict[str, int] = defaultdict(int)
        self.left_out = LeftOut()
        for statement in statements:
            self._add(statement)

    def _add(self, statement: Statement) -> None:
        claim, holder = statement.claim, self.left_out.holder_of(statement)
        if holder is None:
            return
        self.kinds.setdefault(holder, statement.holder_kind)
        self.claims[holder] += 1
        for toward in statement.toward:
            self.held[holder, toward.issue, toward.stance or "none"].add(claim.days)
        if claim.side is not None and claim.side != holder:
            self.sides[holder, claim.side].add(claim.days)


def network(positions: PositionSums, issues: Sequence[IssueRow], kind: Network) -> tuple[list[Node], list[Edge]]:
    """Nodes and edges in an order that does not depend on that of the claims."""
    if kind == "two-mode":
        return _two_mode(positions, issues)
    return _one_mode(positions, kind)


def _two_mode(positions: PositionSums, issues: Sequence[IssueRow]) -> tuple[list[Node], list[Edge]]:
    held = {holder for holder, _, _ in positions.held} | {holder for holder, _ in positions.sides}
    holders = {name: f"h{n}" for n, name in enumerate(sorted(held))}
    touched = {issue for _, issue, _ in positions.held}
    listed = [issue for issue in issues if issue.id in touched]
    ids = {issue.id: f"i{n}" for n, issue in enumerate(listed)}
    sides = {name: f"s{n}" for n, name in enumerate(sorted({side for _, side in positions.sides}))}
    nodes = [Node(key, "holder", name, positions.kinds[name], positions.claims[name]) for name, key in holders.items()]
    for issue in listed:
        n = sum(tally.n for (_, on, _), tally in positions.held.items() if on == issue.id)
        nodes.append(Node(ids[issue.id], "issue", issue.name, "", n, issue.proposition))
    nodes += [Node(key, "side", name) for name, key in sides.items()]
    edges = [
        positions.held[holder, issue.id, stance].edge(key, ids[issue.id], "position", stance)
        for holder, key in holders.items()
        for issue in listed
        for stance in _STANCES
        if (holder, issue.id, stance) in positions.held
    ]
    edges += [
        positions.sides[holder, side].edge(holders[holder], sides[side], "speaks for")
        for holder, side in sorted(positions.sides)
    ]
    return nodes, edges


def _one_mode(positions: PositionSums, kind: Network) -> tuple[list[Node], list[Edge]]:
    stances: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for (holder, issue, stance), tally in positions.held.items():
        if stance in ("for", "against"):
            stances[holder][issue][stance] = tally.n
    names = sorted(stances)
    ids = {name: f"h{n}" for n, name in enumerate(names)}
    nodes = [Node(ids[name], "holder", name, positions.kinds[name], positions.claims[name]) for name in names]
    pairs = (
        (("for", "for"), ("against", "against")) if kind == "agreement" else (("for", "against"), ("against", "for"))
    )
    edges = []
    for one, other in combinations(names, 2):
        products = [
            sum(stances[one][issue].get(a, 0) * stances[other][issue].get(b, 0) for a, b in pairs)
            for issue in sorted(stances[one].keys() & stances[other].keys())
        ]
        if weight := sum(products):
            edges.append(Edge(ids[one], ids[other], kind, "", weight, sum(map(bool, products))))
    return nodes, edges
