"""What ties an article to its corpus, as rows and sums: mentions of actors, claims, dates, the publication day.

Every function runs within the caller's transaction.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

import numpy as np
from msgspec import Struct

from tui.corpus.claim_parts import PartSpans
from tui.corpus.days.tellings import pack_telling, telling_at
from tui.corpus.doubts import doubts_of, mask
from tui.corpus.folds import leaders
from tui.corpus.sentence_plan import sentence_plan
from tui.model import Article, Claim, DatedExpression, Days, Published, RestsOn, Span, text_of
from tui.store.codec import (
    POSITION_BITS,
    Ints,
    StoredMention,
    claim_of,
    offsets_of,
    pack_claim,
    pack_mentions,
    pack_offsets,
)
from tui.store.sqlite import plain

# ruff: noqa: S608 - statements are put together from constants of this room; every value is bound

_DATE = (
    "start, finish, sentence_start, sentence_finish, type, value, first, last, planned, why, word_first, word_last,"
    " rests, told"
)
WIDEST = 31  # days: what is dated by no more than a season or a year is not known to be one event
RESTS_ON: tuple[RestsOn, ...] = ("expression", "lead", "publication")  # as the column `rests` counts them


class Ties(Struct, frozen=True):
    """One article, tied: `mentions` with the store's numbers of actors, `names` of them by number."""

    mentions: tuple[StoredMention, ...]
    claims: tuple[Claim, ...]
    dates: tuple[DatedExpression, ...]
    published: Published
    tied: str
    found: tuple[Claim, ...] = ()  # the claims as read, before what a person decided
    sentences: tuple[Span, ...] = ()


def month_of(day: int | None) -> int:
    """Months since the year 0, 0 where the day is not known."""
    if not day:
        return 0
    when = date.fromordinal(day)
    return when.year * 12 + when.month - 1


@lru_cache(4096)
def month_name(month: int) -> str:
    return f"{month // 12:04}-{month % 12 + 1:02}" if month else ""


def add_mentions(
    connection: sqlite3.Connection,
    article: int,
    mentions: Sequence[StoredMention],
    day: int | None,
    sign: int = 1,
) -> None:
    """Add an article's mentions to the sums of their actors, or (`sign` -1) take them out again."""
    counts = Counter(mention.actor for mention in mentions if mention.actor)
    month = month_of(day)
    if sign > 0:
        connection.executemany(
            "INSERT OR REPLACE INTO actor_articles VALUES (?, ?, ?)", [(a, article, n) for a, n in counts.items()]
        )
    else:
        connection.executemany(
            "DELETE FROM actor_articles WHERE actor = ? AND article = ?", [(actor, article) for actor in counts]
        )
    connection.executemany(
        "UPDATE actors SET mentions = mentions + ?, articles = articles + ? WHERE id = ?",
        [(sign * n, sign, actor) for actor, n in counts.items()],
    )
    connection.executemany(
        "INSERT INTO actor_months VALUES (?, ?, ?)"
        " ON CONFLICT(actor, month) DO UPDATE SET mentions = mentions + excluded.mentions",
        [(actor, month, sign * n) for actor, n in counts.items()],
    )
    connection.executemany(
        "INSERT INTO beside VALUES (?, ?, ?) ON CONFLICT(actor, other) DO UPDATE SET n = n + excluded.n",
        [(a, b, sign * n) for (a, b), n in _pairs(mentions).items()],
    )


def _pairs(mentions: Sequence[StoredMention]) -> Counter[tuple[int, int]]:
    by_sentence: dict[int, set[int]] = {}
    for mention in mentions:
        if mention.actor and mention.sentence >= 0:
            by_sentence.setdefault(mention.sentence, set()).add(mention.actor)
    return Counter((a, b) for actors in by_sentence.values() for a in actors for b in actors if a != b)


