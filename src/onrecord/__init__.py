"""onrecord: who did what to whom, when, where, how many, according to whom, who disputes it.

The public surface: :func:`read` and :func:`read_many` turn texts into :class:`Report` objects,
:class:`Store` keeps them, and the errors all derive from :class:`OnrecordError`.
"""

from onrecord.errors import (
    AnalysisError,
    EmptyDocument,
    InputError,
    MissingFile,
    ModelMissing,
    NewerSchema,
    NotAStore,
    NotText,
    OnrecordError,
    StoreBusy,
    StoreError,
    StoreUnwritable,
    TooLong,
)
from onrecord.model import Report
from onrecord.reading.pipeline import Item, read, read_many
from onrecord.store import Store

__all__ = [
    "AnalysisError",
    "EmptyDocument",
    "InputError",
    "Item",
    "MissingFile",
    "ModelMissing",
    "NewerSchema",
    "NotAStore",
    "NotText",
    "OnrecordError",
    "Report",
    "Store",
    "StoreBusy",
    "StoreError",
    "StoreUnwritable",
    "TooLong",
    "read",
    "read_many",
]
