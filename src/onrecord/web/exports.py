"""What a page shows, as a file: CSV, JSON Lines and Parquet.

In go records of one kind and the form that an address asks for; out comes the response that a
browser saves. Cells of CSV are neutralised (:mod:`onrecord.answers.forms.export`).
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, get_args

from starlette.datastructures import QueryParams
from starlette.responses import Response, StreamingResponse

from onrecord.answers import table
from onrecord.answers.forms.export import as_csv, as_json
from onrecord.errors import BadFilter
from onrecord.model import Record

Form = Literal["csv", "json", "parquet"]
FORMS: tuple[Form, ...] = get_args(Form)
MEDIA: dict[Form, str] = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/x-ndjson",
    "parquet": "application/vnd.apache.parquet",
}


def form_of(query: QueryParams) -> Form | None:
    """The form that a query asks for (`format=csv`); None where it asks for a page.

    Raises:
        BadFilter: there is no such form.
    """
    given = query.get("format")
    if given is None:
        return None
    if given not in FORMS:
        raise BadFilter(f"nothing is written as {given!r}", todo=f"write {', '.join(FORMS)}")
    return given


def exported(found: Sequence[Record], kind: type[Record], form: Form, name: str) -> Response:
    """Records of a kind as the file `name`, with the ending of its form."""
    return streamed([found], kind, form, name)


def streamed(
    batches: Iterable[Sequence[Record]], kind: type[Record], form: Form, name: str
) -> Response:
    """Records of a kind that come in batches, as the file `name`: CSV and JSON Lines are sent batch
    by batch, Parquet, which ends with its table of contents, when it is whole."""
    headers = {"content-disposition": f'attachment; filename="{name}.{form}"'}
    if form == "parquet":
        return Response(_parquet(batches, kind), media_type=MEDIA[form], headers=headers)
    pieces = _csv(batches, kind) if form == "csv" else _json(batches)
    return StreamingResponse(pieces, media_type=MEDIA[form], headers=headers)


def _csv(batches: Iterable[Sequence[Record]], kind: type[Record]) -> Iterator[bytes]:
    yield as_csv([], kind).encode()
    for batch in batches:
        yield as_csv(batch, kind, header=False).encode("utf-8", "replace")


def _json(batches: Iterable[Sequence[Record]]) -> Iterator[bytes]:
    for batch in batches:
        yield "".join(f"{as_json(record)}\n" for record in batch).encode()


def _parquet(batches: Iterable[Sequence[Record]], kind: type[Record]) -> bytes:
    from pyarrow import parquet

    out = io.BytesIO()
    with parquet.ParquetWriter(out, table([], kind).schema) as writer:
        for batch in batches:
            writer.write_table(table(batch, kind))
    return out.getvalue()
