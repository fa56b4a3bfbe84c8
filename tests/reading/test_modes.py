"""Modes: what the trigger implies, and what the words beside it choose."""

import pytest

from onrecord import read

MODES = [
    # What is asked or refused: the deed, or the thing.
    ("Chile urged Peru to release the crew.", "urged", "yield", "release"),
    ("Chile urged Peru to lift the embargo.", "urged", "yield", "lift"),
    ("Chile called on Peru to resume talks with Bolivia.", "called", "meet", "resume"),
    ("Chile demanded the resignation of Peru's president.", "demanded", "change", "resignation"),
    ("Chile asked Peru for help.", "asked", "assist", "help"),
    ("Chile called for an end to the fighting in Peru.", "called", "yield", "end"),
    ("Chile issued a call to Peru to free the journalists.", "call", "yield", "free"),
    ("Peru must withdraw its troops, Chile said.", "withdraw", "yield", "withdraw"),
    ("Chile asked Peru to be quiet.", "asked", None, None),
    ("Chile rejected Peru's ceasefire proposal.", "rejected", "yield", "ceasefire"),
    ("Chile refused to negotiate with Peru.", "refused", "meet", "negotiate"),
    ("Chile refused to return to the negotiating table.", "refused", "meet", "return"),
    ("Chile refused to return the two islands to Peru.", "refused", "yield", "return"),
    ("Chile will not help Peru.", "help", "assist", "help"),
    ("Chile dismissed Peru's claim.", "dismissed", None, None),
    # What is threatened.
    ("Chile threatened Peru with sanctions.", "threatened", "restrict", "sanctions"),
    ("Chile threatened to annex two Peruvian islands.", "threatened", "territory", "annex"),
    ("Chile threatened to break off relations with Peru.", "threatened", "relations", "break"),
    ("Chile threatened to attack Peru.", "threatened", "violence", "attack"),
    ("Chile threatened Peru.", "threatened", None, None),
    # The weapon, wherever the clause names it.
    ("Militants attacked Peruvian soldiers with rifles.", "attacked", "firearms", "rifles"),
    ("Militants attacked Peruvian soldiers with knives.", "attacked", "primitive", "knives"),
    ("Militants attacked Peruvian soldiers.", "attacked", None, None),
    ("A suicide bomber attacked Peruvian police.", "attacked", "suicide-attack", "bomber"),
    ("Chilean jets bombed Lima.", "bombed", "aerial", "jets"),
    ("Three soldiers were killed in an airstrike in Peru.", "killed", "aerial", "airstrike"),
    ("Chile attacked Lima, using drones.", "attacked", "drone", "drones"),
    ("Police dispersed protesters with tear gas in Lima.", "dispersed", "crowd-control", "gas"),
    # A bomb falls or lies: the word alone does not say.
    ("Chile bombed Lima.", "bombed", None, None),
    ("Chilean artillery shelled Lima.", "shelled", "heavy-weapons", None),
    ("A man stabbed a Peruvian minister in Lima.", "stabbed", "primitive", None),
    ("Chilean soldiers massacred Peruvian villagers.", "massacred", "targeted", None),
    # The setting.
    ("Chile met Peru on the sidelines of the G20 summit.", "met", "multilateral", "summit"),
    ("Ana Soto of Chile spoke with Luis Rey of Peru by phone.", "spoke", "phone", "phone"),
    ("Chile and Peru held talks hosted by Bolivia.", "talks", "third-party", "hosted"),
    ("Chile met Peru.", "met", None, None),
    # What is made ready.
    ("Chile deployed two warships to Peru.", "deployed", "weapons", "warships"),
    ("Chile deployed riot police in Santiago.", "deployed", "police", "police"),
    # The rest.
    ("Peru shut down three newspapers.", "shut", "censor", "newspapers"),
    ("Peru shut down the internet.", "shut", "withhold", "internet"),
    ("Peru imposed a curfew in Lima.", "curfew", "curfew", None),
    ("Peru declared martial law in Lima.", "law", "martial-law", None),
    ("Students went on hunger strike in Lima.", "strike", "hunger", None),
    ("Chile imposed sanctions on Peru.", "sanctions", "discontinue", None),
    ("Chile granted asylum to a Peruvian journalist.", "granted", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "mode", "word"), MODES)
def test_modes(text: str, trigger: str, mode: str | None, word: str | None) -> None:
    found = [e for e in read(text).events if e.trigger.of(text) == trigger]
    assert [(e.mode, e.marker.of(text) if e.marker else None) for e in found] == [(mode, word)]
