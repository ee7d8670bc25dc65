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
        out = self.tree.child(verb, "prep")
        if (
            out is not None
            and self.tree.word[out] == "out"
            and any(self.tree.word[k] == "question" for k in self.tree.below(out))
        ):
            return -1
        return 0

    def predicate_name(self, verb: int) -> str:
        word = self.predicate_word(verb)
        return self.tree.word[word] if word is not None else "out of the question"

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
