"""Who says what: cues, contents, speakers, nesting, stance."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.claims import claims_of

ONE = [
    (
        "Chile said that Peru had closed the border.",
        "Chile asserts: Peru had closed the border",
    ),
    (
        "Peru had closed the border, Chile said.",
        "Chile asserts: Peru had closed the border",
    ),
    (
        '"We will not wait," said Chilean President Ana Soto.',
        "Ana Soto (CHL) asserts: We will not wait,",
    ),
    (
        "'We won't wait for Peru's answer,' said Chilean President Ana Soto.",
        "Ana Soto (CHL) asserts: We won't wait for Peru's answer,",
    ),
    (
        "According to the Chilean government, Peru had closed the border.",
        "Chilean government asserts: Peru had closed the border",
    ),
    (
        "Peru had closed the border, according to Chile.",
        "Chile asserts: Peru had closed the border",
    ),
    (
        "Chile accused Peru of closing the border.",
        "Chile asserts: Peru of closing the border",
    ),
    (
        "Peru denied that it had closed the border.",
        "Peru denies: it had closed the border",
    ),
    (
        "Peru admitted that its troops had crossed the river.",
        "Peru admits: its troops had crossed the river",
    ),
    (
        "Chile put the blackout down to a faulty relay.",
        "Chile asserts: the blackout down to a faulty relay",
    ),
    (
        "Bolivia attributed the failure to heavy rain.",
        "Bolivia asserts: the failure to heavy rain",
    ),
    (
        "Chile chalked the delay up to fog.",
        "Chile asserts: the delay up to fog",
    ),
    (
        "Peru blamed the crash on ice.",
        "Peru asserts: the crash on ice",
    ),
    (
        "Peru estimated the crowd at 9,000.",
        "Peru asserts: the crowd at 9,000",
    ),
    (
        'Chile called the treaty "a gift to smugglers".',
        'Chile asserts: the treaty "a gift to smugglers',
    ),
    (
        "Rockets struck a market in Lima on Monday, Reuters news agency reports.",
        "Reuters asserts: Rockets struck a market in Lima on Monday",
    ),
]


@pytest.mark.parametrize(("text", "expected"), ONE)
def test_one_statement(reading, text: str, expected: str) -> None:
    assert [s.rstrip(",") for s in reading(text, None).statements()] == [expected.rstrip(",")]


@pytest.mark.parametrize(
    "text",
    [
        "No group has claimed responsibility for the blast.",
        "Chile and Peru signed a treaty in Lima.",
        "Chile did not say whether it would sign.",
        "Peru rejected the offer.",
        "The two sides continued their talks.",
    ],
)
def test_no_statement(reading, text: str) -> None:
    assert reading(text, None).statements() == []


def test_words_in_single_marks_are_direct(reading) -> None:
    text = "Chile refused. 'The boys' school is ours,' its foreign ministry said."
    (said,) = reading(text, None).report.statements
    assert (said.form, said.content.of(text)) == ("direct", "The boys' school is ours")


def test_a_chain_of_sources(reading) -> None:
    text = "Reuters reported that Chile said Peru had told it that Bolivia would leave the bloc."
    read_ = reading(text, None)
    by_id = {s.id: s for s in read_.report.statements}
    inner = next(s for s in read_.report.statements if read_.who(s.speakers) == "Peru")
    outer = by_id[inner.within or ""]
    assert read_.who(outer.speakers) == "Chile"
    assert read_.who(by_id[outer.within or ""].speakers) == "Reuters"


def test_a_denial_points_at_what_it_denies(reading) -> None:
    text = "Chile said Peruvian soldiers had crossed the river. Peru denied the claim."
    read_ = reading(text, None)
    claim, denial = read_.report.statements
    assert denial.stance == "denies" and denial.denies == claim.id


def test_two_sources_of_one_sentence_stay_apart(reading) -> None:
    text = "Chile said it would sign the treaty, and Bolivia warned that it would not."
    assert [s.split(" asserts")[0] for s in reading(text, None).statements()] == [
        "Chile",
        "Bolivia",
    ]


def test_a_quotation_of_two_paragraphs(reading) -> None:
    text = (
        'Chilean President Ana Soto defended the treaty.\n\n"It gives us water," she said. '
        '"It gives them light."\n'
    )
    contents = [c.strip(".,") for c in map(reading(text, None).content, _all(reading, text))]
    assert contents == ["It gives us water", "It gives them light"]


def _all(reading, text: str):
    return reading(text, None).report.statements


def test_she_outside_a_quotation_is_nobody_inside_it(reading) -> None:
    text = (
        "Chilean Foreign Minister Ana Soto criticised Peru. "
        '"How long must a girl wait for water?" she asked.'
    )
    read_ = reading(text, None)
    assert {read_.who(s.speakers) for s in read_.report.statements} == {"Ana Soto (CHL)"}


def test_a_minister_speaks_for_the_country_in_whose_capital_she_speaks(reading) -> None:
    text = 'Peru protested. "This is theft," Foreign Minister Ana Soto said in Santiago.'
    read_ = reading(text, None)
    assert "Ana Soto (CHL)" in {read_.who(s.speakers) for s in read_.report.statements}


@pytest.mark.parametrize(
    ("text", "fragments"),
    [
        ("The treaty, the Chilean minister said, was dead.", ["The treaty", "was dead"]),
        ("The treaty, Mr. Soto said, was dead.", ["The treaty", "was dead"]),
        (
            "The treaty that Peru signed in May, the minister said, was dead.",
            ["The treaty that Peru signed in May", "was dead"],
        ),
    ],
)
def test_a_content_that_its_cue_breaks_has_two_fragments(
    reading, text: str, fragments: list[str]
) -> None:
    read_ = reading(text, None)
    (statement,) = read_.report.statements
    assert [f.of(text) for f in statement.fragments] == fragments
    assert read_.content(statement) == text.rstrip(".")


def test_what_breaks_a_content_is_not_part_of_it(reading) -> None:
    text = "The truce, Luis Rey, who attacked Peru last year, said, was dead."
    assert reading(text, None).event("attacked").within is None


@pytest.mark.parametrize(
    "text",
    [
        "Luis Rey, quoted by Reuters, said Chile had closed the border.",
        "Chile, according to Luis Rey, quoted by Reuters, has closed the border.",
        '"Chile has closed the border," said Luis Rey, cited by Reuters.',
    ],
)
def test_who_quotes_the_speaker_carries_what_he_says(reading, text: str) -> None:
    read_ = reading(text, None)
    speakers = {s.id: read_.who(s.speakers) for s in read_.report.statements}
    (inner,) = [s for s in read_.report.statements if s.within]
    assert (speakers[inner.id], speakers[str(inner.within)]) == ("Luis Rey", "Reuters")
    assert read_.event("closed").within == inner.id


def test_a_dateline_is_no_part_of_a_source(reading) -> None:
    text = "LIMA - Chile's navy denied on Friday that it had boarded a Peruvian trawler."
    (statement,) = reading(text, None).report.statements
    assert statement.source is not None and statement.source.of(text) == "Chile's navy"


def test_a_verb_without_a_subject_of_its_own_has_the_first_speaker(reading) -> None:
    text = "Luis Rey said Peru welcomed the truce but warned that Chile might attack Bolivia."
    said = [s for s in reading(text, None).statements() if "might attack" in s]
    assert [s.split(" asserts")[0] for s in said] == ["Luis Rey"]


def test_what_the_speaker_does_next_is_none_of_his_words(reading) -> None:
    text = "The government accused the rebels of recruiting children and suspended the ceasefire."
    (found,) = reading(text, None).report.statements
    assert found.content.of(text) == "the rebels of recruiting children"


def test_the_next_sentence_of_a_quotation_continues_it(reading) -> None:
    text = '"We will not wait for Peru," the Chilean minister said. "We have waited for years."'
    first, second = _all(reading, text)
    assert (first.continues, second.continues) == (None, first.id)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Chile confirmed that its envoy had left Lima.",
            "Chile confirms: its envoy had left Lima",
        ),
        ("Chile declined to comment on the raid.", "Chile declines: the raid"),
        (
            "Chile refused to say whether its envoy had left.",
            "Chile declines: whether its envoy had left",
        ),
    ],
)
def test_confirming_and_declining(reading, text: str, expected: str) -> None:
    assert reading(text, None).statements() == [expected]


def test_a_denial_points_at_an_event_that_the_report_tells(reading) -> None:
    text = "Peruvian troops shelled a Chilean town on Monday. Peru denied that it shelled the town."
    report = reading(text, None).report
    denial = next(s for s in report.statements if s.stance == "denies")
    assert denial.denies in {e.id for e in report.events if e.type == "ASSAULT"}
    assert any("Peru" in claim for claim in disputed(report, text))


def disputed(report, text: str) -> list[str]:
    return [by for claim in claims_of(report, text) for by in claim.disputed_by]


def test_what_is_wanted_is_an_attitude_and_no_statement(reading) -> None:
    text = "Chile wants the border to be opened by May. Chile said that it was closed."
    report = reading(text, None).report
    assert [s.content.of(text) for s in report.statements] == ["it was closed"]
    assert "the border to be opened by May" in [a.content.of(text) for a in report.attitudes]


CALM = (
    "Chile said that Peru had closed the border.\n\n"
    'The Peruvian minister told reporters: "We have closed nothing." Talks went on in Lima.\n\n'
    "According to the Bolivian government, both armies had left the river.\n"
)


@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(st.tuples(st.integers(0, len(CALM)), st.sampled_from("\"“”«»()[]'‘’`\n")), max_size=6)
)
def test_stray_marks_lose_no_document(reading, marks: list[tuple[int, str]]) -> None:
    text = CALM
    for at, mark in sorted(marks, reverse=True):
        text = text[:at] + mark + text[at:]
    report = reading(text, None).report
    assert not report.unread
    for one in [*report.statements, *report.attitudes]:
        spans = [one.content, one.evidence, *one.fragments, *filter(None, [one.cue, one.source])]
        assert all(0 <= span.start < span.end <= len(text) for span in spans)


@pytest.mark.parametrize("mark", ['"', "“", "”", "«", "(", "]", "``"])
def test_a_stray_mark_costs_no_other_statement(reading, mark: str) -> None:
    text = CALM.replace("Talks went", f"Talks {mark}went")
    kept = reading(text, None).statements()
    assert "Chile asserts: Peru had closed the border" in kept
    assert "Bolivian government asserts: both armies had left the river" in kept
