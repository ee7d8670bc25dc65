"""Where a clause ends: whose it is, whether it is asked or hangs on a condition, and which the way may cross."""

from __future__ import annotations

from collections.abc import Mapping

from tui.corpus.stances.lexicon import lexicon
from tui.corpus.stances.said.asking import rhetorical
from tui.corpus.stances.said.verdicts import Verdicts
from tui.corpus.stances.tree import CONDITIONS, SUBJECTS, Tree
from tui.text.word_classes import DEEDS_TOLD
from tui.text.wordlist import wordlist

OUGHT = frozenset({"should", "must", "ought", "shall"})
COPULAS = frozenset({"be", "seem", "become", "remain", "look", "appear", "sound", "feel", "prove"})
_CONDITIONAL = CONDITIONS | {"whether"}
_ASKING = frozenset({"whether", "if"})
_WH = frozenset({"WRB", "WP", "WDT", "WP$"})
_GENERIC = frozenset(
    {"i", "we", "you", "one", "nobody", "none", "everyone", "everybody", "all", "us", "it", "there", "nothing"}
)
SIDES = wordlist(
    "country government nation state party company firm union group team ministry side council city people agency "
    "court bank board committee panel commission department office parliament league association police army congress "
    "senate society federation club movement organisation organization church congregation administration institute "
    "foundation charity campaign colleague member cabinet delegation faction bloc alliance coalition caucus industry "
    "profession newspaper college university school"
)
_WHICH = wordlist("who that which")
OWN = wordlist("my our his her its their")
SELF = wordlist("he she we they it i")
_WISHED = wordlist("hope wish want demand urge propose suggest recommend request pray insist")
STIRS = wordlist(
    "encourage raise dash prompt fuel cause spark trigger stoke heighten provoke ease allay calm fan arouse"
)
_MAKES = wordlist(
    "force make let want ask urge tell order persuade get allow help push press compel oblige expect need pressure "
    "invite encourage lobby convince"
)
CHOICES = frozenset({"choice", "option", "alternative"})
_CALLS = wordlist("call ask plead appeal campaign lobby press push vote wait")
ORDERS = wordlist("tell order instruct direct command")
LAWS = wordlist("legislation act statute amendment clause provision regulation motion treaty order")
_HE = frozenset({"he", "she", "they", "who"})


