"""Questions to the record: words, filters, and what is listed of that which passes.

In go an open store and a question; out come how much it finds, and the claims, distinct events or
documents, a stretch at a time, in an order that stays. Where they are counted, the tellings that
pass are written once into a temporary table, from which :mod:`onrecord.answers.searching.facets`
counts. What is joined there is known by hashes of 64 bits, which DuckDB joins and counts several
times as fast as ids.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from onrecord.answers.records import Hit
from onrecord.answers.searching.search import hits, holding, query_of, ranked
from onrecord.claims import Claim
from onrecord.errors import BadFilter
from onrecord.model import Document
from onrecord.resolve.records import Happening
from onrecord.store import Store
from onrecord.store.query import (
    AT_ODDS,
    CLAIMS,
    EVERYTHING,
    HIGH,
    LOW,
    ORDER,
    Filters,
    Test,
    among_query,
    claim_test,
)

Show = Literal["claims", "events", "documents"]
KINDS: dict[Show, type[Claim] | type[Happening] | type[Document]] = {
    "claims": Claim, "events": Happening, "documents": Document,
}  # fmt: skip
"""What is listed, and the records that it is."""
TELLING = (
    "CREATE OR REPLACE TEMP TABLE telling AS SELECT hash({item}) AS item, hash(c.event) AS event,"
    " CASE WHEN c.within IS NOT NULL THEN hash(c.within) END AS within, c.type, c.mode,"
    f" c.factuality, c.event IN ({AT_ODDS}) AS disputed, c.place, d.publisher,"
    f" left({HIGH}, 7) AS low, left({LOW}, 7) AS high"
    " {claims} WHERE {where}"
)
HAPPENING = (
    " JOIN \"groups\" g ON g.kind = 'event' AND g.member = c.event JOIN happenings h ON h.id = g.id"
)
DISPUTED = (
    'WITH near AS MATERIALIZED (SELECT id, member FROM "groups" WHERE member IN ({0}))'
    " SELECT member FROM near WHERE id IN (SELECT happening FROM disputes)"
)
EVENTS = "SELECT id FROM happenings WHERE hash(id) IN ({0}) ORDER BY {1}"
DOCUMENTS = "SELECT d.id FROM documents d WHERE {0} ORDER BY {1}"
ITEMS: dict[Show, str] = {"claims": "c.event", "events": "g.id", "documents": "c.document"}
"""What is counted."""
ORDERS: dict[Show, tuple[str, str]] = {
    "claims": (ORDER, "ORDER BY d.published DESC NULLS LAST, d.id, c.position"),
    "events": (
        "coalesce(earliest, latest) NULLS LAST, latest NULLS LAST, id",
        "coalesce(latest, earliest) DESC NULLS LAST, earliest DESC NULLS LAST, id",
    ),
    "documents": ("d.published NULLS LAST, d.id", "d.published DESC NULLS LAST, d.id"),
}
"""The oldest first, and the newest first."""


@dataclass(frozen=True)
class Question:
    """What is asked for.

    Args:
        words: the documents hold some of these words, and all phrases in quotation marks.
        filters: what claims pass.
        show: what is listed and counted: the claims, the distinct events of which a telling
            passes, or the documents with a claim that passes, all without filters.
        newest: the newest first; claims and documents by publication, events by their dates.
            Documents that hold words stand in the order of their rank.

    Raises:
        BadFilter: nothing is listed so.
    """

    words: str | None = None
    filters: Filters = EVERYTHING
    show: Show = "claims"
    newest: bool = False

    def __post_init__(self) -> None:
        if self.show not in KINDS:
            known = ", ".join(get_args(Show))
            raise BadFilter(f"nothing is listed as {self.show!r}", todo=f"write one of {known}")


class Asked:
    """A question that was put to an open store, which must not be `shared`.

    Raises:
        BadFilter: no such type, mode, factuality or day, an empty name, or no word to seek.
    """

    def __init__(self, store: Store, question: Question) -> None:
        self.store, self.question = store, question
        self._query = query_of(question.words) if question.words else None
        self._held = holding(store, self._query) if self._query else None
        self._test = self._passing(question.filters)
        self._gathered = False

    def gather(self) -> None:
        """Have the table `telling`: the tellings that pass, each with the `item` that it is counted
        as."""
        if not self._gathered:
            where, values = self._test
            item = ITEMS[self.question.show]
            sql = TELLING.format(item=item, claims=self._claims, where=where)
            self.store.rows(sql, *values)
            self._gathered = True

    @property
    def total(self) -> int:
        """How many claims, events or documents the question finds."""
        if self.question.show == "documents" and self.question.filters == EVERYTHING:
            where, values = self._document_test()
            sql = f"SELECT count(*) FROM documents d WHERE {where}"
        else:
            self.gather()
            sql, values = f"SELECT {self.counted} FROM telling", []
        return int(self.store.rows(sql, *values)[0][0])

    @property
    def counted(self) -> str:
        """SQL that counts what is listed among rows of `telling`."""
        return "count(*)" if self.question.show == "claims" else "count(DISTINCT item)"

    def ids(self, first: int = 0, size: int | None = None) -> list[str]:
        """The ids of `size` entries from `first` on, counted from 0; else of all that follow."""
        if self._query and self.question.show == "documents":
            return [row[0] for row in self._ranked(first, size)]
        order = ORDERS[self.question.show][self.question.newest]
        values: list[Any] = []
        if self.question.show == "claims":
            where, values = self._test
            sql = f"SELECT c.event {CLAIMS} WHERE {where} {order}"
        elif self.question.show == "events":
            items, values = self._items()
            sql = EVENTS.format(items, order)
        else:
            where, values = self._document_test()
            sql = DOCUMENTS.format(where, order)
        rows = self.store.rows(f"{sql} LIMIT ? OFFSET ?", *values, size, first)
        return [row[0] for row in rows]

    def hits(self, first: int, size: int) -> list[Hit]:
        """Documents that hold the words, best first, each with its best passages.

        Raises:
            BadFilter: the question has no words.
        """
        if self._query is None:
            raise BadFilter("there are no words to seek", todo="write some")
        return hits(self.store, self._query, self._ranked(first, size))

    def _ranked(self, first: int, size: int | None) -> list[tuple[Any, ...]]:
        assert self._query is not None
        rows = ranked(self.store, self._query, [self._document_test()])
        return rows[first : None if size is None else first + size]

    @property
    def _claims(self) -> str:
        return CLAIMS + HAPPENING if self.question.show == "events" else CLAIMS

    def _passing(self, filters: Filters) -> Test:
        """That a claim `c` of a document `d` is a telling that the question finds under `filters`;
        of an event `h` any telling is, whether or not it alone has a type."""
        if self.question.show != "events":
            where, values = claim_test(filters)
        else:
            where, values = claim_test(replace(filters, disputed=False, uncoded=True))
            if filters.disputed:
                where += " AND h.disputed"
            if not filters.uncoded:
                where += " AND h.type IS NOT NULL"
        if self._held is not None:
            where, values = f"{where} AND d.id IN ({self._held[0]})", [*values, *self._held[1]]
        return where, values

    def _items(self) -> Test:
        """SQL for the hashes of what is counted, from the table where that is made already."""
        if self._gathered:
            return "SELECT item FROM telling", []
        where, values = self._test
        item = ITEMS[self.question.show]
        return f"SELECT hash({item}) {self._claims} WHERE {where}", values

    def _document_test(self) -> Test:
        """That the question finds a document `d`."""
        if self.question.filters != EVERYTHING:
            items, values = self._items()
            return f"hash(d.id) IN ({items})", values
        if self._held is not None:
            return f"d.id IN ({self._held[0]})", self._held[1]
        return "true", []


def at_odds(store: Store, events: Sequence[str]) -> set[str]:
    """Those of the claims of `events` that are disputed (:class:`Filters`)."""
    among, values = among_query(events)
    return {event for (event,) in store.rows(DISPUTED.format(among), *values)} if events else set()


def entries(
    store: Store, show: Show, ids: Sequence[str]
) -> Sequence[Claim] | Sequence[Happening] | Sequence[Document]:
    """The records of that kind which have these ids, in their order."""
    if show == "claims":
        return store.kept(Claim, ids)
    if show == "events":
        return store.kept(Happening, ids)
    known = {document.id: document for document in store.documents(ids)}
    return [known[ident] for ident in ids if ident in known]
