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
from tui.corpus.stances.lexicon import harm_or_help, lexicon
from tui.corpus.stances.phrasing import base_of, phrased
from tui.model import Issue

Asks = Literal["ought", "is"]

_MODALS = frozenset(
    {"should", "must", "ought", "shall", "needs", "has", "have", "need", "will", "can", "may", "cannot"}
)
_IZES = re.compile(r"(?<=[a-z]{3})i[sz](?=(?:e|ation)$)")
_MAKES = frozenset({"make", "keep", "leave", "render"})  # what is said to be so behind them is what is asked for
_DUE = frozenset({"deserve", "deserves"})
_COPULAS = frozenset({"is", "are", "was", "were", "remains", "remain"})
_FILLERS = frozenset(
    {
        "more",
        "most",
        "full",
        "new",
        "any",
        "all",
        "to",
        "be",
        "also",
        "now",
        "soon",
        "only",
        "not",
        "never",
        "still",
        "been",
        "being",
    }
)
_SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "by",
        "for",
        "from",
        "with",
        "to",
        "and",
        "or",
        "as",
        "its",
        "it",
        "their",
        "his",
        "her",
        "this",
        "that",
        "these",
        "those",
        "than",
        "into",
        "toward",
        "towards",
        "under",
        "over",
        "between",
        "against",
        "without",
        "again",
    ]
)
_CLAUSES = frozenset({"how", "that", "whether", "what", "why", "who", "where", "when", "if"})
_PARTICLES = frozenset(
    {
        "ahead",
        "forward",
        "through",
        "up",
        "out",
        "back",
        "off",
        "down",
        "away",
        "in",
        "together",
        "closer",
        "on",
        "over",
    }
)
_LINKS = frozenset({"on", "in", "over", "through"})  # particles that may also be prepositions
# What may follow a verb that has no object.
_BESIDE = frozenset(
    {"in", "on", "at", "by", "for", "from", "with", "to", "as", "under", "between", "within", "until", "during",
     "against", "after", "before", "without", "now", "soon", "again", "immediately", "and"}
)  # fmt: skip
# What its subject does by itself: that is what more or less is asked of ("The fighting should stop").
_BY_ITSELF = frozenset(
    {"stay", "remain", "stop", "cease", "end", "continue", "resume", "survive", "proceed", "begin", "start"}
)
COMMON = frozenset(
    {"take", "get", "make", "have", "go", "give", "set", "put", "be", "do", "keep", "see", "come", "run", "let",
     "bring", "work", "move", "hold", "find", "turn", "say", "stand", "pass", "play", "cut", "fall", "break",
     "lead", "meet", "become"}
)  # fmt: skip
# These change how much there is of their object; to speak well or ill of the object itself says nothing on them.
_CHANGES = frozenset(
    {"lower", "raise", "cut", "reduce", "increase", "expand", "withdraw", "pull", "ease", "freeze", "move", "join",
     "enter", "leave", "extend", "limit", "shut", "recognise", "recognize"}
)  # fmt: skip


_LASTING = frozenset({"keep", "stay", "remain", "maintain", "stand", "preserve", "continue", "uphold", "retain"})


