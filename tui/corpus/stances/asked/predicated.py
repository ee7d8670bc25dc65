"""Words that are a proposition's predicate or its opposite, where they are said of what it is on."""

from __future__ import annotations

from tui.corpus import wordnet
from tui.corpus.stances.asked.hinted import all_told, elsewhere
from tui.corpus.stances.asked.introduced import BOUNDS
from tui.corpus.stances.asked.proposition import Aim
from tui.corpus.stances.lexicon import lexicon
from tui.corpus.stances.tree import Tree

_DEEDS_OF_ANYONE = frozenset({"act", "work", "deed", "do"})  # "the acts of the captain", where one should act
# Verbs that tell nothing without their object: "take" alone is the word of a proposition and of much else.
_BARE = frozenset({"be", "have", "do", "take", "make", "get", "go", "say"})
_PRONOUNS = frozenset({"it", "they", "this", "that", "them", "these", "its", "their"})


def predicate(tree: Tree, k: int, aim: Aim) -> tuple[int, str]:
    """What a word does to the proposition as its predicate or the opposite, and the words it does so by."""
    lemma = tree.lemma[k]
    if tree.is_verb(k):
        if lemma == "blame" and "to blame" in aim.words and tree.dep[k] in ("xcomp", "acomp", "advcl"):
            return aim.words["to blame"], "to blame"
        particle = tree.particle(k)
        prep = next((tree.word[c] for c in tree.children[k] if tree.dep[c] == "prep"), "")
        for form in (f"{lemma} {particle} {prep}", f"{lemma} {particle}", f"{lemma} {prep}"):
            if form in aim.words:
                return aim.words[form], form
        if lemma in _BARE and not any(
            tree.lemma[g] in aim.names for c in tree.children[k] if tree.dep[c] == "dobj" for g in tree.below(c)
        ):
            return 0, ""
        return (0, "") if particle in ("out", "off") else (aim.words.get(lemma, 0), lemma)
    if lemma == "part" and "part of" in aim.words and any(tree.word[c] == "of" for c in tree.children[k]):
        return aim.words["part of"], "part of"
    if aim.asks == "is" and aim.judged and tree.is_noun(k) and wordnet.knows(lemma, "a"):
        return 0, ""  # a right is not what is right
    if tree.tag[k].startswith(("NN", "JJ")) and lemma not in _DEEDS_OF_ANYONE:
        done = wordnet.verb_of(tree.word[k]) if tree.dep[k] == "conj" and tree.word[k].endswith("ed") else None
        for form in (tree.word[k], lemma, done or lemma):  # "repaired rather than closed"
            if form in aim.words:
                return aim.words[form], form
    return 0, ""


def _clause(tree: Tree, k: int) -> int:
    """The verb of the clause that a word stands in."""
    if tree.is_verb(k):
        return k
    return next((a for a in tree.above(k) if tree.is_verb(a)), k)


def anchored(tree: Tree, k: int, named: frozenset[int], spoken: frozenset[int], aim: Aim, about: bool) -> bool:
    """Whether a predicate is said of what the proposition is on: one of its names, or a term (`spoken`), stands in the
    clause; of what is so, a pronoun for it is the subject."""
    if tree.is_verb(k) and _of_another_thing(tree, k, named | spoken, aim):
        return False
    verb = _clause(tree, k)
    near = set(tree.below(verb)) | set(tree.below(k))
    subject = tree.subject(verb)
    if subject is not None:
        near |= set(tree.below(subject))
    if tree.is_noun(k) and elsewhere(tree, k, named | spoken):
        return False  # "cuts in holidays at the tax offices"
    if with_another(tree, k, named, frozenset()) or _of_the_next(tree, k, named | spoken):
        return False
    if aim.gradual and aim.things:
        return bool((near - {k}) & named)  # "cut" is of the thing, not of what else the watchlist names
    if (near - {k}) & (named | spoken) or k in spoken:
        return True
    return about and aim.asks == "is" and subject is not None and tree.word[subject] in _PRONOUNS


def _of_another_thing(tree: Tree, verb: int, about: frozenset[int], aim: Aim) -> bool:
    """Whether what a verb is done to is nothing that the proposition is on."""
    thing = tree.child(verb, "dobj")
    if thing is not None and aim.gradual and tree.lemma[thing] in aim.names - aim.things and aim.things:
        return True  # to raise a pension is not to raise the pension age
    if thing is not None and aim.gradual and tree.lemma[thing] in BOUNDS - aim.things:
        return True  # "to raise the duty threshold"
    if thing is not None and _is_a_step(tree, thing, aim):
        return True  # to raise the amount of a cut is no rise
    if thing is not None and tree.word[thing] not in _PRONOUNS:
        aside = {g for c in tree.children[thing] if tree.dep[c] in ("relcl", "acl", "appos") for g in tree.below(c)}
        if not (set(tree.below(thing)) - aside) & about:
            return True  # "will not allow tricks"
    into = [o for c in tree.children[verb] if tree.word[c] == "into" for o in tree.children[c] if tree.is_noun(o)]
    if thing is None and into and not any(all_told(tree, o) & about for o in into):
        return True  # "should enter into talks"
    passive = tree.child(verb, "nsubjpass")
    # "the gate beside the quarry should be shut"
    return passive is not None and tree.is_noun(passive) and all_told(tree, passive).isdisjoint(about)


def _is_a_step(tree: Tree, thing: int, aim: Aim) -> bool:
    """Whether what a verb has as its object is itself a deed that the proposition asks for, or how much of one."""
    of = [o for c in tree.children[thing] if tree.word[c] == "of" for o in tree.children[c] if tree.dep[o] == "pobj"]
    return any(aim.words.get(tree.lemma[k], 0) > 0 and tree.lemma[k] not in aim.things for k in (thing, *of))


def _of_the_next(tree: Tree, k: int, named: frozenset[int]) -> bool:
    """Whether an adjective stands right before a noun that the proposition is not on: "abortion and illegal mining"."""
    after = k + 1
    if tree.tag[k] != "JJ" or after >= len(tree) or not tree.is_noun(after) or tree.dep[k] in ("acomp", "oprd"):
        return False
    return after not in named and tree.lemma[after] not in lexicon().through_nouns


def with_another(tree: Tree, k: int, named: frozenset[int], spoken: frozenset[int]) -> bool:
    """Whether it is "cooperation with" somebody of whom the proposition says nothing."""
    with_ = [c for c in (*tree.children[k], *tree.children[tree.head[k]]) if tree.word[c] == "with" and c > k]
    partners = [o for c in with_ for o in tree.children[c] if tree.is_noun(o)]
    if tree.is_noun(k):
        partners = [o for o in partners if tree.tag[o].startswith("NNP")]
    return bool(partners) and not any(set(tree.below(o)) & (named | spoken) for o in partners)


def predicated(tree: Tree, k: int, aim: Aim) -> bool:
    """An adjective counts where it is said of its noun, not where it only tells which ("an independent inquiry")."""
    if tree.dep[k] not in ("amod", "compound", "nmod", "advmod"):
        return tree.tag[k] != "JJ" or tree.dep[k] != "pobj" or tree.word[k] != "safe"
    head = tree.head[k]
    if tree.word[head] == "from" and tree.word[tree.head[head]] == "far":
        return True
    if tree.dep[k] == "amod" and aim.asks == "ought":
        return tree.lemma[head] in lexicon().through_nouns
    return tree.dep[k] == "amod" and tree.dep[head] in ("attr", "oprd", "conj") and aim.asks == "is"
