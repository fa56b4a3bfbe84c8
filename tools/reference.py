"""The reference pages, made from the code.

In goes the installed package: its commands, records, schema, tables, errors and public names;
out come the pages of docs/reference, so that no page can say what the code does not.
"""

from __future__ import annotations

import inspect
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from importlib import resources
from types import ModuleType
from typing import Any

import duckdb
import msgspec
import typer

import onrecord
from onrecord import answers, errors, model
from onrecord.answers.schemas import SCHEMAS
from onrecord.claims import Claim
from onrecord.cli import app
from onrecord.store import SCHEMA_VERSION, Explanation

MADE = "<!-- Made by `make docs` from the code: change the code, not this page. -->"
Table = list[list[str]]


def pages() -> dict[str, str]:
    """The pages by file name."""
    return {
        "cli.md": _page("The command line", _cli()),
        "report.md": _page("The report", _report()),
        "answers.md": _page("The records of answers", _answers()),
        "report.schema.json": json.dumps(model.json_schema(), indent=2, sort_keys=True) + "\n",
        "store.md": _page("The store", _store()),
        "errors.md": _page("Errors", _errors()),
        "python.md": _page("The Python API", _python()),
    }


def _page(title: str, parts: Iterator[str]) -> str:
    return "\n\n".join([f"# {title}", MADE, *parts]) + "\n"


def _table(head: list[str], rows: Table) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(_cell(c) for c in line) + " |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


# The command line


def commands() -> dict[str, Any]:
    """The commands of the command line by name, those of a group by both names."""
    return dict(_commands(typer.main.get_command(app), ""))


def _commands(group: Any, prefix: str) -> Iterator[tuple[str, Any]]:
    for name, command in vars(group)["commands"].items():
        if "commands" in vars(command):
            yield from _commands(command, f"{prefix}{name} ")
        else:
            yield f"{prefix}{name}", command


def spelling(parameter: Any) -> str:
    """How a parameter is written: its options, or its name in capitals."""
    if parameter.param_type_name == "option":
        return ", ".join(parameter.opts)
    return str(parameter.name).upper()


def _cli() -> Iterator[str]:
    program = typer.main.get_command(app)
    yield f"    onrecord [--version] [--help] COMMAND ...\n\n{program.help}\n\n{program.epilog}"
    for name, command in commands().items():
        arguments = [p for p in command.params if p.param_type_name == "argument"]
        given = " ".join(spelling(p) + ("..." if p.nargs == -1 else "") for p in arguments)
        usage = " ".join(word for word in ("onrecord", name, "[OPTIONS]", given) if word)
        yield f"## onrecord {name}\n\n    {usage}\n\n{inspect.cleandoc(command.help)}"
        rows = [_parameter(p) for p in command.params if p.name != "help"]
        if rows:
            yield _table(["argument or option", "meaning", "default"], rows)


def _parameter(parameter: Any) -> list[str]:
    flag = getattr(parameter, "is_flag", False)
    written = spelling(parameter)
    if parameter.param_type_name == "option" and not flag:
        written += " VALUE"
    default = "" if flag or parameter.default is None else f"`{parameter.default}`"
    return [f"`{written}`", parameter.help or "", "required" if parameter.required else default]


# Records


def _report() -> Iterator[str]:
    yield (
        f"Schema `{model.SCHEMA_NAME}`: one JSON object a document, JSON Lines for many. "
        "`onrecord read --json` prints it, `onrecord schema` prints its JSON Schema "
        "([report.schema.json](report.schema.json)). Fields may be added to this schema, never "
        "renamed."
    )
    yield _text(model).partition("\n\n")[2].partition("\n\n")[2]
    records = [r for r in vars(model).values() if _is_record(r)]
    for record in [model.Report, *(r for r in records if r is not model.Report)]:
        yield f"## {record.__name__}\n\n{_text(record)}"
        yield _fields(record)


def _answers() -> Iterator[str]:
    """The records that the commands print with --json, and those within them."""
    yield (
        "One JSON object a line is what a command prints with `--json`; `onrecord schema NAME` "
        "prints its JSON Schema, made from these records. With `--csv`, and as Arrow tables, a "
        "record within a record becomes columns whose names begin with that of its field "
        "(`told_type`), and a list of records one list a column, all in the same order "
        "(`positions_words`, `positions_speaker`)."
    )
    printed: dict[type[msgspec.Struct], list[str]] = defaultdict(list)
    for name, record in SCHEMAS.items():
        printed[record].append(name)
    rows = [[f"`{name}`", record.__name__] for name, record in SCHEMAS.items()]
    yield _table(["name", "record"], rows)
    wanted = [record for record in printed if record is not model.Report]
    for record in _with_inner(wanted):
        yield f"## {record.__name__}\n\n{_text(record)}"
        yield _fields(record)


