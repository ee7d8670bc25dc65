"""Judgements that travel: nothing is lost, written over or doubled, in whatever order and however often they come."""

from __future__ import annotations

import random
from collections.abc import Iterable
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.store.exchange import Came, Travelling, checked, leaving, take_in
from tui.store.judgements import Judgements
from tui.store.problems import NotSaved, Stale

TEXT = st.text(st.characters(codec=None), max_size=40)  # lone surrogates and controls too
STEPS = st.lists(
    st.tuples(st.sampled_from(["ada", "bo"]), st.sampled_from("xyz"), st.one_of(st.none(), TEXT)), max_size=12
)


def note(text: str) -> dict[str, str]:
    return {"kind": "term", "key": "grain", "label": "grain", "text": text}


def opened(folder: Path, coder: str, corpus: str = "corpus") -> Judgements:
    return Judgements(folder / corpus, folder / f"data of {coder}", coder)


def decide(judged: Judgements, subject: str, text: str | None) -> None:
    judged.decide("note", subject, None if text is None else note(text), f"note {text}")


def sent(judged: Judgements) -> list[Travelling]:
    """As they are after a way through a file."""
    lines = [msgspec.json.encode(plain_json(row)) for row in leaving(judged)]
    return [checked(msgspec.json.decode(line, type=Travelling)) for line in lines]


def plain_json(row: Travelling) -> Any:
    import json

    from tui.commands.printing import as_json

    return msgspec.Raw(as_json(json.loads(json.dumps(msgspec.to_builtins(row)))).encode())


def take(judged: Judgements, *parcels: Iterable[Travelling]) -> Came:
    return take_in(judged, [row for rows in parcels for row in rows], {}, "import")


def standing(judged: Judgements) -> list[Travelling]:
    return sorted(leaving(judged), key=lambda row: (row.kind, row.subject, row.coder))


