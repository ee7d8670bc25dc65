"""Who stands at the port without having shown the cookie or the link: few at a time, and not for long. Any user of the
machine can connect to its loopback, and must not keep out who may come in by holding all that there is to be held.

Nor does anybody who came in hold a connection, and the desk behind it, by not reading what was sent."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

MOST_WAITING = 64  # connections at a time; of more the one that stands there longest is closed
PATIENCE = 10.0  # seconds that one may take until its request has come whole and was let in
UNREAD = 30.0  # seconds that what was sent may wait for one that does not read, as slow as its line may be


class Door:
    """For one event loop. A connection is known by its transport."""

    def __init__(self, patience: float = PATIENCE, unread: float = UNREAD) -> None:
        self._patience = patience
        self.unread = unread
        self._waiting: dict[asyncio.Transport, asyncio.TimerHandle] = {}  # in the order in which they came

    def connected(self, make: Callable[[], asyncio.Protocol]) -> asyncio.Protocol:
        """What takes a connection, and passes on all that comes to what `make` makes."""
        return _Connection(self, make())

    def came(self, transport: asyncio.Transport) -> None:
        while len(self._waiting) >= MOST_WAITING:
            self._turn_away(next(iter(self._waiting)))
        later = asyncio.get_running_loop().call_later(self._patience, self._turn_away, transport)
        self._waiting[transport] = later

    def let_in(self, transport: asyncio.BaseTransport | None) -> None:
        """It showed what it has to, and may stay; or it is gone."""
        if isinstance(transport, asyncio.Transport) and (later := self._waiting.pop(transport, None)) is not None:
            later.cancel()

    def close(self) -> None:
        for transport in list(self._waiting):
            self._turn_away(transport)

    def _turn_away(self, transport: asyncio.Transport) -> None:
        self.let_in(transport)
        transport.abort()  # `close` would wait for what it does not read


class _Connection(asyncio.Protocol):
    def __init__(self, door: Door, inside: asyncio.Protocol) -> None:
        self._door, self._inside = door, inside
        self._transport: asyncio.BaseTransport | None = None
        self._unread: asyncio.TimerHandle | None = None  # runs while more waits to be read than is held for it

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._inside.connection_made(transport)
        if isinstance(transport, asyncio.Transport):
            self._door.came(transport)

    def connection_lost(self, error: Exception | None) -> None:
        self._door.let_in(self._transport)
        self._is_read()
        self._inside.connection_lost(error)

    def data_received(self, data: bytes) -> None:
        self._inside.data_received(data)

    def eof_received(self) -> bool | None:
        return self._inside.eof_received()

    def pause_writing(self) -> None:
        if isinstance(self._transport, asyncio.Transport):
            self._unread = asyncio.get_running_loop().call_later(self._door.unread, self._transport.abort)
        self._inside.pause_writing()

    def resume_writing(self) -> None:
        self._is_read()
        self._inside.resume_writing()

    def _is_read(self) -> None:
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None
