"""corpus.evidence.Evidence over SQLite: what cross-references are made from."""

# ruff: noqa: S608 - statements are put together from constants of this room; every value is bound
from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, Literal

import numpy as np

from tui.corpus.actors.countries import folded
from tui.corpus.actors.ids import id_of
from tui.corpus.actors.names_like import NamesLike
from tui.corpus.crossref.evidence import ArticleColumns, ArticlePlace, Ints, Keys, MentionColumns, Part
from tui.model import Actor, ActorKind, Claim, Days, Mention, Span
from tui.store.codec import (
    POSITION_BITS,
    StoredMention,
    claim_of,
    forms_of,
    ints_of,
    mentions_of,
    offsets_of,
    strings_of,
    text_of,
)
from tui.store.index_file import IndexFile
from tui.store.sqlite import blob, name
from tui.store.words.postings import WordIndex
from tui.text.words import phrase

_SPELT_ALIKE = 90.0  # the score of a merge that is offered, from which on a reader takes the two for one name
_BROAD = 31  # days: what was said on a wider range than this is not said to be of one of them


class StoredEvidence:
    """Answers from one index; each call reads through the calling thread's own connection.

    Rows are those of this moment. `generation` and `edition` stay: what is read whole is read once, and again through
    another StoredEvidence, which takes over from the one `before` what is the same.
    """

    def __init__(self, index: IndexFile, before: StoredEvidence | None = None) -> None:
        self._index = index
        self.generation = index.generation()
        self._words: WordIndex = WordIndex(index.connection) if before is None else before._words
        self._names: tuple[object, frozenset[str]] = (None, frozenset()) if before is None else before._names

    def _rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        return self._index.connection().execute(sql, values).fetchall()

    # --- words

    @cached_property
    def edition(self) -> tuple[int, ...]:
        (row,) = self._rows(
            "SELECT (SELECT max(last) FROM lexicon), (SELECT max(id) FROM segments), (SELECT count(*) FROM gone)"
        )
        return row

    def words(self, after: int = 0) -> Sequence[str]:
        return self._words.words(after)

    def spread(self, words: Sequence[int]) -> tuple[Sequence[int], Sequence[Keys | None]]:
        return self._words.spread(words)

    def postings(self, words: Sequence[int]) -> Sequence[Keys]:
        return self._words.postings(words)

    def offsets(self, article: int) -> tuple[Ints, Ints]:
        rows = self._rows("SELECT data FROM offsets WHERE article = ?", article)
        empty = np.empty(0, dtype=np.int64)
        return offsets_of(rows[0][0]) if rows else (empty, empty)

    # --- articles

    def articles(self) -> ArticleColumns:
        # One statement, so that all are of one moment, each part of it by an index alone: rows are long.
        ((ids, days, read, wide),) = self._rows(
            "SELECT (SELECT json_group_array(id) FROM (SELECT id FROM articles ORDER BY day IS NULL, day, key)),"
            " (SELECT json_group_array(day) FROM (SELECT coalesce(day, 0) day FROM articles"
            " ORDER BY articles.day IS NULL, articles.day, key)),"
            " (SELECT json_group_array(id) FROM articles WHERE reading > ''),"
            " (SELECT json_group_array(json_array(id, coalesce(day_last, 0))) FROM articles WHERE day_last IS NOT day)"
        )
        numbers, first = ints_of(ids), ints_of(days)
        row = np.zeros(int(numbers.max(initial=0)) + 1, np.int64)
        row[numbers] = np.arange(len(numbers))
        last, there = first.copy(), np.zeros(len(numbers), np.bool_)
        there[row[ints_of(read)]] = True
        others = np.array(json.loads(wide), dtype=np.int64).reshape(-1, 2)
        last[row[others[:, 0]]] = others[:, 1]
        return ArticleColumns(numbers, first, last, there)

    def keys(self, articles: Sequence[int]) -> Sequence[str]:
        found = dict(
            self._rows("SELECT id, key FROM articles WHERE id IN (SELECT value FROM json_each(?))", _json(articles))
        )
        return [name(found.get(int(number), b"")) for number in articles]

    def number(self, key: str) -> int | None:
        rows = self._rows("SELECT id FROM articles WHERE key = ?", blob(key))
        return rows[0][0] if rows else None

    def text(self, article: int) -> str:
        rows = self._rows("SELECT text FROM texts WHERE article = ?", article)
        return text_of(rows[0][0]) if rows else ""

    def texts(self, places: Sequence[ArticlePlace]) -> Sequence[str]:
        found, at, text = [], 0, ""
        for place in places:
            if place.article != at:
                at, text = place.article, self.text(place.article)
            found.append(text[place.start : place.end])
        return found

    # --- actors

    def actor(self, key: str) -> Actor | None:
        rows = self._rows("SELECT key, name, kind, forms, why, known_by FROM actors WHERE key = ?", key)
        return _actor(*rows[0]) if rows else self._actor_once_called(key)

    def _actor_once_called(self, key: str) -> Actor | None:
        """The actor whose id was this one before a fuller name of it was read."""
        word = key.replace("-", " ")
        rows = self._rows(
            "SELECT f.folded, a.key, a.name, a.kind, a.forms, a.why, a.known_by FROM forms f"
            " JOIN actors a ON a.id = f.actor WHERE f.folded LIKE ? OR f.folded IN (?, ?)"
            " ORDER BY a.mentions DESC, a.key",
            key.replace("-", "_"),
            word.title(),
            word.upper(),
        )
        return next((_actor(*row) for form, *row in rows if id_of(form) == key), None)

    def actors_called(self, form: str) -> Sequence[Actor]:
        wanted = folded(form)
        bare = wanted.removeprefix("the ")
        rows = self._rows(
            "SELECT DISTINCT a.key, a.name, a.kind, a.forms, a.why, a.known_by, a.mentions FROM forms f"
            " JOIN actors a ON a.id = f.actor WHERE f.folded IN (?, ?) ORDER BY a.mentions DESC, a.name",
            wanted,
            bare,
        )
        return [_actor(*row[:6]) for row in rows]

    def name_words(self) -> Iterable[str]:
        state = self._rows("SELECT (SELECT value FROM meta WHERE key = 'actors'), count(*), max(id) FROM actors")[0]
        if self._names[0] == state:  # most changes of the index are none of its actors
            return self._names[1]
        known: set[str] = set()
        for (data,) in self._rows("SELECT forms FROM actors"):
            for form, count in forms_of(data):
                if count >= 2:
                    known.update(phrase(form))
        self._names = (state, frozenset(known))
        return known

    def actor_sums(self, actor: str) -> Sequence[tuple[int, int]]:
        return self._rows(
            "SELECT article, mentions FROM actor_articles WHERE actor = (SELECT id FROM actors WHERE key = ?)", actor
        )

    def alike(self, actor: str) -> Sequence[tuple[Actor, str]]:
        rows = self._rows(
            "SELECT a.key, o.why FROM offers o"
            " JOIN actors a ON a.id = CASE o.actor WHEN ?1 THEN o.other ELSE o.actor END"
            " WHERE (o.actor = ?1 OR o.other = ?1) AND o.score >= ?2 ORDER BY o.score DESC, a.key",
            self.actor_number(actor),
            _SPELT_ALIKE,
        )
        return [(other, why) for key, why in rows if (other := self.actor(key)) is not None]

    @cached_property
    def _names_like(self) -> NamesLike:
        rows = self._rows(
            "SELECT f.folded, a.key, a.kind = 'person' FROM forms f JOIN actors a ON a.id = f.actor"
            " WHERE a.mentions > 0 AND (a.kind IN ('person', 'organization')"
            " OR (a.kind = 'place' AND f.folded LIKE '% %')) ORDER BY f.folded, a.key"
        )
        return NamesLike((form, key, bool(person)) for form, key, person in rows if " " in form or not person)

    def called_like(self, name: str) -> Sequence[tuple[Actor, str, float]]:
        likely = self._names_like.of(name)
        return [(actor, one.form, one.score) for one in likely if (actor := self.actor(one.actor)) is not None]

    def actor_mentions(self, actor: str, articles: Sequence[int]) -> Sequence[Mention]:
        number = self.actor_number(actor)
        found = []
        for article in articles:
            mine = [m for m in self.stored(int(article)) if m.actor == number]
            if mine:
                key, text = self.keys([int(article)])[0], self.text(int(article))
                found += [mention_of(key, text, m, actor) for m in mine]
        return found

    def mentions_over(self, places: Sequence[ArticlePlace]) -> Sequence[tuple[ArticlePlace, Mention]]:
        found = []
        for article, here in _by_article(places):
            stored = [m for m in self.stored(article) if m.actor]
            if not stored:
                continue
            key, text = self.keys([article])[0], self.text(article)
            names = self.actor_keys({m.actor for m in stored})
            for place in here:
                found += [
                    (place, mention_of(key, text, m, names.get(m.actor)))
                    for m in stored
                    if m.start < place.end and place.start < m.end
                ]
        return found

    def mentions_at(self, words: Keys) -> MentionColumns:
        table = self._spots("mentions", words, 4)
        return MentionColumns(table[:, 0], table[:, 1], table[:, 2], table[:, 3] > 0)

    def beside(self, places: Sequence[ArticlePlace]) -> Sequence[tuple[str, int]]:
        counts: Counter[int] = Counter()
        for article, here in _by_article(places):
            starts, _ = self.sentences(article)
            if not len(starts):
                continue
            at = np.searchsorted(starts, np.array([p.start for p in here]), side="right") - 1
            wanted = set(at.tolist())
            pairs = {(m.sentence, m.actor) for m in self.stored(article) if m.actor and m.sentence in wanted}
            counts.update(actor for _, actor in pairs)
        names = self.actor_keys(set(counts))
        return [(names[number], n) for number, n in counts.most_common() if number in names]

    def beside_words(self, words: Keys) -> Sequence[tuple[str, int]]:
        spots = self._spots("beside", words)
        held = np.searchsorted(words, spots[:, 1], side="right") > np.searchsorted(words, spots[:, 0], side="left")
        numbers, counts = np.unique(spots[held, 2], return_counts=True)
        found = dict(zip(numbers.tolist(), counts.tolist(), strict=True))
        names = self.actor_keys(found)
        return [(names[number], n) for number, n in Counter(found).most_common() if number in names]

    def beside_actor(self, actor: str) -> Sequence[tuple[str, int]]:
        return self._rows(
            "SELECT a.key, b.n FROM beside b JOIN actors a ON a.id = b.other"
            " WHERE b.actor = (SELECT id FROM actors WHERE key = ?) AND b.n > 0 ORDER BY b.n DESC, a.name",
            actor,
        )

    def stored(self, article: int) -> tuple[StoredMention, ...]:
        """An article's mentions of actors as the store keeps them."""
        rows = self._rows("SELECT data FROM mentions WHERE article = ?", article)
        return mentions_of(rows[0][0]) if rows else ()

    def sentences(self, article: int) -> tuple[Ints, Ints]:
        """Starts and ends of an article's sentences."""
        rows = self._rows("SELECT data FROM sentences WHERE article = ?", article)
        empty = np.empty(0, dtype=np.int64)
        return offsets_of(rows[0][0]) if rows else (empty, empty)

    def actor_keys(self, numbers: Iterable[int]) -> dict[int, str]:
        return dict(
            self._rows("SELECT id, key FROM actors WHERE id IN (SELECT value FROM json_each(?))", _json(list(numbers)))
        )

    def actor_number(self, key: str) -> int | None:
        rows = self._rows("SELECT id FROM actors WHERE key = ?", key)
        return rows[0][0] if rows else None

    # --- claims

    def claim(self, key: str) -> Claim | None:
        rows = self._rows("SELECT data FROM claims WHERE key = ?", key)
        return claim_of(rows[0][0]) if rows else None

    def claim_number(self, key: str) -> int | None:
        rows = self._rows("SELECT id FROM claims WHERE key = ?", key)
        return rows[0][0] if rows else None

    def claim_ids(self, claims: Sequence[int]) -> Sequence[str]:
        found = dict(
            self._rows("SELECT id, key FROM claims WHERE id IN (SELECT value FROM json_each(?))", _json(claims))
        )
        return [found[int(number)] for number in claims if int(number) in found]

    def claims_over(self, first: Keys, last: Keys, part: Part = "content") -> Ints:
        spots = self._spots(part, first)
        over = np.searchsorted(first, spots[:, 1], side="right") > np.searchsorted(last, spots[:, 0], side="left")
        return self._passing(np.unique(spots[over, 2]))

    def _passing(self, claims: Ints) -> Ints:
        """Those that nobody rejected."""
        rejected = [row[0] for row in self._rows("SELECT id FROM claims WHERE status = 'rejected'")]
        return claims[~np.isin(claims, rejected)] if rejected else claims

    def _spots(self, column: Part | Literal["beside", "mentions"], keys: Keys, width: int = 3) -> Ints:
        """Rows of first and last word and what stands there, of all articles in which the keys are."""
        articles = np.unique(keys >> POSITION_BITS).tolist()
        rows = self._rows(
            f"SELECT {column} FROM spots WHERE article IN (SELECT value FROM json_each(?))", _json(articles)
        )
        return np.frombuffer(b"".join(row[0] for row in rows), "<i8").astype(np.int64).reshape(-1, width)

    def claims_by_day(self) -> Ints:
        """All claims in the order in which they are shown first: by day, then place."""
        return self._numbers("SELECT id AS n FROM claims ORDER BY day IS NULL, day, article, start")

    def claims_told_again(self) -> Ints:
        """Claims of articles that carry an earlier one's story."""
        return self._numbers("SELECT id AS n FROM claims WHERE copy")

    def claims_about_actor(self, actor: str) -> Ints:
        number = self.actor_number(actor)
        return self._passing(self._numbers("SELECT claim AS n FROM claim_actors WHERE actor = ?", number))

    def claims_of_actor(self, actor: str) -> Ints:
        number = self.actor_number(actor)
        return self._passing(self._numbers("SELECT id AS n FROM claims WHERE actor = ? ORDER BY id", number))

    def claims_of_issue(self, issue: str) -> Ints:
        return self._numbers("SELECT claim AS n FROM claim_issues WHERE issue = ? ORDER BY claim", issue)

    def claims_in(self, articles: Sequence[int]) -> Ints:
        where = "article IN (SELECT value FROM json_each(?))"
        return self._passing(self._numbers(f"SELECT id AS n FROM claims WHERE {where} ORDER BY id", _json(articles)))

    def claims_on(self, days: Days) -> Ints:
        first, last = days.first.toordinal(), days.last.toordinal()
        found = self._numbers(
            "SELECT id AS n FROM claims WHERE (day IS NULL) = 0 AND day BETWEEN ? AND ?"
            " AND ((day >= ? AND day_last <= ?) OR (day_last >= ? AND day_last - day < ?)) ORDER BY id",
            first - _BROAD,
            last,
            first,
            last,
            first,
            _BROAD,
        )
        return self._passing(found)

    def _numbers(self, sql: str, *values: object) -> Ints:
        # One row for all: a selection has tens of thousands.
        ((listed,),) = self._rows(f"SELECT json_group_array(n) FROM ({sql})", *values)
        return ints_of(listed)

    # --- days

    def dated(self, days: Days) -> Sequence[tuple[ArticlePlace, Span]]:
        rows = self._rows(
            "SELECT article, start, finish, sentence_start, sentence_finish FROM dates"
            " WHERE first >= ? AND first <= ? AND last <= ? ORDER BY first, last, article, start",
            days.first.toordinal(),
            days.last.toordinal(),
            days.last.toordinal(),
        )
        return [(ArticlePlace(article, start, end), Span(s, e)) for article, start, end, s, e in rows]


def mention_of(key: str, text: str, stored: StoredMention, actor: str | None) -> Mention:
    return Mention(
        key,
        Span(stored.start, stored.end),
        stored.by,
        stored.score,
        actor,
        text[stored.start : stored.end],
        stored.why,
    )


def _actor(key: str, named: str, kind: ActorKind, forms: bytes, why: bytes, known_by: str) -> Actor:
    form = tuple(json.loads(known_by)) if known_by else None
    return Actor(key, named, kind, forms_of(forms), strings_of(why), form)


def _json(numbers: Iterable[int]) -> str:
    return json.dumps([int(number) for number in numbers])


def _by_article(places: Sequence[ArticlePlace]) -> Iterator[tuple[int, list[ArticlePlace]]]:
    """Places grouped by article, in the order of their first place."""
    groups: dict[int, list[ArticlePlace]] = {}
    for place in places:
        groups.setdefault(int(place.article), []).append(place)
    yield from groups.items()
