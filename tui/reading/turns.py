"""Whose text it is: the turns of a transcript by their speakers' labels, and speeches in their author's own voice.

One word before a colon proves nothing; labels (labels.py) count where several stand together, most of the text is
theirs, and it is spoken: in the first and second person, or in questions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise

from msgspec.structs import replace

from tui.model import Article, Span, Turn
from tui.reading.labels import ANSWERERS, ASKERS, FORMS, MARKS, NAMELESS, STANDING, WEAK, Label, begins, labels_of
from tui.reading.roles import COURTESY, HEADS
from tui.reading.speeches import FIRST, OWN, TOLD, own_voice, unquoted

_SPOKEN = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|us|me|[Yy]ou|[Yy]our|[Tt]hank|[Ll]et)\b|\?")
_NAME_WORD = re.compile(r"\w+")
_ASKED = re.compile(r"\?[\"”’')\]]*\s*$")
_ASKS = re.compile(r"[^\n“\"]{8,300}\?")
_INTERVIEW = re.compile(
    r"\b(?:interview\w*|q ?& ?a|questions and answers|conversation|talks? (?:to|with)|spoke (?:to|with))\b", re.I
)

_SHARE = 0.3  # of the text that must be said in turns
_TALK = 0.4  # of the turns that must be in the first or second person, or ask
_AGAIN = 2  # labels a speaker of a form that may be anything
_MOST = 0.6  # of the text that must be said behind such labels
_ASKED_OFTEN = 3  # labels of one who asks, where answers have none
_ALL_ASK = 0.6  # of which must be questions that something follows
_ASKING = 0.4  # of a speaker's turns that must be questions for an asker


def find(article: Article) -> tuple[Turn, ...]:
    """The turns of an article in the order of its text, none overlapping another; () where it is in nobody's own voice.

    Made from the text and its blocks alone, before any parse.
    """
    labels = labels_of(article, FORMS)
    turns = _turns(article, labels) if labels else ()
    return turns or _weakly_labelled(article) or _unlabelled(article) or own_voice(article)


def _weakly_labelled(article: Article) -> tuple[Turn, ...]:
    """The turns where names of a form that may be anything come again and again before most of the text."""
    for form in WEAK:
        labels = [label for label in labels_of(article, (form,)) if begins(article, label)]
        speakers = set(_speakers(labels).values())
        if len(labels) < _AGAIN * len(speakers) or len(speakers) < 2:
            continue
        turns = _turns(article, labels)
        said = sum(turn.span.end - turn.span.start for turn in turns)
        if said >= _MOST * sum(block.span.end - block.span.start for block in article.blocks):
            return turns
    return ()


def _turns(article: Article, labels: list[Label]) -> tuple[Turn, ...]:
    """The labels with what each says, where they make a transcript."""
    if sum(article.text[label.span.start] == "[" for label in labels) == 1:
        labels = [label for label in labels if article.text[label.span.start] != "["] or labels
    keys = _speakers(labels)
    ends = [label.span.start for label in labels[1:]] + [article.blocks[-1].span.end]
    raw = [(label, _said(article, label, end)) for label, end in zip(labels, ends, strict=True)]
    said = [(label, span) for label, span in raw if span.start < span.end]
    if len(labels) >= _ASKED_OFTEN and len(set(keys.values())) == 1 and _only_asks(article, said):
        return tuple(_addressed(_with_answers(article, said, keys)))
    if not said or not _spoken(article, [label for label, _ in said], [span for _, span in said], keys):
        return ()
    asking = _askers(article.text, said, keys)
    turns = []
    for label, span in said:
        key = keys[label.key]
        nameless = set(label.key.split()) <= ASKERS | ANSWERERS | NAMELESS or any(c.isdigit() for c in label.key)
        speaker = None if nameless else label.who
        turns.append(Turn(span, label.span, speaker, label.of, key, key in asking))
    return tuple(_addressed(turns))


def _only_asks(article: Article, said: Sequence[tuple[Label, Span]]) -> bool:
    """Whether every label is that of one who asks, and the answers have none."""
    firsts = [span.of(article.text).split("\n", 1) for _, span in said]
    asked = sum(bool(_ASKED.search(parts[0])) and len(parts) > 1 for parts in firsts)
    return asked >= _ALL_ASK * len(said)


def _with_answers(article: Article, said: Sequence[tuple[Label, Span]], keys: dict[str, str]) -> list[Turn]:
    """The first paragraph of each turn as the question, the rest as the answer of the one interviewed."""
    turns = []
    for label, span in said:
        stop = article.text.find("\n", span.start, span.end)
        question = Span(span.start, span.end if stop < 0 else stop)
        turns.append(Turn(question, label.span, None, None, keys[label.key], True))
        start = question.end
        while start < span.end and article.text[start].isspace():
            start += 1
        if start < span.end:
            turns.append(Turn(Span(start, span.end), key="a"))
    return turns


def _unlabelled(article: Article) -> tuple[Turn, ...]:
    """An interview without labels: paragraphs that only ask, each with the answer behind it, where the title or the
    first words say that it is one."""
    blocks = [block.span for block in article.blocks if block.role == "text"]
    told = f"{article.title or ''}\n{blocks[0].of(article.text) if blocks else ''}"
    asked = [k for k, span in enumerate(blocks[:-1]) if _ASKS.fullmatch(span.of(article.text))]
    if len(asked) < 2 or not _INTERVIEW.search(told):
        return ()
    turns = []
    for k, following in pairwise([*asked, len(blocks)]):
        question = blocks[k]
        turns.append(Turn(question, Span(question.start, question.start), None, None, "q", True))
        if following > k + 1:
            turns.append(Turn(Span(blocks[k + 1].start, blocks[following - 1].end), key="a"))
    answers = unquoted(" ".join(turn.span.of(article.text) for turn in turns if not turn.asks))
    first = len(FIRST.findall(answers))
    return tuple(_addressed(turns)) if first >= 2 and first * 1000 >= OWN * len(answers.split()) else ()


def _speakers(labels: Sequence[Label]) -> dict[str, str]:
    """Each label's key to the key of its speaker: the fuller label that ends with it ("berg" to "anna berg")."""
    every = sorted({label.key for label in labels}, key=len, reverse=True)
    out: dict[str, str] = {}
    for key in every:
        bare = " ".join(word for word in key.split() if word not in COURTESY) or key
        fuller = [
            other for other in every if other != key and f" {other}".endswith(f" {bare}") and len(other) > len(bare)
        ]
        out[key] = out.get(fuller[0], fuller[0]) if fuller else key
    return out


