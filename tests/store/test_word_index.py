"""The word index: whatever is written, put together or gone, each word stands where it was put."""

from __future__ import annotations

import sqlite3
from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.store.codec import POSITION_BITS, keys_of, pack_keys
from tui.store.index_file import statements
from tui.store.schema import INDEX
from tui.store.words import word_index
from tui.store.words.postings import WordIndex
from tui.store.words.word_index import Segment, merge_small, numbered

Places = dict[str, list[int]]


def index() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for statement in statements(INDEX):
        connection.execute(statement)
    return connection


def put(connection: sqlite3.Connection, segment: Segment, first: int, texts: list[list[str]], known: Places) -> None:
    for article, forms in enumerate(texts, first):
        distinct, found = numbered(forms)
        segment.add(article, segment.of(distinct)[found])
        for position, form in enumerate(forms):
            known[form].append(article << POSITION_BITS | position)
    segment.flush(connection)


def check(found: WordIndex, known: Places, gone: set[int]) -> None:
    forms = found.words(0)
    assert sorted(forms) == sorted(known)
    ids = list(range(1, len(forms) + 1))
    assert found.words(2) == forms[2:]
    articles, few = found.spread(ids)
    assert articles == [len({key >> POSITION_BITS for key in known[form]}) for form in forms]
    wanted = [[key for key in known[form] if key >> POSITION_BITS not in gone] for form in forms]
    assert [keys.tolist() for keys in found.postings(ids)] == wanted
    assert all(keys is None or keys.tolist() == at for keys, at in zip(few, wanted, strict=True))
    assert found.postings(ids[::-2])[0].tolist() == wanted[-1]


_TEXT = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=40)
_STEP = st.tuples(st.lists(_TEXT, min_size=1, max_size=3), st.booleans(), st.integers(0, 12), st.booleans())


@given(st.lists(_STEP, min_size=1, max_size=8))
def test_words_stand_where_they_were_put(steps: list[tuple[list[list[str]], bool, int, bool]]) -> None:
    connection, segment, known, gone, first = index(), Segment(), defaultdict[str, list[int]](list), set[int](), 1
    found = WordIndex(lambda: connection)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(word_index, "MOST_SMALL", 3)
        patch.setattr(word_index, "MANY", 6)
        for texts, merge, drop, look in steps:
            put(connection, segment, first, texts, known)
            first += len(texts)
            if 0 < drop < first and drop not in gone:
                connection.execute("INSERT INTO gone VALUES (?)", (drop,))
                gone.add(drop)
            if merge:
                merge_small(connection)
            if look:  # now and then, so that it takes what is new and what was put together in all orders
                check(found, known, gone)
    check(found, known, gone)
    check(WordIndex(lambda: connection), known, gone)


def test_segments_and_rows_of_the_lexicon_stay_few() -> None:
    connection, segment, known = index(), Segment(), defaultdict[str, list[int]](list)
    for article in range(1, 100):
        put(connection, segment, article, [[f"word{article}", "common"]], known)
        merge_small(connection)
    for table in ("segments", "lexicon"):
        assert connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] <= word_index.MOST_SMALL
    check(WordIndex(lambda: connection), known, set())


def test_a_reader_goes_by_the_segments_that_are_there() -> None:
    connection, segment, known = index(), Segment(), defaultdict[str, list[int]](list)
    put(connection, segment, 1, [["a"] * 20], known)
    found = WordIndex(lambda: connection)
    check(found, known, set())
    for article in range(2, word_index.MOST_SMALL + 2):
        put(connection, segment, article, [["a"]], known)
    assert merge_small(connection)
    assert found.postings([1])[0].tolist() == known["a"]


_KEYS = st.lists(
    st.tuples(
        st.integers(1, 3) | st.integers(1, 1 << 24), st.integers(0, 40) | st.integers(0, (1 << POSITION_BITS) - 1)
    )
)


@given(st.lists(_KEYS, max_size=6))
def test_keys_are_read_as_they_were_packed(several: list[list[tuple[int, int]]]) -> None:
    every = [sorted({article << POSITION_BITS | position for article, position in keys}) for keys in several]
    packed = [pack_keys(np.array(keys, np.int64)) for keys in every]
    assert [keys.tolist() for keys in keys_of(packed)] == every
