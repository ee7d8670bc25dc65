"""What speakers say to one another and of their own talk: thanks, greetings, "let me turn to".

It is no position, unless its own words speak of an issue.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui.corpus.issues import Belonging
from tui.model import Attribution, text_of

_FIRST = re.compile(r"\b(?:i|we|me|us|my|our)\b", re.IGNORECASE)
_LINK = r"^(?:(?:and|but|so|now|first|finally|here|once|again|also|just|only|briefly|in conclusion|of course)\b[\s,]*)*"
_ASIDE = r"(?:\W+(?:once|again|also|just|only|now|very|much|here|today|first|finally|sincerely|warmly|personally))*\W+"
_POLITE = re.compile(
    _LINK
    + r"(?:(?:i|we|let me|let us|may i|allow me|permit me)\b[\w\s'’]{0,40}?\b)?(?:to\s+)?"
    + r"(?:thank|congratulat|greet|apologi[sz]|salut"
    + r"|wish(?=\W+(?:you|him|her|them|all|every|.{0,70}\b(?:success|well)\b))"
    + r"|welcom\w*(?=\W+(?:you|all of you|the opportunity|this opportunity|the occasion|our guests|our friends))"
    + r"|pay(?:ing)?\s+(?:\w+\s+)?(?:tribute|homage)|conveys?\b|extend\s+(?:my|our)"
    + r"|(?:(?:am|are|is|was|be)\s+)?(?:\w+\s+)?(?:honou?red|pleased|glad|happy|delighted|grateful)"
    + _ASIDE
    + r"(?:to\s+(?:see|meet|be|welcome|greet|address|speak|have|join)\b|to\s+you\b))",
    re.IGNORECASE,
)
_CHANCE = re.compile(
    r"(?:the|this|an?)\s+(?:\w+\s+)?(?:opportunity|occasion|honou?r|privilege|pleasure)\b"
    r"(?:(?:\s+\w+)?\s*$|.{0,40}?\bto\s+(?:address|speak|be|take|meet|have|say)\b)",
    re.IGNORECASE | re.DOTALL,
)
_TOPIC = (
    r"(?:issue|question|topic|subject|matter|point|item|theme|problem|part|thing|agenda|statement|speech|remark)s?\b"
)
_OF_TALK = re.compile(
    _LINK
    + r"(?:(?:i|we)\s+(?:\w+\s+){0,3}?|let (?:me|us)\s+)?(?:to\s+)?(?:now\s+)?"
    + r"(?:(?:begin|start|conclude|finish|close|end)\s+(?:by|with|my|from|here|on a)\b"
    + r"|(?:return|turn|come back|go back|move on|pass on|go over|get back)\s+(?:now\s+)?to\s+(?:\w+\s+){0,3}?" + _TOPIC
    + r"|take\s+(?:the floor|up the|the (?:subject|case|example|question) of)|give (?:the|you the) floor|stop here"
    + r"|dwell\b"
    + r"|say (?:a few|some|one|a couple)\b|add (?:a few|one|just)\b|answer (?:this|your|that)\b|listen\b|hear\b)",
    re.IGNORECASE,
)  # fmt: skip
# Courtesies that stay so whatever they name: who is thanked for a report on the quays takes no side on them.
_I = r"(?:(?:i|we|let me|let us|may i|allow me|permit me)\b[\w\s'’]{0,40}?\b)?(?:to\s+)?"
_GRATITUDE = (
    r"(?:express|convey|extend)\w* (?:my|our|its) (?:\w+ ){0,2}?(?:gratitude|thanks|appreciation|congratulations)"
)
_HONOUR = r"(?:honou?r|privilege|pleasure|opportunity) (?:\w+ ){0,3}?to (?:address|speak|be|take part|participate)\b"
_ALWAYS = re.compile(
    _LINK
    + rf"(?:{_I}(?:thank\w*|congratulat\w*|greet\w*|salut\w*|{_GRATITUDE})\b[^,;.]{{0,80}}?"
    + r"\b(?:for|on|upon)\s+(?:\w+\s+){0,4}?"
    + r"(?:reports?|questions?|words|presentations?|statements?|remarks|briefing|work|speech|hospitality|welcome"
    + r"|help|assistance|election|appointment|attention|leadership|presence)\b"
    + rf"|{_I}(?:thank|congratulat|greet|salut)\w*\b(?:(?!\b(?:for|on|upon|that|because)\b)[^,;.]){{0,80}}$"
    + rf"|{_I}(?:say (?:an?|a few|some) words?\b|(?:re)?turn (?:now )?to the {_TOPIC})"
    + rf"|it is (?:an?|my|our) (?:\w+ )?{_HONOUR}|(?:i|we) have the {_HONOUR})",
    re.IGNORECASE,
)


def is_courtesy(text: str, said: Attribution, belongings: Sequence[Belonging]) -> bool:
    """Whether what one who speaks says for themselves is a courtesy or tells how they go on: thanks always, the rest
    where it names no issue."""
    if said.turn is None:
        return False
    own = text_of(text, said.content)
    if any(_ALWAYS.match(told) for told in (" ".join([*(span.of(text) for span in said.cue), own]), own)):
        return True
    if any(belonging.where == "content" for belonging in belongings):
        return False
    source = text_of(text, said.source)
    if source and not _FIRST.search(source):
        return False
    content = text_of(text, said.content)
    words = " ".join([*(span.of(text) for span in said.cue), content])
    return any(form.match(told) for form in (_POLITE, _OF_TALK, _CHANCE) for told in (words, content))
