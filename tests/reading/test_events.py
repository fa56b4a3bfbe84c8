"""Who did what to whom under PLOVER: triggers, participants, factuality, carriers."""

import pytest

EVENTS = [
    ("Chilean President Ana Soto met Peru's president, Luis Rey.",
     ["Ana Soto (CHL) CONSULT Luis Rey (PER)"]),
    ("Chile and Peru signed a treaty.", ["Chile SUPPORT Peru"]),
    ("Chile condemned Peru.", ["Chile ACCUSE Peru"]),
    ("Peru was condemned by Chile.", ["Chile ACCUSE Peru"]),
    ("Chile urged Peru to release the crew.", ["Chile REQUEST Peru"]),
    ("Chile imposed sanctions on Peru.", ["Chile SANCTION Peru"]),
    ("Chile threatened Peru.", ["Chile THREATEN Peru"]),
    ("Norway gave $20 million to Haiti.", ["Norway AID Haiti"]),
    ("Norway provided Haiti with two boats.", ["Norway AID Haiti"]),
    ("Brazil sold 12 jets to Chile.", ["Brazil COOPERATE Chile"]),
    ("Chile withdrew from Peru.", ["Chile RETREAT Peru"]),
    ("Chile listed two companies for selling arms to rebels.", ["Chile SANCTION companies"]),
    ("Chile vowed a harsh response.", ["Chile THREATEN "]),
    ("A bomb went off in Lima. Chile condemned it.", ["Chile ACCUSE "]),
    ("Chile said its soldiers had been beaten in Peru.",
     [" ASSAULT Chilean armed forces"]),
    ("Chile test-fired a missile on Monday.", ["Chile MOBILIZE "]),
    ("Chile court-martialled a judge on Monday.", ["Chile SANCTION judge"]),
    ("Chile launched two missiles on Monday.", ["Chile MOBILIZE "]),
    ("Chile called Peru's verdict unjust.", ["Chile ACCUSE Peru"]),
    # Who undergoes what somebody asks for or condemns is neither its doer nor asked or condemned.
    ("Chile demanded the release of two Chilean journalists.",
     ["Chile REQUEST ", " RETREAT Chilean journalists"]),
    ("Chile condemned the killing of two miners.", ["Chile ACCUSE ", " ASSAULT miners"]),
    ("Chile condemned Peru's killing of two miners.",
     ["Chile ACCUSE Peru", "Peru ASSAULT miners"]),
    ("Chile condemned the consul's murder.", ["Chile ACCUSE ", " ASSAULT consul"]),
    ("Chile condemned the Peruvian invasion of Bolivia.",
     ["Chile ACCUSE Peru", "Peru ASSAULT Bolivia"]),
    ("Chile condemned Peru's release of the general.",
     ["Chile ACCUSE Peru", "Peru RETREAT general"]),
    ("Chile criticised Peru's use of force.", ["Chile ACCUSE Peru"]),
    ("Chile blamed the blast on Peru.", ["Chile ACCUSE Peru"]),
    ("Chile attributed the raid to Peru.", ["Chile ACCUSE Peru"]),
    ("Thousands of Peruvian nurses walked out on Monday.", ["Peruvian nurses PROTEST "]),
    ("The Peruvian delegation walked out of the talks.", ["Peruvian government REJECT "]),
    ("Chile and Peru traded accusations.", ["Chile ACCUSE Peru"]),
    ("Chile regretted the remarks by Peru.", ["Chile ACCUSE Peru"]),
    ("Chile warned that it would be firm and threatened to shell Lima.",
     ["Chile THREATEN Peru", "Chile ASSAULT Peru"]),
    ("Chile said Peru would pay dearly.", ["Chile THREATEN Peru"]),
    ("Chile said it would never bow to Peru.", ["Chile REJECT Peru"]),
    ("Chile blacklisted two Peruvian firms and four officials.",
     ["Chile SANCTION Peruvian firms, Peruvian government"]),
    ("Chilean gunmen attacked a police post, killing five officers.",
     ["Chilean gunmen ASSAULT ", "Chilean gunmen ASSAULT officers"]),
    # What befell a thing killed, and nobody did; a bomber does what he crashes.
    ("Nine Peruvian nuns were killed when gunmen crashed into a church.",
     ["gunmen ASSAULT Peruvian nuns"]),
    ("Chilean drones hit Lima.", ["Chile ASSAULT Peru"]),
    ("Chile sank two of Peru's boats.", ["Chile ASSAULT Peru"]),
    ("Chile appealed to Peru to withdraw.", ["Chile REQUEST Peru"]),
    ("Chile, Peru and Bolivia told Spain that it must stay. They met on Friday.",
     ["Bolivia, Chile, Peru REQUEST Spain", "Chile CONSULT Bolivia, Peru"]),
    # Verbs that "and" joins share the object that the last has, and the agent.
    ("Chile arrested and later freed two Peruvian bankers.",
     ["Chile COERCE Peruvian bankers", "Chile RETREAT Peruvian bankers"]),
    ("Chile denounced and vowed to avenge the Peruvian raid.",
     ["Chile ACCUSE Peru", "Chile THREATEN Peru"]),
    ("Chilean police beat, gassed and detained two Peruvian bankers.",
     ["Chilean police ASSAULT Peruvian bankers", "Chilean police ASSAULT Peruvian bankers",
      "Chilean police COERCE Peruvian bankers"]),
    ("A Peruvian banker was arrested and beaten by Chilean police.",
     ["Chilean police COERCE Peruvian banker", "Chilean police ASSAULT Peruvian banker"]),
    ("Chile marched and later freed two Peruvian bankers.",
     ["Chile RETREAT Peruvian bankers"]),
    ("Chile accused Peru and summoned its envoy.",
     ["Chile ACCUSE Peru", "Chile ACCUSE envoy"]),
    # Who is praised for a deed that was told before is its doer; a treaty has two.
    ("Peru freed two Chilean journalists. Chile welcomed the release.",
     ["Peru RETREAT Chilean journalists", "Chile SUPPORT Peru"]),
    ("Peru signed a treaty with Bolivia. Chile criticised the treaty.",
     ["Peru SUPPORT Bolivia", "Chile ACCUSE "]),
    ("Chile welcomed the truce between Peru and the FARC.",
     ["Chile SUPPORT FARC, Peru", "Peru RETREAT FARC"]),
    ("Chile welcomed Peru's decision to free the Chilean journalists.",
     ["Chile SUPPORT Peru", "Peru RETREAT Chilean journalists"]),
    ("Chile moved armoured vehicles to the border with Peru.", ["Chile MOBILIZE Peru"]),
    ("Chilean forces were placed on alert.", ["Chilean armed forces MOBILIZE "]),
    ("Chile will pull back its heavy weapons from Peru.", ["Chile RETREAT Peru"]),
    # What comes of a deed is of who does the deed, not of who tells of it.
    ("Peru accused Chile of shelling a village, killing nine farmers.",
     ["Peru ACCUSE Chile", "Chile ASSAULT ", "Chile ASSAULT farmers"]),
    ("Peru condemned what it called Chile's brazen lies.", ["Peru ACCUSE Chile"]),
    ("Chile recalled its ambassador from Peru.", ["Chile SANCTION Peru"]),
    ("Peruvian police arrested five Chilean journalists.",
     ["Peruvian police COERCE Chilean journalists"]),
    ("Chilean jets bombed Lima.", ["Chilean armed forces ASSAULT Peru"]),
    ("Chile held talks with Peru.", ["Chile CONSULT Peru"]),
    ("Talks between Chile and Peru will begin in May.", ["Chile AGREE Peru"]),
    ("Chile is in talks with Peru.", ["Chile CONSULT Peru"]),
    ("Chile remains committed to helping Peru.", ["Chile AGREE Peru"]),
    ("Chile dismissed Peru's offer.", ["Chile REJECT Peru"]),
    # What is promised, refused or demanded is the speech act, and reaches whom the deed reaches.
    ("Chile refused to help Peru.", ["Chile REJECT Peru"]),
    ("Chile agreed to lend money to Peru.", ["Chile AGREE Peru"]),
    ("Chile will help Peru.", ["Chile AGREE Peru"]),
    ("Chile will not help Peru.", ["Chile REJECT Peru"]),
    ("Chile vowed to retaliate against Peru.", ["Chile THREATEN Peru"]),
    ("Chile called on Peru to release the crew.", ["Chile REQUEST Peru"]),
    ("Chile threatened to break relations with Peru.",
     ["Chile THREATEN Peru", "Chile SANCTION Peru"]),
    ("Chile closed its borders with Peru and Bolivia.", ["Chile SANCTION Bolivia, Peru"]),
    ("Chile reiterated its demand that Peru release the crew.", ["Chile REQUEST Peru"]),
    ("Norway gave Haiti a new hospital.", ["Norway AID Haiti"]),
    ("Chile found a Peruvian journalist guilty of murder.",
     ["Chile SANCTION Peruvian journalist"]),
    ("Chile granted asylum to a Peruvian journalist.", ["Chile AID Peruvian journalist"]),
    ("Workers in Lima went on strike.", ["Workers PROTEST "]),
    ("The attack carried out by Chile on Peru shocked Bolivia.", ["Chile ASSAULT Peru"]),
    ("The treaty signed by Chile and Peru was long.", ["Chile AGREE Peru"]),
    ("Heavy fighting broke out near Lima.", [" ASSAULT "]),
    ("An explosion occurred near Lima.", [" ASSAULT Peru"]),
    ("Chilean and Peruvian troops clashed.",
     ["Chilean armed forces ASSAULT Peruvian armed forces"]),
    ("The Andean Liberation Front attacked Peru.", ["Andean Liberation Front ASSAULT Peru"]),
    # A protest is against those whom its grievance names.
    ("Miners in Lima began a hunger strike to protest against Chile's decision to close the mine.",
     ["Miners PROTEST Chile"]),
    ("Fishermen in Lima went on strike over a law that was signed by Chilean President Ana Soto.",
     ["Fishermen PROTEST Ana Soto (CHL)"]),
    ("Farmers in Lima occupied a bridge to denounce Chile's tariffs.",
     ["Farmers PROTEST Chile"]),
    ("Thousands marched through Lima in defiance of the Peruvian government.",
     [" PROTEST Peruvian government"]),
    # A threat reaches who can avert it.
    ("Chile threatened to close the port unless Peru pays.", ["Chile THREATEN Peru"]),
    ("Chile threatened to blockade the port until Peru pays.", ["Chile THREATEN Peru"]),
    ("Chile threatened to close the port should Peru refuse.", ["Chile THREATEN Peru"]),
    ("Chile is prepared to impose sanctions on Peru.", ["Chile THREATEN Peru"]),
    ("Chile promised retaliation against Peru.", ["Chile THREATEN Peru"]),
    ("Chile agreed to hold talks with Peru.", ["Chile AGREE Peru"]),
    ("Chile pledged to lift sanctions on Peru.", ["Chile AGREE Peru"]),
    ("Chile expressed its readiness to help Peru.", ["Chile AGREE Peru"]),
    # Talks that somebody goes to, words that somebody issues, verbs in two parts.
    ("Chilean President Ana Soto flew to Lima for talks with Luis Rey.",
     ["Ana Soto (CHL) CONSULT Luis Rey"]),
    ("Chile is engaged in negotiations with Peru.", ["Chile CONSULT Peru"]),
    ("Chile issued a statement urging Peru to release the crew.", ["Chile REQUEST Peru"]),
    ("Norway handed over 700 tents to Haiti.", ["Norway AID Haiti"]),
    ("Chile forced Peruvian nuns out of the country.", ["Chile COERCE Peruvian nuns"]),
    ("Chile mediated between Peru and Bolivia.", ["Chile CONSULT Bolivia, Peru"]),
    ("Chile undertook a mediation mission between Peru and Bolivia.",
     ["Chile CONSULT Bolivia, Peru"]),
    ("Chile completed the withdrawal of its troops from Peru.",
     ["Chilean armed forces RETREAT Peru"]),
    ("Chile allowed Peruvian monks to open a school.", ["Chile CONCEDE Peruvian monks"]),
    ("Chile reinforced its garrisons in Peru.", ["Chile MOBILIZE Peru"]),
    ("Chilean hackers defaced Peruvian websites.", ["Chilean hackers COERCE Peruvian websites"]),
    ("Chile suspended aid deliveries in Peru.", ["Chile SANCTION Peru"]),
    # Deeds that a promise, a purpose or a meeting reaches beyond its own clause.
    ("Chile is willing to withdraw its troops from Peru.", ["Chile AGREE Peru"]),
    ("Chile called up reservists for a war against Peru.", ["Chile MOBILIZE Peru"]),
    ("Chilean President Ana Soto told reporters after talks with Luis Rey that it would rain.",
     ["Ana Soto (CHL) CONSULT Luis Rey"]),
    ("A convent was attacked by Chilean police, killing three Peruvian nuns.",
     ["Chilean police ASSAULT Peruvian nuns"]),
    # Nouns with what they measure or are of, particles, who vetoes whose words.
    ("Chile suspended $5 million in aid to Peru.", ["Chile SANCTION Peru"]),
    ("Chile declared a state of emergency.", ["Chile COERCE "]),
    ("Chilean police pushed back Peruvian refugees.", ["Chilean police COERCE Peruvian refugees"]),
    ("Chilean troops repelled Peruvian soldiers.",
     ["Chilean armed forces ASSAULT Peruvian armed forces"]),
    ("Chile handed over two spies to Peru.", ["Chile COOPERATE Peru"]),
    ("Chile vetoed a statement by the UN Security Council.", ["Chile REJECT UN Security Council"]),
    ("Peruvian police prevented a march of Chilean nuns.", ["Peruvian police COERCE Chilean nuns"]),
    ("Chile voiced concern about the abduction of Peruvian nuns.", ["Chile ACCUSE "]),
    ("Chile agreed to impose sanctions on Peru.", ["Chile SANCTION Peru"]),
    ("Chile lifted its veto on Peru.", ["Chile CONCEDE Peru"]),
    ("Nuns marched to the Peruvian embassy in Oslo.", ["Nuns PROTEST Peru"]),
    ("Chile expelled two Peruvian nuns.", ["Chile COERCE Peruvian nuns"]),
    ("Chile expelled the Peruvian ambassador.", ["Chile SANCTION Peruvian ambassador"]),
    ("Chile deployed missiles along its border with Peru.", ["Chile MOBILIZE Peru"]),
    ("Chile reopened its border crossing with Peru.", ["Chile CONCEDE Peru"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "mutual"),
    [
        ("Chile met Peru.", True),
        ("Chile and Peru agreed to open the border.", True),
        ("Chile and Peru accused each other of theft.", True),
        ("Chile attacked Peru.", False),
        ("Chile agreed with Peru to open the border.", False),
    ],
)
def test_what_has_no_direction_is_mutual(reading, text: str, mutual: bool) -> None:
    assert reading(text, None).report.events[0].mutual is mutual


@pytest.mark.parametrize(("text", "expected"), EVENTS)
def test_events(reading, text: str, expected: list[str]) -> None:
    assert expected, "texts without an event stand below: nothing of these could fail here"
    assert [e for e in reading(text, "2024-03-04").events() if e in expected] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Chile is a country of long coasts.",
        "The meeting was long.",
        "The film is a hit in Peru.",
        "Chile won the match against Peru.",
        "Tourists visit the occupied city.",
        "The captured ship lies in the harbour of Lima.",
        "Reporters questioned the leader of Peru.",
        "A minister of Peru was forced out over a scandal.",
        "Chile disrupted the banking system.",
        "Chile attributed its growth to Peru.",
        "A Chilean truck struck a mine on Monday.",
        "The money will be paid within two days, said Chile.",
        "Nine Peruvian nuns were killed when a ferry capsized.",
        "A flood in Peru has killed nine nuns, Chile said.",
        "Hurricane Ida killed nine Peruvian nuns.",
        "Chilean prosecutors said they would appeal.",
    ],
)
def test_no_event(reading, text: str) -> None:
    assert reading(text, None).events() == []


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Chile attacked Peru.", "attacked", "asserted"),
        ("Chile did not attack Peru.", "attack", "negated"),
        ("Nobody attacked Peru.", "attacked", "negated"),
        ("No ransom was paid to Peru, Chile said.", "paid", "negated"),
        ("Chile may attack Peru.", "attack", "possible"),
        ("Chile will help Peru.", "help", "planned"),
        ("Chile plans to help Peru.", "help", "planned"),
        ("Chile will help Peru if it is attacked.", "help", "planned"),
        ("If Chile attacks Peru, Bolivia will act.", "attacks", "conditional"),
        ("If Chile does not attack Peru, Bolivia will act.", "attack", "conditional"),
        ("Chile failed to help Peru.", "help", "negated"),
        ("Chile took measures to compensate Peru.", "compensate", "planned"),
    ],
)
def test_factuality(reading, text: str, word: str, expected: str) -> None:
    assert reading(text, None).event(word).factuality == expected


