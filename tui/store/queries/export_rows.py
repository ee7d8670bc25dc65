"""The contract's rows: what the listing commands print, as plain dicts, one at a time."""

# ruff: noqa: S608 - statements are put together from constants of this room; every value is bound
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from tui.corpus.actors.metonym_capitals import acts_for
from tui.corpus.claim_sentence import sentence_of
from tui.corpus.doubts import reasons
from tui.model import Claim, Crossref, Selection, Span, Stance
from tui.store.codec import article_of, claim_of, forms_of, strings_of, text_of
from tui.store.current_view import CurrentView
from tui.store.queries import holders, merge_candidates
from tui.store.queries.claim_conditions import where
from tui.store.queries.issues import issues as issue_list
from tui.store.queries.mentions_by_actor import mentions_by_actor
from tui.store.queries.selection_names import term as term_selection
from tui.store.queries.timeline_rows import timeline_rows
from tui.store.queries.why_words import sentences_of
from tui.store.query import ClaimQuery
from tui.store.rows import Role
from tui.store.sqlite import name
from tui.store.tables.article_rows import days_of
from tui.store.view import View

Row = dict[str, Any]
_IN_ORDER = " ORDER BY a.day IS NULL, a.day, a.key"


def span_row(text: str, span: Span) -> Row:
    return {"start": span.start, "end": span.end, "text": text[span.start : span.end]}


def spans_row(text: str, spans: Iterable[Span]) -> list[Row]:
    return [span_row(text, span) for span in spans]


def articles(view: View, with_text: bool = False) -> Iterator[Row]:
    """Every article, by day."""
    stories: dict[int, list[str]] = defaultdict(list)
    for story, key in view.rows("SELECT story, key FROM articles WHERE story IS NOT NULL ORDER BY key"):
        stories[story].append(name(key))
    rows = view.index_file.connection().execute(
        "SELECT a.key, a.day, a.day_last, a.published_from, a.published_why, a.words, a.story, t.text, t.about"
        " FROM articles a JOIN texts t ON t.article = a.id" + _IN_ORDER
    )
    for key, first, last, source, why, words, story, text, about in rows:
        decoded = text_of(text)
        article = article_of(about, name(key), "", decoded)
        days = days_of(first, last)
        row: Row = {
            "article": article.key,
            "title": article.title,
            "outlet": article.outlet,
            "agency": article.agency,
            "author": article.author,
            "place": article.place,
            "published": str(days) if days else None,
            "published_from": source,
            "published_why": why,
            "words": words,
            "body": spans_row(decoded, article.body),
            "duplicates": [other for other in stories.get(story, ()) if other != article.key],
        }
        if article.url:
            row["url"] = article.url
        if article.marks:
            row["marks"] = list(article.marks)
        if with_text:
            row["text"] = decoded
        yield row


def marks(view: View) -> Iterator[tuple[str, str]]:
    """What a reader should know of how an article was read, with its key."""
    rows = view.index_file.connection().execute(
        "SELECT a.key, t.about FROM articles a JOIN texts t ON t.article = a.id ORDER BY a.key"
    )
    for key, about in rows:
        article = article_of(about, name(key), "", "")
        yield from ((article.key, mark) for mark in article.marks)


def dates(view: View) -> Iterator[Row]:
    """Every time expression, by article and place."""
    rows = view.index_file.connection().execute(
        "SELECT a.id, a.key, d.start, d.finish, d.type, d.value, d.first, d.last, d.why"
        " FROM dates d JOIN articles a ON a.id = d.article WHERE d.rests = 0" + _IN_ORDER + ", d.start"
    )
    text = _texts(view)
    for number, key, start, end, kind, value, first, last, why in rows:
        days = days_of(first, last)
        yield {
            "article": name(key),
            "start": start,
            "end": end,
            "text": text(number)[start:end],
            "type": kind,
            "value": value,
            "first": str(days.first) if days else None,
            "last": str(days.last) if days else None,
            "why": why,
        }


def actors(view: View) -> Iterator[Row]:
    """Every actor with all its mentions, most mentioned first."""
    rows = view.rows(
        "SELECT id, key, name, kind, forms, why, claims FROM actors WHERE mentions > 0"
        " ORDER BY mentions DESC, name, key"
    )
    holding = [row for row in rows if row[6]]
    days = holders.days_held(view, [row[1] for row in holding])
    mostly = holders.mostly_on(view, [row[2] for row in holding])
    with mentions_by_actor(view) as pile:
        for number, key, named, kind, forms, why, claims_held in rows:
            held = days.get(key)
            yield {
                "actor": key,
                "name": named,
                "kind": kind,
                "forms": [{"text": form, "count": n} for form, n in forms_of(forms)],
                "mentions": [
                    {"article": article, "start": start, "end": end, "text": words, "by": by}
                    for article, (start, end, words, by) in pile.of(number)
                ],
                "why": list(strings_of(why)),
                "maybe": [
                    {"actor": other.id, "name": other.name, "score": round(other.score, 1), "why": other.why}
                    for other in merge_candidates.likely(view, key)
                ],
                "roles": [_role_row(role) for role in merge_candidates.roles(view, key)],
                "claims": claims_held,
                "mostly": mostly.get(named),
                "first": str(held.first) if held else None,
                "last": str(held.last) if held else None,
            }


