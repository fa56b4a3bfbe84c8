"""The commands that ask the resolved store: lines, CSV, JSON, schemas, and what is said beside."""

from __future__ import annotations

import csv
import io
import json

import duckdb
import jsonschema
import pytest
from click.testing import Result
from typer.testing import CliRunner

from onrecord.answers.forms.flat import columns
from onrecord.answers.records import Contest, Entry, Hit, Profile
from onrecord.answers.schemas import SCHEMAS
from onrecord.cli import app
from onrecord.model import document_id
from onrecord.resolve.records import Happening
from tests.answers import record

ASKED = {
    "happenings": (["happenings"], Happening),
    "timeline": (["timeline", "CHL", "PER"], Happening),
    "disputes": (["disputes"], Contest),
    "dossier": (["dossier", "CHL", "PER"], Entry),
    "actor": (["actor", "PER"], Profile),
    "search": (["search", "Arica"], Hit),
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    return record.written(tmp_path_factory.mktemp("answers"))


def run(path: str, *arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments, "--store", path])


@pytest.mark.parametrize("command", sorted(ASKED))
def test_json_follows_the_schema_that_is_printed(path: str, command: str) -> None:
    schema = json.loads(CliRunner().invoke(app, ["schema", command]).stdout)
    lines = run(path, *ASKED[command][0], "--json").stdout.splitlines()
    assert lines
    for line in lines:
        jsonschema.validate(json.loads(line), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**json.loads(lines[0]), "more": 1}, schema)


@pytest.mark.parametrize("command", sorted(ASKED))
def test_csv_has_the_columns_of_the_records_and_nothing_runs(path: str, command: str) -> None:
    arguments, kind = ASKED[command]
    header, *rows = csv.reader(io.StringIO(run(path, *arguments, "--csv").stdout))
    assert header == [column.name for column in columns(kind)] and rows
    assert all(len(row) == len(header) for row in rows)
    assert not any(cell.lstrip().startswith(("=", "+", "@")) for row in rows for cell in row)


@pytest.mark.parametrize("command", sorted(ASKED))
def test_one_form_of_data_at_a_time(path: str, command: str) -> None:
    done = run(path, *ASKED[command][0], "--csv", "--json")
    assert done.exit_code == 2 and "exclude each other" in done.stderr


def test_all_answers_have_a_schema() -> None:
    for name in SCHEMAS:
        made = json.loads(CliRunner().invoke(app, ["schema", name]).stdout)
        jsonschema.Draft202012Validator.check_schema(made)
    unknown = CliRunner().invoke(app, ["schema", "weather"])
    assert unknown.exit_code == 2 and "timeline" in unknown.stderr


def test_a_timeline_is_a_line_an_event_with_the_date_first(path: str) -> None:
    assert run(path, "timeline", "CHL", "Peru", "--since", "2024").stdout.splitlines() == [
        "2024-03-04 · Peru · ASSAULT · Chile · 2 reports · asserted · DISPUTED: denial",
        "reported 2024-03-05 · Rosa Díaz (CHL) · CONSULT · Peru · 1 report · asserted",
        "2025-01-09 · Chile · AGREE · Peru · 1 report · asserted",
    ]


def test_evidence_stands_under_a_happening(path: str) -> None:
    done = run(path, "happenings", "--type", "CONSULT", "--evidence")
    words = '"met her colleague of Peru"'
    assert done.stdout.splitlines()[1].startswith(f"    {words} [") and "h_meet" in done.stdout


def test_a_dispute_lists_every_position(path: str) -> None:
    head, told, denied = run(path, "disputes", "--kind", "denial").stdout.splitlines()
    assert head == "denial, explicit · Peru · ASSAULT · Chile · 2024-03-04"
    assert told.startswith('    asserts Chile (2024-03-05) "Peru attacked the port of Arica" [0:')
    assert (
        denied.startswith("    denies Peru (2024-03-06)")
        and document_id(record.PAPER)[:12] in denied
    )
    assert run(path, "disputes", "--kind", "quarrel").exit_code == 2


def test_a_dossier_is_a_page_of_markdown(path: str) -> None:
    page = run(path, "dossier", "CHL", "PER", "--since", "2024-03", "--until", "2024").stdout
    assert page.startswith("# Chile and Peru\n\nSince 2024-03-01, until 2024-12-31, 2 events in")
    for title in ("Meetings", "Agreements", "Other events", "Statements", "Disputes", "Figures"):
        assert f"\n## {title}\n" in page


def test_a_search_shows_passages_and_claims(path: str) -> None:
    lines = run(path, "search", "shelling", "Arica").stdout.splitlines()
    assert lines[0].startswith(f"{document_id(record.PAPER)[:12]} · 2024-03-06 · The Coast Paper")
    assert lines[1].startswith(
        '    "Peruvian ships shelled Arica on Monday and killed nine people.'
    )
    assert any("ASSAULT" in line and "e_attack_paper" in line for line in lines)


def test_what_is_left_out_of_a_search_is_said(path: str) -> None:
    done = run(path, "search", "Peru", "--limit", "1")
    assert "more documents hold these words" in done.stderr
    assert "no document holds these words" in run(path, "search", "submarine").stderr


def test_an_actor_is_a_line_with_what_is_known_under_it(path: str) -> None:
    done = run(path, "actor", "PER")
    assert done.stdout.startswith("Peru · country PER")
    assert "\n    holds     denies Peru (2024-03-06)" in done.stdout


def test_a_name_that_nobody_has_is_said(path: str) -> None:
    for arguments in (["timeline", "Atlantis"], ["actor", "Atlantis"], ["dossier", "CHL", "Mu"]):
        done = run(path, *arguments)
        assert done.exit_code == 0 and done.stderr.count("nobody in the store") == 1


def test_documents_that_wait_to_be_resolved_are_said(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    path = record.written(tmp_path_factory.mktemp("waiting"))
    with duckdb.connect(path) as plain:
        plain.execute("INSERT INTO pending VALUES ('d')")
    assert "1 document waits" in run(path, "timeline", "CHL").stderr
    assert not run(path, "search", "Arica").stderr
