"""Pronouns and roles that stand for somebody, and what an article says somebody is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tui.model import Apposition, Article, Name, Reference, Span
from tui.reading.appositions import appositions, last_named, owner_text, same_office
from tui.reading.discourse import (
    HE,
    IT,
    SHE,
    SPEECH,
    Discourse,
    Entity,
    Gender,
    clusters,
    gender_of,
    gender_of_pronoun,
    is_expletive,
    quoted_tokens,
    rank_of,
    unnamed_person,
)
from tui.reading.names import bodies
from tui.reading.roles import BODIES, RolePhrase, phrases
from tui.reading.sentences import dateline_of, sentence_of
from tui.reading.tokens import Word, Words, words_of
from tui.text.forenames import sex_of
from tui.text.word_classes import THIRD_POSSESSIVES

if TYPE_CHECKING:
    from spacy.tokens import Doc

_PRONOUNS = HE | SHE | IT


def find(doc: Doc, article: Article, names: Sequence[Name]) -> tuple[tuple[Reference, ...], tuple[Apposition, ...]]:
    """References and appositions of one parsed article, in the order of its text."""
    words = words_of(doc)
    sentences = sentence_of(doc)
    named = tokens_named(words, names)
    found = phrases(words, named)
    said, used = appositions(words, article, names, named, found)
    roles = [
        _role(words, article, names, phrase, said)
        for phrase in found
        if phrase.head not in used and _refers(words, article, phrase)
    ]
    roles += bodies.find(words, article, names, named)
    dateline = dateline_of(doc)
    heard = [-1 if at in dateline else index for at, index in enumerate(named)]  # a dateline's town does nothing
    pronouns = _pronouns(words, article, names, heard, roles, used, sentences)
    at = {token.idx: token.i for token in words}
    placed = [replace(ref, sentence=sentences[at[ref.span.start]]) for ref in (*roles, *pronouns)]
    owners = {ref.span: ref for ref in placed if ref.by == "pronoun" or ref.head in BODIES}
    owned = tuple(_with_owner(article, names, apposition, owners) for apposition in said)
    return tuple(sorted(placed, key=lambda ref: ref.span)), owned


def _with_owner(
    article: Article, names: Sequence[Name], said: Apposition, owners: Mapping[Span, Reference]
) -> Apposition:
    """The apposition with whose the role is by name: "its", "the alliance's" are what they stand for, or nothing."""
    if said.of is None or (said.of[0].isupper() and said.of.lower() not in THIRD_POSSESSIVES):
        return said
    for span, ref in owners.items():
        near = Span(said.span.start - 5, said.span.end)  # "the" of "the alliance's" lies outside the role
        if near.covers(span) and ref.name is not None and span.of(article.text).endswith(said.of):
            return replace(said, of=" ".join(names[ref.name].span.of(article.text).split()))
    return replace(said, of=None)


def tokens_named(doc: Words, names: Sequence[Name]) -> list[int]:
    """For each token the index of the name that it is in, -1 where none."""
    named = [-1] * len(doc)
    for index, name in enumerate(names):
        inside = doc.between(name.span.start, name.span.end)
        if inside is not None:
            named[slice(*inside)] = [index] * (inside[1] - inside[0])
    return named


def _refers(doc: Words, article: Article, phrase: RolePhrase) -> bool:
    """Whether a role stands for one somebody: "the chief", "FIFA's chief"; not "a chief", "as chief", "chiefs".

    Headlines leave the article out: "FIFA Chief Says …".
    """
    head = doc[phrase.head]
    while head.dep_ == "compound" and phrase.start <= head.head.i < phrase.end:
        head = head.head  # "secretary" of "secretary-general"
    title = article.title_span
    headline = title is not None and title.start <= head.idx < title.end and phrase.owner is not None
    if phrase.plural or phrase.indefinite or not (phrase.definite or headline):
        return False
    before = doc[phrase.start - 1].lower_ if phrase.start else ""
    return before != "as" and head.dep_ not in {"attr", "oprd", "compound"}


def _role(
    doc: Words, article: Article, names: Sequence[Name], phrase: RolePhrase, said: Sequence[Apposition]
) -> Reference:
    span = Span(doc[phrase.start].idx, doc[phrase.end - 1].idx + len(doc[phrase.end - 1]))
    of = (
        Span(doc[phrase.owner[0]].idx, doc[phrase.owner[1] - 1].idx + len(doc[phrase.owner[1] - 1]))
        if phrase.owner
        else None
    )
    whose = owner_text(doc, article, phrase)
    fit = [a for a in said if same_office(phrase.role, whose, a.role, a.of) and not (a.former and not phrase.former)]
    before = [a for a in fit if a.span.start < span.start]
    chosen = before[-1] if before else fit[0] if fit else None
    reference = Reference(span, "role", 0, phrase.role, of)
    if chosen is None or len({last_named(names, article, a.name) for a in (before or fit)}) > 1:
        return reference
    name = names[chosen.name].span.of(article.text)
    return replace(
        reference, name=chosen.name, confidence=0.85, why=f"The article calls {name} “{chosen.span.of(article.text)}”."
    )


def _pronouns(
    doc: Words,
    article: Article,
    names: Sequence[Name],
    named: Sequence[int],
    roles: Sequence[Reference],
    used: set[int],
    sentences: Sequence[int],
) -> list[Reference]:
    """He, she and it, each with the name or role it stands for where one fits clearly best."""
    texts = [" ".join(name.span.of(article.text).split()) for name in names]
    walk = Walk(doc, article, names, named, clusters(names, texts), texts, sentences)
    by_start = {ref.span.start: ref for ref in roles}
    end = 0  # of the role last met
    for token in doc:
        if ref := by_start.get(token.idx):
            walk.meet_role(token.i, ref)
            end = ref.span.end
        if named[token.i] >= 0:
            walk.meet_name(token.i)
        if token.i in used or (token.idx < end and token.tag_ != "PRP$"):
            continue
        if token.lower_ in _PRONOUNS and token.pos_ == "PRON" and not is_expletive(token):
            walk.resolve(token)
        elif token.pos_ == "NOUN":
            walk.meet_noun(token)
    return walk.found


class Walk:
    """One walk through an article, meeting names and roles and resolving pronouns on the way."""

    def __init__(
        self,
        doc: Words,
        article: Article,
        names: Sequence[Name],
        named: Sequence[int],
        keys: Sequence[int],
        texts: Sequence[str],
        sentences: Sequence[int],
    ) -> None:
        self._doc, self._names, self._named, self._keys, self._texts = doc, names, named, keys, texts
        self._sentences = sentences
        self._quoted = quoted_tokens(doc, article)
        self._discourse = Discourse()
        self._roles: dict[int, Span] = {}  # key of an unresolved role to its span
        self._speaker = -1
        self.found: list[Reference] = []

    def meet_name(self, at: int) -> None:
        index = self._named[at]
        name = self._names[index]
        if name.agency or (at and self._named[at - 1] == index):
            return
        end = at
        while end + 1 < len(self._doc) and self._named[end + 1] == index:
            end += 1
        root = self._doc.part(at, end + 1).root
        rank = 0.2 if name.adjective else rank_of(root)
        person = name.kind == "person"
        gender = gender_of(name.title) or (sex_of(self._texts[index]) if person else "")
        self._meet(at, self._keys[index], index, rank, person, gender)
        self._hear(root, self._keys[index])

    def meet_role(self, at: int, ref: Reference) -> None:
        root = self._doc.part(*(self._doc.between(ref.span.start, ref.span.end) or (at, at + 1))).root
        if ref.name is None:
            self._roles[-2 - at] = ref.span
            self._meet(at, -2 - at, -1, rank_of(root), root.lower_ not in BODIES)
            return
        self._meet(at, self._keys[ref.name], ref.name, rank_of(root), self._names[ref.name].kind == "person")
        self._hear(root, self._keys[ref.name])

    def meet_noun(self, token: Word) -> None:
        before = self._doc[token.left_edge.i - 1].lower_ if token.left_edge.i else ""
        if unnamed_person(token) and before != "as" and token.dep_ not in {"compound", "attr", "appos"}:
            self._meet(token.i, -2 - token.i, -1, rank_of(token), True)
        elif token.dep_ in {"nsubj", "nsubjpass", "dobj"} and token.tag_ == "NN":
            self._meet(token.i, -2 - token.i, -1, rank_of(token) - 0.5, False)

    def _meet(self, at: int, key: int, name: int, rank: float, person: bool, gender: Gender = "") -> None:
        self._discourse.meet(Entity(at, key, name, self._sentences[at], rank, self._quoted[at], person), gender)

    def _hear(self, root: Word, key: int) -> None:
        """Remember who speaks last: quotations that follow without a verb of speech are theirs."""
        if root.dep_ == "nsubj" and root.head.lemma_.lower() in SPEECH and not self._quoted[root.i]:
            self._speaker = key

    def resolve(self, token: Word) -> None:
        """Add the reference that a pronoun makes, resolved where that is plain."""
        word, at = token.lower_, token.i
        span = Span(token.idx, token.idx + len(word))
        sentence, quoted = self._sentences[at], self._quoted[at]
        speaker = governing_speaker(token, self._named, self._keys)
        answer = self._ahead(token) or self._discourse.antecedent(
            token,
            sentence,
            quoted,
            speaker if speaker >= 0 else self._speaker,
            frozenset(self._roles),
            self._named_behind(token),
        )
        if answer is None:
            self.found.append(Reference(span, "pronoun", sentence, word))
            return
        entity, margin = answer
        person = word not in IT
        gender = gender_of_pronoun(word) if person and margin >= 1.5 else ""
        self._meet(at, entity.key, entity.name, rank_of(token), person, gender)
        self._hear(token, entity.key)
        who = self._texts[entity.name] if entity.name >= 0 else "the role before it"
        where = "in the same sentence" if entity.sentence == sentence else "in a sentence before"
        self.found.append(
            Reference(
                span, "pronoun", sentence, word,
                name=entity.name if entity.name >= 0 else None,
                role=self._roles.get(entity.key),
                confidence=round(min(0.95, 0.5 + margin / 5), 2),
                why=f"“{word}”: {who}, {where}, fits best.",
            )
        )  # fmt: skip

    def _named_behind(self, token: Word) -> frozenset[int]:
        """The keys of those whom the clause of a subject names behind it: none of them is the subject."""
        if token.dep_ not in {"nsubj", "nsubjpass"}:
            return frozenset()
        behind = range(token.i + 1, token.head.right_edge.i + 1)
        return frozenset(
            self._keys[self._named[at]]
            for at in behind
            if self._named[at] >= 0 and self._quoted[at] == self._quoted[token.i]
        )

    def _ahead(self, token: Word) -> tuple[Entity, float] | None:
        """ "With its forces spent, Norway sued for peace": the subject that follows, of a possessive set before it."""
        if token.tag_ != "PRP$" or self._quoted[token.i]:
            return None
        root = token
        while root.head is not root:
            root = root.head
        subject = next((child for child in root.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
        if subject is None or subject.i < token.i or self._named[subject.i] < 0:
            return None
        top = token
        while top.head != root and top.head != top:
            top = top.head
        index = self._named[subject.i]
        person = self._names[index].kind == "person"
        if top.dep_ not in {"prep", "advcl"} or person != (token.lower_ not in IT):
            return None
        return Entity(subject.i, self._keys[index], index, self._sentences[token.i], 3.0, False, person), 1.2


def governing_speaker(token: Word, named: Sequence[int], keys: Sequence[int]) -> int:
    """The key of the named subject of the speech verb that governs a token, -1 where there is none."""
    start = token.i
    for _ in range(12):
        if token.head == token:
            break
        token = token.head
        for child in token.children:
            if child.dep_ == "nsubj" and named[child.i] >= 0 and child.i != start and token.lemma_ in SPEECH:
                return int(keys[named[child.i]])
    return -1
