"""The halves and quarters of a game, which are no stretches of a year: "he scored twice in the first half"."""

from __future__ import annotations

import re
from functools import lru_cache

# Words that reports of games have and reports of business have not; one alone may be a figure of speech.
_PLAYED = re.compile(
    r"\b(half-?time|kick-?off|goal-?keeper|striker|midfielders?|quarterbacks?|touchdowns?|referee|rebounds|fly-half"
    r"|scrum|equali[sz]er|full-back|line-?out|free[- ]kick|penalty|goals?|scored|unbeaten|coach|team-?mates?|tries"
    r"|header|match|champions|league|squad|playoffs?)\b",
    re.IGNORECASE,
)
# In 2,337 news articles and speeches 28 bare halves and quarters are a game's: 26 stand beside three such words, of ten
# that are a year's none does.
_ENOUGH = 3


@lru_cache(maxsize=4)
def is_of_a_game(text: str) -> bool:
    """Whether a text reports a game: it has several words of play."""
    found = set()
    for match in _PLAYED.finditer(text):
        found.add(match.group().lower())
        if len(found) >= _ENOUGH:
            return True
    return False
