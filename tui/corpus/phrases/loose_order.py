"""Names of several words written in another order, or with others between: "Energy Ministry" and "Ministry of Energy",
"International Atomic Energy Agency" and "International U.N. Atomic Energy Agency".

Small words count for nothing. Two words may change places only where one of them says what kind of body it is; of five
and more one may be missing ("nuclear non-proliferation treaty" is the treaty on the non-proliferation of nuclear
weapons). Each word stands as written, or in singular and plural.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np

from tui.corpus.crossref.evidence import CorpusWords, Ints
from tui.corpus.crossref.hits import NO_HITS, Hits, Reason, merged, places
from tui.corpus.phrases.closeness import Phrase, inflections
from tui.corpus.phrases.descriptions import unbroken
from tui.corpus.phrases.vocabulary import Vocabulary
from tui.reading.roles import BODIES
from tui.text.wordlist import wordlist
from tui.text.words import phrase as words_of

SCORE = 78.0
INVERTED = 90.0
_SMALL = wordlist("of for and the in on to a an at de la s")
_KINDS = BODIES | wordlist(
    "board bank agency authority office school hospital museum academy society treaty convention"
)
_OF = re.compile(r"\s(?:of|for|on)\s", re.IGNORECASE)
_BETWEEN = 2  # other words that may stand between, where there are three and more
_MOST = 20_000  # places of the rarest word, from which on no other order is looked for


def reordered(phrases: Iterable[Phrase], known: Hits, vocabulary: Vocabulary) -> Hits:
    """Where the words of a phrase stand together otherwise than in its own order, but for where hits are `known`."""
    vocabulary.refresh()
    return merged([hits for phrase in phrases if phrase.fuzziness for hits in _of(phrase, known, vocabulary)])


def _of(phrase: Phrase, known: Hits, vocabulary: Vocabulary) -> Iterable[Hits]:
    words = [word for word in phrase.words if word.lower() not in _SMALL]
    if len(words) < 2 or len(set(words)) < len(words) or any(len(word) == 1 for word in words):
        return
    if len(words) == 2 and not _KINDS.intersection(words):
        yield _inverted(phrase, vocabulary)
        return
    slots = [_places(word, vocabulary) for word in words]
    if len(words) < 5:
        yield _together(phrase, slots, known, vocabulary.source)
        return
    for missing in range(len(words)):
        yield _together(phrase, [*slots[:missing], *slots[missing + 1 :]], known, vocabulary.source)


def _inverted(phrase: Phrase, vocabulary: Vocabulary) -> Hits:
    """ "Lind, Harald" of a name of two words."""
    if len(phrase.words) != 2 or not all(phrase.capital):
        return NO_HITS
    first, last = (_places(word, vocabulary) for word in phrase.words)
    keys = np.intersect1d(last, first - 1)
    reasons = (Reason("fuzzy", f"“{phrase.text}” with the surname first", phrase.text),)
    hits = Hits(
        keys, np.full(len(keys), 2, np.int32), np.full(len(keys), INVERTED), np.zeros(len(keys), np.int32), reasons
    )
    texts = vocabulary.source.texts(places(hits, vocabulary.source))
    return hits.at(np.array(["," in text for text in texts], bool))


def _places(word: str, vocabulary: Vocabulary) -> Ints:
    """The keys of all places of a word in its forms."""
    forms = dict.fromkeys((word, word.upper() if len(word) <= 3 else word, *inflections(word)))
    numbers = [vocabulary.ids[form] for form in forms if form in vocabulary.ids]
    every = vocabulary.postings(numbers)
    return np.unique(np.concatenate(every)) if every else np.zeros(0, np.int64)


def _together(phrase: Phrase, slots: Sequence[Ints], known: Hits, source: CorpusWords) -> Hits:
    """Places where every slot has a word near the rarest slot's, in a stretch that is hardly longer than the name."""
    anchor = min(slots, key=len)
    if not len(anchor) or len(anchor) > _MOST:
        return NO_HITS
    other = 0 if len(slots) == 2 else _BETWEEN
    reach = 2 * len(slots) + other
    first, last, there = anchor.copy(), anchor.copy(), np.ones(len(anchor), bool)
    for slot in slots:
        if slot is anchor:
            continue
        at = np.searchsorted(slot, anchor)
        before = slot[np.maximum(at - 1, 0)] if len(slot) else np.zeros(len(anchor), np.int64)
        after = slot[np.minimum(at, len(slot) - 1)] if len(slot) else before
        to_before = np.where((at > 0) & (anchor > before), anchor - before, reach + 1)
        to_after = np.where((at < len(slot)) & (after > anchor), after - anchor, reach + 1)
        near = np.where(to_after <= to_before, anchor + to_after, anchor - to_before)
        there &= np.minimum(to_before, to_after) <= reach
        first, last = np.minimum(first, near), np.maximum(last, near)
    lengths = (last - first + 1).astype(np.int32)
    there &= lengths <= len(slots) + other + len(slots)  # a small word beside each
    reasons = (Reason("fuzzy", f"the words of “{phrase.text}” in another order or with others between", phrase.text),)
    hits = Hits(first, lengths, np.full(len(first), SCORE), np.zeros(len(first), np.int32), reasons).at(there)
    hits = hits.at(np.unique(hits.keys, return_index=True)[1])
    hits = hits.at(~np.isin(hits.keys, known.keys))
    kept = unbroken(hits, np.ones(len(hits), bool), source)
    texts = source.texts(places(hits, source))
    return hits.at(kept & np.array([_is_name(text, phrase, len(slots) + other) for text in texts], bool))


def _is_name(text: str, phrase: Phrase, most: int) -> bool:
    """Whether no more words than that stand in a hit, small ones aside; what kind of body it is stands before the other
    of two words with "of" or "for"; and what is written with a capital is so in the text."""
    words = [word for word in words_of(text) if word.lower() not in _SMALL]
    if not 0 < len(words) <= most or (len(words) < 4 and any(phrase.capital) and text == text.lower()):
        return False
    return most > 2 or words[0] not in _KINDS or _OF.search(text) is not None
