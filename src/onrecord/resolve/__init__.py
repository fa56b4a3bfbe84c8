"""Across reports: which tell the same text, who is the same actor, what is the same happening."""
