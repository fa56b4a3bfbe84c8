"""What is refused, left open or denied: no word is taken for one, and denials meet their claim."""

import pytest

from onrecord.claims import claims_of

ACTS = [
    (
        "Chile thanked Peru for the return of the captured sailors.",
        "Chile asserts: the return of the captured sailors",
    ),
    (
        "Peru urged the rebels to release the sailors.",
        "Peru asserts: the rebels to release the sailors",
    ),
    (
        "Chile demanded the release of the sailors.",
        "Chile asserts: the release of the sailors",
    ),
    (
        "The Peruvian government complimented Chile on the conduct of its observers.",
        "Peruvian government asserts: the conduct of its observers",
    ),
]


@pytest.mark.parametrize(("text", "expected"), ACTS)
def test_thanks_and_calls_are_statements_of_their_matter(reading, text: str, expected: str) -> None:
    assert reading(text, None).statements() == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The teachers called a strike for Monday.",
        "The teachers marched to demand a rise.",
        'Chile said: "We thank Peru for its help."',
    ],
)
def test_neither_a_strike_nor_ones_own_thanks_is_reported_speech(reading, text: str) -> None:
    rules = [s.rule for s in reading(text, None).report.statements]
    assert not [r for r in rules if r in ("cue:verb/call", "cue:verb/demand", "cue:verb/thank")]


OPEN = [
    ("Peru would not confirm that Chile had attacked the port.", "Peru", "attacked"),
    ("Peru would neither confirm nor deny that Chile had attacked the port.", "Peru", "attacked"),
    ("Peru stopped short of denying that it had attacked the port.", "Peru", "attacked"),
    ("Peru declined to confirm that Chile had attacked the port.", "Peru", "attacked"),
    ("Peru refused to rule out that its troops had attacked the port.", "Peru", "attacked"),
]


@pytest.mark.parametrize(("text", "who", "deed"), OPEN)
def test_who_gives_no_answer_says_nothing_of_the_deed(
    reading, text: str, who: str, deed: str
) -> None:
    report = reading(text, None).report
    (statement,) = report.statements
    assert (statement.stance, deed in statement.content.of(text)) == ("declines", True)
    assert [(e.trigger.of(text), e.factuality, e.within) for e in report.events] == [
        (deed, "possible", None)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Nobody said that Peru had attacked Chile.",
        "Peru has never confirmed that it attacked Chile.",
        "Peru did not say that it had attacked Chile.",
    ],
)
def test_what_nobody_says_is_no_statement_and_no_fact(reading, text: str) -> None:
    report = reading(text, None).report
    assert report.statements == []
    assert {e.factuality for e in report.events} == {"possible"}


def test_a_declined_comment_leaves_the_deed_to_the_report(reading) -> None:
    text = "Chile declined to comment on the raid by Peruvian troops on Lima."
    (claim,) = claims_of(reading(text, None).report, text)
    assert (claim.according_to, claim.factuality) == ([], "asserted")


DENIED = [
    (
        "Chile said Peru had attacked the port. Bolivia declined to comment. Peru denied it.",
        "Peru had attacked the port",
    ),
    (
        "Ana Soto said all options were open. Peru denied Soto's claim that Peru had attacked her.",
        "Peru had attacked her",
    ),
    (
        'Chile said that a Peruvian cutter had rammed a boat. "We have the video," its spokesman '
        "Luis Rojas said. Peru denied the accusation.",
        "a Peruvian cutter had rammed a boat",
    ),
    (
        "Chile said Peru had closed the border. Peru called the claim a lie.",
        "Peru had closed the border",
    ),
    (
        'Chile said Peru had burned the archive. "That is a lie," Peru said.',
        "Peru had burned the archive",
    ),
    (
        "Chile said Peru had sunk a ship. Peru said that it had not sunk any ship.",
        "Peru had sunk a ship",
    ),
    (
        'Chile said Peru had jammed its radio, a charge Lima dismissed as "pure fiction".',
        "Peru had jammed its radio",
    ),
    (
        "Chile said Peru had burned the archive. Lima dismissed this as slander.",
        "Peru had burned the archive",
    ),
    (
        "Chile accused Peru of piracy. Luis Rey said the crew had been beaten, a claim Peru "
        'dismissed as "theatre".',
        "the crew had been beaten",
    ),
    (
        "Chile said the dam had been poisoned, a claim that the governor of Tacna called a lie.",
        "the dam had been poisoned",
    ),
    (
        "Chile said Peru had moved the buoys, a charge the border force called 'absolutely false'.",
        "Peru had moved the buoys",
    ),
    (
        "Yerevan said its posts had been shelled, an allegation that Baku dismissed as nonsense.",
        "its posts had been shelled",
    ),
    (
        "Chile said Peru had closed the port, which Peru called a lie.",
        "Peru had closed the port",
    ),
    (
        "Chile accused Peru of hiding missiles, accusations that Lima has labelled fake.",
        "Peru of hiding missiles",
    ),
    (
        "Reuters reported that the bridge had been mined. Peru branded the report a fabrication.",
        "the bridge had been mined",
    ),
    (
        "Chile said Peru had closed the port. Peru's foreign minister called that nonsense.",
        "Peru had closed the port",
    ),
    (
        "Chile said Peru had closed the port. Peru denounced the allegation as crude propaganda.",
        "Peru had closed the port",
    ),
    (
        "Chile said Peru had closed the port. The claim was described as a pack of lies by Peru.",
        "Peru had closed the port",
    ),
    (
        "Chile said Peru had closed the port. Peru called the report by Reuters on its closed "
        "ports a fabrication.",
        "Peru had closed the port",
    ),
    (
        "Ana Soto offered to pay for the port. Luis Rey said it was too late. Peru called Soto's "
        "offer a joke and a lie.",
        None,
    ),
    (
        "Chile made accusations which the Peruvian ministry has described as baseless.",
        None,
    ),
    (
        "Chile said the rebels had taken hostages. Peru denied reports that its drones took part.",
        None,
    ),
]


