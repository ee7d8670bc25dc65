"""Direct speech: quotations with the verb and the speaker beside them, interrupted, resumed, over paragraphs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from tui.model import Span
from tui.reading.attribution.agents import agent_of, judges
from tui.reading.attribution.candidate import Candidate, Source, negated, subject_of
from tui.reading.attribution.clauses import cue_words
from tui.reading.attribution.cue_lexicon import CueFrame, CueLexicon
from tui.reading.attribution.parse import SUBJECTS, VERBAL, Parse
from tui.reading.attribution.speaker_beside import speaker_of
from tui.reading.attribution.speaker_names import head_of_name, name_before, name_under
from tui.reading.quotes import Quote, is_speech

# "said Jan Borg, the mayor of Holm, who ...": apposition and relative clause included. What is longer is a sentence of
# its own that happens to stand beside a quotation.
_REACH = 40  # tokens a speaker's clause may have beside its quotation
_ENDS = frozenset({".", "!", "?"})
_NICKNAME = 3  # words of a nickname at most
_JOINED = (",", "?", "!", "—", "-", "…")  # what a quotation ends with whose speaker follows
_RELATIVE = frozenset({"WDT", "WP", "WRB"})
_SAYING = frozenset({"say", "add", "write", "reply", "respond", "state", "continue", "explain", "tell", "tweet", "ask"})
# What begins words that stand before a quotation and are not said with it: "Asked whether …, “not at all,” she said".
_APART = frozenset({"asked", "when", "as", "in", "on", "at", "during", "but", "and"})
_TITLE = 4  # words that a title in quotation marks may have
_NO_SPEECH = frozenset({"be", "have", "do", "go", "come", "get", "become", "seem", "look", "happen"})
_NEAR_COLON = 3  # tokens between a clause and the quotation that it announces
_CLAUSE = 6  # words of a speaker's clause up to its verb: "the senator from Holm says"


class _Place(Struct):
    """A speech quotation with the tokens outside it on both sides."""

    quote: Quote
    first: int  # tokens of the quotation, last exclusive
    last: int
    lead: range
    tail: range


def token_range(p: Parse, span: Span) -> range:
    return range(bisect_left(p.start, span.start), bisect_left(p.start, span.end))


def _places(p: Parse, blocks: Sequence[Span], quotes: Sequence[Quote]) -> list[_Place]:
    places: list[_Place] = []
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
        if k and quotes[k - 1].block == quote.block:
            floor = max(floor, token_range(p, quotes[k - 1].span).stop)
        if k + 1 < len(quotes) and quotes[k + 1].block == quote.block:
            ceiling = min(ceiling, token_range(p, quotes[k + 1].span).start)
        start = own.start
        while start > floor and not (p.lower[start - 1] in _ENDS and start < own.start):
            start -= 1
        stop = own.stop
        while stop < ceiling and stop - own.stop < _REACH and p.lower[stop] not in _ENDS:
            stop += 1
        if own.start < own.stop:
            places.append(_Place(quote, own.start, own.stop, range(start, own.start), range(own.stop, stop)))
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


def _in_name(p: Parse, quote: Quote) -> bool:
    """Whether a quotation is a nickname within a name: Rita “Bull” Sand."""
    own = token_range(p, quote.span)
    if quote.words(p.text) > _NICKNAME or not 0 < own.start < own.stop < len(p):
        return False
    around = (own.start - 1, own.stop)
    return all(p.pos[i] in ("PROPN", "NOUN") and p.text[p.start[i]].isupper() for i in around) and (
        p.sentence[around[0]] == p.sentence[around[1]]
    )


def _frame(lexicon: CueLexicon, lemma: str) -> CueFrame | None:
    return lexicon.frame("verb", lemma, "quote")


def _verb_in(p: Parse, lexicon: CueLexicon, region: range, last: bool) -> int | None:
    verbs = [i for i in region if p.pos[i] in VERBAL and _frame(lexicon, p.lemma[i]) is not None]
    own = [i for i in verbs if any(p.dep[c] in SUBJECTS for c in p.children[i])]
    if last:
        further = bool(own) and verbs[-1] > own[-1] and p.tag[verbs[-1]] == "VBG"  # she said, adding, "Now."
        return (verbs if further else own or verbs)[-1] if verbs else None
    near = [i for i in verbs if i - region.start <= 12] or verbs
    return near[0] if near else None


def _has_content(p: Parse, lexicon: CueLexicon, verb: int) -> bool:
    """Whether the verb has a content of its own beside it: "It is shut." Critics had accused the mayor of neglect."""
    frame = _frame(lexicon, p.lemma[verb])
    told = frame is not None and frame.hearer
    return p.child(verb, "ccomp", "xcomp", *(() if told else ("dobj",))) is not None


def _cue(p: Parse, lexicon: CueLexicon, place: _Place) -> tuple[int | None, str, range]:
    """The cue verb of a quotation, its place (after, before, colon), and the region that it was found in."""
    quote = place.quote
    before = p.text[p.start[place.lead.start] : quote.span.start].rstrip() if len(place.lead) else ""
    inner = quote.inner.of(p.text).rstrip()
    tail = [i for i in place.tail if p.word[i]]
    colon = before.endswith(":")
    joined = inner[-1:] in _JOINED or p.text[quote.span.end : quote.span.end + 1] == ","
    if colon and joined and (verb := _said_next(p, lexicon, tail)) is not None:
        return verb, "after", place.tail
    if before and (colon or before.endswith(",") or (p.is_word(place.first - 1) and before[-1:].isalnum())):
        if colon and name_before(p, place.lead):
            return place.lead[-1], "label", place.lead
        verb = _verb_in(p, lexicon, place.lead, last=True)
        if verb is None and colon:
            verb = next((i for i in reversed(place.lead) if p.pos[i] in VERBAL), None)
        if verb is not None and colon:
            verb = _reaching(p, verb, place.lead)
        if verb is not None:
            return verb, "colon" if colon else "before", place.lead
    told_on = bool(tail) and p.tag[tail[0]] in _RELATIVE  # "… win the north," which votes in June
    verb = _verb_in(p, lexicon, place.tail, last=False) if tail and not told_on else None
    if (
        verb is not None
        and not joined
        and (verb - place.tail.start > 4 or (quote.is_whole(p.text) and _has_content(p, lexicon, verb)))
    ):
        verb = None
    if verb is None and joined and not told_on and quote.words(p.text) > _TITLE:
        verb = _clause_of_speaker(p, tail)
    if verb is not None:
        return verb, "after", place.tail
    return None, "", place.lead


def _reaching(p: Parse, verb: int, lead: range) -> int:
    """The verb before a colon, or, where its clause ended before and hangs on another, that of the sentence: "Since he
    left, Berg has toured the coast with one message:"."""
    ended = p.dep[verb] in ("advcl", "relcl", "acl") and p.right[verb] < lead.stop - _NEAR_COLON
    root = next((i for i in p.climb(verb) if p.dep[i] == "ROOT"), verb)
    return root if ended and root in lead and p.pos[root] in VERBAL else verb


