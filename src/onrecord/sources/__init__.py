"""Bytes to texts: files and standard input, decoded and checked."""

from onrecord.sources.text import Source, gather

__all__ = ["Source", "gather"]
