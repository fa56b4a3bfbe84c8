"""Commitments: agreements as lasting records.

duties       who binds himself to what
commitments  the agreement, and what became of it
"""
