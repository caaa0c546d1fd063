"""The text of an article: as it is read, in segments, sentences and words; needs no name and no event."""
