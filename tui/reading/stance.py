"""Words that evaluate or negate, by stance.yaml: what corpus/stances weighs near an issue's terms."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from tui.model import Evaluation, Span
from tui.reading.tokens import words_of

Kind = Literal["evaluative", "negation", "modal"]


@cache
def lexicon() -> dict[str, tuple[Kind, int, bool]]:
    """Word to what it does, its polarity, and whether only its verb does so."""
    rows: dict[str, list[str]] = yaml.safe_load(files(__package__).joinpath("stance.yaml").read_text(encoding="utf-8"))
    roles: dict[str, tuple[Kind, int, bool]] = {
        "good-verbs": ("evaluative", 1, True),
        "bad-verbs": ("evaluative", -1, True),
        "good": ("evaluative", 1, False),
        "bad": ("evaluative", -1, False),
        "negation": ("negation", 0, False),
        "modal": ("modal", 0, False),
    }
    return {word: role for key, role in roles.items() for word in rows[key]}


def evaluations(doc: Any) -> tuple[Evaluation, ...]:
    """The evaluative, negating and modal words of a spaCy Doc, in the order of the text."""
    words = lexicon()
    found: list[Evaluation] = []
    for token in words_of(doc):
        role = words.get(token.lower_) or words.get(token.lemma_)
        if role is None or (role[2] and token.pos_ != "VERB"):
            continue
        found.append(Evaluation(Span(token.idx, token.idx + len(token)), role[1], role[0]))
    return tuple(found)
