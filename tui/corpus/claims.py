"""From attributions to claims: the holder as an actor, its side, who is addressed, the day, issues and stances."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from tui.corpus import issues as topics
from tui.corpus.actors.merge import Actors
from tui.corpus.stances import leaning
from tui.model import (
    Article,
    Attribution,
    Claim,
    DatedExpression,
    Days,
    Issue,
    IssueStance,
    Mention,
    Published,
    Reading,
    Span,
    text_of,
)

VERSION = 3
SURE = 0.3  # below this confidence no stance is stated
SURE_NESTED = 0.4  # the same for what one holder ascribes to another
_ARTICLE = re.compile(r"^(?:an?|the|some|several|many|these|those|other|its|their|his|her)\s+", re.IGNORECASE)
_OF = re.compile(r"\s+(?:of|from)\s+(?:(?!\b(?:who|that|which)\b)[^,;:()\"“”]){2,50}(?!\w)")
_PLACED = re.compile(r"\b(?:of|at|in|from|with|for|on|and|to)\b")
_BACK = 3  # sentences from "they said" to what the group said before
_COLLECTIVE = frozenset({"team", "group", "panel", "couple", "family", "pair", "duo", "trio", "crew", "delegation"})
_PERFECT = frozenset({"has", "have", "'ve", "’ve"})
_SELF = frozenset({"i", "we", "my", "our", "me", "us"})
_UNTOLD = frozenset(
    {
        "you",
        "one",
        "some",
        "many",
        "others",
        "this",
        "that",
        "which",
        "who",
        "these",
        "those",
        "it",
        "they",
        "he",
        "she",
    }
)


class Holder(Struct, frozen=True):
    """Who holds a claim: an actor's name and id, or a group's own words; `why` is the step from the words to it."""

    name: str | None
    id: str | None = None
    side: str | None = None
    why: str = ""


def resolve(
    article: Article,
    reading: Reading,
    mentions: Sequence[Mention],
    published: Published,
    times: Sequence[DatedExpression],
    issues: Sequence[Issue],
    actors: Actors | None = None,
) -> tuple[Claim, ...]:
    """The claims of one article, in the order of its attributions; `actors` gives the names of the mentions' ids."""
    text = article.text
    found = topics.hits(text, issues)
    by_id = {issue.id: issue for issue in issues}
    ids = _ids(article, reading.attributions)
    holders: list[Holder] = []
    for said in reading.attributions:
        holders.append(_holder(article, reading, said, mentions, actors, holders))
    claims = []
    for number, said in enumerate(reading.attributions):
        holder = holders[number]
        sentence = reading.sentences[said.sentence] if said.sentence < len(reading.sentences) else said.content[0]
        belongings = topics.belongs(
            text, article.blocks, found, said.content, sentence, said.frame.startswith("quotation.")
        )
        stances, reasons = [], []
        others = _of_others(reading, number, holders)
        for belonging in belongings:
            issue = by_id[belonging.issue]
            lean = leaning(text, said, issue, belonging, found[issue.id], reading.evaluations, others)
            sure = said.confidence >= (SURE if said.within is None else SURE_NESTED)
            stated = lean.stance if sure and holder.name else None
            stances.append(IssueStance(belonging.issue, stated))
            reasons.append(f"{by_id[belonging.issue].name}: “{belonging.words[0]}” in its {belonging.where}")
            if stated:
                reasons.append(f"{stated}: {lean.why}")
        days, dated = _said_on(text, said, sentence, published, times)
        claims.append(
            Claim(
                id=ids[number],
                article=article.key,
                holder=holder.name,
                holder_id=holder.id,
                side=holder.side,
                source=said.source,
                cue=said.cue,
                content=said.content,
                kind=said.kind,
                stances=tuple(stances),
                force=said.force,
                to=_addressed(text, said, mentions, actors),
                days=days,
                confidence=said.confidence,
                why=tuple(step for step in (*said.why, holder.why, *reasons, dated) if step),
                within=ids[said.within] if said.within is not None else None,
                continues=ids[said.continues] if said.continues is not None else None,
            )
        )
    return tuple(claims)


def _of_others(reading: Reading, number: int, holders: Sequence[Holder]) -> list[Span]:
    """Stretches of a claim's content that it ascribes to somebody else, without making them its own."""
    spans: list[Span] = []
    for k, inner in enumerate(reading.attributions):
        if inner.within != number or inner.frame.startswith(("know.", "accept.")):
            continue
        name = holders[k].name
        speaker = holders[number]
        same = name in (speaker.name, speaker.side) or (name is None and inner.holder_is in ("pronoun", "none"))
        if not same:
            spans += inner.content
    return spans


def _ids(article: Article, attributions: Sequence[Attribution]) -> list[str]:
    """Ids made from the words, so that reading the article again gives the same ones."""
    seen: Counter[str] = Counter()
    ids = []
    for said in attributions:
        words = "|".join(
            " ".join(span.of(article.text) for span in spans) for spans in (said.source, said.cue, said.content)
        )
        seen[words] += 1
        key = f"{article.key}|{words}|{seen[words]}"
        ids.append(hashlib.blake2b(key.encode("utf-8", "surrogateescape"), digest_size=8).hexdigest())
    return ids


def _name_of(mention: Mention, actors: Actors | None) -> str:
    actor = actors.by_id.get(mention.actor) if actors is not None and mention.actor else None
    return actor.name if actor is not None else mention.text


