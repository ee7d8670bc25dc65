"""What merging takes of the forms of all articles, gathered once from each: counts of every form, the few rows that
single rules ask for, and what the articles settle by themselves. Kept from run to run, only what is new is walked."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from tui.corpus.actors.countries import folded
from tui.corpus.actors.excerpts import Excerpts
from tui.corpus.actors.form_counts import Census, Tally, counted
from tui.corpus.actors.name_forms import ArticleForms
from tui.corpus.actors.surnames import Bearers, Local
from tui.corpus.actors.titled_surnames import Titled
from tui.text.union_find import Unions

_ODD = "\0"  # no file has it in its name
_NONE = np.zeros(0, dtype=np.intc)


class Walked(Protocol):
    """The forms of all articles in the order of their keys, from the first anew each time; or of some, in any order."""

    def __iter__(self) -> Iterator[ArticleForms]: ...

    def among(self, keys: Collection[str]) -> Iterator[ArticleForms]: ...


class AtHand:
    """Articles that are at hand."""

    def __init__(self, articles: Collection[ArticleForms]) -> None:
        self._articles = articles

    def __iter__(self) -> Iterator[ArticleForms]:
        return iter(self._articles)

    def among(self, keys: Collection[str]) -> Iterator[ArticleForms]:
        return (article for article in self._articles if article.article in keys)


class KeptForms(Struct, frozen=True):
    """What was gathered. `asked` has the forms of each of `articles` as numbers of `tallies`, one article after the
    other, `counts` how many each has; `states` is what each form was when `local` was settled, `titled` the surnames
    that were told apart by title then."""

    tallies: dict[str, Tally]
    titles: Titled
    excerpts: Excerpts
    articles: list[str]
    asked: bytes
    counts: bytes
    local: list[Local]
    states: list[str]
    titled: frozenset[str]
    odd: dict[str, str] = {}  # keys that are no text (a file's name need not be UTF-8), by what stands for them here


class Gathered:
    """The forms of all articles, as far as they were taken: each article once, and none that changed since."""

    def __init__(self, articles: Walked, kept: KeptForms | None = None) -> None:
        self.articles = articles
        if kept is not None and kept.odd:
            kept = _renamed(kept, {for_it: _key_of(told) for for_it, told in kept.odd.items()})
        self._kept = kept
        self.tallies = kept.tallies if kept else {}
        self.titles = kept.titles if kept else Titled()
        self.excerpts = kept.excerpts if kept else Excerpts()
        self._keys = list(kept.articles) if kept else []
        self._asked = array("i", kept.asked if kept else b"")
        self._counts = np.frombuffer(kept.counts, dtype="<i4").tolist() if kept else []
        self._numbers = {key: at for at, key in enumerate(self.tallies)}
        self._local: list[Local] = []
        self._states: list[str] = []

    def take(self, articles: Iterable[ArticleForms]) -> Gathered:
        """Add articles that are new."""
        for article in articles:
            self.titles.take(article)
            self.excerpts.take(article)
            for row in article.forms:
                key = folded(row.form)
                counted(self.tallies, key, row)
                self._asked.append(self._numbers.setdefault(key, len(self._numbers)))
            self._keys.append(article.article)
            self._counts.append(len(article.forms))
        self.titles.settle()
        self.excerpts.sort()
        return self

    def census(self) -> Census:
        """All forms, those that a title tells apart by themselves."""
        return Census(self.titles.told_apart(self.tallies))

    def local(self, census: Census, nodes: Sequence[str], bearers: Bearers, unions: Unions) -> list[Local]:
        """What single articles settle: as it was, but in those where a form is another or means another than then."""
        self._states = self._states_of(census, nodes, unions)
        changed = self._changed(unions)
        if changed is None:
            self._local = list(bearers.by_article(map(self.titles.told, self.articles), unions))
            if unions.out:
                self._states = ["" for _ in self._states]
            return self._local
        stayed = [one for one in self._kept.local if one.article not in changed] if self._kept else []
        anew = bearers.by_article(map(self.titles.told, self.articles.among(changed)), unions)
        self._local = [*stayed, *anew]
        return self._local

    def _changed(self, unions: Unions) -> set[str] | None:
        """The articles in which something may be settled otherwise than before; None where nothing is known of it.

        What an article settles rests on which of its own forms are one actor, and on nothing else of the corpus."""
        kept = self._kept
        if kept is None or unions.out:  # what a person took out is in no state of a form
            return None
        before = [*kept.states, *("" for _ in range(len(self._states) - len(kept.states)))]
        other = np.array([now != was for now, was in zip(self._states, before, strict=True)], dtype=bool)
        asked = np.frombuffer(self._asked, dtype=np.intc) if self._asked else _NONE
        ends = np.concatenate(([0], np.cumsum(np.array(self._counts, dtype=np.int64))))
        touched = np.diff(np.concatenate(([0], np.cumsum(other[asked])))[ends]) > 0
        found = {self._keys[at] for at in np.flatnonzero(touched).tolist()}
        found.update(self._keys[len(kept.articles) :])
        return found | self.titles.articles_of(self.titles.shared | kept.titled)

    def _states_of(self, census: Census, nodes: Sequence[str], unions: Unions) -> list[str]:
        """Of each form whether it is a person everywhere, something else, or now this, now that; and by which node the
        set of each of its nodes is known: the first of it by spelling."""
        first: dict[str, str] = {}
        roots = {node: unions.find(node) for node in nodes}
        for node, root in roots.items():
            known = first.get(root)
            if known is None or node < known:
                first[root] = node
        sets = {node: "" if (known := first[root]) == node else known for node, root in roots.items()}
        return [f"{census.kind_of(key)}\0{sets.get(f'~{key}', '')}\0{sets.get(key, '')}" for key in self.tallies]

    def kept(self) -> KeptForms:
        """What the next run takes, once `local` is settled: text alone, whatever the articles' files are called."""
        odd = [key for key in self._keys if not _is_text(key)]
        kept = KeptForms(
            self.tallies,
            self.titles,
            self.excerpts,
            self._keys,
            self._asked.tobytes(),
            np.array(self._counts, dtype="<i4").tobytes(),
            self._local,
            self._states,
            self.titles.shared,
            {f"{_ODD}{at}": key.encode("utf-8", "surrogateescape").hex() for at, key in enumerate(odd)},
        )
        return _renamed(kept, {key: f"{_ODD}{at}" for at, key in enumerate(odd)}) if odd else kept


def _is_text(key: str) -> bool:
    return key.isascii() or key == key.encode("utf-8", "ignore").decode("utf-8")


def _key_of(told: str) -> str:
    return bytes.fromhex(told).decode("utf-8", "surrogateescape")


def _renamed(kept: KeptForms, names: Mapping[str, str]) -> KeptForms:
    """The same with other keys for some articles."""

    def forms(articles: list[ArticleForms]) -> list[ArticleForms]:
        return [replace(one, article=names[one.article]) if one.article in names else one for one in articles]

    excerpts = kept.excerpts
    return replace(
        kept,
        titles=replace(kept.titles, rows=[(names.get(article, article), row) for article, row in kept.titles.rows]),
        excerpts=Excerpts(*map(forms, (excerpts.abbreviating, excerpts.acting, excerpts.called, excerpts.roles))),
        articles=[names.get(article, article) for article in kept.articles],
        local=[replace(one, article=names[one.article]) if one.article in names else one for one in kept.local],
    )
