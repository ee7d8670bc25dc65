"""The third stage: readings to actors, days and claims.

An article rests on others through what it asks of all actors (corpus/actors/asked.py), and on its own day. A digest of
the answers is kept with it, so that only those articles are resolved again for which an answer became another; in what
order articles came, and in how many runs, makes no difference.
"""

from __future__ import annotations

import sqlite3
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from tui.config import Config
from tui.corpus import claims as claiming
from tui.corpus import issues as topics
from tui.corpus.actors import asked
from tui.corpus.actors import merge as merging
from tui.corpus.actors.asked import Question
from tui.corpus.actors.by_hand import Meant, of_article
from tui.corpus.actors.gathered import Gathered, KeptForms
from tui.corpus.actors.likenesses import KeptLikenesses, Likenesses
from tui.corpus.actors.mentions import mentions_of
from tui.corpus.actors.merge import Actors
from tui.corpus.days import publication_days
from tui.corpus.days.calendar import place_all
from tui.corpus.days.lead_days import place_leads
from tui.corpus.duplicates import copies
from tui.index.stale import Answers, asked_by, of_forms
from tui.index.streams import StoredDays, StoredForms, forms_from
from tui.index.versions import digest_of, resolving
from tui.model import Article, Claim, DatedExpression, Issue, Mention, Published, Reading
from tui.store import mended
from tui.store.codec import StoredMention, reading_of, squeeze
from tui.store.overlay import Overlay
from tui.store.sqlite import name, plain, writing
from tui.store.tables import events, kept, stories
from tui.store.tables.actor_rows import forget_actors, put_actors
from tui.store.tables.article_rows import Ties, days_of, put_published, put_ties
from tui.store.tables.files import bump, load_article, recall, remember, tell_problem, untie

SECONDS = 0.3  # of one transaction: as long as a reader who judges a claim may wait without noticing
_UNKNOWN = Published(None, "none", "nothing tells when it was published")
_issues = msgspec.json.Decoder(tuple[Issue, ...])


def watchlist_digest(config: Config) -> str:
    """Of all in a config that decides how articles are resolved."""
    return digest_of(config.issues, config.actors, config.never_same, resolving())


