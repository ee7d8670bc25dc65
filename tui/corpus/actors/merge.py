"""From the forms of all articles to actors: one actor under all its names, each merge with its reason."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from tui.config import StatedActor
from tui.corpus.actors import merge_rules, surnames
from tui.corpus.actors.countries import Country, by_adjective, by_capital, by_name, country_id, folded
from tui.corpus.actors.form_counts import Census, is_person
from tui.corpus.actors.ids import id_of
from tui.corpus.actors.name_forms import ArticleForms, FormRow, RoleRow, forms_of
from tui.corpus.actors.offices import Office, holder, offices
from tui.model import Actor, ActorKind, Days, Form, Verdict
from tui.text.union_find import Unions

__all__ = ["Actors", "ArticleForms", "FormRow", "Offer", "RoleRow", "forms_of", "merge"]


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
    _census: Census = field(default_factory=lambda: Census(()))
    _of: Mapping[str, str] = field(default_factory=dict)  # node to Actor.id
    _local: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)  # article, node: Actor.id, why
    _by_owner: Mapping[str, tuple[Office, ...]] = field(default_factory=dict)

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
            return local
        actor = self._of.get(node) or self._of.get(key) or self._of.get(f"~{key}")
        return (actor, "") if actor else None

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

    def held_by(self, actor: str) -> tuple[Office, ...]:
        """The offices that a person held."""
        return tuple(office for office in self.offices if office.actor == actor)

    def country(self, country: Country) -> Actor | None:
        """The actor that a country is, where the corpus mentions it."""
        return self.by_id.get(country_id(country))


def merge(
    articles: Collection[ArticleForms],
    stated: Sequence[StatedActor] = (),
    never_same: Sequence[tuple[str, str]] = (),
    published: Mapping[str, Days] | None = None,
    verdicts: Sequence[Verdict] = (),
) -> Actors:
    """Merge all forms of the corpus into actors.

    Args:
        articles: walked several times; in the order of their keys, so that the same articles give the same actors.
        stated: actors that the config states, their names first.
        never_same: pairs of names that the config keeps apart.
        published: the articles' days, from which to tell when an office was held.
        verdicts: what a person decided, which comes before all that the corpus suggests.

    Returns:
        The actors, and whom each form means. They rest on what the articles are, on nothing that was merged before.

    Takes O(n log n) time for n rows of forms.
    """
    census = Census(articles)
    nodes = census.nodes()
    unions = _of_things(census, nodes, articles, stated, never_same, verdicts)
    merge_rules.persons(census, nodes, unions)
    initialled = list(merge_rules.initialled(census, nodes, unions))
    bearers = surnames.Bearers(census, nodes, unions)
    bearers.merge_sole(unions)
    local = list(bearers.by_article(articles, unions))
    moved = [(one.node, one.meant, one.form, one.count) for one in local]
    moved += merge_rules.acting(census, articles)
    ids, actors = _actors(census, nodes, unions, moved, stated)
    there = {actor.id for actor in actors}
    likely = (
        *initialled,
        *merge_rules.likely(census, nodes, unions),
        *merge_rules.surnames_offered(census, nodes, bearers.by_ending, unions),
    )
    offers = _offers(census, unions, ids, there, likely)
    merged = Actors(
        actors=tuple(actors),
        offers=offers,
        by_id={actor.id: actor for actor in actors},
        _census=census,
        _of={node: key for node, key in ids.items() if key in there},
        _local={(one.article, one.node): (ids[one.meant], one.why) for one in local},
    )

    def holder_of(article: str, form: str) -> str | None:
        found = merged.tie(article, form, "person")
        return found[0] if found else None

    held = offices(articles, holder_of, merged.owner_of, stated, published or {})
    by_owner: dict[str, tuple[Office, ...]] = {}
    for office in held:
        if office.of:
            by_owner[office.of] = (*by_owner.get(office.of, ()), office)
    return replace(merged, offices=held, _by_owner=by_owner)


def _of_things(
    census: Census,
    nodes: Sequence[str],
    articles: Collection[ArticleForms],
    stated: Sequence[StatedActor],
    never_same: Sequence[tuple[str, str]],
    verdicts: Sequence[Verdict],
) -> Unions:
    """What is one by what a person said, and of countries, places and bodies what is one by its names; in the order of
    how sure the rules are."""
    apart = [(census.node(folded(a), "group"), census.node(folded(b), "group")) for a, b in never_same]
    apart += [_nodes(census, verdict) for verdict in verdicts if not verdict.same]
    unions = Unions(apart)
    merge_rules.countries(census, nodes, unions)
    merge_rules.capitals(census, nodes, unions)
    merge_rules.stated(census, stated, unions)
    for verdict in verdicts:
        if verdict.same and all(node.removeprefix("~") in census.tallies for node in _nodes(census, verdict)):
            (one, _), (other, _) = verdict.forms
            unions.union(*_nodes(census, verdict), f"A person took “{one}” and “{other}” for one.")
    merge_rules.acronyms(census, nodes, articles, unions)
    merge_rules.organizations(census, nodes, unions)
    merge_rules.legal_forms(census, nodes, unions)
    merge_rules.inverted(census, nodes, unions)
    return unions


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
            offers.setdefault(pair, Offer(*pair, why, score, (_form(census, a), _form(census, b))))
    return tuple(offers.values())


def _nodes(census: Census, verdict: Verdict) -> tuple[str, str]:
    (one, one_kind), (other, other_kind) = verdict.forms
    return census.node(folded(one), one_kind), census.node(folded(other), other_kind)


def _form(census: Census, node: str) -> Form:
    return census.tally(node).surface, census.kind(node)


def _actors(
    census: Census,
    nodes: Sequence[str],
    unions: Unions,
    moves: Iterable[tuple[str, str, str, int]],
    stated: Sequence[StatedActor],
) -> tuple[dict[str, str], list[Actor]]:
    """Ids of all nodes, and the actors they make, most mentioned first. `moves` are what single articles take from one
    node and give to another: nodes, form and count."""
    sets: dict[str, list[str]] = defaultdict(list)
    for node in nodes:
        sets[unions.find(node)].append(node)
    why: dict[str, list[str]] = defaultdict(list)
    for node, reason in unions.why:
        why[unions.find(node)].append(reason)
    names = {unions.find(merge_rules.stated_node(actor)): actor for actor in stated}
    moved: dict[str, Counter[str]] = defaultdict(Counter)  # root to forms that single articles give or take
    for node, meant, form, count in moves:
        moved[unions.find(meant)][form] += count
        moved[unions.find(node)][form] -= count
    taken: set[str] = set()
    ids: dict[str, str] = {}
    actors = []
    formed = [(root, members, _forms(census, members, moved[root])) for root, members in sets.items()]
    # Those that all articles give away come last: they show in no list, and take no id from one that does. Of several
    # with one name persons come after the rest, so that no id passes to another as counts change.
    for root, members, forms in sorted(formed, key=lambda one: (not one[2], is_person(one[1][0]), min(one[1]))):
        actor = _actor(census, root, members, forms, names.get(root), taken, tuple(why[root]))
        taken.add(actor.id)
        if actor.forms:
            actors.append(actor)
        ids.update(dict.fromkeys(members, actor.id))
        ids[root] = actor.id
    totals = {actor.id: sum(n for _, n in actor.forms) for actor in actors}
    actors.sort(key=lambda actor: (-totals[actor.id], actor.name))
    return ids, actors


def _forms(census: Census, members: Sequence[str], moved: Mapping[str, int]) -> Counter[str]:
    """Surface forms of a set of nodes with their counts, what single articles give and take included."""
    forms: Counter[str] = Counter()
    for node in members:
        tally = census.tally(node)
        share = tally.persons if is_person(node) else 1 - tally.persons
        whole = census.is_settled(node)
        for form, n in tally.surfaces.items():
            forms[form] += n if whole else max(1, round(n * share))
    for form, n in moved.items():
        forms[form] += n
    return +forms


def _actor(
    census: Census,
    root: str,
    members: Sequence[str],
    forms: Counter[str],
    stated: StatedActor | None,
    taken: set[str],
    why: tuple[str, ...],
) -> Actor:
    country = merge_rules.country_of(root)
    name = (
        stated.name
        if stated
        else country.name
        if country
        else full_name(members, forms or {census.tally(members[0]).surface: 1})
    )
    kind: ActorKind = "country" if country else census.kind(members[0])
    if stated and stated.kind:
        kind = stated.kind
    ranked = tuple(sorted(forms.items(), key=lambda item: (-item[1], item[0])))
    key = country_id(country) if country else _id(name, taken)
    return Actor(key, name, kind, ranked, why)


def _id(name: str, taken: set[str]) -> str:
    """Made from the name, with a number where another actor has the same."""
    base = id_of(name)
    key, number = base, 1
    while key in taken:
        number += 1
        key = f"{base}-{number}"
    return key


def full_name(members: Sequence[str], forms: Mapping[str, int]) -> str:
    """The fullest form that the corpus uses: not a slip (under a tenth of the most frequent full form)."""
    plain = {form: merge_rules.plainer(form) for form in forms}
    forms = {form: n for form, n in forms.items() if plain[form] == form or plain[form] not in forms}
    if is_person(members[0]):
        rank = {
            form: (not surnames.is_marked(form), len(form.split()), not form.isupper(), n) for form, n in forms.items()
        }
        several = [n for form, n in forms.items() if len(form.split()) > 1]
        least = max(several, default=1) / 10
        fit = [form for form in forms if forms[form] >= least] or list(forms)
        return max(fit, key=lambda form: (rank[form], form))
    least = max(forms.values()) / 20
    fit = [form for form in forms if forms[form] >= least]
    fit = [form for form in fit if not _capitals_of(form, forms)]
    fit = [form for form in fit if not (form.isupper() and len(form) > 5)] or [_title(form) for form in fit]
    return max(fit, key=lambda form: (len(form.split()), forms.get(form, 0), form))


def _capitals_of(form: str, forms: Mapping[str, int]) -> bool:
    """Whether a form is a dateline's writing of another that is not much rarer."""
    small = form.title()
    return form.isupper() and small != form and 5 * forms.get(small, 0) >= forms[form]


def _title(form: str) -> str:
    """A headline's or dateline's capitals as a name is written."""
    return form.title() if form.isupper() and len(form) > 5 else form
