"""Which files may hold articles, by their names. Light: what only looks for files loads no format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tui.documents import files
from tui.model import Problem

PLAIN = (".txt", ".text", ".md", ".markdown")
PARSED = (
    ".html", ".htm", ".xhtml", ".mhtml", ".mht", ".pdf", ".eml", ".docx", ".odt", ".rtf", ".rss", ".atom", ".rdf",
    ".xml", ".json", ".ris", ".enw", ".msg", ".warc", ".wacz", ".zip",
)  # fmt: skip
READABLE = frozenset(suffix + tail for suffix in (*PLAIN, *PARSED, *files.STREAMED) for tail in ("", ".gz"))
# Pictures, sound, video, fonts, programs and what pages are dressed with: counted, never opened.
_NO_WORDS = {
    ".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".svg", ".ico", ".heic", ".avif", ".psd",
    ".ai", ".eps", ".mp3", ".wav", ".ogg", ".m4a", ".flac", ".aac", ".wma", ".mp4", ".m4v", ".avi", ".mov", ".mkv",
    ".webm", ".wmv", ".flv", ".woff", ".woff2", ".ttf", ".otf", ".eot", ".css", ".js", ".mjs", ".map", ".scss",
    ".exe", ".dll", ".so", ".o", ".a", ".class", ".jar", ".pyc", ".bin", ".dat", ".iso", ".dmg", ".deb", ".rpm",
    ".apk", ".msi", ".sqlite", ".sqlite3", ".db", ".parquet", ".rds", ".rdata", ".feather", ".npy", ".pkl", ".shp",
    ".dbf", ".shx", ".torrent", ".par2", ".cdx", ".cdxj", ".idx",
}  # fmt: skip
_OWN = frozenset({"config.yaml", "thumbs.db", "desktop.ini", "icon\r"})  # the reader's own, and file managers'


def find(root: Path) -> Iterator[Path | Problem]:
    """The corpus' files, by name within each folder; a Problem for what bears a readable name and is no plain file.

    Files of a kind without words are counted by their suffix, in a Problem for each; all others are given, for their
    bytes tell what they are. `root` is a folder, or one file, which is then all there is. Raises OSError where `root`
    cannot be looked at.
    """
    passed: Counter[str] = Counter()

    def wanted(name: str) -> bool:
        suffix = files.suffix_of(name)
        passed[suffix] += suffix in _NO_WORDS
        return is_wanted(name)

    yield from files.walk(root, READABLE, wanted)
    for suffix, count in sorted(passed.items()):
        if count:
            yield Problem(f"*{suffix}", f"{count:,} file{'s' * (count > 1)} without words not read")


def is_wanted(name: str) -> bool:
    """Whether a file's name leaves it open that it holds words."""
    own = name.lower() in _OWN or name.lower().endswith(files.META) or name.startswith("~$")
    return not own and files.suffix_of(name) not in _NO_WORDS
