"""Articles from files, folders and standard input: finding them, decoding them, and what they say about themselves.

`find_articles` lists what there is to read, `read_article` reads one of them.
"""

from kg.read.errors import ReadError
from kg.read.finding import ENDINGS, MEDIA_TYPES, Source, find_articles
from kg.read.reading import Reading, read_article

__all__ = ["ENDINGS", "MEDIA_TYPES", "ReadError", "Reading", "Source", "find_articles", "read_article"]
