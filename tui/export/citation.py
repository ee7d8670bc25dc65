"""One citation, of a claim or of a stretch of an article: words, whose, when, toward what, and where they stand.

Three styles: plain, Markdown (punctuation escaped), and a footnote as the Chicago Manual has it for a newspaper
article, with what is quoted before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from msgspec import Struct

from tui.corpus.claim_sentence import sentence_of
from tui.export.days import MONTHS, days_words
from tui.export.markdown_words import escaped
from tui.export.portable_text import one_line
from tui.export.statements import Choice, Cited, Material, Statement
from tui.model import Span
from tui.store.desk_library import DeskLibrary

Style = Literal["plain", "markdown", "chicago"]
_MARKS = (("“", "”"), ("„", "“"), ("«", "»"), ('"', '"'), ("‘", "’"))


class Citation(Struct, frozen=True):
    """What a citation says, in any style."""

    words: str  # quoted, in the quotation marks that the text gives them, else in ours
    holder: str
    sentence: str  # who, cue and content, as the desk tells it; empty where no claim is cited
    said: tuple[str, ...]  # toward what, when
    cited: Cited
    place: str  # page and offsets
    note: str = ""


def cite_claim(library: DeskLibrary, key: str, style: Style = "plain") -> str:
    """A claim by its id; empty where there is none."""
    material = Material(library, Choice())
    statement = material.statement(key)
    if statement is None:
        return ""
    return cite_statement(statement, {issue.id: issue.name for issue in material.issues}, style)


def cite_statement(statement: Statement, names: Mapping[str, str], style: Style = "plain") -> str:
    """A claim; `names` are the issues' by id."""
    return written(_of_claim(statement, names), style)


def cite_article(library: DeskLibrary, key: str, span: tuple[int, int] | None = None, style: Style = "plain") -> str:
    """An article, or a stretch of it; empty where it is not there."""
    cited = Material(library, Choice()).there(key)
    if cited is None:
        return ""
    stretch = Span(*span) if span is not None else None
    words = quoted(one_line(stretch.of(cited.article.text))) if stretch is not None else ""
    place = _place(cited, stretch) if stretch is not None else ""
    return written(Citation(words, "", "", (), cited, place, cited.note if stretch is None else ""), style)


def _of_claim(statement: Statement, names: Mapping[str, str]) -> Citation:
    claim, row = statement.claim, statement.row
    said = [f"{toward.stance} {names.get(toward.issue, toward.issue)}" for toward in claim.stances if toward.stance]
    if claim.days is not None and claim.days != statement.cited.published.days:
        said.append(f"said {days_words(claim.days)}")
    return Citation(
        words=quoted(one_line(row.words)),
        holder=one_line(claim.holder or "nobody named"),
        sentence=one_line(sentence_of(claim, row.words, row.cue, row.plan).plain),
        said=tuple(map(one_line, said)),
        cited=statement.cited,
        place=_place(statement.cited, statement.extent),
        note=statement.note,
    )


def quoted(words: str) -> str:
    """In quotation marks, unless the words are in their own."""
    for opening, closing in _MARKS:
        if words.startswith(opening) and words.endswith(closing) and len(words) > 1:
            return words
    return f"“{words}”" if words else ""


def _place(cited: Cited, span: Span) -> str:
    pages = [n for n, page in enumerate(cited.article.pages, 1) if page.start <= span.start < page.end]
    return f"{f'p. {pages[0]}, ' if pages else ''}characters {span.start} to {span.end}"


def written(citation: Citation, style: Style) -> str:
    """One paragraph; in Markdown the words are a quotation above it."""
    if style == "chicago":
        return _chicago(citation)
    cited, article = citation.cited, citation.cited.article
    days = cited.published.days
    when = f"published {days_words(days)}" if days is not None and days.first != days.last else days_words(days)
    parts = [one_line(part) for part in (cited.outlet, f"“{cited.title}”", when, cited.key, citation.place) if part]
    said = f"({'; '.join(citation.said)})" if citation.said else ""
    words = citation.sentence or citation.words
    if style == "markdown":
        title = next(at for at, part in enumerate(parts) if part.startswith("“"))
        parts = [escaped(part) for part in parts]
        if article.url and article.url.startswith(("https://", "http://")):
            parts[title] = f"[{parts[title]}](<{_address(article.url)}>)"
        lines = [f"> {escaped(words)}", ">"] if words else []
        head = f"{escaped(said[1:-1])}. " if said else ""
        note = f" Note: {escaped(citation.note)}" if citation.note else ""
        return "\n".join((*lines, f"{'> ' if lines else ''}{head}{', '.join(parts)}.{note}"))
    parts += [one_line(article.url)] if article.url else []
    head = " ".join(filter(None, (words.rstrip(".") if said else words, said)))
    note = f" Note: {one_line(citation.note)}" if citation.note else ""
    ended = head if head.endswith((".", "!", "?", "”", '"')) or not head else f"{head}."
    return f"{ended}{' ' if ended else ''}{', '.join(parts)}.{note}"


def _address(url: str) -> str:
    """A URL as it may stand between pointed brackets."""
    return "".join(char if char.isascii() and char.isprintable() and char not in "<>\\ " else "" for char in url)


def _chicago(citation: Citation) -> str:
    cited, article = citation.cited, citation.cited.article
    days = cited.published.days
    when = "n.d." if days is None else _american(days.first)
    if days is not None and days.first != days.last:
        when = f"between {_american(days.first)} and {_american(days.last)}"
    title = f"“{one_line(cited.title).rstrip('.,')},”"
    source = [article.author or "", title, cited.outlet, when, article.url or cited.key]
    listed = ", ".join(one_line(part) for part in source if part).replace(",”, ", ",” ")
    if not citation.words:
        return f"{listed}."
    holder = f"{citation.holder}, quoted in " if citation.holder else ""
    rest = f" ({'; '.join(citation.said)})" if citation.said else ""
    note = f" {one_line(citation.note)}" if citation.note else ""
    return f"{citation.words} {holder}{listed}, {citation.place}{rest}.{note}"


def _american(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"
