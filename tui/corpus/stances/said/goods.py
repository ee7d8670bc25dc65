"""Whether a change is for better or worse: what there should be more of (jobs, choice), what less of (costs, red tape).

None of these judges by itself what it is said of ("the price of the tax"); they tell where something makes more or less
of them: "would drive up costs", "means less choice", "hundreds of jobs would be lost".
"""

from __future__ import annotations

from tui.corpus.stances.tree import Tree
from tui.text.wordlist import wordlist

_GOODS = wordlist(
    "job employment growth choice competition innovation safety security stability transparency clarity confidence "
    "investment tourism freedom liberty fairness certainty prosperity efficiency equality trust unity independence "
    "order peace quality productivity livelihood income earnings business trade democracy privacy survival life jobs"
)
_ILLS = wordlist(
    "cost price bureaucracy debt deficit unemployment tension inequality pollution dependence dependency corruption "
    "crime violence congestion inflation uncertainty confusion discrimination layoff redundancy shortage queue "
    "paperwork poverty smuggling accident casualty bankruptcy overproduction surplus bias noise hardship homelessness "
    "famine danger risk delay loss injury abuse fraud waste emission"
)
# Whoever names these is against them.
_EVILS = wordlist(
    "terrorism terror piracy racism extremism doping trafficking slavery torture genocide hunger disease antisemitism"
)
_MORE = wordlist("more higher greater bigger increased rising extra additional growing soaring")
_LESS = wordlist("less lower fewer smaller reduced falling")
# Where people, trade and work are brought to, or put out of, they are badly off.
_BROUGHT_TO = wordlist("standstill halt brink verge edge knee ruin stop")
_PUT_OUT_OF = wordlist("business work job home market pocket")


def good_to_have(lemma: str) -> int:
    """Whether more of a thing is for the better (1) or the worse (-1); 0 of all other things."""
    return 1 if lemma in _GOODS else -1 if lemma in _ILLS else 0


def is_evil(lemma: str) -> bool:
    """Whether a thing is an ill that nobody is for."""
    return lemma in _EVILS or good_to_have(lemma) < 0


def changed(tree: Tree, noun: int) -> int:
    """What there being more or less of something means, by the word before it: "higher prices", "less choice"."""
    worth = good_to_have(tree.lemma[noun])
    for c in tree.children[noun] if worth else ():
        if tree.word[c] in _MORE:
            return worth
        if tree.word[c] in _LESS:
            return -worth
    return 0


def driven(tree: Tree, verb: int, thing: int) -> int:
    """ "brought trade to a standstill", "put skippers out of business": -1; 0 where nothing is driven anywhere."""
    for c in tree.children[verb]:
        if tree.word[c] in ("to", "out", "into") and c > thing:
            inner = next((g for g in tree.children[c] if tree.word[g] == "of"), c)
            place = tree.child(inner, "pobj")
            where = _BROUGHT_TO if tree.word[c] == "to" else _PUT_OUT_OF if tree.word[c] == "out" else ()
            if place is not None and tree.lemma[place] in where:
                return -1
    return 0
