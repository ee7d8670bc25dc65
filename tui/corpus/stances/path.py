"""From a word up to what is said with it: each word on the way keeps or turns the stand ("avoid delays": − × −).

The way goes along the dependency tree from a target (what the proposition is on) to the cue. A word whose effect is
not known breaks it, and so do conditions, questions and asides: precision comes before recall.
"""

from __future__ import annotations

from tui.corpus.stances.borders import COPULAS, ORDERS, OUGHT
from tui.corpus.stances.cues import cued
from tui.corpus.stances.judging import SIZES
from tui.corpus.stances.lexicon import harm_or_help, lexicon, noun_effect
from tui.corpus.stances.nouns import Nouns, Path
from tui.corpus.stances.phrasing import LESS, MORE
from tui.corpus.stances.tree import SUBJECTS

_PERHAPS = frozenset({"likely", "probably", "perhaps", "possibly", "maybe"})
_OBJECTS = frozenset({"dobj", "prep", "pobj", "pcomp", "nsubjpass"})
_WISHES = ("want.", "urge.", "ask.", "hope.")
_COMPLEMENTS = frozenset({"prep", "xcomp", "ccomp"})
_HEEDS = frozenset({"use", "break", "obey", "test", "flout", "violate", "follow", "observe", "respect", "ignore"})
_STATUTES = frozenset({"law", "act", "rule", "power", "legislation", "bill"})
_NEARER = frozenset({"closer", "nearer", "close", "forward", "ahead"})
# What these say of their subject alone is neither that it comes nor that it goes: "it would apply to few".
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
_BEARS = frozenset({"pay", "suffer", "endure", "face", "bear", "put"})
_REPLIES = {"no": -1, "goodbye": -1, "farewell": -1, "yes": 1}
_SHELVES = frozenset({"on hold", "on ice", "on shelf"})
_NO_ASIDE = frozenset({"for", "before", "until", "till", "after", "since", "once"})  # "before it was safe" tells when
_FALLS = frozenset(
    {"fall", "decline", "shrink", "fail", "die", "expire", "collapse", "diminish", "decrease", "lose", "lack"}
)
_RATHER = {"better": -1, "preferable": -1, "worse": 1}
_CERTAIN = frozenset({"sure", "certain", "convinced", "clear", "obvious"})
_DWELLS_ON = frozenset({"stress", "emphasise", "emphasize", "underline", "highlight", "cite", "point"})
_BELOW = frozenset({"below", "under", "within", "down", "low"})
_GOES = frozenset({"come", "be", "remain", "stay", "enter", "draw", "grind", "keep"})
_US = frozenset({"us", "'s", "’s"})
_EFFORTS = frozenset(
    {("do", "all"), ("do", "everything"), ("do", "utmost"), ("do", "best"), ("spare", "effort"), ("make", "effort")}
)
_BACKING = frozenset({"support", "backing", "blessing", "sympathy"})
_SATISFIED = {
    **dict.fromkeys(("satisfaction", "pleasure", "appreciation", "joy", "pride", "gratitude", "delight"), 1),
    **dict.fromkeys(("concern", "regret", "alarm", "dismay", "sadness", "sorrow", "anxiety", "indignation"), -1),
}
_LENDS = frozenset({"attach", "give", "lend", "accord", "assign", "place", "set", "put"})
_WEIGHTS = frozenset({"importance", "significance", "value", "weight", "priority"})  # "attach great importance to it"
_QUESTIONED = frozenset({"question", "challenge", "doubt", "dispute", "contest"})
_LESS = frozenset({"less", "least", "hardly", "barely", "scarcely", "lukewarm"})
_MAY = frozenset({"could", "might", "may"})
_SAYS = frozenset(
    {"time", "reason", "aim", "goal", "plan", "view", "position", "idea", "way", "point", "policy", "duty"}
)
_WILL = frozenset({"will", "would", "'ll", "’ll", "wo", "'d", "’d"})
_APART = frozenset(
    {
        "despite",
        "due",
        "owing",
        "following",
        "amid",
        "given",
        "until",
        "after",
        "before",
        "during",
        "since",
        "as",
        "like",
        "unlike",
        "than",
        "because",
    }
)


