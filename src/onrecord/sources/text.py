"""Files and standard input to texts.

In go paths ("-" is standard input) with what is known about them; out comes for each either a
source, its text decoded and checked, or the error that says why it cannot be read. UTF-8 is
tried first, a byte-order mark is honoured and dropped, other encodings are detected and named.
The stored text has LF line ends (CRLF and CR are rewritten) and is otherwise as written.
"""

from __future__ import annotations

import codecs
import os
import re
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
SAMPLE = 100_000
"""How many bytes are looked at to detect an encoding; all are decoded."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HALF = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")


@dataclass(frozen=True)
class Entry:
    """A document to read: its path, and what is known about it; `published` is an ISO date."""

    path: str
    published: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None


@dataclass(frozen=True)
class Source:
    """A text with where it came from and the encoding that it was decoded from."""

    name: str
    text: str
    encoding: str
    entry: Entry | None = None


def gather(entries: Iterable[Entry | str | InputError]) -> Iterator[Source | InputError]:
    """For each path a source, or the error that keeps it from being one, in their order; read
    one at a time. An error that is handed in comes out in its place."""
    for entry in entries:
        if isinstance(entry, InputError):
            yield entry
            continue
        known = Entry(entry) if isinstance(entry, str) else entry
        name = "standard input" if known.path == STANDARD_INPUT else shown(known.path)
        try:
            source = decode(read_bytes(known.path, name), name)
        except InputError as error:
            yield error
        else:
            yield Source(source.name, source.text, source.encoding, known)


def shown(path: str) -> str:
    """`path` as it can be printed and stored: bytes that are no UTF-8 made visible."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def decode(data: bytes, name: str) -> Source:
    """The source that `data` holds.

    Raises:
        EmptyDocument, NotText, TooLong: as their names say.
    """
    if not data.strip():
        raise EmptyDocument("the document is empty", subject=name, todo="nothing was read from it")
    if len(data) > MAX_BYTES:
        raise _too_long(name)
    text, encoding = _decoded(data, name)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    _check(text, name)
    return Source(name, text, encoding)


def read_bytes(path: str, name: str) -> bytes:
    """The bytes of a file, or of standard input, up to one more than are read.

    Raises:
        MissingFile: there is no such file, or it cannot be opened.
    """
    if path == STANDARD_INPUT:
        return sys.stdin.buffer.read(MAX_BYTES + 1) if sys.stdin else b""
    if not path:
        raise MissingFile("this is no path", subject="''", todo="check the path")
    file = Path(path)
    try:
        if file.is_dir():
            raise MissingFile(
                "this is a directory", subject=name, todo="name the files in it (DIR/*.txt)"
            )
        with file.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except FileNotFoundError as cause:
        raise MissingFile("there is no such file", subject=name, todo="check the path") from cause
    except OSError as cause:
        why = cause.strerror or type(cause).__name__
        raise MissingFile(
            f"the file cannot be opened ({why.lower()})", subject=name, todo="check its permissions"
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
        raise NotText(
            "the file is binary (it holds NUL bytes)", subject=name, todo="give text, as UTF-8"
        )
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    if _HALF.search(data) and (pairs := _paired(data, name)) is not None:
        return pairs, "cesu-8"
    if sum(byte > 0x7F for byte in data) < LATIN_SHARE * len(data):
        return _western(data)
    best = from_bytes(data[:SAMPLE]).best()
    if best is None:
        raise NotText(
            "the encoding cannot be told, or the file is binary",
            subject=name,
            todo="save it as UTF-8",
        )
    return data.decode(best.encoding, errors="replace"), best.encoding


def _paired(data: bytes, name: str) -> str | None:
    """The text of UTF-8 in which halves of characters were encoded one by one (CESU-8); None
    if it is some other encoding that only looks so.

    Raises:
        NotText: halves stand alone.
    """
    try:
        halves = data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return None
    try:
        return halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    except UnicodeDecodeError:
        raise _halved(name) from None


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
        raise _too_long(name)
    controls = sum((c < " " and c not in "\n\t\f") or c == "\ufffd" for c in text)
    if "\0" in text or controls > CONTROL_SHARE * len(text):
        raise NotText("the file is binary", subject=name, todo="give text, as UTF-8")
    if any("\ud800" <= c <= "\udfff" for c in text):
        raise _halved(name)


def _too_long(name: str) -> TooLong:
    return TooLong(
        f"the document is too long: at most {MAX_CHARACTERS:,} characters are read",
        subject=name,
        todo="split it into its reports",
    )


def _halved(name: str) -> NotText:
    return NotText(
        "the text holds half characters (lone surrogates)", subject=name, todo="save it as UTF-8"
    )
