"""What an issue's proposition asks for or asserts, and what words of a text would serve or thwart it.

A proposition is one plain sentence of a watchlist, read without the language model: by its modal verb or copula, and
by the parts of speech that WordNet knows its words in.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from tui.corpus import wordnet
from tui.corpus.actors.countries import countries
from tui.corpus.issues import find_words
from tui.corpus.phrases.lookalikes import country_of
from tui.corpus.stances.asked.other_names import alternatives
from tui.corpus.stances.asked.predicates import (
    CHANGES,
    COMMON,
    DERIVED,
    acts_named,
    effect_on,
    family_of,
    kin,
    predicates,
)
from tui.corpus.stances.asked.sentence_parts import (
    BY_ITSELF,
    FILLERS,
    SMALL,
    heads_of,
    is_common,
    main_verb,
    marks_of,
    without_purpose,
    words_of,
)
from tui.corpus.stances.lexicon import harm_or_help, lexicon
from tui.corpus.stances.phrasing import phrased
from tui.model import Issue
from tui.text.wordlist import wordlist

Asks = Literal["ought", "is"]

MODALS = frozenset({"should", "must", "ought", "shall", "needs", "has", "have", "need", "will", "can", "may", "cannot"})
_MAKES = frozenset({"make", "keep", "leave", "render"})  # what is said to be so behind them is what is asked for
_DUE = frozenset({"deserve", "deserves"})
_COPULAS = frozenset({"is", "are", "was", "were", "remains", "remain"})
# What may follow a verb that has no object.
_BESIDE = frozenset(
    {"in", "on", "at", "by", "for", "from", "with", "to", "as", "under", "between", "within", "until", "during",
     "against", "after", "before", "without", "now", "soon", "again", "immediately", "and"}
)  # fmt: skip
# What is said to be so by whoever backs a thing, and denied by whoever denounces it.
_UPHELD = frozenset({"valid", "lawful", "legal", "legitimate", "binding", "constitutional", "justified", "justifiable"})
_LAWS = wordlist("law act bill legislation statute rule regulation plan proposal scheme policy measure treaty pact ban")
_FUNDS = frozenset({"funding", "financing"})
# Joined by signing it: a side on the pact is one on being in it, where who praises a league need not want to join.
_PACTS = wordlist("pact treaty agreement accord convention protocol deal")
# "Vaccination should be compulsory": a side on vaccination is none on that.
_COMPELS = dict.fromkeys(
    wordlist("compulsory mandatory obligatory mandate obligation compulsion compel force oblige require requirement"), 1
) | dict.fromkeys(wordlist("optional voluntary"), -1)
_LASTING = frozenset({"keep", "stay", "remain", "maintain", "stand", "preserve", "continue", "uphold", "retain"})


class Aim(Struct, frozen=True):
    """What a proposition comes to.

    `words` are predicates (lemmas, a particle after a space) with +1 where they serve it and -1 where they thwart it;
    `thing` is what more of the proposition's object does to it; `things` the object's head words; `judged` whether
    praise or blame of the object tells; `names` the proposition's other words, `agents` those of its subject, who is to
    act; `marks` the words before the object's heads, `proper` those heads that are names, and `gradual` that more or
    less of it is asked for, not all, `lasting` that it should stay as it is, `warded` that something is asked for
    against it, which the terms may name as well; `beside` the heads of what else the
    whole proposition asks for; `alternatives` those of the things that only the watchlist's descriptions give.
    """

    asks: Asks
    words: dict[str, int]
    thing: int
    things: frozenset[str]
    judged: bool
    names: frozenset[str]
    agents: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()
    proper: frozenset[str] = frozenset()
    gradual: bool = False
    lasting: bool = False
    warded: bool = False
    beside: frozenset[str] = frozenset()
    alternatives: frozenset[str] = frozenset()


_OPENERS = frozenset({"the", "a", "an", "it", "there", "this", "that", "no", "all"})


def opens_small(word: str, issue: Issue) -> bool:
    """Whether the first word of a proposition has its capital from its place alone: the watchlist writes it small, or
    it is a common word and no country ("Hunting should", "Turkey should")."""
    low = word.lower()
    if low in _OPENERS:
        return True
    told = " ".join((*issue.terms, *issue.descriptions))
    if any(span.of(told).islower() for form in {low, wordnet.singular(low)} for span in find_words(form, told)):
        return True
    known = any(wordnet.knows(form, pos) for form in (low, wordnet.singular(low)) for pos in DERIVED)
    return known and country_of(low) is None


@lru_cache(maxsize=1 << 12)
def called(words: str) -> frozenset[str]:
    """By which other names texts call the countries that some words name: "U.S." and "Washington" for the United
    States."""
    if not any(word[:1].isupper() for word in words.split()):
        return frozenset()
    forms: set[str] = set()
    for country in countries():
        # Few names are there at all: a pattern is made for those alone.
        there = (name for name in country.names if len(name) > 3 and name in words)
        if any(re.search(rf"\b{re.escape(name)}\b", words) for name in there):
            short = {".".join(name) + "." for name in country.names if name.isupper() and len(name) in (2, 3)}
            forms |= {*country.names, *country.capitals, *short}
    return frozenset(form for form in forms if " " not in form)


@lru_cache(maxsize=256)
def aim(issue: Issue) -> Aim | None:
    """What an issue's proposition comes to; None where it has none that can be read."""
    found = _aim(issue)
    if found is not None:
        found = _with_alternatives(found, issue)
    other = frozenset(form.lower() for form in called(issue.proposition)) - {"us"}
    if found is None or not other:
        return found
    own = any(name.lower() in found.agents for name in issue.proposition.split()) and bool(found.agents)
    return replace(found, names=found.names | other, agents=found.agents | other if own else found.agents)


