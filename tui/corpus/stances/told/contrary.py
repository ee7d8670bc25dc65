"""Hints whose own worth is another than the watchlist's sign of them, or that something outside them takes no side on.

A watchlist may call "liberty" a word of those who are against a curfew: whoever says that the curfew attacks liberty is
against it too. So where a good thing stands among the opposing words, or an ill among the supporting ones, harm that is
done to it tells no other side. An ill that is complained of is named as an ill, whichever list it stands in.
"""

from __future__ import annotations

from tui.corpus.stances.asked.targets import Target
from tui.corpus.stances.cues import WORRIES
from tui.corpus.stances.lexicon import lexicon, noun_effect, value_of
from tui.corpus.stances.said.goods import good_to_have
from tui.corpus.stances.said.nouns import Path
from tui.corpus.stances.tree import Tree
from tui.text.wordlist import wordlist

_DEAR = wordlist("right liberty justice fairness humanity dignity compassion sovereignty legality")
_COMPLAINTS = WORRIES | wordlist(
    "complain criticise criticize criticism complaint condemn condemnation denounce deplore lament bemoan decry regret "
    "anger angry outrage outraged protest blame dismay alarm upset"
)
_EXPENSES = wordlist("cost price expense bill burden expenditure")
_PAYS = wordlist("pay contribute share meet bear cover fund finance defray subsidise subsidize split shoulder")
_BALANCES = wordlist("balance compromise trade-off tradeoff equilibrium choice tension")
_STEPS_UP = 6


def worth_by_itself(word: str) -> int:
    """Whether the last word of a hint names what is good to have (1) or an ill (-1), whatever it is said of."""
    last = word.lower().split()[-1:] or [""]
    one = last[0].removesuffix("s") if last[0] not in _DEAR else last[0]
    one = "liberty" if last[0] == "liberties" else one
    if one in _DEAR:
        return 1
    deed = noun_effect(one)[0] or one in lexicon().rules  # "a ban" is as good as what is banned
    return good_to_have(one) or (0 if deed else min(0, value_of(last[0], one)))


def tells_a_side(tree: Tree, target: Target, path: Path) -> bool:
    """Take back from a path what a hint's own worth turns; False where the words tell no side."""
    if target.kind != "hint" or not tree.is_noun(target.word):
        return True
    if _weighs_it(tree, target.word) or _is_paid(tree, target.word):
        return False
    worth = worth_by_itself(tree.lemma[target.word])
    blamed = [k for k, (word, sign) in enumerate(path.chain) if k and sign < 0 and word in _COMPLAINTS]
    harmed = any(
        sign < 0 and word != "not" and word not in lexicon().denies and k not in blamed
        for k, (word, sign) in enumerate(path.chain)
        if k
    )
    if worth < 0 and blamed and not harmed and len(blamed) == 1:
        path.sign = -path.sign
        path.chain[blamed[0]] = (path.chain[blamed[0]][0], 1)
        return True
    return worth != -target.value or not (harmed or blamed)


def judged_itself(tree: Tree, target: Target) -> bool:
    """Whether the adjective before a hint is one of its own words: "fair" of "fair trial" praises none."""
    own = target.label.lower().split()
    before = (c for c in tree.children[target.word] if tree.dep[c] == "amod")
    return not tree.is_noun(target.word) or any(tree.word[c] in own for c in before)


def _weighs_it(tree: Tree, word: int) -> bool:
    """Whether a word is one side of a balance: "a balance between order and liberty"."""
    above = list(tree.above(word))[:_STEPS_UP]
    return any(tree.word[k] in ("between", "among") and tree.lemma[tree.head[k]] in _BALANCES for k in above)


def _is_paid(tree: Tree, word: int) -> bool:
    """ "to pay towards the cost of it"."""
    if tree.lemma[word] not in _EXPENSES:
        return False
    verb = next((k for k in tree.above(word) if tree.is_verb(k)), None)
    return verb is not None and tree.lemma[verb] in _PAYS and not tree.negated(verb)
