"""Who holds a claim: an actor, a group in its own words, or the one in whose own voice the text is; and their side."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from tui.corpus.actors.by_hand import SAYS
from tui.corpus.actors.countries import by_people, by_three_letters
from tui.corpus.actors.merge import Actors
from tui.corpus.last_speaker import Holder, by_description, by_epithet, by_office, by_outer, by_pronoun, is_counted
from tui.corpus.wordnet import singular
from tui.model import ActorKind, Article, Attribution, Days, Mention, Reading, Span, Turn
from tui.text.as_meant import mended
from tui.text.word_classes import FIRST_PERSON
from tui.text.wordlist import wordlist

_ARTICLE = re.compile(
    r"^(?:an?|the|some|several|many|these|those|other|its|their|his|her|my|our|one(?!\s+of\b))\s+", re.IGNORECASE
)
# A place in small letters before a dash, where a text has no capitals: "oslo - jon berg".
_DATELINE = re.compile(r"^[a-z][a-z ,.]{2,30}? (?:-|--|–|—) (?=[a-z])")
_NOBODY = re.compile(
    r"(?:no|none of|nobody|neither|few|little|hardly any|not (?:one|a single|all|every))\b", re.IGNORECASE
)
# What follows a group's head noun, to where another clause begins; "producing countries" is none.
_OF = re.compile(
    r"\s+(?:of|from)\s+(?:(?!\b(?:who|that|which|whose|where|[a-z]{3,}ing(?=\s+(?:an?|the|its|their|his|her|our|this|that|"
    r"these|those|for|to|in|on|at|with|from|against|about|into|over|under|[A-Z]))|[a-z]{3,}ing(?=[,.]))\b)"
    r"[^,;:()\"“”]){2,120}(?!\w)"
)
# A phrase ends with a noun, whatever was cut behind it.
_HANGING = wordlist(
    "a an the this that these those its their his her our of from for in on at to by with and or & about under into "
    "over near against between among as is are was were"
)
_JOINED = re.compile(r"[A-Z]\w+ and $")  # "Lloyd and " before "Storm", where both are one name
_PLACED = re.compile(r"\b(?:of|at|in|from|with|for|on|and|to)\b")
_WILLS, _OFTEN = 3, 5  # times that the country of an unnamed speaker holds something in a speech, or is named
# Where a speech itself says whose it is: "my country, Norway", "on behalf of the people of Norway".
_ITS_OWN = re.compile(
    r"\b(?:[Mm]y (?:own )?(?:country|nation|homeland|people),?|[Dd]elegation of|[Ww]e in"
    r"|(?:[Oo]n behalf|in the name|[Gg]reetings from|greetings) of|(?:greetings|message|words) from)"
    r"(?:\s+(?:the|and|to|of|Government|government|people|peoples|State|Republic|Kingdom|delegation))*\s+$"
)
_LEAD = 90  # characters before a country's name in which such words stand
_YOU = frozenset({"you", "your"})
_STATES = "US"  # the country, not "us"
# What is whole in a speaker's name: "my delegation", "our government".
_OURS = wordlist(
    """
    delegation country government nation people state republic kingdom party group side administration ministry
    department organization organisation association union company firm bank board council committee community
    region continent island federation authority authorities leadership parliament team agency office movement
    coalition alliance church city town village faction mission position view opinion
    """
)
# Of whom an article may name several kinds: "MPs voted for it" is not said of the "Harbour Party MPs" named before.
_ANY_MEMBERS = wordlist(
    "mps meps members councillors senators deputies lawmakers legislators peers delegates backbenchers"
)
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


def _name_of(mention: Mention, actors: Actors | None) -> str:
    actor = actors.by_id.get(mention.actor) if actors is not None and mention.actor else None
    return actor.name if actor is not None else mention.text


def _at(text: str, span: Span, mentions: Sequence[Mention]) -> Mention | None:
    """The mention that a holder's phrase ends with: its head is the mention's."""
    ending = [m for m in mentions if m.actor and m.span.start < span.end <= m.span.end + 2 and m.span.end > span.start]
    ending = [m for m in ending if not _JOINED.search(text, span.start, max(span.start, m.span.start))]
    return max(ending, key=lambda m: m.span.end - m.span.start, default=None)


def holder_of(
    article: Article,
    reading: Reading,
    said: Attribution,
    mentions: Sequence[Mention],
    actors: Actors | None,
    holders: Sequence[Holder],
    speakers: Sequence[Holder] = (),
) -> Holder:
    """Who holds an attribution; `holders` are those of the attributions before it, `speakers` of the turns."""
    voiced = _voiced(article, reading, said, speakers)
    if voiced is not None:
        return voiced
    if said.holder is None:
        return Holder(None)
    words = " ".join(said.holder.of(article.text).split())
    if words.lower() in FIRST_PERSON and words != _STATES:
        if said.within is not None and said.within < len(holders):
            outer = holders[said.within]
            return Holder(outer.name, outer.id, outer.side, f"“{words}” is who speaks: {outer.name}")
        return Holder(None)
    whole = next((span for span in said.source if span.covers(said.holder)), said.holder)
    if _NOBODY.match(article.text, whole.start) and not (said.holder_is == "name" and words[:1].isupper()):
        return Holder(None, why=f"“{' '.join(whole.of(article.text).split())}”: nobody holds it")
    if (spoke := by_epithet(article.text, reading, said, actors, holders)) is not None:
        return spoke
    mention = _at(article.text, said.holder, mentions)
    if mention is None or not mention.why.startswith(SAYS):
        spoke = by_pronoun(article.text, reading, said, mention, actors, holders, mentions)
        if spoke is not None:
            return spoke
    if mention is not None:
        if is_counted(article.text, said) and by_people(mention.text) is not None:
            return Holder(mention.text)
        name = _name_of(mention, actors)
        if words.lower() in _ANY_MEMBERS and name.lower() != words.lower() and whole == said.holder:
            return Holder(words)
        step = f"“{mention.text}” is {name}" + (f": {mention.why}" if mention.why else "")
        return Holder(
            name, mention.actor, _side_of(article, reading, mention, actors), step if name != words else mention.why
        )
    return _unnamed(article, reading, said, mentions, actors, holders)


def _unnamed(
    article: Article,
    reading: Reading,
    said: Attribution,
    mentions: Sequence[Mention],
    actors: Actors | None,
    holders: Sequence[Holder],
) -> Holder:
    """Who holds an attribution whose words name no actor: whom they stand for, else the words themselves."""
    if said.holder is None:
        return Holder(None)
    words = " ".join(said.holder.of(article.text).split())
    if (spoke := by_outer(article.text, said, reading, actors, holders, mentions)) is not None:
        return spoke
    if said.holder_is == "pronoun" or words.lower() in _UNTOLD:
        return Holder(None, why=f"“{words}” is not resolved")
    if (spoke := by_office(article.text, reading, said, actors, mentions)) is not None:
        return spoke
    if (spoke := by_description(article.text, reading, said, actors, holders)) is not None:
        return spoke
    opens = any(block.span.start == said.holder.start for block in article.blocks)
    words = _DATELINE.sub("", words) if opens else words
    name = mended(_ARTICLE.sub("", words) + _of_whom(article.text, said))
    whole = next((span for span in said.source if span.covers(said.holder)), said.holder)
    return Holder(name, None, _side_in(whole, mentions, actors))


def _voiced(article: Article, reading: Reading, said: Attribution, speakers: Sequence[Holder]) -> Holder | None:
    """The speaker of a turn where they speak of themselves, of their side, or of nobody; the one they address as
    "you"; None where the words name somebody else."""
    if said.turn is None or said.turn >= len(speakers):
        return None
    turn = reading.turns[said.turn]
    words = said.holder.of(article.text) if said.holder is not None and said.kind != "own" else ""
    words = words.lower() if words != _STATES else words
    first = _first_word(article.text, said)
    if words in _YOU or first in _YOU:
        if turn.to is None:
            return None
        other = speakers[turn.to]
        return replace(other, why=f"“{words or first}” is the one spoken to: {other.name}") if other.name else None
    ours = bool(words) and words not in FIRST_PERSON
    if ours and (first not in FIRST_PERSON or singular(words.split()[-1]) not in _OURS):
        return None  # "my colleague" is somebody else
    speaker = speakers[said.turn]
    if ours and speaker.side:
        return Holder(speaker.side, speaker.side_id, None, f"“{first} {words}” is that of who speaks: {speaker.side}")
    return replace(speaker, why=f"{speaker.name} speaks here.") if speaker.name else speaker


def _first_word(text: str, said: Attribution) -> str:
    words = said.source[0].of(text).split(maxsplit=1) if said.source and said.kind != "own" else []
    return words[0].lower() if words else ""


def speaker_of(
    article: Article, reading: Reading, turn: Turn, mentions: Sequence[Mention], actors: Actors | None
) -> Holder:
    """Who speaks in a turn, as an actor where one is known, and whom they speak for."""
    side = None
    if turn.of is not None:
        side = _named(article, turn.of.of(article.text), actors, ("organization", "country"))
    elif turn.side:
        side = _named(article, turn.side, actors, ("country", "organization"))
    if turn.speaker is None:
        if not turn.name:
            return (
                _self(article.text, reading, mentions, actors) if turn.label is None and not turn.asks else Holder(None)
            )
        if len(turn.name) == 3 and turn.name.isupper():
            return _lettered(article, reading, turn.name, mentions, actors)
        own = _named(article, turn.name, actors, ("person", "country", "organization"))
        same = side is not None and own.name == side.name
        return replace(own, side=None if side is None or same else side.name, side_id=None if side is None else side.id)
    mention = _at(article.text, turn.speaker, mentions)
    if mention is not None:
        name = _name_of(mention, actors)
        told = _side_of(article, reading, mention, actors) if side is None else None
        return Holder(name, mention.actor, told or (side.name if side else None), side_id=side.id if side else None)
    name = _ARTICLE.sub("", " ".join(turn.speaker.of(article.text).split()))
    return Holder(name.title() if name.isupper() else name, None, side.name if side else None)


def _lettered(
    article: Article, reading: Reading, code: str, mentions: Sequence[Mention], actors: Actors | None
) -> Holder:
    """Whom three letters of a speech's title mean: a state by its code, a body that is called so, else who speaks."""
    state = by_three_letters(code)
    if state is not None:
        return _named(article, state.name, actors, ("country",))
    body = actors.actor_of(article.key, code, "organization") if actors is not None else None
    return Holder(body.name, body.id) if body is not None else _self(article.text, reading, mentions, actors)


