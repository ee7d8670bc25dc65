"""Why something is so."""

from __future__ import annotations

from tui.store.codec import forms_of, strings_of
from tui.store.queries import claims, why_words
from tui.store.sqlite import blob, name
from tui.store.tables import stories
from tui.store.tables.article_rows import days_of
from tui.store.view import View


def why(view: View, kind: str, key: str) -> list[str]:
    """The evidence and the rule behind what `kind` and `key` name; empty where nothing is known of it."""
    if kind == "claim":
        return _why_claim(view, key)
    if kind == "actor":
        return _why_actor(view, key)
    if kind in ("time", "date", "mention"):
        article, _, start = key.rpartition(":")
        return _why_place(view, article, int(start)) if start.isdigit() else []
    if kind == "issue":
        return [
            line
            for issue in view.config.issues
            if issue.id == key
            for line in (
                f"{issue.name}, from the watchlist",
                f"proposition: {issue.proposition}" if issue.proposition else "no proposition, so no stance",
                "terms: " + ", ".join(issue.terms),
                "descriptions: " + ", ".join(issue.descriptions) if issue.descriptions else "",
            )
            if line
        ]
    return _why_article(view, key)


def _why_claim(view: View, key: str) -> list[str]:
    row = claims.claim(view, key)
    if row is None:
        return []
    lines = [*why_words.sentences_of(row.claim.why), why_words.sure_words(row.claim.confidence)]
    if row.claim.status != "found":
        lines.append(f"{row.claim.status} by {row.claim.coder or 'a person'}")
    return lines + [
        f"{'told again' if again else 'told first, and counted,'} in {name(article)}"
        for article, again in stories.tellings(view.index_file.connection(), key)
        if bool(again) != row.copy
    ]


def _why_actor(view: View, key: str) -> list[str]:
    rows = view.rows("SELECT name, kind, forms, why FROM actors WHERE key = ? OR name = ?", key, key)
    if not rows:
        return []
    named, kind, forms, reasons = rows[0]
    shown = ", ".join(f"{form} {n}" for form, n in forms_of(forms)[:12])
    return [f"{named}, {kind}", f"forms: {shown}", *strings_of(reasons)]


def _why_place(view: View, article: str, start: int) -> list[str]:
    number = view.evidence.number(article)
    dates = view.rows(
        "SELECT CASE rests WHEN 0 THEN type ELSE 'event' END, value, first, last, why FROM dates"
        " WHERE article = ? AND start <= ? AND finish > ?",
        number,
        start,
        start,
    )
    lines = [
        f"{type_} {value}{f', {days}' if (days := days_of(first, last)) else ''}: {reason}"
        for type_, value, first, last, reason in dates
    ]
    for mention in view.evidence.stored(number or 0):
        if mention.start <= start < mention.end:
            actor = view.one("SELECT name FROM actors WHERE id = ?", mention.actor) or "nobody known"
            lines.append(f"{actor}, by {mention.by}{': ' + mention.why if mention.why else ''}")
    return lines


def _why_article(view: View, key: str) -> list[str]:
    rows = view.rows(
        "SELECT day, day_last, published_from, published_why, problem, story, id FROM articles WHERE key = ?", blob(key)
    )
    if not rows:
        return []
    first, last, source, reason, problem, story, number = rows[0]
    days = days_of(first, last)
    lines = [f"published {days or 'unknown'} (from: {source})", reason]
    if problem:
        lines.append(problem)
    if story is not None:
        same = view.rows("SELECT key FROM articles WHERE story = ? AND id <> ?", story, number)
        lines += [f"the same story as {name(row[0])}" for row in same]
    return [line for line in lines if line]
