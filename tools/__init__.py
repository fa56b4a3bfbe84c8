"""What maintainers run by hand: building tables of knowledge, renewing the documents."""
