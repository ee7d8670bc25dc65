"""The source files that a stage rests on, as what they do: comments, docstrings and blank lines left out.

Looking through a file for its comments takes a while, and every command and the desk's background process ask for all
of them. So what was found is kept, one small file in the cache directory, and asked for by the file's marks on the
disk; where those are others, or nothing could be kept, the file is looked through.
"""

from __future__ import annotations

import hashlib
import re
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from tui.paths import cache_dir, private_dir
from tui.whole import write_whole

NAME = "source-code.json"
_MOST = 1 << 20  # bytes; the files of all stages take some 40,000
_IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+(tui[\w.]*)[ \t]+import[ \t]+(?:\(([^)]*)\)|([^\n#]*))|import[ \t]+(tui[\w.]*))", re.MULTILINE
)
# A file's code may stand on another's bytes only where all of these are the same: an installer may set a file's time,
# nobody the time of its entry (ctime).
_Marks = tuple[int, int, int, int]

_TOKEN = re.compile(
    r"""(?P<string>(?<!\w)[rbfuRBFU]{0,2}(?:\"{3}(?:[^\\]|\\.)*?\"{3}|'{3}(?:[^\\]|\\.)*?'{3}
        |"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'))
      |(?P<comment>\#[^\n]*)|(?P<opens>[(\[{])|(?P<closes>[)\]}])|(?P<joined>\\\n)|\n(?P<indent>[ \t]*)""",
    re.DOTALL | re.VERBOSE,
)


class _Known(Struct, frozen=True, array_like=True):
    marks: _Marks
    digest: str
    imports: tuple[str, ...] = ()


def code_of(source: str) -> str:
    """Python source without comments, docstrings and other bare strings, blank lines and blanks at a line's end."""
    out: list[str] = []
    depth = at = 0
    begins = True  # nothing stands on the logical line yet
    line = ""  # the line's beginning, written once something stands on it

    for token in _TOKEN.finditer(source):
        before, kind = source[at : token.start()], token.lastgroup
        at = token.end()
        ends = kind in ("comment", "indent")
        if before.strip():
            out.append(line + (before.rstrip() if ends else before))
            line, begins, before = "", False, ""
        if kind == "indent":
            line, begins = f"\n{token['indent']}", begins or not depth
        elif not ends and not (kind == "string" and begins and not depth and _alone(source, at)):
            depth += (kind == "opens") - (kind == "closes")
            out.append(line + before + token[0])
            line, begins = "", False
    out.append((line + source[at:]).rstrip())
    return "".join(out)


def _alone(source: str, at: int) -> bool:
    """Whether nothing but a comment follows on the line."""
    end = source.find("\n", at)
    return source[at : end if end >= 0 else len(source)].lstrip()[:1] in ("", "#")


class SourceFiles:
    """Digests and imports of source and data files, by what is kept of earlier looks."""

    def __init__(self, kept: Path | None = None) -> None:
        """`kept` is the file that holds what is known, by default the one in the cache directory."""
        self._kept = kept
        self._known: dict[str, _Known] = {}
        with suppress(OSError, msgspec.MsgspecError), self._place().open("rb") as file:
            self._known = msgspec.json.decode(file.read(_MOST), type=dict[str, _Known])
        self._new = False

    def _place(self) -> Path:
        return self._kept if self._kept is not None else cache_dir() / NAME

    def digest(self, path: Path) -> str:
        """Of a Python file's code, of all bytes of another's."""
        return self._look(path).digest

    def imports(self, path: Path) -> tuple[str, ...]:
        """The modules that a source file imports, wherever in it; of `from a import b` both a and a.b."""
        return self._look(path).imports

    def _look(self, path: Path) -> _Known:
        found = path.stat()
        marks = (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
        known = self._known.get(str(path))
        if known is None or known.marks != marks:
            known = self._known[str(path)] = _looked_through(path, marks)
            self._new = True
        return known

    def keep(self) -> None:
        """Keep what was found for the next process, where that can be; files that are gone are forgotten."""
        if not self._new:
            return
        self._known = {path: known for path, known in self._known.items() if Path(path).exists()}
        with suppress(OSError):
            private_dir(self._place().parent)
            write_whole([msgspec.json.encode(self._known)], self._place(), replace=True, mode=0o600)
        self._new = False


def _looked_through(path: Path, marks: _Marks) -> _Known:
    data = path.read_bytes()
    if path.suffix != ".py":
        return _Known(marks, hashlib.blake2b(data, digest_size=12).hexdigest())
    code = code_of(data.decode("utf-8"))
    return _Known(marks, hashlib.blake2b(code.encode(), digest_size=12).hexdigest(), tuple(_imported(code)))


def _imported(code: str) -> list[str]:
    found: dict[str, None] = {}
    for package, block, line, plain in _IMPORT.findall(code):
        found[package or plain] = None
        names = (name.split(" as ")[0].strip() for name in (block or line).split(","))
        found |= {f"{package}.{name}": None for name in names if package and name.isidentifier()}
    return list(found)
