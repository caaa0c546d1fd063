"""Which words texts have in common: runs of a few words each, and a sketch of them by which like texts are found.

A sketch is the runs with the smallest digests (Broder's bottom-k sketch): of two texts with most of their words in
common, those of the one are mostly those of the other. It stands in the store, in the graph of runs, so that an article
is compared with those alone that share some of it; the texts themselves then tell. With that, nothing but an index of
terms is needed, which the store is: a library (`datasketch`) would bring an index of its own, and NumPy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import blake2b

from pyoxigraph import Literal, NamedNode, Triple

from kg.graph.terms import mg

SHINGLE = mg("shingle")
_WORD = re.compile(r"\w+")
_WORDS = 4
"""So many words make a run. Texts on different events share runs of their field, up to 23 of 100."""
_SKETCH = 64
_SHARED = 0.6
"""This share of the runs of the longer text both have where they are one. More than a half, so that two articles with
nothing in common are not one with the digest that has both."""
_SHORT = 32
"""Of texts with fewer runs all must agree: one word is one run in eight there, and may be the name of the town."""


def shingles(text: str) -> set[str]:
    """The runs of words of a text, without case and punctuation."""
    words = _WORD.findall(text.casefold())
    return {" ".join(words[start : start + _WORDS]) for start in range(len(words) - _WORDS + 1)}


def is_same(one: set[str], other: set[str]) -> bool:
    """Whether the shingles are those of one text, in two wordings at most."""
    longer = max(len(one), len(other))
    share = _SHARED if longer >= _SHORT else 1.0
    return longer > 0 and len(one & other) >= share * longer


def sketch(article: NamedNode, text: str) -> Iterator[Triple]:
    """The sketch of the text of an article, as it stands in the graph of runs."""
    digests = sorted(blake2b(shingle.encode(), digest_size=8).hexdigest() for shingle in shingles(text))
    for digest in digests[:_SKETCH]:
        yield Triple(article, SHINGLE, Literal(digest))


def needed(size: int) -> int:
    """How much of a sketch of this size an article with the same text has too: less by chance once in ten thousand."""
    return max(1, size // 5)
