"""Articles from files, folders and standard input: finding them, decoding them, and what they say about themselves.

`find_articles` lists what there is to read, `read_article` reads one of them, `mark_of` tells whether it is as it was.
"""

from kg.read.errors import ReadError
from kg.read.finding import ENDINGS, MEDIA_TYPES, Source, find_articles
from kg.read.reading import Reading, read_article
from kg.read.unread import mark_of

__all__ = ["ENDINGS", "MEDIA_TYPES", "ReadError", "Reading", "Source", "find_articles", "mark_of", "read_article"]
