"""What is said of a thing in more than one word of value: "falls short", "is not what we need", "is hard to accept",
"opens the door to fraud", "comes at the wrong time"."""

from __future__ import annotations

from tui.corpus.stances.lexicon import harm_or_help, lexicon, value_of
from tui.corpus.stances.said.goods import good_to_have
from tui.corpus.stances.said.judging import FARES, Judged
from tui.text.wordlist import wordlist

# How easily something can be done: it judges only with what is done ("hard to accept", "hard to argue against").
EASE = dict.fromkeys(("hard", "difficult", "impossible", "tough"), -1) | {"easy": 1}
# Deeds of who agrees or not, which the lists of attitudes lack, and deeds that make a rule work.
_AGREES = dict.fromkeys(wordlist("justify defend understand swallow stomach tolerate recommend enforce police"), 1)
_AGREES |= dict.fromkeys(wordlist("fault resist"), -1)
# What somebody needs is good, what they fear is not: "what the town needs", "the last thing we want".
_WANTED = dict.fromkeys(wordlist("need want deserve require seek crave"), 1) | dict.fromkeys(("fear", "dread"), -1)
# Predicates that judge only where they are denied: "is not an option".
_DENIED = wordlist("option alternative")
_BREAKS = wordlist("break breach violate infringe contravene flout")
_BINDS = wordlist("law rule right treaty convention constitution charter pact code principle contract statute norm")
_MATTERS = wordlist("nothing little much lot more great")
_ACHIEVES = wordlist("achieve accomplish solve gain contribute")  # "would achieve nothing", for nobody in particular
_MADE_WELL = wordlist(
    "draft write design draw make plan manage run think prepare handle conceive build organise organize"
)
_HELPS = wordlist("do offer bring contribute add achieve")
_WAYS_OUT = wordlist("way option answer solution hope chance choice remedy course path")
_OPENS = wordlist("open pave clear prepare smooth lay")
_WAYS = wordlist("way door path road gate ground floodgate")
_MOMENTS = wordlist("time moment hour")
_INTERESTS = wordlist("interest need demand requirement expectation aspiration standard")
_SIGNALS = wordlist("signal message example precedent")
_TOWARDS = frozenset({"to", "for", "towards", "toward"})
# How it goes with what is going on: "is developing well".
_GOES = dict.fromkeys(wordlist("well successfully smoothly dynamically fruitfully actively"), 1)
_GOES |= dict.fromkeys(wordlist("badly poorly"), -1)
_DUTY = frozenset({"must", "should", "ought"})
_STEALTHILY = frozenset({"by back door", "through back door", "by stealth"})
# What a thing has where it is good, and lacks where it is not; "the law has a purpose" is no praise.
_HAS = wordlist("tooth merit future point substance justification virtue place logic")
_PROSPECTS = wordlist("prospect future chance opportunity potential record")
_TURNED_OUT = frozenset({"short", "less"})


