"""Bare surnames: to the one full name that fits in the article, else to the only bearer in the corpus."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from rapidfuzz.distance import OSA

from tui.corpus.actors.alike_names import FIRMS, GENERIC
from tui.corpus.actors.countries import by_adjective, by_name, folded, without_country
from tui.corpus.actors.form_counts import Census, is_person
from tui.corpus.actors.name_forms import ArticleForms, FormRow
from tui.reading.discourse import gender_of
from tui.reading.roles import BODIES, COURTESY, INSIDE, MEN, WOMEN
from tui.text.forenames import sex_of
from tui.text.transcriptions import is_first_name
from tui.text.union_find import Unions
from tui.text.word_classes import GENERATIONS
from tui.text.word_classes import PARTICLES as COMMON
from tui.text.wordlist import wordlist

PARTICLES = COMMON | wordlist("del della das dos zu zum ter ten te le ben abu af av y e")


# What tells two bearers of a surname apart in one article: "Mr. Lund" and "Mrs. Lund", "the younger Lind".
_OF = frozenset({"of", "for"})
_HEADS = frozenset({"church", "house", "office", "senate", "society", "academy", "museum"})
_UNTELLING = wordlist(
    """
    national international royal first second third new old north south east west northern southern eastern western
    united general federal central supreme world global public social free great big people people's state states city
    town union independent democratic republican liberal conservative labour labor green christian popular progressive
    european african asian latin arab islamic
    """
)
_MARKED: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(COURTESY & MEN, ("m",)),
    **dict.fromkeys(COURTESY & WOMEN, ("f",)),
    "younger": ("jr", "junior", "ii"),
    "elder": ("sr", "senior"),
}


# In 2,337 news articles and speeches nine surnames pass; in all of 60 articles read that have one alone it was his.
_FOREMOST = 0.9  # share of the full names with a surname
_WELL_KNOWN = 10  # articles that name its foremost bearer in full


class Local(Struct, frozen=True):
    """In one article a node means another: its form, how often it stands there, and why."""

    article: str
    node: str
    meant: str
    form: str
    count: int
    why: str


def is_full(form: str) -> bool:
    """Whether a person's folded form has more than a surname: "jaap de boer", but neither "boer" nor "de boer"."""
    words = form.split()
    return len(words) > 1 and words[0] not in PARTICLES and words[0] not in _MARKED


def is_marked(form: str) -> bool:
    """Whether a form is a surname with what tells its bearer apart: "Mr. Lund", "younger Lind"."""
    return form.partition(" ")[0].rstrip(".").lower() in _MARKED


