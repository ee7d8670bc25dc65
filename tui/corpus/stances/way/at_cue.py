"""The moods of the words on the way, and its last step: what the cue says of its content."""

from __future__ import annotations

from tui.corpus.stances.cues import cued
from tui.corpus.stances.lexicon import lexicon, noun_effect
from tui.corpus.stances.said.asking import asks_why
from tui.corpus.stances.said.attaching import bears, displaced
from tui.corpus.stances.said.borders import ORDERS, OUGHT, OWN
from tui.corpus.stances.said.effects import MAY, WILL
from tui.corpus.stances.said.expletive import CALLS
from tui.corpus.stances.said.nouns import Path
from tui.corpus.stances.said.own_deeds import brings_forward, is_told_done
from tui.corpus.stances.said.possible import not_done
from tui.corpus.stances.said.supposing import at_another_time, of_a_degree
from tui.corpus.stances.set_phrases import object_phrase
from tui.corpus.stances.way.lending import Lending
from tui.corpus.stances.way.verbs import OBJECTS

_PERHAPS = frozenset({"likely", "probably", "perhaps", "possibly", "maybe"})
_WISHES = ("want.", "urge.", "ask.", "hope.")
_GROWS = frozenset({"rise", "increase", "growth", "fall", "decline", "drop", "decrease"})
_DWELLS_ON = frozenset({"stress", "emphasise", "emphasize", "underline", "highlight", "cite", "point"})
_US = frozenset({"us", "'s", "’s"})
_SATISFIED = {
    **dict.fromkeys(("satisfaction", "pleasure", "appreciation", "joy", "pride", "gratitude", "delight"), 1),
    **dict.fromkeys(("concern", "regret", "alarm", "dismay", "sadness", "sorrow", "anxiety", "indignation"), -1),
}
_PLACES = frozenset({"at", "in", "near", "outside", "inside", "within", "during", "around", "beside", "behind", "by"})
_TOPICS = frozenset({"question", "issue", "matter", "subject", "topic", "point"})
_DUTIES = frozenset({"responsibility", "command", "office", "control", "power", "role", "duty"})
_WHICH = frozenset({"on", "to", "about", "of", "from"})
ASKING = frozenset({"call", "appeal", "plea", "demand", "request", "bid", "petition", "campaign", "pledge", "vow"})
_PLEAS = frozenset({"case", "argument", "push", "drive"})
_SEES = frozenset({"recognise", "recognize", "acknowledge", "understand", "note", "appreciate", "admit"})
_QUESTIONED = frozenset({"question", "challenge", "doubt", "dispute", "contest"})