@settings(deadline=None, max_examples=40)
@given(STEPS)
def test_a_then_b_is_b_then_a_and_twice_is_once(steps: list[tuple[str, str, str | None]]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        coders = {coder: opened(folder, coder) for coder in ("ada", "bo")}
        for coder, subject, text in steps:
            decide(coders[coder], subject, text)
        parcels = [list(leaving(judged)) for judged in coders.values()]
        ends = []
        for number, order in enumerate(permutations(parcels)):
            reader = opened(folder, f"reader {number}")
            for parcel in order:
                take(reader, parcel)
            once = standing(reader)
            assert take(reader, *order).rows == 0
            assert standing(reader) == once
            ends.append(once)
        for judged, parcel in zip(coders.values(), reversed(parcels), strict=True):
            take(judged, parcel)
            ends.append(standing(judged))
        assert all(end == ends[0] for end in ends)
        assert {(row.coder, row.subject) for row in ends[0]} == {(coder, subject) for coder, subject, _ in steps}
        for judged in coders.values():
            judged.close()


@settings(deadline=None, max_examples=40)
@given(TEXT)
def test_any_text_travels(text: str) -> None:
    with TemporaryDirectory() as name:
        ada, bo = opened(Path(name), "ada"), opened(Path(name), "bo")
        decide(ada, "x", text)
        take(bo, leaving(ada))
        assert [note.text for note in bo.notes("x")] == [text]
        assert [(row.coder, row.state) for row in leaving(bo)] == [("ada", note(text))]
        ada.close()
        bo.close()


def test_many_stores_that_send_to_each_other_at_random_end_alike(tmp_path: Path) -> None:
    chance = random.Random(7)
    stores = [opened(tmp_path, coder) for coder in ("ada", "bo", "cem")]
    for _ in range(150):
        one, other = chance.sample(stores, 2)
        what = chance.random()
        if what < 0.6:
            decide(one, chance.choice("uvwxyz"), chance.choice(["a", "b", None]))
        elif what < 0.7 and (history := one.history(limit=1)) and history[0].kind == "note":
            one.undo()
        else:
            take(other, leaving(one))
    for _ in range(3):
        for one in stores:
            for other in stores:
                if one is not other:
                    take(other, leaving(one))
    ends = [[(row.subject, row.coder, row.uid, row.state) for row in standing(store)] for store in stores]
    assert ends[0] == ends[1] == ends[2]
    for store in stores:
        store.close()


def test_conflicts_stand_side_by_side(tmp_path: Path) -> None:
    ada, bo = opened(tmp_path, "ada"), opened(tmp_path, "bo")
    decide(ada, "x", "hers")
    decide(bo, "x", "his")
    assert take(bo, leaving(ada)) == Came({"ada": 1}, 0)
    assert [(one.text, one.coder, one.mine) for one in bo.notes("x")] == [("his", "bo", True), ("hers", "ada", False)]
    decide(ada, "x", None)
    take(bo, leaving(ada))
    assert [one.text for one in bo.notes("x")] == ["his"]


def test_an_import_is_undone_whole_and_decides_nothing(tmp_path: Path) -> None:
    ada, bo = opened(tmp_path, "ada"), opened(tmp_path, "bo")
    decide(ada, "x", "first")
    take(bo, leaving(ada))
    decide(ada, "x", "second")
    decide(ada, "y", "other")
    decide(bo, "x", "his")
    before = standing(bo)
    take(bo, leaving(ada))
    undone = bo.undo()
    assert undone is not None
    assert (undone[0].kind, len(undone[1])) == ("import", 2)
    assert standing(bo) == before
    take(ada, leaving(bo))
    assert [one.text for one in ada.notes("x") if one.mine] == ["second"]  # nothing of hers went with his undoing
    assert take(bo, leaving(ada)).rows == 2


def test_what_was_decided_otherwise_since_keeps_an_import_from_being_undone(tmp_path: Path) -> None:
    ada, bo = opened(tmp_path, "ada"), opened(tmp_path, "bo")
    decide(ada, "x", "first")
    take(bo, leaving(ada))
    twin = Judgements(tmp_path / "corpus", bo.path.parent, "ada")
    decide(twin, "x", "changed here")
    with pytest.raises(Stale, match="after it came in"):
        bo.undo()
    assert [one.text for one in bo.notes("x")] == ["changed here"]


def test_an_import_that_fails_leaves_nothing(tmp_path: Path) -> None:
    ada, bo = opened(tmp_path, "ada"), opened(tmp_path, "bo")
    for subject in "xyz":
        decide(ada, subject, "text")
    rows = list(leaving(ada))

    def breaking() -> Iterable[Travelling]:
        yield from rows[:2]
        raise OSError(28, "No space left on device")

    with pytest.raises(NotSaved):
        take_in(bo, breaking(), {}, "import")
    assert bo.history() == []
    assert list(leaving(bo)) == []
    assert take(bo, rows).rows == 3


def test_subjects_of_a_corpus_take_its_name_here(tmp_path: Path) -> None:
    ada, bo = opened(tmp_path, "ada", "there"), opened(tmp_path, "bo", "here")
    decide(ada, f"term {ada.here('grain')}", "hers")
    take_in(bo, leaving(ada), {ada.corpus: bo.corpus}, "import")
    assert [one.text for one in bo.notes(f"term {bo.here('grain')}")] == ["hers"]
    assert [one.text for one in bo.notes()] == ["hers"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kind": ""}, '"kind" is empty'),
        ({"coder": "x" * 300}, '"coder" is empty or has more than 200'),
        ({"subject": "x" * 20_000}, '"subject"'),
        ({"at": "2031-04-09"}, '"at" is no moment'),
        ({"at": "9999-12-31T23:59:59-10:00"}, '"at" is no moment'),
        ({"state": {"text": 5}}, 'the state of a "note"'),
        ({"state": note("x") | {"coder": "you"}}, "a field named coder"),
        ({"kind": "claim", "state": {"content": "c", "article": "a", "key": "k", "status": "odd"}}, 'of a "claim"'),
    ],
)
def test_a_row_that_could_not_be_read_again_is_refused(change: dict[str, Any], words: str) -> None:
    row = Travelling("note", "x", "ada", "2031-04-09T12:00:00+02:00", "u1", note("x"))
    assert checked(row).at == "2031-04-09T10:00:00.000000+00:00"
    with pytest.raises(ValueError, match=words):
        checked(msgspec.structs.replace(row, **change))
