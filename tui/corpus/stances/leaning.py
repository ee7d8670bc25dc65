"""Where a claim stands toward an issue's proposition, as far as its grammar shows it.

From each target in the content a path goes up to the cue (path.py); what they come to decides. Where the words show
nothing, or paths of the same weight differ, there is no stance.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from tui.corpus.issues import Belonging, IssueHit
from tui.corpus.stances.asked.called_sides import side_called
from tui.corpus.stances.asked.conjuncts import aims
from tui.corpus.stances.asked.pointing import this_or_such
from tui.corpus.stances.asked.proposition import Aim, hints
from tui.corpus.stances.asked.targets import Target, containers, looking_back, targets
from tui.corpus.stances.grounds import Grounds, grounds_of
from tui.corpus.stances.said.ascribed import as_judged, of_another
from tui.corpus.stances.said.asking import rhetorical
from tui.corpus.stances.said.borders import OUGHT
from tui.corpus.stances.said.conceding import conceded
from tui.corpus.stances.said.judging import Judged
from tui.corpus.stances.said.nouns import Path, chained
from tui.corpus.stances.said.supposing import supposed
from tui.corpus.stances.stand import is_stand
from tui.corpus.stances.told.contrary import judged_itself, tells_a_side, worth_by_itself
from tui.corpus.stances.told.events import event
from tui.corpus.stances.told.following import follows
from tui.corpus.stances.told.instead import forgone, instead_of, rejected
from tui.corpus.stances.told.no_side import takes_none
from tui.corpus.stances.told.told_hints import TELLS, only_told, points_back, tells_a_deed, tells_whom
from tui.corpus.stances.told.warned import warns_of
from tui.corpus.stances.tree import Tree
from tui.corpus.stances.way.path import Way
from tui.model import Attribution, Issue, Span, Stance
from tui.text.wordlist import wordlist

_NAMED_AT = ("content", "content, in part", "sentence")  # else only the context tells what a claim is on
_BEFORE = ("claim before", "paragraph before")  # what may be over by now
_BUT = re.compile(r"\b(?:but|although|though|however|yet|while|whereas)\b", re.IGNORECASE)
_ASKED = frozenset({"how", "whether", "when", "where", "who"})  # what is said by these words is not told
_REFUSES = ("refuse.", "deny.", "doubt.")
_HELD_AGAINST = ("accuse.", "criticize.", "praise.")
_WATCHERS = wordlist("analyst dealer trader economist broker forecaster observer strategist")


class Leaning(Struct, frozen=True):
    """A stance with the chain it rests on."""

    stance: Stance | None
    why: str = ""
    grounds: Grounds | None = None  # of one side that a way through the sentence leads to


class _Found(Struct, frozen=True):
    sign: int
    weight: int  # of the kind of target and how it is taken: the heavier ones decide
    why: str
    tree: Tree
    target: Target
    path: Path

    @property
    def place(self) -> int:
        return self.tree.start[self.target.word]


def _found(tree: Tree, target: Target, path: Path, weight: int = 3) -> _Found:
    return _Found(path.sign, weight, chained(reversed(path.chain)), tree, target, path)


def leaning(
    text: str,
    attribution: Attribution,
    issue: Issue,
    belonging: Belonging,
    hits: Sequence[IssueHit],
    trees: Sequence[Tree],
    holder: frozenset[str] = frozenset(),
    others: Sequence[Span] = (),
    alone: bool = False,
    before: Tree | None = None,
) -> Leaning:
    """The stance of an attribution's holder toward the proposition of one of its issues.

    `trees` are those of the sentences that the content stands in, `holder` the words (in small letters) of who holds
    it and for whom they speak; `others` stretches of the content that it ascribes to somebody else; `alone`: "it"
    cannot be the holder; `before` the sentence before the content's.
    """
    if takes_none(text, attribution, trees):
        return Leaning(None)
    parts = [
        _toward(text, attribution, issue, wanted, belonging, hits, trees, holder, others, alone, before)
        for wanted in aims(issue)
    ]
    stated = [one for one in parts if one.stance]
    if len({one.stance for one in stated}) > 1:
        return Leaning("mixed", "words on both sides: " + "; ".join(one.why for one in stated))
    return stated[0] if stated else Leaning(None)


def _toward(
    text: str,
    attribution: Attribution,
    issue: Issue,
    wanted: Aim,
    belonging: Belonging,
    hits: Sequence[IssueHit],
    trees: Sequence[Tree],
    holder: frozenset[str],
    others: Sequence[Span],
    alone: bool,
    before: Tree | None,
) -> Leaning:
    """The stance toward one part of an issue's proposition; arguments as for `leaning`."""
    found: list[_Found] = []
    for number, tree in enumerate(trees):

        def told(wished: bool, tree: Tree = tree, last: Tree | None = trees[number - 1] if number else before) -> int:
            here = event(tree, text, (*attribution.content, *attribution.cue), issue, wanted, hits, wished)
            return here or (event(last, text, (), issue, wanted, hits, wished) if last is not None else 0)

        cue = frozenset(k for span in attribution.cue for k in tree.within(span))
        asked = rhetorical(tree)
        if _leaves_open(tree, attribution) and not asked:
            continue
        words = [k for span in attribution.content for k in tree.within(span)]

        def stated(
            ones: Iterable[Target],
            tree: Tree = tree,
            words: list[int] = words,
            cue: frozenset[int] = cue,
            asked: int = asked,
        ) -> list[_Found]:
            made: list[_Found] = []
            for target in ones:
                if belonging.where == "article" and target.kind != "thing":
                    continue  # what is said without a word of the issue may be on anything
                if tells_whom(tree, target.word, cue):
                    continue
                if target.kind != "thing" and belonging.where in _BEFORE and not points_back(tree, target.word):
                    continue
                target = replace(
                    target,
                    must_judge=belonging.where == "content, in part" and target.kind == "hint",
                    must_ask=belonging.where not in _NAMED_AT and tells_a_deed(tree, target),
                )
                if of_another(tree, target.word, others) and not as_judged(tree, target.word, others):
                    made += _warned(tree, target, cue, holder, attribution, wanted)  # "if they approve the toll"
                else:
                    made += _from(tree, target, words, cue, holder, attribution, issue, wanted)
            return [replace(one, sign=-one.sign, why=f"{one.why} × why (−)") for one in made] if asked < 0 else made

        about = (tree, text, attribution.content, issue, wanted, hits, belonging.where)
        found += stated(targets(*about)) or stated(looking_back(*about, alone, told))
        found += [] if found else stated(containers(tree, text, attribution.content, wanted, hits))
    told_all = not attribution.negated and not any(_leaves_open(tree, attribution) for tree in trees)
    if not found and told_all and (side := side_called(text, attribution, issue, wanted, hits, belonging.where, trees)):
        return Leaning(*side)
    if not found and wanted.asks == "is" and "guilty" in wanted.words and attribution.frame.startswith("accuse."):
        return _accused(text, attribution, wanted)
    return _grounded(*_decided(found, text), found, attribution, wanted, hits)


