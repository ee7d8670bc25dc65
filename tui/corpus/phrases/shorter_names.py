"""A thing's name without its maker: "the A12" where an article names the Borg A12, "the Norsund" for the Norsund Index.

Only what a name of several words tells apart by itself stands for it, written with a capital or a digit, in an article
that has the whole name.
"""

from __future__ import annotations

import re

import numpy as np

from tui.corpus.actors.alike_names import FIRMS
from tui.corpus.crossref.evidence import ArticlePlace
from tui.corpus.crossref.hits import NO_HITS, Hits, Reason, places
from tui.corpus.phrases.closeness import Phrase, find
from tui.corpus.phrases.lookalikes import Guard
from tui.corpus.phrases.vocabulary import Vocabulary
from tui.reading.roles import BODIES, HEADS
from tui.text.wordlist import wordlist
from tui.text.words import phrase as words_of

SCORE = 88.0
_MOST = 2_000  # places of a shorter name that are looked at
_INDEX = wordlist("index indices average composite industrial industrials share stock exchange all")
_COMPASS = wordlist("north south east west northern southern eastern western central new")
_GENERIC = BODIES | HEADS | FIRMS | _INDEX | _COMPASS | wordlist("treaty convention act law project programme program")
_BEFORE = re.compile(r"(\w[\w’'-]{0,60})[ \n]$")
_SMALL = wordlist("the a an its this that their new his her our")


def shorter(phrase: Phrase, whole: Hits, vocabulary: Vocabulary, guard: Guard) -> Hits:
    """Where shorter forms of a name stand in the articles in which it is found whole."""
    if len(phrase.words) < 2 or not len(whole) or not phrase.capital[0]:
        return NO_HITS
    written = phrase.text.split()
    forms = [form for form in _forms(written) if not _is_other(form, guard)]
    if not forms:
        return NO_HITS
    hits = find([found for form in forms if (found := Phrase.of(form, 0))], vocabulary, guard)
    hits = hits.at(np.isin(hits.articles, whole.articles)).at(slice(_MOST))
    spots = places(hits, vocabulary.source)
    before = vocabulary.source.texts([ArticlePlace(s.article, max(0, s.start - 30), s.start) for s in spots])
    texts = vocabulary.source.texts(spots)
    fits = [_stands_alone(text, left, written) for text, left in zip(texts, before, strict=True)]
    why = f"short for “{phrase.text}”, which the article names"
    reasons = tuple(Reason("alias", why, one.term) for one in hits.reasons)
    kept = np.array(fits, bool)
    scores = np.full(len(hits), SCORE)
    return Hits(hits.keys, hits.lengths, scores, hits.reason, reasons).at(kept)


def _forms(words: list[str]) -> list[str]:
    """Endings of a name that tell it apart, and its beginning where only what kind of index or firm it is follows."""
    endings = [words[at:] for at in range(1, len(words)) if _COMPASS.isdisjoint({words[0].lower()})]
    found = [ending for ending in endings if _tells(ending)]
    kinds = FIRMS | _INDEX
    index = words[-1].lower() in _INDEX  # "the Dow" of an average
    begins = [words[:at] for at in range(1, len(words)) if index or all(word.lower() in kinds for word in words[at:])]
    return [" ".join(form) for form in (*found, *filter(_tells, begins))]


def _tells(words: list[str]) -> bool:
    bare = [word for word in words if word.lower().strip(".") not in _GENERIC]
    telling = [word for word in bare if word[:1].isupper() or any(map(str.isdigit, word))]
    return bool(telling) and words[0] == bare[0] and len("".join(telling)) > 2


def _is_other(form: str, guard: Guard) -> bool:
    """Whether a shorter form names a country, or who lives there."""
    return any(guard.countries(word) is not None for word in words_of(form))


def _stands_alone(text: str, left: str, written: list[str]) -> bool:
    """Whether a place is written as the name writes it, and no other name stands right before it."""
    if not (text[:1].isupper() or any(map(str.isdigit, text))):
        return False
    before = _BEFORE.search(left)
    word = before[1] if before else ""
    if text.split()[0] == written[0] and word.lower() != "the":
        return False  # "the Norsund" is the index, "at Norsund" is the place
    return not word[:1].isupper() or word in written or word.lower() in _SMALL