class Bearers:
    """Who bears which surname."""

    def __init__(self, census: Census, nodes: Iterable[str], unions: Unions) -> None:
        self._census = census
        self._persons = [node for node in nodes if is_person(node)]
        self.by_ending: dict[str, list[str]] = defaultdict(list)  # "rasmussen", "fogh rasmussen": nodes of full names
        self._of_generations: dict[str, list[str]] = defaultdict(list)  # "lind" of Harald Lind Jr.
        for node in self._persons:
            form = node[1:]
            if is_full(form) and not self._glued(form):
                for ending in endings(form):
                    self.by_ending[ending].append(node)
                for ending in endings(without_generation(form)):
                    self._of_generations[ending].append(node)

    def _glued(self, form: str) -> bool:
        """Whether a full name is rather two: it ends with one that is at least five times as frequent."""
        tallies = self._census.tallies
        return any(
            is_full(ending) and ending in tallies and tallies[ending].count >= 5 * tallies[form].count
            for ending in endings(form)
        )

    def merge(self, unions: Unions) -> None:
        """A bare surname is the only one who bears it, or the one who is named in full nearly always."""
        self._merge_sole(unions)
        self._merge_foremost(unions)

    def _merge_sole(self, unions: Unions) -> None:
        """A surname that one person of the corpus bears is that person."""
        for node in self._persons:
            form = node[1:]
            bearers = [b for b in self._bearing(form) if b != node]
            roots = {unions.find(b) for b in bearers}
            if is_full(form) and is_first_name(form.split()[0]):
                continue  # "Olav Lind" may be the father of "Harald Olav Lind"
            if len(roots) == 1 and not (is_full(form) and unions.same(node, bearers[0])):
                short, full = self._census.tally(node).surface, self._census.tally(bearers[0]).surface
                unions.union(bearers[0], node, f"“{short}”: {full} is the only one of that name in the corpus.")

    def _merge_foremost(self, unions: Unions) -> None:
        """A surname that several bear is the one who is named in full nearly always; where an article names another
        bearer, the surname is that one's there (`by_article`)."""
        for node in self._persons:
            form = node[1:]
            if is_full(form) or form in _UNTELLING:
                continue
            nodes_of: dict[str, list[str]] = defaultdict(list)
            for bearer in self._bearing(form):
                if bearer != node:
                    nodes_of[unions.find(bearer)].append(bearer)
            if len(nodes_of) < 2 or unions.find(node) in nodes_of:
                continue
            tallies = {root: [self._census.tally(b) for b in nodes] for root, nodes in nodes_of.items()}
            counts = {root: sum(tally.count for tally in several) for root, several in tallies.items()}
            first = min(counts, key=lambda root: (-counts[root], root))
            share = counts[first] / sum(counts.values())
            if share >= _FOREMOST and sum(tally.articles for tally in tallies[first]) >= _WELL_KNOWN:
                short, full = self._census.tally(node).surface, tallies[first][0].surface
                why = f"“{short}” without more is {full}, whom {100 * share:.0f} of 100 full names with it mean."
                unions.union(nodes_of[first][0], node, why)

    def _bearing(self, form: str) -> Sequence[str]:
        """The nodes of full names that end in a surname; with "mr" before it, of those who may be men."""
        mark, _, surname = form.partition(" ")
        if surname and (sexes := _MARKED.get(mark, ("",))) in {("m",), ("f",)}:
            return [b for b in self.by_ending.get(surname, ()) if sex_of(self._census.tally(b).surface) in {"", *sexes}]
        return self.by_ending.get(form) or self._of_generations.get(form, [])

    def by_article(self, articles: Iterable[ArticleForms], unions: Unions) -> Iterator[Local]:
        """Forms that mean something else in one article than in the corpus, where the article settles it."""
        for article in articles:
            rows = [(self._census.node(folded(row.form), row.kind), row) for row in article.forms]
            persons = [item for item in rows if is_person(item[0])]
            others = [item for item in rows if not is_person(item[0])]
            found = [*_surnames(persons, unions), *_shortened(others, unions)]
            longer = {node: meant for node, meant, _, _ in found}
            for node, meant, row, why in found:
                # "Court" is the "Supreme Court", which is the Supreme Court of Lowland there.
                yield Local(article.article, node, longer.get(meant, meant), row.form, row.count, why)


Rows = Sequence[tuple[str, FormRow]]  # nodes of one article, with their rows


def _surnames(persons: Rows, unions: Unions) -> Iterator[tuple[str, str, FormRow, str]]:
    """A shorter form to the full name that fits; of two bearers to the first, while the other is not yet named."""
    full = [item for item in persons if " " in item[0] and item[0][1:].split()[0] not in _MARKED]
    shorter: dict[str, list[tuple[str, FormRow]]] = defaultdict(list)
    of_generations: dict[str, list[tuple[str, FormRow]]] = defaultdict(list)
    for item in full:
        for short in shortenings(item[0][1:]):
            shorter[short].append(item)
        for short in shortenings(without_generation(item[0][1:])):
            of_generations[short].append(item)
    for node, row in persons:
        mark, _, surname = node[1:].partition(" ")
        if surname and mark in _MARKED:
            both = [*shorter.get(surname, ()), *of_generations.get(surname, ())]
            near = [item for item in both if _told(item, _MARKED[mark])]
        else:
            near = [item for item in shorter.get(node[1:], ()) if item[0] != node] or of_generations.get(node[1:], [])
        if not near:
            near = [item for item in full if item[0] != node and misspelt(node[1:], item[0][1:])]
        near = [item for item in near if not unions.taken_from(node, item[0])]
        if not near or {unions.find(other) for other, _ in near} == {unions.find(node)}:
            continue
        bearer, its = min(near, key=lambda item: item[1].first)
        later = [r.first for other, r in near if unions.find(other) != unions.find(bearer)]
        if not later or row.first < min(later):
            yield node, bearer, row, f"“{row.form}” is {its.form}, named in the same article."


def _told(item: tuple[str, FormRow], marks: tuple[str, ...]) -> bool:
    """Whether a full name can be of the sex, or is of the generation, that a mark before a surname tells."""
    node, row = item
    sex = gender_of(row.title) or sex_of(row.form)
    return (not sex or sex in marks) if marks[0] in {"m", "f"} else node.split()[-1] in marks