def _clause_of_speaker(p: Parse, tail: Sequence[int]) -> int | None:
    """The verb of a clause that is nothing but who speaks and how, whatever the verb: "…," an angry Berg retaliated."""
    verb = next((i for i in tail[:_CLAUSE] if p.pos[i] in VERBAL), None)
    if (
        verb is None
        or p.tag[verb] not in ("VBD", "VBZ", "VBP")
        or p.child(verb, "dobj", "ccomp", "xcomp", "auxpass", "attr", "acomp") in tail
    ):
        return None
    subject = p.child(verb, "nsubj")
    return verb if subject in tail and p.lemma[verb] not in _NO_SPEECH else None


def _said_next(p: Parse, lexicon: CueLexicon, tail: Sequence[int]) -> int | None:
    """The verb of a speaker's clause that begins where the quotation ends, whatever announced it: The mayor defends her
    plan: "It works," she says."""
    for i in tail[:_CLAUSE]:
        if p.pos[i] in VERBAL:
            frame = _frame(lexicon, p.lemma[i])
            own = any(p.dep[c] in SUBJECTS and c in tail for c in p.children[i])
            return i if own and frame is not None and frame.id.startswith("say.") else None
    return None


def _goes_on(p: Parse, lexicon: CueLexicon, place: _Place, verb: int | None, following: _Place | None) -> bool:
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
    frame = _frame(lexicon, p.lemma[verb]) if verb is not None else None
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
        verb, where, region = _cue(p, lexicon, place)
        parts = [place]
        following = places[k + 1] if k + 1 < len(places) else None
        if where == "after" and _goes_on(p, lexicon, place, verb, following) and following is not None:
            parts.append(following)
        while parts[-1].quote.runs_on and k + len(parts) < len(places) and places[k + len(parts)].quote.resumes:
            parts.append(places[k + len(parts)])
            if verb is None:
                verb, where, region = _cue(p, lexicon, parts[-1])
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


