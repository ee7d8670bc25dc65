"""Judgements that colleagues share through a server: at once where it answers, later where it does not, never lost."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.store.shared_server import Server, running
from tui.store.exchange import leaving
from tui.store.judgements import Judgements
from tui.store.sharing import Sharing


def articles(folder: Path) -> dict[str, bytes]:
    """What the corpus of a test is known by: of each test another."""
    return {hashlib.blake2b(f"{folder} {number}".encode(), digest_size=16).hexdigest(): b"" for number in range(20)}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running() as made:
        yield made


def opened(folder: Path, coder: str) -> Judgements:
    """Each colleague has the corpus at another place."""
    judged = Judgements(folder / f"corpus of {coder}", folder / f"data of {coder}", coder)
    judged.articles = lambda: articles(folder)
    return judged


def note(judged: Judgements, words: str, text: str) -> None:
    state = {"kind": "term", "key": words, "label": words, "text": text}
    judged.decide("note", f"term {judged.here(words)}", state, f"note: {text}")


def noted(judged: Judgements, words: str) -> set[tuple[str, str]]:
    return {(one.coder, one.text) for one in judged.notes(f"term {judged.here(words)}")}


def come(reached: Callable[[], bool]) -> None:
    ends = time.monotonic() + 60
    while not reached():
        assert time.monotonic() < ends, "it has not come"
        time.sleep(0.01)


def test_what_one_decides_the_other_is_told_of(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server tells of it: it would be asked for once an hour here."""
    monkeypatch.setattr("tui.store.sharing.OFTEN", 3_600.0)
    ada, bo = opened(tmp_path, "ada"), opened(tmp_path, "bo")
    note(ada, "before", "decided before there was a server \x00\ud800")
    both = [Sharing(judged, server.address) for judged in (ada, bo)]
    for one in both:
        one.begin()
    come(lambda: bool(noted(bo, "before")))
    assert noted(bo, "before") == {("ada", "decided before there was a server \x00\ud800")}
    for number in range(5):
        note(bo, "grain", f"{number}")
        come(lambda number=number: noted(ada, "grain") == {("bo", f"{number}")})
    bo.undo()
    come(lambda: noted(ada, "grain") == {("bo", "3")})
    assert ada.undo() is not None  # her own last one, not his
    come(lambda: noted(bo, "before") == set())
    for one in both:
        one.end()
        assert one.lost == ""
    assert {row.uid for row in leaving(ada)} == {row.uid for row in leaving(bo)}


def test_a_lost_server_is_said_and_what_was_decided_goes_over_when_it_is_back(server: Server, tmp_path: Path) -> None:
    ada, bo = opened(tmp_path, "ada"), opened(tmp_path, "bo")
    sharing = Sharing(ada, server.address)
    sharing.begin()
    note(ada, "sheep", "first")
    server.stop("immediate")
    try:
        come(lambda: "cannot be reached" in sharing.lost)
        assert f"127.0.0.1:{server.port}" in sharing.lost
        note(ada, "sheep", "while it was away")
        note(bo, "sheep", "his, too")
    finally:
        server.start()
    come(lambda: sharing.lost == "")
    theirs = Sharing(bo, server.address)
    theirs.once()
    come(lambda: noted(ada, "sheep") == {("ada", "while it was away"), ("bo", "his, too")})
    theirs.once()
    assert noted(bo, "sheep") == noted(ada, "sheep")
    sharing.end()


def test_a_row_that_could_not_be_read_again_is_left_at_the_server(server: Server, tmp_path: Path) -> None:
    import psycopg

    ada, bo = opened(tmp_path, "ada"), opened(tmp_path, "bo")
    note(ada, "goats", "good")
    Sharing(ada, server.address).once()
    with psycopg.connect(server.address, autocommit=True) as connection:
        for number, bad in enumerate(("{", "[]", '{"kind": "note"}', "[" * 50_000)):
            connection.execute(
                "INSERT INTO onrecord_log(uid, corpus, judgement) SELECT %s, corpus, %s FROM onrecord_log LIMIT 1",
                (f"bad {number}", bad),
            )
    note(ada, "goats", "better")
    for judged in (ada, bo):
        Sharing(judged, server.address).once()
    assert noted(bo, "goats") == {("ada", "better")}


@pytest.mark.parametrize("address", ["mysql://x", "postgresql://ada:secret@127.0.0.1:9/x"])
def test_an_address_that_is_none_is_said_without_its_password(tmp_path: Path, address: str) -> None:
    pytest.importorskip("psycopg")
    sharing = Sharing(opened(tmp_path, "ada"), address)
    sharing.once()
    assert sharing.lost
    assert "secret" not in sharing.lost
    assert "\n" not in sharing.lost


# --- the trial: two colleagues, kills, and a server that comes and goes

