"""Stage nine: who did what to whom.

stage          coded triggers to events
coding         which word is an event, and who takes part
verbs          verbs, adjectives and obligations
nouns          event nouns, and the verbs that carry them
fitting        whether the words around a verb are those of a frame
coded          a trigger with its frame and participants
related        what the relation of a sentence adds
frames         the rows of knowledge/frames.toml
slots          the phrases in the slots of a frame
participants   the actors whom they name, and whom deeds and conditions reach
modes          which way of doing it, where words beside the trigger tell
sites          where an event takes place
factuality     the condition of an event, and whether it is announced
"""

from onrecord.reading.events.stage import read_events

__all__ = ["read_events"]