class Aim(Struct, frozen=True):
    """What a proposition comes to.

    `words` are predicates (lemmas, a particle after a space) with +1 where they serve it and -1 where they thwart it;
    `thing` is what more of the proposition's object does to it; `things` the object's head words; `judged` whether
    praise or blame of the object tells; `names` the proposition's other words, `agents` those of its subject, who is to
    act; `marks` the words before the object's heads, `proper` those heads that are names, and `gradual` that more or
    less of it is asked for, not all, `lasting` that it should stay as it is.
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


def _tokens(sentence: str) -> list[str]:
    return re.findall(r"[\w’'.-]*\w", sentence)


_AGENTS = ("er", "or", "ee", "ist", "ant", "ent", "able", "ible")  # endings of who does a thing, of what can be done
_DEEDS = frozenset(
    {"merger", "takeover", "waiver", "transfer", "surrender", "handover", "render", "disclaimer", "tender"}
)


def _is_who_does(noun: str) -> bool:
    """Whether a word made from a verb is no deed: "settler" of "settle", where "settlement" is one."""
    return noun.endswith(_AGENTS) and not noun.endswith("ment") and noun not in _DEEDS


def _made(verb: str) -> list[str]:
    """Nouns of a verb by their endings, where no table knows them: "impeachment", "extradition", "legalisation"."""
    if verb.endswith(("ise", "ize")):
        return [] if wordnet.knows(verb, "v") else [f"{verb[:-2]}{c}ation" for c in "sz"]
    if wordnet.knows(verb, "v") or " " in verb or verb.endswith("s"):
        return []
    stem = verb.removesuffix("e")
    ions = [stem + "e", stem + "ion"] if stem.endswith("t") else []  # "extradited" is of "extradite"
    return ions if verb.endswith("e") else [verb + "ment", *ions]


def _both_spellings(words: dict[str, int]) -> dict[str, int]:
    """With "-ize" beside "-ise", where that is an ending ("legalise") and not the word's own ("raise")."""
    made = dict(words)
    for word, value in words.items():
        other = _IZES.sub(lambda found: "iz" if found[0] == "is" else "is", word)
        if other != word and (word.endswith("ation") or wordnet.knows(other, "v") or not wordnet.knows(word, "v")):
            made.setdefault(other, value)
    return made


def _kin(word: str, pos: wordnet.Pos) -> dict[str, int]:
    """A word with its synonyms, antonyms and derivations, and what a family of the lexicon adds."""
    words = {word: 1}
    sign = lexicon().verbs.get(word) if pos == "v" else None
    for other in wordnet.synonyms(word, pos):
        if other not in COMMON and (sign is None or lexicon().verbs.get(other, sign) == sign):
            words.setdefault(other, 1)
    opposites = [other for other in wordnet.antonyms(word, pos) if other not in COMMON]
    words.update({other: -1 for other in opposites if other not in words})
    for base, value in ((word, 1), *((other, -1) for other in opposites)):
        made = [w for to in _OTHERS[pos] for w in wordnet.derived(base, pos, to) if not _is_who_does(w)]
        words.update({w: value for w in made if w not in words and w not in COMMON})
    for good, bad in lexicon().families:
        value = 1 if word in good else -1 if word in bad else 0
        if value:
            words.update(dict.fromkeys(good, value) | dict.fromkeys(bad, -value))
    if pos == "v":
        words = dict.fromkeys(_made(word), 1) | words
    return _both_spellings(words | {word: 1})


_OTHERS: dict[wordnet.Pos, tuple[wordnet.Pos, ...]] = {"v": ("n", "a"), "a": ("n", "v"), "n": ("v", "a")}


def _phrase(rest: list[str]) -> tuple[str, str, list[str]]:
    """The main verb of what follows a modal, its particle, and the words after it."""
    k = 0
    while k < len(rest) and rest[k].lower() in _FILLERS:
        k += 1
    if k >= len(rest):
        return "", "", []
    verb = wordnet.verb_of(rest[k]) or _listed(rest[k].lower()) or base_of(rest[k].lower())
    particle = rest[k + 1].lower() if k + 1 < len(rest) and rest[k + 1].lower() in _PARTICLES else ""
    if particle in _LINKS and k + 2 < len(rest) and (verb in _BY_ITSELF or not _is_phrasal(f"{verb} {particle}")):
        particle = ""  # "cooperate on energy", "stay in the valley"
    return verb, particle, rest[k + 1 + bool(particle) :]


def _is_phrasal(words: str) -> bool:
    """Whether a verb and a preposition are known to be one verb: "work on", "invest in"."""
    return words in lexicon().verbs or wordnet.knows(words, "v") or any(words in good for good, _ in lexicon().families)


