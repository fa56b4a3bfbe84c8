"""Stage four: who is mentioned, and whom pronouns and short forms stand for.

stage          one pass in the order of the text
scene          what is known at the point that is being read: cast, memory, sentence
hits           names that the gazetteer knows
peoples        "Bosnian Serbs", "ethnic Russians in Latvia"
organisations  names of bodies that no table has
names          gazetteer entries, office titles and persons' names in the text
namesakes      title words that are names: "Senator Aaron Judge"
leaders        the country of those whom everybody knows
offices        which office the text gives to which person
roles          persons with their offices, as actors and as records
nationality    whose official somebody is, where no country stands beside the title
descriptions   "Iraqi officials", "the prime minister"
owners         whose a description is: "its troops"
crews          whether those aboard a vessel are soldiers
pairs          "both sides", "the two leaders"
parties        "A clashed with B", "talks between A and B"
pointers       "the country", "the statement"
pronouns       "she", "they", "we", "who"
genders        which of "he" and "she" a name or a noun stands with
salience       the memory of who and what was seen
cast           the actors of a document, each once
"""

from onrecord.reading.actors.cast import state_actor
from onrecord.reading.actors.stage import read_actors

__all__ = ["read_actors", "state_actor"]
