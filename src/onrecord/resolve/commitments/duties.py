"""Duties: what a report says that the parties to an agreement will do, on which condition, by when.

In go the telling of an agreement and its report; out come duties in the order of the text: what
stands behind the making ("agreed to open ...", "agreed on patrols", "pledged that ..."), and what a
sentence that names the agreement says will be ("Under the accord, A will withdraw ..."). The words
are those of knowledge/commitments.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from onrecord.claims import label
from onrecord.model import Actor, Event, Span
from onrecord.resolve.records import Duty
from onrecord.resolve.versions.phrases import any_of, lexicon, pattern
from onrecord.resolve.versions.versions import Version

TO_COME = ("planned", "conditional")
"""Factualities of what a party is yet to do."""
REACH = 40
"""Characters between the making and the duty: "agreed in Lima late on Friday to open"."""
LEAST = 2
"""Words that a duty has at least."""


def duties_of(version: Version) -> list[Duty]:
    """The duties that the report of a telling of an agreement gives, in the order of its text."""
    found = {(d.start, d.end): d for d in (*_said(version), *_provided(version))}
    kept = [
        d
        for key, d in sorted(found.items())
        if not any(_holds(other, d) for other in found.values())
    ]
    return kept


def agreement(text: str) -> re.Match[str] | None:
    """The first noun for an agreement in `text`."""
    return pattern("names", "nouns", table="commitments").search(text)


def _holds(other: Duty, duty: Duty) -> bool:
    wider = (other.start, other.end) != (duty.start, duty.end)
    return wider and other.start <= duty.start and duty.end <= other.end


def _said(version: Version) -> Iterator[Duty]:
    """What the makers agreed to, promised or signed up to, in the telling itself."""
    event = version.event
    if event is None:
        return
    end = _end(version, event)
    openings = _opening().finditer(version.text, event.trigger.end, end)
    starts = [o.start() for o in openings if not _is_time(version, o.end())]
    if not starts or starts[0] > event.trigger.end + REACH:
        return
    party = _party(version, event)
    for span in _split(version.text, Span(starts[0], end)):
        yield from _duty(version, span, party, event)


def _is_time(version: Version, at: int) -> bool:
    """Whether a time begins at `at`: "agreed on Friday" is no agreement on Friday."""
    return any(time.start <= at < time.end for time in version.report.times)


def _end(version: Version, event: Event) -> int:
    """Where the words of an agreement end: with the sentence, or with the statement."""
    end = version.sentence(event.trigger).end
    if version.statement is not None:
        inside = [p.end for p in version.statement.pieces if event.trigger.within(p)]
        end = min([end, *inside])
    cut = _cut().search(version.text, event.trigger.end, end)
    return cut.start() if cut else end


def _provided(version: Version) -> Iterator[Duty]:
    """What is to come by sentences that name the agreement, the telling's own or others."""
    told = version.sentence(version.event.trigger) if version.event else version.span
    for event in version.report.told:
        sentence = version.sentence(event.trigger)
        words = sentence.of(version.text)
        if event.factuality not in TO_COME or event.id == (version.event and version.event.id):
            continue
        own = sentence == told and version.event and event.trigger.start > version.event.trigger.end
        framed = _frame().search(words) and agreement(words)
        if own or (framed and _latest(version, sentence) == version.event):
            start = min(event.evidence.start, event.trigger.start)
            cut = _cut().search(version.text, event.trigger.end, sentence.end)
            end = min(cut.start() if cut else sentence.end, _next(version, event, sentence.end))
            yield from _duty(version, Span(start, end), _party(version, event), event)


def _latest(version: Version, sentence: Span) -> Event | None:
    """The agreement that a sentence which names one means: the last one made before, else the
    first one behind."""
    told = sorted(version.report.told, key=lambda e: (e.trigger.start, e.id))
    made = [e for e in told if makes(version, e)]
    before = [e for e in made if e.trigger.start < sentence.start]
    return before[-1] if before else next(iter(made), None)


def _next(version: Version, event: Event, end: int) -> int:
    """Where the next deed that is to come begins."""
    later = [
        e.evidence.start
        for e in version.report.told
        if e.factuality in TO_COME and e.evidence.start >= event.trigger.end
    ]
    return min([end, *later])


