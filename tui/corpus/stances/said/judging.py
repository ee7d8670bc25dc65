"""What is said of a thing: whether its predicate, its own adjective, or what a verb makes of it speaks well or ill."""

from __future__ import annotations

from collections.abc import Mapping

from tui.corpus import wordnet
from tui.corpus.stances.lexicon import harm_or_help, lexicon, noun_effect, value_of
from tui.corpus.stances.said.attaching import RENDERS, displaced
from tui.corpus.stances.said.goods import changed, driven, good_to_have
from tui.corpus.stances.set_phrases import label
from tui.corpus.stances.tree import Tree
from tui.text.wordlist import wordlist

# Nouns that only count what follows "of": of "thousands of victims" the victims are judged.
_AMOUNTS = frozenset(
    {
        "matter",
        "question",
        "thousand",
        "hundred",
        "million",
        "billion",
        "dozen",
        "number",
        "lot",
        "deal",
        "amount",
        "bit",
    }
)
# Who is badly off is no bad thing: to help the sick is good, though "sick" by itself speaks ill.
_SUFFERERS = frozenset({"victim", "refugee", "orphan", "widow", "prisoner", "patient", "poor", "sick", "loser"})
# Adjectives whose adverbs judge that a thing is done, not how well it goes.
_DEEDS = wordlist("unfair wrong right illegal unlawful unjust unwise wise reckless unnecessary legitimate")
LITTLE = wordlist("small little low weak short modest late slow timid limited soft narrow few cheap")
# Where the proposition asks for more or less of something, "too small" wants another size of it, which is no praise.
SIZES = frozenset({"raise", "lower", "cut", "increase"})
# Nouns that are as good as the adjective before them, whatever they are said of; "a good employer" is one of a kind.
_CARRIERS = wordlist(
    "thing law rule act day choice example result outcome development option treaty tool system use place sign bit "
    "situation news measure piece compromise rate price tax levy business investment arrangement institution force "
    "word bargain change"
)
_HOW = {"better": 1, "well": 1, "smoothly": 1, "worse": -1, "badly": -1}
# How it goes with one who does neither to another: "the harbour would prosper".
FARES = dict.fromkeys(
    ("suffer", "collapse", "close", "shut", "starve", "perish", "lose", "wither", "die", "drown", "rot", "decay"), -1
) | dict.fromkeys(("prosper", "thrive", "flourish", "benefit", "blossom"), 1)
_BY_LAW = frozenset({"illegal", "unlawful", "legal", "compulsory", "mandatory", "criminal", "punishable"})
# What a thing is made or kept by what is good of it, or bad; of a thing by itself they tell nothing ("a stable price").
_MADE = dict.fromkeys(
    ("alive", "stable", "steady", "viable", "affordable", "cheaper", "safer", "easier", "cleaner", "fairer"), 1
)
_MADE |= dict.fromkeys(("dearer", "costlier", "harder", "poorer", "weaker"), -1)
# Predicates that judge only where something is called so: "is not the answer", "would be a step backwards".
_VERDICTS = {"answer": 1, "worth": 1}
_WAYS = dict.fromkeys(("backward", "backwards", "back"), -1) | dict.fromkeys(("forward", "forwards", "ahead"), 1)
_STEPS = wordlist("step leap move way")
# A verb with its particle that does its object ill: "drives guests away", "puts children off learning".
_DRIVES = frozenset({("drive", "away"), ("drive", "out"), ("put", "off"), ("scare", "away"), ("price", "out")})
_HEAVY = dict.fromkeys(("severe", "adverse", "grave", "serious", "heavy", "harsh", "profound"), -1)
# Ills that are none as the name of a thing ("a row of houses"), but are what comes of one.
_ILLS = wordlist(
    "row dispute quarrel feud backlash retaliation reprisal clash unrest bloodbath shortage famine theft killing "
    "murder abuse smuggling"
)
_REACHED = wordlist("target record high low road headline wall peak level ground")  # what is hit without harm
_EFFECTS = wordlist("impact effect influence consequence repercussion bearing")
_KEEPS = wordlist("comply conform accord")  # with a law or a treaty
_FIGHTS = frozenset({"fight", "combat", "stop", "support", "promote", "back", "encourage"})  # deeds as well as stands
_MANY = frozenset({"million", "billion", "thousand", "fortune"})
_WORSENS = wordlist("worsen aggravate exacerbate compound inflame prolong")  # an ill as well as a good thing
_TOO = frozenset({"too", "painfully", "disappointingly", "unacceptably", "extremely", "very"})
# Verbs that only lead to another, which does the deed: "helps to end the war".
_TO = frozenset(
    {"continue", "help", "serve", "allow", "enable", "seek", "try", "let", "make", "work", "be", "go", "have", "need"}
)


