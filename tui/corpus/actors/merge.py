"""From the forms of all articles to actors: one actor under all its names, each merge with its reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from tui.config import StatedActor
from tui.corpus.actors import by_hand as hand
from tui.corpus.actors import merge_rules, person_rules, surnames
from tui.corpus.actors.by_hand import NOTHING, ByHand, InArticle, RoleHeld, Side, SideTaken, Stated
from tui.corpus.actors.countries import Country, by_adjective, by_capital, by_name, country_id, folded
from tui.corpus.actors.form_counts import Census
from tui.corpus.actors.gathered import AtHand, Gathered
from tui.corpus.actors.likenesses import Likenesses
from tui.corpus.actors.making import Said, form_of, full_name, made
from tui.corpus.actors.name_forms import ArticleForms, FormRow, RoleRow, forms_of, surface
from tui.corpus.actors.offices import Office, holder, offices
from tui.corpus.actors.surnames import Local
from tui.corpus.actors.titled_surnames import Untitled
from tui.model import Actor, ActorKind, Days, Form
from tui.text.union_find import Unions

__all__ = ["Actors", "ArticleForms", "FormRow", "Offer", "RoleRow", "forms_of", "full_name", "merge"]


class Offer(Struct, frozen=True):
    """A merge that is only likely: offered to a person, not made."""

    actor: str  # Actor.id
    other: str
    why: str
    score: float  # 0 to 100
    forms: tuple[Form, Form]  # one of either actor: what a person's verdict is kept by


class Actors(Struct, frozen=True):
    """All actors, and whom each form means, in general and in one article."""

    actors: tuple[Actor, ...]  # most mentioned first
    offers: tuple[Offer, ...] = ()
    offices: tuple[Office, ...] = ()
    by_id: Mapping[str, Actor] = field(default_factory=dict)
    _census: Census = field(default_factory=lambda: Census({}))
    _of: Mapping[str, str] = field(default_factory=dict)  # node to Actor.id
    _local: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)  # article, node: Actor.id, why
    _by_owner: Mapping[str, tuple[Office, ...]] = field(default_factory=dict)
    _sides: Mapping[str, tuple[Side, ...]] = field(default_factory=dict)  # Actor.id: what a person said
    _why: Mapping[str, str] = field(default_factory=dict)  # node to why it is its actor, where a person said so
    _out: Mapping[str, frozenset[str]] = field(default_factory=dict)  # node to ids of actors that it is not by hand

    def actor_of(self, article: str, form: str, kind: ActorKind) -> Actor | None:
        """The actor that a form means in an article, or None where it is not known."""
        found = self.tie(article, form, kind)
        return self.by_id[found[0]] if found else None

    def tie(self, article: str, form: str, kind: ActorKind) -> tuple[str, str] | None:
        """The same as its id, with the reason where it rests on the article ("" where the form is the actor's own)."""
        key = folded(form)
        node = self._census.node(key, kind)
        local = self._local.get((article, node))
        if local is not None:
            return local if local[0] else None
        at = next((each for each in (node, key, f"~{key}") if self._of.get(each)), None)
        return (self._of[at], self._why.get(at, "")) if at is not None else None

    def node_of(self, form: str, kind: ActorKind) -> str:
        """The node that a form belongs to."""
        return self._census.node(folded(form), kind)

    def in_single_articles(self) -> Iterator[tuple[str, str, tuple[str, str]]]:
        """What single articles are answered otherwise than others: article, node, and the answer of `tie`."""
        return ((article, node, answer) for (article, node), answer in self._local.items())

    def is_not(self, form: str, kind: ActorKind, actor: str) -> bool:
        """Whether a person took a form out of an actor, whatever else would make it that."""
        return actor in self.parted(form, kind)

    def parted(self, form: str, kind: ActorKind) -> tuple[str, ...]:
        """The ids of the actors that a person took a form out of."""
        return tuple(sorted(self._out.get(self._census.node(folded(form), kind), ()))) if self._out else ()

    def sides_of(self, actor: str) -> tuple[Side, ...]:
        """For whom an actor speaks by what a person said, what was said last first."""
        return self._sides.get(actor, ())

    def owner_of(self, article: str, words: str) -> str | None:
        """The id of the actor that tells whose an office is: "Peruvian", "FIFA", "U.S.", "Berlin"."""
        country = by_name(words) or by_adjective(words) or by_capital(words)
        if country is not None and (key := country_id(country)) in self.by_id:
            return key
        found = self.tie(article, words, "organization")
        return found[0] if found else None

    def offices_of(self, owner: str) -> tuple[Office, ...]:
        """The offices of an actor (not those that a person holds)."""
        return self._by_owner.get(owner, ())

    def office(self, owner: str, role: str, former: bool, day: Days | None) -> Office | None:
        """The office of an actor that somebody held on a day; None where nobody or more than one could be meant."""
        return holder(self.offices_of(owner), role, owner, former, day)

    def country(self, country: Country) -> Actor | None:
        """The actor that a country is, where the corpus mentions it."""
        return self.by_id.get(country_id(country))


def merge(
    articles: Collection[ArticleForms] | Gathered,
    stated: Sequence[StatedActor] = (),
    never_same: Sequence[tuple[str, str]] = (),
    published: Mapping[str, Days] | None = None,
    by_hand: ByHand = NOTHING,
    known: Likenesses | None = None,
) -> Actors:
    """Merge all forms of the corpus into actors.

    Args:
        articles: in the order of their keys, so that the same articles give the same actors; or what was gathered.
        stated: actors that the config states, their names first.
        never_same: pairs of names that the config keeps apart.
        published: the articles' days, from which to tell when an office was held.
        by_hand: what a person decided, which comes before all that the corpus suggests and after what is stated.
        known: how alike names are that were compared before; what is compared now is added to it.

    Returns:
        The actors, and whom each form means. They rest on what the articles are, on nothing that was merged before.

    Takes O(n log n) time for n rows of forms.
    """
    gathered = articles if isinstance(articles, Gathered) else Gathered(AtHand(articles)).take(articles)
    noted, census = gathered.excerpts, gathered.census()
    nodes = census.nodes()
    unions = Unions([(census.node(folded(a), "group"), census.node(folded(b), "group")) for a, b in never_same])
    reasons = _of_things(census, nodes, noted.abbreviating, stated, Stated(stated, never_same), by_hand, unions)
    person_rules.called(census, noted.called, unions)
    sounding = list(person_rules.persons(census, _free(nodes, unions), noted.roles, unions))
    initialled = list(person_rules.initialled(census, nodes, unions))
    bearers = surnames.Bearers(census, nodes, unions)
    bearers.merge(unions)
    spoken_of = gathered.articles.among({one.article for one in by_hand.meant}) if by_hand.meant else ()
    told = list(hand.in_articles(by_hand.meant, census, map(gathered.titles.told, spoken_of)))
    local = _without(gathered.local(census, nodes, bearers, unions), told)
    moved = [(one.node, one.meant, one.form, one.count) for one in local]
    moved += [*merge_rules.acting(census, noted.acting, unions), *_moves(told, local)]
    ids, actors = made(census, nodes, unions, moved, Said(stated, by_hand, census, unions))
    there = {actor.id for actor in actors}
    likely = (
        *initialled,
        *sounding,
        *merge_rules.likely(census, nodes, unions, known or Likenesses()),
        *merge_rules.initials_offered(census, nodes, unions),
        *merge_rules.surnames_offered(census, nodes, bearers.by_ending, unions),
    )
    offers = _offers(census, unions, ids, there, likely)
    merged = Actors(
        actors=tuple(actors),
        offers=offers,
        by_id={actor.id: actor for actor in actors},
        _census=census,
        _of={node: key for node, key in ids.items() if key in there},
        _local=_by_article(ids, local, told, gathered.titles.untitled()),
        _why=reasons,
        _out={node: frozenset(ids[of] for of in others) for node, others in unions.out.items()},
    )
    held = offices(noted.roles, merged.tie, merged.owner_of, stated, published or {}, by_hand.roles)
    by_owner: dict[str, tuple[Office, ...]] = {}
    for office in held:
        if office.of:
            by_owner[office.of] = (*by_owner.get(office.of, ()), office)
    merged = replace(merged, offices=held, _by_owner=by_owner, _sides=_sides(merged, by_hand))
    return _reasoned(merged, by_hand)


def _by_article(
    ids: Mapping[str, str], local: Iterable[Local], told: Iterable[InArticle], titled: Iterable[Untitled]
) -> dict[tuple[str, str], tuple[str, str]]:
    """Whom forms mean in single articles, with why, by article and node."""
    found = {(one.article, one.node): (ids[one.meant], one.why) for one in local}
    for one in titled:
        node = f"~{one.titled}"
        why = f"“{one.form}” is {one.shown} in this article; others of the name are told apart by their title."
        found.setdefault((one.article, f"~{one.bare}"), found.get((one.article, node), (ids[node], why)))
    return found | {(one.article, one.node): (ids.get(one.to, ""), one.why) for one in told if one.whole}


def _reasoned(actors: Actors, by_hand: ByHand) -> Actors:
    """The same with what a person said of single actors and places among their reasons."""
    why: dict[str, dict[str, None]] = defaultdict(dict)
    of_actors: tuple[RoleHeld | SideTaken, ...] = (*by_hand.roles, *by_hand.sides)
    for said in of_actors:
        if (found := actors.tie("", *said.form)) is not None:
            why[found[0]][hand.reason(said)] = None
    for meant in by_hand.meant:
        for form in (meant.to, (surface(meant.words), "person")):
            found = actors.tie("", *form) if form is not None else None
            if found is not None:
                why[found[0]][f"{meant.article}: {hand.told(meant)}"] = None
    if not why:
        return actors
    known = tuple(
        replace(actor, why=(*actor.why, *why[actor.id])) if actor.id in why else actor for actor in actors.actors
    )
    return replace(actors, actors=known, by_id={actor.id: actor for actor in known})


def _of_things(
    census: Census,
    nodes: Sequence[str],
    abbreviating: Iterable[ArticleForms],
    stated: Sequence[StatedActor],
    known: Stated,
    by_hand: ByHand,
    unions: Unions,
) -> dict[str, str]:
    """What is one by what a person said, and of countries, places and bodies what is one by its names; in the order of
    how sure the rules are. Gives the reasons that rest on what a person decided, by node."""
    hand.parted(by_hand, census, known, unions)
    free = _free(nodes, unions)
    merge_rules.countries(census, free, unions)
    merge_rules.capitals(census, free, unions)
    merge_rules.stated(census, stated, unions)
    reasons = hand.joined(by_hand, census, known, unions)
    merge_rules.acronyms(census, nodes, abbreviating, unions)
    merge_rules.organizations(census, free, unions)
    merge_rules.legal_forms(census, free, unions)
    person_rules.inverted(census, nodes, unions)
    return reasons


def _free(nodes: Sequence[str], unions: Unions) -> list[str]:
    """The nodes that a rule may join as one of several alike: what a person took out is like nothing."""
    return [node for node in nodes if node not in unions.out] if unions.out else list(nodes)


def _without(local: Iterable[Local], told: Sequence[InArticle]) -> list[Local]:
    """What the articles settle, but where a person did."""
    settled = {(one.article, one.node) for one in told if one.whole}
    return [one for one in local if (one.article, one.node) not in settled]


def _moves(told: Sequence[InArticle], local: Sequence[Local]) -> Iterator[tuple[str, str, str, int]]:
    """What a person's word takes from one node and gives to another."""
    meant = {(one.article, one.node): one.meant for one in local} if told else {}
    for one in told:
        yield meant.get((one.article, one.node), one.node), one.to, one.form, one.count


def _sides(actors: Actors, by_hand: ByHand) -> dict[str, tuple[Side, ...]]:
    found: dict[str, tuple[Side, ...]] = {}
    for taken in by_hand.sides:
        actor, side = actors.tie("", *taken.form), actors.tie("", taken.side, "organization")
        if actor is not None:
            name = actors.by_id[side[0]].name if side is not None else taken.side
            found[actor[0]] = (Side(name, taken.first, taken.last), *found.get(actor[0], ()))
    return found


def _offers(
    census: Census,
    unions: Unions,
    ids: Mapping[str, str],
    there: set[str],
    likely: Iterable[tuple[str, str, str, float]],
) -> tuple[Offer, ...]:
    """Merges that are only likely, the likeliest first; `likely` are two nodes, why, and a score."""
    offers: dict[tuple[str, str], Offer] = {}
    for a, b, why, score in sorted(likely, key=lambda found: -found[3]):
        pair = ids[a], ids[b]
        told = pair[::-1] in offers
        if pair[0] != pair[1] and there.issuperset(pair) and not unions.kept_apart(a, b) and not told:
            offers.setdefault(pair, Offer(*pair, why, score, (form_of(census, a), form_of(census, b))))
    return tuple(offers.values())
