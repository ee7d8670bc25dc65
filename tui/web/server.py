"""`onrecord serve`: the desk in a browser, on this machine's loopback alone."""

from __future__ import annotations

import asyncio
import json
import signal
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress

from aiohttp import WSMsgType, web

from tui.web.door import Door
from tui.web.gate import COOKIE, Gate
from tui.web.page import FILES, STYLE, file_of, headers, page
from tui.web.terminal import PtyTerminal

MOST_DESKS = 8  # at a time: each takes some 100 MB
_MESSAGE = 1 << 20  # bytes of one message from the browser: a long text that is pasted
_MOST_WAITING = 4 << 20  # bytes of keys that wait for a desk; what is typed or pasted beyond is lost
_SIZE = (80, 24)
_GOODBYE = 2.0  # seconds that a page has to take leave where the server ends
_AT_A_TIME = 16  # connections that are taken before any is turned away again: files of all are open at once


class DeskServer:
    """Serves one corpus; each open page has a desk of its own, which ends with it."""

    def __init__(self, argv: Sequence[str], title: str, port: int) -> None:
        self.gate = Gate(port)
        self.door = Door()
        self._argv = argv
        self._title = title
        self._headers = headers(port)
        self._sockets: dict[web.WebSocketResponse, asyncio.Transport | None] = {}

    def application(self) -> web.Application:
        """The routes: the link, the page behind it, its files, and the socket of a desk."""
        made = web.Application()
        home = self.gate.home
        made.router.add_get("/", self._link, allow_head=False)  # HEAD would spend the link and show nothing
        made.router.add_get(home, self._page)
        made.router.add_get(f"{home}desk", self._desk)
        made.router.add_get(f"{home}desk.css", self._style)
        for name in FILES:
            made.router.add_get(f"{home}{name}", self._file)
        made.on_shutdown.append(self._close_all)
        made.on_response_prepare.append(self._say_headers)
        return made

    async def _say_headers(self, request: web.Request, response: web.StreamResponse) -> None:
        response.headers.update(self._headers)
        if response.status < 400:
            self.door.let_in(request.transport)
        else:
            response.force_close()  # who was refused has nothing to keep a connection for

    async def _link(self, request: web.Request) -> web.StreamResponse:
        token = request.query.get("token", "")
        secret = self.gate.takes(token) if self.gate.at_home(request.headers) else None
        if secret is None:
            raise web.HTTPForbidden(text=_REFUSED)
        answer = web.Response(status=303, headers={"Location": self.gate.home})
        answer.set_cookie(COOKIE, secret, httponly=True, samesite="Strict", path=self.gate.home)
        return answer

    async def _page(self, request: web.Request) -> web.StreamResponse:
        self._mind(request)
        return web.Response(text=page(self._title, request.headers["Host"] + self.gate.home), content_type="text/html")

    async def _style(self, request: web.Request) -> web.StreamResponse:
        self._mind(request)
        return web.Response(text=STYLE, content_type="text/css")

    async def _file(self, request: web.Request) -> web.StreamResponse:
        self._mind(request)
        path, kind = file_of(request.path.rpartition("/")[2])
        return web.FileResponse(path, headers={"Content-Type": kind})

    def _mind(self, request: web.Request) -> None:
        if not self.gate.knows(request.headers):
            raise web.HTTPForbidden(text=_REFUSED)

    async def _desk(self, request: web.Request) -> web.StreamResponse:
        if not self.gate.opens(request.headers):
            raise web.HTTPForbidden(text=_REFUSED)
        if len(self._sockets) >= MOST_DESKS:
            raise web.HTTPServiceUnavailable(text=f"{MOST_DESKS} desks are open already; close one")
        answer = web.WebSocketResponse(heartbeat=15, max_msg_size=_MESSAGE)
        await answer.prepare(request)
        self._sockets[answer] = transport = request.transport
        columns, rows = (
            _whole(request.query.get(name), usual) for name, usual in zip(("width", "height"), _SIZE, strict=True)
        )
        try:
            terminal = PtyTerminal(self._argv, columns, rows)
            shown = asyncio.create_task(_show(terminal, answer))
            try:
                with suppress(ConnectionError):  # gone while it was answered
                    await _take_keys(terminal, answer)
            finally:
                shown.cancel()
                with suppress(asyncio.CancelledError):
                    await shown
                await asyncio.shield(terminal.end())
        finally:
            self._sockets.pop(answer, None)
            if transport is not None and transport.get_write_buffer_size():
                transport.abort()  # it would stay open until the page has read that
        return answer

    async def _close_all(self, _: web.Application) -> None:
        await asyncio.gather(*(_take_leave(*each) for each in self._sockets.items()))


