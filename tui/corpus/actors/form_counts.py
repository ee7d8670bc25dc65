"""How often each form stands in the corpus, and of what kind: the majority mends the slips of single articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from msgspec import Struct, field

from tui.corpus.actors.countries import by_adjective, by_capital, by_name
from tui.corpus.actors.name_forms import FormRow
from tui.model import ActorKind
from tui.text.transcriptions import is_first_name
from tui.text.wordlist import wordlist

# Shares of a form's mentions as a person. The language model labels one name as a person here and a place there: a
# clear majority tells that the rest are its slips. Where there is none, a form stays what each article takes it for.
_HALF = 0.5
_PARTS = wordlist(
    """
    north south east west northern southern eastern western northeastern northwestern southeastern southwestern central
    upper lower mainland greater inner outer metropolitan rural new old great little french british dutch roman ancient
    modern occupied free mr mrs ms miss dr sir lord lady queen king prince princess president emperor
    """
)
_SURNAMES = frozenset(
    {"jordan", "chad", "ireland", "england", "france", "holland", "israel", "georgia", "cuba", "wales"}
)
_MOST = 0.75  # a share that settles what a form is, everywhere


class Tally(Struct, array_like=True):
    """One folded form over the whole corpus; each kind and surface with how often it stands."""

    articles: int = 0
    adjectives: int = 0
    acts: int = 0
    kinds: dict[ActorKind, int] = field(default_factory=dict)
    surfaces: dict[str, int] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return sum(self.kinds.values())

    @property
    def surface(self) -> str:
        surfaces = self.surfaces
        if len(surfaces) == 1:
            return next(iter(surfaces))
        return min(surfaces, key=lambda form: (-surfaces[form], form))

    @property
    def persons(self) -> float:
        """The share of mentions as a person."""
        return self.kinds.get("person", 0) / self.count

    def add(self, row: FormRow, form: str, sign: int = 1) -> None:
        """Count the form of one article, written as `form`; or (`sign` -1) no more."""
        self.articles += sign
        self.adjectives += sign * row.adjectives
        self.acts += sign * row.acts
        self.kinds[row.kind] = self.kinds.get(row.kind, 0) + sign * row.count
        self.surfaces[form] = self.surfaces.get(form, 0) + sign * row.count
        if sign < 0:
            self.kinds = {kind: n for kind, n in self.kinds.items() if n}
            self.surfaces = {shown: n for shown, n in self.surfaces.items() if n}


def counted(tallies: dict[str, Tally], key: str, row: FormRow) -> None:
    """Add a form of an article to the tally of its folded form."""
    tally = tallies.get(key)
    if tally is None:
        tally = tallies[key] = Tally()
    tally.add(row, row.form)


def _is_full_name(key: str, tally: Tally) -> bool:
    return " " in key and tally.persons >= _MOST


class Census:
    """All forms by their folded spelling. A *node* is a form as a person ("~merkel") or as anything else ("merkel")."""

    def __init__(self, tallies: Mapping[str, Tally]) -> None:
        self.tallies = tallies
        self._kinds: dict[str, ActorKind] = {}  # of nodes, as far as they were asked for
        self._bearers = self._surnames()
        self._in_full = {
            word for key, tally in self.tallies.items() if _is_full_name(key, tally) for word in key.split()
        }
        self._settled = {key: node for key in self.tallies if (node := self._settle(key)) is not None}

    def _surnames(self) -> Counter[str]:
        """How often persons with this surname are named in full."""
        found: Counter[str] = Counter()
        for key, tally in self.tallies.items():
            if " " in key and tally.persons >= _MOST:
                found[key.rpartition(" ")[2]] += tally.count
        return found

    def _settle(self, key: str) -> str | None:
        """The one node of a form; None where it is now a person, now something else."""
        tally = self.tallies[key]
        if _is_national(key, tally) or self._is_country_alone(key):
            return key
        if tally.persons < _MOST and self._is_surname(key, tally):
            return f"~{key}"
        place = by_name(key) is not None or by_capital(key) is not None
        if " " not in key and not place and key not in self._in_full:
            return f"~{key}" if tally.persons > _HALF else key  # what no full name has is one thing everywhere
        if tally.persons > (0.5 if not place else _MOST):
            return f"~{key}" if tally.persons >= _MOST else None
        return key if tally.persons <= 1 - _MOST or (place and tally.persons <= 0.5) else None

    def _is_country_alone(self, key: str) -> bool:
        """Whether a form is a country's name that nobody bears, whatever single articles took it for."""
        if by_name(key) is None:
            return False
        return " " in key or not (key in self._in_full or key in _SURNAMES or is_first_name(key))

    def _is_surname(self, key: str, tally: Tally) -> bool:
        """Whether what was taken for a body or place is rather the surname of persons named in full as often."""
        if by_name(key) is not None or by_capital(key) is not None or tally.surface.isupper():
            return False
        return self._bearers[key] + tally.kinds.get("person", 0) >= tally.count / 2 and self._bearers[key] > 0

    def node(self, key: str, kind: ActorKind) -> str:
        """The node that a mention of folded form `key`, of this kind by its own article, belongs to."""
        return self._settled.get(key) or (f"~{key}" if kind == "person" else key)

    def kind_of(self, key: str) -> str:
        """Whether a folded form is a person everywhere ("~"), something else everywhere ("="), or neither ("")."""
        settled = self._settled.get(key)
        return "" if settled is None else "~" if is_person(settled) else "="

    def is_settled(self, node: str) -> bool:
        """Whether all mentions of the form belong to this node."""
        return self._settled.get(node.removeprefix("~")) == node

    def nodes(self) -> list[str]:
        """All nodes, the most mentioned first, then by spelling: the order in which they are merged."""
        found: list[tuple[int, str]] = []
        for key, tally in self.tallies.items():
            settled = self._settled.get(key)
            both = (settled,) if settled else (f"~{key}", key)
            found.extend((-tally.count, node) for node in both)
        return [node for _, node in sorted(found)]

    def tally(self, node: str) -> Tally:
        """How often the form of a node stands in the corpus, and as what."""
        return self.tallies[node.removeprefix("~")]

    def kind(self, node: str) -> ActorKind:
        """The kind that most mentions give the form; capitals are places whatever they were taken for."""
        if node.startswith("~"):
            return "person"
        known = self._kinds.get(node)
        if known is None:
            known = self._kinds[node] = self._kind(node)
        return known

    def _kind(self, node: str) -> ActorKind:
        kinds = self.tally(node).kinds
        others = {kind: n for kind, n in kinds.items() if kind != "person"}
        if _is_national(node, self.tally(node)):
            return "organization"
        if by_capital(node) is not None or not others:
            return "place"
        return min(others, key=lambda kind: (-others[kind], kind))


def _is_national(key: str, tally: Tally) -> bool:
    """Whether a form is what a body is called that has a country's name behind its own: "Amnesty Lowland"; not a part
    of the country, and no person whose surname is a country's."""
    before, _, last = key.rpartition(" ")
    if not before or by_name(last) is None or by_name(key) is not None:
        return False
    words = before.split()
    part = words[0] in _PARTS or by_adjective(words[0]) is not None or by_name(before) is not None
    return not (
        part or is_first_name(words[0]) or len(words[0]) == 1 or (last in _SURNAMES and tally.kinds.get("person"))
    )


def is_person(node: str) -> bool:
    """Whether a node is a form as a person: "~merkel"."""
    return node.startswith("~")
