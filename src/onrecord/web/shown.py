"""How pages write what records hold: days, numbers, names; filters of the templates.

In go values of records; out come words for people. Templates escape them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from onrecord.answers.dyads.markdown import counted as spelled
from onrecord.answers.reviews.decided import changed, shifts
from onrecord.claims import coded
from onrecord.knowledge.ontology import definition
from onrecord.knowledge.world import states
from onrecord.store.decisions import Decision, Subject
from onrecord.web.filters import address

UNKNOWN = "unknown"
LOW = 0.5
"""The score below which a record is said to be uncertain."""

WRITTEN: Mapping[str, str] = {
    "direct": "exact quotation",
    "indirect": "paraphrase",
    "mixed": "paraphrase with quoted words",
}
"""What the form of a statement says of its words."""
MATTERS: Mapping[str, str] = {
    "denial": "whether it was so",
    "figure": "a figure",
    "perpetrator": "who did it",
    "date": "the day",
    "place": "the place",
    "account": "what happened",
}
"""What a dispute of a kind is over."""


def when(earliest: str | None, latest: str | None) -> str:
    """An interval of ISO dates: one day, a span, open ends, or "no date"."""
    if earliest == latest:
        return earliest or "no date"
    if earliest is None or latest is None:
        return f"until {latest}" if earliest is None else f"from {earliest}"
    return f"{earliest} to {latest}"


def listed(names: list[str]) -> str:
    """Names in a row: "A, B"; "unknown" where there are none."""
    return ", ".join(names) or UNKNOWN


def country(code: str | None) -> str:
    """The name of a country by its code; the code itself where it is of no state."""
    return states()[code].name if code is not None and code in states() else code or ""


def deed(record: Any) -> str:
    """The type with the mode of anything that has both."""
    return coded(record.type, record.mode)


def meaning(type: str | None, mode: str | None = None) -> str:
    """What a type and mode mean under PLOVER; nothing without a type."""
    return definition(type, mode) if type else ""


def is_link(url: str | None) -> bool:
    """Whether an address of a document may be a link: to a page of the web, and nothing else."""
    try:
        return url is not None and urlsplit(url).scheme.lower() in ("http", "https")
    except ValueError:
        return False


def number(value: int) -> str:
    """A number with its thousands apart."""
    return f"{value:,}"


def counted(count: int, noun: str) -> str:
    """So many of something: "1 report", "3,000 reports"."""
    return f"{count:,}{spelled(count, noun).removeprefix(str(count))}"


def dated(record: Any) -> str:
    """When something that has `earliest` and `latest` took place."""
    return when(record.earliest, record.latest)


def sentence(words: str) -> str:
    """Words as a sentence begins: the first letter is a capital, the others stay as they are."""
    return words[:1].upper() + words[1:]


def moment(at: str) -> str:
    """A moment in ISO 8601 to the minute: "2024-05-31 14:05 UTC"."""
    return f"{at[:10]} {at[11:16]} UTC"


def subject_name(subject: Subject, kind: str) -> str:
    """What a decision is about, in words, as it was when it was decided."""
    seen = subject.seen
    if kind == "event":
        code = coded(seen.get("type"), seen.get("mode"))
        return f"{listed(seen.get('who') or [])} {code} {listed(seen.get('whom') or [])}"
    if kind == "actor":
        return str(next(iter(seen.get("names") or []), subject.id))
    return str(seen.get("title") or subject.id[:16])


def subject_address(subject: Subject, kind: str) -> str:
    """The page of what a decision is about, by the id that it has now."""
    if kind == "actor":
        return address("actor", who=subject.id)
    return address(kind, str((subject.now or {}).get("id", subject.id)))


def together(decisions: Sequence[Decision]) -> list[list[Decision]]:
    """Decisions that were made at one moment by one person, and hold alike, as one."""
    made: dict[tuple[object, ...], list[Decision]] = {}
    for one in decisions:
        made.setdefault((one.at, one.user, one.verdict, one.undone_at), []).append(one)
    return list(made.values())


FILTERS: Mapping[str, Callable[..., Any]] = {
    "changed": changed,
    "counted": counted,
    "country": country,
    "dated": dated,
    "deed": deed,
    "is_link": is_link,
    "listed": listed,
    "matter": lambda kind: MATTERS[kind],
    "meaning": meaning,
    "moment": moment,
    "number": number,
    "sentence": sentence,
    "shifts": shifts,
    "subject_address": subject_address,
    "subject_name": subject_name,
    "together": together,
    "written": lambda form: WRITTEN[form],
}
