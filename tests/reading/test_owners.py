"""Whose a description is, and of which country a person, a people or a body is."""

import pytest

from tests.reading.test_actors import drafted


def of(text: str, words: str) -> list[str]:
    """Country and sector of each actor for whom the last mention of `words` stands."""
    draft = drafted(text)
    found = [m for m in draft.mentions if text[m.start : m.end] == words]
    assert found, [text[m.start : m.end] for m in draft.mentions]
    last = max(m.start for m in found)
    actors = [draft.actors[m.actor] for m in found if m.start == last and m.actor]
    return [" ".join(filter(None, (a.country or "-", a.sector))) for a in actors]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("US and Dutch forces left.", "US and Dutch forces", "USA MIL, NLD MIL"),
        ("The Chilean and Peruvian sides met.", "The Chilean and Peruvian sides", "CHL, PER"),
        ("The U.S. and Cuban envoys met.", "The U.S. and Cuban envoys", "USA GOV, CUB GOV"),
        (
            "Kenyan, Ugandan and Rwandan ministers met in Arusha.",
            "Kenyan, Ugandan and Rwandan ministers",
            "KEN GOV, UGA GOV, RWA GOV",
        ),
        (
            "Both Thai and Cambodian soldiers opened fire.",
            "Both Thai and Cambodian soldiers",
            "THA MIL, KHM MIL",
        ),
        (
            "UN and Liberian officials inspected the camp.",
            "UN and Liberian officials",
            "IGO, LBR GOV",
        ),
        ("Police from Spain and Portugal raided the house.", "Police", "ESP COP, PRT COP"),
        ("Iran and Russian officials met.", "Iran and Russian officials", "RUS GOV"),
        ("In Cairo, Omani officials met.", "Omani officials", "OMN GOV"),
        ("Chad and the Libyan army clashed.", "the Libyan army", "LBY MIL"),
    ],
)
def test_names_that_share_a_description(text: str, words: str, expected: str) -> None:
    assert ", ".join(of(text, words)) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Putin offered to mediate between Chad and Niger.", "Putin", "RUS"),
        ("Kenyan envoys met President Lula.", "Lula", "BRA GOV"),
        ("Peru accused Hugo Chávez of meddling.", "Hugo Chávez", "VEN"),
        ("Norway's envoy met Prime Minister Callaghan.", "Callaghan", "GBR GOV"),
        ("King Hussein flew to Oslo.", "Hussein", "JOR GOV"),
        ("Chile praised Kofi Annan.", "Kofi Annan", "IGO"),
        ("Hun Sen sent troops.", "Hun Sen", "KHM"),
        ("Fiji thanked Defence Minister Israel Katz.", "Israel Katz", "ISR GOV"),
        ("The Reagan administration condemned Chile.", "The Reagan administration", "USA GOV"),
        ("The Carter Administration warned Chile.", "The Carter Administration", "USA GOV"),
        ("Chile sued the Assad regime.", "the Assad regime", "SYR GOV"),
        ("Peru thanked President de la Madrid.", "de la Madrid", "MEX GOV"),
        ("Peru thanked Al Gore.", "Al Gore", "USA"),
        ("Norway's envoy met President Moon.", "Moon", "KOR GOV"),
        # Any surname counts after the office of a ruler only.
        ("Norway's envoy met General Callaghan.", "Callaghan", "NOR MIL"),
        ("Norway's envoy met Chairman Callaghan.", "Callaghan", "NOR GOV"),
        # Leaders of several countries bear it.
        ("Norway's envoy met Prime Minister Lee.", "Lee", "NOR GOV"),
        ("Norway's envoy met President Peng.", "Peng", "NOR GOV"),
        # Surnames of many.
        ("Norway's envoy met Castro.", "Castro", "-"),
        ("Norway's envoy met Lange.", "Lange", "-"),
        # What the text says itself is what counts.
        ("Guyana will help Haiti, President Carter said.", "Carter", "GUY GOV"),
        ("Chilean President Trump spoke.", "Trump", "CHL GOV"),
        ("Igor Putin, a farmer, spoke in Peru. Putin sued Chile.", "Putin", "-"),
        ("Norwegian officials met Carter.", "Carter", "-"),
    ],
)
def test_leaders_whom_everybody_knows(text: str, words: str, expected: str) -> None:
    assert ", ".join(of(text, words)) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The al-Qaeda terror network bombed Chad.", "The al-Qaeda terror network", "IMG REB"),
        ("The Hamas movement warned Chile.", "The Hamas movement", "PSE REB"),
        ("Mali's al-Shabaab network fled.", "Mali's al-Shabaab network", "SOM REB"),
        ("Kenya arrested FARC rebels.", "FARC rebels", "COL REB"),
        ("Norway met Tamil Tiger envoys.", "Tamil Tiger envoys", "LKA REB"),
    ],
)
def test_a_named_group_before_a_noun(text: str, words: str, expected: str) -> None:
    assert ", ".join(of(text, words)) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Bosnian Croats attacked a convoy.", "Bosnian Croats", "BIH"),
        ("Bosnian Croat forces attacked a convoy.", "Bosnian Croat forces", "BIH MIL"),
        ("Greek Cypriots voted.", "Greek Cypriots", "CYP"),
        ("Slovak Hungarians protested.", "Slovak Hungarians", "SVK"),
        ("Cuban Americans sued Spain.", "Cuban Americans", "USA"),
        ("Tatar leaders met Chile's envoy.", "Tatar leaders", "RUS GOV"),
        ("Uighur militants attacked police.", "Uighur militants", "CHN REB"),
        ("Ethnic Armenians in Georgia protested.", "Armenians", "GEO"),
        ("Estonia expelled ethnic Russians.", "Russians", "EST"),
        ("Ethnic Serbs protested.", "Serbs", "SRB"),
        ("Russians in Latvia protested.", "Russians", "RUS"),
        ("Kurdish rebels in Syria fled.", "Kurdish rebels", "SYR REB"),
        ("Western envoys in Lima complained.", "Western envoys", "- GOV"),
        (
            "Bosnian Serb and Greek leaders met.",
            "Bosnian Serb and Greek leaders",
            "BIH GOV, GRC GOV",
        ),
    ],
)
def test_peoples_belong_where_they_live(text: str, words: str, expected: str) -> None:
    assert ", ".join(of(text, words)) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (
            "Two police officers were shot in Peru. Troops arrived. The officers died.",
            "The officers",
            "PER COP",
        ),
        ("Chile held six Syrian nurses. The nurses sued.", "The nurses", "SYR MED"),
        ("A Kenyan aid worker fled Chad. The worker returned.", "The worker", "KEN SOC"),
        # What says more of them may mean others.
        (
            "Dutch miners left Chad. The miners of Peru protested.",
            "The miners",
            "PER LAB",
        ),
    ],
)
def test_a_definite_noun_points_back_at_its_like(text: str, words: str, expected: str) -> None:
    assert ", ".join(of(text, words)) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Drivers of the Lima tram company struck.", "Drivers", "PER CVL"),
        ("Judges at the International Criminal Court sat.", "Judges", "IGO JUD"),
        ("Demonstrators outside the Danish embassy in Cairo sang.", "Demonstrators", "EGY CVL"),
        ("Gunmen kidnapped two Dutch nurses in Mali.", "Gunmen", "MLI UAF"),
        ("Norwegian police said gunmen had left.", "gunmen", "NOR UAF"),
        ("Moscow completed a withdrawal of forces from Cuba.", "forces", "RUS MIL"),
        ("France pulled troops out of Chad.", "troops", "FRA MIL"),
        ("Egypt sent a delegation to Sudan.", "a delegation", "EGY GOV"),
        ("The UN sent peacekeepers to Liberia.", "peacekeepers", "IGO"),
        ("Troops loyal to Laurent Gbagbo fled.", "Troops", "CIV MIL"),
    ],
)
def test_an_owner_behind_or_around(text: str, words: str, expected: str) -> None:
    assert ", ".join(of(text, words)) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Japan rescued sailors of a Taiwanese trawler.", "sailors", "TWN LAB"),
        ("Cuba held 15 sailors of a Spanish warship.", "15 sailors", "ESP MIL"),
        ("LIMA, May 3 - Protesters clashed.\n\nIt rained.", "Protesters", "PER CVL"),
        ("GENEVA, May 3 - Protesters clashed.\n\nIt rained.", "Protesters", "- CVL"),
        ("Ethnic Germans demonstrated in Kazakhstan.", "Germans", "KAZ"),
    ],
)
def test_what_neither_vessel_nor_dateline_tells(text: str, words: str, expected: str) -> None:
    assert ", ".join(of(text, words)) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Karen Smith said Norway would pay.", "Karen Smith", "-"),
        ("Amal Haddad accused Chile of fraud.", "Amal Haddad", "-"),
        ("Peru's envoy met Shan Olsen in Lima.", "Shan Olsen", "-"),
        ("Karen villagers fled to Chiang Mai.", "Karen villagers", "MMR CVL"),
        ("Amal gunmen shelled the port.", "Amal gunmen", "LBN PRM"),
        ("The Amal movement condemned Chile. Later Amal met the envoy.", "Amal", "LBN PRM"),
    ],
)
def test_names_of_peoples_that_are_also_of_persons(text: str, words: str, expected: str) -> None:
    assert ", ".join(of(text, words)) == expected


