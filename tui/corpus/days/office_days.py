"""What office holders tell of days: an office has one holder at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from tui.config import StatedActor
from tui.corpus.days.day_evidence import ArticleDays, OfficeHolder
from tui.model import Days, Published


class Term(Struct, frozen=True):
    """When somebody held an office; None where an end is open or not known. `of` is empty where it goes unsaid."""

    surname: str
    role: str
    of: str = ""
    first: date | None = None
    last: date | None = None
    stated: bool = False  # by a person, so that it bounds its holder's own articles too


def terms_of(articles: Collection[ArticleDays], published: Mapping[str, Published]) -> tuple[Term, ...]:
    """The terms that dated articles attest: from the earliest to the latest day they name the holder.

    An article whose day is an interval attests no more than one of its days, so that a term is counted from the
    earliest end to the latest beginning.
    """
    attested: dict[OfficeHolder, list[Days]] = defaultdict(list)
    for article in articles:
        days = published[article.article].days if article.article in published else None
        if days is not None:
            for holder in article.holders:
                attested[holder].append(days)
    found = []
    for holder, seen in attested.items():
        # The other way round, two articles whose days are wide would attest a term that neither of them does.
        first, last = min(days.last for days in seen), max(days.first for days in seen)
        if first <= last:
            found.append(Term(holder.surname, holder.role, holder.of, first, last))
    return tuple(found)


def stated_terms(actors: Iterable[StatedActor]) -> tuple[Term, ...]:
    """The terms of office that a config states, by every name of their holders."""
    found = []
    for actor in actors:
        surnames = {words[-1].casefold() for name in (actor.name, *actor.aliases) if (words := name.split())}
        for role in actor.roles:
            if role.from_ is None and role.until is None:
                continue
            found += [
                Term(surname, role.role.casefold(), role.of.casefold(), role.from_, role.until, stated=True)
                for surname in sorted(surnames)
            ]
    return tuple(found)


class Tenure(Struct, frozen=True):
    """What a holder's office tells of an article's day."""

    term: Term
    within: bool  # the article's own holder: its day lies within the term; else another's: outside of it
    why: str

    def allows(self, day: date) -> bool:
        inside = (self.term.first is None or self.term.first <= day) and (
            self.term.last is None or day <= self.term.last
        )
        return inside == self.within


class Offices:
    """The terms by office."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._by_role: dict[str, list[Term]] = defaultdict(list)
        for term in terms:
            self._by_role[term.role].append(term)

    def tenures(self, holders: Sequence[OfficeHolder]) -> tuple[Tenure, ...]:
        """What an article's holders tell, terms that a person stated first."""
        found: list[Tenure] = []
        for holder in holders:
            for term in self._by_role.get(holder.role, ()):
                if term.surname == holder.surname and term.stated and term.of in {"", holder.of}:
                    why = f"it calls {holder.surname.title()} {holder.role}, who was that {_stretch(term)}"
                    found.append(Tenure(term, True, why))
                elif term.surname != holder.surname and term.of == holder.of:
                    why = (
                        f"it calls {holder.surname.title()} {holder.role} of {holder.of.upper()}, who others say was"
                        f" {term.surname.title()} {_stretch(term)}"
                    )
                    found.append(Tenure(term, False, why))
        # What a person stated of the holder himself first: a test that would leave no day is told and not used.
        return tuple(sorted(found, key=lambda tenure: not tenure.within))


def _stretch(term: Term) -> str:
    if term.first is not None and term.last is not None:
        return f"from {term.first} to {term.last}"
    return f"from {term.first}" if term.first is not None else f"until {term.last}"
