"""The tagger of attributions: a small network that reads sources, cues and contents."""

from onrecord.reading.statements.tagging.decoding import Attribution
from onrecord.reading.statements.tagging.tagger import Tagger, tagger

__all__ = ["Attribution", "Tagger", "tagger"]
