"""A whole text in one voice: a speech, an opinion piece; and whose it is by its author and its title."""

from __future__ import annotations

import re

from tui.model import Article, Span, Turn
from tui.reading.roles import COURTESY, HEADS

FIRST = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|us|me)\b")
_OPENS = re.compile(r"“|\"|''|``")
_CLOSES_BY = {"“": "”", '"': '"', "''": "''", "``": "''"}
TOLD = re.compile(r"\b(?:said|told|added|says|replied|answered|asked|noted)\b")
OWN = 8.0  # words of the first person in a thousand outside quotations, of a transcript's one speaker
_TITLED = 3.5  # the same of a speech that its title calls one: states speak of what "must be"
_UNTOLD = 15.0  # the same where only the author, or whom it addresses, shows it (press: 98 in 100 articles have fewer)
_QUIET = 3.0  # "said" and the like in a thousand words: more and it is a report
_REPORTS = 12.0  # the same of a speech that its title calls one and that addresses somebody: it may report a lot
_SPEECH = re.compile(
    r"\b(?:address|speech|statement|remarks|keynote|lecture|testimony|message|letter|sermon|homily|declaration|toast"
    r"|inaugural|debate|intervention)\b",
    re.IGNORECASE,
)
_OPINION = re.compile(r"\b(?:opinion|op-ed|commentary|comment|column|viewpoint|editorial|guest essay)\b", re.IGNORECASE)
# Whom those address who speak before others; of 20,000 articles of press two begin or end so.
_ADDRESS = re.compile(
    r"\b(?:(?:Mr|Madam|Mrs|Ms)\.? (?:President|Chair\w*|Speaker|Secretary-General|Moderator)\b|Excellenc(?:y|ies)\b"
    r"|[Ll]adies and [Gg]entlemen|[Dd]istinguished (?:delegates|colleagues|guests|members|representatives|friends)"
    r"|[Ff]ellow (?:citizens|members|delegates)|[Mm]y delegation|[Dd]ear (?:friends|colleagues))"
)
_BEGINS, _CLOSES = 1500, 400  # characters in which such a one is addressed
_WHO = r"(?:the\s+)?(?P<who>[A-Z][^:;()–—]{0,200}?)(?=\s+(?:to|at|on|before|in|during)\b|\s+for the\b|[:;()–—]|$)"
_BY = re.compile(rf"\b(?:by|from)\s+{_WHO}")
_OF = re.compile(rf"\bof\s+{_WHO}")
_WHOSE = re.compile(r"^(?P<who>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){1,3})(?:['’]s?\b|:)")
# A state by three letters, as archives of speeches call it: "NOR at the General Debate", "Statement by NOR".
_CODE = re.compile(
    r"(?:^|\b(?:by|of|from)\s+|[:,(–—-]\s*)(?P<who>[A-Z]{3})(?=\s+(?:at|to|in|on|before)\b|\s*[:,;)–—-]|$)"
)
_HONOUR = re.compile(r"^(?:H\. ?E\.|His Excellency|Her Excellency|the Honou?rable|The Honou?rable|Hon\.)\s*+(?:,\s*+)?")
_OFFICE = re.compile(r"\b(?:of|for)\s+(?:the\s+)?(?P<where>[A-Z][^,:;()]*)$")


def unquoted(text: str) -> str:
    """The text with a blank in the place of each quotation: from “ to the next ”, from other marks within their line.

    A mark that nothing closes is looked for once, in its line or in the text: time grows with the text alone.
    """
    out: list[str] = []
    kept = at = line = 0  # what is copied up to, where the next mark is looked for, the end of the line of the last one
    unclosed: set[str] = set()
    while (mark := _OPENS.search(text, at)) is not None:
        opening, at = mark.group(), mark.start() + 1
        if mark.end() > line:
            line = text.find("\n", mark.end())
            line = len(text) if line < 0 else line
            unclosed &= {"“"}
        if opening in unclosed:
            continue
        closing = _CLOSES_BY[opening]
        end = text.find(closing, mark.end()) if opening == "“" else text.find(closing, mark.end(), line)
        if end < 0:
            unclosed.add(opening)
            continue
        out += (text[kept : mark.start()], " ")
        kept = at = end + len(closing)
    return "".join((*out, text[kept:]))


def own_voice(article: Article) -> tuple[Turn, ...]:
    """The whole text as one turn where it is a speech, by its title or by whom it addresses, or an opinion piece of a
    known author; else ()."""
    blocks = [block.span for block in article.blocks if block.role == "text"]
    title = " ".join((article.title or "").split())
    speech = _SPEECH.search(title)
    words = unquoted("\n".join(span.of(article.text) for span in blocks))
    addresses = _ADDRESS.search(words[:_BEGINS] + "\n" + words[-_CLOSES:])
    if not (speech or article.author or addresses):
        return ()
    thousand = max(len(words.split()), 1) / 1000
    least = _TITLED if speech else OWN if _OPINION.search(title) else _UNTOLD
    first = len(FIRST.findall(words))
    quiet = _REPORTS if speech and addresses and first >= _UNTOLD * thousand else _QUIET
    if first < 3 or first < least * thousand or len(TOLD.findall(words)) > quiet * thousand + 1:
        return ()
    name, side = speaker_of(title) if speech else ("", "")
    author = " ".join((article.author or "").split())
    if author and name and name.casefold() != author.casefold():
        name, side = author, side or name  # "Address of Norvik", by its envoy
    name = author or name
    return (Turn(Span(blocks[0].start, blocks[-1].end), None, None, None, name.casefold(), name=name, side=side),)


def speaker_of(title: str) -> tuple[str, str]:
    """Who speaks, and for which country or body, by the title of a speech: "Statement by Ida Holm, President of
    Norvik, at the conference" gives Ida Holm and Norvik; three letters as they stand; "" where it does not tell."""
    found = _BY.search(title) or _WHOSE.search(title)
    code = _CODE.search(title) if not title.isupper() else None
    if code is not None and (found is None or found["who"] == code["who"]):
        return code["who"], ""
    found = found or _OF.search(title)
    if found is None:
        return "", ""
    parts = [part for part in re.split(r",\s+|\s+and\s+(?=[A-Z][a-z]+ of\b)", found["who"]) if part]
    parts = [_HONOUR.sub("", part).strip(" ,") for part in parts]
    offices = [part for part in parts if HEADS.intersection(part.casefold().split())]
    names = [_bare(part) for part in parts if part not in offices]
    where = next((m["where"] for part in offices if (m := _OFFICE.search(part))), "")
    if names and names[0]:
        return names[0], where
    last = offices[0].split() if offices else []
    own = [word for word in last[-2:] if word[:1].isupper() and word.casefold() not in HEADS]
    if len(own) == 2 and " of " not in f" {' '.join(last[-3:])} " and len(last) > 2:  # "Prime Minister Ida Holm"
        return " ".join(own), ""
    return (offices[0] if offices else ""), where


def _bare(words: str) -> str:
    """A name without the courtesies before it."""
    parts = words.split()
    while parts and parts[0].casefold().strip(".") in COURTESY:
        parts.pop(0)
    return " ".join(parts)
