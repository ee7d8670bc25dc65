"""Which articles would be tied otherwise now, found by what they ask and what is answered otherwise than before.

Of each question the digest of its answer is kept, of each article which questions it asks. An article none of whose
questions got another answer is not looked at. Where what is kept is not of the same code, the same decisions and a run
that came to its end, all articles are looked at.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections import defaultdict
from collections.abc import Iterable

import msgspec
import numpy as np
import numpy.typing as npt
from msgspec import Struct

from tui.corpus.actors.asked import Question, in_general
from tui.corpus.actors.merge import Actors
from tui.corpus.actors.name_forms import ArticleForms
from tui.index.streams import forms_from
from tui.store.codec import unsqueeze
from tui.store.sqlite import name
from tui.store.tables import kept

_NAME = "answers"
_DIGEST = 8  # bytes
_questions = msgspec.msgpack.Decoder(tuple[Question, ...])
Numbers = npt.NDArray[np.int64]


class KeptAnswers(Struct, frozen=True):
    """`answers` has a digest for each of `questions`, `alone` one for each of `articles` of what is answered to it
    alone; `asked` are the numbers of the questions of all articles, one after the other, `counts` how many each has."""

    questions: tuple[Question, ...]
    answers: bytes
    articles: bytes
    alone: bytes
    counts: bytes
    asked: bytes


def of_forms(forms: ArticleForms) -> set[Question]:
    """What every article asks: whom its own names mean."""
    return {Question("form", (row.form, row.kind)) for row in forms.forms}


def asked_by(forms: bytes, others: bytes | None) -> set[Question]:
    """All that an article asks, by what is stored of it."""
    return {*of_forms(forms_from(forms)), *(_questions.decode(unsqueeze(others)) if others else ())}


class Answers:
    """What the actors answer now beside what they answered when all articles were tied last."""

    def __init__(self, connection: sqlite3.Connection, actors: Actors, version: str) -> None:
        self._connection = connection
        self._actors = actors
        self._version = version
        self._before = kept.taken_up(connection, _NAME, version, KeptAnswers)
        self._now: list[bytes] = []
        self._alone: dict[int, bytes] = {}
        self._numbers = {question: at for at, question in enumerate(self._before.questions if self._before else ())}
        self._noted: dict[int, bytes] = {}  # the numbers of questions, four bytes each

    def note(self, article: int, asked: Iterable[Question]) -> None:
        """What an article asks that is tied anew."""
        numbers = self._numbers
        told = sorted(numbers.setdefault(question, len(numbers)) for question in asked)
        self._noted[article] = np.array(told, dtype="<i4").tobytes()

    def changed(self) -> list[int] | None:
        """Numbers of the articles that got another answer, or whose answers are not known; None where all are."""
        self._alone = self._told_alone()
        before = self._before
        if before is None:
            return None
        self._now = [in_general(self._actors, question, _DIGEST) for question in before.questions]
        now = np.frombuffer(b"".join(self._now), dtype="<u8")
        other = now != np.frombuffer(before.answers, dtype="<u8")
        articles, asked, ends = self._asked()
        touched = np.concatenate(([0], np.cumsum(other[asked])))[np.concatenate(([0], ends))]
        found = set(articles[np.diff(touched) > 0].tolist())
        alone = [before.alone[at : at + _DIGEST] for at in range(0, len(before.alone), _DIGEST)]
        there = articles.tolist()
        nothing = bytes(_DIGEST)
        found.update(
            number for number, was in zip(there, alone, strict=True) if self._alone.get(number, nothing) != was
        )
        known = set(there)
        found.update(
            number for (number,) in self._connection.execute("SELECT article FROM names") if number not in known
        )
        return sorted(found)

    def forget(self) -> None:
        """Nothing holds until all is tied; within the caller's transaction."""
        kept.forget(self._connection, _NAME)

    def keep(self) -> None:
        """Keep what holds now that all is tied; within the caller's transaction."""
        lists: dict[int, bytes] = {}
        if self._before is not None:
            articles, _, ends = self._asked()
            bounds = [0, *(4 * ends).tolist()]
            for article, at, end in zip(articles.tolist(), bounds, bounds[1:], strict=False):
                lists[article] = self._before.asked[at:end]
        there = {number for (number,) in self._connection.execute("SELECT article FROM names")}
        for number in there - lists.keys() - self._noted.keys():  # tied by an earlier run that did not come to its end
            row = self._connection.execute(
                "SELECT n.forms, q.data FROM names n LEFT JOIN asked q ON q.article = n.article WHERE n.article = ?",
                (number,),
            ).fetchone()
            self.note(number, asked_by(*row))
        lists.update(self._noted)
        numbers = sorted(there)
        every = np.frombuffer(b"".join(lists[number] for number in numbers), dtype="<i4")
        used, places = np.unique(every, return_inverse=True)
        named = list(self._numbers)
        answered = self._now + [in_general(self._actors, question, _DIGEST) for question in named[len(self._now) :]]
        nothing = bytes(_DIGEST)
        value = KeptAnswers(
            tuple(named[at] for at in used.tolist()),
            b"".join(answered[at] for at in used.tolist()),
            np.array(numbers, dtype="<i8").tobytes(),
            b"".join(self._alone.get(number, nothing) for number in numbers),
            np.array([len(lists[number]) // 4 for number in numbers], dtype="<i4").tobytes(),
            places.astype("<i4").tobytes(),
        )
        kept.keep(self._connection, _NAME, self._version, value)

    def _asked(self) -> tuple[Numbers, npt.NDArray[np.int32], Numbers]:
        """The articles, the questions of all, and where those of each end."""
        before = self._before
        assert before is not None
        counts = np.frombuffer(before.counts, dtype="<i4")
        return (
            np.frombuffer(before.articles, dtype="<i8"),
            np.frombuffer(before.asked, dtype="<i4"),
            np.cumsum(counts, dtype=np.int64),
        )

    def _told_alone(self) -> dict[int, bytes]:
        """Of each article that is answered otherwise than others a digest of what."""
        told: dict[str, list[tuple[str, tuple[str, str]]]] = defaultdict(list)
        for article, node, answer in self._actors.in_single_articles():
            told[article].append((node, answer))
        numbers = self._connection.execute("SELECT id, key FROM articles")
        return {number: _digest(sorted(told[key])) for number, at in numbers if (key := name(at)) in told}


def _digest(told: Iterable[object]) -> bytes:
    return hashlib.blake2b(repr(told).encode("utf-8", "replace"), digest_size=_DIGEST).digest()
