"""Who is mentioned, and whom pronouns, titles and short forms stand for."""

import pytest

from onrecord.language import analyser
from onrecord.model import Document, document_id
from onrecord.reading.actors import read_actors
from onrecord.reading.draft import Draft
from onrecord.reading.passages import read_passages
from onrecord.reading.places import read_places


def drafted(text: str) -> Draft:
    engine = analyser()
    passages = read_passages(text)
    doc = next(engine.analyse([engine.tokenise(text, [p.start for p in passages])]))
    draft = Draft(Document(document_id(text), len(text)), text, doc, passages=passages)
    read_places(draft)
    read_actors(draft)
    return draft


def who(draft: Draft, words: str, nth: int = 0) -> tuple[list[str | None], str]:
    """Names (or countries) and use of the `nth` mention that holds `words`."""
    spans = sorted(
        {(m.start, m.end, m.use) for m in draft.mentions if draft.text[m.start : m.end] == words}
    )
    assert spans, [draft.text[m.start : m.end] for m in draft.mentions]
    start, end, use = spans[nth]
    found = [m.actor for m in draft.mentions if (m.start, m.end) == (start, end)]
    return [draft.actors[a].name for a in found if a], use


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Peru's president, Rosa Quispe, met reporters. She left early.", "She", ["Rosa Quispe"]),
        ("Chile and Peru signed a pact. Both sides praised it.", "Both sides", ["Chile", "Peru"]),
        ("Norway has sent 200 troops. It will send more.", "It", ["Norway"]),
        ("Talks with Lima failed, said Santiago.", "Santiago", ["Chile"]),
        ("A statement dismissed by the Kremlin.", "the Kremlin", ["Kremlin"]),
        (
            "Kenyan Foreign Minister Amina Wario met Hassan Ali. Wario left for Cairo.",
            "Wario",
            ["Amina Wario"],
        ),
    ],
)
def test_reference(text: str, words: str, expected: list[str]) -> None:
    names, use = who(drafted(text), words)
    assert (names, use) == (expected, "actor")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The ministers met in Nairobi on Monday.", "Nairobi"),
        ("Rebels crossed into Chad at dawn.", "Chad"),
        ("The envoy flew to Paris.", "Paris"),
    ],
)
def test_a_name_that_only_locates(text: str, words: str) -> None:
    assert who(drafted(text), words)[1] == "place"


@pytest.mark.parametrize(
    ("text", "name", "title", "country"),
    [
        ("Ghana's Foreign Minister, Kofi Asare, spoke.", "Kofi Asare", "Foreign Minister", "GHA"),
        ("Elena Marku, prime minister of Albania, spoke.", "Elena Marku", "prime minister", "ALB"),
        ("Brazilian President Joana Prado spoke.", "Joana Prado", "President", "BRA"),
    ],
)
def test_roles(text: str, name: str, title: str, country: str) -> None:
    draft = drafted(text)
    found = [(draft.actors[r.actor].name, r.title, r.country) for r in draft.roles]
    assert (name, title, country) in found


@pytest.mark.parametrize(
    ("text", "name", "titles"),
    [
        ("Japanese Defence Minister Gen Mori spoke. Mori left.", "Gen Mori", ["Defence Minister"]),
        ("Trade Minister Don Farrow of Fiji left.", "Don Farrow", ["Trade Minister"]),
        ("Dean Fairfax, the US secretary of state, spoke.", "Dean Fairfax", ["secretary of state"]),
        ("Senator Aaron Judge said the bill was dead.", "Aaron Judge", ["Senator"]),
        ("The army chose Major General Earl Boyd as chief.", "Earl Boyd", ["Major General"]),
        ("Col Okello said his men had won.", "Okello", ["Col"]),
        ("Judge Maria Rossi, an Italian, jailed two men.", "Maria Rossi", ["Judge"]),
        (
            "Thai Defence Minister General Prasit Suk met monks.",
            "Prasit Suk",
            ["Defence Minister", "General"],
        ),
        (
            "Prime Minister Prince Salim of Bahrain resigned.",
            "Salim",
            ["Prime Minister", "Prince"],
        ),
    ],
)
def test_a_title_word_may_be_a_name(text: str, name: str, titles: list[str]) -> None:
    draft = drafted(text)
    found = [r.title for r in draft.roles if draft.actors[r.actor].name == name]
    assert found == titles


def test_a_counterpart_holds_the_same_office() -> None:
    text = (
        "Mexico's Foreign Minister, Lucia Vega, arrived on Monday. "
        "Vega met her Turkish counterpart Orhan Demir."
    )
    draft = drafted(text)
    found = [(draft.actors[r.actor].name, r.title, r.country) for r in draft.roles]
    assert ("Orhan Demir", "Foreign Minister", "TUR") in found


def test_the_two_are_those_who_met(reading) -> None:
    text = (
        "Chilean President Ana Soto met her Peruvian counterpart, Luis Rey, in Lima on Monday, "
        "and the two agreed to reopen the border."
    )
    read_ = reading(text, "2024-03-05")
    event = read_.event("agreed")
    assert read_.who([*event.actors, *event.recipients]) == "Ana Soto (CHL), Luis Rey (PER)"


def test_its_minister_is_of_whoever_it_stands_for(reading) -> None:
    text = "Chile rejected the plan. Its vice-minister, Luis Rey, said Peru had broken the truce."
    read_ = reading(text, None)
    role = next(r for r in read_.report.roles)
    assert (role.title, role.country) == ("vice-minister", "CHL")


def test_an_organisation_that_no_table_knows(reading) -> None:
    text = "The Andean Liberation Front (ALF) attacked Peru. Chile condemned the ALF."
    event = reading(text, None).event("condemned")
    read_ = reading(text, None)
    assert read_.who(event.recipients) == "Andean Liberation Front"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The newspaper La Razon reported that Chile had attacked Peru.", "La Razon"),
        ("Berzhani warned that Chile might attack Peru.", "Berzhani"),
    ],
)
def test_a_name_that_no_table_knows_may_speak(reading, text: str, expected: str) -> None:
    read_ = reading(text, None)
    assert [read_.who(s.speakers) for s in read_.report.statements] == [expected]


@pytest.mark.parametrize(
    ("text", "name", "sector"),
    [
        ("A spokesman for Hamas, Hazem Qasem, spoke.", "Hazem Qasem", "REB"),
        ("A leader of the Sinaloa cartel, Ovidio Reyna, fled.", "Ovidio Reyna", "CRM"),
        ("Peru's president, Luis Rey, spoke.", "Luis Rey", "GOV"),
    ],
)
def test_who_leads_a_body_is_of_its_sector(text: str, name: str, sector: str) -> None:
    (person,) = [a for a in drafted(text).actors.values() if a.name == name]
    assert person.sector == sector


def test_newcomers_are_not_of_where_another_clause_takes_place() -> None:
    text = "Ethiopia said gunmen killed nine farmers, a day after talks were held in Djibouti."
    draft = drafted(text)
    found = [a.country for a in draft.actors.values() if a.name in ("gunmen", "farmers")]
    assert found == ["ETH", "ETH"]
