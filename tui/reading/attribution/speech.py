"""Direct speech: quotations with the verb and the speaker beside them, interrupted, resumed, over paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from tui.model import Span
from tui.reading.attribution.agents import agent_of, judges
from tui.reading.attribution.candidate import Candidate, Source, negated, subject_of
from tui.reading.attribution.clauses import cue_words
from tui.reading.attribution.cue_lexicon import CueLexicon
from tui.reading.attribution.parse import SUBJECTS, VERBAL, Parse, token_range
from tui.reading.attribution.speaker_beside import speaker_of
from tui.reading.attribution.speaker_names import head_of_name, in_words_of, name_before, name_under, named_in_source
from tui.reading.attribution.speech_cue import TITLE, Surroundings, cue_of, quoting_frame, told_lemma, verb_in
from tui.reading.quotes import Quote, is_speech

# "said Jan Borg, the mayor of Holm, who ...": apposition and relative clause included. What is longer is a sentence of
# its own that happens to stand beside a quotation.
_REACH = 40  # tokens a speaker's clause may have beside its quotation
_ENDS = frozenset({".", "!", "?"})
_NICKNAME = 3  # words of a nickname at most
_SAYING = frozenset({"say", "add", "write", "reply", "respond", "state", "continue", "explain", "tell", "tweet", "ask"})
# What begins words that stand before a quotation and are not said with it: "Asked whether …, “not at all,” she said".
_APART = frozenset({"asked", "when", "as", "in", "on", "at", "during", "but", "and"})
_CLAUSE = 6  # words of a speaker's clause up to its verb: "the senator from Holm says"


def _places(p: Parse, blocks: Sequence[Span], quotes: Sequence[Quote]) -> list[Surroundings]:
    places: list[Surroundings] = []
    quotes = [quote for quote in quotes if not _in_name(p, quote)]
    for k, quote in enumerate(quotes):
        block = blocks[quote.block]
        before = p.text[block.start : quote.span.start]
        if not (quote.resumes or is_speech(p.text, quote, before)):
            end = (
                _end_of_sentence(p, quote, block, quotes[k + 1 :])
                if places and places[-1].quote.block == quote.block
                else None
            )
            if end is None:
                continue
            quote = replace(quote, span=Span(quote.span.start, end))
        own = token_range(p, quote.span)
        floor = token_range(p, block).start
        ceiling = token_range(p, block).stop
        beside = [
            other for other in quotes[max(k - 2, 0) : k + 3] if other.block == quote.block and not _names(p, other)
        ]
        floor = max([floor, *(token_range(p, q.span).stop for q in beside if q.span.start < quote.span.start)])
        ceiling = min([ceiling, *(token_range(p, q.span).start for q in beside if q.span.start > quote.span.start)])
        start = own.start
        while start > floor and not (p.lower[start - 1] in _ENDS and start < own.start):
            start -= 1
        stop = own.stop
        while stop < ceiling and stop - own.stop < _REACH and p.lower[stop] not in _ENDS:
            stop += 1
        if own.start < own.stop:
            places.append(Surroundings(quote, own.start, own.stop, range(start, own.start), range(own.stop, stop)))
    return places


def _end_of_sentence(p: Parse, quote: Quote, block: Span, following: Sequence[Quote]) -> int | None:
    """Where the sentence ends that begins with a quotation and goes on in the speaker's sense behind it: "It pays," she
    said. “We are all in support” of the quay."""
    own = token_range(p, quote.span)
    if not own or p.text[: quote.span.start].rstrip()[-1:] not in _ENDS or quote.words(p.text) < _CLAUSE:
        return None
    if not p.text[quote.inner.start].isupper():
        return None
    for i in range(own.stop, token_range(p, block).stop):
        if any(other.span.start <= p.start[i] < other.span.end for other in following[:1]):
            return None
        if p.lower[i] in _ENDS:
            return p.end[i] if i > own.stop else None
        if p.pos[i] in VERBAL and any(p.dep[c] in SUBJECTS for c in p.children[i]):
            return None
    return None


def _names(p: Parse, quote: Quote) -> bool:
    """Whether a quotation is a name among other words, and parts nothing: Moe, author of “Old Mills,” said."""
    before = p.text[max(quote.span.start - 2, 0) : quote.span.start]
    named = quote.words(p.text) <= TITLE and quote.inner.of(p.text)[:1].isupper()
    return named and not is_speech(p.text, quote, before)


def _in_name(p: Parse, quote: Quote) -> bool:
    """Whether a quotation is a nickname within a name: Rita “Bull” Sand."""
    own = token_range(p, quote.span)
    if quote.words(p.text) > _NICKNAME or not 0 < own.start < own.stop < len(p):
        return False
    around = (own.start - 1, own.stop)
    return all(p.pos[i] in ("PROPN", "NOUN") and p.text[p.start[i]].isupper() for i in around) and (
        p.sentence[around[0]] == p.sentence[around[1]]
    )


def _goes_on(
    p: Parse, lexicon: CueLexicon, place: Surroundings, verb: int | None, following: Surroundings | None
) -> bool:
    """Whether the next quotation is the rest of this one: the speaker's clause between them ends with a comma, and no
    other verb of speech in it ("Go," she said, adding, "Now.") or sentence behind it ("Go," she said. Then she added,
    "Now.") tells what comes."""
    if verb is None or following is None or following.quote.block != place.quote.block:
        return False
    between = p.text[place.quote.span.end : following.quote.span.start].rstrip()
    if not between.endswith((",", "—", "--")) or len(between) >= 160:
        return False
    rest = range(verb + 1, following.first)
    return not any(p.lower[i] in _ENDS for i in rest) and not _tells_more(p, lexicon, rest)


def _tells_more(p: Parse, lexicon: CueLexicon, region: range) -> bool:
    """Whether the last verb before a quotation is one of speech with a subject of its own, or a participle."""
    verb = next((i for i in reversed(region) if p.pos[i] in VERBAL), None)
    frame = quoting_frame(lexicon, p.lemma[verb]) if verb is not None else None
    if verb is None or frame is None or not frame.id.startswith("say."):
        return False
    return p.tag[verb] == "VBG" or any(p.dep[c] in SUBJECTS and c in region for c in p.children[verb])


def speech_candidates(
    p: Parse, lexicon: CueLexicon, blocks: Sequence[Span], quotes: Sequence[Quote]
) -> Iterator[Candidate]:
    """One candidate a speech; the sentences after the speaker's clause are a speech of their own, resumed."""
    places = _places(p, blocks, quotes)
    speaker: Candidate | None = None
    k = 0
    while k < len(places):
        place = places[k]
        verb, where, region = cue_of(p, lexicon, place)
        parts = [place]
        following = places[k + 1] if k + 1 < len(places) else None
        if where == "after" and _goes_on(p, lexicon, place, verb, following) and following is not None:
            parts.append(following)
        while parts[-1].quote.runs_on and k + len(parts) < len(places) and places[k + len(parts)].quote.resumes:
            parts.append(places[k + len(parts)])
            if verb is None:
                verb, where, region = cue_of(p, lexicon, parts[-1])
        k += len(parts)
        if verb is None and (signed := _signed(p, lexicon, parts, blocks)) is not None:
            yield signed
            continue
        found = (
            _spoken(p, lexicon, parts, verb, where, region)
            if verb is not None
            else _resumed(p, lexicon, parts, speaker, blocks)
        )
        if found is not None:
            speaker = found
            yield found


