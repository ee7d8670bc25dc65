"""A claim as a sentence: who, cue, content.

The words are the text's own, in the order of its plan (`tui.corpus.sentence_plan`); only the holder stands by name
where the text says "he", and quotation marks are closed where the claim's stretch leaves them open.
"""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from tui.corpus.sentence_plan import CONTENT, HOLDER, PIECE, POSSESSIVE
from tui.model import Claim
from tui.text.wordlist import wordlist

Part = Literal["holder", "cue", "content"]
NOBODY = "Somebody"  # holds what the text names nobody for

_GAP = " … "  # between two stretches of a content, as the store joins them
_STARTERS = wordlist(
    """
    a an the this that these those there it its he she they we you i his her their our my in on at for from with
    by as if when while since until although because some many most all any no not
    """
)
_JOINTS = frozenset({"and", "but", "yet", "so", "or"})
_PAIRS = (("“", "”"), ("«", "»"), ("‘", "’"))
_OPENERS, _CLOSERS = "“«„\"'‘", "”»“\"'’"
_COMMA_IN_QUOTE = re.compile(r"(?<![,\s])[,\s]+([”»\"])$")
_SHORTENED = re.compile(r"['’](?:s|d|re|ve|ll|m)\b")  # "she’s hoping"
_NO_SPACE_BEFORE = (",", ":", POSSESSIVE)


class Sentence(Struct, frozen=True):
    """A claim's sentence in pieces, each with the part that it plays; `plain` is its words on one line."""

    pieces: tuple[tuple[str, Part], ...]

    @property
    def plain(self) -> str:
        return "".join(words for words, _ in self.pieces)

    def part(self, part: Part) -> str:
        """The words of one part, its first space left out."""
        return "".join(words for words, played in self.pieces if played == part).strip()

    def cut(self, length: int, ellipsis: str = "…") -> Sentence:
        """At most about `length` characters: what is left out is of the content, never of holder and cue."""
        over = len(self.plain) - length
        if over <= 0:
            return self
        pieces = list(self.pieces)
        for at in reversed(range(len(pieces))):
            words, part = pieces[at]
            if part == "content" and over > 0:
                room = max(len(words) - over - len(ellipsis), 0)
                kept = words[:room].rstrip(" ,;:—–-")
                over -= len(words) - len(kept) - len(ellipsis)
                pieces[at] = (f"{kept or ' ' * words.startswith(' ')}{ellipsis}", part)
        return Sentence(tuple(pieces))


def sentence_of(claim: Claim, words: str, cue: str = "", plan: str = "") -> Sentence:
    """A claim as a sentence; it begins with a capital and ends without a full stop.

    `words` are those of its content, `cue` those of its cue, each with " … " between two stretches; `plan` is how the
    text says it, empty where that is not known.
    """
    parts: list[tuple[str, Part]] = []
    for piece in (plan or _default(cue)).split(PIECE):
        if piece.startswith(HOLDER):
            changed = claim.status == "changed" and claim.holder
            parts.append((claim.holder if changed and claim.holder else _called(piece, claim), "holder"))
        elif piece.startswith(CONTENT):
            parts.append((content_words(claim, words, piece), "content"))
        else:
            parts.append((piece, "cue"))
    return Sentence(_joined([(said, part) for said, part in parts if said]))


def _default(cue: str) -> str:
    """The plan of a claim that has none: most are said in this order."""
    return PIECE.join((HOLDER, cue.replace(_GAP, " "), CONTENT)) if cue else f"{HOLDER}{PIECE}:{PIECE}{CONTENT}"


def _called(piece: str, claim: Claim) -> str:
    return piece.removeprefix(HOLDER) or claim.holder or NOBODY


