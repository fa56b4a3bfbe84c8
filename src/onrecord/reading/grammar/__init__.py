"""Grammar that all stages share: arguments of predicates, and noun phrases that describe."""