def _self(text: str, reading: Reading, mentions: Sequence[Mention], actors: Actors | None) -> Holder:
    """The country in whose name a speech of an unnamed speaker is: the one that wants, welcomes and condemns in it;
    where none does so often, the one that it names far more than others."""
    if actors is None:
        return Holder(None)
    told: Counter[str] = Counter()
    named: Counter[str] = Counter()
    own: Counter[str] = Counter()
    for mention in mentions:
        actor = actors.by_id.get(mention.actor) if mention.actor else None
        if actor is not None and actor.kind == "country" and mention.by in ("name", "alias"):
            named[actor.id] += 1
            if _ITS_OWN.search(text[max(0, mention.span.start - _LEAD) : mention.span.start]):
                own[actor.id] += 1
    for said in reading.attributions:
        holder = _at(text, said.holder, mentions) if said.holder is not None and said.holder_is == "name" else None
        if holder is not None and holder.actor in named:
            told[str(holder.actor)] += 1
    for counts, least, times in ((own, 1, 2), (told, _WILLS, 2), (named, _OFTEN, 3)):
        ranked = counts.most_common(2)
        if ranked and ranked[0][1] >= least and (len(ranked) == 1 or ranked[0][1] >= times * ranked[1][1]):
            state = actors.by_id[ranked[0][0]]
            return Holder(state.name, state.id, None, "the country in whose name the speech is")
    return Holder(None)


