"""The linguistic analyser: text in, one parsed spaCy document out. Nothing else loads spaCy."""

from onrecord.language.analyser import Analyser, analyser

__all__ = ["Analyser", "analyser"]
