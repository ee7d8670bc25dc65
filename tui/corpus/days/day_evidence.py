"""What an article says that bears on days, its own and other articles': small enough to keep for every article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

import msgspec
from msgspec import Struct

from tui.model import Article, DayClue, Reading, Span, TimeExpression
from tui.reading.times.formula import parse

# Bounds on what is kept of an article, however long it is: a chronicle of hundreds of dates would otherwise outweigh
# all others, in the index as in the ties.
MAX_STATEMENTS = 40  # of one article
# Title, a caption or two and the lead: an office that is named there is held when the article is written. Further down
# the text may tell of earlier years.
_OPENING = 7  # sentences, title and captions among them
_QUOTE = 400  # characters
_WORD = re.compile(r"[^\W\d_]{3,}")
_NAME_STEM, _WORD_STEM = 5, 6  # letters: "Norway" and "Norwegian", "exercise" and "exercises" are one
# Words that no event is told by: of the grammar, of saying, of counting time, titles that go with every name.
_COMMON = frozenset({
    "the", "and", "for", "that", "with", "from", "this", "which", "have", "has", "had", "was", "were", "will",
    "would", "been", "are", "its", "his", "her", "their", "they", "them", "said", "says", "say", "told", "saying",
    "who", "whom", "whose", "what", "when", "where", "while", "about", "after", "before", "over", "under", "into",
    "onto", "than", "then", "there", "these", "those", "such", "also", "but", "not", "nor", "out", "off", "too",
    "very", "more", "most", "much", "many", "some", "any", "all", "both", "each", "other", "another", "one", "two",
    "three", "four", "five", "six", "seven", "eight", "nine", "ten", "first", "second", "third", "last", "next",
    "year", "years", "month", "months", "week", "weeks", "day", "days", "today", "yesterday", "tomorrow", "monday",
    "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april",
    "may", "june", "july", "august", "september", "october", "november", "december", "spring", "summer", "autumn",
    "winter", "early", "late", "mid", "end", "since", "until", "during", "between", "because", "could", "should",
    "might", "must", "shall", "can", "did", "does", "done", "being", "only", "just", "still", "even", "ever", "never",
    "yet", "now", "new", "old", "she", "him", "you", "your", "our", "ours", "she'll", "against", "toward",
    "towards", "per", "cent", "percent", "mr", "mrs", "ms", "dr", "according", "reuters", "news",
    "president", "minister", "prime", "vice", "deputy", "chancellor", "secretary", "general", "foreign", "senator",
    "governor", "chairman", "king", "queen", "prince", "sir", "lord", "mayor", "judge", "spokesman", "spokeswoman",
})  # fmt: skip


class DatedStatement(Struct, frozen=True):
    """A time expression with the words of its sentence that tell what happened.

    `names` are stems of capitalised words inside the sentence, `words` of the others; `quote` is the sentence's
    beginning for people to read, `said` the expression's own words.
    """

    formula: str
    tense: str
    sentence: int
    names: frozenset[str]
    words: frozenset[str]
    said: str
    quote: str
    span: Span

    @property
    def keys(self) -> frozenset[str]:
        return self.names | self.words


class OfficeHolder(Struct, frozen=True, array_like=True):
    """Whom an article's opening calls the holder of an office: `surname`, `role` and `of` in folded words."""

    surname: str
    role: str
    of: str


class ArticleDays(Struct, frozen=True):
    """All of an article that its publication day, and that of others, can be found from."""

    article: str
    clues: tuple[DayClue, ...] = ()
    statements: tuple[DatedStatement, ...] = ()
    holders: tuple[OfficeHolder, ...] = ()


_BEARING = frozenset({"Y", "M", "MD", "S", "Q", "H", "HOL", "U", "AGO"})


def bears(expression: TimeExpression) -> bool:
    """Whether an expression says anything of the year, the month or the day it was written on."""
    steps = parse(expression.formula)
    if expression.type not in {"DATE", "TIME"} or not steps or steps[0].op not in _BEARING:
        return False
    return not (steps[0].op in {"U", "AGO"} and steps[0].arg(2) != "pub")


def _key_words(text: str, span: Span, without: Span) -> tuple[frozenset[str], frozenset[str]]:
    found = _WORD.finditer(text, span.start, span.end)
    return _parted("" if without.start <= match.start() < without.end else match.group() for match in found)


def words_of(sentence: str) -> tuple[frozenset[str], frozenset[str]]:
    """The stems of a sentence's names and of its other words."""
    return _parted(_WORD.findall(sentence))