def _joined(parts: list[tuple[str, Part]]) -> tuple[tuple[str, Part], ...]:
    """The parts with spaces between, no word twice running, a capital at the beginning."""
    pieces: list[tuple[str, Part]] = []
    for words, part in parts:
        if not pieces:
            pieces.append((_capital(words), part))
            continue
        before = pieces[-1][0]
        if before.endswith(("s", "s’")) and words == POSSESSIVE and pieces[-1][1] == "holder":
            words = "’" if before.endswith("s") else ""
        elif part != "cue" or not (words in _NO_SPACE_BEFORE or _SHORTENED.match(words)):
            words = f" {_once(before, words, part)}"
        pieces.append((words, part))
    return tuple(piece for piece in pieces if piece[0].strip())


def _once(before: str, words: str, part: Part) -> str:
    """Words without a first one that has just been said; a content whose first word is the cue's last one."""
    first, _, rest = words.partition(" ")
    said = before.split()[-1:] == [first]
    return rest if said and rest and part == "content" and first.islower() else words


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


# --- the content


def content_words(claim: Claim, words: str, piece: str = CONTENT) -> str:
    """The content's words as they stand in a sentence after the cue: one stretch, quotation marks in pairs."""
    stretches = words.split(_GAP) if len(claim.content) > 1 else [words]
    if len(stretches) != len(claim.content):
        stretches = [words]
    number = piece.removeprefix(CONTENT)
    if number.isdigit() and int(number) < len(stretches):
        return _paired(stretches[int(number)], claim)
    said = stretches[0]
    for at, more in enumerate(stretches[1:]):
        said = _resumed(said, more) if _interrupted(claim, at) else f"{said}{_GAP}{more}"
    said = _paired(said, claim)
    return _begun(said) if claim.kind == "indirect" and _stands_first(claim) else said


def _interrupted(claim: Claim, at: int) -> bool:
    """Whether the claim's own words, "he said", stand between its stretches `at` and `at` + 1."""
    start, end = claim.content[at].end, claim.content[at + 1].start
    return any(start <= span.start < end for span in (*claim.source, *claim.cue))


def _resumed(before: str, after: str) -> str:
    """Speech that "he said" interrupts, in one: `“One,` and `“two.”` are `“One, two.”`."""
    if before[-1:] in _CLOSERS and after[:1] in _OPENERS:
        before, after = before[:-1], after[1:]
    return f"{before.rstrip()} {after.lstrip()}"


def _stands_first(claim: Claim) -> bool:
    """Whether the content stands before who says it, and so begins the sentence of the text."""
    others = [span.start for span in (*claim.source, *claim.cue)]
    return bool(claim.content) and bool(others) and claim.content[0].start < min(others)


def _begun(words: str) -> str:
    """The beginning of a sentence as it stands in the middle of one: a small letter but for a name, and no "but"."""
    first, _, rest = words.partition(" ")
    if first.lower() in _JOINTS and rest:
        first, _, rest = rest.partition(" ")
    if first.lower() in _STARTERS and first != "I":
        first = first[:1].lower() + first[1:]
    return f"{first} {rest}".rstrip()


def _paired(words: str, claim: Claim) -> str:
    """Words with every quotation mark closed or opened, without the comma or full stop that ended them in the text."""
    words = _COMMA_IN_QUOTE.sub(r"\1", words.strip()).rstrip(",; ")
    words = re.sub(r"(?<![.!?…])\.(?=[”»\"]?$)", "", words)
    for opening, closing in _PAIRS[:2]:
        opened, closed = words.count(opening), words.count(closing)
        if "„" in words and opening == "“":
            continue
        words = words + closing * (opened - closed) if opened > closed else opening * (closed - opened) + words
    if "„" in words and words.count("„") > words.count("“") + words.count("”"):
        words += "“"
    if words.count('"') % 2:
        at = words.find('"')
        opens = at == 0 or (words[at - 1 : at].isspace() and at < len(words) - 1)
        words = f'{words}"' if opens else f'"{words}'
    if claim.kind == "direct" and words and words[0] not in _OPENERS and not any(mark in words for mark in "“«„"):
        words = f"“{words}”" if '"' not in words else words
    return words
