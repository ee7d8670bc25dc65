"""What a verb of the lists does to its object."""

from __future__ import annotations

from tui.corpus.stances.lexicon import harm_or_help, lexicon
from tui.corpus.stances.said.judging import SIZES
from tui.corpus.stances.said.nouns import Nouns, Path
from tui.corpus.stances.set_phrases import object_phrase, set_phrases
from tui.text.wordlist import wordlist

_PUTS = frozenset({"put", "hold", "keep", "place", "leave"})
_SHELVES = frozenset({"on hold", "on ice", "on shelf", "on backburner", "on burner", "in abeyance", "in limbo"})
_BELOW = frozenset({"below", "under", "within", "down", "low"})
_TEXTS = wordlist("budget bill law act treaty report speech list draft manifesto accord")
_COMING = wordlist("come enter reach cross join leave go arrive land settle become get take")
_KEEPS_FROM = frozenset({"prevent", "stop", "keep", "discourage", "deter", "bar"})
MAY = frozenset({"could", "might", "may"})
WILL = frozenset({"will", "would", "'ll", "’ll", "wo", "'d", "’d"})
_MOVES = frozenset({"drive", "push", "force", "send", "bring", "move", "talk", "nudge", "edge"})


class Effects(Nouns):
    """The effects of the verbs of one sentence."""

    def _duty(self, verb: int, path: Path) -> None:
        """ "has to" is a duty, "would have to" what follows from something, "he will have to" what is foreseen."""
        if self._foreseen(verb) or self.tree.auxiliaries(verb) & ((WILL - {"will", "'ll", "’ll"}) | MAY):
            path.may = True
        else:
            path.taken = True

    def _foreseen(self, verb: int) -> bool:
        """Whether who neither speaks nor is asked to act will have to do something."""
        tree, done = self.tree, self.tree.child(verb, "xcomp")
        subject = tree.child(verb, "nsubj")
        if subject is None or done is None or not tree.auxiliaries(verb) & {"will", "'ll", "’ll"}:
            return False
        another = tree.word[subject] in ("he", "she", "they") if self.quoted else tree.tag[subject].startswith("NNP")
        asked = tree.lemma[subject] in self.names or tree.child(done, "auxpass") is not None
        return another and not asked and not self.holds(verb)

    def effect(self, verb: int, prep: str) -> tuple[int, bool] | None:
        """What a verb, with its particle and the preposition of its object, does to it; None where that is unknown."""
        return object_phrase(self.tree, verb, prep) or self._brought_to(verb, prep) or self._by_itself(verb, prep)

    def _by_itself(self, verb: int, prep: str) -> tuple[int, bool] | None:
        tree, verbs = self.tree, lexicon().verbs
        lemma, particle = tree.lemma[verb], tree.particle(verb) or ""
        shelved = lemma in _PUTS and self._placed(verb) in _SHELVES
        moved = self._moved_to(verb) if lemma in _MOVES and not prep else 0
        if shelved or moved < 0 or (lemma == "think" and self._anew(verb, prep)):
            return -1, False  # "put the plans on hold", "push fares lower", "think again about them"
        raises = lemma == "lift" and not self.asked.isdisjoint(SIZES)
        if raises or moved > 0 or (lemma == "contain" and self._is_of_a_text(verb)):
            return 1, False  # to lift a rate is to raise it; "the bill contains a toll"
        if self._leaves_it(verb, prep):
            return None
        if lemma in ("keep", "hold") and (self._below(verb) or (not prep and self._from(verb))):
            return -1, False  # "keep rises below", "keep games from children"
        forms = [f"{lemma} {particle} {prep}", f"{lemma} {prep}"] if prep else []
        forms += [f"{lemma} {prep} {inner}" for inner in self._further(verb, prep)]
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

    def _further(self, verb: int, prep: str) -> list[str]:
        """The prepositions behind that of a verb's object: "of" in "opted out of it"."""
        tree = self.tree
        outer = (c for c in tree.children[verb] if tree.word[c] == prep and tree.dep[c] in ("prep", "advmod"))
        return [tree.word[g] for c in outer for g in tree.children[c] if tree.dep[g] == "prep"]

    def _brought_to(self, verb: int, prep: str) -> tuple[int, bool] | None:
        """Where a verb brings its object, as a set phrase: "kick the plan into the long grass"."""
        tree, places = self.tree, set_phrases().places
        if prep or tree.child(verb, "dobj", "auxpass") is None:
            return None
        for c in (*tree.children[verb], *tree.children[tree.child(verb, "dobj") or verb]):
            place = tree.child(c, "pobj") if tree.dep[c] == "prep" else None
            if place is not None and (sign := places.get(f"{tree.lemma[verb]} {tree.word[c]} {tree.lemma[place]}")):
                return sign, False
        return None

    def _is_of_a_text(self, verb: int) -> bool:
        """Whether what contains a thing is a text or a plan, which holds nothing back."""
        subject = self.tree.subject(verb)
        if subject is None:
            return False
        words = lexicon()
        return self.tree.word[subject] == "it" or self.tree.lemma[subject] in words.carriers | words.pointing | _TEXTS

    def _leaves_it(self, verb: int, prep: str) -> bool:
        """Whether a verb tells nothing of its object: who fights a war, leaves a thing to others, or keeps somebody
        from harm need not be against that."""
        lemma = self.tree.lemma[verb]
        if lemma == "fight":
            return self.tree.child(verb, "dobj") is not None and self._waged(verb)
        return self._is_left_to(verb) or (not prep and lemma in _KEEPS_FROM and self._from_harm(verb))

    def _is_left_to(self, verb: int) -> bool:
        """ "should be left to the new board"."""
        tree = self.tree
        to = (c for c in tree.children[verb] if tree.word[c] in ("with", "to") and tree.dep[c] != "aux")
        return tree.lemma[verb] == "leave" and next(to, None) is not None

    def _from_harm(self, verb: int) -> bool:
        """Whether somebody is kept from doing something to another thing, and not only from coming or being."""
        tree = self.tree
        deeds = [g for c in tree.children[verb] if tree.word[c] == "from" for g in tree.children[c] if tree.is_verb(g)]
        return any(
            tree.lemma[g] not in _COMING
            and tree.child(g, "auxpass") is None
            and (tree.child(g, "dobj", "prep") is not None or harm_or_help(tree.lemma[g]) < 0)
            for g in deeds
        )

    def _moved_to(self, verb: int) -> int:
        """ "push fares lower", "sent the price higher"; 0 where it is moved neither up nor down."""
        tree, thing = self.tree, self.tree.child(verb, "dobj")
        near = [*tree.children[verb], *(tree.children[thing] if thing is not None else ())]
        behind = [tree.word[c] for c in near if c > (verb if thing is None else thing)]
        return -1 if "lower" in behind else 1 if "higher" in behind else 0

    def _anew(self, verb: int, prep: str) -> bool:
        return prep in ("about", "on", "over") and any(
            self.tree.word[c] in ("again", "twice") for c in self.tree.children[verb]
        )

    def _waged(self, verb: int) -> bool:
        thing = self.tree.child(verb, "dobj")
        return thing is not None and self.tree.lemma[thing] in ("war", "battle", "election", "campaign", "case")

    def _from(self, verb: int) -> bool:
        """Whether something is kept from somebody; "from falling" keeps it."""
        tree = self.tree
        return any(tree.word[c] == "from" and tree.child(c, "pobj") is not None for c in tree.children[verb])

    def _below(self, verb: int) -> bool:
        thing = self.tree.child(verb, "dobj")
        near = [*self.tree.children[verb], *(self.tree.children[thing] if thing is not None else ())]
        return any(self.tree.word[c] in _BELOW and c > verb for c in near)

    def _name(self, verb: int) -> str:
        particle = self.tree.particle(verb)
        return f"{self.tree.lemma[verb]} {particle}" if particle else self.tree.lemma[verb]