def _with_inner(records: list[type[msgspec.Struct]]) -> list[type[msgspec.Struct]]:
    """Records, each followed by those that its fields hold and that no report has."""
    found: dict[type[msgspec.Struct], None] = {}
    waiting = [*reversed(records)]
    while waiting:
        record = waiting.pop()
        if record in found or record.__module__ == model.__name__:
            continue
        found[record] = None
        waiting += [
            inner
            for field in reversed(msgspec.structs.fields(record))
            for inner in _records_in(field.type)
        ]
    return list(found)


def _records_in(kind: Any) -> list[type[msgspec.Struct]]:
    if inspect.isclass(kind) and issubclass(kind, msgspec.Struct):
        return [kind]
    return [found for inner in getattr(kind, "__args__", ()) for found in _records_in(inner)]


def _is_record(value: object) -> bool:
    return isinstance(value, type) and issubclass(value, model.Record) and value is not model.Record


def _fields(record: type[msgspec.Struct]) -> str:
    hints = inspect.get_annotations(record)
    rows = [
        [f"`{f.name}`", f"`{_kind(hints[f.name], record.__module__)}`", _default(f)]
        for f in msgspec.structs.fields(record)
    ]
    return _table(["field", "type", "default"], rows)


def _kind(annotation: str, module: str) -> str:
    """A type as it is written in its module, its named choices spelled out."""

    def choices(name: re.Match[str]) -> str:
        named = getattr(sys.modules[module], name[0], None)
        literal = getattr(named, "__args__", None)
        return " | ".join(repr(choice) for choice in literal) if literal else name[0]

    annotation = re.sub(r"\b[A-Z]\w+\b(?!\[)", choices, annotation)
    return re.sub(r"Literal\[(.*?)\]", lambda m: m[1].replace(", ", " | "), annotation)


def _default(field: Any) -> str:
    if field.default is not msgspec.NODEFAULT:
        return f"`{field.default!r}`"
    return "required" if field.default_factory is msgspec.NODEFAULT else "`[]`"


# Tables


def _store() -> Iterator[str]:
    folder = resources.files("onrecord.store") / "schema"
    scripts = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    sql = "\n".join(script.read_text("utf-8") for script in scripts)
    yield (
        f"One DuckDB file, schema version {SCHEMA_VERSION}. Any DuckDB client can read it; only "
        "onrecord should write it. The version stands in the table `meta`; a store of an older "
        "version is migrated when it is opened, for reading too, so that the file must be "
        "writable that once; one of a newer version is refused."
    )
    remarks = _remarks(sql)
    for name, columns in _columns(sql).items():
        yield f"## {name}"
        if name in remarks:
            yield remarks[name]
        rows = [[f"`{c}`", f"`{kind}`", remarks.get(f"{name}.{c}", "")] for c, kind in columns]
        yield _table(["column", "type", "meaning"], rows)


def _columns(sql: str) -> dict[str, list[tuple[str, str]]]:
    connection = duckdb.connect(":memory:")
    connection.execute(sql)
    found: dict[str, list[tuple[str, str]]] = {}
    for table, column, kind in connection.execute(
        "SELECT table_name, column_name, data_type FROM duckdb_columns()"
        " WHERE NOT internal ORDER BY table_oid, column_index"
    ).fetchall():
        found.setdefault(table, []).append((column, kind))
    return found


def _remarks(sql: str) -> dict[str, str]:
    """The comments of the schema: over a table, and beside a column that has its own line."""
    found: dict[str, str] = {}
    above: list[str] = []
    table = ""
    for line in sql.splitlines():
        if opening := re.match(r"CREATE TABLE (?:IF NOT EXISTS )?(\w+)", line):
            table = opening[1]
            if above:
                found[table] = " ".join(above)
        if beside := re.match(r"\s+(\w+) [^-]*-- (.*)", line):
            found[f"{table}.{beside[1]}"] = beside[2]
        above = [*above, line[3:]] if line.startswith("-- ") else []
    return found


