"""What points back to an issue: "it" and "them" in the sentence after its thing was named, "the plans", "this step"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgspec import Struct

from tui.corpus import wordnet
from tui.corpus.issues import IssueHit, find_words
from tui.corpus.stances.asked.introduced import ALIKE, introduced
from tui.corpus.stances.asked.naming import VAGUE, effect_of, laid_down
from tui.corpus.stances.asked.other_names import blended
from tui.corpus.stances.asked.planning import PLANNED, planned
from tui.corpus.stances.asked.proposition import Aim
from tui.corpus.stances.lexicon import lexicon, value_of
from tui.corpus.stances.said.verdicts import Verdicts
from tui.corpus.stances.tree import Tree
from tui.model import Issue
from tui.text.word_classes import DEEDS_TOLD

_BACK = frozenset({"it", "this", "that", "them", "these", "they"})
_MANY = frozenset({"them", "these", "they"})
_THIS = frozenset({"this", "such", "the", "that", "these", "those"})
_WHOSE = frozenset(
    {"government", "administration", "state", "ministry", "council", "commission", "its", "their", "our"}
)
# Words that may stand before what points back without making it another: "the new plans", "the whole idea".
_PLAIN = frozenset(
    {"new", "whole", "proposed", "planned", "latest", "same", "such", "own", "controversial", "particular", "specific"}
)
# What is put before a house where a thing should go: as likely what would end it.
_MAY_END_IT = frozenset({"bill", "draft", "amendment", "motion", "resolution"})
_TELLING, _MARKING = frozenset({"acl", "relcl", "appos"}), frozenset({"amod", "compound", "nmod"})
# What is the issue's only where it is pointed at: "that concept", "the proposed system".
_SHOWN = frozenset(
    {
        "concept",
        "approach",
        "suggestion",
        "system",
        "arrangement",
        "model",
        "vision",
        "demand",
        "mechanism",
        "facility",
        "instrument",
        "scheme",
    }
)
_SHOWING = frozenset({"this", "that", "such", "these", "those", "proposed", "planned"})
_ANY = frozenset({"move", "step", "decision", "idea", "change", "measure", "policy"})  # what anything may be
_STATES = frozenset({"development", "situation", "news", "thing", "idea", "outcome", "result", "way", "start"}) | _ANY
_TURNS = frozenset({"day", "victory", "success", "blow", "setback", "triumph", "defeat", "development"})
_NOT = frozenset({"not", "never", "no", "cannot", "without"})
_OF_PERSONS = frozenset({"interested", "aware", "confident", "satisfied", "disappointed", "convinced", "sure", "able"})
_SIDED = frozenset({"for", "against"})
_ARGUES = frozenset({"argue", "vote", "speak", "campaign", "lobby", "plead", "be", "stand", "decide", "come"})
_PERSONS = ("ers", "ors", "ists", "ants", "men", "people")  # how names of many persons end
_OWN = frozenset({"for", "on", "of", "about", "to", "against"})
_WORD = re.compile(r"[^\W\d_]+")
_DUE = frozenset({"must", "should", "ought"})
_CLAUSES = frozenset({"xcomp", "ccomp", "csubj", "advcl", "acl"})
_ENDS = re.compile(r"[.!?]['\"”’]*\s")
# Some two sentences, three, and twenty: "it" stands for what was named last, "the plans" for what was named shortly
# before, and what the text has just told may be spoken of for longer.
_BESIDE = 30  # characters before a name in which "proposed" is said of it
_NEXT, _NEAR, _FAR = 250, 400, 2500  # characters back in which "it" and "the plans" mean what was named there
_BESIDE = 60  # characters from a term within which a noun tells of one thing with it
# Over two ends of sentences "it" may as well stand for something that the sentence between them names.
_SENTENCES = 1  # ends of sentences between "it" and what it stands for


class Pointed(Struct, frozen=True):
    """A word that points back, with what more of what it means does to the proposition."""

    word: int
    value: int
    told: str = ""  # the words by which the article told what it is for


def pointed(
    tree: Tree,
    text: str,
    inside: set[int],
    issue: Issue,
    aim: Aim,
    hits: Sequence[IssueHit],
    other: bool,
    where: str,
    told: Callable[[bool], int],
) -> list[Pointed]:
    """The words inside a content that point back to what the proposition is on.

    `hits` are the article's places that speak of the issue; `other`: "it" is not who speaks;
    `where`: what tells that the content is about it; by the article alone "it" may be anything;
    `told`: whether what the text has just told, or of it what somebody wishes, serves the proposition (events.py).
    """
    if aim.asks == "is" and not aim.judged:
        return []
    words = (part for description in issue.descriptions for part in re.split(r"[\s/()]+", description))
    parts = {part for part in words if part.islower()}
    found: list[Pointed] = []
    others = _others(issue, aim)
    near = where in ("content", "sentence", "claim before", "same thing before")
    paragraph = where in ("paragraph", "paragraph before")
    for k in sorted(inside):
        if tree.is_noun(k) and tree.word[k] in parts and tree.lemma[k] in lexicon().talk and aim.thing > 0:
            found.append(Pointed(k, effect_of(tree.word[k], aim)))
        elif where == "same thing before" and _is_the_occasion(tree, k):
            found.append(Pointed(k, _as_talk(aim)))
        elif where != "article" and _is_the_deed(tree, k) and (done := told(False)):
            found.append(Pointed(k, done))
        elif (near or (paragraph and not aim.gradual)) and _is_this(tree, k):
            named = _done_or_named(tree, k, text, aim, hits) if near else 0  # of a paragraph it may be anything
            found.append(Pointed(k, told(False) or named))
        elif (near or paragraph) and _is_called_so(tree, k):
            found.append(Pointed(k, _done_and_named(told(False), _done_or_named(tree, k, text, aim, hits))))
        elif (near or paragraph) and tree.word[k] in _BACK and (_is_due(tree, k) or _stands_for(tree, k, other, aim)):
            # What there should be less of is seldom what "it" means, but where something is to be done with it.
            least = -1 if _is_due(tree, k) else 0
            found.append(Pointed(k, max(least, _named_before(tree, k, text, aim, hits))))
        elif where != "article" and tree.is_noun(k) and tree.lemma[k] not in others and _goes_back(tree, k, aim, near):
            if tree.lemma[k] in DEEDS_TOLD:
                value = told(False)
                this = any(tree.word[c] == "this" for c in tree.children[k])
                if not value and (near or this) and aim.thing > 0:  # where no sentence before is kept that tells it
                    value = _meant_before(tree, k, text, aim, hits)
                found.append(Pointed(k, value))
            else:
                found += _brought_in(tree, k, text, aim, hits, near) or [Pointed(k, told(True))]
    return [one for one in found if one.value]


def _brought_in(tree: Tree, k: int, text: str, aim: Aim, hits: Sequence[IssueHit], near: bool) -> list[Pointed]:
    """What "the plan" does by what the text says such a plan is for, else by what was named beside it."""
    if (brought := introduced(tree.lemma[k], text, tree.start[k], aim, hits)) is not None:
        return [Pointed(k, brought.sign, brought.words)]
    if near or _told_together(tree, k, text, hits):
        return [Pointed(k, _laid_or_meant(tree, k, text, aim, hits))]
    return []


def _laid_or_meant(tree: Tree, k: int, text: str, aim: Aim, hits: Sequence[IssueHit]) -> int:
    """What "the bill" or "the plan" does to the proposition."""
    if value := laid_down(tree.lemma[k], aim):
        return value * _spoken_before(tree, k, hits, _FAR)
    if aim.thing < 0 and tree.lemma[k] in _MAY_END_IT:
        return 0
    return _meant_before(tree, k, text, aim, hits)


def _is_the_occasion(tree: Tree, k: int) -> bool:
    """ "the meeting", "these talks"; to look forward to them is a courtesy."""
    if tree.lemma[k] not in lexicon().talk or not any(tree.word[c] in _THIS for c in tree.children[k]):
        return False
    return tree.lemma[tree.head[tree.head[k]]] != "look"


def _as_talk(aim: Aim) -> int:
    """What talks do to a proposition on talks or on working together; 0 for any other."""
    return next((aim.words[word] for word in ("talk", "cooperation") if word in aim.words), 0)


def _others(issue: Issue, aim: Aim) -> frozenset[str]:
    """Heads of terms that name something else than the proposition's thing: "the programme" is the nuclear one."""
    heads = {
        wordnet.singular(term.split()[-1].lower()) for term in issue.terms if term.split() and not effect_of(term, aim)
    }
    return frozenset(heads & VAGUE)