class AtCue(Lending):
    """The cue of one sentence, and negation, duty and possibility of its words."""

    def _mood(self, k: int, path: Path) -> bool:
        """Negation, duty and possibility of a word; False where it stands under a condition."""
        tree = self.tree
        if (done := self._to_be(k)) is not None:
            path.step(self._name(done), (self.effect(done, "") or (1,))[0])
        no = tree.negated(k) and tree.lemma[k] != "secret"  # "made no secret of"
        if no:
            path.step("not", -1)
        if not tree.is_verb(k):
            return True
        path.done = path.done or is_told_done(tree, k, self.holder, self.asked, self.cue)
        helpers = tree.auxiliaries(k)
        if (
            self._conditional(k)
            or (k not in self.cue and self.asked and at_another_time(tree, k, self.quoted))
            or (no and of_a_degree(tree, k))
        ):
            return False
        if tree.child(k, "expl") is not None and helpers & {"can", "could", "must"} and path.chain[-1] == ("not", -1):
            path.taken = True  # "there can be no talks with"
        if tree.lemma[k] == "let" and (inner := tree.child(k, "ccomp", "xcomp")) is not None:
            subject = tree.subject(inner)
            path.taken = path.taken or (
                subject is not None and tree.word[subject] in _US and tree.cased(subject) != "US"
            )
        if any(tree.word[c] in _PERHAPS for c in tree.children[k]):
            path.may = True
        if manner := self.manner(k):
            path.judge(*manner)
        if (
            helpers & OUGHT
            or asks_why(tree, k)
            or (no and "can" in helpers | {tree.lemma[c] for c in tree.children[k]})
        ):
            path.taken = True
        elif helpers & MAY:
            path.may = path.may or not (no and "could" in helpers)
        elif helpers & WILL:
            subject = tree.subject(k)
            theirs = subject is not None and tree.lemma[subject] in self.names
            path.will = path.will or theirs or self.holds(k)
        return not any(
            tree.dep[c] == "advcl" and self._conditional(c) and not self._even_if(c) for c in tree.children[k]
        )

    def _even_if(self, clause: int) -> bool:
        return any(
            self.tree.word[c] == "even" for k in (clause, *self.tree.children[clause]) for c in self.tree.children[k]
        )

    def _to_be(self, thing: int) -> int | None:
        """ "calls for the toll to be dropped", where the parse took what is to be done for a word on which toll."""
        tree = self.tree
        if tree.dep[thing] != "pobj" or tree.word[tree.head[thing]] != "for":
            return None
        clauses = (c for c in tree.children[thing] if tree.dep[c] in ("relcl", "acl") and self._infinitive(c))
        return next((c for c in clauses if tree.child(c, "auxpass") is not None), None)

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

    def _of_the_object(self, cue: int, prep: str) -> bool:
        """Whether what stands behind a preposition only tells which object a cue has: "praised the workers at the dam",
        "welcomed visitors to the dam"."""
        tree, thing = self.tree, self.tree.child(cue, "dobj")
        if thing is None or thing in self.cue:
            return False
        told = (
            any(tree.word[k] == prep for k in self.cue)
            or tree.lemma[cue] == "prefer"
            or f"{tree.lemma[cue]} {prep}" in lexicon().verbs
        )
        common = tree.tag[thing] in ("NN", "NNS") and not bears(tree.lemma[thing])
        return prep in _PLACES or (prep in _WHICH and common and not told)

    def _only_tells(self, path: Path, cue: int, dep: str, prep: str, frame: str) -> bool:
        """Whether a cue takes no stand on what it says: it denies having said it, is to do with somebody else, or only
        dwells on it."""
        tree = self.tree
        if dep in ("ccomp", "csubj") and tree.negated(cue) and frame.startswith(("say.", "tell.")):
            return True  # what was not said
        if not tree.is_verb(cue):
            return False
        if tree.lemma[cue] == "raise" and (what := tree.child(cue, "dobj")) and tree.lemma[what] in _TOPICS:
            return True  # "raised the question of the toll"
        if tree.lemma[cue] == "assume" and (what := tree.child(cue, "dobj")) and tree.lemma[what] in _DUTIES:
            return True  # "assumed responsibility for it"
        if dep == "xcomp" and tree.lemma[cue] == "stand":
            return True  # "stands to get a rebate"
        if dep == "dobj" and tree.child(cue, "xcomp") is not None and frame.startswith(_WISHES):
            return True
        if dep == "dobj" and tree.child(cue, "oprd") is not None and not self.rendered(cue):
            return self.rendering(cue) is not None  # "called the toll a topic"
        if dep == "dobj" and (
            tree.lemma[cue] == "warn"
            or (tree.lemma[cue] in _DWELLS_ON and (len(path.chain) == 1 or path.chain[-1][0] in _GROWS))
        ):
            return True  # who is warned, or a clause that the parse took for that; what is only dwelt on
        return self._of_the_object(cue, prep)

    def _said_whole(self, path: Path, cue: int, dep: str, prep: str, frame: str) -> bool | None:
        """What a cue says by its set phrase or its object; False where it takes no stand so, None where its verb has to
        tell."""
        tree = self.tree
        name = self._name(cue) if tree.is_verb(cue) else tree.word[cue]
        if tree.is_verb(cue) and (whole := object_phrase(tree, cue, prep)) is not None:
            return not (tree.negated(cue) and whole[0] < 0) and path.step(name, whole[0], True)  # "sees merit in it"
        if self._only_tells(path, cue, dep, prep, frame):
            return False
        return True if path.told == cue else self._in_set_words(path, cue, dep, prep, name)

    def _in_set_words(self, path: Path, cue: int, dep: str, prep: str, name: str) -> bool | None:
        """What a cue says together with what stands beside it; None where it says nothing so."""
        tree = self.tree
        if prep in ("to", "on") and (reply := self._reply(cue)) is not None and reply[1]:
            return not tree.negated(cue) and path.step(*reply, True)
        if dep == "dobj" and tree.lemma[cue] in _QUESTIONED and path.merit:
            return path.step(name, -1, True)  # "questioned the wisdom of"
        if dep in ("xcomp", "dobj") and self._orders(cue):
            return path.step(name, 1, True)  # "told the councils to build"
        if (side := self._by_its_object(cue, prep)) is not None:
            return path.step(name, side, True)
        if prep in ("to", "over") and tree.lemma[cue] == "prefer":
            return not tree.negated(cue) and path.step(name, -1, True)  # "preferred talks to a boycott"
        if feeling := self._with_feeling(cue):
            return path.judged or path.step(tree.word[cue], feeling, True)  # "noted with satisfaction"
        return None

    def _by_its_object(self, cue: int, prep: str) -> int | None:
        """ "made the case for", "made a plea against": what a cue's own noun says; None of any other."""
        tree = self.tree
        thing: int | None = cue
        if tree.is_verb(cue):
            thing = tree.child(cue, "dobj")
        elif not any(tree.dep[c] == "poss" and tree.word[c] in OWN for c in tree.children[cue]):
            return None  # "calls for", which may be another's
        if thing is None or thing not in self.cue or tree.lemma[thing] not in ASKING | _PLEAS:
            return None
        return {"for": 1, "against": -1}.get(prep)

    def _of_an_object(self, path: Path, cue: int, dep: str) -> bool:
        """ "heard evidence against", where "sees no need to" is a stand."""
        tree = self.tree
        needless = tree.lemma[cue] == "see" and path.taken
        heard = tree.is_verb(cue) and dep in OBJECTS and tree.lemma[cue] in lexicon().open
        return heard and not self.rendered(cue) and not needless

    def _tells_what_is(self, cue: int, dep: str) -> bool:
        """Whether the clause under a cue says what is so, by its verb's form."""
        tree = self.tree
        verb = tree.child(cue, dep)
        if verb is None:
            return False
        helpers = [c for c in tree.children[verb] if tree.dep[c] in ("aux", "auxpass")]
        finite = tree.tag[min([*helpers, verb])] in ("VBD", "VBZ", "VBP")
        return finite and not self._ought(verb)

    def _only_seen(self, path: Path, cue: int) -> bool:
        return noun_effect(path.chain[-1][0])[1] or (self.tree.lemma[cue] == "acknowledge" and not path.taken)

    def _calls_it_none(self, path: Path, cue: int) -> bool:
        """ "did not call it wrong to": whoever does not blame a thing need not be for it."""
        said = path.judged and self.tree.lemma[cue] in CALLS and len(path.chain) > 1
        return said and path.chain[-1][0] == "not" and path.chain[-2][1] < 0

    def at_cue(self, path: Path, cue: int, dep: str, frame: str, polarity: int, fact: bool) -> bool:
        """The last step: what the cue says of its content; False where that is no stand.

        `fact`: the proposition says what is, not what ought to be.
        """
        tree = self.tree
        prep, path.prep = path.prep if dep in ("prep", "pobj", "pcomp") else "", ""
        if not_done(tree, cue) or not self._mood(cue, path) or any(self._lessened(k) for k in self.cue):
            return False
        if any(tree.is_noun(k) and self._hardly_any(k) for k in self.cue) or self._calls_it_none(path, cue):
            return False  # "held out little hope that"
        name, clause = self._name(cue) if tree.is_verb(cue) else tree.word[cue], dep in ("ccomp", "csubj")
        if (said := self._said_whole(path, cue, dep, prep, frame)) is not None:
            return said
        if self._of_an_object(path, cue, dep):
            return False
        if brings_forward(tree, cue, dep) and not fact:
            return not path.talk and path.step(name, 1, True)
        if clause and tree.lemma[cue] == "suggest" and self._tells_what_is(cue, dep):
            return True  # "suggested that the tax was popular", where "suggested that it be cut" is a wish
        if dep == "dobj" and tree.lemma[cue] in _SEES and self._only_seen(path, cue):
            return False  # "recognised the concerns about it", "acknowledged the deal"
        effect = self.effect(cue, prep) if tree.is_verb(cue) else None
        if not polarity and effect is None and not clause and frame.startswith("say."):
            polarity = self.side_of_cue(cue)
        against = polarity < 0 if effect is None else effect[0] < 0
        if tree.negated(cue) and against and not clause and not self._ought(cue):
            return False  # who does not oppose a thing need not be for it
        called = dep in ("dobj", "nsubjpass", "prep") or (dep in ("xcomp", "ccomp") and self.sees_as(cue))
        called = called or (dep == "oprd" and displaced(tree, cue) is not None)
        value = self.rendered(cue) if called and tree.is_verb(cue) else 0
        if value:
            return not (tree.negated(cue) and value < 0) and path.step(name, value, True)
        return cued(path, name, frame, polarity, clause, effect, fact)