# Errors and public names


def _errors() -> Iterator[str]:
    what, tree, message = _text(errors).split("\n\n", 2)
    yield f"{what}\n\n```text\n{inspect.cleandoc(tree)}\n```\n\n{message}"
    yield (
        "Every error carries `what`, `subject` (the document, file or store concerned) and `todo`. "
        "Catch `onrecord.OnrecordError` for all of them. On the command line an error is one line "
        "on standard error, and decides the exit code."
    )
    rows = [
        [f"`{e.__name__}`", f"`{e.__base__.__name__}`", _text(e)]
        for e in vars(errors).values()
        if inspect.isclass(e) and issubclass(e, errors.OnrecordError) and e.__base__
    ]
    yield _table(["error", "is a", "meaning"], rows)


def _python() -> Iterator[str]:
    yield _text(onrecord)
    yield (
        "Errors are in [errors.md](errors.md), the records of a report in [report.md](report.md), "
        "those of answers in [answers.md](answers.md)."
    )
    yield from _callable("onrecord.read", onrecord.read)
    yield from _callable("onrecord.read_many", onrecord.read_many)
    yield from _callable("onrecord.Item", onrecord.Item)
    yield f"## onrecord.Report\n\n{_text(onrecord.Report)} See [report.md](report.md)."
    yield from _methods("Report", onrecord.Report)
    yield from _callable("onrecord.Store", onrecord.Store)
    yield from _methods("Store", onrecord.Store)
    yield f"## Claim\n\n{_text(Claim)}"
    yield _fields(Claim)
    yield from _callable("Explanation", Explanation)
    yield f"## onrecord.answers\n\n{_text(answers)}"
    for name in answers.__all__:
        yield from _callable(f"onrecord.answers.{name}", getattr(answers, name), "###")


def _callable(name: str, value: Any, level: str = "##") -> Iterator[str]:
    yield f"{level} {name}"
    yield f"```python\n{_signature(name.rpartition('.')[2], value)}\n```"
    yield _text(value)


def _methods(owner: str, value: type) -> Iterator[str]:
    for name, method in _inherited(value).items():
        bare = getattr(method, "__func__", method)
        if not name.startswith("_") and inspect.isfunction(bare):
            yield from _callable(f"{owner}.{name}", bare, "###")


def _inherited(value: type) -> dict[str, Any]:
    """What a class has of its own, after what it has of others of the package."""
    found: dict[str, Any] = {}
    for one in reversed(value.__mro__):
        found |= vars(one) if one.__module__.startswith("onrecord.") else {}
    return found


def _signature(name: str, value: Any) -> str:
    """The call as it is written in the code, a parameter a line if it is long."""
    signature = inspect.signature(value)
    words: list[str] = []
    for parameter in signature.parameters.values():
        if parameter.name in ("self", "cls"):
            continue
        if parameter.kind is parameter.KEYWORD_ONLY and "*" not in words:
            words.append("*")
        default = "" if parameter.default is parameter.empty else f" = {parameter.default!r}"
        words.append(f"{parameter.name}: {_written(parameter.annotation)}{default}")
    returned = "" if inspect.isclass(value) else f" -> {_written(signature.return_annotation)}"
    line = f"{name}({', '.join(words)}){returned}"
    if len(line) <= 88:
        return line
    return f"{name}(\n" + "".join(f"    {word},\n" for word in words) + f"){returned}"


def _written(annotation: Any) -> str:
    return annotation if isinstance(annotation, str) else getattr(annotation, "__name__", "Any")


def _text(value: ModuleType | type | Any) -> str:
    """A docstring as Markdown: roles and literals as code, sections as lists."""
    text = inspect.getdoc(value) or ""
    text = re.sub(r":\w+:`~?(?:[\w.]+\.)?(\w+)`", r"`\1`", text).replace("``", "`")
    text = re.sub(r"^(Args|Raises):\n((?:    .*\n?)+)", _section, text, flags=re.MULTILINE)
    return text.rstrip("\n")


def _section(section: re.Match[str]) -> str:
    title = {"Args": "Arguments", "Raises": "Errors"}[section[1]]
    entries = re.sub(r"\n {8,}", " ", section[2].rstrip("\n"))
    items = re.sub(r"^    ([\w., ]+): ", r"- `\1`: ", entries, flags=re.MULTILINE)
    return f"{title}:\n\n{items}\n"
