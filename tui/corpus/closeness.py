"""Where phrases stand in a word index: exactly, in close spellings, joined, parted, inflected, with initials.

The vocabulary trick: each word of a phrase is compared with the corpus' distinct words, never with its text; the few
words that fit are then joined by position through their postings. Candidates of the words of a phrase are merged
before the join, so nothing grows with the product of their numbers. All arrays; nothing here has a row for each hit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tui.corpus.evidence import POSITION_BITS, Ints, Keys, Place, Words
from tui.corpus.guard import Guard, common
from tui.corpus.vocabulary import Close, Vocabulary
from tui.model import MentionBy, Span
from tui.reading.words import tokens

# Part of 100 that is taken off for what is not an exact word.
INFLECTED, PARTED, ADJECTIVE, INITIAL = 4.0, 6.0, 10.0, 12.0
MOST_SCORE_FUZZY = 97.0


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words asked for, as the index knows them; `name` where they are written with a capital."""

    text: str
    words: tuple[str, ...]
    capital: tuple[bool, ...]
    fuzziness: int = 2

    @classmethod
    def of(cls, text: str, fuzziness: int = 2) -> Phrase | None:
        """None where `text` has no word to look for."""
        found = [(span.of(text), form) for span, form in tokens(text, (Span(0, len(text)),)) if form]
        if not found:
            return None
        return cls(
            text, tuple(form for _, form in found), tuple(word[:1].isupper() for word, _ in found), max(0, fuzziness)
        )


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word of the corpus that may stand in a slot of a phrase, what it takes off the score and why it fits."""

    id: int
    takes: float = 0.0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    by: MentionBy
    why: str
    term: str


Small = npt.NDArray[np.int32]  # a common word stands in a million places


@dataclass(frozen=True, slots=True)
class Hits:
    """Hits as parallel arrays by rising position: where each begins, its tokens, its score and which reason it has."""

    keys: Keys
    lengths: Small
    scores: np.ndarray
    reason: Small
    reasons: tuple[Reason, ...]

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def articles(self) -> Ints:
        return self.keys >> POSITION_BITS

    def at(self, chosen: Ints | Small | npt.NDArray[np.bool_] | slice) -> Hits:
        """The hits that an index, a mask or a slice chooses, in its order."""
        return Hits(self.keys[chosen], self.lengths[chosen], self.scores[chosen], self.reason[chosen], self.reasons)

    def positions(self) -> Ints:
        return self.keys & ((1 << POSITION_BITS) - 1)


_NONE = np.zeros(0, np.int64)
_FEW = np.zeros(0, np.int32)
NO_HITS = Hits(_NONE, _FEW, np.zeros(0), _FEW, ())


def find(phrases: Iterable[Phrase], vocabulary: Vocabulary, guard: Guard) -> Hits:
    """Every place where one of the phrases stands, no two of them overlapping: the better one is kept."""
    phrases = tuple(phrases)
    vocabulary.refresh()
    every = [word for phrase in phrases if phrase.fuzziness for word in phrase.words]
    close = _uncommon(vocabulary.close(every), vocabulary)
    own_words = frozenset(word for phrase in phrases for word in phrase.words)
    found = []
    for phrase in phrases:
        exact, *others = _ways(phrase, vocabulary, guard, close, own_words)
        found += [_join(phrase, way, vocabulary) for way in (exact, *others)]
    return merged(found)


def _uncommon(close: dict[str, list[Close]], vocabulary: Vocabulary) -> dict[str, list[Close]]:
    """Without the words that the corpus uses for themselves."""
    known = [word for word, found in close.items() if found and word in vocabulary.ids]
    counts = dict(zip(known, vocabulary.articles_with([vocabulary.ids[word] for word in known]), strict=True))
    others = [other.id for found in close.values() for other in found]
    often = dict(zip(others, vocabulary.articles_with(others), strict=True))
    return {
        word: [other for other in found if not common(word, counts.get(word, 0), other, often[other.id])]
        for word, found in close.items()
    }


def merged(parts: Sequence[Hits]) -> Hits:
    """Several hits as one, by position; of overlapping ones the higher score, then the longer, is kept."""
    parts = [part for part in parts if len(part)]
    if not parts:
        return NO_HITS
    if len(parts) == 1 and len(set(parts[0].reasons)) == len(parts[0].reasons):
        return _apart(parts[0])
    reasons: dict[Reason, int] = {}
    numbers = []
    for part in parts:
        new = np.array([reasons.setdefault(reason, len(reasons)) for reason in part.reasons], np.int32)
        numbers.append(new[part.reason])
    hits = Hits(
        np.concatenate([part.keys for part in parts]),
        np.concatenate([part.lengths for part in parts]),
        np.concatenate([part.scores for part in parts]),
        np.concatenate(numbers),
        tuple(reasons),
    )
    return _apart(hits)


def _apart(hits: Hits) -> Hits:
    """Hits that overlap none better, by position."""
    steps = np.diff(hits.keys)
    if (steps < 0).any():
        order = np.argsort(hits.keys, kind="stable")  # of parts that rise, which is soon done
        hits, steps = hits.at(order), np.diff(hits.keys[order])
    if not steps.all():
        hits = hits.at(np.lexsort((-hits.lengths, -hits.scores, hits.keys)))
    elif (steps >= hits.lengths[:-1]).all():
        return hits
    while len(hits) > 1:
        ends = hits.keys + hits.lengths
        clash = np.flatnonzero(hits.keys[1:] < np.maximum.accumulate(ends)[:-1]) + 1
        if not len(clash):
            break
        before = clash - 1
        worse = np.where(
            (hits.scores[clash] > hits.scores[before])
            | ((hits.scores[clash] == hits.scores[before]) & (hits.lengths[clash] > hits.lengths[before])),
            before,
            clash,
        )
        keep = np.ones(len(hits), bool)
        keep[worse] = False
        hits = hits.at(keep)
    return hits


Way = tuple[tuple[Candidate, ...], ...]  # candidates by slot


def _ways(
    phrase: Phrase, vocabulary: Vocabulary, guard: Guard, close: dict[str, list[Close]], own_words: frozenset[str]
) -> list[Way]:
    """The phrase as slots of candidates: word for word first, then with two words joined or one parted."""
    slots = tuple(
        _candidates(phrase, at, vocabulary, guard, close.get(word, []), own_words)
        for at, word in enumerate(phrase.words)
    )
    ways: list[Way] = [slots]
    for at in range(len(slots) - 1):
        one, two = phrase.words[at : at + 2]
        if (number := vocabulary.ids.get(one + two)) is not None:
            why = Candidate(number, PARTED, f'"{one}{two}" is "{one} {two}" written as one word')
            ways.append((*slots[:at], (why,), *slots[at + 2 :]))
    for at, word in enumerate(phrase.words):
        for one, two in _parts(word, vocabulary):
            why = Candidate(vocabulary.ids[one], PARTED, f'"{one}-{two}" is "{word}" written apart')
            ways.append((*slots[:at], (why,), (Candidate(vocabulary.ids[two]),), *slots[at + 1 :]))
    return ways


_PREFIXES = frozenset({"co", "re", "un", "non", "pre", "sub", "de", "bi", "ex", "eu", "us"})


def _parts(word: str, vocabulary: Vocabulary) -> Iterable[tuple[str, str]]:
    """Two words of the corpus that make up `word`."""
    if len(word) < SHORTEST_PARTED or not word.isalpha():
        return
    for at in range(2, len(word) - 2):
        one, two = word[:at], word[at:]
        if (at > 2 or one in _PREFIXES) and one in vocabulary.ids and two in vocabulary.ids:
            yield one, two


SHORTEST_PARTED = 7


def _candidates(
    phrase: Phrase,
    at: int,
    vocabulary: Vocabulary,
    guard: Guard,
    close: Sequence[Close],
    own_words: frozenset[str],
) -> tuple[Candidate, ...]:
    word = phrase.words[at]
    ids = vocabulary.ids
    found: dict[int, Candidate] = {}

    def add(form: str, takes: float, why: str) -> None:
        if (number := ids.get(form)) is not None:
            found.setdefault(number, Candidate(number, takes, why))

    add(word, 0.0, "")
    if word.isupper() or (len(word) <= 3 and not phrase.capital[at]):
        add(word.upper(), 0.0, "")
    for form in inflections(word):
        add(form, INFLECTED, f'"{form}" is another form of "{word}"')
    if phrase.capital[at]:
        for form in adjectives(word):
            if form in ids and not (form not in own_words and _foreign(form, word, guard)):
                add(form, ADJECTIVE, f'"{form}" goes with "{word}"')
        if at < len(phrase.words) - 1 and len(word) > 1:
            add(word[0].upper(), INITIAL, f'"{word[0].upper()}." is the initial of "{word}"')
    alone = len(phrase.words) == 1
    letters = max(8, sum(map(len, phrase.words)))
    for other in close:
        if other.edits <= phrase.fuzziness and guard.lets(word, other, alone=alone, own_words=own_words):
            takes = 100 - min(MOST_SCORE_FUZZY, 100 * (1 - 1.5 * other.edits / letters))
            off = "one letter" if other.edits == 1 else f"{other.edits} letters"
            found.setdefault(other.id, Candidate(other.id, takes, f'"{other.word}" is {off} from "{word}"'))
    return tuple(found.values())


def inflections(word: str) -> tuple[str, ...]:
    """Plural and singular of a word, as English writes them regularly."""
    if len(word) < 3 or not word.isalpha() or word.isupper():
        return ()
    if word.endswith("ies") and len(word) > 4:
        return (word[:-3] + "y",)
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return (word[:-2],)
    if word.endswith("s"):
        return () if word.endswith(("ss", "us", "is")) else (word[:-1],)
    if word.endswith("y") and word[-2] not in "aeiou":
        return (word[:-1] + "ies",)
    if word.endswith(("s", "sh", "ch", "x", "z")):
        return (word + "es",)
    return (word + "s",)


def adjectives(word: str) -> tuple[str, ...]:
    """Adjectives and peoples that a place's name may have, and the name that an adjective may come from."""
    if len(word) < 4 or not word.isalpha() or word.isupper():
        return ()
    stem = word[:-1] if word[-1] in "aeiouy" else word
    forms = [stem + "an", stem + "ian", stem + "ish", stem + "ese", word + "n", word + "i"]
    if word.endswith("ia") and len(word) > 7:
        forms.append(word[:-2])  # Circassia, Circass
    forms += [form + "s" for form in forms]
    if word.endswith("an"):
        forms.append(word[:-1])
    return tuple(dict.fromkeys(form for form in forms if len(form) > 3 and form != word))


