"""The speakers of turns as names of the article: who "BERG:" is, who answers "A:", and for whom they speak."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from msgspec.structs import replace

from tui.model import Article, Name, Span, Turn
from tui.reading.labels import ANSWERERS
from tui.reading.roles import COURTESY, HEADS, INSIDE, STAFFED
from tui.text.transcriptions import is_first_name
from tui.text.word_classes import PARTICLES
from tui.text.wordlist import wordlist

_WORD = re.compile(r"[^\s,]+")
_PARTICLES = PARTICLES | {"dos", "ul"}
_MET = re.compile(
    r"\b(?:[Ii]nterview(?:s|ed)?(?: with)?|[Cc]onversation with|[Tt]alks? (?:to|with)|[Ss]p(?:oke|eaks) (?:to|with))"
    r":?\s+"
    r"(?P<who>(?:[A-Z](?:[\w'’-]+|[a-z]{0,2}\.) ){1,3}[A-Z][\w'’-]+)"
)
_TITLED = re.compile(
    r"\b[Ii]nterview (?:with|of) (?P<role>(?:[A-Za-z]+ ){0,4}?)"
    r"(?P<who>[A-Z][\w'’-]+(?: (?:[A-Z][\w'’-]*\.?|de|van|von|al|bin)){1,3})"
)
# Those who interview: "Interview with the newspaper Harbour Post".
_OUTLETS = wordlist(
    """
    newspaper magazine agency channel television tv radio broadcaster weekly daily journal network portal station
    journalist journalists press media news times post herald tribune today
    """
)
_RUN_ON = re.compile(
    r"[^\W\d_A-Z](?:President|Prime|Minister|King|Queen|Emir|Chairman|Chancellor|Head|Secretary|Director)"
)
_GLUE = 3  # letters of a word that may come twice in one label: "of", "the"
_SHORTEST = 3  # words of a label that holds a role and a name
_NAME = 4  # words of a person's name at most


def named(turns: Sequence[Turn], article: Article, names: Sequence[Name]) -> tuple[Turn, ...]:
    """The turns with their speakers as names of the article: a person's name within a label, who answers "A:"."""
    if not turns or turns[0].label is None:
        return tuple(turns)
    people = [name for name in names if name.kind == "person"]
    answers = _interviewed(article, people, turns)
    told = _titled(article) if answers is None else ""
    answers = answers if answers is not None or told else _met(article, turns)
    out = []
    for turn in turns:
        speaker = turn.speaker
        if speaker is not None:
            speaker = _own_name(article.text, speaker)
        elif not turn.asks and turn.key in ANSWERERS:
            speaker = answers
            turn = replace(turn, name=told)
        of = turn.of or _office(turn, speaker, names)
        out.append(replace(turn, speaker=speaker, of=of))
    return tuple(out)


def _own_name(text: str, who: Span) -> Span:
    """The name at the end of a label that tells a role, too ("President of Norvik Anna Berg"); else the label."""
    words = _once(text, who)
    roles = [k for k, (word, _) in enumerate(words) if word.casefold() in HEADS | INSIDE | STAFFED]
    if not roles or len(words) < _SHORTEST:
        return who
    first, own = len(words), 0
    while first > roles[-1] + 1 and (own < 2 or words[first - 1][0].casefold() in _PARTICLES):
        first -= 1
        if words[first][0].casefold() in _PARTICLES:
            own = min(own, 1)
        else:
            own += 1
    name = [word for word, _ in words[first:]]
    if words[roles[-1]][0].casefold() in STAFFED and not (name and is_first_name(name[0].casefold())):
        return who  # "Bank of Lowland" speaks itself, "Customs Service Anna Berg" is a person
    if own < 2 or not all(word[:1].isupper() or word in _PARTICLES or "-" in word for word in name) or name[0] == "of":
        return who
    return Span(words[first][1], words[-1][1] + len(words[-1][0]))


def _once(text: str, who: Span) -> list[tuple[str, int]]:
    """The words of a label with their starts, up to where a page repeats them ("President of Norvik Tor Bakke | Bakke
    TorPresident of Norvik")."""
    words = [(m.group(), m.start()) for m in _WORD.finditer(text, who.start, who.end)]
    run_on = any(_RUN_ON.search(word) for word, _ in words)
    for k, (word, _) in enumerate(words):
        before = [other for other, _ in (words[:k] if run_on else words[max(0, k - 1) : k])]
        if word in before and len(word) > _GLUE:
            return words[:k]
    return words


def _office(turn: Turn, speaker: Span | None, names: Sequence[Name]) -> Span | None:
    """The country or body in the words of a label before the name: "Norvik" of "President of Norvik Anna Berg"."""
    if turn.label is None or speaker is None:
        return None
    for name in names:
        if turn.label.start <= name.span.start and name.span.end <= speaker.start and name.kind != "person":
            return name.span
    return None


def _interviewed(article: Article, people: Sequence[Name], turns: Sequence[Turn]) -> Span | None:
    """Who answers where the labels are letters: the one person whom the words before the first turn name most, the
    first of those."""
    before = [name for name in people if turns[0].label and name.span.end <= turns[0].label.start]
    inside = {block.span for block in article.blocks if block.role in ("text", "title", "caption")}
    before = [name for name in before if any(span.covers(name.span) for span in inside)]
    if not before:
        return None
    last = [name.span.of(article.text).split()[-1].casefold() for name in before]
    best = max(last, key=last.count)
    spans = [name.span for name, word in zip(before, last, strict=True) if word == best]
    return max(spans, key=lambda span: span.end - span.start)


def _titled(article: Article) -> str:
    """Who is interviewed by the title; "" where it names who asks, or nobody."""
    found = _TITLED.search(" ".join((article.title or "").split()))
    if found is None or _OUTLETS.intersection(found[0].casefold().split()):
        return ""
    return found["who"]


def _met(article: Article, turns: Sequence[Turn]) -> Span | None:
    """Whom the words before the first turn say was met or spoken to."""
    met = _MET.search(article.text, 0, turns[0].span.start)
    return Span(*met.span("who")) if met else None


def with_speakers(
    turns: Sequence[Turn], article: Article, names: Sequence[Name], sentences: Sequence[Span]
) -> tuple[Name, ...]:
    """The article's names with those of its labels: the model reads a name in capitals before a colon as anything."""
    new: dict[Span, Name] = {}
    known = {name.span: name for name in names}
    for turn in turns:
        span = turn.speaker
        if span is None:
            continue
        if span in known and known[span].kind == "person":
            continue
        words = span.of(article.text).split()
        bare = [word for word in words if word.casefold().strip(".") not in COURTESY]
        heads = HEADS.intersection(word.casefold() for word in words)
        if not bare or len(bare) > _NAME or heads or words[0].lower() == "the":
            continue
        start = span.of(article.text).index(bare[0]) + span.start
        sentence = max(bisect_right(sentences, start, key=lambda own: own.start) - 1, 0)
        new[Span(start, span.end)] = Name(Span(start, span.end), "person", sentence)
    if not new:
        return tuple(names)
    kept = [name for name in names if not any(name.span.overlaps(span) for span in new)]
    return tuple(sorted([*kept, *new.values()], key=lambda name: name.span))
