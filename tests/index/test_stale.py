"""What tying keeps from run to run gives the rows of tying everything afresh, whatever is added, changed, taken out,
configured or decided meanwhile."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.index.listing import listed
from tui.config import Config, StatedActor
from tui.index import resolve, sources
from tui.index.pool import ReadArticle, packed
from tui.index.update import update
from tui.model import Article, Issue
from tui.store.library import Library
from tui.store.query import ClaimQuery
from tui.store.rows import Progress
from tui.store.tables import events

TAX = Issue("tax", "Harbour tax", ("harbour tax",), proposition="The harbour tax should be kept")
CONFIGS = (
    Config(issues=(TAX,)),
    Config(issues=(TAX,), actors=(StatedActor("Jens Vester", ("Old Vester",)),)),
    Config(issues=(TAX,), never_same=(("Anna Lind", "Lind"),)),
)
FIRST, LAST = ("Anna", "Jens", "Erik", "Ana", "Yuri", "Iurii"), ("Lind", "Vester", "Lindqvist", "Lindkvist", "Borg")
BODIES = (
    "Union of Baltic Fishers (UBF)",
    "UBF",
    "Varna Harbour Board",
    "Varna Harbor Board",
    "Vester Motors",
    "Vester",
)
ROLES = ("the foreign minister of Denmark", "a baker", "the prime minister of Norway")
SAID = ("said that the harbour tax was a mistake", "rejected the harbour tax", "welcomed the harbour tax")
DAYS = ("on 4 May 2009", "on 12 May 2009", "last August", "in August 2008", "on Monday")
TOLD = "The Union of Baltic Fishers opened the Kolm Bridge near Varna with Norway"


def an_article(draw: random.Random) -> str:
    """A text of invented people, some of them told by a surname, a title or a slip of the pen alone."""
    first, last, other = draw.choice(FIRST), draw.choice(LAST), draw.choice(LAST)
    lines = [
        f"{first} {last}, {draw.choice(ROLES)}, {draw.choice(SAID)} {draw.choice(DAYS)}.",
        f"{draw.choice(('Mr.', 'Mrs.', 'Ms.'))} {draw.choice((last, other))} {draw.choice(SAID)}.",
        f"The {draw.choice(BODIES)} {draw.choice(SAID)} {draw.choice(DAYS)}.",
        f"{draw.choice(('Denmark', 'Copenhagen', 'Oslo'))} said that {other} had to go.",
        f"{TOLD} {draw.choice(DAYS)}.",
    ]
    draw.shuffle(lines)
    dateline = draw.choice(("", "VARNA, May 16, 2009 - ", "OSLO, September 3, 2009 - "))
    return f"A Report From The Coast\n\n{dateline}{' '.join(lines[: draw.randint(2, 5)])}\n"


@pytest.fixture(scope="module")
def read_once(nlp: Any) -> Iterator[None]:
    """Each text is read by the language model once, however often it is indexed."""
    from tui.reading.read import read

    known: dict[str, Any] = {}

    def read_here(_: str, chunks: Iterable[Sequence[tuple[int, Article]]], stop: object) -> Iterator[list[ReadArticle]]:
        for chunk in chunks:
            unread = [article for _, article in chunk if article.text not in known]
            known.update(zip((article.text for article in unread), read(nlp, unread), strict=True))
            yield [packed(number, article, known[article.text]) for number, article in chunk]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sources, "read_here", read_here)
        yield


def everything(library: Library) -> str:
    """All rows that the commands print, the offers and offices of actors, what is told again, and which dated sentences
    tell one event."""
    rows = library.rows
    more = [json.dumps(row, default=str) for made in (rows.articles, rows.timeline, rows.issues) for row in made()]
    connection = library.index_file.connection()
    tables = (
        "SELECT a.key, b.key, o.why, o.score, o.forms FROM offers o JOIN actors a ON a.id = o.actor"
        " JOIN actors b ON b.id = o.other ORDER BY 1, 2",
        "SELECT a.key, o.role, b.key, o.first, o.last, o.former, o.stated, o.articles FROM offices o"
        " JOIN actors a ON a.id = o.actor LEFT JOIN actors b ON b.id = o.of ORDER BY 1, 2, 3, 4, 5, 6, 7, 8",
        "SELECT key, tied, day, published_why, story IS NULL, copies FROM articles ORDER BY key",
        "SELECT key, copy, fold IS NULL FROM claims ORDER BY 1",
        "SELECT issue, holder, stance, n FROM positions WHERE n ORDER BY 1, 2, 3",
        "SELECT a.key, d.start, d.rests, d.first, d.last, d.actors, b.key, e.start FROM dates d"
        " JOIN articles a ON a.id = d.article LEFT JOIN dates e ON e.id = d.event"
        " LEFT JOIN articles b ON b.id = e.article ORDER BY 1, 2, 3, 4, 5",
        "SELECT first, last, n FROM date_sums WHERE n ORDER BY 1, 2",
        "SELECT a.key, d.start, b.key FROM date_actors n JOIN dates d ON d.id = n.date JOIN articles a"
        " ON a.id = d.article JOIN actors b ON b.id = n.actor ORDER BY 1, 2, 3",
    )
    return "\n".join([listed(library), *more, *(str(row) for sql in tables for row in connection.execute(sql))])


class Corpus:
    """A folder of articles whose index is brought up to date again and again."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.folder = place / "corpus"
        self.folder.mkdir(parents=True)
        self.config = CONFIGS[0]
        self.library = self.opened("index")

    def opened(self, index: str) -> Library:
        data = self.place / "data"
        return Library.open(self.folder, self.config, index_dir=self.place / index, data_dir=data)

    def settled(self) -> None:
        assert update(self.library, workers=0).stage == "done"

    def afresh(self, name: str) -> str:
        """What another index says that has tied everything at once."""
        library = self.opened(name)
        assert update(library, workers=0).stage == "done"
        found = everything(library)
        library.close()
        return found

    def change(self, draw: random.Random, texts: list[str], most: int) -> None:
        """Write some articles, change or take out some, or configure or decide something."""
        there = sorted(self.folder.glob("*.txt"))
        deed = draw.choice(("add", "add", "add", "change", "take out", "configure", "decide"))
        if deed == "add" or len(there) < 5:
            for _ in range(draw.randint(1, most)):
                text = texts.pop() if texts else an_article(draw)
                odd = os.fsdecode(b"caf\xe9") if draw.random() < 0.2 else ""  # a name that is no UTF-8
                (self.folder / f"{odd}{draw.randrange(10**6)}.txt").write_text(text)
        elif deed == "change":
            draw.choice(there).write_text(an_article(draw))
        elif deed == "take out":
            for path in draw.sample(there, 2):
                path.unlink()
        elif deed == "configure":
            self.config = draw.choice(CONFIGS)
            self.library.reconfigure(self.config)
        else:
            self.decide(draw)

    def decide(self, draw: random.Random) -> None:
        decisions, actors = self.library.decisions, [row["actor"] for row in self.library.rows.actors()]
        one, other = draw.sample(actors, 2)
        forms = [form["text"] for row in self.library.rows.actors() if row["actor"] == one for form in row["forms"]]
        match draw.choice(("merge", "rename", "take out", "side", "day")):
            case "merge":
                decisions.merge(one, other)
            case "rename":
                decisions.rename(one, "The Keeper")
            case "take out":
                decisions.take_out(one, draw.choice(forms))
            case "side":
                decisions.add_side(one, "Bakers of Varna", None, None)
            case _:
                article = draw.choice(sorted(self.folder.glob("*.txt"))).name
                decisions.write_article(article, "day", "2009-05-20")


