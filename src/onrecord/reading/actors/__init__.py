"""Stage four: who is mentioned, and whom pronouns and short forms stand for.

stage          one pass in the order of the text
scene          what is known at the point that is being read: cast, memory, sentence
hits           names that the gazetteer knows
peoples        "Bosnian Serbs", "ethnic Russians in Latvia"
names          gazetteer entries, office titles and persons' names in the text
leaders        the country of those whom everybody knows
offices        which office the text gives to which person
roles          persons with their offices, as actors and as records
descriptions   "Iraqi officials", "the prime minister"
pointers       "both sides", "the country", "the statement"
parties        "A clashed with B", "talks between A and B"
pronouns       "she", "they", "we", "who"
salience       the memory of who was seen
cast           the actors of a document, each once
"""

from onrecord.reading.actors.cast import state_actor
from onrecord.reading.actors.stage import read_actors

__all__ = ["read_actors", "state_actor"]
