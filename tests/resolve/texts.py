"""Texts that the tests of sameness share, written for them."""

from __future__ import annotations

from onrecord.model import Document, document_id
from onrecord.resolve.texts.copies import Edition

WIRE = """SIBIU, March 3 (Carpathia Press) - Customs officers in the port of Varna have seized a \
freighter that was carrying 40 tonnes of copper cable stripped from the Moldovan railways, the \
Bulgarian interior ministry said on Tuesday.

The Halina Dorsz, which flies the flag of Togo, was boarded before dawn after a tip from \
Chisinau. Its master, Radomir Pelc, and 11 sailors were led off the ship in handcuffs and will be \
questioned by a prosecutor.

"This was theft on an industrial scale," said Interior Minister Stoyan Kaludov. He thanked his \
Moldovan colleague, Veronica Lungu, for what he called a model of cooperation between two small \
services.

Moldova lost 300 kilometres of signal cable last year, and trains on the line to Ungheni have been \
running by hand signal since the autumn. The railways put their losses at 9 million euros.

Radomir Pelc denied through his lawyer that he had known what was in the containers. The owners of \
the ship could not be reached.

Varna is the largest port of Bulgaria, and has been named more than once in reports on smuggling.
"""

RIVAL = """The arrest of a ship's crew in Bulgaria has given Moldova a rare piece of good news \
about its vanishing railway lines.

Twelve men were taken into custody in Varna this week when police went through the hold of a \
Togolese-flagged vessel, the Halina Dorsz, and found copper wire by the tonne. Much of it still \
bore the stamp of the state railway company in Chisinau.

According to Stoyan Kaludov, who runs the interior ministry in Sofia, investigators had followed \
the cargo for a month. He would not say who was to have bought it. A lawyer for the captain told \
this newspaper that his client was an honest man who had been deceived by a broker in Piraeus.

For travellers the damage is plain. East of the capital there has been no working signal since \
October; a journey that took two hours takes five.
"""


def edition(
    text: str, published: str | None = None, publisher: str | None = None, title: str | None = None
) -> Edition:
    """A text with what is known of it."""
    document = Document(
        document_id(text), len(text), title, publisher=publisher, published=published
    )
    return Edition(document, text)