_REFUSED = "403: this page is for whoever has the link that `onrecord serve` gave; it is good once, for one browser\n"


async def _take_leave(answer: web.WebSocketResponse, transport: asyncio.Transport | None) -> None:
    """Close a page's socket; one that does not answer is cut off."""
    try:
        async with asyncio.timeout(_GOODBYE):
            await answer.close()
    except TimeoutError:
        if transport is not None:
            transport.abort()


async def _show(terminal: PtyTerminal, answer: web.WebSocketResponse) -> None:
    """What the desk writes, to the browser, until either ends."""
    with suppress(ConnectionError):
        async for data in terminal.output():
            await answer.send_bytes(data)
    await answer.close()


async def _take_keys(terminal: PtyTerminal, answer: web.WebSocketResponse) -> None:
    """What comes from the browser, as textual-serve's script sends it: ["stdin", text], ["resize", {width, height}] and
    ["ping", a value]; what is anything else is passed over. Keys wait for a desk that takes none; the page's end, and
    its sizes, do not wait for them."""
    waiting: asyncio.Queue[bytes] = asyncio.Queue()
    held = 0  # bytes that wait

    async def write() -> None:
        nonlocal held
        while True:
            keys = await waiting.get()
            await terminal.write(keys)
            held -= len(keys)

    writing = asyncio.create_task(write())
    try:
        async for message in answer:
            await asyncio.sleep(0)  # of what is there already none is waited for: others would have no turn
            if message.type != WSMsgType.TEXT:
                continue
            try:
                kind, value = json.loads(message.data)
            except (ValueError, TypeError, RecursionError):
                continue
            match kind, value:
                case "stdin", str(keys) if held < _MOST_WAITING:
                    held += len(data := keys.encode("utf-8", "replace"))
                    waiting.put_nowait(data)
                case "resize", {"width": int(columns), "height": int(rows)}:
                    terminal.resize(columns, rows)
                case "ping", int() | float() | str() | None:
                    await answer.send_json(["pong", value])
    finally:
        writing.cancel()
        with suppress(asyncio.CancelledError):
            await writing


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text is not None and text.isdecimal() and text.isascii() and len(text) < 6 else otherwise


def serve(argv: Sequence[str], title: str, port: int, tell: Callable[[str], None]) -> None:
    """Serve until a signal ends it. `tell` is called with the link once the port is ours. Raises OSError where another
    program has the port."""
    with socket.create_server(("127.0.0.1", port)) as listening:
        server = DeskServer(argv, title, listening.getsockname()[1])
        asyncio.run(_until_ended(server, listening, tell))


async def _until_ended(server: DeskServer, listening: socket.socket, tell: Callable[[str], None]) -> None:
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, ended.set)
    runner = web.AppRunner(server.application(), access_log=None, handle_signals=False, shutdown_timeout=10)
    await runner.setup()
    inside = runner.server
    assert inside is not None  # made by `setup`
    port = await loop.create_server(lambda: server.door.connected(inside), sock=listening, backlog=_AT_A_TIME)
    tell(server.gate.link)
    await ended.wait()
    port.close()
    server.door.close()
    await runner.cleanup()
