"""From a word up to what is said with it: each word on the way keeps or turns the stand ("avoid delays": − × −).

The way goes along the dependency tree from a target (what the proposition is on) to the cue. A word whose effect is
not known breaks it, and so do conditions, questions and asides: precision comes before recall.
"""

from __future__ import annotations

from tui.corpus import wordnet
from tui.corpus.stances.borders import ORDERS, OUGHT
from tui.corpus.stances.cues import cued
from tui.corpus.stances.effects import MAY, WILL
from tui.corpus.stances.lexicon import lexicon, noun_effect
from tui.corpus.stances.nouns import Path
from tui.corpus.stances.tree import SUBJECTS
from tui.corpus.stances.verbs import NEARER, OBJECTS, Verbs

_PERHAPS = frozenset({"likely", "probably", "perhaps", "possibly", "maybe"})
_WISHES = ("want.", "urge.", "ask.", "hope.")
_NO_ASIDE = frozenset({"for", "before", "until", "till", "after", "since", "once"})  # "before it was safe" tells when
_FALLS = frozenset(
    {"fall", "decline", "shrink", "fail", "die", "expire", "collapse", "diminish", "decrease", "lose", "lack"}
)
_RATHER = {"better": -1, "preferable": -1, "worse": 1}
_DWELLS_ON = frozenset({"stress", "emphasise", "emphasize", "underline", "highlight", "cite", "point"})
_US = frozenset({"us", "'s", "’s"})
_SATISFIED = {
    **dict.fromkeys(("satisfaction", "pleasure", "appreciation", "joy", "pride", "gratitude", "delight"), 1),
    **dict.fromkeys(("concern", "regret", "alarm", "dismay", "sadness", "sorrow", "anxiety", "indignation"), -1),
}
_QUESTIONED = frozenset({"question", "challenge", "doubt", "dispute", "contest"})
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


class Way(Verbs):
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
            if (
                aside
                and path.taken
                and tree.lemma[head] != "nothing"
                and not self._conditional(at)
                and not self._reasoned(at)
            ):
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
            joined = dep == "conj" or self._stands_before(at, head, dep)
            if not joined and not self._passes(head, at, dep, path):
                return None
            at = head
        return None

    def _stands_before(self, at: int, head: int, dep: str) -> bool:
        """Whether a clause that the parse hung on the next is only told before it: "this is unfair, | and it will cost
        us" (what is said by a verb of speech behind it is not)."""
        tree, words = self.tree, lexicon()
        own = tree.child(head, *SUBJECTS)
        told = tree.lemma[head] in words.speech or tree.lemma[head] in words.attitudes
        return dep == "ccomp" and own is not None and at < own < head and not told

    def _lessens(self, target: int) -> str:
        """What stands before a thing and makes less of it: "a lower wage", "fewer troops"; or "Dismantling tolls is
        hard", where the parse took the act for what they are like."""
        tree = self.tree
        near = tree.children[target]
        if less := next((tree.word[c] for c in near if tree.word[c] in lexicon().lessening), ""):
            return less
        act = next((c for c in near if tree.dep[c] == "amod" and tree.tag[c] == "VBG" and c == min(near)), None)
        if act is None:
            act = self._gerund(target)
        if act is None or tree.dep[target] not in SUBJECTS or tree.lemma[act] in _FALLS:
            return ""
        alone = act == 0 or not tree.is_noun(act - 1)
        done = wordnet.verb_of(tree.word[act]) or tree.lemma[act]
        return done if alone and lexicon().verbs.get(done, 0) < 0 else ""

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
        if word in NEARER:
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
        elif helpers & MAY:
            path.may = path.may or not (no and "could" in helpers)
        elif helpers & WILL:
            subject = tree.subject(k)
            theirs = subject is not None and tree.lemma[subject] in self.names
            path.will = path.will or theirs or self.holds(k)
        return not any(tree.dep[c] == "advcl" and self._conditional(c) for c in tree.children[k])

    def _with_feeling(self, cue: int) -> int:
        """What "with satisfaction" or "with concern" says of what is noted, seen or learned."""
        tree = self.tree
        nouns = (k for c in tree.children[cue] if tree.word[c] == "with" for k in tree.children[c])
        return next((_SATISFIED[tree.lemma[k]] for k in nouns if tree.lemma[k] in _SATISFIED), 0)

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
            and dep in OBJECTS
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
