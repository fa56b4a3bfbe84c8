"""Identity: which tellings of several reports are of one and the same event.

words     roots, weights and concepts of words
tellings  what identity needs to know of an event
likeness  how alike two tellings are, and what bars them
clusters  which things are one, given how alike pairs are
"""
