"""PLOVER and CAMEO as data: whole, of one piece, and what every other table says is in it."""

import pytest

from onrecord.knowledge import cameo, tables
from onrecord.knowledge.cameo import cameo_of
from onrecord.knowledge.ontology import (
    contexts,
    contexts_of,
    intensity,
    is_mode,
    quad_name,
    quad_of,
    sectors,
    types,
)

FRAMES = tables.keys("frames")["frame"]
MODES = tables.keys("modes")["mode"]
EVOKED = tables.keys("contexts")["contexts"]


def test_all_of_plover_is_there() -> None:
    assert len(types()) == 16 and len(contexts()) == 37 and len(sectors()) == 25
    assert sum(len(found.modes) for found in types().values()) == 67


@pytest.mark.parametrize("type", types())
def test_every_type_has_a_quad_class_and_a_sign(type: str) -> None:
    assert quad_of(type) in (1, 2, 3, 4) and quad_name(quad_of(type))
    scores = [intensity(type), *(intensity(type, mode) for mode in types()[type].modes)]
    assert all(-10 <= score <= 10 for score in scores)
    if type != "REQUEST":  # the one type whose scale goes through zero
        assert all((score > 0) == (quad_of(type) < 3) for score in scores)


@pytest.mark.parametrize(
    ("type", "mode", "score"),
    [("ACCUSE", None, -3.0), ("PROTEST", "vandalize", -5.0), ("RETREAT", "disarm", 10.0),
     ("ASSAULT", "unconventional", -10.0), ("REQUEST", "assist", 0.5)],
)  # fmt: skip
def test_intensity_is_that_of_the_mode_else_of_the_type(
    type: str, mode: str | None, score: float
) -> None:
    assert intensity(type, mode) == score


def test_decided_contradictions() -> None:
    assert quad_of("SANCTION") == 4
    assert not types()["PROTEST"].recipient


def test_what_is_not_in_plover_is_an_error() -> None:
    with pytest.raises(KeyError):
        quad_of("FIGHT")
    with pytest.raises(KeyError):
        intensity("FIGHT")
    assert not is_mode("FIGHT", "beat") and not is_mode("COERCE", "beat")


def test_a_mode_that_has_been_dropped_counts_as_none() -> None:
    assert intensity("AID", "asylum") == intensity("AID")
    assert contexts_of("AID", "asylum") == ()
    assert cameo_of("AID", "asylum", []) == cameo_of("AID", None, [])


@pytest.mark.parametrize("row", FRAMES, ids=lambda r: f"{r['type']}-{r.get('mode')}")
def test_every_frame_is_in_plover(row: dict[str, str]) -> None:
    assert row["type"] in types()
    assert "mode" not in row or is_mode(row["type"], row["mode"])


@pytest.mark.parametrize("row", MODES, ids=lambda r: f"{r['types'][0]}-{r['mode']}")
def test_every_row_of_modes_is_in_plover(row: dict[str, list[str]]) -> None:
    for type in row["types"]:
        assert is_mode(type, str(row["mode"]))
        assert all(is_mode(type, over) for over in row.get("over", ()))


@pytest.mark.parametrize("name", contexts())
def test_every_context_has_words_and_none_twice(name: str) -> None:
    words = [*EVOKED[name]["strong"], *EVOKED[name]["words"]]
    assert len(words) >= 10 and len(set(words)) == len(words)
    assert set(EVOKED[name].get("unless", ())) <= set(contexts())


def test_no_words_are_of_a_context_that_is_none() -> None:
    assert set(EVOKED) == set(contexts())


@pytest.mark.parametrize(
    ("deed", "held", "code"),
    [("CONSULT", [], "036"), ("COOPERATE", ["legal"], "0313"), ("AID", ["military"], "0332"),
     ("SUPPORT", [], "032"), (None, [], "030"), ("AGREE", [], "030")],
)  # fmt: skip
@pytest.mark.parametrize("factuality", ["planned", "conditional"])
def test_what_is_agreed_to_has_the_code_of_the_intent(
    deed: str | None, held: list[str], factuality: str, code: str
) -> None:
    assert cameo_of("AGREE", None, held, factuality, deed) == code


def test_what_is_refused_has_the_code_of_the_refusal() -> None:
    assert cameo_of("REJECT", None, [], "asserted", "AID") == cameo_of("REJECT", None, [])


def test_contexts_of_modes() -> None:
    assert contexts_of("COERCE", "cyber") == ("cyber",)
    assert contexts_of("COERCE", "misinformation") == ("misinformation",)
    assert contexts_of("COERCE", None) == contexts_of("COERCE", "arrest") == ()


@pytest.mark.parametrize("table", ["types", "planned"])
def test_every_cameo_code_is_listed_and_its_row_in_plover(table: str) -> None:
    for type, known in cameo.table(table).items():
        assert known.root is None or known.root in cameo.codes()
        for row in known.rows:
            assert row.code in cameo.codes()
            assert row.mode is None or is_mode(type, row.mode)
            assert row.contexts <= set(contexts())


def test_every_type_and_mode_has_a_code_or_more_than_one_root() -> None:
    several = {type for type, known in cameo.table("types").items() if known.root is None}
    assert several == {"ACCUSE", "ASSAULT"} and set(cameo.table("types")) == set(types())
    for type, found in types().items():
        for mode in (None, *found.modes):
            code = cameo_of(type, mode, [])
            assert code in cameo.codes() or (code is None and type in several and mode is None)


@pytest.mark.parametrize(
    ("type", "mode", "held", "factuality", "code"),
    [
        ("CONSULT", None, [], "asserted", "040"),
        ("CONSULT", "visit", ["diplomatic"], "asserted", "042"),
        ("CONSULT", None, [], "planned", "036"),
        ("AID", None, ["military"], "asserted", "072"),
        ("AID", None, ["military"], "planned", "0332"),
        # Two kinds of aid: neither code follows, the one above both does.
        ("AID", None, ["military", "economic"], "asserted", "070"),
        ("ACCUSE", "allege", ["military", "legal"], "asserted", "1124"),
        ("ACCUSE", None, ["legal"], "asserted", None),
        ("ASSAULT", "drone", ["military", "terrorism"], "asserted", "195"),
        ("ASSAULT", None, ["military"], "asserted", "190"),
        ("ASSAULT", None, [], "asserted", None),
        ("SANCTION", "convict", ["legal"], "asserted", "116"),
        ("RETREAT", "resign", [], "asserted", "08"),
        ("PROTEST", "demo", ["rights_freedoms"], "asserted", "1413"),
        ("MOBILIZE", "troops", ["military"], "planned", "154"),
    ],
)
def test_the_most_specific_code_that_follows(
    type: str, mode: str | None, held: list[str], factuality: str, code: str | None
) -> None:
    assert cameo_of(type, mode, held, factuality) == code
