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
from tui.corpus.context import Context, doubtful, meant_elsewhere, weights
from tui.corpus.courtesies import is_courtesy
from tui.corpus.holders import addressed, holder_of, side_by_hand, speaker_of
from tui.corpus.last_speaker import Holder
from tui.corpus.stances import Tree, leaning
from tui.corpus.stances.asked.proposition import called
from tui.corpus.stances.grounds import hinted_side
from tui.corpus.stances.said.borders import OWN, SIDES
from tui.corpus.stances.tree import tree_before, trees_of
from tui.corpus.weighed import Take, Unweighed, unstated, weighed
from tui.corpus.wordnet import singular
from tui.model import (
    Article,
    Attribution,
    Claim,
    DatedExpression,
    Days,
    Issue,
    Mention,
    Published,
    Reading,
    Span,
    text_of,
)

SURE = 0.3  # below this confidence no stance is stated
SURE_NESTED = 0.4  # the same for what one holder ascribes to another
_OWN_WORDS = frozenset({"content", "sentence", "paragraph"})  # where an assertion's issue may come from
_FAR_WORDS = frozenset({"article", "title"})  # but where it goes back to what was said, from all that is nearer
_GOES_BACK = re.compile(r"\b(?:our|this|these|such|it|its|they|their)\b", re.IGNORECASE)
_JUDGED_DEED = re.compile(
    r"\b(?:right|wrong|correct|justified|wise|unwise|foolish|mistaken) (?:to|in)\b", re.IGNORECASE
)
_WHO = re.compile(r"\bwho\s(?:\w+\s)?$")  # "members who", "those who now"
_PERFECT = frozenset({"has", "have", "'ve", "’ve"})


class ArticleDrafts(Struct, frozen=True):
    """The claims of an article before anything is weighed, and who speaks in its turns."""

    drafts: tuple[Unweighed, ...]
    untouched: frozenset[int]  # assertions in a speaker's own voice that touch no issue, and courtesies
    speakers: tuple[Holder, ...]


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
    text, ids = article.text, _ids(article, reading.attributions)
    found = drafts_of(article, reading, mentions, issues, actors)
    claims: list[Claim] = []
    for draft, stances, notes in weighed(text, found.drafts):
        said = draft.said
        days, dated = _said_on(text, said, _sentence_of(reading, said), published, times)
        sided = side_by_hand(draft.holder, days, actors)
        claims.append(
            replace(
                _claim(article, ids, draft.number, said, sided, found.untouched),
                stances=stances,
                to=addressed(article, reading, said, mentions, actors, found.speakers),
                days=days,
                why=tuple(step for step in (*said.why, draft.holder.why, sided.why, *notes, dated) if step),
            )
        )
    return tuple(claims)


def drafts_of(
    article: Article,
    reading: Reading,
    mentions: Sequence[Mention],
    issues: Sequence[Issue],
    actors: Actors | None = None,
) -> ArticleDrafts:
    """Who holds what of one article's attributions, and what each says of the issues that it belongs to."""
    text = article.text
    found = topics.hits(text, issues)
    for issue_id in doubtful(found, weights(found, article.blocks)) | meant_elsewhere(found, text, issues):
        del found[issue_id]
    press = article.title_span is None and not reading.turns  # a speech's title tells where it was held
    beside = (article.title or "") if press else ""
    context = Context(text, article.blocks, found, issues, frozenset(topics.hits(beside, issues)))
    by_id = {issue.id: issue for issue in issues}
    holders: list[Holder] = []
    speakers = tuple(speaker_of(article, reading, turn, mentions, actors) for turn in reading.turns)
    for said in reading.attributions:
        holders.append(holder_of(article, reading, said, mentions, actors, holders, speakers))
    drafts: list[Unweighed] = []
    trees: dict[int, Tree] = {}
    untouched: set[int] = set()
    for number, said in enumerate(reading.attributions):
        holder = holders[number]
        belongings = topics.belongs(found, said.content, _sentence_of(reading, said))
        context.remember(holder.name, said.sentence, belongings)
        if not belongings:
            resumed = said.frame.startswith("quotation.")
            belongings = context.of(said.content, holder.name, said.sentence, resumed)
        touches = said.kind != "own" or _touches(text, reading, said, belongings, bool(found))
        if not touches or is_courtesy(text, said, belongings):
            untouched.add(number)
            continue
        others = _of_others(text, reading, number, holders)
        parsed = trees_of(text, reading.syntax, said.content, trees) if belongings else []
        last = tree_before(text, reading.syntax, parsed, trees) if belongings else None
        may_state, takes = _may_state(reading, said, holders, number), []
        for belonging in belongings:
            issue = by_id[belonging.issue]
            places, alone = found.get(issue.id, ()), _is_person(holder, said, actors)
            lean = leaning(text, said, issue, belonging, places, parsed, _speaker(holder), others, alone, last)
            hinted = hinted_side(parsed, said.content, issue)
            takes.append(Take(belonging, issue.name, lean if may_state else unstated(lean), hinted))
        drafts.append(Unweighed(number, said, holder, tuple(takes)))
    return ArticleDrafts(tuple(drafts), frozenset(untouched), speakers)


def _sentence_of(reading: Reading, said: Attribution) -> Span:
    return reading.sentences[said.sentence] if said.sentence < len(reading.sentences) else said.content[0]


