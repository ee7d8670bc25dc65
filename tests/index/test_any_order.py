"""No answer depends on the order or the moment of reading, or on how much there is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.config import Config
from tui.corpus.claim_parts import PartSpans
from tui.index import indexer, sources
from tui.index.pool import ReadArticle, packed
from tui.index.update import update
from tui.model import Article, Issue, Selection, Span
from tui.store.exchange import Travelling, leaving, take_in
from tui.store.library import Library

TEXTS = {
    "a": "The Danish foreign minister said on Monday, 4 May 2009, that the harbour tax was a mistake.",
    "b": "Jens Vester, the foreign minister of Denmark, said on 12 May 2009 that the harbour tax would go.",
    "c": "Vester said on 13 May 2009 that fishers opposed the tax. Mr. Vester spoke in Oslo.",
    "d": "The UBF said on 14 May 2009 that fishers rejected the harbour tax. Denmark's foreign minister smiled.",
    "e": "The Union of Baltic Fishers (UBF) said on 15 May 2009 that the harbour tax was welcome.",
    "f": "The Varna Police Department said on 16 May 2009 that nobody was hurt in Copenhagen.",
    "g": "Visitors came to Varna on 17 May 2009. Erik Vester, a baker, said on 17 May 2009 that bread was dear.",
    "h": "Jens Vester, the foreign minister of Denmark, said on 12 May 2009 that the harbour tax would go.",
}
TAX = Issue("tax", "Harbour tax", ("harbour tax", "tax"), proposition="The harbour tax should be kept")
CONFIG = Config(issues=(TAX,))


@pytest.fixture(scope="module")
def read_once(nlp: Any) -> Iterator[None]:
    """Each article is read by the language model once, however often it is indexed."""
    from tui.reading.read import read

    known: dict[str, Any] = {}

    def reading_of(article: Article) -> Any:
        if article.text not in known:
            (known[article.text],) = read(nlp, [article])
        return known[article.text]

    def read_here(_: str, chunks: Iterable[Sequence[tuple[int, Article]]], stop: object) -> Iterator[list[ReadArticle]]:
        for chunk in chunks:
            yield [packed(number, article, reading_of(article)) for number, article in chunk]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sources, "read_here", read_here)
        yield


def rows(library: Library) -> dict[str, list[str]]:
    """All that the commands print of the corpus."""
    asked = library.rows
    lists = {
        "claims": asked.claims(),
        "actors": asked.actors(),
        "dates": asked.dates(),
        "articles": asked.articles(),
        "timeline": asked.timeline(),
        "issues": asked.issues(),
        "mentions": asked.mentions("Vester"),
    }
    return {name: [json.dumps(row) for row in found] for name, found in lists.items()}


Parcel = tuple[str, list[Travelling]]  # what was decided in a corpus of this name


def indexed_in(
    place: Path, runs: Sequence[Sequence[str]], decided: Parcel | None = None, after: int = 0
) -> dict[str, list[str]]:
    """The rows of the corpus after its articles were added in so many runs; what was `decided` elsewhere comes in
    `after` so many of them, with the next run or one more."""
    corpus = place / "corpus"
    corpus.mkdir()
    library: Library | None = None
    for number, added in enumerate([*runs, ()]):
        if decided is not None and number == after:
            library = library or Library.open(corpus, CONFIG, index_dir=place / "index", data_dir=place / "data")
            take_in(library.judgements, decided[1], {decided[0]: library.judgements.corpus}, "import")
        for key in added:
            (corpus / f"{key}.txt").write_text(f"A Report {key.upper()} From The Coast\n\n{TEXTS[key]}\n")
        library = library or Library.open(corpus, CONFIG, index_dir=place / "index", data_dir=place / "data")
        assert update(library, workers=0).stage == "done"
    assert library is not None
    found = rows(library)
    library.close()
    return found


@pytest.fixture(scope="module")
def at_once(read_once: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    found = indexed_in(tmp_path_factory.mktemp("once"), [list(TEXTS)])
    assert any('"Jens Vester"' in row and '"a.txt"' in row for row in found["claims"]), (
        "the minister is known by office"
    )
    return found


@st.composite
def runs(draw: st.DrawFn) -> list[list[str]]:
    """All articles in some order, in some number of runs."""
    order = draw(st.permutations(list(TEXTS)))
    cuts = sorted(draw(st.sets(st.integers(1, len(order) - 1))))
    return [order[start:end] for start, end in zip([0, *cuts], [*cuts, len(order)], strict=True)]


@settings(max_examples=12, deadline=None)
@given(added=runs())
def test_any_order_in_any_number_of_runs_gives_the_same_rows(
    at_once: dict[str, list[str]], added: list[list[str]]
) -> None:
    with TemporaryDirectory() as place:
        assert indexed_in(Path(place), added) == at_once


def _parts(library: Library, key: str, *words: str) -> PartSpans:
    """Source, cue and content, each by its words."""
    article = library.article(key)
    assert article is not None
    starts = [(article.text.index(part), len(part)) for part in words]
    return PartSpans(*((Span(at, at + length),) for at, length in starts))


@pytest.fixture(scope="module")
def decided(read_once: None, tmp_path_factory: pytest.TempPathFactory) -> Parcel:
    """What a person said of actors, places, articles and claims of the whole corpus."""
    place = tmp_path_factory.mktemp("decided")
    indexed_in(place, [list(TEXTS)])
    library = Library.open(place / "corpus", CONFIG, index_dir=place / "index", data_dir=place / "data")
    decisions, ids = library.decisions, {row["name"]: row["actor"] for row in library.rows.actors()}
    text = library.article("c.txt")
    assert text is not None
    at = text.text.index("Vester")
    decisions.means("c.txt", Span(at, at + 6), ids["Erik Vester"])
    decisions.take_out(ids["Denmark"], "Danish")
    decisions.rename(ids["Jens Vester"], "The Minister")
    decisions.add_side(ids["Jens Vester"], "Bakers of Varna", date(2009, 5, 1), date(2009, 5, 31))
    decisions.add_role(ids["Erik Vester"], "foreign minister", "Denmark", date(2009, 5, 14), date(2009, 5, 14))
    decisions.merge(ids["UBF"], ids["Copenhagen"])
    decisions.write_article("a.txt", "day", "2009-05-04")
    decisions.write_article("d.txt", "day", "2009-05-14")
    decisions.write_article("b.txt", "title", "Another Title")
    spoke = _parts(library, "c.txt", "Mr. Vester", "spoke", "in Oslo")
    decisions.add_claim("c.txt", spoke, holder="Jens Vester", issue="tax", stance="against")
    claim = next(row for row in library.claims(limit=50) if row.claim.article == "e.txt")
    said = _parts(library, "e.txt", "The Union of Baltic Fishers", "said on 15 May 2009", "the harbour tax was welcome")
    decisions.mark_words(claim.claim.id, said)
    found = library.judgements.corpus, list(leaving(library.judgements))
    library.close()
    return found


@pytest.fixture(scope="module")
def mended_at_once(decided: Parcel, at_once: dict[str, list[str]], tmp_path_factory: pytest.TempPathFactory) -> Any:
    found = indexed_in(tmp_path_factory.mktemp("mended"), [list(TEXTS)], decided)
    assert len(set(found["claims"]) - set(at_once["claims"])) >= 5
    assert any('"added"' in row and '"against"' in row for row in found["claims"])
    return found


@settings(max_examples=10, deadline=None)
@given(added=runs(), after=st.integers(0, 9))
def test_what_a_person_decided_gives_the_same_rows_whenever_it_was(
    mended_at_once: Any, decided: Parcel, added: list[list[str]], after: int
) -> None:
    with TemporaryDirectory() as place:
        assert indexed_in(Path(place), added, decided, min(after, len(added))) == mended_at_once


def test_resolving_while_reading_goes_on_gives_the_same_rows(
    at_once: dict[str, list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources.Here, "together", 1)
    monkeypatch.setattr(indexer, "CHUNK", 1)
    monkeypatch.setattr(indexer, "RESOLVE_AFTER", 0.0)
    monkeypatch.setattr(indexer, "RESOLVE_SHARE", 0)
    assert indexed_in(tmp_path, [list(TEXTS)]) == at_once


def test_an_article_that_is_gone_leaves_no_trace(read_once: None, tmp_path: Path) -> None:
    place = tmp_path / "one"
    (place / "corpus").mkdir(parents=True)
    for key in ("a", "b", "c"):
        (place / "corpus" / f"{key}.txt").write_text(f"A Report {key.upper()} From The Coast\n\n{TEXTS[key]}\n")
    library = Library.open(place / "corpus", CONFIG, index_dir=place / "index", data_dir=place / "data")
    update(library, workers=0)
    (place / "corpus" / "b.txt").unlink()
    update(library, workers=0)
    found = rows(library)
    library.close()
    (tmp_path / "other").mkdir()
    assert found == indexed_in(tmp_path / "other", [["a", "c"]])


def test_a_changed_watchlist_gives_the_rows_of_a_new_index(read_once: None, tmp_path: Path) -> None:
    fishers = Issue("fishers", "Fishers", ("fishers",), proposition="Fishers should be heard")
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for key, text in TEXTS.items():
        (corpus / f"{key}.txt").write_text(f"A Report {key.upper()} From The Coast\n\n{text}\n")

    def opened(config: Config, name: str) -> Library:
        library = Library.open(corpus, config, index_dir=tmp_path / name, data_dir=tmp_path / f"{name}-data")
        update(library, workers=0)
        return library

    changing = opened(CONFIG, "changing")
    for number, issues in enumerate([(fishers, TAX), (TAX, fishers), (fishers,), ()]):
        changing.reconfigure(Config(issues=issues))
        update(changing, workers=0)
        new = opened(Config(issues=issues), f"new{number}")
        assert rows(changing) == rows(new)
        new.close()
    changing.close()


def test_an_actor_is_found_by_the_id_that_it_had_before_its_full_name_was_known(
    read_once: None, tmp_path: Path
) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "c.txt").write_text(f"A Report C From The Coast\n\n{TEXTS['c']}\n")
    library = Library.open(corpus, CONFIG, index_dir=tmp_path / "index", data_dir=tmp_path / "data")
    update(library, workers=0)
    before = library.actor("Vester")
    assert before is not None
    selection = Selection("actor", before.id, before.name)
    library.decisions.note(selection, "the minister?")
    (corpus / "b.txt").write_text(f"A Report B From The Coast\n\n{TEXTS['b']}\n")
    update(library, workers=0)
    after = library.actor(before.id)
    assert after is not None
    assert (after.name, after.id != before.id) == ("Jens Vester", True)
    assert library.crossref(selection).selection.key == after.id
    now = Selection("actor", after.id, after.name)
    assert [note.text for note in library.decisions.notes(now)] == ["the minister?"]
    library.decisions.note(now, "the minister", 1)
    assert [note.text for note in library.decisions.notes(now)] == ["the minister"]
    library.close()
