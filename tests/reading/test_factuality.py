"""Factuality: what negation, modals, governors and conditions make of an event, and on what
it depends."""

from __future__ import annotations

import pytest

from onrecord.explanation import explanation_of
from onrecord.knowledge import tables
from onrecord.reading.grammar.values import FACT, Signature, value

SENTENCES = [
    ("Chile did not fail to attack Peru.", "attack", "asserted"),
    ("Chile failed to attack Peru.", "attack", "negated"),
    ("Chile managed to attack Peru.", "attack", "asserted"),
    ("Chile did not manage to attack Peru.", "attack", "negated"),
    ("Chile forgot to attack Peru.", "attack", "negated"),
    ("Chile did not forget to attack Peru.", "attack", "asserted"),
    ("Chile forced Bolivia to attack Peru.", "attack", "asserted"),
    ("Chile refused to attack Peru.", "attack", "negated"),
    ("Chile demanded the release of two Peruvian nuns.", "release", "planned"),
    ("Chile called for the release of two Peruvian nuns.", "release", "planned"),
    ("Chile condemned the release of two Peruvian nuns.", "release", "asserted"),
    ("Chile demanded that Peru hit Spain.", "hit", "planned"),
    ("Chile let Bolivia attack Peru.", "attack", "possible"),
    (
        "Chile signed a pact with Peru that lets Bolivia attack Spain, provided that it pays.",
        "signed",
        "asserted",
    ),
    (
        "Chile signed a pact with Peru that lets Bolivia attack Spain, provided that it pays.",
        "attack",
        "conditional",
    ),
    ("Chile promised to pay Peru, provided that the port reopens.", "promised", "asserted"),
    ("Chile allowed Peru to attack Spain on Monday if asked.", "attack", "conditional"),
    ("Chile freed two sailors on condition that Peru paid.", "freed", "conditional"),
    ("Chile hopes to attack Peru.", "attack", "planned"),
    ("Chile denied attacking Peru.", "attacking", "negated"),
    ("Chile doubts that Bolivia attacked Peru.", "attacked", "possible"),
    ("It is unlikely that Chile attacked Peru.", "attacked", "possible"),
    ("It is likely that Chile attacked Peru.", "attacked", "possible"),
    ("It is impossible that Chile attacked Peru.", "attacked", "negated"),
    ("Chile is unlikely to attack Peru.", "attack", "possible"),
    ("Chile is ready to attack Peru.", "attack", "planned"),
    ("Chile sent troops in order to attack Peru.", "attack", "planned"),
    (
        "Chile would have attacked Peru, had Bolivia withdrawn its troops.",
        "attacked",
        "conditional",
    ),
    (
        "Chile would have attacked Peru if Bolivia had withdrawn its troops.",
        "attacked",
        "conditional",
    ),
    ("If Bolivia withdraws its troops, Chile will attack Peru.", "withdraws", "conditional"),
    ("If Bolivia withdraws its troops, Chile will attack Peru.", "attack", "planned"),
    ("If Bolivia withdrew its troops, Chile would attack Peru.", "attack", "conditional"),
    ("Chile would attack Peru unless Bolivia withdrew its troops.", "attack", "conditional"),
    ("Chile will not attack Peru unless Bolivia withdraws its troops.", "withdraws", "conditional"),
    ("Chile will not attack Peru unless Bolivia withdraws its troops.", "attack", "negated"),
    ("No soldier was killed in Peru by Chile.", "killed", "negated"),
    ("Chile is accused of killing Peruvian soldiers.", "killing", "possible"),
    ("Chile threatens to attack Peru.", "attack", "planned"),
    ("Chile crossed the border without attacking Peru.", "attacking", "negated"),
    ("Chile attempted to attack Peru.", "attack", "possible"),
    ("Chile tried to attack Peru.", "attack", "possible"),
    ("Chile may not attack Peru.", "attack", "possible"),
    ("Chile cannot attack Peru.", "attack", "negated"),
    ("Chile could attack Peru.", "attack", "possible"),
    ("Chile never attacked Peru.", "attacked", "negated"),
    ("Chile is to attack Peru.", "attack", "planned"),
    ("Chile is set to attack Peru.", "attack", "planned"),
    ("Chile is about to attack Peru.", "attack", "planned"),
    ("Chile is going to attack Peru.", "attack", "planned"),
    ("Chile is expected to attack Peru.", "attack", "planned"),
    ("Chile was prevented from attacking Peru.", "attacking", "negated"),
    ("Bolivia prevented Chile from attacking Peru.", "attacking", "negated"),
    ("Bolivia allowed Chile to attack Peru.", "attack", "possible"),
    ("Bolivia did not allow Chile to attack Peru.", "attack", "negated"),
    ("Bolivia urged Chile to attack Peru.", "attack", "planned"),
    ("Bolivia urged Chile not to attack Peru.", "attack", "negated"),
    ("Chile stopped attacking Peru.", "attacking", "negated"),
    ("Chile began to attack Peru.", "attack", "asserted"),
    ("Chile said that Bolivia attacked Peru.", "attacked", "asserted"),
    ("Chile said it would attack Peru.", "attack", "planned"),
    ("Chile said it had not attacked Peru.", "attacked", "negated"),
    ("Chile asked whether Bolivia had attacked Peru.", "attacked", "possible"),
    ("Chile asked if Bolivia had attacked Peru.", "attacked", "possible"),
    ("Chile did not say that Bolivia attacked Peru.", "attacked", "possible"),
    ("Chile allegedly attacked Peru.", "attacked", "possible"),
    ("Chile probably attacked Peru.", "attacked", "possible"),
    ("Chile believes that Bolivia attacked Peru.", "attacked", "possible"),
    ("Bolivia regrets that Chile attacked Peru.", "attacked", "asserted"),
    ("Bolivia does not regret that Chile attacked Peru.", "attacked", "asserted"),
    ("Bolivia did not know that Chile attacked Peru.", "attacked", "asserted"),
    ("Bolivia condemned Chile for attacking Peru.", "attacking", "asserted"),
    ("Chile not only attacked Peru but also bombed Bolivia.", "attacked", "asserted"),
    ("Chile did not attack or bomb Peru.", "bomb", "negated"),
    ("Chile did not attack Peru but bombed Bolivia.", "bombed", "asserted"),
    ("Chile will attack Peru and bomb Bolivia.", "bomb", "planned"),
    ("Did Chile attack Peru?", "attack", "possible"),
    ("Why did Chile attack Peru?", "attack", "asserted"),
    ("Chile wants to attack Peru.", "attack", "planned"),
    ("Chile does not want to attack Peru.", "attack", "negated"),
    ("Chile has a plan to attack Peru.", "attack", "planned"),
    ("Chile rejected a plan to attack Peru.", "attack", "negated"),
    ("The claim that Chile attacked Peru is old.", "attacked", "asserted"),
    (
        "Provided that Bolivia withdraws its troops, Chile will attack Peru.",
        "withdraws",
        "conditional",
    ),
    ("In the event of an attack by Bolivia on Peru, Chile would help Peru.", "help", "conditional"),
    (
        "In the event of an attack by Bolivia on Peru, Chile would help Peru.",
        "attack",
        "conditional",
    ),
    ("Should Bolivia attack Peru, Chile would help Peru.", "attack", "conditional"),
    ("Were Bolivia to attack Peru, Chile would help Peru.", "attack", "conditional"),
    (
        "Chile agreed to attack Peru on condition that Bolivia withdraws its troops.",
        "attack",
        "conditional",
    ),
    (
        "Chile agreed to attack Peru on condition that Bolivia withdraws its troops.",
        "withdraws",
        "conditional",
    ),
    ("When Bolivia withdraws its troops, Chile will attack Peru.", "withdraws", "planned"),
    ("Chile attacked Peru when Bolivia withdrew its troops.", "withdrew", "asserted"),
    ("Chile almost attacked Peru.", "attacked", "negated"),
    ("Chile averted an attack on Peru by Bolivia.", "attack", "negated"),
    ("Chile is preparing an attack on Peru.", "attack", "planned"),
    ("Chile launched an attack on Peru.", "attack", "asserted"),
    ("Chile did not launch an attack on Peru.", "attack", "negated"),
    ("Chile may launch an attack on Peru.", "attack", "possible"),
    ("Chile was able to attack Peru.", "attack", "possible"),
    ("Chile was unable to attack Peru.", "attack", "negated"),
    ("Chile decided to attack Peru.", "attack", "planned"),
    ("Chile seems to have attacked Peru.", "attacked", "possible"),
    ("Chile attacked Peru, killing ten soldiers.", "killing", "asserted"),
    ("Chile may attack Peru, killing ten soldiers.", "killing", "possible"),
    ("Chile attacked Bolivia instead of attacking Peru.", "attacking", "negated"),
    ("Chile used jets to attack Peru.", "attack", "asserted"),
    ("Chile was the first country to attack Peru.", "attack", "asserted"),
    ("Chile's refusal to attack Peru angered Bolivia.", "attack", "negated"),
    ("Chile's failure to help Peru angered Bolivia.", "help", "negated"),
    ("Chile suspended its threat to attack Peru.", "attack", "planned"),
    ("As long as Bolivia attacks Peru, Chile will help Peru.", "help", "planned"),
]