def _grounded(
    lean: Leaning,
    first: _Found | None,
    found: Sequence[_Found],
    said: Attribution,
    wanted: Aim,
    hits: Sequence[IssueHit],
) -> Leaning:
    """A leaning with the grounds of the first of those that decided it."""
    if first is None:
        return lean
    agreeing = sum(one.sign == first.sign for one in found)
    way = (first.tree, first.target, first.path, said.content, said.cue)
    return replace(lean, grounds=grounds_of(*way, wanted, hits, agreeing))


def _leaves_open(tree: Tree, said: Attribution) -> bool:
    """Whether a sentence asks rather than tells: "Would they support it?", "did not say how much"."""
    if tree.asks:
        cue = (k for span in said.cue for k in tree.within(span))
        if said.kind != "indirect" or any(tree.is_inverted(k) for k in cue):
            return True
    words = [k for span in said.content for k in tree.within(span)]
    return bool(words) and tree.word[words[0]] in _ASKED


def _accused(text: str, said: Attribution, wanted: Aim) -> Leaning:
    """Who accuses somebody of what the proposition says they are guilty of."""
    told = {word.lower() for span in said.content for word in re.findall(r"\w+", span.of(text))}
    if said.negated or not told & wanted.things or not told & (wanted.names - wanted.things - {"guilty"}):
        return Leaning(None)
    return Leaning("for", "accuse (+) = for")