CARRIED = [
    ("Chile said Peru had attacked Bolivia.", "Peru ASSAULT Bolivia < Chile"),
    (
        "Reuters reported that Chile said Peru had attacked Bolivia.",
        "Peru ASSAULT Bolivia < Chile < Reuters",
    ),
    ("Chile accused Peru of attacking Bolivia.", "Peru ASSAULT Bolivia < Chile"),
    ("Chile accused Peru of attacking Bolivia.", "Chile ACCUSE Peru < "),
]


@pytest.mark.parametrize(("text", "expected"), CARRIED)
def test_carriers(reading, text: str, expected: str) -> None:
    assert expected in reading(text, None).claims()


def test_who_killed_stands_in_the_clash(reading) -> None:
    text = "Nine Peruvian soldiers were killed in a clash with Chilean troops on Monday."
    read_ = reading(text, "2024-03-04")
    event = read_.event("killed")
    assert read_.who(event.actors) == "Chilean armed forces"
    assert read_.who(event.recipients) == "Peruvian armed forces"


def test_a_place_inside_another_clause_is_not_the_events(reading) -> None:
    text = "Chile and Peru discussed the ship that was built in Oslo."
    assert all(e.place is None for e in reading(text, None).all())


def test_what_a_speaker_demands_with_should(reading) -> None:
    text = "Peruvian forces should free the crew, Chilean President Ana Soto said."
    assert "Ana Soto (CHL) REQUEST Peruvian armed forces" in reading(text, None).events()


