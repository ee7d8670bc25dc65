"""A zip file whose bytes depend on what is in it alone: no clock, no owner, one way to pack."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator

_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip file can state


def zipped(members: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """A zip file of each member by name and bytes, in the order they come.

    It is packed in memory: an archive that is written in one go has its sizes behind the members, which not every
    reader of office files takes.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            member = zipfile.ZipInfo(name, _DAY)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            archive.writestr(member, data)
    yield out.getvalue()
