"""What a verb says of its subject: that it is good or bad, that it must come, stay or go."""

from __future__ import annotations

from tui.corpus.stances.lexicon import harm_or_help, lexicon, noun_effect, value_of
from tui.corpus.stances.phrasing import LESS, MORE
from tui.corpus.stances.said.borders import COPULAS, OWN
from tui.corpus.stances.said.effects import MAY, Effects
from tui.corpus.stances.said.goods import is_evil
from tui.corpus.stances.said.nouns import Path
from tui.text.wordlist import wordlist

_SAYS_LITTLE = frozenset(
    {
        "apply",
        "make",
        "become",
        "share",
        "meet",
        "win",
        "gain",
        "offer",
        "give",
        "provide",
        "cost",
        "cut",
        "form",
    }
)
_GOES = frozenset({"come", "be", "remain", "stay", "enter", "draw", "grind", "keep"})
_ANOTHER_DAY = wordlist("year month week day time season ever before expect fear think")
_BACKING = frozenset({"support", "backing", "blessing", "sympathy"})
_DUTIES = frozenset({"have", "need", "ought", "deserve"})
_THREATS = frozenset({"threat", "challenge", "problem", "risk", "danger", "issue", "concern"})
_BIGGER = wordlist("greater larger bigger smaller higher lower stronger weaker firmer softer longer shorter")
_GOES_ON_TO = frozenset({"continue", "begin", "start", "stop", "cease", "proceed"})
_STAYS = frozenset({"stay", "remain"})
_AWAY = frozenset({"away", "home", "out", "behind", "there", "put", "outside"})
# What these say of their subject alone is neither that it comes nor that it goes: "it would apply to few".
ARRIVES = frozenset({"come", "arrive", "enter", "stay", "exist", "happen"})
_WISHES = frozenset({"want", "like", "wish", "hope", "prefer"})
_COMES = frozenset({"come", "happen", "occur"})


