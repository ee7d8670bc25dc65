"""Invented sentences, read for their time expressions and placed on the calendar."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.reading.attributing import article_of
from tui.corpus.days.calendar import place_all
from tui.model import DatedExpression, Days, TimeExpression
from tui.reading import times
from tui.reading.pipeline import parse
from tui.reading.sentences import sentences

SATURDAY = Days(date(2009, 6, 27), date(2009, 6, 27))


def found(nlp: Any, text: str) -> tuple[TimeExpression, ...]:
    article = article_of(text)
    (doc,) = parse(nlp, [article])
    return times.find(doc, article)


def placed(nlp: Any, text: str, published: Days | None = SATURDAY) -> tuple[DatedExpression, ...]:
    article = article_of(text)
    (doc,) = parse(nlp, [article])
    return place_all(text, sentences(doc), times.find(doc, article), published)


def values(nlp: Any, text: str, published: Days | None = SATURDAY) -> list[tuple[str, str]]:
    """Each expression's words and its value."""
    return [(e.span.of(text), e.value) for e in placed(nlp, text, published)]