class Borders(Verdicts):
    """The clauses of one sentence: whose they are (`holder`: words of the speaker's names), and the cue's words.

    `names`: the proposition's own words, for who is to act; `asked`: what it asks for. `quoted`: in the speaker's own
    words, where "they" is somebody else. `lenient` lets words of unknown effect pass: the target is one that a person
    named as speaking for or against.
    """

    def __init__(
        self,
        tree: Tree,
        cue: frozenset[int],
        holder: frozenset[str],
        names: frozenset[str] = frozenset(),
        lenient: bool = False,
        quoted: bool = False,
        asked: frozenset[str] = frozenset(),
        rated: Mapping[str, int] | None = None,
    ) -> None:
        super().__init__(tree, asked, rated)
        self.cue, self.holder, self.names = cue, holder, names
        self.lenient, self.quoted = lenient, quoted

    def holds(self, verb: int) -> bool:
        """Whether the subject of a verb or predicate is the holder, nobody in particular, or who is asked to do it."""
        asked = verb
        while self.tree.dep[asked] == "conj" and self.tree.child(asked, *SUBJECTS) is None:
            asked = self.tree.head[asked]  # "urged them to accept it and support"
        above = self.tree.head[asked]
        if above in self.cue and (
            self.tree.dep[asked] == "xcomp" or (self.tree.dep[asked] == "ccomp" and self.tree.lemma[above] in _WISHED)
        ):
            return True  # "called on them to support it", "hoped that they would"
        subject = self.tree.subject(verb)
        if subject is None and self.tree.dep[verb] == "advcl" and self.tree.tag[verb] in ("VBG", "VB"):
            subject = self._of_main(verb)  # "people marched, protesting"
        if subject is None and self.tree.dep[verb] == "acl" and self.tree.tag[verb] == "VBG":
            noun = self.tree.head[verb]  # "a poster of soldiers fighting it"
            return self.tree.word[noun] in self.holder or self.tree.lemma[noun] in (
                lexicon().through_nouns | lexicon().carriers
            )
        if subject is None:
            return self.tree.tag[verb] not in ("VBP", "VBZ")  # where the parse lost the subject, it may be anybody
        word = self.tree.word[subject]
        if word in _WHICH and self.tree.dep[verb] == "relcl":
            return self.tree.word[self.tree.head[verb]] in self.holder  # "thousands who demonstrated"
        if self.tree.lemma[subject] in SIDES and any(self.tree.word[c] in OWN for c in self.tree.children[subject]):
            return True  # "our government", "his country"
        if self.tree.cased(subject) == "US" or (self.quoted and word == "it" and self.tree.dep[subject] == "nsubj"):
            return word != "it" and word in self.holder
        return word in _GENERIC or word in self.holder or (word in _HE and not self.quoted)

    def _of_main(self, clause: int) -> int | None:
        """The subject of the verb that a clause without one hangs on, where that is neither the cue nor under it."""
        tree, main = self.tree, self.tree.head[clause]
        over = main
        while tree.dep[over] == "xcomp":
            over = tree.head[over]
        return tree.subject(main) if over not in self.cue and tree.is_verb(main) else None

    def made_to(self, cue: int) -> bool:
        """Whether a cue is what somebody else is to do ("could not force them to accept it"), or what is stirred up in
        whom it may ("prompting fears")."""
        tree, head = self.tree, self.tree.head[cue]
        if tree.is_noun(cue):
            own = tree.lemma[head] == "raise" and head in self.cue and self.holds(head)  # "she raised objections to it"
            return tree.dep[cue] == "dobj" and tree.lemma[head] in STIRS and not own
        thing = tree.child(head, "dobj") if tree.dep[cue] == "xcomp" and tree.lemma[head] in _MAKES else None
        if thing is None or head in self.cue or not head < thing < cue or self._ought(head):
            return False
        return tree.word[thing] not in self.holder and not tree.word[thing].endswith(("self", "selves"))

    def crosses(self, at: int, dep: str) -> bool:
        tree = self.tree
        if dep == "appos" and tree.start[min(tree.below(at))] - tree.end[tree.head[at]] <= 1:
            return True  # "President Holm's ban", where the parse took the ban for the president
        if dep in ("appos", "parataxis", "dep", "meta", "intj", "nummod"):
            return False
        if dep in ("relcl", "acl") and self._judged_above(at):
            return True
        marks = [tree.word[c] for c in tree.children[at] if tree.dep[c] == "mark"]
        if dep == "advcl":
            return self._adverbial(at, marks)
        if dep in ("ccomp", "csubj", "csubjpass", "pcomp", "xcomp", "relcl", "acl"):
            asked = bool(_ASKING & set(marks)) or any(
                tree.tag[c] in _WH and tree.word[c] != "that"
                for c in tree.children[at]
                if tree.dep[c] in ("advmod", "dobj", "attr", "pobj", "nsubj", "nsubjpass", "mark")
            )
            reason = self._reasoned(at)
            follower = self.follower(at)
            if asked and not (reason or follower or self._is_why(at)) and not (dep == "relcl" and self._does(at)):
                return False
            if dep in ("relcl", "acl") and not reason and not follower:
                return self._infinitive(at) or self._going_on(at) or self._is_told(at) or self._does(at)
        return True

    def _judged_above(self, verb: int) -> bool:
        """ "were right to reject it": whether what they did is judged by who speaks."""
        tree, head = self.tree, self.tree.head[verb]
        if (
            tree.dep[verb] in ("xcomp", "ccomp", "advcl", "acl")
            and tree.lemma[head] in COPULAS
            and self.predicate(head)
        ):
            return True  # "it was a breakthrough for them to offer"
        if tree.dep[verb] in ("relcl", "acl", "ccomp") and tree.dep[head] in ("attr", "acomp") and self.value(head):
            return tree.word[head + 1 : head + 2] == ["that"]  # "it is a shame that they rejected it"
        return (
            tree.dep[verb] == "xcomp"
            and tree.tag[head].startswith("JJ")
            and lexicon().values.get(tree.word[head], 0) != 0
        )

    def _adverbial(self, at: int, marks: list[str]) -> bool:
        tree = self.tree
        head = tree.head[at]
        if not marks and tree.tag[at] == "VBG" and tree.child(at, *SUBJECTS) is not None and at > head:
            return True  # "opposed the league granting membership"
        if not marks and self._infinitive(at) and tree.lemma[head] in lexicon().impersonal:
            return True  # "what is needed to"
        if not marks and self._infinitive(at) and (self._of_thing(head, at) or self._left_no_choice(head, at)):
            return True
        if not marks and self._infinitive(at) and tree.lemma[head] in _MAKES and tree.child(head, "dobj") is not None:
            return True  # "to push officials to act", where the parse took the act for the aim
        if not marks and self._infinitive(at) and self._in_time(head):
            return True
        if marks == ["for"] and (tree.is_noun(head) or tree.lemma[head] in _CALLS or self._in_time(head)):
            return self._infinitive(at)  # "calls for her to go", "the time has come for her to go"
        if not marks and tree.lemma[head] in _CALLS and self._infinitive(at):
            return any(
                tree.word[c] in ("on", "upon", "to") for c in tree.children[head]
            )  # "called on them today to act"
        told = not marks and self._infinitive(at) and tree.lemma[head] in COPULAS and self.predicate(head) != 0
        return told or (self.lenient and not marks and self._infinitive(at) and not self._others(head))

    def _in_time(self, verb: int) -> bool:
        """ "the time had come", "it is too early", behind which stands what for."""
        subject = self.tree.subject(verb)
        if subject is not None and self.tree.lemma[subject] == "time" and self.tree.lemma[verb] == "come":
            return True
        told = self.predicate_word(verb) if self.tree.lemma[verb] in COPULAS else None
        return told is not None and self.tree.word[told] in ("early", "soon", "late")

    def _is_why(self, verb: int) -> bool:
        """ "that is why we want it": what is told is the clause itself."""
        tree, head = self.tree, self.tree.head[verb]
        subject = tree.subject(head) if tree.lemma[head] == "be" else None
        why = any(tree.word[c] == "why" for c in tree.children[verb])
        return why and subject is not None and tree.word[subject] in ("this", "that", "which", "here")

    def _left_no_choice(self, verb: int, clause: int) -> bool:
        """ "had no choice but | to end it"."""
        tree = self.tree
        thing = tree.child(verb, "dobj") if tree.lemma[verb] == "have" else None
        if thing is None or tree.lemma[thing] not in CHOICES or not tree.negated(thing):
            return False
        return any(tree.word[c] in ("but", "than") and c < clause for c in tree.below(thing))

    def _of_thing(self, verb: int, clause: int) -> bool:
        """Whether a clause that the parse hung on a verb belongs to its object: "supports a bill | to end it"."""
        tree, words = self.tree, lexicon()
        thing = tree.child(verb, "dobj")
        if thing is None or tree.lemma[thing] not in words.through_nouns | words.pointing:
            return False
        return tree.runs_on(thing, clause)

    def _others(self, verb: int) -> bool:
        """Whether a verb's subject is a noun that is not the holder's."""
        subject = self.tree.subject(verb)
        other = subject is not None and self.tree.is_noun(subject) and not self.holds(verb)
        return other and not self._ought(verb)

    def _going_on(self, verb: int) -> bool:
        """ "a provision imposing", "a decision being delayed"."""
        tree = self.tree
        return tree.tag[verb] == "VBG" or any(tree.word[c] == "being" for c in tree.children[verb])

    def _does(self, verb: int) -> bool:
        """ "the ruling that struck it down": what was decided is what the clause says it does."""
        tree, noun = self.tree, self.tree.head[verb]
        subject = tree.child(verb, "nsubj")
        decided = tree.lemma[noun] in DEEDS_TOLD | lexicon().pointing | LAWS
        return subject is not None and tree.word[subject] in ("that", "which") and decided

    def _is_told(self, clause: int) -> bool:
        """ "the claim that he took it": what is told, where the parse took the clause for one that says which claim."""
        tree = self.tree
        that = [c for c in tree.children[clause] if tree.word[c] == "that"]
        if any(tree.dep[c] == "mark" for c in that):
            return True
        objects = [c for c in tree.children[clause] if tree.dep[c] == "dobj"]
        return len(objects) > 1 and objects[0] in that  # "the demand that they withdraw their troops"

    def _reasoned(self, verb: int) -> bool:
        """ "no reason why it should not": the clause is what the noun is for."""
        return self.tree.lemma[self.tree.head[verb]] in ("reason", "time", "need")

    def follower(self, verb: int) -> bool:
        """ "members who want", "those that oppose": a clause that tells people by their stand."""
        tree, above = self.tree, self.tree.head[verb]
        subject = tree.child(verb, "nsubj") if tree.dep[verb] == "relcl" else None
        if subject is None or tree.word[subject] not in ("who", "that") or tree.lemma[verb] not in lexicon().attitudes:
            return False
        return tree.word[above] in ("those", "anyone", "everyone", "all", "anybody", "everybody") or (
            tree.tag[above] == "NNS" and tree.word[subject] == "who"
        )

    def _infinitive(self, verb: int) -> bool:
        return any(self.tree.word[c] == "to" and self.tree.dep[c] in ("aux", "mark") for c in self.tree.children[verb])

    def _conditional(self, verb: int) -> bool:
        subject = self.tree.child(verb, *SUBJECTS) if not rhetorical(self.tree) else None
        if subject is not None and any(
            self.tree.word[c] in ("had", "were", "should") and self.tree.dep[c] in ("aux", "auxpass") and c < subject
            for c in self.tree.children[verb]
        ):
            return True  # "had they not delayed it"
        return any(
            self.tree.dep[m] in ("mark", "advmod") and self.tree.word[m] in _CONDITIONAL and not self.tree.not_until(m)
            for m in self.tree.children[verb]
        )

    def _ought(self, verb: int) -> bool:
        return bool(self.tree.auxiliaries(verb) & OUGHT)
