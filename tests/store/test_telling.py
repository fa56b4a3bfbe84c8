"""The tables that repeat what happenings are made of hold what is computed anew from that."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from onrecord import Item, Store, read_many
from onrecord.answers import Filters, happenings
from onrecord.claims import label
from onrecord.model import Actor
from onrecord.store.query import between_spaces

TEXTS = (
    (
        "2023-05-02",
        "LIMA, May 2 (Andes Wire) - Peruvian troops shelled the village of Zarumilla in Ecuador on"
        " Monday, killing at least four farmers, mayor Ana Paz said. Ecuador condemned the attack.",
    ),
    (
        "2023-05-03",
        "Ecuador's army said Peruvian soldiers had shelled Zarumilla on Monday and killed six"
        " people. Peru denied that its troops had shelled the village.",
    ),
    (
        "2023-05-04",
        "The foreign ministers of Peru and Ecuador met in Guayaquil on Thursday. Mayor Ana Paz of"
        " Zarumilla thanked Peru for the talks.",
    ),
)
ME = {"user": "ana", "at": "2024-01-01T00:00:00+00:00"}
GROUPED = "\"groups\" g JOIN claims c ON g.kind = 'event' AND c.event = g.member"
TELLINGS = (
    f"SELECT g.id, c.event, c.document, d.published, d.publisher, c.within FROM {GROUPED}"
    " JOIN documents d ON d.id = c.document"
)
TAKING = (
    "SELECT g.id, p.event, p.document, d.published, p.side, p.actor, n.persona, p.country, a.kind,"
    f" a.name FROM {GROUPED} JOIN participants p ON p.event = c.event"
    " JOIN documents d ON d.id = p.document"
    " JOIN actors a ON a.document = p.document AND a.id = p.actor"
    " LEFT JOIN personas n ON n.document = p.document AND n.actor = p.actor"
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(str(tmp_path / "store.duckdb")) as kept:
        add(kept, *TEXTS)
        yield kept


def add(store: Store, *texts: tuple[str, str]) -> None:
    for day, text in texts:
        (report,) = read_many([Item(text, day, publisher="Andes Wire")])
        store.add(report, text)
    store.resolve()


def check(store: Store) -> None:
    """That each table holds what its happenings, and what these are made of, say now."""
    told = {h.id: h for h in happenings(store, Filters(uncoded=True))}
    types = {row[0]: row[1:] for row in store.rows("SELECT event, type, mode FROM tellings")}
    columns = "happening, event, document, published, publisher, within"
    assert same(store, columns, "tellings", store.rows(TELLINGS))
    columns = "happening, event, document, published, side, actor, persona, country, label"
    assert same(store, columns, "taking", [
        (*row[:-2], label(Actor("", row[-2], row[-1], row[-3]))) for row in store.rows(TAKING)
    ])  # fmt: skip
    assert all(
        types[event] == (type, mode)
        for event, type, mode in store.rows("SELECT event, type, mode FROM taking")
    )
    assert all(types[h.told.event] == (h.told.type, h.told.mode) for h in told.values())
    assert same(store, "happening, statement", "held", store.rows(
        "SELECT DISTINCT happening, s.id FROM disputes JOIN statements s ON contains(dispute, s.id)"
    ))  # fmt: skip


def same(store: Store, columns: str, table: str, expected: list[tuple[Any, ...]]) -> bool:
    found = sorted(map(repr, store.rows(f"SELECT {columns} FROM {table}")))
    assert found == sorted(map(repr, expected)), table
    return bool(found)


def test_they_follow_reports_that_come_and_that_are_read_again(store: Store) -> None:
    check(store)
    add(store, ("2023-05-06", "Peru and Ecuador met in Guayaquil. Mayor Ana Paz praised Ecuador."))
    check(store)
    add(store, ("2023-05-09", TEXTS[0][1]))
    check(store)


def test_they_follow_what_people_decide_and_take_back(store: Store) -> None:
    shelled, met = (
        next(e for (e,) in store.rows("SELECT event FROM tellings WHERE type = ?", kind))
        for kind in ("ASSAULT", "CONSULT")
    )
    document = store.rows("SELECT document FROM claims WHERE event = ?", shelled)[0][0]
    before = store.rows("SELECT * FROM tellings ORDER BY ALL")
    for verdict, ids, kind, changes in (
        ("same", (shelled, met), "event", None),
        ("reject", (shelled,), "event", None),
        ("correct", (shelled,), "event", {"type": "COERCE", "mode": "seize"}),
        ("retract", (document,), "document", None),
    ):
        made = store.decide(verdict, *ids, kind=kind, changes=changes, **ME)  # type: ignore[arg-type]
        check(store)
        if verdict in ("same", "reject", "correct"):
            assert store.rows("SELECT * FROM tellings ORDER BY ALL") != before, verdict
        store.undo(made.id, **ME)
        check(store)
        assert store.rows("SELECT * FROM tellings ORDER BY ALL") == before, verdict


def test_they_follow_actors_that_are_joined(store: Store) -> None:
    personas = sorted({p for (p,) in store.rows("SELECT persona FROM taking WHERE persona > ''")})
    made = store.decide("same", *personas[:2], kind="actor", **ME)
    check(store)
    store.undo(made.id, **ME)
    check(store)


def test_a_telling_that_a_new_reading_lacks_is_gone(store: Store) -> None:
    text = TEXTS[1][1]
    report = store.report(next(d.id for d in store.documents() if d.published == "2023-05-03"))
    store.add(replace(report, events=report.events[:1], reader="another"), text)
    store.resolve()
    check(store)
    assert len(store.rows("SELECT 1 FROM tellings WHERE document = ?", report.document.id)) == 1


def test_names_stand_folded_between_spaces(store: Store) -> None:
    for name, aliases, folded in store.rows("SELECT name, aliases, folded FROM actors"):
        for one in filter(None, (name, *aliases)):
            assert between_spaces(one) in folded
    assert store.rows("SELECT 1 FROM actors WHERE contains(folded, ' ana paz ')")
