"""Two things that may be one, side by side for a person to decide.

In go a pair with its likeness and an open store; out come the reasons in words, those that weigh
most first, what each of the two says field by field and whether that differs, and the very words
of the reports that tell of either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Literal

import msgspec

from onrecord.claims import Claim, coded
from onrecord.knowledge import tables
from onrecord.model import Record
from onrecord.resolve.actors.people import Office, Persona
from onrecord.resolve.texts.copies import Edition
from onrecord.store import Store
from onrecord.store.candidates import Candidate
from onrecord.store.query import among_query

AROUND = 160
"""Characters that are shown on either side of the words."""
OPENING = 400
"""Characters of a text that are shown where all of it is meant."""
BEARERS = 2
"""Reports that are shown for each of two actors."""
WEIGHTLESS = 0.005
"""What a reason adds to the log odds at least, to be said."""

BEARING = (
    "SELECT DISTINCT p.persona, p.document, d.published FROM personas p"
    " JOIN documents d ON d.id = p.document WHERE p.persona IN ({among})"
    " ORDER BY p.persona, d.published NULLS LAST, p.document"
)


class Why(Record, frozen=True):
    """A reason in words, and what it adds to the log odds: above zero it speaks for one and the
    same, below against it; None where it is not weighed."""

    words: str
    weight: float | None = None


class Facet(Record, frozen=True):
    """What two things say on one matter; `how`: whether they say the same, differ, or only one of
    them says anything."""

    matter: str
    left: str | None
    right: str | None
    how: Literal["same", "differs", "one"]


class Extract(Record, frozen=True):
    """Words of a document with those around them, and their place in its text; `words` is empty
    where nothing but the document is known to tell of it."""

    document: str
    title: str | None
    publisher: str | None
    published: str | None
    before: str
    words: str
    after: str
    start: int
    end: int


class Pair(Record, frozen=True):
    """Two things of a kind that may be one: how alike they are, from 0 to 1, why, field by field
    what each is, and the words of the reports."""

    kind: str
    a: str
    b: str
    score: float
    reasons: list[Why]
    facets: list[Facet]
    left: list[Extract] = []
    right: list[Extract] = []


def compared(store: Store, found: Sequence[Candidate]) -> list[Pair]:
    """Pairs of one kind, each with the words of its two."""
    words = _words(store, found) if found else {}
    return [
        Pair(
            kind=pair.kind,
            a=pair.a,
            b=pair.b,
            score=pair.score,
            reasons=reasons_of(pair),
            facets=facets_of(pair),
            left=words.get(pair.a, []),
            right=words.get(pair.b, []),
        )
        for pair in found
    ]


def reasons_of(pair: Candidate) -> list[Why]:
    """The reasons for the likeness of a pair, in words, the weightiest first. Those of actors are
    words already; features of tellings that mean one thing are one reason."""
    if pair.kind != "event":
        return [Why(f"{r['name']}: {r['value']:.0%}" if pair.kind == "document" else r["name"])
                for r in pair.reasons]  # fmt: skip
    summed: dict[str, float] = defaultdict(float)
    for reason in pair.reasons:
        summed[_named().get(reason["name"], reason["name"])] += reason["contribution"]
    weighed = sorted(summed.items(), key=lambda item: (-abs(item[1]), item[0]))
    return [Why(words, round(by, 2)) for words, by in weighed if abs(by) >= WEIGHTLESS]


@cache
def _named() -> Mapping[str, str]:
    """The words for each feature of a pair of tellings."""
    rows = tables.keys("likeness")["reason"]
    return {feature: row["words"] for row in rows for feature in row["features"]}


def facets_of(pair: Candidate) -> list[Facet]:
    """What the two of a pair say, matter by matter; what neither says is left out."""
    told = _TOLD[pair.kind]
    left, right = told(pair.left), told(pair.right)
    return [
        Facet(matter, left[matter] or None, right[matter] or None, _how(left, right, matter))
        for matter in left
        if left[matter] or right[matter]
    ]


def _how(
    left: Mapping[str, str], right: Mapping[str, str], matter: str
) -> Literal["same", "differs", "one"]:
    if not (left[matter] and right[matter]):
        return "one"
    return "same" if left[matter] == right[matter] else "differs"


def _of_event(thing: dict[str, Any]) -> dict[str, str]:
    claim = msgspec.convert(thing, Claim)
    return {
        "what": coded(claim.type, claim.mode),
        "who": ", ".join(claim.who),
        "whom": ", ".join(claim.whom),
        "when": _days(claim.earliest, claim.latest),
        "where": claim.where or "",
        "how many": "; ".join(claim.how_many),
        "certainty": claim.factuality,
        "according to": ", as reported by ".join(claim.according_to) or "the report",
        "report": _report(claim.publisher, claim.published),
    }


def _of_actor(thing: dict[str, Any]) -> dict[str, str]:
    persona = msgspec.convert(thing, Persona)
    return {
        "names": ", ".join(persona.names),
        "kind": persona.kind,
        "country": persona.country or "",
        "sector": persona.sector or "",
        "offices": "; ".join(map(_office, persona.offices)),
        "year of the report": str(persona.year or ""),
    }


def _of_document(thing: dict[str, Any]) -> dict[str, str]:
    document = msgspec.convert(thing, Edition).document
    return {
        "title": document.title or "",
        "publisher": document.publisher or "",
        "published": document.published or "",
        "language": document.language or "",
        "length": f"{document.length:,} characters",
    }


_TOLD: Mapping[str, Callable[[dict[str, Any]], dict[str, str]]] = {
    "event": _of_event,
    "actor": _of_actor,
    "document": _of_document,
}


def _days(earliest: str | None, latest: str | None) -> str:
    return " to ".join(dict.fromkeys(day for day in (earliest, latest) if day))


def _office(office: Office) -> str:
    of = ", ".join(part for part in (office.organization, office.country) if part)
    title = f"former {office.title}" if office.over else office.title
    return f"{title} ({of})" if of else title


def _report(publisher: str | None, published: str | None) -> str:
    return f"{publisher or 'publisher unknown'}, {published or 'undated'}"


def _words(store: Store, found: Sequence[Candidate]) -> dict[str, list[Extract]]:
    """The words of the reports that tell of each thing, by its id."""
    things = {i: t for pair in found for i, t in ((pair.a, pair.left), (pair.b, pair.right))}
    if found[0].kind == "event":
        places = {i: [(t["document"], t["start"], t["end"])] for i, t in things.items()}
        return extracts(store, places)
    if found[0].kind == "document":
        return extracts(store, {i: [(i, 0, OPENING)] for i in things}, around=0)
    return _namings(store, {i: t["names"] for i, t in things.items()})


def _namings(store: Store, names: Mapping[str, Sequence[str]]) -> dict[str, list[Extract]]:
    """Where the first reports of each persona have one of its names."""
    among, values = among_query(list(names))
    bearers: dict[str, list[str]] = defaultdict(list)
    for persona, document, _ in store.rows(BEARING.format(among=among), *values):
        bearers[persona].append(document)
    wanted = {document for found in bearers.values() for document in found[:BEARERS]}
    texts = {ident: row[-1] for ident, row in _documents(store, wanted).items()}
    places = {
        persona: [(d, *_place(texts[d], names[persona])) for d in found[:BEARERS] if d in texts]
        for persona, found in bearers.items()
    }
    return extracts(store, places)


def _place(text: str, names: Iterable[str]) -> tuple[int, int]:
    """Where a text first has one of these names; nowhere (0, 0) where it writes them otherwise."""
    found = [(at, at + len(name)) for name in names if (at := text.find(name)) >= 0]
    return min(found, default=(0, 0))


def extracts(
    store: Store, places: Mapping[str, Sequence[tuple[str, int, int]]], around: int = AROUND
) -> dict[str, list[Extract]]:
    """The words at these places (document, start, end), with `around` characters on either
    side, under the keys of `places`."""
    rows = _documents(store, {document for found in places.values() for document, *_ in found})
    return {
        key: [_extract(rows[d], start, end, around) for d, start, end in found if d in rows]
        for key, found in places.items()
    }


def _documents(store: Store, wanted: set[str]) -> dict[str, Sequence[Any]]:
    among, values = among_query(sorted(wanted))
    sql = f"SELECT id, title, publisher, published, text FROM documents WHERE id IN ({among})"
    return {row[0]: row for row in store.rows(sql, *values)}


def _extract(row: Sequence[Any], start: int, end: int, around: int) -> Extract:
    ident, title, publisher, published, text = row
    end = min(end, len(text))
    known = start < end and around > 0
    return Extract(
        document=ident,
        title=title,
        publisher=publisher,
        published=published,
        before=_whole(text[:start], around, last=True) if known else "",
        words=text[start:end],
        after=_whole(text[end:], around, last=False) if known else "",
        start=start,
        end=end,
    )


def _whole(text: str, most: int, *, last: bool) -> str:
    """The `last`, or first, characters of a text, `most` of them at the most, in whole words."""
    if len(text) <= most:
        return text
    if last:
        return text[-most:].partition(" ")[2]
    return text[:most].rpartition(" ")[0]
