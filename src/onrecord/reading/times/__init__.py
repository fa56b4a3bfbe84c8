"""Stage five: time expressions as intervals; see :mod:`onrecord.reading.times.stage`."""

from onrecord.reading.times.stage import read_times, time_beside, time_of

__all__ = ["read_times", "time_beside", "time_of"]
