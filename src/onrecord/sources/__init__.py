"""Bytes to texts: files, standard input and indexes of files, decoded and checked."""

from onrecord.sources.index import read_index
from onrecord.sources.text import Entry, Source, gather

__all__ = ["Entry", "Source", "gather", "read_index"]
