"""A share of a corpus read here for an index elsewhere: no index is made, and nothing of the corpus is written to.

Which share an article belongs to follows from its digest, so that the parts of a corpus can be read anywhere and in
any order, each article in exactly one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from tui import documents
from tui.index.pool import Numbered, ReadArticle, Readers, chunked, read_here
from tui.model import Article, Problem


class Part(Struct, frozen=True):
    """The `number`th of `of` shares, counted from 1."""

    number: int = 1
    of: int = 1

    def has(self, article: Article) -> bool:
        return int(article.digest[:8], 16) % self.of == self.number - 1


def read_part(
    corpus: Path,
    part: Part,
    pipeline: str,
    workers: int,
    problems: Callable[[Problem], None],
    progress: Callable[[int], None] = lambda done: None,
    fields: Mapping[str, Sequence[str]] | None = None,
) -> Iterator[tuple[str, ReadArticle]]:
    """The digest and reading of each article of a part, each digest once, in no order.

    What cannot be read is handed to `problems`. Raises OSError where the corpus cannot be looked at, ModelMissing
    where the language model is not installed.
    """
    digests: list[str] = []
    chunks = chunked(_numbered(corpus, part, digests, problems, fields))
    if workers > 0:
        results = Readers(pipeline, workers, niceness=0).results(chunks, lambda: False)
    else:
        results = read_here(pipeline, chunks)
    done = 0
    for result in results:
        for read in result:
            if read.problem:
                problems(Problem(str(corpus), f"an article of it: {read.problem}"))
            else:
                yield digests[read.number], read
        done += len(result)
        progress(done)


def _numbered(
    corpus: Path,
    part: Part,
    digests: list[str],
    problems: Callable[[Problem], None],
    fields: Mapping[str, Sequence[str]] | None,
) -> Iterator[Numbered]:
    """Articles of the part, numbered as they come; `digests` gets one for each number."""
    seen: set[str] = set()
    for found in documents.find(corpus):
        if isinstance(found, Problem):
            problems(found)
            continue
        for article in documents.read(found, corpus, fields=fields):
            if isinstance(article, Problem):
                problems(article)
                continue
            if article.digest in seen or not part.has(article):
                continue
            seen.add(article.digest)
            digests.append(article.digest)
            yield len(digests) - 1, article
