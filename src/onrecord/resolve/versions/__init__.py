"""Versions: what each source says of an event, and in which words.

sentences  where sentences end
phrases    lists of words as patterns
sources    who says it, and of which camp
clauses    the words that tell an event, and whether they deny it
frames     sentences that call a claim untrue
remarks    sentences that speak of an event told elsewhere
versions   all of these in one list
"""
