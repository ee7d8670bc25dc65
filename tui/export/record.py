"""A holder's record: what it said on each issue, oldest first, the doubtful apart, and where it turned from one side to
the other. The brief prints it, and the desk's screen of the same name shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Generic, Protocol, TypeVar

from msgspec import Struct

from tui.corpus.doubts import Doubt
from tui.model import Claim, Days, Stance


class HasClaim(Protocol):
    """A claim with whatever is known of it besides."""

    @property
    def claim(self) -> Claim: ...
    @property
    def doubts(self) -> tuple[Doubt, ...]: ...


S = TypeVar("S", bound=HasClaim)


class RecordedClaim(Struct, Generic[S], frozen=True):
    """A claim with its side on the issue; where that is another than the one taken before, on another day, `turned`
    is the claim that took the other."""

    of: S
    stance: Stance | None
    turned: S | None = None


class OnIssue(Struct, Generic[S], frozen=True):
    """What was said on one issue, by its id, or on none of the watchlist where that is empty."""

    issue: str
    counted: tuple[RecordedClaim[S], ...]
    doubtful: tuple[RecordedClaim[S], ...]

    @property
    def sides(self) -> Counter[Stance | None]:
        """How many of the counted claims are on each side."""
        return Counter(said.stance for said in self.counted)

    @property
    def turns(self) -> int:
        return sum(said.turned is not None for said in self.counted)

    @property
    def days(self) -> tuple[Days, Days] | None:
        """When it was first said and when last; None where no day is known."""
        known = [said.of.claim.days for said in (*self.counted, *self.doubtful) if said.of.claim.days is not None]
        if not known:
            return None
        return min(known, key=lambda days: days.first), max(known, key=lambda days: days.last)

    @property
    def articles(self) -> int:
        return len({said.of.claim.article for said in (*self.counted, *self.doubtful)})


def stance_on(claim: Claim, issue: str) -> Stance | None:
    """The side that a claim takes on an issue."""
    return next((toward.stance for toward in claim.stances if toward.issue == issue), None)


def on_issue(claims: Iterable[S], issue: str) -> OnIssue[S]:
    """What these claims say on an issue."""
    before: S | None = None
    counted: list[RecordedClaim[S]] = []
    doubtful: list[RecordedClaim[S]] = []
    for each in sorted(claims, key=_oldest):
        stance = stance_on(each.claim, issue)
        if each.doubts:
            doubtful.append(RecordedClaim(each, stance))
            continue
        turned = None
        if stance in ("for", "against"):
            turned = before if before is not None and _turns(before.claim, each.claim, issue) else None
            before = each
        counted.append(RecordedClaim(each, stance, turned))
    return OnIssue(issue, tuple(counted), tuple(doubtful))


def record(claims: Sequence[S], issues: Iterable[str]) -> list[OnIssue[S]]:
    """What these claims say on each of the issues, those that they say nothing on left out, and last of all what is on
    none of them."""
    wanted = tuple(issues)
    found = [on_issue([each for each in claims if issue in each.claim.issues], issue) for issue in wanted]
    rest = [each for each in claims if not set(each.claim.issues) & set(wanted)]
    return [said for said in (*found, on_issue(rest, "")) if said.counted or said.doubtful]


def _turns(before: Claim, after: Claim, issue: str) -> bool:
    """Both sides within one day, or on days that nobody knows, are no turn."""
    if stance_on(before, issue) == stance_on(after, issue) or before.days is None or after.days is None:
        return False
    return before.days != after.days


def _oldest(each: HasClaim) -> tuple[object, ...]:
    """By day, what has none last, then by article and place."""
    claim = each.claim
    start = min((span.start for span in (*claim.source, *claim.cue, *claim.content)), default=0)
    return (claim.days is None, claim.days.first if claim.days is not None else 0, claim.article, start)
