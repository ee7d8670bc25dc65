"""Labels of speakers at the beginning of a line, or behind a sentence in it: "QUESTION:", "Anna Berg (Labour):",
"[Berg]", "Q.", "Mr. BERG."; whether they make a transcript, turns.py tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from tui.model import Article, Span
from tui.reading.roles import COURTESY, HEADS
from tui.text.wordlist import wordlist

_LEAD = r"(?:[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?[ \t]*+(?:[-–][ \t]*+)?|(?<![*_#>•·])[*_#>•·]++[ \t]*+|[-–—][ \t]++)?"
# Most lines have no colon near, which is seen before what stands in front of one is parted in every way.
_COLON_NEAR = r"(?=[^:;?!\"“”]{1,182}+:)"
_COLON = re.compile(
    _LEAD + _COLON_NEAR + r"(?P<who>[^:;?!\"“”\n]{1,90}(?:\n?[^:;?!\"“”\n]{1,90})?)[ \t]?:(?=\s|\*|$)[*_]*", re.ASCII
)
_BRACKET = re.compile(_LEAD + r"(?:\[(?P<who>[^\]\[\n]{2,60})\]|\(\((?P<two>[^()\n]{1,40})\)\)) ?:?(?=[ \t]|$)")
_LETTER = re.compile(r"(?P<who>Q|A|QUESTION|ANSWER)(?:[.)]|[ \t]*[-–—]|(?=[ \t]{2,})|(?<=Q)(?=[ \t][A-Z]))(?=\s)")
_CHAMBER = re.compile(
    r"(?P<who>(?:Mr|Mrs|Ms|Dr|Miss|Senator|Chairman|Chairwoman|Representative)\.? [A-Z][A-Z'’-]{2,}(?: of [A-Z]\w+)?"
    r"|The (?:PRESIDING OFFICER|(?:ACTING )?(?:SPEAKER|CHAIRMAN|CHAIR|PRESIDENT))(?: pro tempore)?)\.(?=\s)"
)
_TIMED = re.compile(r"(?P<who>[A-Z][^:\n\d]{1,50}?)[ \t]+[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?[ \t]*(?=\n|$)")
_BEHIND = re.compile(r"(?<=[a-z0-9)][.?!])[ \t]+(?=[A-Z])|(?<=[.?!][”\"])[ \t]+(?=[A-Z])")
_WRAPPED = 30  # characters from which a line that ends within a sentence is a broken one
# A label with the hint that a page shows over it: "Jon Berg Berg JonMinister of Ports".
_HINTED = re.compile(
    r"(?P<first>[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)?) (?P<last>[A-Z][\w'’-]+)"
    r"(?P<hint>\s+(?P=last) (?P=first)(?=[A-Z][a-z]+ ))"
)
_HUNG = 90  # characters of a label that may run on into the next line
FORMS = (_LETTER, _CHAMBER, _BRACKET, _TIMED, _COLON)
# Forms that mean a speaker only where several speakers come again and again: a name on a line of its own, before a
# dash or a full stop, in round brackets.
_ALONE = re.compile(r"(?P<who>[A-Z][^:;?!\"“”\n]{1,70}[^\s:;?!.,\"“”])[ \t]*(?=\n|$)")
_DASHED = re.compile(_LEAD + r"(?P<who>[A-Z][\w.'’-]*(?: [\w.'’-]+){0,5})[ \t]*[—–][ \t]*(?=[A-Z“\"‘'])")
_DOTTED = re.compile(r"(?P<who>[A-Z][\w'’-]+(?: (?:[A-Z][\w'’-]*|[A-Z]\.)){1,3})\.[ \t]+(?=[A-Z“\"‘'])")
_ROUND = re.compile(r"\((?P<who>[A-Z][^()\n:]{2,50})\)[ \t]+(?=[A-Z“\"‘'])")
WEAK = (_ALONE, _DASHED, _DOTTED, _ROUND)
_LINE = re.compile(r"^[^\S\n]*(?=\S)", re.MULTILINE)
_NOTE = re.compile(r"(?<!\s)\s*[(\[]([^()\[\]]*)[)\]]\s*$")
# "Defence, Energy and Trade Minister Anna Berg": the comma stands inside the role
_ROLEFIRST = re.compile(
    r"\b(?:Minister|Secretary|Commissioner|President|Director|Chairman|Head)(?: [A-Z][\w'’-]+){2,3}$"
)
ASKERS = wordlist(
    """
    q question questions interviewer reporter journalist correspondent moderator host presenter anchor questioner
    facilitator compere newscaster
    """
)
ANSWERERS = frozenset({"a", "answer", "answers"})
NAMELESS = wordlist(
    """
    voice voices remark remarks reply replies audience crowd member delegate speaker male female man woman unidentified
    unknown inaudible
    """
)
_CHAIRS = wordlist(
    """
    chair president chairman chairwoman chairperson speaker moderator secretary clerk rapporteur court
    """
)
_REPORTS = wordlist(
    """
    said says say saying stated declared remarked who told tells adds added asked wrote writes
    noted is are was were has have had been be reads read
    will would follows included include includes
    """
)
_OPENERS = wordlist(
    """
    on in at as for to from with but and if when while after before this that these those here there now first second
    third next also another more note notes image photo picture video me correction update updated source sources
    background analysis example warning exclusive factbox related subs substitutes attendance referee goals booked
    finally lastly meanwhile twitter facebook instagram contributing contributors
    watch see listen quick fast result results key summary timeline contact contacts tel email web website location
    yeah yes no well so ok okay right sure anyway however and
    date time subject re cc bcc title abstract keywords highlights tip tips step steps ps editor
    """
)
_GLUE = wordlist(
    """
    of and for the to in on at de la le van von der den bin ibn al el du da dos di y e ul
    """
)
# "Anna Berg, of Holm, gave the board a warning:", "Jon Rask, responding to the board, interrupted the talk:"
_TELLS = re.compile(
    r"(?:^|, )(?:(?!\d)\w+(?:ed|ing)|gave|told|made|had|put|took|went|spoke|wrote)"
    r" (?:the|an?|to|his|her|their|its|this|that)\b"
)
_NOT_OF = re.compile(
    r"\b(?:spoke|speaking|interpret\w*|retranslat\w*|translat\w*|via|voice|camera|through|from|off|video|phone|on|in|by"
    r"|audio|laugh\w*|applause|continued|cont)\b",
    re.IGNORECASE,
)
MARKS = frozenset("“\"'‘«")
STANDING = frozenset({2, 3})  # indices into FORMS: brackets and times
_LONGEST = 24  # words of a label with its role, and with it again where a page's hint was saved with it
_ENDS = frozenset('.!?…"”’)')


class Label(Struct, frozen=True):
    span: Span  # with its colon
    who: Span
    of: Span | None
    key: str
    form: int  # index into FORMS
    asks: bool | None  # None where the label does not tell
    plain: bool  # a name or role in more than one word, or in capitals


def begins(article: Article, label: Label) -> bool:
    """Whether a label stands where a sentence may begin: a line may only have been broken before it."""
    if any(block.span.start == label.span.start for block in article.blocks):
        return True
    return article.text[max(0, label.span.start - 9) : label.span.start].rstrip()[-1:] in _ENDS


def labels_of(article: Article, forms: Sequence[re.Pattern[str]]) -> list[Label]:
    found: list[Label] = []
    for block in article.blocks:
        if block.role in ("title", "byline", "caption"):
            continue
        for line in _LINE.finditer(article.text, block.span.start, block.span.end):
            label = _label_at(article.text, line.end(), block.span.end, forms)
            if label is not None and _is_broken_off(article.text, block.span.start, label):
                label = None
            if label is not None and (not found or label.span.start >= found[-1].span.end):
                found.append(label)
            ends = _end_of_line(article.text, line.end(), block.span.end)
            if forms is FORMS and ":" in article.text[line.end() : min(ends + _HUNG, block.span.end)]:
                for more in _inside(article.text, line.start(), ends, block.span.end):
                    if not found or more.span.start >= found[-1].span.end:
                        found.append(more)
    return found


def _is_broken_off(text: str, start: int, label: Label) -> bool:
    """Whether the line before a name with a colon only broke off there: "who stated before the Harbour" / "Board:"."""
    if FORMS[label.form] is not _COLON or label.span.start <= start or label.asks is not None:
        return False
    before = text[start : label.span.start].rstrip(" \t").removesuffix("\n")
    last = before.rpartition("\n")[2].rstrip()
    if len(last) < _WRAPPED or label.who.of(text).isupper():
        return False
    words = label.who.of(text).split()
    if words[0][:1].isupper() and len(words) > 1 and not last.endswith((",", ";")):
        return last.split()[-1] in _GLUE  # a caption may end without a full stop before "Minister Anna Berg:"
    return last[-1:].islower() or last[-1:] in ",;"


def _end_of_line(text: str, at: int, end: int) -> int:
    stop = text.find("\n", at, end)
    return end if stop < 0 else stop


def _inside(text: str, start: int, stop: int, end: int) -> Iterator[Label]:
    """The labels behind a sentence in a line, as pages without their line breaks have them: a role with a name, one
    who asks or answers."""
    for place in _BEHIND.finditer(text, start, stop):
        match = _COLON.match(text, place.end(), min(stop + _HUNG, end))
        if match is None or text[match.end() : match.end() + 2].strip()[:1] in MARKS:
            continue
        label = _read(text, Span(*match.span()), Span(*match.span("who")), FORMS.index(_COLON))
        if label is None:
            continue
        names = sum(word[:1].isupper() for word in label.who.of(text).split())
        if label.asks is not None or (names > 2 and HEADS.intersection(label.key.split())):
            yield label


def _label_at(text: str, at: int, end: int, forms: Sequence[re.Pattern[str]]) -> Label | None:
    for number, form in enumerate(forms):
        match = form.match(text, at, end)
        if match is None:
            continue
        group = "who" if match.group("who") else "two"
        label = _read(text, Span(*match.span()), Span(*match.span(group)), number)
        if label is not None:
            return label
    return None


def _read(text: str, span: Span, who: Span, form: int) -> Label | None:
    """A label if its words can be a speaker's: a name, a role, or one who asks."""
    of: Span | None = None
    words = who.of(text)
    while (note := _NOTE.search(words)) is not None:
        inner = Span(who.start + note.start(1), who.start + note.end(1))
        named = inner.of(text)
        if named[:1].isupper() and not _NOT_OF.search(named) and not HEADS.intersection(named.lower().split()):
            of = inner
        words = words[: note.start()]
    hinted = _HINTED.search(words)
    words = words[: hinted.start("hint")] if hinted is not None else words
    role = ""
    before, comma, after = words.partition(", ")
    if comma and not _ROLEFIRST.search(after):
        words, role = before, after
    words = words.rstrip(" .*_")
    who = Span(who.start, who.start + len(words))
    key = " ".join(re.findall(r"[^\W_]+", words.casefold()))
    parts = key.split()
    if not parts or len(parts) > _LONGEST:
        return None
    if not _is_speaker(words, parts, role):
        return None
    last = parts[-1]
    asks: bool | None = None
    if last in ASKERS or parts[0] in ("question", "q") or ASKERS.intersection(role.lower().split()):
        asks = True
    elif last in ANSWERERS:
        asks = False
    plain = (
        (len(parts) > 1 and (not role or bool((HEADS | ASKERS).intersection(role.lower().split()))))
        or words.isupper()
        or last in ASKERS | ANSWERERS
    )
    return Label(span, who, of, key, form, asks, plain)


def _is_speaker(words: str, parts: Sequence[str], role: str) -> bool:
    if len(parts) == 1 and parts[0] in ASKERS | ANSWERERS | NAMELESS:
        return True
    if {parts[0], parts[-1]} & _OPENERS or _REPORTS.intersection([*parts, *role.lower().split()]):
        return False
    raw = words.split()
    if any(word.endswith(".") and len(word) > 5 for word in raw) or len(role.split()) > _LONGEST or _TELLS.search(role):
        return False
    if raw[0].lower() == "the":
        return bool(_CHAIRS.intersection(parts) or HEADS.intersection(parts))
    if role and not (role[:1].isupper() or (HEADS | ASKERS).intersection(role.lower().split())):
        return False
    heads = bool((HEADS | COURTESY | NAMELESS).intersection(parts))
    small = [word for word in raw if word[:1].islower()]
    if small and not heads and not set(small) <= _GLUE:
        return False
    if not heads and len(raw) > (_LONGEST if "of" in raw else 5):
        return False
    ending = raw[-1]
    return raw[0][:1].isupper() and (ending[:1].isupper() or ending.isdigit())
