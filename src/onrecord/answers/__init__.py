"""Answers: what the resolved store knows, asked for by whom, what and when."""
