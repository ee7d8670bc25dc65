"""What a text's characters are meant for where programs on its way garbled them, one code point for one, so that
offsets hold: marks that were encoded twice ("Moosâ€™s"), marks set apart ("Moos ’ s"), written escapes ("\\\\tHe")."""

from __future__ import annotations

import re

# The three bytes of a mark in UTF-8 as cp1252 or Latin-1 shows them.
_MARK = re.compile(r"â[\x80€]([\x93\x94\x98\x99\x9c\x9d\xa6“”˜™œ¦])")
_MARKS = {
    "\x93": "–", "“": "–", "\x94": "—", "”": "—", "\x98": "‘", "˜": "‘", "\x99": "’", "™": "’",
    "\x9c": "“", "œ": "“", "\x9d": "”", "\xa6": "…",
}  # fmt: skip
_ENDING = frozenset("’”")  # marks with what fills up before them: "’s" stays one word
_NOT = re.compile(r"(?<=[a-z])n(?:â[\x80€][\x99™]| [’'] )t\b")
_APART = re.compile(r"(?<=\w) ([’']) (s|re|ve|ll|d|m)\b")
# What a wire puts behind a firm's name to find its shares: "Norfax Corp <NFX.O>", no word of any sentence.
_TICKER = re.compile(r"(?:&lt;|<)[A-Z][A-Z0-9.\-]{0,11}(?:>|&gt;)")
_ESCAPE = re.compile(r"(?<![\w:\\/])&?\\[tnr](?=[\s\"“'‘A-Z])")


def as_meant(text: str) -> str:
    """The text with such marks as they are meant, of the same length; blanks stand for what is too much."""
    if "â" in text:
        text = _MARK.sub(_one, _NOT.sub(_not, text))
    if " ’ " in text or " ' " in text:
        text = _APART.sub(r"  \1\2", _NOT.sub(_not, text))
    if "<" in text or "&lt;" in text:
        text = _TICKER.sub(lambda found: " " * len(found[0]), text)
    return _ESCAPE.sub(lambda found: " " * len(found[0]), text) if "\\" in text else text


def mended(words: str) -> str:
    """A few words to be shown, with such marks as they are meant and nothing to fill up."""
    if "â" in words:
        words = _MARK.sub(lambda found: _MARKS[found[1]], words)
    return _APART.sub(r"\1\2", words)


def _one(found: re.Match[str]) -> str:
    mark = _MARKS[found[1]]
    if mark == "…":
        return "..."
    return f"  {mark}" if mark in _ENDING else f" {mark} " if mark in "–—" else f"{mark}  "


def _not(found: re.Match[str]) -> str:
    """ "Donâ€™t" as "do not", which has two letters less to say: the last blank is one too many."""
    return " not ".ljust(len(found[0]))[: len(found[0])]
