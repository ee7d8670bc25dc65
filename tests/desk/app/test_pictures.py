"""What the desk looks like: compare with `pytest tests/desk/app/test_pictures.py --snapshot-update` after a change."""

from pathlib import Path

import pytest
from shelf import Shelf
from test_keys import press, shown, until

from tui.config import Config
from tui.desk.app import DeskApp

TRUECOLOR = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
CASES = {
    "wide": ((120, 40), TRUECOLOR, ["4", "space", "n", "5", "c"], "Claims about New harbour"),
    "folded": ((80, 24), TRUECOLOR, ["3", "j", "space"], "council: "),
    "single": ((50, 12), TRUECOLOR, ["4", "l"], "●4 Issues"),
    "mono": ((80, 24), {"NO_COLOR": "1", "TERM": "xterm", "LANG": "C.UTF-8"}, ["4", "space", "n", "0"], "New harbour"),
    "position": ((100, 20), TRUECOLOR, ["m", "enter"], "turns from for"),
    "help": ((80, 24), TRUECOLOR, ["5", "question_mark"], "Keys in Claims"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_picture_of(case, snap_compare, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    size, environ, keys, words = CASES[case]
    Path("riverton").mkdir()
    app = DeskApp(Path("riverton"), Config(), environ=environ, library=(shelf := Shelf()), indexing=shelf)  # type: ignore[arg-type]

    async def work(pilot):
        await press(pilot, *keys)
        await until(pilot, lambda: words in shown(app))
        await pilot.pause(0.2)

    assert snap_compare(app, terminal_size=size, run_before=work)
