"""What a person decides of actors, as merging takes it.

An actor is known by a form that it has, as a text writes it: so that what was decided holds whatever is read again or
added, and whatever an actor comes to be called. What config.yaml states goes before; where the two disagree that is
said in the actor's reasons.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from tui.config import StatedActor
from tui.config.settings import StatedRole
from tui.corpus.actors.countries import folded
from tui.corpus.actors.form_counts import Census
from tui.corpus.actors.name_forms import ArticleForms, surface
from tui.model import ActorKind, Days, Form, Span, Verdict

if TYPE_CHECKING:
    from tui.text.union_find import Unions

SAYS = "By hand: "  # begins every reason that rests on what a person decided


class TakenOut(Struct, frozen=True):
    """A form that is not the actor which `of` is a form of; rules join it to nothing more."""

    form: Form
    of: Form


class Called(Struct, frozen=True):
    """What the actor with a form is called."""

    form: Form
    name: str


class OfKind(Struct, frozen=True):
    """Of what kind the actor with a form is."""

    form: Form
    kind: ActorKind


class RoleHeld(Struct, frozen=True):
    """An office that the actor with a form held, both days included; None where an end is open."""

    form: Form
    role: str
    of: str = ""
    first: date | None = None
    last: date | None = None


class SideTaken(Struct, frozen=True):
    """For whom the actor with a form speaks, both days included; None where an end is open."""

    form: Form
    side: str
    first: date | None = None
    last: date | None = None


class Meant(Struct, frozen=True):
    """Whom words of one article mean: the actor with the form `to`, None for nobody whom the corpus names. `whole`
    where it holds for all places of the article that write the form so."""

    article: str  # its key
    span: Span
    words: str
    to: Form | None = None
    whole: bool = False


class ByHand(Struct, frozen=True):
    """All that a person decided, each in the order in which it was decided."""

    verdicts: tuple[Verdict, ...] = ()
    out: tuple[TakenOut, ...] = ()
    names: tuple[Called, ...] = ()
    kinds: tuple[OfKind, ...] = ()
    roles: tuple[RoleHeld, ...] = ()
    sides: tuple[SideTaken, ...] = ()
    meant: tuple[Meant, ...] = ()

    def terms(self) -> Iterator[StatedActor]:
        """The offices as a config would state them."""
        for held in self.roles:
            yield StatedActor(held.form[0], roles=(StatedRole(held.role, held.of, held.first, held.last),))


NOTHING = ByHand()


class Side(Struct, frozen=True):
    """For whom an actor speaks from `first` to `last`; None where an end is open."""

    name: str
    first: date | None
    last: date | None

    def on(self, days: Days | None) -> bool:
        """Whether it holds on all of some days; where they are not known, only where it always does."""
        if days is None:
            return self.first is None and self.last is None
        return (self.first is None or self.first <= days.first) and (self.last is None or days.last <= self.last)

    @property
    def words(self) -> str:
        return f"{self.name}{stretch(self.first, self.last)}"


def stretch(first: date | None, last: date | None) -> str:
    """ ", 2031-04-01 to 2031-06-30"; empty where both ends are open."""
    if first is None and last is None:
        return ""
    return f", {first or '…'} to {last or '…'}"


class Stated:
    """What config.yaml says of forms, which no decision overrules."""

    def __init__(self, actors: Iterable[StatedActor], never_same: Iterable[tuple[str, str]]) -> None:
        self._actor = {folded(form): actor.name for actor in actors for form in (actor.name, *actor.aliases)}
        self._never = {frozenset(map(folded, pair)) for pair in never_same}

    def joins(self, one: Form, other: Form) -> str:
        """Why two forms stay one; empty where nothing is stated."""
        actor = self._actor.get(folded(one[0]))
        if actor is None or actor != self._actor.get(folded(other[0])):
            return ""
        return f"config.yaml states that both are {actor}"

    def parts(self, one: Form, other: Form) -> str:
        """Why two forms stay apart; empty where nothing is stated."""
        if frozenset((folded(one[0]), folded(other[0]))) in self._never:
            return "config.yaml keeps them apart"
        actors = [self._actor.get(folded(form)) for form, _ in (one, other)]
        if None not in actors and actors[0] != actors[1]:
            return f"config.yaml states {actors[0]} and {actors[1]}"
        return ""


def node(census: Census, form: Form) -> str | None:
    """The node of a form; None where no article writes it now."""
    words, kind = form
    key = folded(words)
    return census.node(key, kind) if key in census.tallies else None


def parted(by_hand: ByHand, census: Census, stated: Stated, unions: Unions) -> None:
    """Keep apart what a person keeps apart: to be called before any rule joins anything."""
    for verdict in by_hand.verdicts:
        one, other = (node(census, form) for form in verdict.forms)
        if verdict.same or one is None or other is None:
            continue
        words = " and ".join(f"“{form}”" for form, _ in verdict.forms)
        if why := stated.joins(*verdict.forms):
            unions.say((one, other), f"{SAYS}{words} are never one; but {why}.")
        else:
            unions.keep_apart(one, other)
    for taken in by_hand.out:
        one, other = node(census, taken.form), node(census, taken.of)
        if one is None:
            continue
        if why := stated.joins(taken.form, taken.of):
            unions.say((one,), f"{SAYS}“{taken.form[0]}” is not “{taken.of[0]}”; but {why}.")
            continue
        unions.take_out(one, other)
        unions.say((one, other or one), f"{SAYS}“{taken.form[0]}” is not “{taken.of[0]}”.")


def joined(by_hand: ByHand, census: Census, stated: Stated, unions: Unions) -> dict[str, str]:
    """Join what a person joins: to be called after what is stated. Gives the reason by node."""
    reasons: dict[str, str] = {}
    for verdict in by_hand.verdicts:
        one, other = (node(census, form) for form in verdict.forms)
        if not verdict.same or one is None or other is None:
            continue
        words = " and ".join(f"“{form}”" for form, _ in verdict.forms)
        told = f"{SAYS}{words} are one."
        if unions.union(one, other, told, by_hand=True) or unions.same(one, other):
            reasons |= dict.fromkeys((one, other), told)
        else:
            why = stated.parts(*verdict.forms) or "they are kept apart, or are two countries"
            unions.say((one, other), f"{SAYS}{words} are one; but {why}.")
    return reasons


def names_of(by_hand: ByHand, census: Census, unions: Unions) -> dict[str, str]:
    """What an actor is called, by the root of its set; what was decided last holds."""
    return {unions.find(at): called.name for called in by_hand.names if (at := node(census, called.form)) is not None}


def kinds_of(by_hand: ByHand, census: Census, unions: Unions) -> dict[str, ActorKind]:
    """The same of its kind."""
    return {unions.find(at): told.kind for told in by_hand.kinds if (at := node(census, told.form)) is not None}


class InArticle(Struct, frozen=True):
    """What a node of one article means there: another node, or nothing ("")."""

    article: str
    node: str
    to: str
    form: str
    count: int  # places of the article that mean it
    whole: bool
    why: str


def in_articles(meant: Sequence[Meant], census: Census, articles: Iterable[ArticleForms]) -> Iterator[InArticle]:
    """What single articles take from one node and give to another, by the forms that they write."""
    if not meant:
        return
    by_article: dict[str, list[Meant]] = defaultdict(list)
    for one in meant:
        by_article[one.article].append(one)
    for article in articles:
        for one in by_article.get(article.article, ()):
            form = folded(surface(one.words))
            to = node(census, one.to) if one.to is not None else None
            for row in article.forms:
                if folded(row.form) == form:
                    count = row.count if one.whole else 1
                    at = census.node(form, row.kind)
                    yield InArticle(article.article, at, to or "", row.form, count, one.whole, told(one))


def reason(said: RoleHeld | SideTaken) -> str:
    """What a person said of an actor and its days."""
    if isinstance(said, SideTaken):
        return f"{SAYS}speaks for {said.side}{stretch(said.first, said.last)}."
    whose = f" of {said.of}" if said.of else ""
    return f"{SAYS}{said.role}{whose}{stretch(said.first, said.last)}."


def told(meant: Meant) -> str:
    """Why words of an article mean whom they mean."""
    words = " ".join(meant.words.split())
    which = "in this article" if meant.whole else "here"
    if meant.to is None:
        return f"{SAYS}“{words}” {which} is somebody else."
    return f"{SAYS}“{words}” {which} is “{meant.to[0]}”."


def of_article(meant: Iterable[Meant]) -> Mapping[Span, Meant]:
    """The places of one article of which a person said whom they mean."""
    return {one.span: one for one in meant if not one.whole}
