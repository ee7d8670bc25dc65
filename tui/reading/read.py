"""One pass of the language model an article, and all that the words alone say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import tee
from typing import TYPE_CHECKING

from tui.model import Article, Reading, Turn

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


def read(nlp: Language, articles: Iterable[Article], batch_size: int = 32) -> Iterator[Reading]:
    """One Reading for each of `articles`, in their order; `nlp` comes from `pipeline.load`."""
    from tui.reading import pipeline

    to_parse, to_read = tee(articles)
    for article, doc in zip(to_read, pipeline.parse(nlp, to_parse, batch_size), strict=True):
        yield reading_of(doc, article)


def reading_of(doc: Doc, article: Article) -> Reading:
    """What one article says, parsed by `pipeline.parse`."""
    # Here, because whoever only lists what was read imports this room for its words and sentences.
    from tui.reading import attribution, references, speakers, times
    from tui.reading.lead_events import lead_events
    from tui.reading.names import names
    from tui.reading.sentences import TURNS, sentences
    from tui.reading.syntax import syntax

    found, parted = names.find(doc, article), sentences(doc)
    speaking: tuple[Turn, ...] = doc.user_data[TURNS]
    if speaking:
        speaking = speakers.named(speaking, article, found)
        found = speakers.with_speakers(speaking, article, found, parted)
    refers, appositions = references.find(doc, article, found)
    said = attribution.find(doc, article, found, refers, speaking)
    dated = times.find(doc, article)
    return Reading(
        sentences=parted,
        names=found,
        references=refers,
        appositions=appositions,
        times=dated,
        attributions=said,
        syntax=syntax(doc, parted, said),
        turns=speaking,
        events=lead_events(doc, article, parted, dated, speaking),
    )
