"""Actors: who is the same, and who held which office when.

spelling  how alike two words sound
names     whether two names of persons may be one
bodies    the same of organisations
people    whether two actors are one
offices   whether two offices are one
tenures   who held which office, from which report to which
"""
