"""Files and standard input to texts.

In go paths ("-" is standard input); out comes for each either a source, its text decoded and
checked, or the error that says why it cannot be read. UTF-8 is tried first, a byte-order mark
is honoured and dropped, other encodings are detected and named. The stored text has LF line
ends (CRLF and CR are rewritten) and is otherwise as written.
"""

from __future__ import annotations

import codecs
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from charset_normalizer import from_bytes

from onrecord.errors import (
    EmptyDocument,
    InputError,
    MissingFile,
    NotText,
    TooLong,
)
from onrecord.reading.admission import MAX_CHARACTERS

MAX_BYTES = 4 * MAX_CHARACTERS
CONTROL_SHARE = 0.02
LATIN_SHARE = 0.2
STRAY = "onrecord.western"
STANDARD_INPUT = "-"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True)
class Source:
    """A text with where it came from and the encoding that it was decoded from."""

    name: str
    text: str
    encoding: str


def gather(paths: Iterable[str]) -> Iterator[Source | InputError]:
    """For each path a source, or the error that keeps it from being one, in their order."""
    for path in paths:
        try:
            yield decode(_bytes(path), "standard input" if path == STANDARD_INPUT else path)
        except InputError as error:
            yield error


def decode(data: bytes, name: str) -> Source:
    """The source that `data` holds.

    Raises:
        EmptyDocument, NotText, TooLong: as their names say.
    """
    if not data.strip():
        raise EmptyDocument("the document is empty", subject=name, todo="nothing was read from it")
    if len(data) > MAX_BYTES:
        raise TooLong(
            f"the document has {len(data):,} bytes, more than the {MAX_BYTES:,} that are read",
            subject=name,
            todo="split it into its reports",
        )
    text, encoding = _decoded(data, name)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    _check(text, name)
    return Source(name, text, encoding)


def _bytes(path: str) -> bytes:
    if path == STANDARD_INPUT:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    file = Path(path)
    try:
        if file.is_dir():
            raise MissingFile(
                "this is a directory", subject=path, todo="name the files in it (DIR/*.txt)"
            )
        with file.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except FileNotFoundError as cause:
        raise MissingFile("there is no such file", subject=path, todo="check the path") from cause
    except OSError as cause:
        why = cause.strerror or type(cause).__name__
        raise MissingFile(
            f"the file cannot be opened ({why.lower()})", subject=path, todo="check its permissions"
        ) from cause
    except ValueError as cause:
        raise MissingFile("this is no path", subject=repr(path), todo="check the path") from cause


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding.removesuffix("-sig")
            except UnicodeDecodeError:
                break
    if b"\0" in data:
        raise NotText("the file is binary (it holds NUL bytes)", subject=name, todo="give text")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    if sum(byte > 0x7F for byte in data) < LATIN_SHARE * len(data):
        return _western(data)
    best = from_bytes(data).best()
    if best is None:
        raise NotText(
            "the encoding cannot be told, or the file is binary",
            subject=name,
            todo="save it as UTF-8",
        )
    return str(best), best.encoding


def _western(data: bytes) -> tuple[str, str]:
    """Mostly ASCII, but not UTF-8: Windows-1252, or a text pasted together from both."""
    text = data.decode("utf-8", errors=STRAY)
    whole = data.decode("cp1252", errors="replace")
    return text, "windows-1252" if text == whole else "utf-8 and windows-1252"


def _stray(error: UnicodeError) -> tuple[str, int]:
    """Reads the bytes that are no UTF-8 as Windows-1252 (an error handler of `codecs`)."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    stray = error.object[error.start : error.end]
    return stray.decode("cp1252", errors="replace"), error.end


codecs.register_error(STRAY, _stray)


def _check(text: str, name: str) -> None:
    if not text.strip():
        raise EmptyDocument(
            "the document holds only white space", subject=name, todo="nothing was read from it"
        )
    if len(text) > MAX_CHARACTERS:
        raise TooLong(
            f"the document has {len(text):,} characters, more than the {MAX_CHARACTERS:,} "
            "that are read",
            subject=name,
            todo="split it into its reports",
        )
    controls = sum(c < " " and c not in "\n\t\f" for c in text)
    if "\0" in text or controls > CONTROL_SHARE * len(text):
        raise NotText("the file is binary", subject=name, todo="give a text file")
    if any("\ud800" <= c <= "\udfff" for c in text):
        raise NotText(
            "the text holds half characters (lone surrogates)",
            subject=name,
            todo="save it as UTF-8",
        )
