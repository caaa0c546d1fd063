"""What of an article goes to the model, and in which parts: a long one in several that overlap."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.contacts import Contacts
from kg.records import Article, Segment, Span

LONGEST = 8_000
"""Characters of a part: some 1,300 words, whose answer fits into what models write at once."""
OVERLAP = 1_200
"""Characters that a part takes up from the one before: what is said across a cut stands whole in one of them."""
_READ = frozenset({"title", "dateline", "body", "boilerplate"})
_BREAKS = (re.compile(r"\n\s*\n"), re.compile(r"(?<=[.!?])\s"), re.compile(r"\s"))
"""Where a part may end, the best first: paragraph, sentence, word."""


def stretches(segments: Iterable[Segment]) -> list[Span]:
    """The parts of a text that are read for facts, neighbours as one."""
    found: list[Span] = []
    for segment in segments:
        if segment.kind not in _READ:
            continue
        if found and found[-1].end == segment.start:
            found[-1] = Span(found[-1].start, segment.end)
        else:
            found.append(Span(segment.start, segment.end))
    return found


def shown(article: Article, stretches: Iterable[Span]) -> str:
    """What the model is given of an article: those stretches, without telephone numbers and e-mail addresses."""
    contacts = Contacts.of_article(article)
    return "\n\n".join(words for part in stretches if (words := contacts.stretch(part.start, part.end).strip()))


def parts(words: str, longest: int = LONGEST, overlap: int = OVERLAP) -> list[str]:
    """The words whole where they are not too long, else in parts of at most `longest` characters that begin within the
    last `overlap` characters of the one before."""
    found, start = [], 0
    while len(words) - start > longest:
        end = _cut(words, start + longest // 2, start + longest)
        found.append(words[start:end].strip())
        start = _cut(words, end - overlap, end - overlap // 2)
    return [*found, words[start:].strip()] if words.strip() else []


def _cut(words: str, first: int, last: int) -> int:
    """The best place to cut between two offsets: the last break of the best kind, else the last offset."""
    for kind in _BREAKS:
        places = [match.end() for match in kind.finditer(words, first, last)]
        if places:
            return places[-1]
    return last
