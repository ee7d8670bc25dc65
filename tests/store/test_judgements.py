"""What a person decides is never lost, never written over, and follows the words it was decided about."""

from __future__ import annotations

import gzip
import json
import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tui.config import Config
from tui.index.update import update
from tui.model import Selection
from tui.store import backups, judgement_file, standing
from tui.store.judgements import Decision, Judgements
from tui.store.library import Library
from tui.store.problems import NotOurs, NotSaved, Stale, StoreProblem
from tui.store.query import ClaimQuery
from tui.store.schema import JUDGEMENT_STEPS

NOTE = {"kind": "term", "key": "grain", "label": "grain", "text": "look at the harvest"}


@pytest.fixture
def judged(tmp_path: Path) -> Judgements:
    return Judgements(tmp_path / "corpus", tmp_path / "data")


def text_of(judgements: Judgements, subject: str = "s") -> str | None:
    state = judgements.state("note", subject)
    return None if state is None else state["text"]


def test_nothing_is_written_until_something_is_decided(judged: Judgements) -> None:
    assert judged.history() == []
    assert judged.notes() == []
    assert judged.undo() is None
    assert judged.trouble() == ""
    assert not judged.path.exists()


def test_every_step_can_be_undone(judged: Judgements) -> None:
    for text in ("one", "two", "three"):
        judged.decide("note", "s", NOTE | {"text": text}, f"note: {text}")
    judged.decide("note", "s", None, "note removed")
    seen = [text_of(judged)]
    while (undone := judged.undo()) is not None:
        assert undone[1] == (("note", "s"),)
        seen.append(text_of(judged))
    assert seen == [None, "three", "two", "one", None]
    assert [change.undone for change in judged.history()] == [True] * 4
    judged.decide("note", "s", NOTE, "note again")
    assert text_of(judged) == NOTE["text"]


@pytest.mark.fault(70)
def test_a_stale_edit_is_refused_and_nothing_is_written_over(judged: Judgements, tmp_path: Path) -> None:
    other = Judgements(tmp_path / "corpus", tmp_path / "data")
    version = judged.decide("note", "s", NOTE, "first", version=0)
    other.decide("note", "s", NOTE | {"text": "theirs"}, "theirs", version=version)
    with pytest.raises(Stale, match="another terminal"):
        judged.decide("note", "s", NOTE | {"text": "mine"}, "mine", version=version)
    with pytest.raises(Stale):
        judged.decide("note", "s", NOTE, "as if it were new", version=0)
    assert text_of(judged) == "theirs"


