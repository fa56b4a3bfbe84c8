"""Texts: which documents are one, or of one story.

copies     the same text, whole or in part
revisions  what a later version changes
notices    corrections and withdrawals
stories    reports that tell of the same affairs
"""
