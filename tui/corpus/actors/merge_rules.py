"""The rules by which two forms are one actor, each with its reason; what is only likely is offered, not made."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from msgspec import Struct

from tui.config import StatedActor
from tui.corpus.actors.alike_names import GENERIC, body_score, firm_score, person_score, without_form, words_of
from tui.corpus.actors.countries import Country, by_adjective, by_capital, by_misspelling, by_name, by_people, folded
from tui.corpus.actors.countries import countries as all_countries
from tui.corpus.actors.form_counts import Census, is_person
from tui.corpus.actors.likenesses import Likenesses
from tui.corpus.actors.name_forms import ArticleForms, abbreviates
from tui.model import ActorKind
from tui.reading.roles import BODIES
from tui.text.body_words import in_english
from tui.text.sounds import bones
from tui.text.transcriptions import is_first_name, transcribed_keys
from tui.text.union_find import Unions
from tui.text.word_classes import LEGAL_FORMS

_COUNTRY = "country|"
_STATED = "stated|"
_DISTRICT = re.compile(r",? D\. ?C\.?$")


def country_of(node: str) -> Country | None:
    """The country whose set this is the root of."""
    if not node.startswith(_COUNTRY):
        return None
    return _by_code()[node.removeprefix(_COUNTRY)]


@cache
def _by_code() -> dict[str, Country]:
    return {country.code: country for country in all_countries()}


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
        elif country := by_misspelling(node):
            why = f"“{surface}” is {country.name} with a slip of the pen."
        if country and unions.union(f"{_COUNTRY}{country.code}", node, why) and not why:
            unions.why.pop()


def capitals(census: Census, nodes: Sequence[str], unions: Unions) -> None:
    """ "Washington, D.C." is Washington."""
    known = set(nodes)
    for node in nodes:
        surface = census.tally(node).surface
        without = _DISTRICT.sub("", surface)
        if without == surface or is_person(node):
            continue
        short = folded(without)
        if short != node and short in known and by_capital(surface) is not None:
            unions.union(short, node, f"“{surface}” is {census.tally(short).surface}, the capital.")


def acting(census: Census, articles: Iterable[ArticleForms], unions: Unions) -> Iterator[tuple[str, str, str, int]]:
    """Capitals that act in articles which name their country: node, the country's, form and how often."""
    for article in articles:
        # Only in an article that names the country itself: elsewhere a capital that acts may be its own city council.
        seats = [row for row in article.forms if row.acts and row.kind != "person" and by_capital(row.form) is not None]
        if not seats:
            continue
        named = {country.code for row in article.forms if (country := country_by_form(row.form)) is not None}
        for row in seats:
            country = by_capital(row.form)
            if country is not None and country.code in named:
                node, its = census.node(folded(row.form), row.kind), f"{_COUNTRY}{country.code}"
                if not unions.taken_from(node, its):
                    yield node, its, row.form, row.acts


def country_by_form(form: str) -> Country | None:
    return by_name(form) or by_adjective(form) or by_people(form)


def stated(census: Census, actors: Iterable[StatedActor], unions: Unions) -> None:
    """What a person states comes before what the corpus suggests."""
    for actor in actors:
        root = stated_node(actor)
        for form in (actor.name, *actor.aliases):
            key = folded(form)
            if key in census.tallies:
                node = census.node(key, actor.kind or "group")
                unions.union(root, node, f"The config states that “{form}” is {actor.name}.", by_hand=True)


def acronyms(census: Census, nodes: Sequence[str], articles: Iterable[ArticleForms], unions: Unions) -> None:
    """A long form and the short one that an article gives with it; or initials of one name of the same article."""
    short_forms = {node for node in nodes if looks_short(census.tally(node).surface)}
    for article in articles:
        for long, short in article.defined:
            a, b = (census.node(folded(form), "organization") for form in (long, short))
            if abbreviates(short, long):
                unions.union(a, b, f"“{long} ({short})” in {article.article}.")
        if not any(looks_short(row.form) for row in article.forms):
            continue
        own = [(census.node(folded(row.form), row.kind), row) for row in article.forms]
        long_by: dict[str, dict[str, str]] = defaultdict(dict)
        for node, row in own:
            if not is_person(node) and node not in short_forms and (letters := initials(row.form)):
                long_by[letters][node] = row.form
        for node, row in own:
            if node not in short_forms or is_person(node) or country_of(unions.find(node)) is not None:
                continue
            long_ones = long_by.get(row.form.replace(".", ""), {})
            # Two long names with these initials in one article: nobody can say which is meant, so neither is.
            if len({unions.find(other) for other in long_ones}) == 1:
                other, form = next(iter(long_ones.items()))
                unions.union(other, node, f"“{row.form}” are the initials of “{form}” in {article.article}.")


def looks_short(surface: str) -> bool:
    """Whether a form is capitals that may be initials."""
    letters = surface.replace(".", "")
    # One letter is an initial; what is longer in capitals is a headline, or a name that is set so.
    return 2 <= len(letters) <= 7 and letters.isupper() and " " not in letters