DECIDER = textwrap.dedent(
    """
    import random, sys, time
    from pathlib import Path
    from tests.store.test_sharing import articles
    from tui.store.judgements import Judgements
    from tui.store.sharing import Sharing
    folder, corpus, data, coder, address, first, last = sys.argv[1:]
    judged = Judgements(Path(corpus), Path(data), coder)
    judged.articles = lambda: articles(Path(folder))
    sharing = Sharing(judged, address) if address else None
    if sharing:
        sharing.begin()
    chance = random.Random(f"{coder} {first}")
    for number in range(int(first), int(last)):
        what = chance.random()
        subject = f"{number:024x} {chance.randrange(20):032x}"
        if what < 0.4:
            state = {"content": subject[:24], "article": subject[25:], "key": "k", "words": "w",
                     "status": chance.choice(["confirmed", "rejected", "changed"]), "holder": f"{coder} {number}"}
            judged.decide("claim", subject, state, f"claim {number}")
        elif what < 0.7:
            state = {"kind": "term", "key": "k", "label": "l", "text": f"{coder} {number}"}
            judged.decide("note", f"term {judged.here(str(number))} of {coder}", state, f"note {number}")
        else:
            state = {"one": f"{coder}", "one_kind": "person", "other": f"{number}", "other_kind": "person", "same": 1}
            judged.decide("merge", judged.here(f"{coder} {number}"), state, f"merge {number}")
        print(number, flush=True)
        time.sleep(chance.random() * 0.02)
    time.sleep(0.2)
    """
)
EACH = 200


class Colleague:
    """Decides EACH times, in a process that is killed and begun again where it was."""

    def __init__(self, coder: str, folder: Path, data: Path, address: str) -> None:
        self.coder, self._given = coder, [str(folder.parent), str(folder), str(data), coder, address]
        self.acknowledged: set[int] = set()
        self.process: subprocess.Popen[str] | None = None

    @property
    def next(self) -> int:
        return max(self.acknowledged, default=-2) + 2  # the one in hand may have been written without a word

    @property
    def done(self) -> bool:
        return self.next >= EACH and (self.process is None or self.process.poll() is not None)

    def go_on(self) -> None:
        if self.process is None and self.next < EACH:
            command = [sys.executable, "-c", DECIDER, *self._given, str(self.next), str(EACH)]
            self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)

    def end(self, kill: bool) -> None:
        process, self.process = self.process, None
        if process is None:
            return
        assert process.stdout is not None
        if kill:
            os.kill(process.pid, signal.SIGKILL)
        self.acknowledged |= {int(line) for line in process.stdout.read().split()}
        assert process.wait() in (0, -signal.SIGKILL)
        process.stdout.close()


def trial(colleagues: list[Colleague], kills: int, between: Callable[[int], None]) -> None:
    chance = random.Random(19)
    for number in range(kills):
        for one in colleagues:
            one.go_on()
        between(number)
        time.sleep(1.0 + chance.random())
        for one in colleagues:
            if chance.random() < 0.8:
                one.end(kill=True)
    for one in colleagues:
        one.go_on()
    for one in colleagues:
        one.end(kill=False)
        assert one.next >= EACH


def numbers(judged: Judgements, coder: str) -> set[int]:
    """What stands of a coder, by the numbers of the decisions."""
    rows = [row for row in leaving(judged) if row.coder == coder]
    return {int(row.what.split()[-1]) for row in rows}


@pytest.mark.fault(66)
@pytest.mark.parametrize("kills", [2, pytest.param(12, marks=pytest.mark.slow)])
def test_two_desks_of_one_file_that_are_killed_lose_nothing(tmp_path: Path, kills: int) -> None:
    colleagues = [Colleague(coder, tmp_path / "corpus", tmp_path / "data", "") for coder in ("ada", "bo")]
    trial(colleagues, kills, lambda _: None)
    judged = Judgements(tmp_path / "corpus", tmp_path / "data", "ada")
    assert judged.trouble() == ""
    for one in colleagues:
        assert one.acknowledged <= numbers(judged, one.coder)


@pytest.mark.fault(66)
@pytest.mark.parametrize("kills", [2, pytest.param(12, marks=pytest.mark.slow)])
def test_two_desks_and_a_server_that_comes_and_goes_lose_nothing_and_double_nothing(
    server: Server, tmp_path: Path, kills: int
) -> None:
    import psycopg

    colleagues = [
        Colleague(coder, tmp_path / f"corpus of {coder}", tmp_path / f"data of {coder}", server.address)
        for coder in ("ada", "bo")
    ]

    def between(number: int) -> None:
        if number % 2 == 0:
            time.sleep(0.5)
            server.stop("immediate" if number % 4 else "fast")
        else:
            server.start()

    trial(colleagues, kills, between)
    if kills % 2:
        server.start()
    files = {one.coder: opened(tmp_path, one.coder) for one in colleagues}
    for _ in range(2):
        for judged in files.values():
            sharing = Sharing(judged, server.address)
            sharing.once()
            assert sharing.lost == ""
    for judged in files.values():
        for one in colleagues:
            assert one.acknowledged <= numbers(judged, one.coder)
    uids = [sorted(row.uid for row in leaving(judged)) for judged in files.values()]
    assert uids[0] == uids[1]
    assert len(uids[0]) == len(set(uids[0]))
    with psycopg.connect(server.address) as connection:
        total, different = connection.execute(
            "SELECT count(judgement), count(DISTINCT judgement) FROM onrecord_log"
        ).fetchone() or (0, 0)
        assert total == different
