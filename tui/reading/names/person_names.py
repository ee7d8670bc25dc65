"""How far a person's name reaches: hyphenated syllables, initials, nicknames in quotation marks, generations,
courtesy titles that tell two bearers apart, and "Surname, Forename" in lists.

Each rule takes an article's pieces and returns them mended; `disjoint` then chooses among those that overlap.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tui.reading.names.name_span import BODY_WORDS, PARTICLES, NameSpan, in_name, touch
from tui.reading.roles import BODIES, COURTESY, HEADS, INSIDE, MEN, STAFFED, WOMEN
from tui.text.transcriptions import is_first_name, is_transcribed
from tui.text.word_classes import GENERATIONS
from tui.text.wordlist import wordlist

if TYPE_CHECKING:
    from tui.reading.tokens import Words

# A romanised syllable as Korean and Chinese given names have it (McCune-Reischauer, Wade-Giles, pinyin): one vowel
# group, closed by nothing, a nasal, a stop or h.
_SYLLABLE = re.compile(r"[bcdfghjklmnpqrstvwxyz]{0,3}'?[aeiouüŏŭ]{1,3}(?:n|ng|m|k|l|p|t|h|r)?")
# English words of that shape that stand behind a hyphen after a name: "Lind-run", "Berg-free".
_ENGLISH = wordlist(
    """
    run free ban bill law war plan deal tax talk camp team man men win hit pro like to in on up era set cut
    """
)
_INITIALS = re.compile(r"(?:[A-Z]\.[-‐]?)+")
_ADDRESSES = frozenset({"mr", "mrs", "ms", "miss"})
HONOURS = frozenset(
    {
        "QC", "KC", "SC", "MP", "MEP", "MSP", "MLA", "OBE", "MBE", "CBE", "KBE", "DBE", "GBE", "KCB", "DCB", "DSO",
        "FRS", "PhD", "MD", "LLB", "MBA", "Esq",
    }
)  # fmt: skip
# Offices that are names of their own too: "King Kari", "Prince Berg", "Bishop".
NAME_LIKE_HEADS = frozenset({"king", "prince", "general", "major", "bishop", "dean"})
_LONGEST = 4  # words of a name that may have been taken for a body's
_RULERS = wordlist("sheikh sheikha king queen prince princess pope sultan emir sir dame ayatollah")
_ELDER = frozenset({"elder", "younger"})
_QUOTES = frozenset({'"', "'", "“", "”", "‘", "’", "``", "''"})
# Longer quotations between a first name and a surname are words that somebody said.
_NICK_WORDS = 3  # words of a nickname at most: "The Old Bear"
_NAMING = frozenset({"name", "nickname", "nicknamed", "named", "called", "alias", "as", "by", "aka"})
_MOVES = frozenset({"called", "known", "nicknamed", "named", "dubbed", "goes", "go", "went", "going", "alias", "aka"})


def whole(doc: Words, found: Sequence[NameSpan]) -> list[NameSpan]:
    """Every piece as far as its name reaches, and the names that only these rules see."""
    pieces = [hyphenated(doc, alone(doc, piece)) for piece in found]
    pieces = [generation(doc, initials_before(doc, piece)) for piece in pieces]
    return [*nicknamed(doc), *called(doc), *inverted(doc), *pieces]


def forename_apart(doc: Words, first: NameSpan, rest: NameSpan) -> bool:
    """Whether a first name was taken for something by itself before the surname, or the surname after it."""
    kinds = {first.kind, rest.kind}
    word, after = doc[first.start], doc[rest.start]
    return (
        "person" in kinds and len(kinds) == 2 and "group" not in kinds and first.end - first.start == 1
        and rest.end - rest.start == 1 and is_first_name(word.lower_) and word.text.istitle() and after.text.istitle()
        and word.whitespace_ != "" and after.lower_ not in BODY_WORDS | BODIES
    )  # fmt: skip


def transcribed(doc: Words, piece: NameSpan) -> bool:
    """Whether what was taken for a body or place has a first name from another script before a surname."""
    words = doc[piece.start : piece.end]
    return (
        piece.kind in {"organization", "place"} and len(words) == 2 and is_transcribed(words[0].lower_)
        and all(word.text.istitle() and word.is_alpha for word in words)
        and words[1].lower_ not in BODY_WORDS | BODIES
    )  # fmt: skip


def alone(doc: Words, piece: NameSpan) -> NameSpan:
    """A person's name without the office or body before it ("Foreign Minister Kari Lund", "Customs Service Ole Berg":
    what stands behind its last word is a first name and more), without the verb of a headline behind it ("Lund Says"),
    and without the name once more, surname first, as pages hold it for a pointer ("Ole Berg Berg Ole")."""
    if piece.kind != "person":
        return piece
    start, end = piece.start, piece.end
    for at in range(end - 3, start - 1, -1):
        word = doc[at].lower_.rstrip(".")
        after_another = at > start and doc[at - 1].lower_ in HEADS | INSIDE  # "Attorney General", "Major General"
        of_office = (word in HEADS and (after_another or word not in NAME_LIKE_HEADS)) or word in STAFFED
        if of_office and at + 2 < end and is_first_name(doc[at + 1].lower_) and in_name(doc, at + 2):
            start = at + 1
            break
    if end - start > 2 and start and doc[start - 1].lower_ in HEADS | INSIDE and doc[start - 1].text[0].isupper():
        # "Head Bailiff Ole Berg": a rank between what it is of and a first name
        ranked = not is_first_name(doc[start].lower_) and is_first_name(doc[start + 1].lower_)
        start += ranked and in_name(doc, start + 2)
    while end - start > 1 and doc[end - 1].tag_ == "VBZ":
        end -= 1
    for at in range(start + 1, end - 1):
        if doc[at].text == doc[at + 1].text and doc[at].whitespace_ and doc[at].is_alpha:
            end = at + 1
            break
    return replace(piece, start=start, end=end)


def addressed(doc: Words, found: Sequence[NameSpan]) -> list[NameSpan]:
    """As persons, whatever the model took them for: who is addressed with a courtesy title ("Mr Lind"), and whose full
    name ends in such a surname ("Harald Lind")."""
    titled = [replace(piece, start=piece.start + 1) if _has_courtesy(doc, piece) else piece for piece in found]
    titled = [_without_honours(doc, piece) for piece in titled]
    surnames = {
        doc[piece.end - 1].text
        for piece in titled
        if piece.start and doc[piece.start - 1].lower_.rstrip(".") in _ADDRESSES and piece.end - piece.start == 1
    }
    return [
        alone(doc, replace(piece, kind="person")) if piece.kind != "group" and _bears(doc, piece, surnames) else piece
        for piece in titled
    ]


def by_surname(doc: Words, found: Sequence[NameSpan]) -> list[NameSpan]:
    """As a person, whatever the model took them for: a first name before what the article has for a person elsewhere
    ("Lena de Wit" beside "De Wit")."""
    persons = {doc.part(piece.start, piece.end).text.casefold() for piece in found if piece.kind == "person"}

    def bears(piece: NameSpan) -> bool:
        words = doc[piece.start : piece.end]
        return (
            piece.kind in {"organization", "place"} and 1 < len(words) <= _LONGEST and is_first_name(words[0].lower_)
            and all(word.is_alpha for word in words) and not any(w.lower_ in BODIES | BODY_WORDS for w in words)
            and doc.part(piece.start + 1, piece.end).text.casefold() in persons
        )  # fmt: skip

    return [replace(piece, kind="person") if bears(piece) else piece for piece in found]


def _without_honours(doc: Words, piece: NameSpan) -> NameSpan:
    """ "Kari Lund QC": a person, without the letters of an honour or degree."""
    words = doc[piece.start : piece.end]
    if len(words) > 2 and piece.kind != "group" and words[-1].text.replace(".", "") in HONOURS:
        return NameSpan(piece.start, piece.end - 1, "person")
    return piece


def _has_courtesy(doc: Words, piece: NameSpan) -> bool:
    return piece.end - piece.start > 1 and doc[piece.start].lower_.rstrip(".") in _ADDRESSES


def by_title(doc: Words, pieces: Sequence[NameSpan]) -> list[NameSpan]:
    """As persons, whatever the model took them for: who has the title of a ruler before one name ("Sheikh Tamim")."""
    return [
        replace(piece, kind="person")
        if piece.start and piece.end - piece.start == 1 and doc[piece.start - 1].text.lower() in _RULERS
        and doc[piece.start - 1].text.istitle() and doc[piece.end - 1].tag_ == "NNP"
        else piece
        for piece in pieces
    ]  # fmt: skip


def _bears(doc: Words, piece: NameSpan, surnames: set[str]) -> bool:
    words = doc[piece.start : piece.end]
    if words[-1].text not in surnames or len(words) > _LONGEST:
        return False
    alone = len(words) == 1 and piece.start and doc[piece.start - 1].lower_.rstrip(".") in _ADDRESSES
    return bool(alone) or (
        len(words) > 1
        and all(word.text[0].isupper() for word in words)
        and not any(word.lower_ in BODIES or word.lower_ in BODY_WORDS for word in words)
    )


def hyphenated(doc: Words, piece: NameSpan) -> NameSpan:
    """ "Kang Min" with the "-ho" that the model cut off, and with what follows it where the surname stands last."""
    end = piece.end
    while end + 1 < len(doc) and doc[end].text == "-" and touch(doc, end - 1, end + 1) and _syllable(doc, end + 1):
        end += 2
    if end == piece.end:
        return piece
    start = piece.start
    if end - start == 3 and start and in_name(doc, start - 1) and doc[start - 1].whitespace_:
        start -= 0 if doc[start - 1].lower_.rstrip(".") in COURTESY | HEADS else 1
    elif end - start == 3 and end < len(doc) and in_name(doc, end) and doc[end - 1].whitespace_:
        end += 1
    several = sum(token.text[0].isupper() for token in doc[start:end]) > 1
    return NameSpan(start, end, "person") if several else piece


def _syllable(doc: Words, at: int) -> bool:
    word = doc[at].text
    return word.islower() and len(word) < 7 and word not in _ENGLISH and _SYLLABLE.fullmatch(word) is not None


def initials_before(doc: Words, piece: NameSpan) -> NameSpan:
    """ "F.-W. Stollberg": initials that the model left before a surname."""
    start = piece.start
    if not doc[start].text[0].isupper() or piece.kind == "group":
        return piece
    while start and _INITIALS.fullmatch(doc[start - 1].text) and doc[start - 1].whitespace_:
        start -= 1
    one_word = piece.end - piece.start == 1 or piece.kind == "person"
    dotted = doc[piece.start].text.isupper() and len(doc[piece.start].text) > 1
    sentence = piece.kind != "person" and doc[start].is_sent_start  # "A. Firms"
    if start == piece.start or not one_word or dotted or sentence:
        return piece
    return replace(piece, start=start, kind="person")


def generation(doc: Words, piece: NameSpan) -> NameSpan:
    """ "Lind Sr.": with the generation behind the name; "the younger Lind": with the word that tells which."""
    if piece.kind != "person":
        return piece
    start, end = piece.start, piece.end
    at = end + 1 if end < len(doc) and doc[end].text == "," else end
    if at < len(doc) and doc[at].lower_.rstrip(".") in GENERATIONS and doc[at].text[0].isupper():
        end = at + 1
    if end < len(doc) and doc[end].text == "." and doc[end - 1].lower_ in GENERATIONS and touch(doc, end - 1, end):
        end += 1 if end + 1 < len(doc) and not doc[end + 1].is_sent_start else 0
    if start > 1 and doc[start - 1].lower_ in _ELDER and doc[start - 2].lower_ == "the" and end - start == 1:
        start -= 1
    return replace(piece, start=start, end=end)


def nicknamed(doc: Words) -> Iterator[NameSpan]:
    """ "Olav “The Bear” Berg": a first name, a nickname in quotation marks, a surname."""
    for token in doc[:-3]:
        at = token.i
        if token.text not in _QUOTES or not at or not in_name(doc, at - 1) or not doc[at - 1].whitespace_:
            continue
        if doc[at - 1].lower_.rstrip(".") in HEADS | COURTESY | BODIES:
            continue
        close = next((i for i in range(at + 2, min(at + _NICK_WORDS + 2, len(doc) - 1)) if doc[i].text in _QUOTES), 0)
        if not close or not doc[close].whitespace_ or doc[at].whitespace_:
            continue
        inside = doc[at + 1 : close]
        if not all(word.text[0].isupper() and word.is_alpha for word in inside):
            continue
        end = close + 1
        while end < len(doc) and doc[end].lower_ in PARTICLES and doc[end].text.islower():
            end += 1
        if end < len(doc) and in_name(doc, end) and len(doc[end].text) > 1:
            start = at - 1
            while start and in_name(doc, start - 1) and doc[start - 1].whitespace_ and _forename(doc, start - 1):
                start -= 1
            yield NameSpan(start, end + 1, "person")


def _forename(doc: Words, at: int) -> bool:
    word = doc[at]
    return word.lower_.rstrip(".") not in HEADS | COURTESY and (word.ent_type_ in {"PERSON", ""})


def called(doc: Words) -> Iterator[NameSpan]:
    """ "a man who goes by the name “Shorty”": one to three capitalised words in quotation marks that somebody is
    called by."""
    for token in doc[2:-2]:
        at = token.i
        if token.text not in _QUOTES or token.whitespace_ or doc[at - 1].lower_ not in _NAMING:
            continue
        if not any(word.lower_ in _MOVES for word in doc[max(0, at - 4) : at]) or not _of_a_person(doc, at):
            continue
        end = at + 1
        while end < min(len(doc), at + 1 + _NICK_WORDS) and doc[end].text[0].isupper() and doc[end].is_alpha:
            end += 1
        if end > at + 1 and any(word.text in _QUOTES for word in doc[end : end + 2]):
            yield NameSpan(at + 1, end, "person")


def _of_a_person(doc: Words, at: int) -> bool:
    """Whether a human being stands shortly before: "who", or a word for what people are."""
    return any(
        word.lower_ in {"who", "he", "she", "him", "her"} or word.lower_ in HEADS or word.lower_ in MEN | WOMEN
        for word in doc[max(0, at - 10) : at]
    )


def inverted(doc: Words) -> Iterator[NameSpan]:
    """ "Lind, Harald; Moe, Lena; and Dahl, Ole": surname first, at least two such with semicolons between."""
    pairs = [
        at
        for at in range(1, len(doc) - 1)
        if doc[at].text == "," and in_name(doc, at - 1) and in_name(doc, at + 1) and touch(doc, at - 1, at)
    ]
    runs: list[list[int]] = []
    for at in pairs:
        if runs and _listed(doc, runs[-1][-1] + 2, at - 1):
            runs[-1].append(at)
        else:
            runs.append([at])
    for run in runs:
        if len(run) > 1:
            for at in run:
                end = at + 2
                if end < len(doc) and _INITIALS.fullmatch(doc[end].text):
                    end += 1
                yield NameSpan(at - 1, end, "person")


def _listed(doc: Words, start: int, end: int) -> bool:
    """Whether nothing but a semicolon, "and" and initials stands between two pairs."""
    words = doc[start:end]
    return any(word.text == ";" for word in words) and all(
        word.text in {";", "and", "&"} or _INITIALS.fullmatch(word.text) for word in words
    )


def told_apart(doc: Words, found: Sequence[NameSpan]) -> list[NameSpan]:
    """With the courtesy title in the name where one article has a Mr. and a Mrs. of one surname: they are two."""
    sexes: dict[str, set[str]] = defaultdict(set)
    for piece in found:
        if sex := _courtesy(doc, piece):
            sexes[doc.part(piece.start, piece.end).text].add(sex)
    two = {form for form, both in sexes.items() if len(both) > 1}
    return [
        replace(piece, start=piece.start - 1)
        if doc.part(piece.start, piece.end).text in two and _courtesy(doc, piece)
        else piece
        for piece in found
    ]


def _courtesy(doc: Words, piece: NameSpan) -> str:
    """ "m" or "f" where a courtesy title that tells it stands before a person's name."""
    if piece.kind != "person" or not piece.start:
        return ""
    word = doc[piece.start - 1].lower_.rstrip(".")
    if word not in COURTESY:
        return ""
    return "f" if word in WOMEN else "m" if word in MEN else ""