def _foreign(form: str, word: str, guard: Guard) -> bool:
    """Whether a derived form belongs to a country while its word does not: "Nigerian" is not of Niger by this rule."""
    other = guard.countries(form)
    return other is not None and other != guard.countries(word)


def _join(phrase: Phrase, way: Way, vocabulary: Vocabulary) -> Hits:
    """Positions at which the slots follow one another: those of the rarest slot, looked up in the others."""
    if not all(way):
        return NO_HITS
    slots = [vocabulary.postings([candidate.id for candidate in candidates]) for candidates in way]
    sizes = [sum(map(len, parts)) for parts in slots]
    order = sorted(range(len(slots)), key=sizes.__getitem__)
    starts, which = _one(slots[order[0]])
    starts = starts - order[0] if order[0] else starts
    chosen = {order[0]: which}
    for at in order[1:]:
        which = _among(slots[at], starts + at)
        there = which >= 0
        starts, which = starts[there], which[there]
        chosen = {other: of[there] for other, of in chosen.items()} | {at: which}
    if not len(starts):
        return NO_HITS
    combinations, reason = _distinct(_code(way, chosen))
    said, scores = [], []
    for combination in combinations.tolist():
        found = _chosen(way, combination)
        why = "; ".join(candidate.why for candidate in found if candidate.why)
        said.append(Reason("fuzzy" if why else "name", why or f'"{phrase.text}" word for word', phrase.text))
        scores.append(max(50.0, 100.0 - sum(candidate.takes for candidate in found)))
    lengths = np.broadcast_to(np.int32(len(way)), len(starts))
    if len(scores) == 1:
        return Hits(starts, lengths, np.broadcast_to(np.float64(scores[0]), len(starts)), reason, tuple(said))
    return Hits(starts, lengths, np.array(scores)[reason], reason, tuple(said))


