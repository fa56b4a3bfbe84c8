"""Resolving: the same groups in any order of arrival, what decisions do, and what they survive."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec
import pytest

from benchmarks.orders import exported
from onrecord import BadDecision, Item, Report, Store, read_many
from onrecord.answers import Filters, disputes, happenings, versions
from onrecord.model import document_id
from onrecord.resolve.actors.people import Persona

TEXTS = (
    (
        "2023-03-07",
        "LIMA, March 7 (Andes Wire) - Peruvian troops shelled the village of Zarumilla in"
        " Ecuador on Monday, killing at least four farmers, its mayor said. Ecuador condemned it.",
    ),
    (
        "2023-03-08",
        "Ecuador's army said Peruvian soldiers had shelled Zarumilla on Monday and killed six"
        " people. Peru denied that its troops had shelled the village.",
    ),
    (
        "2023-03-09",
        "Peruvian troops shelled the Ecuadorian village of Huaquillas on Wednesday, two days after"
        " Zarumilla, wounding a teacher.",
    ),
    (
        "2023-03-10",
        "The foreign ministers of Peru and Ecuador met in Guayaquil on Thursday and agreed to"
        " withdraw their troops from the border.",
    ),
    (
        "2023-03-14",
        "The foreign ministers of Peru and Ecuador met again in Bogota on Monday.",
    ),
)
ME = {"user": "ana", "at": "2024-01-01T00:00:00+00:00"}


@cache
def reports() -> tuple[tuple[Report, str], ...]:
    items = [Item(text, date, publisher="Andes Wire") for date, text in TEXTS]
    return tuple(zip(read_many(items), (item.text for item in items), strict=True))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(str(tmp_path / "store.duckdb")) as kept:
        for report, text in reports():
            kept.add(report, text)
        kept.resolve()
        yield kept


def event(number: int, word: str) -> str:
    report, text = reports()[number]
    return next(e.id for e in report.events if e.trigger.of(text) == word)


def together(store: Store, *events: str) -> bool:
    return any(set(events) <= set(h.events) for h in happenings(store, Filters(uncoded=True)))


def export(store: Store) -> bytes:
    return msgspec.json.encode(
        [happenings(store, Filters(uncoded=True)), disputes(store), versions(store)]
    )


def test_two_reports_of_one_attack_are_one_happening(store: Store) -> None:
    assert together(store, event(0, "shelled"), event(1, "shelled"))


def test_attacks_on_two_days_in_two_villages_stay_apart(store: Store) -> None:
    assert not together(store, event(0, "shelled"), event(2, "shelled"))


def test_two_meetings_of_one_pair_stay_apart(store: Store) -> None:
    assert not together(store, event(3, "met"), event(4, "met"))


APART = (
    (
        "2023-03-08",
        "The market hall was hit at dusk. Its tin roof fell in on the fishmongers, and cassava,"
        " plantains and enamel basins lay scattered as far as the cathedral. Two traders were"
        " killed and nine were wounded, a radio station said. The prefect has closed the bus"
        " terminal, the cinema and both lycees until further notice.",
    ),
    (
        "2023-03-10",
        "The dairy cooperative was hit overnight. Two thousand litres of milk ran into the gutter."
        " A veterinarian was killed and three milkmaids were wounded in the byre. Orchards beside"
        " the reservoir are mined, the beekeepers say, and no tractor has left its barn since"
        " January. Cheese is sold from the church hall.",
    ),
)
LATER = (
    "2024-02-11",
    "A court in Quito heard how Peruvian soldiers had shelled Zarumilla on March 6, 2023, and"
    " killed six people.",
)


def added(store: Store, text: tuple[str, str]) -> Report:
    """The report of a further text, which is resolved with the others."""
    date, words = text
    (report,) = read_many([Item(words, date)])
    store.add(report, words)
    store.resolve()
    return report


def shelling(report: Report, text: str) -> str:
    return next(e.id for e in report.told if e.trigger.of(text) == "shelled")


def test_dead_in_one_month_are_no_event_of_two_affairs(tmp_path: Path) -> None:
    with Store(str(tmp_path / "store.duckdb")) as store:
        told = [added(store, text).told for text in APART]
        assert all(told)
        found = happenings(store, Filters(uncoded=True))
        assert [h for h in found if len(h.documents) > 1] == []


def test_a_report_of_the_next_year_that_gives_the_day_tells_of_the_same(store: Store) -> None:
    report = added(store, LATER)
    assert together(store, event(1, "shelled"), shelling(report, LATER[1]))


def test_a_reading_without_the_day_parts_what_the_day_had_brought_together(
    store: Store, tmp_path: Path
) -> None:
    report = added(store, LATER)
    events = [msgspec.structs.replace(e, date=None) for e in report.events]
    deeds = [msgspec.structs.replace(e, date=None) for e in report.deeds]
    dayless = msgspec.structs.replace(report, reader="another", events=events, deeds=deeds)
    store.add(dayless, LATER[1])
    store.resolve()
    assert not together(store, event(1, "shelled"), shelling(dayless, LATER[1]))
    with Store(str(tmp_path / "anew.duckdb")) as anew:
        for one, text in (*reports(), (dayless, LATER[1])):
            anew.add(one, text)
        anew.resolve()
        assert exported(anew) == exported(store)


def states_kept(store: Store, code: str) -> int:
    things = store.rows("SELECT thing FROM things WHERE kind = 'actor'")
    kept = [msgspec.json.decode(thing, type=Persona) for (thing,) in things]
    return sum(one.kind == "state" and one.country == code for one in kept)


def test_an_actor_is_kept_once_and_as_long_as_a_document_names_it(store: Store) -> None:
    assert states_kept(store, "PER") == 1
    for left, (report, text) in zip((4, 3, 2, 1, 0), reports(), strict=True):
        store.add(msgspec.structs.replace(report, actors=[], events=[], deeds=[]), text)
        store.resolve()
        assert states_kept(store, "PER") == int(left > 0)


def test_any_order_and_batching_gives_the_same_record(tmp_path: Path, store: Store) -> None:
    expected = export(store)
    for seed in range(20):
        mixed = list(reports())
        chance = random.Random(seed)
        chance.shuffle(mixed)
        with Store(str(tmp_path / f"{seed}.duckdb")) as other:
            for report, text in mixed:
                other.add(report, text)
                if chance.random() < 0.5:
                    other.resolve()
            other.resolve()
            assert export(other) == expected


def test_resolving_again_does_nothing(store: Store) -> None:
    before = export(store)
    assert store.resolve().documents == 0
    assert export(store) == before


def test_a_document_read_without_its_date_leaves_no_trace_of_the_first_reading(
    store: Store, tmp_path: Path
) -> None:
    (undated,) = read_many([Item(TEXTS[1][1])])
    store.add(undated, TEXTS[1][1])
    store.resolve()
    with Store(str(tmp_path / "anew.duckdb")) as anew:
        for number, (report, text) in enumerate(reports()):
            anew.add(undated if number == 1 else report, text)
        anew.resolve()
        assert export(anew) == export(store)


def test_different_separates_and_undo_joins_again(store: Store) -> None:
    pair = event(0, "shelled"), event(1, "shelled")
    before = export(store)
    decision = store.decide("different", *pair, **ME)
    assert not together(store, *pair)
    store.undo(decision.id, **ME)
    assert export(store) == before


def test_same_joins_what_the_machine_keeps_apart(store: Store) -> None:
    pair = event(3, "met"), event(4, "met")
    store.decide("same", *pair, **ME)
    assert together(store, *pair)


def test_a_later_decision_takes_the_place_of_an_earlier(store: Store) -> None:
    pair = event(3, "met"), event(4, "met")
    store.decide("same", *pair, **ME)
    store.decide("different", *pair, user="ben", at="2024-01-02T00:00:00+00:00")
    assert not together(store, *pair)
    assert [d.status for d in store.decisions()] == ["undone", "holds"]


def test_a_rejected_event_is_told_of_by_no_happening(store: Store) -> None:
    rejected = event(2, "shelled")
    store.decide("reject", rejected, **ME)
    assert not together(store, rejected)
    assert rejected in {claim.event for claim in store.claims()}


def test_a_correction_shows_in_the_happening_and_not_in_the_machines_row(store: Store) -> None:
    corrected = event(2, "shelled")
    store.decide("correct", corrected, changes={"where": "Arenillas"}, **ME)
    (happening,) = [h for h in happenings(store, Filters(uncoded=True)) if corrected in h.events]
    assert happening.where == "Arenillas"
    assert "Arenillas" not in {claim.where for claim in store.claims()}


def test_a_corrected_day_moves_the_happening(store: Store) -> None:
    corrected = event(0, "shelled")
    day = {"earliest": "2023-02-01", "latest": "2023-02-01"}
    store.decide("correct", corrected, changes=day, **ME)
    (happening,) = [h for h in happenings(store, Filters(uncoded=True)) if corrected in h.events]
    assert (happening.earliest, happening.latest) == ("2023-02-01", "2023-02-01")
    assert not together(store, corrected, event(1, "shelled"))


def test_a_corrected_type_takes_its_mode_with_it(store: Store) -> None:
    corrected = event(0, "shelled")
    store.decide("correct", corrected, changes={"type": "PROTEST"}, **ME)
    (happening,) = [h for h in happenings(store, Filters(uncoded=True)) if corrected in h.events]
    assert (happening.type, happening.mode) == ("PROTEST", None)


def test_an_undone_pair_parts_after_another_reading_too(store: Store) -> None:
    pair = event(3, "met"), event(4, "met")
    decision = store.decide("same", *pair, **ME)
    for report, text in reports():
        store.add(renamed_reader(report), text)
    store.resolve()
    pair = f"{pair[0]}y", f"{pair[1]}y"
    assert together(store, *pair)
    store.undo(decision.id, **ME)
    assert not together(store, *pair)


def renamed_reader(report: Report) -> Report:
    """The reading of a reader that gives all events other ids."""
    events = [msgspec.structs.replace(e, id=f"{e.id}y") for e in report.events]
    return msgspec.structs.replace(report, reader="another", events=events)


def test_a_report_that_names_a_title_withdraws_it(store: Store) -> None:
    texts = (
        TEXTS[0][1],
        'RETRACTION: Our report "Peru shells Ecuadorian village" on the shelling of Zarumilla has'
        " been withdrawn.",
    )
    told = Item(texts[0], "2023-03-07", title="Peru shells Ecuadorian village")
    for report, text in zip(read_many([told, Item(texts[1], "2023-03-20")]), texts, strict=True):
        store.add(report, text)
    store.resolve()
    document = document_id(texts[0])
    marked = [h for h in happenings(store, Filters(uncoded=True)) if document in h.documents]
    assert marked and all(document in h.retracted for h in marked)
    assert not any(document_id(TEXTS[2][1]) in h.retracted for h in happenings(store))


def test_decisions_survive_another_reading_and_reopen_where_it_says_otherwise(
    store: Store,
) -> None:
    pair = event(3, "met"), event(4, "met")
    store.decide("same", *pair, **ME)
    store.decide("accept", event(0, "shelled"), **ME)
    for report, text in reports():
        store.add(changed_reader(report), text)
    store.resolve()
    same, accepted = sorted(store.decisions(), key=lambda d: d.verdict != "same")
    assert (same.status, accepted.status) == ("holds", "reopened")
    (subject,) = accepted.subjects
    assert (subject.seen["type"], subject.now and subject.now["type"]) == ("ASSAULT", "COERCE")
    assert together(store, *pair)


def changed_reader(report: Report) -> Report:
    """The reading of a reader that codes what was an assault as coercion."""
    events = [
        msgspec.structs.replace(e, type="COERCE", mode=None, id=f"{e.id}x")
        if e.type == "ASSAULT"
        else e
        for e in report.events
    ]
    return msgspec.structs.replace(report, reader="another", events=events)


def test_what_nobody_can_decide_is_refused(store: Store) -> None:
    one = event(0, "shelled")
    with pytest.raises(BadDecision, match="two things"):
        store.decide("same", one, **ME)
    with pytest.raises(BadDecision, match="none with this id"):
        store.decide("accept", "event_nowhere", **ME)
    with pytest.raises(BadDecision, match="no type is 'EXPEL'"):
        store.decide("correct", one, changes={"type": "EXPEL"}, **ME)
    with pytest.raises(BadDecision, match="no factuality is 'banana'"):
        store.decide("correct", one, changes={"factuality": "banana"}, **ME)
    with pytest.raises(BadDecision, match="is no day"):
        store.decide("correct", one, changes={"earliest": "Monday"}, **ME)
    with pytest.raises(BadDecision, match="nobody can correct evidence"):
        store.decide("correct", one, changes={"evidence": "x"}, **ME)


def test_a_retracted_document_stays_and_is_marked(store: Store) -> None:
    document = document_id(TEXTS[2][1])
    store.decide("retract", document, kind="document", **ME)
    assert document in {d.id for d in store.documents()}
    found = [h for h in happenings(store, Filters(uncoded=True)) if document in h.documents]
    assert found and all(happening.retracted == [document] for happening in found)
