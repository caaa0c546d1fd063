"""Bodies: states, organisations, offices, committees, and whose part they are."""
