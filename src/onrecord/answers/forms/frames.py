"""Data frames: any list of records as an Arrow table, from which pandas, Polars and R go on.

In go records of one kind; out comes a pyarrow.Table with the columns of
:mod:`onrecord.answers.forms.flat`: text, numbers, truth values and lists of these. It needs pyarrow
(``pip install "onrecord[frames]"``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from onrecord.answers.forms.flat import columns
from onrecord.errors import PackageMissing
from onrecord.model import Record

if TYPE_CHECKING:
    import pyarrow


def table(records: Sequence[Record], kind: type[Record] | None = None) -> pyarrow.Table:
    """The records as an Arrow table, one row each.

    Args:
        records: claims, happenings, disputes, hits, ...: all of one kind.
        kind: the kind, which an empty list does not tell.

    Raises:
        PackageMissing: pyarrow is not installed.
        ValueError: an empty list without a kind.
    """
    try:
        import pyarrow
    except ImportError as cause:
        raise PackageMissing(
            "Arrow tables need pyarrow", todo='pip install "onrecord[frames]"'
        ) from cause
    if not records and kind is None:
        raise ValueError("an empty list does not tell of what kind its records are; name it")
    found = columns(kind or type(records[0]))
    arrays = {
        column.name: pyarrow.array(
            [column.read(record) for record in records],
            type=_type(pyarrow, column.type, column.depth),
        )
        for column in found
    }
    return pyarrow.table(arrays)


def _type(pyarrow: Any, kind: type[Any], depth: int) -> Any:
    types = {
        str: pyarrow.string(),
        int: pyarrow.int64(),
        float: pyarrow.float64(),
        bool: pyarrow.bool_(),
    }
    found = types[kind]
    for _ in range(depth):
        found = pyarrow.list_(found)
    return found