def put_ties(
    connection: sqlite3.Connection,
    number: int,
    article: Article,
    ties: Ties,
    actors: Mapping[int, str],
    holders: Mapping[str, int],
) -> None:
    """Write what ties an article that was untied before, but for its dated sentences perhaps. `actors` are names by
    the store's number, `holders` the store's numbers by Actor.id."""
    put_published(connection, number, ties.published)
    first = ties.published.days.first.toordinal() if ties.published.days else None
    add_mentions(connection, number, ties.mentions, first)
    connection.execute("INSERT OR REPLACE INTO mentions VALUES (?, ?)", (number, pack_mentions(ties.mentions)))
    starts = np.array([s.start for s in ties.sentences], dtype=np.int64)
    ends = np.array([s.end for s in ties.sentences], dtype=np.int64)
    connection.execute("INSERT OR REPLACE INTO sentences VALUES (?, ?)", (number, pack_offsets(starts, ends)))
    found = ties.found or ties.claims
    claims = [
        put_claim(connection, number, article, claim, ties.mentions, holders, None if claim == read else read)
        for claim, read in zip(ties.claims, found, strict=True)
    ]
    folded = [
        (claims[leader], claims[at])
        for at, leader in enumerate(leaders(ties.claims, ties.sentences, article.text, article.title_span))
        if leader is not None
    ]
    connection.executemany("UPDATE claims SET fold = ? WHERE id = ?", folded)
    row = connection.execute("SELECT data FROM offsets WHERE article = ?", (number,)).fetchone()
    words = offsets_of(row[0]) if row else (np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))
    _put_spots(connection, number, ties, claims, words)
    _put_dates(connection, number, article.text, ties, actors, words[0])
    connection.execute(
        "UPDATE articles SET mentions = ?, claims = ?, tied = ? WHERE id = ?",
        (sum(1 for mention in ties.mentions if mention.actor), len(ties.claims), ties.tied, number),
    )


def put_published(connection: sqlite3.Connection, number: int, published: Published) -> None:
    days = published.days
    connection.execute(
        "UPDATE articles SET day = ?, day_last = ?, published_from = ?, published_why = ? WHERE id = ?",
        (
            days.first.toordinal() if days else None,
            days.last.toordinal() if days else None,
            published.source,
            plain(published.why),
            number,
        ),
    )


def put_claim(
    connection: sqlite3.Connection,
    number: int,
    article: Article,
    claim: Claim,
    mentions: Sequence[StoredMention],
    holders: Mapping[str, int],
    found: Claim | None = None,
    row: int | None = None,
    *,
    again: bool = False,
) -> int:
    """Write a claim, under the number `row` where it had one; returns its number. `found` is how it was read, where a
    person has judged it since; `again` where an earlier article of the same story tells it (stories.py)."""
    spans, whole = claim.content or claim.cue or claim.source, extent(claim)
    day = claim.days.first.toordinal() if claim.days else None
    content = content_key(article.text, found or claim)
    doubt = mask(doubts_of(article, claim))
    cursor = connection.execute(
        "INSERT OR REPLACE INTO claims(id, key, article, start, finish, holder, actor, issue, stance, kind, day,"
        " day_last, confidence, status, content, words, cue, data, found, copy, plan, doubt)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            row,
            claim.id,
            number,
            whole.start,
            whole.end,
            plain(claim.holder),
            holders.get(claim.holder_id or ""),
            claim.issues[0] if claim.issues else None,
            claim.stance,
            claim.kind,
            day,
            claim.days.last.toordinal() if claim.days else None,
            claim.confidence,
            claim.status,
            content,
            _words(article.text, claim.content),
            _words(article.text, claim.cue),
            pack_claim(claim),
            pack_claim(found) if found else None,
            int(again),
            plain(sentence_plan(article.text, claim)),
            doubt,
        ),
    )
    row = int(cursor.lastrowid or 0)
    about = {m.actor for span in spans for m in mentions if m.start < span.end and span.start < m.end} - {0}
    connection.executemany("INSERT OR IGNORE INTO claim_actors VALUES (?, ?)", [(actor, row) for actor in about])
    if claim.status != "rejected":
        _put_issues(connection, row, claim, day, again=again, doubtful=doubt > 0)
    return row


