"""What is said of a thing: whether its predicate, its own adjective, or what a verb makes of it speaks well or ill."""

from __future__ import annotations

from tui.corpus.stances.lexicon import lexicon
from tui.corpus.stances.tree import Tree

_RENDERS = frozenset(
    {
        "call", "consider", "describe", "denounce", "praise", "see", "regard", "view", "find", "label", "term", "brand",
        "condemn", "hail", "deem", "dismiss", "declare", "make", "think", "dub", "judge", "reject", "criticise",
        "criticize", "portray", "paint",
    }
)  # fmt: skip


class Judged:
    """The judgements in one sentence: +1 for good, -1 for bad, 0 where nothing is judged."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree

    def value(self, k: int) -> int:
        """Whether a word speaks well or ill: by itself, by the adjective before it, or by being too much."""
        tree, values = self.tree, lexicon().values
        turned = -1 if tree.negated(k) else 1
        if tree.tag[k].startswith("JJ") and any(tree.word[c] == "too" for c in tree.children[k]):
            return -turned
        if tree.tag[k].startswith("RB"):
            return 0
        for word in (tree.word[k], tree.lemma[k]):
            if word in values:
                return values[word] * turned
        for c in tree.children[k]:
            if tree.dep[c] in ("amod", "compound") and tree.word[c] in values and tree.tag[c][:2] in ("JJ", "VB"):
                return values[tree.word[c]] * turned
        return 0

    def predicate_word(self, verb: int) -> int | None:
        return self.tree.child(verb, "attr", "acomp", "oprd")

    def predicate(self, verb: int) -> int:
        """What the predicate of a copula says: "was a mistake" -1; "is out of the question" too."""
        word = self.predicate_word(verb)
        if word is not None:
            return self.value(word)
        return lexicon().idioms.get(self._placed(verb), 0)

    def _placed(self, verb: int) -> str:
        """Preposition and noun of a verb: "off table" of "is off the table"."""
        for c in self.tree.children[verb]:
            if self.tree.dep[c] == "prep":
                nouns = [k for k in self.tree.below(c) if self.tree.dep[k] == "pobj"]
                if nouns:
                    return f"{self.tree.word[c]} {self.tree.lemma[min(nouns)]}"
        return ""

    def outcome(self, verb: int) -> int:
        """What a verb says its subject leads to: "poses a threat", "puts lives at risk", "leads to chaos"."""
        tree, words = self.tree, lexicon()
        thing = tree.child(verb, "dobj")
        if thing is not None and tree.lemma[verb] in words.presents:
            return self.value(thing)
        if thing is not None and tree.lemma[verb] == "put" and self._placed(verb) in words.outcomes:
            return -1
        if thing is not None and tree.lemma[verb] in words.verbs and tree.lemma[verb] not in words.attitudes:
            return words.verbs[tree.lemma[verb]] * self.value(thing)  # "kills jobs", "ends the suffering"
        if tree.lemma[verb] == "go" and any(
            tree.word[c] == "far" and any(tree.word[g] == "too" for g in tree.children[c]) for c in tree.children[verb]
        ):
            return -1
        if thing is None and tree.lemma[verb] in ("lead", "result", "amount"):
            nouns = (k for c in tree.children[verb] if tree.dep[c] == "prep" for k in tree.children[c])
            return next((self.value(k) for k in nouns if tree.dep[k] == "pobj"), 0)
        return 0

    def predicate_name(self, verb: int) -> str:
        word = self.predicate_word(verb)
        return self.tree.word[word] if word is not None else self._placed(verb)

    def rendered(self, verb: int) -> int:
        """What a verb makes of its object: "called it a disaster", "denounced it as illegal"."""
        tree = self.tree
        if tree.lemma[verb] not in _RENDERS:
            return 0
        said = tree.child(verb, "oprd")
        if said is None:
            as_ = next((c for c in tree.children[verb] if tree.word[c] == "as" and tree.dep[c] == "prep"), None)
            said = tree.child(as_, "pobj", "amod", "pcomp") if as_ is not None else None
        if said is None and tree.lemma[verb] not in ("make", "see", "find"):
            said = next(
                (
                    c
                    for c in tree.children[verb]
                    if tree.dep[c] in ("xcomp", "ccomp", "acomp") and tree.tag[c].startswith("JJ")
                ),
                None,
            )
        return self.value(said) if said is not None else 0
