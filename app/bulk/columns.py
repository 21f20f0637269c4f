"""The columns of the rows for Parquet, and tables of rows. Needs pyarrow: the extra `bulk`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.bulk.rows import Row

_STRUCK = pa.struct(
    [("position", pa.int32()), ("text", pa.string()), ("kind", pa.string()), ("rule", pa.string())]
)
_KEPT = pa.struct(
    [("position", pa.int32()), ("text", pa.string()), ("role", pa.string()), ("level", pa.int32())]
)

_TYPES = {
    "authors": pa.list_(pa.string()),
    "evidence": pa.list_(pa.string()),
    "warnings": pa.list_(pa.string()),
    "characters_in": pa.int64(),
    "characters_out": pa.int64(),
    "blocks_kept": pa.int32(),
    "blocks_struck": pa.int32(),
    "struck": pa.list_(_STRUCK),
    "kept": pa.list_(_KEPT),
}

ARTICLES = pa.schema(
    [
        (name, _TYPES.get(name, pa.string()))
        for name in (
            "id source fetched_from fetched_at title date author body authors published_at modified_at "
            "site_name url language verdict evidence warnings title_source date_source author_source "
            "body_source characters_in characters_out blocks_kept blocks_struck struck kept"
        ).split()
    ]
)
"""Of `app.bulk.rows.article_row`. Times stay ISO 8601: pages give them with and without an offset."""

FAILURES = pa.schema([(name, pa.string()) for name in ("id", "source", "code", "detail")])
"""Of `app.bulk.rows.failure_row`."""


def table_of(rows: Sequence[Row], schema: pa.Schema = ARTICLES) -> pa.Table:
    """The rows as a table."""
    return pa.Table.from_pylist(list(rows), schema=schema)
