"""Soundness over many texts: no crash, valid spans, the schema, and the same bytes again.

In go texts; out come counts of what is wrong, each document by its number. The texts are read
twice, the second time backwards and in other batches.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from typing import Any

import jsonschema

from benchmarks.gold import texts
from onrecord import read_many
from onrecord.model import json_schema


def run(options: argparse.Namespace) -> int:
    """Print what is wrong; the exit code is 1 if anything is."""
    sample = texts(options.gold)
    validator = jsonschema.Draft202012Validator(json_schema())
    first = [report.to_json() for report in read_many(sample)]
    second = [report.to_json() for report in read_many(sample[::-1], batch=3)][::-1]
    wrong = 0
    for number, (text, line, again) in enumerate(zip(sample, first, second, strict=True)):
        report = json.loads(line)
        faults = [f"unread: {u['stage']}: {u['cause']}" for u in report["unread"]]
        faults += [f"span {s}" for s in bad_spans(report, len(text))]
        faults += [f"schema: {e.message[:80]}" for e in validator.iter_errors(report)]
        faults += ["not the same bytes"] * (line != again)
        for fault in faults:
            print(f"document {number}: {fault}")
        wrong += bool(faults)
    print(f"documents {len(sample)}, with faults {wrong}")
    return int(wrong > 0)


def bad_spans(record: Any, length: int) -> Iterator[tuple[int, int]]:
    """The spans of a report that are empty or outside the text."""
    if isinstance(record, dict):
        start, end = record.get("start"), record.get("end")
        if isinstance(start, int) and isinstance(end, int) and not 0 <= start < end <= length:
            yield start, end
        for value in record.values():
            yield from bad_spans(value, length)
    elif isinstance(record, list):
        for value in record:
            yield from bad_spans(value, length)
