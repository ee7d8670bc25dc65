"""Which files may hold articles, by their suffix. Light: what only looks for files loads no format."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tui.documents import files
from tui.model import Problem

PLAIN = (".txt", ".text", ".md", ".markdown")
RISKY = {  # the format that a child process parses
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".mhtml": "mhtml",
    ".mht": "mhtml",
    ".pdf": "pdf",
    ".eml": "eml",
    ".docx": "docx",
    ".odt": "odt",
    ".rtf": "rtf",
    ".rss": "feed",
    ".atom": "feed",
    ".rdf": "feed",
    ".xml": "feed",
}
READABLE = frozenset(suffix + tail for suffix in (*PLAIN, *RISKY, *files.STREAMED) for tail in ("", ".gz"))


def find(root: Path) -> Iterator[Path | Problem]:
    """The corpus' files, by name within each folder; a Problem for what bears a readable name and is no plain file.

    `root` is a folder, or one file, which is then all there is. Raises OSError where `root` cannot be looked at.
    """
    return files.walk(root, READABLE)