def _with_alternatives(a: Aim, issue: Issue) -> Aim:
    """The same with what the watchlist's descriptions give as other words for its thing and its deed."""
    things = (
        alternatives(issue.descriptions, a.things, a.gradual or "limit" in a.words) if a.things else frozenset[str]()
    )
    if a.thing < 0 and a.things.isdisjoint(_LAWS):
        things -= _LAWS  # a law on what there should be less of is no other name of it
    things |= _FUNDS if "money" in a.things else frozenset()
    words = {
        word: value
        for value in (1, -1)
        for word in alternatives(issue.descriptions, frozenset(w for w, v in a.words.items() if v == value))
    }
    return replace(a, things=a.things | things, names=a.names | things, words=words | a.words, alternatives=things)


def _aim(issue: Issue) -> Aim | None:
    tokens = words_of(issue.proposition)
    if not tokens:
        return None
    if opens_small(tokens[0], issue):
        tokens[0] = tokens[0].lower()
    low = [t.lower() for t in tokens]
    due = next((k for k, w in enumerate(low) if k and w in _DUE), None)
    if due is not None:
        what = tokens[due + 1 :]
        return _ought(tokens[:due], what[1:] if what[:1] == ["to"] else ["get", *what])
    modal = next((k for k, w in enumerate(low) if k and w in MODALS), None)
    copula = next((k for k, w in enumerate(low) if k and w in _COPULAS), None)
    if modal is not None and (
        low[modal] not in ("has", "have", "needs", "need") or low[modal + 1 : modal + 2] == ["to"]
    ):
        return _ought(tokens[:modal], tokens[modal + 1 :])
    if copula is not None:
        return _state(tokens[:copula], tokens[copula + 1 :])
    verb = next((k for k, w in enumerate(low) if k and w.endswith(("s", "ed")) and wordnet.verb_of(w)), None)
    if verb is None:
        verb = next((k for k, w in enumerate(low) if k and wordnet.verb_of(w) and wordnet.verb_of(w) != w), None)
    if verb is None:
        return None
    if lexicon().verbs.get(wordnet.verb_of(low[verb]) or "") and wordnet.verb_of(low[verb]) in lexicon().attitudes:
        return _ought(tokens[:verb], tokens[verb:])
    return _done(tokens[:verb], tokens[verb:])


def _negative(words: list[str]) -> int:
    return -1 if {"not", "never", "cannot", "no", "n't"} & {w.lower() for w in words[:3]} else 1