@pytest.mark.parametrize("seed", range(4))
def test_whatever_happens_the_rows_are_those_of_an_index_tied_afresh(
    read_once: None, tmp_path: Path, seed: int
) -> None:
    draw = random.Random(seed)
    texts = [an_article(draw) for _ in range(30)]
    texts += texts[:5]  # copies of a story, word for word
    corpus = Corpus(tmp_path)
    for step in range(9):
        corpus.change(draw, texts, most=12)
        corpus.settled()
        if step % 2:
            assert everything(corpus.library) == corpus.afresh(f"afresh{step}"), f"step {step}"
    corpus.library.close()


def test_an_article_that_nothing_new_bears_on_is_not_looked_at(
    read_once: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = Corpus(tmp_path)
    (corpus.folder / "a.txt").write_text("A Report\n\nAnna Borg said on 4 May 2009 that bread was dear.\n")
    (corpus.folder / "b.txt").write_text("A Report\n\nMr. Lind said on 4 May 2009 that the harbour tax was high.\n")
    (corpus.folder / "d.txt").write_text("A Report\n\nYuri Lind said on 5 May 2009 that the harbour tax was high.\n")
    corpus.settled()
    looked: list[str] = []
    digest = resolve.Resolver._digest

    def noted(self: Any, article: str, *others: Any) -> str:
        looked.append(article)
        return digest(self, article, *others)

    monkeypatch.setattr(resolve.Resolver, "_digest", noted)
    (corpus.folder / "c.txt").write_text("A Report\n\nErik Lind said on 6 May 2009 that he would go.\n")
    corpus.settled()
    assert "a.txt" not in looked
    assert {"b.txt", "c.txt"} <= set(looked), "Yuri Lind is no longer the only one of that name"
    corpus.library.close()


def test_dated_sentences_of_an_article_that_is_tied_anew_stay_where_they_are_the_same(
    read_once: None, tmp_path: Path
) -> None:
    corpus = Corpus(tmp_path)
    (corpus.folder / "a.txt").write_text("A Report\n\nMr. Lind said on 4 May 2009 that the harbour tax was high.\n")
    (corpus.folder / "b.txt").write_text("A Report\n\nYuri Lind said on 5 May 2009 that the harbour tax was high.\n")
    corpus.settled()
    connection = corpus.library.index_file.connection()
    rows = "SELECT d.id, d.actors FROM dates d JOIN articles a ON a.id = d.article WHERE a.key = CAST('a.txt' AS BLOB)"
    before = connection.execute(rows).fetchall()
    (corpus.folder / "c.txt").write_text("A Report\n\nErik Lind said on 6 May 2009 that he would go.\n")
    corpus.settled()
    after = connection.execute(rows).fetchall()
    assert [row for row, _ in before] == [row for row, _ in after]
    assert before != after, "of two Linds nobody can say which it is"
    assert everything(corpus.library) == corpus.afresh("afresh")
    corpus.library.close()


def test_a_day_is_compared_again_where_a_sentence_went_that_others_did_not_rest_on(
    read_once: None, tmp_path: Path
) -> None:
    corpus = Corpus(tmp_path)
    for number in range(4):
        told = f"{TOLD} on 4 May 2009." if number < 2 else f"Anna Borg said on 4 May 2009 that bread {number} was dear."
        (corpus.folder / f"{number}.txt").write_text(f"A Report\n\n{told}\n")
    corpus.settled()
    connection = corpus.library.index_file.connection()
    (corpus.folder / "3.txt").unlink()
    folded: list[tuple[int, int]] = []
    fold = events._fold
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(events, "_fold", lambda to, first, last: folded.append((first, last)) or fold(to, first, last))
        corpus.settled()
    day = connection.execute("SELECT first, last FROM dates WHERE value = '2009-05-04'").fetchone()
    assert day in folded
    assert everything(corpus.library) == corpus.afresh("afresh")
    corpus.library.close()


def test_a_run_that_was_stopped_on_the_way_is_not_built_upon(read_once: None, tmp_path: Path) -> None:
    draw = random.Random(7)
    corpus = Corpus(tmp_path)
    for number in range(12):
        (corpus.folder / f"{number}.txt").write_text(an_article(draw))
    corpus.settled()
    (corpus.folder / "x.txt").write_text("A Report\n\nErik Borg and Anna Vester and Yuri Lind said that it rained.\n")
    tying = False

    def said(progress: Any) -> None:
        nonlocal tying
        tying = tying or progress.stage == "tying"

    assert update(corpus.library, said, lambda: tying, workers=0).stage == "stopped"
    (corpus.folder / "x.txt").unlink()
    corpus.settled()
    assert everything(corpus.library) == corpus.afresh("afresh")
    corpus.library.close()


def statuses(library: Library) -> set[str]:
    return {status for (status,) in library.index_file.connection().execute("SELECT status FROM claims")}


@pytest.mark.fault(86)
def test_what_is_decided_while_articles_are_tied_stays_as_it_was_decided(
    read_once: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tying takes minutes where a corpus is large: what it knew when it began is not what stands when it ends."""
    corpus = Corpus(tmp_path)
    for name in ("a", "b", "c"):
        (corpus.folder / f"{name}.txt").write_text(f"A Report\n\nAnna Borg said that the tax {name} was a mistake.\n")
    corpus.settled()
    claims = [row.claim.id for row in corpus.library.claims(ClaimQuery())]
    reader = corpus.opened("index")
    for claim in claims:
        reader.decisions.confirm(claim)
    monkeypatch.setattr(resolve, "SECONDS", 0.0)  # an article a transaction
    tied: list[int] = []

    def decides(progress: Progress) -> None:
        if progress.stage == "tying":
            tied.append(progress.done)
            for claim in claims if progress.done == 1 else ():
                reader.decisions.reject(claim)

    assert update(corpus.library, decides, workers=0).stage == "done"
    assert tied == [1, 2, 3]
    assert statuses(corpus.library) == {"rejected"}
    corpus.settled()
    assert everything(corpus.library) == corpus.afresh("afresh")


def test_tying_that_loses_sight_of_what_was_decided_writes_no_more(
    read_once: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = Corpus(tmp_path)
    for name in ("a", "b"):
        (corpus.folder / f"{name}.txt").write_text(f"A Report\n\nAnna Borg said that the tax {name} was a mistake.\n")
    corpus.settled()
    reader = corpus.opened("index")
    for row in corpus.library.claims(ClaimQuery()):
        reader.decisions.confirm(row.claim.id)
    monkeypatch.setattr(resolve, "SECONDS", 0.0)
    kept = reader.judgements.path

    def loses(progress: Progress) -> None:
        if progress.stage == "tying":
            for row in reader.claims(ClaimQuery()):
                reader.decisions.reject(row.claim.id)
            reader.close()
            kept.rename(kept.with_suffix(".away"))

    assert update(corpus.library, loses, workers=0).stage == "stopped"
    assert statuses(corpus.library) == {"rejected"}
    kept.with_suffix(".away").rename(kept)
    corpus.library.judgements.file.look_again()
    corpus.settled()
    assert everything(corpus.library) == corpus.afresh("afresh")
