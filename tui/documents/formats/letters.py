"""The text of a letter: the quotations of what it answers, its signature, a list's footer, and digests of letters."""

from __future__ import annotations

import re

_WROTE = re.compile(
    r"(?:on|am|le|el|il|op|den|em)\b.{5,200}"
    r"(?:wrote|schrieb.{0,80}|a écrit|escribió|ha scritto|schreef.{0,80}|skrev|escreveu)\s?:"
    r"|.{2,120}(?:wrote|schrieb|writes|said)\s?:",
    re.IGNORECASE,
)
_OPENS = re.compile(r"\s*(?:on|am|le|el|il|op|den|em)\b", re.IGNORECASE)
_ORIGINAL = re.compile(
    r"-{2,}\s?(?:original message|ursprüngliche nachricht|original-nachricht|message d'origine|mensaje original"
    r"|messaggio originale|oorspronkelijk bericht)\s?-{2,}",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"--\s*")
_RULE = re.compile(r"[_=-]{15,}")
_LIST = re.compile(
    r"mailing list|unsubscribe|list-?info|abmelden|abbestellen|désabonner|désinscription|darse de baja|cancellarsi"
    r"|disiscriver|afmelden|uitschrijven|newsletter|yahoo! groups|google groups|listserv",
    re.IGNORECASE,
)
_SIGNED = 12  # lines that a signature has at most
_FOOTER = 15  # lines of a list's footer
_OWN_WORDS = 5  # of the letter's own; without them what it quotes is all that it says
_DIGEST = re.compile(r"^-{60,80}$", re.MULTILINE)
_BETWEEN = re.compile(r"^-{28,32}$", re.MULTILINE)
_HEADS = re.compile(r"(?:[A-Z][A-Za-z-]{1,20}: .{0,300}\n(?:[ \t].{0,300}\n)*){2,}")


def asides_of(text: str, *, reply: bool) -> list[tuple[int, int]]:
    """The stretches of a letter that are not its own words, in order and apart; `reply` where its subject says so."""
    lines = _lines(text)
    aside = [False] * len(lines)
    _mark_quotations(lines, aside, reply)
    end = _mark_footer(lines, aside)
    _mark_signature(lines, aside, end)
    own = sum(len(line.split()) for (line, _), out in zip(lines, aside, strict=True) if not out)
    if own < _OWN_WORDS:
        return []
    found: list[tuple[int, int]] = []
    for (line, start), out in zip(lines, aside, strict=True):
        if out and found and found[-1][1] == start - 1:
            found[-1] = (found[-1][0], start + len(line))
        elif out:
            found.append((start, start + len(line)))
    return found


def _lines(text: str) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    at = 0
    for line in text.split("\n"):
        found.append((line, at))
        at += len(line) + 1
    return found


def _mark_quotations(lines: list[tuple[str, int]], aside: list[bool], reply: bool) -> None:
    """Quoted lines under `… wrote:`, or anywhere in a reply; all that stands under `Original Message`."""
    quoting = False
    for at, (line, _) in enumerate(lines):
        words = line.strip()
        if _ORIGINAL.fullmatch(words) and reply:
            aside[at:] = [True] * (len(lines) - at)
            return
        if words.startswith(">"):
            above = next((n for n in range(at - 1, max(-1, at - 4), -1) if lines[n][0].strip()), None)
            told = above is not None and (aside[above] or bool(_WROTE.search(_two(lines, above))))
            quoting = quoting or told or reply
            if quoting:
                aside[at] = True
                if told and above is not None and not lines[above][0].strip().startswith(">"):
                    aside[above] = True
                    if above and not _OPENS.match(lines[above][0]) and _OPENS.match(lines[above - 1][0]):
                        aside[above - 1] = True  # `On … Ann Lee`, `wrote:` on the next line
        elif words:
            quoting = False


def _two(lines: list[tuple[str, int]], at: int) -> str:
    """A line with the one above it, for `On … Ann Lee` and `wrote:` may be broken."""
    return f"{lines[at - 1][0].strip() if at else ''} {lines[at][0].strip()}".strip()


def _mark_footer(lines: list[tuple[str, int]], aside: list[bool]) -> int:
    """A list's footer under a rule at the end; where it begins."""
    for at in range(len(lines) - 1, max(-1, len(lines) - 1 - _FOOTER), -1):
        if _RULE.fullmatch(lines[at][0].strip()) and any(_LIST.search(line) for line, _ in lines[at:]):
            aside[at:] = [True] * (len(lines) - at)
            return at
    return len(lines)


def _mark_signature(lines: list[tuple[str, int]], aside: list[bool], end: int) -> None:
    for at in range(end - 1, max(-1, end - 1 - _SIGNED), -1):
        if _SIGNATURE.fullmatch(lines[at][0]) and lines[at][0]:
            aside[at:end] = [True] * (end - at)
            return


def digested(text: str) -> list[str]:
    """The preface and the letters of a digest as RFC 1153 lays it out, each with its headers; nothing if it is none."""
    text = text.replace("\r\n", "\n")
    head = _DIGEST.search(text)
    if not head:
        return []
    letters = [part.strip("\n") for part in _BETWEEN.split(text[head.end() :])]
    own = [letter for letter in letters if _HEADS.match(f"{letter}\n")]
    return [text[: head.start()], *own] if own else []
