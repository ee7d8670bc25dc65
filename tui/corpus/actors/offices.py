"""Who held which office when, learned from what the articles say somebody is, with their days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct, field

from tui.config import StatedActor
from tui.corpus.actors.by_hand import RoleHeld
from tui.corpus.actors.name_forms import ArticleForms
from tui.model import ActorKind, Days
from tui.reading.appositions import same_role
from tui.text.word_classes import POSSESSIVES

# Enough to show why; of a head of government thousands of articles say so.
_ARTICLES = 12  # evidence kept of an office

OwnerOf = Callable[[str, str], str | None]  # article and words that tell whose, to Actor.id
HolderOf = Callable[[str, str, ActorKind], tuple[str, str] | None]  # article, form and kind to Actor.id and why


class Office(Struct, frozen=True):
    """`actor` held `role` of the actor `of`, as texts of `first` to `last` say (None where no text has a day)."""

    actor: str  # Actor.id
    role: str
    of: str | None  # Actor.id, or None where no text says whose
    articles: tuple[str, ...] = ()  # where it is said, a dozen at most
    first: date | None = None
    last: date | None = None
    former: bool = False  # only ever said of somebody who held it before
    stated: bool = False  # by a person
    by_hand: bool = False  # and that in the desk, not in config.yaml


class _OfficeEvidence(Struct):
    articles: list[str] = field(default_factory=list)
    first: date | None = None
    last: date | None = None
    former: bool = True

    def add(self, article: str, days: Days | None, former: bool) -> None:
        if len(self.articles) < _ARTICLES:
            self.articles.append(article)
        if former:
            return
        self.former = False
        if days is not None:
            self.first = min(self.first or days.first, days.first)
            self.last = max(self.last or days.last, days.last)


def offices(
    articles: Iterable[ArticleForms],
    holder_of: HolderOf,
    owner_of: OwnerOf,
    stated: Sequence[StatedActor],
    published: Mapping[str, Days],
    by_hand: Sequence[RoleHeld] = (),
) -> tuple[Office, ...]:
    """All offices that the corpus or a person gives somebody, stated ones first."""
    found: dict[tuple[str, str, str | None], _OfficeEvidence] = defaultdict(_OfficeEvidence)
    for article in articles:
        for row in article.roles:
            found_as = holder_of(article.article, row.form, "person")
            if found_as is None:
                continue
            holder = found_as[0]
            owner = owner_of(article.article, row.of) if row.of and row.of not in POSSESSIVES else None
            found[holder, row.role, owner].add(article.article, published.get(article.article), row.former)
    learned = [
        Office(actor, role, owner, tuple(evidence.articles), evidence.first, evidence.last, evidence.former)
        for (actor, role, owner), evidence in sorted(found.items(), key=lambda item: str(item[0]))
    ]
    return (*_stated(stated, holder_of, owner_of), *_by_hand(by_hand, holder_of, owner_of), *learned)


def _stated(stated: Sequence[StatedActor], holder_of: HolderOf, owner_of: OwnerOf) -> list[Office]:
    found = []
    for actor in stated:
        holder = holder_of("", actor.name, "person")
        for role in actor.roles if holder else ():
            owner = owner_of("", role.of) if role.of else None
            id_ = holder[0] if holder else ""
            found.append(Office(id_, role.role.lower(), owner, (), role.from_, role.until, stated=True))
    return found


def _by_hand(by_hand: Sequence[RoleHeld], holder_of: HolderOf, owner_of: OwnerOf) -> Iterator[Office]:
    for said in by_hand:
        holder = holder_of("", *said.form)
        if holder is not None:
            owner = owner_of("", said.of) if said.of else None
            yield Office(holder[0], said.role.lower(), owner, (), said.first, said.last, stated=True, by_hand=True)


def holder(held: Iterable[Office], role: str, of: str, former: bool, day: Days | None) -> Office | None:
    """Who held the role of the actor `of` on a day; None where nobody or more than one could be meant.

    Of several, the one whose evidence is nearest to the day; a former holder's lies before it.
    """
    fit = [office for office in held if office.of == of and same_role(role, office.role)]
    if day is not None:
        fit = [office for office in fit if not (office.stated and _outside(office, day))]
    if former and day is not None:
        fit = [office for office in fit if office.former or office.first is None or office.first <= day.last]
    elif not former:
        fit = [office for office in fit if not office.former]
    if any(office.stated and not office.by_hand for office in fit):  # what config.yaml states goes before
        fit = [office for office in fit if not office.by_hand]
    people = {office.actor for office in fit}
    # Without a day the last holder would be as good a guess as the first: nobody is better.
    if len(people) < 2 or day is None:
        return fit[0] if len(people) == 1 else None
    near = sorted((_distance(office, day), office.actor, office.role) for office in fit if office.first or office.last)
    # Two that are as near: a day of transition, on which either may be meant.
    if not near or (len(near) > 1 and near[0][0] == near[1][0] and near[0][1] != near[1][1]):
        return None
    return next(office for office in fit if (office.actor, office.role) == near[0][1:])


def _outside(office: Office, day: Days) -> bool:
    return bool((office.first and day.last < office.first) or (office.last and day.first > office.last))


def _distance(office: Office, day: Days) -> int:
    """Days between the evidence and the day, 0 where it lies within."""
    first, last = office.first or office.last or day.first, office.last or office.first or day.last
    return max(0, (first - day.last).days, (day.first - last).days)
