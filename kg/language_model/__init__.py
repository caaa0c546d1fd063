"""A language model as a reader: its clusters of mentions lead, and the rules link, correct and complete them."""
