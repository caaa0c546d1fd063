"""The segments that claims rest on: which part of the text, and what of it may be public."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import Literal, NamedNode, Triple

from kg.contacts import Contact, Contacts, is_contact_label
from kg.graph.terms import DCTERMS, OA, RDF_TYPE, article_iri, concept, integer, mg
from kg.records import Article, KgError, Segment, Span

_WORD = re.compile(r"[^\W\d_]{3,}")
_SELECTORS = tuple(NamedNode(OA + name) for name in ("TextPositionSelector", "TextQuoteSelector"))
_START, _END, _EXACT = (NamedNode(OA + name) for name in ("start", "end", "exact"))
_PART_OF = NamedNode(DCTERMS + "isPartOf")
_EDGES = " \t\n\r\f\v\u00a0,;:.()[]<>|/–—-•*"


@dataclass(frozen=True)
class EvidenceText:
    """The stored text of an article with its parts."""

    article: Article
    segments: tuple[Segment, ...] = ()

    @cached_property
    def iri(self) -> NamedNode:
        """The IRI of the article."""
        return article_iri(self.article.key)

    @cached_property
    def contacts(self) -> Contacts:
        """The telephone numbers and e-mail addresses of the article."""
        return Contacts.of_article(self.article)

    def public(self, span: Span) -> tuple[Span, ...]:
        """What of the evidence may be shown: the span itself, else what is left of it when telephone numbers and
        e-mail addresses are cut out; nothing where no word of substance is left. Raises KgError as `segment_iri`."""
        self.segment_iri(span)
        return self._cut(span, [other for other in self.contacts.spans if _overlap(span, other) > 0])

    def _cut(self, span: Span, private: Sequence[Span | Contact]) -> tuple[Span, ...]:
        # a piece alone may look like a number that it did not look like in its context
        inside = private or [
            Span(span.start + s.start, span.start + s.end)
            for s in self.contacts.within(self.article.text[span.start : span.end])
        ]
        if not inside:
            return (span,)
        pieces: list[Span] = []
        at = span.start
        for start, end in [(s.start, s.end) for s in inside] + [(span.end, span.end)]:
            piece = self._trimmed(at, start)
            pieces += self._cut(piece, []) if self._says_something(piece) else ()
            at = max(at, end)
        return tuple(pieces)

    def _trimmed(self, start: int, end: int) -> Span:
        text = self.article.text
        while start < end and text[start] in _EDGES:
            start += 1
        while end > start and text[end - 1] in _EDGES:
            end -= 1
        return Span(start, end)

    def _says_something(self, span: Span) -> bool:
        words = _WORD.findall(self.article.text[span.start : max(span.start, span.end)])
        return any(not is_contact_label(word) for word in words)

    def segment_iri(self, span: Span) -> NamedNode:
        """The IRI of a segment. Raises KgError where the span does not lie in the text."""
        if not 0 <= span.start < span.end <= len(self.article.text):
            raise KgError(
                f"{self.article.key}: evidence {span.start}–{span.end} does not lie in the text of "
                f"{len(self.article.text)} characters: mend the rule that made it"
            )
        return NamedNode(f"{self.iri.value}#char={span.start},{span.end}")

    def triples(self, span: Span) -> Iterator[Triple]:
        """The description of a segment."""
        iri = self.segment_iri(span)
        for kind in (mg("Segment"), *_SELECTORS):
            yield Triple(iri, RDF_TYPE, kind)
        yield Triple(iri, _START, integer(span.start))
        yield Triple(iri, _END, integer(span.end))
        yield Triple(iri, _EXACT, Literal(self.article.text[span.start : span.end]))
        yield Triple(iri, mg("segmentType"), concept("segment-type", self.kind(span)))
        yield Triple(iri, _PART_OF, self.iri)

    def kind(self, span: Span) -> str:
        """The function of the innermost part of the text around the span, else of the part it mostly lies in."""
        best = max(self.segments, key=lambda part: (_overlap(span, part), part.start - part.end), default=None)
        return best.kind if best is not None and _overlap(span, best) > 0 else "body"


def _overlap(span: Span, other: Span | Segment | Contact) -> int:
    return min(span.end, other.end) - max(span.start, other.start)