@pytest.mark.parametrize(
    "text",
    ["Chile must have attacked Bolivia, Peru said.", "Chile must be proud, Peru said."],
)
def test_what_must_be_so_is_no_demand(reading, text: str) -> None:
    assert not [e for e in reading(text, None).events() if "REQUEST" in e]


def test_diplomats_of_nobody_in_particular(reading) -> None:
    text = "France thanked Japan. Japan announced that it will expel two diplomats."
    read_ = reading(text, None)
    actors = {a.id: a for a in read_.report.actors}
    assert [actors[a].country for a in read_.event("expel").recipients] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Chile urged Peru to release the crew.",
        "Chile agreed to help Peru.",
        "Chile refused to meet Peru.",
    ],
)
def test_a_deed_that_is_only_spoken_of_is_no_second_event(reading, text: str) -> None:
    assert len(reading(text, None).events()) == 1


def test_who_is_met_is_not_who_meets(reading) -> None:
    text = "Chilean President Ana Soto arrived on Monday. Peru's Luis Rey thanked her."
    event = reading(text, "2024-03-04").event("thanked")
    read_ = reading(text, "2024-03-04")
    assert read_.who(event.recipients) == "Ana Soto (CHL)"


def test_the_disputed_are_marked(reading) -> None:
    from onrecord.claims import claims_of

    text = "Chile said Peruvian soldiers had attacked the port. Peru denied the claim."
    read_ = reading(text, None)
    claim = next(c for c in claims_of(read_.report, text) if c.type == "ASSAULT")
    assert claim.disputed_by == ["Peru"]


