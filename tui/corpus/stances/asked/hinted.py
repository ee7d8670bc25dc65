"""Whether a hint's word is said of the issue: "raise" of the wages where taxes are spoken of is not."""

from __future__ import annotations

from collections.abc import Callable

from tui.corpus import wordnet
from tui.corpus.stances.lexicon import lexicon
from tui.corpus.stances.tree import Tree
from tui.text.wordlist import wordlist

_BACK = frozenset({"it", "they", "this", "that", "them", "these", "those", "which", "what", "one", "ones", "who"})
_POINTING = frozenset({"this", "that", "these", "such", "those"})
_OF = frozenset({"of", "in", "to", "on", "for", "over"})
_COMPLETE = _OF | {"with", "from", "into", "by", "against", "between", "about", "toward", "towards", "upon"}
_NEXT_TO = frozenset(
    {"beside", "near", "behind", "outside", "around", "opposite", "along", "before", "after", "despite"}
)
_TELLING = frozenset({"compound", "nmod", "amod", "poss", "conj", "appos", "pobj", "acl"})
# Deeds that anything may undergo: which thing is meant, only their object tells.
GENERAL = wordlist(
    "raise increase cut lower reduce limit control ease tighten protect defend settle repay pay boost expand "
    "extend improve complete finish finalise finalize implement abolish scrap slash trim freeze end stop build "
    "open close sell buy rise fall grow drop"
)
_BY_ITSELF = wordlist("increase rise fall grow drop decrease decline")
_SPENDS = wordlist("use spend utilise utilize employ")
# What is done with these is done with whatever they are made for, of or about.
_VAGUE = wordlist("way use thing matter effort work step measure move policy process number level amount share")


def elsewhere(tree: Tree, hint: int, about: frozenset[int]) -> bool:
    """Whether a verb's object, or what a noun of a deed is on, is none of the words `about` the issue and nothing that
    may stand for them; False for a word that has no object of its own, or that only judges."""
    word = tree.lemma[hint]
    if tree.is_verb(hint):
        if word not in GENERAL:
            return False
        things = [c for c in tree.children[hint] if tree.dep[c] in ("dobj", "nsubjpass", "oprd")]
        if not things and tree.tag[hint] in ("VBG", "VBD", "VBZ", "VBP"):
            things = [c for c in tree.children[hint] if tree.dep[c] == "nsubj" and word in ("increase", "rise", "fall")]
    elif tree.is_noun(hint) and GENERAL & {word, wordnet.verb_of(word), *wordnet.derived(word, "n", "v")}:
        links = [c for c in tree.children[hint] if tree.dep[c] == "prep" and tree.word[c] in _OF]
        things = [o for c in links for o in tree.children[c] if tree.dep[o] == "pobj"]
    else:
        return False
    return bool(things) and not any(_may_be(tree, thing, about) for thing in things)


def tied(tree: Tree, hint: int, about: frozenset[int]) -> bool:
    """Whether a hint of one word is said of the issue: what it is done to, said of or made of has one of the words
    `about` the issue or stands for it ("reject it", "such a ban"). In a sentence that has those words elsewhere, or
    nowhere, it may be on anything: "keep a friend in mind"."""
    if tree.is_verb(hint):
        return any(_meant(tree, thing, about) for thing in _undergoes(tree, hint))
    if tree.is_noun(hint) and not about.isdisjoint(all_told(tree, hint) - {hint}):
        return not _to_do_another(tree, hint, about)
    if tree.is_noun(hint) and [tree.word[c] for c in tree.children[hint]] == ["the"]:
        return True  # "the reform", of which the text has spoken
    over, dep = tree.head[hint], tree.dep[hint]
    if dep == "pobj" and tree.word[over] == "of":
        return _bears_on(tree, tree.head[over], about)  # "a policy of isolation towards"
    if dep == "amod":
        return over in about or (tree.is_noun(over) and tied(tree, over, about))
    if dep in ("compound", "nmod"):
        return _bears_on(tree, over, about)
    if dep == "conj":
        return over not in about and tied(tree, over, about)  # "charges and crime" are two things
    subject = tree.subject(over) if dep in ("acomp", "attr", "oprd", "ccomp", "dobj", "xcomp") else None
    return subject is not None and _meant(tree, subject, about)


def _to_do_another(tree: Tree, noun: int, about: frozenset[int]) -> bool:
    """ "a commitment to provide money so that …": what is promised has an object, and that is none of the issue."""
    deed = next((c for c in tree.children[noun] if tree.dep[c] == "acl" and tree.child(c, "aux") is not None), None)
    thing = tree.child(deed, "dobj") if deed is not None else None
    return thing is not None and tree.is_noun(thing) and about.isdisjoint({*all_told(tree, thing), deed})