@pytest.mark.fault(70)
def test_a_writer_that_is_held_up_waits_and_then_says_so(judged: Judgements, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.store.sqlite.BUSY_SECONDS", 0.2)
    judged.decide("note", "s", NOTE, "first")
    judged.close()
    with closing(sqlite3.connect(judged.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        with pytest.raises(NotSaved, match="NOT saved"):
            judged.decide("note", "s", NOTE | {"text": "later"}, "later")
        assert time.monotonic() - began > 0.1
    judged.decide("note", "s", NOTE | {"text": "later"}, "later")
    assert text_of(judged) == "later"


@pytest.mark.fault(70)
def test_a_clock_that_was_put_back_changes_no_order(judged: Judgements, monkeypatch: pytest.MonkeyPatch) -> None:
    judged.decide("note", "s", NOTE | {"text": "first"}, "first")
    monkeypatch.setattr(standing, "now", lambda: "1999-12-31T00:00:00+00:00")
    judged.decide("note", "s", NOTE | {"text": "second"}, "second")
    assert [change.what for change in judged.history()] == ["second", "first"]
    judged.undo()
    assert text_of(judged) == "first"


SAVER = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from tui.store.judgements import Decision, Judgements
    judged = Judgements(Path(sys.argv[1]), Path(sys.argv[2]))
    number = int(sys.argv[3])
    while True:
        number += 1
        judged.decide("note", f"s{number}", {"kind": "term", "key": "k", "label": "l", "text": str(number)}, "note")
        print(number, flush=True)
    """
)


def kill_while_saving(directory: Path, times: int) -> None:
    last, acknowledged = 0, []
    for round_ in range(times):
        process = subprocess.Popen(
            [sys.executable, "-c", SAVER, str(directory / "corpus"), str(directory / "data"), str(last)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        acknowledged += [int(process.stdout.readline()) for _ in range(1 + round_ % 7)]
        time.sleep(0.0007 * (round_ % 11))
        os.kill(process.pid, signal.SIGKILL)
        acknowledged += [int(line) for line in process.stdout.read().split()]
        process.wait()
        process.stdout.close()
        last = acknowledged[-1] + 1  # the one in hand may have been written without a word
    judged = Judgements(directory / "corpus", directory / "data")
    assert judged.trouble() == ""
    kept = {int(note.text) for note in judged.notes()}
    assert set(acknowledged) <= kept
    with closing(sqlite3.connect(judged.path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


@pytest.mark.fault(66)
def test_killing_while_saving_loses_nothing_acknowledged(tmp_path: Path) -> None:
    kill_while_saving(tmp_path, 4)


@pytest.mark.slow
@pytest.mark.fault(66)
def test_killing_a_hundred_times_while_saving_loses_nothing_acknowledged(tmp_path: Path) -> None:
    kill_while_saving(tmp_path, 100)


@pytest.mark.fault(67)
def test_a_full_disk_says_not_saved_and_keeps_what_was_there(judged: Judgements) -> None:
    judged.decide("note", "s", NOTE, "first")
    connection = judged.file.reading()
    assert connection is not None
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")  # what SQLite says then is what it says of a full disk
    with pytest.raises(NotSaved, match=r"NOT saved: .*full"):
        judged.decide("note", "other", NOTE | {"text": "long " * 20_000}, "too long")
    assert text_of(judged) == NOTE["text"]
    connection.execute("PRAGMA max_page_count = 1000000")
    judged.decide("note", "other", NOTE, "fits again")
    assert len(judged.notes()) == 2


@pytest.mark.fault(68)
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    judged = Judgements(tmp_path / "corpus", tmp_path / "file" / "data")  # fails for root too
    with pytest.raises(NotSaved, match=r"NOT saved: .*XDG_DATA_HOME"):
        judged.decide("note", "s", NOTE, "note")


def damage(path: Path, how: str) -> None:
    data = bytearray(path.read_bytes())
    if how == "truncated":
        path.write_bytes(data[: len(data) // 2])
    elif how == "zeroed page":
        data[4096:8192] = bytes(4096)
        path.write_bytes(data)
    elif how == "garbage header":
        data[:100] = os.urandom(100)
        path.write_bytes(data)
    elif how == "empty":
        path.write_bytes(b"")
    else:
        pragma = {"another program's": "application_id = 7", "newer": "user_version = 99"}[how]
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(f"PRAGMA {pragma}")


@pytest.mark.fault(69)
@pytest.mark.parametrize("how", ["truncated", "zeroed page", "garbage header", "empty", "another program's", "newer"])
def test_a_file_that_cannot_be_trusted_is_refused_and_left_as_it_is(judged: Judgements, how: str) -> None:
    judged.decide("note", "s", NOTE, "first")
    judged.close()
    damage(judged.path, how)
    before = judged.path.read_bytes()
    trouble = judged.trouble()
    assert str(judged.path) in trouble
    with pytest.raises(NotSaved, match="NOT saved"):
        judged.decide("note", "s", NOTE | {"text": "more"}, "more")
    assert judged.notes() == []
    assert judged.path.read_bytes() == before
    if how not in ("another program's", "newer"):
        assert "--restore" in trouble


@pytest.mark.fault(69)
def test_the_last_backup_can_be_gone_back_to(judged: Judgements) -> None:
    judged.decide("note", "s", NOTE, "first")
    judged.close()
    damage(judged.path, "garbage header")
    broken = judged.path.read_bytes()
    aside = judged.restore()
    assert aside.read_bytes() == broken
    assert text_of(judged) == NOTE["text"]
    assert judged.trouble() == ""


def test_without_a_sound_backup_nothing_is_moved(judged: Judgements) -> None:
    judged.decide("note", "s", NOTE, "first")
    judged.close()
    for backup in judged.backups.iterdir():
        backup.write_bytes(b"x")
    with pytest.raises(StoreProblem, match="no sound backup"):
        judged.restore()
    assert judged.path.exists()


@pytest.mark.fault(69)
@pytest.mark.fault(90)
@pytest.mark.parametrize("step", range(4))
def test_a_migration_killed_at_any_step_leaves_the_old_or_the_new(
    judged: Judgements, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged.decide("note", "s", NOTE, "first")
    judged.close()
    more = (
        *JUDGEMENT_STEPS,
        ("colour", "ALTER TABLE standing ADD COLUMN colour TEXT;\nCREATE TABLE colours(name TEXT);\n"),
    )
    monkeypatch.setattr(judgement_file, "JUDGEMENT_STEPS", more)
    ran = []

    def statements(script: str) -> list[str]:
        found = module_statements(script)
        ran.append(len(found))
        return [*found[:step], "SELECT killed"] if step < 3 else found

    module_statements = judgement_file.statements
    monkeypatch.setattr(judgement_file, "statements", statements)
    if step < 3:
        with pytest.raises(StoreProblem):
            judged.file.reading()
    else:
        judged.file.reading()
    with closing(sqlite3.connect(judged.path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == len(JUDGEMENT_STEPS) + (step == 3)
        assert json.loads(connection.execute("SELECT state FROM standing").fetchone()[0]) == NOTE
    assert ran
    assert [path for path in judged.backups.iterdir() if "before-layout" in path.name]


@pytest.mark.fault(90)
def test_a_file_of_the_layout_before_keeps_all_that_stands_and_its_way_back(tmp_path: Path) -> None:
    """`layout2.sqlite.gz` was written by the code of that layout."""
    path = tmp_path / "judgements.sqlite"
    path.write_bytes(gzip.decompress((Path(__file__).parent / "layout2.sqlite.gz").read_bytes()))
    judged = Judgements(Path("/nowhere/the corpus"), tmp_path, "wren")
    assert judged.corpus.startswith("the_corpus-")
    assert judged.trouble() == ""
    assert [(note.key, note.text, note.version, note.coder) for note in judged.notes()] == [
        ("grain", "look at the “harvest”\n\x00 und die Äcker", 2, "wren"),
        ("a?.txt", "first", 3, "wren"),
    ]
    claims = {claim.content: claim for claim in judged.claims()}
    assert set(claims) == {"c1", "c2", "c3"}
    assert {(c.status, c.holder, c.stance, c.issue, c.coder) for c in claims.values()} == {
        ("changed", "The Miller", "none", None, "wren")
    }
    assert judged.seen() == {"d1"}
    assert [verdict.forms[1] for verdict in judged.verdicts()] == [("A. Wren", "person")]
    changes = judged.history()
    assert [change.undone for change in changes] == [True] + [False] * 9
    assert {change.coder for change in changes} == {"wren"}
    with closing(sqlite3.connect(path)) as connection:
        uids = [row[0] for row in connection.execute("SELECT uid FROM changes UNION SELECT uid FROM standing")]
    assert len(set(uids)) == 10 + 7
    back = [judged.undo() for _ in range(3)]
    assert [len(one[1]) for one in back if one] == [1, 1, 3]  # the merge, the read mark, three claims together
    assert [(claim.content, claim.status, claim.holder) for claim in judged.claims()] == [("c1", "confirmed", None)]
    while judged.undo() is not None:
        pass
    assert (judged.claims(), judged.notes(), judged.seen(), judged.verdicts()) == ([], [], set(), [])


def test_any_kind_of_decision_is_kept_and_undone_without_a_table_of_its_own(judged: Judgements) -> None:
    subject = judged.here("actor\x1fada wren")
    version = judged.decide("rename", subject, {"name": "Ada Wren", "days": [1, None]}, "renamed", 0)
    other = Judgements(judged.path.parents[1] / "corpus", judged.path.parent)
    other.decide("rename", subject, {"name": "A. Wren"}, "renamed again", version)
    with pytest.raises(Stale):
        judged.decide("rename", subject, {"name": "Wren"}, "too late", version)
    judged.decide_together(
        [Decision("rename", subject, None, "taken out"), Decision("apart", "d1 7", {"start": 7}, "one mention out")]
    )
    assert judged.of_kind("rename") == []
    assert [state["start"] for state in judged.of_kind("apart")] == [7]
    with pytest.raises(ValueError, match="at"):
        judged.decide("apart", "d1 8", {"at": 8}, "a field that every state has")
    undone = judged.undo()
    assert undone is not None
    assert undone[1] == (("apart", "d1 7"), ("rename", subject))
    assert judged.state("apart", "d1 7") is None
    state = judged.state("rename", subject)
    assert state is not None
    assert (state["name"], state["coder"]) == ("A. Wren", judged.coder)
    judged.undo()
    assert judged.of_kind("rename", here=True)[0]["days"] == [1, None]


def test_what_one_coder_decides_is_not_written_over_by_another(judged: Judgements, tmp_path: Path) -> None:
    wren = Judgements(tmp_path / "corpus", tmp_path / "data", "wren")
    holm = Judgements(tmp_path / "corpus", tmp_path / "data", "holm")
    wren.decide("note", "s", NOTE | {"text": "hers"}, "note", 0)
    holm.decide("note", "s", NOTE | {"text": "his"}, "note", 0)
    assert [(note.text, note.mine) for note in wren.notes("s")] == [("hers", True), ("his", False)]
    assert [(note.text, note.mine) for note in holm.notes("s")] == [("his", True), ("hers", False)]
    assert {(state["coder"], state["text"]) for state in wren.of_kind("note")} == {("wren", "hers"), ("holm", "his")}
    assert [state["coder"] for state in judged.standing("note")] == ["holm"]  # who has none sees the last
    assert [state["coder"] for state in wren.standing("note")] == ["wren"]
    undone = wren.undo()
    assert undone is not None
    assert (undone[0].coder, [note.text for note in wren.notes("s")]) == ("wren", ["his"])
    assert wren.undo() is None


@pytest.mark.fault(87)
def test_an_hour_has_one_backup_and_old_ones_go(judged: Judgements, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "HOURS", 5)
    monkeypatch.setattr(backups, "DAYS", 3)
    judged.decide("note", "s", NOTE, "first")
    judged.decide("note", "s", NOTE | {"text": "second"}, "second")
    assert len(list(judged.backups.iterdir())) == 1
    judged.close()
    connection = judged.file.reading()
    assert connection is not None
    (now,) = judged.backups.iterdir()
    os.utime(now, (0, 0))
    for day in range(1, 7):
        for hour in range(24):
            backups.take(connection, judged.backups, f"2001-01-{day:02}-{hour:02}")
            made = judged.backups / f"judgements-2001-01-{day:02}-{hour:02}.sqlite"
            os.utime(made, (day * 86_400 + hour * 3_600,) * 2)
    kept = [path.stem[11:] for path in backups.oldest_first(judged.backups)]
    assert kept == ["2001-01-04-23", "2001-01-05-23", *(f"2001-01-06-{hour}" for hour in range(19, 24))]


def as_of(judged: Judgements, seconds: float) -> None:
    """Make every backup so much older."""
    for path in judged.backups.iterdir():
        os.utime(path, (path.stat().st_mtime - seconds,) * 2)


@pytest.mark.fault(87)
def test_going_back_loses_an_hour_at_most_and_says_what(judged: Judgements) -> None:
    judged.decide("note", "s", NOTE | {"text": "0 min"}, "0 min")
    judged.decide("note", "s", NOTE | {"text": "59 min"}, "59 min")
    as_of(judged, 3_601)
    judged.decide("note", "s", NOTE | {"text": "61 min"}, "61 min")  # backed up
    judged.decide("note", "s", NOTE | {"text": "62 min"}, "62 min")
    loss = judged.loss()
    assert loss.changes == 3
    assert [line[18:] for line in loss.newer or ()] == ["62 min"]
    assert "1 changes made after it" in "\n".join(loss.lines())
    for connection in judged.file._all:  # as if killed: nothing is backed up on the way out
        connection.close()
    damage(judged.path, "garbage header")
    again = Judgements(judged.path.parents[1] / "corpus", judged.path.parent)
    assert again.loss().newer is None
    assert "cannot be read" in "\n".join(again.loss().lines())
    again.restore()
    assert text_of(again) == "61 min"


@pytest.mark.fault(87)
def test_whoever_leaves_in_good_order_loses_nothing(judged: Judgements) -> None:
    judged.decide("note", "s", NOTE | {"text": "first"}, "first")
    judged.decide("note", "s", NOTE | {"text": "last"}, "last")
    judged.close()
    damage(judged.path, "zeroed page")
    judged.restore()
    assert text_of(judged) == "last"


@pytest.mark.fault(88)
def test_a_clock_put_back_still_backs_up(judged: Judgements) -> None:
    judged.decide("note", "s", NOTE | {"text": "first"}, "first")
    as_of(judged, -86_400)
    assert backups.is_due(judged.backups)
    judged.decide("note", "s", NOTE | {"text": "second"}, "second")
    assert judged.loss().newer == ()


@pytest.mark.fault(87)
def test_restoring_is_one_moment_and_takes_no_journal_along(judged: Judgements) -> None:
    judged.decide("note", "s", NOTE, "first")
    judged.close()
    hot = judged.path.with_name("judgements.sqlite-journal")
    hot.write_bytes(b"of the file that goes")
    judged.restore()
    assert not hot.exists()
    assert text_of(judged) == NOTE["text"]


# --- a file that cannot be read, or is another one, while it is open


@pytest.mark.fault(78)
@pytest.mark.parametrize("how", ["truncated", "garbage header", "newer", "removed", "empty"])
def test_what_was_known_stays_and_is_said_until_the_file_is_back(judged: Judgements, how: str) -> None:
    judged.decide("note", "s", NOTE, "first")
    assert len(judged.notes()) == 1
    good = judged.path.read_bytes()
    if how == "removed":
        judged.path.unlink()
    else:
        other = judged.path.with_name("other")
        other.write_bytes(good)
        damage(other, how)
        other.replace(judged.path)
    assert len(judged.notes()) == 1  # not as if nothing had been decided
    assert str(judged.path) in judged.lost
    with pytest.raises(NotSaved, match="NOT saved"):
        judged.decide("note", "s", NOTE | {"text": "more"}, "more")
    back = judged.path.with_name("back")
    back.write_bytes(good)
    back.replace(judged.path)
    assert judged.trouble() == ""
    assert judged.lost == ""
    assert text_of(judged) == NOTE["text"]
    judged.decide("note", "s", NOTE | {"text": "more"}, "more")
    with closing(sqlite3.connect(judged.path)) as connection:
        assert "more" in connection.execute("SELECT state FROM standing").fetchone()[0]


@pytest.mark.fault(78)
def test_a_locked_file_is_asked_once_and_not_taken_for_an_empty_one(
    judged: Judgements, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.store.sqlite.BUSY_SECONDS", 0.2)
    judged.decide("note", "s", NOTE, "first")
    other = Judgements(judged.path.parents[1] / "corpus", judged.path.parent)
    with closing(sqlite3.connect(judged.path, isolation_level=None)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        assert other.notes() == []
        assert "another onrecord has been writing" in other.lost
        assert "damaged" not in other.lost
        began = time.monotonic()
        for _ in range(100):
            other.noted()
        assert time.monotonic() - began < 2  # a tenth of what a hundred waits take
        with pytest.raises(StoreProblem):
            other.state("note", "s")
    assert other.trouble() == ""
    assert len(other.notes()) == 1


@pytest.mark.fault(78)
@pytest.mark.parametrize("opened", [True, False], ids=["read before", "not read before"])
def test_nothing_that_is_drawn_waits_for_a_lock(library: Library, opened: bool) -> None:
    claim = library.claims(limit=10)[3].claim
    library.decisions.reject(claim.id)
    library.decisions.note(Selection("article", claim.article), "look")
    library.judgements.close()
    library.judgements.file.patience = 3_600.0  # longer than any test is waited for
    library.hold()
    drawn: list[Callable[[], object]] = [
        library.review.untied,
        library.review.decided,
        library.decisions.disputed,
        library.decisions.looked,
        library.decisions.catch_up,
        library.decisions.notes,
        library.counts,
        library.articles,
        library.claims,
        lambda: library.why("claim", claim.id),
        lambda: library.decisions.desk_state("place"),
        lambda: library.decisions.said_of_actor(library.actors()[0].id),
        lambda: library.decisions.written(claim.article),
    ]
    before = [repr(ask()) for ask in drawn] if opened else []
    after: list[str] = []

    def draw() -> None:
        after.extend(repr(ask()) for ask in drawn)

    with closing(sqlite3.connect(library.judgements.path, isolation_level=None)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        drawing = threading.Thread(target=draw, daemon=True)
        drawing.start()
        drawing.join(60)
        assert not drawing.is_alive()
    assert len(after) == len(drawn)
    if opened:
        assert after == before
    assert "another onrecord has been writing" in library.judgements.lost
    assert library.files.look_again().known
    assert library.judgements.lost == ""


@pytest.mark.fault(70)
def test_what_is_decided_waits_for_a_lock_though_what_is_drawn_does_not(library: Library) -> None:
    library.judgements.file.patience = 3_600.0
    library.hold()
    library.decisions.note(Selection("article", library.articles()[0].key), "look")
    waits = []
    with library.judgements.file.saving() as connection:
        library.decisions.looked()
        waits.append(connection.execute("PRAGMA busy_timeout").fetchone()[0])
    library.decisions.looked()
    waits.append(library.judgements.file.reading().execute("PRAGMA busy_timeout").fetchone()[0])  # type: ignore[union-attr]
    assert waits == [3_600_000, 3_600_000]


@pytest.mark.fault(78)
def test_where_the_desk_was_is_not_written_over_while_it_cannot_be_read(library: Library) -> None:
    library.decisions.keep_desk_state("place", "one")
    good = library.judgements.path.read_bytes()
    library.judgements.path.write_bytes(b"x" * 4096)
    library.judgements.close()
    assert library.decisions.desk_state("other") is None  # not known: as if nothing had been kept
    library.judgements.path.write_bytes(good)
    library.decisions.keep_desk_state("place", "another")
    assert library.judgements.trouble() == ""
    assert library.decisions.desk_state("place") == "one"


@pytest.mark.fault(78)
@pytest.mark.parametrize("link", ["disk", "data", "data/judgements.sqlite"])
def test_a_link_that_leads_nowhere_is_not_taken_for_nothing_decided(tmp_path: Path, link: str) -> None:
    """As where the disk that the judgements are on is not mounted."""
    away, disk = tmp_path / "away", tmp_path / "mounted"
    judged = Judgements(tmp_path / "corpus", tmp_path / "disk" / "data" if link == "disk" else tmp_path / "data")
    linked = tmp_path / link
    judged.path.parent.parent.mkdir(parents=True, exist_ok=True) if link != "disk" else disk.mkdir()
    if link == "disk":
        linked.symlink_to(disk)
    elif link == "data":
        disk.mkdir()
        linked.symlink_to(disk)
    judged.decide("note", "s", NOTE, "note")
    if link.endswith("sqlite"):
        judged.close()
        linked.rename(disk)
        linked.symlink_to(disk)
    disk.rename(away)
    for one in (judged, Judgements(judged.path, judged.path.parent)):
        assert "a link to what is not there" in one.trouble()
        assert "a link to what is not there" in one.lost
    with pytest.raises(NotSaved, match="a link to what is not there"):
        judged.decide("note", "s", NOTE | {"text": "other"}, "note")
    away.rename(disk)
    assert judged.trouble() == ""
    assert text_of(judged) == NOTE["text"]


@pytest.mark.fault(78)
def test_a_file_that_is_gone_while_its_backups_are_there_is_said(judged: Judgements) -> None:
    judged.decide("note", "s", NOTE, "first")
    judged.close()
    judged.path.unlink()
    again = Judgements(judged.path.parents[1] / "corpus", judged.path.parent)
    assert "--restore" in again.trouble()
    again.restore()
    assert text_of(again) == NOTE["text"]


@pytest.mark.fault(66)
def test_a_start_killed_half_way_leaves_no_file_that_is_refused(
    judged: Judgements, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judgement_file, "statements", lambda _: ["SELECT killed"])
    with pytest.raises(NotSaved):
        judged.decide("note", "s", NOTE, "first")
    monkeypatch.undo()
    assert judged.trouble() == ""
    judged.decide("note", "s", NOTE, "first")
    assert text_of(judged) == NOTE["text"]


# --- over a corpus


def first_claim(library: Library) -> Any:
    return next(row for row in library.claims(limit=100) if row.claim.issues and row.claim.stance and row.holder)


def test_a_rejected_claim_leaves_every_list_and_count(library: Library) -> None:
    row = first_claim(library)
    before = library.claims_count()
    issue = row.claim.issues[0]
    counted = next(i for i in library.issues() if i.id == issue).claims
    library.decisions.reject(row.claim.id)
    assert library.claims_count() == before - 1
    assert next(i for i in library.issues() if i.id == issue).claims == counted - 1
    assert row.claim.id not in {c["id"] for c in library.rows.claims()}
    assert all(mark.ref != row.claim.id for mark in library.body_marks(row.claim.article))
    assert row.claim.id in {c.claim.id for c in library.claims(ClaimQuery(rejected=True), limit=500)}
    assert library.decisions.undo() is not None
    assert library.claims_count() == before
    assert library.claim(row.claim.id).claim == row.claim  # type: ignore[union-attr]


def test_a_note_or_a_read_mark_ties_nothing_anew(library: Library) -> None:
    def stages() -> list[str]:
        said: list[str] = []
        update(library, lambda progress: said.append(progress.stage), workers=0)
        return said

    stages()
    row = first_claim(library)
    library.decisions.note(Selection("article", row.claim.article), "worth a second look")
    library.decisions.mark_seen(row.claim.article)
    assert "tying" not in stages()
    library.decisions.confirm(row.claim.id)
    assert "tying" in stages()


def test_decisions_made_together_are_undone_together(judged: Judgements) -> None:
    judged.decide("note", "first", NOTE | {"text": "before"}, "note before")
    made = [Decision("note", subject, NOTE | {"text": subject}, f"note on {subject}") for subject in ("a", "b", "c")]
    judged.decide_together(made)
    assert [text_of(judged, subject) for subject in "abc"] == ["a", "b", "c"]
    undone = judged.undo()
    assert undone is not None
    assert set(undone[1]) == {("note", subject) for subject in "abc"}
    assert [text_of(judged, subject) for subject in "abc"] == [None, None, None]
    assert text_of(judged, "first") == "before"
    judged.decide_together(made, with_last=True)
    assert judged.undo() is not None
    assert [text_of(judged, subject) for subject in ("first", "a", "b")] == [None, None, None]
    assert judged.undo() is None


def test_copies_of_an_article_are_judged_noted_and_read_together_as_the_one_that_they_are(
    tmp_path: Path, nlp: Any
) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name in ("one.txt", "two.txt"):
        told = "The Quay Is Closed\n\nJens Vester said that the quay was closed.\n"
        (corpus / name).write_text(told)
    library = Library.open(corpus, Config(), index_dir=tmp_path / "index", data_dir=tmp_path / "data")
    update(library, workers=0)
    claims = [row.claim.id for row in library.claims(limit=9)]
    articles = [row.key for row in library.articles()]
    assert (len(claims), len(articles)) == (2, 2)
    library.decisions.change_together(claims, status="confirmed")
    library.decisions.mark_seen_together(articles)
    library.decisions.note_together([Selection("claim", key) for key in claims], "both")
    assert {row.status for row in library.claims(limit=9)} == {"confirmed"}
    assert all(row.seen for row in library.articles())
    assert [note.text for note in library.decisions.notes(Selection("claim", claims[1]))] == ["both"]
    for _ in range(3):
        library.decisions.undo()
    assert {row.status for row in library.claims(limit=9)} == {"found"}
    assert library.decisions.history()[0].undone
    library.close()


def test_a_correction_carries_to_claims_like_it_and_is_undone_whole(library: Library) -> None:
    rows = library.claims(limit=500)
    row, like = next((row, like) for row in rows if len(like := library.decisions.like(row.claim.id)) > 1)
    keys = {one.claim for one in like}
    assert row.claim.id not in keys
    assert all(one.why for one in like)
    others = [other.claim for other in rows if other.claim.id in keys]
    assert all(other.issues[:1] == row.claim.issues[:1] for other in others)
    changed = library.decisions.change_together([row.claim.id, *keys], stance="mixed")
    assert {claim.stance for claim in changed if claim.issues} == {"mixed"}
    library.decisions.undo()
    again = {other.claim.id: other.claim for other in library.claims(limit=500)}
    assert all(again[claim.id].stance == claim.stance for claim in (row.claim, *others))


@pytest.mark.fault(86)
def test_a_carried_correction_asks_where_another_terminal_decided_on_one_of_the_claims(library: Library) -> None:
    rows = {row.claim.id: row.claim for row in library.claims(limit=500)}
    like = next(like for key in rows if len(like := library.decisions.like(key)) > 1)
    seen = {one.claim: rows[one.claim] for one in like}
    content, digest = library.view.rows(
        "SELECT c.content, a.digest FROM claims c JOIN articles a ON a.id = c.article WHERE c.key = ?", like[0].claim
    )[0]
    state = {"content": content, "article": digest, "key": rows[like[0].claim].article, "status": "rejected"}
    Judgements(library.index_file.corpus, library.data_dir).decide("claim", f"{content} {digest}", state, "rejected")
    with pytest.raises(Stale, match=f"another terminal decided meanwhile on 1 of {len(like)} claims"):
        library.decisions.change_together(list(seen), stance="mixed", seen=seen)
    stands = {row.claim.id: row.claim for row in library.claims(limit=500)}
    assert all(stands[key].stance == claim.stance for key, claim in seen.items() if key in stands)


def test_a_claim_says_who_judged_it_and_asks_before_it_is_judged_otherwise(
    library: Library, tmp_path: Path, seeds_index: Path
) -> None:
    row = first_claim(library)
    assert row.claim.coder is None
    theirs = Judgements(library.index_file.corpus, library.data_dir, "wren")
    content, digest = library.view.rows(
        "SELECT c.content, a.digest FROM claims c JOIN articles a ON a.id = c.article WHERE c.key = ?", row.claim.id
    )[0]
    state = {"content": content, "article": digest, "key": row.claim.article, "status": "changed", "holder": "Holm"}
    theirs.decide("claim", f"{content} {digest}", state, "claim changed")
    with pytest.raises(Stale, match="this claim is changed"):
        library.decisions.reject(row.claim.id, row.claim)
    library.decisions.reject(row.claim.id, row.claim)  # asked, and said again
    said = next(c for c in library.rejected() if c.claim.id == row.claim.id).claim
    assert (said.status, said.holder, said.coder) == ("rejected", "Holm", library.judgements.coder)
    library.decisions.undo()
    again = library.claim(row.claim.id)
    assert again is not None
    assert (again.claim.status, again.claim.holder, again.claim.coder) == ("changed", "Holm", "wren")
    assert {c["coder"] for c in library.rows.claims() if c["status"] == "changed"} == {"wren"}


def test_a_claim_set_by_hand_changes_the_matrix(library: Library) -> None:
    row = first_claim(library)
    issue = row.claim.issues[0]
    library.decisions.change(row.claim.id, holder="The Miller", stance="mixed")
    now = library.claim(row.claim.id)
    assert now is not None
    assert (now.holder, now.stance, now.status) == ("The Miller", "mixed", "changed")
    assert library.matrix().cells["The Miller", issue].claims == 1
    library.decisions.confirm(row.claim.id)
    again = library.claim(row.claim.id)
    assert again is not None
    assert (again.holder, again.status) == ("The Miller", "confirmed")
    library.decisions.undo()
    library.decisions.undo()
    assert library.claim(row.claim.id).claim == row.claim  # type: ignore[union-attr]
    assert ("The Miller", issue) not in library.matrix().cells


@pytest.mark.fault(25)
def test_judgements_follow_a_file_that_is_renamed_and_read_again(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    name = b"harvest\xff.txt"
    path = os.fsencode(corpus) + b"/" + name
    with open(path, "wb") as file:  # noqa: PTH123 - a name of bytes
        file.write(b"Grain prices\n\nThe minister of Ruritania said on Monday that the harvest was poor.\n")
    config = Config(pipeline="no_such_pipeline_here")
    library = Library.open(corpus, config, index_dir=tmp_path / "index", data_dir=tmp_path / "data")
    update(library, workers=0)
    key = library.articles()[0].key
    assert key == "harvest\udcff.txt"
    library.decisions.note(Selection("article", key), "ask the miller")
    library.decisions.mark_seen(key)
    os.rename(path, os.fsencode(corpus) + b"/renamed.txt")  # noqa: PTH104
    update(library, workers=0)
    rows = library.articles()
    assert [row.key for row in rows] == ["renamed.txt"]
    assert rows[0].noted
    assert rows[0].seen
    assert [note.text for note in library.decisions.notes(Selection("article", "renamed.txt"))] == ["ask the miller"]
    library.close()


@pytest.mark.fault(90)
def test_what_is_decided_is_kept_when_the_index_is_made_anew(tmp_path: Path, seeds_index: Path) -> None:
    import shutil

    from tests.conftest import SEEDS
    from tui.config import load

    config = load(SEEDS.parent / "config.yaml")
    shutil.copytree(seeds_index, tmp_path / "one")
    library = Library.open(SEEDS, config, index_dir=tmp_path / "one", data_dir=tmp_path / "data")
    row = first_claim(library)
    library.decisions.reject(row.claim.id)
    library.close()
    shutil.copytree(seeds_index, tmp_path / "two")
    other = Library.open(SEEDS, config, index_dir=tmp_path / "two", data_dir=tmp_path / "data")
    assert other.claim(row.claim.id).status == "found"  # type: ignore[union-attr]
    update(other, workers=0)
    assert other.claim(row.claim.id).status == "rejected"  # type: ignore[union-attr]
    assert any("rejected" in line for line in other.decisions.lines())
    other.close()


def test_new_is_what_came_since_the_last_look(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text("One\n\nThe first article of the folder is about grain.\n")
    config = Config(pipeline="no_such_pipeline_here")
    library = Library.open(corpus, config, index_dir=tmp_path / "index", data_dir=tmp_path / "data")
    update(library, workers=0)
    assert library.counts().new == 0
    library.decisions.look()
    time.sleep(0.02)
    (corpus / "b.txt").write_text("Two\n\nThe second article of the folder is about wool.\n")
    update(library, workers=0)
    assert [row.key for row in library.articles() if row.new] == ["b.txt"]
    assert library.counts().new == 1
    library.decisions.mark_seen("b.txt")
    assert library.counts().new == 0
    library.decisions.undo()
    library.decisions.look()
    assert library.counts().new == 0
    library.close()


def test_the_desk_finds_its_place_again(library: Library) -> None:
    assert library.decisions.desk_state("place") is None
    library.decisions.keep_desk_state("place", '{"pane": 1}')
    assert library.decisions.desk_state("place") == '{"pane": 1}'


def test_a_foreign_file_raises_not_ours(judged: Judgements) -> None:
    judged.path.parent.mkdir(parents=True)
    with closing(sqlite3.connect(judged.path)) as connection:
        connection.execute("CREATE TABLE recipes(name)")
    with pytest.raises(NotOurs, match="another program"):
        judged.file.reading()
