"""Trains the reader of relations; ``python -m training.relations --help`` says how."""