def _put_issues(
    connection: sqlite3.Connection, row: int, claim: Claim, day: int | None, *, again: bool, doubtful: bool
) -> None:
    connection.executemany(
        "INSERT OR REPLACE INTO claim_issues VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?)",
        [
            (s.issue, row, s.stance or "none", int(place == 0), plain(claim.holder), day, int(again), int(doubtful))
            for place, s in enumerate(claim.stances)
        ],
    )


def _words(text: str, spans: tuple[Span, ...]) -> str:
    return plain(" ".join(text_of(text, spans).split())) or ""


def extent(claim: Claim) -> Span:
    """From the first to the last word of a claim."""
    spans = (*claim.source, *claim.cue, *claim.content)
    return Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else Span(0, 0)


def content_key(text: str, claim: Claim) -> str:
    """What a claim is known by where its article moves: its own words."""
    return content_of(text, PartSpans(claim.source, claim.cue, claim.content))


def content_of(text: str, spans: PartSpans) -> str:
    """The same of words that are no claim yet."""
    words = "\x1f".join(" ".join(text_of(text, part).split()) for part in (spans.source, spans.cue, spans.content))
    return hashlib.blake2b(words.encode("utf-8", "replace"), digest_size=12).hexdigest()


def put_claim_spots(connection: sqlite3.Connection, number: int) -> None:
    """Write anew where the sources and contents of an article's claims stand, and how many claims it has."""
    row = connection.execute("SELECT data FROM offsets WHERE article = ?", (number,)).fetchone()
    claims = [
        (claim_of(data), claim)
        for claim, data in connection.execute("SELECT id, data FROM claims WHERE article = ? ORDER BY id", (number,))
    ]
    words = offsets_of(row[0]) if row else (np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))
    content = _placed(number, [(span, row) for claim, row in claims for span in claim.content], words)
    source = _placed(number, [(span, row) for claim, row in claims for span in claim.source], words)
    connection.execute("UPDATE spots SET content = ?, source = ? WHERE article = ?", (content, source, number))
    connection.execute("UPDATE articles SET claims = ? WHERE id = ?", (len(claims), number))


def _placed(number: int, spans: Sequence[tuple[Span, int]], words: tuple[Ints, Ints]) -> bytes:
    """Rows of first word, last word and claim."""
    starts, ends = words
    base = number << POSITION_BITS
    first = base + np.searchsorted(ends, [span.start for span, _ in spans], side="right")
    last = base + np.searchsorted(starts, [span.end for span, _ in spans], side="left") - 1
    rows = np.stack([first, last, np.array([claim for _, claim in spans], dtype=np.int64)], axis=1)
    return rows.astype("<i8").tobytes()


def _put_spots(
    connection: sqlite3.Connection, number: int, ties: Ties, claims: Sequence[int], words: tuple[Ints, Ints]
) -> None:
    """Write where the contents of the claims stand, the sentences of each actor and the mentions, so that what a word
    touches is found without a look into any text."""
    starts, ends = words
    base = number << POSITION_BITS

    said = list(zip(ties.claims, claims, strict=True))
    content = _placed(number, [(span, row) for claim, row in said for span in claim.content], words)
    source = _placed(number, [(span, row) for claim, row in said for span in claim.source], words)
    begin = np.searchsorted(starts, [sentence.start for sentence in ties.sentences], side="left")
    edges = base + np.append(begin, len(starts))
    pairs = sorted({(m.sentence, m.actor) for m in ties.mentions if m.actor and m.sentence >= 0})
    table = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    sentences = np.stack([edges[table[:, 0]], edges[table[:, 0] + 1] - 1, table[:, 1]], axis=1)
    named = [m for m in ties.mentions if m.actor]
    first = base + np.searchsorted(ends, [m.start for m in named], side="right")
    last = base + np.searchsorted(starts, [m.end for m in named], side="left") - 1
    rows = (first, last, [m.actor for m in named], [m.by == "metonym" for m in named])
    mentions = np.stack([np.asarray(row, dtype="<i8") for row in rows], axis=1)
    connection.execute(
        "INSERT OR REPLACE INTO spots VALUES (?, ?, ?, ?, ?)",
        (number, content, source, sentences.astype("<i8").tobytes(), mentions.tobytes()),
    )


