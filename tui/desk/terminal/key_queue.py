"""Keys typed ahead, each dealt with before the next is looked at.

Textual puts a key into the queue of the widget that has the focus and lets it climb back to the app, where it acts. Of
several keys that come at once, as they do over a slow line, all go to the widget that had the focus when the first
came: of `/name`, Enter and `n` the letters would be lost, or the `n` become part of the name. Here a key waits until
the one before it has acted and the screen that this opened or closed takes keys.
"""

from __future__ import annotations

import asyncio
from collections import deque
from time import monotonic
from typing import Any

from textual import events
from textual.message import Message
from textual.message_pump import MessagePump

from tui.desk.terminal.driver import OnTerminal

# A screen that takes no keys for so long hangs, and the keys must not hang with it.
PATIENCE = 0.5  # seconds after which the next key does not wait any longer
LOOK = 0.005  # seconds between two looks at whether a new screen takes keys


class Passed(Message):
    """Climbs after a key by the same way: where it arrives, the key has been dealt with."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


class InTurn(OnTerminal):
    """The app on its terminal, with its keys in turn."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._typed: deque[events.Key] = deque()
        self._number = 0  # of the key that is under way, and 0 while none is
        self._keys_so_far = 0
        self._way: MessagePump | None = None  # where it began
        self._acted = False  # it came back to the app, so that it may have set off something
        self._since = 0.0  # when the first key began to wait for a screen
        super().__init__(*args, **kwargs)

    @property
    def takes_keys(self) -> bool:
        """Whether a key that comes now reaches what it is meant for."""
        return True

    @property
    def keys_wait(self) -> bool:
        """Whether keys have come that nobody has dealt with yet."""
        return bool(self._typed)

    @property
    def keys_under_way(self) -> bool:
        """Whether a key waits or is being dealt with; asked from any thread."""
        return bool(self._typed or self._number)

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and not event.is_forwarded:
            self._typed.append(event)
            await self._next_key()
            return
        if isinstance(event, events.Key):
            if not self.screen_stack:  # it was under way while the app ended
                return
            self._acted = True
        await super().on_event(event)

    async def _next_key(self) -> None:
        while self._typed and not self._number and self.screen_stack:  # of an app that ends no screen is left
            if not self.takes_keys:
                self._since = self._since or monotonic()
                if monotonic() - self._since < PATIENCE:
                    asyncio.get_running_loop().call_later(LOOK, self.call_later, self._next_key)
                    return
            self._since = 0.0
            self._keys_so_far += 1
            self._number, self._acted = self._keys_so_far, False
            self._way = self.focused or self.screen
            await super().on_event(self._typed.popleft())
            asyncio.get_running_loop().call_later(PATIENCE, self.call_later, self._go_on, self._number)
            self._follow()

    def _follow(self) -> None:
        if self._way is None or not self._way.post_message(Passed(self._number)):
            self._number = 0  # what had the focus is gone, and the key has been dealt with

    async def on_passed(self, message: Passed) -> None:
        if message.number != self._number:
            return
        if self._acted:
            self._acted = False
            self._follow()  # once more, behind what the key has set off
            if self._number:
                return
        await self._go_on(message.number)

    async def _go_on(self, number: int) -> None:
        if number == self._number:
            self._number = 0
        if not self._number:
            await self._next_key()
