"""What a cross-reference is made from: the Protocol that the store answers, so that corpus/ never sees SQL.

Built for 100,000 articles: words, postings and columns come whole as arrays, and are cached by `generation`; everything
that has a row for each mention or claim is asked for by article or by place, a page at a time, or as a sum.

Articles have numbers here (the store's own, from 1, never used twice); `keys` turns them into the contract's `article`.
So have claims, whose `claim_ids` are the contract's.
A position is the index of a token in `reading.words.tokens` of that article, break tokens counted.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Literal, Protocol

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from tui.model import Actor, Claim, Days, Mention, Span

POSITION_BITS = 24  # an article has fewer than 16 million tokens

Keys = npt.NDArray[np.int64]  # `article << POSITION_BITS | position`, sorted, without repeats
Ints = npt.NDArray[np.int64]
Part = Literal["content", "source"]  # of a claim


class ArticleColumns(Struct, frozen=True):
    """All articles as parallel arrays, one entry an article, in the order in which they are shown.

    That order is by publication day, then key, articles without a day last. `first` and `last` are days as
    `date.toordinal`, 0 where nothing is proven; `read` is false where only the words are indexed as yet.
    """

    number: Ints
    first: Ints
    last: Ints
    read: npt.NDArray[np.bool_]


class MentionColumns(Struct, frozen=True):
    """Stored mentions as parallel arrays, in no order: the first and the last word of each, the number of its actor,
    and whether it stands for that actor as a metonym does."""

    first: Keys
    last: Keys
    actor: Ints
    metonym: npt.NDArray[np.bool_]


class ArticlePlace(Struct, frozen=True):
    """Code points `start` to `end` of the article with that number."""

    article: int
    start: int
    end: int


class CorpusWords(Protocol):
    """The word index: all that exact and close spellings and descriptions are found with."""

    @property
    def edition(self) -> Hashable:
        """Another one whenever words came, or articles that have some came or went."""
        ...

    def words(self, after: int = 0) -> Sequence[str]:
        """Distinct folded words by their ids, which are 1, 2 and so on and stay; those with ids above `after`."""
        ...

    def spread(self, words: Sequence[int]) -> tuple[Sequence[int], Sequence[Keys | None]]:
        """In how many articles each word stands, and its postings too, where they are so few that they come along."""
        ...

    def postings(self, words: Sequence[int]) -> Sequence[Keys]:
        """Where each word stands in articles that are still there."""
        ...

    def offsets(self, article: int) -> tuple[Ints, Ints]:
        """Start and end, in code points, of every token of the article."""
        ...

    def texts(self, places: Sequence[ArticlePlace]) -> Sequence[str]:
        """The words at these places, in the order asked (which keeps an article's places together)."""
        ...


class Evidence(CorpusWords, Protocol):
    """The whole of it."""

    @property
    def generation(self) -> int:
        """Grows whenever anything in the index changes; what is read whole is kept as long as this stays."""
        ...

    def articles(self) -> ArticleColumns: ...

    def keys(self, articles: Sequence[int]) -> Sequence[str]:
        """The keys of these articles, in the order asked; empty for one that is there no more."""
        ...

    def number(self, key: str) -> int | None: ...

    # actors

    def actor(self, key: str) -> Actor | None: ...

    def actors_called(self, form: str) -> Sequence[Actor]:
        """Actors that have this name or form, letters' case and a leading article aside; most mentioned first."""
        ...

    def name_words(self) -> Iterable[str]:
        """Folded words of names (actors' forms) that at least two mentions of the corpus bear out."""
        ...

    def actor_sums(self, actor: str) -> Sequence[tuple[int, int]]:
        """Articles that mention the actor, with the number of mentions, from sums kept while indexing."""
        ...

    def alike(self, actor: str) -> Sequence[tuple[Actor, str]]:
        """Actors whose names are spelt so much like this one's that they may be it, with why; the likeliest first."""
        ...

    def called_like(self, name: str) -> Sequence[tuple[Actor, str, float]]:
        """Actors one of whose names a name that no text has may stand for: the actor, that name folded, and how likely
        it is, 0 to 100; the likeliest first."""
        ...

    def actor_mentions(self, actor: str, articles: Sequence[int]) -> Sequence[Mention]:
        """The actor's stored mentions in these articles, by article in the order asked, then by place."""
        ...

    def mentions_over(self, places: Sequence[ArticlePlace]) -> Sequence[tuple[ArticlePlace, Mention]]:
        """Stored mentions, of any actor, that overlap these places."""
        ...

    def mentions_at(self, words: Keys) -> MentionColumns:
        """Stored mentions of actors in the articles where these words stand."""
        ...

    def actor_number(self, key: str) -> int | None: ...

    def actor_keys(self, numbers: Iterable[int]) -> Mapping[int, str]:
        """Actor.id by number."""
        ...

    def beside(self, places: Sequence[ArticlePlace]) -> Sequence[tuple[str, int]]:
        """Actor.id and in how many of the sentences that hold these places it is mentioned, most first."""
        ...

    def beside_words(self, words: Keys) -> Sequence[tuple[str, int]]:
        """The same for words of the index, none twice."""
        ...

    def beside_actor(self, actor: str) -> Sequence[tuple[str, int]]:
        """The same for all mentions of an actor, from sums kept while indexing; the actor itself left out."""
        ...

    # claims, by numbers that rise; rejected claims are left out

    def claim(self, key: str) -> Claim | None: ...

    def claim_number(self, key: str) -> int | None: ...

    def claim_ids(self, claims: Sequence[int]) -> Sequence[str]:
        """Claim.id of each, in the order asked."""
        ...

    def claims_over(self, first: Keys, last: Keys, part: Part = "content") -> Ints:
        """Claims whose content (or source) has one of the stretches of words from `first` to `last`, which rise."""
        ...

    def claims_about_actor(self, actor: str) -> Ints:
        """Claims whose content mentions the actor, from what was tied while indexing."""
        ...

    def claims_of_actor(self, actor: str) -> Ints:
        """Claims that the actor holds."""
        ...

    def claims_of_issue(self, issue: str) -> Ints: ...

    def claims_in(self, articles: Sequence[int]) -> Ints: ...

    def claims_on(self, days: Days) -> Ints:
        """Claims said on days that lie within `days`, or whose range of days meets it and is no wider than a month."""
        ...

    # days

    def dated(self, days: Days) -> Sequence[tuple[ArticlePlace, Span]]:
        """Time expressions whose days lie within `days`, each with its sentence, in order of time."""
        ...