@pytest.mark.parametrize(
    "text",
    [
        "Chilean President Ana Soto met Luis Rey in Lima, where the two held talks.",
        "The mayor said their deployment had been long. Chile thanked Peru.",
        "Chile defended its policy. Chile thanked Peru.",
    ],
)
def test_what_is_told_already_or_of_nobody_is_no_event(reading, text: str) -> None:
    assert len(reading(text, None).events()) == 1


def test_who_holds_the_ceremony_honours(reading) -> None:
    text = "Chile held a ceremony marking the day of its founding to honour Peruvian nuns."
    assert "Chile SUPPORT Peruvian nuns" in reading(text, None).events()


def test_what_has_a_region_is_the_subject_of_the_clause(reading) -> None:
    text = "Chile thanked Bolivia. Chile said Bolivia helped Peru retake its region."
    read_ = reading(text, None)
    assert read_.who(read_.event("retake").recipients) == ""


def test_a_heading_only_announces_what_the_text_tells(reading) -> None:
    body = "The two ministers spoke for an hour in the palace on the hill above the port. "
    text = (
        f"Envoys meet in Lima\n\n{body * 3}\n\nChile Condemns Peru\n\n"
        f"On Monday Chile condemned Peru in the strongest words. {body * 2}\n"
    )
    assert reading(text, None).events().count("Chile ACCUSE Peru") == 1