class Judged:
    """The judgements in one sentence: +1 for good, -1 for bad, 0 where nothing is judged.

    `asked` are the words of what a proposition asks for: that a thing is legal is no praise of it there. `rated` are
    nouns that a watchlist holds for good or bad to come of its thing ("could allow killing").
    """

    def __init__(self, tree: Tree, asked: frozenset[str] = frozenset(), rated: Mapping[str, int] | None = None) -> None:
        self.tree, self.asked, self.rated = tree, asked, rated or {}

    def value(self, k: int) -> int:
        """Whether a word speaks well or ill: by itself, by the adjective before it, or by being too much."""
        tree, values = self.tree, lexicon().values
        turned = -1 if tree.negated(k) else 1
        if tree.tag[k].startswith("JJ") and any(tree.word[c] == "too" for c in tree.children[k]):
            if tree.word[k] in LITTLE:  # who wants more of it, or another
                return turned if not self.asked.isdisjoint(SIZES) else 0
            return -turned
        if tree.tag[k].startswith(("RB", "NNP")):
            return 0
        act = tree.is_noun(k) and tree.lemma[k] not in values and noun_effect(tree.lemma[k])[0] > 0
        if not act and (value := self._rated(k)):
            return value * turned  # an act ("increase") is good or bad as what it is done to
        return self.described(k) * turned

    def _rated(self, k: int) -> int:
        """The value of a word by the lists, of one written with hyphens as a whole: "ill-advised"."""
        tree, first = self.tree, k
        while first and tree.gap(first - 1) == "-":
            first -= 1
        whole = "-".join(tree.word[first : k + 1])
        if first < k and (value := lexicon().values.get(whole, 0)):
            return value
        if tree.is_noun(k) and (named := label(tree, k)):
            return named
        if tree.tag[k] in ("NN", "NNS", "VBG") and tree.word[k] in self.rated:
            return self.rated[tree.word[k]]
        return value_of(tree.word[k], tree.lemma[k])

    def described(self, k: int) -> int:
        """What the adjective before a noun says of it, or one joined to that ("long and costly")."""
        tree = self.tree
        for c in tree.children[k]:
            listed = tree.word[c] in lexicon().values and tree.dep[c] == "compound"
            if tree.tag[c][:2] in ("JJ", "VB") and (tree.dep[c] == "amod" or listed):
                value = self._rated(c)
                if value:
                    return -value if tree.negated(c) else value
        before = [c for c in tree.children[k] if tree.dep[c] == "amod"]
        joined = [g for c in before for g in tree.children[c] if tree.dep[g] == "conj" and tree.tag[g].startswith("JJ")]
        return next((v for g in joined if (v := value_of(tree.word[g], tree.lemma[g]))), 0)

    def worth(self, k: int, depth: int = 4) -> int:
        """Whether a thing with all that hangs on it is good or bad to have: "the fight against crime", "a means to a
        safer country", "the loss of jobs"."""
        tree = self.tree
        if not depth:
            return 0
        if told := changed(tree, k):
            return -told if tree.negated(k) else told
        act, attitude = noun_effect(tree.lemma[k])
        if tree.lemma[k] == "nothing" and (but := tree.child(k, "prep")) is not None and tree.word[but] == "but":
            only = tree.child(but, "pobj")
            return self.worth(only, depth - 1) if only is not None else 0  # "nothing but misery"
        if tree.lemma[k] in _AMOUNTS and (of := tree.child(k, "prep")) is not None and tree.word[of] == "of":
            many = tree.child(of, "pobj")
            return self.worth(many, depth - 1) if many is not None else 0
        if tree.word[k] in ("one", "some") and (of := tree.child(k, "prep")) is not None and tree.word[of] == "of":
            many = tree.child(of, "pobj")  # "one of the worst ideas"
            return self.worth(many, depth - 1) * (-1 if tree.negated(k) else 1) if many is not None else 0
        leads = tree.lemma[k] in lexicon().leads
        for c in tree.children[k] if tree.is_noun(k) and (act or leads) else ():
            if tree.dep[c] in ("acl", "relcl") and leads and (done := self.deed(c, depth - 1)):
                return done
            if tree.dep[c] != "prep":
                continue
            for g in tree.children[c]:
                if tree.dep[g] not in ("pobj", "pcomp"):
                    continue
                told = self.worth(g, depth - 1) if tree.dep[g] == "pobj" else self.deed(g, depth - 1)
                sign = -1 if tree.word[c] == "against" else act if act and not (leads and attitude) else 1
                sign = -1 if lexicon().values.get(tree.lemma[k], 0) < 0 and not act else sign  # "a blow to free trade"
                if told:
                    return told * sign * (-1 if tree.negated(k) else 1)
        return self.value(k) or (-1 if tree.lemma[k] in _ILLS and not tree.negated(k) else 0)

    def deed(self, verb: int, depth: int = 4) -> int:
        """Whether what a verb says is done is good or bad: "protects civilians", "helps fight crime", "kills jobs",
        "erodes freedoms"; 0 where that is not known."""
        tree, words = self.tree, lexicon()
        if not depth or not tree.is_verb(verb):
            return 0
        lemma = tree.lemma[verb]
        turned = -1 if tree.negated(verb) else 1
        thing = tree.child(verb, "dobj")
        if (told := self._set_phrase(verb)) is not None:
            return told * turned
        effect = self._done_to(verb)
        if lemma in _TO and (inner := tree.child(verb, "xcomp", "ccomp")) is not None:
            if lemma == "have" and not any(tree.word[c] == "to" for c in tree.children[inner]):
                return 0  # "had time | limiting safeguards"
            return self.deed(inner, depth - 1) * turned
        if lemma in words.mends and thing is not None:
            return turned
        if (moved := self._moved(verb, depth)) and thing is not None:
            return moved * turned
        if thing is not None:
            return self._to_object(verb, thing, depth) * turned
        nouns = (k for c in tree.children[verb] if tree.dep[c] == "prep" for k in tree.children[c])
        told = next((self.worth(k, depth - 1) for k in nouns if tree.dep[k] == "pobj"), 0)
        how = next((_HOW[tree.word[c]] for c in tree.children[verb] if tree.word[c] in _HOW), 0)
        if how and not effect:
            return how * turned  # "make the union work better"
        if lemma in ("lead", "result", "amount", "contribute"):
            return told * turned
        return effect * told * turned if lemma in ("fight", "protect", "guard", "defend") else 0

    def _to_object(self, verb: int, thing: int, depth: int) -> int:
        """Whether what a verb does to its object is good or bad; the verb's own negation is not counted."""
        tree, words, lemma = self.tree, lexicon(), self.tree.lemma[verb]
        effect = self._done_to(verb)
        people = tree.tag[thing] == "JJ" or tree.lemma[thing] in _SUFFERERS  # "the poor"
        worth = 0 if people else self.worth(thing, depth - 1)
        if (where := driven(tree, verb, thing)) and not people:
            return (worth or 1) * where  # to bring a war to a halt is no harm
        if (effect or lemma in ("bring", "mean")) and not worth and not people and tree.lemma[thing] not in self.asked:
            worth = good_to_have(tree.lemma[thing]) * (-1 if tree.negated(thing) else 1)
        if lemma in words.presents:
            return worth
        if lemma in _WORSENS:
            return -1
        if effect and worth:
            return effect * worth
        return min(harm_or_help(lemma), words.value_verbs.get(lemma, 0))  # "attracts" is as good as what is attracted

    def _done_to(self, verb: int) -> int:
        """What a deed does to its object: good or harm, or more or less of it ("drives up", "cuts")."""
        words, lemma = lexicon(), self.tree.lemma[verb]
        phrasal = f"{lemma} {self.tree.particle(verb)}"
        if phrasal in words.verbs:
            return words.verbs[phrasal] if phrasal not in words.attitudes else 0
        return harm_or_help(lemma) or (words.verbs.get(lemma, 0) if lemma not in words.attitudes - _FIGHTS else 0)

    def _set_phrase(self, verb: int) -> int | None:
        """What a verb says together with its particle, its object or the state that it brings; None where it says
        nothing so."""
        tree, lemma = self.tree, self.tree.lemma[verb]
        thing = tree.child(verb, "dobj")
        beside = {tree.particle(verb), *(tree.word[c] for c in tree.children[verb] if tree.dep[c] == "prep")}
        if thing is not None and any((lemma, word) in _DRIVES for word in beside):
            return -1
        if lemma == "hit" and thing is not None and tree.lemma[thing] in _REACHED:
            return 0
        if lemma == "cost" and any(tree.tag[c] == "CD" or tree.lemma[c] in _MANY for c in tree.below(verb)):
            return 0  # a price is no judgement
        return self._made(verb) or self._effects(verb) or None

    def _made(self, verb: int) -> int:
        """What a thing is made or kept: "makes bread more expensive", "keeps prices steady"."""
        tree = self.tree
        if tree.lemma[verb] not in ("make", "render", "keep", "leave"):
            return 0
        for c in tree.children[verb]:
            if c > verb and tree.tag[c].startswith("JJ") and tree.dep[c] in ("ccomp", "oprd", "acomp", "xcomp"):
                if tree.word[c] in _BY_LAW:
                    return 0  # a law that "makes it illegal" is not called so
                less = any(tree.word[g] == "less" for g in tree.children[c])
                value = _MADE.get(tree.word[c], 0) or value_of(tree.word[c], tree.lemma[c])
                return -value if less else value
        return 0

    def _effects(self, verb: int) -> int:
        """ "has a severe impact", "conforms with the treaty"."""
        tree, thing = self.tree, self.tree.child(verb, "dobj")
        if thing is not None:
            has = tree.lemma[verb] in ("have", "exert", "produce") and tree.lemma[thing] in _EFFECTS
            heavy = next((_HEAVY[tree.word[c]] for c in tree.children[thing] if tree.word[c] in _HEAVY), 0)
            return (heavy or self.described(thing)) if has else 0
        with_ = any(tree.dep[c] == "prep" and tree.word[c] in ("with", "to") for c in tree.children[verb])
        return int(tree.lemma[verb] in _KEEPS and with_)

    def _moved(self, verb: int, depth: int) -> int:
        """ "lifts families out of poverty", "plunges the region into war"."""
        tree = self.tree
        for c in tree.children[verb]:
            if tree.word[c] in ("out", "from", "into"):
                inner = tree.child(c, "prep") or c
                place = tree.child(inner, "pobj")
                if place is not None and (worth := self.worth(place, depth - 1)):
                    return worth if tree.word[c] == "into" else -worth
        return 0

    def manner(self, verb: int) -> tuple[str, int] | None:
        """The adverb that judges a deed, and how: "unfairly subsidises"."""
        for c in self.tree.children[verb]:
            word = self.tree.word[c]
            deed = word.removesuffix("ly")
            if self.tree.dep[c] == "advmod" and deed in _DEEDS - self.asked and word.endswith("ly"):
                return word, lexicon().values[deed]
        return None

    def predicate_word(self, verb: int) -> int | None:
        """The word that a copula says of its subject, and where the parse took that for an adverb or an aside."""
        tree = self.tree
        word = tree.child(verb, "attr", "acomp", "oprd")
        if word is None and tree.lemma[verb] == "be":
            late = (c for c in tree.children[verb] if c > verb and tree.tag[c] == "JJ" and tree.dep[c] == "advmod")
            word = next(late, None)
        return word

    def predicate(self, verb: int) -> int:
        """What the predicate of a copula says: "was a mistake" -1; "is out of the question" too."""
        word = self.predicate_word(verb)
        if word is not None and self.tree.word[word] == "slow":
            return int(any(self.tree.word[c] in _TOO for c in self.tree.children[word]))  # who finds it slow wants it
        if word is not None:
            told = self.tree.tag[word].startswith("JJ") and self.tree.word[word] in self.asked
            if verdict := self._verdict(word):
                return verdict
            return 0 if told or not self._carries(word, verb) else self.worth(word)
        way = next((c for c in self.tree.children[verb] if self.tree.word[c] in _WAYS), None)
        if way is not None and any(self.tree.lemma[c] in _STEPS for c in self.tree.children[way]):
            return self._towards(_WAYS[self.tree.word[way]], way)  # "a step | forward"
        return lexicon().idioms.get(self._placed(verb), 0)

    def _towards(self, value: int, way: int) -> int:
        """The value of a step, where the parse took its way for the predicate: "the wrong way | forward"."""
        steps = (c for c in self.tree.children[way] if self.tree.lemma[c] in _STEPS)
        return -1 if any(self.described(c) < 0 for c in steps) else value

    def _verdict(self, word: int) -> int:
        tree = self.tree
        if tree.lemma[word] in _STEPS and tree.is_noun(word):
            way = next((_WAYS[tree.word[c]] for c in tree.children[word] if tree.word[c] in _WAYS), 0)
            return -1 if way and self.described(word) < 0 else way
        if any(tree.tag[c] == "CD" for c in tree.below(word)):
            return 0  # "worth two billion"
        return -1 if self.described(word) < 0 else _VERDICTS.get(tree.lemma[word], 0)  # "the wrong answer"

    def _carries(self, word: int, verb: int) -> bool:
        """Whether a predicate noun that only its adjective judges says so of its subject: "a good law" of a law, where
        "a good story" is good as a story."""
        tree, lemma = self.tree, self.tree.lemma[word]
        if not tree.is_noun(word) or value_of(tree.word[word], lemma) or noun_effect(lemma)[0] or label(tree, word):
            return True
        words = lexicon()
        if lemma in _CARRIERS | words.through_nouns | words.pointing | words.leads | words.talk:
            return True
        subject = tree.subject(verb)
        of = tree.lemma[subject] if subject is not None else ""
        return lemma == of or wordnet.akin(lemma, of)

    def _placed(self, verb: int) -> str:
        """Preposition and noun of a verb: "off table" of "is off the table"."""
        for c in self.tree.children[verb]:
            if self.tree.dep[c] == "prep":
                nouns = [k for k in self.tree.below(c) if self.tree.dep[k] == "pobj"]
                if nouns:
                    return f"{self.tree.word[c]} {self.tree.lemma[min(nouns)]}"
        return ""

    def outcome(self, verb: int) -> int:
        """What a verb says its subject leads to: "poses a threat", "puts lives at risk", "leads to chaos"."""
        tree, words = self.tree, lexicon()
        thing = tree.child(verb, "dobj")
        if thing is not None and tree.lemma[verb] == "put" and self._placed(verb) in words.outcomes:
            return -1
        if thing is not None and tree.lemma[verb] == "make" and tree.lemma[thing] == "sense":
            return -1 if tree.negated(thing) else 1
        if tree.lemma[verb] == "come" and self._placed(verb) in ("at price", "at cost"):
            return -1
        if tree.lemma[verb] == "outlive" and thing is not None and tree.lemma[thing] in ("usefulness", "purpose"):
            return -1
        if tree.lemma[verb] == "go" and any(
            tree.word[c] == "far" and any(tree.word[g] == "too" for g in tree.children[c]) for c in tree.children[verb]
        ):
            return -1
        turned = -1 if tree.negated(verb) else 1
        return self.deed(verb) * turned  # the way itself counts the negation

    def predicate_name(self, verb: int) -> str:
        word = self.predicate_word(verb)
        return self.tree.word[word] if word is not None else self._placed(verb)

    def _as(self, verb: int) -> int | None:
        """What it is called or seen "as", where the parse hung that on what is called so too."""
        tree = self.tree
        under = [verb, *(c for c in tree.children[verb] if c > verb and tree.dep[c] in ("dobj", "xcomp", "ccomp"))]
        as_ = next((c for k in under for c in tree.children[k] if tree.word[c] == "as" and tree.dep[c] == "prep"), None)
        return tree.child(as_, "pobj", "amod", "pcomp") if as_ is not None else None

    def sees_as(self, verb: int) -> bool:
        """ "regards mending ties as a duty"."""
        return self.tree.lemma[verb] in ("regard", "see", "view", "describe", "hail", "denounce") and (
            self._as(verb) is not None
        )

    def rendered(self, verb: int) -> int:
        """What a verb makes of its object: "called it a disaster", "denounced it as illegal"."""
        said = self.rendering(verb)
        if said is None:
            return 0
        joined = (c for c in self.tree.children[said] if self.tree.dep[c] == "conj")
        return self.worth(said) or next((value for c in joined if (value := self.worth(c))), 0)

    def rendering(self, verb: int) -> int | None:
        """The word for what a verb makes of its object: "disaster"."""
        tree = self.tree
        if tree.lemma[verb] not in RENDERS:
            return None
        said = displaced(tree, verb)
        if said is None:
            said = tree.child(verb, "oprd")
        if said is None:
            said = self._as(verb)
        thing = tree.child(verb, "dobj")
        if said is None and thing is not None:  # "branded the plan | a waste", where the parse took both for objects
            both = [*tree.children[verb], *tree.children[thing]]
            said = next((c for c in both if c > thing and tree.dep[c] in ("dobj", "npadvmod", "oprd")), None)
        if said is None and thing is not None:  # "calling the tax | unfair and cruel", taken for words before a noun
            said = next((c for c in tree.children[thing] if c > thing and tree.dep[c] == "amod"), None)
        if said is None and tree.lemma[verb] not in ("make", "see", "find"):
            said = next(
                (
                    c
                    for c in tree.children[verb]
                    if tree.dep[c] in ("xcomp", "ccomp", "acomp") and tree.tag[c].startswith("JJ")
                ),
                None,
            )
        return said