@pytest.mark.parametrize(("text", "claim"), DENIED)
def test_a_denial_meets_its_claim(reading, text: str, claim: str | None) -> None:
    report = reading(text, None).report
    contents = {s.id: s.content.of(text) for s in report.statements}
    (denial,) = [s for s in report.statements if s.stance == "denies"]
    assert contents.get(denial.denies or "") == claim


def test_a_denial_is_not_disputed_by_itself(reading) -> None:
    text = "Chile said Peru had cut the cable, an allegation that Peru's navy rejected."
    claims = claims_of(reading(text, None).report, text)
    assert [c.disputed_by for c in claims if c.type == "REJECT"] == [[]]


def test_an_unnamed_source_stands_in_its_own_words(reading) -> None:
    text = "A source who asked not to be named said Peru had attacked the port."
    attacks = [c for c in claims_of(reading(text, None).report, text) if c.type == "ASSAULT"]
    assert [c.according_to for c in attacks] == [['"A source who asked not to be named"']]


def test_what_is_asked_is_a_question(reading) -> None:
    text = "Asked whether Peru had attacked the port, Ana Soto said she had no news."
    report = reading(text, None).report
    assert "questions" in {s.stance for s in report.statements}
    assert {e.factuality for e in report.events} == {"possible"}


def test_promotion_says_nothing(reading) -> None:
    text = (
        "Peru opened a port on Monday.\n\n"
        "Read more: Chile said that Peru had closed the border.\n\n"
        "Talks went on in Lima."
    )
    assert reading(text, None).report.statements == []


UNTRUE = [
    (
        "Chile said Peru moved the buoys, a charge the Peruvian navy called 'absolutely false'.",
        ["Chile asserts: Peru moved the buoys", "Peruvian armed forces denies: a charge"],
    ),
    (
        "Chile said Peru had closed the port, which Peru called a lie.",
        ["Chile asserts: Peru had closed the port", "Peru denies: which Peru called a lie"],
    ),
    (
        "Chile called the report that its boats had rammed the ferry a fabrication.",
        ["Chile denies: the report that its boats had rammed the ferry a fabrication"],
    ),
    (
        "Chile labelled a report that said its boats had sunk a ferry an outright lie.",
        [
            "Chile denies: a report that said its boats had sunk a ferry an outright lie",
            " asserts: its boats had sunk a ferry",
        ],
    ),
    (
        "Peru called Chile's offer a joke and a lie.",
        ["Peru denies: Chile's offer a joke and a lie"],
    ),
    ("Peru denounced the report that spread a lie.", []),
    ("Chile called the treaty a lie.", ["Chile asserts: the treaty a lie"]),
    ("Peru did not call the report a lie.", []),
    ("Peru described the false alarm as a mistake.", []),
]


@pytest.mark.parametrize(("text", "expected"), UNTRUE)
def test_who_calls_a_claim_untrue_denies_it_and_says_no_more(
    reading, text: str, expected: list[str]
) -> None:
    said = reading(text, None).statements()
    assert len(said) == len(expected)
    assert all(found.startswith(start) for found, start in zip(said, expected, strict=True))


