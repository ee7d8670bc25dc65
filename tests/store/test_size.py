"""At any size: what a page costs is counted in rows fetched, not in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tui.config import Config
from tui.index.update import look_first, update
from tui.model import Claim, DatedExpression, Days, Issue, IssueStance, Published, Selection, Span
from tui.store.codec import StoredMention, pack_forms, pack_strings
from tui.store.library import Library
from tui.store.queries import dated
from tui.store.query import ArticleQuery, ClaimQuery, ConcordanceQuery, TimelineQuery
from tui.store.sqlite import writing
from tui.store.sqlite_evidence import StoredEvidence
from tui.store.tables.article_rows import Ties, put_ties
from tui.store.tables.files import load_article
from tui.store.view import View

TEXT = "The minister of Ruritania said on Monday that the harvest would be poor."
HARVEST = Issue("harvest", "The harvest", terms=("harvest",), proposition="The harvest is good")
ACTORS = ("Ruritania", "Sylvania", "Borduria")


def tied_corpus(directory: Path, size: int) -> Library:
    """An index of `size` articles with words, and with a claim, two mentions and a date each, written as if read."""
    path = directory / "many.jsonl"
    lines = (f'{{"id": "a{n}", "title": "Report {n}", "text": "{TEXT} It was number{n}."}}\n' for n in range(size))
    path.write_text("".join(lines))
    config = Config(pipeline="no_such_pipeline_here", issues=(HARVEST,))
    library = Library.open(path, config, index_dir=directory / "index", data_dir=directory / "data")
    update(library, workers=0)
    connection = library.index_file.connection()
    with writing(connection):
        for number, name in enumerate(ACTORS, 1):
            row = (number, name.lower(), name, name.lower(), "country", pack_forms(((name, 1),)), pack_strings(()), "")
            connection.execute(
                "INSERT INTO actors(id, key, name, folded, kind, forms, why, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                row,
            )
            connection.execute("INSERT INTO forms VALUES (?, ?, 1)", (name.lower(), number))
        for (number,) in connection.execute("SELECT id FROM articles").fetchall():
            article = load_article(connection, number)
            assert article is not None
            ties = made_ties(article.key, number)
            put_ties(connection, number, article, ties, dict(enumerate(ACTORS, 1)), {"ruritania": 1})
    return library


def made_ties(key: str, number: int) -> Ties:
    day = date(2001, 1, 1) + timedelta(days=number % 2000)
    sentence = Span(0, len(TEXT))
    mention = TEXT.index("Ruritania")
    said = TEXT.index("said")
    claim = Claim(
        id=f"{key}-1",
        article=key,
        holder="Ruritania",
        holder_id="ruritania",
        side=None,
        source=(Span(0, said - 1),),
        cue=(Span(said, said + 4),),
        content=(Span(TEXT.index("that"), len(TEXT) - 1),),
        kind="indirect",
        stances=(IssueStance("harvest", "against" if number % 3 else "for"),),
        force="say",
        to=None,
        days=Days(day, day),
        confidence=0.8,
        why=("as the words say",),
    )
    monday = Span(TEXT.index("Monday"), TEXT.index("Monday") + 6)
    return Ties(
        mentions=(
            StoredMention(mention, mention + 9, "name", 100.0, 1, 0),
            StoredMention(0, 12, "role", 80.0, 2 + number % 2, 0),
        ),
        claims=(claim,),
        dates=(DatedExpression(monday, "DATE", str(day), Days(day, day), sentence, "said so"),),
        published=Published(Days(day, day), "file", "the file says so"),
        tied="made",
        sentences=(sentence,),
    )


@pytest.fixture(scope="module", params=[2_000, pytest.param(32_000, marks=pytest.mark.slow)])
def many(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = tied_corpus(tmp_path_factory.mktemp("many"), request.param)
    yield library
    library.close()


@pytest.fixture
def fetched(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Counts of rows of every query made through the library."""
    counts: list[int] = []

    def counting(original: Any) -> Any:
        def rows(self: Any, sql: str, *values: object) -> Any:
            found = original(self, sql, *values)
            counts.append(len(found))
            return found

        return rows

    monkeypatch.setattr(View, "rows", counting(View.rows))
    monkeypatch.setattr(StoredEvidence, "_rows", counting(StoredEvidence._rows))
    return counts