@pytest.mark.parametrize(("text", "word", "expected"), SENTENCES)
def test_factuality(reading, text: str, word: str, expected: str) -> None:
    assert reading(text, None).event(word).factuality == expected


CONDITIONS = [
    (
        "If Bolivia withdraws its troops, Chile will attack Peru.",
        "withdraws",
        "If Bolivia withdraws its troops",
    ),
    (
        "If Bolivia withdraws its troops, Chile will attack Peru.",
        "attack",
        "If Bolivia withdraws its troops",
    ),
    (
        "Chile would attack Peru unless Bolivia withdrew its troops.",
        "attack",
        "unless Bolivia withdrew its troops",
    ),
    (
        "Chile would have attacked Peru, had Bolivia withdrawn its troops.",
        "attacked",
        "had Bolivia withdrawn its troops",
    ),
    (
        "Should Bolivia attack the port, Chile would help Peru.",
        "attack",
        "Should Bolivia attack the port",
    ),
    (
        "In the event of an attack by Bolivia on Peru, Chile would help Peru.",
        "help",
        "In the event of an attack by Bolivia on Peru",
    ),
    (
        "Chile agreed to attack Peru on condition that Bolivia withdraws its troops.",
        "withdraws",
        "on condition that Bolivia withdraws its troops",
    ),
    (
        "Provided that Bolivia withdraws its troops, Chile will attack Peru.",
        "attack",
        "Provided that Bolivia withdraws its troops",
    ),
    ("Chile attacked Peru when Bolivia withdrew its troops.", "attacked", None),
    (
        "Chile attacked Peru. If Bolivia withdraws its troops, Chile will help Peru.",
        "attacked",
        None,
    ),
]


