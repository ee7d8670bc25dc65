"""The surface forms of one article: all that merging into actors needs of it, so that no text is read twice."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from tui.corpus.actors.countries import Country, begins_name, by_adjective, by_name, folded
from tui.model import ActorKind, Article, Name, Reading, Span
from tui.text.wordlist import wordlist

_POSSESSIVE = re.compile(r"(?<!\s)\s*['’]s?$")
_HOUSE = re.compile(r" (?:and|&) [A-Z]\w+['’]s$")  # a firm called after its founders: "Rask and Holm's"
_BETWEEN = re.compile(
    r"\s*,?\s*(?:or|or the|known as|known as the|abbreviated)?\s*[(\[]\s*(?:the )?[\"“'‘]?", re.IGNORECASE
)
_STARTS = re.compile(r"^[^\w(\"'“‘@#]+")
_ENDS = re.compile(r"(?<![^\w.)’'\"”])[^\w.)’'\"”]+$")
_CAPITALIZED = re.compile(r"(?:[A-Z]\.){2,}|\b[A-Z][\w’'-]*(?:[ \n](?:[A-Z][\w’'-]*|and|of|the))*")
_CALLED = re.compile(
    r"[\s,(]*(?:(?:whose|his|her) (?:full|real|birth|legal|given) name (?:is|was)|real name|n[eé]e|born"
    r"|(?:who is |who was |is |was )?(?:better |also |formerly |widely )?known as|a\.?k\.?a\.?|alias|who goes by"
    r"(?: the name)?|aka)[\s,:\"“'‘]+",
    re.IGNORECASE,
)
_SEAT = re.compile(
    r"\b(?:University|Municipality|Province|District|County|Port|Diocese|Archdiocese)"
    r" of ([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)$"
)
_SUBJECTS = wordlist(  # what universities and districts are called after that is no place
    """
    technology science sciences arts art medicine agriculture economics law education health commerce business
    engineering applied peace defence defense management music fine social national natural new
    """
)
_WORD = re.compile(r"[\w.]+")
_OR = re.compile(r"\s*,? or (?:the )?", re.IGNORECASE)


class FormRow(Struct, frozen=True):
    """One form in one article. `form` is as the text writes it, without article and possessive."""

    form: str
    kind: ActorKind
    count: int
    acts: int = 0  # how often a place name does what only people and governments do
    adjectives: int = 0  # how often it only tells whose ("Danish")
    first: int = 0  # offset of its first mention
    title: str | None = None  # the role words before it


class RoleRow(Struct, frozen=True):
    """What the article says somebody is: `form` the name, `role` "president", `of` "FIFA"."""

    form: str
    role: str
    of: str | None = None
    former: bool = False
    new: bool = False


class ArticleForms(Struct, frozen=True):
    """All forms of one article, in the order of their first mention."""

    article: str
    forms: tuple[FormRow, ...]
    defined: tuple[tuple[str, str], ...] = ()  # long form and the short one given with it in brackets
    roles: tuple[RoleRow, ...] = ()
    called: tuple[tuple[str, str], ...] = ()  # two names of persons of which the article says that they are one's


def surface(text: str) -> str:
    """A name as it is shown: one line, no article before it, no possessive after it."""
    words = _ENDS.sub("", _STARTS.sub("", " ".join(text.split())))
    words = words if _HOUSE.search(words) else _POSSESSIVE.sub("", words)
    return words[4:] if words[:4] in {"the ", "The ", "THE "} and len(words) > 4 else words


def forms_of(article: Article, reading: Reading) -> ArticleForms:
    """What the article adds to the census of forms; agencies and bylines are left out."""
    groups: dict[tuple[str, ActorKind], list[tuple[Name, str]]] = defaultdict(list)
    for name in reading.names:
        if not name.agency:
            form = surface(name.span.of(article.text))
            key = folded(form)
            if key and not (name.adjective and by_adjective(form) is None):
                groups[key, name.kind].append((name, form))
    rows = []
    for (_, kind), members in groups.items():
        titles = [name.title for name, _ in members if name.title]
        rows.append(
            FormRow(
                form=_shown(Counter(form for _, form in members)),
                kind=kind,
                count=len(members),
                acts=sum(name.acts for name, _ in members),
                adjectives=sum(name.adjective for name, _ in members),
                first=members[0][0].span.start,
                title=titles[0] if titles else None,
            )
        )
    missed: dict[str, list[Span]] = defaultdict(list)
    for span, _ in unseen(article, reading):
        missed[surface(span.of(article.text))].append(span)
    rows += [FormRow(form, "country", len(spans), first=spans[0].start) for form, spans in missed.items()]
    rows += _seats(rows)
    roles = tuple(
        RoleRow(surface(reading.names[a.name].span.of(article.text)), a.role, a.of, a.former, a.new)
        for a in reading.appositions
    )
    defined = tuple(_defined(article.text, reading.names))
    return ArticleForms(article.key, tuple(rows), defined, roles, tuple(_called(article.text, reading.names)))


def _seats(rows: Sequence[FormRow]) -> list[FormRow]:
    """The places that bodies are called after, where no name of the article is one: "Lowtown" of the "Municipality of
    Lowtown"."""
    known = {folded(row.form) for row in rows}
    seats: dict[str, FormRow] = {}
    for row in rows:
        found = _SEAT.search(row.form) if row.kind == "organization" else None
        if found is not None and folded(found[1]) not in known and folded(found[1].split()[0]) not in _SUBJECTS:
            seats.setdefault(folded(found[1]), FormRow(found[1], "place", 1, first=row.first))
    return list(seats.values())


