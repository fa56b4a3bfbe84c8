"""The tagger: pieces and windows hold the whole text; scores become the attributions they tell."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span
from onrecord.reading.tagging import Attribution, tagger
from onrecord.reading.tagging.attributions import Scored, Settings, decode
from onrecord.reading.tagging.pieces import Vocabulary
from onrecord.reading.tagging.windows import MAX_PIECES, Window, windows

WORDS = "[UNK]\n[CLS]\n[SEP]\nlima\ndeni\n##es\nit\n,\n.\n"


@pytest.fixture(scope="module")
def vocabulary(tmp_path_factory: pytest.TempPathFactory) -> Vocabulary:
    path = tmp_path_factory.mktemp("words") / "vocabulary.txt"
    path.write_text(WORDS, "utf-8")
    return Vocabulary(path)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lima denies it.", ["Lima", "deni", "es", "it", "."]),
        ("LÍMA, it", ["LÍMA", ",", "it"]),
        ("Quito denies", ["Quito", "deni", "es"]),
        ("li\u200bma", ["li\u200bma"]),
        (" \n ", []),
    ],
)
def test_pieces_stand_for_their_characters(
    vocabulary: Vocabulary, text: str, expected: list[str]
) -> None:
    assert [span.of(text) for _, span in vocabulary.pieces(text, 0, len(text))] == expected


def test_blank_lines_cost_no_time(vocabulary: Vocabulary) -> None:
    assert len(list(windows("it" + " " * 200_000 + "\n" * 200_000 + "it", [], vocabulary))) == 1


@given(st.text(max_size=400))
def test_pieces_hold_every_letter_once(vocabulary: Vocabulary, text: str) -> None:
    spans = [span for _, span in vocabulary.pieces(text, 0, len(text))]
    held = {at for span in spans for at in range(span.start, span.end)}
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(at in held for at, c in enumerate(text) if c.isalnum())


@given(st.lists(st.sampled_from(["Lima denies it. ", "it ", "\n", "x" * 300, "," * 90])))
def test_windows_hold_every_piece_and_none_is_too_long(
    vocabulary: Vocabulary, parts: list[str]
) -> None:
    text = "".join(parts)
    made = list(windows(text, [], vocabulary))
    whole = [span for _, span in vocabulary.pieces(text, 0, len(text))]
    assert [s for w in made for s in w.spans if s is not None] == whole
    assert all(len(w.ids) <= MAX_PIECES for w in made)
    assert all(len(w.ids) == len(w.quoted) == len(w.spans) for w in made)


def test_pieces_in_quotation_marks_are_marked(vocabulary: Vocabulary) -> None:
    (window,) = windows('"it", Lima', [Span(1, 3)], vocabulary)
    assert window.quoted == [0, 0, 1, 0, 0, 0, 0]


def scored(size: int, cue: int, content: set[int], source: int | None) -> Scored:
    """Scores that say, of each piece, what is wanted of it, and nothing else."""
    cues = np.zeros((size, 3), dtype=np.float32)
    cues[:, 0] = 5
    cues[cue] = (0, 5, 0)
    bias = np.full((size, 5), -5, dtype=np.float32)
    for at in range(size):
        bias[at, 0] = 5 if at in content else -5
        bias[at, 1] = 5 if at in content and at - 1 not in content else -5
        bias[at, 2] = 5 if at in content and at + 1 not in content else -5
    bias[0 if source is None else source, 3:] = 5
    empty = np.zeros((size, 5, 2), dtype=np.float32)
    return Scored(cues, empty, empty, bias, empty[:, 0], np.zeros((5, 9), dtype=np.float32))


def line(size: int) -> Window:
    """A window of one-letter words between two marks of structure."""
    spans = [None, *(Span(2 * at, 2 * at + 1) for at in range(size - 2)), None]
    return Window([0] * size, [0] * size, spans)


@pytest.mark.parametrize(
    ("content", "source", "expected"),
    [
        ({4, 5, 6}, 1, Attribution(Span(4, 5), (Span(6, 11),), Span(0, 1), 1.0)),
        ({1, 2, 5, 6}, 4, Attribution(Span(4, 5), (Span(0, 3), Span(8, 11)), Span(6, 7), 1.0)),
        ({4, 5}, None, Attribution(Span(4, 5), (Span(6, 9),), None, 1.0)),
        (set(), 1, None),
    ],
)
def test_scores_become_attributions(
    content: set[int], source: int | None, expected: Attribution | None
) -> None:
    found = list(decode(line(9), scored(9, 3, content, source), Settings()))
    assert [(a.cue, a.content, a.source) for a in found] == (
        [(expected.cue, expected.content, expected.source)] if expected else []
    )


@given(st.integers(3, 30), st.randoms(use_true_random=False))
def test_any_scores_give_spans_of_the_window_without_the_cue(size: int, chance: object) -> None:
    random = np.random.default_rng(chance.randrange(10**6))  # type: ignore[attr-defined]
    wild = Scored(
        *(random.normal(0, 4, shape) for shape in ((size, 3), (size, 5, 2), (size, 5, 2))),
        random.normal(0, 4, (size, 5)),
        random.normal(0, 4, (size, 2)),
        random.normal(0, 4, (5, 9)),
    )
    for one in decode(line(size), wild, Settings()):
        pieces = [*one.content, *([one.source] if one.source else [])]
        assert all(0 <= p.start < p.end <= 2 * size for p in pieces)
        assert not any(p.overlaps(one.cue) for p in pieces)
        assert list(one.content) == sorted(one.content, key=lambda p: p.start)


def test_the_shipped_tagger_reads_the_same_in_any_company() -> None:
    one = "Chile said that Peru had closed the border.\n"
    alone = tagger().read(one, [])
    tagger().read("Peru, the minister said, was to blame. " * 40, [])
    assert alone and tagger().read(one, []) == alone


def test_the_shipped_tagger_finds_source_cue_and_content() -> None:
    text = "The opposition leader insisted that the vote had been stolen."
    (found,) = tagger().read(text, [])
    assert found.source is not None
    assert found.source.of(text) == "The opposition leader"
    assert found.cue.of(text) == "insisted"
    assert [c.of(text) for c in found.content] == ["that the vote had been stolen"]
