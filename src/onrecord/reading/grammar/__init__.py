"""Grammar that all stages share: arguments of predicates, noun phrases that describe, and what a
clause is worth.

arguments      subjects, objects and obliques, with passives, control and relatives undone
nominals       descriptions of actors
values         polarity, certainty and time, and how they compose
signatures     the tables of what words imply
operators      negation, modals, adverbs, conditions inside one clause
factuality     the value of a clause, from the root down
predicates     predications: every predicate with its arguments in roles
"""

from onrecord.reading.grammar.predicates import (
    Argument,
    Predication,
    is_eventive,
    predications,
)

__all__ = ["Argument", "Predication", "is_eventive", "predications"]
