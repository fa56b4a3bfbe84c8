"""Stage five: time expressions, as closed intervals of dates.

In goes a draft with its publication date (the document creation time of TimeML); out come the
time expressions of the text with [earliest, latest] and their grain, after TIMEX3. What the
text and the publication date do not fix stays None: nothing ever falls back to today. Each
expression is one row of patterns, tried longest first; "at the time" and its like take up the
last resolved time. :func:`time_of` tells which time governs an event.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left

from spacy.tokens import Token

from onrecord.model import Interval, Span, Time
from onrecord.reading.draft import Draft
from onrecord.reading.times.calendar import Context, Resolver, patterns

DEADLINES = ("by", "until", "till")
GOVERNED = ("prep", "npadvmod", "advmod", "dobj", "nmod", "compound", "poss", "pcomp", "nummod")


def read_times(draft: Draft) -> None:
    """Add the draft's times, in order, not overlapping."""
    context = Context(draft.published)
    taken = 0
    for match, resolve in _matches(draft.text):
        if match.start() < taken or not _is_time(draft, match):
            continue
        taken = match.end()
        context.future = _is_future(draft, match)
        earliest, latest, grain = resolve(match, context)
        if earliest is not None and latest is not None:
            context.last = (earliest, latest)
        draft.times.append(Time(match.start(), match.end(), _iso(earliest), _iso(latest), grain))


def _iso(date: dt.date | None) -> str | None:
    return date.isoformat() if date is not None else None


def _matches(text: str) -> list[tuple[re.Match[str], Resolver]]:
    found = [(m, resolve) for regex, resolve in patterns() for m in regex.finditer(text)]
    return sorted(found, key=lambda f: (f[0].start(), -f[0].end()))


def _token_at(draft: Draft, offset: int) -> Token | None:
    return next(iter(draft.tokens(Span(offset, offset + 1))), None)


def _is_time(draft: Draft, match: re.Match[str]) -> bool:
    """Not a verb ("may", "march"), and not a number that counts something."""
    token = _token_at(draft, match.start())
    if token is None:
        return True
    words = match[0]
    if any(draft.actors[a].kind == "person" for a in draft.who(token)) and words[-1].isalpha():
        return False  # "Jan" and "April" are also given names
    if words.isdigit():
        head = token.head
        if token.dep_ == "nummod" and head.i > token.i and head.tag_ == "NNS":
            return False
        before = draft.text[max(0, match.start() - 12) : match.start()].lower()
        return not before.rstrip().endswith(("resolution", "no.", "article", "than", "about"))
    if words.lower() in ("may", "march", "in may", "in march"):
        inner = _token_at(draft, match.end() - 1)
        return inner is not None and inner.pos_ == "PROPN" and words[-3].isupper() is False
    return True


def _is_future(draft: Draft, match: re.Match[str]) -> bool:
    """Whether the clause around the expression looks ahead."""
    token = _token_at(draft, match.end() - 1)
    if token is None:
        return False
    verb = next((a for a in [token, *token.ancestors] if a.pos_ in ("VERB", "AUX")), None)
    if verb is None:
        return False
    words = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    before = draft.text[: match.start()].rstrip().rpartition(" ")[2].lower()
    if before in DEADLINES and "had" not in words:
        return True
    infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
    return bool(words & {"will", "shall", "'ll", "’ll", "would"}) or (
        infinitive and verb.dep_ in ("xcomp", "acl", "ROOT", "conj", "ccomp")
    )


def time_of(draft: Draft, trigger: Token) -> Interval | None:
    """The time that governs the event of `trigger`: its own modifier, else one that opens the
    sentence and governs its main clause."""
    if not draft.times:
        return None
    starts = [t.start for t in draft.times]
    own = _nearest(draft, trigger, starts)
    if own is None and trigger.pos_ == "NOUN" and trigger.head.pos_ == "VERB":
        own = _nearest(draft, trigger.head, starts)
    if own is None and (verb := _main_clause(trigger)) is not None:
        own = _opening(draft, verb, starts)
    return Interval(own.earliest, own.latest) if own is not None else None


def time_beside(draft: Draft, participant: Token) -> Interval | None:
    """A time that the parser tied to a participant ("spoke to his counterpart, X, on Monday")."""
    for token in (participant, *(c for c in participant.children if c.dep_ == "appos")):
        found = _nearest(draft, token, [t.start for t in draft.times])
        if found is not None:
            return Interval(found.earliest, found.latest)
    return None


def _nearest(draft: Draft, head: Token, starts: list[int]) -> Time | None:
    """The time that hangs closest on `head`, the first of those: of "after the raid in May, the
    port was hit on Monday" the hit is of Monday."""
    found: list[tuple[int, int]] = []
    for child in head.children:
        if child.dep_ not in GOVERNED:
            continue
        left, right = child.left_edge.idx, child.right_edge.idx + len(child.right_edge.text)
        for at in range(bisect_left(starts, left), bisect_left(starts, right)):
            token = _token_at(draft, draft.times[at].end - 1)
            if token is not None and (depth := _depth(token, child)) is not None:
                found.append((depth, at))
    return draft.times[min(found)[1]] if found else None


def _depth(token: Token, phrase: Token) -> int | None:
    """How many words the time hangs below the head of its phrase; None where a verb stands
    between them."""
    for depth, ancestor in enumerate([token, *token.ancestors]):
        if ancestor.pos_ in ("VERB", "AUX"):
            return None
        if ancestor.i == phrase.i:
            return depth
    return None


def _main_clause(trigger: Token) -> Token | None:
    verb = next((a for a in [trigger, *trigger.ancestors] if a.pos_ in ("VERB", "AUX")), None)
    if verb is None:
        return None
    while verb.dep_ in ("xcomp", "pcomp") and verb.head.i != verb.i:
        verb = verb.head
    return verb if verb.dep_ in ("ROOT", "conj", "ccomp") else None


def _opening(draft: Draft, verb: Token, starts: list[int]) -> Time | None:
    """The time with which the sentence of `verb` opens, or that hangs on `verb`."""
    first = verb.sent.start_char
    index = bisect_left(starts, first)
    if index < len(draft.times) and draft.times[index].start - first <= 12:
        token = _token_at(draft, draft.times[index].end - 1)
        above = (a for a in token.ancestors if a.pos_ in ("VERB", "AUX")) if token else ()
        holder = next(iter(above), None)
        opens = token and holder and token.idx < min(verb.idx, holder.idx)
        if opens and holder and (holder.i == verb.i or holder.is_ancestor(verb)):
            return draft.times[index]
    return _nearest(draft, verb, starts)