def _stands_for(tree: Tree, k: int, other: bool, aim: Aim) -> bool:
    """Whether a pronoun is what somebody wants, ends or judges; as a subject only where it is not who speaks."""
    verb = tree.head[k] if tree.dep[k] == "dobj" else tree.head[tree.head[k]]
    if tree.dep[k] == "pobj" and tree.word[tree.head[k]] in _SIDED and tree.lemma[verb] in _ARGUES:
        return True  # "argued for them"
    if tree.dep[k] in ("dobj", "pobj"):
        return tree.lemma[verb] in lexicon().verbs and tree.child(verb, "xcomp") is None  # "urged them to go"
    if not other or tree.word[k] != "it" or tree.dep[k] != "nsubj":
        return False
    judged = tree.child(tree.head[k], "acomp", "attr")
    if judged is None:
        return True
    if tree.word[judged] in _OF_PERSONS or tree.word[judged] in lexicon().adjectives.keys() - lexicon().values.keys():
        return False  # "it was interested in": who is so is a body
    if "that" in tree.word[judged + 1 : judged + 3]:
        return False  # "it was a scandal that"
    kind = tree.lemma[judged] if tree.is_noun(judged) else ""
    if kind in lexicon().pointing - _ANY and not any(
        wordnet.akin(kind, thing) or kind == thing for thing in aim.things
    ):
        return False  # "it is a good deal" is not said of a tax
    under = (*tree.children[tree.head[k]], *tree.children[judged])
    after = tree.word[judged + 1 : judged + 9]
    if "to" in after and (after[:1] == ["to"] or "for" in after[: after.index("to")]):
        return False  # "it would be wrong, she said, for them to"
    return not any(tree.dep[c] in _CLAUSES for c in under)  # "it is wrong to"