def _content(parts: Sequence[_Place]) -> tuple[tuple[int, ...], tuple[Span, ...]]:
    return tuple(i for part in parts for i in range(part.first, part.last)), tuple(part.quote.span for part in parts)


def _spoken(
    p: Parse, lexicon: CueLexicon, parts: Sequence[_Place], verb: int, where: str, region: range
) -> Candidate | None:
    tokens, spans = _content(parts)
    if where == "after" and (begun := _begun(p, lexicon, parts[0])):
        tokens, spans = (*begun, *tokens), (Span(p.start[begun[0]], spans[0].end), *spans[1:])
    if where == "label":
        named = name_before(p, region)
        frame, source = lexicon.frames["quotation.phrase"], Source(named[-1], named, "phrase")
        return Candidate(frame, None, "“", "quote.named", (), source, tokens, quoted=spans)
    source = speaker_of(p, verb, region)
    frame = _frame(lexicon, p.lemma[verb]) or lexicon.frames["say.verb"]
    return Candidate(
        frame, verb, p.lemma[verb], f"quote.{where}", cue_words(p, verb), source, tokens, negated(p, verb), (), spans
    )


def _begun(p: Parse, lexicon: CueLexicon, place: _Place) -> tuple[int, ...]:
    """The words with which a sentence begins that goes on in the quotation: "After the vote, “we need to know what they
    want,” Berg said"."""
    words = [i for i in place.lead if p.word[i]]
    inner = place.quote.inner.of(p.text)
    if not words or not inner[:1].islower() or p.lower[words[0]] in _APART or _verb_in(p, lexicon, place.lead, True):
        return ()
    return tuple(range(words[0], place.first))


def _signed(p: Parse, lexicon: CueLexicon, parts: Sequence[_Place], blocks: Sequence[Span]) -> Candidate | None:
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
    p: Parse, lexicon: CueLexicon, parts: Sequence[_Place], speaker: Candidate | None, blocks: Sequence[Span]
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
    verb = next((i for i in range(sentence[0], sentence[1] + 1) if p.dep[i] == "ROOT" and p.pos[i] in VERBAL), None)
    if verb is None:
        return None
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
    verb = next((i for i in reversed(region) if p.pos[i] in VERBAL and _frame(lexicon, p.lemma[i]) is not None), None)
    frame = _frame(lexicon, p.lemma[verb]) if verb is not None else None
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
    frame = _frame(lexicon, p.lemma[said]) if said is not None else None
    if said is None or frame is None or not frame.id.startswith("say."):
        return None
    source = subject_of(p, said)
    return source if source.head is not None and p.pos[source.head] in ("NOUN", "PROPN") else None


def _head(speaker: Candidate) -> int:
    """The first token of the speech that a speaker began."""
    return speaker.content[0] if speaker.resumes is None else speaker.resumes


def _again(speaker: Candidate) -> Source:
    return Source(speaker.source.head, speaker.source.tokens, "resumed")