@pytest.mark.parametrize("text", ["Moro was kidnapped in Rome.", "Roma beat the German club."])
def test_a_bare_name_that_may_be_another(text: str) -> None:
    assert not any(a.country in ("PHL", None) for a in drafted(text).actors.values() if a.sector)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Youth leaders met in Lima.", "Youth leaders", "PER CVL"),
        ("Community leaders in Nairobi protested.", "Community leaders", "KEN CVL"),
        ("Religious leaders in Abuja called for calm.", "Religious leaders", "NGA REL"),
        ("Chile's business leaders praised the deal.", "Chile's business leaders", "CHL BUS"),
        # Officers are of the force that was named last.
        ("Police broke up a march in Lagos. Officers shot four men.", "Officers", "NGA COP"),
        ("Police in Lima said 31 officers were hurt.", "31 officers", "PER COP"),
        ("Kenya's army left. Officers were freed.", "Officers", "KEN MIL"),
        ("Students and teachers' unions struck in Chile.", "teachers' unions", "CHL LAB"),
        # The main subject's country, not the last.
        (
            "Chad closed its border after Libya shelled a village, Interior Minister Ali Sow said.",
            "Ali Sow",
            "TCD GOV",
        ),
        (
            "The army clashed with the Rapid Support Forces in Sudan. American and British "
            "forces left. Both sides were blamed.",
            "Both sides",
            "SDN MIL, SDN REB",
        ),
        (
            "Fighting between Chad and Libya resumed. Peru and Fiji left. Both sides lost men.",
            "Both sides",
            "TCD, LBY",
        ),
        # Persons meet, but their states are the sides.
        ("Chad and Peru talked. Ana Soto met Luis Rey. Both sides left.", "Both sides", "TCD, PER"),
    ],
)
def test_whose_the_nameless_are(text: str, words: str, expected: str) -> None:
    assert ", ".join(of(text, words)) == expected


