"""The nouns on the way from a word up to what is said with it ("the cancellation of", "no need for"), and the path."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from tui.corpus import wordnet
from tui.corpus.stances.lexicon import lexicon, noun_effect
from tui.corpus.stances.said.borders import CHOICES, LAWS, ORDERS, STIRS, Borders
from tui.corpus.stances.said.goods import is_evil
from tui.text.word_classes import POSSESSIVES

NEEDS = frozenset({"reason", "need", "necessity", "justification"})
_SOLVES = frozenset({"solution", "answer", "remedy"})
_PROSPECTS = frozenset({"prospect", "opportunity", "potential", "scope"})  # a good chance of it is only likely
_VIEWS = frozenset({"view", "opinion", "comment", "remark"})
_STEPS = frozenset(
    {"inquiry", "investigation", "proceeding", "procedure", "drive", "trial", "article", "hearing", "motion"}
)
_WARDS_OFF = frozenset({"defence", "defense", "shield", "protection", "insurance", "relief", "threat", "base", "test"})
_TEXTS = frozenset({"statement", "declaration", "document", "memorandum", "protocol", "communique", "communiqué"})
_UNDERTAKINGS = frozenset({"commitment", "obligation", "pledge", "undertaking", "promise", "target"})
_PUNISHES = frozenset({"sanction", "penalty", "punishment", "fine", "charge", "arrest", "compensation", "lawsuit"})
_ILLS = frozenset({"problem", "crisis", "burden", "menace", "scourge", "trap", "mountain"})
_LOOMS = frozenset({"danger", "risk", "threat", "fear", "possibility", "worry"})
_ABOUT = frozenset({"on", "about", "over", "regarding", "concerning"})
_AIRINGS = frozenset({"debate", "discussion", "consultation", "conversation", "exchange", "question", "hearing"})
_VOICES = frozenset(
    {
        "voice",
        "express",
        "state",
        "declare",
        "reaffirm",
        "reiterate",
        "repeat",
        "announce",
        "register",
        "raise",
        "lodge",
        "file",
        "mount",
        "launch",
        "present",
        "submit",
    }
)
_TRUCES = frozenset({"truce", "ceasefire", "armistice", "solution", "settlement"})
_BRINGS_ABOUT = frozenset({"effect", "impact", "consequence", "implication", "cost", "safety", "repercussion"})
_ALLEGED = frozenset({"accusation", "allegation", "charge", "claim", "assertion", "argument"})  # told as what is so
_UNDER = frozenset({"life", "living", "conditions", "existence"})
CIRCUMSTANCES = frozenset(
    {"condition", "circumstance", "climate", "prospect", "situation", "atmosphere", "time", "moment"}
)
_NONE_OF_THEIRS = frozenset({"business", "right", "mandate"})
_EVERYTHING = frozenset({"everything", "all", "anything", "utmost", "best"})
_OWED = frozenset({"obligation", "duty", "responsibility"})
_SENSE = frozenset({"sense", "point", "use", "logic"})
_IN_A_THING = frozenset({"in", "to", "with", "about"})
_CASES = frozenset({"case", "argument", "ground"})
_RULINGS = frozenset({"resolution", "convention", "law", "act", "directive", "strategy", "action", "legislation"})
_HOPES = frozenset({"hope", "expectation", "speculation", "rumour", "rumor"})
_MADE_FOR = frozenset({"system", "scheme", "test", "rule", "regime", "centre", "center", "camp", "code", "course"})
_PERSONS = ("ers", "ors", "ists", "ants", "men", "people", "ees", "pupils")
_PARTS = frozenset({"role", "part", "share", "stake", "say", "seat", "hand"})
_MEMBERS = frozenset({"member", "signatory", "party"})
_OWN = POSSESSIVES - {"your"}


_SIGN = {1: "+", -1: "−"}


def chained(steps: Iterable[tuple[str, int]]) -> str:
    """Words with what each does, as `why` prints them: "avoid (−) × delayed (−)"."""
    return " × ".join(f"{word} ({_SIGN[sign]})" for word, sign in steps)


@dataclass
class Path:
    """Where the way from a target has come to: `sign` so far, whether a stand is taken on it, and the steps."""

    sign: int
    taken: bool = False
    will: bool = False
    done: bool = False  # the holder tells that they did it
    may: bool = False
    talk: bool = False
    airing: bool = False  # it goes through a debate or the like: who welcomes that need not be for what it is on
    effects: bool = False  # it goes through what a thing costs or brings about, which tells only where it is feared
    looms: bool = False  # it goes through a danger or a threat of the thing, which is bad by itself
    prep: str = ""
    ended: bool = False  # what stands above has been counted
    told: int = -1  # a verb that was counted together with its object
    judged: bool = False
    merit: bool = False  # it goes through what is good of the thing: "the wisdom of"
    named: bool = False  # it begins at a hint, a word that the watchlist names as for or against
    chain: list[tuple[str, int]] = field(default_factory=list)

    def judge(self, word: str, sign: int) -> bool:
        self.judged = True
        if self.looms and sign < 0:
            self.taken = True
            return not self.talk  # "the threat of a tax is a problem": it is the tax that is
        return not self.talk and self.step(word, sign, True)  # talks that failed are no judgement of what they were on

    def step(self, word: str, sign: int, taken: bool = False) -> bool:
        self.sign *= sign
        self.taken = self.taken or taken
        self.chain.append((word, sign))
        return True


class Nouns(Borders):
    """What a noun does to what hangs on it."""

    def _noun(self, noun: int, at: int, dep: str, path: Path) -> bool:
        tree, words = self.tree, lexicon()
        lemma = tree.lemma[noun]
        prep, path.prep = (path.prep if dep == "prep" else ""), ""
        if dep == "prep" and (nearer := self._nearer(noun, at)) is not None:
            return path.step(self.tree.lemma[nearer], noun_effect(tree.lemma[nearer])[0])
        if dep in ("acl", "relcl", "ccomp") and (told := self._clause_of(lemma, at, dep, path)) is not None:
            return told
        if dep in ("acl", "relcl") and lemma in words.values:
            return path.judge(lemma, words.values[lemma])
        if dep == "poss" or (dep in ("acl", "ccomp") and self._is_awaited(noun)):
            return False
        if dep in ("acl", "relcl") and (asked := self._what_for(noun, at, dep, path)) is not None:
            return asked
        if lemma == "sense" and dep in ("acl", "relcl"):
            return path.judge(lemma, 1)  # "makes no sense to"
        if lemma == "alternative" and prep == "to":
            return path.judge(lemma, -1)
        if dep == "amod" and tree.dep[noun] in ("attr", "oprd"):
            return True  # "an independent country" of a country
        if (
            dep == "acl"
            and tree.head[noun] in self.cue
            and tree.lemma[tree.head[noun]] in ORDERS
            and self._infinitive(at)
        ):
            return True  # "told the councils to build"
        if dep in ("acl", "relcl") and (self.follower(at) or self._enacts(lemma, at)):
            return True
        if dep == "acl" and self._going_on(at):
            return True  # "opposed the league granting membership"
        told = dep == "relcl" and self._is_told(at)
        return self._made_of(noun, "acl" if told else dep, prep, path)

    def _is_awaited(self, noun: int) -> bool:
        """ "raised hopes that it would": a verb stirs a hope in whom it may, and whose it is, is not told."""
        tree, over = self.tree, self.tree.head[noun]
        stirred = tree.dep[noun] == "dobj" and tree.lemma[over] in STIRS
        return stirred and tree.lemma[noun] in _HOPES and over not in self.cue

    def _what_for(self, noun: int, at: int, dep: str, path: Path) -> bool | None:
        """A noun whose clause tells what is due or done: "it is time to", "no reason to", "has no business keeping it",
        "will do everything to save it"; None of any other."""
        lemma, over = self.tree.lemma[noun], self.tree.head[noun]
        if self.tree.dep[noun] in ("attr", "oprd") and self._infinitive(at) and (worth := self.value(noun)):
            return path.judge(lemma, worth)  # "it would be the wrong course to"
        if lemma in ("time", *NEEDS):
            path.taken = True
            return not self._hardly_any(noun) or path.step("little", -1)
        if lemma in _NONE_OF_THEIRS and dep == "acl" and self.tree.lemma[over] == "have":
            path.taken = path.taken or self.tree.negated(noun)
            return True
        if lemma in _OWED and self._infinitive(at) and self.tree.lemma[over] in ("have", "be") and not path.taken:
            path.taken = not self.tree.negated(over)
            return path.taken  # "we have a duty to"
        if lemma in _EVERYTHING and self._infinitive(at):
            path.taken = path.taken or self.holds(over)
            return True
        return None

    def _enacts(self, lemma: str, at: int) -> bool:
        """ "a bill that would limit", "a law to end", "the ruling that it should end"."""
        return lemma in lexicon().pointing | LAWS and (self._does(at) or self._infinitive(at) or self._is_told(at))

    def _clause_of(self, lemma: str, at: int, dep: str, path: Path) -> bool | None:
        """A noun whose clause says all there is: "nothing to do with"; "a danger that it would ruin them" is one
        already. None of any other."""
        if lemma == "nothing":
            return path.judged and self.tree.lemma[at] != "do"  # "has nothing to gain from it"
        return True if lemma in _LOOMS and path.judged and dep != "relcl" else None

    def _nearer(self, noun: int, prep: int) -> int | None:
        """An act before a preposition that the parse hung on the noun above: "pause" in "calls to a pause on"."""
        tree = self.tree
        for c in tree.children[noun]:
            if noun < c < prep and tree.dep[c] == "prep" and tree.word[c] in ("to", "for"):
                act = tree.child(c, "pobj")
                if act is not None and max(tree.below(act)) < prep and noun_effect(tree.lemma[act])[0]:
                    return act
        return None

    def _made_of(self, noun: int, dep: str, prep: str, path: Path) -> bool:
        """A noun by what it does to its object: "cancellation of", "support for", "plan to"."""
        tree, words = self.tree, lexicon()
        lemma = tree.lemma[noun]
        if dep == "prep" and (told := self._before_thing(noun, prep, path)) is not None:
            return told
        if (kept := self._kept_off(noun, dep, prep, path)) is not None:
            return kept
        sign, attitude = noun_effect(lemma)
        if lemma in _SOLVES and path.sign > 0:
            sign = 1  # "a solution to the reform" of what is asked for brings it about
        if (
            sign
            and dep == "prep"
            and lemma not in words.nouns
            and lemma.endswith(("er", "or"))
            and wordnet.derived(lemma, "n", "v")
        ):
            return False  # "a problem for backers of it": what is said of them is not said of the thing
        if dep == "acl" and lemma in words.telling:
            if attitude and lemma not in _ALLEGED and self._is_voiced(noun) and not path.judged:
                return path.step(lemma, sign, True)  # "expressed the hope that"
            return True  # "no evidence that", "the claim that", "fears that"
        if (
            lemma == "right"
            and tree.dep[noun] == "dobj"
            and tree.lemma[tree.head[noun]] in ("have", "deserve", "enjoy")
        ):
            return path.step(lemma, 1, True)  # "they have a right to it"
        if lemma in words.through_nouns | words.carriers and not attitude:
            sign = 0
        path.looms = path.looms or (lemma in _LOOMS and prep == "of")
        if sign:
            own = any(tree.dep[c] == "poss" and tree.word[c] in _OWN for c in tree.children[noun])
            verb = next((a for a in tree.above(noun) if tree.is_verb(a)), None)
            own = own and (verb is None or verb in self.cue or self.holds(verb))
            own = own or (attitude and self._is_told_of_all(noun))
            return path.step(lemma, sign, attitude and own)
        if lemma in words.talk:
            path.talk = True
            path.airing = path.airing or lemma in _AIRINGS
            return True
        return lemma in words.through_nouns | words.carriers or self.lenient

    def _kept_off(self, noun: int, dep: str, prep: str, path: Path) -> bool | None:
        """A noun of a step toward its object or of what wards it off, holds it back or ends it; None of any other."""
        lemma = self.tree.lemma[noun]
        if dep == "compound" and (lemma in _STEPS or (lemma in _ILLS and path.sign < 0 and len(path.chain) == 1)):
            return True  # "the impeachment inquiry" is a step of it, "the noise problem" the noise
        if dep == "compound" and lemma in _WARDS_OFF:
            return False  # "missile defence" is against missiles, and no word on them
        if self._holds_back(lemma, dep, prep):
            return path.step(lemma, -1)  # "import tariffs", "limits on imports"
        return path.step(lemma, -1) if lemma in _TRUCES and prep in ("in", "to") else None  # "a truce in the war"

    def _holds_back(self, lemma: str, dep: str, prep: str) -> bool:
        on = dep in ("compound", "nmod") or prep in _ABOUT or prep in ("against", "for", "of")
        restrict = not self.asked.isdisjoint({"restrict", "limit", "curb", "restrain"})
        return on and restrict and lemma in lexicon().restraints and lemma not in self.asked

    def _before_thing(self, noun: int, prep: str, path: Path) -> bool | None:
        """A noun by its preposition: "no need for", "the wisdom of"; None where that tells nothing."""
        words, lemma = lexicon(), self.tree.lemma[noun]
        if (told := self._due_or_there(noun, prep, path)) is not None:
            return told
        if prep in _ABOUT and (ruled := self._on_an_ill(lemma, path)) is not None:
            return ruled
        if prep in ("of", "in") and lemma in _PROSPECTS and (good := self.described(noun)):
            return path.judge(lemma, good)  # "sees excellent prospects for"
        if prep == "on" and lemma in _TEXTS and path.sign > 0:
            return True  # "signed a joint statement on"
        if prep in ("on", "regarding", "concerning") and lemma in _UNDERTAKINGS and not path.named:
            return path.step(lemma, path.sign)  # what is undertaken on a thing is what is asked of it
        if prep == "against" and noun_effect(lemma)[0] >= 0:
            return path.step(f"{lemma} against", -1, self._is_told_of_all(noun))
        if prep in ("of", "to") and lemma in _BRINGS_ABOUT:
            path.effects = True
            return True
        if prep == "but" and lemma in CHOICES:
            return path.step(lemma, -1, True)  # "no choice but to"
        if prep == "under" and lemma in _UNDER:
            return True
        if lemma in words.merits:
            path.merit = True
            return True
        if lemma in _MEMBERS and prep in ("of", "to") and self.tree.dep[noun] == "attr":
            return True  # who is to be a member of it is to have it
        return True if prep in ("including", "such") else None  # the thing is one of these

    def _before_for(self, noun: int, path: Path) -> bool | None:
        """A noun before "for": "no place for", "no justification for", "the conditions for"."""
        lemma, values = self.tree.lemma[noun], lexicon().values
        if self.tree.word[noun] == "damages":
            return path.step("damages", -1)  # "seeks damages for the sale"
        if lemma in _PUNISHES or (lemma in _MADE_FOR and path.chain[-1][0].lower().endswith(_PERSONS)):
            return False  # what somebody is punished for; "a test for drivers" is not more of them
        if lemma in NEEDS or (lemma == "time" and not self.described(noun)):
            path.taken = True
            return not self._hardly_any(noun) or path.step("little", -1)
        if lemma in _CASES and self._is_there(noun):
            return path.step(lemma, 1, True)  # "there is a strong case for it"
        if lemma in _PROSPECTS and (good := self.described(noun)):
            return path.judge(lemma, good)  # "sees excellent prospects for"
        if lemma in ("place", "room"):
            return path.judge(lemma, 1)  # "no place for"
        if lemma in CIRCUMSTANCES:
            return True  # "the conditions for it are favourable"
        return path.judge(lemma, values[lemma]) if lemma in values else None

    def _due_or_there(self, noun: int, prep: str, path: Path) -> bool | None:
        if prep in _IN_A_THING and (worth := self._worth_of_it(noun)):
            return path.judge(self.tree.lemma[noun], worth)
        if prep == "in" and self.tree.lemma[noun] in _PARTS and self._is_opposed(noun):
            return False  # who opposes a stake in it for somebody need not oppose it
        return self._before_for(noun, path) if prep == "for" else None

    def _worth_of_it(self, noun: int) -> int:
        """ "there is no merit in it", "no benefits to it"; 0 where it is not said what there is."""
        lemma = self.tree.lemma[noun]
        return (lexicon().values.get(lemma, 0) or int(lemma in _SENSE)) if self._is_there(noun) else 0

    def _is_opposed(self, noun: int) -> bool:
        """Whether the verb over a noun is against it."""
        over = self.tree.head[noun]
        return self.tree.dep[noun] == "dobj" and lexicon().verbs.get(self.tree.lemma[over], 0) < 0

    def _hardly_any(self, noun: int) -> bool:
        """ "little need for", "less reason to"."""
        return any(self.tree.word[c] in ("little", "less", "scant") for c in self.tree.children[noun])

    def _is_there(self, noun: int) -> bool:
        """ "there are arguments for it", where no "against" follows."""
        tree = self.tree
        both = any(tree.word[c] == "against" for c in (*tree.children[noun], *tree.children[tree.head[noun]]))
        return tree.child(tree.head[noun], "expl") is not None and not both

    def _on_an_ill(self, lemma: str, path: Path) -> bool | None:
        """A noun on what should be less: a resolution on an evil is against it, an accord on what is none may be one to
        end it; None of any other."""
        if lemma in _VIEWS:
            return False  # "defended her views on it": which they are is not told
        path.airing = path.airing or lemma == "question"
        if path.sign > 0 or len(path.chain) > 1:
            return None
        if lemma in _RULINGS:
            return is_evil(path.chain[0][0].lower()) and path.step(lemma, -1)  # "a resolution on piracy"
        return False if lemma in lexicon().carriers - lexicon().through_nouns else None

    def _is_told_of_all(self, noun: int) -> bool:
        """ "voiced support for", with nobody named whose it is."""
        tree, verb = self.tree, self.tree.head[noun]
        if tree.dep[noun] != "dobj" or tree.lemma[verb] not in _VOICES:
            return False
        whose = (tree.dep[c] == "poss" or tree.word[c] in ("of", "by", "from", "among") for c in tree.children[noun])
        return not any(whose) and (verb in self.cue or self.holds(verb))

    def _is_voiced(self, noun: int) -> bool:
        """Whether a hope or fear is that of who speaks: "my hope is", "expressed the hope"."""
        tree = self.tree
        own = any(tree.dep[c] == "poss" and tree.word[c] in _OWN for c in tree.children[noun])
        return (own or tree.dep[noun] == "dobj") and (
            tree.head[noun] in self.cue or tree.lemma[tree.head[noun]] == "be"
        )
