"""A dossier as Markdown (CommonMark), for people.

In goes a dossier; out come its sections, each entry with its sources: publisher, date, words, and
the document with the place of the words in it. What documents say is escaped, so that none of it
becomes a heading, a link or HTML.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping

from onrecord.answers.records import Dossier, Entry, Section
from onrecord.model import Document
from onrecord.resolve.records import Position

TITLES: Mapping[Section, str] = {
    "meetings": "Meetings",
    "agreements": "Agreements",
    "events": "Other events",
    "statements": "Statements",
    "disputes": "Disputes",
    "figures": "Figures",
}
HAPPENINGS: tuple[Section, ...] = ("meetings", "agreements", "events")
NOTHING = "Nothing is on record."
RETRACTED = " (**retracted**)"
ID = 16
"""Digits of a document's id that are shown: enough for `onrecord show`."""
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&!])")


def markdown(dossier: Dossier) -> str:
    """The dossier as a page of Markdown."""
    return "\n".join(_lines(dossier)) + "\n"


def escaped(text: str) -> str:
    """`text` on one line, as Markdown that shows it as it is."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _lines(it: Dossier) -> Iterator[str]:
    yield f"# {' and '.join(map(escaped, it.parties))}"
    yield ""
    bounds = [f"since {it.since}"] * bool(it.since) + [f"until {it.until}"] * bool(it.until)
    happenings = len(
        {e.id for e in it.entries if e.section in ("meetings", "agreements", "events")}
    )
    counts = f"{counted(happenings, 'event')} in {counted(len(it.documents), 'document')}"
    yield f"{', '.join([*bounds, counts])}.".capitalize()
    for section, title in TITLES.items():
        entries = [entry for entry in it.entries if entry.section == section]
        yield from ("", f"## {title}", "")
        if not entries:
            yield NOTHING
        elif section == "statements":
            yield from _sides(it, entries)
        else:
            yield from _listed(it, entries, HEADS.get(section, _happening))
    if it.documents:
        yield from ("", "## Documents", "")
        yield from (_document(document, it.retracted) for document in it.documents)


def counted(count: int, noun: str) -> str:
    """So many of something: "1 report", "3 reports"."""
    return f"{count} {noun}{'s' * (count != 1)}"


def _sides(it: Dossier, entries: list[Entry]) -> Iterator[str]:
    """Statements by each side under a heading of its own."""
    for number, side in enumerate(dict.fromkeys(it.parties)):
        mine = [entry for entry in entries if entry.side == side]
        yield from [""] * bool(number)
        yield from (f"### By {escaped(side)}", "")
        yield from _listed(it, mine, _statement) if mine else (NOTHING,)


def _listed(it: Dossier, entries: list[Entry], head: Callable[[Entry], str]) -> Iterator[str]:
    for entry in entries:
        yield f"- {head(entry)}"
        yield from (f"  - {escaped(detail)}" for detail in entry.details)
        yield from (f"  - {_source(source, it.retracted)}" for source in entry.sources)


def _happening(entry: Entry) -> str:
    who, whom = (escaped(", ".join(names)) for names in (entry.who, entry.whom))
    sides = f"{who or '?'} · {escaped(entry.what)}{f' · {whom}' if whom else ''}"
    where = f" · {escaped(entry.where)}" if entry.where else ""
    certain = [entry.factuality] if entry.factuality not in (None, "asserted") else []
    certain += ["**disputed**"] * entry.disputed
    return f"**{_when(entry)}** {sides}{where}" + (f" ({', '.join(certain)})" if certain else "")


def _statement(entry: Entry) -> str:
    first, said = entry.sources[0], "" if entry.what == "asserts" else f" {entry.what}"
    about = escaped(", ".join(entry.whom))
    return f"**{first.published or 'undated'}** {escaped(', '.join(entry.who))}{said} on {about}"


def _contest(entry: Entry) -> str:
    who, whom = (escaped(", ".join(names)) for names in (entry.who, entry.whom))
    return f"**{escaped(entry.what)}** · {who or '?'} · {whom or '?'} · {_when(entry)}"


HEADS: Mapping[Section, Callable[[Entry], str]] = {"disputes": _contest}


def _when(entry: Entry) -> str:
    """The date, else that of the first report of it."""
    if entry.earliest != entry.latest:
        return f"{entry.earliest or ''}..{entry.latest or ''}"
    told = min((s.published for s in entry.sources if s.published), default=None)
    return entry.earliest or (f"reported {told}" if told else "undated")


def _source(held: Position, retracted: Container[str]) -> str:
    """A source: whose report, of which day, who says it, the words, and where they stand."""
    value = f"**{escaped(held.value)}** " if held.value else ""
    report = f"{escaped(held.publisher or 'no publisher')}, {held.published or 'undated'}"
    stance = "" if held.stance == "asserts" else f" {held.stance}"
    speaker = f", {escaped(held.speaker)}{stance}" if held.speaker else ""
    place = f"`{held.document[:ID]}` [{held.start}:{held.end}]"
    gone = RETRACTED if held.document in retracted else ""
    return f'{value}{report}{speaker}: "{escaped(held.words)}" {place}{gone}'


def _document(document: Document, retracted: Container[str]) -> str:
    said = [document.publisher, document.published or "undated", document.title, document.url]
    gone = RETRACTED if document.id in retracted else ""
    return f"- `{document.id[:ID]}` {', '.join(escaped(part) for part in said if part)}{gone}"