def _listed(form: str) -> str | None:
    """The dictionary form of a verb that WordNet's texts do not hold, by the lexicon: "phased" of "phase out"."""
    known = {verb.split()[0] for verb in lexicon().verbs}
    bases = [form, form.removesuffix("d"), form.removesuffix("ed"), form.removesuffix("s")]
    return next((base for base in bases if base in known), None)


def _heads(words: list[str]) -> list[str]:
    """The head nouns of the first noun phrase, with those joined to it; none where a clause comes first."""
    heads: list[str] = []
    last = ""
    for word in words:
        low = word.lower()
        if low in _CLAUSES:
            break
        if low.endswith(("'s", "’s")) or low in _FILLERS:
            continue
        if low in _SMALL or low.endswith("ly") or low in _PARTICLES:
            heads += [last] if last else []
            last = ""
            if heads and low not in ("and", "or", "the", "a", "an", "its", "their"):
                return heads
        else:
            last = wordnet.singular(word)
    return [*heads, last] if last else heads


def _marks(words: list[str], heads: list[str]) -> frozenset[str]:
    """The common words before the first head noun: "identity" of "the identity cards of the state"."""
    before: list[str] = []
    for k, word in enumerate(words):
        if wordnet.singular(word) in heads:
            return frozenset(before)
        before += [word.lower()] if _is_common(word, k == 0) and word.lower() not in _SMALL | _FILLERS else []
    return frozenset()


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
    known = any(wordnet.knows(form, pos) for form in (low, wordnet.singular(low)) for pos in _OTHERS)
    return known and country_of(low) is None


@lru_cache(maxsize=256)
def called(words: str) -> frozenset[str]:
    """By which other names texts call the countries that some words name: "U.S." and "Washington" for the United
    States."""
    if not any(word[:1].isupper() for word in words.split()):
        return frozenset()
    forms: set[str] = set()
    for country in countries():
        if any(re.search(rf"\b{re.escape(name)}\b", words) for name in country.names if len(name) > 3):
            short = {".".join(name) + "." for name in country.names if name.isupper() and len(name) in (2, 3)}
            forms |= {*country.names, *country.capitals, *short}
    return frozenset(form for form in forms if " " not in form)


@lru_cache(maxsize=256)
def aim(issue: Issue) -> Aim | None:
    """What an issue's proposition comes to; None where it has none that can be read."""
    found = _aim(issue)
    other = frozenset(form.lower() for form in called(issue.proposition)) - {"us"}
    if found is None or not other:
        return found
    own = any(name.lower() in found.agents for name in issue.proposition.split()) and bool(found.agents)
    return replace(found, names=found.names | other, agents=found.agents | other if own else found.agents)


def _aim(issue: Issue) -> Aim | None:
    tokens = _tokens(issue.proposition)
    if not tokens:
        return None
    if opens_small(tokens[0], issue):
        tokens[0] = tokens[0].lower()
    low = [t.lower() for t in tokens]
    due = next((k for k, w in enumerate(low) if k and w in _DUE), None)
    if due is not None:
        what = tokens[due + 1 :]
        return _ought(tokens[:due], what[1:] if what[:1] == ["to"] else ["get", *what])
    modal = next((k for k, w in enumerate(low) if k and w in _MODALS), None)
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


def _without_purpose(rest: list[str]) -> list[str]:
    """ "raised to cut the deficit": what it is for is not what is asked for."""
    low = [word.lower() for word in rest]
    to = (
        next((k for k, w in enumerate(low) if k > 1 and w == "to" and wordnet.knows(low[k + 1 : k + 2][0], "v")), None)
        if ("to" in low[:-1])
        else None
    )
    return (
        rest
        if to is None or low[to - 1] in ("allowed", "power", "right", "able", "free", "going", "have", "be")
        else rest[:to]
    )


