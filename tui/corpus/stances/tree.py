"""A sentence's dependency tree, as reading stored it, with what the rules of stance ask of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from tui.model import Span, Syntax
from tui.text.labels import relations_of, tags_of

_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "hardly", "scarcely", "barely"})
_PREFIXES = frozenset({"non", "anti", "counter"})
_MISREAD = {"hates": "hate"}  # what the model's rules make no verb of ("hat")
CONDITIONS = frozenset({"if", "unless", "until", "once", "provided", "till", "lest"})
_THEN = frozenset({"after", "when", "if", "once", "with", "on", "under"})
_PUTS_OFF = frozenset({"delay", "postpone", "suspend", "defer", "freeze", "hold", "wait", "shelve", "halt"})
_NOBODY = frozenset({"nobody", "none", "nothing", "no-one", "noone", "neither"})
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
INDEFINITE = frozenset({"a", "an", "another"})
# What a verb makes one word with: "roll back" is tagged as particle or as adverb.
_PARTICLES = frozenset(
    {
        "out",
        "up",
        "down",
        "off",
        "back",
        "away",
        "on",
        "in",
        "over",
        "ahead",
        "forward",
        "through",
        "together",
        "aside",
        "home",
    }
)


def trees_of(text: str, syntax: Sequence[Syntax], content: Sequence[Span], made: dict[int, Tree]) -> list[Tree]:
    """The trees of the sentences that a content stands in; `made` keeps them for the next claim."""
    found = []
    for number, parsed in enumerate(syntax):
        if parsed.start >= max(span.end for span in content):
            break
        end = parsed.start + sum(parsed.steps) + parsed.lengths[-1]
        if any(parsed.start < span.end and span.start < end for span in content):
            found.append(made.setdefault(number, Tree(parsed, text)) if number not in made else made[number])
    return found


def tree_before(text: str, syntax: Sequence[Syntax], of: Sequence[Tree], made: dict[int, Tree]) -> Tree | None:
    """The tree of the sentence before those of a content, where reading kept it."""
    number = next((k for k, parsed in enumerate(syntax) if of and parsed.start >= of[0].start[0]), 0) - 1
    if number < 0:
        return None
    parsed = syntax[number]
    end = parsed.start + sum(parsed.steps) + parsed.lengths[-1]
    if any(char.isalnum() for char in text[end : of[0].start[0]]):
        return None
    return made[number] if number in made else made.setdefault(number, Tree(parsed, text))


class Tree:
    """Columns of words, one entry each; a root is its own head."""

    def __init__(self, syntax: Syntax, text: str) -> None:
        at, starts = syntax.start, [syntax.start]
        for step in syntax.steps:
            at += step
            starts.append(at)
        self.start = starts
        self.end = [s + n for s, n in zip(starts, syntax.lengths, strict=True)]
        self._text = text
        self.word = [text[s:e].lower() for s, e in zip(self.start, self.end, strict=True)]
        lemmas = (lemma or word for lemma, word in zip(syntax.lemmas.split(" "), self.word, strict=True))
        self.lemma = [_MISREAD.get(word, lemma) for lemma, word in zip(lemmas, self.word, strict=True)]
        self.tag, self.dep = tags_of(syntax.labels), relations_of(syntax.labels)
        self.head = [k + away for k, away in enumerate(syntax.heads)]
        self.children: list[list[int]] = [[] for _ in starts]
        for k, head in enumerate(self.head):
            if head != k:
                self.children[head].append(k)
        said = next((k for k in reversed(range(len(starts))) if self.word[k][-1:].isalnum()), len(starts) - 1)
        self.asks = "?" in text[self.end[said] : self.end[said] + 3]

    def __len__(self) -> int:
        return len(self.word)

    def cased(self, k: int) -> str:
        """A word as the text writes it."""
        return self._text[self.start[k] : self.end[k]]

    def gap(self, k: int) -> str:
        """What the text has between a word and the next."""
        return self._text[self.end[k] : self.start[k + 1]] if k + 1 < len(self) else ""

    def within(self, span: Span) -> range:
        """The words that begin in a span."""
        return range(bisect_left(self.start, span.start), bisect_left(self.start, span.end))

    def at(self, offset: int) -> int:
        """The word at or right before an offset."""
        return max(0, bisect_right(self.start, offset) - 1)

    def top(self, words: Sequence[int]) -> int | None:
        """The word of a phrase that governs the others."""
        own = set(words)
        return next((k for k in words if self.head[k] == k or self.head[k] not in own), None)

    def child(self, k: int, *deps: str) -> int | None:
        return next((c for c in self.children[k] if self.dep[c] in deps), None)

    def above(self, k: int) -> Iterator[int]:
        """The heads over a word, nearest first."""
        for _ in range(len(self)):
            if self.head[k] == k:
                return
            k = self.head[k]
            yield k

    def runs_on(self, thing: int, clause: int) -> bool:
        """Whether a clause begins right behind a thing's last word before it; not where the thing stands behind it."""
        return max((k for k in self.below(thing) if k < clause), default=clause) + 1 == min(self.below(clause))

    def below(self, k: int) -> Iterator[int]:
        """A word and all that hangs on it."""
        waiting, seen = [k], {k}
        while waiting:
            one = waiting.pop()
            yield one
            more = [c for c in self.children[one] if c not in seen]
            seen.update(more)
            waiting += more

    def is_verb(self, k: int) -> bool:
        """Whether token `k` is a verb or a modal, by its Penn Treebank tag."""
        return self.tag[k].startswith("VB") or self.tag[k] == "MD"

    def is_noun(self, k: int) -> bool:
        """Whether token `k` is a noun, names among them, by its Penn Treebank tag."""
        return self.tag[k].startswith("NN")

    def particle(self, k: int) -> str | None:
        """ "rule out": of "rule", "out"."""
        for c in self.children[k]:
            if self.dep[c] == "prt" or (
                self.dep[c] in ("advmod", "prep") and c > k and c - k <= 3 and self.word[c] in _PARTICLES
                and not self.children[c]
            ):  # fmt: skip
                return self.word[c]
        return None

    def subject(self, k: int) -> int | None:
        """Of a verb; a verb without one has that of the verb it is joined to or completes."""
        for _ in range(6):
            found = self.child(k, *SUBJECTS)
            if found is not None:
                return found
            if self.dep[k] == "xcomp":
                thing = self.child(self.head[k], "dobj")
                if thing is None:  # "called on them to go"
                    preps = [c for c in self.children[self.head[k]] if self.word[c] in ("on", "upon", "for", "to")]
                    thing = next((self.child(c, "pobj") for c in preps), None)
                if thing is not None and self.head[k] < thing < k:
                    return thing
            able = self.dep[k] == "acomp"  # "they are able to vote", "people are concerned"
            if self.dep[k] not in ("conj", "xcomp", "aux") and not able:
                return None
            k = self.head[k]
        return None

    def conditional(self, words: Iterable[int], path: frozenset[int]) -> bool:
        """Whether some of the words make what is said on the way `path` hang on a condition ("even if" does not; "only
        after" does)."""
        if any(self.word[k] == "only" and self._only_then(k, path) for k in words):
            return True
        return any(
            (self.word[k] in CONDITIONS or self._as_soon_as(k))
            and self.dep[k] in ("mark", "advmod")
            and self.word[k - 1 : k] != ["even"]
            and not self.not_until(k)
            and not path.isdisjoint(self._hanging(k))
            for k in words
        )

    def not_until(self, k: int) -> bool:
        """ "will not sign until", "should be delayed until": refused for now, whatever comes."""
        over = self.head[self.head[k]]
        return self.word[k] in ("until", "till") and (self.negated(over) or self.lemma[over] in _PUTS_OFF)

    def _hanging(self, k: int) -> list[int]:
        """The words that a condition's conjunction makes hang on it: its verb, what that hangs on and the next above,
        not over a clause that is only joined to it ("it is good and, if they agree, will last")."""
        clause = self.head[k]
        found = [clause, self.head[clause]]
        if self.dep[self.head[clause]] != "conj" or self.dep[clause] == "conj":
            found.append(self.head[self.head[clause]])
        return found

    def _only_then(self, only: int, path: frozenset[int]) -> bool:
        """ "will only sign after", "only when": `only` is that word."""
        head = self.head[only]
        near = [c for c in (*self.children[head], head) if c > only and self.word[c] in _THEN]
        near += [m for c in self.children[head] for m in self.children[c] if m > only and self.word[m] in _THEN]
        return bool(near) and bool({head, self.head[head]} & path)

    def _as_soon_as(self, k: int) -> bool:
        near = self.word[max(0, k - 1) : k + 2]
        if self.word[k + 2 : k + 3] == ["possible"]:
            return False  # "as soon as possible"
        return near in (["as", "soon", "as"], ["as", "long", "as"])

    def negated(self, k: int) -> bool:
        """Whether a word is turned an odd number of times: by not, never, no, nobody, "no longer", "non-"."""
        nor = self.dep[k] == "conj" and any(self.word[c] == "nor" for c in self.children[self.head[k]])
        return (sum(self._turned_by(k, c) for c in self.children[k]) + self._prefixed(k) + nor) % 2 == 1

    def _turned_by(self, k: int, c: int) -> bool:
        """Whether the child `c` of a word turns it."""
        word, dep = self.word[c], self.dep[c]
        if word == "not" and self.word[c + 1 : c + 2] in (["only"], ["just"], ["merely"], ["simply"]):
            return False  # "not only … but"
        if word == "nor" and dep == "cc" and c > k:
            return False  # "neither fair nor wise": it turns what follows it
        if dep == "neg" or (word in _NEGATIONS and dep in ("advmod", "det", "preconj", "cc", "nummod")):
            return True
        if word == "longer":
            return any(self.word[g] in ("no", "n't", "not") for g in self.children[c])
        if dep in SUBJECTS:
            return word in _NOBODY or (not self.is_verb(c) and any(self.word[g] == "no" for g in self.children[c]))
        # "nothing but misery", "nothing short of a scandal"
        only = any(self.word[g] in ("but", "short", "less") for g in self.children[c])
        return word == "nothing" and dep in ("dobj", "attr") and self.is_verb(k) and not only

    def _prefixed(self, k: int) -> bool:
        before = next((j for j in range(k - 1, max(-1, k - 3), -1) if self.word[j] != "-"), None)
        if before is None:
            return False
        if (
            self.word[before].rstrip("-") in _PREFIXES
            and 0 < self.start[k] - self.end[before] < 3
            and (self.word[before].endswith("-") or before < k - 1)
        ):
            return True
        return self.word[before] == "called" and before > 0 and self.word[before - 1] in ("so", "-")

    def is_inverted(self, k: int) -> bool:
        """Whether a helping verb stands before the subject: "would they support"."""
        subject = self.child(k, *SUBJECTS) if self.is_verb(k) else None
        helpers = (c for c in self.children[k] if self.dep[c] in ("aux", "auxpass"))
        return subject is not None and subject < k and any(c < subject for c in helpers)

    def auxiliaries(self, k: int) -> set[str]:
        """Helping verbs of a verb; one without its own has those of the verb it is joined to ("must end and go")."""
        own = {self.word[c] for c in self.children[k] if self.dep[c] in ("aux", "auxpass") or self.tag[c] == "MD"}
        joined = self.dep[k] == "conj" and self.child(k, *SUBJECTS) is None and self.is_verb(self.head[k])
        if not own and joined and self.tag[k] in ("VB", self.tag[self.head[k]]):
            return self.auxiliaries(self.head[k])
        return own
