"""Small networks that read what word lists do not hold.

pieces         words as the network's vocabulary has them
windows        a text as stretches that the network reads one at a time
tagger         the network: scores for sources, cues and contents
attributions   from its scores to attributions
relations      the network of relations, on the lower layers of the first
session        ONNX Runtime
"""

from onrecord.reading.tagging.attributions import Attribution, decode
from onrecord.reading.tagging.relations import Dyad, reading_with, relations
from onrecord.reading.tagging.tagger import Tagger, tagger

__all__ = ["Attribution", "Dyad", "Tagger", "decode", "reading_with", "relations", "tagger"]
