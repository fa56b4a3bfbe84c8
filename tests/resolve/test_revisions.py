"""What a later version changes, in its wording and in its claims."""

from __future__ import annotations

from onrecord.model import Actor, Document, Event, Quantity, Report, Span, document_id
from onrecord.resolve.texts.revisions import changes, differences


def test_a_number_that_grew() -> None:
    (change,) = changes(
        "At least 17 people died in Osh.", "At least twenty-three people died in Osh."
    )
    assert (change.kind, change.before, change.after) == ("number", "17", "twenty three")


def test_a_day_that_was_put_right() -> None:
    (change,) = changes("The bus left on Monday at noon.", "The bus left on Sunday at noon.")
    assert (change.kind, change.before, change.after) == ("day", "Monday", "Sunday")


def test_a_fact_that_only_moved_is_no_change() -> None:
    before = "In Osh 17 people died. In Jalalabad 4 people were hurt."
    after = "In Jalalabad 4 people were hurt. In Osh 17 people died."
    assert not [c for c in changes(before, after) if c.kind != "passage"]


def test_a_thousand_with_and_without_a_comma() -> None:
    assert changes("Some 1,200 people fled to Osh.", "Some 1200 people fled to Osh.") == []


def test_a_title_before_a_name_is_no_other_name() -> None:
    assert changes("Yesterday Mr Sadykov spoke.", "Yesterday President Sadykov spoke.") == []


def report(text: str, *told: tuple[str, str, str]) -> Report:
    """A report of events (type, trigger, clause) in which Chile does it to Peru."""
    actors = [Actor("c", "state", "Chile", "CHL"), Actor("p", "state", "Peru", "PER")]
    numbers = [word for word in text.split() if word.isdigit()]
    quantities = [
        Quantity(*_span(text, n), float(n), float(n), False, "dead") for n in numbers
    ]  # fmt: skip
    events = []
    for i, (kind, trigger, clause) in enumerate(told):
        span = Span(*_span(text, clause))
        inside = [
            q for q, it in enumerate(quantities) if Span(it.start, it.end).within(span)
        ]  # fmt: skip
        events.append(
            Event(
                f"e{i}", kind, Span(*_span(text, trigger)), span, ["c"], ["p"], "asserted",
                quantities=inside,
            )
        )  # fmt: skip
    document = Document(document_id(text), len(text))
    return Report(document, actors=actors, quantities=quantities, events=events)


def _span(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


BEFORE = "Chile shelled a Peruvian post and killed 3 men. It recalled its envoy."
AFTER = "Chile shelled a Peruvian post and killed 5 men. It closed the border."


def compared() -> tuple[Report, Report]:
    old = report(
        BEFORE,
        ("ASSAULT", "shelled", "Chile shelled a Peruvian post and killed 3 men"),
        ("SANCTION", "recalled", "It recalled its envoy"),
    )
    new = report(
        AFTER,
        ("ASSAULT", "shelled", "Chile shelled a Peruvian post and killed 5 men"),
        ("COERCE", "closed", "It closed the border"),
    )
    return old, new


def test_claims_are_added_dropped_and_changed_field_by_field() -> None:
    old, new = compared()
    found = differences(old, BEFORE, new, AFTER)
    assert [c.type for c in found.added] == ["COERCE"]
    assert [c.type for c in found.gone] == ["SANCTION"]
    (changed,) = found.changed
    assert [(f.field, f.before, f.after) for f in changed.fields] == [
        ("how_many", "3 dead", "5 dead")
    ]


def test_a_report_does_not_differ_from_itself() -> None:
    old, _ = compared()
    found = differences(old, BEFORE, old, BEFORE)
    assert (found.added, found.gone, found.changed) == ([], [], [])


def test_a_claim_told_twice_is_matched_once() -> None:
    text = "Chile shelled a post in Tacna. Chile shelled a post in Arica."
    clauses = [
        ("ASSAULT", "shelled", "Chile shelled a post in Tacna"),
        ("ASSAULT", "shelled", "Chile shelled a post in Arica"),
    ]
    found = differences(report(text, *clauses), text, report(text, *clauses[:1]), text)
    assert [c.evidence for c in found.gone] == ["Chile shelled a post in Arica"]
    assert not found.changed and not found.added