class Way(Nouns):
    """How to follow the words of one sentence up to its cue."""

    def follow(self, target: int, value: int, itself: str, turns: bool = True) -> tuple[Path, int | None] | None:
        """The path from a target up to the cue or the root, and the cue's word that it reached (None: the root)."""
        tree, path = self.tree, Path(value, named=self.lenient, chain=[(itself, value)])
        if turns and not self._mood(target, path):
            return None
        if less := self._lessens(target):
            path.step(less, -1)
        at = target
        for _ in range(len(tree)):
            head, dep = tree.head[at], tree.dep[at]
            if at in self.cue or head == at:
                return path, at if at in self.cue else None
            aside = dep in ("relcl", "advcl") and not any(tree.word[c] in _NO_ASIDE for c in tree.children[at])
            if aside and path.taken and not self._conditional(at) and not self._reasoned(at):
                return path, None  # a duty or judgement in an aside is stated as well
            if (dep != "conj" and not self._crosses(at, dep)) or self._beside(at, dep):
                return None
            if dep == "prep" and (noun := self._before(at, head)) is not None:
                if not self._noun(noun, at, dep, path):
                    return None
                at, dep = noun, "dobj"
            if head in self.cue and dep in ("pobj", "pcomp") and tree.head[head] in self.cue:
                path.prep = tree.word[head]
                return path, tree.head[head]
            if head in self.cue:
                return (path, head) if dep != "conj" or tree.is_noun(at) else None
            if dep != "conj" and not self._passes(head, at, dep, path):
                return None
            at = head
        return None

    def _lessens(self, target: int) -> str:
        """What stands before a thing and makes less of it: "a lower wage", "fewer troops"; or "Dismantling tolls is
        hard", where the parse took the act for what they are like."""
        tree = self.tree
        near = tree.children[target]
        if less := next((tree.word[c] for c in near if tree.word[c] in lexicon().lessening), ""):
            return less
        act = next((c for c in near if tree.dep[c] == "amod" and tree.tag[c] == "VBG" and c == min(near)), None)
        if act is None or tree.dep[target] not in SUBJECTS or tree.lemma[act] in _FALLS:
            return ""
        alone = act == 0 or not tree.is_noun(act - 1)
        return tree.lemma[act] if alone and lexicon().verbs.get(tree.lemma[act], 0) < 0 else ""

    def _beside(self, at: int, dep: str) -> bool:
        """Whether a word hangs on what is above as a question of its own ("or when it closed"), or on the cue by a
        second preposition that gives the reason ("called for sanctions for violations")."""
        tree = self.tree
        if dep == "conj":
            return tree.is_verb(at) and any(tree.tag[c] == "WRB" for c in tree.children[at])
        head = tree.head[at]
        return (
            dep == "prep"
            and head in self.cue
            and at not in self.cue
            and tree.word[at] in {tree.word[k] for k in self.cue if k != head}
        )

    def _before(self, prep: int, verb: int) -> int | None:
        """The object right before a preposition that the parse hung on the verb: "criticised the ban on arms"."""
        tree, noun = self.tree, self.tree.head[verb]
        if tree.tag[verb] == "VBN" and tree.dep[verb] == "acl" and tree.word[prep] in ("for", "on", "to", "against"):
            kept = tree.lemma[noun] in lexicon().through_nouns or noun_effect(tree.lemma[noun])[0]
            return noun if tree.is_noun(noun) and kept and verb < prep else None  # "proposals made by them for"
        thing = self.tree.child(verb, "dobj") if self.tree.is_verb(verb) else None
        if thing is None or not noun_effect(self.tree.lemma[thing])[0] or max(self.tree.below(thing)) + 1 != prep:
            return None
        return thing

    def undone(self, cue: int) -> bool:
        """Whether a cue is itself under a condition, or a noun under what ends it ("wants to halt plans to build")."""
        tree, at = self.tree, cue
        for above in tree.above(cue):
            if tree.is_noun(cue) and at not in self.cue and above not in self.cue and tree.is_verb(above):
                if (self.effect(above, "") or (1,))[0] < 0:
                    return True
            elif tree.is_noun(at) and tree.dep[at] == "dobj" and above not in self.cue:
                return (self.effect(above, "") or (1,))[0] < 0
            if tree.dep[at] == "advcl" and self._conditional(at):
                return True
            at = above
        return False

    # --- what stands on the way --------------------------------------------------------------------------------------

    def _passes(self, head: int, at: int, dep: str, path: Path) -> bool:
        tree, tag = self.tree, self.tree.tag[head]
        if dep in ("pobj", "pcomp") or (dep == "prep" and tag in ("IN", "TO", "RB", "RBR") and not tree.is_verb(head)):
            return self._preposition(head, path)
        if dep == "appos":
            return True
        if tree.is_verb(head):
            return self._verb(head, at, dep, path) and self._mood(head, path)
        if tree.is_noun(head) or tag in ("PRP", "DT", "CD"):
            return self._noun(head, at, dep, path) and self._mood(head, path)
        if tag.startswith(("JJ", "RB")):
            return self._adjective(head, dep, path) and self._mood(head, path)
        return self.lenient

    def _preposition(self, head: int, path: Path) -> bool:
        word = self.tree.word[head]
        if word == "than" and self.tree.word[self.tree.head[head]] in _RATHER:
            return path.judge("than", _RATHER[self.tree.word[self.tree.head[head]]])  # "a tunnel is better than"
        if word in _APART:
            return self.lenient and word == "as"
        if word in ("without", "outside", "far", "instead", "rather"):
            return path.step(word, -1)
        if word in _NEARER:
            return True  # "closer to membership"
        path.prep = word
        return True

    def _mood(self, k: int, path: Path) -> bool:
        """Negation, duty and possibility of a word; False where it stands under a condition."""
        tree = self.tree
        no = tree.negated(k)
        if no:
            path.step("not", -1)
        if not tree.is_verb(k):
            return True
        helpers = tree.auxiliaries(k)
        if self._conditional(k):
            return False
        if tree.child(k, "expl") is not None and helpers & {"can", "must"} and path.chain[-1] == ("not", -1):
            path.taken = True  # "there can be no talks with"
        if tree.lemma[k] == "let" and (inner := tree.child(k, "ccomp", "xcomp")) is not None:
            subject = tree.subject(inner)
            path.taken = path.taken or (subject is not None and tree.word[subject] in _US)
        if any(tree.word[c] in _PERHAPS for c in tree.children[k]):
            path.may = True
        if manner := self.manner(k):
            path.judge(*manner)
        if helpers & OUGHT or (no and "can" in helpers | {tree.lemma[c] for c in tree.children[k]}):
            path.taken = True
        elif helpers & _MAY:
            path.may = path.may or not (no and "could" in helpers)
        elif helpers & _WILL:
            subject = tree.subject(k)
            theirs = subject is not None and tree.lemma[subject] in self.names
            path.will = path.will or theirs or self.holds(k)
        return not any(tree.dep[c] == "advcl" and self._conditional(c) for c in tree.children[k])

    def _duty(self, verb: int, path: Path) -> None:
        """ "has to" is a duty, "would have to" what follows from something."""
        if self.tree.auxiliaries(verb) & ((_WILL - {"will", "'ll", "’ll"}) | _MAY):
            path.may = True
        else:
            path.taken = True

    def effect(self, verb: int, prep: str) -> tuple[int, bool] | None:
        """What a verb, with its particle and the preposition of its object, does to it; None where that is unknown."""
        tree, verbs = self.tree, lexicon().verbs
        lemma, particle = tree.lemma[verb], tree.particle(verb) or ""
        if lemma == "put" and self._placed(verb) in _SHELVES:
            return -1, False  # "put the plans on hold"
        if lemma == "lift" and not self.asked.isdisjoint(SIZES):
            return 1, False  # to lift a rate is to raise it
        if lemma == "fight" and tree.child(verb, "dobj") is not None and self._waged(verb):
            return None  # who fights a war need not be against it
        if lemma in ("keep", "hold") and self._below(verb):
            return -1, False  # "keep rises below"
        forms = [f"{lemma} {particle} {prep}", f"{lemma} {prep}"] if prep else []
        for form in (*forms, f"{lemma} {particle}"):
            if form.strip() != lemma and form.strip() in verbs:
                return verbs[form.strip()], form.strip() in lexicon().attitudes
        if prep == "against":
            return -1, True
        if prep == "from" and verbs.get(lemma, 0) < 0:
            return -1, lemma in lexicon().attitudes  # "stop him from", "keep them from"
        if prep == "for" and verbs.get(lemma, 0) < 0:
            return None  # who is criticised for a thing, or fights for it
        if lemma in verbs and lexicon().value_verbs.get(lemma, 0) < 0 and tree.child(verb, "xcomp") is None:
            return -1, False  # "threatens the right", where "threatens to leave" is a wish
        if lemma in verbs and (
            not prep or (lemma in lexicon().attitudes and prep in ("for", "on", "to", "with", "about", "over"))
        ):
            return verbs[lemma], lemma in lexicon().attitudes
        return None

    def _waged(self, verb: int) -> bool:
        thing = self.tree.child(verb, "dobj")
        return thing is not None and self.tree.lemma[thing] in ("war", "battle", "election", "campaign", "case")

    def _below(self, verb: int) -> bool:
        thing = self.tree.child(verb, "dobj")
        near = [*self.tree.children[verb], *(self.tree.children[thing] if thing is not None else ())]
        return any(self.tree.word[c] in _BELOW and c > verb for c in near)

    def _verb(self, verb: int, at: int, dep: str, path: Path) -> bool:
        tree, words = self.tree, lexicon()
        lemma = tree.lemma[verb]
        prep, path.prep = (path.prep if dep == "prep" else ""), ""
        if dep in ("nsubj", "csubj"):
            return self._subject(verb, path)
        if dep == "agent":
            return False  # what is done by a thing is not done to it
        if dep in ("attr", "acomp", "oprd", "aux", "auxpass") or (dep == "advmod" and tree.word[at] in _NEARER):
            return True
        if dep == "nsubjpass" and tree.word[verb] in words.values and tree.child(verb, "agent") is None:
            return path.judge(tree.word[verb], words.values[tree.word[verb]])  # "is fully justified"
        if dep in ("xcomp", "advcl", "ccomp") and lemma in COPULAS and (told := self._copular(verb, path)) is not None:
            return told
        if tree.word[verb] in words.adjectives and dep in _COMPLEMENTS and self._is_state(verb):
            return self._adjective(verb, dep, path)  # "was committed to improving"
        return self._acts(verb, at, prep, path)

    def _is_state(self, participle: int) -> bool:
        return self.tree.dep[participle] == "acomp" or self.tree.child(participle, "auxpass") is not None

    def _acts(self, verb: int, at: int, prep: str, path: Path) -> bool:
        """What a verb does to its object, or says of it."""
        words, tree, lemma, dep = lexicon(), self.tree, self.tree.lemma[verb], self.tree.dep[at]
        if dep in _OBJECTS and lemma in _HEEDS and tree.lemma[at] in _STATUTES:
            return False  # who breaks a law, or uses it, need not be against it or for it
        if lemma in words.speech and not self.holds(verb) and not self._ought(verb):
            return False
        if (value := self.rendered(verb)) and dep in ("dobj", "nsubjpass", "ccomp"):
            return self.holds(verb) and path.judge(self._name(verb), value)
        if (told := self._in_many_words(verb, prep, dep, path)) is not None:
            return told
        if dep == "dobj" and tree.child(verb, "xcomp") is not None and lemma in words.attitudes:
            return False  # "wants the pubs to pay": what is wanted is that they pay
        if lemma in words.denies:
            return (lemma != "doubt" or not self.asked) and path.step(lemma, -1)  # doubts that it will be are none
        if lemma == "see" and dep == "dobj" and tree.dep[verb] in ("xcomp", "ccomp"):
            return True  # "would like to see", "glad to see"
        if lemma in words.open and dep in ("dobj", "nsubjpass", "prep"):
            return False
        found = self.effect(verb, prep)
        if found is None and dep in ("dobj", "nsubjpass") and (harm := harm_or_help(lemma)):
            found = harm, False
        if found is None and (told := self._of_no_effect(verb, at, path)) is not None:
            return told
        if found is None:
            plain = lemma in words.through_verbs and tree.particle(verb) is None
            return self.lenient or (plain and dep != "prep")
        return self._governs(verb, found, path)

    def _of_no_effect(self, verb: int, at: int, path: Path) -> bool | None:
        """A verb that does nothing to its object, by what is to be borne or what is done by it; None of any other."""
        dep, lemma = self.tree.dep[at], self.tree.lemma[verb]
        if lemma in _BEARS and dep == "dobj" and self._under_duty(verb):
            return path.step(lemma, 1, True)
        return self._means(verb, at, path) if dep == "prep" else None

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
        if tree.word[prep] == "without" or (tree.word[prep] == "by" and tree.lemma[verb] in lexicon().through_verbs):
            return True
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
        if lemma in ("depend", "rely") and prep in ("on", "upon") and dep == "prep":
            return path.judge(lemma, 1)
        if prep == "to" and (reply := self._reply(verb)) is not None:
            return path.step(*reply, True) if reply[1] else False
        if lemma == "come" and prep == "for" and (who := tree.subject(verb)) is not None and tree.lemma[who] == "time":
            path.taken = True
            return True
        done = tree.child(verb, "dobj")
        if done is not None and (lemma, tree.lemma[done]) in _EFFORTS and dep != "dobj" and self.holds(verb):
            path.taken = True  # "we do everything to", "will spare no effort to"
            return True
        weight = tree.child(verb, "dobj") if prep in ("to", "on") and lemma in _LENDS else None
        if weight is None or tree.lemma[weight] not in _WEIGHTS:
            return None
        sign = -1 if tree.negated(weight) else 1
        return (self.holds(verb) or self._ought(verb)) and path.step(tree.lemma[weight], sign, True)

    def _governs(self, verb: int, effect: tuple[int, bool], path: Path) -> bool:
        """What a verb of known effect does to its object; another's attitude is not the holder's."""
        ought = bool(self.tree.auxiliaries(verb) & OUGHT) or self._judged_above(verb)
        if effect[1] and self.tree.lemma[verb] not in lexicon().impersonal and not ought and not self.holds(verb):
            return False
        if effect == (-1, True) and self.tree.negated(verb) and not ought:
            return False  # who does not oppose a thing need not be for it
        return path.step(self._name(verb), effect[0], effect[1])

    def _judged_above(self, verb: int) -> bool:
        """ "were right to reject it": whether what they did is judged by who speaks."""
        tree, head = self.tree, self.tree.head[verb]
        if (
            tree.dep[verb] in ("xcomp", "ccomp", "advcl", "acl")
            and tree.lemma[head] in COPULAS
            and self.predicate(head)
        ):
            return True  # "it was a breakthrough for them to offer"
        return (
            tree.dep[verb] == "xcomp"
            and tree.tag[head].startswith("JJ")
            and lexicon().values.get(tree.word[head], 0) != 0
        )

    def _copular(self, verb: int, path: Path) -> bool | None:
        """A clause that is judged ("it is wrong to"), hoped for ("she is hopeful that") or only weighed ("it is
        unlikely that", where nothing is asked for); None where the predicate is none of these."""
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

    def _subject(self, verb: int, path: Path) -> bool:
        """The target is what the verb is said of: judged ("is wrong", "would help"), or what must come ("must end")."""
        tree, words = self.tree, lexicon()
        lemma = tree.lemma[verb]
        if lemma in _GOES and (what := words.states.get(self._placed(verb))) is not None:
            return path.step(f"{lemma} {self._placed(verb)}", what)  # "came to an end", "remains in force"
        if lemma in COPULAS:
            value = self.predicate(verb)
            if not value and (size := self._sized(verb)):
                return path.step(self.predicate_name(verb), size)
            if value and tree.auxiliaries(verb) & {"may", "might"}:
                return False
            return path.judge(self.predicate_name(verb), value) if value else self.lenient
        thing = tree.child(verb, "dobj")
        if thing is not None and lemma in ("have", "enjoy") and tree.lemma[thing] in _BACKING:
            ours = any(tree.word[c] in ("our", "my") for c in tree.children[thing])
            return ours and path.judge(tree.lemma[thing], -1 if tree.negated(thing) else 1)  # "has our full support"
        if value := self.outcome(verb):
            return path.judge(tree.word[thing] if thing is not None else lemma, value)
        if lemma == "cost" and thing is not None and any(tree.tag[k] == "CD" for k in tree.below(thing)):
            return self.lenient  # a price is no judgement
        if lemma in words.value_verbs and (
            thing is not None or lemma in ("help", "work", "fail", "succeed", "backfire")
        ):
            return path.judge(lemma, words.value_verbs[lemma])
        if lemma == "have" and tree.child(verb, "xcomp") is not None:
            inner = tree.child(verb, "xcomp")
            assert inner is not None
            self._duty(verb, path)
            found = self.effect(inner, "")
            return path.step(tree.lemma[inner], found[0]) if found else self.lenient
        if lemma == "come" and (who := tree.subject(verb)) is not None and tree.lemma[who] == "time":
            return True  # "the time has come to"
        found = self.effect(verb, "")
        joined = any(tree.dep[c] == "conj" and tree.child(c, "dobj") is not None for c in tree.children[verb])
        if found is not None and thing is None and not joined and not found[1] and lemma not in _SAYS_LITTLE:
            return path.step(self._name(verb), found[0])
        return self.lenient and thing is None

    def _sized(self, verb: int) -> int:
        """What a predicate of size asks for under a duty: more of the thing ("must be bigger", "must be significant"),
        or less; 0 where there is no duty."""
        word = self.predicate_word(verb)
        if word is None or not self._ought(verb):
            return 0
        form = self.tree.word[word]
        return 1 if form in MORE else -1 if form in LESS else 0

    def _adjective(self, adjective: int, dep: str, path: Path) -> bool:
        words, word = lexicon(), self.tree.word[adjective]
        prep, path.prep = path.prep, ""
        if self._lessened(adjective):
            return False
        if word in ("far", "instead", "rather"):
            return path.step(word, -1)
        if word in ("early", "soon") and any(self.tree.word[c] == "too" for c in self.tree.children[adjective]):
            return path.judge(f"too {word}", -1)
        if word in ("able", "free", "entitled") and dep == "xcomp":
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

    def _lessened(self, word: int) -> bool:
        """ "less enthusiastic", "hardly happy": how far it still holds, the words do not tell."""
        return any(self.tree.word[c] in _LESS for c in self.tree.children[word])

    def _name(self, verb: int) -> str:
        particle = self.tree.particle(verb)
        return f"{self.tree.lemma[verb]} {particle}" if particle else self.tree.lemma[verb]

    def _with_feeling(self, cue: int) -> int:
        """What "with satisfaction" or "with concern" says of what is noted, seen or learned."""
        tree = self.tree
        nouns = (k for c in tree.children[cue] if tree.word[c] == "with" for k in tree.children[c])
        return next((_SATISFIED[tree.lemma[k]] for k in nouns if tree.lemma[k] in _SATISFIED), 0)

    def _reply(self, verb: int) -> tuple[str, int] | None:
        """What "said no to" or "said yes to" says of a thing; 0 where something else was said to somebody."""
        tree = self.tree
        word = tree.child(verb, "dobj", "intj") if tree.lemma[verb] == "say" else None
        return None if word is None else (f"say {tree.word[word]}", _REPLIES.get(tree.word[word], 0))

    def _orders(self, cue: int) -> bool:
        """ "told the councils to build", whichever of the two the parse hung the infinitive on."""
        tree = self.tree
        thing = tree.child(cue, "dobj") if tree.lemma[cue] in ORDERS else None
        under = () if thing is None else (*tree.children[cue], *tree.children[thing])
        return any(k > cue and tree.dep[k] in ("xcomp", "acl") and self._infinitive(k) for k in under)

    def at_cue(self, path: Path, cue: int, dep: str, frame: str, polarity: int, fact: bool) -> bool:
        """The last step: what the cue says of its content; False where that is no stand.

        `fact`: the proposition says what is, not what ought to be.
        """
        tree = self.tree
        prep, path.prep = path.prep if dep in ("prep", "pobj", "pcomp") else "", ""
        if not self._mood(cue, path) or any(self._lessened(k) for k in self.cue):
            return False
        if prep == "to" and (reply := self._reply(cue)) is not None and reply[1]:
            return not tree.negated(cue) and path.step(*reply, True)
        name, clause = self._name(cue) if tree.is_verb(cue) else tree.word[cue], dep in ("ccomp", "csubj")
        if clause and tree.negated(cue) and frame.startswith(("say.", "tell.")):
            return False  # what was not said
        if dep == "dobj" and tree.is_verb(cue) and tree.child(cue, "xcomp") is not None and frame.startswith(_WISHES):
            return False
        if dep == "dobj" and (tree.lemma[cue] == "warn" or (tree.lemma[cue] in _DWELLS_ON and len(path.chain) == 1)):
            return False  # who is warned, or a clause that the parse took for that; what is only dwelt on
        if dep == "dobj" and tree.lemma[cue] in _QUESTIONED and path.merit:
            return path.step(name, -1, True)  # "questioned the wisdom of"
        if dep in ("xcomp", "dobj") and self._orders(cue):
            return path.step(name, 1, True)  # "told the councils to build"
        needless = tree.lemma[cue] == "see" and path.taken  # "sees no need to"
        if feeling := self._with_feeling(cue):
            return path.judged or path.step(tree.word[cue], feeling, True)  # "noted with satisfaction"
        if (
            tree.is_verb(cue)
            and dep in _OBJECTS
            and tree.lemma[cue] in lexicon().open
            and not self.rendered(cue)
            and not needless
        ):
            return False  # "heard evidence against"
        effect = self.effect(cue, prep) if tree.is_verb(cue) else None
        against = polarity < 0 if effect is None else effect[0] < 0
        if tree.negated(cue) and against and not clause and not self._ought(cue):
            return False  # who does not oppose a thing need not be for it
        called = dep in ("dobj", "nsubjpass", "prep") or (dep in ("xcomp", "ccomp") and self.sees_as(cue))
        value = self.rendered(cue) if called and tree.is_verb(cue) else 0
        if value:
            return path.step(name, value, True)
        return cued(path, name, frame, polarity, clause, effect, fact)
