"""Invented sentences, read for their names and references and tied to actors."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from tests.reading.attributing import article_of
from tui.config import StatedActor
from tui.corpus.actors.mentions import mentions_of
from tui.corpus.actors.merge import Actors, forms_of, merge
from tui.model import Article, Days, Mention, Name, Reading
from tui.reading import references
from tui.reading.names import names
from tui.reading.pipeline import parse
from tui.reading.sentences import sentences


def read(nlp: Any, article: Article) -> Reading:
    """Names and references alone."""
    (doc,) = parse(nlp, [article])
    found = names.find(doc, article)
    refers, said = references.find(doc, article, found)
    return Reading(sentences=sentences(doc), names=found, references=refers, appositions=said)


def named(nlp: Any, text: str) -> dict[str, Name]:
    """The names of a text by their words (the last of equal ones)."""
    return {name.span.of(text): name for name in read(nlp, article_of(text)).names}


def tied(
    nlp: Any, *texts: str, stated: Sequence[StatedActor] = (), published: Sequence[date] = ()
) -> tuple[Actors, list[tuple[Mention, ...]]]:
    """The actors of a corpus of texts, and each text's mentions."""
    articles = [
        Article(key=f"{n}", path=f"{n}", text=text, blocks=article_of(text).blocks) for n, text in enumerate(texts)
    ]
    days = {f"{n}": Days(day, day) for n, day in enumerate(published)}
    readings = [read(nlp, article) for article in articles]
    forms = [forms_of(article, reading) for article, reading in zip(articles, readings, strict=True)]
    actors = merge(forms, stated, published=days)
    pairs = zip(articles, readings, strict=True)
    return actors, [mentions_of(article, reading, actors, days.get(article.key)) for article, reading in pairs]


def by(actors: Actors, mentions: Sequence[Mention], *kinds: str) -> list[tuple[str, str]]:
    """(words, actor's name) of the mentions of some kinds, in order."""
    return [(m.text, actors.by_id[m.actor or ""].name) for m in mentions if m.by in kinds]
