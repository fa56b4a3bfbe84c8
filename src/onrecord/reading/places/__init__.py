"""Stage three: the named places of a text; see :mod:`onrecord.reading.places.stage`."""

from onrecord.reading.places.locating import use_of
from onrecord.reading.places.stage import read_places

__all__ = ["read_places", "use_of"]
