"""Who gets the desk in a browser, and who does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.web.gate import COOKIE, Gate

pytestmark = pytest.mark.fault(92)
PORT = 4040
HOME = {"Host": f"127.0.0.1:{PORT}"}


def let_in(gate: Gate) -> dict[str, str]:
    secret = gate.takes(gate.link.rpartition("=")[2])
    assert secret is not None
    return HOME | {"Cookie": f"other=1; {COOKIE}={secret}"}


def test_the_link_is_good_once() -> None:
    gate = Gate(PORT)
    assert gate.takes("") is None
    assert let_in(gate)
    assert gate.takes(gate.link.rpartition("=")[2]) is None


def test_a_desk_is_opened_by_our_own_page_with_our_own_cookie_at_our_own_name() -> None:
    gate = Gate(PORT)
    known = let_in(gate)
    assert gate.knows(known)
    assert not gate.opens(known)  # no page said that it asks
    assert gate.opens(known | {"Origin": f"http://127.0.0.1:{PORT}"})
    assert gate.opens(known | {"Host": f"localhost:{PORT}", "Origin": f"http://localhost:{PORT}"})


@pytest.mark.parametrize(
    "changed",
    [
        {"Origin": "http://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": f"https://127.0.0.1:{PORT}"},
        {"Origin": f"http://127.0.0.1:{PORT + 1}"},
        {"Origin": f"http://127.0.0.1:{PORT}.elsewhere.example"},
        {"Host": "elsewhere.example"},  # a name of a stranger's that points to this machine
        {"Host": f"elsewhere.example:{PORT}"},
        {"Cookie": ""},
        {"Cookie": f"{COOKIE}="},
        {"Cookie": f"{COOKIE}=guess"},
    ],
)
def test_whoever_else_asks_is_refused(changed: dict[str, str]) -> None:
    gate = Gate(PORT)
    assert not gate.opens(let_in(gate) | {"Origin": f"http://127.0.0.1:{PORT}"} | changed)


@given(st.text(), st.text(), st.text(), st.text())
def test_any_text_at_all_is_refused(token: str, cookie: str, origin: str, host: str) -> None:
    gate = Gate(PORT)
    assert gate.takes(token) is None
    for headers in ({"Cookie": cookie, "Origin": origin, "Host": host}, HOME | {"Cookie": f"{COOKIE}={cookie}"}):
        assert not gate.knows(headers)
        assert not gate.opens(headers)
