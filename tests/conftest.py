"""What tests of more than one room share: the language model, loaded once, and an index of the sample corpus."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tui.desk.guide_kept import put_away
from tui.index.children import ONE_THREAD

# Before numpy comes: its threads wait for each other by spinning, on a busy machine for most of the time.
for _name in ONE_THREAD:
    os.environ.setdefault(_name, "1")
# How long an example takes says more of the machine than of the code.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")
SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.fixture(scope="session", autouse=True)
def _one_model() -> Iterator[None]:
    """What reads in the tests' own process takes the language model that was loaded first: it takes longer to load
    than most of what is read here."""
    from tui.reading import pipeline

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "load", cache(pipeline.load))
        yield


@pytest.fixture(scope="session")
def nlp() -> Any:
    """The default spaCy pipeline."""
    from tui.reading import pipeline

    return pipeline.load()


@pytest.fixture(autouse=True)
def _own_places(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the user's own index, judgements or config; it is not the first start."""
    home = tmp_path_factory.getbasetemp() / "home"
    for name, folder in (
        ("XDG_CACHE_HOME", "cache"),
        ("XDG_DATA_HOME", "data"),
        ("XDG_STATE_HOME", "state"),
        ("XDG_CONFIG_HOME", "config"),
    ):
        monkeypatch.setenv(name, str(home / folder))
    put_away()  # tests of the first-minute guide take this back


@pytest.fixture(scope="session")
def seeds_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with the index of seeds/, made once; do not write to it (copy it: `library` does)."""
    from tui.config import load
    from tui.index.update import update
    from tui.store.library import Library

    directory = tmp_path_factory.mktemp("seeds-index")
    library = Library.open(SEEDS, load(SEEDS.parent / "config.yaml"), index_dir=directory, data_dir=directory / "data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(directory / "cache"))
        try:
            update(library, workers=0)
        finally:
            library.close()
    return directory


@pytest.fixture
def library(seeds_index: Path, tmp_path: Path) -> Iterator[Any]:
    """A Library over a copy of the indexed sample corpus, with judgements of its own."""
    from tui.config import load
    from tui.store.library import Library

    copy = tmp_path / "index"
    shutil.copytree(seeds_index, copy)
    opened = Library.open(SEEDS, load(SEEDS.parent / "config.yaml"), index_dir=copy, data_dir=tmp_path / "judgements")
    yield opened
    opened.close()
