"""How a claim is said as one sentence, who, cue, content, with the text's own words: a sentence plan.

The text says it in many orders ("…," he told reporters; the decision was welcomed by the board; its refusal to sign).
A plan puts the holder first wherever English lets it stand there without changing a word, so that a list of claims
reads evenly, and keeps every word that could turn the meaning round ("did not", "has never").

A plan is a string of pieces, parted by `PIECE`: `HOLDER` for the holder's name, `HOLDER` and words where the holder is
called by the words of the text, `CONTENT` for the content, anything else is words of the cue. Piece n of a content of
several is `CONTENT` and n.
"""

from __future__ import annotations

import re

from tui.model import Claim, Span
from tui.text.word_classes import POSSESSIVES
from tui.text.wordlist import wordlist

PIECE, HOLDER, CONTENT = "\x1f", "@", "#"
POSSESSIVE = "’s"  # a piece of the cue that joins its neighbour without a space

_NEAR = 80  # characters that are looked at for what belongs to a cue
_LEAD = 3  # words before a cue that go with it: "has long been", "is widely"
_FILL = 5  # words between two parts of a cue
_AFTER = 3  # words between a cue and its content, or after a cue that needs a hearer
_NEGATIONS = frozenset({"not", "never", "no", "longer", "hardly", "neither", "nor", "cannot", "without", "barely"})
_RELATIVES = frozenset(
    {"who", "which", "that", "and", "but", "or", "also", "then", "yet", "while", "as", "so", "where"}
)
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "'s", "’s", "’re", "'re"})
_BEFORE_PARTICIPLE = _BE | {"to", "keep", "keeps", "kept", "not"}
_OWN = POSSESSIVES | {"whose"}
_SUBJECTS = frozenset({"he", "she", "they", "we", "i"})
_OF = frozenset({"by", "of", "from"})
_PREPOSITIONS = wordlist(
    """
    about after against amid among as at because before between by during for from if in into of on over since
    than through to under until upon when where while with within without that
    """
)
_HEARERS = wordlist(
    """
    tell tells told telling inform informs informed informing assure assures assured assuring remind reminds
    reminded reminding notify notifies notified notifying convince convinces convinced persuade persuades
    persuaded
    """
)
_STOPS = re.compile(r"[.!?;:]\s|[\"“”«»„()\[\]]|\n\s*\n|[—–]|--|,")
_ARTICLE = re.compile(r"\b(an?|the)\s+\Z", re.IGNORECASE)
_TAIL = re.compile(r"[^,;:()\"“”«»„—–\[\]]*\Z")


def sentence_plan(text: str, claim: Claim) -> str:
    """The plan of a claim in its article's `text`."""
    if not claim.cue:
        return PIECE.join((_who(text, claim), ":", CONTENT)) if claim.source or claim.holder else CONTENT
    if not claim.source:
        return _in_order(text, claim) if not claim.holder else PIECE.join((HOLDER, _cue(text, claim), CONTENT))
    who = _who(text, claim)
    cue = _cue(text, claim)
    head = cue.split()[0].lower() if cue else ""
    first, source = claim.cue[0], claim.source[-1]
    after = source.start >= claim.cue[-1].end
    joint = text[claim.cue[-1].end : source.start].split() if after else []
    if head == "according":
        return PIECE.join(("According to", who, ":", CONTENT))
    if joint[:1] == ["by"] and claim.content and claim.content[0].start < first.start:
        return _by(who, cue, _flat(claim.content[0].of(text)))
    if _owns(text, source) or (len(joint) == 1 and joint[0] in _OF and _content_after(claim, source)):
        named = who.removeprefix(HOLDER).lower() not in _OWN
        return PIECE.join((who, POSSESSIVE, cue, CONTENT) if named else (who, cue, CONTENT))
    lead = "" if after else _lead(text[source.end : first.start])
    last = lead.split()[-1].lower() if lead else ""
    if head.endswith("ing") and last not in _BEFORE_PARTICIPLE:
        return PIECE.join((who, ",", f"{lead} {cue}".strip(), CONTENT))
    return PIECE.join((who, f"{lead} {cue}".strip(), CONTENT))


def _content_after(claim: Claim, source: Span) -> bool:
    return bool(claim.content) and claim.content[0].start >= source.end