def _named(article: Article, words: str, actors: Actors | None, kinds: Sequence[ActorKind]) -> Holder:
    """The actor that an article calls by these words, else the words themselves."""
    words = " ".join(words.split())
    for kind in kinds if actors is not None else ():
        actor = actors.actor_of(article.key, words, kind) if actors is not None else None
        if actor is not None:
            return Holder(actor.name, actor.id)
    return Holder(words)


def _of_whom(text: str, said: Attribution) -> str:
    """What follows a group's head noun: " of the coastal towns" of "mayors of the coastal towns"."""
    if said.holder is None:
        return ""
    for span in said.source:
        if span.covers(said.holder):
            found = _OF.match(text, said.holder.end, span.end)
            words = found.group().split() if found else []
            while words and words[-1].lower() in _HANGING:
                words.pop()
            return "".join(f" {word}" for word in words)
    return ""


def side_by_hand(holder: Holder, days: Days | None, actors: Actors | None) -> Holder:
    """A holder with the side that a person said, on the days on which they said so; `why` then says only that."""
    if holder.id is None or actors is None:
        return replace(holder, why="")
    side = next((side for side in actors.sides_of(holder.id) if side.on(days)), None)
    if side is None:
        return replace(holder, why="")
    return replace(holder, side=side.name, why=f"{SAYS}{holder.name} speaks for {side.words}")


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
            side = _named(article, apposition.of, actors, ("organization", "country", "person"))
            known = actors.by_id.get(side.id) if side.id else None
            if known is None or known.kind != "person":  # "her deputy": a person is nobody's side
                return side.name
    return None


def addressed(
    article: Article,
    reading: Reading,
    said: Attribution,
    mentions: Sequence[Mention],
    actors: Actors | None,
    speakers: Sequence[Holder] = (),
) -> str | None:
    """The one addressed, by name; "you" in a turn is the one it speaks to."""
    if said.to is None:
        return None
    text = article.text
    if said.to.of(text).lower() in _YOU and said.turn is not None and said.turn < len(speakers):
        other = reading.turns[said.turn].to
        return speakers[other].name if other is not None else None
    mention = _at(text, said.to, mentions)
    if mention is not None and not _PLACED.search(text, said.to.start, max(said.to.start, mention.span.start)):
        return _name_of(mention, actors)
    words = _ARTICLE.sub("", " ".join(said.to.of(text).split()))
    return None if words.lower() in _UNTOLD | FIRST_PERSON or len(words) > 60 else words
