"""Documents: what one holds, which versions of a text there are, and what a new one brought.

In go an open store and the id of a document; out come the text with its records (`document`), the
earlier texts that it is made from (`versions`), and what it added to the record (`added`).
"""
