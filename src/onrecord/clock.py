"""The clock: when a person decided or asked for something. Nothing that is read depends on it."""

from __future__ import annotations

import datetime as dt


def now() -> str:
    """This moment, as ISO 8601 in UTC, to the microsecond."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="microseconds")
