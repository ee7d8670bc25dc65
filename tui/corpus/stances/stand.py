"""Whether what a way through a sentence came to is a stand at all."""

from __future__ import annotations

from tui.corpus.stances.asked.proposition import Aim
from tui.corpus.stances.asked.targets import Target
from tui.corpus.stances.cues import WORRIES
from tui.corpus.stances.said.nouns import Path
from tui.corpus.stances.tree import Tree
from tui.corpus.stances.way.path import Way
from tui.text.wordlist import wordlist

_MEN = wordlist(
    "troop soldier force policeman officer worker nurse teacher migrant refugee observer peacekeeper settler"
)
_READY = frozenset({"open", "ready", "willing", "prepared"})
_INSTITUTIONS = wordlist("system code office authority return inspector adviser consultant")


def is_stand(path: Path, target: Target, wanted: Aim, way: Way) -> bool:
    """Whether what is said is a stand: a duty, a judgement, an attitude; of a fact, that it is so."""
    if path.may and not path.taken:
        return False
    if (target.must_judge and not path.judged) or (target.must_ask and not path.taken):
        return False
    if path.airing and path.sign == target.value:
        return False
    if path.talk and not path.judged and path.chain[-1][0] in _READY:
        return False  # "open to talks on it"
    if path.effects and not any(word in WORRIES for word, _ in path.chain):
        return False
    if wanted.gradual and path.judged and _only_kind(way.tree, target.word):
        return False
    only_more_or_less = way.tree.lemma[target.word] in _MEN or "fund" in wanted.words
    if wanted.gradual and only_more_or_less and way.only_felt(path):
        return False  # who praises troops, or schools, tells nothing on whether there should be fewer, or more for them
    if target.kind == "hint" and path.judged and path.sign != target.value and not target.whole:
        return False  # who blames what a hint names may mean another of its kind
    if path.taken:
        return target.kind != "thing" or wanted.judged or len(path.chain) > 2 or wanted.asks == "ought"
    if target.kind == "hint":
        deed = path.done and not path.will and len(path.chain) == 1
        own = {way.tree.lemma[target.word], *target.label.lower().split()}
        return not deed or not own.isdisjoint(way.asked)  # another deed of the holder's may be on anything
    if wanted.asks == "is":
        return target.kind == "word"
    return (path.will or path.done) and not path.talk


def _only_kind(tree: Tree, k: int) -> bool:
    """Whether a thing of which there should be less only tells which institution is judged: "the tax system"."""
    above = tree.head[k] if tree.dep[k] in ("compound", "nmod") else k
    return above != k and tree.lemma[above] in _INSTITUTIONS
