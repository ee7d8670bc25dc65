"""What any thread may ask of a view is worked out once."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tui.model import Selection
from tui.store.library import Library
from tui.store.once import Once


def test_threads_that_ask_at_once_get_one_value() -> None:
    once, made, ready = Once(), [], threading.Barrier(4)

    def make() -> object:
        time.sleep(0.05)
        made.append(object())
        return made[-1]

    def ask(_: int) -> object:
        ready.wait()
        return once.get("key", make)

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(ask, range(4)))
    assert len(made) == 1
    assert all(each is made[0] for each in found)


def test_what_failed_is_tried_again() -> None:
    once = Once()
    with pytest.raises(ZeroDivisionError):
        once.get("key", lambda: 1 // 0)
    assert once.get("key", lambda: 2) == 2
    assert once.without(lambda key: key == "key").get("key", lambda: 3) == 3


def test_two_threads_get_one_cross_reference(library: Library) -> None:
    ready = threading.Barrier(2)

    def ask(_: int) -> object:
        ready.wait()
        return library.crossref(Selection("term", "talks"))

    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(ask, range(2))
    assert one is other


def test_going_back_to_the_selection_before_works_nothing_out_again(library: Library) -> None:
    first = library.crossref(Selection("term", "talks"))
    for word in ("security", "minister"):
        library.crossref(Selection("term", word))
    assert library.crossref(Selection("term", "talks")) is first
