"""What a person decides: written to the judgements first, then shown in the index at once. A room a kind."""

from tui.store.decisions.decisions import Decisions
from tui.store.decisions.notes import sync_marks

__all__ = ["Decisions", "sync_marks"]
