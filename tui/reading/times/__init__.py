"""Time expressions: a parsed article to TIMEX3 spans, each with a formula that says what it means.

The grammar is of intervals, not instants ("the second half of May" is a half of a month), in the manner of HeidelTime
(Strötgen and Gertz 2010) and SUTime (Chang and Manning 2012): rules over token categories; tags, names and tense come
from the parse. What an expression means on the calendar depends on the day its article was published, which only the
corpus knows: `resolve.evaluate` does that with the formula.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from tui.model import Article, Span, TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find(doc: Doc, article: Article) -> tuple[TimeExpression, ...]:
    """The time expressions in the article's body, in the order of its text; none overlaps another."""
    from tui.reading.sentences import sentences, text_of
    from tui.reading.times import grammar
    from tui.reading.times.parsed_doc import ParsedDoc
    from tui.reading.times.tense import tense_of
    from tui.reading.times.tokens import tokenize

    parse = ParsedDoc(doc)
    found = grammar.find(tokenize(text_of(doc), parse))
    if not found:
        return ()
    starts = [span.start for span in sentences(doc)]
    out: list[TimeExpression] = []
    for item in found:
        if not any(span.start <= item.start and item.end <= span.end for span in article.body):
            continue
        sentence = max(0, bisect_right(starts, item.start) - 1)
        tense = tense_of(parse.head_of(item.start, item.end))
        if item.rule == "soon" and tense == "past":
            continue  # "Soon the war was over": of the narrative, nothing to come
        out.append(TimeExpression(Span(item.start, item.end), item.type, item.formula, sentence, tense))
    return tuple(out)
