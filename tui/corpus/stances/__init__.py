"""Stance: where a claim stands toward an issue's proposition, computed from its grammar.

`asked/` is what a proposition asks for and where a text names it: `proposition` reads the watchlist's sentence, in the
forms that `phrasing` brings it to, `naming` tells what its terms name, `targets` finds where a content speaks of it,
`pointing` where it points back to it, `introduced` what the article said a plan is for. `said/` is what is said of a
thing, well or ill, by whose clause (`borders`), and whether it is so or only could be (`possible`, `supposing`,
`conceding`). `way/` goes from a word of the issue up to the cue (`path`, `verbs`, `at_cue`), each step keeping, turning
or dropping the stand. `told/` is what a sentence tells that was done to the thing, would follow or is warned of. All
read the `tree` that reading kept, by the words of `lexicon` and `set_phrases`; `cues` says what a cue holds of its
content, and `leaning` decides.
"""

from tui.corpus.stances.leaning import Leaning, leaning
from tui.corpus.stances.tree import Tree

__all__ = ["Leaning", "Tree", "leaning"]