def _code(way: Way, chosen: dict[int, Small]) -> Ints | Small:
    """For each place a number for the candidates that stand there; without room of its own where it is always one."""
    if len(way) == 1 or all(len(candidates) == 1 for candidates in way):
        return chosen[0]
    code = chosen[0].astype(np.int64)
    for at, candidates in enumerate(way[1:], 1):
        code = code * len(candidates) + chosen[at]
    return code


_LOOKED = 8  # numbers that are looked for one by one, which takes the least room


def _distinct(codes: Ints | Small) -> tuple[Ints, Small]:
    """The distinct numbers, none below 0, and which of them each is: by counting, where sorting would take longer."""
    most = int(codes.max())
    if not most:
        return np.zeros(1, np.int64), np.broadcast_to(np.int32(0), len(codes))
    if most > len(codes):
        distinct, which = np.unique(codes, return_inverse=True)
        return distinct.astype(np.int64), which.astype(np.int32)
    if most < _LOOKED and all((codes == code).any() for code in range(most + 1)):
        return np.arange(most + 1), codes.astype(np.int32, copy=False)
    there = np.bincount(codes, minlength=most + 1) > 0
    return np.flatnonzero(there), (np.cumsum(there) - 1).astype(np.int32)[codes]


def _chosen(way: Way, code: int) -> list[Candidate]:
    """The candidates that a number stands for, one a slot."""
    found = []
    for candidates in reversed(way):
        code, at = divmod(code, len(candidates))
        found.append(candidates[at])
    return found[::-1]


