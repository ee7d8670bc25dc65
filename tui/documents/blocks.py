"""An article's text to its blocks: title, captions, bylines and paragraphs, with the page's furniture left out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, field

from tui.documents.bylines import writers_of
from tui.documents.daylabels import published_in
from tui.documents.furniture import is_furniture, is_token, opens_links
from tui.documents.headers import (
    Dateline,
    agencies,
    byline_of,
    dateline_of,
    header_of,
    is_credit,
    outlet_of,
    writer_of,
)
from tui.documents.paragraphs import Paragraph, paragraphs_of
from tui.model import Block, BlockRole, DayClue, Span

_SENTENCE_END = re.compile(r"[.;,:]['\"’”)\]]*$")
_GLUE = re.compile(r"[^\W\d_][\w./&’' -]{1,40}?[a-zA-Z)](?=[A-Z][a-z’']+\s)")
_LETTER = re.compile(r"\w")
# A small letter after the label goes on with a sentence of the story: "Graphic: ships of all sizes lay …".
_CAPTION = re.compile(
    r"\(?(?:file )?(?:photo|image|picture|video|caption|graphic|illustration)s?\b\s*"
    r"(?:by\b|:(?!\s*(?-i:[^\W\d_A-Z]))|/|\||©|courtesy)",
    re.IGNORECASE,
)
# Four letters and more: articles and prepositions stay small in a headline too.
_CAPITALISED = re.compile(r"\b[^\W\d_]{4,}\b")
_TITLE_WORDS = 30
_TITLE_LENGTH = 220
_LINK_LENGTH = 140
_LIST = 3  # tokens in a row that make a list of a program's words
_HEAD = 6  # paragraphs of the article in which a dateline or byline may still come
_FOOT = 2  # last paragraphs of which one may say when the article was published, where its head does not
_ABOVE = 2  # paragraphs, a standfirst or captions, that a header line may stand below


class Layout(Struct):
    """What the text of an article shows of its own make-up."""

    blocks: list[Block] = field(default_factory=list)
    title: str | None = None
    title_span: Span | None = None
    outlet: str | None = None
    agency: str | None = None
    author: str | None = None
    place: str | None = None
    clues: list[DayClue] = field(default_factory=list)

    def add(self, span: Span, role: BlockRole) -> None:
        self.blocks.append(Block(span, role))


def layout(
    text: str,
    title: str | None = None,
    *,
    find_title: bool = True,
    starts: int = 0,
    asides: Sequence[tuple[int, int]] = (),
) -> Layout:
    """Read the make-up of a text from `starts` on, `asides` left out. `title` is what is known of it; with `find_title`
    it is looked for.

    Blocks are ordered, do not overlap and lie inside the text, whatever the text.
    """
    paragraphs = [paragraph for paragraph in paragraphs_of(text) if paragraph.span.start >= starts]
    if asides:
        paragraphs = [one for one in paragraphs if not any(start <= one.span.start < end for start, end in asides)]
    page = Layout(title=title)
    kept = _without_furniture(text, paragraphs, page, title)
    at = _title_at(text, kept, title) if title else None
    if at is None and title is None and find_title:
        at = _guessed_title(text, kept)
        if at is not None:
            page.title = " ".join(kept[at].span.of(text).split())
    head = 0
    first_dateline: Dateline | None = None
    for number, paragraph in enumerate(kept):
        if number == at:
            page.title_span = paragraph.span
            page.add(paragraph.span, "title")
        elif head <= _HEAD and _place_header(text, paragraph.span, page, dated=head <= _ABOVE):
            continue
        elif number >= len(kept) - _FOOT and not page.clues and published_in(paragraph.span.of(text)):
            _place_header(text, paragraph.span, page, dated=True)
        else:
            head += 1
            following = kept[number + 1] if number + 1 < len(kept) else None
            first_dateline = _place_text(text, paragraph, following, page, first_dateline, head)
    return page


def _without_furniture(text: str, paragraphs: list[Paragraph], page: Layout, title: str | None) -> list[Paragraph]:
    """The paragraphs that are the article's; what furniture tells of the outlet goes into the page."""
    kept: list[Paragraph] = []
    in_links = False
    tokens = _token_lists(text, paragraphs)
    folded = _folded(title or "")
    for number, paragraph in enumerate(paragraphs):
        words = paragraph.span.of(text)
        if folded and _reads(words, folded):
            in_links = False
        elif number in tokens:
            continue
        elif is_furniture(words) and not _tells_day(text, paragraph.span):
            page.outlet = page.outlet or outlet_of(words)
            in_links = bool(kept) and opens_links(words)
            continue
        # Under a head of links, short lines that end no sentence are links; the first that does is the article again.
        elif in_links and len(words) <= _LINK_LENGTH and not _ends(words):
            continue
        else:
            in_links = False
        kept.append(paragraph)
    return kept


