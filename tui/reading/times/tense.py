"""The tense that governs a time expression: what its clause says has been, is or will be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from spacy.tokens import Token as Parsed

Tense = Literal["past", "present", "future", ""]

_WILL = frozenset({"will", "shall", "'ll", "wo"})
_MODAL = frozenset({"would", "could", "may", "might", "can", "should", "must", "ought", "'d", "ca"})
# Said of what has not happened yet, whatever tense the word itself stands in.
_AHEAD = frozenset(
    [
        "schedule",
        "plan",
        "expect",
        "set",
        "due",
        "slate",
        "hope",
        "intend",
        "propose",
        "aim",
        "want",
        "seek",
        "agree",
        "promise",
        "pledge",
        "vow",
        "decide",
        "urge",
        "ask",
        "prepare",
        "threaten",
        "offer",
        "arrange",
        "postpone",
        "delay",
        "invite",
        "order",
        "demand",
        "request",
        "call",
        "likely",
        "ready",
        "bound",
        "about",
        "poise",
        "book",
        "invite",
        "hope",
        "wait",
        "await",
        "look",
    ]
)
_PLANNED = frozenset({"schedule", "slate", "plan", "set", "book", "arrange"})  # "has scheduled a vote on Tuesday"
_MOVED = frozenset({"postpone", "delay", "move", "reschedule", "defer", "adjourn", "extend", "shift", "push"})
_VERBS = frozenset({"VERB", "AUX"})
_STEPS = 12  # how far up the tree a governor is looked for


def _governor(token: Parsed) -> tuple[Parsed | None, bool]:
    """The verb above a token, and whether a noun stands between them."""
    nominal = False
    at = token
    for _ in range(_STEPS):
        head = at.head
        if head.i == at.i:
            return (at if at.pos_ in _VERBS else None), nominal
        if head.pos_ in _VERBS:
            return head, nominal
        if head.pos_ in {"NOUN", "PROPN"} and at.dep_ in {
            "poss",
            "compound",
            "nmod",
            "amod",
            "prep",
            "npadvmod",
            "nummod",
        }:
            nominal = nominal or head.ent_type_ not in {"DATE", "TIME"}
        at = head
    return None, nominal


def _future_above(verb: Parsed) -> bool:
    head = verb.head
    return head.i != verb.i and (head.lemma_.lower() in _AHEAD or head.lower_ in {"due", "likely", "ready", "going"})


def tense_of_verb(verb: Parsed) -> Tense:
    """The tense of a verb group: its modals and auxiliaries first, then its own form."""
    auxiliaries = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    words = {child.lower_ for child in auxiliaries}
    if words & _WILL:
        return "future"
    if words & _MODAL:
        past = any(child.lower_ == "have" for child in auxiliaries)
        return "past" if past else "future"
    if "to" in words:
        have = any(child.lower_ == "have" for child in auxiliaries)
        return "past" if have else _infinitive(verb)
    if any(child.lower_ in {"have", "has", "had", "'ve", "did", "was", "were"} for child in auxiliaries):
        return "past"
    if any(child.tag_ in {"VBZ", "VBP"} for child in auxiliaries):
        return "future" if verb.lemma_ in _AHEAD and verb.tag_ == "VBN" else "present"
    if verb.tag_ in {"VBD"}:
        return "past"
    if verb.tag_ == "MD":
        return "future"
    if verb.tag_ in {"VBZ", "VBP"}:
        return "present"
    if verb.tag_ == "VBN":
        return "past" if verb.lemma_ not in _AHEAD else "future"
    return _from_above(verb)


def _infinitive(verb: Parsed) -> Tense:
    if _future_above(verb):
        return "future"
    head = verb.head
    if head.i == verb.i:
        return "future"
    if head.lemma_ == "be" and verb.dep_ == "xcomp":
        return "future"  # "is to open in March"
    if head.pos_ in _VERBS:
        return tense_of_verb(head) if head.tag_ != "VB" else "future"
    return ""


def _from_above(verb: Parsed) -> Tense:
    """A participle or bare form takes the tense of the verb it hangs on."""
    at = verb
    for _ in range(_STEPS):
        if at.head.i == at.i:
            return ""
        at = at.head
        if (at.pos_ in _VERBS and at.tag_ in {"VBD", "VBZ", "VBP", "VBN"}) or at.tag_ == "MD":
            return tense_of_verb(at) if at.tag_ != "MD" else "future"
    return ""


def tense_of(token: Parsed | None) -> Tense:
    """The tense in which a time expression that begins at `token` stands, empty where no verb tells."""
    if token is None:
        return ""
    verb, nominal = _governor(token)
    if _said_ahead(token) and not (verb is not None and _had_been(verb)):
        return "future"
    if verb is None:
        return ""
    if _had_been_planned(verb):
        return "past"
    if _due(token):
        return "future"
    if verb.lemma_.lower() in _AHEAD | _MOVED and _stands_for_aim(token, moved=verb.lemma_.lower() in _MOVED):
        return "future"
    if verb.lemma_.lower() in _PLANNED and token.i > verb.i and _stands_now(verb):
        return "future"
    tense = tense_of_verb(verb)
    if nominal and token.dep_ in {"poss", "compound", "nmod"}:
        return "" if tense != "past" else "past"
    return tense


# Right before a date: "effective Feb. 1", "payable May 6", "until Nov. 30".
_AHEAD_BEFORE = frozenset({"effective", "payable", "until", "till", "due", "expiring", "starting"})


def _said_ahead(token: Parsed) -> bool:
    first = min((child.i for child in token.lefts), default=token.i)
    return first > 0 and token.doc[first - 1].lower_ in _AHEAD_BEFORE


def _had_been(verb: Parsed) -> bool:
    """ "had stayed until Monday": a past perfect looks back."""
    return verb.lemma_.lower() not in _AHEAD and any(c.lower_ == "had" and c.dep_ == "aux" for c in verb.children)


def _had_been_planned(verb: Parsed) -> bool:
    """ "had been due to expire Friday": what was to come then is told of as past."""
    above = verb.head
    planned = above.i != verb.i and (above.lemma_.lower() in _AHEAD or above.lower_ in {"due", "ready", "likely"})
    if not planned or verb.tag_ != "VB":
        return False
    over = (*above.children, *above.head.children) if above.pos_ == "ADJ" else above.children
    return any(child.lower_ == "had" and child.dep_ == "aux" for child in over)


def _due(token: Parsed) -> bool:
    """ "is due on Thursday": the adjective says that it lies ahead."""
    head = token.head
    above = head.head if head.dep_ == "prep" or head.pos_ == "ADP" else head
    return above.lower_ in {"due", "payable"} and above.pos_ == "ADJ"


def _stands_now(verb: Parsed) -> bool:
    """ "plans a vote on Tuesday", "has scheduled one": a plan that stands as the article is written."""
    return verb.tag_ in {"VBZ", "VBP"} or any(child.lower_ in {"has", "have", "'ve"} for child in verb.children)


def _stands_for_aim(token: Parsed, *, moved: bool) -> bool:
    """ "scheduled for May 7", "called for a vote on Tuesday", "moved to Friday": the day lies ahead of the verb."""
    at = token
    for _ in range(_STEPS):
        if at.dep_ == "prep" or at.pos_ == "ADP":
            return at.lower_ in {"for", "until", "till", "by"} or (moved and at.lower_ == "to")
        if at.head.i == at.i or at.pos_ in _VERBS:
            return False
        at = at.head
    return False
