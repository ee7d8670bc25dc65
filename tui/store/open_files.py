"""The files behind a library while it is open: whether they still stand, and how they are opened again."""

from __future__ import annotations

from tui.store.current_view import CurrentView
from tui.store.judgements import Judgements
from tui.store.problems import StoreProblem
from tui.store.rows import Standing
from tui.store.sharing import Sharing


class OpenFiles:
    def __init__(self, current: CurrentView, judgements: Judgements, sharing: Sharing | None = None) -> None:
        """`sharing` is what passes judgements to and from a store that colleagues share, where there is one."""
        self.sharing = sharing
        self._current = current
        self._judgements = judgements

    def rest(self, why: str) -> None:
        """Have every read of the index fail at once, with these words, until `look_again`."""
        self._current.index_file.rest(why)

    def stand(self) -> bool:
        """Whether index and judgements are still the files that were opened, and the judgements can be read; by a look
        at their names alone."""
        return self._current.index_file.stands() and self._judgements.file.stands()

    @property
    def replaced(self) -> int:
        """How often another file of judgements came to stand there, as after going back to a backup."""
        return self._judgements.file.replaced

    def look_again(self) -> Standing:
        """Try to read again, and open what stands there now, in a thread of its own: an index that was removed or is
        damaged is made anew. Says what still cannot be read."""
        index, anew, lost = "", False, self._judgements.lost
        try:
            anew = self._current.index_file.look_again()
            if anew:
                self._current.begin_anew()
        except StoreProblem as problem:
            index = str(problem)
        trouble = self._judgements.trouble()
        return Standing(index, trouble, anew, known=bool(lost and not trouble))
