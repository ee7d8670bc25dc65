"""Stance: where a claim stands toward an issue's proposition, computed from its grammar.

`proposition` reads what the watchlist's sentence asks for, in the forms that `phrasing` brings it to, by its
`sentence_parts` and the `predicates` that serve or thwart it, `conjuncts` as two where it asks for two things;
`naming` tells what its terms name, `other_names` by which other words the watchlist names it; `targets` finds where a
content speaks of it, `pointing` where it points back to it, to the thing or to what `events` tells was done to it;
`introduced` and `planning` tell what a plan was one for, and `hinted` whether a hint is said of the issue; `path`
goes from there up to the cue, over the `borders` of clauses and by what is `judging` on the way, to `at_cue`, or by
what `expletive` finds judged; `conceding`, `possible` and `supposing` drop what is only granted, could be, or is said
of another day, a degree or a case; `another_thing` tells what only bears the thing's name; and `leaning` decides.
"""

from tui.corpus.stances.leaning import Leaning, leaning
from tui.corpus.stances.tree import Tree

__all__ = ["Leaning", "Tree", "leaning"]
