"""Mentions by the month in which their article was published, where one month is proven."""

from __future__ import annotations

from datetime import date

import numpy as np

from tui.corpus.crossref.evidence import ArticleColumns, Ints

_EPOCH = date(1970, 1, 1).toordinal()


def months_of(columns: ArticleColumns) -> tuple[tuple[str, ...], Ints]:
    """The months in which articles were published, in order, and by row which of them, or their number for none."""
    month, other = (
        (days - _EPOCH).astype("M8[D]").astype("M8[M]").astype(np.int64) for days in (columns.first, columns.last)
    )
    proven = (columns.first > 0) & (columns.last > 0) & (month == other)
    months, at = np.unique(month[proven], return_inverse=True)
    numbers = np.full(len(month), len(months), np.int64)
    numbers[proven] = at.reshape(-1)
    return tuple(np.datetime_as_string(months.astype("M8[M]")).tolist()), numbers


def monthly(months: tuple[str, ...], month: Ints, counts: Ints) -> tuple[tuple[str, int], ...]:
    """The sums of some articles' counts by month, `month` being theirs as `months_of` tells it."""
    articles = np.bincount(month, minlength=len(months))
    sums = np.bincount(month, weights=counts, minlength=len(months))
    return tuple(
        (name, int(count)) for name, n, count in zip(months, articles.tolist(), sums.tolist(), strict=False) if n
    )
