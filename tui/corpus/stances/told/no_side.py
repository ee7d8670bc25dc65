"""Claims that take no side by the way they are made: a remark on an event, the agenda of a meeting, what a rule
requires, a market that moves on fears."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui.corpus import wordnet
from tui.corpus.stances.tree import Tree
from tui.model import Attribution
from tui.text.wordlist import wordlist

_OBEYED = re.compile(r"\bas (?:ordered|required|mandated|directed|instructed) by\b", re.IGNORECASE)
_NOT_ALL = re.compile(r"not\s+(?:all|every\w*|many|each)\b", re.IGNORECASE)
_COUNTS = re.compile(r"\b(?:surveys?|polls?|estimates?|figures|statistics|data|census|index)\W*$", re.IGNORECASE)
_REMARKS = re.compile(r"(?:comment(?:s|ed|ing) on|(?:refer(?:s|red|ring)|allud(?:es|ed|ing)) to)", re.IGNORECASE)
# What has an agenda and no view; whose plans are on it, its words do not tell.
_GATHERINGS = wordlist(
    "talk meeting summit negotiation agenda discussion conference session debate visit hearing consultation round"
)
_HAS = wordlist("include contain cover comprise involve feature")
_MOVES = wordlist("fall rise drop gain slip climb jump plunge tumble slide surge soar dip ease firm weaken strengthen")
_ON = frozenset({"on", "amid", "over", "after"})
_FELT = ("concern", "fear.", "hope.", "expect.")


def takes_none(text: str, said: Attribution, trees: Sequence[Tree]) -> bool:
    """Whether an attribution is of a kind whose source takes no side on anything in it."""
    if any(_REMARKS.fullmatch(" ".join(span.of(text).split())) for span in said.cue):
        return True  # "commenting on the failure to renew it"
    if any(_NOT_ALL.match(text, span.start) for span in said.source[:1]):
        return True  # "not all members want it": who does is not told
    if any(_COUNTS.search(span.of(text)) for span in said.source[-1:]):
        return True  # "a survey suggests": what counts others holds nothing
    if any(_OBEYED.search(span.of(text)) for span in said.content):
        return True
    return any(_is_process(tree, said) or _market_moves(tree, said) for tree in trees)


def _is_process(tree: Tree, said: Attribution) -> bool:
    """ "The talks will include plans to", "licensing requires that": no person or body holds it."""
    words = [k for span in said.source for k in tree.within(span)]
    top = tree.top(words)
    if top is None or (tree.tag[top].startswith("NNP") and not tree.word[top].endswith(("ization", "isation"))):
        return False
    word, cue = tree.word[top], [k for span in said.cue for k in tree.within(span)]
    if tree.lemma[top] in _GATHERINGS:
        return any(tree.lemma[k] in _HAS for k in cue)
    alone = words == [top] and word.endswith(("ing", "isation", "ization")) and not word.startswith("organi")
    return alone and wordnet.verb_of(word.replace("ization", "ize").replace("isation", "ise")) is not None


def _market_moves(tree: Tree, said: Attribution) -> bool:
    """ "The krone fell on fears that": whose the fears are is not told."""
    if not said.frame.startswith(_FELT):
        return False
    felt = (k for span in said.cue for k in tree.within(span) if tree.is_noun(k) and tree.dep[k] == "pobj")
    return any(tree.word[tree.head[k]] in _ON and tree.lemma[tree.head[tree.head[k]]] in _MOVES for k in felt)
