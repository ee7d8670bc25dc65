"""What a store of judgements that colleagues share must do, whatever keeps it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct

from tui.store.corpora import Known

AT_ONCE = 500  # rows that go over in one transaction


class Sent(Struct, frozen=True):
    """A row as the shared store has it: `number` grows with each, and none with a lower one comes later."""

    number: int
    row: str  # a Travelling, as ASCII JSON


class SharedStore(Protocol):
    """What a shared store must do. Each method raises StoreProblem where it cannot be reached."""

    def identity(self) -> str:
        """What tells this store from another at the same address."""
        ...

    def called(self, articles: Known, otherwise: str) -> str:
        """What the store calls the corpus of these articles, from now on `otherwise` where it does not know it; two
        that ask at one moment get one answer."""
        ...

    def put(self, corpus: str, rows: Sequence[tuple[str, str]]) -> None:
        """Keep rows, each by its uid: one that is there already is left as it is."""
        ...

    def since(self, corpus: str, number: int) -> Sequence[Sent]:
        """At most AT_ONCE rows of a corpus after a number, in their order."""
        ...

    def wait(self, seconds: float) -> bool:
        """Until somebody has put something, or so long; whether somebody has."""
        ...

    def close(self) -> None: ...
