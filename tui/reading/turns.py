"""Whose text it is: the turns of a transcript by their speakers' labels, and speeches in their author's own voice.

A label stands at the beginning of a line: "QUESTION:", "Anna Berg (Labour):", "[Berg]", "Q.", "Mr. BERG.". One word
before a colon proves nothing; labels count where several stand together, most of the text is theirs, and it is spoken:
in the first and second person, or in questions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from tui.model import Article, Span, Turn
from tui.reading.roles import COURTESY, HEADS
from tui.reading.speeches import FIRST, OWN, QUOTED, TOLD, own_voice
from tui.text.wordlist import wordlist

_LEAD = r"(?:[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?[ \t]*+(?:[-–][ \t]*+)?|[*_#>•·]+[ \t]*|[-–—][ \t]+)?"
_COLON = re.compile(_LEAD + r"(?P<who>[^:;?!\"“”\n]{1,90}(?:\n?[^:;?!\"“”\n]{1,90})?)[ \t]?:(?=\s|\*|$)[*_]*", re.ASCII)
_BRACKET = re.compile(_LEAD + r"(?:\[(?P<who>[^\]\[\n]{2,60})\]|\(\((?P<two>[^()\n]{1,40})\)\)) ?:?(?=[ \t]|$)")
_LETTER = re.compile(r"(?P<who>Q|A|QUESTION|ANSWER)(?:[.)]|[ \t]*[-–—]|(?=[ \t]{2,})|(?<=Q)(?=[ \t][A-Z]))(?=\s)")
_CHAMBER = re.compile(
    r"(?P<who>(?:Mr|Mrs|Ms|Dr|Miss|Senator|Chairman|Chairwoman|Representative)\.? [A-Z][A-Z'’-]{2,}(?: of [A-Z]\w+)?"
    r"|The (?:PRESIDING OFFICER|(?:ACTING )?(?:SPEAKER|CHAIRMAN|CHAIR|PRESIDENT))(?: pro tempore)?)\.(?=\s)"
)
_TIMED = re.compile(r"(?P<who>[A-Z][^:\n\d]{1,50}?)[ \t]+[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?[ \t]*(?=\n|$)")
_FORMS = (_LETTER, _CHAMBER, _BRACKET, _TIMED, _COLON)
# Forms that mean a speaker only where several speakers come again and again: a name on a line of its own, before a
# dash or a full stop, in round brackets.
_ALONE = re.compile(r"(?P<who>[A-Z][^:;?!\"“”\n]{1,70}[^\s:;?!.,\"“”])[ \t]*(?=\n|$)")
_DASHED = re.compile(_LEAD + r"(?P<who>[A-Z][\w.'’-]*(?: [\w.'’-]+){0,5})[ \t]*[—–][ \t]*(?=[A-Z“\"‘'])")
_DOTTED = re.compile(r"(?P<who>[A-Z][\w'’-]+(?: (?:[A-Z][\w'’-]*|[A-Z]\.)){1,3})\.[ \t]+(?=[A-Z“\"‘'])")
_ROUND = re.compile(r"\((?P<who>[A-Z][^()\n:]{2,50})\)[ \t]+(?=[A-Z“\"‘'])")
_WEAK = (_ALONE, _DASHED, _DOTTED, _ROUND)
_LINE = re.compile(r"^[^\S\n]*(?=\S)", re.MULTILINE)
_NOTE = re.compile(r"(?<!\s)\s*[(\[]([^()\[\]]*)[)\]]\s*$")
_SPOKEN = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|us|me|[Yy]ou|[Yy]our|[Tt]hank|[Ll]et)\b|\?")
_ASKED = re.compile(r"\?[\"”’')\]]*\s*$")
_ASKS = re.compile(r"[^\n“\"]{8,300}\?")
_INTERVIEW = re.compile(
    r"\b(?:interview\w*|q ?& ?a|questions and answers|conversation|talks? (?:to|with)|spoke (?:to|with))\b", re.I
)

# "Defence, Energy and Trade Minister Anna Berg": the comma stands inside the role
_ROLEFIRST = re.compile(
    r", .*\b(?:Minister|Secretary|Commissioner|President|Director|Chairman|Head)(?: [A-Z][\w'’-]+){2,3}$"
)

_ASKERS = wordlist(
    """
    q question questions interviewer reporter journalist correspondent moderator host presenter anchor questioner
    facilitator compere newscaster
    """
)
ANSWERERS = frozenset({"a", "answer", "answers"})
_NOBODY = wordlist(
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
    said says say saying told tells adds added asked wrote writes noted is are was were has have had been be reads read
    will would follows included include includes
    """
)
_OPENERS = wordlist(
    """
    on in at as for to from with but and if when while after before this that these those here there now first second
    third next also another more note notes image photo picture video me correction update updated source sources
    background analysis example warning exclusive factbox related subs substitutes attendance referee goals booked
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
_NOT_OF = re.compile(
    r"\b(?:spoke|speaking|interpret\w*|retranslat\w*|translat\w*|via|voice|camera|through|from|off|video|phone|on|in|by"
    r"|audio|laugh\w*|applause|continued|cont)\b",
    re.IGNORECASE,
)
_MARKS = frozenset("“\"'‘«")
_STANDING = frozenset({2, 3})  # indices into _FORMS: brackets and times
_LONGEST = 24  # words of a label with its role, and with it again where a page's hint was saved with it
_SHARE = 0.3  # of the text that must be said in turns
_TALK = 0.4  # of the turns that must be in the first or second person, or ask
_ENDS = frozenset('.!?…"”’)')
_AGAIN = 2  # labels a speaker of a form that may be anything
_MOST = 0.6  # of the text that must be said behind such labels
_ASKED_OFTEN = 3  # labels of one who asks, where answers have none
_ALL_ASK = 0.6  # of which must be questions that something follows
_ASKING = 0.4  # of a speaker's turns that must be questions for an asker


class _Label(Struct, frozen=True):
    span: Span  # with its colon
    who: Span
    of: Span | None
    key: str
    form: int  # index into _FORMS
    asks: bool | None  # None where the label does not tell
    plain: bool  # a name or role in more than one word, or in capitals


def find(article: Article) -> tuple[Turn, ...]:
    """The turns of an article in the order of its text, none overlapping another; () where it is in nobody's own voice.

    Made from the text and its blocks alone, before any parse.
    """
    labels = _labels(article, _FORMS)
    turns = _turns(article, labels) if labels else ()
    return turns or _weakly_labelled(article) or _unlabelled(article) or own_voice(article)


def _weakly_labelled(article: Article) -> tuple[Turn, ...]:
    """The turns where names of a form that may be anything come again and again before most of the text."""
    for form in _WEAK:
        labels = [label for label in _labels(article, (form,)) if _begins(article, label)]
        speakers = set(_speakers(labels).values())
        if len(labels) < _AGAIN * len(speakers) or len(speakers) < 2:
            continue
        turns = _turns(article, labels)
        said = sum(turn.span.end - turn.span.start for turn in turns)
        if said >= _MOST * sum(block.span.end - block.span.start for block in article.blocks):
            return turns
    return ()


def _begins(article: Article, label: _Label) -> bool:
    """Whether a label stands where a sentence may begin: a line may only have been broken before it."""
    if any(block.span.start == label.span.start for block in article.blocks):
        return True
    return article.text[max(0, label.span.start - 9) : label.span.start].rstrip()[-1:] in _ENDS


def _labels(article: Article, forms: Sequence[re.Pattern[str]]) -> list[_Label]:
    found: list[_Label] = []
    for block in article.blocks:
        if block.role in ("title", "byline", "caption"):
            continue
        for line in _LINE.finditer(article.text, block.span.start, block.span.end):
            label = _label_at(article.text, line.end(), block.span.end, forms)
            if label is not None and (not found or label.span.start >= found[-1].span.end):
                found.append(label)
    return found


def _label_at(text: str, at: int, end: int, forms: Sequence[re.Pattern[str]]) -> _Label | None:
    for number, form in enumerate(forms):
        match = form.match(text, at, end)
        if match is None:
            continue
        group = "who" if match.group("who") else "two"
        label = _read(text, Span(*match.span()), Span(*match.span(group)), number)
        if label is not None:
            return label
    return None


def _read(text: str, span: Span, who: Span, form: int) -> _Label | None:
    """A label if its words can be a speaker's: a name, a role, or one who asks."""
    of: Span | None = None
    words = who.of(text)
    while (note := _NOTE.search(words)) is not None:
        inner = Span(who.start + note.start(1), who.start + note.end(1))
        named = inner.of(text)
        if named[:1].isupper() and not _NOT_OF.search(named) and not HEADS.intersection(named.lower().split()):
            of = inner
        words = words[: note.start()]
    role = ""
    if ", " in words and not _ROLEFIRST.search(words):
        words, _, role = words.partition(", ")
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
    if last in _ASKERS or parts[0] in ("question", "q") or _ASKERS.intersection(role.lower().split()):
        asks = True
    elif last in ANSWERERS:
        asks = False
    plain = (
        (len(parts) > 1 and (not role or bool((HEADS | _ASKERS).intersection(role.lower().split()))))
        or words.isupper()
        or last in _ASKERS | ANSWERERS
    )
    return _Label(span, who, of, key, form, asks, plain)


def _is_speaker(words: str, parts: Sequence[str], role: str) -> bool:
    if len(parts) == 1 and parts[0] in _ASKERS | ANSWERERS | _NOBODY:
        return True
    if {parts[0], parts[-1]} & _OPENERS or _REPORTS.intersection([*parts, *role.lower().split()]):
        return False
    raw = words.split()
    if any(word.endswith(".") and len(word) > 5 for word in raw) or len(role.split()) > _LONGEST:
        return False
    if raw[0].lower() == "the":
        return bool(_CHAIRS.intersection(parts) or HEADS.intersection(parts))
    if role and not (role[:1].isupper() or (HEADS | _ASKERS).intersection(role.lower().split())):
        return False
    heads = bool((HEADS | COURTESY | _NOBODY).intersection(parts))
    small = [word for word in raw if word[:1].islower()]
    if small and not heads and not set(small) <= _GLUE:
        return False
    if not heads and len(raw) > (_LONGEST if "of" in raw else 5):
        return False
    ending = raw[-1]
    return raw[0][:1].isupper() and (ending[:1].isupper() or ending.isdigit())


def _turns(article: Article, labels: list[_Label]) -> tuple[Turn, ...]:
    """The labels with what each says, where they make a transcript."""
    if sum(article.text[label.span.start] == "[" for label in labels) == 1:
        labels = [label for label in labels if article.text[label.span.start] != "["] or labels
    keys = _speakers(labels)
    ends = [label.span.start for label in labels[1:]] + [article.blocks[-1].span.end]
    raw = [(label, _said(article, label, end)) for label, end in zip(labels, ends, strict=True)]
    said = [(label, span) for label, span in raw if span.start < span.end]
    if len(labels) >= _ASKED_OFTEN and len(set(keys.values())) == 1 and _only_asks(article, said):
        return tuple(_addressed(_with_answers(article, said, keys)))
    if not said or not _spoken(article, [label for label, _ in said], [span for _, span in said], keys):
        return ()
    asking = _askers(article.text, said, keys)
    turns = []
    for label, span in said:
        key = keys[label.key]
        nameless = set(label.key.split()) <= _ASKERS | ANSWERERS | _NOBODY or any(c.isdigit() for c in label.key)
        speaker = None if nameless else label.who
        turns.append(Turn(span, label.span, speaker, label.of, key, key in asking))
    return tuple(_addressed(turns))


def _only_asks(article: Article, said: Sequence[tuple[_Label, Span]]) -> bool:
    """Whether every label is that of one who asks, and the answers have none."""
    firsts = [span.of(article.text).split("\n", 1) for _, span in said]
    asked = sum(bool(_ASKED.search(parts[0])) and len(parts) > 1 for parts in firsts)
    return asked >= _ALL_ASK * len(said)


def _with_answers(article: Article, said: Sequence[tuple[_Label, Span]], keys: dict[str, str]) -> list[Turn]:
    """The first paragraph of each turn as the question, the rest as the answer of the one interviewed."""
    turns = []
    for label, span in said:
        stop = article.text.find("\n", span.start, span.end)
        question = Span(span.start, span.end if stop < 0 else stop)
        turns.append(Turn(question, label.span, None, None, keys[label.key], True))
        start = question.end
        while start < span.end and article.text[start].isspace():
            start += 1
        if start < span.end:
            turns.append(Turn(Span(start, span.end), key="a"))
    return turns


def _unlabelled(article: Article) -> tuple[Turn, ...]:
    """An interview without labels: paragraphs that only ask, each with the answer behind it, where the title or the
    first words say that it is one."""
    blocks = [block.span for block in article.blocks if block.role == "text"]
    told = f"{article.title or ''}\n{blocks[0].of(article.text) if blocks else ''}"
    asked = [k for k, span in enumerate(blocks[:-1]) if _ASKS.fullmatch(span.of(article.text))]
    if len(asked) < 2 or not _INTERVIEW.search(told):
        return ()
    turns = []
    for k, following in pairwise([*asked, len(blocks)]):
        question = blocks[k]
        turns.append(Turn(question, Span(question.start, question.start), None, None, "q", True))
        if following > k + 1:
            turns.append(Turn(Span(blocks[k + 1].start, blocks[following - 1].end), key="a"))
    answers = QUOTED.sub(" ", " ".join(turn.span.of(article.text) for turn in turns if not turn.asks))
    first = len(FIRST.findall(answers))
    return tuple(_addressed(turns)) if first >= 2 and first * 1000 >= OWN * len(answers.split()) else ()


def _speakers(labels: Sequence[_Label]) -> dict[str, str]:
    """Each label's key to the key of its speaker: the fuller label that ends with it ("berg" to "anna berg")."""
    every = sorted({label.key for label in labels}, key=len, reverse=True)
    out: dict[str, str] = {}
    for key in every:
        bare = " ".join(word for word in key.split() if word not in COURTESY) or key
        fuller = [
            other for other in every if other != key and f" {other}".endswith(f" {bare}") and len(other) > len(bare)
        ]
        out[key] = out.get(fuller[0], fuller[0]) if fuller else key
    return out


def _said(article: Article, label: _Label, end: int) -> Span:
    """What follows a label up to `end`, or to the paragraph that tells of its speaker from outside."""
    text = article.text
    start = label.span.end
    while start < end and (text[start].isspace() or text[start] in "*_"):
        start += 1
    surname = label.key.split()[-1]
    last = start
    for block in article.blocks:
        if block.span.end <= start or block.span.start >= end:
            continue
        if block.span.start > start:
            words = block.span.of(text)
            told = TOLD.search(words)
            if block.role != "text" or (told and surname in words[: told.end() + 40].casefold() and len(surname) > 2):
                break
        last = min(block.span.end, end)
    while last > start and text[last - 1].isspace():
        last -= 1
    return Span(start, max(start, last))


def _spoken(article: Article, labels: Sequence[_Label], spans: Sequence[Span], keys: dict[str, str]) -> bool:
    """Whether labels and what follows them are a transcript: speakers that take turns, most of the text, talk in it."""
    text = article.text
    speakers = {keys[label.key] for label in labels}
    talk = sum(bool(_SPOKEN.search(span.of(text))) for span in spans)
    covered = sum(span.end - span.start for span in spans)
    whole = sum(block.span.end - block.span.start for block in article.blocks)
    if covered < _SHARE * whole or talk < _TALK * len(spans):
        return False
    pairs = {label.asks for label in labels} == {True, False}
    if len(labels) == 1:
        early = labels[0].span.start - article.blocks[0].span.start <= 0.4 * whole
        words = QUOTED.sub(" ", spans[0].of(text))
        first = len(FIRST.findall(words))
        talks = first >= 2 and first * 1000 >= OWN * len(words.split())
        return early and labels[0].plain and labels[0].form not in _STANDING and talks
    if 2 * sum(span.of(text)[:1] in _MARKS for span in spans) > len(spans):
        return False  # quotations behind their speakers' names: the report's, not a transcript's
    if any(label.form in _STANDING for label in labels):  # brackets and times stand for other things, too
        return len(speakers) > 1 and len(labels) > len(speakers)
    return pairs or len(speakers) > 1 or all(label.plain for label in labels)


def _askers(text: str, said: Sequence[tuple[_Label, Span]], keys: dict[str, str]) -> set[str]:
    """The speakers who ask: by their label, or because much of what they say is questions and others answer longer."""
    asking = {keys[label.key] for label, _ in said if label.asks}
    told = {keys[label.key] for label, _ in said if label.asks is False}
    shares: dict[str, tuple[float, float]] = {}
    for key in {keys[label.key] for label, _ in said}:
        own = [span for label, span in said if keys[label.key] == key and len(span.of(text).split()) > 3]
        if own:
            asked = sum(bool(_ASKED.search(part)) for part in _firsts(text, own)) / len(own)
            shares[key] = asked, sum(span.end - span.start for span in own) / len(own)
    for key, (asked, length) in shares.items():
        others = [other for other in shares if other != key]
        if (
            key not in told
            and not HEADS.intersection(key.split())
            and asked >= _ASKING
            and any(shares[other][0] < _ASKING / 2 and shares[other][1] >= 0.7 * length for other in others)
        ):
            asking.add(key)
    return asking


def _firsts(text: str, spans: Sequence[Span]) -> Iterator[str]:
    """Of each turn what decides whether it asks: its end, or that of its first paragraph where an unlabelled answer
    may follow."""
    for span in spans:
        words = span.of(text)
        first = words.split("\n\n", 1)[0]
        yield first if _ASKED.search(first) else words


def _addressed(turns: Sequence[Turn]) -> Iterator[Turn]:
    """Each turn with the turn of the one it speaks to: who spoke before, or answers."""
    for number, turn in enumerate(turns):
        near = [*range(number - 1, -1, -1), *range(number + 1, len(turns))]
        yield replace(turn, to=next((k for k in near if turns[k].key != turn.key), None))


def starts(turns: Sequence[Turn]) -> list[int]:
    """Where a sentence begins at a label and behind it, in order."""
    edges = {edge for turn in turns if turn.label is not None for edge in (turn.label.start, turn.span.start)}
    edges.update(before.span.end for before, after in pairwise(turns) if before.span.end < after.span.start)
    return sorted(edges)
