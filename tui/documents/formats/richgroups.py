"""Rich Text Format made plain: changes accepted, fields as their results, notes and boxes once.

A reader of words alone takes deleted words for text, writes a link's address beside it and passes over text boxes, for
they stand where old programs do not look. After the Rich Text Format Specification 1.9.1.
"""

from __future__ import annotations

import re

from msgspec import Struct

_TOKEN = re.compile(
    rb"(?P<open>\{)|(?P<close>\})|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'[0-9a-fA-F]{2}"
    rb"|\\(?P<sign>[^a-zA-Z])|(?P<words>[^\\{}]+)",
    re.DOTALL,
)
_DROPPED = frozenset(  # what is no text of the document, or the same again
    b"fldinst shprslt do annotation atnid atnauthor atntime atndate atnref nonshppict revtbl rsidtbl xe tc"
    b" header headerl headerr headerf footer footerl footerr footerf ftnsep ftnsepc ftncn aftnsep bkmkstart"
    b" bkmkend pict objdata themedata datastore colorschememapping latentstyles chftn".split()
)
_HOISTED = frozenset({b"footnote", b"shptxt"})  # to the end, as paragraphs of their own
_CELLS = frozenset({b"cell", b"nestcell", b"row", b"nestrow"})  # each ends a paragraph
_OPENED = frozenset({b"shp", b"shpinst"})  # which only wrap what is hoisted
_DEEPEST = 1000


class _Group(Struct):
    """A group that is being written: where to, and what of it.

    `opened` is where its brace was written, so that its end is written there too; of a `wrapper` only what it hoists
    counts. It is `fresh` while nothing but a star was in it yet.
    """

    out: list[bytes]
    opened: list[bytes] | None = None
    deleted: bool = False
    dropped: bool = False
    wrapper: bool = False
    fresh: bool = True
    star: bool = False

    def write(self, words: bytes) -> None:
        if not self.dropped and not self.wrapper:
            self.out.append(words)


def plain_rtf(data: bytes) -> bytes:
    """The same document for a reader of its words."""
    main: list[bytes] = []
    hoisted: list[list[bytes]] = []
    stack = [_Group(main, fresh=False)]
    for token in _TOKEN.finditer(data):
        group = stack[-1]
        if token["open"]:
            if len(stack) > _DEEPEST:
                return data
            _open(stack)
        elif token["close"]:
            if len(stack) > 1:
                _close(stack.pop())
        elif group.fresh and token["sign"] == b"*":
            group.star = True
        elif group.fresh and token["word"]:
            _enter(group, token["word"], hoisted, token[0])
        else:
            group.fresh = False
            _pass(group, token)
    end = b"".join(b"\\par\n" + b"".join(one) for one in hoisted)
    whole = b"".join(main).rstrip(b"\0\r\n ")
    return whole[:-1] + end + b"}" if end and whole.endswith(b"}") else whole + end


def _open(stack: list[_Group]) -> None:
    group = stack[-1]
    group.fresh = False
    silent = group.dropped or group.wrapper
    group.write(b"{")
    opened = None if silent else group.out
    stack.append(_Group(group.out, opened, group.deleted, group.dropped, group.wrapper))


def _close(group: _Group) -> None:
    if group.out is not group.opened and group.opened is not None:
        group.out.append(b"}")  # of what was hoisted
    if group.opened is not None:
        group.opened.append(b"}")


def _enter(group: _Group, word: bytes, hoisted: list[list[bytes]], whole: bytes) -> None:
    """The first control word of a group, which says what the group is."""
    group.fresh = False
    if word in _DROPPED:
        group.dropped = True
    elif word in _HOISTED and not group.dropped:
        hoisted.append([b"{"])
        group.out, group.wrapper = hoisted[-1], False
        group.opened = group.opened if group.opened is not None else []
    elif word in _OPENED:
        group.wrapper = True
    elif word == b"deleted":
        group.deleted = True
    else:
        group.write(b"\\*" * group.star + whole)


def _pass(group: _Group, token: re.Match[bytes]) -> None:
    word = token["word"]
    if word == b"deleted":
        group.deleted = token["number"] != b"0"
        return
    if word == b"plain":
        group.deleted = False
    if word in _CELLS:
        group.write(b"\\par ")
    elif not group.deleted or (word and word not in (b"par", b"line", b"tab", b"u")):
        group.write(token[0])
