"""A text to tokens of the grammar: each one character of a string that the rules are matched against."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from tui.reading.times import holidays, numbers
from tui.reading.times.counted import counts, is_clock, numbers_a_thing
from tui.reading.times.games import is_of_a_game
from tui.reading.times.lexicon import CATEGORY, MONTHS, SEASONS, WEEKDAYS

if TYPE_CHECKING:
    from tui.reading.times.parsed_doc import ParsedDoc

# The commonest first; `a.m.` and `p.m.` before single letters.
_TOKEN = re.compile(
    r"""(?P<word>[a-z]{2,})
    |(?P<ampm>(?<![a-z])[ap]\.[ ]?m\.)
    |(?P<letter>q[1-4]\b|[a-z])
    |(?P<mark>[,.;:()"“”-])
    |(?P<break>\n+)
    |(?P<iso>(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-]))
    |(?P<slash>(?<![\w/.])\d{1,2}(?P<between>[/.])\d{1,2}(?P=between)(?:\d{4}|\d{2})(?![\w/]|\.\d))
    |(?P<monthed>(?<![\w-])\d{1,2}-(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)-(?:\d{4}|\d{2})(?![\w-]))
    |(?P<clock>(?<![\w:])\d{1,2}:\d{2}(?::\d{2})?(?![\w:]))
    |(?P<decades>'\d0s\b|\b\d{3}0'?s\b|\b[2-9]0s\b)
    |(?P<short>(?<!\w)'\d\d\b)
    |(?P<ord>\b\d{1,4}(?:st|nd|rd|th)\b)
    |(?P<num>\d{1,15}(?:,\d{3})+(?:\.\d+)?|\d{1,15}[ ]\d/\d\b|\d{1,15}(?:\.\d{1,9})?)
    |(?P<possessive>'s\b)
    |(?P<sign>\S)""",
    re.VERBOSE | re.IGNORECASE,
)
_NO_SHORT = frozenset({"march", "april", "may", "june", "july"})
_SHORT_WORDS = frozenset(word for word in (*MONTHS, *WEEKDAYS) if len(word) < 6 and word not in _NO_SHORT)
_MARKS = {"-": "hyphen", "‑": "hyphen", "–": "dash", "—": "dash", ",": "comma", ".": "dot", "/": "stroke", "(": "open",
          '"': "quote", "“": "quote", "”": "quote"}  # fmt: skip
_MONEY = frozenset("$£€¥#")
_BAD_AFTER_NUMBER = frozenset("%°")

# Every category one character; `other` is a dot that no rule names.
_ALPHABET = [
    *sorted({category for category, _ in CATEGORY.values()}),
    "break", "iso", "slash", "clock", "ampm", "short", "quarters", "num", "quote", "year", "possessive", "hyphen",
    "dash",
    "comma", "dot", "stroke", "open", "holiday", "decade", "shortmonth", "of_day",
]  # fmt: skip
CODE: dict[str, str] = {name: chr(0xE000 + n) for n, name in enumerate(dict.fromkeys(_ALPHABET))}
CODE["other"] = "."


class Token(Struct):
    """A token of the grammar: offsets into the text, the category that rules name, and its value."""

    start: int
    end: int
    word: str  # lower case
    category: str
    value: str

    @property
    def number(self) -> float:
        """The value as a number, 0 where it is none."""
        try:
            return float(self.value)
        except ValueError:
            return 0.0


class Tokens(Struct, frozen=True):
    """The tokens of a text, and the same as a string of categories, one character each."""

    tokens: tuple[Token, ...]
    code: str


def _fraction(text: str) -> str:
    whole, _, rest = text.partition(" ")
    top, _, bottom = rest.partition("/")
    return str(int(whole) + int(top) / int(bottom)) if bottom.strip("0") else whole


def _number(text: str, before: str, after: str) -> tuple[str, str]:
    """Category and value of digits: a year where four digits can be one, a clock time before a zone, nothing where they
    are money or a share."""
    if before[-1:] in _MONEY or after[:1] in _BAD_AFTER_NUMBER or re.match(r"\s?per\s?cent|\s?percent", after):
        return ("money", "") if before[-1:] in _MONEY else ("other", "")
    if "/" in text:
        return "num", _fraction(text)
    plain = text.replace(",", "")
    if is_clock(text, before, after):
        return "clock", f"{text[:2]}:{text[2:]}"
    if len(text) == 4 and text.isdigit() and numbers.is_year(int(text)) and not numbers_a_thing(before, after):
        return "year", text
    return "num", plain


def _decade(text: str) -> str:
    digits = re.sub(r"\D", "", text)
    return digits[:3] if len(digits) == 4 else f"19{digits[0]}"


def _classify(match: re.Match[str], text: str, word: str, previous: str) -> tuple[str, str]:
    """Category and value of a match; `word` is its text in lower case, `previous` the word before it."""
    kind = match.lastgroup
    if kind == "word":
        if word in {"am", "pm"}:
            return ("ampm", word[0]) if text[: match.start()].rstrip(" ")[-1:].isdigit() else ("other", "")
        return CATEGORY.get(word, ("other", ""))
    if kind == "letter":
        return ("quarters", word[1]) if word[1:].isdigit() else CATEGORY.get(word, ("other", ""))
    if kind == "mark" or kind == "sign":
        return _MARKS.get(word, "other"), word
    if kind == "num":
        return _number(word, text[max(0, match.start() - 16) : match.start()], text[match.end() : match.end() + 24])
    if kind == "ord":
        return "ord", word[:-2]
    if kind == "decades":
        aged = _AGED.search(text, max(0, match.start() - 16), match.start()) is not None
        dated = len(re.sub(r"\D", "", word)) == 4 or word[0] == "'" or (previous in _DECADE_BEFORE and not aged)
        return ("decade", _decade(word)) if dated else ("other", "")
    if kind == "ampm":
        return ("ampm", word[0]) if text[: match.start()].rstrip(" ")[-1:].isdigit() else ("other", "")
    return ("slash", word) if kind == "monthed" else (kind or "other", word)


_AGED = re.compile(r"\b(?:his|her|their|my|your|our)\s+(?:(?:early|mid|late)[\s-]+)?\Z", re.IGNORECASE)  # "his mid-20s"
_DECADE_BEFORE = frozenset({"the", "early", "late", "mid", "-"})


def _merge_numbers(found: list[Token]) -> list[Token]:
    """Number words joined into one token; a year said in words is a year."""
    words = [token.word for token in found]
    merged: list[Token] = []
    at = 0
    while at < len(found):
        number = numbers.read(words, at) if found[at].category == "numword" else None
        if number is None:
            merged.append(found[at])
            at += 1
            continue
        last = found[at + number.length - 1]
        value = str(int(number.value))
        behind = at + number.length
        if words[behind : behind + 3] == ["and", "a", "half"]:
            merged.append(Token(found[at].start, found[behind + 2].end, found[at].word, "num", f"{value}.5"))
            at = behind + 3
            continue
        ordinal = (
            found[at + number.length + 1]
            if words[at + number.length : at + number.length + 1] == ["-"] and (at + number.length + 1 < len(found))
            else None
        )
        if ordinal is not None and ordinal.category == "ord" and words[at] in numbers.TENS:
            total = str(int(number.value) + int(ordinal.value))
            merged.append(Token(found[at].start, ordinal.end, found[at].word, "ord", total))
            at += number.length + 2
            continue
        merged.append(Token(found[at].start, last.end, found[at].word, "year" if number.year else "num", value))
        at += number.length
    return merged


def _capital(token: Token, text: str) -> bool:
    return text[token.start].isupper()


# A paper that is called after its day: "the Sunday Telegraph".
_PAPER = re.compile(
    r" (?:Telegraph|Times|Mirror|Herald|Express|Mail|Post|People|Tribune|Independent|Mercury|Sun|Star"
    r"|Business|World|Age|Standard|Nation)\b"
)
_LONG = {name for name in (*MONTHS, *WEEKDAYS) if len(name) > 4 or name in {"june", "july", "may"}}
_SEASON_BEFORE = frozenset({"last", "this", "next", "past", "coming", "previous", "following", "early", "mid", "in",
                            "the", "edge", "of", "possessive", "earlier", "that", "hyphen", "over"})  # fmt: skip


def _plain_word(tokens: list[Token], at: int, text: str, parse: ParsedDoc) -> bool:
    """Whether a word that could be a date is only a word here: "may", "march", "fall", "Sun", a name."""
    token = tokens[at]
    near = {tokens[i].category for i in (at - 1, at + 1) if 0 <= i < len(tokens)}
    if token.category in {"month", "weekday", "weekdays"}:
        if not _capital(token, text) or _PAPER.match(text, token.end):
            return True
        short = token.word not in _LONG and token.category != "weekdays"
        if short and text[token.end - 1] != ".":
            return not near & {"num", "ord", "year", "month"}
        if token.word == "may" and parse.tag(token.start) == "MD":
            return not near & {"num", "ord", "year"}
        if token.word == "march" and parse.tag(token.start).startswith("VB"):
            return not near & {"num", "ord", "year"}
        return not near & {"num", "ord", "year"} and parse.named(token.start)
    if token.category == "season":
        return _season_is_word(tokens, at, parse)
    if token.category == "adverb" and not parse.tag(token.start).startswith("RB"):
        return True
    return parse.named(token.start) and _capital(token, text)


def _season_is_word(tokens: list[Token], at: int, parse: ParsedDoc) -> bool:
    token = tokens[at]
    if parse.tag(token.start).startswith(("VB", "MD")):
        return True
    before = tokens[at - 1].category if at else ""
    after = tokens[at + 1].category if at + 1 < len(tokens) else ""
    if token.word not in {"fall", "spring"}:
        return False
    if after == "year" or before in {"last", "this", "next", "past", "coming", "early", "mid"}:
        return False
    if before not in _SEASON_BEFORE:
        return True
    return before == "the" and (token.word == "fall" and after in {"of", "in"})


_CHECKED = frozenset({"month", "weekday", "weekdays", "season", "today", "now", "adverb"})
_PARTS = frozenset({"half", "qtr"})
_UNIT = frozenset({"unit", "units", "daypart", "period"})


def _is_count(tokens: list[Token], at: int, parse: ParsedDoc) -> bool:
    """Whether a number counts things: "2000 towns", "in May 12 people": neither a year nor a day."""
    token = tokens[at]
    after_month = at > 0 and tokens[at - 1].category == "month"
    if token.category == "num" and not after_month:
        return False
    parsed = parse.at(token.end - 1)  # of "one thousand" the word that the others hang on
    if parsed is None or parsed.i + 1 >= len(parsed.doc):
        return False
    return counts(parsed, year=token.category == "year")


def _is_played(tokens: list[Token], at: int, text: str) -> bool:
    """Whether "the first half", "the final quarter" with no year beside it is a game's; "the first half hour" too."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if at == 0 or tokens[at - 1].category not in {"ord", "final", "last"}:
        return False
    if after is not None and after.word == "hour":
        return True
    dated = after is not None and (after.category in {"of", "year", "yr", "short"} or after.word in {"ended", "ending"})
    return not dated and is_of_a_game(text)


def _as_soon(text: str, at: int) -> bool:
    """ "as soon as", "too soon", "sooner": no time to come."""
    return text[:at].rstrip()[-3:].lower().split()[-1:] in (["as"], ["too"], ["so"])


def _disambiguate(tokens: list[Token], text: str, parse: ParsedDoc) -> None:
    for at, token in enumerate(tokens):
        category = token.category
        if token.word == "soon" and _as_soon(text, token.start):
            token.category = "other"
        elif token.word == "last" and parse.tag(token.start).startswith("VB"):
            token.category = "other"  # "will last six months"
        elif category in _CHECKED:
            if _plain_word(tokens, at, text, parse):
                token.category = "other"
        elif category in _UNIT and _capital(token, text):
            # "Day", "This Week": a name, unless the sentence begins here
            before = tokens[at - 1] if at else None
            if before is not None and before.category not in {"break", "dot"} and before.word not in {'"', "”", "“"}:
                shouting = text[token.start : token.end].isupper()
                token.category = category if shouting else "other"
        elif (category in _PARTS and _is_played(tokens, at, text)) or (
            category in {"year", "num"} and _is_count(tokens, at, parse)
        ):
            token.category = "other"
        elif token.word == "second" and [t.category for t in tokens[max(0, at - 2) : at]] == ["num", "hyphen"]:
            token.category, token.value = "unit", "second"


def _add_holidays(found: list[Token], text: str) -> list[Token]:
    """Words that name a holiday become one token."""
    spans = [(m.start(), m.end(), holidays.key_of(m)) for m in holidays.PATTERN.finditer(text)]
    if not spans:
        return found
    out: list[Token] = []
    following = 0
    for token in found:
        while following < len(spans) and token.start >= spans[following][1]:
            following += 1
        if following < len(spans) and token.start >= spans[following][0]:
            start, end, key = spans[following]
            if token.start == start:
                out.append(Token(start, end, text[start:end].lower(), "holiday", key))
            continue
        out.append(token)
    return out


def _day_first(found: list[Token]) -> list[Token]:
    """Dates such as 03/09/2027 with the day first (written with dots) where another of the text, 27/09/2027, has it
    so and none has the month first."""
    written = [token for token in found if token.category == "slash" and token.word.count("/") == 2]
    parts = [[int(part) for part in token.word.split("/")[:2]] for token in written]
    if any(first > 12 for first, _ in parts) and not any(second > 12 for _, second in parts):
        for token in written:
            token.value = token.word.replace("/", ".")
    return found


_SAID = frozenset({*CATEGORY, "am", "pm"})  # words that may be of time


def tokenize(text: str, parse: ParsedDoc) -> Tokens:
    """The text's tokens with their categories; ambiguous words are settled by the parse and by their neighbours.

    Neighbouring words that no rule names become one token.
    """
    found: list[Token] = []
    previous = ""
    last: Token | None = None
    for match in _TOKEN.finditer(text):
        word = match.group().lower()
        if match.lastgroup == "word" and word not in _SAID and last is not None and last.category == "other":
            last.end, last.word = match.end(), word  # most words, by far
            previous = word
            continue
        category, value = _classify(match, text, word, previous)
        previous = word
        if last is not None:
            if category == "other" == last.category:
                last.end, last.word = match.end(), word
                continue
            if word == "." and last.word in _SHORT_WORDS and last.end == match.start() and last.category != "other":
                last.end = match.end()
                continue
        last = Token(match.start(), match.end(), word, category, value)
        found.append(last)
    found = _merge_numbers(_add_holidays(_day_first(found), text))
    _disambiguate(found, text, parse)
    return _only_dated(found)


_TRIGGERS = (
    "month", "weekday", "weekdays", "unit", "units", "yr", "qtr", "season", "year", "today", "daypart", "adverb",
    "decade", "decades", "holiday", "iso", "slash", "clock", "ampm", "noon", "now", "recently", "recent", "soon",
    "future", "past", "present", "moment", "time", "quarters", "short", "period", "half", "ago", "term", "era",
)  # fmt: skip
_TRIGGER = re.compile("[" + "".join(CODE[name] for name in _TRIGGERS) + "]")
_PIECE = re.compile(r"[^.]+")


def _only_dated(found: list[Token]) -> Tokens:
    """The tokens without the pieces between unnamed words that hold nothing of time: rules have less to scan."""
    code = "".join([CODE[token.category] for token in found])
    gap = Token(0, 0, "", "other", "")
    kept: list[Token] = [gap]
    pieces = ["."]
    for piece in _PIECE.finditer(code):
        if _TRIGGER.search(piece.group()):
            kept.extend(found[piece.start() : piece.end()])
            kept.append(gap)
            pieces.append(piece.group() + ".")
    return Tokens(tuple(kept), "".join(pieces))


_NAME = re.compile(r"\{(\w+)\}")


def compile_rule(pattern: str, macros: dict[str, str]) -> re.Pattern[str]:
    """A rule to a regular expression over category characters.

    `{name}` is a category, `{NAME}` a macro of the same language; white space does not count. Raises KeyError for a
    name that is neither.
    """

    def expand(match: re.Match[str]) -> str:
        name = match.group(1)
        return _NAME.sub(expand, macros[name]) if name in macros else CODE[name]

    return re.compile(re.sub(r"\s+", "", _NAME.sub(expand, pattern)))


__all__ = ["CODE", "SEASONS", "Token", "Tokens", "compile_rule", "tokenize"]