def _from(
    tree: Tree,
    target: Target,
    words: Sequence[int],
    cue: frozenset[int],
    holder: frozenset[str],
    said: Attribution,
    issue: Issue,
    wanted: Aim,
) -> list[_Found]:
    """What one target comes to: by what would follow without it, else by the way up to the cue."""
    if not said.negated and (then := follows(tree, target, cue, wanted)) is not None:
        return [_found(tree, target, then)]
    if warned := _warned(tree, target, cue, holder, said, wanted):
        return warned
    under = frozenset({target.word, *tree.above(target.word)})
    if tree.conditional(words, under) or conceded(tree, target.word, cue) or supposed(tree, target.word):
        return []
    if not said.negated and (blamed := _demonstrated(tree, target)):
        shown = Path(target.value, chain=[(target.label, target.value)])
        shown.judge("judged", blamed)
        return [_found(tree, target, shown)]
    way = _way(tree, target, cue, holder, said, issue, wanted)
    if not said.negated and (rather := rejected(way, target)) is not None:
        return [_found(tree, target, rather)]
    if not said.negated and (aside := way.aside(target.word, target.value, target.label)) is not None:
        return [_found(tree, target, aside)]
    return _followed(way, target, said, wanted)


def _warned(
    tree: Tree, target: Target, cue: frozenset[int], holder: frozenset[str], said: Attribution, wanted: Aim
) -> list[_Found]:
    """What comes of a target under "if": against it where harm would follow."""
    if said.negated or target.kind == "hint":
        return []
    warned = warns_of(tree, target, cue, holder, wanted)
    return [] if warned is None else [_found(tree, target, warned)]


def _way(
    tree: Tree,
    target: Target,
    cue: frozenset[int],
    holder: frozenset[str],
    said: Attribution,
    issue: Issue,
    wanted: Aim,
) -> Way:
    asked = frozenset(wanted.words) if wanted.asks == "ought" else frozenset[str]()
    rated = {word: value * wanted.thing for word, value in hints(issue)} if wanted.asks == "ought" else {}
    rated = {word: value for word, value in rated.items() if worth_by_itself(word) != -value}
    quoted = said.kind in ("direct", "own")
    return Way(tree, cue, holder, wanted.agents, target.kind == "hint", quoted, asked, rated)


def _followed(way: Way, target: Target, said: Attribution, wanted: Aim) -> list[_Found]:
    """What the ways from a target come to: over its verb, and over those joined to that."""
    tree = way.tree
    first = _along(way, target, said, wanted, None)
    for subject, verb in way.more_verbs(target.word) if target.kind == "thing" else ():
        if instead_of(way, verb) is not None:
            continue  # "should be taxed instead of banned"
        then = _along(way, target, said, wanted, (subject, verb))
        but = any(tree.word[c] == "but" and tree.dep[c] == "cc" for c in tree.children[tree.head[verb]])
        duty = but and not tree.auxiliaries(verb).isdisjoint(OUGHT)
        first = then if duty and then else [*first, *then]  # "is dear but must be kept": the duty is what is meant
    return first


def _along(way: Way, target: Target, said: Attribution, wanted: Aim, joined: tuple[int, int] | None) -> list[_Found]:
    """What one way from a target comes to; `joined` as for Way.follow."""
    tree, value = way.tree, target.value
    followed = way.follow(target.word, value, target.label, not target.turned, joined)
    if followed is None:
        return []
    path, reached = followed
    if target.kind == "thing" and (judged := _judged(way, target.word, path)) is not None:
        path = judged
    if target.kind == "hint" and not judged_itself(tree, target) and (worth := way.described(target.word)):
        path.judge("judged", worth)  # "cruel removals"
    if reached is not None and not _taken_at(way, target, path, reached, said, wanted):
        return []
    turned = said.negated or (bool(way.cue) and said.frame.startswith(_REFUSES))
    if (reached is None and turned) or (
        (path.judged or not path.taken) and said.frame.startswith(TELLS) and _watches(tree, said)
    ):
        return []
    if not tells_a_side(tree, target, path):
        return []
    if not is_stand(path, target, wanted, way) or (target.kind == "hint" and only_told(way, target, path, said)):
        return []
    weight = (2 if path.taken else 0) + (1 if target.kind != "hint" else 0)
    return [_found(tree, target, path, weight)]