class Verdicts(Judged):
    """Judged, and the set phrases that judge as a whole."""

    def predicate(self, verb: int) -> int:
        """What the predicate of a copula says; a judgement behind "but" is the one that is held."""
        word = self.predicate_word(verb)
        if word is not None and self.tree.word[word] in EASE:
            return self._eased(verb, word)
        if asked := self._needed(verb, word):
            return asked
        told = (self._only_way(word) if word is not None else 0) or super().predicate(verb)
        if word is not None and (after := self._but(word)):
            return after
        if not told and word is not None:
            told = self._of_many_words(verb, word)
        if not told and self._placed_of(verb) in _MOMENTS:
            return 0
        return 0 if told > 0 and self._granted(verb) else told

    def _only_way(self, word: int) -> int:
        """ "the only way to end it": good, whatever it leads to, unless that is known to be bad."""
        tree = self.tree
        if tree.lemma[word] not in _WAYS_OUT or not any(tree.word[c] in ("only", "sole") for c in tree.children[word]):
            return 0
        ends = (self.deed(c) for c in tree.children[word] if tree.dep[c] in ("relcl", "acl"))
        return -1 if any(end < 0 for end in ends) else 1

    def _granted(self, verb: int) -> bool:
        """Whether praise is taken back in words of no known value: "it was good but left some questions"."""
        tree = self.tree
        but = any(tree.word[c] == "but" and tree.dep[c] == "cc" for c in tree.children[verb])
        then = tree.child(verb, "conj") if but else None
        return then is not None and tree.is_verb(then) and not (tree.auxiliaries(then) & _DUTY or self.deed(then))

    def _but(self, word: int) -> int:
        """ "painful but necessary"."""
        tree = self.tree
        but = any(tree.word[c] == "but" and tree.dep[c] == "cc" for c in tree.children[word])
        after = tree.child(word, "conj") if but else None
        return self.value(after) if after is not None and tree.tag[after].startswith("JJ") else 0

    def _eased(self, verb: int, word: int) -> int:
        tree = self.tree
        done = next((c for k in (word, verb) for c in tree.children[k] if tree.dep[c] == "xcomp"), None)
        if done is None:
            return super().predicate(verb)
        if tree.child(done, "dobj", "ccomp") is not None:
            return 0
        return EASE[tree.word[word]] * self.agrees(done)

    def agrees(self, verb: int) -> int:
        """Whether a deed is that of who agrees with its object (1) or not (-1)."""
        tree, words = self.tree, lexicon()
        lemma = tree.lemma[verb]
        form = next((f"{lemma} {tree.word[c]}" for c in tree.children[verb] if tree.dep[c] in ("prep", "prt")), lemma)
        attitude = form if form in words.attitudes else lemma if lemma in words.attitudes else ""
        return _AGREES.get(lemma, 0) or (words.verbs[attitude] if attitude else 0)

    def _needed(self, verb: int, word: int | None) -> int:
        """ "is exactly what the town needs", "was the last thing she wanted"."""
        tree = self.tree
        clause = tree.child(verb, "ccomp", "attr")
        if clause is not None and tree.is_verb(clause):
            what = any(tree.word[c] == "what" and tree.dep[c] in ("dobj", "pobj") for c in tree.children[clause])
            return self._wish(clause) if what else 0
        if word is None or not tree.is_noun(word):
            return 0
        return self.last_thing(word)

    def last_thing(self, noun: int) -> int:
        tree = self.tree
        if tree.lemma[noun] != "thing" or not any(tree.word[c] == "last" for c in tree.children[noun]):
            return 0
        clause = tree.child(noun, "relcl", "acl")
        return -self._wish(clause) if clause is not None else 0

    def _wish(self, verb: int) -> int:
        return _WANTED.get(self.tree.lemma[verb], 0) * (-1 if self.tree.negated(verb) else 1)

    def _of_many_words(self, verb: int, word: int) -> int:
        """ "full of holes", "nothing short of a scandal", "no option", "the end of our village"."""
        tree, lemma = self.tree, self.tree.lemma[word]
        if lemma in ("full", "riddled") and (of := tree.child(word, "prep")) is not None:
            thing = tree.child(of, "pobj")
            return self._ill(thing) if thing is not None else 0
        if lemma == "nothing" and (short := self._short_of(word)) is not None:
            return self.worth(short)
        if lemma in _DENIED and (tree.negated(verb) or tree.negated(word)):
            return -1 if tree.negated(word) else 1  # the way itself counts the verb's negation
        if lemma in ("end", "death", "ruin") and (of := tree.child(word, "prep")) is not None:
            thing = tree.child(of, "pobj")
            ours = thing is not None and any(tree.dep[c] == "poss" for c in tree.children[thing])
            return -1 if ours else 0
        return 0

    def _short_of(self, word: int) -> int | None:
        tree = self.tree
        for c in tree.children[word]:
            if tree.word[c] in _TURNED_OUT and (link := tree.child(c, "prep")) is not None:
                return tree.child(link, "pobj")
        return None

    def _ill(self, noun: int) -> int:
        lemma = self.tree.lemma[noun]
        return self.worth(noun) or (-1 if lexicon().nouns.get(lemma, 0) < 0 else 0)

    def inverse(self, verb: int) -> int:
        """What the subject of a copula says of its predicate: "the best solution would be", "the threat is"."""
        tree = self.tree
        asked = tree.child(verb, "csubj", "csubjpass")
        if asked is not None and (what := tree.subject(asked)) is not None and tree.word[what] == "what":
            return self._must_come(asked)
        subject = tree.child(verb, "nsubj")
        if subject is None and asked is not None:  # "what we need is"
            return self._wish(asked) if any(tree.word[c] == "what" for c in tree.children[asked]) else 0
        if subject is None:
            thing = tree.child(verb, "npadvmod")  # "the last thing families needed was"
            return self.last_thing(thing) if thing is not None else 0
        if not tree.is_noun(subject) or tree.tag[subject].startswith("NNP"):
            return 0
        return self.last_thing(subject) or self.value(subject)

    def _must_come(self, verb: int) -> int:
        """ "what must never happen is"."""
        tree = self.tree
        if tree.lemma[verb] not in ("happen", "come", "follow") or not tree.auxiliaries(verb) & {"must", "should"}:
            return 0
        return -1 if tree.negated(verb) else 1

    def outcome(self, verb: int) -> int:
        if self._placed_in_full(verb) in _STEALTHILY:
            return -1
        return super().outcome(verb) or self._phrase(verb)

    def _phrase(self, verb: int) -> int:
        """ "falls short", "runs counter to", "meets the needs of"; 0 for any other."""
        tree, words, lemma = self.tree, lexicon(), self.tree.lemma[verb]
        thing = tree.child(verb, "dobj")
        beside = [tree.word[c] for c in tree.children[verb] if tree.dep[c] in ("advmod", "prt", "acomp", "oprd")]
        beside += [self._placed(verb)] if self._placed(verb) else []
        beside += [
            f"to {tree.word[c]}" for c in tree.children[verb] if tree.dep[c] == "advcl"
        ]  # "holds it to | ransom"
        for word in [*beside, *([tree.lemma[thing]] if thing is not None else [])]:
            if (told := words.phrases.get(f"{lemma} {word}")) is not None:
                no = thing is not None and tree.negated(thing) and tree.word[thing] != "nothing"
                return -told if no else told
        if thing is not None and (told := self._of_object(verb, thing)):
            return told
        if thing is None and (how := next((_GOES[word] for word in beside if word in _GOES), 0)):
            return how
        if lemma in ("go", "drag", "last") and any(
            tree.word[c] == "long" and self.is_too_much(c) for c in tree.children[verb]
        ):
            return -1  # "has gone on too long"
        if lemma in ("mean", "see", "leave") and (clause := tree.child(verb, "ccomp", "pcomp")) is not None:
            return self._befalls(clause)
        if lemma == "come" and self._placed_of(verb) in _MOMENTS:
            return self._timely(verb)
        if lemma == "go" and (far := tree.child(verb, "npadvmod")) is not None and tree.lemma[far] == "way":
            return self._leads_to(verb) or 1
        return 0

    def is_too_much(self, word: int) -> bool:
        return any(
            self.tree.word[c] in ("too", "enough") and self.tree.dep[c] == "advmod" for c in self.tree.children[word]
        )

    def made_well(self, verb: int) -> tuple[str, int] | None:
        """How well a thing is made that is the subject of a passive verb: "was badly drafted", "is well run"."""
        tree = self.tree
        if tree.lemma[verb] not in _MADE_WELL:
            return None
        return next(((tree.word[c], _GOES[tree.word[c]]) for c in tree.children[verb] if tree.word[c] in _GOES), None)

    def befallen(self, verb: int) -> int:
        """What befalls the subject of a passive verb: "traders would be hit", "hundreds of jobs would be lost"; the way
        itself counts the negation."""
        tree = self.tree
        whom = tree.child(verb, "nsubjpass")
        if whom is None:
            return 0
        if harm := min(harm_or_help(tree.lemma[verb]), 0):
            return -harm if value_of(tree.word[whom], tree.lemma[whom]) < 0 else harm
        return self._done_to(verb) * (self.worth(whom) or self._held_dear(whom)) * (-1 if tree.negated(whom) else 1)

    def _held_dear(self, noun: int) -> int:
        """Whether there should be more or less of a thing, or of what "hundreds of" counts."""
        tree = self.tree
        of = tree.child(noun, "prep")
        many = tree.child(of, "pobj") if of is not None and tree.word[of] == "of" else None
        return good_to_have(tree.lemma[noun]) or (good_to_have(tree.lemma[many]) if many is not None else 0)

    def _befalls(self, clause: int) -> int:
        """What a clause says comes to pass: "means farmers losing their land"."""
        tree = self.tree
        told = self.deed(clause) or FARES.get(tree.lemma[clause], 0)
        return told if told and tree.child(clause, "nsubj") is not None else 0

    def _of_object(self, verb: int, thing: int) -> int:
        """What a verb with its object says: "does nothing for", "has no future", "opens the way to"."""
        tree, lemma, what = self.tree, self.tree.lemma[verb], self.tree.lemma[thing]
        no = -1 if tree.negated(thing) else 1
        if lemma in _HELPS and what in _MATTERS and (worth := self._helped(verb, thing)):
            return -worth if what == "little" else worth  # of "nothing" the verb's negation is counted
        if lemma in _BREAKS and what in _BINDS:
            return -no
        if lemma in _ACHIEVES and what in ("nothing", "little"):
            return 1 if what == "nothing" else -1
        if lemma in ("have", "lack") and what in _HAS:
            denied = no < 0 or tree.negated(verb) or lemma == "lack"
            return 0 if not denied else -1 if lemma == "lack" else no
        if lemma in ("have", "offer", "open") and what in _PROSPECTS and (good := self.described(thing)):
            return good * no
        if lemma in ("meet", "serve", "satisfy") and what in _INTERESTS:
            return no
        if lemma in ("send", "set", "give") and what in _SIGNALS:
            return self.described(thing) * no
        if lemma in _OPENS and what in _WAYS:
            return self._leads_to(verb, thing) or (-1 if what == "floodgate" else 0)
        return 0

    def _helped(self, verb: int, thing: int) -> int:
        """Whether what is done is for somebody (1), or for or to what is itself good or bad."""
        tree = self.tree
        for c in (*tree.children[verb], *tree.children[thing]):
            if tree.dep[c] in ("xcomp", "relcl", "acl", "advcl") and tree.is_verb(c) and c > verb:
                return self.deed(c)
            if tree.dep[c] in ("prep", "dative") and tree.word[c] in _TOWARDS:
                whom = tree.child(c, "pobj")
                return (-1 if self.worth(whom) < 0 else 1) if whom is not None else 0
        return 0

    def _leads_to(self, verb: int, thing: int | None = None) -> int:
        """ "opens the way to peace", "goes a long way towards solving it"."""
        tree = self.tree
        under = [*tree.children[verb], *(tree.children[thing] if thing is not None else ())]
        for c in under:
            if tree.dep[c] in ("prep", "dative") and tree.word[c] in _TOWARDS:
                for k in tree.children[c]:
                    if tree.dep[k] in ("pobj", "pcomp") and (worth := self.deed(k) or self.worth(k)):
                        return worth
        return 0

    def _placed_of(self, verb: int) -> str:
        return self._placed(verb).rpartition(" ")[2]

    def _timely(self, verb: int) -> int:
        tree = self.tree
        for c in tree.children[verb]:
            moment = tree.child(c, "pobj") if tree.dep[c] == "prep" else None
            if moment is not None and tree.lemma[moment] in _MOMENTS:
                return self.described(moment)
        return 0

    def _placed_in_full(self, verb: int) -> str:
        tree = self.tree
        under = [c for c in tree.children[verb] if tree.dep[c] in ("dobj", "xcomp")]
        for c in (c for k in (verb, *under) for c in tree.children[k]):
            thing = tree.child(c, "pobj") if tree.dep[c] == "prep" else None
            if thing is not None and tree.lemma[thing] in ("door", "stealth"):
                back = [tree.word[g] for g in tree.children[thing] if tree.word[g] == "back"]
                return " ".join([tree.word[c], *back, tree.lemma[thing]])
        return ""
