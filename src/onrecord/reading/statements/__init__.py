"""Stage seven: who says what.

stage          cues to statements, nested, with form and stance
verbs          from a verb of saying to its content and speakers
causes         causes that somebody names: "put the delay down to fog"
clauses        where a content begins and ends
phrases        cues that are no verbs: "according to", "the view that"
turns          transcripts: "NAME: ..."
untruths       claims called untrue: "a charge that A called a lie"
unspoken       speech without a verb: captions, first person, "X said:"
attributed     rules and network joined: statements, and attitudes
disputes       which statement or event a denial denies
"""

from onrecord.reading.statements.disputes import read_denials
from onrecord.reading.statements.found import is_reporting, is_unsaid, withholds
from onrecord.reading.statements.stage import innermost, read_statements

__all__ = ["innermost", "is_reporting", "is_unsaid", "read_denials", "read_statements", "withholds"]
