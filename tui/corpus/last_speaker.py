"""Who "it", "she", "the group" and "the leaders" are where they speak: by who spoke before in the same article.

Whoever says something is most often the one who said the last thing: nearer than any town or country that was only
spoken of since (centering, Grosz, Joshi and Weinstein 1995: what was in the centre stays there).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from tui.corpus.actors.merge import Actors
from tui.model import ActorKind, Attribution, Mention, Reading
from tui.reading.names.name_span import BODY_WORDS
from tui.reading.roles import BODIES, HEADS, MEN, WOMEN
from tui.text.forenames import sex_of
from tui.text.wordlist import wordlist

Kind = Literal["person", "body", "state", "group", "thing"]
_KINDS: dict[ActorKind, Kind] = {
    "person": "person",
    "organization": "body",
    "country": "state",
    "place": "state",
    "group": "group",
}


class Holder(Struct, frozen=True):
    """Who holds a claim: an actor's name and id, or a group's own words; `why` is the step from the words to it."""

    name: str | None
    id: str | None = None
    side: str | None = None
    why: str = ""
    side_id: str | None = None


_FAR = 6  # sentences from "it said" to what was said before
_LONG_OFFICE = 7  # words of an office: "the shadow minister for harbours"
_NEAR = 2  # the same where what the words may stand for is known otherwise, or no verb of saying stands there
_TOLD = ("say.", "tell.", "argue.", "refer.", "warn.", "deny.", "quotation.", "expect.", "think.", "know.", "call.")
# "She added": she is who said what stands before, whoever else is spoken of.
_GOES_ON = re.compile(r"\b(?:add(?:s|ed|ing)?|continue[sd]?|continuing|went on|goes on|conclude[sd]?)$", re.IGNORECASE)
_SINCE = 3  # sentences from who spoke last to a pronoun that is theirs rather than one's who was named before
_WHOSE = {"his": "he", "her": "she", "its": "it", "their": "they"}  # of "his concern was that …"
_OF_THEM = frozenset({"one", "another", "some", "others"})  # of those who spoke before
_HE, _SHE, _IT, _THEY = frozenset({"he"}), frozenset({"she"}), frozenset({"it"}), frozenset({"they"})
# Words for a body that any body may be called by; others ("the ministry") need the word in the name.
_ANY_BODY = frozenset(
    {"group", "organisation", "organization", "thinktank", "think-tank", "tank", "watchdog", "body", "agency",
     "charity", "company", "firm", "institute", "lobby", "campaign", "bloc", "alliance", "exchange"}
)  # fmt: skip
_COLLECTIVE = frozenset({"team", "group", "panel", "couple", "family", "pair", "duo", "trio", "crew", "delegation"})
_PEOPLE = frozenset({"people", "police", "men", "women"})
# Who is called so is known from before: such a phrase seldom brings a new person in.
_EPITHETS = wordlist(
    """
    mp mep msp senator congressman congresswoman star striker midfielder defender goalkeeper boss coach captain singer
    actor actress director author veteran democrat republican conservative liberal socialist
    """
)
_ONE = re.compile(r"(?:an?|one|another)\s", re.IGNORECASE)
# What is read, and no person, though it tells something.
_WRITTEN = wordlist(
    """
    report study survey poll statement letter paper document review article note memo email message post tweet figure
    book inquiry investigation analysis communique leaflet photo photograph picture image video footage film recording
    tape map chart
    """
)
_COUNTED = re.compile(
    r"(?:most|many|some|several|few|half|all|both|hundreds|thousands|millions|dozens|(?:an?|the)\s+(?:\w+\s+)?(?:majority|"
    r"minority|number|quarter|third|fifth|handful)|(?:\w+[\s-])?(?:thirds|quarters|fifths)|[\w-]+\s(?:in|out\sof)\s(?:\w+)"
    r"|[\w.,]+\s?(?:%|percent|per\scent|pct))(?:\s+of)?(?:\s+the)?\s",
    re.IGNORECASE,
)
_DEFINITE = ("the ", "these ", "those ", "its ", "both ")


class _Spoke(Struct, frozen=True):
    said: Attribution
    holder: Holder
    kind: Kind
    gender: str


def _kind(text: str, said: Attribution, holder: Holder, actors: Actors | None) -> Kind:
    actor = actors.by_id.get(holder.id) if actors is not None and holder.id else None
    words = said.holder.of(text).lower().split() if said.holder is not None else []
    head = words[-1] if words else ""
    if actor is not None:
        if actor.kind == "organization" and said.holder_is == "group":
            return "group"
        return _KINDS[actor.kind]
    if said.holder_is == "group" or head in _PEOPLE or is_counted(text, said):
        return "group"
    if head in BODIES | BODY_WORDS | _ANY_BODY and head not in HEADS:
        return "body"
    if head in HEADS | MEN | WOMEN or said.holder_is == "name":
        return "person"
    return "person" if said.holder_is == "role" and _is_one(text, said) and head not in _WRITTEN else "thing"


def is_counted(text: str, said: Attribution) -> bool:
    """Whether a source is a share of a people: "most Norwegians" are not Norway."""
    if said.holder is None or not said.holder.of(text).endswith("s"):
        return False
    whole = next((span for span in said.source if span.covers(said.holder)), said.holder)
    last = text.rfind(" ", whole.start, said.holder.end) + 1
    return _COUNTED.fullmatch(text, whole.start, last) is not None


def _is_one(text: str, said: Attribution) -> bool:
    """Whether a source is somebody not named before: "a shopkeeper", "one member"."""
    return any(_ONE.match(text, span.start) for span in said.source)


def _gender(text: str, said: Attribution) -> str:
    """What the words of the source up to its name show: "Mrs Rask", "spokesman Jon Rask"."""
    if said.holder is None:
        return ""
    start = min([said.holder.start, *(span.start for span in said.source if span.covers(said.holder))])
    words = {word.strip(".,").lower() for word in text[start : said.holder.end].split()}
    return "f" if words & (WOMEN | _SHE) else "m" if words & (MEN | _HE) else ""


def _before(
    text: str, reading: Reading, said: Attribution, actors: Actors | None, holders: Sequence[Holder], far: int
) -> Iterator[_Spoke]:
    """What was said before, the last first, each with who said it; what stands within another's words is not."""
    for before, holder in zip(reversed(reading.attributions[: len(holders)]), reversed(holders), strict=True):
        if said.sentence - before.sentence > far:
            return
        if before.within is None and before.kind != "own" and before.holder is not None and holder.name is not None:
            yield _Spoke(before, holder, _kind(text, before, holder, actors), _gender(text, before))


