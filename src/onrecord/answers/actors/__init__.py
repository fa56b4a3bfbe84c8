"""Actors: who is who across reports, what is told of them, and why several names are one.

In go an open store and words, an id or a country; out come those who are meant (`somebody`), their
identities and offices (`identities`, `holders`), what reports tell of them (`profile`), and what
joins them (`unions`).
"""
