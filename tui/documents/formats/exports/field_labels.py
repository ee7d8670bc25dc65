"""The words of press databases, from labels.yaml, and what a line is by them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from msgspec import Struct

from tui.documents.isodays import iso_day
from tui.documents.worddays import day_in_words
from tui.text.shipped import shipped_yaml

_LABEL = re.compile(r"(?P<name>[^\W\d_][^:\n]{0,39}?)\s*:(?:\s*|$)")
_DAY_LINE = 120  # characters of a line that may tell the day, an edition with it
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_LOWER = re.compile(r"(?<![^\s(\"“«])[a-zà-ÿ]{2,}")
_SURELY = re.compile(r"\(\d{1,3}\s?%\)")
_NUMERIC = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\.?(?:,?\s+\d{1,2}[:.]\d\d(?::\d\d)?)?")
_COPYRIGHT = re.compile(
    r"(?:copyright|©|\(c\))\s.{0,200}|(?:.{0,60}\W)?(?:all rights reserved|tous droits reserves|alle rechte vorbehalten"
    r"|todos los derechos reservados|tutti i diritti riservati|alle rechten voorbehouden|todos os direitos reservados)"
    r"\b.{0,80}"
)


class LabelWords(Struct, frozen=True):
    """labels.yaml, ready for use."""

    head: dict[str, str]
    record: dict[str, str]
    body: frozenset[str]
    tail: frozenset[str]
    tail_days: frozenset[str]
    classification: frozenset[str]
    graphic: frozenset[str]
    correction: frozenset[str]
    languages: frozenset[str]
    sections: frozenset[str]
    cover: tuple[str, ...]
    between: re.Pattern[str]
    counter: re.Pattern[str]
    end: re.Pattern[str]
    length: re.Pattern[str]
    no_text: re.Pattern[str]
    by: re.Pattern[str]
    picture: re.Pattern[str]


@cache
def words() -> LabelWords:
    data = shipped_yaml(__package__, "labels.yaml")
    document, of = data["document"], data["of"]
    return LabelWords(
        head=_by_spelling(data["head"]),
        record=_by_spelling(data["record"]),
        **{
            name: frozenset(_list(data[name]))
            for name in (
                "body", "tail", "tail_days", "classification", "graphic", "correction", "languages", "sections",
            )
        },
        cover=tuple(_list(data["cover"])),
        between=re.compile(data["between"].replace(" |", "|")),
        counter=re.compile(
            rf"\d{{1,5}} (?:{of}) \d{{1,5}} (?:{document})|(?:{document}) \d{{1,5}} (?:{of}) \d{{1,5}}"
        ),
        end=re.compile(rf"(?:{'|'.join(_list(data['end']))})|(?:an\s+)?(?:{data['own']})\s+(?P<own>[a-z0-9]{{12,40}})"),
        length=re.compile(rf"[\d.,' ]{{1,9}}\s?(?:{'|'.join(_list(data['words']))})"),
        no_text=re.compile(data["no_text"].replace(" |", "|")),
        by=re.compile(rf"^(?:{'|'.join(_list(data['by']))})\s+", re.IGNORECASE),
        picture=re.compile(rf"\W{{0,2}}(?:{data['picture']})s?\b", re.IGNORECASE),
    )  # fmt: skip


def _list(text: str) -> Iterable[str]:
    return [part for piece in text.split(",") if (part := " ".join(piece.split()))]


def _by_spelling(section: dict[str, str]) -> dict[str, str]:
    return {spelling: name for name, spellings in section.items() for spelling in _list(spellings)}


def folded(line: str) -> str:
    """Without case and accents, as labels.yaml has it."""
    if line.isascii():
        return line.lower()
    plain = unicodedata.normalize("NFKD", line)
    return "".join(character for character in plain if not unicodedata.combining(character)).lower()


def label_of(line: str, known: dict[str, str]) -> tuple[str, str] | None:
    """What a line's label stands for among the `known` ones, and its value."""
    match = _LABEL.match(line[:200])
    name = known.get(folded(match["name"])) if match else None
    return (name, line[match.end() :].strip()) if match and name else None


def is_body(line: str) -> bool:
    """Whether a line is the marker after which a text begins."""
    return len(line) < 40 and folded(line.rstrip(": ")) in words().body


def is_copyright(line: str) -> bool:
    return len(line) <= 320 and bool(_COPYRIGHT.fullmatch(folded(line)))


def is_between(line: str) -> bool:
    """Whether a line is the database's own between an article's outlet and its labels."""
    return len(line) <= 120 and bool(words().between.fullmatch(folded(line).strip("[]()* ")))


def counts(line: str) -> bool:
    """Whether a line counts the articles: `1 of 2 DOCUMENTS`."""
    return len(line) < 60 and bool(words().counter.fullmatch(folded(line.strip())))


def end_of(line: str) -> tuple[bool, str | None]:
    """Whether a line ends a document, and the document's own number where it tells it."""
    match = words().end.fullmatch(folded(line.strip())) if len(line) < 80 else None
    return bool(match), line.split()[-1] if match and match["own"] else None


def tells_length(line: str) -> bool:
    """Whether a line is a number of words."""
    return len(line) < 24 and line[:1].isdigit() and bool(words().length.fullmatch(folded(line)))


def day_of_line(line: str) -> str | None:
    """The day of a line that is nothing but a day, with an edition behind it at most; a headline has other words."""
    if len(line) > _DAY_LINE or not any(character.isdigit() for character in line):
        return None
    day = day_in_words(line) or (iso_day(line) if _NUMERIC.fullmatch(line.strip()) else None)
    if day:
        return day
    parts = line.split()
    for end in range(len(parts) - 1, 1, -1):
        rest = " ".join(parts[end:])
        found = day_in_words(" ".join(parts[:end]).rstrip(",")) if is_between(rest.lstrip("-–, ")) else None
        if found and len(found) == len("2031-06-27"):
            return found
    return None


def is_sentence(value: str) -> bool:
    """Whether a label's value is a sentence of a story rather than terms."""
    if _SURELY.search(value):
        return False
    lower = len(_LOWER.findall(value))
    return lower >= (2 if _SENTENCE_END.search(value) else 7)


def is_tail(line: str) -> bool:
    """Whether a line under a text is one of the database's labels with a value of its kind."""
    match = _LABEL.match(line[:200])
    if not match:
        return False
    name, value = folded(match["name"]), line[match.end() :].strip()
    if name in words().tail_days:
        return not value or day_of_line(value) is not None or (len(value) < 40 and iso_day(value) is not None)
    return name in words().tail and not is_sentence(value)


def of_cover(line: str) -> bool:
    """Whether a line stands on a cover, in a list of contents or in a summary of a search."""
    plain = folded(line)
    return any(plain.startswith(opening) or (opening in plain and len(plain) < 120) for opening in words().cover)