def _plain(tree: Tree, c: int) -> bool:
    """Whether a word before a noun that points back leaves it the same: it is plain, or it judges it ("such an unfair
    plan")."""
    word = tree.word[c]
    judges = tree.dep[c] == "amod" and value_of(word, tree.lemma[c]) and this_or_such(tree, tree.head[c])
    return word in _PLAIN | _WHOSE or bool(judges)


def this_or_such(tree: Tree, noun: int) -> bool:
    """Whether a noun is pointed at: "this plan", "such measures"."""
    return any(tree.word[c] in ("this", "such", "these") for c in tree.children[noun])


def _is_this(tree: Tree, k: int) -> bool:
    """ "This is a good development", "that is unacceptable": what was just told is judged, not what "this" names."""
    if tree.word[k] not in ("this", "that") or tree.tag[k] != "DT" or tree.dep[k] != "nsubj":
        return False
    says = Verdicts(tree)
    if tree.lemma[tree.head[k]] != "be":
        return bool(says.outcome(tree.head[k]) or lexicon().value_verbs.get(tree.lemma[tree.head[k]]))
    judged = tree.child(tree.head[k], "acomp", "attr")
    if judged is None:
        return says.predicate(tree.head[k]) != 0  # "this is in the interest of all"
    if any(tree.dep[c] in _CLAUSES for c in (*tree.children[tree.head[k]], *tree.children[judged])):
        return False
    return not tree.is_noun(judged) or tree.lemma[judged] in _STATES or says.predicate(tree.head[k]) != 0


