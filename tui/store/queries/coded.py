"""What each coder said of the claims that they judged: what agreement is counted from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from msgspec import Struct, convert

from tui.model import Claim
from tui.store.codec import claim_of
from tui.store.judgements import ClaimJudgement, Judgements
from tui.store.overlay import apply
from tui.store.sqlite import name
from tui.store.tables.article_rows import extent
from tui.store.view import View

Question = Literal["status", "holder", "stance", "issue"]
QUESTIONS: tuple[Question, ...] = ("status", "holder", "stance", "issue")
NOTHING = "none"  # no holder, no issue, or no stance


class CodedClaim(Struct, frozen=True):
    """A claim that was judged. `claim` is how it was read, None where its article is not in the index now."""

    content: str
    article: str  # its key
    words: str
    claim: Claim | None
    judged: Mapping[str, ClaimJudgement]  # by coder

    def values(self, question: Question) -> dict[str, str]:
        """What each coder says. Who rejects a claim says nothing of its holder, stance and issue, and of a claim that
        is not in the index all that is known is whether it was confirmed, changed or rejected."""
        if question == "status":
            return {coder: judged.status for coder, judged in self.judged.items()}
        if self.claim is None:
            return {}
        left = {coder: apply(self.claim, one) for coder, one in self.judged.items() if one.status != "rejected"}
        return {coder: _answer(claim, question) for coder, claim in left.items()}


def _answer(claim: Claim, question: Question) -> str:
    if question == "holder":
        return claim.holder or NOTHING
    if question == "issue":
        return claim.issues[0] if claim.issues else NOTHING
    return claim.stance or NOTHING


def coded(view: View, judgements: Judgements) -> list[CodedClaim]:
    """The claims of a corpus that anybody judged, in the order in which they were first judged."""
    by_subject: dict[str, dict[str, ClaimJudgement]] = defaultdict(dict)
    here = set()
    for state in judgements.of_kind("claim"):
        by_subject[state["subject"]][state["coder"]] = convert(state, ClaimJudgement)
        if state["corpus"] == judgements.corpus:
            here.add(state["subject"])
    found = []
    for subject, judged in by_subject.items():
        content, _, digest = subject.partition(" ")
        rows = view.rows(
            "SELECT coalesce(c.found, c.data), a.key FROM claims c JOIN articles a ON a.id = c.article"
            " WHERE c.content = ? AND a.digest = ? ORDER BY c.id LIMIT 1",
            content,
            digest,
        )
        if rows or subject in here:
            first = next(iter(judged.values()))
            claim = claim_of(rows[0][0]) if rows else None
            found.append(CodedClaim(content, name(rows[0][1]) if rows else first.key, first.words, claim, judged))
    return found


def disagreements(claims: Iterable[CodedClaim]) -> Iterable[dict[str, Any]]:
    """Rows of what coders answered otherwise than each other, by article and place."""
    for one in sorted(claims, key=lambda one: (one.article, extent(one.claim).start if one.claim else 0, one.content)):
        for question in QUESTIONS:
            values = one.values(question)
            if len(set(values.values())) > 1:
                yield {
                    "question": question,
                    "id": one.claim.id if one.claim else None,
                    "article": one.article,
                    "values": dict(sorted(values.items())),
                    "words": one.words,
                }