@pytest.mark.parametrize("unions", ["teachers' unions", "doctors' and nurses' unions"])
def test_members_of_a_body_are_no_actors_beside_it(unions: str) -> None:
    draft = drafted(f"Students and {unions} marched in Santiago.")
    assert {a.sector for a in draft.actors.values()} <= {"EDU", "LAB", None}
    assert sum(a.sector is not None for a in draft.actors.values()) == 2


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (
            "Fiji's navy stopped a trawler. The captain, a Latvian national, was fined.",
            "The captain",
            "LVA LAB",
        ),
        ("Malta freed the skipper, a citizen of Libya.", "the skipper", "LBY LAB"),
        ("Oman said that the pilot was a Danish citizen.", "the pilot", "DNK MIL"),
        (
            "Cuba boarded a yacht on Friday. The boat turned. The captain was hurt.",
            "The captain",
            "CUB LAB",
        ),
        (
            "Cuba sank a patrol boat on Friday. The captain was hurt.",
            "The captain",
            "CUB MIL",
        ),
    ],
)
def test_whose_one_is_by_his_origin_and_his_vessel(text: str, words: str, expected: str) -> None:
    assert ", ".join(of(text, words)) == expected


def test_an_origin_in_apposition_is_nobody_else() -> None:
    draft = drafted("Peru held the reporter, a Colombian national, in Iquitos.")
    assert sorted(a.kind for a in draft.actors.values() if a.country == "COL") == ["group", "state"]
