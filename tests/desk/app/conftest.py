"""A desk on a small corpus in memory."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.desk.app.shelf import Shelf
from tui.config import Config
from tui.desk.app import DeskApp

MakeDesk = Callable[..., DeskApp]


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def make_desk(shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakeDesk:
    """A desk that reads the shelf; keywords are those of Config."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))

    def make(**said: object) -> DeskApp:
        config = Config(**said)  # type: ignore[arg-type]
        environ = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
        return DeskApp(tmp_path, config, environ=environ, library=shelf, indexing=shelf)

    return make