@pytest.mark.parametrize(("text", "word", "expected"), CONDITIONS)
def test_condition(reading, text: str, word: str, expected: str | None) -> None:
    condition = reading(text, None).event(word).condition
    assert (condition.of(text) if condition else None) == expected


OPERATORS = [
    ("Chile attacked Peru.", "attacked", None),
    ("Chile did not attack Peru.", "attack", "not"),
    ("Chile failed to attack Peru.", "attack", "failed"),
    ("Chile may attack Peru.", "attack", "may"),
    ("No soldier was killed in Peru by Chile.", "killed", "No"),
    ("Chile crossed the border without attacking Peru.", "attacking", "without"),
    ("If Bolivia withdraws its troops, Chile will help Peru.", "withdraws", "If"),
    ("Chile is accused of killing Peruvian soldiers.", "killing", "accused"),
]


@pytest.mark.parametrize(("text", "word", "expected"), OPERATORS)
def test_the_word_that_decided(reading, text: str, word: str, expected: str | None) -> None:
    read_ = reading(text, None)
    event = read_.event(word)
    assert (event.operator.of(text) if event.operator else None) == expected
    parts = {p.role: p for p in explanation_of(read_.report, text, event.id).parts}
    assert parts["factuality"].value == event.factuality
    if event.condition:
        assert parts["condition"].words.text == event.condition.of(text)


def test_what_is_said_is_the_speakers(reading) -> None:
    read_ = reading("Chile said that Bolivia had attacked Peru.", None)
    event = read_.event("attacked")
    assert (event.factuality, event.within) == ("asserted", read_.report.statements[0].id)


def test_signatures_compose() -> None:
    fail = Signature(value("CT-"), value("CT+"))
    plan = Signature(value("Uu"), value("CT-"), future=True)
    failed = fail.of(FACT, None)
    assert (failed.factuality, fail.of(failed, None).factuality) == ("negated", "asserted")
    assert plan.of(FACT, None).factuality == "planned"
    assert plan.of(failed, None).factuality == "negated"
    assert fail.of(plan.of(FACT, None), None).factuality == "negated"


def test_every_row_has_a_source_and_values() -> None:
    rows = tables.keys("signatures")["signature"]
    for row in rows:
        assert row["source"] and row["complement"]
        assert value(row["affirmed"]) and value(row["negated"])
    governors = {w for r in rows for k in ("verbs", "nouns", "adjectives") for w in r.get(k, ())}
    assert len(governors) > 150
