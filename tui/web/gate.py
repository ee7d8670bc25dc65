"""Who may have the desk in a browser: the one who got the link, from a page of ours, on this machine. Pure.

A desk shows what lies in a person's folders and writes what they decide. A page of a stranger that is open in the same
browser can send requests to every address of this machine; so each request must come to our own host name (against
names that a stranger lets point here), each that starts a desk from our own page, and both with a cookie that only the
link's one use gives. A browser sends a cookie to every port of a machine; so ours is for a path that nobody else knows.
"""

from __future__ import annotations

from collections.abc import Mapping
from hmac import compare_digest
from http.cookies import CookieError, SimpleCookie
from secrets import token_urlsafe

COOKIE = "onrecord"
_SECRET = 32  # bytes, as RFC 6750's bearer tokens and the secrets module's default have them
_NAMES = ("127.0.0.1", "localhost")


class Gate:
    """Lets in who has the link, once; and whom it let in."""

    def __init__(self, port: int) -> None:
        self.hosts = frozenset(f"{name}:{port}" for name in _NAMES)
        self._token: str | None = token_urlsafe(_SECRET)
        self._secret = token_urlsafe(_SECRET)
        self.home = f"/{token_urlsafe(_SECRET)}/"
        self.link = f"http://{_NAMES[0]}:{port}/?token={self._token}"

    def at_home(self, headers: Mapping[str, str]) -> bool:
        """Whether a request was sent to this machine by one of its own names."""
        return headers.get("Host", "") in self.hosts

    def takes(self, token: str) -> str | None:
        """The cookie's value for the link's token, which is then spent; None for any other, and for a second use."""
        if self._token is None or not _equal(token, self._token):
            return None
        self._token = None
        return self._secret

    def knows(self, headers: Mapping[str, str]) -> bool:
        """Whether a request to this machine bears our cookie."""
        try:
            kept = SimpleCookie(headers.get("Cookie", "")).get(COOKIE)
        except CookieError:
            return False
        return self.at_home(headers) and kept is not None and _equal(kept.value, self._secret)

    def opens(self, headers: Mapping[str, str]) -> bool:
        """Whether a request may start a desk: one that we know, sent by our own page."""
        origin = headers.get("Origin", "")
        return self.knows(headers) and origin in {f"http://{host}" for host in self.hosts}


def _equal(given: str, ours: str) -> bool:
    """Takes as long for a near miss as for any other."""
    return compare_digest(given.encode("utf-8", "replace"), ours.encode())
