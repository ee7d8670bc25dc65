"""Networks as GraphML, which networkx, igraph (R and Python), Gephi, Cytoscape, visone and yEd open.

Between a holder and an issue stands one edge for each stance, so that the graph is a multigraph, undirected.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from tui.export.networks import Edge, Node
from tui.export.portable_text import writable

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns'
    ' http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
)
_NODE = (("label", "string"), ("kind", "string"), ("of", "string"), ("claims", "int"), ("proposition", "string"))
_EDGE = (
    ("relation", "string"), ("stance", "string"), ("weight", "int"), ("issues", "int"), ("first", "string"),
    ("last", "string"),
)  # fmt: skip


def graphml(nodes: Sequence[Node], edges: Sequence[Edge]) -> Iterator[bytes]:
    """A weight is a number of claims, or of pairs of claims that agree or conflict; days are ISO 8601."""
    yield _HEAD.encode()
    for owner, keys in (("node", _NODE), ("edge", _EDGE)):
        for name, kind in keys:
            key = f'  <key id="{owner[0]}_{name}" for="{owner}" attr.name="{name}" attr.type="{kind}"/>\n'
            yield key.encode()
    yield b'  <graph id="positions" edgedefault="undirected">\n'
    for node in nodes:
        yield f'    <node id="{node.id}">{_data(node, "n", _NODE)}</node>\n'.encode()
    for number, edge in enumerate(edges):
        head = f'<edge id="e{number}" source="{edge.source}" target="{edge.target}">'
        yield f"    {head}{_data(edge, 'e', _EDGE)}</edge>\n".encode()
    yield b"  </graph>\n</graphml>\n"


def _data(of: Node | Edge, owner: str, keys: tuple[tuple[str, str], ...]) -> str:
    return "".join(f'<data key="{owner}_{name}">{_text(getattr(of, name))}</data>' for name, _ in keys)


def _text(value: object) -> str:
    # A carriage return is read as a line feed unless it is written as a reference.
    return escape(writable(str(value))).replace("\r", "&#13;")
