"""`onrecord serve`: a real server, a real desk behind it, and who is refused."""

from __future__ import annotations

import asyncio
import os
import signal
import socket as socket_module
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from types import SimpleNamespace

import psutil
import pyte
import pytest

from tests.conftest import SEEDS

aiohttp = pytest.importorskip("aiohttp")
pytest.importorskip("textual_serve")
pytestmark = pytest.mark.fault(92)
SECONDS = 60  # that anything here may take on the slowest machine


def started() -> SimpleNamespace:
    argv = [sys.executable, "-m", "tui", "serve", str(SEEDS), "--config", str(SEEDS.parent / "config.yaml")]
    process = subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=SEEDS.parent)
    assert process.stdout is not None
    link = process.stdout.readline().strip()
    assert link.startswith("http://127.0.0.1:"), process.stderr.read() if process.stderr else ""
    base = link.partition("/?")[0]
    return SimpleNamespace(process=process, link=link, base=base, seen=psutil.Process(process.pid))


@pytest.fixture
def server() -> Iterator[SimpleNamespace]:
    server = started()
    yield server
    server.process.send_signal(signal.SIGINT)
    assert server.process.wait(SECONDS) == 0


@pytest.fixture
async def browser() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:  # keeps those of an address
        yield session


def desks(server: SimpleNamespace) -> list[psutil.Process]:
    return [child for child in server.seen.children() if child.status() != psutil.STATUS_ZOMBIE]


async def home(server: SimpleNamespace, browser: aiohttp.ClientSession) -> str:
    async with browser.get(server.link) as answer:
        assert answer.status == 200
        return str(answer.url)


async def desk(browser: aiohttp.ClientSession, at: str, origin: str) -> aiohttp.ClientWebSocketResponse:
    return await browser.ws_connect(f"{at}desk?width=120&height=40", headers={"Origin": origin})


class Shown:
    """The screen that a browser has of a desk."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self.screen = pyte.Screen(120, 40)
        self._stream = pyte.ByteStream(self.screen)
        self.data = b""

    async def until(self, words: str, keys: str = "") -> None:
        """Read on until `words` stand there; of `keys` one is pressed each second, as a row may have to come first."""
        ends, pressed = time.monotonic() + SECONDS, 0
        while not self._has(words):
            assert time.monotonic() < ends, "\n".join(self.screen.display)
            if keys:
                await self._socket.send_json(["stdin", keys[pressed % len(keys)]])
                pressed += 1
            await self._draw(words, 1.0)

    def _has(self, words: str) -> bool:
        return any(words in line for line in self.screen.display)

    async def _draw(self, words: str, seconds: float) -> None:
        """What comes until `words` stand there, for so many seconds at the most."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while not self._has(words):
                    message = await self._socket.receive()
                    if message.type == aiohttp.WSMsgType.BINARY:
                        self.data += message.data
                        self._stream.feed(message.data)
                    else:
                        assert message.type == aiohttp.WSMsgType.TEXT, (message, self.screen.display)


async def gone(server: SimpleNamespace) -> None:
    async with asyncio.timeout(SECONDS):
        while desks(server):
            await asyncio.sleep(0.1)


async def test_without_the_link_there_is_no_page_and_no_process(
    server: SimpleNamespace, browser: aiohttp.ClientSession
) -> None:
    for address in ("/", "/?token=", "/?token=guess", "/desk", "/textual.js", "/../desk", "/%2e%2e/"):
        async with browser.get(server.base + address) as answer:
            assert answer.status in (403, 404)
    async with browser.get(server.link, headers={"Host": "elsewhere.example"}) as answer:
        assert answer.status == 403
    assert not desks(server)


async def test_a_foreign_page_gets_no_desk_even_with_the_cookie(
    server: SimpleNamespace, browser: aiohttp.ClientSession
) -> None:
    at = await home(server, browser)
    for origin in ("http://elsewhere.example", "null", ""):
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await desk(browser, at, origin)
        assert refused.value.status == 403
    async with browser.get(server.link) as answer:  # a second time
        assert answer.status == 403
    assert not desks(server)


async def test_a_desk_takes_keys_and_size_and_ends_with_its_page(
    server: SimpleNamespace, browser: aiohttp.ClientSession
) -> None:
    at = await home(server, browser)
    socket = await desk(browser, at, server.base)
    shown = Shown(socket)
    await shown.until("Enter read")
    assert b"8;5;" in shown.data or b"8;2;" in shown.data  # it was told that there are more than sixteen colours
    await socket.send_json(["ping", 7])
    await socket.send_json(["resize", {"width": 120, "height": 40}])
    for wrong in ("no json", "[]", '["stdin"]', '["stdin", 7]', '["resize", {"width": "x"}]', "7", '["other", 1]'):
        await socket.send_str(wrong)
    await shown.until("no editor in a browser", keys="e")
    assert len(desks(server)) == 1
    await socket.close()
    await gone(server)


async def test_what_a_page_sends_ends_no_desk(server: SimpleNamespace, browser: aiohttp.ClientSession) -> None:
    at = await home(server, browser)
    origin = {"Origin": server.base}
    socket = await browser.ws_connect(f"{at}desk?width=-9&height=99999999999999999999", headers=origin)
    await socket.send_json(["resize", {"width": 120, "height": 40}])
    shown = Shown(socket)
    await shown.until("Enter read")
    for wrong in (
        "[" * 100_000,
        '["ping", ' + "[" * 50_000 + "]" * 50_000 + "]",
        '["resize", {"width": -1, "height": 1e400}]',
        '["resize", {"width": 99999999999999999999, "height": 0}]',
        '["stdin", "\\ud800\\u0000\\u009b"]',
        '{"stdin": 1, "x": 2}',
        "NaN",
    ):
        await socket.send_str(wrong)
    await socket.send_bytes(os.urandom(10_000))
    # The page's own terminal never was of the sizes between: by way of another size all of it is drawn again.
    await socket.send_json(["resize", {"width": 100, "height": 30}])
    await shown.until("Enter read", keys="\x1b")
    shown.screen.reset()
    await socket.send_json(["resize", {"width": 120, "height": 40}])
    # What is no text was a question mark, which opens the help, and more that may be under way: Esc leaves it.
    await shown.until("no editor in a browser", keys="\x1be")
    await socket.close()
    await gone(server)


