"""The tables of words and of whom statements are about, as they are written and migrated."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

from onrecord import Report, Store
from onrecord.model import Actor, Document, Mention, Span, Statement, document_id
from onrecord.words import folded, pattern, plain_words, words_in
from tests.store.test_durability import MADE_BY_3, MIGRATIONS, SINCE_3

TEXT = "The U.S. told Peru that Peru's navy, and Ángel, must go."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Núñez’s ship", "nunez ship"),
        ("U.S.-led forces of the U.N.", "us led forces of the un"),
        ("MH17 and S-400, 10,000 men", "mh17 and 400 10 000 men"),
        ("a I o", ""),
        ("O'Brien's don't", "brien don"),
        ("e\u0301tat", "etat"),
        ("Straße ΣΑΣ", "strasse σασ"),
    ],
)
def test_words_of_a_text(text: str, words: str) -> None:
    assert " ".join(word.text for word in words_in(text)) == words.replace("σασ", folded("ΣΑΣ"))


def test_words_stand_where_they_are_found() -> None:
    for word in words_in(TEXT):
        assert folded(TEXT[word.start : word.end].replace(".", "")) == word.text


def test_the_pattern_holds_whole_words_as_duckdb_folds_them() -> None:
    sql = "SELECT regexp_matches(strip_accents(lower(?)), ?)"
    for text, found in (("of Núñez-Álvarez.", True), ("Nunez, Alvarez", True), ("Nunezalvarez", 0)):
        row = duckdb.sql(sql, params=[text, pattern(plain_words("NUÑEZ álvarez"))]).fetchone()
        assert row == (bool(found),)


def report() -> Report:
    actors = [Actor(i, "state", i) for i in ("usa", "peru", "angel")]
    content = Span(TEXT.index("Peru's"), len(TEXT) - 1)
    said = Statement("s", ["usa"], content, content, "indirect", "asserts", addressees=["peru"])
    mentions = [
        Mention(TEXT.index("Peru "), TEXT.index("Peru ") + 4, "usa", "name", "actor"),
        Mention(content.start, content.start + 4, "peru", "name", "actor"),
        Mention(TEXT.index("Ángel"), TEXT.index("Ángel") + 5, "angel", "name", "place"),
    ]
    document = Document(document_id(TEXT), len(TEXT), "Peru's ships")
    return Report(document, actors=actors, statements=[said], mentions=mentions)


def test_a_statement_is_about_whom_it_addresses_and_names(tmp_path: Path) -> None:
    with Store(str(tmp_path / "s.duckdb")) as store:
        store.add(report(), TEXT)
        assert store.rows("SELECT statement, actor FROM about") == [("s", "peru")]


def test_an_older_store_gets_its_words_when_it_is_migrated(tmp_path: Path) -> None:
    path = str(tmp_path / "s.duckdb")
    with Store(path) as store:
        store.add(report(), TEXT)
        before = [store.rows(f"SELECT * FROM {t} ORDER BY ALL") for t in ("words", "about")]
        assert ("peru", 3) in store.rows("SELECT word, count FROM words")
    with duckdb.connect(path) as plain:
        to_version_2(plain)
    with Store(path) as store:
        assert store.migration and store.migration.before == 2
        after = [store.rows(f"SELECT * FROM {t} ORDER BY ALL") for t in ("words", "about")]
    assert after == before


def test_the_words_of_what_cannot_be_made_anew_are_found(tmp_path: Path) -> None:
    path = str(tmp_path / "s.duckdb")
    with Store(path) as store:
        store.add(report(), TEXT)
    with duckdb.connect(path) as plain:
        to_version_2(plain)
        plain.execute("UPDATE documents SET report = '{}'")
    with Store(path) as store:
        assert store.migration and store.migration.failed == 1
        assert store.rows("SELECT count FROM words WHERE word = 'navy'") == [(1,)]


def to_version_2(plain: duckdb.DuckDBPyConnection) -> None:
    """Take away what version 3 brought."""
    for index in re.findall(r"CREATE INDEX (\w+)", MIGRATIONS[2]):
        plain.execute(f"DROP INDEX {index}")
    for table, column in SINCE_3:
        plain.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    for table in MADE_BY_3:
        plain.execute(f'DROP TABLE "{table}"')
    plain.execute("UPDATE meta SET value = '2' WHERE key = 'schema_version'")
