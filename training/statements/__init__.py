"""Trains the tagger of statements; ``python -m training.statements --help`` says how."""