class Resolver:
    """Resolves what was read; `said` is called with how many of how many articles are done, `stop` asked between
    them."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        config: Config,
        overlay: Overlay,
        said: Callable[[int, int], None],
        stop: Callable[[], bool],
    ) -> None:
        self._connection = connection
        self._config = config
        self._overlay = overlay
        self._said = said
        self._stop = stop
        self._watchlist = watchlist_digest(config)
        self._base = digest_of(config.actors, config.never_same, resolving())
        self._meant: Mapping[str, Sequence[Meant]] = {}  # by article, what a person said of places in it
        self.anew = 0.0  # seconds that `run` spent on what it does over the whole corpus each time

    def needed(self) -> bool:
        """Whether anything was read, dropped or configured since all was resolved."""
        return recall(self._connection, "tied") != self._state()

    def run(self) -> bool:
        """Resolve all that needs it; False where it was stopped on the way."""
        began = time.monotonic()
        state = self._state()
        published = self._published()
        said = replace(self._overlay.actors, meant=mended.placed(self._connection, self._overlay.places))
        by_article: dict[str, list[Meant]] = defaultdict(list)
        for meant in said.meant:
            by_article[meant.article].append(meant)
        self._meant = by_article
        code = resolving()
        known = Likenesses(kept.taken_up(self._connection, "likenesses", code, KeptLikenesses))
        forms = StoredForms(self._connection)
        gathered = _gathered(forms, kept.taken_up(self._connection, "forms", code, KeptForms))
        actors = merging.merge(
            gathered,
            self._config.actors,
            self._config.never_same,
            {key: p.days for key, p in published.items() if p.days},
            said,
            known,
        )
        with writing(self._connection):
            numbers = put_actors(self._connection, actors)
            kept.keep(self._connection, "likenesses", code, known.kept())
            kept.keep(self._connection, "forms", code, gathered.kept())
            forms.forget_new()
        del gathered, known  # they hold as much as the actors, who alone are asked from here on
        self._untie_changed_issues()
        answers = Answers(self._connection, actors, digest_of(self._base, self._overlay.version, said.meant))
        stale = self._stale(actors, published, answers)
        self.anew = time.monotonic() - began
        if not self._resolve(stale, actors, numbers, published, answers):
            return False
        began = time.monotonic()
        self._put_stories(published)
        if not events.fold(self._connection, self._stop):
            return False
        with writing(self._connection):
            forget_actors(self._connection, actors)
            answers.keep()
            remember(self._connection, "tied", state)
            bump(self._connection)
        self.anew += time.monotonic() - began
        return True

    def _untie_changed_issues(self) -> None:
        """Mark the articles that speak of an issue that is new, other or gone, so that they are resolved again."""
        now = self._config.issues
        told = recall(self._connection, "issues resolved")
        before = _issues.decode(told) if told else now
        changed = _changed(before, now)
        numbers = []
        if changed:
            rows = self._connection.execute("SELECT a.id FROM articles a WHERE a.tied <> ''").fetchall()
            for (number,) in rows:
                article = load_article(self._connection, number)
                if article is not None and topics.hits(article.text, changed):
                    numbers.append((number,))
        with writing(self._connection):
            self._connection.executemany("UPDATE articles SET tied = '' WHERE id = ?", numbers)
            remember(self._connection, "issues resolved", msgspec.json.encode(now).decode())

    def _state(self) -> str:
        row = self._connection.execute(
            "SELECT (SELECT n FROM totals WHERE name = 'articles'), (SELECT n FROM totals WHERE name = 'read'),"
            " (SELECT max(id) FROM articles), (SELECT value FROM meta WHERE key = 'readings'),"
            " (SELECT count(*) FROM gone)"
        ).fetchone()
        return f"{self._watchlist} {row} {self._overlay.version}"

    def _published(self) -> dict[str, Published]:
        """Every article's day, as far as the corpus and the offices that a person stated prove it; written down at once
        so that lists are in order."""
        terms = publication_days.stated_terms([*self._config.actors, *self._overlay.actors.terms()])
        known = mended.published(self._connection, self._overlay.edits)
        found = publication_days.publication(StoredDays(self._connection), known, terms)
        rows = self._connection.execute(
            "SELECT id, key, day, day_last, published_from, published_why FROM articles"
        ).fetchall()
        changed = []
        for number, key, first, last, source, why in rows:
            there = found.get(name(key))
            if there is not None and there != Published(days_of(first, last), source, why):
                changed.append((number, there, there.days != days_of(first, last)))
        for start in range(0, len(changed), 500):
            with writing(self._connection):
                for number, there, moved in changed[start : start + 500]:
                    if moved:
                        untie(self._connection, number)  # sums by month follow the day
                    else:
                        self._connection.execute("UPDATE articles SET tied = '' WHERE id = ?", (number,))
                    put_published(self._connection, number, there)
                bump(self._connection)
        return found

    def _put_stories(self, published: Mapping[str, Published]) -> None:
        """Which articles carry the same wire story: each group by the number of its first, by its key."""
        rows = self._connection.execute(
            "SELECT a.key, a.id, s.data FROM articles a CROSS JOIN signatures s ON s.article = a.id ORDER BY a.key"
        )
        numbers: dict[str, int] = {}
        signatures: dict[str, bytes] = {}
        for at, number, data in rows:
            key = name(at)
            numbers[key], signatures[key] = number, data
        days = {key: there.days for key, there in published.items() if there.days}
        same = copies(signatures, days)
        stories.put(
            self._connection,
            {numbers[key]: (numbers[min((key, *others))], len(others)) for key, others in same.items() if others},
        )

    def _stale(self, actors: Actors, published: Mapping[str, Published], answers: Answers) -> list[int]:
        """Numbers of the articles that are not resolved, or that would be resolved otherwise now."""
        untied = "SELECT n.article FROM articles a JOIN names n ON n.article = a.id WHERE a.tied = ''"
        stale = [number for (number,) in self._connection.execute(untied)]
        changed = answers.changed()
        if changed is None:
            every = "SELECT n.article FROM articles a JOIN names n ON n.article = a.id WHERE a.tied <> ''"
            changed = [number for (number,) in self._connection.execute(every)]
        else:
            changed = sorted(set(changed) - set(stale))
        for number in changed:
            row = self._connection.execute(
                "SELECT a.key, a.tied, a.digest, n.forms, q.data FROM names n JOIN articles a ON a.id = n.article"
                " LEFT JOIN asked q ON q.article = a.id WHERE n.article = ?",
                (number,),
            ).fetchone()
            if row is None:
                continue
            key, tied, content, forms, others = row
            article, asked = name(key), asked_by(forms, others)
            if self._digest(article, content, actors, asked, published.get(article, _UNKNOWN)) != tied:
                stale.append(number)
        return sorted(stale)

    def _digest(
        self, article: str, content: str, actors: Actors, questions: set[Question], published: Published
    ) -> str:
        judged = self._overlay.digest(content, article), self._meant.get(article, ())
        return asked.digest(actors, article, questions, published.days, self._base, published, judged)

    def _resolve(
        self,
        stale: Sequence[int],
        actors: Actors,
        numbers: Mapping[str, int],
        published: Mapping[str, Published],
        answers: Answers,
    ) -> bool:
        names = {number: actors.by_id[key].name for key, number in numbers.items() if key in actors.by_id}
        done = 0
        if stale:
            with writing(self._connection):
                answers.forget()
        while done < len(stale):
            with writing(self._connection):
                if not self._overlay.take_up():  # what a person decided meanwhile would be undone in the index
                    return False
                until = time.monotonic() + SECONDS
                for number in stale[done:]:
                    self._resolve_one(number, actors, numbers, names, published, answers)
                    done += 1
                    if time.monotonic() > until:
                        break
                bump(self._connection)
            self._said(done, len(stale))
            if self._stop():
                return False
        return True

    def _resolve_one(
        self,
        number: int,
        actors: Actors,
        numbers: Mapping[str, int],
        names: Mapping[int, str],
        published: Mapping[str, Published],
        answers: Answers,
    ) -> None:
        row = self._connection.execute(
            "SELECT r.reading, n.forms FROM readings r JOIN names n ON n.article = r.article WHERE r.article = ?",
            (number,),
        ).fetchone()
        article = load_article(self._connection, number, as_read=True)
        if row is None or article is None:
            return
        reading = reading_of(row[0])
        day = published.get(article.key, _UNKNOWN)
        noted = asked.noting(actors)
        mentions, dates, claims, failed = self._worked_out(article, reading, day, noted)
        tell_problem(self._connection, number, failed)
        claims = (*claims, *self._overlay.added(article, claims, day.days))
        judged = _tied(self._overlay.laid(article, claims), claims, noted)
        asked_of_forms = of_forms(forms_from(row[1]))
        answers.note(number, asked_of_forms | noted.asked)
        tied = self._digest(article.key, article.digest, actors, asked_of_forms | noted.asked, day)
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
        untie(self._connection, number, dates=False)
        put_ties(
            self._connection,
            number,
            article,
            Ties(stored, judged, dates, day, tied, claims, reading.sentences),
            names,
            numbers,
        )
        if others := tuple(sorted(noted.asked - asked_of_forms)):
            self._connection.execute(
                "INSERT OR REPLACE INTO asked VALUES (?, ?)", (number, squeeze(msgspec.msgpack.encode(others)))
            )

    def _worked_out(
        self, article: Article, reading: Reading, day: Published, actors: Actors
    ) -> tuple[Sequence[Mention], tuple[DatedExpression, ...], tuple[Claim, ...], str]:
        """What an article mentions, dates and claims, and why nothing could be told of it: a rule that fails on a text
        is that article's problem, and the others go on."""
        try:
            said = of_article(self._meant.get(article.key, ()))
            mentions = mentions_of(article, reading, actors, day.days, said)
            dates = place_all(article.text, reading.sentences, reading.times, day.days)
            leads = place_leads(article.text, reading.sentences, reading.times, reading.events, dates, day.days)
            claims = claiming.resolve(article, reading, mentions, day, dates, self._config.issues, actors)
        except MemoryError:
            raise
        except Exception as error:
            why = f"a rule failed on it, which is a fault of onrecord: {type(error).__name__}: {error}"[:300]
            return (), (), (), why
        return mentions, (*dates, *leads), claims, ""


