"""Bytes to texts: encodings, line ends, and everything that is no text."""

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import EmptyDocument, InputError, MissingFile, NotText, TooLong
from onrecord.sources import Source, gather
from onrecord.sources.text import MAX_BYTES, decode

TEXT = "Chile said that Peru’s ambassador, José Nuñez, had left Santiago on Monday."


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"), "utf-32"),
    ],
)
def test_encodings(data: bytes, encoding: str) -> None:
    source = decode(data, "x")
    assert (source.text, source.encoding) == (TEXT, encoding)


def test_an_old_encoding_is_detected_and_named() -> None:
    source = decode((TEXT * 5).encode("cp1252"), "x")
    assert "José Nuñez" in source.text
    assert source.encoding == "windows-1252"


def test_mixed_encodings_still_give_text() -> None:
    source = decode(TEXT.encode() + b"\n" + TEXT.encode("cp1252"), "x")
    assert source.text == TEXT + "\n" + TEXT
    assert source.encoding == "utf-8 and windows-1252"


def test_line_ends_become_newlines() -> None:
    assert decode(b"One line.\r\nTwo lines.\rThree.", "x").text == "One line.\nTwo lines.\nThree."


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyDocument),
        (b" \n\t ", EmptyDocument),
        ("\u00a0\u2003\n".encode(), EmptyDocument),
        (b"text with a \0 byte", NotText),
        (bytes(range(256)) * 40, NotText),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(1, 32)) * 50, NotText),
        (b"word " * (MAX_BYTES // 5 + 2), TooLong),
        (b"a" * 1_200_000, TooLong),
    ],
)
def test_what_is_no_text(data: bytes, error: type[InputError]) -> None:
    with pytest.raises(error) as caught:
        decode(data, "some.txt")
    assert "some.txt" in str(caught.value)
    assert caught.value.todo


def test_paths_fail_one_by_one(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(TEXT, "utf-8")
    found = list(gather([str(tmp_path), str(tmp_path / "none.txt"), "a\0b", str(good)]))
    assert [type(f) for f in found] == [MissingFile, MissingFile, MissingFile, Source]


@given(st.binary(max_size=300))
def test_any_bytes_give_a_text_or_an_input_error(data: bytes) -> None:
    try:
        source = decode(data, "x")
    except InputError as error:
        assert str(error)
    else:
        assert source.text.strip() and "\r" not in source.text
