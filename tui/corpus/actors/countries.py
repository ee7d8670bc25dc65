"""Countries: names, adjectives, peoples and capitals, from pyworldatlas and pycountry; no list of our own.

pyworldatlas 0.10 carries the short, formal and alternative names (UN M49, GeoNames), the adjectives and peoples of the
CIA World Factbook and the capitals; pycountry the states that are no more.
"""

from __future__ import annotations

import gettext
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any

from msgspec import Struct
from rapidfuzz.distance import OSA

from tui.model import Actor
from tui.text.words import phrase

_NOTE = re.compile(r"note\b.*|\((?:singular|plural|collective|colloquial|masculine|feminine|US citizens)[^)]*\)")
_ENDING = re.compile(r"(?<!\w)(\w+?)\s?\((\w+)\)$")
_SEPARATOR = re.compile(r"[,;/]|\bor\b|\band\b")
_MAN = re.compile(r"(?:wo)?man$")


class Country(Struct, frozen=True):
    """`code` is ISO 3166-1 alpha-2, or alpha-4 for a state that is no more; `name` the common English one."""

    code: str
    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...] = ()
    peoples: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    population: int = 0


@lru_cache(maxsize=1 << 18)
def folded(form: str) -> str:
    """A form as forms are compared: folded words without a leading article; "US" is not "us", "NEW YORK" New York."""
    words = phrase(form)
    words = words[1:] if len(words) > 1 and words[0] in {"the", "THE"} else words
    return " ".join(words).lower() if len(words) > 1 else "".join(words)


@cache
def countries() -> tuple[Country, ...]:
    """All countries and territories, those that are no more last."""
    from pyworldatlas import Atlas

    iso = _iso_names()
    with Atlas() as atlas:
        found = [_country(record, iso.pop(record.alpha2, [])) for record in atlas.countries()]
    # What is left in ISO 3166 after the atlas has taken its own.
    found += [Country(code, names[0], tuple(sorted(set(names)))) for code, names in iso.items()]
    return (*found, *_historic({form for country in found for form in country.names}))


def by_name(form: str) -> Country | None:
    """The country of that name: "Russia", "the Russian Federation", "U.S."."""
    return _index("names").get(folded(form))


def by_three_letters(code: str) -> Country | None:
    """The country of an ISO 3166-1 alpha-3 code, as archives of speeches and tables name a state: "NOR"."""
    import pycountry

    record = pycountry.countries.get(alpha_3=code)
    return next((country for country in countries() if record and country.code == record.alpha_2), None)


def begins_name(word: str) -> bool:
    """Whether the name of a country may begin with a word; quick, for whoever walks a text."""
    return folded(word).partition(" ")[0].lower() in _first_words()


def by_adjective(form: str) -> Country | None:
    """The country of an adjective ("Danish"); None where two share it ("Korean")."""
    return _index("adjectives").get(folded(form))


def by_people(form: str) -> Country | None:
    """The country of its people ("Danes", "a Dane")."""
    return _index("peoples").get(folded(form))


def by_capital(form: str) -> Country | None:
    """The country whose capital this is; None where two countries' capitals share the name."""
    return _index("capitals").get(folded(re.sub(r",? D\. ?C\.?$", "", form)))


# In shorter names one letter makes another country, or a person: Iran and Iraq, Mali and Malta.
_MISSPELT = 8  # letters of a country's name from which on one or two wrong ones leave no doubt


def by_misspelling(form: str) -> Country | None:
    """The one country whose name of one long word this is but for a letter left out, put in or swapped, or letters in
    another order ("Azerbajan", "Khazakstan", "Kirgizstan"); None for what is itself a name, an adjective, a people."""
    word = folded(form)
    if len(word) < _MISSPELT - 1 or " " in word or any(_index(kind).get(word) for kind in _KINDS):
        return None
    found = {country.code: country for name, country in _long_names() if _slip(word, name)}
    return next(iter(found.values())) if len(found) == 1 else None


_KINDS = ("names", "adjectives", "peoples", "capitals")


def by_other_language(word: str) -> Country | None:
    """The country that a folded word names in Spanish, French, Portuguese, Italian or German: "belgique"."""
    return _in_other_languages().get(word)


@cache
def _in_other_languages() -> Mapping[str, Country]:
    import pycountry

    found: dict[str, Country] = {}
    by_code = {country.code: country for country in countries()}
    for language in ("es", "fr", "pt", "it", "de"):
        names = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[language], fallback=True)
        for record in pycountry.countries:
            if record.alpha_2 in by_code:
                common = getattr(record, "common_name", record.name)
                found.setdefault(folded(names.gettext(common)), by_code[record.alpha_2])
    return found


@cache
def _long_names() -> tuple[tuple[str, Country], ...]:
    return tuple((name, c) for name, c in _index("names").items() if len(name) >= _MISSPELT and " " not in name and c)