def test_a_strike_that_a_clause_tells_twice_is_one(reading) -> None:
    text = "Nine nuns were killed and 23 wounded when a drone hit a street in Lima."
    read_ = reading(text, None)
    (event,) = read_.all()
    assert read_.report.places[event.place].name == "Lima"


def test_a_number_of_them_is_theirs(reading) -> None:
    text = "Nuns marched through Lima. Police arrested six of them."
    read_ = reading(text, None)
    assert read_.who(read_.event("arrested").recipients) == "Nuns"


def test_what_a_clause_of_place_counts_is_not_the_events(reading) -> None:
    text = "Chile accused Bolivia of arming rebels in Peru, where clashes killed 40 people."
    assert reading(text, None).event("arming").quantities == []


def test_the_last_of_several_passives_ends_the_search_for_who_does_it(reading) -> None:
    text = "Peru said no envoy had been detained, beaten or expelled."
    assert reading(text, None).report.unread == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Peru's envoy was detained, beaten and expelled.",
            [" COERCE Peru's envoy", " ASSAULT Peru's envoy", " SANCTION Peru's envoy"],
        ),
        (
            "The Czech ambassador was summoned on Wednesday and handed a note of protest.",
            [" ACCUSE Czech ambassador", " ACCUSE Czech ambassador"],
        ),
        (
            "Chile's consul was handed a protest note by the foreign ministry of Bolivia.",
            ["foreign ministry ACCUSE Chile's consul"],
        ),
        # What is told in the active after a passive is done by who underwent the first.
        (
            "The president of Turkey was welcomed in Baku and thanked Azerbaijan.",
            ["president SUPPORT Azerbaijan"],
        ),
    ],
)
def test_passives_that_go_on(reading, text: str, expected: list[str]) -> None:
    assert reading(text, None).events() == expected
