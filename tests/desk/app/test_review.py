"""Going over the claims by keys, from the real store."""

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_keys import press, shown, until
from test_sample import desk

from tui.desk.presentation.review_lines import Looked, passage_of, review_lines
from tui.desk.screens.review import KEPT, ReviewScreen, in_turn, read_skipped
from tui.desk.theme import choose
from tui.model import Article, Block, Claim, Span
from tui.store.library import Library
from tui.store.problems import NotSaved
from tui.store.rows import ClaimRow

WIDE, NARROW = (120, 40), (80, 24)
LOOK = choose({"TERM": "xterm-256color", "LANG": "C.UTF-8"})


async def opened(pilot) -> ReviewScreen:
    await press(pilot, "O")
    await until(pilot, lambda: isinstance(pilot.app.screen, ReviewScreen) and pilot.app.screen.focused is not None)
    return pilot.app.screen


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_one_key_each_and_on_to_the_next_with_progress(library, size):
    app = desk(library)
    async with app.run_test(size=size) as pilot:
        screen = await opened(pilot)
        total = len(screen.rows)
        keys = [row.claim for row in screen.rows[:4]]
        await until(pilot, lambda: f"0 of {total} judged" in shown(app) and "Why look:" in shown(app))
        await press(pilot, "o", "x")
        await until(pilot, lambda: f"2 of {total} judged" in shown(app))
        await press(pilot, "r", *"mixed", "enter")
        await until(pilot, lambda: f"3 of {total} judged" in shown(app))
        assert [library.claim(key).status for key in keys] == ["confirmed", "rejected", "changed", "found"]
        await press(pilot, "u")
        await until(pilot, lambda: f"2 of {total} judged" in shown(app))
        assert library.claim(keys[2]).status == "found"
        assert screen.claim.claim.id == keys[2]
        await press(pilot, "escape")
        await until(pilot, lambda: app.screen is app.desk)
        assert app.desk.panes["claims"].total() == app.state.counts.claims


async def test_it_goes_on_from_last_time_and_shows_what_is_judged_only_if_asked(library):
    app = desk(library)
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        keys = [row.claim for row in screen.rows]
        await press(pilot, "n", "o", "escape")
        await until(pilot, lambda: app.screen is app.desk)
    again = desk(library)
    async with again.run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        assert screen.claim.claim.id == keys[2]
        assert screen.rows[-1].claim == keys[0]
        assert f"1 of {len(keys)} judged" in shown(again)
        await press(pilot, "f")
        await until(pilot, lambda: "all are shown" in shown(again))
        seen = set()
        for _ in keys:
            seen.add(screen.claim.claim.id)
            await press(pilot, "N")
        while screen.claim is not None:
            seen.add(screen.claim.claim.id)
            await press(pilot, "n")
        assert keys[1] in seen
        await until(pilot, lambda: "That was the last" in shown(again))


async def test_a_selection_is_gone_over_alone(library):
    app = desk(library)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "4", "space")
        label = library.label(app.state.selection)
        screen = await opened(pilot)
        await until(pilot, lambda: f"Review of {label}" in shown(app))
        issue = app.state.selection.key
        assert screen.rows
        assert all(row.claim in set(app.state.crossref.claims) for row in screen.rows)
        assert len(screen.rows) < len(library.review.queue())
        assert issue in {row.worth.issue for row in screen.rows}


async def test_what_another_terminal_decided_is_asked_about_and_enter_shows_the_place(library):
    other = Library.open(library.index_file.corpus, library.config, index_dir=library.index_file.path.parent,
                         data_dir=library.data_dir)  # fmt: skip
    app = desk(library)
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        first = screen.claim.claim
        other.decisions.reject(first.id)
        other.close()
        await press(pilot, "o")
        await until(pilot, lambda: "another terminal decided meanwhile" in shown(app))
        assert library.claim(first.id).status == "rejected"
        await press(pilot, "o")
        await until(pilot, lambda: library.claim(first.id).status == "confirmed")
        await press(pilot, "N", "enter")
        await until(pilot, lambda: app.screen is app.desk and app.desk.pane == "reader")
        assert app.desk.reader.article.key == first.article


