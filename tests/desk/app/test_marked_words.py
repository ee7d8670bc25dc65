"""Words marked in the reader by keys: a missed claim is added, a claim's words are set, words are cited and watched."""

import pytest
from test_keys import press, shown, until
from test_sample import desk

from tui.model import Selection

WIDE, NARROW = (120, 40), (80, 24)


async def at_words(pilot, words: str):
    """The reader with the cursor on the first of some words; their article and place."""
    app = pilot.app
    await press(pilot, "0")
    reader = app.desk.reader
    at = reader.article.text.index(words)
    reader.jump(type(reader.unit)(at, at + 1))
    await pilot.pause()
    return reader


async def marked_to(pilot, reader, words: str) -> None:
    """Mark from the cursor to the end of some words."""
    end = reader.article.text.index(words) + len(words)
    await press(pilot, "V")
    while reader.marked.end < end:
        await press(pilot, "l")


async def taken_as(pilot, what: str) -> None:
    await press(pilot, "enter")
    await until(pilot, lambda: pilot.app.screen is not pilot.app.desk and pilot.app.screen.focused is not None)
    await press(pilot, *("space" if char == " " else char for char in what), "enter")
    await until(pilot, lambda: pilot.app.screen is pilot.app.desk)


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_missed_claim_is_added_by_keys_counts_at_once_and_is_undone(library, size):
    app = desk(library)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "1")
        reader = app.desk.reader
        before = library.counts().claims
        article = reader.article
        first, second = article.text.split("\n\n")[2].split()[:2]
        content = " ".join(article.text.split("\n\n")[2].split()[3:7])
        reader = await at_words(pilot, content)
        await marked_to(pilot, reader, content)
        await until(pilot, lambda: "words marked" in shown(app))
        await taken_as(pilot, "content new claim")
        await until(pilot, lambda: "M makes the claim" in shown(app))
        await at_words(pilot, f"{first} {second}")
        await marked_to(pilot, reader, f"{first} {second}")
        await taken_as(pilot, "source new claim")
        await press(pilot, "M")
        await until(pilot, lambda: "Who claims it" in shown(app))
        await press(pilot, *"Holm", "enter")
        await until(pilot, lambda: " on" in shown(app) and "for it" in shown(app))
        issue = app.state.config.issues[0]
        await press(pilot, *issue.name.split()[0], "space", *"against", "enter")
        await until(pilot, lambda: library.counts().claims == before + 1)
        (row,) = [row for row in library.claims(limit=500) if row.status == "added"]
        assert (row.holder, row.stance, row.claim.issues[0]) == ("Holm", "against", issue.id)
        assert row.words == content
        assert row.claim.source[0].of(article.text).split() == [first, second]
        assert reader.claim == row.claim.id
        assert app.desk.panes["claims"].total() == before + 1
        await press(pilot, "u")
        await until(pilot, lambda: library.counts().claims == before)
        assert library.claim(row.claim.id) is None


async def test_a_claims_words_are_set_by_keys(library):
    app = desk(library)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "5", "enter")
        await until(pilot, lambda: app.desk.pane == "reader")
        reader = app.desk.reader
        before = library.claim(reader.claim)
        await press(pilot, "V", "l")
        span = reader.marked
        await press(pilot, "enter")
        await until(pilot, lambda: "is" in shown(app) and app.screen is not app.desk)
        await press(pilot, *"content", "space", *"of:", "enter")
        await until(pilot, lambda: "its content is what you marked" in shown(app))
        after = library.claim(before.claim.id)
        assert after.claim.content == (span,)
        assert (after.status, after.claim.source, after.claim.stances) == (
            "changed", before.claim.source, before.claim.stances
        )  # fmt: skip
        await press(pilot, "u")
        await until(pilot, lambda: library.claim(before.claim.id).claim == before.claim)


async def test_esc_marks_none_then_gives_the_claim_up_and_only_then_goes_back(library):
    app = desk(library)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "0", "j", "V", "l")
        reader = app.desk.reader
        assert reader.marked is not None
        await taken_as(pilot, "content new claim")
        await press(pilot, "V", "escape")
        assert reader.marked is None
        assert app.desk.words.draft.content
        await press(pilot, "escape")
        await until(pilot, lambda: "given up" in shown(app))
        assert not app.desk.words.draft.content
        assert reader.draft[1] == ()


async def test_marked_words_are_cited_and_watched(library):
    app = desk(library)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "0", "j", "j", "V", "l", "l")
        reader = app.desk.reader
        words = " ".join(reader.marked.of(reader.article.text).split())
        assert app.desk.navigate.under_cursor() == Selection("term", words)
        assert words in " ".join(app.desk.cite.cited().split())
        await press(pilot, "W")
        await until(pilot, lambda: words[:20] in shown(app) and app.screen is not app.desk)


async def test_without_a_content_no_claim_is_made(library):
    app = desk(library)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "0", "M")
        await until(pilot, lambda: "Mark what is claimed first" in shown(app))
        await press(pilot, "V", "l")
        await taken_as(pilot, "cue new claim")
        await until(pilot, lambda: "Now the content" in shown(app))
        await press(pilot, "M")
        assert app.screen is app.desk
        assert library.decisions.history() == []


async def test_what_could_not_be_saved_is_said_and_the_marked_words_stay(library, monkeypatch):
    from tui.store.problems import NotSaved

    def refuse(*_: object, **__: object) -> int:
        raise NotSaved("NOT saved: the disk is full")

    app = desk(library)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "0", "j", "V", "l")
        await taken_as(pilot, "content new claim")
        monkeypatch.setattr(library.judgements, "decide", refuse)
        await press(pilot, "M", *"Holm", "enter")
        await until(pilot, lambda: "Holm on" in shown(app))
        await press(pilot, "enter")
        await until(pilot, lambda: "NOT saved" in shown(app))
        assert app.desk.words.draft.content
