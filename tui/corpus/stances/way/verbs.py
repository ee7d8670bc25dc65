"""What a verb or an adjective on the way does to what hangs on it: it carries it on, turns, judges or drops it."""

from __future__ import annotations

from tui.corpus.stances.asked.introduced import SOFTENS
from tui.corpus.stances.lexicon import harm_or_help, lexicon, noun_effect
from tui.corpus.stances.said.borders import COPULAS, OUGHT
from tui.corpus.stances.said.effects import MAY, WILL
from tui.corpus.stances.said.expletive import CALLS
from tui.corpus.stances.said.nouns import CIRCUMSTANCES, NEEDS, Path
from tui.corpus.stances.said.own_deeds import puts_forward
from tui.corpus.stances.said.subjects import Subjects
from tui.corpus.stances.said.supposing import smaller_step
from tui.corpus.stances.said.verdicts import EASE
from tui.text.wordlist import wordlist

_THINGS = frozenset({"dobj", "nsubjpass"})
OBJECTS = frozenset({"dobj", "prep", "pobj", "pcomp", "nsubjpass"})
_TASKS = wordlist("task challenge goal aim objective priority duty mission ambition dream")
_COMPLEMENTS = frozenset({"prep", "xcomp", "ccomp"})
_TEXTS = wordlist("amendment draft text resolution statement language wording bill motion clause declaration")
_HEEDS = frozenset({"use", "break", "obey", "test", "flout", "violate", "follow", "observe", "respect", "ignore"})
_STATUTES = frozenset({"law", "act", "rule", "power", "legislation", "bill"})
_IN_CUSTODY = frozenset({"in", "under", "at", "behind"})
_ROBS = frozenset({"deprive", "rob", "strip"})
NEARER = frozenset({"closer", "nearer", "close", "forward", "ahead"})
_GOES_WITH = frozenset({"follow", "accompany", "complement", "replace"})
_IN_COURSE_OF = frozenset({"in", "under", "through", "with", "as"})  # "lost in the merger", "as a result of it"
_GAINS = dict.fromkeys(("gain", "benefit", "profit"), 1) | {"suffer": -1}
_BEARS = frozenset({"pay", "suffer", "endure", "face", "bear", "put"})
_REPLIES = {"no": -1, "goodbye": -1, "farewell": -1, "yes": 1}
_CERTAIN = frozenset({"sure", "certain", "convinced", "clear", "obvious"})
_COPES = frozenset({"do", "live", "manage", "cope", "survive"})
_CAN = frozenset({"can", "could", "ca"})
_STRIVES = frozenset({"fight", "struggle", "battle", "strive"})
_EFFORTS = frozenset(
    {("do", "all"), ("do", "everything"), ("do", "utmost"), ("do", "best"), ("spare", "effort"), ("make", "effort")}
)
_BACKING = frozenset({"support", "backing", "blessing", "sympathy", "favour", "favor"})
_AGAINST = frozenset({"opposition", "objection"})
_REASONS = frozenset({"reason", "purpose", "sake", "use", "time", "year", "month", "week", "day"})
_SIDED = frozenset({"in", "for"})
_PLACED = frozenset({"in", "inside", "within", "under", "with", "without", "outside"})  # where one is better off
_LENDS = frozenset({"attach", "give", "lend", "accord", "assign", "place", "set", "put"})
_WEIGHTS = frozenset({"importance", "significance", "value", "weight", "priority"})  # "attach great importance to it"
_LESS = frozenset({"less", "least", "hardly", "barely", "scarcely", "lukewarm"})
_SAYS = frozenset(
    {"time", "reason", "aim", "goal", "plan", "view", "position", "idea", "way", "point", "policy", "duty"}
)