class Subjects(Effects):
    """The steps from a subject over its verb."""

    def _subject(self, verb: int, path: Path) -> bool:
        """The target is what the verb is said of: judged ("is wrong", "would help"), or what must come ("must end")."""
        tree, words = self.tree, lexicon()
        lemma = tree.lemma[verb]
        if lemma in _GOES and (what := words.states.get(self._placed(verb))) is not None:
            return path.step(f"{lemma} {self._placed(verb)}", what)  # "came to an end", "remains in force"
        if self._is_time(verb, path) or self._got_done(verb):
            return True
        if lemma in COPULAS:
            value = self.predicate(verb) if not self._none_is_better(verb) else 0
            if not value and (size := self._sized(verb)):
                return path.step(self.predicate_name(verb), size)
            if value and (tree.auxiliaries(verb) & {"may", "might"} or self._ill_by_itself(verb, path)):
                return False
            return path.judge(self.predicate_name(verb), value) if value else self.lenient
        thing = tree.child(verb, "dobj")
        if thing is not None and (told := self._backed(verb, thing, path)) is not None:
            return told
        if value := self.outcome(verb):
            word = tree.word[thing] if thing is not None else lemma
            return not self._may_or_must(verb, value) and path.judge(word, value)
        if lemma == "cost" and thing is not None and any(tree.tag[k] == "CD" for k in tree.below(thing)):
            return self.lenient  # a price is no judgement
        if lemma in words.value_verbs and (
            thing is not None or lemma in ("help", "work", "fail", "succeed", "backfire")
        ):
            return path.judge(lemma, words.value_verbs[lemma])
        if (due := self._due(verb, path)) is not None:
            return due
        found = self.effect(verb, "") if not self._only_goes_on(verb) else None
        joined = any(tree.dep[c] == "conj" and tree.child(c, "dobj") is not None for c in tree.children[verb])
        if found is not None and thing is None and not joined and not found[1] and lemma not in _SAYS_LITTLE:
            return path.step(self._name(verb), found[0])
        return self.lenient and thing is None

    def _ill_by_itself(self, verb: int, path: Path) -> bool:
        """Whether an ill is only called a threat or a challenge, which nobody denies: "piracy is one of the main
        threats"."""
        tree, word = self.tree, self.predicate_word(verb)
        first = path.chain[0][0].lower()
        if word is None or len(path.chain) > 1 or not (is_evil(first) or value_of(first, first) < 0):
            return False
        under = [word, *(o for c in tree.children[word] if tree.word[c] == "of" for o in tree.children[c])]
        return any(tree.lemma[k] in _THREATS for k in under)

    def _may_or_must(self, verb: int, value: int) -> bool:
        """Whether an outcome is only possible ("could help"; what could harm is feared) or is to be avoided whatever
        else is done ("must not lead to harm")."""
        helpers, no = self.tree.auxiliaries(verb), self.tree.negated(verb)
        return (value > 0 and not no and bool(helpers & MAY)) or (no and value < 0 and self._ought(verb))

    def _none_is_better(self, verb: int) -> bool:
        """ "no treaty is better than", "better than last year": whether it is praise, the words do not tell."""
        tree, word = self.tree, self.predicate_word(verb)
        subject = tree.subject(verb)
        if self._infinitive(verb) and any(tree.word[c] == "for" for c in tree.children[verb]):
            return True  # "for it to be a success, more is needed"
        than = next((c for c in tree.children[word] if tree.word[c] == "than"), None) if word is not None else None
        if word is not None and tree.word[word] in _BIGGER and "than" in tree.word[word:]:
            return True  # "stronger than today", "greater than in Osmark"
        if than is None:
            return False
        if any(tree.lemma[c] in _ANOTHER_DAY for c in tree.children[than]):
            return True  # "better than last year"
        return subject is not None and any(tree.word[c] == "no" for c in tree.children[subject])

    def _got_done(self, verb: int) -> bool:
        """ "get it done", "see it through"."""
        over = self.tree.head[verb]
        got = self.tree.lemma[over] in ("get", "see", "have") and self.tree.dep[verb] in ("ccomp", "xcomp")
        return got and self.tree.word[verb] in ("done", "finished", "completed", "through")

    def _is_time(self, verb: int, path: Path) -> bool:
        """ "now is the time to", "the time has come to"."""
        who = self.tree.subject(verb)
        lemma = self.tree.lemma[verb]
        return (
            who is not None and self.tree.lemma[who] == "time" and (lemma == "come" or (lemma == "be" and path.taken))
        )

    def _backed(self, verb: int, thing: int, path: Path) -> bool | None:
        """ "has our full support"; None of any other."""
        tree = self.tree
        if tree.lemma[verb] not in ("have", "enjoy") or tree.lemma[thing] not in _BACKING:
            return None
        reported = tree.head[verb] in self.cue and not self.quoted  # "said that it had her support"
        whose = OWN if reported else ("our", "my")
        ours = any(tree.word[c] in whose and tree.word[c] != "its" for c in tree.children[thing])
        return ours and path.judge(tree.lemma[thing], -1 if tree.negated(thing) else 1)

    def _due(self, verb: int, path: Path) -> bool | None:
        """What must be done with a thing, by more than one word: "has to stay", "needs to be defended", "must go",
        "deserves support"; None of any other."""
        tree, lemma = self.tree, self.tree.lemma[verb]
        inner = tree.child(verb, "xcomp")
        if lemma in _DUTIES and inner is not None and (lemma != "have" or self._infinitive(inner)):
            if lemma == "have":
                self._duty(verb, path)
            else:
                path.taken = True
            if self._leaves(inner):
                return path.step("go", -1)
            found = self.effect(inner, "") if not self._only_goes_on(inner) else None
            harm = harm_or_help(tree.lemma[inner]) if tree.child(inner, "auxpass") is not None else 0
            return path.step(tree.lemma[inner], found[0] if found else harm) if found or harm else self.lenient
        if self._ought(verb) and self._leaves(verb):
            return path.step("go", -1)
        if lemma in ARRIVES and self._wished(verb):
            return path.step(lemma, 1)
        if self._ought(verb) and lemma in _COMES and not self._goes_on_with(verb):
            return path.step(lemma, 1)
        if lemma == "deserve" and (what := tree.child(verb, "dobj")) is not None:
            told = self.worth(what) or noun_effect(tree.lemma[what])[0]
            return path.judge(tree.lemma[what], told) if told else self.lenient
        return None

    def _only_goes_on(self, verb: int) -> bool:
        """Whether it is not the thing that goes on but what is said with it: "schools must continue to teach it", "the
        rules need to remain simple", "they should stay where they are"."""
        tree, lemma = self.tree, self.tree.lemma[verb]
        if tree.child(verb, "xcomp") is not None:
            return lemma in _GOES_ON_TO
        how = any(tree.dep[c] in ("acomp", "oprd", "attr", "advcl") for c in tree.children[verb] if c > verb)
        return lemma in _STAYS and (how or any(tree.word[c] in _AWAY for c in tree.children[verb]))

    def _wished(self, verb: int) -> bool:
        """ "would like more of them to stay"."""
        over = self.tree.head[verb]
        wanted = self.tree.dep[verb] in ("ccomp", "xcomp") and self.tree.lemma[over] in _WISHES
        return wanted and not self.tree.negated(verb) and (over in self.cue or self.holds(over))

    def _leaves(self, verb: int) -> bool:
        """ "must go", where it is not said how or where."""
        return self.tree.lemma[verb] == "go" and not self._goes_on_with(verb)

    def _goes_on_with(self, verb: int) -> bool:
        """Whether a verb has words behind it that tell how, where or what."""
        more = ("prep", "acomp", "xcomp", "prt", "dobj", "oprd", "ccomp")
        tree = self.tree
        return any(tree.dep[c] in more and tree.word[c] != "as" for c in tree.children[verb]) or bool(
            tree.particle(verb)
        )

    def _sized(self, verb: int) -> int:
        """What a predicate of size asks for under a duty: more of the thing ("must be bigger", "must be significant"),
        or less; 0 where there is no duty."""
        word = self.predicate_word(verb)
        if word is None or not self._ought(verb):
            return 0
        form = self.tree.word[word]
        return 1 if form in MORE else -1 if form in LESS else 0
