"""Bytes to texts: encodings, line ends, and everything that is no text."""

import codecs
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import EmptyDocument, InputError, MissingFile, NotText, TooLong
from onrecord.sources import Entry, Source, gather
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


MARKS = (b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE)
pieces = st.one_of(
    st.binary(max_size=40),
    st.text(max_size=40).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.sampled_from(
        [b"\xed\xa0\xbd\xed\xb8\x80", b"\xed\xa0\x80", b"\r\n", b"\x81", b"\xff", b"\0"]
    ),
    st.text(max_size=40).map(lambda text: text.encode("cp1251", "ignore")),
    st.text(max_size=40).map(lambda text: text.encode("shift_jis", "ignore")),
)


@settings(max_examples=300)
@given(st.sampled_from(MARKS), st.lists(pieces, max_size=8))
def test_any_bytes_give_a_text_or_an_input_error(mark: bytes, tail: list[bytes]) -> None:
    try:
        source = decode(mark + b"".join(tail), "x")
    except InputError as error:
        assert str(error) and error.todo and "\n" not in str(error)
    else:
        assert source.text.strip() and "\r" not in source.text and "\0" not in source.text
        source.text.encode("utf-8")


def test_halves_of_characters_are_joined_or_refused() -> None:
    assert decode(b"\xed\xa0\xbd\xed\xb8\x80 ok", "x") == Source("x", "\U0001f600 ok", "cesu-8")
    with pytest.raises(NotText, match="half characters"):
        decode(b"\xed\xa0\xbd ok", "x")


def test_an_encoding_that_is_not_western_is_detected() -> None:
    source = decode(("Министр заявил, что переговоры прошли успешно. " * 20).encode("cp1251"), "x")
    assert "переговоры" in source.text and source.encoding in ("cp1251", "mac_cyrillic")


def test_gathering_keeps_order_and_what_is_known(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(TEXT, "utf-8")
    error = MissingFile("as it was")
    entry = Entry(str(good), published="2024-03-04")
    source, same = gather([entry, error])
    assert isinstance(source, Source) and source.entry == entry and same is error
