"""A page that does not read what its desk writes: what waits for it is bounded, it ends, and so can the server."""

from __future__ import annotations

import base64
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import SimpleNamespace

import psutil
import pytest

pytest.importorskip("aiohttp")
pytest.importorskip("textual_serve")
pytestmark = pytest.mark.fault(92)
SECONDS = 60  # that anything here may take on the slowest machine
MOST_HELD = 16 << 20  # bytes that the server may grow by for one page
LOUD = "import sys\nwhile True: sys.stdout.write('loud ' * 800 + '\\n')"  # a desk that writes without end
SERVER = f"""
import sys
from tui.web import door, server
unread = float(sys.argv[1])
server.Door = lambda: door.Door(unread=unread)
server.serve([sys.executable, "-c", {LOUD!r}], "loud", 0, lambda link: print(link, flush=True))
"""


@contextmanager
def loud_server(unread: float) -> Iterator[SimpleNamespace]:
    with subprocess.Popen([sys.executable, "-c", SERVER, str(unread)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        host, _, token = process.stdout.readline().strip().removeprefix("http://").partition("/")
        try:
            yield SimpleNamespace(process=process, host=host, seen=psutil.Process(process.pid), link=f"/{token}")
        finally:
            process.kill()


def asked(server: SimpleNamespace, path: str, *lines: str) -> socket.socket:
    connection = socket.create_connection(server.host.split(":"), timeout=SECONDS)
    head = "\r\n".join((f"GET {path} HTTP/1.1", f"Host: {server.host}", *lines, "", ""))
    connection.sendall(head.encode())
    return connection


def let_in(server: SimpleNamespace) -> dict[str, str]:
    with asked(server, server.link) as connection:
        return dict(line.split(": ", 1) for line in connection.recv(65_536).decode().split("\r\n") if ": " in line)


def a_page(server: SimpleNamespace, said: dict[str, str] | None = None) -> socket.socket:
    """The socket of a desk, of which nothing is read; `said` is what the server answered who was let in before."""
    said = said or let_in(server)
    cookie = said["Set-Cookie"].split(";")[0]
    return asked(
        server, f"{said['Location']}desk", f"Origin: http://{server.host}", f"Cookie: {cookie}",
        "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13",
        f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}",
    )  # fmt: skip


def frame(kind: int, data: bytes) -> bytes:
    """A short frame of RFC 6455 as a browser sends it, its mask all zeros."""
    return bytes((0x80 | kind, 0x80 | len(data))) + bytes(4) + data


TEXT, PING = 1, 9
SENT = {
    "nothing": b"",
    "questions that are answered": frame(TEXT, json.dumps(["ping", 7]).encode()) * 100,
    "pings": frame(PING, b"x" * 125) * 100,
    "keys": frame(TEXT, json.dumps(["stdin", "x" * 50]).encode()),
}


def until(true: Callable[[], object], server: SimpleNamespace) -> None:
    ends = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < ends, server.seen.children()
        time.sleep(0.05)


@pytest.mark.parametrize("sent", SENT)
def test_a_page_that_reads_nothing_ends_and_little_is_held_for_it(sent: str) -> None:
    with loud_server(unread=1.0) as server:
        before = server.seen.memory_info().rss
        with a_page(server) as page:
            until(server.seen.children, server)
            page.settimeout(0.2)
            ends = time.monotonic() + SECONDS
            while server.seen.children():
                assert time.monotonic() < ends
                with suppress(OSError):  # it takes no more, or has closed
                    page.sendall(SENT[sent])
                assert server.seen.memory_info().rss < before + MOST_HELD
                time.sleep(0.01)
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(SECONDS) == 0


@pytest.mark.parametrize("sent", ["nothing", "pings"])
def test_a_page_that_reads_nothing_does_not_keep_the_server_from_ending(sent: str) -> None:
    with loud_server(unread=10 * SECONDS) as server, a_page(server) as page:
        until(server.seen.children, server)
        page.settimeout(0.2)
        with suppress(TimeoutError):
            while SENT[sent]:
                page.sendall(SENT[sent])
        time.sleep(0.5)
        (desk,) = server.seen.children()
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(SECONDS) == 0
        assert not psutil.wait_procs([desk], SECONDS)[1]


def test_a_page_that_reads_on_in_time_stays() -> None:
    """Longer than one that was opened after it and reads nothing."""
    with loud_server(unread=4.0) as server:
        said = let_in(server)
        with a_page(server, said) as page:
            until(server.seen.children, server)
            (desk,) = server.seen.children()
            with a_page(server, said):
                until(lambda: len(server.seen.children()) == 2, server)
                ends = time.monotonic() + SECONDS
                while len(server.seen.children()) == 2:
                    assert time.monotonic() < ends
                    assert page.recv(1 << 20)
            assert server.seen.children() == [desk]
