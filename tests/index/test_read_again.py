"""An article that is read again, by another reader, is tied by what is read now."""

from __future__ import annotations

from pathlib import Path

from tests.store.folders import folder_of
from tui.config import Config
from tui.index.update import update
from tui.model import Reading
from tui.store.codec import pack_reading
from tui.store.library import Library

TOLD = {"a": "Ruritania opened the Kolm bridge near Bresk on 4 May 2031, and Anna Berg of Ruritania said so."}


def test_another_reading_is_tied_anew(tmp_path: Path) -> None:
    library = Library.open(folder_of(TOLD, tmp_path), Config(), index_dir=tmp_path / "i", data_dir=tmp_path / "d")
    update(library, workers=0)
    mentions = library.counts().mentions
    assert mentions > 0
    connection = library.index_file.connection()
    with library.index_file.writing():
        connection.execute("UPDATE readings SET reading = ?", (pack_reading(Reading()),))
        connection.execute("UPDATE articles SET tied = ''")
        connection.execute("DELETE FROM meta WHERE key = 'tied'")
    update(library, workers=0)
    assert library.counts().mentions == 0
    with library.index_file.writing():
        connection.execute("UPDATE articles SET reading = ''")  # as where the code that reads became another
    update(library, workers=0)
    assert library.counts().mentions == mentions
    library.close()