def _parted(sentence: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The stems of the names and of the other words of a sentence; an empty word is one that does not count."""
    names: set[str] = set()
    words: set[str] = set()
    for place, word in enumerate(sentence):
        if word and (stem := _stem(word)):
            (names if place and word[0].isupper() else words).add(stem)
    return frozenset(names), frozenset(words - names)


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    """The stem of a word that an event may be told by; empty for others."""
    folded = word.casefold()
    if folded in _COMMON:
        return ""
    return folded[:_NAME_STEM] if word[0].isupper() else folded[:_WORD_STEM]


def evidence_of(article: Article, reading: Reading) -> ArticleDays:
    """What one article says of days, from its text and what was read in it."""
    statements: list[DatedStatement] = []
    for expression in reading.times:
        if len(statements) == MAX_STATEMENTS:
            break
        if bears(expression) and 0 <= expression.sentence < len(reading.sentences):
            statements.append(_statement(article.text, reading.sentences, expression))
    return ArticleDays(article.key, article.day_clues, tuple(statements), _holders(article, reading))


def _holders(article: Article, reading: Reading) -> tuple[OfficeHolder, ...]:
    """The office holders of an article's opening: further down it may speak of other times."""
    found: dict[OfficeHolder, None] = {}
    for apposition in reading.appositions:
        name = reading.names[apposition.name] if apposition.name < len(reading.names) else None
        if name is None or name.sentence >= _OPENING or apposition.former or apposition.new or not apposition.of:
            continue
        words = name.span.of(article.text).split()
        if name.kind == "person" and words:
            surname = words[-1].strip(".,'’").casefold()
            found[OfficeHolder(surname, apposition.role.casefold(), apposition.of.casefold())] = None
    return tuple(found)


def _statement(text: str, sentences: Sequence[Span], expression: TimeExpression) -> DatedStatement:
    span = sentences[expression.sentence]
    names, words = _key_words(text, span, expression.span)
    quote = " ".join(span.of(text).split())
    return DatedStatement(
        formula=expression.formula,
        tense=expression.tense,
        sentence=expression.sentence,
        names=names,
        words=words,
        said=" ".join(expression.span.of(text).split()),
        quote=quote if len(quote) <= _QUOTE else quote[:_QUOTE].rsplit(" ", 1)[0] + "…",
        span=expression.span,
    )


def packed(days: ArticleDays) -> str:
    """As one compact line of JSON, for the store."""
    clues = [[c.source, c.value, _pair(c.span), c.why] for c in days.clues]
    statements = [
        [s.formula, s.tense, s.sentence, sorted(s.names), sorted(s.words), s.said, s.quote, _pair(s.span)]
        for s in days.statements
    ]
    holders = [[h.surname, h.role, h.of] for h in days.holders]
    return json.dumps([days.article, clues, statements, holders], ensure_ascii=True, separators=(",", ":"))


class _PackedClue(Struct, frozen=True, array_like=True):
    source: Literal["file", "meta", "header", "dateline", "age"]
    value: str
    span: tuple[int, int] | None
    why: str


class _PackedStatement(Struct, frozen=True, array_like=True):
    formula: str
    tense: str
    sentence: int
    names: frozenset[str]
    words: frozenset[str]
    said: str
    quote: str
    span: tuple[int, int]


class _Packed(Struct, frozen=True, array_like=True):
    article: str
    clues: tuple[_PackedClue, ...]
    statements: tuple[_PackedStatement, ...]
    holders: tuple[OfficeHolder, ...] = ()


_packed = msgspec.json.Decoder(_Packed)


def unpacked(line: str) -> ArticleDays:
    """What `packed` wrote. Raises ValueError for anything else."""
    try:
        days = _packed.decode(line)
    except msgspec.DecodeError:
        days = _with_surrogates(line)
    return ArticleDays(
        days.article,
        tuple(DayClue(clue.source, clue.value, _span(clue.span), clue.why) for clue in days.clues),
        tuple(
            DatedStatement(s.formula, s.tense, s.sentence, s.names, s.words, s.said, s.quote, Span(*s.span))
            for s in days.statements
        ),
        days.holders,
    )


def _with_surrogates(line: str) -> _Packed:
    """The same of a line in which msgspec refuses half a character, as a text may have one."""
    try:
        return msgspec.convert(json.loads(line), _Packed)
    except (ValueError, msgspec.ValidationError) as error:
        raise ValueError("not what an article says of days") from error


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _span(pair: tuple[int, int] | None) -> Span | None:
    return None if pair is None else Span(pair[0], pair[1])
