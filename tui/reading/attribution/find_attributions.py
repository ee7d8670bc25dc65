"""One article's attributions from its parse: candidates, weighed and chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from tui.model import Article, Attribution, Name, Reference, Span, Turn
from tui.reading.attribution.bounds import completed, to_second_cue, with_second
from tui.reading.attribution.candidate import Candidate, undated, whole
from tui.reading.attribution.choose import Chosen, choose
from tui.reading.attribution.clauses import verb_candidates
from tui.reading.attribution.cue_lexicon import CueLexicon, lexicon
from tui.reading.attribution.first_person import place_of, spoken
from tui.reading.attribution.given import given_candidates, relative_candidates
from tui.reading.attribution.handed_on import with_own, written
from tui.reading.attribution.holding import can_hold
from tui.reading.attribution.learned import blended, level, opinion, shipped_network
from tui.reading.attribution.named_last import with_speaker
from tui.reading.attribution.parse import VERBAL, Parse, parse_of, token_range
from tui.reading.attribution.speech import speech_candidates
from tui.reading.attribution.spoken_to import is_asked
from tui.reading.attribution.stands import PLAIN, is_plain, stand_candidates
from tui.reading.attribution.verbless import (
    according_candidates,
    adjective_candidates,
    headline_candidates,
    noun_candidates,
)
from tui.reading.attribution.voices import Voices, own_clauses
from tui.reading.attribution.weigh import confidence, features
from tui.reading.quotes import Quote, quotes
from tui.reading.sentences import MODEL

_CUES = frozenset({"VERB", "AUX", "NOUN", "PROPN", "ADJ", "ADV", "ADP"})
# docs/model-card.md tells on what the least confidence was chosen.
LEAST = 0.35  # below this an attribution is not given at all


def find(
    doc: Any,
    article: Article,
    names: Sequence[Name] = (),
    references: Sequence[Reference] = (),
    turns: Sequence[Turn] = (),
) -> tuple[Attribution, ...]:
    """The attributions of a parsed article in the order of its text.

    `doc` is the article's spaCy Doc (reading.pipeline.parse); `names` and `references` tell what the holder's words
    are, `turns` who speaks where in their own voice. `within` and `continues` are indices into the result.
    """
    p, every = candidates(doc, article)
    if not turns:
        return written(p, _levelled(doc, choose(p, every, LEAST)), names, references)
    voices = Voices(p, turns)
    quoted = _quoted(p, article)
    chosen = _levelled(doc, choose(p, list(spoken(p, voices, every, quoted)), LEAST))
    owned = list(own_clauses(p, voices, chosen, quoted))
    return with_own(p, written(p, chosen, names, references, voices, quoted), owned, turns)


def _levelled(doc: Any, chosen: list[Chosen]) -> list[Chosen]:
    """What was chosen, as sure as such claims are right: the learned reader's confidence was measured, nested claims
    apart, which no annotation tells."""
    learned = shipped_network()
    if doc.user_data.get(MODEL) == learned.model:
        for one in chosen:
            if one.within is None:
                one.confidence = level(one, learned)
    return chosen


def _quoted(p: Parse, article: Article) -> frozenset[int]:
    return frozenset(i for mark in quotes(article.text, article.body) for i in token_range(p, mark.span))


def _title(p: Parse, article: Article) -> frozenset[int]:
    return frozenset(i for b in article.blocks if b.role == "title" for i in token_range(p, b.span))


def candidates(doc: Any, article: Article) -> tuple[Parse, list[Chosen]]:
    """Every candidate of an article with its confidence: what `find` chooses from.

    The learned reader has its say where `doc` is of the language model that it learned on.
    """
    p = parse_of(doc, article.text)
    ruled = weighed(p, article)
    learned = shipped_network()
    if not len(p) or doc.user_data.get(MODEL) != learned.model:
        return p, ruled
    own = opinion(p, article, doc.tensor, ruled, learned)
    quoted, title = _quoted(p, article), _title(p, article)
    return p, [
        _whole(p, one)
        if one.features
        else replace(_whole(p, one), features=features(p, one.candidate, quoted, one.candidate.cue in title))
        for one in blended(p, ruled, own, learned)
    ]


def _whole(p: Parse, one: Chosen) -> Chosen:
    """A candidate whose content ends with its own predicate and before another of its holder's, and does not begin with
    the day of its cue."""
    c = one.candidate
    if c.quoted:
        return one
    content = completed(p, c.content)
    if c.cue is not None and c.cue < content[0]:
        content = with_second(p, to_second_cue(p, c.cue, content, lexicon()), lexicon())
    ended = undated(p, replace(c, content=content))
    return one if ended.content == c.content else replace(one, candidate=ended)


def weighed(p: Parse, article: Article) -> list[Chosen]:
    """Every candidate of the rules with their confidence: what bench/ learns the weights from."""
    blocks = article.body
    marks = quotes(article.text, blocks)
    quoted, title = _quoted(p, article), _title(p, article)
    found = list(speech_candidates(p, lexicon(), blocks, marks))
    found = _without_doubles(p, [*found, *_parsed(p, lexicon(), blocks)], marks)
    out = []
    for c in found:
        c = with_speaker(p, c)
        if not can_hold(p, c) or (c.source.head is None and c.cue is not None and is_asked(p, c.cue)):
            continue
        c = undated(p, whole(p, c))
        named = features(p, c, quoted, place_of(c) in title)
        sure = confidence(named)
        out.append(Chosen(c, max(sure, PLAIN) if is_plain(p, c) else sure, named))
    return _told_by_nouns(out)


def _told_by_nouns(found: list[Chosen]) -> list[Chosen]:
    """Where a verb only supports a noun that cues ("voiced support for | the strike"), the noun's claim alone: it says
    what is held, as surely as the verb's would."""
    objects = {one.candidate.cue: one for one in found if one.candidate.pattern == "object"}
    dropped: set[int] = set()
    for one in found:
        c = one.candidate
        verb = objects.get(c.cue_tokens[0]) if c.pattern.startswith("noun.") and len(c.cue_tokens) > 1 else None
        if verb is not None and c.cue in verb.candidate.content and verb.candidate.frame.id == "say.verb":
            one.confidence = max(one.confidence, verb.confidence)
            dropped.add(id(verb))
    return [one for one in found if id(one) not in dropped]


