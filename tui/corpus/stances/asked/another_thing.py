"""Whether a word that could name the proposition's thing names another of its kind: "an income tax" where that on land
is meant, "two billion dollars" where the currency is, "the execution of the plan" where executions are."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from tui.corpus import wordnet
from tui.corpus.issues import IssueHit, find_words
from tui.corpus.phrases.lookalikes import country_of
from tui.corpus.stances.asked.proposition import Aim
from tui.corpus.stances.lexicon import lexicon
from tui.corpus.stances.tree import INDEFINITE, Tree
from tui.model import Issue

# What stands behind these says whose or on what: "the tax on them" may be another tax than that of the issue.
_OF = frozenset({"into", "on", "of", "against", "for"})
_PERSONS = frozenset({"him", "her", "them", "me", "us", "you"})
_MONEY = frozenset(
    {"dollar", "euro", "pound", "yen", "mark", "franc", "rouble", "ruble", "peso", "lira", "krone", "krona", "crown"}
)
_JOINS = frozenset({"accession", "admission", "entry", "membership"})
_POINTING = frozenset({"this", "that", "such", "these", "those", "their", "its"})
_TALKS = frozenset({"talk", "negotiation", "dialogue", "discussion", "consultation", "conversation", "meeting"})
_THOUSANDS = frozenset({"million", "billion", "trillion", "thousand", "hundred"})


def is_an_amount(tree: Tree, k: int) -> bool:
    """Whether a currency's name tells how much money is meant, and not the currency: "two billion dollars", "a 40-crown
    fee", "tax dollars"."""
    if tree.lemma[k] not in _MONEY:
        return False
    many = tree.tag[k] in ("NNS", "NNPS")
    before = next((j for j in range(k - 1, max(-1, k - 3), -1) if tree.word[j] != "-"), None)
    return many or (before is not None and (tree.tag[before] == "CD" or tree.word[before] in _THOUSANDS))


def of_another_deed(tree: Tree, k: int, hit: IssueHit, about: frozenset[int]) -> bool:
    """Whether a term that is one common noun of a deed is said of a thing that the issue is not on: "the execution of
    the plan" where executions are meant, "enlargement of the Board"."""
    if not hit.by.islower() or " " in hit.by or not wordnet.derived(tree.lemma[k], "n", "v"):
        return False
    links = ("of", "to") if tree.lemma[k] in _JOINS else ("of",)
    of = [o for c in tree.children[k] if tree.word[c] in links for o in tree.children[c] if tree.dep[o] == "pobj"]
    other = [o for o in of if tree.tag[o].startswith("NNP") or tree.lemma[o] in lexicon().carriers]
    return bool(other) and all((set(tree.below(o)) - {k}).isdisjoint(about - {k}) for o in other)


def of_another_kind(tree: Tree, k: int, issue: Issue, aim: Aim) -> bool:
    """Whether a noun before an act makes it another: "drag hunting" where hunting with dogs is spoken of."""
    if not tree.lemma[k].endswith("ing") and tree.lemma[k] not in aim.proper:
        return False
    before = [tree.word[c] for c in tree.children[k] if tree.dep[c] in ("compound", "nmod") and tree.word[c].isalpha()]
    known = aim.names | aim.marks | told_by(issue)
    return any(word not in known and not find_words(word, " ".join((issue.name, *issue.terms))) for word in before)


def of_another_mark(tree: Tree, k: int, issue: Issue, aim: Aim) -> bool:
    """Whether a noun before the thing's tells another: "trade deficit" where that of the budget is meant; or an amount
    of it stands for how much there should be: "a deficit of two billion"."""
    if tree.lemma[k] not in aim.things and tree.lemma[k] not in aim.words:
        return False
    if aim.gradual and any(tree.word[c] in INDEFINITE for c in tree.children[k]):
        of = [c for c in tree.children[k] if tree.word[c] == "of" and tree.dep[c] == "prep"]
        if any(tree.tag[o] == "CD" for c in of for o in tree.below(c)):
            return True
    if _of_another_people(tree, k, issue, aim):
        return True
    names = {c for c in tree.below(k) if tree.dep[c] == "compound" and tree.tag[c] in ("NN", "NNS") and c < k}
    before = {tree.word[c] for c in names if k - c == len([n for n in names if c <= n])}  # right before it
    told = aim.marks | aim.names | told_by(issue) | {word for term in issue.terms for word in term.lower().split()}
    return bool(aim.marks) and before.isdisjoint(aim.marks) and not before <= told


