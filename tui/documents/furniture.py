"""Page furniture: what a page says about itself rather than about its story, told by general rules (furniture.yaml).

A rule must match a whole line, and a line with a quotation in it, or a long one, is never furniture: it is worse to
lose a sentence of the article than to keep a plea.
"""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from tui.text.shipped import shipped_yaml

_LONGEST = 220
_QUOTED = re.compile(r"[“”]|\"[^\"]{3,}\"")
_GLUED = re.compile(r"(?<=[a-z]{2})(?=[A-Z][a-z])")
_TOLD = re.compile(r"\b(?:he|she|they|his|her|said|says|told|was|were|had|has|wrote)\b", re.IGNORECASE)
_COUNTERS = re.compile(r"\d{1,3}|\d{1,4}\s?[:/|•x×]\s?\d{1,4}|[^\w<>…%]+")
_TOKEN = re.compile(r"[\w.#:-]{2,60}")
_CODE_LIKE = re.compile(r"[a-z0-9]+(?:[-_]{1,2}[a-z0-9]+)+|[#.][\w-]+|[a-z]+[A-Z]\w+")
_ADDRESSES = re.compile(
    r"\b(?:you|your|we|our|wir|unsere?n?|sie|ihre?n?|nous|vous|nos|votre|nosotros|nuestros|usted|su|noi|nostri|tuo|tu"
    r"|wij|onze|uw|jouw|je|vi|dig|deg|du|this (?:web ?)?(?:site|page)|diese (?:web)?(?:site|seite)|ce site|este sitio"
    r"|questo sito|deze (?:web)?site)\b",
    re.IGNORECASE,
)
_COOKIES = re.compile(r"\bcookies?\b|\binformasjonskapsler\b", re.IGNORECASE)
_TERMS = 3  # terms of a notice that make a paragraph one
_PROGRAM = re.compile(
    r"(?:function\s*\(|var\s+\w+\s*=|(?:window|document)\.\w|\{\s*\"|@media|if\s*\(|<!--|<script|\$\().*", re.DOTALL
)


class _Rules(Struct, frozen=True):
    label: re.Pattern[str]
    plea: re.Pattern[str]
    links: re.Pattern[str]
    consents: tuple[tuple[re.Pattern[str], int], ...]  # with how much each counts
    consents_to_cookies: tuple[re.Pattern[str], ...]


@cache
def _rules() -> _Rules:
    data = shipped_yaml(__package__, "furniture.yaml")
    words = {name: "".join(pattern.splitlines()) for name, pattern in data["words"].items()}
    return _Rules(
        label=_any(data["labels"], words, r"[\s!:»>|…]*"),
        plea=_any(data["pleas"], words, r"[\s.!:»>|…]*"),
        links=_any(data["links"], words),
        consents=tuple(
            (pattern, weight)
            for weight, section in ((1, "consents"), (2, "consents_surely"))
            for pattern in _each(data[section])
        ),
        consents_to_cookies=_each(data["consents_to_cookies"]),
    )


def _each(section: str) -> tuple[re.Pattern[str], ...]:
    """A section's patterns one by one."""
    return tuple(re.compile(row, re.IGNORECASE) for row in section.replace("\n  ", "").splitlines() if row)


def _any(section: str, words: dict[str, str], tail: str = "") -> re.Pattern[str]:
    """A section's patterns as one."""
    rows = section.replace("\n  ", "").splitlines()
    whole = "|".join(f"(?:{row})" for row in rows if row and not row.startswith("#"))
    for name, pattern in words.items():
        whole = whole.replace(f"{{{name}}}", pattern)
    return re.compile(f"(?:{whole}){tail}", re.IGNORECASE)


def is_furniture(line: str) -> bool:
    """Whether a whole line is page furniture by its own words."""
    if len(line) > _LONGEST or _QUOTED.search(line):
        return False
    plain = _plain(line)
    if plain.endswith(".") and (plain[:1].islower() or plain[:-1].isdigit()):
        return False  # the end of a sentence that was broken off
    if _COUNTERS.fullmatch(plain) or _whole(plain) or _PROGRAM.fullmatch(plain):
        return True
    unglued = _GLUED.sub(" ", plain)  # "Morning briefingGet the news …": two elements of a page run together
    return unglued != plain and _whole(unglued)


def is_consent(paragraph: str) -> bool:
    """Whether a paragraph asks its reader to consent to what a site stores of him."""
    plain = _plain(paragraph)
    if _TOLD.search(plain) or _QUOTED.search(plain) or not _ADDRESSES.search(plain):
        return False
    rules = _rules()
    found = sum(weight for term, weight in rules.consents if term.search(plain))
    if _COOKIES.search(plain):
        found += sum(bool(term.search(plain)) for term in rules.consents_to_cookies)
    return found >= _TERMS


def opens_links(line: str) -> bool:
    """Whether a line is the head of a list of links, so that the short lines after it are furniture as well."""
    plain = _plain(line).rstrip(":»>| ")
    return len(plain) <= 60 and bool(_rules().links.fullmatch(plain)) and is_furniture(line)


def is_token(line: str) -> bool:
    """Whether a line is one token as programs write them (`narrow-screen`), furniture where several stand together."""
    return bool(_TOKEN.fullmatch(line)) and bool(_CODE_LIKE.fullmatch(line))


def _plain(line: str) -> str:
    return " ".join(line.replace("’", "'").split())


def _whole(plain: str) -> bool:
    """A label or a plea: it speaks to its reader and tells of nobody."""
    rules = _rules()
    return not _TOLD.search(plain) and bool(rules.label.fullmatch(plain) or rules.plea.fullmatch(plain))
