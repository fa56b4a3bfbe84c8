"""Filters of claims: who exactly is meant, and when; and the ids that name a record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord import BadFilter, Report, Store, StoreError
from onrecord.knowledge.ontology import types
from onrecord.knowledge.world import states
from onrecord.model import Actor, Document, Event, Interval, Place, Span, Statement, document_id
from onrecord.provenance import _rows
from onrecord.store.query import Filters, claim_query

ACTORS = {
    "south": Actor("south", "state", "South Korea", "KOR"),
    "north": Actor("north", "state", "North Korea", "PRK"),
    "russia": Actor("russia", "state", "Russia", "RUS"),
    "lavrov": Actor("lavrov", "person", "Sergey Lavrov", "RUS", "GOV", ["Lavrov", "Mr Lavrov"]),
    "nunez": Actor("nunez", "person", "José Núñez-Álvarez", "CHL"),
    "niger": Actor("niger", "state", "Niger", "NER"),
    "nigeria": Actor("nigeria", "state", "Nigeria", "NGA"),
    "guinea": Actor("guinea", "state", "Guinea", "GIN"),
    "bissau": Actor("bissau", "state", "Guinea-Bissau", "GNB"),
    "un": Actor("un", "organization", "United Nations", "IGO", None, ["UN"]),
    "korean air": Actor("korean air", "organization", "Korea Shipping", None),
}
EVENTS: list[tuple[str, str, list[str], list[str], Interval | None, str | None]] = [
    ("e1", "CONSULT", ["south"], ["russia"], Interval("2024-03-01", "2024-03-01"), None),
    ("e2", "THREATEN", ["north"], ["south"], Interval("2024-02-01", "2024-02-29"), "inner"),
    ("e3", "CONSULT", ["russia", "lavrov"], ["nunez"], None, "outer"),
    ("e4", "AID", ["niger"], ["nigeria"], Interval("2024-01-15", None), None),
    ("e5", "AGREE", ["guinea"], ["bissau"], Interval(None, "2024-01-20"), None),
    ("e6", "SUPPORT", ["un"], ["korean air"], None, None),
    ("e7", "AGREE", ["russia"], [], Interval("2023-12-31", "2023-12-31"), None),
]
TEXT = "x" * 50


def _report() -> Report:
    span = Span(0, 5)
    outer = Statement("outer", ["un"], span, span, "indirect", "asserts")
    inner = Statement("inner", ["lavrov"], span, span, "indirect", "asserts", within="outer")
    events = [
        Event(
            i,
            t,
            span,
            span,
            who,
            whom,
            "planned" if i == "e5" else "asserted",
            "visit" if i == "e3" else None,
            date=date,
            within=within,
            place=0 if i in ("e1", "e4") else 1 if i == "e5" else None,
        )
        for i, t, who, whom, date, within in EVENTS
    ]
    return Report(
        Document(
            document_id(TEXT), len(TEXT), "one",
            publisher="L'Écho d'Abidjan", published="2024-03-04",
        ),
        actors=list(ACTORS.values()), statements=[outer, inner], events=events,
        places=[Place(0, 5, "São Tomé"), Place(0, 5, "Port-au-Prince")],
    )  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store(str(tmp_path_factory.mktemp("filters") / "s.duckdb")) as opened:
        opened.add(_report(), TEXT)
        undated = Report(Document("f" * 64, 9, "undated"), actors=[ACTORS["niger"]],
                         events=[Event("e8", "AID", Span(0, 3), Span(0, 3), ["niger"], [],
                                       "asserted")])  # fmt: skip
        opened.add(undated, "Undated.")
        yield opened


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"actor": "KOR"}, "e1 e2"),
        ({"actor": "PRK"}, "e2"),
        ({"actor": "South Korea"}, "e1 e2"),
        ({"actor": "north korea"}, "e2"),
        ({"actor": "Korea Shipping"}, "e6"),
        ({"actor": "Russia"}, "e1 e3 e7"),
        ({"actor": "russian"}, "e1 e3 e7"),
        ({"actor": "RUS"}, "e1 e3 e7"),
        ({"actor": "Lavrov"}, "e3"),
        ({"actor": "sergey LAVROV"}, "e3"),
        ({"actor": "avrov"}, ""),
        ({"actor": "nunez"}, "e3"),
        ({"actor": "Sergey Lavrov (RUS)"}, "e3"),
        ({"actor": "Sergey Lavrov (KOR)"}, ""),
        ({"actor": "Nuñez Alvarez"}, "e3"),
        ({"actor": "Niger"}, "e4 e8"),
        ({"actor": "Nigeria"}, "e4"),
        ({"actor": "Guinea"}, "e5"),
        ({"actor": "GNB"}, "e5"),
        ({"actor": "IGO"}, "e6"),
        ({"actor": "UN"}, "e6"),
        ({"actor": "united nations"}, "e6"),
        ({"actor": "nobody.*"}, ""),
        ({"actor": "RUS", "with_": "KOR"}, "e1"),
        ({"actor": "KOR", "with_": "RUS"}, "e1"),
        ({"actor": "RUS", "with_": "RUS"}, "e3"),
        ({"actor": "KOR", "with_": "KOR"}, ""),
        ({"with_": "PRK"}, "e2"),
        ({"speaker": "Lavrov"}, "e2"),
        ({"speaker": "UN"}, "e2 e3"),
        ({"speaker": "KOR"}, ""),
        ({"type": "consult"}, "e1 e3"),
        ({"type": "consult", "actor": "KOR"}, "e1"),
        ({"since": "2024-02-15"}, "e1 e2 e3 e6"),
        ({"until": "2024-02-15"}, "e2 e4 e5 e7"),
        ({"since": "2024-01-01", "until": "2024-01-31"}, "e4 e5"),
        ({"since": "2024-03-04", "until": "2024-03-04"}, "e3 e6"),
        ({"since": "2024-02"}, "e1 e2 e3 e6"),
        ({"until": "2023"}, "e7"),
        ({"since": "2024", "until": "2024-01"}, "e4 e5"),
        ({"since": "2024-03", "until": "2024"}, "e1 e3 e6"),
        ({"disputed": True}, ""),
        ({"type": "consult/visit"}, "e3"),
        ({"type": "CONSULT/phone"}, ""),
        ({"factuality": "planned"}, "e5"),
        ({"place": "são tomé"}, "e1 e4"),
        ({"place": "SAO"}, "e1 e4"),
        ({"place": "port au prince"}, "e5"),
        ({"place": "prin"}, ""),
        ({"publisher": "echo"}, "e1 e2 e3 e4 e5 e6 e7"),
        ({"publisher": "Abidjan", "place": "Tomé", "type": "AID"}, "e4"),
        ({"publisher": "Abid"}, ""),
        ({"factuality": "Asserted", "type": "AGREE"}, "e7"),
    ],
)
def test_who_and_when(store: Store, filters: dict[str, Any], found: str) -> None:
    assert sorted(c.event for c in store.claims(**filters)) == found.split()


@pytest.mark.parametrize(
    ("one", "other", "found"), [("KOR", "RUS", "e1"), ("RUS", "KOR", ""), ("RUS", "RUS", "")]
)
def test_what_one_does_to_the_other_is_not_what_the_other_does(
    store: Store, one: str, other: str, found: str
) -> None:
    sql, values = claim_query(Filters(one, other, directed=True))
    assert [row[0] for row in store.rows(sql, *values)] == found.split()


@pytest.mark.parametrize(
    ("filters", "words"),
    [
        ({"type": "ATTACK"}, "ACCUSE, AGREE, AID"),
        ({"since": "yesterday"}, "YYYY-MM-DD"),
        ({"until": "2024-02-30"}, "YYYY-MM-DD"),
        ({"since": "2024-13"}, "YYYY-MM or YYYY"),
        ({"since": "24"}, "YYYY-MM or YYYY"),
        ({"since": "2024-02", "until": "2024-01"}, "exchange"),
        ({"since": "2024-03-02", "until": "2024-03-01"}, "exchange"),
        ({"actor": ""}, "names nobody"),
        ({"speaker": "--"}, "names nobody"),
        ({"type": "CONSULT/expel"}, "its modes are visit"),
        ({"type": "AGREE/"}, "its modes are none"),
        ({"type": "/expel"}, "no type"),
        ({"factuality": "true"}, "asserted, negated"),
        ({"place": "--"}, "names nothing"),
        ({"publisher": ""}, "names nothing"),
    ],
)
def test_questions_that_cannot_be_answered(
    store: Store, filters: dict[str, Any], words: str
) -> None:
    with pytest.raises(BadFilter, match=words):
        store.claims(**filters)


@pytest.mark.parametrize(
    ("who", "known"),
    [("KOR", True), ("BRA", True), ("Brazil", True), ("lavrov", True), ("IGO", True),
     ("avrov", False), ("bra", False), ("Atlantis", False)],
)  # fmt: skip
def test_whom_the_store_knows(store: Store, who: str, known: bool) -> None:
    assert store.knows(who) is known


def test_every_type_of_the_frames_can_be_asked_for() -> None:
    assert {row["type"] for _, row in _rows()} <= set(types())


def test_every_code_can_be_asked_for(store: Store) -> None:
    assert len(states()) > 190
    for code in states():
        assert {c.event for c in store.claims(actor=code)} <= {e[0] for e in EVENTS} | {"e8"}


@pytest.mark.parametrize(
    ("ident", "words"),
    [("", "10 records"), ("e", "8 records .*e1, e2, e3, e4, e5, \\.\\.\\."), ("z", "no event")],
)
def test_beginnings_of_ids(store: Store, ident: str, words: str) -> None:
    with pytest.raises(StoreError, match=words):
        store.explain(ident)
    assert store.explain("ou").record.id == "outer"


def test_names_of_documents(store: Store) -> None:
    assert store.find("one") == store.find(document_id(TEXT)[:6]) == document_id(TEXT)
    with pytest.raises(StoreError, match="2 documents"):
        store.find("")
    with pytest.raises(StoreError, match="no document"):
        store.find("two")


def test_a_title_of_two_documents_lists_both(store: Store, tmp_path: Path) -> None:
    with Store(str(tmp_path / "s.duckdb")) as other:
        for ident in ("a" * 64, "b" * 64):
            other.add(Report(Document(ident, 1, "same")), "x")
        with pytest.raises(StoreError, match=r"aaaa.*bbbb.*write more"):
            other.report("same")
        assert other.report("b").document.id == "b" * 64
