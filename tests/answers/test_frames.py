"""Records as flat rows, and as Arrow tables."""

from __future__ import annotations

import sys

import pyarrow
import pytest

from onrecord import PackageMissing, Store
from onrecord.answers import disputes, dossier, happenings, profiles, search, table
from onrecord.answers.forms.flat import columns
from onrecord.answers.records import Contest, Entry
from onrecord.claims import Claim
from onrecord.resolve.records import Happening


def test_a_claim_has_a_column_for_each_field() -> None:
    assert [column.name for column in columns(Claim)] == list(Claim.__struct_fields__)


def test_a_record_within_is_flat_and_a_list_of_records_is_lists(store: Store) -> None:
    found = table(happenings(store))
    assert found["told_event"].to_pylist() == [h.told.event for h in happenings(store)]
    assert found.schema.field("told_who").type == pyarrow.list_(pyarrow.string())
    rows = table(disputes(store))
    assert rows["positions_speaker"].to_pylist() == [["Chile", "Peru"]]
    assert rows.schema.field("positions_start").type == pyarrow.list_(pyarrow.int64())
    assert rows.schema.field("explicit").type == pyarrow.bool_()


def test_no_column_holds_structures(store: Store) -> None:
    kinds = [
        store.claims(), happenings(store), disputes(store), dossier(store, "CHL", "PER").entries,
        search(store, "Peru"), [dossier(store, "CHL", "PER")],
    ]  # fmt: skip
    for records in kinds:
        found = table(records)
        assert found.num_rows == len(records) > 0
        assert not any(pyarrow.types.is_struct(inner(f.type)) for f in found.schema)


def inner(kind: pyarrow.DataType) -> pyarrow.DataType:
    return inner(kind.value_type) if pyarrow.types.is_list(kind) else kind


def test_lists_within_lists_stay_lists(store: Store) -> None:
    found = table(search(store, "Arica"))
    depth = found.schema.field("claims_who").type
    assert depth == pyarrow.list_(pyarrow.list_(pyarrow.string()))


def test_an_empty_list_needs_its_kind(store: Store) -> None:
    assert table([], Contest).num_rows == 0
    assert "sources_words" in table([], Entry).column_names
    with pytest.raises(ValueError, match="name it"):
        table([])


def test_pandas_takes_it(store: Store) -> None:
    frame = table(happenings(store)).to_pandas()
    assert list(frame["id"]) == ["h_attack", "h_meet", "h_agree"]
    assert frame.explode("who")["who"].tolist()[0] == "Peru"


def test_without_pyarrow_the_way_to_it_is_said(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(PackageMissing, match=r"onrecord\[frames\]"):
        table([], Happening)


def test_profiles_are_rows_too(store: Store) -> None:
    found = profiles(store, "PER")
    assert table(found)["did_what"].to_pylist() == [[tally.what for tally in found[0].did]]
