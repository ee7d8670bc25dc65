"""What the desk looks like: every pane and screen, and every theme, at the terminal's own size.

Compare with `pytest tests/desk/app/test_pictures.py --snapshot-update` after a change.
"""

from pathlib import Path

import pytest
from test_keys import press, shown, until

from tests.desk.app.shelf import Shelf
from tui.config import Config
from tui.desk.app import DeskApp
from tui.model import Issue

TRUECOLOR = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
MONO = {"NO_COLOR": "1", "TERM": "xterm", "LANG": "C.UTF-8"}
WIDE, NARROW = (120, 40), (80, 24)
PANES = {
    "articles": (["1"], "ARTICLES"), "timeline": (["2"], "TIMELINE"), "actors": (["3", "j"], "ACTORS"),
    "issues": (["4"], "ISSUES"), "claims": (["4", "space", "5"], "CLAIMS"),
    "reader": (["4", "space", "n", "0"], "READER"),
}  # fmt: skip
SCREENS = {
    "matrix": (["m"], "MATRIX"), "position": (["m", "enter"], "turns from for it"),
    "concordance": (["4", "space", "v"], "Concordance of"), "why": (["5", "w"], "because the words say so"),
    "help": (["5", "question_mark"], "Keys in Claims"), "find": (["slash", *"holm"], "Ada Holm"),
    "marked": (["5", "t", "j", "t"], "2 claims marked"),
    "words": (["0", "j", "V", "l", "l", "l"], "words marked"),
    "decided": (["5", "o", "j", "o", "U"], "claim confirmed"),
    "review": (["O"], "Why look"),
    "filter": (["5", "f", *"stance:for"], "Filter claims"),
    "guide": (["5", "H"], "The first minute"),
    "watchlist": (["ctrl+w"], "from your articles"),
    "draft": (["ctrl+w", "A", *"harbour dues", "enter"], "it could be"),
    "unsaved": (["ctrl+w", "A", *"harbour dues", "enter", "t", "escape"], "leave without saving"),
    "actor": (["3", "i", "A", *"side Riverton", "enter", *"2031/", "enter"], "speaks for Riverton"),
    "article": (["1", "I", *["down"] * 2, "enter", *" of Riverton", "enter"], "by hand; read as"),
}  # fmt: skip
LOOKS = {
    "light": ({**TRUECOLOR, "COLORFGBG": "0;15"}, {}), "terminal": ({"TERM": "xterm", "LANG": "C.UTF-8"}, {}),
    "mono": (MONO, {}), "ascii": (MONO, {"ascii": True}),
}  # fmt: skip
CASES = {
    **{f"{name}-120x40": (WIDE, TRUECOLOR, {}, *case) for name, case in (PANES | SCREENS).items()},
    **{f"{name}-80x24": (NARROW, TRUECOLOR, {}, *case) for name, case in (PANES | SCREENS).items()},
    **{f"claims-{name}": (WIDE, *look, *PANES["claims"]) for name, look in LOOKS.items()},
    **{f"reader-{name}": (NARROW, *look, *PANES["reader"]) for name, look in LOOKS.items()},
    "small": ((50, 12), TRUECOLOR, {}, ["4"], "ISS"),
    "pages-of-an-actor": (WIDE, TRUECOLOR, {}, ["3", "j", "enter"], "BY council"),
}
HARBOUR = Issue("harbour", "New harbour", proposition="The harbour should be built")


@pytest.mark.parametrize("case", CASES)
def test_a_picture_of(case, snap_compare, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    size, environ, said, keys, words = CASES[case]
    Path("riverton").mkdir()
    config = Config(issues=(HARBOUR,), **said)
    app = DeskApp(Path("riverton"), config, environ=environ, library=(shelf := Shelf()), indexing=shelf)  # type: ignore[arg-type]

    async def work(pilot):
        await press(pilot, *keys)
        await until(pilot, lambda: words.casefold() in shown(app).casefold())
        await pilot.pause(0.2)

    assert snap_compare(app, terminal_size=size, run_before=work)
