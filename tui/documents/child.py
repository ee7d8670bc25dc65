"""Parsing of risky formats in a child process that can be killed, with caps on CPU, time, memory and output.

The child (`python -m tui.documents.child`) serves one request after another on its stdin and stdout, so that the
libraries are loaded once. One that refused a file is kept; one that broke down on it, or was stopped, is not trusted
again and a new one is started, as long as the parts of a file (the mails of a mailbox, what an archive holds) have not
cost `LOST` seconds in that way. It can open nothing for writing, start nothing and connect to nothing.

Frames are eight bytes of length, little endian, and a msgpack body: a request is its `Request`, then the file's bytes
as they are; replies are drafts, and at the end `Done`.
"""

from __future__ import annotations

import ctypes
import os
import resource
import selectors
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import IO, Any

import msgspec
from msgspec import Struct

from tui.documents.decoding import NotText
from tui.documents.draft import Draft, Inner, Unread, Unusable

CPU = 20  # seconds of processor time for one file
WALL = 40.0  # seconds for one file
MEMORY = 1536 << 20  # bytes of address space
OUTPUT = 96 << 20  # bytes of all drafts of one file
LOST = 300.0  # seconds that parts of one file may cost on which children broke down: a mailbox may have many thousand
_LENGTH = 8
_PR_SET_PDEATHSIG = 1


class Failed(Exception):
    """A file that its child could not read; the message says why, in words."""


class Exhausted(Exception):
    """A file too many of whose parts broke their children; the message says so, in words."""


class Request(Struct, frozen=True):
    format: str
    size: int
    cpu: int = CPU
    fields: Mapping[str, Sequence[str]] = {}


class Done(msgspec.Struct, frozen=True, tag="done"):
    """The end of a reply; `why` is empty where all went well, `refused` where the file was understood, but is none to
    read."""

    why: str = ""
    refused: bool = False


class _Child:
    """One child process and the pipe to it, of one thread of one process."""

    def __init__(self) -> None:
        self.owner = (os.getpid(), threading.get_ident())
        self.process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-I", "-c", _ENTRY, *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            cwd="/",
        )
        assert self.process.stdin
        assert self.process.stdout
        os.set_blocking(self.process.stdin.fileno(), False)
        os.set_blocking(self.process.stdout.fileno(), False)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()


_ENTRY = "import sys; sys.path[:] = sys.argv[1:]; from tui.documents.child import serve; serve()"
_local = threading.local()


def parse(
    name: str,
    data: bytes,
    *,
    cpu: int = CPU,
    wall: float = WALL,
    output: int = OUTPUT,
    fields: Mapping[str, Sequence[str]] | None = None,
) -> Iterator[Draft | Inner | Unread]:
    """The drafts of a file's bytes by the format called `name`, the files within it, and what of it is not read.

    All of it is parsed in the child. Raises Failed, and Exhausted where too much was lost on parts of the same file
    (`begin`) before.
    """
    if getattr(_local, "lost", 0.0) > LOST:
        raise Exhausted("the rest of it is not read: too many of its parts break their reader")
    begun = time.monotonic()
    child = _running()
    finished = False
    try:
        for body in _exchange(
            child, Request(name, len(data), cpu, dict(fields or {})), data, time.monotonic() + wall, output
        ):
            reply = _REPLY.decode(body)
            if isinstance(reply, Done):
                finished = not reply.why or reply.refused
                if reply.why:
                    raise Failed(reply.why)
                return
            yield reply.given()
    finally:
        if not finished:
            close()
            _local.lost = getattr(_local, "lost", 0.0) + time.monotonic() - begun


def begin() -> None:
    """Another file is read from here on: what was lost on the parts of the one before no longer counts."""
    _local.lost = 0.0


def close() -> None:
    """End this thread's child, if there is one."""
    child = getattr(_local, "child", None)
    _local.child = None
    if child and child.owner == (os.getpid(), threading.get_ident()):
        child.kill()


def _running() -> _Child:
    child: _Child | None = getattr(_local, "child", None)
    if child and child.owner == (os.getpid(), threading.get_ident()) and child.process.poll() is None:
        return child
    child = _local.child = _Child()
    return child


class _Sent(msgspec.Struct, tag="draft"):
    fields: dict[str, Any]

    def given(self) -> Draft:
        return Draft(**self.fields)


class _Passed(msgspec.Struct, tag="passed"):
    """A part that is not read."""

    why: str
    line: int | None = None

    def given(self) -> Unread:
        return Unread(self.why, self.line)


class _Within(msgspec.Struct, tag="inner"):
    """A file within the file."""

    name: str
    data: bytes
    fields: dict[str, Any]

    def given(self) -> Inner:
        return Inner(self.name, self.data, self.fields)


_Frame = _Sent | _Within | _Passed
_REPLY = msgspec.msgpack.Decoder(_Frame | Done)


