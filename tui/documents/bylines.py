"""Who wrote an article, of what its file or byline says: names without roles, addresses and handles, and the agency."""

from __future__ import annotations

import re

from tui.documents.headers import agencies
from tui.text.word_classes import PARTICLES

_ADDRESS = re.compile(r"[<(\[]?\S{1,100}@\S{1,200}\.\w+[>)\]]?|(?<!\w)@\w+|https?://\S+|www\.\S+")
_LINK = re.compile(r"\[([^\]]{0,200})\]\([^)]{0,300}\)")
_BY = re.compile(
    r"^\W*(?:(?:written|reported|story|text|words) )?(?:by|par|von|por|di|door|av|af)\b:?\s+", re.IGNORECASE
)
_SPACE = r"\s{1,20}"  # more blanks part nothing: of a field of blanks each would be looked at from each
_PARTS = re.compile(
    rf"\s{{0,20}}(?:[;,|/•·–—&]|\n)\s*|{_SPACE}-\s+|{_SPACE}(?:and|und|et|y|e|en|og|och|AND|UND|ET|OG|OCH)\s+(?=[^\W\d_a-z])"
)
_ROLE = re.compile(
    r"\b(?:correspondents?|reporters?|editors?|writers?|columnists?|journalists?|staff|bureau|chief|contributors?"
    r"|producers?|analysts?|commentators?|critics?|photographers?|freelancers?|interns?|special to|newsroom|desk|team"
    r"|agency|agencies|redakt\w*|korrespondent\w*|journaliste?s?|correspondante?|envoyée? spéciale?|redactor\w*"
    r"|corresponsal|periodista|giornalista|inviat[oa]|corrispondente|redacteur|verslaggever|correspondente|professor"
    r"|lecturer|director|author)\b",
    re.IGNORECASE,
)
_PICTURES = re.compile(r"(?:photo|picture|image|video|illustration|graphic)\w*\s+by\b", re.IGNORECASE)
_TITLE = re.compile(r"^(?:Dr|Prof|Professor)\.?\s+(?=[^\W\d_a-z])")
_PLACE = re.compile(rf"{_SPACE}(?:in|at|from|for|reports?|aus)\s+[^\W\d_a-z].*$")
# Longer is no name but a sentence about the writer.
_NAME_LONGEST = 60
_PARTICLES = PARTICLES | {"le", "ter", "ten", "y", "of"}


def writers_of(said: str | None) -> tuple[str | None, str | None]:
    """The writers' names, and the agency that stands with them, of what is said of who wrote; None where none is."""
    if not said:
        return None, None
    plain = _BY.sub("", _ADDRESS.sub(" ", _LINK.sub(r"\1", said))).strip(" \t,;|·•–—-()")
    names: list[str] = []
    agency: str | None = None
    for part in _PARTS.split(plain):
        part = " ".join(part.split()).strip("()[]. ") if part.count(".") < 2 else " ".join(part.split()).strip("()[] ")
        known = agencies().get(part.casefold())
        if known:
            agency = agency or known
            continue
        if _PICTURES.match(part):
            continue
        part, behind = _agency_behind(_PLACE.sub("", part))
        agency = agency or behind
        name = _TITLE.sub("", part)
        role = _ROLE.search(name)
        if role:
            name = name[: role.start()].strip() if names or not _named(name[: role.start()].strip()) else _before(name)
            agency = agency or agencies().get(name.casefold())
            if not _named(name) or name.casefold() in agencies():
                continue
            agency = agency or _agency_in(part[: role.start()])
        if name and name.split()[0].casefold() not in agencies() and len(name) <= _NAME_LONGEST:
            names.append(_in_case(name))
    if not names and not agency and "@" in said:
        return " ".join(said.split()), None  # a mail whose sender gives an address alone
    return ", ".join(dict.fromkeys(names)) or None, agency


def _agency_behind(part: str) -> tuple[str, str | None]:
    """A name without the agency behind it: `ANN LEE Associated Press`."""
    words = part.split()
    # The longest first: the last word of an agency's name may be a shorter name of its own.
    for count in (3, 2, 1):
        if len(words) > count + 1:
            known = agencies().get(" ".join(words[-count:]).strip("()").casefold())
            if known:
                return " ".join(words[:-count]), known
    return part, None


def _agency_in(words: str) -> str | None:
    """The agency between a name and a role: `Ann Lee AP Political Writer`."""
    parts = words.split()[2:]
    tried = (" ".join(parts[at:end]) for at in range(len(parts)) for end in range(len(parts), at, -1))
    return next((known for name in tried if (known := agencies().get(name.casefold()))), None)


def _before(name: str) -> str:
    """The two or three words of a name before a role that nothing parts from it: `Ann Lee Political correspondent`."""
    role = _ROLE.search(name)
    words = name[: role.start() if role else None].split()
    return " ".join(words[:2]) if len(words) > 2 and words[2].lower() not in _PARTICLES else " ".join(words)


def _named(words: str) -> bool:
    """Whether words may be a person's name: two or more, each with a capital but for particles."""
    parts = words.split()
    return len(parts) >= 2 and all(part[0].isupper() or part.lower() in _PARTICLES for part in parts)


def _in_case(name: str) -> str:
    """A name in capitals as names are written."""
    if not name.isupper() or len(name) < 5 or " " not in name:
        return name
    words = [
        word.lower() if word.lower() in _PARTICLES and at else "-".join(_capital(part) for part in word.split("-"))
        for at, word in enumerate(name.split())
    ]
    return " ".join(words)


def _capital(word: str) -> str:
    if word.startswith("MC") and len(word) > 3:
        return f"Mc{word[2]}{word[3:].lower()}"
    if word[1:2] in ("'", "’") and len(word) > 2:
        return f"{word[:3]}{word[3:].lower()}"
    return word[:1] + word[1:].lower()