def initials(form: str) -> str:
    """ "World Trade Organization" to "WTO"; "" for a name of one word."""
    words = re.findall(r"\b[^\W\d_]\w*", form.replace("'s", ""))
    letters = "".join(word[0] for word in words if word[0].isupper())
    return letters if len(letters) > 1 else ""


def organizations(census: Census, nodes: Iterable[str], unions: Unions) -> None:
    """The same content words in another order, spelling or legal form."""
    by_words: dict[str, str] = {}
    for node in nodes:
        if is_person(node):
            continue
        key = content_of(node)
        if key and key in by_words:
            a, b = (census.tally(n).surface for n in (by_words[key], node))
            unions.union(by_words[key], node, f"“{b}” has the words of “{a}”.")
        elif key:
            by_words[key] = node


def plainer(form: str) -> str:
    """ "State of Ohio" as "Ohio", "Lind, Harald" as "Harald Lind": the way a name is written by itself."""
    last, comma, first = form.partition(", ")
    return f"{first} {last}" if comma else _LAND.sub("", form)


def legal_forms(census: Census, nodes: Sequence[str], unions: Unions) -> None:
    """ "Simmons" is Simmons AG where both are bodies; "State of Ohio" is Ohio where that is a place."""
    known = set(nodes)
    for node in nodes:
        if is_person(node) or " " not in node:
            continue
        words = node.split()
        bare = [word for word in words if word not in _LEGAL]
        surface = census.tally(node).surface
        if len(bare) == 1 < len(words) and words[0] == bare[0] in known and census.kind(bare[0]) == "organization":
            unions.union(bare[0], node, f"“{surface}” is {census.tally(bare[0]).surface} with its legal form.")
        of = _LAND.match(node)
        if of and (rest := node[of.end() :]) in known and census.kind(rest) in {"place", "country"}:
            unions.union(rest, node, f"“{surface}” is {census.tally(rest).surface}.")


def likely(
    census: Census, nodes: Sequence[str], unions: Unions, known: Likenesses
) -> Iterator[tuple[str, str, str, float]]:
    """Pairs of nodes that may be one actor, with why and a score of 0 to 100; `known` is what was compared before."""
    blocks: dict[str, list[str]] = defaultdict(list)
    for node in nodes:
        for key in _shared_keys(node, census.kind(node)):
            if len(block := blocks[key]) < _BLOCK:
                block.append(node)
    place = {node: at for at, node in enumerate(nodes)}
    pairs = [
        (min(place[one], place[two]), max(place[one], place[two]), score)
        for (one, two), score in known.within(blocks, _likeness).items()
        if not unions.same(one, two)
    ]
    for first, later, score in sorted(pairs):
        other, node = nodes[first], nodes[later]
        a, b = (census.tally(n).surface for n in (other, node))
        yield other, node, f"“{b}” is spelt almost like “{a}”.", score


def _shared_keys(node: str, kind: ActorKind) -> list[str]:
    """What a node has in common with those that it is compared with."""
    words = words_of(node.removeprefix("~"))
    kinds = [is_person(node)]
    firm = not GENERIC.isdisjoint(words)
    if not kinds[0] and kind == "organization" and (firm or _may_be_person(words)):
        kinds.append(True)
    found = []
    for person in kinds:
        if len(words) > 1 or not person:
            told = words if person else in_english(words)
            keys = {bones(word) for word in told if len(word) > 2} | {bones("".join(words))}
            found += [f"{person} {key}" for key in keys | (transcribed_keys(words) if person else set())]
    return found


def _may_be_person(words: Sequence[str]) -> bool:
    """Whether what was read as a body has a person's name: a first name among words of which none is a body's."""
    return 1 < len(words) < _LONGEST_PERSON and any(map(is_first_name, words)) and not BODIES.intersection(words)


class _Compared(Struct, frozen=True):
    """What of a node is asked each time that it is compared with another."""

    form: str
    country: bool
    person: bool
    may_be_person: bool
    # "Group 4" and "Group 5", north and south: forms with other numbers or points of the compass are never one.
    numbers: frozenset[str]
    compass: tuple[str, ...]


@lru_cache(maxsize=1 << 14)
def _compared(node: str) -> _Compared:
    return _Compared(
        node.removeprefix("~"),
        country_by_form(node) is not None,
        is_person(node),
        is_person(node) or _may_be_person(words_of(node)),
        frozenset(word for word in node.split() if any(map(str.isdigit, word))),
        tuple(_COMPASS.findall(node)),
    )


def _likeness(node: str, other: str) -> float:
    one, two = _compared(node), _compared(other)
    if one.country or two.country or one.numbers != two.numbers or one.compass != two.compass:
        return 0.0
    if one.person and two.person:
        return person_score(one.form, two.form)
    if one.person != two.person:
        score = firm_score(two.form, one.form) if one.person else firm_score(one.form, two.form)
    else:
        score = body_score(one.form, two.form)
    persons = one.may_be_person and two.may_be_person
    return max(score, person_score(one.form, two.form) if persons else 0.0)