def _watches(tree: Tree, said: Attribution) -> bool:
    """Whether a claim is of those who tell what comes of a thing for others: what they find good or bad for a market is
    no stand on it."""
    words = [k for span in said.source for k in tree.within(span)]
    return any(tree.lemma[k] in _WATCHERS and tree.tag[k] == "NNS" for k in words if tree.dep[k] != "compound")


def _taken_at(way: Way, target: Target, path: Path, reached: int, said: Attribution, wanted: Aim) -> bool:
    """Add what the cue and the words over it say; False where that is no stand."""
    tree = way.tree
    if forgone(tree, reached):
        return False
    passive = tree.child(reached, "auxpass") is not None and tree.child(reached, "agent") is None
    if said.frame.startswith(_HELD_AGAINST) and passive:
        return False  # "has been accused of": who accuses is not told
    dep = _last(tree, target.word, reached)
    if said.frame.startswith("accuse.") and dep in ("prep", "dative") and not _does_to_it(path, target):
        return False  # "accused them of fraud", "of using the tax": what should be done about it is not told
    if not way.at_cue(path, reached, dep, said.frame, said.polarity, wanted.asks == "is"):
        return False
    if tree.is_noun(reached):
        way.over(reached, path)
    if way.anyones(reached) or way.undone(reached) or way.made_to(reached):
        return False
    above = set(tree.above(reached))
    rest = [k for k in way.cue if k != reached and tree.is_verb(k) and (k in above or not tree.is_verb(reached))]
    by = tree.word[tree.head[reached]] if tree.dep[reached] in ("pobj", "pcomp") else ""
    over = way.effect(rest[0], by) if rest else None
    if over is not None and over[0] < 0:
        if not (over[1] and way.of_others(reached)):
            return False  # "halted plans to", "appealed against the order to": whose they are, the words do not tell
        path.step(tree.lemma[rest[0]], -1, True)  # "warded off calls to"
    if rest and tree.negated(rest[0]):
        path.step("not", -1)
    return True


def _does_to_it(path: Path, target: Target) -> bool:
    """Whether something that is said on a path is done to a target, for or against it."""
    return path.judged or any(word != target.label for word, _ in path.chain[1:])


def _demonstrated(tree: Tree, target: Target) -> int:
    """ "such a harmful measure", "this unfair plan": who points at a thing with a judgement holds it, whatever is said
    of it."""
    k = target.word
    if target.kind != "thing" or not this_or_such(tree, k):
        return 0
    value = Judged(tree).described(k)
    return 0 if tree.negated(k) or any(tree.word[c] == "no" for c in tree.children[k]) else value


def _judged(way: Way, k: int, path: Path) -> Path | None:
    """A thing judged by its own adjective where it is a predicate ("it is a good treaty")."""
    value = way.described(k)
    if not value or way.tree.dep[k] not in ("attr", "oprd"):
        return None
    path.judge("judged", value)
    return path


def _last(tree: Tree, word: int, cue: int) -> str:
    """How the branch that holds a word hangs on the cue."""
    below = word
    for head in tree.above(word):
        if head == cue:
            break
        below = head
    return tree.dep[below]


def _decided(found: Sequence[_Found], text: str) -> tuple[Leaning, _Found | None]:
    """The stance that all come to, and the first of those that decide it where it is one side."""
    if not found:
        return Leaning(None), None
    if len({one.sign for one in found}) > 1:
        places = sorted(found, key=lambda one: one.place)
        turn = next((a for a, b in pairwise(places) if a.sign != b.sign and _BUT.search(text, a.place, b.place)), None)
        if turn is not None:
            return Leaning("mixed", "words on both sides: " + "; ".join(one.why for one in places[:2])), None
    best = max(one.weight for one in found)
    first = [one for one in found if one.weight == best]
    signs = {one.sign for one in first}
    if len(signs) > 1:
        return Leaning("mixed", "words on both sides: " + "; ".join(one.why for one in first[:2])), None
    stance: Stance = "for" if first[0].sign > 0 else "against"
    return Leaning(stance, f"{first[0].why} = {stance}"), first[0]
