"""Finding as one types: the short ways give what a look at everything gives."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.store.test_size import tied_corpus
from tui.corpus.actors.countries import folded
from tui.store.codec import pack_forms, pack_strings
from tui.store.library import Library
from tui.store.queries import find, named_actors
from tui.store.sqlite import writing

FORMS = ("Anna Ruhl", "Ruhl", "Great Ruritania", "Ruritania", "U.S.", "100%_pure", "Z", "Zubrowka", "Mezzaluna")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    opened = tied_corpus(tmp_path_factory.mktemp("search"), 60)
    connection = opened.index_file.connection()
    with writing(connection):
        for number in range(40):
            forms = [FORMS[(number + step) % len(FORMS)] for step in range(2)] + [f"Body {number}"]
            row = (100 + number, f"k{number}", forms[0], folded(forms[0]), "person", pack_forms(()), pack_strings(()))
            connection.execute(
                "INSERT INTO actors(id, key, name, folded, kind, forms, why, digest, mentions)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, '', ?)",
                (*row, number // 4),  # some alike, some with none
            )
            connection.executemany(
                "INSERT INTO forms VALUES (?, ?, 1)", [(folded(form), 100 + number) for form in forms]
            )
    yield opened
    opened.close()


def actors_by_looking_at_all(library: Library, typed: str, limit: int) -> list[str]:
    wanted = folded(typed)
    rows = library.view.rows("SELECT f.folded, a.key, a.mentions, a.id FROM forms f JOIN actors a ON a.id = f.actor")
    best: dict[str, tuple[bool, int, int]] = {}
    for form, key, mentions, number in rows:
        if mentions and wanted.lower() in form.lower():
            order = (not form.startswith(wanted), -mentions, number)
            best[key] = min(order, best.get(key, order))
    return sorted(best, key=lambda key: best[key])[:limit]


@pytest.mark.parametrize("many", [1, 5, 1000])
@pytest.mark.parametrize("typed", ["r", "ru", "Ruhl", "rit", "u.s", "%", "_", "Z", "z", "body 1", "nobody", "great r"])
def test_actors_are_those_of_a_look_at_all_forms(
    library: Library, typed: str, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(named_actors, "_MANY", many)
    for limit in (1, 3, 8, 50):
        found = [found.key for found in library.find(typed, limit=limit) if found.kind == "actor"]
        assert found == actors_by_looking_at_all(library, typed, limit)


@pytest.mark.parametrize("typed", ["r", "report 1", "report r", "x", "Report 3 r", "report r 4", "9"])
def test_titles_after_a_letter_are_those_of_the_whole_search(
    library: Library, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for limit in (2, 8, 100):
        found = []
        for titles in (2, 20, 1000):
            monkeypatch.setattr(find, "_TITLES", titles)
            found.append([row for row in library.find(typed, limit=limit) if row.kind == "article"])
        monkeypatch.setattr(find, "_by_a_letter", lambda *_: None)
        whole = [row for row in library.find(typed, limit=limit) if row.kind == "article"]
        monkeypatch.undo()
        assert found == [whole] * 3
        assert bool(whole) == (typed != "x")