async def test_a_desk_that_takes_no_keys_ends_with_its_page(
    server: SimpleNamespace, browser: aiohttp.ClientSession
) -> None:
    at = await home(server, browser)
    socket = await desk(browser, at, server.base)
    await Shown(socket).until("Enter read")
    (there,) = desks(server)
    there.suspend()
    for _ in range(8):
        await socket.send_json(["stdin", "x" * 100_000])
    await asyncio.sleep(1)
    await socket.close()
    await gone(server)


async def test_a_server_that_is_killed_leaves_no_process(browser: aiohttp.ClientSession) -> None:
    server = started()
    at = await home(server, browser)
    await Shown(await desk(browser, at, server.base)).until("Enter read")
    started_by_it = server.seen.children(recursive=True)
    assert started_by_it
    server.process.kill()
    server.process.wait()
    _, left = await asyncio.to_thread(psutil.wait_procs, started_by_it, SECONDS)
    assert not left


@pytest.mark.parametrize("sent", [b"", b"GET / HTTP/1.1\r\nX: "], ids=["nothing", "half a request"])
async def test_who_holds_connections_keeps_nobody_out_nor_the_server_from_ending(
    server: SimpleNamespace, browser: aiohttp.ClientSession, sent: bytes
) -> None:
    open_now = server.seen.num_fds()
    server.seen.rlimit(psutil.RLIMIT_NOFILE, (open_now + 100, open_now + 100))
    address = ("127.0.0.1", int(server.base.rpartition(":")[2]))
    held = []
    for _ in range(200):  # more than it could hold open
        connection = socket_module.create_connection(address, timeout=SECONDS)
        with suppress(OSError):  # it was closed already
            connection.sendall(sent)
        held.append(connection)
    at = await home(server, browser)
    await Shown(await desk(browser, at, server.base)).until("Enter read")
    server.process.send_signal(signal.SIGINT)
    assert await asyncio.to_thread(server.process.wait, SECONDS) == 0
    for connection in held:
        connection.close()


async def test_a_look_at_the_link_does_not_spend_it(server: SimpleNamespace, browser: aiohttp.ClientSession) -> None:
    async with browser.head(server.link) as answer:
        assert answer.status == 405
    assert await home(server, browser)


@pytest.mark.parametrize(
    "request_",
    [
        b"GET / HTTP/1.1\r\nHost: elsewhere.example\r\nHost: {host}\r\n\r\n",
        b"GET http://{host}/?token=x HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n",
        b"GET /?token=x HTTP/1.0\r\n\r\n",
        b"GET /?token=x HTTP/1.1\r\nHost: [::1]\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: {host}\r\nX: " + b"x" * 100_000 + b"\r\n\r\n",
        b"\x16\x03\x01" + bytes(1000) + b"\r\n\r\n",
        b"CONNECT {host} HTTP/1.1\r\nHost: {host}\r\n\r\n",
        b"GET /../../../../etc/passwd HTTP/1.1\r\nHost: {host}\r\n\r\n",
    ],
    ids=["two hosts", "absolute", "no host", "brackets", "long", "tls", "connect", "path"],
)
def test_a_request_of_any_form_is_refused(server: SimpleNamespace, request_: bytes) -> None:
    host = server.base.removeprefix("http://")
    with socket_module.create_connection(tuple(host.split(":")), timeout=SECONDS) as made:
        made.sendall(request_.replace(b"{host}", host.encode()))
        made.shutdown(socket_module.SHUT_WR)
        answer = b""
        while data := made.recv(65_536):
            answer += data
    assert not answer or answer.split()[1] in (b"400", b"403", b"404", b"405"), answer[:200]
    assert b"Traceback" not in answer
    assert not desks(server)


async def test_a_desk_that_is_left_closes_its_page_and_another_can_be_opened(
    server: SimpleNamespace, browser: aiohttp.ClientSession
) -> None:
    at = await home(server, browser)
    for _ in range(2):
        socket = await desk(browser, at, server.base)
        await Shown(socket).until("Enter read")
        await socket.send_json(["stdin", "q"])
        async with asyncio.timeout(SECONDS):
            while (await socket.receive()).type == aiohttp.WSMsgType.BINARY:
                pass
        await gone(server)


async def test_the_servers_end_leaves_no_desk(server: SimpleNamespace, browser: aiohttp.ClientSession) -> None:
    at = await home(server, browser)
    socket = await desk(browser, at, server.base)
    await Shown(socket).until("Enter read")
    (there,) = desks(server)
    os.kill(server.process.pid, signal.SIGTERM)
    await asyncio.to_thread(server.process.wait, SECONDS)
    async with asyncio.timeout(SECONDS):
        while there.is_running() and there.status() != psutil.STATUS_ZOMBIE:
            await asyncio.sleep(0.1)


def test_a_port_that_is_taken_is_said_in_one_line(server: SimpleNamespace) -> None:
    port = server.base.rpartition(":")[2]
    done = subprocess.run(
        [sys.executable, "-m", "tui", "serve", str(SEEDS), "--port", port],
        capture_output=True, text=True, check=False, cwd=SEEDS.parent,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert f"port {port}" in done.stderr.splitlines()[-1]
