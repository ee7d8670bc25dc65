"""The stances of one article's claims, each weighed by what it rests on and what its holder says beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from tui.corpus.issues import Belonging
from tui.corpus.last_speaker import Holder
from tui.corpus.stances import Leaning
from tui.corpus.stances.certainty import LEAST, Beside, Certainty, certainty, marks
from tui.model import Attribution, IssueStance, text_of


class Take(Struct, frozen=True):
    """What a claim says of one issue: the side its grammar shows, and that to which its words lean by hints alone."""

    belonging: Belonging
    issue: str  # as the watchlist calls it
    lean: Leaning
    hinted: int


class Unweighed(Struct, frozen=True):
    """An attribution with its holder and what it says of each issue it belongs to, before anything is weighed."""

    number: int  # of the attribution in its reading
    said: Attribution
    holder: Holder
    takes: tuple[Take, ...] = ()


Heard = Mapping[tuple[str | None, str], Sequence[tuple[Unweighed, Take]]]  # by holder and issue


def heard(drafts: Sequence[Unweighed]) -> Heard:
    """What each holder of an article says of each issue, in the order of the claims."""
    by: defaultdict[tuple[str | None, str], list[tuple[Unweighed, Take]]] = defaultdict(list)
    for draft in drafts:
        for take in draft.takes:
            by[draft.holder.name, take.belonging.issue].append((draft, take))
    return by


def weighed(
    text: str, drafts: Sequence[Unweighed]
) -> Iterator[tuple[Unweighed, tuple[IssueStance, ...], tuple[str, ...]]]:
    """Each claim with its stances and the notes on them; what is too unsure is not stated."""
    said = heard(drafts)
    for draft in drafts:
        stances, notes = [], []
        for take in draft.takes:
            found = marks_of(text, draft, take, said)
            sure = certainty(found) if found is not None else None
            stated = take.lean.stance if sure is None or sure.share >= LEAST else None
            stances.append(IssueStance(take.belonging.issue, stated))
            notes.append(f"{take.issue}{_from_where(take.belonging)}")
            if stated:
                notes.append(f"{stated}: {take.lean.why}")
            if sure is not None:
                notes.append(_how_sure(take, sure))
        yield draft, tuple(stances), tuple(notes)


def marks_of(text: str, draft: Unweighed, take: Take, said: Heard) -> dict[str, float] | None:
    """The marks that a stance is weighed by; None where none is one-sided and read from a way through a sentence."""
    grounds, belonging = take.lean.grounds, take.belonging
    if grounds is None or take.lean.stance is None:
        return None
    source, term = text_of(text, draft.said.source), belonging.words[0] if belonging.words else ""
    beside = _beside(draft, take, said)
    return marks(grounds, beside, source, term, belonging.weight)


def _how_sure(take: Take, sure: Certainty) -> str:
    for_what = take.lean.stance if sure.share >= LEAST else f"unstated {take.lean.stance}"
    return f"sure of {for_what}, {sure.share:.2f}: {'; '.join(sure.why)}"


def _beside(draft: Unweighed, take: Take, said: Heard) -> Beside:
    """What the holder's other claims say on the issue; the same words claimed twice are one."""
    sign = 1 if take.lean.stance == "for" else -1
    beside = Beside()
    for one, other in said[draft.holder.name, take.belonging.issue]:
        if one.said.content == draft.said.content:
            continue
        leans = (other.hinted > 0) - (other.hinted < 0)
        stance = other.lean.stance
        beside = Beside(
            beside.same + (stance == take.lean.stance),
            beside.other + (stance is not None and stance != take.lean.stance),
            beside.hints + sign * leans,
        )
    return beside


def unstated(lean: Leaning) -> Leaning:
    """A side that is not stated, and counts for no other claim."""
    return replace(lean, stance=None, grounds=None)


def _from_where(belonging: Belonging) -> str:
    if belonging.where in ("content", "sentence"):
        return f": “{belonging.words[0]}” in its {belonging.where}"
    return f" by context: “{belonging.words[0]}” in the {belonging.where}"