def _by(who: str, cue: str, content: str) -> str:
    """What "was welcomed by the board": the board welcomed, where the verb has one form for both, and "he" is not
    what it was."""
    words = cue.split()
    while words and words[0].lower() in _BE:
        words = words[1:]
    if len(words) == 1 and words[0].endswith("ed") and content.lower() not in _SUBJECTS:
        return PIECE.join((who, words[0], CONTENT))
    return PIECE.join((CONTENT, f"{cue} by", who))


def _in_order(text: str, claim: Claim) -> str:
    """A claim that nobody is named for, in the order of the text."""
    pieces = [(span.start, f"{CONTENT}{n}") for n, span in enumerate(claim.content)]
    pieces += [(span.start, _flat(span.of(text))) for span in claim.cue]
    return PIECE.join(piece for _, piece in sorted(pieces))


def _who(text: str, claim: Claim) -> str:
    """The holder by name; by the words of the text where it is a group or not known."""
    words = _flat(claim.source[-1].of(text)) if claim.source else ""
    words = re.sub(r"(?:['’]s|(?<=s)['’])$", "", words)
    if claim.holder_id is not None:
        return HOLDER
    if claim.holder is None:
        return HOLDER + " ".join(words.split()[:8]).rstrip(",;:")
    at = words.lower().find(claim.holder.lower())
    if not 0 <= at <= len("the several "):
        return HOLDER
    start = claim.source[-1].start
    article = _ARTICLE.search(text[max(0, start - 8) : start])
    return HOLDER + (f"{article[1]} " if article is not None and at == 0 else "") + words[: at + len(claim.holder)]


def _cue(text: str, claim: Claim) -> str:
    """The words of the cue with what belongs between its parts, and whom they address."""
    first, *rest = claim.cue
    words = _flat(first.of(text))
    end = first.end
    for span in rest:
        between = text[end : span.start]
        fill = _flat(between) if not _parted(between, end, span.start, claim) else ""
        words = " ".join(part for part in (words, fill, _flat(span.of(text))) if part)
        end = span.end
    return " ".join(part for part in (words, _next_words(text, end, claim, words)) if part)


def _parted(between: str, start: int, end: int, claim: Claim) -> bool:
    """Whether what stands between two parts of a cue is no part of it."""
    others = (*claim.source, *claim.content)
    return (
        bool(_STOPS.search(between))
        or len(between.split()) > _FILL
        or any(span.start < end and start < span.end for span in others)
    )


def _next_words(text: str, end: int, claim: Claim, cue: str) -> str:
    """What stands between a cue and the content after it; after one that needs a hearer the hearer."""
    begin = min((span.start for span in claim.content if span.start >= end), default=None)
    source = min((span.start for span in claim.source if span.start >= end), default=None)
    stop = min(place for place in (begin, source, len(text), end + _NEAR) if place is not None)
    between = text[end:stop]
    cut = _STOPS.search(between)
    words = (between[: cut.start()] if cut else between).split()
    hears = any(word.lower() in _HEARERS for word in cue.split())
    whole = begin == stop and cut is None
    if whole and len(words) <= _AFTER:
        return " ".join(words)
    if not hears:
        return ""
    kept: list[str] = []
    for word in words:
        if word.lower().strip(".,;") in _PREPOSITIONS:
            break
        kept.append(word)
    return " ".join(kept).rstrip(".,;") if 0 < len(kept) <= 2 * _AFTER else ""


def _lead(between: str) -> str:
    """What stands right before a cue and goes with it: "has long", "did not", "is"; no clause of its own."""
    if "\n\n" in between:
        return ""
    tail = _TAIL.search(between)
    words = tail.group().split() if tail else []
    while words and words[0].lower() in _RELATIVES:
        words = words[1:]
    if words and words[0][:1].isupper():  # a name beside the source: "the board's envoy, Kari Lund, said"
        return ""
    if len(words) <= _LEAD:
        return " ".join(words)
    for at in range(len(words) - _LEAD, len(words)):
        if words[at].lower() in _NEGATIONS or words[at].lower().endswith(("n't", "n’t")):
            whole = words[at].lower().endswith(("n't", "n’t")) or words[at].lower() in ("never", "cannot")
            return " ".join(words[at if whole else max(at - 1, 0) :])
    return ""


def _owns(text: str, source: Span) -> bool:
    """Whether a source is said as an owner: "its", "the union's"."""
    words = source.of(text).split()
    if not words:
        return False
    return words[-1].lower() in _OWN or bool(re.search(r"['’]s$|s['’]$", words[-1]))


def _flat(words: str) -> str:
    return " ".join(words.replace(PIECE, " ").split())
