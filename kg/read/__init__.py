"""Articles from files, folders and standard input: finding them, decoding them, and what they say about themselves.

`find_articles` lists what there is to read, `read_article` reads one of them, `mark_of` tells whether it is as it was.
"""

from kg.read.errors import OtherLanguage, ReadError, TooLarge
from kg.read.finding import ENDINGS, MEDIA_TYPES, Source, check_paths, find_articles
from kg.read.reading import Reading, read_article
from kg.read.unread import mark_of

__all__ = [
    "ENDINGS",
    "MEDIA_TYPES",
    "OtherLanguage",
    "ReadError",
    "Reading",
    "Source",
    "TooLarge",
    "check_paths",
    "find_articles",
    "mark_of",
    "read_article",
]
