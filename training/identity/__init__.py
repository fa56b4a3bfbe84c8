"""Training of the likeness of tellings."""
