"""One article of a few invented paragraphs, read for its attributions."""

from __future__ import annotations

import re
from typing import Any

from tui.model import Article, Attribution, Block, BlockRole, Span, text_of
from tui.reading import attribution
from tui.reading.pipeline import parse


def article_of(text: str, title: str | None = None) -> Article:
    """An article whose paragraphs are its lines."""
    blocks = []
    for line in re.finditer(r"[^\n]*\S[^\n]*", text):
        role: BlockRole = "title" if title is not None and line.group().strip() == title else "text"
        blocks.append(Block(Span(*line.span()), role))
    return Article(key="a.txt", path="a.txt", text=text, blocks=tuple(blocks), title=title)


def attributions(nlp: Any, text: str) -> tuple[Attribution, ...]:
    article = article_of(text)
    (doc,) = parse(nlp, [article])
    return attribution.find(doc, article)


def told(nlp: Any, text: str) -> list[tuple[str, str, str]]:
    """Holder, cue and content of each attribution, in words."""
    return [
        (a.holder.of(text) if a.holder else "", text_of(text, a.cue), text_of(text, a.content))
        for a in attributions(nlp, text)
    ]
