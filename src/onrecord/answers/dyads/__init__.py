"""Dyads: what two parties did and said to each other.

In go an open store and two parties; out come all that is known between them as a dossier
(`dossier`, written by `markdown`), or counted whole and shown in part (`dyad`, with `agreements`
and `coverage`), and what each side said of the other (`statements`).
"""
