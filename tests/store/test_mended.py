"""Actors, places and articles mended by hand: kept, undone, the same whatever is read again, added or killed."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.folders import folder_of
from tui.config import Config, StatedActor
from tui.index.update import update
from tui.model import Issue, Span
from tui.store.exchange import Travelling, checked, leaving, take_in
from tui.store.library import Library
from tui.store.problems import Refused, Stale
from tui.store.query import ArticleQuery

TOLD = {
    "a": "Karl Lindqvist said on Monday that the harbour tax was fair. Lindqvist smiled.",
    "b": "Lindqvist said on Tuesday that the harbour tax was too high. Ships came to the harbour.",
    "c": "Joerg Ivanov said on Friday that the harbour tax would go. Jörg Ivanov said the harbour tax was unfair."
    " Joerg Ivanov smiled.",
}
ADDED = "Ada Lindqvist said on Friday that the harbour tax was a mistake. The baker left."
TAX = Issue("tax", "Harbour tax", ("harbour tax",), proposition="The harbour tax should be kept")
CONFIG = Config(issues=(TAX,))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return folder_of(TOLD, tmp_path)


def opened(corpus: Path, config: Config = CONFIG, data: str = "data") -> Library:
    library = Library.open(corpus, config, index_dir=corpus.parent / "index", data_dir=corpus.parent / data)
    update(library, workers=0)
    return library


@pytest.fixture
def library(corpus: Path) -> Iterator[Library]:
    library = opened(corpus)
    yield library
    library.close()


def id_of(library: Library, name: str) -> str:
    actor = library.actor(name)
    assert actor is not None, name
    return actor.id


def persons(library: Library) -> dict[str, int]:
    return {row["name"]: len(row["mentions"]) for row in library.rows.actors() if row["kind"] == "person"}


def holders(library: Library, article: str) -> list[str | None]:
    return [row["holder"] for row in library.rows.claims() if row["article"] == f"{article}.txt"]


def words_in(library: Library, article: str, words: str, nth: int = 0) -> Span:
    whole = library.article(f"{article}.txt")
    assert whole is not None
    start = -1
    for _ in range(nth + 1):
        start = whole.text.index(words, start + 1)
    return Span(start, start + len(words))


def all_rows(library: Library) -> list[Any]:
    asked = library.rows
    return [*asked.claims(), *asked.actors(), *asked.articles(), *asked.dates(), *asked.timeline()]


# --- actors


def test_any_two_are_made_one_and_parted_again(library: Library) -> None:
    assert persons(library) == {"Karl Lindqvist": 3, "Joerg Ivanov": 3}
    library.decisions.merge(id_of(library, "Karl Lindqvist"), id_of(library, "Joerg Ivanov"))
    update(library, workers=0)
    assert list(persons(library).values()) == [6]
    why = library.why("actor", id_of(library, "Karl Lindqvist"))
    assert "By hand: “Karl Lindqvist” and “Joerg Ivanov” are one." in why
    assert len(set(holders(library, "c") + holders(library, "a"))) == 1
    undone = library.decisions.undo()
    assert undone is not None
    update(library, workers=0)
    assert persons(library) == {"Karl Lindqvist": 3, "Joerg Ivanov": 3}


def test_a_wrong_merge_by_rule_is_split_and_stays_so(library: Library, corpus: Path) -> None:
    library.decisions.take_out(id_of(library, "Joerg Ivanov"), "Jörg Ivanov")
    assert library.decisions.history()[0].what == "“Jörg Ivanov” is not Joerg Ivanov"
    update(library, workers=0)
    assert persons(library) == {"Karl Lindqvist": 3, "Joerg Ivanov": 2, "Jörg Ivanov": 1}
    assert holders(library, "c") == ["Joerg Ivanov", "Jörg Ivanov"]
    before = all_rows(library)
    library.close()
    shutil.rmtree(corpus.parent / "index")
    again = opened(corpus)
    assert all_rows(again) == before
    (corpus / "d.txt").write_text("A Report From D Today\n\nJörg Ivanov said on Monday that ships were late.\n")
    update(again, workers=0)
    assert persons(again)["Jörg Ivanov"] == 2
    again.decisions.merge(id_of(again, "Jörg Ivanov"), id_of(again, "Joerg Ivanov"))
    update(again, workers=0)
    assert persons(again) == {"Karl Lindqvist": 3, "Jörg Ivanov": 4}
    again.close()


def test_a_form_that_a_merge_by_hand_brought_is_parted_and_may_be_merged_again(library: Library) -> None:
    one, other = id_of(library, "Karl Lindqvist"), id_of(library, "Joerg Ivanov")
    library.decisions.merge(one, other)
    update(library, workers=0)
    whole = library.actor("Karl Lindqvist")
    assert whole is not None
    library.decisions.take_out(whole.id, "Joerg Ivanov")
    update(library, workers=0)
    assert persons(library) == {"Karl Lindqvist": 3, "Joerg Ivanov": 3}
    library.decisions.merge(id_of(library, "Karl Lindqvist"), id_of(library, "Joerg Ivanov"))
    update(library, workers=0)
    assert len(persons(library)) == 1


def test_one_mention_is_the_other_and_the_claim_says_by_hand(library: Library, corpus: Path) -> None:
    (corpus / "d.txt").write_text(f"A Report From D Today\n\n{ADDED}\n")
    update(library, workers=0)
    assert holders(library, "b") == ["Lindqvist"]  # two bear the name
    ada = id_of(library, "Ada Lindqvist")
    library.decisions.means("b.txt", words_in(library, "b", "Lindqvist"), ada)
    update(library, workers=0)
    assert holders(library, "b") == ["Ada Lindqvist"]
    assert holders(library, "a") == ["Karl Lindqvist"]
    (claim,) = (row for row in library.rows.claims() if row["article"] == "b.txt")
    assert any("By hand: “Lindqvist” here is “Ada Lindqvist”" in why for why in claim["why"])
    assert "b.txt: By hand: “Lindqvist” here is “Ada Lindqvist”." in library.why("actor", ada)
    library.decisions.undo()
    update(library, workers=0)
    assert holders(library, "b") == ["Lindqvist"]


def test_one_mention_or_all_of_an_article_are_taken_out_of_an_actor(library: Library) -> None:
    library.decisions.means("a.txt", words_in(library, "a", "Lindqvist", 1), None)
    update(library, workers=0)
    assert persons(library)["Karl Lindqvist"] == 2
    library.decisions.means("b.txt", words_in(library, "b", "Lindqvist"), None, whole=True)
    update(library, workers=0)
    assert persons(library)["Karl Lindqvist"] == 1
    assert holders(library, "b") == ["Lindqvist"]


def test_a_place_is_found_again_where_its_file_was_changed_and_moved(library: Library, corpus: Path) -> None:
    library.decisions.means("b.txt", words_in(library, "b", "Lindqvist"), id_of(library, "Joerg Ivanov"))
    update(library, workers=0)
    assert holders(library, "b") == ["Joerg Ivanov"]
    (corpus / "b.txt").rename(corpus / "moved.txt")
    update(library, workers=0)
    assert holders(library, "moved") == ["Joerg Ivanov"]
    (corpus / "moved.txt").rename(corpus / "b.txt")
    text = (corpus / "b.txt").read_text()
    (corpus / "b.txt").write_text(text.replace("Today\n\n", "Today\n\nThe sea was calm. ") + "The end.\n")
    update(library, workers=0)
    assert holders(library, "b") == ["Joerg Ivanov"]


def test_what_an_actor_is_called_shows_in_every_list_and_its_id_lasts(library: Library) -> None:
    actor = id_of(library, "Karl Lindqvist")
    library.decisions.rename(actor, "Mayor  Lindqvist of Holm")
    update(library, workers=0)
    assert id_of(library, "Mayor Lindqvist of Holm") == actor
    assert holders(library, "a") == ["Mayor Lindqvist of Holm"]
    assert next(row["name"] for row in library.rows.actors() if row["actor"] == actor) == "Mayor Lindqvist of Holm"
    found = [found.label for found in library.find("mayor lindqvist") if found.kind == "actor"]
    assert found == ["Mayor Lindqvist of Holm"]
    with pytest.raises(Refused, match="another actor is called Joerg Ivanov"):
        library.decisions.rename(actor, "Joerg Ivanov")
    library.decisions.rename(actor, "")
    update(library, workers=0)
    assert holders(library, "a") == ["Karl Lindqvist"]


def test_a_holder_written_by_hand_follows_the_name_of_its_actor(library: Library) -> None:
    (claim,) = (row for row in library.rows.claims() if row["article"] == "b.txt")
    library.decisions.change(claim["id"], holder="Joerg Ivanov")
    library.decisions.rename(id_of(library, "Joerg Ivanov"), "The Other")
    update(library, workers=0)
    assert holders(library, "b") == ["The Other"]
    assert [row["id"] for row in library.rows.claims(by="The Other") if row["article"] == "b.txt"] == [claim["id"]]


def test_a_side_and_an_office_by_hand_hold_on_their_days(library: Library) -> None:
    actor = id_of(library, "Karl Lindqvist")
    library.decisions.write_article("a.txt", "day", "2031-04-07")
    library.decisions.write_article("b.txt", "day", "2031-06-10")
    library.decisions.add_side(actor, "Fishers of Holm", date(2031, 4, 1), date(2031, 4, 30))
    library.decisions.add_role(actor, "harbour master", "the harbour board", date(2031, 4, 1))
    update(library, workers=0)
    sides = {row["article"]: (row["side"], row["why"]) for row in library.rows.claims()}
    assert sides["a.txt"][0] == "Fishers of Holm"
    assert any("By hand: Karl Lindqvist speaks for Fishers of Holm" in why for why in sides["a.txt"][1])
    assert sides["b.txt"][0] != "Fishers of Holm"
    roles = [role for role in library.roles(actor) if role.by_hand]
    assert [(role.role, role.of, role.first, role.last) for role in roles] == [
        ("harbour master", None, date(2031, 4, 1), None)
    ]
    listed = next(row for row in library.rows.actors() if row["actor"] == actor)
    assert "By hand: speaks for Fishers of Holm, 2031-04-01 to 2031-04-30." in listed["why"]
    (side,) = (said for said in library.decisions.said_of_actor(actor) if said.field == "side")
    library.decisions.add_side(actor, "Bakers", date(2031, 4, 1), None, instead=side)
    update(library, workers=0)
    assert {row["side"] for row in library.rows.claims() if row["article"] in ("a.txt", "b.txt")} == {"Bakers"}
    library.decisions.undo()
    update(library, workers=0)
    assert {row["article"]: row["side"] for row in library.rows.claims()}["a.txt"] == "Fishers of Holm"


def test_what_stands_is_listed_and_each_is_taken_back_by_itself(library: Library) -> None:
    actor = id_of(library, "Joerg Ivanov")
    library.decisions.take_out(actor, "Jörg Ivanov")
    library.decisions.rename(actor, "S. I.")
    library.decisions.set_kind(actor, "group")
    library.decisions.means("b.txt", words_in(library, "b", "Lindqvist"), actor)
    said = library.decisions.said_of_actor(actor)
    assert [one.field or one.kind for one in said] == ["out", "name", "kind", "mention"]
    for one in (said[1], said[3]):
        library.decisions.take_back(one)
    update(library, workers=0)
    assert [one.field for one in library.decisions.said_of_actor(actor)] == ["out", "kind"]
    found = library.actor("Joerg Ivanov")
    assert found is not None
    assert (found.kind, [form for form, _ in found.forms]) == ("group", ["Joerg Ivanov"])
    assert holders(library, "b") == ["Karl Lindqvist"]


def test_the_list_of_what_was_decided_names_the_actor_and_the_article(library: Library) -> None:
    actor = id_of(library, "Karl Lindqvist")
    library.decisions.rename(actor, "The Mayor")
    library.decisions.means("b.txt", words_in(library, "b", "Lindqvist"), None)
    library.decisions.write_article("a.txt", "outlet", "Holm Courier")
    library.decisions.merge(actor, id_of(library, "Joerg Ivanov"))
    update(library, workers=0)
    rows, actor = library.review.decided(), id_of(library, "The Mayor")
    assert [(row.kind, row.selection and row.selection.key) for row in rows] == [
        ("merge", actor), ("article", "a.txt"), ("mention", "b.txt"), ("actor", actor)
    ]  # fmt: skip
    library.decisions.take_back_change(rows[3].number)  # the oldest, the others stay
    update(library, workers=0)
    assert {row["holder"] for row in library.rows.claims() if row["article"] == "a.txt"} != {"The Mayor"}


def test_what_config_yaml_states_is_refused_with_its_reason(corpus: Path) -> None:
    stated = StatedActor("Karl Lindqvist", "person", ("Lindqvist",))
    config = Config(actors=(stated,), never_same=(("Joerg Ivanov", "Karl Lindqvist"),))
    library = opened(corpus, config)
    actor = id_of(library, "Karl Lindqvist")
    for refused, said in (
        (lambda: library.decisions.rename(actor, "X"), "config.yaml calls it Karl Lindqvist"),
        (lambda: library.decisions.set_kind(actor, "group"), "config.yaml states what kind"),
        (lambda: library.decisions.take_out(actor, "Lindqvist"), "config.yaml states that both are"),
        (
            lambda: library.decisions.merge(id_of(library, "Joerg Ivanov"), id_of(library, "Karl Lindqvist")),
            "config.yaml keeps them apart",
        ),
    ):
        with pytest.raises(Refused, match=said):
            refused()
    assert library.decisions.history() == []
    library.close()


def test_two_terminals_ask_once_before_one_decides_otherwise(corpus: Path) -> None:
    mine, theirs = opened(corpus), opened(corpus)
    actor = id_of(mine, "Karl Lindqvist")
    theirs.decisions.rename(actor, "Theirs")
    with pytest.raises(Stale, match="it is called “Theirs”"):
        mine.decisions.rename(actor, "Mine")
    mine.decisions.rename(actor, "Mine")
    update(mine, workers=0)
    assert holders(mine, "a") == ["Mine"]
    mine.close()
    theirs.close()


def test_what_another_coder_said_is_put_off_and_stays_theirs(corpus: Path) -> None:
    theirs, mine = opened(corpus, Config(coder="them")), opened(corpus, Config(coder="me"))
    actor = id_of(mine, "Karl Lindqvist")
    theirs.decisions.rename(actor, "Theirs")
    update(mine, workers=0)
    assert holders(mine, "a") == ["Theirs"]
    (said,) = mine.decisions.said_of_actor(actor)
    assert said.coder == "them"
    mine.decisions.take_back(said)
    update(mine, workers=0)
    assert (holders(mine, "a"), mine.decisions.said_of_actor(actor)) == (["Karl Lindqvist"], [])
    update(theirs, workers=0)
    assert holders(theirs, "a") == ["Theirs"]
    mine.close()
    theirs.close()


DECIDER = textwrap.dedent(
    """
    import os, signal, sys
    from pathlib import Path
    from tui.config import Config
    from tui.store.library import Library
    place = Path(sys.argv[1])
    library = Library.open(place / "corpus", Config(), index_dir=place / "index", data_dir=place / "data")
    actor = library.actor("Joerg Ivanov")
    library.decisions.take_out(actor.id, "Jörg Ivanov")
    library.decisions.write_article("b.txt", "day", "2031-06-10")
    os.kill(os.getpid(), signal.SIGKILL)
    """
)


def test_a_kill_between_a_decision_and_its_tying_loses_neither(library: Library, corpus: Path) -> None:
    library.close()
    killed = subprocess.run([sys.executable, "-c", DECIDER, str(corpus.parent)], check=False)
    assert killed.returncode == -signal.SIGKILL
    again = opened(corpus)
    assert set(persons(again)) == {"Karl Lindqvist", "Joerg Ivanov", "Jörg Ivanov"}
    assert {row["article"]: row["published"] for row in again.rows.articles()}["b.txt"] == "2031-06-10"
    again.close()


def test_only_what_a_decision_touches_is_resolved_again(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    from tui.index.resolve import Resolver

    done: list[int] = []
    resolve: Callable[..., None] = Resolver._resolve_one
    monkeypatch.setattr(Resolver, "_resolve_one", lambda self, n, *rest: (done.append(n), resolve(self, n, *rest)))

    def touched() -> set[str]:
        done.clear()
        update(library, workers=0)
        return {library.view.one("SELECT key FROM articles WHERE id = ?", number).decode() for number in done}

    assert touched() == set()
    library.decisions.rename(id_of(library, "Joerg Ivanov"), "The Other")
    assert touched() == {"c.txt"}
    library.decisions.means("b.txt", words_in(library, "b", "Lindqvist"), None)
    assert touched() == {"b.txt"}
    library.decisions.write_article("a.txt", "day", "2031-04-07")
    assert touched() == {"a.txt"}
    library.decisions.write_article("a.txt", "title", "Another")
    assert touched() == set()
    library.decisions.undo()
    library.decisions.undo()
    assert touched() == {"a.txt"}


# --- articles


def article(library: Library, key: str = "b.txt") -> dict[str, Any]:
    return next(row for row in library.rows.articles() if row["article"] == key)


def test_a_day_by_hand_places_the_article_s_times_and_claims_anew(library: Library) -> None:
    library.decisions.write_article("b.txt", "day", "2031-06-12")
    update(library, workers=0)
    row = article(library)
    assert (row["published"], row["published_from"]) == ("2031-06-12", "meta")
    assert row["published_why"].startswith("set by hand on ")
    times = {row["text"]: row["value"] for row in library.rows.dates() if row["article"] == "b.txt"}
    assert times == {"Today": "2031-06-12", "Tuesday": "2031-06-10"}
    assert [row["date"] for row in library.rows.claims() if row["article"] == "b.txt"] == ["2031-06-10"]
    assert any("set by hand on" in why for why in library.why("article", "b.txt"))
    library.decisions.write_article("b.txt", "day", "2031-06 / 2031-07")
    update(library, workers=0)
    assert article(library)["published"] == "2031-06-01/2031-07-31"
    with pytest.raises(Refused, match="is no day"):
        library.decisions.write_article("b.txt", "day", "2031-02-30")
    library.decisions.undo()
    library.decisions.undo()
    update(library, workers=0)
    assert article(library)["published"] is None


def test_a_day_by_hand_says_what_the_file_says(library: Library, corpus: Path) -> None:
    (corpus / "b.meta.yaml").write_text("published: 2030-01-05\n")
    update(library, workers=0)
    library.decisions.write_article("b.txt", "day", "2031-06-12")
    update(library, workers=0)
    assert "without that it would be 2030-01-05" in article(library)["published_why"]


def test_title_outlet_and_author_show_at_once_and_are_found_and_undone(library: Library) -> None:
    before = article(library)
    library.decisions.write_article("b.txt", "title", "The Zebrafish Levy")
    library.decisions.write_article("b.txt", "outlet", "Holm Courier")
    library.decisions.write_article("b.txt", "author", "Nora Vik")
    row = article(library)
    assert (row["title"], row["outlet"], row["author"]) == ("The Zebrafish Levy", "Holm Courier", "Nora Vik")
    assert [one.outlet for one in library.articles(ArticleQuery(matching="zebrafish"))] == ["Holm Courier"]
    assert {one.title for one in library.claims() if one.claim.article == "b.txt"} == {"The Zebrafish Levy"}
    assert library.decisions.written("b.txt") == {
        "title": "The Zebrafish Levy", "outlet": "Holm Courier", "author": "Nora Vik"
    }  # fmt: skip
    for _ in range(3):
        library.decisions.undo()
    assert article(library) == before
    assert library.articles(ArticleQuery(matching="zebrafish")) == []


def test_what_was_written_of_an_article_follows_it_and_is_in_a_new_index(library: Library, corpus: Path) -> None:
    library.decisions.write_article("b.txt", "title", "The Zebrafish Levy")
    library.decisions.write_article("b.txt", "day", "2031-06-12")
    (corpus / "deep").mkdir()
    (corpus / "b.txt").rename(corpus / "deep" / "b.txt")
    update(library, workers=0)
    moved = article(library, "deep/b.txt")
    assert (moved["title"], moved["published"]) == ("The Zebrafish Levy", "2031-06-12")
    rows = all_rows(library)
    library.close()
    shutil.rmtree(corpus.parent / "index")
    again = opened(corpus)
    assert all_rows(again) == rows
    (corpus / "deep" / "b.txt").write_text("Another Title\n\nLindqvist said on Tuesday that ships would come.\n")
    update(again, workers=0)
    assert article(again, "deep/b.txt")["title"] == "Another Title"  # b.txt was its key when it was written
    again.decisions.write_article("deep/b.txt", "title", "Mine")
    (corpus / "deep" / "b.txt").write_text("A Third Title\n\nLindqvist said on Tuesday that ships would come.\n")
    update(again, workers=0)
    assert article(again, "deep/b.txt")["title"] == "Mine"
    (corpus / "deep" / "b.txt").unlink()
    update(again, workers=0)
    assert [row["article"] for row in again.rows.articles()] == ["a.txt", "c.txt"]
    again.close()


def test_what_was_written_of_a_changed_article_is_taken_back_as_a_whole(library: Library, corpus: Path) -> None:
    library.decisions.write_article("b.txt", "outlet", "Holm Courier")
    (corpus / "b.txt").write_text("Another Title\n\nLindqvist said on Tuesday that ships would come.\n")
    update(library, workers=0)
    assert library.decisions.written("b.txt") == {"outlet": "Holm Courier"}
    library.decisions.write_article("b.txt", "outlet", "")
    assert (article(library)["outlet"], library.decisions.written("b.txt")) == (None, {})
    library.decisions.undo()
    assert article(library)["outlet"] == "Holm Courier"
    library.decisions.write_article("b.txt", "outlet", "Another Courier")
    assert article(library)["outlet"] == "Another Courier"
    library.decisions.undo()
    assert article(library)["outlet"] == "Holm Courier"


def test_what_was_written_in_one_corpus_says_nothing_of_another_s_files(library: Library, tmp_path: Path) -> None:
    library.decisions.write_article("b.txt", "title", "Mine")
    library.decisions.means("b.txt", words_in(library, "b", "Lindqvist"), None)
    (tmp_path / "deep").mkdir()
    told = {"b": "Ada Lindqvist said on Friday that it rained.", "x": "The baker said on Monday that bread was dear."}
    folder = folder_of(told, tmp_path / "deep")
    other = Library.open(folder, CONFIG, index_dir=tmp_path / "index of the other", data_dir=tmp_path / "data")
    update(other, workers=0)
    assert article(other)["title"] == "A Report From B Today"
    assert "Ada Lindqvist" in persons(other)
    assert other.decisions.written("b.txt") == {}
    other.close()


def test_nothing_that_is_written_reaches_what_is_read(library: Library, corpus: Path) -> None:
    """A reading rests on the file alone, so that it is the same whenever something was written."""
    library.decisions.write_article("b.txt", "author", "Karl Lindqvist")
    library.decisions.write_article("b.txt", "title", "Speech by Karl Lindqvist")
    library.close()
    shutil.rmtree(corpus.parent / "index")
    again, other = opened(corpus), opened(corpus, data="none")
    mine, theirs = ([row for row in one.rows.claims() if row["article"] == "b.txt"] for one in (again, other))
    assert mine == theirs
    again.close()
    other.close()


# --- any words at all, and what comes from elsewhere


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec=None), min_size=1, max_size=60))
def test_any_text_is_a_name_and_a_title_and_comes_back_as_it_was(library: Library, words: str) -> None:
    actor = next(row["actor"] for row in library.rows.actors())
    title = article(library)["title"]
    library.decisions.rename(actor, words)
    library.decisions.write_article("b.txt", "title", words)
    library.decisions.write_article("b.txt", "outlet", words)
    update(library, workers=0)
    whole = " ".join(words.split())
    shown = library.actor(actor)
    assert shown is not None
    if whole:
        assert shown.name == whole.encode("utf-8", "replace").decode()
        assert article(library)["title"] == article(library)["outlet"] == shown.name
    while article(library)["title"] != title or library.decisions.said_of_actor(actor):
        assert library.decisions.undo() is not None
    update(library, workers=0)


def test_what_was_mended_travels_to_another_machine(library: Library, corpus: Path) -> None:
    library.decisions.take_out(id_of(library, "Joerg Ivanov"), "Jörg Ivanov")
    library.decisions.add_side(id_of(library, "Karl Lindqvist"), "Bakers")
    library.decisions.means("b.txt", words_in(library, "b", "Lindqvist"), None)
    library.decisions.write_article("a.txt", "day", "2031-04-07")
    parcel = [checked(row) for row in leaving(library.judgements)]
    library.close()
    other = opened(corpus, data="elsewhere")
    take_in(other.judgements, parcel, {}, "import")
    update(other, workers=0)
    assert "Jörg Ivanov" in persons(other)
    assert holders(other, "b") == ["Lindqvist"]
    assert {row["article"]: (row["side"], row["date"]) for row in other.rows.claims()}["a.txt"][0] == "Bakers"
    assert article(other, "a.txt")["published"] == "2031-04-07"
    other.close()


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        ("actor", {"set": "out", "form": "A", "form_kind": "person"}),
        ("actor", {"set": "kind", "form": "A", "form_kind": "person", "value": "ghost"}),
        ("actor", {"set": "side", "form": "A", "form_kind": "person", "value": "B", "first": "soon"}),
        ("mention", {"article": "d", "key": "k", "start": 9, "end": 2, "words": "", "before": "", "after": ""}),
        ("article", {"article": "d", "key": "k", "field": "day", "value": "soon"}),
    ],
)
def test_what_is_no_decision_is_refused_where_it_comes_in(kind: str, state: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=f'the state of a "{kind}" is not one'):
        checked(Travelling(kind, "s", "ada", "2031-04-07T00:00:00+00:00", "u", state))