def _gathered(forms: StoredForms, kept_forms: KeptForms | None) -> Gathered:
    """The forms of all articles: those that are new beside what was gathered before. Where an article is another or
    gone since, all are gathered anew, for what it added to the counts is known no more."""
    if kept_forms is not None:
        known, new = set(kept_forms.articles), forms.new()
        if known.isdisjoint(new) and len(known) + len(new) == len(forms):
            return Gathered(forms, kept_forms).take(forms.among(new))
    return Gathered(forms).take(forms)


def _tied(judged: Sequence[Claim], read: Sequence[Claim], actors: Actors) -> tuple[Claim, ...]:
    """Claims as a person left them, a holder that they wrote by its actor's present name."""
    return tuple(
        _by_actor(claim, actors)
        if claim.holder and not claim.holder_id and (claim.holder != was.holder or was.status == "added")
        else claim
        for claim, was in zip(judged, read, strict=True)
    )


def _by_actor(claim: Claim, actors: Actors) -> Claim:
    found = actors.tie("", claim.holder or "", "person")
    return replace(claim, holder=actors.by_id[found[0]].name, holder_id=found[0]) if found is not None else claim


def _changed(before: Sequence[Issue], now: Sequence[Issue]) -> list[Issue]:
    """The issues that are new, other or gone, as they were and as they are; all, where their order is another: of two
    that a claim belongs to alike, the first is its main one."""
    old, new = {issue.id: issue for issue in before}, {issue.id: issue for issue in now}
    if [key for key in old if key in new] != [key for key in new if key in old]:
        return [*before, *now]
    ids = [key for key in {**old, **new} if old.get(key) != new.get(key)]
    return [found for key in ids for found in (old.get(key), new.get(key)) if found is not None]


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