def _ought(before: list[str], rest: list[str]) -> Aim:
    """ "X should do Y", "Y should be done", "X should be good"."""
    told = phrased(before, rest)
    before, rest = told.before, told.rest
    sign = told.sign * (-1 if before[-1:] and before[-1].lower() == "nobody" else 1)
    verb, particle, after = _phrase(_without_purpose(rest))
    passive = any(w.lower() == "be" for w in rest[: len(rest) - len(after)])
    if passive and _is_adjective(rest, verb, particle):
        return _state(before, [*(["not"] if told.sign < 0 else []), *(w for w in rest if w.lower() != "be")])
    words = _predicates(verb, particle, after)
    if "without" in [w.lower() for w in after]:
        late = after[[w.lower() for w in after].index("without") + 1 :][:1]
        words.update({w: -v for w, v in _kin(wordnet.singular(late[0]), "v").items()} if late else {})
    names = frozenset(wordnet.singular(w) for w in [*before, *after] if w.lower() not in _SMALL)
    if "against" in (low := [w.lower() for w in after]) and not passive:
        return _against(before, after[low.index("against") + 1 :], sign, verb)
    alone = verb in _BY_ITSELF and (not after or after[0].lower() in _BESIDE)
    objects = _heads(before if passive or alone else after) or ([] if told.deed else _heads(before))
    effect = _effect(verb, particle, words, after[:1])
    words |= dict.fromkeys(_acts_named(before), 1) if not (passive or alone) else {}
    words |= {w: v * effect for w, v in _family_of(objects).items() if w not in words}
    words |= _kin(after[0].lower(), "a") if verb in _MAKES and passive and after else {}
    common = {wordnet.singular(w) for k, w in enumerate([*before, *after]) if _is_common(w, k == 0)}
    direct = f"{verb} {particle}".strip() in lexicon().verbs and verb not in _CHANGES
    direct = direct or (not particle and harm_or_help(verb) < 0)  # "Smugglers should be punished"
    things = {thing for thing in objects if thing in common or direct} if effect else set()
    agents = (
        frozenset()
        if passive or alone
        else frozenset(f for w in before if w.lower() not in _SMALL for f in (wordnet.singular(w), w.lower()))
    )
    return Aim(
        "ought",
        {w: v * sign for w, v in words.items() if w not in objects},
        (effect or 1) * sign,
        frozenset(things),
        bool(things) or bool(effect and not objects and not told.deed),
        names,
        agents,
        _marks(before if passive or alone else after, objects),
        frozenset(objects) - common,
        verb in _CHANGES,
        verb in _LASTING,
    )


def _acts_named(before: list[str]) -> list[str]:
    """What a proposition names as the means: "process" of "A peace process should end the war"."""
    heads = _heads(before) if before[:1] and before[0].lower() in ("a", "an") else []
    return [head for head in heads if wordnet.derived(head, "n", "v")]


def _against(before: list[str], what: list[str], sign: int, verb: str) -> Aim:
    """ "States should act together against piracy": less of it is asked for."""
    things = _heads(what)
    names = frozenset(wordnet.singular(w) for w in [*before, *what] if w.lower() not in _SMALL)
    agents = frozenset(f for w in before if w.lower() not in _SMALL for f in (wordnet.singular(w), w.lower()))
    words = {w: v * sign for w, v in _predicates(verb, "", []).items() if w not in things} if verb not in COMMON else {}
    return Aim("ought", words, -sign, frozenset(things), bool(things), names, agents, _marks(what, things))


def _family_of(objects: list[str]) -> dict[str, int]:
    """What more of the objects is or is not, by the families of the lexicon: "partnership" where cooperation is."""
    words: dict[str, int] = {}
    for good, bad in lexicon().families:
        if not good.isdisjoint(objects):
            words |= dict.fromkeys(good, 1) | dict.fromkeys(bad, -1)
    return words


def _effect(verb: str, particle: str, words: dict[str, int], after: list[str]) -> int:
    """Whether the main verb wants more of its object (+1) or less; 0 where neither it nor a synonym tells.

    `after`: the word behind it, which may be its preposition ("kept from children").
    """
    verbs = lexicon().verbs
    known = [verbs[f"{verb} {word.lower()}"] for word in after if f"{verb} {word.lower()}" in verbs]
    known += [verbs[form] for form in (f"{verb} {particle}".strip(), verb) if form in verbs]
    known += [verbs[word] for word, value in words.items() if value > 0 and word in verbs]
    return known[0] if known else min(0, harm_or_help(verb))  # "should be punished"


