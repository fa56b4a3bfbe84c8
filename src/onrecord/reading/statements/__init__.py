"""Stage seven: who says what.

stage          cues to statements, nested, with stance and date
contents       from a cue word to its content and speakers
unspoken       speech without a verb: captions, first person, "X said:"
disputes       which statement a denial denies
"""

from onrecord.reading.statements.stage import innermost, read_statements

__all__ = ["innermost", "read_statements"]
