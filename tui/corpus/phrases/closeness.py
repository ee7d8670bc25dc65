"""Where phrases stand in a word index: exactly, in close spellings, joined, parted, inflected, with initials.

The vocabulary trick: each word of a phrase is compared with the corpus' distinct words, never with its text; the few
words that fit are then joined by position through their postings (see joining.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from tui.corpus.crossref.hits import Hits, merged
from tui.corpus.phrases.lookalikes import Guard, common
from tui.corpus.phrases.phrase_join import SlotWord, Wording, joined
from tui.corpus.phrases.spellings import MOST_EDITS
from tui.corpus.phrases.vocabulary import Close, Vocabulary
from tui.model import Span
from tui.text.words import tokens

# Part of 100 that is taken off for what is not an exact word.
INFLECTED, PARTED, ADJECTIVE, INITIAL = 4.0, 6.0, 10.0, 12.0
MOST_SCORE_FUZZY = 97.0
MOST_TOGETHER = 250_000  # articles of words whose postings are fetched at once


class Phrase(Struct, frozen=True):
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


def find(phrases: Iterable[Phrase], vocabulary: Vocabulary, guard: Guard) -> Hits:
    """Every place where one of the phrases stands, no two of them overlapping: the better one is kept."""
    phrases = tuple(phrases)
    vocabulary.refresh()
    close = _uncommon(
        vocabulary.close(word for phrase in phrases if phrase.fuzziness for word in phrase.words), vocabulary
    )
    own_words = frozenset(word for phrase in phrases for word in phrase.words)
    ways = [way for phrase in phrases for way in _ways(phrase, vocabulary, guard, close, own_words) if all(way.slots)]
    found = []
    for some in _together(ways, vocabulary):
        vocabulary.hold(word.id for way in some for slot in way.slots for word in slot)
        found += joined(some, vocabulary)
    return merged(found)


def _together(ways: Sequence[Wording], vocabulary: Vocabulary) -> Iterator[Sequence[Wording]]:
    """Ways whose words' postings are fetched at once, which is quicker than one by one, but takes room."""
    articles = vocabulary.articles_with(
        vocabulary.lacking(word.id for way in ways for slot in way.slots for word in slot)
    )
    if sum(articles.values()) <= MOST_TOGETHER:
        yield ways
        return
    first, size = 0, 0
    for at, way in enumerate(ways):
        size += sum(articles.get(word.id, 0) for slot in way.slots for word in slot)
        if size > MOST_TOGETHER:
            yield ways[first : at + 1]
            first, size = at + 1, 0
    if first < len(ways):
        yield ways[first:]


def _uncommon(close: dict[str, list[Close]], vocabulary: Vocabulary) -> dict[str, list[Close]]:
    """Without the words that the corpus uses for themselves."""
    known = {word: vocabulary.ids[word] for word, found in close.items() if found and word in vocabulary.ids}
    often = vocabulary.articles_with([*known.values(), *(other.id for found in close.values() for other in found)])
    uncommon = {}
    for word, found in close.items():
        own = often[known[word]] if word in known else 0
        uncommon[word] = [other for other in found if not common(word, own, other.word, often[other.id])]
    return uncommon


def _ways(
    phrase: Phrase, vocabulary: Vocabulary, guard: Guard, close: dict[str, list[Close]], own_words: frozenset[str]
) -> list[Wording]:
    """The phrase as slots of candidates: word for word first, then with two words joined or one parted."""
    slots = tuple(
        _candidates(phrase, at, vocabulary, guard, close.get(word, []), own_words)
        for at, word in enumerate(phrase.words)
    )
    ways = [slots]
    for at in range(len(slots) - 1):
        one, two = phrase.words[at : at + 2]
        if (number := vocabulary.ids.get(one + two)) is not None:
            why = SlotWord(number, PARTED, f'"{one}{two}" is "{one} {two}" written as one word')
            ways.append((*slots[:at], (why,), *slots[at + 2 :]))
    for at, word in enumerate(phrase.words):
        for one, two in _parts(word, vocabulary):
            why = SlotWord(vocabulary.ids[one], PARTED, f'"{one}-{two}" is "{word}" written apart')
            ways.append((*slots[:at], (why,), (SlotWord(vocabulary.ids[two]),), *slots[at + 1 :]))
    return [Wording(phrase.text, way) for way in ways]


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
) -> tuple[SlotWord, ...]:
    word = phrase.words[at]
    ids = vocabulary.ids
    found: dict[int, SlotWord] = {}

    def add(form: str, takes: float, why: str) -> None:
        if (number := ids.get(form)) is not None:
            found.setdefault(number, SlotWord(number, takes, why))

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
    letters = max(8, sum(map(len, phrase.words)))
    takes = [100 - min(MOST_SCORE_FUZZY, 100 * (1 - 1.5 * edits / letters)) for edits in range(MOST_EDITS + 1)]
    off = ["", *(f'is {"one letter" if n == 1 else f"{n} letters"} from "{word}"' for n in range(1, MOST_EDITS + 1))]
    for number, other, edits in guard.allowed(word, close, alone=len(phrase.words) == 1, own_words=own_words):
        if edits <= phrase.fuzziness and number not in found:
            found[number] = SlotWord(number, takes[edits], f'"{other}" {off[edits]}')
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
