"""Who is spoken of, as the text goes on: the candidates that a pronoun may stand for, and how well each fits.

A rule of salience in the manner of Lappin and Leass (1994): subjects before objects, near before far, the same clause
ruled out for objects; a gender once shown holds; where two fit alike, nothing is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from tui.model import Article, Name
from tui.reading.quotes import quotes
from tui.reading.roles import HEADS, MEN, WOMEN
from tui.text.wordlist import wordlist

if TYPE_CHECKING:
    from tui.reading.tokens import Word, Words

Gender = Literal["m", "f", ""]
WINDOW = 4  # sentences back
MARGIN = 0.8

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
SPEECH = wordlist(
    """
    say tell add ask warn note insist argue state announce declare explain stress claim admit deny reply respond
    recall reiterate repeat write suggest predict concede acknowledge affirm assert comment continue conclude urge
    """
)
WILLED = SPEECH | wordlist(
    """
    want hope plan agree decide refuse consider believe think expect fear intend seek try oppose support welcome reject
    accept demand promise pledge vow offer propose criticize criticise condemn accuse sign suspend resume launch need
    prepare know feel recognize recognise like prefer wish threaten invite send withdraw allow grant join leave use act
    """
)


class Entity(Struct, frozen=True):
    """A place in the text that names somebody or something; `key` tells who, -1 a thing or an unnamed person."""

    token: int
    key: int
    name: int  # index of a name of it, or -1
    sentence: int
    rank: float
    quoted: bool
    person: bool


def rank_of(token: Word) -> float:
    """How salient its place in the sentence makes a mention."""
    if speaks_next(token):
        return 3.0
    dep, head = token.dep_, token.head
    for _ in range(3):
        if dep not in {"conj", "appos"} or head is token:
            break
        token, dep, head = head, head.dep_, head.head
    main = head.dep_ in {"ROOT", "conj"} or head.lemma_.lower() in SPEECH
    match dep:
        case "nsubj" | "nsubjpass":
            return 3.0 if main else 2.3
        case "dobj" | "dative":
            return 1.3
        case "poss" | "agent":
            return 1.0
        case "pobj":
            return 1.2 if head.dep_ == "agent" else 0.8
        case "compound" | "nmod" | "amod":
            return 0.3
    return 0.8


def speaks_next(token: Word) -> bool:
    """Whether a verb of speech follows at once: "…, Jane Roe, told"."""
    doc = token.words
    at = token.i + 1
    if at < len(doc) and doc[at].text == ",":
        at += 1
    if at >= len(doc) or doc[at].tag_ != "VBD" or doc[at].lemma_.lower() not in SPEECH:
        return False
    # "Ana Roe, who knows Eva Dahl, told…": the verb has a subject of its own, before the clause that the token is in.
    subject = next((child for child in doc[at].children if child.dep_ == "nsubj" and child.i < token.i), None)
    return subject is None or not (subject.left_edge.i <= token.i <= subject.right_edge.i)


def clusters(names: Sequence[Name], texts: Sequence[str]) -> list[int]:
    """For each name the index of the first name of the same article that is the same: equal, or a surname of it."""
    first: dict[tuple[bool, str], int] = {}
    surnames: dict[str, int] = {}
    found = []
    for index, (name, text) in enumerate(zip(names, texts, strict=True)):
        person = name.kind == "person"
        key = (person, text.casefold())
        known = first.get(key)
        if known is None and person:
            known = surnames.get(text.casefold())
        if known is None:
            known = index
        first.setdefault(key, known)
        if person:
            words = text.casefold().split()
            for at in range(1, len(words)):
                surnames.setdefault(" ".join(words[at:]), known)
        found.append(known)
    return found


def gender_of(title: str | None) -> Gender:
    """What a title shows: "Mrs." a woman, "spokesman" a man."""
    words = {word.strip(".").lower() for word in (title or "").split()}
    return "f" if words & WOMEN else "m" if words & MEN else ""


def gender_of_pronoun(word: str) -> Gender:
    return "m" if word in HE else "f" if word in SHE else ""


def quoted_tokens(doc: Words, article: Article) -> list[bool]:
    """For each token whether it stands inside double quotation marks."""
    found = [False] * len(doc)
    for quote in quotes(article.text, article.body):
        inside = doc.between(quote.inner.start, quote.inner.end)
        if inside is not None and not quote.is_single(article.text):
            found[slice(*inside)] = [True] * (inside[1] - inside[0])
    return found


class Discourse:
    """The entities met so far, nearest last."""

    def __init__(self) -> None:
        self.entities: list[Entity] = []
        self.genders: dict[int, Gender] = {}
        self._counts: dict[int, int] = {}

    def meet(self, entity: Entity, gender: Gender = "") -> None:
        self.entities.append(entity)
        if entity.key >= 0:
            self._counts[entity.key] = self._counts.get(entity.key, 0) + 1
            if gender:
                self.genders[entity.key] = gender

    def antecedent(
        self,
        pronoun: Word,
        sentence: int,
        quoted: bool,
        speaker: int,
        roles: frozenset[int] = frozenset(),
        barred: frozenset[int] = frozenset(),
    ) -> tuple[Entity, float] | None:
        """The entity a pronoun stands for and by how much it fits better than the next; None where that is not clear.

        `speaker` is the key of who speaks the words around a quoted pronoun, -1 where unknown; `roles` are the
        negative keys that may be an answer too, `barred` those that cannot be one.
        """
        word = pronoun.lower_
        person = word not in IT
        if not person and pronoun.dep_ not in {"nsubj", "nsubjpass", "poss"}:
            return None  # as an object "it" is a thing far more often than an actor
        best: dict[int, tuple[float, Entity]] = {}
        for entity in reversed(self.entities):
            if sentence - entity.sentence > WINDOW:
                break
            if entity.key in barred or not self._fits(entity, pronoun, sentence, person, quoted, speaker):
                continue
            score = self._score(entity, pronoun, sentence, quoted)
            if entity.key not in best or best[entity.key][0] < score:
                best[entity.key] = (score, entity)
        ranked = sorted(best.values(), key=lambda item: -item[0])
        if not ranked or (ranked[0][1].key < 0 and ranked[0][1].key not in roles):
            return None
        margin = ranked[0][0] - ranked[1][0] if len(ranked) > 1 else 2.0
        entity = ranked[0][1]
        if pronoun.dep_ == "poss" and entity.sentence == sentence and self._another_between(entity, pronoun):
            return None
        idle = not person and pronoun.dep_ != "poss" and not _wills(pronoun)
        if idle and not (entity.sentence == sentence and entity.rank >= 2):
            return None
        return (entity, margin) if margin >= MARGIN else None

    def _fits(self, entity: Entity, pronoun: Word, sentence: int, person: bool, quoted: bool, speaker: int) -> bool:
        if entity.person != person or (person and quoted and entity.key == speaker and speaker >= 0):
            return False
        gender = gender_of_pronoun(pronoun.lower_)
        if gender and self.genders.get(entity.key, gender) != gender:
            return False
        if not person and entity.key < 0 and _wills(pronoun):
            return False
        same = entity.sentence == sentence
        return not (same and pronoun.dep_ in {"dobj", "dative", "pobj"} and _same_clause(pronoun, entity.token))

    def _score(self, entity: Entity, pronoun: Word, sentence: int, quoted: bool) -> float:
        score = entity.rank - 1.1 * (sentence - entity.sentence)
        if entity.quoted and not quoted:
            score -= 2.0
        speaks = pronoun.dep_ == "nsubj" and pronoun.head.lemma_.lower() in SPEECH
        if speaks and entity.rank >= 2 and entity.key >= 0:
            score += 0.7
        if pronoun.dep_ == "poss" and entity.sentence == sentence and _same_clause(pronoun, entity.token):
            score += 2.6
        count = self._counts.get(entity.key, 0) if entity.key >= 0 else 0
        return score + 0.15 * min(count, 6)

    def _another_between(self, entity: Entity, pronoun: Word) -> bool:
        """Whether another of its kind stands between: "Ana thanked Eva for her help" is either's."""
        return any(
            other.person == entity.person
            and other.key not in {entity.key, -1}
            and entity.token < other.token < pronoun.i
            and other.rank >= 1.2
            for other in self.entities[-8:]
        )