def _put_dates(
    connection: sqlite3.Connection, number: int, text: str, ties: Ties, actors: Mapping[int, str], words: Ints
) -> None:
    """Write the dated sentences. Those that stand there already stay as they are but for their actors, so that only the
    days to which one came, or from which one went, are compared again (events.py)."""
    there: dict[tuple[object, ...], list[tuple[int, str]]] = defaultdict(list)
    for row, named, *same in connection.execute(f"SELECT id, actors, {_DATE} FROM dates WHERE article = ?", (number,)):
        there[tuple(same)].append((row, named))
    for dated in ties.dates:
        start, end = dated.sentence.start, dated.sentence.end
        near = dict.fromkeys(m.actor for m in ties.mentions if m.actor in actors and start <= m.start < end)
        named = json.dumps([actors[actor] for actor in near])
        values = _date_row(number, text, dated, words)
        if known := there.get(values):
            row, before = known.pop()
            connection.execute("DELETE FROM date_actors WHERE date = ?", (row,))
            if before != named:
                connection.execute("UPDATE dates SET actors = ? WHERE id = ?", (named, row))
        else:
            row = connection.execute(
                f"INSERT INTO dates(article, actors, {_DATE}) VALUES (?, ?{', ?' * len(values)})",
                (number, named, *values),
            ).lastrowid
        connection.executemany("INSERT INTO date_actors VALUES (?, ?)", [(actor, row) for actor in near])
    drop_dates(connection, "id = ?", [(row,) for rows in there.values() for row, _ in rows])


def drop_dates(connection: sqlite3.Connection, which: str, values: Sequence[tuple[int]]) -> None:
    """Take out dated sentences, each where `which` holds for one of `values`. Their days are compared again: what a
    word weighs there rests on how many sentences there are."""
    due = f"INSERT OR IGNORE INTO events_due SELECT first, last FROM dates WHERE {which} AND first IS NOT NULL"
    connection.executemany(due, values)
    connection.executemany(f"DELETE FROM dates WHERE {which}", values)


def _date_row(number: int, text: str, dated: DatedExpression, words: Ints) -> tuple[object, ...]:
    base = number << POSITION_BITS
    start, end = dated.sentence.start, dated.sentence.end
    return (
        dated.span.start,
        dated.span.end,
        start,
        end,
        dated.type,
        dated.value,
        dated.days.first.toordinal() if dated.days else None,
        dated.days.last.toordinal() if dated.days else None,
        int(dated.planned),
        plain(dated.why),
        base + int(np.searchsorted(words, start)),
        base + int(np.searchsorted(words, end)) - 1,
        RESTS_ON.index(dated.rests_on),
        _told(text, dated),
    )


def _told(text: str, dated: DatedExpression) -> bytes:
    """What tells the event of a dated sentence from others of its days; nothing where those are too wide for one."""
    if dated.days is None or (dated.days.last - dated.days.first).days >= WIDEST:
        return b""
    return pack_telling(telling_at(text, dated.sentence, dated.span, rests=dated.rests_on != "expression"))


def days_of(first: int | None, last: int | None) -> Days | None:
    """Ordinals as a range of days."""
    if first is None or last is None:
        return None
    return Days(date.fromordinal(first), date.fromordinal(last))
