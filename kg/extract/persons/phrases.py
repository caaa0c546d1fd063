"""Person phrases: a person's name with title and body ('Jane Doe, Director of Migration at the Ministry of Interior').

Masked as one item, so that a list of speakers is a list of persons and no body of a title takes part by itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from kg.extract.analysis import Analysis
from kg.extract.tables import table
from kg.extract.text.masking import Item
from kg.records import Mention, Span

_RULES = frozenset(
    {"title", "owner-of-title", "title-of-body", "person-of-body", "commissioner", "counterpart", "addressed"}
)
_PLURAL = "post-in-plural"
_RELATIONS = frozenset({"position", "worksFor"})
_LONGEST = 260
_BEFORE = re.compile(r"(?:(?:on|in|at|from|to|near|this|last) )?$", re.I)
"""What may stand before the day or place that opens a phrase and is no part of it: 'On Monday |President P|'."""
_CLOSING = re.compile(r",(?= (?!and\b|as\b|or\b|who\b|which\b|the\b|by\b)[a-z])")
"""The comma that ends an apposition: the sentence goes on with a verb, not with the next of a list."""


_ADDRESS = 40
"""Characters before a name in which it is addressed."""


@lru_cache(maxsize=1)
def _address() -> re.Pattern[str]:
    """The words of address that stand before a name and its title: 'H.E. Dr '."""
    forms = sorted((r["form"] for r in table("honorifics") if r["class"] in {"honorific", "rank"}), key=len)
    return re.compile(rf"(?<![\w.])(?:(?:{'|'.join(map(re.escape, reversed(forms)))}) )+$")


def person_phrases(analysis: Analysis, dates: Sequence[Item] = ()) -> Iterator[Item]:
    """An item for each mention of a person that the claims on post and employer show with its title. `dates`: those of
    the text, of which none is a part of a phrase."""
    rules = _RULES | {_PLURAL}
    spans = sorted(
        {
            span
            for claim in analysis.claims
            if claim.relation in _RELATIONS and claim.rule in rules
            for span in claim.evidence
            if span.end - span.start <= _LONGEST
        }
    )
    for mention in analysis.mentions:
        if mention.type == "Person":
            first = bisect_left(spans, mention.start - _LONGEST, key=lambda span: span.start)
            last = bisect_right(spans, mention.start, key=lambda span: span.start)
            before = bisect_left(dates, mention.start, key=lambda date: date.end)
            yield _phrase(analysis, mention, spans[first:last], dates[max(0, before - 1) : before])


def _phrase(analysis: Analysis, mention: Mention, spans: list[Span], dates: Sequence[Item]) -> Item:
    start, end = mention.start, mention.end
    for span in spans:
        if span.start <= mention.start and mention.end <= span.end and _alone(analysis, mention, span):
            start, end = min(start, span.start), max(end, span.end)
        elif span.start <= mention.start and mention.end <= span.end and _last(analysis, mention, span):
            end = max(end, span.end)
    if start < mention.start:
        start = _opening(analysis, start, mention.start, dates)
    if address := _address().search(analysis.text, max(0, start - _ADDRESS), start):
        start = address.start()
    start, end = _with_land(analysis, mention, start, end)
    apposed = end > mention.end or analysis.text.endswith(", ", start, mention.start)
    closing = _CLOSING.match(analysis.text, end) if apposed else None
    return Item(start, closing.end() if closing else end, mention.entity, "Person")


_BESIDE = 40
"""Characters from a bare name in which the state stands that it is said to be of."""
_OF = re.compile(r" of (?:the )?$")
_OWN = re.compile(r"['’]s? $")


def _with_land(analysis: Analysis, mention: Mention, start: int, end: int) -> tuple[int, int]:
    """The phrase with the state that a bare name has beside it: 'Jane Doe |of Kenya| met |Chad's| John Roe'."""
    text = analysis.text
    if end == mention.end:
        near = [m for m in analysis.mentions.within(end, end + _BESIDE) if m.type == "State"]
        end = next((m.end for m in near if _OF.fullmatch(text, end, m.start)), end)
    if start == mention.start:
        near = [m for m in analysis.mentions.within(max(0, start - _BESIDE), start) if m.type == "State"]
        start = next((m.start for m in near if _OWN.fullmatch(text, m.end, start)), start)
    return start, end


def _opening(analysis: Analysis, start: int, name: int, dates: Sequence[Item]) -> int:
    """Where a phrase begins, behind a day or place before the title: 'On Monday |President P|', 'In L |Mayor P|'."""
    places = [Item(m.start, m.end, m.entity, m.type) for m in analysis.mentions.within(start, name)]
    for item in (*dates[-1:], *places[:1]):
        opens = item.start >= start and _BEFORE.fullmatch(analysis.text, start, item.start)
        sited = item.type == "Date" or analysis.text[max(0, item.start - 3) : item.start].casefold() in {"in ", "at "}
        behind = analysis.text[item.end : name]
        if opens and item.type in {"Date", "Place"} and sited and behind[:1] == " ":
            return item.end + 1
    return start


def _last(analysis: Analysis, mention: Mention, span: Span) -> bool:
    """Whether the person is the last of those whose post is named once: 'the ambassadors P of A, |Q of B|'."""
    return all(other.type != "Person" for other in analysis.mentions.within(mention.end, span.end))


def _alone(analysis: Analysis, mention: Mention, span: Span) -> bool:
    inside = analysis.mentions.within(span.start, span.end)
    return all(other.type != "Person" or other == mention for other in inside)
