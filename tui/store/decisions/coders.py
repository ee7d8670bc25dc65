"""What several coders said of one claim, where they disagree, and what settles it."""

# ruff: noqa: S608 - statements are put together from constants of this room; every value is bound
from __future__ import annotations

import json
from contextlib import suppress

from msgspec import convert

from tui.store.decisions.claims import ClaimDecisions
from tui.store.judgements import FINAL, ClaimJudgement
from tui.store.problems import UNANSWERED, Refused
from tui.store.rows import Coded
from tui.store.standing import KEPT, State

_SAID = "json_extract(state, '$.status', '$.holder', '$.stance', '$.issue', '$.parts')"
_OTHERWISE = (
    "SELECT subject FROM standing WHERE kind = 'claim' AND state IS NOT NULL"
    f" GROUP BY subject HAVING count(*) > 1 AND count(DISTINCT {_SAID}) > 1"
)


class CoderDecisions(ClaimDecisions):
    """Kind `final claim`: one coder's judgement of a claim, made the one that holds for all. Who codes blind sees only
    their own judgements and what is settled."""

    _disputed: tuple[object, frozenset[str]] = (None, frozenset())

    def coders(self, claim: str) -> list[Coded]:
        """What each coder said of a claim, in the order in which they did, then what settled it."""
        subject = self._subject_of_claim(claim)
        if subject is None:
            return []
        judgements = self._judgements
        said = [state for state in judgements.of_kind("claim", subject=subject) if self._shows(state)]
        found = [Coded(state["coder"], _words(state)) for state in said]
        finals = judgements.of_kind(FINAL + "claim", subject=subject)
        return found + [Coded(state["coder"], _words(state), settled=True) for state in finals[-1:]]

    def coders_words(self, claim: str) -> list[str]:
        """The same, a line each, where anybody but the one who looks has judged it."""
        said = self.coders(claim)
        if all(one.coder == self._judgements.coder and not one.settled for one in said):
            return []
        return [f"{'settled by ' if one.settled else ''}{one.coder}: {one.words}" for one in said]

    def disputed(self) -> frozenset[str]:
        """The ids of claims of which coders say different things, and nobody has settled what holds."""
        judgements = self._judgements
        if judgements.blind:
            return frozenset()
        marked = (judgements.file.mark(), self._view.generation)
        if marked[0] is None or self._disputed[0] != marked:
            self._disputed = (marked, self._find_disputed())
        return self._disputed[1]

    def _find_disputed(self) -> frozenset[str]:
        judgements = self._judgements
        finals = {state["subject"]: state for state in judgements.of_kind(FINAL + "claim")}
        found = []
        for (subject,) in judgements.file.rows(_OTHERWISE):
            final = finals.get(subject)
            if final is not None:
                said = judgements.of_kind("claim", subject=subject)
                since = {_values(state) for state in said if state["at"] > final["at"]}
                if since <= {_values(final)}:
                    continue
            found.append(subject.split(" ", 1))
        if not found:
            return frozenset()
        with suppress(*UNANSWERED):
            rows = self._view.rows(
                "SELECT c.key FROM json_each(?) s JOIN claims c ON c.content = json_extract(s.value, '$[0]')"
                " JOIN articles a ON a.id = c.article WHERE a.digest = json_extract(s.value, '$[1]')",
                json.dumps(found),
            )
            return frozenset(row[0] for row in rows)
        return frozenset()

    def settle(self, claim: str, coder: str) -> None:
        """Make a coder's judgement of a claim the one that holds for all."""
        subject = self._subject_of_claim(claim)
        if subject is None:
            raise Refused("the claim is no longer there")
        judgements = self._judgements
        said = judgements.of_kind("claim", subject=subject)
        theirs = next((state for state in said if state["coder"] == coder and self._shows(state)), None)
        if theirs is None:
            raise Refused(f"{coder} has not judged it")
        finals = judgements.of_kind(FINAL + "claim", subject=subject)
        if finals and _values(finals[-1]) != _values(theirs):
            self._ask_of_new(subject, finals[-1], f"it is settled as {_words(finals[-1])}")
        before = self._standing(FINAL + "claim", subject)
        state = {name: value for name, value in theirs.items() if name not in KEPT}
        what = f"claim settled as {coder} says, {_words(theirs)}: {theirs['words'][:60]}"
        version = before["version"] if before is not None else 0
        self._known(subject, judgements.decide(FINAL + "claim", subject, state, what, version))
        self._show_claims([subject])

    def _shows(self, state: State) -> bool:
        return not self._judgements.blind or state["coder"] == self._judgements.coder

    def _subject_of_claim(self, claim: str) -> str | None:
        rows = self._view.rows(
            "SELECT c.content, a.digest FROM claims c JOIN articles a ON a.id = c.article WHERE c.key = ?", claim
        )
        return f"{rows[0][0]} {rows[0][1]}" if rows else None


def _values(state: State) -> tuple[object, ...]:
    judged = convert(state, ClaimJudgement)
    return judged.status, judged.holder, judged.stance, judged.issue, judged.parts


def _words(state: State) -> str:
    judged = convert(state, ClaimJudgement)
    said = {"holder": judged.holder, "stance": judged.stance, "issue": judged.issue}
    return ", ".join(
        [judged.status, *(f"{name} {value or 'none'}" for name, value in said.items() if value is not None)]
    )