def _fits(word: str, spoke: _Spoke, goes_on: bool, last: bool) -> bool:
    """Whether a pronoun can stand for who spoke; `last` where nobody has spoken since, and a verb of saying follows."""
    if word in _HE | _SHE:
        other = "f" if word in _HE else "m"
        named = sex_of(spoke.holder.name or "") if not spoke.gender and not goes_on else ""
        return spoke.kind == "person" and other not in (spoke.gender, named)
    if word in _IT:
        return spoke.kind in ("body", "state", "thing")
    head = (spoke.holder.name or "").lower().split()[-1:]
    return spoke.kind == "group" or bool(_COLLECTIVE.intersection(head)) or (spoke.kind == "body" and last)


def by_pronoun(
    text: str,
    reading: Reading,
    said: Attribution,
    mention: Mention | None,
    actors: Actors | None,
    holders: Sequence[Holder],
    mentions: Sequence[Mention] = (),
) -> Holder | None:
    """Who a pronoun is that holds something; `mention` is what it was taken for by its sentence. None where that
    stands, or nobody fits."""
    if said.holder is None or said.within is not None:
        return None
    word = said.holder.of(text).lower()
    word = _WHOSE.get(word, word)
    word = "they" if word in _OF_THEM and said.holder_is == "pronoun" else word
    if word not in _HE | _SHE | _IT | _THEY:
        return None
    told = said.frame.startswith(_TOLD)
    goes_on = any(_GOES_ON.search(span.of(text)) for span in said.cue)
    known = {
        holder.id
        for before, holder in zip(reading.attributions, holders, strict=False)
        if holder.id and before.within is None and before.holder_is != "pronoun"
    }
    barred = mention is not None and _names_itself(said, mention, mentions)
    if mention is not None and not goes_on and not barred:
        speaks = said.frame.startswith("say.") and mention.actor in known
        of_last = _HE | _SHE if speaks else _HE | _SHE | _IT if told else _IT
        if word in of_last and (last := _spoke_since(text, reading, said, mention, actors, holders, mentions)):
            return last
        if not (told and _doubtful(reading, said, mention, actors, known)):
            return None
    far = _FAR if told and (mention is None or word in _IT) else _NEAR
    for number, spoke in enumerate(_before(text, reading, said, actors, holders, far)):
        fits = _fits(word, spoke, goes_on, told and number == 0)
        if barred and mention is not None and spoke.holder.id == mention.actor:
            continue
        if goes_on and mention is not None and not fits:
            return None
        if fits:
            return replace(spoke.holder, why=f"“{said.holder.of(text)}” is who spoke before: {spoke.holder.name}")
    return Holder(None, why=f"“{said.holder.of(text)}” is not who is spoken of") if barred else None


