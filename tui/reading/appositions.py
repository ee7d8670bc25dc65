"""What an article says somebody is: "Foreign Minister Jane Roe", "Jane Roe, envoy to Oslo", "chose Roe as chief"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tui.model import Apposition, Article, Name, Span
from tui.reading.roles import RolePhrase
from tui.text.word_classes import THIRD_POSSESSIVES
from tui.text.wordlist import wordlist

if TYPE_CHECKING:
    from tui.reading.tokens import Words

# What the first of a body is called for short, and the offices that can be meant.
CHIEFS = frozenset({"chief", "head", "leader", "boss"})
_TOP = wordlist(
    """
    president premier chancellor chairman chairwoman chair chairperson director governor mayor secretary-general ceo
    director-general king queen emperor sultan pope commissioner speaker coach commander secretary
    """
) | {"prime minister", "general secretary", "executive director", "managing director", "chief executive"}
_MAKES = frozenset(
    {"choose", "name", "elect", "appoint", "pick", "nominate", "install", "designate", "select", "confirm"}
)


def appositions(
    doc: Words, article: Article, names: Sequence[Name], named: Sequence[int], found: Sequence[RolePhrase]
) -> tuple[list[Apposition], set[int]]:
    """What is said of whom, in order, and the head tokens of the phrases that say it."""
    said = []
    used = set()
    for phrase in found:
        index, new = _whose(doc, names, named, phrase)
        if index is not None:
            used.add(phrase.head)
        if index is None or phrase.plural:
            continue
        start, end = doc[phrase.start], doc[phrase.end - 1]
        said.append(
            Apposition(
                name=index,
                role=phrase.role,
                of=owner_text(doc, article, phrase),
                span=Span(start.idx, end.idx + len(end)),
                former=phrase.former,
                new=phrase.new or new,
            )
        )
    return said, used


def _whose(doc: Words, names: Sequence[Name], named: Sequence[int], phrase: RolePhrase) -> tuple[int | None, bool]:
    """The index of the person a role is said of, and whether as something new."""

    def person(at: int) -> int | None:
        inside = 0 <= at < len(doc) and named[at] >= 0 and names[named[at]].kind == "person"
        return named[at] if inside else None

    start, end = phrase.start, phrase.end
    if (index := person(end)) is not None:
        return index, False
    comma = end < len(doc) and doc[end].text == ","
    if comma and not phrase.indefinite and (index := person(end + 1)) is not None:
        after = end + 1
        while after < len(doc) and named[after] == index:
            after += 1
        if after < len(doc) and doc[after].text in {",", ".", "-", "–"}:
            return index, False
    if start > 1 and doc[start - 1].text in {",", "("} and (index := person(start - 2)) is not None:
        return index, False
    if doc[start - 1].lower_ == "as":
        for at in range(start - 2, max(start - 8, -1), -1):
            if (index := person(at)) is not None:
                made = any(doc[i].lemma_.lower() in _MAKES for i in range(max(0, at - 12), at))
                return (index, True) if made else (None, False)
    return _is_said_to_be(doc, phrase, person), False


def _is_said_to_be(doc: Words, phrase: RolePhrase, person: Callable[[int], int | None]) -> int | None:
    """ "Jane Roe is the mayor of Oslo"."""
    head = doc[phrase.head]
    if head.dep_ == "attr" and head.head.lemma_ in {"be", "become"}:
        for child in head.head.children:
            if child.dep_ == "nsubj":
                return person(child.i)
    return None


def owner_text(doc: Words, article: Article, phrase: RolePhrase) -> str | None:
    """Whose the role is, in the words of the text: "FIFA", "Peruvian", "its"; None where it is not said."""
    if phrase.owner is None:
        return None
    start, end = doc[phrase.owner[0]], doc[phrase.owner[1] - 1]
    return " ".join(article.text[start.idx : end.idx + len(end)].split())


def same_office(role: str, of: str | None, other: str, other_of: str | None) -> bool:
    """Whether two roles of one article can be one office: the same role, or "chief" of what has such a head."""
    if not same_role(role, other):
        return False
    same = role.split()[-1] == other.split()[-1]
    if of is None or {of, other_of} & THIRD_POSSESSIVES:
        return same
    if other_of is None:
        return False
    return of.casefold() == other_of.casefold() or of[:4].casefold() == other_of[:4].casefold()


def same_role(role: str, other: str) -> bool:
    """Whether two role words can mean one office: "minister" and "foreign minister", "chief" and "president"."""
    if role == other or role.split()[-1:] == [other] or other.split()[-1:] == [role]:
        return True
    both = {role, other}
    return bool(both & CHIEFS) and (bool(both & _TOP) or both <= CHIEFS)


def is_single_office(role: str) -> bool:
    """Whether a role has one holder at a time, where it is said whose: "president", "foreign minister"."""
    return role in _TOP or (role.endswith(" minister") and not role.startswith("deputy"))


def last_named(names: Sequence[Name], article: Article, index: int) -> str:
    """A person's last word, which tells two people of one article apart."""
    return names[index].span.of(article.text).split()[-1].casefold()
