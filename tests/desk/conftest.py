"""When a desk that a test drives has done what a key asked for."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest
from textual._wait import wait_for_idle

LIMIT = 30.0  # seconds on the slowest machine
SOON = 0.02  # seconds: what is due by then is waited for, as in Textual's own wait, which takes so long at the least


async def settled(_: float = 0.0) -> None:
    """Wait until no message, callback or timer that is due soon is left; where a thread works, until that rests too.

    Textual's own wait sleeps for 20 ms or more, twice a key: most of the time that these tests took. And it takes a
    process for idle that got no processor meanwhile.
    """
    loop: Any = asyncio.get_running_loop()
    end = time.monotonic() + LIMIT
    while time.monotonic() < end:
        await asyncio.sleep(0)  # everything that was ready has its turn before this goes on
        if loop._ready:
            continue
        due = min((handle.when() for handle in loop._scheduled if not handle.cancelled()), default=float("inf"))
        if due - loop.time() > SOON:
            break
        await asyncio.sleep(max(due - loop.time(), 0.0))
    if any(getattr(task.get_coro(), "__qualname__", "") == "Worker._run" for task in asyncio.all_tasks()):
        await wait_for_idle(0)


@pytest.fixture(autouse=True)
def _settled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("textual.app.wait_for_idle", settled)
    monkeypatch.setattr("textual.pilot.wait_for_idle", settled)