def _split(text: str, span: Span) -> Iterator[Span]:
    """The coordinated infinitives of a stretch: "to open a line and to meet again"."""
    starts = [span.start, *(m.end("and") for m in _coordination().finditer(text, *_bounds(span)))]
    for start, end in zip(starts, [*starts[1:], span.end], strict=True):
        yield Span(start, end)


def _bounds(span: Span) -> tuple[int, int]:
    return span.start + 1, span.end


def _duty(version: Version, span: Span, party: str | None, event: Event) -> Iterator[Duty]:
    words = span.of(version.text)
    trimmed = _TAIL.sub("", words)
    if len(trimmed.split()) < LEAST:
        return
    end = span.start + len(trimmed)
    condition = event.condition.of(version.text) if event.condition else _condition(trimmed)
    yield Duty(
        party,
        " ".join(trimmed.split()),
        version.report.document.id,
        span.start,
        end,
        " ".join(condition.split()) if condition else None,
        _due(version, Span(span.start, end)),
    )


def _condition(words: str) -> str | None:
    """The words of a condition to the end of the duty."""
    found = pattern("duties", "conditions", table="commitments").search(words)
    return words[found.start() :] if found else None


def _due(version: Version, span: Span) -> str | None:
    """The last day of the first time in `span` that a word for a due stands before."""
    dues = any_of(lexicon("commitments")["duties"]["dues"])
    for time in version.report.times:
        if Span(time.start, time.end).within(span):
            before = version.text[span.start : time.start]
            if re.search(rf"\b(?:{dues})\s+(?:the\s+)?$", before, re.IGNORECASE):
                return time.latest or version.text[time.start : time.end]
    found = re.search(rf"\bwithin\s+[\w-]+\s+(?:{_LENGTHS})", span.of(version.text), re.IGNORECASE)
    return found.group() if found else None


def _party(version: Version, event: Event) -> str | None:
    """Who binds itself; None where several do."""
    sides = parties(version) if makes(version, event) else _actors(version, event.actors)
    return label(sides[0]) if len(sides) == 1 else None


def parties(version: Version) -> list[Actor]:
    """Those who take part in what a telling tells, populations left out."""
    event = version.event
    found = _actors(version, [*event.actors, *event.recipients] if event else [])
    return [actor for actor in found if actor.kind != "population"]


def _actors(version: Version, ids: Sequence[str]) -> list[Actor]:
    by_id = {actor.id: actor for actor in version.report.actors}
    return [by_id[ident] for ident in dict.fromkeys(ids)]


def makes(version: Version, event: Event) -> bool:
    """Whether an event of the report is the making of an agreement."""
    if event.factuality not in ("asserted", "conditional"):
        return False
    if event.type not in lexicon("commitments")["types"]["made"]:
        return False
    making = pattern("types", "making", table="commitments")
    if not making.search(event.trigger.of(version.text)):
        return False
    return (
        event.type == "AGREE"
        or agreement(version.sentence(event.trigger).of(version.text)) is not None
    )


_LENGTHS = r"hours?|days?|weeks?|months?|years?"
_TAIL = re.compile(r"(?:[\s,;:.!?”\"—–-]|\b(?:and|but|to)\b)+$")


@cache
def _opening() -> re.Pattern[str]:
    """What leads from the making to the duty: "agreed (in Lima) to"."""
    return re.compile(rf"\b(?:{any_of(lexicon('commitments')['duties']['marks'])})\s", re.I)


@cache
def _cut() -> re.Pattern[str]:
    ends = any_of(lexicon("commitments")["duties"]["ends"])
    return re.compile(rf";|,\s(?:{ends})\b|\s[—–-]\s", re.IGNORECASE)


@cache
def _coordination() -> re.Pattern[str]:
    return re.compile(r",?\s(?P<and>and|,)\s+(?=to\s|on\s|that\s)", re.IGNORECASE)


@cache
def _frame() -> re.Pattern[str]:
    """Words by which a sentence says what an agreement holds."""
    words = lexicon("commitments")["duties"]
    return re.compile(rf"\b(?:{any_of([*words['under'], *words['provides']])})\b", re.IGNORECASE)
