"""Rich Text Format."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.documents.draft import Draft, Unread, Unusable
from tui.documents.formats.office import drafts_of
from tui.documents.formats.richgroups import plain_rtf

_INFO = re.compile(rb"\{\\(title|author)\s+([^{}\\]{1,300})\}")
_CREATED = re.compile(rb"\{\\creatim\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})")


def rtf(data: bytes) -> Iterator[Draft | Unread]:
    """An RTF file: one article, or those of a press database's export. Raises Unusable where it is none."""
    head = data[:20_000]
    fields = {name.decode(): value.decode("cp1252", "replace").strip() for name, value in _INFO.findall(head)}
    made = _CREATED.search(head)
    if made:
        year, month, day = (int(part) for part in made.groups())
        fields["made"] = f"{year:04d}-{month:02d}-{day:02d}"
    yield from drafts_of(words_of(data).splitlines(), dict(fields))


def words_of(data: bytes) -> str:
    """The words of an RTF file, a paragraph a line. Raises Unusable where it is none."""
    from striprtf.striprtf import rtf_to_text

    if not data.lstrip()[:5] == b"{\\rtf":
        raise Unusable("no RTF file")
    return str(rtf_to_text(plain_rtf(data).decode("latin-1"), errors="replace"))