def test_first_pages_fetch_what_they_show(many: Library, fetched: list[int]) -> None:
    size = many.counts().articles
    assert many.counts().claims == size
    many.articles(limit=40)
    many.articles(ArticleQuery(order="claims", descending=True), limit=40)
    many.articles_count()
    many.actors(limit=40)
    many.actors_count()
    many.claims(limit=40)
    many.claims(ClaimQuery(order="day", descending=True), limit=40)
    many.claims_count()
    many.issues()
    many.matrix()
    many.article_offset(many.articles(offset=size // 2, limit=1)[0].key)
    assert sum(fetched) < 500


def test_the_timeline_pages_from_sums(many: Library, fetched: list[int]) -> None:
    many.timeline.periods(limit=40)
    many.timeline.rows(limit=40)
    many.timeline.rows(offset=many.timeline.count() - 40, limit=40)
    # One row a distinct day, however many articles; the rest are the pages.
    assert sum(fetched) < 2000 + 500


def test_the_timeline_of_a_selection_in_every_article_fetches_no_dated_sentence_by_itself(
    many: Library, fetched: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dated, "_FEW", 1_000)
    crossref = many.crossref(Selection("term", "harvest"))
    before = sum(fetched)
    many.timeline.periods(TimelineQuery(crossref=crossref), limit=40)
    many.timeline.rows(TimelineQuery(crossref=crossref), limit=40)
    assert sum(fetched) - before < 2000 + 500  # sums by distinct day, and the page


def test_a_selection_in_every_article_fetches_sums_and_a_page(many: Library, fetched: list[int]) -> None:
    size = many.counts().articles
    many.crossref(Selection("term", "nothing at all"))  # what is kept for all selections is fetched once
    before = sum(fetched)
    crossref = many.crossref(Selection("actor", "ruritania"))
    assert len(crossref.mentions) >= size
    rows = many.articles(ArticleQuery(crossref=crossref), limit=40)
    assert all(row.hits for row in rows)
    many.claims(ClaimQuery(crossref=crossref), limit=40)
    many.concordance(ConcordanceQuery(crossref), limit=40)
    many.body_marks(rows[0].key, crossref)
    assert sum(fetched) - before < 6 * size + 2_000  # sums by article and claim ids; no texts, no mentions


def test_one_more_article_does_not_touch_the_others(many: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    from tui.store.tables import prepared

    size = many.counts().articles
    path = many.index_file.corpus
    taken: list[str] = []
    original = prepared.headline
    monkeypatch.setattr(prepared, "headline", lambda article: taken.append(article.key) or original(article))
    with path.open("a") as file:
        file.write('{"id": "late", "text": "The minister of Sylvania spoke of quinces on Friday."}\n')
    update(many, workers=0)
    assert taken == ["late"]
    assert many.counts().articles == size + 1
    assert [m.article for m in many.crossref(Selection("term", "quinces")).mentions] == ["late"]


def test_what_the_reader_looks_at_is_read_first(many: Library) -> None:
    from tui.index.indexer import Indexer
    from tui.index.pool import CHUNK

    connection = many.index_file.connection()
    keys = [row.key for row in many.articles(offset=500, limit=3)]
    look_first(many, keys)
    with writing(connection):
        connection.execute("UPDATE articles SET reading = ''")
    indexer = Indexer(many.index_file, many.view.config, many.judgements)
    first = next(indexer._chunks(connection, CHUNK))
    assert [article.key for _, article in first[:3]] == keys
    newest = [number for number, _ in first[3:]]
    days = [many.view.one("SELECT day FROM articles WHERE id = ?", number) for number in newest]
    assert days == sorted(days, key=lambda day: -(day or 0))
