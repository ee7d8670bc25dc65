"""Where a sentence speaks of what a proposition is on: its thing, its predicate or the opposite, a hint's words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from tui.corpus import wordnet
from tui.corpus.issues import IssueHit, find_words
from tui.corpus.stances.asked.another_thing import (
    described,
    is_an_amount,
    of_another_deed,
    of_another_doer,
    of_another_kind,
    of_another_mark,
    of_something_else,
    spoken_by,
    told_by,
    told_whose,
)
from tui.corpus.stances.asked.bearing import bears_its_name
from tui.corpus.stances.asked.hinted import all_told, elsewhere, tied
from tui.corpus.stances.asked.hit_effects import hit_effect
from tui.corpus.stances.asked.introduced import PORTIONS, SOFTENS, own_complement
from tui.corpus.stances.asked.naming import VAGUE, effect_of, is_ruling, kind_of, laid_down, rules
from tui.corpus.stances.asked.other_names import bare, blended
from tui.corpus.stances.asked.pointing import pointed
from tui.corpus.stances.asked.predicated import anchored, predicate, predicated, with_another
from tui.corpus.stances.asked.proposition import Aim, hints
from tui.corpus.stances.asked.restraining import another_one, bounds, of_what_restrains
from tui.corpus.stances.lexicon import lexicon
from tui.corpus.stances.tree import Tree
from tui.model import Issue, Span
from tui.text.wordlist import wordlist

_NO = re.compile(r"\b(?:not|never|no|cannot|without|nor|neither|non)\b|n['’]t\b", re.IGNORECASE)
# "A tax" that no term of the issue stands with is one of a kind, and may be another.
_ON = frozenset({"on", "for", "against", "about"})
_AS_NOUNS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "dobj", "pobj", "xcomp"})
# What is said of a policy or a row is not said of what that is on.
_TO_DO_IT = frozenset({"plan", "proposal", "offer", "bid", "attempt", "approach", "scheme"})
_ORDERS = frozenset({"tell", "order", "instruct", "direct", "command", "ask", "task"})
_BODIES = wordlist(
    "mission commission council committee board court agency office department ministry conference organisation "
    "organization group association union fund centre center party movement front envoy representative minister "
    "secretary force team bureau institute federation league forum rapporteur commissioner"
)
_DRAWS_UP = frozenset({"submit", "present", "prepare", "draft", "draw", "devise"})
_NEITHER = frozenset({"policy", "debate", "question", "row", "dispute", "controversy", "proceeding"})


class Target(Struct, frozen=True):
    """A word to start from: `value` is +1 where more of it serves the proposition, -1 where it thwarts it."""

    word: int
    value: int
    kind: Literal["thing", "word", "hint"]
    label: str
    turned: bool = False  # its own words hold the negation
    whole: bool = True  # a term of the issue stands with it, so that it is no other of its kind
    among: bool = True  # what is told of it has a term of the issue
    must_ask: bool = False  # only the context tells what is meant: a hint that is told as a fact may be on anything
    must_judge: bool = False  # half of what names the issue stands beside it: only a judgement tells that it is meant


def targets(
    tree: Tree,
    text: str,
    content: Sequence[Span],
    issue: Issue,
    aim: Aim,
    hits: Sequence[IssueHit],
    where: str,
) -> Iterator[Target]:
    """The targets in what is said in one sentence, named by its own words; `where`: what tells that it is about the
    issue."""
    about = where not in ("content", "article")
    inside = {k for span in content for k in tree.within(span)}
    another = {k for k in range(len(tree)) if tree.is_noun(k) and _is_of_another(tree, k, inside, issue, aim)}
    others_deeds = {k for k in inside if of_another_doer(tree, k, issue, aim)}
    another |= {k for k in others_deeds if tree.is_noun(k)}
    spoken = frozenset(k for hit in hits for k in spoken_by(tree, hit)) - another
    named = _named(tree, aim) - another
    by_kinds = described(tree, issue)
    hinted = _hinted(tree, text, content, issue, inside, spoken, spoken | named | by_kinds)
    found = {k: hint for k, hint in hinted.items() if k not in others_deeds}
    named -= {k for k in named if tree.lemma[k] in aim.things and of_something_else(tree, k, named, spoken, issue)}
    named -= {k for k in named if tree.lemma[k] in aim.alternatives and not told_whose(tree, k, named | spoken, aim)}
    for hit in hits:
        top = tree.top([k for k in tree.within(hit.span) if k in inside])
        if (
            top is None
            or (hit.described and tree.word[top] not in re.split(r"[\s/()]+", hit.by))
            or (_in_a_name(tree, top, hit) and not laid_down(tree.lemma[top], aim))
        ):
            continue
        effect, label = hit_effect(tree.word[top], hit, text, issue, aim, hits)
        over = _over(tree, top, inside)
        if over is not None and (not effect or _may_be_either(tree, top, over, effect, aim)):
            top, effect = over, _laid(tree.lemma[over], aim) if not aim.gradual or not effect else 0
        elsewhere_meant = is_an_amount(tree, top) or of_another_deed(tree, top, hit, named | spoken)
        if elsewhere_meant or top in another or another_one(tree, top, hit.by, issue, aim, told_by(issue)):
            continue
        if blended(hit.by, frozenset(aim.words), aim.names) and not bare(tree, top):
            continue  # "a hard Grexit" tells how it is done, "the Grexit talks" are none
        if effect and top not in found and _is_thing(tree, top) and not with_another(tree, top, named, spoken):
            found[top] = Target(top, effect, "thing", label)
    by_kind, on = told_by(issue), aim.names - aim.things - aim.agents
    found |= _of_the_kind_asked(tree, (inside & named) - found.keys(), aim)
    about_it = spoken | {c for c in named if tree.lemma[c] in on}
    for k in sorted(inside):
        if k not in found and tree.is_noun(k):
            effect = _on_the_term(tree, k, aim, about_it, by_kind) or bears_its_name(tree, k, issue, aim)
            if effect:
                found[k] = Target(k, effect, "thing", tree.word[k])
        if (
            k not in found
            and tree.is_noun(k)
            and tree.lemma[k] in aim.things
            and not is_an_amount(tree, k)
            and not of_another_kind(tree, k, issue, aim)
            and k in named
            and (effect := effect_of(tree.lemma[k], aim))
            and ((over := _over(tree, k, inside)) is None or not _may_be_either(tree, k, over, effect, aim))
        ):
            found[k] = Target(k, effect, "thing", tree.word[k])
        loose = tree.is_noun(k) and k not in spoken and where != "sentence"
        if k not in found and k not in others_deeds and (not loose or tied(tree, k, named | spoken | by_kinds)):
            found |= _as_predicate(tree, k, named, spoken, aim, about)
    yield from _as_restrained(tree, found, aim)


def _is_of_another(tree: Tree, k: int, inside: set[int], issue: Issue, aim: Aim) -> bool:
    """Whether a noun is another's than the proposition's thing, or only tells a share of what: "its quota share"."""
    over = _over(tree, k, inside)
    return of_another_mark(tree, k, issue, aim) or (over is not None and tree.lemma[over] in PORTIONS)


def _of_the_kind_asked(tree: Tree, words: set[int], aim: Aim) -> dict[int, Target]:
    """The nouns that an adjective makes what is asked for: "compulsory vaccination", where vaccination should be so."""
    found: dict[int, Target] = {}
    for k in words if aim.asks == "ought" and not aim.things else ():
        for c in tree.children[k]:
            if tree.dep[c] == "amod" and tree.tag[c] == "JJ" and tree.word[c] in aim.words:
                found[k] = Target(k, aim.words[tree.word[c]], "thing", f"{tree.word[c]} {tree.word[k]}")
    return found


def _as_predicate(
    tree: Tree, k: int, named: frozenset[int], spoken: frozenset[int], aim: Aim, about: bool
) -> dict[int, Target]:
    value, label = predicate(tree, k, aim)
    if tree.is_verb(k) and (what := tree.child(k, "dobj")) is not None and tree.lemma[what] in PORTIONS:
        return {}  # "wants to keep its quota share"
    said = value and anchored(tree, k, named, spoken, aim, about) and predicated(tree, k, aim)
    return {k: Target(k, value, "word", label)} if said else {}


def _as_restrained(tree: Tree, found: dict[int, Target], aim: Aim) -> Iterator[Target]:
    """The targets, a bound that is raised or lowered with the value of what it bounds."""
    for k in sorted(found):
        if found[k].kind == "thing" and bounds(tree, k, aim):
            yield replace(found[k], value=aim.thing)
        elif not of_what_restrains(tree, k, found):
            yield found[k]


def _over(tree: Tree, k: int, inside: set[int]) -> int | None:
    """The noun that a word stands before as a part of it: "ban" of "assault weapons ban"."""
    above = tree.head[k]
    while tree.dep[k] == "conj" and tree.is_noun(above):
        k, above = above, tree.head[above]  # "a price and production accord"
    return above if tree.dep[k] in ("compound", "nmod") and tree.is_noun(above) and above in inside else None


def _may_be_either(tree: Tree, k: int, over: int, effect: int, aim: Aim) -> bool:
    """Whether a law, a plan or a policy on what there should be less of stands over it, which may be one for it or
    against it: "a gun bill", "his tax plan"; "anti-gun measures" are told."""
    if tree.lemma[over] in _NEITHER:
        return True
    less = effect == aim.thing < 0 and aim.asks == "ought"
    if tree.lemma[over] in _TO_DO_IT and tree.lemma[k].endswith(("over", "out")):
        return False  # "a takeover proposal" is one to take over
    return less and is_ruling(tree.lemma[over]) and not tree.negated(k)


def looking_back(
    tree: Tree,
    text: str,
    content: Sequence[Span],
    issue: Issue,
    aim: Aim,
    hits: Sequence[IssueHit],
    where: str,
    other: bool = False,
    told: Callable[[bool], int] = lambda wished: 0,
) -> Iterator[Target]:
    """The words of a sentence that point back to the thing, as targets; arguments as for `targets`, and `other`: "it"
    is not who speaks; `told`: whether what the text has just told serves the proposition."""
    inside = {k for span in content for k in tree.within(span)}
    for one in pointed(tree, text, inside, issue, aim, hits, other, where, told):
        word = tree.word[one.word]
        label = one.told if one.told.startswith(word) else f"{word}: {one.told}" if one.told else word
        yield Target(one.word, one.value, "thing", label)


def containers(tree: Tree, text: str, content: Sequence[Span], aim: Aim, hits: Sequence[IssueHit]) -> Iterator[Target]:
    """Plans and bills that a sentence wants or rejects, with what the words behind them tell that they are for, where
    the way from these words themselves leads nowhere: "put forward a plan that foresees cuts"."""
    for k in sorted(k for span in content for k in tree.within(span)):
        other = tree.lemma[tree.head[k]] in SOFTENS or _amends(tree, k)  # "water down a motion to ban it"
        other = other or _is_asked_for(tree, tree.head[k])
        if tree.dep[k] in ("dobj", "nsubjpass") and tree.is_noun(k) and not other:
            told = own_complement(tree.lemma[k], text, Span(tree.start[k], tree.end[k]), aim, hits)
            if told is not None:
                yield Target(k, told.sign, "thing", told.words)


def _amends(tree: Tree, k: int) -> bool:
    """ "an amendment to the bill", which may sharpen or soften it; "an amendment that would ban it" is told."""
    return tree.lemma[k] == "amendment" and any(
        tree.word[c] == "to" and tree.dep[c] == "prep" for c in tree.children[k]
    )


def _is_asked_for(tree: Tree, verb: int) -> bool:
    """ "told them to submit a plan": what will stand in it is theirs."""
    over = {tree.lemma[a] for a in tree.above(verb)}
    return tree.lemma[verb] in _DRAWS_UP and tree.dep[verb] in ("xcomp", "conj") and not over.isdisjoint(_ORDERS)


def named_or_meant(
    tree: Tree, text: str, content: Sequence[Span], issue: Issue, aim: Aim, hits: Sequence[IssueHit], where: str
) -> list[Target]:
    """The targets that a sentence names, or else those that it points back to; arguments as for `targets`."""
    about = (tree, text, content, issue, aim, hits, where)
    return list(targets(*about)) or list(looking_back(*about))


def _is_thing(tree: Tree, k: int) -> bool:
    """Whether a word is a noun, or an act that stands as one: "trawling is", "to end trawling"."""
    act = tree.tag[k] == "VBG" and tree.dep[k] in _AS_NOUNS and tree.child(k, "dobj", "nsubj", "aux", "prep") is None
    return tree.is_noun(k) or act


def _laid(noun: str, aim: Aim) -> int:
    """What a law, a plan or a thing of the proposition's kind does to it; a move or a step may be any."""
    return kind_of(noun, aim) or (0 if noun in VAGUE else laid_down(noun, aim))


