"""The served desk in a real browser: it is drawn, it takes keys, and nothing is asked of anybody outside."""

from __future__ import annotations

import asyncio
import base64
import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psutil
import pytest

from tests.conftest import SEEDS

aiohttp = pytest.importorskip("aiohttp")
pytest.importorskip("textual_serve")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SECONDS = 90
_FULL = 30_000  # bytes of PNG: a page full of words has more, an empty one some 5,000
SHOWN = "document.body.classList.contains('-first-byte')"


class Tab:
    """A page of Chromium, spoken to by its DevTools protocol."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._last = 0
        self.told: list[dict[str, Any]] = []

    async def ask(self, method: str, **params: Any) -> dict[str, Any]:
        self._last += 1
        await self._socket.send_json({"id": self._last, "method": method, "params": params})
        while True:
            answer = json.loads((await self._socket.receive()).data)
            if answer.get("id") == self._last:
                return dict(answer.get("result", answer))
            self.told.append(answer)

    async def until(self, expression: str) -> None:
        ends = time.monotonic() + SECONDS
        while not (await self.ask("Runtime.evaluate", expression=expression))["result"].get("value"):
            assert time.monotonic() < ends, expression
            await asyncio.sleep(0.2)

    async def picture(self) -> bytes:
        return base64.b64decode((await self.ask("Page.captureScreenshot"))["data"])

    def asked(self) -> list[str]:
        """Every address that the page asked for, sockets too."""
        http = [x["params"]["request"]["url"] for x in self.told if x.get("method") == "Network.requestWillBeSent"]
        return http + [x["params"]["url"] for x in self.told if x.get("method") == "Network.webSocketCreated"]


@asynccontextmanager
async def tab(home: Path) -> AsyncIterator[Tab]:
    assert CHROMIUM is not None
    browser = subprocess.Popen(
        [CHROMIUM, "--headless=new", "--no-sandbox", "--remote-debugging-port=0", f"--user-data-dir={home}",
         "--window-size=1280,800", "about:blank"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        told, ends = home / "DevToolsActivePort", time.monotonic() + SECONDS
        while not (told.exists() and told.read_text()):
            assert time.monotonic() < ends
            await asyncio.sleep(0.1)
        async with aiohttp.ClientSession() as session:
            async with session.get(f"http://127.0.0.1:{told.read_text().split()[0]}/json") as answer:
                (page, *_) = await answer.json()
            async with session.ws_connect(page["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                yield Tab(socket)
    finally:
        browser.terminate()
        browser.wait(SECONDS)


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
async def test_a_browser_draws_the_desk_takes_keys_and_asks_nobody_else(tmp_path: Path) -> None:
    argv = [sys.executable, "-m", "tui", "serve", str(SEEDS), "--config", str(SEEDS.parent / "config.yaml")]
    server = subprocess.Popen(argv, stdout=subprocess.PIPE, text=True, cwd=SEEDS.parent)
    assert server.stdout is not None
    link = server.stdout.readline().strip()
    try:
        async with tab(tmp_path / "browser") as page:
            for part in ("Network", "Page", "Runtime"):
                await page.ask(f"{part}.enable")
            await page.ask("Page.navigate", url=link)
            await page.until(SHOWN)
            first = await page.picture()
            for key in ("?", "j"):
                await page.ask("Input.dispatchKeyEvent", type="keyDown", text=key, key=key)
                await page.ask("Input.dispatchKeyEvent", type="keyUp", key=key)
            ends = time.monotonic() + SECONDS
            # The keys may come before the desk is drawn: what is seen then changes part by part.
            while (second := await page.picture()) == first or len(second) <= _FULL:
                assert time.monotonic() < ends, len(second)
                await asyncio.sleep(0.5)
            assert len(second) > _FULL
            assert not [x for x in page.told if x.get("method") == "Runtime.exceptionThrown"]
            places = {urlsplit(address).hostname for address in page.asked() if not address.startswith("data:")}
            assert places == {"127.0.0.1"}
        ends = time.monotonic() + SECONDS  # the tab is closed
        while [c for c in psutil.Process(server.pid).children() if c.status() != psutil.STATUS_ZOMBIE]:
            assert time.monotonic() < ends
            await asyncio.sleep(0.1)
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(SECONDS)
