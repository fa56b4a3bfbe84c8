"""A dyad: what is known between two parties, counted whole and shown in part.

In go an open store and two parties, written as actors are in filters; out come counts of reports
and of distinct events, which are two things, month by month; some events, agreements, figures,
statements and disputes, the latest first; and who publishes and who speaks. A dyad has a direction
where only what one did to the other is asked for (Goldstein 1992; "directed dyads"). It is a
dossier (:mod:`onrecord.answers.dyads.dossier`) that stays small however much there is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

import msgspec
from msgspec.structs import replace as replaced

from onrecord.answers.actors.somebody import called
from onrecord.answers.dyads.agreements import Agreement, agreements
from onrecord.answers.dyads.coverage import MONTHS, Stretch, covered, gaps
from onrecord.answers.dyads.statements import said_between
from onrecord.answers.events.happenings import contests
from onrecord.answers.records import Contest, Entry
from onrecord.answers.survey import COUNTS, Order, events, listed, survey
from onrecord.claims import Claim
from onrecord.knowledge import world
from onrecord.model import Record
from onrecord.resolve.records import Happening
from onrecord.store import Store
from onrecord.store.query import Filters, period, telling_query

Direction = Literal["both", "to", "from"]
"""Both ways, what one did to the other, or what the other did to it."""
DIRECTIONS: tuple[Direction, ...] = get_args(Direction)
SHOWN = 10
"""How many entries of each list are shown."""
RECENT = 1000
"""How many claims, the latest, are looked through for figures."""
PUBLISHERS = 500
"""How many publishers are told apart by their countries."""
MADE = "SELECT c.happening AS id, day FROM commitments c JOIN dated ON dated.id = c.happening"
GIVEN = (
    "WITH near AS MATERIALIZED (SELECT event, claim FROM claims WHERE event IN ({0}))"
    " SELECT event FROM near WHERE NOT contains(claim, '\"how_many\":[]')"
)
"""The claims that give a figure; DuckDB looks a few up by their ids, and reads no others."""
LATE = "day DESC NULLS LAST, id"
PARTS: Mapping[str, str] = {
    **COUNTS,
    "months": listed(MONTHS, '"when"', ""),
    "agreed": f"SELECT count(*) FROM ({MADE})",
    "made": listed(MADE, LATE, f"LIMIT {SHOWN}", "id"),
    "recent": listed(
        "SELECT event, published FROM told", "published DESC NULLS LAST, event",
        f"LIMIT {RECENT}", "event",
    ),
    "contested": events("newest", "disputed", f"LIMIT {SHOWN}"),
    "publishers": listed(
        "SELECT publisher AS name, count(DISTINCT document) AS count FROM told GROUP BY ALL",
        "count DESC, name", f"LIMIT {PUBLISHERS}",
    ),
    "speakers": listed(
        "SELECT a.country AS name, count(DISTINCT t.within) AS count FROM told t"
        " JOIN speakers k ON k.document = t.document AND k.statement = t.within"
        " JOIN actors a ON a.document = k.document AND a.id = k.actor GROUP BY ALL",
        "count DESC, name", f"LIMIT {SHOWN}",
    ),
    "own": "SELECT count(*) FROM told WHERE within IS NULL",
}  # fmt: skip
"""What is counted and listed beside the events."""


class Source(Record, frozen=True):
    """Who tells, by name or by the code of a country (None where it is not known), and how many
    reports or statements are theirs."""

    name: str | None
    count: int


class Dyad(Record, frozen=True):
    """What is known between two parties. `reports`, `claims` and `events` count what was found;
    `agreed`, `disputed` and, among the RECENT latest claims, `figured` tell of how many entries the
    lists show the latest. `undated` counts reports without a date, `own` claims in nobody's mouth.
    `publishers` count reports, `lands` the same by the country of the publisher, `speakers`
    statements by the country of who makes them."""

    parties: list[str]
    direction: Direction
    since: str | None
    until: str | None
    reports: int
    claims: int
    events: int
    disputed: int
    undated: int
    first: str | None
    last: str | None
    months: list[Stretch]
    gaps: list[str]
    happenings: list[Happening]
    agreed: int
    agreements: list[Agreement]
    figured: int
    figures: list[Claim]
    disputes: list[Contest]
    statements: list[Entry]
    publishers: list[Source]
    lands: list[Source]
    speakers: list[Source]
    own: int


@dataclass(frozen=True)
class Question:
    """Two parties, the direction, and between which dates; the events are shown in an order, from
    the one after `skipped` on."""

    one: str
    other: str
    direction: Direction = "both"
    since: str | None = None
    until: str | None = None
    order: Order = "newest"
    limit: int = SHOWN
    skipped: int = 0

    @property
    def filters(self) -> Filters:
        """The claims that are asked for."""
        pair = (self.other, self.one) if self.direction == "from" else (self.one, self.other)
        return replace(self.bounds, actor=pair[0], with_=pair[1], directed=self.direction != "both")

    @property
    def bounds(self) -> Filters:
        """The time that is asked for."""
        return Filters(since=self.since, until=self.until)


def dyad(store: Store, asked: Question) -> Dyad:
    """What `store`, whose documents are resolved, knows between two parties.

    Raises:
        BadFilter: an empty name, or no such day.
    """
    since, until = period(asked.since, asked.until)
    parts = {**PARTS, "shown": events(asked.order)}
    meant = telling_query(asked.filters)
    assert meant is not None
    found = survey(store, meant, parts, asked.limit, asked.skipped)
    given = _given(store, found["recent"])
    publishers = msgspec.convert(found["publishers"], list[Source])
    months = covered(msgspec.convert(found["months"], list[Stretch]))
    return Dyad(
        parties=[called(asked.one), called(asked.other)],
        direction=asked.direction,
        since=since,
        until=until,
        months=months,
        gaps=gaps(months),
        happenings=store.kept(Happening, found["shown"]),
        agreements=agreements(store, found["made"]),
        figured=len(given),
        figures=store.kept(Claim, given[:SHOWN]),
        disputes=contests(store, store.kept(Happening, found["contested"])),
        statements=_said(store, replace(asked, since=since, until=until)),
        publishers=publishers[:SHOWN],
        lands=_lands(publishers)[:SHOWN],
        speakers=msgspec.convert(found["speakers"], list[Source]),
        **{name: found[name] for name in (*COUNTS, "agreed", "own")},
    )


def _given(store: Store, recent: Sequence[str]) -> list[str]:
    """Those of the claims `recent` that give a figure, in their order."""
    marks = ", ".join("?" * len(recent))
    found = {row[0] for row in store.rows(GIVEN.format(marks), *recent)} if recent else ()
    return [event for event in recent if event in found]


def _said(store: Store, asked: Question) -> list[Entry]:
    """The latest statements of each side, or of the one that is asked for, on the other."""
    parties = [called(asked.one), called(asked.other)]
    sides = {"both": parties, "to": parties[:1], "from": parties[1:]}[asked.direction]
    said = said_between(store, asked.one, asked.other, asked.since, asked.until, latest=SHOWN)
    named = [replaced(entry, side=called(str(entry.side))) for entry in said]
    return [entry for entry in named if entry.side in sides]


def _lands(publishers: Sequence[Source]) -> list[Source]:
    """Publishers by their countries, as far as knowledge/outlets.csv has them."""
    counts: Counter[str | None] = Counter()
    for one in publishers:
        counts[_land(one.name)] += one.count
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0] or "~"))
    return [Source(code, count) for code, count in ordered]


def _land(publisher: str | None) -> str | None:
    entry = world.gazetteer().get(world.split(publisher)) if publisher else None
    return entry.country if entry is not None else None
