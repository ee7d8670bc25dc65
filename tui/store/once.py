"""What is worked out once: whichever thread asks first does it, the others wait for what comes of it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")


class _Entry:
    """One value; its lock is held while it is worked out, which may ask for other values, never for itself."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.made = False
        self.value: Any = None


class Once:
    """Values by key, for any thread."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._entries: dict[Hashable, _Entry] = {}

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value of a key: `make` works it out when it is first asked for, and it is kept. Where `make` raises, so
        does this, and the next call tries again."""
        with self._guard:
            entry = self._entries.setdefault(key, _Entry())
        # Not under the guard: working one value out must keep nobody from another, and it may ask for others.
        with entry.lock:
            if not entry.made:
                entry.value, entry.made = make(), True
            found: T = entry.value
        return found

    def has(self, key: Hashable) -> bool:
        """Whether the value is there, or is being worked out."""
        with self._guard:
            return key in self._entries

    def without(self, dropped: Callable[[Hashable], bool]) -> Once:
        """The same values but for the keys that are dropped."""
        kept = Once()
        with self._guard:
            kept._entries = {key: entry for key, entry in self._entries.items() if not dropped(key)}
        return kept
