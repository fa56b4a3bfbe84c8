"""What a page shows, as a file: CSV, JSON Lines and Parquet.

In go records of one kind and the form that an address asks for; out comes the response that a
browser saves. Cells of CSV are neutralised (:mod:`onrecord.answers.export`).
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Literal, get_args

from starlette.datastructures import QueryParams
from starlette.responses import Response

from onrecord.answers import table
from onrecord.answers.export import as_csv, as_json
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
    body: bytes
    if form == "csv":
        body = as_csv(found, kind).encode("utf-8", "replace")
    elif form == "json":
        body = "".join(f"{as_json(record)}\n" for record in found).encode()
    else:
        body = _parquet(found, kind)
    headers = {"content-disposition": f'attachment; filename="{name}.{form}"'}
    return Response(body, media_type=MEDIA[form], headers=headers)


def _parquet(found: Sequence[Record], kind: type[Record]) -> bytes:
    from pyarrow import parquet

    out = io.BytesIO()
    parquet.write_table(table(found, kind), out)
    return out.getvalue()
