"""The rules by which two forms are one actor, each with its reason; what is only likely is offered, not made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tui.config import StatedActor
from tui.corpus.census import Census, is_person
from tui.corpus.countries import Country, by_adjective, by_name, by_people, folded
from tui.corpus.countries import countries as all_countries
from tui.corpus.forms import ArticleForms, abbreviates
from tui.corpus.unions import Unions

_COUNTRY = "country|"
_STATED = "stated|"


def country_of(node: str) -> Country | None:
    """The country whose set this is the root of."""
    if not node.startswith(_COUNTRY):
        return None
    code = node.removeprefix(_COUNTRY)
    return next(country for country in all_countries() if country.code == code)


def stated_node(actor: StatedActor) -> str:
    country = by_name(actor.name)
    return f"{_COUNTRY}{country.code}" if country else f"{_STATED}{folded(actor.name)}"


def countries(census: Census, nodes: Iterable[str], unions: Unions) -> None:
    """A country's names, adjectives and peoples are the country."""
    for node in nodes:
        if is_person(node) or (census.kind(node) == "organization" and by_name(node) is None):
            continue
        surface = census.tally(node).surface
        if country := by_name(node):
            why = "" if folded(country.name) == node else f"“{surface}” is a name of {country.name}."
        elif country := by_adjective(node):
            why = f"“{surface}” is the adjective of {country.name}."
        elif country := by_people(node):
            why = f"“{surface}” is the people of {country.name}."
        if country and unions.union(f"{_COUNTRY}{country.code}", node, why) and not why:
            unions.why.pop()


def stated(census: Census, actors: Iterable[StatedActor], unions: Unions) -> None:
    """What a person states comes before what the corpus suggests."""
    for actor in actors:
        root = stated_node(actor)
        for form in (actor.name, *actor.aliases):
            key = folded(form)
            if key in census.tallies:
                unions.union(
                    root, census.node(key, actor.kind or "group"), f"The config states that “{form}” is {actor.name}."
                )


def acronyms(census: Census, nodes: Sequence[str], articles: Iterable[ArticleForms], unions: Unions) -> None:
    """A long form and the short one that an article gives with it; or initials that fit one organisation only."""
    for article in articles:
        for long, short in article.defined:
            a, b = (census.node(folded(form), "organization") for form in (long, short))
            if abbreviates(short, long):
                unions.union(a, b, f"“{long} ({short})” in {article.article}.")


def organizations(census: Census, nodes: Iterable[str], unions: Unions) -> None:
    """The same content words in another order or spelling."""


def persons(census: Census, nodes: Iterable[str], unions: Unions) -> None:
    """The same person by another spelling."""


def likely(census: Census, nodes: Iterable[str], unions: Unions) -> Iterator[tuple[str, str, str, float]]:
    """Pairs of nodes that may be one actor, with why and a score of 0 to 100."""
    return iter(())
