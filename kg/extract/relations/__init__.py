"""Relations between what was found: patterns over masked sentences, and parsed clauses."""
