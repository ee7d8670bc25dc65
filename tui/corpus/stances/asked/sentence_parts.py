"""The parts of a proposition's plain sentence, found without the language model: its main verb, the heads of what that
is done to, the words before them."""

from __future__ import annotations

import re

from tui.corpus import wordnet
from tui.corpus.stances.lexicon import lexicon
from tui.corpus.stances.phrasing import base_of

FILLERS = frozenset(
    {
        "more",
        "most",
        "full",
        "new",
        "any",
        "all",
        "to",
        "be",
        "also",
        "now",
        "soon",
        "only",
        "not",
        "never",
        "still",
        "been",
        "being",
    }
)
SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "by",
        "for",
        "from",
        "with",
        "to",
        "and",
        "or",
        "as",
        "its",
        "it",
        "their",
        "his",
        "her",
        "this",
        "that",
        "these",
        "those",
        "than",
        "into",
        "toward",
        "towards",
        "under",
        "over",
        "between",
        "against",
        "without",
        "again",
    ]
)
_CLAUSES = frozenset({"how", "that", "whether", "what", "why", "who", "where", "when", "if"})
_PARTICLES = frozenset(
    {
        "ahead",
        "forward",
        "through",
        "up",
        "out",
        "back",
        "off",
        "down",
        "away",
        "in",
        "together",
        "closer",
        "on",
        "over",
    }
)
_LINKS = frozenset({"on", "in", "over", "through"})  # particles that may also be prepositions
# What its subject does by itself: that is what more or less is asked of ("The fighting should stop").
BY_ITSELF = frozenset(
    {"stay", "remain", "stop", "cease", "end", "continue", "resume", "survive", "proceed", "begin", "start"}
)


def words_of(sentence: str) -> list[str]:
    return re.findall(r"[\w’'.-]*\w", sentence)


def main_verb(rest: list[str]) -> tuple[str, str, list[str]]:
    """The main verb of what follows a modal, its particle, and the words after it."""
    k = 0
    while k < len(rest) and rest[k].lower() in FILLERS:
        k += 1
    if k >= len(rest):
        return "", "", []
    verb = wordnet.verb_of(rest[k]) or _listed(rest[k].lower()) or base_of(rest[k].lower())
    particle = rest[k + 1].lower() if k + 1 < len(rest) and rest[k + 1].lower() in _PARTICLES else ""
    if (
        particle in _LINKS
        and k + 2 < len(rest)
        and (verb in BY_ITSELF | _PERMITS or not _is_phrasal(f"{verb} {particle}"))
    ):
        particle = ""  # "cooperate on energy", "stay in the valley"
    return verb, particle, rest[k + 1 + bool(particle) :]


_PERMITS = frozenset({"allow", "permit", "admit"})  # "allowed in the park"


def _is_phrasal(words: str) -> bool:
    """Whether a verb and a preposition are known to be one verb: "work on", "invest in"."""
    return words in lexicon().verbs or wordnet.knows(words, "v") or any(words in good for good, _ in lexicon().families)


def _listed(form: str) -> str | None:
    """The dictionary form of a verb that WordNet's texts do not hold, by the lexicon: "phased" of "phase out"."""
    known = {verb.split()[0] for verb in lexicon().verbs}
    bases = [form, form.removesuffix("d"), form.removesuffix("ed"), form.removesuffix("s")]
    return next((base for base in bases if base in known), None)


def heads_of(words: list[str]) -> list[str]:
    """The head nouns of the first noun phrase, with those joined to it; none where a clause comes first."""
    heads: list[str] = []
    last = ""
    for word in words:
        low = word.lower()
        if low in _CLAUSES:
            break
        if low == "to" and last:
            return [*heads, last]  # "arms to the rebels"
        if low.endswith(("'s", "’s")) or low in FILLERS:
            continue
        if low in SMALL or low.endswith("ly") or low in _PARTICLES:
            heads += [last] if last else []
            last = ""
            if heads and low not in ("and", "or", "the", "a", "an", "its", "their"):
                return heads
        else:
            last = wordnet.singular(word)
    return [*heads, last] if last else heads


def marks_of(words: list[str], heads: list[str]) -> frozenset[str]:
    """The common words before the first head noun: "identity" of "the identity cards of the state"."""
    before: list[str] = []
    for k, word in enumerate(words):
        if wordnet.singular(word) in heads:
            return frozenset(before)
        before += [word.lower()] if is_common(word, k == 0) and word.lower() not in SMALL | FILLERS else []
    return frozenset()


def is_common(word: str, opens: bool) -> bool:
    """Whether a word is no name; one that opens the sentence may be either ("Tariffs should …", "Norholm should …")."""
    return word.islower() or (opens and not word.isupper() and wordnet.knows(wordnet.singular(word), "n"))


def without_purpose(rest: list[str]) -> list[str]:
    """ "raised to cut the deficit": what it is for is not what is asked for."""
    low = [word.lower() for word in rest]
    to = (
        next((k for k, w in enumerate(low) if k > 1 and w == "to" and wordnet.knows(low[k + 1 : k + 2][0], "v")), None)
        if ("to" in low[:-1])
        else None
    )
    return (
        rest
        if to is None or low[to - 1] in ("allowed", "power", "right", "able", "free", "going", "have", "be")
        else rest[:to]
    )