def initials_offered(census: Census, nodes: Sequence[str], unions: Unions) -> Iterator[tuple[str, str, str, float]]:
    """Capitals that are the initials of one body's name alone, where no article gives the two together."""
    long_by: dict[str, list[str]] = defaultdict(list)
    given: set[str] = set()  # the roots of those that an article gives a long name for
    for node in nodes:
        if not is_person(node) and " " in node:
            given.add(unions.find(node))
            if census.kind(node) != "organization":
                continue
            bare = " ".join(w for w in census.tally(node).surface.split() if folded(w) not in _LEGAL)
            if letters := initials(bare):
                long_by[letters].append(node)
    for node in nodes:
        surface = census.tally(node).surface
        letters = surface.replace(".", "")
        if is_person(node) or not looks_short(surface) or unions.find(node) in given:
            continue
        if country_by_form(node):
            continue
        fit = long_by.get(letters, [])
        if len({unions.find(other) for other in fit}) == 1:
            yield fit[0], node, f"“{surface}” are the initials of “{census.tally(fit[0]).surface}”.", INITIALS_SCORE


def surnames_offered(
    census: Census, nodes: Iterable[str], bearers: Mapping[str, Sequence[str]], unions: Unions
) -> Iterator[tuple[str, str, str, float]]:
    """A surname that several bear, to the one who is named in full nearly always."""
    for node in nodes:
        several = {unions.find(b): b for b in reversed(bearers.get(node[1:], ())) if b != node}
        if not is_person(node) or len(several) < 2:
            continue
        if len(several) == 2:
            short = census.tally(node).surface
            for other in several.values():
                yield (
                    other,
                    node,
                    f"“{short}”: {census.tally(other).surface} is one of two who bear the name.",
                    _ONE_OF_TWO,
                )
            continue
        counts = sorted(((census.tally(b).count, b) for b in several.values()), reverse=True)
        share = counts[0][0] / sum(count for count, _ in counts)
        # Taken, the merge gives that one every bare surname: below this, more than one in ten would be another's.
        if share >= 0.9:
            full, short = census.tally(counts[0][1]).surface, census.tally(node).surface
            yield counts[0][1], node, f"“{short}” is mostly {full}, but others bear the name.", round(100 * share, 1)


# Scores, of 100, on the scale of `alike_names`: initials fit one name alone, a bare surname of two bearers either.
INITIALS_SCORE = 85.0
_ONE_OF_TWO = 50.0
# What is longer is hardly ever a person with all their names, but a title or a body that was taken for one.
_LONGEST_PERSON = 5  # words
# All names of a block are compared in pairs, of 60 there are 1,770. A word of more names than that ("union", "group")
# tells little of any of them.
_BLOCK = 60  # names with one word alike that are compared
_COMPASS = re.compile(r"(north|south|east|west)")


_LAND = re.compile(r"(?:state|commonwealth|province|city|town) of (?:the )?", re.IGNORECASE)
_SMALL = frozenset({"of", "for", "and", "the", "in", "on", "to", "a", "an", "at"})
_LEGAL = LEGAL_FORMS | {"corporation", "co", "company", "limited"}
_OFFICES = frozenset({"ministry", "department", "university", "council", "parliament", "committee", "commission"})
_BRITISH = (("isation", "ization"), ("centre", "center"), ("defence", "defense"))
_SHORT_WORDS = {  # as names write out what others shorten
    "st": "saint", "dept": "department", "univ": "university", "intl": "international", "natl": "national",
    "assn": "association", "assoc": "association", "bros": "brothers", "govt": "government", "inst": "institute",
    "1st": "first", "2nd": "second", "3rd": "third", "4th": "fourth", "5th": "fifth", "mfg": "manufacturing",
    "programme": "program", "centre": "center", "labour": "labor", "cttee": "committee", "min": "ministry",
}  # fmt: skip
_OUR = re.compile(r"(?<=\w{3})our\b")  # harbour, neighbour


def content_of(form: str) -> str:
    """An organisation's words in no order: "co operation" joined, British spelling made American, "Inc" left out."""
    text = f" {without_form(form)} ".replace(" co op", " coop")
    for a, b in _BRITISH:
        text = text.replace(a, b)
    text = _OUR.sub("or", text)
    words = [_SHORT_WORDS.get(w, w) for w in text.split() if w not in _SMALL]
    bare = [w for w in words if w not in _LEGAL] or words
    if len(words) < 2:
        return ""
    # Two words in another order are another name, but for "Energy Ministry" and "Ministry of Energy".
    free = len(bare) > 2 or _OFFICES.intersection(bare)
    return " ".join(sorted(bare) if free else bare)
