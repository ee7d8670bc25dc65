"""Actors that are one, or never one."""

from __future__ import annotations

from tui.corpus.actors.countries import folded
from tui.store.decisions.deciding import Deciding
from tui.store.rows import Likely


class ActorDecisions(Deciding):
    """Kind `merge`: by the two forms, in this corpus."""

    def same(self, offered: Likely) -> None:
        """Take a merge that is only likely; the next update of the index applies it."""
        self._judge_merge(offered, True)

    def never_same(self, offered: Likely) -> None:
        """Say that the two are never one, so that it is offered no more."""
        self._judge_merge(offered, False)

    def _judge_merge(self, offered: Likely, same: bool) -> None:
        (one, one_kind), (other, other_kind) = offered.forms
        key = "\x1f".join(sorted((folded(one), folded(other))))
        state = {"one": one, "one_kind": one_kind, "other": other, "other_kind": other_kind, "same": int(same)}
        what = f"“{one}” and “{other}” are {'one' if same else 'never one'}"
        subject = self._judgements.here(key)
        holds, own = self._holding("merge", subject)
        if holds and bool(holds["same"]) != same:
            self._ask(subject, holds, f"the two are {'one' if holds['same'] else 'never one'}")
        self._known(subject, self._judgements.decide("merge", subject, state, what, own))
