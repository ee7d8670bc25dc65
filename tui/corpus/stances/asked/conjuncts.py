"""A proposition that asks for two things ("abolish tolls and build ferries"), read as two that have one subject."""

from __future__ import annotations

from functools import lru_cache

from msgspec.structs import replace

from tui.corpus import wordnet
from tui.corpus.stances.asked.proposition import MODALS, Aim, aim
from tui.corpus.stances.asked.sentence_parts import words_of
from tui.model import Issue
from tui.text.wordlist import wordlist

# Before an object; what stands so behind "and" and a verb's form is no second noun ("arms and trade talks").
_OPENS = wordlist(
    "the a an its their his her our all more fewer less no any every new better this these those be them it"
)
_WHOM = frozenset({"them", "him", "her", "us", "it"})


@lru_cache(maxsize=256)
def aims(issue: Issue) -> tuple[Aim, ...]:
    """What each part of an issue's proposition comes to; none where it has none that can be read.

    What one part names is not what a term of the other names: `beside` holds it.
    """
    parts = _parts(issue.proposition)
    found = [one for part in parts if (one := aim(replace(issue, proposition=part))) is not None]
    if len(found) < len(parts):
        found = [whole] if (whole := aim(issue)) is not None else []
    return tuple(
        replace(one, beside=frozenset(thing for other in found if other is not one for thing in other.things))
        for one in found
    )


def _parts(proposition: str) -> list[str]:
    words = words_of(proposition)
    low = [word.lower() for word in words]
    modal = next((k for k, word in enumerate(low) if k and word in MODALS), None)
    if modal is None:
        return [proposition]
    for k in range(modal + 3, len(words) - 2):
        verb = low[k + 1]
        if low[k] == "and" and (verb == "be" or wordnet.verb_of(verb) == verb) and low[k + 2] in _OPENS:
            rest = words[k + 2 :]
            if low[k + 2] in _WHOM and len(rest) > 1:
                rest = rest[1:]  # "give them more ferries"
            return [" ".join(words[:k]), " ".join([*words[: modal + 1], words[k + 1], *rest])]
    return [proposition]
