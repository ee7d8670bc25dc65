"""The third stage: readings to actors, days and claims. What an article is tied with is remembered as a digest, so that
only those are tied again whose own names, day or watchlist came to mean something else."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from msgspec.structs import replace

from tui.config import Config
from tui.corpus.actors import merge as merging
from tui.corpus.actors.countries import seat
from tui.corpus.actors.forms import ArticleForms
from tui.corpus.actors.mentions import mentions_of
from tui.corpus.actors.merge import Actors
from tui.index import corpus_seams as seams
from tui.index.pool import forms_from
from tui.model import Actor, Issue, Published, Reading
from tui.store.codec import StoredMention, pack_forms, pack_strings, reading_of
from tui.store.overlay import Overlay
from tui.store.queries import merge_candidates
from tui.store.sqlite import name, plain, writing
from tui.store.tables import events, stories
from tui.store.tables.article_rows import Ties, days_of, put_published, put_ties
from tui.store.tables.files import bump, load_article, recall, remember, untie

SECONDS = 0.3  # of one transaction
LARGE = 2000  # articles


class StoredForms(Collection[ArticleForms]):
    """The forms of all articles, streamed from the store each time they are walked."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __iter__(self) -> Iterator[ArticleForms]:
        rows = self._connection.execute("SELECT a.key, n.forms FROM names n JOIN articles a ON a.id = n.article")
        for key, forms in rows:
            yield replace(forms_from(forms), article=name(key))

    def __len__(self) -> int:
        count: int = self._connection.execute("SELECT count(*) FROM names").fetchone()[0]
        return count

    def __contains__(self, item: object) -> bool:
        return any(forms == item for forms in self)


def digest_of(*parts: object) -> str:
    return hashlib.blake2b(repr(parts).encode("utf-8", "replace"), digest_size=12).hexdigest()


def watchlist_digest(config: Config) -> str:
    """Of all in a config that decides how articles are tied."""
    return digest_of(config.issues, config.actors, config.never_same, seams.versions())