def _parsed(p: Parse, words: CueLexicon, blocks: Sequence[Span]) -> list[Candidate]:
    found: list[Candidate] = []
    cues = words.every
    for i, (lemma, lower, pos) in enumerate(zip(p.lemma, p.lower, p.pos, strict=True)):
        if pos == "NOUN":
            found += given_candidates(p, words, i)
        if pos not in _CUES or not (lemma in cues or lower in cues or lower == "against"):
            continue
        if pos in VERBAL and lemma in words.verbs:
            found += verb_candidates(p, words, i)
            found += relative_candidates(p, words, i)
        if lemma in words.nouns and pos in ("NOUN", "PROPN"):
            found += noun_candidates(p, words, i)
        if lower in words.adjectives:
            found += adjective_candidates(p, words, i)
        if lower in ("against", "favour", "favor"):
            found += stand_candidates(p, words, i)
        if lower == "according":
            found += according_candidates(p, words, i)
    for block in blocks:
        own = token_range(p, block)
        if own:
            found += headline_candidates(p, words, own.start, own.stop - 1, block.end - block.start < 140)
    return found


_APART = frozenset({":", ".", "!", "?", "(", "["})  # what parts speech from the words before it


def _without_doubles(p: Parse, found: list[Candidate], marks: Sequence[Quote]) -> list[Candidate]:
    """Whole quotations where a content reaches into one; no parse of what is already speech with the same cue."""
    ranges = [token_range(p, mark.span) for mark in marks]
    at: dict[int, int] = {i: k for k, own in enumerate(ranges) for i in own}
    spoken = {c.cue: frozenset(c.content) for c in found if c.quoted and c.cue is not None}
    others = frozenset().union(*spoken.values())
    out: list[Candidate] = []
    for c in found:
        if c.quoted:
            out.append(c)
            continue
        own = at.get(c.cue) if c.cue is not None else None
        tokens = set(c.content)
        if own is not None:
            tokens &= set(ranges[own])
        else:
            for k in {at[i] for i in c.content if i in at}:
                if c.cue is not None and c.cue >= ranges[k].stop and marks[k].is_whole(p.text):
                    tokens.difference_update(ranges[k])  # "It was closed." The mayor regretted …
                elif not set(c.source.tokens) & set(ranges[k]):
                    tokens.update(ranges[k])
        words = [i for i in tokens if p.word[i]]
        if not words or (len(words) == 1 and p.tag[words[0]] in ("WDT", "WP", "WRB", "TO")):
            continue
        if c.cue in spoken and tokens & (said := spoken[c.cue]):
            # The mayor defends her plan: "It works," she says.
            apart = 0 < min(said) <= max(said) < c.cue and p.lower[min(said) - 1] in _APART
            apart = apart and max(tokens) < c.cue
            if apart or len(tokens - said) < 6:
                continue
        elif c.cue in spoken and tokens <= others:
            continue  # of "Go," she said, adding of him, "Not now." the parse gives the second to "said"
        out.append(
            Candidate(
                c.frame, c.cue, c.lemma, c.pattern, c.cue_tokens, c.source, tuple(sorted(tokens)), c.negated, c.to
            )
        )
    return out
