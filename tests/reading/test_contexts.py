"""Contexts: what words evoke, how far they reach, and their evidence."""

import pytest

from onrecord import Report, read
from onrecord.explanation import explanation_of
from onrecord.knowledge.ontology import contexts

SENTENCES = {
    "military": "Chile sent two battalions and a frigate to help Peru.",
    "intelligence": "Peru accused Chile of espionage.",
    "executive": "Peru criticised the cabinet reshuffle in Chile.",
    "legislative": "Lawmakers in Peru condemned Chile.",
    "election": "Chile urged Peru to accept the result of the runoff.",
    "political_institutions": "Chile criticised the constitutional amendment in Peru.",
    "pro_democracy": "Chile praised the peaceful transfer of power in Peru.",
    "pro_autocracy": "Chile condemned the coup in Peru.",
    "economic": "Chile and Peru signed a free trade agreement.",
    "legal": "A court in Lima sentenced three Chilean officials.",
    "reparations": "Peru demanded reparations from Chile.",
    "human_rights": "Chile accused Peru of crimes against humanity.",
    "rights_freedoms": "Chile urged Peru to respect press freedom.",
    "repression": "Chile condemned the use of live ammunition in Peru.",
    "human_security": "Norway helped Peru to fight famine.",
    "gender": "Chile praised the law on gender equality in Peru.",
    "lgbt": "Chile condemned Peru for its ban on same-sex marriage.",
    "religion_ethnicity": "Militants attacked a mosque in Peru.",
    "inequality": "Chile accused Peru of discrimination.",
    "diplomatic": "Chile recalled its ambassador from Peru.",
    "territory": "Chile accused Peru of having annexed the valley.",
    "peacekeeping": "Norway sent peacekeepers to Haiti.",
    "health": "Norway helped Peru with vaccines against cholera.",
    "asylum": "Chile granted asylum to a Peruvian journalist.",
    "migration": "Chile criticised Peru over its treatment of refugees.",
    "disasters": "Norway helped Peru after the earthquake.",
    "natural_resource": "Chile and Peru discussed lithium.",
    "environment": "Chile accused Peru of deforestation.",
    "technology": "Chile and Peru discussed semiconductors.",
    "terrorism": "Peru accused Chile of financing a terrorist group.",
    "cbrn": "Chile accused Peru of building chemical weapons.",
    "cyber": "Chile accused Peru of using ransomware.",
    "misinformation": "Chile accused Peru of disinformation.",
    "crime": "Peruvian police arrested three gang members.",
    "corruption": "Prosecutors in Peru accused the minister of bribery.",
    "illegal_drugs": "Peruvian police seized a boat with cocaine.",
    "trafficking": "Peruvian police arrested three smugglers.",
}


def held(text: str) -> list[list[str]]:
    return [event.contexts for event in read(text).events]


@pytest.mark.parametrize("name", contexts())
def test_every_context_is_evoked(name: str) -> None:
    assert any(name in found for found in held(SENTENCES[name]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chile met Peru.", []),
        # The longest phrase counts, and the words in it no more.
        ("Chile accused Peru of war crimes.", ["human_rights"]),
        ("Chile and Peru discussed artificial intelligence.", ["technology"]),
        ("Police in Lima arrested three men for drug trafficking and murder.",
         ["illegal_drugs", "trafficking"]),  # crime gives way to what is narrower
        ("Chile met Peru, according to Norway.", []),
        ("Chile praised Peru and the WHO.", ["health"]),
        ("Those who met Peru praised Chile.", []),
        # A mode brings its context with it.
        ("Bolivians hacked into Peruvian ministries.", ["cyber"]),
        # Several, in the order of the text.
        ("The Chilean ambassador met Peru's president to discuss tariffs on copper.",
         ["diplomatic", "economic", "natural_resource"]),
    ],
)  # fmt: skip
def test_contexts_of_one_sentence(text: str, expected: list[str]) -> None:
    assert all(found == expected for found in held(text)) and held(text)


def test_a_term_of_the_field_reaches_the_paragraph() -> None:
    text = "Chile condemned Peru. The disinformation had spread for weeks."
    assert held(text) == [["misinformation"]]


def test_one_ambiguous_word_does_not_reach_the_paragraph_but_two_do() -> None:
    assert held("Chile condemned Peru. The chip was small.") == [[]]
    assert held("Chile condemned Peru. The chip was small. The satellite was not.") == [
        ["technology"]
    ]


def test_contexts_end_with_the_paragraph_and_within_reach() -> None:
    assert held("Chile condemned Peru.\n\nThe disinformation had spread for weeks.\n") == [[]]
    far = "Chile condemned Peru. " + "The day was long. " * 4 + "The disinformation spread."
    assert held(far) == [[]]


def test_no_event_no_context() -> None:
    report = read("The disinformation about cocaine and cholera was long.")
    assert report.events == [] and report.contexts == []


@pytest.fixture(scope="module")
def report() -> Report:
    return read(TEXT)


TEXT = (
    "The Chilean ambassador met Peru's president to discuss tariffs.\n\n"
    "The earthquake was strong.\n"
)


def test_evidence_is_of_contexts_that_some_event_has(report: Report) -> None:
    words = [(c.name, TEXT[c.start : c.end]) for c in report.contexts]
    assert words == [("diplomatic", "ambassador"), ("economic", "tariffs")]


def test_an_explanation_shows_contexts_with_their_words(report: Report) -> None:
    parts = explanation_of(report, TEXT, report.events[0].id).parts
    shown = {p.value: p.words.text for p in parts if p.role == "context" and p.words}
    assert shown == {"diplomatic": "ambassador", "economic": "tariffs"}
    (deed,) = [p for p in parts if p.role == "deed"]
    assert (
        deed.value == "CONSULT"
        and deed.how == "quad 1, verbal cooperation; intensity +2.5; CAMEO 040"
    )