def _ought(before: list[str], rest: list[str]) -> Aim:
    """ "X should do Y", "Y should be done", "X should be good"."""
    told = phrased(before, rest)
    before, rest = told.before, told.rest
    sign = told.sign * (-1 if before[-1:] and before[-1].lower() == "nobody" else 1)
    verb, particle, after = main_verb(without_purpose(rest))
    passive = any(w.lower() == "be" for w in rest[: len(rest) - len(after)])
    if passive and (due := next((_COMPELS[w.lower()] for w in rest if w.lower() in _COMPELS), 0)):
        names = frozenset(wordnet.singular(w) for w in before if w.lower() not in SMALL)
        words = {word: value * due * sign for word, value in _COMPELS.items()}
        return Aim("ought", words, due * sign, frozenset(), False, names)
    if passive and _is_adjective(rest, verb, particle):
        return _state(before, [*(["not"] if told.sign < 0 else []), *(w for w in rest if w.lower() != "be")])
    words = predicates(verb, particle, after)
    if "without" in [w.lower() for w in after]:
        late = after[[w.lower() for w in after].index("without") + 1 :][:1]
        words.update({w: -v for w, v in kin(wordnet.singular(late[0]), "v").items()} if late else {})
    names = frozenset(wordnet.singular(w) for w in [*before, *after] if w.lower() not in SMALL)
    if "against" in (low := [w.lower() for w in after]) and not passive:
        return _against(before, after[low.index("against") + 1 :], sign, verb)
    alone = verb in BY_ITSELF and (not after or after[0].lower() in _BESIDE)
    objects = heads_of(before if passive or alone else after) or ([] if told.deed else heads_of(before))
    effect = effect_on(verb, particle, words, after[:1], objects)
    words |= dict.fromkeys(acts_named(before), 1) if not (passive or alone) else {}
    words |= {w: v * effect for w, v in family_of(objects).items() if w not in words}
    words |= kin(after[0].lower(), "a") if verb in _MAKES and passive and after else {}
    common = {wordnet.singular(w) for k, w in enumerate([*before, *after]) if is_common(w, k == 0)}
    direct = f"{verb} {particle}".strip() in lexicon().verbs and verb not in CHANGES
    direct = direct or (not particle and harm_or_help(verb) < 0)  # "Smugglers should be punished"
    signed = not _PACTS.isdisjoint(objects)
    things = {thing for thing in objects if thing in common or direct or thing in _PACTS} if effect else set()
    agents = (
        frozenset()
        if passive or alone
        else frozenset(f for w in before if w.lower() not in SMALL for f in (wordnet.singular(w), w.lower()))
    )
    return Aim(
        "ought",
        {w: v * sign for w, v in words.items() if w not in objects},
        (effect or 1) * sign,
        frozenset(things),
        bool(things) or bool(effect and not objects and not told.deed),
        names,
        agents,
        marks_of(before if passive or alone else after, objects),
        frozenset(objects) - common,
        (verb in CHANGES and not signed) or told.fewer,
        verb in _LASTING,
    )


def _against(before: list[str], what: list[str], sign: int, verb: str) -> Aim:
    """ "States should act together against piracy": less of it is asked for."""
    things = heads_of(what)
    names = frozenset(wordnet.singular(w) for w in [*before, *what] if w.lower() not in SMALL)
    agents = frozenset(f for w in before if w.lower() not in SMALL for f in (wordnet.singular(w), w.lower()))
    words = {w: v * sign for w, v in predicates(verb, "", []).items() if w not in things} if verb not in COMMON else {}
    return Aim(
        "ought", words, -sign, frozenset(things), bool(things), names, agents, marks_of(what, things), warded=True
    )


def _is_adjective(rest: list[str], verb: str, particle: str) -> bool:
    """Whether what follows "be" is no participle: "should be independent", "should be free"."""
    first = next((w.lower() for w in rest if w.lower() not in FILLERS), "")
    told = particle or first in lexicon().verbs or f"{verb} {particle}".strip() in lexicon().verbs
    return not told and wordnet.verb_of(first) in (None, first) and wordnet.knows(first, "a")


def _state(before: list[str], rest: list[str]) -> Aim:
    """ "X is good", "X is a state", "X is guilty of taking bribes"."""
    sign = _negative(rest)
    words: dict[str, int] = {}
    value = 0
    for k, word in enumerate(rest):
        low = word.lower()
        if low in SMALL:
            if words:
                break
            continue
        lemma = wordnet.singular(low)
        value = value or lexicon().values.get(low, lexicon().values.get(lemma, 0)) or int(low in _UPHELD)
        is_noun = k + 1 < len(rest) and wordnet.knows(low, "a") and rest[k + 1].lower() not in SMALL
        words.update(kin(low if wordnet.knows(low, "a") or is_noun else lemma, "a" if wordnet.knows(low, "a") else "n"))
        if value:
            break
    acts = [w for k, w in enumerate(rest) if w.lower().endswith("ing") and k and rest[k - 1].lower() == "of"]
    for act in acts:
        verb = wordnet.verb_of(act)
        words.update({} if verb is None else {verb: 1})
    names = frozenset(wordnet.singular(w) for w in [*before, *rest] if w.lower() not in SMALL)
    return Aim(
        "is",
        {w: v * sign for w, v in words.items()},
        (value or 1) * sign,
        frozenset(heads_of(before)),
        bool(value),
        names,
    )


def _done(before: list[str], rest: list[str]) -> Aim:
    """ "X harms Y", "X took bribes": an assertion of what happens or happened."""
    verb, particle, after = main_verb(rest)
    words = dict.fromkeys((f"{verb} {particle}".strip(),), 1) if particle or verb in COMMON else kin(verb, "v")
    names = frozenset(wordnet.singular(w) for w in [*before, *after] if w.lower() not in SMALL)
    return Aim("is", words, 0, frozenset(heads_of(after)), False, names)


def hints(issue: Issue) -> list[tuple[str, int]]:
    """The words of `supports` and `opposes`, without those that are terms: a term tells of the topic alone."""
    terms = {term.casefold() for term in issue.terms}
    both = [(word, 1) for word in issue.supports] + [(word, -1) for word in issue.opposes]
    return [(word, value) for word, value in both if word.casefold() not in terms]
