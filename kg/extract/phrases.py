"""Person phrases: a person's name with title and body ('Jane Doe, Director of Migration at the Ministry of Interior').

Masked as one item, so that a list of speakers is a list of persons and no body of a title takes part by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.analysis import Analysis
from kg.extract.masking import Item
from kg.records import Mention, Span

_RULES = frozenset({"title", "owner-of-title", "title-of-body", "person-of-body", "commissioner", "counterpart"})
_PLURAL = "post-in-plural"
_RELATIONS = frozenset({"position", "worksFor"})
_LONGEST = 260
_CLOSING = re.compile(r",(?= (?!and\b|as\b|or\b|who\b|which\b|the\b|by\b)[a-z])")
"""The comma that ends an apposition: the sentence goes on with a verb, not with the next of a list."""


def person_phrases(analysis: Analysis) -> Iterator[Item]:
    """An item for each mention of a person that the claims on post and employer show with its title."""
    spans = [
        span
        for claim in analysis.claims
        if claim.relation in _RELATIONS and claim.rule in _RULES | {_PLURAL}
        for span in claim.evidence
        if span.end - span.start <= _LONGEST
    ]
    for mention in analysis.mentions:
        if mention.type == "Person":
            yield _phrase(analysis, mention, spans)


def _phrase(analysis: Analysis, mention: Mention, spans: list[Span]) -> Item:
    start, end = mention.start, mention.end
    for span in spans:
        if span.start <= mention.start and mention.end <= span.end and _alone(analysis, mention, span):
            start, end = min(start, span.start), max(end, span.end)
        elif span.start <= mention.start and mention.end <= span.end and _last(analysis, mention, span):
            end = max(end, span.end)
    apposed = end > mention.end or analysis.text.endswith(", ", start, mention.start)
    closing = _CLOSING.match(analysis.text, end) if apposed else None
    return Item(start, closing.end() if closing else end, mention.entity, "Person")


def _last(analysis: Analysis, mention: Mention, span: Span) -> bool:
    """Whether the person is the last of those whose post is named once: 'the ambassadors P of A, |Q of B|'."""
    return all(other.type != "Person" for other in analysis.mentions.within(mention.end, span.end))


def _alone(analysis: Analysis, mention: Mention, span: Span) -> bool:
    inside = analysis.mentions.within(span.start, span.end)
    return all(other.type != "Person" or other == mention for other in inside)
