"""Full text search: forms, phrases, rank, passages and claims."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord import BadFilter, Report, Store
from onrecord.answers import Filters, search
from onrecord.model import Document, document_id
from tests.answers.record import LATER, PAPER, WIRE

PADDING = " ".join(["The weather in the valley stayed mild."] * 30)
TEXTS = {
    "short": "The ferry sank. Divers went down.",
    "long": f"The ferry sank. {PADDING}",
    "twice": "The ferry and another ferry sank, and divers went down to both of them at night.",
    "other": "Nobody drowned in the lake, said Iván Núñez, and U.S. divers left.",
    "exchange": "A prisoner exchange was agreed. Prisoners of the exchange met in Geneva.",
    "turned": "The exchange of the prisoner failed. Its agreement was denied.",
}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Documents of which nothing was read but the words."""
    with Store(str(tmp_path_factory.mktemp("search") / "s.duckdb")) as kept:
        for title, text in TEXTS.items():
            kept.add(Report(Document(document_id(text), len(text), title)), text)
        yield kept


def titles(store: Store, words: str) -> list[str | None]:
    return [hit.title for hit in search(store, words)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("meeting", {"exchange"}),
        ("agreeing denies", {"exchange", "turned"}),
        ("DIVER", {"short", "twice", "other"}),
        ("Nunez", {"other"}),
        ("US", {"other"}),
        ('"prisoner exchange"', {"exchange"}),
        ('"the exchange of" failed', {"turned"}),
        ('"exchange prisoner"', set()),
        ('"prisoner" "geneva"', {"exchange"}),
        ("lakes", {"other"}),
        ("turned", {"turned"}),
        ("submarine", set()),
    ],
)
def test_words_in_any_form_and_phrases_as_written(
    plain: Store, words: str, found: set[str]
) -> None:
    assert set(titles(plain, words)) == found


def test_more_of_a_word_and_a_shorter_text_rank_higher(plain: Store) -> None:
    assert titles(plain, "ferry") == ["twice", "short", "long"]


def test_the_score_is_that_of_bm25(plain: Store) -> None:
    (hit,) = search(plain, "submarine drowned")
    average = sum(map(len, TEXTS.values())) / len(TEXTS)
    length = len(TEXTS["other"]) / average
    from math import log

    rarity = log(1 + (len(TEXTS) - 1 + 0.5) / (1 + 0.5))
    assert hit.score == pytest.approx(rarity * 2.2 / (1 + 1.2 * (0.25 + 0.75 * length)), abs=1e-4)


def test_function_words_count_only_alone(plain: Store) -> None:
    assert set(titles(plain, "the divers")) == {"short", "twice", "other"}
    assert len(search(plain, "of the")) == 6


@pytest.mark.parametrize("words", ["", '""', "a", "--"])
def test_no_word_is_no_question(plain: Store, words: str) -> None:
    with pytest.raises(BadFilter, match="no word to seek"):
        search(plain, words)


def test_the_limit_holds_also_for_phrases(plain: Store) -> None:
    assert len(search(plain, "divers", limit=2)) == 2
    assert titles(plain, '"went down"') == ["short", "twice"]
    assert len(search(plain, '"went down"', limit=1)) == 1


def test_passages_are_sentences_at_their_place(store: Store) -> None:
    (hit,) = search(store, "neighbours")
    (passage,) = hit.passages
    text = store.text(hit.document)
    assert hit.document == document_id(LATER)
    assert text[passage.start : passage.end] == passage.words
    assert passage.words == "Rosa Díaz, once minister, called Peru a neighbour."


def test_claims_are_those_whose_evidence_holds_the_words(store: Store) -> None:
    found = {hit.document: [c.event for c in hit.claims] for hit in search(store, "attack Arica")}
    assert found[document_id(WIRE)] == ["e_attack_wire"]
    assert found[document_id(PAPER)] == ["e_attack_paper"]


def test_filters_choose_documents_and_claims(store: Store) -> None:
    (hit,) = search(store, "Peru", Filters(type="CONSULT"))
    assert hit.document == document_id(WIRE)
    assert [claim.event for claim in hit.claims] == ["e_meet_wire"]
    assert not search(store, "Peru", Filters(actor="BRA"))


def test_a_title_counts_and_shows_no_passage(plain: Store) -> None:
    (hit,) = search(plain, "turned")
    assert hit.title == "turned" and hit.passages == []


def test_what_is_read_anew_is_sought_anew(tmp_path: Path) -> None:
    with Store(str(tmp_path / "s.duckdb")) as kept:
        text = TEXTS["short"]
        for title in ("before", "after"):
            kept.add(Report(Document(document_id(text), len(text), title)), text)
        assert not search(kept, "before") and len(search(kept, "after")) == 1
        assert kept.rows("SELECT count FROM words WHERE word = 'ferry'") == [(1,)]
