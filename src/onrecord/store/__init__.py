"""The store: one DuckDB file that keeps documents, reports and claims."""

from onrecord.explanation import Explanation
from onrecord.store.database import SCHEMA_VERSION
from onrecord.store.store import Store

__all__ = ["SCHEMA_VERSION", "Explanation", "Store"]