def _tells_day(text: str, span: Span) -> bool:
    """Whether a line tells the article's own day, beside that of an update or not."""
    header = header_of(text, span)
    return header is not None and bool(header.spans)


def _token_lists(text: str, paragraphs: list[Paragraph]) -> set[int]:
    """Paragraphs that belong to a run of programs' words."""
    found: set[int] = set()
    run: list[int] = []
    for number, paragraph in enumerate(paragraphs):
        if is_token(paragraph.span.of(text)):
            run.append(number)
            continue
        if len(run) >= _LIST:
            found.update(run)
        run = []
    if len(run) >= _LIST:
        found.update(run)
    return found


def _folded(words: str) -> str:
    return re.sub(r"\W+", " ", words).strip().casefold()


def _reads(words: str, folded: str) -> bool:
    """Whether some words are the same as folded ones; most are told apart by their first letter."""
    first = _LETTER.search(words)
    return folded.startswith(first[0].casefold() if first else "") and _folded(words) == folded


def _ends(words: str) -> bool:
    return words.rstrip("\"'”’)]")[-1:] in {".", "!", "?", "…"}


def _title_at(text: str, kept: list[Paragraph], title: str) -> int | None:
    """Which of the first paragraphs is the known title."""
    folded = _folded(title)
    for number, paragraph in enumerate(kept[:_HEAD]):
        span = paragraph.span
        # A cheap look before the folding: punctuation and blanks do not make a title three times as long.
        if span.end - span.start <= 3 * len(title) + 40 and _reads(span.of(text), folded):
            return number
    return None


def _guessed_title(text: str, kept: list[Paragraph]) -> int | None:
    """The first paragraph that reads as a headline, before any that reads as text."""
    for number, paragraph in enumerate(kept[:_HEAD]):
        span, words = paragraph.span, paragraph.span.of(text)
        if header_of(text, span) or byline_of(words) or _CAPTION.match(words):
            continue
        following = kept[number + 1] if number + 1 < len(kept) else None
        if following is None or len(words) > _TITLE_LENGTH or len(words.split()) > _TITLE_WORDS:
            return None
        if dateline_of(text, span) or not any(character.isalpha() for character in words):
            return None
        if following.joined and text[following.span.start].islower():
            return None
        if _SENTENCE_END.search(words):
            opens = dateline_of(text, following.span) and words.endswith(".")
            return number if not following.joined and (opens or _headlike(words)) else None
        return number
    return None


def _headlike(words: str) -> bool:
    """Whether a line that ends like a sentence is set as a headline: most longer words capitalised."""
    longer = _CAPITALISED.findall(words)
    return len(longer) >= 2 and sum(word[0].isupper() for word in longer) * 10 >= len(longer) * 7


def _place_header(text: str, span: Span, page: Layout, *, dated: bool) -> bool:
    """Take a byline, or where it may still be `dated` a header line, into the page; whether the paragraph was one."""
    header = header_of(text, span) if dated else None
    if header:
        for day in header.spans:
            page.add(day, "byline")
        page.clues.extend(header.clues)
        return True
    words = span.of(text)
    author = byline_of(words)
    if author:
        page.author = page.author or author
        page.agency = page.agency or writers_of(words)[1]
        page.add(span, "byline")
        return True
    return False


def _place_text(
    text: str, paragraph: Paragraph, following: Paragraph | None, page: Layout, dateline: Dateline | None, head: int
) -> Dateline | None:
    """Take a paragraph of the article into the page; the article's dateline, once it is found."""
    span = paragraph.span
    words = span.of(text)
    if is_credit(words):
        page.author = page.author or writer_of(words)
        page.add(span, "byline")
        return dateline
    credit = _credit_glued(words)
    if credit:
        page.add(Span(span.start + credit, span.end), "caption")
        return dateline
    if _CAPTION.match(words):
        page.add(span, "caption")
        return dateline
    if dateline is None and head <= _HEAD:
        dateline = dateline_of(text, span)
        if dateline:
            page.place, page.agency = dateline.place, dateline.agency or page.agency
            if dateline.clue:
                page.clues.append(dateline.clue)
        elif following and following.joined and head <= 2 and words[0].isalnum() and dateline_of(text, following.span):
            page.add(span, "caption")
            return None
    page.add(span, "text")
    return dateline


def _credit_glued(words: str) -> int:
    """How many characters of a picture's credit are run together with its caption: `AgencyActivists with …`."""
    for match in (_GLUE.match(words),):
        if match and all(_is_credit_name(part) for part in re.split(r"\s*/\s*", match.group())):
            return match.end()
    return 0


def _is_credit_name(name: str) -> bool:
    return name.strip().casefold() in agencies()
