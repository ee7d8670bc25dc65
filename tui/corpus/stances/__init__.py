"""Stance: where a claim stands toward an issue's proposition, computed from its grammar.

`proposition` reads what the watchlist's sentence asks for, `targets` finds where a content speaks of it, `path` goes
from there up to the cue, and `leaning` decides.
"""

from tui.corpus.stances.leaning import Leaning, leaning
from tui.corpus.stances.tree import Tree

__all__ = ["Leaning", "Tree", "leaning"]
