"""Places: where the distinct events that filters let through took place.

In go an open store and filters; out come places, those of most events first, each with how many
distinct events some report places there and how many reports do. A whole country is one place,
whatever its name in a text, and is known by its precision: where in it is not told. A place whose
coordinates nobody knows has its name alone.
"""

from __future__ import annotations

from onrecord.knowledge.world import country_points, states
from onrecord.model import Record
from onrecord.store import Store
from onrecord.store.query import EVERYTHING, Filters, happening_query

WHERE = (
    "WITH found(id) AS MATERIALIZED ({found}), told AS MATERIALIZED (SELECT h.rowid AS happening,"
    " h.disputed, hash(p.document) AS report, p.country, p.latitude, p.longitude, p.precision,"
    " p.name AS written, p.precision IS NOT DISTINCT FROM 'country' AND p.country IS NOT NULL"
    " AS whole FROM places p JOIN tellings t ON t.event = p.event"
    " JOIN happenings h ON h.id = t.happening WHERE h.id IN (SELECT id FROM found))"
    " SELECT CASE WHEN whole THEN country ELSE written END AS name, country, latitude, longitude,"
    " precision, whole, min(written), count(DISTINCT happening) AS events,"
    " count(DISTINCT report) AS reports, count(DISTINCT happening) FILTER (disputed),"
    " (SELECT count(*) FROM found) FROM told"
    " GROUP BY GROUPING SETS ((name, country, latitude, longitude, precision, whole), ())"
    " ORDER BY whole IS NOT NULL, events DESC, reports DESC, 1, 2, 3, 4, 5"
)
"""Places with their counts, after a row that counts all of them together, each with how many events
were found."""


class Site(Record, frozen=True):
    """A place and what was told to have happened there: distinct `events`, `disputed` ones among
    them, and the `reports` that tell of them. `written` is a name that a report has for it.
    Coordinates are degrees (WGS 84); those of a whole country are of a town in its midst; None
    where they are not known."""

    name: str
    written: str
    country: str | None
    latitude: float | None
    longitude: float | None
    precision: str | None
    events: int
    disputed: int
    reports: int

    @property
    def whole(self) -> bool:
        """Whether it is a country, and where in it is not told."""
        return self.precision == "country"


class Sites(Record, frozen=True):
    """The places of events. `events` counts all distinct events that the filters let through,
    `placeless` those for which no report says where."""

    sites: list[Site]
    events: int
    placeless: int


def sites(store: Store, filters: Filters = EVERYTHING) -> Sites:
    """Where events took place. An event that reports put in two places counts at both.

    Raises:
        BadFilter: no such type, mode, factuality or day, or an empty name.
    """
    found, values = happening_query(filters)
    every, *rows = store.rows(WHERE.format(found=found), *values)
    events = every[-1]
    return Sites([_site(*row[:-1]) for row in rows], events, events - every[7])


def _site(
    name: str,
    country: str | None,
    latitude: float | None,
    longitude: float | None,
    precision: str | None,
    whole: bool,
    written: str,
    events: int,
    reports: int,
    disputed: int,
) -> Site:
    if whole and country is not None:
        name = states()[country].name if country in states() else written
        latitude, longitude = country_points().get(country, (None, None))
    return Site(name, written, country, latitude, longitude, precision, events, disputed, reports)