def _on_the_term(tree: Tree, k: int, aim: Aim, spoken: frozenset[int], described: frozenset[str]) -> int:
    """What a rule, a law or a thing of the proposition's kind does to it that is on one of the terms: "new regulations
    on rifles", "a bill on trawling", "a levy on boats"; 0 for any other."""
    under = set(tree.below(k)) - {k}
    if kin := kind_of(tree.lemma[k], aim):
        ruled = rules(tree.lemma[k], aim) and any(tree.lemma[c] in described for c in under)
        return kin if ruled or not under.isdisjoint(spoken) else 0
    on = {o for c in tree.children[k] if tree.word[c] in _ON for o in tree.below(c)}
    if on.isdisjoint(spoken) or any(tree.tag[o].startswith("NNP") for o in on - spoken):
        return 0
    return _laid(tree.lemma[k], aim) if aim.asks == "ought" else 0


def _hinted(
    tree: Tree,
    text: str,
    content: Sequence[Span],
    issue: Issue,
    inside: set[int],
    named: frozenset[int],
    about: frozenset[int],
) -> dict[int, Target]:
    """Where a hint's words stand, inflected or as a word made from them ("withdraw": "withdrawal"); `named` are the
    words of its terms, `about` those and all other words of its proposition."""
    found: dict[int, Target] = {}
    for word, value in hints(issue):
        for span in content:
            for at in find_words(word, text, span.start, span.end):
                top = tree.top([k for k in tree.within(at) if k in inside])
                if top is None or not _is_word_class(tree, top, word, named) or elsewhere(tree, top, about):
                    continue
                if word.islower() and _is_of_a_name(tree, top):
                    continue
                verdict = not tree.is_noun(top) or tree.word[tree.head[top]] == "as"  # "treated as an equal partner"
                if (" " in word and verdict) or tied(tree, top, about):
                    found[top] = _hint(tree, top, value, word, named, _NO.search(word) is not None)
        kin = _made_from(word)
        for k in inside:
            right = tree.lemma[k] in kin and _is_word_class(tree, k, word, named) and not _is_of_a_name(tree, k)
            if k not in found and right and not elsewhere(tree, k, about) and tied(tree, k, about):
                found[k] = _hint(tree, k, value, tree.word[k], named)
    return found