class Tying:
    """Ties what was read; `said` is called with how many of how many articles are done, `stop` asked between them.

    `touched` gives the numbers of the articles in which an issue's words stand, by the word index.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        config: Config,
        overlay: Overlay,
        touched: Callable[[Issue], Iterable[int]],
        said: Callable[[int, int], None],
        stop: Callable[[], bool],
    ) -> None:
        self._connection = connection
        self._config = config
        self._overlay = overlay
        self._said = said
        self._stop = stop
        self._touched = touched
        self._watchlist = watchlist_digest(config)
        # In a large corpus a changed issue concerns only where its words stand; in a small one all is tied again.
        self._large = connection.execute("SELECT n FROM totals WHERE name = 'articles'").fetchone()[0] > LARGE
        self._base = digest_of(config.actors, config.never_same, seams.versions()) if self._large else self._watchlist
        self.anew = 0.0  # seconds that `run` spent on what it does over the whole corpus each time

    def needed(self) -> bool:
        """Whether anything was read, dropped or configured since all was tied."""
        return recall(self._connection, "tied") != self._state()

    def run(self) -> bool:
        """Tie all that needs it; False where it was stopped on the way."""
        began = time.monotonic()
        state = self._state()
        published = self._published()
        forms = StoredForms(self._connection)
        known = self._known()
        actors = merging.merge(
            forms,
            self._config.actors,
            self._config.never_same,
            known,
            {key: p.days for key, p in published.items() if p.days},
            self._overlay.verdicts,
        )
        numbers = self._put_actors(actors)
        self._untie_changed_issues()
        stale = self._stale(actors, published, forms)
        self.anew = time.monotonic() - began
        if not self._tie(stale, actors, numbers, published):
            return False
        began = time.monotonic()
        self._put_stories(published)
        if not events.fold(self._connection, self._stop):
            return False
        with writing(self._connection):
            self._forget_actors(actors)
            remember(self._connection, "tied", state)
            bump(self._connection)
        self.anew += time.monotonic() - began
        return True

    def _untie_changed_issues(self) -> None:
        """Mark what issues that are new, other or gone concern, so that it is tied again."""
        now = {issue.id: digest_of(issue) for issue in self._config.issues}
        said = recall(self._connection, "issues tied")
        before: dict[str, str] = json.loads(said) if said else now
        changed = [key for key in {*now, *before} if now.get(key) != before.get(key)]
        numbers: set[int] = set()
        if self._large:
            for issue in self._config.issues:
                if issue.id in changed:
                    numbers.update(self._touched(issue))
            rows = self._connection.execute(
                "SELECT DISTINCT c.article FROM claim_issues t JOIN claims c ON c.id = t.claim"
                " WHERE t.issue IN (SELECT value FROM json_each(?))",
                (json.dumps(changed),),
            )
            numbers.update(row[0] for row in rows)
        with writing(self._connection):
            self._connection.execute(
                "UPDATE articles SET tied = '' WHERE id IN (SELECT value FROM json_each(?))",
                (json.dumps(list(numbers)),),
            )
            remember(self._connection, "issues tied", json.dumps(now))

    def _state(self) -> str:
        row = self._connection.execute(
            "SELECT (SELECT n FROM totals WHERE name = 'articles'), (SELECT n FROM totals WHERE name = 'read'),"
            " (SELECT max(id) FROM articles), (SELECT value FROM meta WHERE key = 'readings'),"
            " (SELECT count(*) FROM gone)"
        ).fetchone()
        return f"{self._watchlist} {row} {self._overlay.version}"

    def _published(self) -> dict[str, Published]:
        """Every article's day, written down at once so that lists are in order."""
        found = seams.publication(self._connection, self._config)
        rows = self._connection.execute(
            "SELECT id, key, day, day_last, published_from, published_why FROM articles"
        ).fetchall()
        changed = []
        for number, key, first, last, source, why in rows:
            there = found.get(name(key))
            if there is not None and there != Published(days_of(first, last), source, why):
                changed.append((number, there))
        for start in range(0, len(changed), 500):
            with writing(self._connection):
                for number, there in changed[start : start + 500]:
                    untie(self._connection, number)  # sums by month follow the day
                    put_published(self._connection, number, there)
                bump(self._connection)
        return found

    def _known(self) -> list[Actor]:
        from tui.store.codec import forms_of

        rows = self._connection.execute("SELECT key, name, kind, forms FROM actors")
        return [Actor(key, named, kind, forms_of(forms)) for key, named, kind, forms in rows]

    def _put_actors(self, actors: Actors) -> dict[str, int]:
        """Write actors that are new or other than before; returns the store's numbers by Actor.id."""
        connection = self._connection
        with writing(connection):
            there = {
                key: (number, digest)
                for number, key, digest in connection.execute("SELECT id, key, digest FROM actors")
            }
            changed = False
            for actor in actors.actors:
                digest = hashlib.blake2b(repr(actor).encode("utf-8", "replace"), digest_size=12).hexdigest()
                number, before = there.get(actor.id, (None, None))
                if digest == before:
                    continue
                changed = True
                row = (
                    plain(actor.name),
                    seams.folded(actor.name),
                    actor.kind,
                    pack_forms(tuple((plain(form) or "", n) for form, n in actor.forms)),
                    pack_strings(tuple(plain(line) or "" for line in actor.why)),
                    digest,
                    actor.id,
                )
                if number is None:
                    cursor = connection.execute(
                        "INSERT INTO actors(name, folded, kind, forms, why, digest, key) VALUES (?, ?, ?, ?, ?, ?, ?)",
                        row,
                    )
                    number = int(cursor.lastrowid or 0)
                    there[actor.id] = (number, digest)
                else:
                    connection.execute(
                        "UPDATE actors SET name = ?, folded = ?, kind = ?, forms = ?, why = ?, digest = ?"
                        " WHERE key = ?",
                        row,
                    )
                    connection.execute("DELETE FROM forms WHERE actor = ?", (number,))
                counts: dict[str, int] = {}
                called = (form for form in actor.forms if not seat(actor, form[0]))
                for form, n in (*called, (actor.name, 0)):
                    counts[seams.folded(form)] = counts.get(seams.folded(form), 0) + n
                connection.executemany(
                    "INSERT OR REPLACE INTO forms VALUES (?, ?, ?)", [(form, number, n) for form, n in counts.items()]
                )
            if changed:
                remember(connection, "actors", int(recall(connection, "actors") or 0) + 1)
            numbers = {key: number for key, (number, _) in there.items()}
            merge_candidates.put(connection, actors, numbers)
        return numbers

    def _put_stories(self, published: Mapping[str, Published]) -> None:
        """Which articles carry the same wire story: each group by the number of its first."""
        rows = self._connection.execute(
            "SELECT a.key, a.id, s.data FROM signatures s JOIN articles a ON a.id = s.article"
        ).fetchall()
        numbers = {name(key): number for key, number, _ in rows}
        days = {key: there.days for key, there in published.items() if there.days}
        same = seams.copies({name(key): data for key, _, data in rows}, days)
        stories.put(
            self._connection,
            {
                numbers[key]: (min(numbers[other] for other in (key, *others)), len(others))
                for key, others in same.items()
                if others
            },
        )

    def _forget_actors(self, actors: Actors) -> None:
        """Actors that no article means any more."""
        gone = [
            (number,)
            for number, key in self._connection.execute("SELECT id, key FROM actors WHERE articles <= 0")
            if key not in actors.by_id
        ]
        for statement in (
            "DELETE FROM forms WHERE actor = ?",
            "DELETE FROM actor_months WHERE actor = ?",
            "DELETE FROM beside WHERE actor = ?",
            "DELETE FROM actors WHERE id = ?",
        ):
            self._connection.executemany(statement, gone)

    def _stale(self, actors: Actors, published: Mapping[str, Published], forms: StoredForms) -> list[tuple[int, str]]:
        """Articles that are tied otherwise than they should be, with the digest of how they should."""
        offices = repr(actors.offices) if len(forms) <= 5000 else ""
        rows = self._connection.execute(
            "SELECT a.id, a.key, a.tied, a.digest, n.forms FROM names n JOIN articles a ON a.id = n.article"
            " ORDER BY a.id"
        )
        stale = []
        for number, key, tied, content, data in rows:
            article = name(key)
            judged = self._overlay.digest(content, article)
            said = f"{self._base}{published.get(article)}{offices}{judged}"
            digest = hashlib.blake2b(said.encode("utf-8", "replace"), digest_size=12)
            for row in forms_from(data).forms:
                tie = actors.tie(article, row.form, row.kind)
                actor = actors.by_id[tie[0]] if tie else None
                digest.update(repr((row.form, tie, actor and (actor.name, actor.kind))).encode("utf-8", "replace"))
            if digest.hexdigest() != tied:
                stale.append((number, digest.hexdigest()))
        return stale

    def _tie(
        self,
        stale: list[tuple[int, str]],
        actors: Actors,
        numbers: Mapping[str, int],
        published: Mapping[str, Published],
    ) -> bool:
        names = {number: actors.by_id[key].name for key, number in numbers.items() if key in actors.by_id}
        done = 0
        while done < len(stale):
            began = time.monotonic()
            with writing(self._connection):
                while done < len(stale) and time.monotonic() - began < SECONDS:
                    self._tie_one(*stale[done], actors, numbers, names, published)
                    done += 1
                bump(self._connection)
            self._said(done, len(stale))
            if self._stop():
                return False
        return True

    def _tie_one(
        self,
        number: int,
        tied: str,
        actors: Actors,
        numbers: Mapping[str, int],
        names: Mapping[int, str],
        published: Mapping[str, Published],
    ) -> None:
        row = self._connection.execute("SELECT reading FROM readings WHERE article = ?", (number,)).fetchone()
        article = load_article(self._connection, number)
        if row is None or article is None:
            return
        reading = reading_of(row[0])
        day = published.get(article.key) or Published(None, "none", "nothing tells when it was published")
        mentions = mentions_of(article, reading, actors, day.days)
        dates = seams.dated(reading, article, day)
        claims = seams.claims(article, reading, mentions, day, dates, self._config.issues, actors)
        stored = tuple(
            StoredMention(
                m.span.start,
                m.span.end,
                m.by,
                m.score,
                numbers.get(m.actor or "", 0),
                _sentence(reading, m.span.start),
                plain(m.why) or "",
            )
            for m in mentions
        )
        untie(self._connection, number)
        judged = self._overlay.laid(article, claims)
        ties = Ties(stored, judged, dates, day, tied, claims, reading.sentences)
        put_ties(self._connection, number, article, ties, names, numbers)


def _sentence(reading: Reading, at: int) -> int:
    """Index of the sentence that holds an offset, -1 where none does."""
    low, high = 0, len(reading.sentences)
    while low < high:
        middle = (low + high) // 2
        if reading.sentences[middle].end <= at:
            low = middle + 1
        else:
            high = middle
    return low if low < len(reading.sentences) and reading.sentences[low].start <= at else -1
