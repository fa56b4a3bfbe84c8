"""Where sources disagree on a happening, and where they only seem to."""

from __future__ import annotations

import itertools

import pytest

from onrecord.resolve.disputes.disputes import disputes_among
from tests.resolve.reported import Reported, tellings

PRESS, RADIO, AGENCY = "Harbour Press", "Radio Altiplano", "State News Agency"

DISPUTED: list[tuple[str, list[Reported], str, set[str]]] = [
    (
        "a denial in another report",
        [
            (
                "2024-03-02",
                PRESS,
                "Chile said on Friday that Peruvian marines had fired on a trawler off Arica.",
            ),
            (
                "2024-03-03",
                AGENCY,
                "LIMA - Peru's navy denied on Saturday that its marines had shot at any trawler.",
            ),
        ],
        "fired shot",
        {"denial"},
    ),
    (
        "a negated sentence by the accused",
        [
            ("2024-03-02", PRESS, "Greece said Turkish jets attacked a patrol boat on Friday."),
            ("2024-03-03", AGENCY, "Turkish aircraft did not attack any boat, Ankara said."),
        ],
        "attacked attack",
        {"denial"},
    ),
    (
        "an admission after a denial",
        [
            ("2024-03-02", PRESS, "Peru's navy denied that its marines had shot at a trawler."),
            ("2024-03-09", PRESS, "Peru's navy admitted that a marine had shot at the trawler."),
        ],
        "shot",
        {"denial"},
    ),
    (
        "a charge that is called a lie",
        [
            (
                "2024-05-02",
                PRESS,
                "Sudan said that Ethiopian soldiers had kidnapped four farmers near Gallabat. "
                "Addis Ababa called the claim a lie.",
            ),
        ],
        "kidnapped",
        {"denial"},
    ),
    (
        "two tolls on one day",
        [
            (
                "2024-03-02",
                PRESS,
                "Gunmen attacked a market in Maiduguri on Friday, killing 14 people, police said.",
            ),
            (
                "2024-03-02",
                RADIO,
                "Residents said 60 people were killed on Friday in Maiduguri by gunmen.",
            ),
        ],
        "killing killed",
        {"figure"},
    ),
    (
        "two numbers in one report",
        [
            (
                "2024-03-02",
                PRESS,
                "Kenya arrested 28 Ugandan fishermen on Monday, its navy said. Ugandan officials "
                "said that 35 men were arrested.",
            ),
        ],
        "arrested",
        {"figure"},
    ),
    (
        "a bare number that answers",
        [
            (
                "2024-03-02",
                PRESS,
                "Residents of Sumy said Russian shells killed 31 people on Friday. The Russian "
                "defence ministry put the toll at nine.",
            ),
        ],
        "killed",
        {"figure"},
    ),
    (
        "a figure held to on a later day",
        [
            ("2024-03-02", PRESS, "The army said it killed 12 rebels near Goma on Friday."),
            (
                "2024-03-08",
                PRESS,
                "The M23 said on Thursday that the army killed 40 rebels near "
                "Goma. The army said it killed 12 rebels.",
            ),
        ],
        "killed",
        {"figure"},
    ),
    (
        "each names the other",
        [
            (
                "2024-03-02",
                PRESS,
                "The Sudanese army said that the Rapid Support Forces had shelled the hospital in "
                "El Fasher on Friday.",
            ),
            (
                "2024-03-02",
                RADIO,
                "The Rapid Support Forces said the Sudanese army shelled the hospital in El "
                "Fasher on Friday.",
            ),
        ],
        "shelled",
        {"perpetrator"},
    ),
    (
        "a third party is named",
        [
            ("2024-03-02", PRESS, "Kyiv said Russian forces bombed the power plant on Friday."),
            ("2024-03-03", AGENCY, "Moscow said Ukrainian forces bombed the power plant."),
        ],
        "bombed",
        {"perpetrator"},
    ),
    (
        "inside, and in the waters of nobody",
        [
            (
                "2024-03-02",
                PRESS,
                "Manila said the Chinese coast guard rammed a supply boat inside Philippine "
                "waters on Monday.",
            ),
            (
                "2024-03-03",
                AGENCY,
                "Beijing said that the coast guard rammed the boat in international waters.",
            ),
        ],
        "rammed",
        {"place"},
    ),
    (
        "on this side of a border and on that",
        [
            (
                "2024-03-02",
                PRESS,
                "Thailand arrested six Cambodian woodcutters three kilometres inside Thailand, "
                "the Thai army said.",
            ),
            (
                "2024-03-03",
                AGENCY,
                'Cambodia said that Thailand had arrested the men "on our side of the border".',
            ),
        ],
        "arrested",
        {"place"},
    ),
    (
        "where is said in the next sentence",
        [
            (
                "2024-03-02",
                PRESS,
                "The Thai army arrested six Cambodian woodcutters on Monday. The men were two "
                "kilometres inside Thailand, the army said. Cambodia said that the Thai army "
                "had arrested them in Cambodian territory.",
            ),
        ],
        "arrested",
        {"place"},
    ),
    (
        "each its own reason",
        [
            (
                "2024-03-02",
                PRESS,
                "Poland expelled three Belarusian diplomats because they had spied on an air "
                "base, Warsaw said.",
            ),
            (
                "2024-03-03",
                AGENCY,
                "Minsk said Poland expelled the diplomats in revenge for the trial of a Polish "
                "journalist.",
            ),
        ],
        "expelled",
        {"account"},
    ),
    (
        "by mistake, and on purpose",
        [
            ("2024-03-02", PRESS, "Israel said its troops attacked the convoy by mistake."),
            ("2024-03-02", RADIO, "Egypt said Israeli troops attacked the convoy deliberately."),
        ],
        "attacked",
        {"account"},
    ),
    (
        "two days",
        [
            ("2024-03-02", PRESS, "The FARC rebels said that they freed the engineers on Tuesday."),
            ("2024-03-02", RADIO, "Colombia said the rebels freed the engineers on Thursday."),
        ],
        "freed",
        {"date"},
    ),
    (
        "at no time",
        [
            ("2024-03-02", PRESS, "Greece said Turkish jets attacked a patrol boat on Friday."),
            (
                "2024-03-03",
                AGENCY,
                '"At no time did our aircraft attack any boat," Turkey\'s defence minister said.',
            ),
        ],
        "attacked attack",
        {"denial"},
    ),
    (
        "bodies, and a number that is called wrong",
        [
            ("2024-03-02", PRESS, "Three miners were killed near Puno on Friday, police said."),
            ("2024-03-03", RADIO, "A nurse said five bodies had been brought in, not three."),
        ],
        "killed brought",
        {"figure"},
    ),
    (
        "bare numbers of two who count",
        [
            (
                "2024-03-02",
                PRESS,
                "Villagers marched to the dam on Friday. The union spoke of 30,000 people. "
                "The police counted 6,000.",
            ),
        ],
        "marched",
        {"figure"},
    ),
    (
        "a day named as the wrong one",
        [
            ("2024-03-02", PRESS, "The FARC rebels said that they freed the engineers on Tuesday."),
            (
                "2024-03-02",
                RADIO,
                "Colombia said the rebels freed the engineers on Thursday, not on Tuesday.",
            ),
        ],
        "freed",
        {"date"},
    ),
]

