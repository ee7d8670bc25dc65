"""Where an article mentions which actor: by name, alias, metonym, role and pronoun, each with its reason.

An adjective ("Danish") tells whose something is: it is a mention by description of its country, not by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from tui.corpus.actors.antecedents import tied
from tui.corpus.actors.by_hand import Meant, told
from tui.corpus.actors.countries import Country, by_adjective, by_capital, by_misspelling, by_name, by_people, folded
from tui.corpus.actors.merge import Actors
from tui.corpus.actors.name_forms import surface, unseen
from tui.model import Actor, Article, Days, Mention, MentionBy, Name, Reading, Span

_WORD = re.compile(r"[\w.-]+")
_TOWN = re.compile(r"(?:Municipality|Province|District|County|Diocese|Archdiocese) of ")
NOTHING_MEANT: Mapping[Span, Meant] = MappingProxyType({})


class NamedActor(Struct, frozen=True):
    """The actor that a name stands for, how, and why."""

    actor: str
    by: MentionBy
    why: str = ""


def mentions_of(
    article: Article,
    reading: Reading,
    actors: Actors,
    published: Days | None = None,
    by_hand: Mapping[Span, Meant] = NOTHING_MEANT,
) -> tuple[Mention, ...]:
    """All mentions of actors in one article, in the order of its text; no two overlap, but that a place lies within the
    name of an organization that is called after it.

    `published` is the article's day, which decides who held an office then; `by_hand` the places of which a person said
    whom they mean.
    """
    ties = [_said(name.span, tie, actors, by_hand) for name, tie in _named(article, reading, actors)]
    found = [
        Mention(article.key, name.span, tie.by, actor=tie.actor, text=name.span.of(article.text), why=tie.why)
        for name, tie in zip(reading.names, ties, strict=True)
        if tie is not None
    ]
    found += _unseen_countries(article, reading, actors)
    spans = [mention.span for mention in found]
    found += tied(article, reading, actors, [tie.actor if tie else None for tie in ties], spans, published)
    if by_hand:
        found = [*_as_said(article, found, actors, by_hand)]
    # The longer of two that begin at one place first, so that it is the one that stays.
    found.sort(key=lambda mention: (mention.span.start, -mention.span.end))
    apart = list(_disjoint(found))
    within = (place for mention in apart for place in _places_within(article, mention, actors))
    return tuple(sorted((*apart, *within), key=lambda mention: (mention.span.start, -mention.span.end)))


def _said(span: Span, tie: NamedActor | None, actors: Actors, by_hand: Mapping[Span, Meant]) -> NamedActor | None:
    """The tie of a name as a person left it."""
    meant = next((one for at, one in by_hand.items() if at.overlaps(span)), None)
    return _by_hand(meant, actors) if meant is not None else tie


def _by_hand(meant: Meant, actors: Actors) -> NamedActor | None:
    found = actors.tie("", *meant.to) if meant.to is not None else None
    if found is None:
        return None
    name = actors.by_id[found[0]].name
    return NamedActor(found[0], "name" if folded(surface(meant.words)) == folded(name) else "alias", told(meant))


def _as_said(
    article: Article, found: Sequence[Mention], actors: Actors, by_hand: Mapping[Span, Meant]
) -> Iterator[Mention]:
    """The mentions as a person left them; what they said of words that are none yet are new ones."""
    left = dict(by_hand)
    for mention in found:
        meant = next((one for at, one in by_hand.items() if at.overlaps(mention.span)), None)
        if meant is None:
            yield mention
            continue
        left.pop(meant.span, None)
        if (tie := _by_hand(meant, actors)) is not None:
            by = mention.by if mention.by in ("role", "pronoun") else tie.by
            yield replace(mention, actor=tie.actor, by=by, score=100.0, why=tie.why)
    for span, meant in left.items():
        if (tie := _by_hand(meant, actors)) is not None:
            yield Mention(article.key, span, tie.by, 100.0, tie.actor, span.of(article.text), tie.why)


def _places_within(article: Article, mention: Mention, actors: Actors) -> Iterator[Mention]:
    """Places that an organization's name begins or ends with: "Oslo" of "Oslo Police Department", "University of
    Oslo"; as far as the corpus or the world's countries know them."""
    whole = actors.by_id.get(mention.actor or "")
    words = list(_WORD.finditer(mention.text))
    if whole is None or mention.by not in {"name", "alias"} or len(words) < 2:
        return
    if whole.kind != "organization" and not (whole.kind == "place" and _TOWN.match(mention.text)):
        return
    taken = len(mention.text)
    for first, last in _edges(len(words)):
        start, end = words[first].start(), words[last].end()
        place = _place(article.key, mention.text[start:end], actors) if end <= taken else None
        if place is not None and place.id != whole.id:
            taken = start
            span = Span(mention.span.start + start, mention.span.start + end)
            text = mention.text[start:end]
            by: MentionBy = "name" if folded(text) == folded(place.name) else "alias"
            yield Mention(article.key, span, by, 100.0, place.id, text, f"“{mention.text}” is called after it.")