def _content(parts: Sequence[Surroundings]) -> tuple[tuple[int, ...], tuple[Span, ...]]:
    return tuple(i for part in parts for i in range(part.first, part.last)), tuple(part.quote.span for part in parts)


def _spoken(
    p: Parse, lexicon: CueLexicon, parts: Sequence[Surroundings], verb: int, where: str, region: range
) -> Candidate | None:
    tokens, spans = _content(parts)
    if where == "after" and (begun := _begun(p, lexicon, parts[0])):
        tokens, spans = (*begun, *tokens), (Span(p.start[begun[0]], spans[0].end), *spans[1:])
    if where == "label":
        named = name_before(p, region) or in_words_of(p, region)
        frame, source = lexicon.frames["quotation.phrase"], Source(named[-1], named, "phrase")
        return Candidate(frame, None, "“", "quote.named", (), source, tokens, quoted=spans)
    source = speaker_of(p, verb, region)
    lemma = told_lemma(p, verb)
    frame = quoting_frame(lexicon, lemma) or lexicon.frames["say.verb"]
    cue = tuple(i for i in cue_words(p, verb) if i not in tokens)
    denied = negated(p, verb) and not any(p.dep[c] == "neg" and c in tokens for c in p.children[verb])
    return Candidate(frame, verb, lemma, f"quote.{where}", cue, source, tokens, denied, (), spans)


def _begun(p: Parse, lexicon: CueLexicon, place: Surroundings) -> tuple[int, ...]:
    """The words with which a sentence begins that goes on in the quotation: "After the vote, “we need to know what they
    want,” Berg said"."""
    words = [i for i in place.lead if p.word[i]]
    inner = place.quote.inner.of(p.text)
    if not words or not inner[:1].islower() or p.lower[words[0]] in _APART or verb_in(p, lexicon, place.lead, True):
        return ()
    return tuple(range(words[0], place.first))


def _signed(p: Parse, lexicon: CueLexicon, parts: Sequence[Surroundings], blocks: Sequence[Span]) -> Candidate | None:
    """A quotation over the name of its speaker."""
    first, last = parts[0].quote, parts[-1].quote
    if p.text[blocks[first.block].start : first.span.start].strip():
        return None
    named = name_under(p, parts[-1].last, last.span.end, blocks)
    if not named:
        return None
    tokens, spans = _content(parts)
    frame, source = lexicon.frames["quotation.phrase"], Source(head_of_name(p, named), named, "phrase")
    return Candidate(frame, None, "“", "quote.signed", (), source, tokens, quoted=spans)