def _exchange(child: _Child, request: Request, data: bytes, until: float, most: int) -> Iterator[bytes]:
    """Send a request and give the bodies of its replies as they come, within the time and size allowed."""
    head = msgspec.msgpack.encode(request)
    outgoing = memoryview(len(head).to_bytes(_LENGTH, "little") + head + data)
    incoming, total = bytearray(), 0
    stdin, stdout = child.process.stdin, child.process.stdout
    assert stdin
    assert stdout
    with selectors.DefaultSelector() as selector:
        selector.register(stdout, selectors.EVENT_READ)
        selector.register(stdin, selectors.EVENT_WRITE)
        while True:
            ready = selector.select(max(0.0, until - time.monotonic()))
            if not ready:
                raise Failed("it takes too long to read")
            for key, _ in ready:
                if key.fileobj is stdin:
                    outgoing = _send(stdin, outgoing)
                    if not outgoing:
                        selector.unregister(stdin)
                    continue
                chunk = os.read(stdout.fileno(), 1 << 20)
                if not chunk:
                    raise Failed(_ended(child))
                incoming += chunk
                total += len(chunk)
                if total > most:
                    raise Failed("there is too much in it")
            while len(incoming) >= _LENGTH:
                end = _LENGTH + int.from_bytes(incoming[:_LENGTH], "little")
                if len(incoming) < end:
                    break
                body = bytes(incoming[_LENGTH:end])
                del incoming[:end]
                yield body


def _send(pipe: IO[bytes], outgoing: memoryview) -> memoryview:
    try:
        return outgoing[os.write(pipe.fileno(), outgoing[: 1 << 20]) :]
    except BlockingIOError:
        return outgoing
    except BrokenPipeError:
        return memoryview(b"")  # the reply's end tells why


def _ended(child: _Child) -> str:
    """Why a child ended by itself, in words."""
    with suppress(subprocess.TimeoutExpired):
        code = child.process.wait(5)
        if code in (-24, -9):  # SIGXCPU, SIGKILL
            return "it takes too much time or memory to read"
    return "its reader broke down on it"


# --- in the child ----------------------------------------------------------------------------------------------------


def serve() -> None:
    """Serve requests until stdin ends, or whoever started it does."""
    _die_with_parent()
    _confine()
    from tui.documents.formats import risky

    source, sink = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "wb") as nothing:  # noqa: PTH123
        os.dup2(nothing.fileno(), 1)  # what a library prints must not reach the pipe
    _forbid()
    sys.setrecursionlimit(3000)
    while head := source.read(_LENGTH):
        request = msgspec.msgpack.decode(source.read(int.from_bytes(head, "little")), type=Request)
        data = source.read(request.size)
        allow(request.cpu)
        _send_frame(sink, _answer(sink, risky.reader(request.format, request.fields), data))
        sink.flush()


def _answer(sink: IO[bytes], read: Callable[[bytes], Iterator[Draft | Inner | Unread]], data: bytes) -> Done:
    try:
        for draft in read(data):
            if isinstance(draft, Unread):
                _send_frame(sink, _Passed(draft.why, draft.line))
            elif isinstance(draft, Inner):
                _send_frame(sink, _Within(_whole_characters(draft.name), draft.data, _sent(draft.fields)))
            else:
                _send_frame(sink, _Sent(_fields_of(draft)))
    except (Unusable, NotText) as error:
        return Done(str(error), refused=True)
    except RecursionError:
        return Done("it is nested too deep")
    except MemoryError:
        return Done("it takes too much memory to read")
    except ImportError as error:
        return Done(f"needs the extra `formats` ({error.name})", refused=True)
    except Exception as error:  # a library may raise anything on a hostile file
        words = " ".join(str(error).split())[:160]
        return Done(f"broken: {words or type(error).__name__}")
    return Done()


def _fields_of(draft: Draft) -> dict[str, Any]:
    fields = {name: getattr(draft, name) for name in Draft.__struct_fields__}
    fields["text"] = _whole_characters(draft.text)
    fields["fields"] = _sent(draft.fields)
    return fields


def _sent(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: _whole_characters(value) if isinstance(value, str) else value
        for name, value in fields.items()
        if value is not None
    }


def _whole_characters(text: str) -> str:
    """Halves of surrogate pairs joined, or replaced where alone."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _send_frame(sink: IO[bytes], reply: _Frame | Done) -> None:
    body = msgspec.msgpack.encode(reply)
    sink.write(len(body).to_bytes(_LENGTH, "little") + body)


def _die_with_parent() -> None:
    """On Linux a child in the middle of its work ends with the thread that waits for it, however that one ends."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _confine() -> None:
    for kind, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0)):
        with suppress(OSError, ValueError):
            resource.setrlimit(kind, (most, most))


def allow(seconds: int) -> None:
    """Let this process have so many seconds of processor time from now on; the kernel ends it where it takes more.

    Processor time and not the clock's: a machine that is busy, asleep or stopped (ctrl+z) makes no file late.
    """
    used = resource.getrusage(resource.RUSAGE_SELF)
    with suppress(OSError, ValueError):
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds + 1, hard))


_FORBIDDEN = frozenset(
    ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname",
     "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty", "os.kill",
     "os.mkdir", "os.rmdir", "os.remove", "os.rename", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown",
     "os.utime")
)  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def _forbid() -> None:
    """From here on nothing is connected to, started or written."""

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event in _FORBIDDEN:
            raise PermissionError(f"{event} is forbidden here")
        if event == "open" and (set(arguments[1] or "") & set("wax+") or (arguments[2] or 0) & _WRITING):
            raise PermissionError("writing is forbidden here")

    sys.addaudithook(watch)