def _edges(words: int) -> Iterator[tuple[int, int]]:
    """First and last word of what a name of so many words may end or begin with, the longer first."""
    for n in range(min(3, words - 1), 0, -1):
        yield words - n, words - 1
    for n in range(min(3, words - 1), 0, -1):
        yield 0, n - 1


def _place(article: str, form: str, actors: Actors) -> Actor | None:
    if not form[:1].isupper() or (not form[-1:].isalnum() and not form.endswith(".")):
        return None
    if (country := by_name(form)) is not None:
        return actors.country(country)
    found = actors.tie(article, form, "place")
    actor = actors.by_id[found[0]] if found else None
    return actor if actor is not None and actor.kind == "place" else None


def _disjoint(found: list[Mention]) -> Iterator[Mention]:
    end = -1
    for mention in found:
        if mention.span.start >= end:
            yield mention
            end = mention.span.end


def _named(article: Article, reading: Reading, actors: Actors) -> Iterator[tuple[Name, NamedActor | None]]:
    """Each of `reading.names` with the actor it stands for; None for agencies and for names that nothing ties."""
    named = {
        country.code for name in reading.names if (country := _country(surface(name.span.of(article.text)))) is not None
    }
    return ((name, _tie(article, name, actors, named)) for name in reading.names)


def _country(form: str) -> Country | None:
    return by_name(form) or by_adjective(form) or by_people(form)


def _tie(article: Article, name: Name, actors: Actors, named: set[str]) -> NamedActor | None:
    if name.agency:
        return None
    form = surface(name.span.of(article.text))
    if name.acts and (country := by_capital(form)) is not None and country.code in named:
        actor = actors.country(country)
        if actor is not None and not actors.is_not(form, name.kind, actor.id):
            return NamedActor(actor.id, "metonym", f"“{form}”, the capital, acts for {country.name} here.")
    found = actors.tie(article.key, form, name.kind)
    if found is None:
        return None
    actor_id, why = found
    shown = actors.by_id[actor_id]
    if shown.kind == "country" and by_name(form) is None and folded(form) != folded(shown.name):
        if name.adjective:
            return NamedActor(actor_id, "description", f"“{form}” is the adjective of {shown.name}.")
        if by_misspelling(form) is not None:
            return NamedActor(actor_id, "alias", f"“{form}” is {shown.name} with a slip of the pen.")
        if by_people(form) is None and by_adjective(form) is None:  # a seat of government that a person stated
            return NamedActor(actor_id, "metonym", f"“{form}” stands for {shown.name}.")
    if name.adjective:
        return None
    return NamedActor(actor_id, "name" if folded(form) == folded(shown.name) else "alias", why)


def _unseen_countries(article: Article, reading: Reading, actors: Actors) -> Iterator[Mention]:
    """Names of countries that the language model missed, in headlines above all."""
    for span, country in unseen(article, reading):
        actor, words = actors.country(country), span.of(article.text)
        if actor is not None and actors.is_not(surface(words), "country", actor.id):
            other = actors.tie(article.key, surface(words), "country")
            actor = actors.by_id[other[0]] if other is not None else None
        if actor is not None:
            by: MentionBy = "name" if folded(words) == folded(actor.name) else "alias"
            yield Mention(article.key, span, by, actor=actor.id, text=words)