def _one(parts: Sequence[Keys]) -> tuple[Keys, Small]:
    """Several words' positions as one, with which word stands at each."""
    if len(parts) == 1:
        return parts[0], np.broadcast_to(np.int32(0), len(parts[0]))
    most = max(range(len(parts)), key=lambda at: len(parts[at]))  # the others are put in where they belong
    others = [at for at in range(len(parts)) if at != most]
    keys = np.concatenate([parts[at] for at in others])
    order = np.argsort(keys, kind="stable")
    keys, which = keys[order], np.repeat(np.array(others, np.int32), [len(parts[at]) for at in others])[order]
    places = np.searchsorted(parts[most], keys)
    return np.insert(parts[most], places, keys), np.insert(np.full(len(parts[most]), most, np.int32), places, which)


def _among(parts: Sequence[Keys], wanted: Keys) -> Small:
    """Which of several words stands at each wanted position; -1 where none does."""
    which = np.full(len(wanted), -1, np.int32)
    for number, keys in enumerate(parts):
        if len(keys) and len(wanted):
            at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
            which[keys[at] == wanted] = number
    return which


def places(hits: Hits, words: Words) -> list[Place]:
    """The hits in code points, in their order, which keeps an article's hits together."""
    found: list[Place] = []
    numbers = hits.articles
    positions = hits.positions()
    edges = np.flatnonzero(np.diff(numbers)) + 1
    for part in np.split(np.arange(len(hits)), edges) if len(hits) else []:
        article = int(numbers[part[0]])
        starts, ends = words.offsets(article)
        first = positions[part]
        last = first + hits.lengths[part] - 1
        found += [Place(article, int(a), int(b)) for a, b in zip(starts[first], ends[last], strict=True)]
    return found
