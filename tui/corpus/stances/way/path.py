"""From a word up to what is said with it: each word on the way keeps or turns the stand ("avoid delays": − × −).

The way goes along the dependency tree from a target (what the proposition is on) to the cue. A word whose effect is
not known breaks it, and so do conditions, questions and asides: precision comes before recall.
"""

from __future__ import annotations

from tui.corpus import wordnet
from tui.corpus.stances.lexicon import harm_or_help, lexicon, noun_effect
from tui.corpus.stances.said.attaching import bears, first_of_two, governor
from tui.corpus.stances.said.borders import COPULAS
from tui.corpus.stances.said.effects import MAY
from tui.corpus.stances.said.expletive import judged_deed
from tui.corpus.stances.said.nouns import Path
from tui.corpus.stances.said.subjects import ARRIVES
from tui.corpus.stances.set_phrases import object_phrase
from tui.corpus.stances.tree import SUBJECTS
from tui.corpus.stances.way.at_cue import ASKING, AtCue
from tui.corpus.stances.way.verbs import NEARER
from tui.text.wordlist import wordlist

_NO_ASIDE = frozenset({"for", "before", "until", "till", "after", "since", "once"})  # "before it was safe" tells when
_FALLS = frozenset(
    {"fall", "decline", "shrink", "fail", "die", "expire", "collapse", "diminish", "decrease", "lose", "lack"}
)
_JOINED = 3  # verbs of one subject; what is joined beyond that is seldom parsed rightly
_RATHER = {"better": -1, "preferable": -1, "worse": 1}
_CHOICES = wordlist("way choice option idea solution answer alternative method use plan means thing deal")
_HANDLES = wordlist("count read collect receive list record answer handle register print publish quote cite")
_WITHIN = 9  # words between "better" and "than"
_HUNG = frozenset({"advcl", "xcomp"})
_ONE = frozenset({"him", "her", "me", "himself", "herself", "myself"})
_ADDS = frozenset({"say", "add", "argue", "claim", "tell", "explain", "note", "insist"})
_HOLDING = frozenset({"holding", "keeping"})
_INTO = frozenset({"into", "with", "by", "at", "from"})  # of the verb rather than of its object
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


