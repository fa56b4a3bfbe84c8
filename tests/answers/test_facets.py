"""Questions and facets: what is found, in which order, and what each further filter would leave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord import BadFilter, Report, Store
from onrecord.answers import Filters, happenings
from onrecord.answers.searching.facets import Facet, facets
from onrecord.answers.searching.questions import Asked, Question, Show, entries
from onrecord.claims import Claim
from onrecord.model import Actor, Document, Event, Interval, Place, Span, Statement, document_id

RUSSIA = Actor("russia", "state", "Russia", "RUS")
KOREA = Actor("korea", "state", "North Korea", "PRK")
LAVROV = Actor("lavrov", "person", "Sergey Lavrov", "RUS", "GOV", ["Lavrov"])
SHORT = Actor("short", "person", "Lavrov", "RUS")
ECHO = Actor("echo", "organization", "Echo", None)
PLACES = [Place(0, 5, "Port of Rason"), Place(0, 5, "Rason"), Place(0, 5, "Åland")]
SPRING = Interval("2024-03-20", "2024-05-02")
Told = tuple[str, str | None, list[str], list[str], Interval | None, int | None, str | None]
TOLD: list[Told] = [
    ("CONSULT", "visit", ["russia", "lavrov"], ["korea"], SPRING, 0, None),
    ("CONSULT", "visit", ["short"], ["korea"], Interval("2024-03-01", "2024-03-31"), 1, "inner"),
    ("AID", None, ["russia"], ["korea"], None, 1, "outer"),
    ("THREATEN", None, ["korea"], ["echo"], Interval("2024-05-01", "2024-05-01"), 2, None),
    ("REJECT", None, ["lavrov"], ["russia"], Interval("2023-12-31", "2023-12-31"), None, "outer"),
]  # fmt: skip


def _stored(store: Store, n: int, publisher: str | None, published: str | None) -> None:
    text = f"Report {n} tells of talks, of the old ferry, and of boats. {'x ' * 20}"
    span = Span(0, 5)
    statements = [
        Statement(f"outer{n}", ["echo"], span, span, "indirect", "asserts"),
        Statement(f"inner{n}", ["lavrov"], span, span, "indirect", "asserts", within=f"outer{n}"),
    ]
    events = [
        Event(
            f"e{n}{at}", type, span, span, who, whom, "planned" if at == 2 else "asserted", mode,
            date=date, place=place, within=f"{within}{n}" if within else None,
        )
        for at, (type, mode, who, whom, date, place, within) in enumerate(TOLD)
    ]  # fmt: skip
    document = Document(
        document_id(text), len(text), f"R{n}", publisher=publisher, published=published
    )
    report = Report(
        document, actors=[RUSSIA, KOREA, LAVROV, SHORT, ECHO], statements=statements,
        events=events[n:], places=PLACES,
    )  # fmt: skip
    store.add(report, text)


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = str(tmp_path_factory.mktemp("facets") / "s.duckdb")
    with Store(path) as store:
        _stored(store, 0, "Echo of Rason", "2024-05-03")
        _stored(store, 1, "Echo", "2024-05-04")
        _stored(store, 2, None, None)
        store.resolve()
    with Store(path, read_only=True) as store:
        yield store


def _with(filters: Filters, facet: Facet, value: str) -> Filters:
    if facet.field == "month":
        return replace(filters, since=value, until=value)
    return replace(filters, **{facet.field: True if facet.field == "disputed" else value})


@pytest.mark.parametrize("show", ["claims", "events", "documents"])
@pytest.mark.parametrize(
    "filters",
    [
        Filters(),
        Filters(type="CONSULT"),
        Filters(type="CONSULT/visit"),
        Filters(actor="RUS"),
        Filters(actor="Lavrov", since="2024-03"),
        Filters(with_="Echo", factuality="asserted"),
        Filters(actor="RUS", with_="PRK"),
        Filters(speaker="Echo"),
        Filters(since="2024-03-15", until="2024-05-15"),
        Filters(place="rason", publisher="echo", disputed=True),
    ],
)
@pytest.mark.parametrize("words", [None, "ferry", '"old ferry" boat'])
def test_a_count_is_what_the_question_finds_with_the_value(
    asked: Store, show: Show, filters: Filters, words: str | None
) -> None:
    for facet in facets(Asked(asked, Question(words, filters, show))):
        for value in facet.values:
            narrowed = Question(words, _with(filters, facet, value.value), show)
            assert Asked(asked, narrowed).total == value.count, (facet.name, value)


def _values(store: Store, question: Question, name: str) -> dict[str, int]:
    found = {facet.name: facet for facet in facets(Asked(store, question))}
    return {value.label: value.count for value in found[name].values} if name in found else {}


def test_what_each_facet_counts(asked: Store) -> None:
    everything = Question()
    assert _values(asked, everything, "type")["AID"] == 3
    assert _values(asked, everything, "country") == {"North Korea": 9, "Russia": 9}
    assert _values(asked, everything, "actor") == {"Lavrov": 6, "Echo": 3, "Sergey Lavrov": 4}
    assert _values(asked, everything, "speaker") == {"Echo": 8, "Sergey Lavrov": 2}
    assert _values(asked, everything, "place") == {"Rason": 6, "Åland": 3, "Port of Rason": 1}
    assert _values(asked, everything, "publisher") == {"Echo": 9, "Echo of Rason": 5}
    assert list(_values(asked, everything, "month")) == ["2024-05", "2024-04", "2024-03", "2023-12"]


def test_a_type_has_modes_and_an_actor_others_beside_it(asked: Store) -> None:
    assert _values(asked, Question(filters=Filters(type="consult")), "type") == {"CONSULT/visit": 3}
    beside = _values(asked, Question(filters=Filters(actor="Echo")), "with country")
    assert beside == {"North Korea": 3}


def test_only_months_within_the_period_are_offered(asked: Store) -> None:
    told = Question(filters=Filters(since="2024-03-15", until="2024-05-30"))
    assert list(_values(asked, told, "month")) == ["2024-04"]
    assert (
        _values(asked, Question(filters=Filters(since="2024-04", until="2024-04")), "month") == {}
    )


@pytest.mark.parametrize(
    ("since", "until", "months"),
    [
        ("2023-12-02", "2024-04-30", ["2024-04", "2024-03"]),
        ("2023-12-01", "2024-01-30", ["2023-12"]),
        ("9999-12-15", None, []),
        (None, "0001-01-15", []),
    ],
)
def test_months_end_where_years_and_the_calendar_do(
    asked: Store, since: str | None, until: str | None, months: list[str]
) -> None:
    told = Question(filters=Filters(since=since, until=until))
    assert list(_values(asked, told, "month")) == months


def test_a_facet_says_whether_there_are_more(tmp_path: Path) -> None:
    with Store(str(tmp_path / "s.duckdb")) as store:
        span = Span(0, 1)
        for n in range(12):
            text = f"Report {n}."
            document = Document(document_id(text), len(text), publisher=f"Paper {n:02}")
            event = Event(f"e{n}", "AID", span, span, ["russia"], [], "asserted")
            store.add(Report(document, actors=[RUSSIA], events=[event]), text)
        (short,) = [f for f in facets(Asked(store, Question())) if f.name == "publisher"]
        (whole,) = [f for f in facets(Asked(store, Question()), "publisher") if f.more is False
                    and f.name == "publisher"]  # fmt: skip
    assert short.more and [v.value for v in short.values] == [f"Paper {n:02}" for n in range(10)]
    assert len(whole.values) == 12


@pytest.mark.parametrize("newest", [False, True])
@pytest.mark.parametrize("show", ["claims", "events", "documents"])
def test_pages_add_up_to_the_whole_in_one_order(asked: Store, show: Show, newest: bool) -> None:
    it = Asked(asked, Question(None, Filters(), show, newest))
    whole = it.ids()
    assert len(whole) == len(set(whole)) == it.total > 2
    paged = [i for first in range(0, len(whole), 2) for i in it.ids(first, 2)]
    assert paged == whole
    assert len(entries(asked, show, whole)) == len(whole)


def test_claims_stand_as_the_store_has_them(asked: Store) -> None:
    ids = Asked(asked, Question(filters=Filters(actor="Lavrov"))).ids()
    assert asked.kept(Claim, ids) == asked.claims(actor="Lavrov")
    newest = Asked(asked, Question(newest=True)).ids()
    assert newest[0].startswith("e1") and newest[-1].startswith("e2")


def test_events_are_those_that_happenings_finds(asked: Store) -> None:
    for filters in (Filters(), Filters(disputed=True), Filters(type="AID"), Filters(uncoded=True)):
        found = Asked(asked, Question(None, filters, "events"))
        assert sorted(found.ids()) == sorted(h.id for h in happenings(asked, filters))


def test_words_hold_for_claims_and_rank_documents(asked: Store) -> None:
    assert Asked(asked, Question('"ferry old"')).total == 0
    assert Asked(asked, Question('"old ferry"')).total == 12
    assert Asked(asked, Question("zeppelin")).ids() == []
    held = Asked(asked, Question("ferry 1", show="documents"))
    first, *_ = held.hits(0, 2)
    assert held.total == 3 and first.title == "R1" and "ferry" in first.passages[0].words
    assert held.ids(0, 1) == [first.document]


@pytest.mark.parametrize(
    ("question", "words"),
    [(lambda: Question(show="cats"), "claims, events, documents"),  # type: ignore[arg-type]
     (lambda: Question("-"), "no word"), (lambda: Question(filters=Filters(place="-")), "names")],
)  # fmt: skip
def test_questions_that_cannot_be_asked(asked: Store, question: object, words: str) -> None:
    with pytest.raises(BadFilter, match=words):
        Asked(asked, question())  # type: ignore[operator]
