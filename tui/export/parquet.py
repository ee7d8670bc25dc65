"""Tidy tables as Apache Parquet, by pyarrow (the extra `parquet`): typed columns, and no cell guarded."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from tui.export.portable_text import writable
from tui.export.tidy import Cells, Column

_GROUP = 50_000  # rows of a row group: some tens of megabytes of claims before they are packed


def as_parquet(columns: tuple[Column, ...], rows: Iterable[Cells]) -> Iterator[bytes]:
    """Raises ImportError where pyarrow is not installed."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    types = {"text": pa.string(), "day": pa.date32(), "whole": pa.int64(), "number": pa.float64(), "truth": pa.bool_()}
    schema = pa.schema([(name, types[kind]) for name, kind in columns])
    out = io.BytesIO()
    left = iter(rows)
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        while group := list(islice(left, _GROUP)):
            arrays: list[Any] = [
                pa.array([_value(cells[at]) for cells in group], types[kind]) for at, (_, kind) in enumerate(columns)
            ]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
    yield out.getvalue()


def _value(value: object) -> object:
    return writable(value) if isinstance(value, str) else value