def _resumed(
    p: Parse, lexicon: CueLexicon, parts: Sequence[Surroundings], speaker: Candidate | None, blocks: Sequence[Span]
) -> Candidate | None:
    """Speech that names no speaker: the one who spoke before, or who the sentence before it tells of."""
    tokens, spans = _content(parts)
    frame = lexicon.frames["quotation.phrase"]
    block = parts[0].quote.block
    lead = [i for i in parts[0].lead if p.word[i]]
    if speaker is not None and speaker.quoted and not _is_announced(p, parts[0].first):
        gap = p.text[speaker.quoted[-1].end : spans[0].start]
        same = (
            speaker.quoted[-1].start >= blocks[block].start or (speaker.cue or 0) >= token_range(p, blocks[block]).start
        )
        if same and len(gap) < 400:
            how = "quote.resumed" if not lead else "quote.among"
            return Candidate(frame, None, "“", how, (), _again(speaker), tokens, False, (), spans, _head(speaker))
        alone = not p.text[blocks[block].start : spans[0].start].strip()
        near = block > 0 and any(s.end > blocks[max(block - 2, 0)].start for s in speaker.quoted)
        next_to = any(s.end > blocks[max(block - 1, 0)].start for s in speaker.quoted)
        if (
            alone
            and near
            and (other := _told_since(p, lexicon, speaker, token_range(p, blocks[block]).start)) is not None
        ):
            return Candidate(frame, None, "“", "quote.follows", (), other, tokens, False, (), spans)
        if alone and near:
            again = _again(speaker)
            head = _head(speaker) if next_to else None
            return Candidate(frame, None, "“", "quote.paragraph", (), again, tokens, False, (), spans, head)
    previous = token_range(p, blocks[block]).start - 1 if not lead else parts[0].first - 1
    while previous > 0 and p.pos[previous] == "SPACE":
        previous -= 1
    if previous <= 0 or (not lead and block == 0):
        return None
    sentence = p.bounds[p.sentence[previous]]
    before = range(sentence[0], min(sentence[1] + 1, parts[0].first))
    verb = next((i for i in before if p.dep[i] == "ROOT" and p.pos[i] in VERBAL), None)
    if verb is None:
        taken = named_in_source(p, before)
        if not taken:
            return None
        source = Source(taken[-1], taken, "phrase")
        return Candidate(frame, None, "“", "quote.named", (), source, tokens, quoted=spans)
    if p.lower[previous] == ":":
        verb = _announcing(p, lexicon, range(sentence[0], previous)) or verb
    source = subject_of(p, verb)
    if p.child(verb, "auxpass") is not None and judges(lexicon, p.lemma[verb]):
        source = agent_of(p, verb)  # "Holm has been accused of neglect. “She never came.”"
    how = "quote.announced" if p.lower[previous] == ":" else "quote.follows"
    return Candidate(frame, verb if how == "quote.announced" else None, p.lemma[verb], how,
                     (verb,) if how == "quote.announced" else (), source, tokens, False, (), spans)  # fmt: skip


def _announcing(p: Parse, lexicon: CueLexicon, region: range) -> int | None:
    """The last verb of saying before a colon that has a subject of its own: "Critics made the same charge, and Berg
    replied:"."""
    verb = next(
        (i for i in reversed(region) if p.pos[i] in VERBAL and quoting_frame(lexicon, p.lemma[i]) is not None), None
    )
    frame = quoting_frame(lexicon, p.lemma[verb]) if verb is not None else None
    if verb is None or frame is None or not frame.id.startswith("say."):
        return None
    return verb if any(p.dep[c] in SUBJECTS for c in p.children[verb]) else None


def _is_announced(p: Parse, first: int) -> bool:
    """Whether the paragraph before ends with who speaks now: "She went on to say:" / "It will not open." """
    before = next((i for i in range(first - 1, -1, -1) if p.pos[i] != "SPACE"), -1)
    if before < 0 or p.lower[before] != ":" or "\n" not in p.text[p.end[before] : p.start[first]]:
        return False
    start, end = p.bounds[p.sentence[before]]
    return any(p.pos[i] in VERBAL and p.lemma[i] in _SAYING for i in range(start, end))


def _told_since(p: Parse, lexicon: CueLexicon, speaker: Candidate, start: int) -> Source | None:
    """Who is named as speaking in the last sentence before a paragraph (at token `start`), after who was quoted."""
    last = start - 1
    while last > 0 and not p.word[last]:
        last -= 1
    first, end = p.bounds[p.sentence[last]] if last > 0 else (0, 0)
    if not speaker.quoted or p.start[first] < speaker.quoted[-1].end:
        return None
    said = next((i for i in range(first, end + 1) if p.dep[i] == "ROOT" and p.pos[i] in VERBAL), None)
    frame = quoting_frame(lexicon, p.lemma[said]) if said is not None else None
    if said is None or frame is None or not frame.id.startswith("say."):
        return None
    source = subject_of(p, said)
    return source if source.head is not None and p.pos[source.head] in ("NOUN", "PROPN") else None


def _head(speaker: Candidate) -> int:
    """The first token of the speech that a speaker began."""
    return speaker.content[0] if speaker.resumes is None else speaker.resumes


def _again(speaker: Candidate) -> Source:
    return Source(speaker.source.head, speaker.source.tokens, "resumed")