def _shown(forms: Counter[str]) -> str:
    """The most frequent of an article's spellings of a form; not a dateline's capitals where it has another."""
    return max(forms, key=lambda form: (forms[form] if not form.isupper() else forms[form] / 2, form))


def unseen(article: Article, reading: Reading) -> list[tuple[Span, Country]]:
    """Names of countries in the body that are in none of the reading's names."""
    taken = [name.span for name in reading.names]
    starts = [span.start for span in taken]
    found = []
    for block in article.blocks:
        if block.role == "byline":
            continue
        for run in _CAPITALIZED.finditer(article.text, block.span.start, block.span.end):
            for span, country in _countries_in(article.text, Span(*run.span())):
                before = bisect_right(starts, span.start) - 1
                near = taken[max(before, 0) : before + 2]
                if not any(span.overlaps(other) for other in near):
                    found.append((span, country))
    return found


def _countries_in(text: str, run: Span) -> Iterator[tuple[Span, Country]]:
    """The countries that a run of capitalised words names, the longest names first."""
    words = [Span(run.start + m.start(), run.start + m.end()) for m in _WORD.finditer(run.of(text))]
    at = 0
    while at < len(words):
        most = min(4, len(words) - at) if begins_name(words[at].of(text)) else 0
        for n in range(most, 0, -1):
            span = Span(words[at].start, words[at + n - 1].end)
            words_of = span.of(text)
            if (
                len(words_of) > 1
                and text[span.end : span.end + 1] != "$"
                and (country := by_name(words_of)) is not None
            ):
                yield span, country
                at += n - 1
                break
        at += 1


def _defined(text: str, names: Iterable[Name]) -> Iterator[tuple[str, str]]:
    """A long name with its acronym in brackets, or the reverse, or "X, or Y"."""
    before: Name | None = None
    for name in names:
        if before is not None and not name.agency:
            gap = text[before.span.end : name.span.start]
            pair = surface(before.span.of(text)), surface(name.span.of(text))
            if len(gap) < 20 and (_BETWEEN.fullmatch(gap) or _OR.fullmatch(gap)):
                long, short = sorted(pair, key=len, reverse=True)
                if abbreviates(short, long):
                    yield long, short
        before = name


def _called(text: str, names: Sequence[Name]) -> Iterator[tuple[str, str]]:
    """Two persons' names with words between that say they are one's: "Olly Lind, whose full name is Ole M. Lind"."""
    for one, other in pairwise(names):
        gap = text[one.span.end : other.span.start]
        if one.kind == other.kind == "person" and len(gap) < 40 and _CALLED.fullmatch(gap):
            yield surface(one.span.of(text)), surface(other.span.of(text))


def abbreviates(short: str, long: str) -> bool:
    """Whether `short` ("WTO", "G5S") is made of the initials of `long`, small words free to count or not."""
    letters = [c.lower() for c in short if c.isalnum()]
    words = [w for w in re.split(r"[^\w]+", long.replace("'s", "").replace("’s", "")) if w]
    if not 2 <= len(letters) <= 8 or len(words) < 2 or not short[:1].isupper() or sum(map(str.isupper, short)) < 2:
        return False
    initials = sorted(w[0].lower() for w in words if w[0].isupper() or w[0].isdigit())
    left = letters.copy()
    for letter in (w[0].lower() for w in words):
        if letter in left:
            left.remove(letter)
    # Translations keep their letters in another order ("Organization for … Cooperation … Security"): order is free.
    begins = words[0][0].lower() == letters[0] or sorted(letters) == initials
    besides = len(initials) - len(letters)
    return not left and ((besides <= 1 and begins) or (besides <= 2 and len(letters) > 2))
