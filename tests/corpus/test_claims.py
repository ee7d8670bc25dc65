"""From the words of one article to claims: holder, side, hearer, day, nesting and ids."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from msgspec.structs import replace

from tui.corpus.actors.merge import Actors
from tui.corpus.claims import resolve
from tui.model import (
    Actor,
    Article,
    Attribution,
    Block,
    Claim,
    DatedExpression,
    Days,
    Issue,
    Mention,
    Published,
    Reading,
    Span,
)
from tui.reading.syntax import syntax as syntax_of

BERG = Actor("anna-berg", "Anna Berg", "person", (("Anna Berg", 2), ("Berg", 1)))
NORWAY = Actor("country-no", "Norway", "country", (("Norway", 3),))
ACTORS = Actors((BERG, NORWAY), by_id={BERG.id: BERG, NORWAY.id: NORWAY})
DAY = Days(date(2011, 5, 4), date(2011, 5, 4))
PUBLISHED = Published(DAY, "header", "it says so")


def at(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def said(text: str, holder: str, cue: str, content: str, **more: object) -> Attribution:
    values: dict[str, object] = {
        "source": (at(text, holder),),
        "cue": (at(text, cue),),
        "content": (at(text, content),),
        "kind": "indirect",
        "frame": "say.verb",
        "force": "say",
        "polarity": 0,
        "negated": False,
        "sentence": 0,
        "holder": at(text, holder),
        "holder_is": "name",
        "confidence": 0.8,
        **more,
    }
    return Attribution(**values)  # type: ignore[arg-type]


def claims(text: str, *found: Attribution, mentions: tuple[Mention, ...] = (), **more: object) -> tuple[Claim, ...]:
    blocks = tuple(Block(Span(*line.span())) for line in re.finditer(r"[^\n]+", text))
    article = Article("a.txt", "a.txt", text, blocks)
    syntax = more.get("syntax", ())
    reading = Reading(sentences=(Span(0, len(text)),), attributions=found, syntax=syntax)  # type: ignore[arg-type]
    times = more.get("times", ())
    issues = more.get("issues", ())
    return resolve(article, reading, mentions, PUBLISHED, times, issues, ACTORS)  # type: ignore[arg-type]


def mention(text: str, words: str, actor: Actor, by: str = "name") -> Mention:
    return Mention("a.txt", at(text, words), by, actor=actor.id, text=words)  # type: ignore[arg-type]


def test_the_holder_is_the_actor_its_phrase_ends_with() -> None:
    text = "Foreign Minister Berg said it rained."
    (claim,) = claims(
        text, said(text, "Foreign Minister Berg", "said", "it rained"), mentions=(mention(text, "Berg", BERG, "alias"),)
    )
    assert (claim.holder, claim.holder_id) == ("Anna Berg", "anna-berg")
    assert "“Berg” is Anna Berg" in claim.why


def test_a_group_stays_a_group_and_has_a_side() -> None:
    text = "The Norway officials said it rained."
    (claim,) = claims(
        text, said(text, "Norway officials", "said", "it rained"), mentions=(mention(text, "Norway", NORWAY),)
    )
    assert (claim.holder, claim.holder_id, claim.side) == ("Norway officials", None, "Norway")


def test_a_pronoun_that_nothing_resolves_is_nobody() -> None:
    text = "He said it rained."
    (claim,) = claims(text, said(text, "He", "said", "it rained", holder_is="pronoun"))
    assert claim.holder is None
    assert claim.issues == ()


def test_they_are_the_group_that_spoke_before() -> None:
    text = "Two farmers said it rained. Berg said it was dry. It would pour, they said."
    first = said(text, "Two farmers", "said", "it rained", holder_is="group")
    other = said(text, "Berg", "said it was", "it was dry")
    last = said(text, "they", "said", "It would pour", holder_is="pronoun")
    found = claims(text, first, other, last, mentions=(mention(text, "Berg", BERG),))
    assert [claim.holder for claim in found] == ["Two farmers", "Anna Berg", "Two farmers"]
    assert any("who spoke before" in step for step in found[2].why)


def test_they_are_left_open_where_no_group_spoke_nearby() -> None:
    text = "Two farmers said it rained. Berg said it was dry. It would pour, they said."
    far = said(text, "Two farmers", "said", "it rained", holder_is="group")
    last = said(text, "they", "said", "It would pour", holder_is="pronoun", sentence=9)
    assert claims(text, far, last)[1].holder is None
    one = said(text, "Berg", "said it was", "it was dry")
    last = replace(last, sentence=0)
    assert claims(text, one, last, mentions=(mention(text, "Berg", BERG),))[1].holder is None


def test_the_hearer_is_addressed() -> None:
    text = "Berg urged Norway to leave."
    attribution = said(text, "Berg", "urged", "Norway to leave", to=at(text, "Norway"))
    (claim,) = claims(text, attribution, mentions=(mention(text, "Berg", BERG), mention(text, "Norway", NORWAY)))
    assert claim.to == "Norway"


def test_i_within_a_claim_is_its_holder() -> None:
    text = "Berg said I hope it rains."
    outer = said(text, "Berg", "said", "I hope it rains")
    inner = said(text, "I", "hope", "it rains", within=0, holder_is="pronoun")
    first, second = claims(text, outer, inner, mentions=(mention(text, "Berg", BERG),))
    assert second.holder == "Anna Berg"
    assert second.within == first.id


def test_ids_stay_and_differ() -> None:
    text = "Berg said it rained. Berg said it rained."
    found = (said(text, "Berg", "said", "it rained"), said(text, "Berg", "said", "it rained"))
    first = claims(text, *found)
    assert [c.id for c in first] == [c.id for c in claims(text, *found)]
    assert len({c.id for c in first}) == 2


def test_said_on_the_day_that_the_sentence_gives() -> None:
    text = "Berg said on Monday it rained."
    day = Days(date(2011, 5, 2), date(2011, 5, 2))
    time = DatedExpression(at(text, "Monday"), "DATE", "2011-05-02", day, Span(0, len(text)), "the Monday before")
    attribution = said(text, "Berg", "said", "it rained")
    assert claims(text, attribution, times=(time,))[0].days == day
    assert claims(text, attribution)[0].days == DAY


def test_what_has_been_said_was_said_on_no_day_of_the_sentence() -> None:
    text = "Berg met troops on Monday and has said it rained."
    day = Days(date(2011, 5, 2), date(2011, 5, 2))
    time = DatedExpression(at(text, "Monday"), "DATE", "2011-05-02", day, Span(0, len(text)), "the Monday before")
    attribution = said(text, "Berg", "has said", "it rained")
    assert claims(text, attribution, times=(time,))[0].days == DAY


def test_stance_only_where_the_holder_is_known(nlp: Any) -> None:
    text = "Berg said the dam must be finished."
    issue = Issue("dam", "The dam", ("dam",), (), "The dam should be built", ("finish",), ())
    attribution = said(text, "Berg", "said", "the dam must be finished")
    syntax = syntax_of(nlp(text), (Span(0, len(text)),), (attribution,))
    (known,) = claims(text, attribution, mentions=(mention(text, "Berg", BERG),), issues=(issue,), syntax=syntax)
    assert (known.issues, known.stance) == (("dam",), "for")
    unknown = replace(attribution, holder=None, holder_is="none")
    assert claims(text, unknown, issues=(issue,), syntax=syntax)[0].stance is None


def test_an_issue_that_an_article_does_not_mean_is_no_claims_issue() -> None:
    issue = Issue("tax", "Tax", ("duties",), ("Norland duties/tariffs",), "Norland should lift its duties on steel")
    text = "Berg said the tariffs rose. " + "The duties of a judge are many. " * 30
    (claim,) = claims(text, said(text, "Berg", "said", "the tariffs rose"), issues=(issue,))
    assert claim.issues == ()


def test_a_group_is_told_by_what_follows_it() -> None:
    text = "The mayors of the coastal towns, who met in May, said it rained."
    attribution = replace(
        said(text, "mayors", "said", "it rained", holder_is="group"),
        source=(at(text, "The mayors of the coastal towns"),),
    )
    assert claims(text, attribution)[0].holder == "mayors of the coastal towns"


def test_who_only_tells_on_what_another_said_takes_no_side(nlp: Any) -> None:
    text = "Envoys quoted Berg as saying that the toll must be introduced."
    toll = Issue("toll", "The toll", ("toll",), (), "The toll should be introduced")
    content = "that the toll must be introduced"
    told = said(text, "Envoys", "quoted Berg as saying", content)
    held = said(text, "Berg", "saying", content)
    syntax = syntax_of(nlp(text), (Span(0, len(text)),), (told, held))
    found = claims(text, told, held, syntax=syntax, issues=(toll,))
    assert [claim.stance for claim in found] == [None, "for"]
