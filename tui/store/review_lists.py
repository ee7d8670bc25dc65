"""What a person is to look at, and has looked at: the claims in the order of what a look is worth."""

from __future__ import annotations

from tui.model import Crossref
from tui.store.current_view import CurrentView
from tui.store.judgements import Judgements
from tui.store.queries.decided import decided
from tui.store.queries.lost_words import untied
from tui.store.queries.review import review
from tui.store.rows import DecidedRow, ReviewRow, Untied


class ReviewLists:
    """Reads through the view that a Library reads through."""

    def __init__(self, current: CurrentView, judgements: Judgements) -> None:
        self._current = current
        self._judgements = judgements
        self._untied: tuple[object, list[Untied]] = (None, [])  # of which index and judgements, and what is untied

    def queue(self, crossref: Crossref | None = None) -> list[ReviewRow]:
        """Claims in the order in which a look is worth most, of the crossref where one is given."""
        return review(self._current.view, crossref)

    def decided(self) -> list[DecidedRow]:
        """What was decided in this corpus and stands, the latest first."""
        return decided(self._current.view, self._judgements)

    def untied(self) -> list[Untied]:
        """What was decided of claims of articles that are here, and is tied to none of them any more; what was known of
        them where the judgements cannot be asked."""
        view, mark = self._current.view, self._judgements.file.mark()
        asked = (view.generation, mark)
        if mark is not None and self._untied[0] != asked:
            self._untied = (asked, untied(view, self._judgements))
        return self._untied[1]
