"""Bytes to texts: files and standard input, decoded, checked and told apart by language."""

from onrecord.sources.text import MAX_CHARACTERS, Source, gather

__all__ = ["MAX_CHARACTERS", "Source", "gather"]