def _is_due(tree: Tree, k: int) -> bool:
    """ "It must be closed", "it is old and should be mended": what was named is what a deed is due to."""
    if tree.word[k] not in ("it", "they") or tree.dep[k] not in ("nsubj", "nsubjpass"):
        return False
    verbs = [tree.head[k], *(c for c in tree.children[tree.head[k]] if tree.dep[c] == "conj")]
    return any(
        tree.tag[verb] == "VBN"
        and tree.child(verb, "auxpass") is not None
        and tree.child(verb, "xcomp", "ccomp") is None
        and not tree.auxiliaries(verb).isdisjoint(_DUE)
        and lexicon().verbs.get(tree.lemma[verb], 0) != 0
        for verb in verbs
    )


def _is_called_so(tree: Tree, k: int) -> bool:
    """ "called it a disgrace": what was just told, or the thing that it was told of, is given a name."""
    if tree.word[k] not in ("it", "this", "that") or tree.dep[k] not in ("dobj", "nsubj", "nsubjpass"):
        return False
    verb = tree.head[k] if tree.is_verb(tree.head[k]) else tree.head[tree.head[k]]
    says = Verdicts(tree)
    return tree.child(verb, "xcomp", "ccomp") is None and says.rendered(verb) != 0 and tree.lemma[verb] != "make"


def _done_and_named(done: int, named: int) -> int:
    """What "it" does where either a deed or its thing may be meant; 0 where these differ."""
    return 0 if done * named < 0 else done or named


def _is_the_deed(tree: Tree, k: int) -> bool:
    """ "It was the right decision", "it is a black day": what was just told is judged, not what it was done to."""
    judged = tree.child(tree.head[k], "attr") if tree.word[k] == "it" and tree.dep[k] == "nsubj" else None
    if judged is None or tree.lemma[judged] not in DEEDS_TOLD | _TURNS:
        return False
    return not any(tree.dep[c] in _CLAUSES for c in (*tree.children[tree.head[k]], *tree.children[judged]))


def _goes_back(tree: Tree, k: int, aim: Aim, near: bool) -> bool:
    """ "the plans", "this bill", "the government's idea", with nothing of its own that makes it another."""
    laid = laid_down(tree.lemma[k], aim) if tree.word[k] != "power" else 0
    shown = tree.lemma[k] in _SHOWN and any(tree.word[c] in _SHOWING for c in tree.children[k])
    if not laid and not ((shown or tree.lemma[k] in lexicon().pointing) and aim.asks == "ought"):
        return False
    if tree.word[k + 1 : k + 2] == ["to"] and tree.tag[k + 2 : k + 3] == ["VB"]:
        return False  # "the plan to raise it"
    if tree.cased(k) == "act":
        return False  # what was done, where an Act is a law
    definite = False
    for c in tree.children[k]:
        word, dep = tree.word[c], tree.dep[c]
        if dep in ("det", "predet"):
            definite = definite or word in _THIS
        elif dep == "poss":
            named = tree.tag[c].startswith("NNP") and near
            definite = named or word in _WHOSE or tree.lemma[c] in aim.agents
        elif dep == "compound" and tree.tag[c].startswith("NNP") and tree.children[c]:
            return False  # "the River Council initiative"
        elif dep in _TELLING or (dep in _MARKING and not _plain(tree, c)) or (dep == "prep" and word in _OWN):
            return False
    return definite


