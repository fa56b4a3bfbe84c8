"""Search: what holds words and passes filters, and by what it can be narrowed.

In go words and filters; out come ranked documents (`search`), the claims, events or documents that
a question finds, a stretch at a time (`questions`), and the counts of what each further filter
would leave (`facets`).
"""
