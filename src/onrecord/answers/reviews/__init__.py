"""Reviews: what waits for a person, side by side, and what was decided.

In go an open store; out come pairs that may be one and claims in doubt (`review`), two records and
their words beside each other (`comparison`), and decisions with what they changed (`decided`).
"""
