"""When an event happened and how many it counts, by the words of its clause.

In goes a trigger with the heads of its participants; out come the interval and the quantities.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from onrecord.model import Interval
from onrecord.reading.draft import Draft
from onrecord.reading.events.sites import clause_of_where
from onrecord.reading.quantities import quantities_of
from onrecord.reading.times import time_beside, time_of


def date_of(
    draft: Draft, trigger: Token, heads: Iterable[Token], verb: Token | None = None
) -> Interval | None:
    """The time of the trigger or of the verb that carries it, else one beside a participant, else
    that of the clause on which the verb hangs."""
    found = time_of(draft, trigger)
    if found is None and verb is not None:
        found = time_of(draft, verb)
    for head in heads if found is None else ():
        found = found or time_beside(draft, head)
    if found is None and verb is not None and (governor := clause_of_where(verb)):
        found = time_of(draft, governor)
    return found


def quantities_in(draft: Draft, trigger: Token, verb: Token | None = None) -> list[int]:
    """The indexes of the quantities of the trigger and of the verb that carries it."""
    found = set(quantities_of(draft, trigger))
    if verb is not None:
        found |= set(quantities_of(draft, verb))
    return sorted(found)
