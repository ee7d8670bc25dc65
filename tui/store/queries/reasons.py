"""Why something is so."""

from __future__ import annotations

from collections.abc import Sequence

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
                f"{issue.name} is an issue of the watchlist.",
                f"“It” is its proposition: {issue.proposition}"
                if issue.proposition
                else "It has no proposition, so nobody is for it or against it.",
                f"Its terms are {_listed(issue.terms)}." if issue.terms else "It has no terms.",
                f"It is also described as {_listed(issue.descriptions)}." if issue.descriptions else "",
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
        lines.append(f"It was {row.claim.status} by {row.claim.coder or 'a person'}.")
    return lines + [
        f"It is {'told again' if again else 'told first, and counted,'} in {name(article)}"
        for article, again in stories.tellings(view.index_file.connection(), key)
        if bool(again) != row.copy
    ]


def _why_actor(view: View, key: str) -> list[str]:
    rows = view.rows("SELECT name, kind, forms, why FROM actors WHERE key = ? OR name = ?", key, key)
    if not rows:
        return []
    named, kind, forms, reasons = rows[0]
    shown = ", ".join(f"“{form}” ({n:,})" for form, n in forms_of(forms)[:12])
    article = "an" if kind[:1] in "aeiou" else "a"
    told = [f"{named} is {article} {kind}.", f"The texts call it {shown}." if shown else ""]
    return [line for line in (*told, *map(why_words.closed, strings_of(reasons))) if line]


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
        why_words.time_sentence(type_, value, str(days_of(first, last) or ""), reason)
        for type_, value, first, last, reason in dates
    ]
    for mention in view.evidence.stored(number or 0):
        if mention.start <= start < mention.end:
            actor = view.one("SELECT name FROM actors WHERE id = ?", mention.actor)
            lines.append(why_words.mention_sentence(actor, mention.by, mention.why))
    return lines


def _why_article(view: View, key: str) -> list[str]:
    rows = view.rows(
        "SELECT day, day_last, published_from, published_why, problem, story, id FROM articles WHERE key = ?", blob(key)
    )
    if not rows:
        return []
    first, last, source, reason, problem, story, number = rows[0]
    days = days_of(first, last)
    lines = [why_words.published_sentence(str(days or ""), source), reason]
    if problem:
        lines.append(problem)
    if story is not None:
        same = view.rows("SELECT key FROM articles WHERE story = ? AND id <> ?", story, number)
        lines += [f"It tells the same story as {name(row[0])}" for row in same]
    return [line for line in lines if line]


def _listed(words: Sequence[str]) -> str:
    return ", ".join(f"“{one}”" for one in words)
