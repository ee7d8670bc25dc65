"""Publication days: what an article's clues say, and, where they are silent, what the corpus proves.

Every bound carries its evidence in words; a day is never narrower than proven. A person's word (`meta`) overrules.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

from msgspec.structs import replace

from tui.corpus.days.day_bounds import Bounds, bounds_of, narrowed
from tui.corpus.days.day_evidence import ArticleDays, DatedStatement, evidence_of, packed, unpacked
from tui.corpus.days.office_days import Offices, Term, stated_terms, terms_of
from tui.corpus.days.shared_events import Frequencies, Index, Seeker, Tie, strongest, tells
from tui.model import DayClue, Days, Published, PublishedFrom

__all__ = [
    "ArticleDays",
    "Term",
    "clue_days",
    "evidence_of",
    "packed",
    "publication",
    "stated_terms",
    "unpacked",
    "weigh",
]

UNKNOWN = Published(None, "none", "nothing in the file or the corpus says when it was published")
# Each round rests on the days of the one before; beyond three a chain of inferences would date by hearsay.
_ROUNDS = 3  # an article whose day was inferred may date others
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_ORDER: tuple[PublishedFrom, ...] = ("meta", "header", "file", "dateline")


@lru_cache(maxsize=1 << 14)
def clue_days(value: str) -> Days | None:
    """The days that an ISO value of a clue covers: a day, a month or a year; None for anything else."""
    match = _ISO.fullmatch(value[:10])
    if match is None:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        if day:
            return Days(date(year, month, day), date(year, month, day))
        if month:
            return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
        return Days(date(year, 1, 1), date(year, 12, 31))
    except ValueError:
        return None


def weigh(clues: Sequence[DayClue]) -> Published | None:
    """What an article's own clues prove: a person's word first, then its head, its file's metadata, its dateline.

    A file can be made after its article but not before it, so of a head and a file that differ the earlier counts.
    None where no clue gives a year.
    """
    said: dict[str, list[tuple[Days, DayClue]]] = defaultdict(list)
    for clue in clues:
        if (days := clue_days(clue.value)) is not None:
            said[clue.source].append((days, clue))
    ranked = [said[source][0] for source in _ORDER if said[source]]
    if not ranked:
        return None
    # See above: the earlier of the two is the article's, the later that of a download or an update.
    if said["header"] and said["file"] and not said["meta"]:
        ranked.sort(key=lambda pair: (pair[1].source == "dateline", pair[0].first))
    chosen, clue = ranked[0]
    for days, narrower in ranked[1:]:
        inside = chosen.first <= days.first and days.last <= chosen.last
        if inside and days != chosen and clue.source != "meta":
            chosen, clue = days, narrower
    why = clue.why
    others = [c.why for source in _ORDER for d, c in said[source] if _contradicts(d, chosen)]
    if others:
        why += "; against that, " + "; ".join(dict.fromkeys(others))
    return Published(chosen, _source(clue), why)


def _source(clue: DayClue) -> PublishedFrom:
    return "none" if clue.source == "age" else clue.source


def _contradicts(one: Days, other: Days) -> bool:
    """Whether two ranges of days lie more than a day apart: an hour's difference between zones is no contradiction."""
    slack = timedelta(days=1)
    return one.first - other.last > slack or other.first - one.last > slack


def publication(
    articles: Collection[ArticleDays],
    known: Mapping[str, Published] | None = None,
    terms: Sequence[Term] = (),
) -> dict[str, Published]:
    """The publication day of every article. `articles` is walked several times; it may be a stream that starts anew.

    `known` are days that are settled elsewhere and only bear witness here, `terms` of office what a person stated.
    Where every article has its clues this is one walk. Else, with n articles and u without a day, it is n log n: each
    dated sentence is looked up by its rarer words among the sentences of the u.
    """
    found: dict[str, Published] = dict(known or {})
    undated: dict[str, ArticleDays] = {}
    heard = _Heard()
    for article in articles:
        heard.take(article)
        if article.article in found:
            continue
        own = weigh(article.clues)
        if own is not None:
            found[article.article] = heard.days.setdefault(own, own)
        if own is None or own.days is None:
            undated[article.article] = heard.held(article)
    if undated:
        _infer(articles, undated, found, terms, heard)
    for key in undated:
        found.setdefault(key, UNKNOWN)
    return found


