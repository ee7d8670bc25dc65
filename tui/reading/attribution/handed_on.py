"""Attributions as they are handed on: spans, the holder's head phrase, what it is, and the reasons in words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from msgspec.structs import replace

from tui.model import Attribution, ClaimKind, HolderIs, Name, Reference, Span, Turn
from tui.reading.attribution.candidate import Candidate, phrase
from tui.reading.attribution.choose import Chosen
from tui.reading.attribution.meant import bearer_of, meant_by
from tui.reading.attribution.parse import SUBJECTS, VERBAL, Parse
from tui.reading.attribution.voices import Voices, own_attribution
from tui.reading.roles import BODIES, FIRMS

_DETERMINERS = frozenset({"this", "that", "these", "those", "some", "many", "others", "several", "most", "one"})
_JOINS = frozenset({"and", "&", "'s", "’s"})
_ARTICLES = frozenset({"a", "an", "the"})


def holder_span(p: Parse, candidate: Candidate) -> Span | None:
    """The head phrase of the source: compounds and modifiers before the head, no article, nothing after a comma."""
    head = candidate.source.head
    if head is None:
        return None
    if (bearer := bearer_of(p, head)) is not None:
        return bearer
    if head and p.tag[head] == "NN" and p.lower[head].endswith("ing") and p.tag[head - 1] in ("NNS", "NNPS"):
        head -= 1  # "ministers meeting in Oslo agreed"
    named = _named(p, head)
    if named is not None:
        return named
    if (several := _one_of_two(p, head)) is not None:
        return several
    tokens = sorted({i for i in (*phrase(p, head), *candidate.source.tokens) if i <= head})
    first = head
    for i in reversed(tokens):
        if i == head:
            continue
        if i != first - 1 or (p.pos[i] == "PUNCT" and p.lower[i] not in ("-", ".")) or "\n" in p.lower[i]:
            break
        first = i
    while first < head and (p.lower[first] in _ARTICLES or p.pos[first] in ("PUNCT", "CCONJ", "ADV", "SPACE")):
        first += 1
    last = head
    while last + 1 in candidate.source.tokens and p.dep[last + 1] == "flat":
        last += 1
    return Span(p.start[first], p.end[last])


_NO_FIRM = frozenset({"DATE", "TIME", "NORP", "LOC"})
_NEAR, _FAR = 8, 16  # words between a role and the name that is said of it; further where the parse ties them itself


def _named(p: Parse, head: int) -> Span | None:
    """The person whose role the head is: "Anna Berg" of "the envoy Anna Berg" and "the envoy, Anna Berg"."""
    if p.pos[head] != "NOUN" and p.entity[head] == "PERSON":
        return None
    if (body := _called(p, head)) is not None:
        return body
    if (firm := _firm_behind(p, head)) is not None:
        return firm
    if (titled := _of_two_offices(p, head)) is not None:
        return titled
    for c in p.subtree(head):
        if (
            c > head
            and p.dep[c] == "appos"
            and not _in_clause(p, c, head)
            and p.entity[c] == "PERSON"
            and p.pos[c] == "PROPN"
            and c - head <= (_FAR if p.head[c] == head or p.dep[p.head[c]] == "pobj" else _NEAR)
        ):
            first = c
            while first > 0 and p.entity[first - 1] == "PERSON" and p.head[first - 1] in range(first, c + 1):
                first -= 1
            return Span(p.start[first], p.end[c])
    return None


def _firm_behind(p: Parse, head: int) -> Span | None:
    """The body that is named behind what it is: "Nordfax" of "the region's largest ferry company, Nordfax"."""
    name = p.child(head, "appos")
    if name is None or name < head or p.lower[head] not in BODIES | FIRMS or p.entity[name] in _NO_FIRM:
        return None
    first = name
    while p.pos[first - 1] == "PROPN" and first - 1 > head:
        first -= 1
    return Span(p.start[first], p.end[name]) if p.lower[first - 1] == "," and p.pos[name] == "PROPN" else None


def _of_two_offices(p: Parse, head: int) -> Span | None:
    """ "Ole Berg" of "former pilot and harbour expert Ole Berg": both nouns say what he is."""
    name = p.child(head, "conj")
    if name is None or p.tag[head] != "NN" or p.entity[name] != "PERSON":
        return None
    first = name
    while first > head and p.entity[first - 1] == "PERSON":
        first -= 1
    between = range(head + 1, first)
    told = p.tag[first - 1] == "NN" and p.lower[head + 1] == "and" and all(p.pos[i] != "DET" for i in between)
    return Span(p.start[first], p.end[name]) if told and name == p.right[name] else None


def _one_of_two(p: Parse, head: int) -> Span | None:
    """A name that joins two, where the verb shows it to be one: "Lloyd and Storm" of "Lloyd and Storm thinks"."""
    last, verb = p.child(head, "conj"), p.head[head]
    if last is None or p.pos[head] != "PROPN" or p.pos[last] != "PROPN" or last - head > 4 or head + 1 == last:
        return None
    one = any(p.tag[i] == "VBZ" or p.lower[i] == "was" for i in (verb, *p.all_children(verb, "aux", "auxpass")))
    if not one or p.dep[head] not in SUBJECTS or any(p.lower[i] == "," for i in range(head, last)):
        return None
    return Span(p.start[p.left[head]] if p.pos[p.left[head]] == "PROPN" else p.start[head], p.end[last])


def _in_clause(p: Parse, at: int, head: int) -> bool:
    """Whether a token stands in a relative clause of `head`: "Ida" of "Rask, whose wife Ida sails"."""
    for above in p.climb(at):
        if above == head:
            return False
        if p.dep[above] in ("relcl", "acl"):
            return True
    return False


def _called(p: Parse, head: int) -> Span | None:
    """The name that follows what it is at once: "Nordfax" of "news agency Nordfax"."""
    if p.tag[head] not in ("NN", "NNP") or p.lower[head] not in BODIES:
        return None
    first = head + 1
    last = first
    while last < len(p) and (p.tag[last] in ("NNP", "NNPS") or (last > first and p.lower[last] in _JOINS)):
        last += 1
    while last > first and p.lower[last - 1] in ("and", "&"):
        last -= 1
    owns = last > first and p.lower[last - 1] in ("'s", "’s") and p.pos[last] not in VERBAL
    return Span(p.start[first], p.end[last - 1]) if last > first and not owns else None


def _kind_of(
    p: Parse, candidate: Candidate, span: Span | None, names: Sequence[Name], roles: Sequence[Reference]
) -> HolderIs:
    head = candidate.source.head
    if head is None or span is None:
        return "none"
    word = Span(p.start[head], p.end[head])
    near = bisect_left(names, word.end, key=lambda name: name.span.start)
    if p.pos[head] == "PROPN" or any(name.span.overlaps(word) for name in names[max(near - 1, 0) : near]):
        return "name"
    if p.lower[head] in _DETERMINERS or p.pos[head] == "PRON" or p.tag[head] in ("PRP", "PRP$", "WP", "WDT"):
        return "pronoun"
    if any(r.by == "role" and r.span.overlaps(word) for r in roles):
        return "role"
    return "group" if p.tag[head] in ("NNS", "NNPS") else "role"


def _content_kind(one: Chosen) -> ClaimKind:
    return "direct" if "marks=all" in one.features else "mixed" if "marks=some" in one.features else "indirect"


def _why(p: Parse, c: Candidate) -> tuple[str, ...]:
    cue = " ".join(p.text[p.start[i] : p.end[i]] for i in c.cue_tokens)
    steps = [f"frame {c.frame.id}: {cue!r} ({c.pattern})" if cue else f"frame {c.frame.id} ({c.pattern})"]
    if c.source.head is None:
        steps.append("the words name nobody")
    else:
        who = p.text[p.start[c.source.tokens[0]] : p.end[c.source.tokens[-1]]] if c.source.tokens else ""
        steps.append(f"holder {who!r} by {c.source.how}")
    return tuple(steps)


def written(
    p: Parse,
    chosen: Sequence[Chosen],
    names: Sequence[Name],
    references: Sequence[Reference],
    voices: Voices | None = None,
    quoted: frozenset[int] = frozenset(),
) -> tuple[Attribution, ...]:
    """The chosen candidates as Attributions; those in a speaker's own voice, not in a quotation, name the turn."""
    out: list[Attribution] = []
    begun = {one.candidate.content[0]: k for k, one in enumerate(chosen) if one.candidate.quoted}
    for one in chosen:
        c = one.candidate
        meant = replace(c, source=meant_by(p, c.source))
        holder = holder_span(p, meant)
        where = c.cue if c.cue is not None else c.content[0]
        out.append(
            Attribution(
                source=p.spans(c.source.tokens),
                cue=p.spans(c.cue_tokens),
                content=c.quoted or p.spans(c.content),
                kind=_content_kind(one),
                frame=c.frame.id,
                force=c.frame.force,
                polarity=c.frame.polarity,
                negated=c.negated,
                sentence=p.sentence[where],
                holder=holder,
                holder_is=_kind_of(p, meant, holder, names, references),
                to=Span(p.start[c.to[0]], p.end[c.to[-1]]) if c.to else None,
                within=one.within,
                continues=begun.get(c.resumes) if c.resumes is not None else None,
                turn=voices.turn_at(where) if voices is not None and where not in quoted else None,
                confidence=round(one.confidence, 3),
                why=(*_why(p, c), *filter(None, (one.told,))),
            )
        )
    return tuple(out)