def _at(span: Span, mentions: Sequence[Mention]) -> Mention | None:
    """The mention that a holder's phrase ends with: its head is the mention's."""
    ending = [m for m in mentions if m.actor and m.span.start < span.end <= m.span.end + 2 and m.span.end > span.start]
    return max(ending, key=lambda m: m.span.end - m.span.start, default=None)


def _holder(
    article: Article,
    reading: Reading,
    said: Attribution,
    mentions: Sequence[Mention],
    actors: Actors | None,
    holders: Sequence[Holder],
) -> Holder:
    if said.holder is None:
        return Holder(None)
    words = " ".join(said.holder.of(article.text).split())
    if words.lower() in _SELF:
        if said.within is not None and said.within < len(holders):
            outer = holders[said.within]
            return Holder(outer.name, outer.id, outer.side, f"“{words}” is who speaks: {outer.name}")
        return Holder(None)
    mention = _at(said.holder, mentions)
    if mention is not None:
        name = _name_of(mention, actors)
        step = f"“{mention.text}” is {name}" + (f": {mention.why}" if mention.why else "")
        return Holder(
            name, mention.actor, _side_of(article, reading, mention, actors), step if name != words else mention.why
        )
    if words.lower() == "they" and (group := _group_before(article.text, reading, said, actors, holders)) is not None:
        return group
    if said.holder_is == "pronoun" or words.lower() in _UNTOLD:
        return Holder(None, why=f"“{words}” is not resolved")
    name = _ARTICLE.sub("", words) + _of_whom(article.text, said)
    whole = next((span for span in said.source if span.covers(said.holder)), said.holder)
    return Holder(name, None, _side_in(whole, mentions, actors))


def _group_before(
    text: str, reading: Reading, said: Attribution, actors: Actors | None, holders: Sequence[Holder]
) -> Holder | None:
    """Who "they" are, by a verb of saying: the group that said the last thing before, a few sentences back at most."""
    if said.within is not None:
        return None
    for before, holder in zip(reversed(reading.attributions[: len(holders)]), reversed(holders), strict=True):
        if said.sentence - before.sentence > _BACK:
            return None
        if before.holder is None or before.within is not None or holder.name is None:
            continue
        actor = actors.by_id.get(holder.id) if actors is not None and holder.id else None
        head = before.holder.of(text).split()[-1].lower()
        if before.holder_is == "group" or head in _COLLECTIVE or (actor is not None and actor.kind == "group"):
            return replace(holder, why=f"“they” is who spoke before: {holder.name}")
    return None


def _of_whom(text: str, said: Attribution) -> str:
    """What follows a group's head noun: " of the coastal towns" of "mayors of the coastal towns"."""
    if said.holder is None:
        return ""
    for span in said.source:
        if span.covers(said.holder):
            found = _OF.match(text, said.holder.end, span.end)
            return " ".join(["", *found.group().split()]) if found else ""
    return ""


def _side_in(span: Span, mentions: Sequence[Mention], actors: Actors | None) -> str | None:
    """The country or organisation in the words of an unnamed holder: "Russia" of "Russian officials"."""
    for mention in mentions:
        actor = actors.by_id.get(mention.actor) if actors is not None and mention.actor else None
        if actor is not None and actor.kind in ("country", "organization") and span.covers(mention.span):
            return actor.name
    return None


def _side_of(article: Article, reading: Reading, mention: Mention, actors: Actors | None) -> str | None:
    """For whom a person speaks, by what the article says they are: "Board" of "the Board's chairman"."""
    if actors is None or mention.actor is None:
        return None
    actor = actors.by_id.get(mention.actor)
    if actor is None or actor.kind != "person":
        return None
    for apposition in reading.appositions:
        if apposition.of is None or apposition.former or apposition.name >= len(reading.names):
            continue
        name = reading.names[apposition.name]
        tied = actors.actor_of(article.key, name.span.of(article.text), name.kind)
        if tied is not None and tied.id == actor.id:
            side = actors.actor_of(article.key, apposition.of, "organization")
            return side.name if side is not None else apposition.of
    return None


def _addressed(text: str, said: Attribution, mentions: Sequence[Mention], actors: Actors | None) -> str | None:
    if said.to is None:
        return None
    mention = _at(said.to, mentions)
    if mention is not None and not _PLACED.search(text, said.to.start, max(said.to.start, mention.span.start)):
        return _name_of(mention, actors)
    words = _ARTICLE.sub("", " ".join(said.to.of(text).split()))
    return None if words.lower() in _UNTOLD | _SELF or len(words) > 60 else words


def _said_on(
    text: str, said: Attribution, sentence: Span, published: Published, times: Sequence[DatedExpression]
) -> tuple[Days | None, str]:
    """The day that the sentence gives outside the content, if it is not after publication; else the publication day.

    What "has" been said was said on no day that the sentence names.
    """
    cue = text_of(text, said.cue).split()
    for time in times if not cue or cue[0].lower() not in _PERFECT else ():
        if not sentence.covers(time.span) or time.days is None or time.planned or time.type not in ("DATE", "TIME"):
            continue
        if any(span.overlaps(time.span) for span in said.content):
            continue
        late = published.days is not None and time.days.first > published.days.last
        whole_days = (time.days.last - time.days.first).days
        if not late and whole_days <= 31:
            return time.days, f"said on {time.days}: {time.why}"
    return published.days, ""