def _may_state(reading: Reading, said: Attribution, holders: Sequence[Holder], number: int) -> bool:
    """Whether a claim's stance is stated: it is sure, somebody's, and whole."""
    partly = _part_of_no(reading, said, holders, number) or _retold(reading, said)
    return _sure(said) and bool(holders[number].name) and not partly


def _part_of_no(reading: Reading, said: Attribution, holders: Sequence[Holder], number: int) -> bool:
    """Whether a claim is only a part of what its holder is against: "supporting" in "wary of supporting"."""
    if said.within is None or holders[said.within].name != holders[number].name:
        return False
    outer = reading.attributions[said.within]
    return outer.polarity < 0 or outer.negated or outer.frame.startswith(("deny.", "doubt.", "refuse."))


def _retold(reading: Reading, said: Attribution) -> bool:
    """Whether who holds a claim only tells it on, and the claim of who said it stands beside: "envoys quoted the
    minister as saying that"."""
    if not said.cue or not said.content:
        return False
    start, end, told = said.cue[0].start, said.cue[-1].end, said.content[0].start
    return any(
        start < source.start < end and inner.content[:1] and inner.content[0].start == told
        for inner in reading.attributions
        for source in inner.source[:1]
        if inner is not said
    )


def _sure(said: Attribution) -> bool:
    """Whether an attribution is sure enough for its stance to be stated."""
    return said.confidence >= (SURE if said.within is None else SURE_NESTED)


def _claim(
    article: Article, ids: Sequence[str], number: int, said: Attribution, holder: Holder, untouched: frozenset[int]
) -> Claim:
    """What the attribution and its holder alone make of a claim."""
    return Claim(
        id=ids[number],
        article=article.key,
        holder=holder.name,
        holder_id=holder.id,
        side=holder.side,
        source=said.source,
        cue=said.cue,
        content=said.content,
        kind=said.kind,
        stances=(),
        force=said.force,
        to=None,
        days=None,
        confidence=said.confidence,
        why=(),
        within=ids[said.within] if said.within is not None and said.within not in untouched else None,
        continues=ids[said.continues] if said.continues is not None else None,
    )


def _touches(
    text: str, reading: Reading, said: Attribution, belongings: Sequence[topics.Belonging], watched: bool
) -> bool:
    """Whether an assertion in a speaker's own voice is a claim: it touches an issue; or, where the article has no word
    of any, a label says whose it is."""
    if watched:
        near = any(_GOES_BACK.search(span.of(text)) for span in said.content)
        return any(b.where in _OWN_WORDS or (near and b.where not in _FAR_WORDS) for b in belongings)
    return said.turn is not None and said.turn < len(reading.turns) and reading.turns[said.turn].label is not None


def _is_person(holder: Holder, said: Attribution, actors: Actors | None) -> bool:
    """Whether "it" cannot be the holder: a person, or several."""
    actor = actors.by_id.get(holder.id) if actors is not None and holder.id else None
    if actor is not None:
        return actor.kind == "person" or (actor.kind == "group" and _several(actor.name))
    last = (holder.name or "").split()[-1:]
    role = said.holder_is == "role" and SIDES.isdisjoint(word.lower() for word in last)  # "the company" may be "it"
    return role or (said.holder_is == "group" and _several(holder.name or ""))


def _several(name: str) -> bool:
    """Whether a name is in the plural: "the growers"."""
    return bool(name) and name.split()[-1].endswith("s")


def _speaker(holder: Holder) -> frozenset[str]:
    """The words by which a text may name who speaks, or for whom."""
    names = [name for name in (holder.name, holder.side) if name]
    words = " ".join(names).lower().split()
    other = (form.lower() for name in names for form in called(name))  # "Washington" for who speaks for the States
    return frozenset(word for word in (*words, *other) if len(word) > 2 or word == "us")


def _of_their_own(text: str, inner: Attribution) -> bool:
    """Whether who holds an inner claim is whom its speaker belongs to: "his party", "our union"."""
    if not inner.source:
        return False
    words = text[max(0, inner.source[0].start - 8) : inner.source[-1].end].lower().split()
    return len(words) > 1 and singular(words[-1]) in SIDES and not OWN.isdisjoint(words[-3:-1])


def _of_those_who(text: str, inner: Attribution) -> bool:
    """Whether an inner claim only says of which people its speaker speaks: "those who want it"."""
    start = inner.cue[0].start if inner.cue else 0
    return _WHO.search(text, max(0, start - 24), start) is not None


def _deed(inner: Attribution) -> int:
    """Where the words before an inner cue end, its "to" with them."""
    return inner.cue[0].start + 3 if inner.cue else 0


def _of_others(text: str, reading: Reading, number: int, holders: Sequence[Holder]) -> list[Span]:
    """Stretches of a claim's content that it ascribes to somebody else, without making them its own."""
    spans: list[Span] = []
    for k, inner in enumerate(reading.attributions):
        if inner.within != number or inner.frame.startswith(("know.", "accept.")) or inner.frame.endswith(".noun"):
            continue
        name = holders[k].name
        speaker = holders[number]
        same = name in (speaker.name, speaker.side) or (name is None and inner.holder_is in ("pronoun", "none"))
        same = same or _of_their_own(text, inner) or _of_those_who(text, inner)
        if not same and not _JUDGED_DEED.search(
            text, max(0, inner.cue[0].start - 24) if inner.cue else 0, _deed(inner)
        ):
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