def with_own(
    p: Parse, found: Sequence[Attribution], owned: Sequence[tuple[int, tuple[int, ...]]], turns: Sequence[Turn]
) -> tuple[Attribution, ...]:
    """Attributions and speakers' assertions in the order of the text; what stands in an assertion is within it."""
    every = [*found, *(own_attribution(p, turn, turns, tokens) for turn, tokens in owned)]
    order = sorted(range(len(every)), key=lambda k: (every[k].content[0].start, every[k].kind != "own"))
    place = {old: new for new, old in enumerate(order)}
    own = [(every[old].content, place[old]) for old in order if old >= len(found)]
    holding = [(content[0].start, content[-1].end, number) for content, number in own]
    out = []
    for old in order:
        said = every[old]
        within = place[said.within] if said.within is not None else _holding(said, holding)
        continues = place[said.continues] if said.continues is not None else None
        out.append(replace(said, within=within, continues=continues))
    return tuple(out)


def _holding(said: Attribution, holding: Sequence[tuple[int, int, int]]) -> int | None:
    """The assertion in which an attribution stands with its cue."""
    if said.kind == "own":
        return None
    start = min(span.start for span in (*said.cue, *said.content))
    end = max(span.end for span in (*said.cue, *said.content))
    return next((number for first, last, number in holding if first <= start and end <= last), None)
