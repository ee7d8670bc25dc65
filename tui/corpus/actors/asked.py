"""What an article asks of all actors while it is resolved, and whether the answers are still the same.

An article rests on other articles through the actors alone: whom a name means, what that actor is called, who held an
office. `AskedActors` notes each question. While every answer stays the same, resolving the article again would give the
same result, whatever else was read meanwhile (a *verifying trace*: Mokhov, Mitchell and Peyton Jones, "Build systems à
la carte", 2018).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from msgspec import Struct, field

from tui.corpus.actors.by_hand import Side
from tui.corpus.actors.merge import Actors
from tui.corpus.actors.offices import Office, holder
from tui.model import Actor, ActorKind, Days
from tui.reading.appositions import same_role


class Question(Struct, frozen=True, order=True, array_like=True):
    """`about` "form" (words: the form, its kind), "anywhere" (the same, whatever the article), "actor" or "sides" (its
    id) or "office" (the owner's id, the role, "former" or "")."""

    about: str
    words: tuple[str, ...]


class _Noted(Mapping[str, Actor]):
    """Actors by id, each look at one noted."""

    def __init__(self, actors: Mapping[str, Actor], asked: set[Question]) -> None:
        self._actors = actors
        self._asked = asked

    def __getitem__(self, key: str) -> Actor:
        self._asked.add(Question("actor", (key,)))
        return self._actors[key]

    def __iter__(self) -> Iterator[str]:
        raise TypeError("one article asks for single actors, never for all")

    def __len__(self) -> int:
        raise TypeError("one article asks for single actors, never for all")


class AskedActors(Actors, frozen=True):
    """Actors as one article sees them; `asked` grows with every question."""

    asked: set[Question] = field(default_factory=set)

    def tie(self, article: str, form: str, kind: ActorKind) -> tuple[str, str] | None:
        self.asked.add(Question("form" if article else "anywhere", (form, kind)))
        return super().tie(article, form, kind)

    def is_not(self, form: str, kind: ActorKind, actor: str) -> bool:
        self.asked.add(Question("form", (form, kind)))
        return super().is_not(form, kind, actor)

    def sides_of(self, actor: str) -> tuple[Side, ...]:
        self.asked.add(Question("sides", (actor,)))
        return super().sides_of(actor)

    def offices_of(self, owner: str) -> tuple[Office, ...]:
        raise TypeError("one article asks who held an office: `office`")

    def office(self, owner: str, role: str, former: bool, day: Days | None) -> Office | None:
        self.asked.add(Question("office", (owner, role, "former" if former else "")))
        return holder(super().offices_of(owner), role, owner, former, day)


def noting(actors: Actors) -> AskedActors:
    """The same actors for one article, with no question asked yet."""
    asked: set[Question] = set()
    return AskedActors(
        actors=actors.actors,
        offices=actors.offices,
        by_id=_Noted(actors.by_id, asked),
        _census=actors._census,
        _of=actors._of,
        _local=actors._local,
        _by_owner=actors._by_owner,
        _sides=actors._sides,
        _why=actors._why,
        _out=actors._out,
        asked=asked,
    )


def digest(actors: Actors, article: str, questions: Iterable[Question], day: Days | None, *others: object) -> str:
    """Of all answers that an article gets.

    Args:
        article: its key.
        questions: what it asks, in any order.
        day: when it was published, which decides who held an office.
        others: what else it rests on; told apart by their repr.

    Returns:
        24 hexadecimal digits: the same as long as every answer is the same.
    """
    answers = hashlib.blake2b(repr(others).encode("utf-8", "replace"), digest_size=12)
    for question in sorted(questions):
        answer = repr((question.about, question.words, _answer(actors, article, question, day)))
        answers.update(answer.encode("utf-8", "replace"))
    return answers.hexdigest()


def _answer(actors: Actors, article: str, question: Question, day: Days | None) -> object:
    """As far as the article can see it: of an actor its name and kind, not how often others mention it."""
    words = question.words
    if question.about in ("form", "anywhere"):
        form, kind = words[0], cast("ActorKind", words[1])
        tied = actors.tie(article if question.about == "form" else "", form, kind)
        parted = actors.parted(form, kind)
        return (tied, parted) if parted else tied
    if question.about == "sides":
        return actors.sides_of(words[0])
    if question.about == "actor":
        actor = actors.by_id.get(words[0])
        return None if actor is None else (actor.name, actor.kind)
    owner, role, former = words
    office = actors.office(owner, role, bool(former), day)
    return None if office is None else (office.actor, office.role, office.stated, office.articles[:2])


def in_general(actors: Actors, question: Question, size: int) -> bytes:
    """A digest of what a question is answered, whatever the article and its day: where it stays the same, only what is
    answered to single articles alone can be other."""
    words = question.words
    answer: object
    if question.about in ("form", "anywhere"):
        form, kind = words[0], cast("ActorKind", words[1])
        answer = actors.node_of(form, kind), actors.tie("", form, kind), actors.parted(form, kind)
    elif question.about == "office":
        owner, role, _ = words
        held = [office for office in actors.offices_of(owner) if same_role(role, office.role)]
        answer = [(o.actor, o.role, o.first, o.last, o.former, o.stated, o.by_hand, o.articles[:2]) for o in held]
    else:
        answer = _answer(actors, "", question, None)
    return hashlib.blake2b(repr(answer).encode("utf-8", "replace"), digest_size=size).digest()