def _role_row(role: Role) -> Row:
    return {
        "role": role.role,
        "of": role.of,
        "first": str(role.first) if role.first else None,
        "last": str(role.last) if role.last else None,
        "former": role.former,
        "stated": role.stated,
        "articles": list(role.articles),
    }


def claim_row(text: str, claim: Claim) -> Row:
    return {
        "id": claim.id,
        "article": claim.article,
        "holder": claim.holder,
        "side": claim.side,
        "source": spans_row(text, claim.source),
        "cue": spans_row(text, claim.cue),
        "content": spans_row(text, claim.content),
        "kind": claim.kind,
        "issues": list(claim.issues),
        "stance": claim.stance,
        "stances": {stance.issue: stance.stance for stance in claim.stances},
        "force": claim.force,
        "to": claim.to,
        "date": str(claim.days) if claim.days else None,
        "confidence": round(claim.confidence, 3),
        "why": sentences_of(claim.why),
        "status": claim.status,
        "coder": claim.coder,
        "within": claim.within,
        "continues": claim.continues,
    }


def claims(view: View, query: ClaimQuery) -> Iterator[Row]:
    """Claims by article and place."""
    chosen, values = where(view, query)
    rows = view.index_file.connection().execute(
        "SELECT c.article, c.data, c.words, c.cue, c.plan, c.doubt FROM claims c JOIN articles a ON a.id = c.article"
        + chosen
        + _IN_ORDER
        + ", c.start, c.id",
        values,
    )
    text = _texts(view)
    for article, data, words, cue, plan, doubt in rows:
        claim = claim_of(data)
        said = sentence_of(claim, words, cue, plan).plain
        yield {**claim_row(text(article), claim), "sentence": said, "doubts": list(reasons(doubt))}


def mentions(view: View, crossref: Crossref) -> Iterator[Row]:
    """Every mention of a cross-reference, by article and place."""
    names: dict[str | None, str | None] = {None: None}
    for mention in crossref.mentions:
        if mention.actor not in names:
            actor = view.evidence.actor(mention.actor or "")
            names[mention.actor] = actor.name if actor else None
        yield {
            "article": mention.article,
            "start": mention.span.start,
            "end": mention.span.end,
            "text": mention.text,
            "actor": names[mention.actor],
            "by": mention.by,
            "score": round(mention.score, 1),
        }


def issues(view: View) -> Iterator[Row]:
    """The watchlist's issues with their counts and who stands where."""
    for row in issue_list(view, None, 0.0):
        yield {
            "issue": row.id,
            "name": row.name,
            "articles": row.articles,
            "mentions": row.mentions,
            "claims": row.claims,
            "holders": [
                {"name": h.name, "for": h.for_, "against": h.against, "mixed": h.mixed, "none": h.none}
                for h in row.holders
            ],
        }


def _texts(view: View) -> Any:
    """Texts by article number, the last few kept."""

    @lru_cache(maxsize=16)
    def text(number: int) -> str:
        return view.evidence.text(number)

    return text


class ContractRows:
    """The contract's rows of one corpus, as the index is now."""

    def __init__(self, current: CurrentView) -> None:
        self._current = current

    @property
    def _view(self) -> View:
        return self._current.view

    def articles(self, *, with_text: bool = False) -> Iterator[Row]:
        return articles(self._view, with_text)

    def marks(self) -> Iterator[tuple[str, str]]:
        return marks(self._view)

    def dates(self) -> Iterator[Row]:
        return dates(self._view)

    def actors(self) -> Iterator[Row]:
        return actors(self._view)

    def issues(self) -> Iterator[Row]:
        return issues(self._view)

    def mentions(self, term: str) -> Iterator[Row]:
        """Mentions of what TERM stands for: an issue, an actor, else the words."""
        return mentions(self._view, self._view.crossref(term_selection(self._view, term)))

    def claims(self, about: str | None = None, by: str | None = None, stance: Stance | None = None) -> Iterator[Row]:
        """Claims of TERM's cross-reference, of an actor under any of its names, of one stance. A capital that acts for
        its country somewhere is one of the country's names."""
        view = self._view
        crossref = view.crossref(term_selection(view, about)) if about is not None else None
        called = view.evidence.actors_called(by) if by is not None else ()
        holder = called[0].id if called else by
        country = acts_for(called[0], view.evidence) if called else None
        if country is not None:
            seat = view.crossref(Selection("actor", called[0].id))
            country = country if any(mention.by == "metonym" for mention in seat.mentions) else None
        query = ClaimQuery(crossref=crossref, holder=holder, stance=stance, country=country.id if country else None)
        return claims(view, query)

    def timeline(self, about: str | None = None) -> Iterator[Row]:
        view = self._view
        return timeline_rows(view, view.crossref(term_selection(view, about)) if about is not None else None)