async def test_what_could_not_be_saved_is_said_and_stays_to_be_looked_at(library, monkeypatch):
    app = desk(library)
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        first = screen.claim.claim.id

        def refuse(*_: object, **__: object) -> int:
            raise NotSaved("NOT saved: the disk is full")

        monkeypatch.setattr(library.judgements, "decide", refuse)
        await press(pilot, "x")
        await until(pilot, lambda: "NOT saved" in shown(app))
        assert screen.claim.claim.id == first
        await until(pilot, lambda: "0 of" in shown(app))


def test_what_was_skipped_comes_last_and_what_was_kept_may_be_anything(library):
    rows = library.review.queue()
    first, second = rows[0].claim, rows[1].claim
    turned = in_turn(rows, [second, first])
    assert [row.claim for row in turned[-2:]] == [second, first]
    assert len(turned) == len(rows)
    assert read_skipped(json.dumps([first])) == [first]
    for kept in (None, "", "{", '{"a": 1}', "[1, 2]", "[" * 100_000, json.dumps(["x" * 10] * 100_000)):
        assert read_skipped(kept) == []
    assert KEPT == "review"


def test_the_queue_has_each_claim_once_and_what_a_person_judged_in_its_place(library):
    rows = library.review.queue()
    assert len({row.claim for row in rows}) == len(rows)
    assert [row.worth.score for row in rows] == sorted((row.worth.score for row in rows), reverse=True)
    library.decisions.confirm(rows[3].claim)
    library.decisions.reject(rows[5].claim)
    again = library.review.queue()
    assert {row.claim for row in again} == {row.claim for row in rows}
    assert {row.claim for row in again if row.judged} == {rows[3].claim, rows[5].claim}


def row_of(text: str, parts: list[tuple[int, int]]) -> ClaimRow:
    spans = [Span(min(a, b), max(a, b)) for a, b in parts]
    claim = Claim("k", "a", "Holm", None, None, (spans[0],), (spans[1],), (spans[2],), "direct", (), "say", None, None,
                  0.5, ())  # fmt: skip
    return ClaimRow(claim, spans[2].of(text), "A title", None, "Holm")


@given(st.text(min_size=1, max_size=300), st.data())
def test_any_text_at_all_is_shown_with_its_claim_and_no_control_reaches_the_terminal(text, data):
    at = st.integers(0, len(text))
    row = row_of(text, [(data.draw(at), data.draw(at)) for _ in range(3)])
    cuts = sorted(data.draw(st.sets(at)) | {0, len(text)})
    sentences = tuple(Span(a, b) for a, b in pairwise(cuts))
    passage = passage_of(row.claim, sentences, text)
    spans = (*row.claim.source, *row.claim.cue, *row.claim.content)
    assert 0 <= passage.start <= min(span.start for span in spans)
    assert max(span.end for span in spans) <= passage.end <= len(text)
    article = Article("a", "a", text, (Block(Span(0, len(text))),))
    for line in review_lines(Looked(row, ("it is so",), "", "", article, sentences, ("a note",)), 60, LOOK, {}):
        assert not any(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 for char in line.plain)


def test_the_passage_is_the_sentence_with_one_before_and_one_after():
    text = "One here. Two here. Holm said so. Four here. Five here."
    sentences = [Span(0, 9), Span(10, 19), Span(20, 33), Span(34, 44), Span(45, 55)]
    row = row_of(text, [(20, 24), (25, 29), (30, 32)])
    assert passage_of(row.claim, sentences, text).of(text) == "Two here. Holm said so. Four here."
    lines = review_lines(Looked(row, (), "", "", Article("a", "a", text, (Block(Span(0, 55)),)), tuple(sentences)), 70,
                         LOOK, {})  # fmt: skip
    words = next(line for line in lines if "Two here." in line.plain)
    assert {role: piece for piece, role in words.pieces}["cue"] == "said"