def _hint(tree: Tree, k: int, value: int, label: str, named: frozenset[int], turned: bool = False) -> Target:
    among = not named.isdisjoint(all_told(tree, k) - {k})
    return Target(k, value, "hint", label, turned, _of_a_term(tree, k, named), among)


def _of_a_term(tree: Tree, k: int, spoken: frozenset[int]) -> bool:
    """Whether a term of the issue is whose it is or what it is of: "the observers' departure"."""
    return any(
        (tree.dep[c] in ("poss", "compound", "nmod") or tree.word[c] == "of") and not spoken.isdisjoint(tree.below(c))
        for c in tree.children[k]
    )


@lru_cache(maxsize=1024)
def _made_from(hint: str) -> frozenset[str]:
    """The hint's own dictionary form, and nouns and verbs that are made from it or it from them."""
    word = hint.lower()
    if " " in word:
        return frozenset({word.replace(" ", ""), word.replace(" ", "-")}) if word.count(" ") == 1 else frozenset()
    verb = wordnet.verb_of(word)
    made = {word, *wordnet.derived(word, "n", "v")}
    if verb:
        made |= {verb, *wordnet.derived(verb, "v", "n")}
    return frozenset(w for w in made if not w.endswith(("er", "or")) or w == word)


def _is_word_class(tree: Tree, k: int, hint: str, named: frozenset[int]) -> bool:
    """ "good" as a hint is not the noun of "farm goods", and "stable" not a word before any other noun."""
    word = hint.lower()
    plain_adjective = word in lexicon().values and word not in lexicon().verbs and " " not in word
    if plain_adjective and tree.tag[k] == "NNS" and tree.word[k] != word:
        return False
    if tree.tag[k].startswith("JJ") and " " not in word:
        head = tree.head[k]
        if tree.dep[k] == "amod":
            said = tree.dep[head] in ("attr", "oprd") or tree.lemma[head] in lexicon().through_nouns
            return said or (head in named and lexicon().values.get(word, 0) >= 0)  # "illegal houseboats": which ones
        return tree.dep[k] not in ("dobj", "pobj")  # "do our best"
    return True


def _in_a_name(tree: Tree, k: int, hit: IssueHit) -> bool:
    """Whether a common word stands in a name ("General Agreement on Tariffs and Trade")."""
    return (
        hit.by.islower() and tree.tag[k].startswith("NNP") and any(tree.tag[a].startswith("NNP") for a in tree.above(k))
    )


def _is_of_a_name(tree: Tree, k: int) -> bool:
    """Whether a word is part of the name of a body: "the Joint Mission for the Referendum", "the Rights Council"."""
    over = next((a for a in tree.above(k) if tree.is_noun(a)), None)
    return tree.tag[k].startswith("NNP") and over is not None and over < k + 5 and tree.lemma[over] in _BODIES


def _named(tree: Tree, aim: Aim) -> frozenset[int]:
    """The words that name somebody or something of the proposition."""
    words = range(len(tree))
    return frozenset(k for k in words if not tree.is_verb(k) and aim.names & {tree.lemma[k], tree.word[k]})