def _named_before(tree: Tree, k: int, text: str, aim: Aim, hits: Sequence[IssueHit]) -> int:
    """What the nearest place that named the issue's thing, in this sentence or the one before, does to the proposition;
    0 where there is none or it is one where the pronoun is many."""
    at = tree.start[k]
    for hit in sorted(hits, key=lambda h: -h.span.end):
        if hit.span.end > at or at - hit.span.end > _NEXT:
            continue
        if len(_ENDS.findall(text, hit.span.end, at)) > _SENTENCES:
            break
        words = hit.span.of(text).split()
        many = words[-1].lower().endswith("s") and not words[-1].lower().endswith("ss")
        if tree.word[k] in _MANY and not many:
            continue  # "it" may be the scheme of what was named as many
        if tree.word[k] == "it" and words[-1].lower().endswith(_PERSONS):
            continue
        effect = effect_of(words[-1] if hit.described else hit.by, aim, hit.described)
        if effect and not blended(hit.by, frozenset(aim.words), aim.names):
            return effect
    before = text[max(0, at - _NEXT) : at]
    for word in reversed(list(_WORD.finditer(before))):  # "the cards" of what the term calls identity cards
        noun = wordnet.singular(word.group().lower())
        definite = before[: word.start()].rstrip().lower().endswith((" the", " this", " that", " such"))
        if definite and noun in PLANNED and aim.asks == "ought":
            brought = introduced(noun, text, at - len(before) + word.start(), aim, hits)
            if brought is not None and len(_ENDS.findall(before, word.end())) <= _SENTENCES:
                return brought.sign
        if not (noun in aim.things or (definite and laid_down(noun, aim))):
            continue
        if len(_ENDS.findall(before, word.end())) <= _SENTENCES:
            return aim.thing if noun in aim.things else laid_down(noun, aim)
    return 0


def _done_or_named(tree: Tree, k: int, text: str, aim: Aim, hits: Sequence[IssueHit]) -> int:
    """What "this" means where no tree of the sentence before is kept: the deed whose word stands there, else what was
    named; 0 where a word of it may have turned it round ("They scrapped the tax.")."""
    before = text[max(0, tree.start[k] - _NEXT) : tree.start[k]]
    last = [end.end() for end in _ENDS.finditer(before)]
    words = [word.group().lower() for word in _WORD.finditer(before, last[-2] if len(last) > 1 else 0)]
    verbs = [(word, wordnet.verb_of(word) or word) for word in words]
    signs = {value for word, base in verbs if (value := aim.words.get(base) or aim.words.get(word))}
    if signs:
        return signs.pop() if len(signs) == 1 and _NOT.isdisjoint(words) else 0
    effects, attitudes = lexicon().verbs, lexicon().attitudes
    turned = any(effects.get(base, 0) < 0 and base not in attitudes for _, base in verbs)
    return 0 if turned or not _NOT.isdisjoint(words) else _named_before(tree, k, text, aim, hits)


def _meant_before(tree: Tree, k: int, text: str, aim: Aim, hits: Sequence[IssueHit]) -> int:
    """What "the move" does to the proposition: what the nearest place before that named a thing of it does."""
    at = tree.start[k]
    near = sorted((hit for hit in hits if 0 <= at - hit.span.end <= _NEAR), key=lambda hit: -hit.span.end)
    for hit in near:
        words = hit.span.of(text).split()
        effect = effect_of(words[-1] if hit.described else hit.by, aim, hit.described)
        if effect < 0 and tree.lemma[k] in PLANNED:
            named = text[max(0, hit.span.start - _BESIDE) : hit.span.start]
            return planned(tree.lemma[k], text[max(0, at - _FAR) : at], named, aim)
        if effect:
            return effect
    told = any(hit.described or find_words(thing, hit.by) for hit in near for thing in aim.things or aim.names)
    return int(told and aim.thing > 0 and not aim.lasting)


def _told_together(tree: Tree, k: int, text: str, hits: Sequence[IssueHit]) -> bool:
    """Whether the text spoke of such a thing with a term of the issue before: "the plans" where "plans for identity
    cards" were told, and "the scheme" or "the bill" there too."""
    at = tree.start[k]
    alike = next((group for group in ALIKE if tree.lemma[k] in group), frozenset({tree.lemma[k]}))
    for hit in hits:
        if 0 <= at - hit.span.end <= _FAR:
            around = slice(max(0, hit.span.start - _BESIDE), min(at, hit.span.end + _BESIDE))
            if any(wordnet.singular(word.group().lower()) in alike for word in _WORD.finditer(text[around])):
                return True
    return False


def _spoken_before(tree: Tree, k: int, hits: Sequence[IssueHit], far: int) -> int:
    at = tree.start[k]
    return int(any(0 <= at - hit.span.end <= far for hit in hits))