def _shortened(others: Rows, unions: Unions) -> Iterator[tuple[str, str, FormRow, str]]:
    """ "Supreme Court" to the one country's that the article names; "Korea" to the one it means."""
    longer_by: dict[str, list[tuple[str, FormRow]]] = defaultdict(list)
    for item in others:
        for part in {*endings(item[0]), *_beginnings(item[0])}:
            longer_by[part].append(item)
    for node, row in others:
        longer = [
            item
            for item in (longer_by.get(node) or longer_by.get(node.lower()) or ())  # "SBX" of "SBX Motors"
            if node in BODIES
            or without_country(item[0]) == node
            or by_name(item[0]) is not None
            or _of_a_body(item[1].form, node)
            or _shorter_body(item, node, row)
        ]
        longer = [item for item in longer if not unions.taken_from(node, item[0])]
        if longer and len({unions.find(other) for other, _ in longer}) == 1:
            yield node, longer[0][0], row, f"“{row.form}” is {longer[0][1].form}, named in the same article."


def _beginnings(form: str) -> Iterator[str]:
    """What may stand for a longer name of a body: "comic corps" of "comic corps of lowland", "supreme court" of
    "lowland supreme court of cassation", "borg" of "borg motor company", "lowmark" of "lowmark boerse"."""
    words = form.split()
    if len(words) > 1:
        yield words[0]
    for at in range(1, len(words)):
        if words[at] in _OF and (at > 1 or words[0] in BODIES or words[0] in _HEADS):
            yield " ".join(words[:at])
            yield without_country(" ".join(words[:at]))
        if words[at] in FIRMS and all(after in FIRMS for after in words[at:]):
            yield " ".join(words[:at])


def _shorter_body(item: tuple[str, FormRow], node: str, row: FormRow) -> bool:
    """Whether a longer name is this one with what bodies and models have besides: "Borg" and "Borg Motors", "Comic
    Corps" and "Comic Corps of Lowland", "Model 3" and "Borg Model 3"."""
    words, longer = node.split(), item[0].split()
    if row.kind != item[1].kind or by_name(node) is not None or by_adjective(node) is not None:
        return False
    if longer[-len(words) :] == words:
        return any(map(str.isdigit, node)) and len(longer) - len(words) <= 2
    words = words if longer[: len(words)] == words else node.lower().split()
    firm = longer[: len(words)] == words and all(word in FIRMS for word in longer[len(words) :])
    if len(words) > 1 or node in _HEADS:
        return True
    return row.kind == "organization" and (firm or _is_shortened(row, item[1], words[0]))


def _is_shortened(short: FormRow, full: FormRow, word: str) -> bool:
    """Whether one word alone tells the body that an article names in full first: "Lowmark" of "Lowmark Boerse", but no
    "National", no "Bank" and no capitals, which begin the names of many."""
    tells = word not in GENERIC and word not in BODIES and word not in INSIDE and word not in _UNTELLING
    return tells and full.first < short.first and not short.form.isupper()


def _of_a_body(longer: str, node: str) -> bool:
    """Whether a longer form is this one behind the capitals of the body that it belongs to: "U.N. Security Council"."""
    count = len(node.split())
    before = longer.split()[:-count]
    return count > 1 and len(before) == 1 and len(before[0]) > 1 and before[0].replace(".", "").isupper()


def endings(form: str) -> list[str]:
    """The surnames a full name can be shortened to: of "jaap de hoop boer" "de hoop boer", "hoop boer", "boer"."""
    words = form.split()
    return [" ".join(words[i:]) for i in range(1, len(words))]


def without_generation(form: str) -> str:
    """ "harald lind" of "harald lind jr", "" of a name that has no generation."""
    before, _, last = form.rpartition(" ")
    return before if last in GENERATIONS and " " in before else ""


def shortenings(form: str) -> set[str]:
    """Shorter forms that can stand for a full name: its endings, its first name, its first and last."""
    words = form.split()
    if not words:
        return set()
    return {*endings(form), words[0], f"{words[0]} {words[-1]}"} - {form}


def misspelt(short: str, full: str) -> bool:
    """Whether a surname is a full name's by one slip of the pen, or two in a long one."""
    last = full.split()[-1]
    if " " in short or min(len(short), len(last)) < 6 or short[0] != last[0]:
        return False
    return int(OSA.distance(short, last)) <= (2 if len(last) >= 9 else 1)
