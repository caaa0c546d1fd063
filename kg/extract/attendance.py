"""Those who were there, by long lists: where a sentence about an event lists three or more states or bodies and its
words tell of attendance ('officials took part from nine countries – A, B and C', 'Who was there:' over bullets), the
list takes part, whatever stands between the words and the list."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from kg.extract.analysis import Analysis
from kg.extract.lists import listing
from kg.extract.masking import Item, Masked
from kg.extract.sentences import Sentence
from kg.extract.tables import table
from kg.extract.words import ACTORS

_LETTERS = "SGIOPCV"
_MANY = 3
_LEAD = re.compile(
    r"^(?:(?:among|between|with|of) (?:them|these|those)\b[\w\s]*"
    r"|(?:they|these|those|these countries|the countries|the participants) (?:were|are|included?|c[ao]me from)"
    r"|\W*[•·▪*–-]+ ?)[:\s]*(?:the )?$",
    re.I,
)
"""What a sentence may begin with before a list of which the sentence before speaks."""
_STATES = re.compile(r" (?:and \w+ )?(?:\w+ )?(?:states|countries|governments)\b", re.I)
_REACH = 160
"""Characters before a list, or behind it, in which words of attendance speak of it."""


@lru_cache(maxsize=1)
def _list() -> re.Pattern[str]:
    return re.compile(listing(_LETTERS), re.I)


@lru_cache(maxsize=3)
def _words(kind: str) -> re.Pattern[str]:
    rows = "|".join(row["pattern"] for row in table("attendance") if row["kind"] == kind)
    return re.compile(rf"(?<![\w⟦⟨-])(?:{rows})(?![\w-])", re.I)


def attendance(
    analysis: Analysis, masks: Callable[[int], Masked], event_at: Callable[[int], str | None], read: list[Sentence]
) -> None:
    """Adds `participant` claims, rule `attendance-list`, for the items of such lists. `read`: the sentences in text
    order; headings among them speak for a list below."""
    known = {(c.subject, c.object) for c in analysis.claims if c.relation == "participant"}
    told = {c.object for c in analysis.claims if c.relation in ("signed", "funder", "supporter", "partner")}
    for before, sentence in zip([None, *read], read, strict=False):
        if sentence.kind != "body":
            continue
        masked, previous = masks(sentence.index), masks(before.index).text if before else ""
        if not (_words("before").search(f"{previous[-_REACH:]} {masked.text}") or _words("behind").search(masked.text)):
            continue
        for start, end, found in _lists(masked):
            event = event_at(masked.span(start, end).start)
            if event is None or not _attends(masked, start, end, previous):
                continue
            for item in found:
                if (event, item.entity) not in known and not (len(told & {i.entity for i in found}) > 1):
                    span = masked.span(start, end)
                    analysis.claim("participant", event, item.entity, "attendance-list", span, confidence=0.85)


def _lists(masked: Masked) -> Iterator[tuple[int, int, list[Item]]]:
    if masked.text.count("⟦") < _MANY:
        return
    for match in _list().finditer(masked.text):
        found = [
            i for i in masked.items_in(*match.span(), acting=True) if i.type in ACTORS and not _modifies(masked, i)
        ]
        if len(found) >= _MANY:
            yield match.start(), match.end(), found


def _modifies(masked: Masked, item: Item) -> bool:
    """'Sixteen CARICOM and Associated States': whose states they are."""
    return _STATES.match(masked.text, masked.position(item)[1]) is not None


def _attends(masked: Masked, start: int, end: int, previous: str) -> bool:
    """Whether the words around the list tell of attendance, and none of something else."""
    ahead = masked.text[max(0, start - _REACH) : start]
    behind = re.split(r"[.;] ", masked.text[end : end + 60])[0]
    if _LEAD.match(masked.text[:start]):
        ahead = f"{previous[-_REACH:]} {ahead}"
    if _words("other").search(ahead) or _words("other").search(behind):
        return False
    return bool(_words("before").search(ahead) or _words("behind").search(behind))
