"""Any selection to its cross-reference: the mentions, claims and counts that every pane draws from.

An actor's mentions are those that reading tied to it, and what the words alone show beyond them: spellings close to its
names, places where a name was not recognised, articles that are not read yet, the watchlist's descriptions of it. A
term and an issue are found by words alone. A selection is "among the terms" of an issue when one of the issue's terms
is the term, or a name of the actor.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

import numpy as np
from msgspec import Struct, field
from msgspec.structs import replace

from tui.config import Config
from tui.corpus.actors.metonym_capitals import acting, acts_for
from tui.corpus.crossref import at_places, held_about, watch_lines
from tui.corpus.crossref.at_places import MOST_BESIDE, MOST_PLACES
from tui.corpus.crossref.evidence import ArticleColumns, Evidence, Ints, Part
from tui.corpus.crossref.hits import NO_HITS, Hits, merged
from tui.corpus.crossref.mention_overlap import covered, of_others
from tui.corpus.crossref.month_counts import monthly, months_of
from tui.corpus.crossref.name_hits import called_like, is_name, name_hits, spelt_alike, thing_hits
from tui.corpus.crossref.paged import ClaimIds, Counted, PagedMentions, added, counted
from tui.corpus.crossref.word_mentions import WordMentions, phrases_of, sure_forms, weighed
from tui.corpus.phrases.closeness import Phrase, find
from tui.corpus.phrases.descriptions import Description, compiled, describe
from tui.corpus.phrases.lookalikes import Guard, country_of
from tui.corpus.phrases.vocabulary import Vocabulary
from tui.model import Actor, Crossref, Issue, Mention, Selection
from tui.text.words import phrase

_NONE = np.zeros(0, np.int64)


def crossref(selection: Selection, evidence: Evidence, config: Config) -> Crossref:
    """Everything that the selection touches; for more than one selection keep a Crossreferences."""
    return Crossreferences(evidence, config).of(selection)


class _IssuePlaces(Struct, frozen=True):
    """Where an issue stands: by all of its lines, of those that overlap the best, and by its descriptions."""

    every: Hits
    described: Hits


class _Kept(Struct):
    """What is read whole from the evidence, once a generation."""

    generation: int = -1
    edition: Hashable = None  # of the words
    columns: ArticleColumns = field(default_factory=lambda: ArticleColumns(_NONE, _NONE, _NONE, np.zeros(0, bool)))
    rank: Ints = field(default_factory=lambda: np.zeros(1, np.int64))  # by article number; -1 where there is none
    months: tuple[str, ...] = ()
    month: Ints = field(default_factory=lambda: _NONE)  # by rank, an index into `months`; their number for none
    guard: Guard = field(default_factory=lambda: Guard(countries=country_of))
    issues: dict[str, _IssuePlaces] = field(default_factory=dict)
    last: tuple[Phrase | None, Hits] = (None, NO_HITS)  # the term looked for last: panes ask for it again
    like: tuple[Phrase | None, Hits] = (None, NO_HITS)  # the same with names that may be it, which come with the actors
    beyond: tuple[str, Ints] = ("", _NONE)  # the actor selected last, and where words alone find it


class Crossreferences:
    """Cross-references over one body of evidence, by one watchlist. Safe to use from several threads.

    `before` are those of an earlier moment, or of another watchlist: what they know and what still holds is taken over.
    """

    def __init__(self, evidence: Evidence, config: Config, before: Crossreferences | None = None) -> None:
        self.evidence, self.config = evidence, config
        self._vocabulary: Vocabulary = Vocabulary(evidence) if before is None else before._vocabulary
        self._descriptions: dict[str, tuple[Description, ...]] = {
            issue.id: compiled(issue.descriptions) for issue in config.issues
        }
        self._lock = threading.RLock()
        self._kept = _Kept() if before is None else before._kept_by(config)

    def _kept_by(self, config: Config) -> _Kept:
        with self._lock:
            same = {issue.id for issue in config.issues if issue in self.config.issues}
            return replace(self._kept, issues={key: hits for key, hits in self._kept.issues.items() if key in same})

    def warm(self) -> Iterator[None]:
        """Read what the first selection needs (words, columns, country names, the watchlist's places), so that it need
        not wait for it; step by step, that a selection gets in between."""
        with self._lock:
            self._refresh()
        yield
        country_of("")
        for issue in self.config.issues:
            self.issue_hits(issue)
            yield

    def of(self, selection: Selection) -> Crossref:
        """The cross-reference; an empty one where the selection's key is not known."""
        makers: dict[str, Callable[[Selection], Crossref]] = {
            "actor": self._of_actor,
            "issue": self._of_issue,
            "term": self._of_term,
            "claim": self._of_claim,
            "days": self._of_days,
            "article": self._of_article,
            "query": self._of_query,
        }
        with self._lock:
            self._refresh()
            return makers[selection.kind](selection)

    def columns(self) -> ArticleColumns:
        """All articles in the order in which they are shown."""
        with self._lock:
            self._refresh()
            return self._kept.columns

    def hits(self, text: str) -> Hits:
        """Where the words of `text` stand, exactly and in close spellings; articles by number."""
        with self._lock:
            self._refresh()
            found = Phrase.of(text)
            return self._term(found) if found else NO_HITS

    def beyond(self, actor: str) -> Ints:
        """Keys of the word index at which an actor is found where reading tied nothing to it."""
        with self._lock:
            if self._kept.beyond[0] != actor:
                self.of(Selection("actor", actor))
            return self._kept.beyond[1]

    def counted(self, issue: Issue) -> list[watch_lines.LineCount]:
        """What each line of an issue, in force or not, finds."""
        with self._lock:
            self._refresh()
            lines = watch_lines.line_hits(issue, self._vocabulary, self._kept.guard)
            return watch_lines.counted_lines(lines, self.evidence)

    def places(self, issue: Issue) -> Hits:
        """Where an issue, in force or not, is mentioned."""
        with self._lock:
            self._refresh()
            return self._places(issue)

    def _places(self, issue: Issue) -> Hits:
        if issue in self.config.issues:
            return self.issue_hits(issue)
        return merged([line.hits for line in watch_lines.line_hits(issue, self._vocabulary, self._kept.guard)])

    def line_of(self, issue: Issue, name: str, words: str) -> tuple[Hits, Hits]:
        """What a line in an issue's list `name` finds, and what the issue finds without it."""
        with self._lock:
            self._refresh()
            vocabulary, guard = self._vocabulary, self._kept.guard
            others = self._places(issue)
            alone = replace(issue, **{"descriptions": (), name: (words,)})
            lines = watch_lines.line_hits(alone, vocabulary, guard) if words.strip() else []
            return next((line.hits for line in lines if line.list == name), NO_HITS), others

    def close_words(self, words: Iterable[str]) -> dict[str, list[str]]:
        """For each folded word those of the corpus that are spelled almost like it, the closest first."""
        with self._lock:
            self._refresh()
            found = self._vocabulary.close(words)
            return {word: [one.word for one in sorted(close, key=lambda c: c.edits)] for word, close in found.items()}

    def _term(self, term: Phrase) -> Hits:
        if self._kept.last[0] != term:
            self._kept.last = (term, thing_hits(term, self._vocabulary, self._kept.guard))
        if self._kept.like[0] != term:
            self._kept.like = (term, self._named_like(term, self._kept.last[1]))
        return self._kept.like[1]

    def _named_like(self, term: Phrase, hits: Hits) -> Hits:
        """With the places of names that a name may stand for which no text has, and without close spellings that are
        the names of others."""
        if not is_name(term.text) or any(reason.by == "name" for reason in hits.reasons):
            return hits
        others = self.evidence.called_like(term.text)
        like = called_like(term.text, others, self._vocabulary, self._kept.guard)
        return merged([hits.at(~of_others(hits, term.text, self.evidence)), *like])

    def issue_hits(self, issue: Issue) -> Hits:
        """Where the terms and descriptions of an issue stand."""
        with self._lock:
            self._refresh()
            known = self._kept.issues.get(issue.id)
            if known is None:
                terms = find(phrases_of(issue.terms, issue.fuzziness), self._vocabulary, self._kept.guard)
                # Both whole: a description that a term overlaps ("status of Lowland's border districts") is still one.
                described = self._described(issue, terms)
                known = self._kept.issues[issue.id] = _IssuePlaces(merged([terms, described]), described)
            return known.every

    # --- by words

    def _of_term(self, selection: Selection) -> Crossref:
        term = Phrase.of(selection.key)
        if term is None:
            return Crossref(selection, (), ())
        issues = self._issues_of([selection.key])
        hits = merged([self._term(term), *map(self._descriptions_of, issues)])
        hits = self._known(hits)
        read = self._read(hits)
        claims = (self._claims_over(read), *self._claims_of(issues))
        return self._crossref(selection, hits, read, claims)

    def _of_issue(self, selection: Selection) -> Crossref:
        issue = next((issue for issue in self.config.issues if issue.id == selection.key), None)
        if issue is None:
            return Crossref(selection, (), ())
        hits = self._known(self.issue_hits(issue))
        made = self._crossref(selection, hits, self._read(hits), self._claims_of([issue]))
        return replace(made, partial="")

    def _read(self, hits: Hits) -> Hits:
        """The hits in articles that are read: beside others stands nothing."""
        columns = self._kept.columns
        if not columns.read.any():
            return hits.at(slice(0))
        there = np.zeros(len(self._kept.rank), bool)
        there[columns.number[columns.read]] = True
        return hits.at(there[hits.articles])

    def _claims_over(self, hits: Hits, part: Part = "content") -> Ints:
        hits = hits.at(slice(MOST_PLACES))
        return self.evidence.claims_over(hits.keys, hits.keys + hits.lengths - 1, part)

    def _crossref(self, selection: Selection, hits: Hits, read: Hits, claims: Sequence[Ints]) -> Crossref:
        """From hits alone; `read` are those in articles that are read."""
        numbers, counts = counted(hits.articles)
        extra = WordMentions(hits, self.evidence)
        return self._made(
            selection,
            numbers,
            counts,
            lambda articles: [extra.mentions(article) for article in articles],
            claims,
            self.evidence.beside_words(read.keys[:MOST_BESIDE]),
            partial=_partial(len(read)),
        )

    # --- an actor

    def _of_actor(self, selection: Selection) -> Crossref:
        actor = self.evidence.actor(selection.key)
        if actor is None:
            return Crossref(selection, (), ())
        sums = self.evidence.actor_sums(actor.id)
        numbers = np.array([number for number, _ in sums], np.int64)
        counts = np.array([count for _, count in sums], np.int64)
        issues = self._issues_of([actor.name, *(form for form, _ in actor.forms)])
        by_words = name_hits(
            phrases_of(sure_forms(actor), 2), self._vocabulary, self._kept.guard, defining=actor.kind != "person"
        )
        spelt = [
            spelt_alike(other, why, self._vocabulary, self._kept.guard) for other, why in self.evidence.alike(actor.id)
        ]
        hits = self._known(merged([by_words, *spelt, *map(self._descriptions_of, issues)]))
        hits = self._beyond(actor, hits, numbers, counts)
        country = acts_for(actor, self.evidence)
        as_country = self._known(self._acting(actor, country)) if country is not None else NO_HITS
        self._kept.beyond = (actor.id, np.union1d(hits.keys, as_country.keys))
        read = self._read(hits)
        claims = (
            self.evidence.claims_about_actor(actor.id),
            self._claims_over(read),
            self._claims_over(as_country),
            *self._claims_of(issues),
        )
        extra = WordMentions(hits, self.evidence)
        acted = WordMentions(as_country, self.evidence)
        every, total = added(numbers, counts, np.concatenate([hits.articles, as_country.articles]))

        def fetch(articles: Sequence[int]) -> list[list[Mention]]:
            stored = defaultdict(list)
            for mention in self.evidence.actor_mentions(actor.id, articles):
                stored[mention.article].append(weighed(mention, actor))
            keys = self.evidence.keys(articles)
            for number, key in zip(articles, keys, strict=True):
                stored[key] += extra.mentions(number, actor.id)
                stored[key] += acted.mentions(number, country.id if country is not None else None)
            return [sorted(stored[key], key=lambda mention: mention.span) for key in keys]

        words = read.keys[:MOST_BESIDE]
        beside = self.evidence.beside_actor(actor.id) if len(numbers) else self.evidence.beside_words(words)
        beside = [(other, count) for other, count in beside if other != actor.id]
        made = self._made(selection, every, total, fetch, claims, beside, partial=_partial(len(read)))
        held = self._claim_ids((self.evidence.claims_of_actor(actor.id), self._claims_over(as_country, "source")))
        return replace(made, held=held)

    def _acting(self, seat: Actor, country: Actor) -> Hits:
        return acting(seat, country, self.evidence, self._vocabulary, self._kept.guard, MOST_PLACES)

    def _beyond(self, actor: Actor, hits: Hits, numbers: Ints, counts: Ints) -> Hits:
        """The hits that no stored mention covers. In an article whose stored mentions are no fewer than the exact
        hits these are taken to be the same places, so that a name in every article costs no look at each."""
        if not len(hits):
            return hits
        exact = np.array([reason.by == "name" for reason in hits.reasons], bool)[hits.reason]
        in_articles, exact_counts = counted(hits.articles[exact])
        stored = np.zeros(len(in_articles), np.int64)
        if len(numbers):
            at = np.minimum(np.searchsorted(np.sort(numbers), in_articles), len(numbers) - 1)
            order = np.argsort(numbers)
            stored = np.where(numbers[order][at] == in_articles, counts[order][at], 0)
        enough = in_articles[stored >= exact_counts]
        hits = hits.at(~(exact & np.isin(hits.articles, enough)))
        columns = self._kept.columns
        read = np.isin(hits.articles, columns.number[columns.read])
        asked = np.flatnonzero(read)[:MOST_PLACES]
        keep = np.ones(len(hits), bool)
        keep[asked[covered(hits.at(asked), actor, self.evidence, self._apart)]] = False
        return hits.at(keep)

    def _apart(self, one: Actor, other: Actor) -> bool:
        return bool({(one.name, other.name), (other.name, one.name)} & set(self.config.never_same))

    # --- a claim, days, an article

    def _of_claim(self, selection: Selection) -> Crossref:
        return self._at(selection, at_places.of_claim(selection.key, self.evidence))

    def _of_article(self, selection: Selection) -> Crossref:
        return self._at(selection, at_places.of_article(selection.key, self.evidence))

    def _of_days(self, selection: Selection) -> Crossref:
        return self._at(selection, at_places.of_days(selection.key, self.evidence))

    def _of_query(self, selection: Selection) -> Crossref:
        asked = held_about.parts_of(selection.key)
        if asked is None:
            return Crossref(selection, (), ())
        by = self._of_actor(Selection("actor", asked[0]))
        about = self.of(asked[1]) if asked[1] is not None else None
        numbers = held_about.claims_between(by, about)
        ids = self.evidence.claim_ids(numbers[: held_about.MOST].tolist())
        claims = [claim for key in ids if (claim := self.evidence.claim(key)) is not None]
        mentions = held_about.mentions_in(claims, about or by, self.evidence)
        beside = self.evidence.beside(held_about.places_of(claims, self.evidence)[:MOST_BESIDE])
        found = at_places.Places({number: mentions[number] for number in sorted(mentions)}, (numbers,), tuple(beside))
        made = self._at(selection, found)
        return replace(made, held=made.claims)

    def _at(self, selection: Selection, found: at_places.Places | None) -> Crossref:
        """From what stands at a few places, all of it at hand."""
        if found is None:
            return Crossref(selection, (), ())
        counts = np.array([len(mentions) for mentions in found.mentions.values()], np.int64)
        return self._made(
            selection,
            np.array(list(found.mentions), np.int64),
            counts,
            lambda articles: [found.mentions[number] for number in articles],
            found.claims,
            found.beside,
        )

    # --- what they share

    def _made(
        self,
        selection: Selection,
        numbers: Ints,
        counts: Ints,
        fetch: Callable[[Sequence[int]], Sequence[Sequence[Mention]]],
        claims: Sequence[Ints],
        beside: Sequence[tuple[str, int]],
        *,
        partial: str = "",
    ) -> Crossref:
        rank = self._kept.rank
        rows = rank.take(numbers, mode="clip")
        there = (numbers < len(rank)) & (rows >= 0)  # others came, or went, since all were read
        if not there.all():
            numbers, counts, rows = numbers[there], counts[there], rows[there]
        placed = np.full(len(self._kept.month), -1, np.int64)
        placed[rows] = np.arange(len(numbers))  # which takes no sorting, and each article comes once
        order = placed[placed >= 0]
        numbers, counts, rows = numbers[order], counts[order], rows[order]
        return Crossref(
            selection,
            PagedMentions(numbers, counts, fetch),
            self._claim_ids(claims),
            Counted(numbers, counts, self.evidence.keys),
            tuple(beside),
            monthly(self._kept.months, self._kept.month[rows], counts),
            partial=partial,
        )

    def _refresh(self) -> None:
        kept, generation = self._kept, self.evidence.generation
        if kept.generation == generation:
            return
        edition, columns = self.evidence.edition, self.evidence.articles()
        rank = np.full(int(columns.number.max(initial=0)) + 1, -1, np.int64)
        rank[columns.number] = np.arange(len(columns.number))
        names = frozenset(self.evidence.name_words())
        months, month = months_of(columns)
        guard = kept.guard if kept.guard.names == names else Guard(names, country_of)
        same = edition == kept.edition and guard is kept.guard  # all that words are found by
        issues, last = (kept.issues, kept.last) if same else ({}, (None, NO_HITS))
        self._kept = _Kept(generation, edition, columns, rank, months, month, guard, issues, last)
        self._vocabulary.take(self.evidence)

    def _known(self, hits: Hits) -> Hits:
        """The hits in articles that are still there."""
        rank = self._kept.rank
        numbers, counts = counted(hits.articles)
        there = (numbers < len(rank)) & (rank[np.minimum(numbers, len(rank) - 1)] >= 0)
        return hits if there.all() else hits.at(np.repeat(there, counts))

    def _issues_of(self, forms: Iterable[str]) -> list[Issue]:
        """The issues among whose terms one of these is."""
        wanted = {words for form in forms if (words := phrase(form))}
        return [issue for issue in self.config.issues if any(phrase(term) in wanted for term in issue.terms)]

    def _claims_of(self, issues: Iterable[Issue]) -> list[Ints]:
        return [self.evidence.claims_of_issue(issue.id) for issue in issues]

    def _claim_ids(self, claims: Sequence[Ints]) -> ClaimIds:
        return ClaimIds(np.unique(np.concatenate(claims)), self.evidence.claim_ids)

    def _descriptions_of(self, issue: Issue) -> Hits:
        self.issue_hits(issue)
        return self._kept.issues[issue.id].described

    def _described(self, issue: Issue, terms: Hits) -> Hits:
        names_only = any(term[:1].isupper() for term in issue.terms)
        return describe(self._descriptions[issue.id], terms, self._vocabulary, self._kept.guard, names_only=names_only)


def _partial(hits: int) -> str:
    return f"claims from the first {MOST_PLACES:,} of {hits:,} mentions" if hits > MOST_PLACES else ""
