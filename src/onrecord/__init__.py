"""onrecord: who did what to whom, when, where, how many, according to whom, who disputes it.

The public surface: :func:`read` and :func:`read_many` turn texts into :class:`Report` objects,
:class:`Store` keeps them, and the errors all derive from :class:`OnrecordError`.
"""

from typing import TYPE_CHECKING, Any

from onrecord.errors import (
    BadDecision,
    BadFilter,
    EmptyDocument,
    InputError,
    MissingFile,
    ModelMissing,
    NewerSchema,
    NotAStore,
    NotText,
    OnrecordError,
    PackageMissing,
    ReportDamaged,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreUnwritable,
    TooLong,
)
from onrecord.model import Report
from onrecord.store import Store

if TYPE_CHECKING:
    from onrecord.reading.pipeline import Item, read, read_many

__all__ = [
    "BadDecision",
    "BadFilter",
    "EmptyDocument",
    "InputError",
    "Item",
    "MissingFile",
    "ModelMissing",
    "NewerSchema",
    "NotAStore",
    "NotText",
    "OnrecordError",
    "PackageMissing",
    "Report",
    "ReportDamaged",
    "Store",
    "StoreBusy",
    "StoreDamaged",
    "StoreError",
    "StoreUnwritable",
    "TooLong",
    "read",
    "read_many",
]


def __getattr__(name: str) -> Any:
    """The reader, imported when it is first used: asking a store needs no language model."""
    if name in ("Item", "read", "read_many"):
        from onrecord.reading import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