WORTH = [
    ("Peru denied shelling the port.", "shelling", "negated"),
    ("Peru denied that it shelled the port.", "shelled", "negated"),
    ("Ana Soto denied that officers had shot miners or that they had beaten students.",
     "beaten", "negated"),
    ("Peru disputed that it had shelled the port.", "shelled", "negated"),
    ("Peru denied that it would shell the port.", "shell", "negated"),
    ("Peru denied that it did not withdraw its troops.", "withdraw", "asserted"),
    ("Peru did not deny that it shelled the port.", "shelled", "possible"),
    ("Peru denied Chile's claim that it had shelled the port.", "shelled", "asserted"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "factuality"), WORTH)
def test_a_deed_is_worth_to_its_denier_what_he_holds(
    reading, text: str, trigger: str, factuality: str
) -> None:
    assert reading(text, None).event(trigger).factuality == factuality


SPOKEN_FOR = [
    'Hamas attacked Gaza City, Israel said. A Hamas spokesman said: "We did not attack it."',
    'Hamas attacked Gaza City, Israel said. Hamas spokesman: "We did not attack the city."',
    'Hamas attacked Gaza City, Israel said.\n\nA spokesman for Hamas: "We did not attack it."',
]


@pytest.mark.parametrize("text", SPOKEN_FOR)
def test_we_is_the_body_that_a_spokesman_speaks_for(reading, text: str) -> None:
    read = reading(text, None)
    assert [read.who(e.actors) for e in read.all()] == ["Hamas", "Hamas"]
    claim, denial = read.report.statements
    assert (denial.stance, denial.denies) == ("denies", claim.id)


def test_a_denial_disputes_only_the_deed_that_it_tells(reading) -> None:
    text = (
        "Peru expelled the ambassador after Chile arrested three sailors, Ana Soto said. "
        "Luis Rojas denied that the sailors had been arrested at sea."
    )
    claims = claims_of(reading(text, None).report, text)
    assert [(c.type, bool(c.disputed_by)) for c in claims] == [
        ("SANCTION", False), ("COERCE", True), ("COERCE", True),
    ]  # fmt: skip


def test_a_denial_that_tells_no_deed_disputes_all(reading) -> None:
    text = "Chile expelled a judge and arrested three sailors, Ana Soto said. Peru denied it."
    claims = claims_of(reading(text, None).report, text)
    assert [bool(c.disputed_by) for c in claims] == [True, True]


def test_an_ambassador_recalled_is_no_memory(reading) -> None:
    text = "Peru recalled its ambassador after Chile arrested three sailors, Ana Soto said."
    assert len(reading(text, None).report.statements) == 1


SHOWN = "Prosecutors said the papers showed that Senator Rosa Paredes had taken bribes. "
SEEN = "State television aired footage that it said showed Malian soldiers burying bodies. "


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (SHOWN + "Paredes called the papers forged.", "Rosa Paredes"),
        (SHOWN + "Paredes branded the papers a crude forgery.", "Rosa Paredes"),
        (SHOWN + "Paredes said the papers had been doctored.", "Rosa Paredes"),
        (SEEN + "The French army dismissed the footage as fabricated.", "French armed forces"),
        (SEEN + "Niger described the footage as a deepfake.", "Niger"),
    ],
)
def test_who_calls_evidence_false_denies_what_it_shows(reading, text: str, who: str) -> None:
    claim, *_, denial = (read_ := reading(text, None)).report.statements
    assert (denial.stance, read_.who(denial.speakers)) == ("denies", who)
    assert denial.denies == claim.id


@pytest.mark.parametrize(
    "text",
    [
        "Chile accused Peru of forging documents.",
        "Chile said Peru had forged letters.",
        "Chile dismissed the doctor as incompetent.",
        "Chile described the footage as shocking.",
    ],
)
def test_who_forged_a_paper_and_what_shocks_is_no_denial(reading, text: str) -> None:
    assert "denies" not in [s.stance for s in reading(text, None).report.statements]


def test_a_warning_is_no_claim_that_is_rejected(reading) -> None:
    text = (
        "Chile accused Peru of sending drones over its land and warned it would shoot them down. "
        "Peru rejected the claim."
    )
    read_ = reading(text, None)
    accusation, denial = read_.report.statements[0], read_.report.statements[-1]
    assert (accusation.rule, denial.denies) == ("cue:verb/accuse", accusation.id)
