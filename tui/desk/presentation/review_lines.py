"""A claim as the review shows it: who holds what, why a look is worth it, and its sentence between its neighbours."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from msgspec import Struct

from tui.desk.presentation.daywords import about
from tui.desk.presentation.line import Line, styled
from tui.desk.presentation.page import Page, ShownParagraph
from tui.desk.presentation.paragraph import wrapped
from tui.desk.presentation.sentence import sentence, side_words
from tui.desk.presentation.stance import stance_sign, stance_toward
from tui.desk.theme import Look, Role
from tui.model import Article, Claim, Span
from tui.store.rows import ClaimRow, Mark, MarkKind

WITHOUT_SENTENCES = 400  # characters around a claim that are shown of an article whose sentences are not known


def passage_of(claim: Claim, sentences: Sequence[Span], text: str) -> Span:
    """The sentences that a claim stands in, with one before and one after."""
    spans = (*claim.source, *claim.cue, *claim.content)
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    if not sentences:
        return Span(max(first - WITHOUT_SENTENCES, 0), min(last + WITHOUT_SENTENCES, len(text)))
    low = max(bisect_right([s.start for s in sentences], first) - 2, 0)
    high = min(bisect_left([s.end for s in sentences], last) + 1, len(sentences) - 1)
    return Span(min(sentences[low].start, first), max(sentences[high].end, last))


def passage_lines(article: Article, passage: Span, claim: Claim, width: int, look: Look) -> list[Line]:
    """The words of the passage, source, cue and content lit as the reader lights them."""
    parts: tuple[tuple[MarkKind, tuple[Span, ...]], ...] = (
        ("source", claim.source), ("cue", claim.cue), ("content", claim.content),
    )  # fmt: skip
    marks = [Mark(span, kind, claim.id, hit=True) for kind, spans in parts for span in spans]
    blocks = [Span(max(b.start, passage.start), min(b.end, passage.end)) for b in article.body if b.overlaps(passage)]
    paragraphs = [ShownParagraph(span, reflow=True) for span in blocks or [passage]]
    page = Page(article.text, paragraphs, marks, ascii_only=look.ascii, brackets=look.brackets)
    page.set_width(width)
    page.wrap_to(1 << 30)
    return [page.line(number) for number in range(page.height)]


class Looked(Struct, frozen=True):
    """A claim that is looked at: `why` are reasons for a look, `issue` that for whose sake it is looked at; `notes` are
    those on it."""

    row: ClaimRow
    why: tuple[str, ...]
    issue: str = ""
    proposition: str = ""
    article: Article | None = None
    sentences: tuple[Span, ...] = ()
    notes: tuple[str, ...] = ()


def review_lines(looked: Looked, width: int, look: Look, names: Mapping[str, str]) -> list[Line]:
    """All of one claim; `names` are those of the issues, by their ids."""
    row, issue, article, ascii_only = looked.row, looked.issue, looked.article, look.ascii
    stance = stance_toward(row, issue or None)
    role: Role = stance or "none"
    lines = wrapped(sentence(row).plain, width, "title", ascii_only=ascii_only)
    sign = Line(((f"{stance_sign(stance, look)} {side_words(stance)}", role),))
    on = names.get(issue, issue)
    lines.append(sign + styled(f", {on}" if on else "", ascii_only=ascii_only))
    if looked.proposition:
        lines += wrapped(f"it: {looked.proposition}", width, "key", ascii_only=ascii_only)
    where = " · ".join(part for part in (about(row.days), row.outlet or "", row.title) if part)
    lines += wrapped(where, width, "dim", ascii_only=ascii_only)
    if row.status != "found":
        lines += wrapped(f"Judged already: {row.status}.", width, "key")
    for reason in looked.why:
        lines += wrapped(f"Why look: {reason}.", width, ascii_only=ascii_only)
    for note in looked.notes:
        lines += wrapped(f"{look.glyphs.note} {note}", width, "key", ascii_only=ascii_only)
    lines.append(Line())
    if article is not None:
        passage = passage_of(row.claim, looked.sentences, article.text)
        lines += passage_lines(article, passage, row.claim, width, look)
    return lines