class _Heard:
    """What the walk over all articles notes of them, so that no other is needed for it.

    What many articles have alike is held once: `days` that are told alike, `stems`."""

    def __init__(self) -> None:
        self.days: dict[Published, Published] = {}
        self.stems: dict[str, str] = {}
        self.frequencies = Frequencies()
        self.holders: list[ArticleDays] = []  # with nothing but the holders of offices

    def take(self, article: ArticleDays) -> None:
        self.frequencies.take(article)
        if article.holders:
            self.holders.append(ArticleDays(article.article, holders=article.holders))

    def held(self, article: ArticleDays) -> ArticleDays:
        """An article that is kept at hand until its day is sought."""
        return replace(article, statements=tuple(map(self._held, article.statements)))

    def _held(self, statement: DatedStatement) -> DatedStatement:
        names, words = (
            frozenset(map(self.stems.setdefault, stems, stems)) for stems in (statement.names, statement.words)
        )
        return replace(statement, names=names, words=words)


def _infer(
    articles: Iterable[ArticleDays],
    undated: Mapping[str, ArticleDays],
    found: dict[str, Published],
    terms: Sequence[Term],
    heard: _Heard,
) -> None:
    """Adds to `found` what can be inferred for the undated, in rounds."""
    seekers = [Seeker(key, s) for key, article in undated.items() for s in article.statements if tells(s)]
    index = Index(seekers, heard.frequencies)
    ties: dict[str, dict[tuple[str, str], list[Tie]]] = defaultdict(dict)
    asked: Iterable[ArticleDays] = articles
    for _ in range(_ROUNDS):
        news = _gather(asked, index, found, ties)
        settled = {}
        for key in news:
            bounds = bounds_of(undated[key], [tie for kept in ties[key].values() for tie in kept])
            if (day := _settled(bounds)) is not None:
                settled[key] = day
        found |= settled
        # An article that gained no day since the last round says nothing new: it is not asked again.
        if not settled:
            break
        asked = [article for key, article in undated.items() if key in settled]
    for key, article in undated.items():
        if (key not in found) and (settled_alone := _settled(bounds_of(article, []))):
            found[key] = settled_alone
    offices = Offices([*terms, *terms_of(heard.holders, found)])
    for key, article in undated.items():
        published = found.get(key)
        if published is not None and published.days is not None and published.source == "inferred":
            bounds = narrowed(published.days, offices.tenures(article.holders))
            if bounds.why:
                found[key] = Published(bounds.days, "inferred", f"{published.why}; {bounds.why}")


def _gather(
    articles: Iterable[ArticleDays],
    index: Index,
    found: Mapping[str, Published],
    ties: dict[str, dict[tuple[str, str], list[Tie]]],
) -> set[str]:
    """One walk over what is dated by now; the articles that learned something by it."""
    news: set[str] = set()
    for article in articles:
        published = found[article.article].days if article.article in found else None
        for statement in article.statements:
            for tie in index.ties(article.article, statement, published):
                if tie.seeker.article in found:  # settled before: what rests on it must not prove it
                    continue
                kept = ties[tie.seeker.article].setdefault(
                    (tie.seeker.statement.said, str(tie.seeker.statement.span)), []
                )
                kept.append(tie)
                # Pruned now and then and not at each tie: sorting two hundred is cheap, and more than the strongest
                # never count.
                if len(kept) > 200:
                    kept[:] = strongest(kept)
                news.add(tie.seeker.article)
    return news


def _settled(bounds: Bounds) -> Published | None:
    return None if bounds.days is None else Published(bounds.days, "inferred", bounds.why)
