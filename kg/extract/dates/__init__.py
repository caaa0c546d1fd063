"""The dates of a text: a grammar of their expressions, and what they mean against the day of publication."""