def _is_adjective(rest: list[str], verb: str, particle: str) -> bool:
    """Whether what follows "be" is no participle: "should be independent", "should be free"."""
    first = next((w.lower() for w in rest if w.lower() not in _FILLERS), "")
    told = particle or first in lexicon().verbs or f"{verb} {particle}".strip() in lexicon().verbs
    return not told and wordnet.verb_of(first) in (None, first) and wordnet.knows(first, "a")


def _is_common(word: str, opens: bool) -> bool:
    """Whether a word is no name; one that opens the sentence may be either ("Tariffs should …", "Norholm should …")."""
    return word.islower() or (opens and not word.isupper() and wordnet.knows(wordnet.singular(word), "n"))


def _predicates(verb: str, particle: str, after: list[str]) -> dict[str, int]:
    """The predicates of a main verb: itself with its kin, and the family of what tells it ("work together")."""
    light = bool(particle) or verb in COMMON
    words = (_kin(f"{verb} {particle}", "v") if particle else {verb: 1}) if light else _kin(verb, "v")
    telling = {f"{verb} {particle}"} | ({particle} if particle else set())
    near = after[: 1 if particle else 2] if light else []
    telling |= {w.lower() for w in near if w[:1].islower() and w.lower() not in _SMALL | COMMON}
    telling |= {w.lower() for w in after if w.lower() in ("together", "jointly")}
    telling |= {f"{verb} {word}" for word in telling} if light else set()
    telling |= {verb} if light and not particle else set()
    for good, bad in lexicon().families:
        if telling & good:
            words.update(dict.fromkeys(good, 1) | dict.fromkeys(bad, -1))
    return {} if light and not particle and len(words) == 1 else words


def _state(before: list[str], rest: list[str]) -> Aim:
    """ "X is good", "X is a state", "X is guilty of taking bribes"."""
    sign = _negative(rest)
    words: dict[str, int] = {}
    value = 0
    for k, word in enumerate(rest):
        low = word.lower()
        if low in _SMALL:
            if words:
                break
            continue
        lemma = wordnet.singular(low)
        value = value or lexicon().values.get(low, lexicon().values.get(lemma, 0))
        is_noun = k + 1 < len(rest) and wordnet.knows(low, "a") and rest[k + 1].lower() not in _SMALL
        words.update(
            _kin(low if wordnet.knows(low, "a") or is_noun else lemma, "a" if wordnet.knows(low, "a") else "n")
        )
        if value:
            break
    acts = [w for k, w in enumerate(rest) if w.lower().endswith("ing") and k and rest[k - 1].lower() == "of"]
    for act in acts:
        verb = wordnet.verb_of(act)
        words.update({} if verb is None else {verb: 1})
    names = frozenset(wordnet.singular(w) for w in [*before, *rest] if w.lower() not in _SMALL)
    return Aim(
        "is",
        {w: v * sign for w, v in words.items()},
        (value or 1) * sign,
        frozenset(_heads(before)),
        bool(value),
        names,
    )


def _done(before: list[str], rest: list[str]) -> Aim:
    """ "X harms Y", "X took bribes": an assertion of what happens or happened."""
    verb, particle, after = _phrase(rest)
    words = dict.fromkeys((f"{verb} {particle}".strip(),), 1) if particle or verb in COMMON else _kin(verb, "v")
    names = frozenset(wordnet.singular(w) for w in [*before, *after] if w.lower() not in _SMALL)
    return Aim("is", words, 0, frozenset(_heads(after)), False, names)


def hints(issue: Issue) -> list[tuple[str, int]]:
    """The words of `supports` and `opposes`, without those that are terms: a term tells of the topic alone."""
    terms = {term.casefold() for term in issue.terms}
    both = [(word, 1) for word in issue.supports] + [(word, -1) for word in issue.opposes]
    return [(word, value) for word, value in both if word.casefold() not in terms]