def _wills(pronoun: Word) -> bool:
    """Whether the pronoun does what no mere thing does: "it hopes"."""
    verb = pronoun.head  # the model takes "hopes" for a form of "hop"
    return pronoun.dep_ == "nsubj" and (verb.lemma_.lower() in WILLED or verb.lower_.removesuffix("s") in WILLED)


def _same_clause(pronoun: Word, other: int) -> bool:
    """Whether the token `other` is the subject of the nearest verb above the pronoun."""
    at = pronoun
    for _ in range(6):
        if at.pos_ in {"VERB", "AUX"}:
            subjects = [child for child in at.children if child.dep_ in {"nsubj", "nsubjpass"}]
            if not subjects and at.dep_ == "xcomp":  # "urged Peru to keep its word": the object is the subject
                above = list(at.head.children)
                subjects = [c for c in above if c.dep_ == "dobj"] or [c for c in above if c.dep_ == "nsubj"]
            if subjects or at.dep_ not in {"xcomp", "conj"}:
                return any(child.left_edge.i <= other <= child.right_edge.i for child in subjects)
        if at.head == at:
            return False
        at = at.head
    return False


def is_expletive(pronoun: Word) -> bool:
    """ "It" that stands for nothing: of weather and time, or before a clause ("it was clear that…")."""
    if pronoun.dep_ == "expl":
        return True
    if pronoun.lower_ != "it" or pronoun.dep_ not in {"nsubj", "nsubjpass", "dobj"}:
        return False
    verb = pronoun.head
    clausal = any(child.dep_ in {"ccomp", "xcomp", "advcl", "csubj"} and child.i > verb.i for child in verb.children)
    if verb.lemma_ in {"be", "seem", "appear", "become", "take", "remain", "happen"}:
        inner = any(child.dep_ in {"acomp", "attr"} and any(True for _ in child.rights) for child in verb.children)
        return clausal or inner
    return verb.lemma_ in {"rain", "snow", "make", "find"} and pronoun.dep_ != "poss" and clausal


def unnamed_person(token: Word) -> bool:
    """A person that is not named: "an official", "the woman"."""
    word = token.lemma_.lower()
    return token.pos_ == "NOUN" and token.tag_ == "NN" and (word in HEADS or word in MEN or word in WOMEN)
