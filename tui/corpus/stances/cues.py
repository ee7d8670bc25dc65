"""What a cue says of its content, by its frame in the lexicon of attribution: states, asks for, holds against."""

from __future__ import annotations

from typing import Protocol


class Steps(Protocol):
    """A path that a step can be added to."""

    judged: bool
    named: bool
    sign: int
    taken: bool
    chain: list[tuple[str, int]]

    def step(self, word: str, sign: int, taken: bool = False) -> bool: ...


_STATING = (
    "say.", "tell.", "according.", "headline.", "quotation.", "call.", "refer.", "allege.", "know.", "argue.", "think.",
    "sure.", "insist.verb",
)  # fmt: skip
_SORRY = frozenset(  # of what is so, where "fear that" is of what may come
    {"regret", "deplore", "lament", "bemoan", "mourn", "resent", "sorry", "sad", "saddened", "disappointed", "dismayed"}
)
WORRIES = frozenset(
    {"concern", "concerns", "concerned", "worry", "worries", "worried", "fear", "fears", "afraid", "fearful", "alarm",
     "alarmed", "anxiety", "anxious", "unease", "uneasy", "warn", "doubt", "doubts"}
)  # fmt: skip
_COMPLAINS = frozenset({"complain", "grumble", "moan", "gripe", "whine", "carp"})
_BLAMING = ("criticize.", "accuse.", "warn.", "criticism.", "praise.")


def cued(
    path: Steps, name: str, frame: str, polarity: int, clause: bool, effect: tuple[int, bool] | None, fact: bool
) -> bool:
    """Add the cue's step; False where the cue takes no stand. `clause`: the content is one; `effect` is that of the
    cue's verb, where it is known; `fact`: the proposition says what is, not what ought to be."""
    in_view = frame.startswith("think.noun") and not clause and not path.taken  # "in view of"
    if frame.startswith(("ask.", "expect.")) or (frame.startswith("doubt.") and not fact) or in_view:
        return False
    if frame.startswith(("deny.", "doubt.")):
        return not (clause and path.taken and path.sign < 0) and path.step(
            name, -1
        )  # who denies opposing need not be for
    if frame.startswith("accuse.") and (fact or path.judged or path.named):
        return True  # of a thing done: that it was done, and that it is bad
    if clause and effect == (-1, True) and " " in name and frame.startswith(_STATING):
        return path.step(name, -1)  # "ruled out that"
    if clause and frame.startswith((*_STATING, *_BLAMING, "accept.", "own.")):
        return _asserted(path, name)
    if frame.startswith(("concern", "fear.")) or (clause and name in _SORRY):
        return _feared(path, name, clause)
    if effect is not None and not clause:
        return path.step(name, effect[0], True)
    if frame.startswith(_STATING) and not polarity and not clause and not path.taken:
        return False  # what is only mentioned
    if frame.startswith(("sure.", "know.")) and not clause and not path.taken:
        return False  # "aware of", "heard of"
    if frame.startswith(_STATING):
        return path.step(name, polarity, True) if polarity and not clause else True
    if polarity:
        return path.step(name, polarity, True)
    return True


def _asserted(path: Steps, name: str) -> bool:
    """What is stated, warned or complained is asserted; what is complained of as done ("complained that the toll was
    raised") is held against it."""
    if name in _COMPLAINS and not path.judged and not path.taken and len(path.chain) > 1:
        return path.step(name, -1, True)
    return True


def _feared(path: Steps, name: str, clause: bool) -> bool:
    """What is feared or regretted is held against it; of a clause, what it judges or names as an ill."""
    ill = path.named and path.chain[0][1] < 0 and all(sign > 0 for _, sign in path.chain[1:])
    if clause and ill and name not in _SORRY:
        return path.step(name, 1, True)  # "fear it could allow killing", where killing is a word that speaks against it
    judged = clause and (path.judged or name not in _SORRY)
    return path.judged if judged else path.step(name, -1, True)