def _said(article: Article, label: Label, end: int) -> Span:
    """What follows a label up to `end`, or to the paragraph that tells of its speaker from outside."""
    text = article.text
    start = label.span.end
    while start < end and (text[start].isspace() or text[start] in "*_"):
        start += 1
    surname = label.key.split()[-1]
    last = start
    for block in article.blocks:
        if block.span.end <= start or block.span.start >= end:
            continue
        if block.span.start > start:
            words = block.span.of(text)
            told = TOLD.search(words)
            if block.role != "text" or (told and surname in words[: told.end() + 40].casefold() and len(surname) > 2):
                break
        last = min(block.span.end, end)
    while last > start and text[last - 1].isspace():
        last -= 1
    return Span(start, max(start, last))


def _spoken(article: Article, labels: Sequence[Label], spans: Sequence[Span], keys: dict[str, str]) -> bool:
    """Whether labels and what follows them are a transcript: speakers that take turns, most of the text, talk in it."""
    text = article.text
    speakers = {keys[label.key] for label in labels}
    talk = sum(bool(_SPOKEN.search(span.of(text))) for span in spans)
    covered = sum(span.end - span.start for span in spans)
    whole = sum(block.span.end - block.span.start for block in article.blocks)
    if covered < _SHARE * whole or talk < _TALK * len(spans):
        return False
    if 2 * sum(map(partial(_tells_of, text), labels, spans)) > len(labels):
        return False
    pairs = {label.asks for label in labels} == {True, False}
    if len(labels) == 1:
        early = labels[0].span.start - article.blocks[0].span.start <= 0.4 * whole
        words = unquoted(spans[0].of(text))
        first = len(FIRST.findall(words))
        talks = first >= 2 and first * 1000 >= OWN * len(words.split())
        return early and labels[0].plain and labels[0].form not in STANDING and talks
    if 2 * sum(span.of(text)[:1] in MARKS for span in spans) > len(spans):
        return False  # quotations behind their speakers' names: the report's, not a transcript's
    if any(label.form in STANDING for label in labels):  # brackets and times stand for other things, too
        return len(speakers) > 1 and len(labels) > len(speakers)
    return pairs or len(speakers) > 1 or all(label.plain for label in labels)


def _tells_of(text: str, label: Label, span: Span) -> bool:
    """Whether what stands behind a name speaks of whoever has it, as a list of people does: "Anna Berg: The fees. On
    her page Mayor Berg calls for lower ones." """
    surname = _NAME_WORD.findall(label.who.of(text))[-1]
    told = surname[:1].isupper() and not surname.isupper() and len(label.key.split()) > 1
    return told and surname in _NAME_WORD.findall(unquoted(span.of(text)))


def _askers(text: str, said: Sequence[tuple[Label, Span]], keys: dict[str, str]) -> set[str]:
    """The speakers who ask: by their label, or because much of what they say is questions and others answer longer."""
    asking = {keys[label.key] for label, _ in said if label.asks}
    told = {keys[label.key] for label, _ in said if label.asks is False}
    shares: dict[str, tuple[float, float]] = {}
    for key in {keys[label.key] for label, _ in said}:
        own = [span for label, span in said if keys[label.key] == key and len(span.of(text).split()) > 3]
        if own:
            asked = sum(bool(_ASKED.search(part)) for part in _firsts(text, own)) / len(own)
            shares[key] = asked, sum(span.end - span.start for span in own) / len(own)
    for key, (asked, length) in shares.items():
        others = [other for other in shares if other != key]
        if (
            key not in told
            and not HEADS.intersection(key.split())
            and asked >= _ASKING
            and any(shares[other][0] < _ASKING / 2 and shares[other][1] >= 0.7 * length for other in others)
        ):
            asking.add(key)
    return asking


def _firsts(text: str, spans: Sequence[Span]) -> Iterator[str]:
    """Of each turn what decides whether it asks: its end, or that of its first paragraph where an unlabelled answer
    may follow."""
    for span in spans:
        words = span.of(text)
        first = words.split("\n\n", 1)[0]
        yield first if _ASKED.search(first) else words


def _addressed(turns: Sequence[Turn]) -> Iterator[Turn]:
    """Each turn with the turn of the one it speaks to: who spoke before, or answers."""
    for number, turn in enumerate(turns):
        near = [*range(number - 1, -1, -1), *range(number + 1, len(turns))]
        yield replace(turn, to=next((k for k in near if turns[k].key != turn.key), None))


def starts(turns: Sequence[Turn]) -> list[int]:
    """Where a sentence begins at a label and behind it, in order."""
    edges = {edge for turn in turns if turn.label is not None for edge in (turn.label.start, turn.span.start)}
    edges.update(before.span.end for before, after in pairwise(turns) if before.span.end < after.span.start)
    return sorted(edges)
