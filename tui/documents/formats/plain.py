"""Plain text and markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.documents.decoding import decode
from tui.documents.draft import Draft, Unread, of_decoded, told
from tui.documents.formats.columns import columns_of
from tui.documents.formats.exports import articles_in_text, may_be_export

_FRONT = re.compile(
    r"\s*(?P<fence>---|\+\+\+)[ \t]*\r?\n(?P<body>.{0,8000}?)\n(?:(?P=fence)|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL
)
_PAIR = re.compile(
    r"^(?P<key>[A-Za-z][\w-]{0,30})[ \t]*[:=][ \t]*(?P<value>[^\r\n]{0,500})\r?"
    r"(?P<items>(?:\n[ \t]+\S[^\n]{0,500}|\n-[ \t][^\n]{0,500}){0,20})",
    re.MULTILINE,
)
_NAMED = re.compile(r"^\s*name\s*:\s*")
_TITLE_BLOCK = re.compile(  # as pandoc has it
    r"% (?P<title>[^\n]{1,300}(?:\n {2}[^\n]{1,300}){0,3})\n(?:% ?(?P<author>[^\n]{0,300})\n)?"
    r"(?:% ?(?P<published>[^\n]{0,100})\n)?"
)
_HEADING = re.compile(r"(?:^|\n)#{1,2}[ \t]+(?P<title>[^\n#]{1,300})")
_FIELDS = frozenset({"title", "published", "outlet", "agency", "author", "place", "url"})


def text(data: bytes) -> Iterator[Draft | Unread]:
    """A `.txt` file: one article, or those of a press database's export. Raises NotText."""
    decoded = decode(data)
    found = articles_in_text(decoded.text) if may_be_export(decoded.text) else []
    for one in found:
        yield one if isinstance(one, Unread) else told(one, decoded)
    if not found:
        yield of_decoded(decoded)


def _stated(body: str) -> dict[str, str]:
    """The fields of a front matter: `key: value`, a list in brackets, or one on the lines below."""
    pairs = [(pair["key"], pair["value"].strip(), pair["items"]) for pair in _PAIR.finditer(body)]
    columns = columns_of([key for key, _, _ in pairs])
    found: dict[str, str] = {}
    for name, at in columns.items():
        _, value, items = pairs[at]
        if items and value in ("", ">", "|", ">-", "|-"):
            rows = [row.strip() for row in items.strip().splitlines()]
            listed = [_bare(_NAMED.sub("", row.removeprefix("-"))) for row in rows if row]
            value = ", ".join(listed) if rows[0].startswith("-") else " ".join(listed)
        elif value.startswith("[") and value.endswith("]"):
            value = ", ".join(_bare(part) for part in value[1:-1].split(","))
        if name in _FIELDS and _bare(value):
            found[name] = _bare(value)
    return found


def _bare(value: str) -> str:
    value = value.strip()
    return value[1:-1].strip() if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def markdown(data: bytes) -> Iterator[Draft]:
    """A `.md` file: one article; a front matter of `key: value` lines is its metadata. Raises NotText."""
    decoded = decode(data)
    front = _FRONT.match(decoded.text)
    fields: dict[str, str] = {}
    if front:
        fields = _stated(front["body"])
    starts = front.end() if front else 0
    block = _TITLE_BLOCK.match(decoded.text) if not front else None
    if block:
        fields = {name: " ".join(block[name].split()) for name in ("title", "author", "published") if block[name]}
        starts = block.end()
    heading = _HEADING.search(decoded.text, max(0, starts - 1))
    if heading and "title" not in fields:
        fields["title"] = heading["title"].strip()
    yield of_decoded(decoded, fields=fields, starts=starts)
