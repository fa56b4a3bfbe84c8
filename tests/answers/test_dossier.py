"""Dossiers: every entry in its section, with its sources; and the page of Markdown."""

from __future__ import annotations

import msgspec
import pytest

from onrecord import BadFilter, Store
from onrecord.answers import Filters, dossier, markdown
from onrecord.answers.dyads.markdown import escaped
from onrecord.answers.records import Entry
from onrecord.model import document_id
from tests.answers.record import LATER, PAPER, WIRE


def entries(store: Store, section: str, *pair: str) -> list[Entry]:
    return [e for e in dossier(store, *(pair or ("CHL", "PER"))).entries if e.section == section]


def test_what_happened_stands_in_the_section_of_its_type(store: Store) -> None:
    assert [e.id for e in entries(store, "meetings")] == ["h_meet"]
    assert [e.id for e in entries(store, "events")] == ["h_attack"]


def test_an_agreement_has_its_name_parties_duties_and_what_became_of_it(store: Store) -> None:
    (found,) = entries(store, "agreements")
    assert (found.what, found.who, found.earliest) == (
        "Accord of Tacna", ["Chile", "Peru"], "2025-01-09",
    )  # fmt: skip
    (duty,) = found.details
    assert duty.startswith('Peru: "withdraw its ships"') and document_id(LATER)[:16] in duty
    assert [s.value for s in found.sources] == [None, "breach"]


def test_every_telling_is_a_source_that_holds_in_its_text(store: Store) -> None:
    (found,) = entries(store, "events")
    assert [s.publisher for s in found.sources] == ["Andes Wire", "The Coast Paper"]
    for source in found.sources:
        assert store.text(source.document)[source.start : source.end] == source.words
    assert found.disputed and found.sources[0].speaker == "Chile"


def test_statements_are_those_of_each_side_on_the_other(store: Store) -> None:
    found = {(e.side, e.id) for e in entries(store, "statements")}
    assert found == {("Chile", "s_said"), ("Chile", "s_called"), ("Chile", "s_told")}
    (called,) = (e for e in entries(store, "statements") if e.id == "s_called")
    assert called.who == ["Rosa Díaz (CHL)"] and called.whom == ["Peru"]
    assert called.sources[0].words == "Peru a neighbour"


def test_the_sides_go_by_the_order_of_the_question(store: Store) -> None:
    turned = dossier(store, "Peru", "diaz")
    assert turned.parties == ["Peru", "diaz"]
    assert {e.side for e in turned.entries if e.section == "statements"} == {"diaz"}


def test_figures_stand_side_by_side(store: Store) -> None:
    (found,) = entries(store, "figures")
    assert [(s.publisher, s.value) for s in found.sources] == [
        ("Andes Wire", "12 sailors"), ("The Coast Paper", "9 people"),
    ]  # fmt: skip


def test_the_documents_are_those_that_are_cited(store: Store) -> None:
    found = dossier(store, "CHL", "PER", Filters(until="2024-03-05"))
    assert [d.id for d in found.documents] == [document_id(WIRE), document_id(PAPER)]
    assert found.until == "2024-03-05" and not [e for e in found.entries if "agree" in e.id]
    assert {e.id for e in found.entries if e.section == "statements"} == {"s_said"}


def test_nothing_between_two_is_an_empty_dossier(store: Store) -> None:
    found = dossier(store, "CHL", "BRA")
    assert not found.entries and not found.documents
    assert markdown(found).count("Nothing is on record.") == 6


def test_a_day_that_is_none_is_refused(store: Store) -> None:
    with pytest.raises(BadFilter, match="YYYY"):
        dossier(store, "CHL", "PER", Filters(since="yesterday"))


def test_the_page_cites_publisher_date_document_and_place(store: Store) -> None:
    page = markdown(dossier(store, "CHL", "PER"))
    start, end = WIRE.index("Peru attacked"), len("Peru attacked the port of Arica")
    cited = f'"Peru attacked the port of Arica" `{document_id(WIRE)[:16]}` [{start}:{end}]'
    assert f"  - Andes Wire, 2024-03-05, Chile: {cited}" in page
    assert "- **2024-03-04** Peru · ASSAULT · Chile (**disputed**)" in page
    assert "- **reported 2024-03-05** Rosa Díaz (CHL) · CONSULT · Peru" in page
    assert "  - **12 sailors** Andes Wire" in page and "### By Chile" in page
    assert page.startswith("# Chile and Peru\n\n3 events in 3 documents.\n")


def test_what_was_withdrawn_is_marked(store: Store) -> None:
    found = dossier(store, "CHL", "PER")
    page = markdown(msgspec.structs.replace(found, retracted=[document_id(PAPER)]))
    assert all(("(**retracted**)" in line) == (document_id(PAPER)[:16] in line)
               for line in page.splitlines() if "`" in line)  # fmt: skip


def test_documents_cannot_write_markdown() -> None:
    assert escaped("# a\n<b>[x](y)*_`") == r"\# a \<b\>\[x\](y)\*\_\`"
