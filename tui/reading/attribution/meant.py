"""Who is meant by a source's words: whose a concern is, whom "all of" counts, who bears an office."""

from __future__ import annotations

import re

from tui.model import Span
from tui.reading.attribution.candidate import Source, phrase
from tui.reading.attribution.parse import Parse
from tui.reading.names.coordinated import PORTFOLIO_HOLDERS
from tui.text.wordlist import wordlist

# What one has in mind or gives by word of mouth: it holds nothing, the one whose it is does. A report
# and a study are things that others read, and hold what stands in them.
_THOUGHTS = wordlist(
    """
    concern worry fear anxiety view opinion belief conviction feeling hope wish desire dream expectation assumption
    suspicion doubt argument reasoning contention claim assertion allegation suggestion insistence position stance
    line attitude approach message advice complaint objection criticism condemnation demand request call plea appeal
    priority aim goal ambition intention preference regret verdict assessment judgment judgement conclusion
    prediction forecast warning reaction response reply answer remark comment word promise pledge vow refusal denial
    admission instinct point theory thesis sum calculation estimate projection
    figure speech testimony
    """
)
# What somebody says in writing, and what somebody found out: theirs, where they are named as who wrote it.
_WORDS = wordlist("statement declaration letter memo memorandum tweet post manifesto communique email note message")
_STUDIES = wordlist("report study survey review analysis inquiry audit paper poll investigation")
_ALL = frozenset({"all", "most", "some", "many", "several", "both", "each", "few", "one", "another"})
_PARTY = re.compile(r"\(?[A-Z]{1,3}-[A-Z][\w.]*")  # "R-N.Y.", "D-Conn."
_PORTFOLIO = 9  # tokens of the things that one office is for


def meant_by(p: Parse, source: Source) -> Source:
    """The source whose head can hold something: "the mayor" of "the mayor's main concern", "the envoys" of "all of the
    envoys", "Ida Moe" of "Ida Moe, D-Conn."."""
    head = source.head
    if head is None:
        return source
    if p.lemma[head] in _THOUGHTS and p.pos[head] == "NOUN" and (whose := p.child(head, "poss")) is not None:
        return Source(whose, phrase(p, whose), "possessive")
    if (author := _author(p, head)) is not None:
        return Source(author, phrase(p, author), source.how)
    if p.lower[head] in _ALL and (link := p.child(head, "prep")) is not None and p.lower[link] == "of":
        counted = p.child(link, "pobj")
        if counted is not None and p.pos[counted] in ("NOUN", "PROPN"):
            return Source(counted, phrase(p, counted), source.how)
    return _before_party(p, source, head) or source


def _author(p: Parse, head: int) -> int | None:
    """Whose words a text is: "Ida Moe" of "Ida Moe's statement", "the Wreck Board" of "a report by the Wreck Board"."""
    if p.lemma[head] not in _WORDS | _STUDIES or p.pos[head] != "NOUN":
        return None
    whose = p.child(head, "poss") if p.lemma[head] in _WORDS else None
    for link in p.all_children(head, "prep"):
        by = p.lower[link] == "by" or (p.lower[link] == "from" and p.lemma[head] in _WORDS)
        whose = p.child(link, "pobj") if whose is None and by else whose
    return whose if whose is not None and p.pos[whose] == "PROPN" else None


def _before_party(p: Parse, source: Source, head: int) -> Source | None:
    """The person before the letters of a party and a state, where the parse took those for the holder."""
    first = head
    while first and p.end[first - 1] == p.start[first] and p.pos[first - 1] != "SPACE":
        first -= 1
    if not _PARTY.fullmatch(p.text[p.start[first] : p.end[head]]):
        return None
    before = next((i for i in range(first - 1, max(first - 4, -1), -1) if p.word[i]), head)
    return Source(before, phrase(p, before), source.how) if p.pos[before] == "PROPN" and before < first else None


def bearer_of(p: Parse, head: int) -> Span | None:
    """Who holds an office of several things, where the parse took one of them for the holder: "Nora Finch" of "Arts,
    Sport and Tourism Secretary Nora Finch"."""
    at, joins = head, False
    while at + 1 < len(p) and at - head < _PORTFOLIO and p.lower[at] not in PORTFOLIO_HOLDERS:
        at += 1
        joins = joins or p.lower[at] in ("and", "&")
        if p.lower[at] not in (",", "and", "&") and not p.text[p.start[at]].isupper():
            return None
    first = last = at + 1
    while last < len(p) and (
        p.entity[last] == "PERSON" or (p.pos[last] == "PROPN" and p.text[p.start[last]].isupper())
    ):
        last += 1
    if not joins or p.lower[at] not in PORTFOLIO_HOLDERS or first == last or p.pos[head] != "PROPN":
        return None
    return Span(p.start[first], p.end[last - 1])