class Verbs(Subjects):
    """The steps over a verb or an adjective of one sentence."""

    def over_verb(self, verb: int, at: int, dep: str, path: Path) -> bool:
        tree, words = self.tree, lexicon()
        lemma = tree.lemma[verb]
        prep, path.prep = (path.prep if dep == "prep" else ""), ""
        if dep in ("nsubj", "csubj"):
            return self._subject(verb, path)
        if dep == "agent" and (mood := lexicon().adjectives.get(tree.word[verb])) is not None:
            return self.holds(verb) and path.step(tree.word[verb], mood, True)  # "was shocked by plans to"
        if dep == "agent" and lemma in _GOES_WITH and self._ought(verb):
            return True  # "should be followed by a cut"
        if dep == "agent":  # what is done by a thing is not done to it
            befallen = self.befallen(verb)
            return befallen != 0 and path.judge(self._name(verb), befallen)
        if dep in ("attr", "xcomp") and lemma == "be" and not path.judged and (value := self.inverse(verb)):
            # "the best solution would be to"; who says that the threat is not this one need not be for it
            return not tree.negated(verb) and path.judge("be", value)
        if dep == "xcomp" and lemma == "be" and (aimed := self._aimed_at(verb)):
            return path.step(aimed, 1, True)
        if dep in ("attr", "acomp", "oprd", "aux", "auxpass") or (dep == "advmod" and tree.word[at] in NEARER):
            return not (dep == "oprd" and self._others_call(verb))
        if dep == "nsubjpass" and tree.word[verb] in words.values and tree.child(verb, "agent") is None:
            return path.judge(tree.word[verb], words.values[tree.word[verb]])  # "is fully justified"
        if dep == "nsubjpass" and (made := self.made_well(verb)) is not None:
            return path.judge(*made)
        if dep in ("xcomp", "advcl", "ccomp") and lemma in COPULAS and (told := self._copular(verb, path)) is not None:
            return told
        moods = words.adjectives.keys() | _CERTAIN
        if tree.word[verb] in moods and dep in _COMPLEMENTS and self._is_state(verb):
            return self._adjective(verb, dep, path)  # "was committed to improving", "is convinced that"
        lacked = self._withheld(verb, dep, prep, path)
        return self._acts(verb, at, dep, prep, path) if lacked is None else lacked

    def _others_call(self, verb: int) -> bool:
        """ "said that others called it unfair"."""
        tree = self.tree
        return tree.lemma[verb] in CALLS and tree.subject(verb) is not None and not self.holds(verb)

    def _aimed_at(self, verb: int) -> str:
        """ "our task is to end it": what is said to be somebody's to do."""
        tree = self.tree
        what = tree.child(verb, "nsubj")
        return tree.lemma[what] if what is not None and tree.lemma[what] in _TASKS else ""

    def _is_state(self, participle: int) -> bool:
        return self.tree.dep[participle] == "acomp" or self.tree.child(participle, "auxpass") is not None

    def _acts(self, verb: int, at: int, dep: str, prep: str, path: Path) -> bool:
        """What a verb does to its object, or says of it."""
        words, tree, lemma = lexicon(), self.tree, self.tree.lemma[verb]
        if self._tells_nothing_of(verb, at, dep, path):
            return False
        if noun_effect(tree.lemma[at])[0] and smaller_step(tree, verb, at, path.sign):
            return False  # "to reduce the planned rise"
        theirs = self.holds(verb) or self._ought(verb) or self.follower(verb) or self._judged_above(verb)
        if lemma in words.speech and not theirs:
            return False
        if (value := self.rendered(verb)) and dep in ("dobj", "nsubjpass", "ccomp"):
            blamed = value > 0 or not tree.negated(verb)  # "is not seen as a threat" is no praise
            return blamed and (self.holds(verb) or self._ought(verb)) and path.judge(self._name(verb), value)
        if (told := self._in_many_words(verb, prep, dep, path)) is not None:
            return told
        if dep == "dobj" and tree.child(verb, "xcomp") is not None and lemma in words.attitudes:
            return False  # "wants the pubs to pay": what is wanted is that they pay
        if lemma in words.denies:
            return (lemma != "doubt" or not self.asked) and path.step(lemma, -1)  # doubts that it will be are none
        if lemma == "see" and dep == "dobj" and (tree.dep[verb] in ("xcomp", "ccomp") or tree.lemma[at] in NEEDS):
            return True  # "would like to see", "glad to see", "see no need to"
        if lemma in words.open and dep in ("dobj", "nsubjpass", "prep"):
            return False
        found = self._effect_on(verb, dep, prep)
        if found is None and (told := self._of_no_effect(verb, at, path)) is not None:
            return told
        if found is None:
            plain = lemma in words.through_verbs and tree.particle(verb) is None
            return self.lenient or (plain and dep != "prep")
        form = f"{lemma} {prep}"
        return self._governs(verb, found, path, form if prep and form in words.verbs else self._name(verb))

    def _withheld(self, verb: int, dep: str, prep: str, path: Path) -> bool | None:
        """ "have been denied their vote", "were robbed of it": told of others, a complaint that they lack it; None
        where nothing is withheld from anybody."""
        tree, lemma = self.tree, self.tree.lemma[verb]
        whom = tree.child(verb, "nsubjpass", "dative")
        given = lemma in ("deny", "refuse") and dep == "dobj" and whom is not None
        if not given and not (lemma in _ROBS and dep == "prep" and prep == "of"):
            return None
        if self._ought(verb) or (tree.child(verb, "auxpass") is None and self.holds(verb)):
            return path.step(lemma, -1)
        if tree.negated(verb) or tree.auxiliaries(verb) & (MAY | WILL):
            return False
        return path.judge(lemma, 1)

    def _tells_nothing_of(self, verb: int, at: int, dep: str, path: Path) -> bool:
        """Who breaks a law, or uses it, need not be against it or for it; what a motion "to ban it" that is softened
        then asks for, the words do not tell."""
        lemma, noun = self.tree.lemma[verb], self.tree.lemma[at]
        if lemma == "keep" and dep == "dobj" and any(self.tree.tag[c] == "RBR" for c in self.tree.children[verb]):
            return True  # "keep them closer to the harbour"
        if lemma in SOFTENS and (text := self.tree.child(verb, "dobj", "nsubjpass")) is not None:
            told = len(path.chain) > 1 or self.tree.child(text, "relcl", "acl") is not None
            return self.tree.lemma[text] in _TEXTS and (text != at or told)
        if lemma in ("need", "require") and dep == "prep" and self.tree.word[at] == "to":
            return self.tree.child(verb, "nsubjpass") is not None  # "changes are needed to the rules"
        return dep in OBJECTS and lemma in _HEEDS and noun in _STATUTES

    def _effect_on(self, verb: int, dep: str, prep: str) -> tuple[int, bool] | None:
        """What a verb does to what hangs on it, by the lists or by the harm or help that it does."""
        lemma, thing = self.tree.lemma[verb], dep in ("dobj", "nsubjpass")
        if lemma in ("hold", "keep") and "detain" in self.asked and (thing or prep in _IN_CUSTODY):
            return (-1 if thing else 1), False  # who is held without charge is not held dear
        if lemma == "move" and thing and not self.asked.isdisjoint(("stay", "remain")):
            return -1, False
        found = self.effect(verb, prep)
        harm = harm_or_help(lemma) if found is None and thing else 0
        return (harm, False) if harm else found

    def _of_no_effect(self, verb: int, at: int, path: Path) -> bool | None:
        """A verb that does nothing to its object, by what is to be borne or what is done by it; None of any other."""
        dep, lemma = self.tree.dep[at], self.tree.lemma[verb]
        if lemma in lexicon().mends and path.sign < 0 and dep in _THINGS and not self.tree.negated(verb):
            return path.step(lemma, -1)  # "solved the noise problem"
        if puts_forward(self.tree, verb, dep) and self.holds(verb):
            return path.step(lemma, 1, True)
        if lemma in _BEARS and dep == "dobj" and self._refused(verb):
            return path.step(lemma, 1)  # "refuses to pay it"
        if lemma in _BEARS and dep == "dobj" and self._under_duty(verb):
            return path.step(lemma, 1, True)
        return self._means(verb, at, path) if dep == "prep" else None

    def _refused(self, verb: int) -> bool:
        over = self.tree.head[verb]
        return over in self.cue and self.tree.dep[verb] == "xcomp" and self.tree.lemma[over] in ("refuse", "decline")

    def _under_duty(self, verb: int) -> bool:
        """ "no child should have to pay it"."""
        at = verb
        while self.tree.dep[at] == "xcomp" and self.tree.lemma[self.tree.head[at]] in ("have", "need"):
            at = self.tree.head[at]
        return self._ought(at) and self.tree.negated(at)

    def _means(self, verb: int, prep: int, path: Path) -> bool | None:
        """What is done by or without a thing ("to help by cutting", "must run without it", "disrupts the market by
        selling": what is brought about by it judges it); None where it is neither."""
        tree = self.tree
        if tree.word[prep] == "without" and tree.lemma[verb] in _COPES and tree.auxiliaries(verb) & _CAN:
            path.taken = True  # "could do without it"
            return True
        if tree.word[prep] == "without" or (tree.word[prep] == "by" and tree.lemma[verb] in lexicon().through_verbs):
            return True
        lost = tree.word[prep] == "to" and tree.lemma[verb] == "lose"
        if (lost or tree.word[prep] in _IN_COURSE_OF) and (befallen := self.befallen(verb)):
            return path.judge(self._name(verb), befallen)
        if tree.word[prep] != "by" or tree.child(prep, "pcomp") is None:
            return None
        worth = self.deed(verb)
        return path.judge(self._name(verb), worth) if worth else path.taken

    def _in_many_words(self, verb: int, prep: str, dep: str, path: Path) -> bool | None:
        """What a verb does together with its object or subject: "has to", "the time has come for", "attaches great
        importance to"; None where it is none of these."""
        tree, lemma = self.tree, self.tree.lemma[verb]
        if lemma == "have" and dep == "xcomp":
            self._duty(verb, path)
            return True
        if lemma in _GAINS and prep in ("from", "under") and dep == "prep":
            return path.judge(lemma, _GAINS[lemma])  # "stands to gain from it"
        if lemma == "have" and dep == "advcl":
            path.taken = True  # "has no choice but to"
            return True
        if lemma in ("depend", "rely") and prep in ("on", "upon") and dep == "prep":
            return path.judge(lemma, 1)
        if prep in ("to", "on") and (reply := self._reply(verb)) is not None:
            return path.step(*reply, True) if reply[1] else False
        if lemma in COPULAS and prep in _SIDED | _PLACED and (sided := self._on_a_side(verb, prep, path)) is not None:
            return sided
        if lemma == "prefer" and prep in ("to", "over") and dep == "prep":
            return self.holds(verb) and path.step(lemma, -1, True)  # "prefers talks to a boycott"
        if (
            lemma == "come"
            and (prep == "for" or dep == "advcl")
            and (who := tree.subject(verb)) is not None
            and tree.lemma[who] == "time"
        ):
            path.taken = True
            return True
        if lemma in _STRIVES and dep in ("xcomp", "advcl") and tree.child(verb, "dobj") is None and self.holds(verb):
            return path.step(lemma, 1, True)  # "will fight to abolish it"
        done = tree.child(verb, "dobj")
        if done is not None and (lemma, tree.lemma[done]) in _EFFORTS and self.holds(verb):
            path.taken = True  # "we do everything to", "will spare no effort to"
            return True
        weight = tree.child(verb, "dobj") if prep in ("to", "on") and lemma in _LENDS else None
        if weight is None or tree.lemma[weight] not in _WEIGHTS:
            return None
        sign = -1 if tree.negated(weight) else 1
        return (self.holds(verb) or self._ought(verb)) and path.step(tree.lemma[weight], sign, True)

    def _better_off(self, verb: int) -> int:
        """ "would be better off without it"; 0 where nobody is said to be better or worse off."""
        word = self.predicate_word(verb)
        if word is None or not any(self.tree.word[c] == "off" for c in self.tree.children[word]):
            return 0
        return {"better": 1, "worse": -1}.get(self.tree.word[word], 0)

    def _on_a_side(self, verb: int, prep: str, path: Path) -> bool | None:
        """ "is in favour of it", "is for it"; None where a preposition tells no side."""
        tree = self.tree
        if prep in _PLACED and (off := self._better_off(verb)):
            return path.judge("better off" if off > 0 else "worse off", off)
        if prep == "for":
            why = tree.child(next(c for c in tree.children[verb] if tree.word[c] == "for"), "pobj")
            if why is not None and tree.lemma[why] in _REASONS:
                return False  # "is for tax reasons"
            return self.holds(verb) and path.step("be for", 1, True)
        if path.chain[-1][0] not in _BACKING | _AGAINST:
            return None
        path.taken = path.taken or self.holds(verb)
        return self.holds(verb)

    def _governs(self, verb: int, effect: tuple[int, bool], path: Path, name: str) -> bool:
        """What a verb of known effect does to its object; another's attitude is not the holder's."""
        ought = bool(self.tree.auxiliaries(verb) & OUGHT) or self._judged_above(verb)
        if self.follower(verb):
            return path.step(name, effect[0])  # "those who want it": whoever backs them is for it
        if effect[1] and self.tree.lemma[verb] not in lexicon().impersonal and not ought and not self.holds(verb):
            return False
        if effect == (-1, True) and self.tree.negated(verb) and not ought:
            return False  # who does not oppose a thing need not be for it
        return path.step(name, effect[0], effect[1])

    def _copular(self, verb: int, path: Path) -> bool | None:
        """A clause that is judged ("it is wrong to"), hoped for ("she is hopeful that") or only weighed ("it is
        unlikely that", where nothing is asked for); None where the predicate is none of these."""
        eased = self.predicate_word(verb)
        if eased is not None and self.tree.word[eased] in EASE and path.taken:
            return path.step(self.tree.word[eased], EASE[self.tree.word[eased]])  # "hard to argue against it"
        if value := self.predicate(verb):
            granted = bool(self.tree.auxiliaries(verb) & {"may", "might"})  # "it may be a pity, but"
            return not granted and path.judge(self.predicate_name(verb), value)
        word = self.predicate_word(verb)
        if word is not None and self.tree.lemma[word] == "time":
            path.taken = True
            return True  # "it is high time that it ended"
        if word is None or self.tree.lemma[word] in _SAYS:
            return None
        mood = lexicon().adjectives.get(self.tree.word[word], 0) if self.holds(verb) else 0
        return path.step(self.predicate_name(verb), mood, True) if mood else self.lenient

    def _adjective(self, adjective: int, dep: str, path: Path) -> bool:
        words, word = lexicon(), self.tree.word[adjective]
        prep, path.prep = path.prep, ""
        if self._lessened(adjective):
            return False
        if word in ("far", "instead", "rather"):
            return path.step(word, -1)
        if prep == "against" and dep == "prep" and self.tree.dep[adjective] == "acomp" and word not in words.adjectives:
            return self.holds(self.tree.head[adjective]) and path.step(prep, -1, True)  # "dead against it"
        if (told := self._of_circumstances(adjective, dep, prep, path)) is not None:
            return told
        if word in ("able", "free", "entitled") and dep == "xcomp":
            verb = self.tree.head[adjective]
            return word != "able" or not self.tree.negated(verb) or self._ought(verb)  # who cannot, may want to
        if dep == "nsubj" and self._made_so(adjective):
            return True
        if word in _CERTAIN and dep == "ccomp":
            return self.holds(self.tree.head[adjective]) or self.tree.child(self.tree.head[adjective], "expl") is None
        if word in words.adjectives:
            verb = adjective if self.tree.is_verb(adjective) else self.tree.head[adjective]
            subject = self.tree.subject(verb)
            if word in ("ready", "prepared") and subject is not None and self.tree.lemma[subject] in self.names:
                return path.step(word, 1, True)  # whether who is to act can act
            holder = self.holds(verb) and self.tree.dep[adjective] != "oprd"
            side = -1 if dep == "prep" and prep == "against" else 1  # "stay firm against it"
            return holder and path.step(word, words.adjectives[word] * side, True)
        if word in words.values:
            return path.judge(word, words.values[word])
        return self.lenient

    def _of_circumstances(self, adjective: int, dep: str, prep: str, path: Path) -> bool | None:
        """An adjective by what it is said of or goes with: "the time is ripe for it", "hard to argue against it"; None
        of any other."""
        words, word = lexicon(), self.tree.word[adjective]
        if word in ("early", "soon") and any(self.tree.word[c] == "too" for c in self.tree.children[adjective]):
            return path.judge(f"too {word}", -1)
        if word in ("ripe", "right") and self._is_said_of_time(adjective):
            return path.step(word, 1, True)
        if word in EASE and dep == "xcomp":
            return path.taken and path.step(word, EASE[word])
        if word == "preferable" and prep == "to":
            return path.judge(word, -1)
        if word in words.adjectives and word in words.values and self._is_said_of_a_thing(adjective):
            return path.judge(word, words.values[word])  # "conditions are favourable for it"
        return None

    def _is_said_of_time(self, adjective: int) -> bool:
        subject = self.tree.subject(self.tree.head[adjective])
        return subject is not None and self.tree.lemma[subject] in ("time", "moment")

    def _is_said_of_a_thing(self, adjective: int) -> bool:
        """Whether an adjective is said of what nobody is: of conditions, of the circumstances."""
        subject = self.tree.subject(self.tree.head[adjective])
        return subject is not None and self.tree.lemma[subject] in CIRCUMSTANCES

    def _made_so(self, adjective: int) -> bool:
        """ "make helmets compulsory", where that is what is asked for."""
        tree = self.tree
        made = tree.lemma[tree.head[adjective]] in ("make", "keep", "leave", "render")
        return made and tree.dep[adjective] in ("ccomp", "xcomp", "oprd") and tree.word[adjective] in self.asked

    def _lessened(self, word: int) -> bool:
        """ "less enthusiastic", "hardly happy": how far it still holds, the words do not tell."""
        return any(self.tree.word[c] in _LESS for c in self.tree.children[word])

    def _reply(self, verb: int) -> tuple[str, int] | None:
        """What "said no to" or "voted yes on" says of a thing; 0 where something else was said to somebody."""
        tree, lemma = self.tree, self.tree.lemma[verb]
        word = tree.child(verb, "dobj", "intj") if lemma in ("say", "vote") else None
        if word is None or (lemma == "vote" and tree.word[word] not in _REPLIES):
            return None
        return f"{lemma} {tree.word[word]}", _REPLIES.get(tree.word[word], 0)