class Way(AtCue):
    """How to follow the words of one sentence up to its cue."""

    def follow(
        self, target: int, value: int, itself: str, turns: bool = True, joined: tuple[int, int] | None = None
    ) -> tuple[Path, int | None] | None:
        """The path from a target up to the cue or the root, and the cue's word that it reached (None: the root).

        `joined`: a subject, and the second of its verbs, over which the path goes instead of the first.
        """
        tree, path = self.tree, Path(value, named=self.lenient, chain=[(itself, value)])
        at = target if self._begins(target, turns, path) else -1
        for _ in range(len(tree)):
            at = self._over_it(at, path) if at >= 0 else at
            if at < 0:
                return None
            head, dep = self._up(at, joined)
            if at in self.cue or head == at:
                return path, at if at in self.cue else None
            if path.taken and self._is_aside(at, dep):
                return path, None  # a duty or judgement in an aside is stated as well
            noun = self._before(at, head) if dep == "prep" else self._asks(at, head) if dep in _HUNG else None
            if self._is_apart(at, head, dep) or (noun is None and self._breaks(at, dep)):
                return None
            if noun is not None:
                dep = "acl" if dep in _HUNG else dep
                if noun in self.cue or not (self._noun(noun, at, dep, path) and self._mood(noun, path)):
                    return (path, noun) if noun in self.cue else None
                at = noun
                continue
            if head in self.cue and dep in ("pobj", "pcomp") and tree.head[head] in self.cue:
                path.prep = tree.word[head]
                return path, tree.head[head]
            if head in self.cue:
                return (path, head) if dep != "conj" or tree.is_noun(at) else None
            if not (self._stands_before(at, head, dep) or self.passes(head, at, dep, path)):
                return None
            if path.ended:
                return path, None
            at = head
        return None

    def _begins(self, target: int, turns: bool, path: Path) -> bool:
        """Add what is said with the target itself; False where it stands under a condition."""
        if turns and not self._mood(target, path):
            return False
        less = self._lessens(target)
        if less and not (self.lenient and less in path.chain[0][0].lower().split()):
            path.step(less, -1)
        return True

    def _over_it(self, at: int, path: Path) -> int:
        """The verb that judges a deed by way of "it", or the word itself where none does; -1 where somebody else's
        does."""
        if (judged := judged_deed(self, at)) is None:
            return at
        word, worth, verb = judged
        told = path.judge(self.tree.word[word], worth) and (verb in self.cue or self._says_so(verb, path))
        return verb if told else -1

    def _says_so(self, verb: int, path: Path) -> bool:
        """Whether a verb that judges is the holder's, or a copula, and what its mood adds."""
        return (self.tree.lemma[verb] == "be" or self.holds(verb)) and self._mood(verb, path)

    def _up(self, at: int, joined: tuple[int, int] | None) -> tuple[int, str]:
        """What a word hangs on and how."""
        tree, over = self.tree, self.tree.head[at]
        if (
            tree.dep[at] == "compound"
            and over == at + 1
            and tree.dep[over] == "oprd"
            and tree.tag[over].startswith("JJ")
        ):
            return tree.head[over], "dobj"  # "called the plan to move | the market shameful"
        act = tree.dep[over] == "pcomp" and tree.tag[over] == "VBG"
        if tree.dep[at] == "conj" and tree.is_noun(at) and act and tree.child(over, "dobj") is not None:
            return over, "dobj"  # "keeping boys | and young dodgers", where the parse joined them to the verb
        if joined is None or at != joined[0]:
            return tree.head[at], "conj" if first_of_two(tree, at) else tree.dep[at]
        return joined[1], "nsubjpass" if tree.child(joined[1], "auxpass") is not None else "nsubj"

    def more_verbs(self, target: int) -> list[tuple[int, int]]:
        """The subject that a target is or belongs to, with each verb but the first that is said of it: "is old | and
        must go"."""
        tree = self.tree
        subject = next((k for k in (target, *tree.above(target)) if tree.dep[k] in SUBJECTS), None)
        found: list[tuple[int, int]] = []
        at = tree.head[subject] if subject is not None else None
        while at is not None and subject is not None and len(found) < _JOINED:
            at = next((c for c in tree.children[at] if tree.dep[c] == "conj" and tree.is_verb(c)), None)
            if at is not None and tree.child(at, *SUBJECTS) is not None:
                break
            found += [(subject, at)] if at is not None else []
        return found

    def _stands_before(self, at: int, head: int, dep: str) -> bool:
        """Whether a word only stands beside what it hangs on: joined to it, or a clause that the parse hung on the next
        ("this is unfair, | and it will cost us"; what is said by a verb of speech behind it is not that)."""
        tree, words = self.tree, lexicon()
        own = tree.child(head, *SUBJECTS)
        if dep == "conj" or own is None or dep != "ccomp" or not at < own < head:
            return dep == "conj"
        told = tree.lemma[head] in words.speech or tree.lemma[head] in words.attitudes
        return not told or tree.word[own - 1] in ("and", "or", "but", "else", "so")

    def _breaks(self, at: int, dep: str) -> bool:
        return (dep != "conj" and not self.crosses(at, dep)) or self._beside(at, dep)

    def only_felt(self, path: Path) -> bool:
        """Whether a path tells how somebody likes a thing alone, and nothing that is done with it."""
        words = [word for word, _ in path.chain[1:]]
        felt = all(noun_effect(word)[1] or lexicon().verbs.get(word) is None for word in words)
        return felt and ARRIVES.isdisjoint(words)

    def _is_aside(self, at: int, dep: str) -> bool:
        if dep == "relcl" and self._infinitive(at) and self._is_judged_noun(self.tree.head[at]):
            return False  # "it would be the wrong course to"
        if dep == "relcl" and self._judged_above(at):
            return False  # "it is a shame that they refused"
        aside = dep in ("relcl", "advcl") and not any(self.tree.word[c] in _NO_ASIDE for c in self.tree.children[at])
        if aside and any(self.tree.auxiliaries(k) & MAY for k in self.tree.above(at) if self.tree.is_verb(k)):
            return False  # "there might be cases in which it was needed"
        nothing = self.tree.lemma[self.tree.head[at]] == "nothing"
        return aside and not nothing and not self._conditional(at) and not self._reasoned(at)

    def _is_apart(self, at: int, head: int, dep: str) -> bool:
        """Whether a word does not stand under what it hangs on: what becomes of one person ("released him from it") is
        no side on a measure for all, a reason ("rejected the idea, saying that …") is not what is refused."""
        tree = self.tree
        if dep in ("advcl", "acl") and tree.tag[at] == "VBG" and tree.child(at, "ccomp") is not None:
            return tree.lemma[at] in _ADDS and at not in self.cue
        said = tree.child(head, "dobj") if dep == "ccomp" else None
        if said is not None and head in self.cue:  # "rejected that idea saying it is …", where "saying" hangs elsewhere
            return any(tree.tag[k] == "VBG" and tree.lemma[k] in _ADDS for k in range(said, min(tree.below(at))))
        whom = tree.child(head, "dobj") if dep == "prep" and tree.word[at] in ("from", "under") else None
        return whom is not None and tree.word[whom] in _ONE

    def _is_judged_noun(self, noun: int) -> bool:
        return self.tree.dep[noun] in ("attr", "oprd") and self.value(noun) != 0

    def _lessens(self, target: int) -> str:
        """What stands before a thing and makes less of it: "a lower wage", "fewer troops"; or "Dismantling tolls is
        hard", where the parse took the act for what they are like."""
        tree = self.tree
        near = tree.children[target]
        if less := next((tree.word[c] for c in near if tree.word[c] in lexicon().lessening), ""):
            return less
        if "detain" in self.asked and (held := next((c for c in near if tree.word[c] in _HOLDING), None)) is not None:
            return tree.lemma[held]  # "plans for | keeping young dodgers"
        act = next((c for c in near if tree.dep[c] == "amod" and tree.tag[c] == "VBG" and c == min(near)), None)
        if act is None:
            act = self._gerund(target)
        if act is None or tree.dep[target] not in SUBJECTS or tree.lemma[act] in _FALLS:
            return ""
        alone = act == 0 or not tree.is_noun(act - 1)
        done = wordnet.verb_of(tree.word[act]) or tree.lemma[act]
        ends = lexicon().verbs.get(done, 0) < 0 or (done in self.asked and harm_or_help(done) < 0)
        return done if alone and ends else ""

    def _gerund(self, target: int) -> int | None:
        """The act that the parse took for part of a name: "Closing | village schools is", by the verb's number."""
        tree, first, verb = self.tree, min(self.tree.below(target)), self.tree.head[target]
        many = tree.tag[target] == "NNS" and tree.tag[verb] == "VBZ"
        return first if many and tree.word[first].endswith("ing") and first < target else None

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

    def aside(self, thing: int, value: int, itself: str) -> Path | None:
        """ "the toll, which she opposes": the stand that a clause takes on the noun it belongs to; None where it takes
        none."""
        tree = self.tree
        for clause in tree.children[thing]:
            if tree.dep[clause] != "relcl" or clause in self.cue or not self._of_the_noun(clause):
                continue
            said = self.rendered(clause)
            effect = (said, True) if said else self.effect(clause, "")
            if effect is None or not effect[1] or tree.negated(clause) or tree.auxiliaries(clause) & MAY:
                continue
            if tree.subject(clause) is not None and self.holds(clause):
                path = Path(value, chain=[(itself, value)])
                path.step(self._name(clause), effect[0], True)
                return path
        return None

    def _of_the_noun(self, clause: int) -> bool:
        """Whether a clause has the noun it belongs to as its object: "which she opposes", "they hate"."""
        tree = self.tree
        whose = tree.child(clause, "dobj")
        if whose is not None:
            return tree.word[whose] in ("which", "that") and whose < clause
        who = tree.child(clause, "nsubj")
        bare = not any(tree.dep[c] in ("prep", "xcomp", "ccomp", "prt", "acomp") for c in tree.children[clause])
        return bare and who is not None and tree.word[who] not in ("which", "that", "who")

    def _before(self, prep: int, head: int) -> int | None:
        """The noun that a preposition belongs to where the parse hung it on another word (attaching.py)."""
        tree = self.tree
        if tree.is_verb(head):
            thing = tree.child(head, "dobj") if tree.word[prep] not in _INTO else None
            if thing is not None and bears(tree.lemma[thing]) and max(tree.below(thing)) + 1 == prep:
                return thing  # "criticised the ban | on arms"
        return governor(tree, prep, head)

    def _asks(self, clause: int, head: int) -> int | None:
        """The call that a clause tells, where the parse hung it on the verb: "repeated his call on them | to go"; the
        plan, where it hung it on how that was made: "plans drawn up last year | to go"."""
        if self.tree.dep[head] == "acl" and self.tree.tag[head] == "VBN" and not self.lenient:
            plan = self.tree.head[head]
            made = self._infinitive(clause) and self.tree.lemma[plan] in lexicon().through_nouns | lexicon().carriers
            return plan if made else None
        thing = self.tree.child(head, "dobj") if self.tree.is_verb(head) and self.tree.dep[clause] == "advcl" else None
        if thing is not None and self._is_told(clause) and self.tree.runs_on(thing, clause):
            return thing  # "attacked the ruling | that it breaks the law"
        if thing is None or self.tree.lemma[thing] not in ASKING or not self._infinitive(clause):
            return None
        return thing if self.tree.runs_on(thing, clause) else None

    def over(self, cue: int, path: Path) -> None:
        """Add the attitude that a cue's noun stands under: "opposition" in "his opposition to plans for"."""
        tree, at = self.tree, cue
        for _ in range(4):
            head, dep = tree.head[at], tree.dep[at]
            if head == at or tree.is_verb(at) or dep not in ("prep", "pobj"):
                return
            noun = head if tree.is_noun(head) else self._before(at, head) if dep == "prep" else None
            if noun is not None and noun_effect(tree.lemma[noun])[1]:
                path.step(tree.lemma[noun], noun_effect(tree.lemma[noun])[0])
                return
            at = head if noun is None else noun

    def anyones(self, cue: int) -> bool:
        """Whether a cue is a noun of which something is said and nobody told whose it is: "plans to close it were"."""
        tree = self.tree
        over = tree.head[cue]
        subject = tree.dep[cue] in SUBJECTS and over not in self.cue
        within = tree.dep[cue] == "pobj" and tree.word[over] in ("in", "at")
        aside = (
            within and over not in self.cue and tree.lemma[tree.head[over]] not in COPULAS
        )  # "apologised for a mistake in the order to"
        on = tree.head[over]
        told = tree.dep[cue] == "pobj" and tree.is_noun(on) and on not in self.cue and not bears(tree.lemma[on])
        there = tree.child(over, "expl") is not None  # "there have been proposals to"
        weighed = tree.dep[cue] == "dobj" and tree.lemma[over] in lexicon().open | _HANDLES
        return (
            tree.is_noun(cue)
            and (subject or aside or told or there or weighed)
            and not any(tree.dep[c] == "poss" for c in tree.children[cue])
        )

    def undone(self, cue: int) -> bool:
        """Whether a cue is itself under a condition, or a noun under what ends it ("wants to halt plans to build")."""
        tree, at = self.tree, cue
        if tree.is_noun(cue) and tree.dep[cue] in SUBJECTS and self.predicate(tree.head[cue]) < 0:
            return True  # "the plan for it was a mistake"
        for above in tree.above(cue):
            if tree.is_noun(cue) and at not in self.cue and above not in self.cue and tree.is_verb(above):
                if (self.effect(above, "") or (1,))[0] < 0 and self._may_be_theirs(above):
                    return True
            elif tree.is_noun(at) and tree.dep[at] == "dobj" and above not in self.cue:
                return (self.effect(above, "") or (1,))[0] < 0 and self._may_be_theirs(above)
            if tree.dep[at] == "advcl" and self._conditional(at):
                return True
            at = above
        return False

    def _may_be_theirs(self, verb: int) -> bool:
        """Whether who undoes a call may be who makes it; one that another rejects still stands."""
        subject = self.tree.subject(verb)
        return subject is None or self.tree.tag[subject] == "PRP" or self.holds(verb)

    def of_others(self, noun: int) -> bool:
        """Whether efforts and the like are nobody's that is told, so that who fights them off is not who makes them."""
        tree = self.tree
        return tree.is_noun(noun) and not any(tree.dep[c] == "poss" for c in tree.children[noun])

    def passes(self, head: int, at: int, dep: str, path: Path) -> bool:
        tree, tag = self.tree, self.tree.tag[head]
        if dep in ("pobj", "pcomp") or (dep == "prep" and tag in ("IN", "TO", "RB", "RBR") and not tree.is_verb(head)):
            return self._preposition(head, path)
        if dep == "appos":
            return True
        if tree.is_verb(head):
            return (path.told == head or self.over_verb(head, at, dep, path)) and self._mood(head, path)
        if tree.is_noun(head) and dep == "prep" and (told := self._in_set_phrase(head, path)) is not None:
            return told and self._mood(head, path)
        if tree.is_noun(head) or tag in ("PRP", "DT", "CD"):
            hung = "acl" if dep in ("xcomp", "advcl") else dep  # "attempts to end it", whichever the parse calls it
            return self._noun(head, at, hung, path) and self._mood(head, path)
        if tag.startswith(("JJ", "RB")):
            return self._adjective(head, dep, path) and self._mood(head, path)
        return self.lenient

    def _better_way(self, than: int) -> int:
        """ "there are better ways than it", "a bus is a better choice than it"; 0 where nothing is compared with it."""
        tree = self.tree
        for k in range(max(0, than - _WITHIN), than):
            noun = tree.head[k]
            if tree.word[k] in _RATHER and tree.dep[k] == "amod" and tree.lemma[noun] in _CHOICES:
                turned = tree.negated(noun) != (tree.is_verb(tree.head[noun]) and tree.negated(tree.head[noun]))
                return -_RATHER[tree.word[k]] if turned else _RATHER[tree.word[k]]
        return 0

    def _in_set_phrase(self, noun: int, path: Path) -> bool | None:
        """ "threw her weight | behind it", where the parse hung the preposition on the noun; None where that and its
        verb are no set phrase."""
        tree, verb = self.tree, self.tree.head[noun]
        said = object_phrase(tree, verb, path.prep) if tree.dep[noun] == "dobj" else None
        if said is None:
            return None
        path.prep, path.told = "", verb
        sign = -said[0] if tree.negated(noun) else said[0]  # the noun's own negation is counted with its mood
        return self._governs(verb, (sign, said[1]), path, f"{tree.lemma[verb]} {tree.word[noun]}")

    def _preposition(self, head: int, path: Path) -> bool:
        word = self.tree.word[head]
        if word == "than" and self.tree.word[self.tree.head[head]] in _RATHER:
            return path.judge("than", _RATHER[self.tree.word[self.tree.head[head]]])  # "a tunnel is better than"
        if word == "than" and (other := self._better_way(head)):
            path.ended = True
            return path.judge("than", other)
        if word in _APART:
            return self.lenient and word == "as"
        if word in ("without", "outside", "far", "instead", "rather"):
            return path.step(word, -1)
        if word in NEARER:
            return True  # "closer to membership"
        path.prep = word
        return True