def _names_itself(said: Attribution, mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether a pronoun's own claim names whom it was taken for: "he" is nobody whom "he praised Berg" names behind it
    (Chomsky 1981, principle C)."""
    if said.holder is None or said.kind == "direct":
        return False
    after = [span for span in said.content if span.start >= said.holder.end]
    return any(
        other.actor == mention.actor and other.by == "name" and any(span.covers(other.span) for span in after)
        for other in mentions
    )


def _spoke_since(
    text: str,
    reading: Reading,
    said: Attribution,
    mention: Mention,
    actors: Actors | None,
    holders: Sequence[Holder],
    mentions: Sequence[Mention],
) -> Holder | None:
    """The person who spoke last before "he said", where the one whom "he" was taken for is not named since then."""
    if said.holder is None:
        return None
    word = said.holder.of(text).lower()
    before = _before(text, reading, said, actors, holders, _NEAR if word in _IT else _SINCE)
    last = next((spoke for spoke in before if _fits(word, spoke, False, False)), None)
    if last is None or last.holder.id == mention.actor or last.said.holder is None:
        return None
    if last.said.holder_is == "pronoun" or not last.said.frame.startswith(_TOLD):
        return None
    spoken = max(span.end for span in (*last.said.source, *last.said.cue, *last.said.content))
    for other in mentions:
        since = other.by == "name" and spoken <= other.span.start < said.holder.start
        if other.actor == mention.actor and (since or other.span.overlaps(last.said.holder)):
            return None
    return replace(last.holder, why=f"“{said.holder.of(text)}” is who spoke last: {last.holder.name}")


def _doubtful(reading: Reading, said: Attribution, mention: Mention, actors: Actors | None, known: set[str]) -> bool:
    """Whether what a pronoun was taken for is spoken of, but does not speak: it is in the speaker's own words, or a
    place or person that has said nothing so far."""
    if mention.by != "pronoun" or mention.actor is None:
        return False
    reference = next((ref for ref in reading.references if ref.span == mention.span), None)
    if reference is not None and reference.name is not None and reference.name < len(reading.names):
        antecedent = reading.names[reference.name].span
        if any(span.covers(antecedent) for span in said.content):
            return True
    actor = actors.by_id.get(mention.actor) if actors is not None else None
    return actor is not None and actor.kind in ("place", "country", "person") and mention.actor not in known


def by_description(
    text: str, reading: Reading, said: Attribution, actors: Actors | None, holders: Sequence[Holder]
) -> Holder | None:
    """Who "the group", "the ministry" and "the leaders" are: the body or group of that kind that spoke before."""
    if said.holder is None or said.within is not None or not said.source:
        return None
    whole = next((span for span in said.source if span.covers(said.holder)), said.holder)
    words = whole.of(text).lower()
    head = said.holder.of(text).lower().split()[-1].rpartition("-")[2]
    if not words.startswith(_DEFINITE) and not _of_body(words):
        return None
    for spoke in _before(text, reading, said, actors, holders, len(reading.sentences)):
        if head in _WRITTEN and words == f"the {head}" and _is_author(text, spoke, head):
            return replace(spoke.holder, why=f"“{words}” is that of who spoke before: {spoke.holder.name}")
        named = [word.strip(".,").lower() for word in (spoke.holder.name or "").split()]
        near = said.sentence - spoke.said.sentence <= _FAR
        if not named:
            continue
        if said.holder_is == "group":
            same = len(named) > 1 and (named[-1] == head or f" {head} of " in f" {' '.join(named)} ")
        elif head in BODIES | _ANY_BODY:
            same = head in named and len(named) > 1
            same = same or (head in _ANY_BODY and near and spoke.kind == "body")
        elif head in HEADS:
            same = len(named) > 1 and named[-1] == head and near  # "the spokesman" of "the mayor's spokesman"
        elif words == f"the {head}":
            same = len(named) > 1 and named[-1] == head and spoke.kind == "body"  # "the exchange"
        else:
            return None
        if same:
            return replace(
                spoke.holder, why=f"“{' '.join(said.holder.of(text).split())}” is who spoke before: {spoke.holder.name}"
            )
    return None


def _is_author(text: str, spoke: _Spoke, head: str) -> bool:
    """Whether what spoke was a text of this kind, and its author holds what it says: "a report by the Wreck Board"."""
    source = spoke.said.source[0].of(text).lower() if spoke.said.source else ""
    return f" {head} by " in f" {source} " and head not in (spoke.holder.name or "").lower().split()


def by_epithet(
    text: str, reading: Reading, said: Attribution, actors: Actors | None, holders: Sequence[Holder]
) -> Holder | None:
    """Who "the Lindvik MP" and "the 54-year-old" are: the person who spoke before."""
    if said.holder is None or said.within is not None or not said.source:
        return None
    whole = next((span for span in said.source if span.covers(said.holder)), said.holder)
    words = " ".join(text[whole.start : said.holder.end].lower().split())
    if not _is_epithet(words, said):
        return None
    before = _before(text, reading, said, actors, holders, _FAR)
    spoke = next((one for one in before if one.kind not in ("body", "state")), None)
    if spoke is None or spoke.kind != "person" or spoke.said.holder_is not in ("name", "pronoun"):
        return None
    return replace(spoke.holder, why=f"“{words}” is who spoke before: {spoke.holder.name}")


def _is_epithet(words: str, said: Attribution) -> bool:
    """Whether a phrase is another name of a person already spoken of: "the Lindvik MP", "the 54-year-old"."""
    parts = words.split()
    if not said.frame.startswith(_TOLD) or parts[0] != "the":
        return False
    return parts[-1].endswith("-year-old") or (2 < len(parts) < 6 and parts[-1] in _EPITHETS)


def by_office(
    text: str, reading: Reading, said: Attribution, actors: Actors | None, mentions: Sequence[Mention]
) -> Holder | None:
    """Who "the harbour affairs secretary" is where nobody is called so: the one person whom the sentences before name,
    if the article has not said what they are. Press names somebody bare and gives the office behind."""
    if said.holder is None or said.within is not None or said.holder_is != "role" or actors is None:
        return None
    whole = next((span for span in said.source if span.covers(said.holder)), said.holder)
    words = text[whole.start : said.holder.end].lower().split()
    if len(words) < 3 or len(words) > _LONG_OFFICE or words[0] != "the" or words[-1] not in HEADS:
        return None
    since = reading.sentences[max(0, said.sentence - _NEAR)].start
    named = [m for m in mentions if m.by == "name" and since <= m.span.start < whole.start and m.actor in actors.by_id]
    persons = {str(m.actor) for m in named if actors.by_id[str(m.actor)].kind == "person"}
    if len(persons) != 1:
        return None
    person = actors.by_id[persons.pop()]
    told = [reading.names[one.name].span for one in reading.appositions if one.name < len(reading.names)]
    if any(m.actor == person.id and m.span.overlaps(span) for m in mentions for span in told):
        return None
    sex = "f" if words[-1] in WOMEN else "m" if words[-1] in MEN else ""
    if sex and sex_of(person.name) not in ("", sex):
        return None
    return Holder(person.name, person.id, None, f"“{' '.join(words)}” is {person.name}, named right before")


def by_outer(
    text: str,
    said: Attribution,
    reading: Reading,
    actors: Actors | None,
    holders: Sequence[Holder],
    mentions: Sequence[Mention],
) -> Holder | None:
    """Who a pronoun is that nothing else resolves, in what another says of it: "Berg said he backed it"."""
    if said.holder is None or said.within is None or said.within >= len(holders):
        return None
    outer, holder = reading.attributions[said.within], holders[said.within]
    word = said.holder.of(text).lower()
    if word not in _HE | _SHE | _IT | _THEY or outer.kind in ("direct", "own") or not holder.name:
        return None
    before = [span for span in outer.content if span.start <= said.holder.start]
    if not before or sum(text.count(mark, before[0].start, said.holder.start) for mark in '"“”') % 2:
        return None
    if not _fits(word, _Spoke(outer, holder, _kind(text, outer, holder, actors), _gender(text, outer)), False, False):
        return None
    kinds = ("person",) if word in _HE | _SHE else ("organization", "country", "group")
    for other in mentions:
        actor = actors.by_id.get(other.actor) if actors is not None and other.actor else None
        between = before[0].start <= other.span.start < said.holder.start
        if between and actor is not None and actor.kind in kinds and actor.id != holder.id:
            return None
    return replace(holder, why=f"“{word}” is who speaks of it: {holder.name}")


def _of_body(words: str) -> bool:
    """Whether a phrase is of a body that is only called by its kind: "leaders of the 12-member bloc"."""
    _, _, owner = words.partition(" of the ")
    return bool(owner) and owner.split()[-1] in _ANY_BODY | BODIES
