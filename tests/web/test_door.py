"""Who stands at the port of `onrecord serve` without having shown what it has to."""

from __future__ import annotations

import asyncio

import pytest

from tui.web.door import MOST_WAITING, Door

pytestmark = pytest.mark.fault(92)


class Transport(asyncio.Transport):
    aborted = False

    def abort(self) -> None:
        self.aborted = True


async def test_of_too_many_the_one_that_stood_there_longest_is_closed() -> None:
    door = Door()
    came = [Transport() for _ in range(MOST_WAITING + 2)]
    for transport in came:
        door.came(transport)
    assert [transport.aborted for transport in came] == [True, True] + [False] * MOST_WAITING
    door.close()
    assert all(transport.aborted for transport in came)


async def test_who_was_let_in_stays() -> None:
    door = Door(patience=0)
    own, stranger = Transport(), Transport()
    for transport in (own, stranger):
        door.came(transport)
    door.let_in(own)
    while not stranger.aborted:
        await asyncio.sleep(0)
    for _ in range(MOST_WAITING * 2):
        door.came(Transport())
    door.close()
    assert not own.aborted