def _bears_on(tree: Tree, noun: int, about: frozenset[int]) -> bool:
    """Whether a noun that stands for what it is made of ("policy", "effort") is tied to the issue."""
    return tree.lemma[noun] in lexicon().through_nouns | _VAGUE and tied(tree, noun, about)


def _undergoes(tree: Tree, verb: int) -> list[int]:
    """What a verb is done to; of one without an object, what its prepositions bring in and its subject."""
    things = [c for c in tree.children[verb] if tree.dep[c] in ("dobj", "nsubjpass", "oprd")]
    if any(tree.is_noun(c) or tree.word[c] in _BACK for c in things):
        away = [c for c in tree.children[verb] if tree.word[c] in ("from", "into") and tree.dep[c] == "prep"]
        return [*things, *(o for c in away for o in tree.children[c] if tree.dep[o] == "pobj")]  # "pull men from it"
    preps = [c for c in tree.children[verb] if tree.dep[c] == "prep" and tree.word[c] in _COMPLETE]
    things = [o for c in preps for o in tree.children[c] if tree.dep[o] == "pobj"]
    things += [c for c in tree.children[verb] if tree.dep[c] == "nsubj"]
    return [*things, tree.head[verb]] if tree.dep[verb] in ("relcl", "acl") else things


def _meant(tree: Tree, thing: int, about: frozenset[int]) -> bool:
    """Whether a word is of the issue or points back to it."""
    if not tree.is_noun(thing):
        return tree.word[thing] in _BACK
    if not about.isdisjoint(all_told(tree, thing)):
        return True
    words = lexicon()
    plain = tree.lemma[thing] in words.through_nouns | words.carriers | words.pointing | words.talk | _VAGUE
    return plain and any(tree.word[c] in _POINTING for c in tree.children[thing])


def describes(tree: Tree, hint: int, cue: frozenset[int], holds: Callable[[int], bool]) -> bool:
    """Whether a hint only tells which thing is meant or what something is for: "increased taxes", "a debt which is due
    to be repaid", "used the money to repay it"; or that something grows or falls by itself.

    `holds`: whether the subject of a verb is who speaks."""
    if tree.dep[hint] == "amod" and tree.tag[hint] in ("VBN", "VBG"):
        return True
    if tree.lemma[hint] in _BY_ITSELF and tree.is_verb(hint) and tree.child(hint, "dobj") is None:
        subject = tree.child(hint, "nsubj")
        if subject is not None and tree.word[subject] == "it":
            return True
    at = hint
    for above in tree.above(hint):
        if at in cue or above in cue:
            return False
        finite = tree.dep[at] == "relcl" and tree.subject(at) is not None and not holds(at)
        if finite or (tree.dep[at] in ("xcomp", "advcl") and tree.lemma[above] in _SPENDS):
            return True
        at = above
    return False


def _may_be(tree: Tree, thing: int, about: frozenset[int]) -> bool:
    """Whether an object is of the issue or may stand for it."""
    if tree.word[thing] in _BACK or not tree.is_noun(thing):
        return not tree.word[thing].endswith(("self", "selves"))
    own = _own_words(tree, thing)
    if not about.isdisjoint(own) or any(tree.word[c] in _POINTING for c in tree.children[thing]):
        return True
    other = any(tree.tag[c] in ("NN", "NNS") for c in own if c != thing)  # "hotel bills", "the number of forms"
    words = lexicon()
    return not other and tree.lemma[thing] in words.through_nouns | words.carriers | words.pointing | _VAGUE


def all_told(tree: Tree, thing: int) -> set[int]:
    """A noun and all that is told of it, but for whole clauses with a verb of their own, what it lies beside, and what
    somebody who is named is or was ("Ann Berg, envoy for the islands")."""
    aside = [k for k in tree.below(thing) if tree.dep[k] in ("relcl", "advcl") or tree.word[k] in _NEXT_TO]
    aside += [k for k in tree.below(thing) if tree.dep[k] == "appos" and tree.tag[tree.head[k]] == "NNP"]
    return set(tree.below(thing)) - {g for k in aside for g in tree.below(k)}


def _own_words(tree: Tree, thing: int) -> set[int]:
    """The words that tell what a thing is, not where it is or who has it: "cuts in rates at the bank"."""
    found, waiting = set[int](), [thing]
    while waiting:
        one = waiting.pop()
        found.add(one)
        for c in tree.children[one]:
            told = tree.dep[c] in _TELLING or (tree.dep[c] == "prep" and tree.word[c] in _OF)
            waiting += [c] if told and c not in found else []
    return found
