"""The rules by which two names of persons are one actor, each with its reason; what is only likely is offered."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from tui.corpus.actors.alike_names import ALIKE, alike
from tui.corpus.actors.countries import folded
from tui.corpus.actors.form_counts import Census, is_person
from tui.corpus.actors.merge_rules import INITIALS_SCORE, country_by_form
from tui.corpus.actors.name_forms import ArticleForms
from tui.reading.appositions import is_single_office
from tui.text.sounds import sound
from tui.text.union_find import Unions
from tui.text.word_classes import GENERATIONS

_INITIALS = re.compile(r"^((?:[A-Z]\.){2,3}|[A-Z]{2})\s")
# Of 100, on the scale of `alike_names`: two full names with one sound throughout leave less open than initials do.
_SOUND_SCORE = 90.0
_NO_OFFICE: frozenset[tuple[str, str]] = frozenset()
_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa"}
)
_JOINTS = str.maketrans("", "", "-'’")


def persons(
    census: Census, nodes: Iterable[str], articles: Iterable[ArticleForms], unions: Unions
) -> Iterator[tuple[str, str, str, float]]:
    """The same person with and without a middle name, hyphen or umlaut, or by another spelling where texts give both
    one office; what only sounds alike is offered."""
    blocks: dict[str, list[str]] = defaultdict(list)
    for node in nodes:
        if is_person(node) and " " in node:
            for words in _spellings(census.tally(node).surface):
                blocks[" ".join(map(sound, words))].append(node)
    held = _offices_of(census, articles)
    for block in blocks.values():
        # The fuller a name, the sooner: "George Borg" is joined to the one "George P. Borg", and to neither of two.
        # Pairs grow with the square of a block: of 200 names there are 19,900.
        fuller = sorted(block[:200], key=lambda node: -len(node.split()))
        for i, node in enumerate(fuller):
            b = census.tally(node).surface
            near = [other for other in fuller[:i] if other != node and middle_agrees(node[1:], other[1:])]
            spelt = [other for other in near if same_spelling(b, census.tally(other).surface)]
            fit = [other for other in near if other in spelt or same_person(node[1:], other[1:])]
            office = [other for other in fit if held.get(node, _NO_OFFICE) & held.get(other, _NO_OFFICE)]
            sure = spelt or office
            if len({unions.find(other) for other in sure}) == 1:
                a = census.tally(sure[0]).surface
                same = "" if spelt else ", with the same office"
                unions.union(sure[0], node, f"“{b}” is another spelling of “{a}”{same}.")
            for other in fit:
                if other not in sure:
                    yield other, node, f"“{b}” sounds like “{census.tally(other).surface}”.", _SOUND_SCORE


def _offices_of(census: Census, articles: Iterable[ArticleForms]) -> dict[str, frozenset[tuple[str, str]]]:
    """The offices, one holder each, that articles give to names: the role and whose it is."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for article in articles:
        for row in article.roles:
            if row.of and is_single_office(row.role):
                owner = country_by_form(row.of)
                found[census.node(folded(row.form), "person")].add((row.role, owner.code if owner else folded(row.of)))
    return {node: frozenset(offices) for node, offices in found.items()}


def called(census: Census, articles: Iterable[ArticleForms], unions: Unions) -> None:
    """Two names of which an article says that they are one person's."""
    for article in articles:
        for one, other in article.called:
            a, b = (census.node(folded(form), "person") for form in (one, other))
            if a != b and {a.removeprefix("~"), b.removeprefix("~")} <= census.tallies.keys():
                unions.union(a, b, f"“{one}” is also called “{other}” in {article.article}.")


def inverted(census: Census, nodes: Iterable[str], unions: Unions) -> None:
    """ "Lind, Harald" of a list is Harald Lind."""
    for node in nodes:
        last, comma, first = census.tally(node).surface.partition(", ")
        if not comma or not is_person(node):
            continue
        straight = folded(f"{first} {last}")
        if straight in census.tallies:
            unions.union(census.node(straight, "person"), node, f"“{last}, {first}” is {first} {last}.")


def initialled(census: Census, nodes: Iterable[str], unions: Unions) -> Iterator[tuple[str, str, str, float]]:
    """ "A. Meissel" to the one full name that the initials fit; the pairs to be offered, where several do or the
    surname only sounds alike."""
    by_surname: dict[str, list[str]] = defaultdict(list)
    short: list[str] = []
    for node in nodes:
        words = _spelt_out(census, node).split()
        if is_person(node) and len(words) > 1:
            # By sound, so that an initial finds its name in another spelling of the surname too.
            (short if len(words[0]) == 1 else by_surname[sound(words[-1])]).append(node)
    for node in short:
        name, surname = _spelt_out(census, node), node.split()[-1]
        fit = [other for other in by_surname[sound(surname)] if initials_fit(name, other[1:])]
        same = [other for other in fit if other.split()[-1] == surname]
        roots = {unions.find(other): other for other in reversed(same or fit)}
        for other in roots.values():
            a, b = census.tally(other).surface, census.tally(node).surface
            if same and len(roots) == 1:
                unions.union(other, node, f"“{b}” has the initials of “{a}”, the only one of the corpus that fits.")
            else:
                yield other, node, f"“{b}” has the initials of “{a}”.", INITIALS_SCORE


def _spelt_out(census: Census, node: str) -> str:
    """A person's folded name with its first initials as words of their own: "j r lind" of "J.R. Lind"."""
    return folded(
        _INITIALS.sub(lambda letters: f"{' '.join(letters.group(1).replace('.', ''))} ", census.tally(node).surface)
    )


def initials_fit(short: str, full: str) -> bool:
    """Whether a name with initials can be a full one: each word in its order, "f w" for "frank walter"."""
    x, y = short.split()[:-1], full.split()[:-1]
    # One word more at most: the middle initial that a full name may leave out.
    if not y or len(x) > len(y) + 1:
        return False  # a middle initial may be missing in the full name
    return all(
        a == b or (len(a) == 1 and b.startswith(a)) or (len(b) == 1 and a.startswith(b))
        for a, b in zip(x, y, strict=False)
    )


def same_spelling(a: str, b: str) -> bool:
    """Whether first and last words of two names are spelt alike, but for marks, hyphens and umlauts written out."""
    return not _spellings(a).isdisjoint(_spellings(b))


def _spellings(name: str) -> set[tuple[str, str]]:
    """The first and last words of a name in letters alone, an umlaut both as its vowel and written out."""
    found = set()
    for form in (name, name.translate(_UMLAUTS)):
        words = folded(form).translate(_JOINTS).split() or [form]
        found.add((words[0], words[-1]))
    return found


def same_person(a: str, b: str) -> bool:
    """Whether two full names sound alike: their first and last words, and middle ones do not disagree."""
    x, y = a.split(), b.split()
    return sound(x[-1]) == sound(y[-1]) and sound(x[0]) == sound(y[0]) and middle_agrees(a, b)


def middle_agrees(a: str, b: str) -> bool:
    """Whether no middle name, generation or second surname tells two full names apart."""
    x, y = a.split(), b.split()
    if x[-1] in y[:-1] or y[-1] in x[:-1] or GENERATIONS & (set(x) ^ set(y)):
        return False
    middle, other = x[1:-1], y[1:-1]
    return not middle or not other or (len(middle) == len(other) and all(map(_one_middle, middle, other)))


def _one_middle(one: str, other: str) -> bool:
    """Whether two middle names may be one: an initial and its name, or two spellings."""
    return (
        one[0] == other[0] if 1 in {len(one), len(other)} else sound(one) == sound(other) or alike(one, other) >= ALIKE
    )
