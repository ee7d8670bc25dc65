"""What a person decides, as the library offers it."""

from __future__ import annotations

from pathlib import Path

from tui.config import Config
from tui.model import Article, Claim, Selection, Stance
from tui.store.database import Index
from tui.store.rows import Change, Note
from tui.store.view import View


class Decisions:
    """The part of the Library that writes what a person decides; see judgements.py for how it is kept."""

    def __init__(self, index: Index, config: Config, data_dir: Path | None = None) -> None:
        self._index = index
        self._view = View(index, config)

    def _looked(self) -> float:
        return 0.0

    def _overlay(self, article: Article, claim: Claim) -> Claim:
        return claim

    # --- what a person decides (see judgements.py; all raise NotSaved where the disk refuses, Stale where another
    #     terminal was first)

    def mark_seen(self, key: str, seen: bool = True) -> None:
        raise NotImplementedError

    def look(self) -> None:
        """The reader has looked: what is there now is no longer new."""
        raise NotImplementedError

    def notes(self, selection: Selection | None = None) -> list[Note]:
        raise NotImplementedError

    def note(self, selection: Selection, text: str, version: int = 0) -> Note:
        """Write (or, with empty text, remove) the note on a selection; `version` is that of the note edited."""
        raise NotImplementedError

    def confirm(self, claim: str) -> None:
        raise NotImplementedError

    def reject(self, claim: str) -> None:
        raise NotImplementedError

    def change(
        self, claim: str, *, holder: str | None = None, stance: Stance | str | None = None, issue: str | None = None
    ) -> Claim | None:
        """Set a claim's holder, stance ("none" for no stance) or main issue by hand; None leaves as it is."""
        raise NotImplementedError

    def undo(self) -> Change | None:
        """Take back the last judgement not yet taken back; None where there is none."""
        raise NotImplementedError

    def history(self, *, offset: int = 0, limit: int = 100) -> list[Change]:
        raise NotImplementedError

    # --- where the desk was

    def state(self, key: str) -> str | None:
        """What the desk kept under `key` for this corpus (place, selection, filters, sizes), as JSON."""
        raise NotImplementedError

    def keep_state(self, key: str, value: str) -> None:
        raise NotImplementedError
