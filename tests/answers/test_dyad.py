"""A dyad counts what a dossier lists, by month and direction, and bounds what it shows."""

from __future__ import annotations

import pytest

from onrecord import BadFilter, Store
from onrecord.answers import dossier, timeline
from onrecord.answers.dyads.coverage import LONG, Stretch, covered, gaps
from onrecord.answers.dyads.dyad import Dyad, Question, Source, dyad
from onrecord.answers.dyads.statements import said_between
from onrecord.model import document_id
from tests.answers.record import LATER


@pytest.fixture
def found(store: Store) -> Dyad:
    return dyad(store, Question("CHL", "Peru"))


def test_reports_events_and_claims_are_counted_apart(store: Store, found: Dyad) -> None:
    assert (found.reports, found.events, found.claims, found.disputed) == (3, 3, 4, 1)
    assert found.parties == ["Chile", "Peru"] and (found.first, found.last) == (
        "2024-03-05", "2025-01-10",
    )  # fmt: skip
    told = timeline(store, "CHL", "PER")
    assert {h.id for h in found.happenings} == {h.id for h in told} and found.events == len(told)


def test_months_go_from_the_first_report_to_the_last_with_their_gaps(found: Dyad) -> None:
    assert len(found.months) == 11
    assert (found.months[0], found.months[-1]) == (
        Stretch("2024-03", 2, 2), Stretch("2025-01", 1, 1),
    )  # fmt: skip
    assert found.gaps == ["2024-04 to 2024-12"]
    assert sum(month.events for month in found.months) == found.events


def test_a_direction_is_what_one_did_to_the_other(store: Store) -> None:
    ids = {
        way: {h.id for h in dyad(store, Question("CHL", "PER", way)).happenings}
        for way in ("both", "to", "from")
    }
    assert ids == {
        "both": {"h_attack", "h_meet", "h_agree"},
        "to": {"h_meet", "h_agree"},
        "from": {"h_attack"},
    }
    turned = dyad(store, Question("PER", "CHL", "to"))
    assert [h.id for h in turned.happenings] == ["h_attack"]
    assert {entry.side for entry in turned.statements} == set()


def test_events_go_by_their_days_a_stretch_at_a_time(store: Store) -> None:
    newest = dyad(store, Question("CHL", "PER")).happenings
    oldest = dyad(store, Question("CHL", "PER", order="oldest")).happenings
    assert [h.id for h in oldest] == ["h_attack", "h_meet", "h_agree"]
    assert list(reversed(newest)) == oldest
    second = dyad(store, Question("CHL", "PER", limit=1, skipped=1))
    assert [h.id for h in second.happenings] == ["h_meet"] and second.events == 3


def test_an_agreement_that_was_broken_is_in_force_and_broken(found: Dyad) -> None:
    (made,) = found.agreements
    assert found.agreed == 1 and made.commitment.name == "Accord of Tacna"
    assert made.breached and not made.withdrawn and made.happening.id == "h_agree"


def test_figures_stand_claim_by_claim_the_latest_first(found: Dyad) -> None:
    assert [(c.publisher, c.how_many) for c in found.figures] == [
        ("The Coast Paper", ["9 people"]), ("Andes Wire", ["12 sailors"]),
    ]  # fmt: skip
    assert found.figured == 2


def test_who_publishes_and_who_speaks_is_counted(found: Dyad) -> None:
    assert found.publishers == [
        Source("Andes Wire", 1), Source("The Coast Paper", 1), Source(None, 1),
    ]  # fmt: skip
    assert found.speakers == [Source("CHL", 1)] and found.own == 3
    assert sum(land.count for land in found.lands) == found.reports


def test_disputes_and_statements_are_those_of_the_dossier(store: Store, found: Dyad) -> None:
    entries = dossier(store, "CHL", "PER").entries
    assert [c.id for c in found.disputes] == [e.id for e in entries if e.section == "disputes"]
    assert {e.id for e in found.statements} == {e.id for e in entries if e.section == "statements"}


def test_a_time_bounds_events_and_statements(store: Store) -> None:
    found = dyad(store, Question("CHL", "PER", since="2025"))
    assert [h.id for h in found.happenings] == ["h_agree"] and found.since == "2025-01-01"
    assert {e.id for e in found.statements} == {"s_called", "s_told"}
    with pytest.raises(BadFilter):
        dyad(store, Question("CHL", "PER", since="yesterday"))


def test_of_each_side_the_latest_statements_are_kept(store: Store) -> None:
    (kept,) = said_between(store, "CHL", "PER", latest=1)
    assert kept.sources[0].document == document_id(LATER)
    assert len(said_between(store, "CHL", "PER", latest=9)) == 3


def test_two_who_never_met_have_nothing(store: Store) -> None:
    found = dyad(store, Question("CHL", "BRA"))
    assert (found.events, found.months, found.gaps, found.agreements) == (0, [], [], [])


def test_a_long_time_is_told_by_years() -> None:
    found = [Stretch("1990-05", 1, 1), Stretch("1990-06", 2, 0), Stretch("2003-01", 3, 2)]
    years = covered(found)
    assert [one.when for one in years] == [str(year) for year in range(1990, 2004)]
    assert years[0] == Stretch("1990", 3, 1) and years[-1] == Stretch("2003", 3, 2)
    assert gaps(years) == ["1991 to 2002"]
    assert len(covered([Stretch("1990-01", 1, 1), Stretch("1999-12", 1, 1)])) == LONG


def test_a_gap_of_one_month_is_that_month() -> None:
    months = covered([Stretch("2023-12", 1, 1), Stretch("2024-02", 1, 0), Stretch("2024-03", 1, 1)])
    assert gaps(months) == ["2024-01"] and covered([]) == []