def _of_another_people(tree: Tree, k: int, issue: Issue, aim: Aim) -> bool:
    """Whether another people's name stands before a thing than that in the proposition: "a Sudlandish state" where a
    Norlandish one is asked for."""
    before = [
        c for c in tree.children[k] if tree.dep[c] == "amod" and tree.cased(c)[:1].isupper() and tree.tag[c] == "JJ"
    ]
    asked = pairwise(issue.proposition.split())
    if not before or not any(name[:1].isupper() and one.strip(".,;:!?") == tree.word[k] for name, one in asked):
        return False
    named = " ".join((issue.name, *issue.terms, issue.proposition))
    return not any(find_words(tree.cased(c), named) or tree.word[c] in aim.names for c in before)


def of_something_else(tree: Tree, k: int, named: frozenset[int], spoken: frozenset[int], issue: Issue) -> bool:
    """Whether the thing's bare noun is another's: "a tax", where nothing in it tells which; "income tax" where that on
    land is meant; "an inquiry into him"."""
    under = set(tree.below(k)) - {k}
    known = any(not tree.tag[c].startswith("JJ") or tree.cased(c)[:1].isupper() for c in under & (named | spoken))
    if not known and any(tree.word[c] in INDEFINITE and tree.dep[c] == "det" for c in tree.children[k]):
        return True
    if not known and k not in spoken:
        before = [c for c in tree.children[k] if tree.dep[c] == "compound" and tree.word[c].isalpha()]
        if any(tree.tag[c] in ("NN", "NNS") and tree.word[c] not in told_by(issue) for c in before):
            return True
    own = {o for c in tree.children[k] if tree.word[c] in _OF for o in tree.children[c] if tree.dep[o] == "pobj"}
    whose = [o for o in own if tree.tag[o].startswith("NNP") or tree.word[o] in _PERSONS]
    return any(set(tree.below(o)).isdisjoint(named | spoken) for o in whose)


@lru_cache(maxsize=256)
def told_by(issue: Issue) -> frozenset[str]:
    """The common words of an issue's descriptions, in the singular."""
    words = (part for description in issue.descriptions for part in re.split(r"[\s/()]+", description))
    return frozenset(wordnet.singular(word) for word in words if word.islower())


def described(tree: Tree, issue: Issue) -> frozenset[int]:
    """The nouns of a sentence for talks, by whatever name, where the issue's descriptions have one of them."""
    if told_by(issue).isdisjoint(_TALKS):
        return frozenset()
    return frozenset(k for k in range(len(tree)) if tree.lemma[k] in _TALKS and tree.is_noun(k))


def spoken_by(tree: Tree, hit: IssueHit) -> list[int]:
    """The words of a sentence by which it speaks of an issue; of a description its own, not what stands between."""
    inside = tree.within(hit.span)
    if not hit.described:
        return list(inside)
    own = {form for word in re.split(r"[\s/()]+", hit.by.lower()) for form in (word, wordnet.singular(word))}
    return [k for k in inside if tree.word[k] in own or tree.lemma[k] in own]


def told_whose(tree: Tree, k: int, about: frozenset[int], aim: Aim) -> bool:
    """Whether what only a description gives as another name of the thing is told to be the issue's: "the right of the
    islanders", "that right"; any other may be another's."""
    if any(wordnet.akin(tree.lemma[k], own) for own in aim.things - aim.alternatives):
        return True
    pointed_at = any(tree.word[c] in _POINTING for c in tree.children[k])
    return pointed_at or not (set(tree.below(k)) - {k}).isdisjoint(about)


def of_another_doer(tree: Tree, k: int, issue: Issue, aim: Aim) -> bool:
    """Whether a deed is another's than that of whom the proposition names: "Sudland's entry" where that of Norland is
    asked for, "Sudland may retaliate"."""
    if not any(word[:1].isupper() and word.lower() in aim.agents for word in issue.proposition.split()):
        return False
    if tree.is_verb(k):
        doer = tree.child(k, "nsubj")
        return doer is not None and _another_country(tree, doer, aim)
    if not tree.is_noun(k) or aim.words.keys().isdisjoint({tree.lemma[k], *wordnet.derived(tree.lemma[k], "n", "v")}):
        return False
    if any(tree.dep[c] == "poss" and _another_country(tree, c, aim) for c in tree.children[k]):
        return True
    joined = [o for c in tree.children[k] if tree.word[c] in ("to", "into") for o in tree.children[c]]
    return any(tree.tag[o].startswith("NNP") and _is_none_of(tree, o, issue) for o in joined if tree.dep[o] == "pobj")


def _is_none_of(tree: Tree, k: int, issue: Issue) -> bool:
    """Whether nothing that stands in a name is in the watchlist's words for the issue."""
    told = " ".join((issue.name, issue.proposition, *issue.terms)).lower()
    return not any(tree.word[c] in told for c in tree.below(k) if tree.tag[c].startswith("NNP"))


def _another_country(tree: Tree, k: int, aim: Aim) -> bool:
    named = tree.tag[k].startswith("NNP") and aim.names.isdisjoint({tree.word[k], tree.lemma[k]})
    return named and country_of(tree.word[k]) is not None