AGREED: list[tuple[str, list[Reported], str]] = [
    (
        "the same in other words",
        [
            ("2024-03-02", PRESS, "Chile said on Friday that Peruvian marines fired on a trawler."),
            ("2024-03-03", RADIO, "Peruvian marines fired on a boat off Arica, Santiago said."),
        ],
        "fired",
    ),
    (
        "a denial of what nobody claims",
        [("2024-03-02", PRESS, "Peru denied that its marines had fired on a trawler.")],
        "fired",
    ),
    (
        "no comment",
        [
            (
                "2024-03-02",
                PRESS,
                "Chile said Peruvian marines had fired on a trawler. Peru declined to comment.",
            ),
        ],
        "fired",
    ),
    (
        "not yet",
        [
            ("2024-03-02", PRESS, "Turkey has not yet ratified the treaty with Armenia, it said."),
            ("2024-03-09", PRESS, "Turkey ratified the treaty with Armenia on Friday."),
        ],
        "ratified",
    ),
    (
        "a toll that grows",
        [
            ("2024-03-02", PRESS, "The bomb in Kabul killed 5 people on Friday, medics said."),
            ("2024-03-04", PRESS, "The bomb in Kabul killed 11 people on Friday, police said."),
        ],
        "killed",
    ),
    (
        "at least",
        [
            ("2024-03-02", PRESS, "The bomb in Kabul killed at least 5 people, medics said."),
            ("2024-03-02", RADIO, "The bomb in Kabul killed 8 people, residents said."),
        ],
        "killed",
    ),
    (
        "about",
        [
            ("2024-03-02", PRESS, "The police arrested about 50 students, the union said."),
            ("2024-03-02", RADIO, "The police arrested 53 students, the interior minister said."),
        ],
        "arrested",
    ),
    (
        "a round number",
        [
            ("2024-03-02", PRESS, "Turkey deployed 1,200 soldiers to Idlib, residents said."),
            ("2024-03-02", RADIO, "Turkey deployed 1,187 soldiers to Idlib, Ankara said."),
        ],
        "deployed",
    ),
    (
        "dead and hurt",
        [
            ("2024-03-02", PRESS, "The bomb in Kabul killed 5 people, medics said."),
            ("2024-03-02", RADIO, "The bomb in Kabul killed and wounded 12 people, police said."),
        ],
        "killed bomb",
    ),
    (
        "a part of them",
        [
            (
                "2024-03-02",
                PRESS,
                "The bomb in Kabul killed 11 people on Friday, police said, including 4 women. "
                "Medics said that two of the dead were children.",
            ),
        ],
        "killed",
    ),
    (
        "a figure revised by who gave it",
        [
            ("2024-03-02", PRESS, "Peru arrested 30 miners near Puno on Friday, its army said."),
            ("2024-03-03", PRESS, "Peru arrested 13 miners near Puno on Friday, its army said."),
        ],
        "arrested",
    ),
    (
        "one doer, named more or less closely",
        [
            ("2024-03-02", PRESS, "Kyiv said Russia bombed the power plant on Friday."),
            ("2024-03-02", RADIO, "Witnesses said that Russian aircraft bombed the plant."),
            ("2024-03-02", AGENCY, "The plant was bombed by the Russian armed forces, Kyiv said."),
        ],
        "bombed",
    ),
    (
        "gunmen may be anybody",
        [
            ("2024-03-02", PRESS, "Gunmen attacked the barracks at Gao on Friday, residents said."),
            ("2024-03-03", PRESS, "Mali said that Al-Qaeda attacked the barracks at Gao."),
        ],
        "attacked",
    ),
    (
        "a town and its waters",
        [
            ("2024-03-02", PRESS, "Manila said China rammed a boat inside Philippine waters."),
            ("2024-03-03", RADIO, "Witnesses said China rammed the boat off Palawan."),
        ],
        "rammed",
    ),
    (
        "two sources of one camp",
        [
            ("2024-03-02", PRESS, "Manila said China rammed a boat inside Philippine waters."),
            (
                "2024-03-03",
                RADIO,
                "The Philippine navy said China rammed the boat in international waters.",
            ),
        ],
        "rammed",
    ),
    (
        "a reason that only one gives",
        [
            (
                "2024-03-02",
                PRESS,
                "Poland expelled three diplomats because they had spied, Warsaw said.",
            ),
            ("2024-03-03", AGENCY, "Minsk said Poland expelled the diplomats on Friday."),
        ],
        "expelled",
    ),
    (
        "one reason in both",
        [
            (
                "2024-03-02",
                PRESS,
                "Poland expelled three diplomats because they had spied on an air base, Warsaw "
                "said.",
            ),
            (
                "2024-03-03",
                AGENCY,
                "Minsk said Poland expelled the diplomats for having spied on an air base.",
            ),
        ],
        "expelled",
    ),
    (
        "one day in two words",
        [
            ("2024-03-02", PRESS, "The rebels said that they freed the engineers on Tuesday."),
            ("2024-03-02", RADIO, "Colombia said the rebels freed the engineers on 27 February."),
        ],
        "freed",
    ),
    (
        "the dead of two countries",
        [
            ("2024-03-02", PRESS, "Chad said three Chadian soldiers were killed near Bol."),
            ("2024-03-02", AGENCY, "Niger said five Nigerien soldiers were killed near Bol."),
        ],
        "killed",
    ),
    (
        "those who march and those who are arrested",
        [
            ("2024-03-02", PRESS, "Farmers said 900 people marched to the dam on Friday."),
            ("2024-03-02", RADIO, "Police arrested 11 people at the dam, the governor said."),
        ],
        "marched arrested",
    ),
    (
        "a deed and its plan",
        [
            ("2024-03-02", PRESS, "Ghana said it will withdraw its troops from Mali in May."),
            ("2024-06-02", PRESS, "Ghana said it withdrew its troops from Mali in May."),
        ],
        "withdraw withdrew",
    ),
]


@pytest.mark.parametrize(
    ("reports", "triggers", "kinds"), [c[1:] for c in DISPUTED], ids=[c[0] for c in DISPUTED]
)
def test_sources_disagree(reports: list[Reported], triggers: str, kinds: set[str]) -> None:
    found = disputes_among("happening", tellings(reports, *triggers.split()))
    assert {d.kind for d in found} == kinds
    assert all(len({(p.speaker, p.stance, p.value) for p in d.positions}) > 1 for d in found)


@pytest.mark.parametrize(
    ("reports", "triggers"), [c[1:] for c in AGREED], ids=[c[0] for c in AGREED]
)
def test_no_dispute(reports: list[Reported], triggers: str) -> None:
    members = tellings(reports, *triggers.split())
    assert members
    assert disputes_among("happening", members) == []


def test_disputes_do_not_depend_on_the_order_of_members() -> None:
    _, reports, triggers, _ = DISPUTED[4]
    members = tellings(reports, *triggers.split())
    assert len(members) > 1
    found = {str(disputes_among("h", order)) for order in itertools.permutations(members)}
    assert len(found) == 1
