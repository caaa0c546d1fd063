"""Names: those of the reference data, acronyms, composed ones, and how far a name goes."""
