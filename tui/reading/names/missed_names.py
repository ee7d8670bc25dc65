"""Names that the language model did not see, found by what stands around them or elsewhere in the article."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from tui.model import ActorKind
from tui.reading.names.name_span import BODY_WORDS, PARTICLES, NameSpan, in_name, touch
from tui.reading.roles import BODIES, COURTESY, HEADS, INSIDE, NEW
from tui.text.transcriptions import is_transcribed
from tui.text.word_classes import LEGAL_FORMS
from tui.text.wordlist import wordlist

if TYPE_CHECKING:
    from tui.reading.tokens import Words

_BUILDINGS = wordlist(
    """
    station hospital airport stadium hall museum palace tower bridge square park hotel
    """
)
_PAPERS = frozenset({"news", "times", "post", "herald", "tribune", "journal", "gazette", "telegraph", "chronicle"})
_SUMMITS = frozenset(
    {"powers", "summit", "leaders", "nations", "countries", "ministers", "members", "states", "economies"}
)
_HEADED = BODY_WORDS | _BUILDINGS | _PAPERS
# Who or what bodies are called that name what they are for: "Campaign for Better Roads", "Doctors without Frontiers".
_FOR_A_CAUSE = BODY_WORDS | wordlist(
    """
    alliance coalition campaign group network club citizens people doctors physicians nurses reporters journalists
    scientists engineers economists veterans mothers parents women students youth families lawyers judges teachers
    farmers workers churches action transport help justice voices
    """
)
_CAUSE = frozenset({"for", "against", "without", "on"})
_NO_CAUSE = frozenset({"GPE", "LOC", "NORP", "PERSON", "DATE", "TIME", "EVENT", "CARDINAL", "ORDINAL"})
_WITHIN_A_CAUSE = frozenset({"and", "of", "the", "in", "&"})
_MAKERS = HEADS | {"creator", "boss"}
_ROLES = HEADS | INSIDE | COURTESY
_FIRMS = wordlist("airways airlines motors holdings industries pharmaceuticals technologies shipping")
_PEOPLES = ("ish", "ian", "ean", "can", "ese", "ern", "al", "ch", "ed")  # "Northern Industries", "United Airlines"
_GENERATIONS = frozenset({"", "jr", "sr", "ii", "iii"})  # and the comma or full stop around them
_KOREAN = 4  # tokens of a family name and a given name with a hyphen
_CODE = re.compile(r"[A-Z]{1,2}\d{1,2}")
_SAYS = frozenset({"say", "tell", "add", "warn", "argue", "insist", "reply", "announce"})


def titled(doc: Words, found: Iterable[NameSpan]) -> list[NameSpan]:
    """Capitalised words after a title that the model left out: "Mr. Toccafondi", "Foreign Minister Jane Roe"."""
    taken = {i for piece in found for i in range(piece.start, piece.end)}
    more = []
    for token in doc[:-1]:
        if not token.text[0].isupper():
            continue
        word = token.lower_.rstrip(".")
        if (word not in COURTESY and not (word in HEADS and token.text[0].isupper())) or token.i in taken:
            continue
        start = token.i + 1
        if start + 2 < len(doc) and doc[start].text == "-" and doc[start + 1].lower_ in NEW:
            start += 2  # "President-elect Ana Torres"
        end = start
        while end < len(doc) and end not in taken and in_name(doc, end):
            end += 1
        if end > start and not _office(doc, start, end) and doc[start].text not in {"I"}:
            more.append(NameSpan(start, end, "person"))
    return more


def _office(doc: Words, start: int, end: int) -> bool:
    """Whether what follows a title is the rest of it: "Deputy | Prime Minister Ana Torres"."""
    word = next(
        (doc[at].lower_ for at in range(start, end) if doc[at].lower_ in HEADS or doc[at].lower_ not in INSIDE), ""
    )
    return word in HEADS


def speakers(doc: Words, found: Iterable[NameSpan], heads: set[int]) -> list[NameSpan]:
    """Two or three capitalised words that say something, where the model saw no name: "Ana Torres said"."""
    taken = {i for piece in found for i in range(piece.start, piece.end)} | heads
    more = []
    for verb in doc:
        if verb.lemma_ not in _SAYS or verb.tag_ not in {"VBD", "VBZ"} or verb.i < 2:
            continue
        start = verb.i
        while start and start - 1 not in taken and in_name(doc, start - 1) and doc[start - 1].lower_ not in HEADS:
            start -= 1
        if 2 <= verb.i - start <= 3:
            more.append(NameSpan(start, verb.i, "person"))
    return more


def transcriptions(doc: Words, found: Iterable[NameSpan], heads: set[int]) -> list[NameSpan]:
    """A first name that comes in several transcriptions and a capitalised word behind it, where the model saw no name:
    "Anatolii Lundev"."""
    taken = {i for piece in found for i in range(piece.start, piece.end)} | heads
    return [
        NameSpan(token.i, token.i + 2, "person")
        for token in doc[:-1]
        if token.text.istitle() and token.i not in taken and token.i + 1 not in taken and token.whitespace_
        and is_transcribed(token.lower_) and doc[token.i + 1].text.istitle() and doc[token.i + 1].is_alpha
        and doc[token.i + 1].lower_ not in _ROLES | _HEADED and doc[token.i + 1].tag_ in {"NNP", "NNPS", "NN", "NNS"}
    ]  # fmt: skip


def bracketed(doc: Words, found: Iterable[NameSpan]) -> list[NameSpan]:
    """The acronym that stands in brackets after a name."""
    more = []
    for piece in found:
        at = piece.end + 1
        if at + 1 < len(doc) and doc[at - 1].text in {"(", "["} and doc[at + 1].text in {")", "]", ","}:
            text = doc[at].text
            if 2 <= len(text) <= 8 and sum(map(str.isupper, text)) > 1 and text[0] == doc[piece.start].text[0]:
                more.append(NameSpan(at, at + 1, piece.kind))
    return more


def summits(doc: Words) -> list[NameSpan]:
    """ "G7 leaders": a letter and a number that states meet as."""
    return [
        NameSpan(token.i, token.i + 1, "organization")
        for token in doc[:-1]
        if _CODE.fullmatch(token.text) and doc[token.i + 1].lower_ in _SUMMITS
    ]


def headed(doc: Words, found: Iterable[NameSpan], heads: set[int]) -> list[NameSpan]:
    """Capitalised words that end in what bodies or buildings are called, where the model saw no name."""
    taken = {i for piece in found for i in range(piece.start, piece.end)} | heads
    more = []
    for token in doc:
        if not token.text[0].isupper() or token.i in taken:
            continue
        word = token.lower_ if token.tag_ != "NNPS" else token.lower_.removesuffix("s")
        if word not in _HEADED:
            continue
        start = token.i
        while start and start - 1 not in taken and doc[start - 1].pos_ == "PROPN" and doc[start - 1].text[0].isupper():
            start -= 1
        while (
            start > 2
            and doc[start - 1].text == "-"
            and doc[start - 2].text[0].isupper()
            and touch(doc, start - 2, start)
        ):
            start -= 2
        while start < token.i and (doc[start].lower_ in HEADS or doc[start].lower_ == "the"):
            start += 1
        if start < token.i and not doc[start].is_sent_start:
            more.append(NameSpan(start, token.i + 1, "place" if word in _BUILDINGS else "organization"))
    return more


def for_a_cause(doc: Words, heads: set[int]) -> list[NameSpan]:
    """Bodies that are called after what they are for or against: "Action on Salt", "Transport for Halden (TfH)". A
    common word in capitals follows, or their letters stand in brackets behind: "the Council on Turkey" is none."""
    more = []
    for token in doc[:-2]:
        if not token.text[0].isupper() or token.lower_ not in _FOR_A_CAUSE or token.i in heads:
            continue
        if doc[token.i + 1].lower_ not in _CAUSE:
            continue
        start, end = token.i, token.i + 2
        while start and in_name(doc, start - 1) and not doc[start].is_sent_start:
            start -= 1
        at = end
        while at < len(doc) and (_titled_word(doc, at) or doc[at].lower_ in _WITHIN_A_CAUSE):
            at += 1
            end = at if _titled_word(doc, at - 1) else end
        cause = [doc[i] for i in range(token.i + 2, end) if _titled_word(doc, i)]
        if cause and (any(word.ent_type_ not in _NO_CAUSE for word in cause) or _in_letters(doc, start, end)):
            more.append(NameSpan(start, end, "organization"))
    return more


def _titled_word(doc: Words, at: int) -> bool:
    """A word with a capital that opens no sentence."""
    return doc[at].text[0].isupper() and doc[at].is_alpha and not doc[at].is_sent_start


def _in_letters(doc: Words, start: int, end: int) -> bool:
    """Whether the first letters of a name stand in brackets behind it."""
    if end + 2 >= len(doc) or doc[end].text not in {"(", "["} or doc[end + 2].text not in {")", "]"}:
        return False
    firsts = [token.text[0] for token in doc[start:end]]
    every, capitals = "".join(firsts), "".join(filter(str.isupper, firsts))
    return doc[end + 1].lower_ in {every.lower(), capitals.lower()}


def initialled(doc: Words, found: Iterable[NameSpan]) -> list[NameSpan]:
    """Capitals before the word for what they are: "the UBF party"; a firm before its head: "Acme founder Jo Roe"."""
    taken = {i: piece for piece in found for i in range(piece.start, piece.end)}
    more = []
    for token in doc[:-2]:
        after = doc[token.i + 1]
        if token.pos_ != "PROPN" or token.i in taken or not token.whitespace_:
            continue
        capitals = len(token) > 2 and token.text.isupper() and token.text[0].isalpha()
        heads = after.lower_ in _MAKERS and (person := taken.get(token.i + 2)) is not None
        if (capitals and after.lower_ in BODIES) or (
            heads and person and person.kind == "person" and _alone(doc, token.i)
        ):
            more.append(NameSpan(token.i, token.i + 1, "organization"))
    return more


def _alone(doc: Words, at: int) -> bool:
    """Whether a capitalised word is neither a role word nor part of a longer capitalised phrase."""
    word, before = doc[at].lower_, doc[at - 1] if at else None
    return word not in _ROLES and (before is None or before.pos_ != "PROPN")


def repeated(
    doc: Words, sources: Iterable[NameSpan], found: Iterable[NameSpan], lowered: Counter[str]
) -> list[NameSpan]:
    """Other places where a name of the article stands again, whole or as a surname, that the model did not see."""
    forms: dict[tuple[str, ...], Counter[ActorKind]] = defaultdict(Counter)
    for piece in sources:
        words = tuple(token.text for token in doc[piece.start : piece.end])
        forms[words][piece.kind] += 1
        if piece.kind == "person" and len(words) > 1:
            for short in short_forms(words):
                forms[short]["person"] += 1
        elif piece.kind == "organization" and (firm := _without_form(words)):
            forms[firm]["organization"] += 1
        elif len(letters := "".join(word[0] for word in words if word[0].isupper())) > 1:
            forms[(letters,)][piece.kind] += 1
            forms[(".".join(letters) + ".",)][piece.kind] += 1
    by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for words in forms:
        common = len(words) == 1 and lowered[words[0].lower()] and not words[0].isupper()
        if not common and any(len(word) > 1 and word[0].isupper() for word in words):
            by_first[words[0]].append(words)
    taken = {i: piece for piece in found for i in range(piece.start, piece.end)}
    more = []
    at = 0
    while at < len(doc):
        several = by_first.get(doc[at].text)
        if several is None or at in taken:
            at += 1
            continue
        match = _longest(doc, at, several)
        if match and not any(i in taken for i in range(at, at + match)) and not _inside_more(doc, at, at + match):
            words = tuple(token.text for token in doc[at : at + match])
            more.append(NameSpan(at, at + match, forms[words].most_common(1)[0][0]))
            at += match
        else:
            at += 1
    return more


def _without_form(words: tuple[str, ...]) -> tuple[str, ...]:
    """What a firm is called for short: "Borg" of "Borg AG" and "Borg Motors"; nothing of "British Airways"."""
    form = words[-1].lower().strip(".,")
    firm = form in LEGAL_FORMS or (len(words) == 2 and form in _FIRMS)
    short = words[:-1] if firm else ()
    short = short[:-1] if short and short[-1] == "," else short
    return short if short and not (len(short) == 1 and short[0].lower().endswith(_PEOPLES)) else ()


def houses(doc: Words) -> Iterator[NameSpan]:
    """Firms called after their founders, "Rask and Holm's": the possessive belongs to the name where a verb follows."""
    for at in range(3, len(doc) - 1):
        ends = doc[at].lower_ in {"'s", "’s"} and doc[at + 1].pos_ in {"VERB", "AUX"} and doc[at + 1].tag_ != "VBG"
        if not ends or doc[at - 2].lower_ not in {"and", "&"}:
            continue
        if doc[at - 1].pos_ == "PROPN" and doc[at - 3].pos_ == "PROPN" and doc[at].tag_ == "POS":
            start = at - 3
            while start and doc[start - 1].pos_ == "PROPN" and doc[start - 1].text[:1].isupper():
                start -= 1
            yield NameSpan(start, at + 1, "organization")


def short_forms(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The surname of a full name, with its particles and without, and with the generation where it has one."""
    bare = next((n for n in range(len(words), 1, -1) if words[n - 1].lower().strip(".,") not in _GENERATIONS), 1)
    if bare < len(words):
        if bare > 1:
            yield words[bare - 1 :]
            yield from short_forms(words[:bare])
        return
    if len(words) == _KOREAN and words[-2] == "-" and words[-1].islower():
        yield words[:1]  # "Han" of "Han Ki-moor"
    at = next((i for i in range(1, len(words)) if words[i].lower() in PARTICLES), len(words) - 1)
    while at > 1 and (words[at - 1] in {"-", "'", "’"} or words[at] == "-"):
        at -= 1
    if at and len(words[-1]) > 2:
        yield words[at:]
        bare = next((i for i in range(at, len(words)) if words[i][0].isupper()), at)
        if bare > at:
            yield words[bare:]
            if bare < len(words) - 1 and words[-2][0].isupper():
                yield words[-1:]


def _longest(doc: Words, at: int, several: Iterable[tuple[str, ...]]) -> int:
    best = 0
    for words in several:
        end = at + len(words)
        if best < len(words) and end <= len(doc) and all(doc[at + i].text == w for i, w in enumerate(words)):
            best = len(words)
    return best


def _inside_more(doc: Words, start: int, end: int) -> bool:
    """Whether the words stand inside a longer capitalised name of something else ("Arlington Heights Bridge")."""
    after = doc[end] if end < len(doc) else None
    before = doc[start - 1] if start else None
    if after is not None and after.pos_ == "PROPN" and after.text[0].isupper() and after.is_alpha:
        return doc[end - 1].whitespace_ != "" and after.ent_type_ not in {"DATE", "TIME"} and after.dep_ != "appos"
    return (
        before is not None and before.pos_ == "PROPN" and before.text[0].isupper() and before.is_alpha
        and before.lower_ not in HEADS and before.lower_.rstrip(".") not in COURTESY and before.dep_ == "compound"
    )  # fmt: skip
