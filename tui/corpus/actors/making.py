"""Sets of forms to actors: what each is called, of what kind it is, and the id that lasts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from tui.config import StatedActor
from tui.corpus.actors import by_hand as hand
from tui.corpus.actors import merge_rules, surnames
from tui.corpus.actors.by_hand import ByHand
from tui.corpus.actors.countries import by_name, country_id, folded
from tui.corpus.actors.form_counts import Census, is_person
from tui.corpus.actors.ids import id_of
from tui.model import Actor, ActorKind, Form
from tui.text.union_find import Unions


class Said:
    """What config.yaml and a person say of actors, by the root of their set: config.yaml goes before."""

    def __init__(self, stated: Sequence[StatedActor], by_hand: ByHand, census: Census, unions: Unions) -> None:
        self.stated = {unions.find(merge_rules.stated_node(actor)): actor for actor in stated}
        self._names = hand.names_of(by_hand, census, unions)
        self._kinds = hand.kinds_of(by_hand, census, unions)

    def named(self, root: str, actor: Actor) -> Actor:
        """The actor as a person calls it and of the kind that they say."""
        stated, why = self.stated.get(root), list(actor.why)
        name, kind = self._names.get(root), self._kinds.get(root)
        if name is not None:
            refused = f"; but config.yaml calls it “{stated.name}”" if stated else ""
            why.append(f"{hand.SAYS}it is called “{name}”{refused}.")
        if kind is not None:
            refused = f"; but config.yaml states {stated.kind}" if stated and stated.kind else ""
            why.append(f"{hand.SAYS}its kind is {kind}{refused}.")
        return replace(
            actor,
            name=name if name is not None and not stated else actor.name,
            kind=kind if kind is not None and not (stated and stated.kind) else actor.kind,
            why=tuple(why),
        )


def made(
    census: Census,
    nodes: Sequence[str],
    unions: Unions,
    moves: Iterable[tuple[str, str, str, int]],
    said: Said,
) -> tuple[dict[str, str], list[Actor]]:
    """Ids of all nodes, and the actors they make, most mentioned first. `moves` are what single articles take from one
    node and give to another: nodes, form and count."""
    sets: dict[str, list[str]] = defaultdict(list)
    for node in nodes:
        sets[unions.find(node)].append(node)
    why: dict[str, list[str]] = defaultdict(list)
    for node, reason in unions.why:
        why[unions.find(node)].append(reason)
    moved: dict[str, Counter[str]] = defaultdict(Counter)  # root to forms that single articles give or take
    for node, meant, form, count in moves:
        if meant:
            moved[unions.find(meant)][form] += count
        moved[unions.find(node)][form] -= count
    taken: set[str] = set()
    ids: dict[str, str] = {}
    actors = []
    formed = [(root, members, _forms(census, members, moved[root])) for root, members in sets.items()]
    # Those that all articles give away come last: they show in no list, and take no id from one that does. Of several
    # with one name persons come after the rest, so that no id passes to another as counts change.
    for root, members, forms in sorted(formed, key=lambda one: (not one[2], is_person(one[1][0]), min(one[1]))):
        actor = _actor(census, root, members, forms, said, taken, tuple(dict.fromkeys(why[root])))
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
    said: Said,
    taken: set[str],
    why: tuple[str, ...],
) -> Actor:
    country, stated = merge_rules.country_of(root), said.stated.get(root)
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
    key = country_id(country) if country else _id(name, taken)  # lasts, whatever a person calls it
    actor = Actor(key, name, kind, ranked, why, _known_by(census, members, name))
    return said.named(root, actor)


def _known_by(census: Census, members: Sequence[str], name: str) -> Form:
    """Of the forms of a set the one that a person's decisions know it by: its name where a text writes that, else a
    country's own name, else the most frequent."""

    def fit(node: str) -> tuple[bool, bool, int, str]:
        key = node.removeprefix("~")
        return key == folded(name), by_name(key) is not None, census.tally(node).count, node

    return form_of(census, max(members, key=fit) if len(members) > 1 else members[0])


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


def form_of(census: Census, node: str) -> Form:
    """A node as a text writes it, with its kind."""
    return census.tally(node).surface, census.kind(node)
