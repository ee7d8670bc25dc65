"""Networks as networkx reads them, with the weights that Discourse Network Analyzer gives."""

from __future__ import annotations

import io
from typing import Any

import networkx
import pytest

from tests.export.making import HOSTILE, PIER, TOLL, days, statement
from tui.export.graphml import graphml
from tui.export.networks import Network, PositionSums, network
from tui.export.portable_text import writable
from tui.export.statements import Statement

ISSUES = (PIER, TOLL)


def graph(kind: Network, *told: Statement) -> Any:
    data = b"".join(graphml(*network(PositionSums(told), ISSUES, kind)))
    return networkx.read_graphml(io.BytesIO(data))


def ties(found: Any, *fields: str) -> list[tuple[Any, ...]]:
    names = networkx.get_node_attributes(found, "label")
    return sorted((names[a], names[b], *(data[field] for field in fields)) for a, b, data in found.edges(data=True))


def told(holder: str, *stances: tuple[str, str | None], **more: Any) -> Statement:
    words = f"{holder} {stances} {more}"
    return statement(words, holder=holder, toward=stances, **more)


def test_holders_stand_toward_issues_with_counts_and_days() -> None:
    found = graph(
        "two-mode",
        told("Ann", ("pier", "for"), said=days("2031-01-02"), side="Ansgar"),
        told("Ann", ("pier", "for"), ("toll", "against"), said=days("2031-03-04")),
        told("Ann", ("pier", None)),
        told("Bo", ("toll", "mixed"), kind="organization"),
        told("Bo", ("pier", "for"), copy=True),
        told("Bo", ("pier", "for"), under=True),
    )
    kinds = networkx.get_node_attributes(found, "kind")
    assert sorted(kinds.values()) == ["holder", "holder", "issue", "issue", "side"]
    assert ties(found, "relation", "stance", "weight", "first", "last") == [
        ("Ann", "Ansgar", "speaks for", "", 1, "2031-01-02", "2031-01-02"),
        ("Ann", "The bridge toll", "position", "against", 1, "2031-03-04", "2031-03-04"),
        ("Ann", "The pier at Ansgar", "position", "for", 2, "2031-01-02", "2031-03-04"),
        ("Ann", "The pier at Ansgar", "position", "none", 1, "2031-04-03", "2031-04-03"),
        ("Bo", "The bridge toll", "position", "mixed", 1, "2031-04-03", "2031-04-03"),
    ]


def test_agreement_and_conflict_are_products_of_counts() -> None:
    """By hand: Ann has pier +2, toll -1; Bo pier +1 -1; Cy toll -3. Agreement of Ann and Bo is 2*1, of Ann and Cy 1*3;
    conflict of Ann and Bo is 2*1."""
    statements = [
        told("Ann", ("pier", "for"), said=days("2031-01-01")), told("Ann", ("pier", "for"), said=days("2031-01-02")),
        told("Ann", ("toll", "against")), told("Ann", ("toll", "mixed")), told("Bo", ("pier", "for")),
        told("Bo", ("pier", "against")),
        *(told("Cy", ("toll", "against"), said=days(f"2031-02-0{n}")) for n in (1, 2, 3)),
    ]  # fmt: skip
    agreement = graph("agreement", *statements)
    assert ties(agreement, "weight", "issues") == [("Ann", "Bo", 2, 1), ("Ann", "Cy", 3, 1)]
    assert ties(graph("conflict", *statements), "weight", "issues") == [("Ann", "Bo", 2, 1)]
    assert set(networkx.get_node_attributes(agreement, "label").values()) == {"Ann", "Bo", "Cy"}


@pytest.mark.parametrize("name", HOSTILE)
def test_any_name_is_read_back_as_far_as_xml_can_hold_it(name: str) -> None:
    found = graph("two-mode", told(name, ("pier", "for"), side=name + "x"))
    labels = set(networkx.get_node_attributes(found, "label").values())
    assert labels == {writable(name), writable(name) + "x", PIER.name}


def test_the_order_of_claims_changes_nothing() -> None:
    statements = [told(name, ("pier", stance)) for name in "cab" for stance in ("for", "against")]
    one = b"".join(graphml(*network(PositionSums(statements), ISSUES, "two-mode")))
    assert one == b"".join(graphml(*network(PositionSums(reversed(statements)), ISSUES, "two-mode")))