def _slip(word: str, name: str) -> bool:
    if word[0] != name[0] or abs(len(word) - len(name)) > 1 or word[-1] != name[-1]:
        return False
    if _DOUBLED.sub(r"\1", word) == _DOUBLED.sub(r"\1", name):
        return True
    # OSA counts two neighbouring letters in each other's place as one slip of the pen, as it is.
    edits = int(OSA.distance(word, name, score_cutoff=2))
    if edits == 1:
        return len(word) != len(name) or sorted(word) == sorted(name)
    return edits == 2 and (sorted(word) == sorted(name) or word.translate(_VOWEL) == name.translate(_VOWEL))


_DOUBLED = re.compile(r"(.)\1")
_VOWEL = str.maketrans("eyj", "iii")


def country_id(country: Country) -> str:
    """The Actor.id of a country."""
    return f"country-{country.code.lower()}"


def seat(actor: Actor, form: str) -> bool:
    """Whether a form of a country is its capital, which is an actor of its own where it does not act."""
    return actor.kind == "country" and by_capital(form) is not None and by_name(form) is None


def without_country(form: str) -> str:
    """ "italian supreme court" to "supreme court"; "" where no country begins the form, or one word is left."""
    words = form.split()
    for n in (1, 2, 3):
        head, rest = " ".join(words[:n]), words[n:]
        if len(rest) > 1 and (by_adjective(head) or by_name(head)):
            return " ".join(rest)
    return ""


@cache
def _index(of: str) -> Mapping[str, Country]:
    claims: dict[str, list[Country]] = defaultdict(list)
    for country in countries():
        for form in {folded(form) for form in getattr(country, of)}:
            if form:
                claims[form].append(country)
    return {form: owner for form, several in claims.items() if (owner := _owner(form, several)) is not None}


@cache
def _first_words() -> frozenset[str]:
    # An article is free to stand before a name, and of a mark alone nothing is left.
    return frozenset({form.partition(" ")[0].lower() for form in _index("names")} | {"the", ""})


def _owner(form: str, several: list[Country]) -> Country | None:
    """Of countries that share a form, the one it means without more: twenty times larger than any other, or None."""
    first, *others = sorted(several, key=lambda country: country.population, reverse=True)
    return first if all(first.population >= 20 * other.population for other in others) else None


def _country(record: Any, more_names: Iterable[str]) -> Country:
    common = re.sub(r"^The ", "", record.name)
    long = {record.official_name or "", record.formal_name or ""}
    names = {common, *more_names, *record.aliases, *(re.sub(r" \(.*\)", "", name) for name in long)} - {""}
    adjectives: set[str] = set()
    peoples: set[str] = set()
    for demonym in record.demonyms:
        adjectives |= set(_alternatives(demonym.adjective or ""))
        peoples |= set(_alternatives(demonym.noun or ""))
    if common.endswith("stan") and len(stem := common.removesuffix("stan").removesuffix("i")) > 4:
        adjectives.add(stem)
        peoples |= {stem, f"{stem}s"}
    if common.endswith("ia"):
        adjectives.add(f"{common}n")  # "Slovakian", beside Slovak
    adjectives |= {people for people in peoples if people.endswith(("i", "n", "ese", "ish")) and people not in names}
    return Country(
        code=record.alpha2,
        name=common,
        names=tuple(sorted(names | _initials(common, long))),
        adjectives=tuple(sorted(adjectives - names)),
        peoples=tuple(sorted(peoples - names)),
        capitals=tuple(capital.name for capital in record.capitals),
        population=record.population or 0,
    )


def _iso_names() -> dict[str, list[str]]:
    """The names of ISO 3166-1, the common one first; "Korea, Republic of" is put in its spoken order."""
    import pycountry

    found = {}
    for record in pycountry.countries:
        fields = (getattr(record, field, "") for field in ("common_name", "name", "official_name"))
        found[record.alpha_2] = [" ".join(reversed(name.split(", "))) for name in fields if name and "(" not in name]
    return found


def _initials(common: str, long: Iterable[str]) -> set[str]:
    """ "U.S." of United States, "DPRK" of the formal name: two letters only where "United" begins the common name."""
    found = set()
    if common.startswith("United "):
        found.add("".join(re.findall(r"\b[A-Z]", common)))
    for name in long:
        letters = "".join(re.findall(r"\b[A-Z]", name.replace("'s", "")))
        if 3 <= len(letters) <= 4 and "(" not in name:
            found.add(letters)
    return found


def _alternatives(text: str) -> list[str]:
    """ "Briton(s), British (collective plural)" to Briton, Britons, British."""
    found = []
    for part in _SEPARATOR.split(_NOTE.sub("", text)):
        form = part.strip(" ;,-")
        ending = _ENDING.search(form)
        if ending:
            form = form[: ending.start(2) - 1].strip()
            found.append(_MAN.sub(ending[2], form) if ending[2].endswith("men") else form + ending[2])
        if len(form) > 2 and form[0].isupper() and form != "NA":
            found.append(form)
    return found


def _historic(known: set[str]) -> list[Country]:
    import pycountry

    found = []
    for record in pycountry.historic_countries:
        common, _, formal = record.name.partition(", ")
        if common not in known:
            names = {common, formal} if formal and formal[-3:] not in {" of", "lic"} else {common}
            found.append(Country(code=record.alpha_4, name=common, names=tuple(sorted(names))))
    return found
