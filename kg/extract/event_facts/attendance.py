"""Those who were there, by long lists: where a sentence about an event lists three or more states or bodies and its
words tell of attendance ('officials took part from nine countries – A, B and C'), the list takes part, whatever stands
between the words and the list."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache

from kg.extract.analysis import Analysis
from kg.extract.tables import table
from kg.extract.text.lists import listing
from kg.extract.text.masking import Item, Masked
from kg.extract.text.sentences import Sentence
from kg.extract.text.words import ACTORS
from kg.records import Span

_LETTERS = "SGIOPCV"
_MANY = 3
_STATES = re.compile(r" (?:and \w+ )?(?:\w+ )?(?:states|countries|governments)\b", re.I)
_GOES_ON = re.compile(
    r"[ ,;–—-]*(?:and|as well as|along with|plus)(?: (?:from|of|by))?"
    r"(?: (?!(?:in|at|on|for|to|with|without|not)\b|[\w-]+ed\b)[\w’'()⟨⟩-]+){0,6}[ :,–—-]+| of (?:the )?|: (?:the )?"
)
"""What joins a further list to one: no verb, and no word for a place. 'And the Republics' and 'three EU Member States'
end the list before, as items without a name."""
_INVITING = re.compile(
    r"\b(?:invitation of|hosted by|on behalf of|thanks to|initiative of|thank(?:ed|s|ing)) (?:the )?$", re.I
)
"""Before a list whose first item belongs to these words: 'at the invitation of A, experts of B and C took part'."""
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
    analysis: Analysis, masks: Callable[[int], Masked], event_at: Callable[[int], str | None], read: Iterable[Sentence]
) -> None:
    """Adds `participant` claims, rule `attendance-list`, for the items of such lists in the body. `read`: the sentences
    that are read."""
    known = {(c.subject, c.object) for c in analysis.claims if c.relation == "participant"}
    told = {c.object for c in analysis.claims if c.relation in ("signed", "funder", "supporter", "partner")}
    for sentence in read:
        masked = masks(sentence.index)
        for span, event, found in _attending(masked, event_at, known) if sentence.kind == "body" else ():
            if len(told & {item.entity for item in found}) > 1:
                continue
            for item in found:
                if (event, item.entity) not in known:
                    analysis.claim("participant", event, item.entity, "attendance-list", span, confidence=0.85)


def _attending(
    masked: Masked, event_at: Callable[[int], str | None], known: Collection[tuple[str, str]]
) -> Iterator[tuple[Span, str, list[Item]]]:
    """The lists of a sentence whose words tell of attendance, or that go on from one whose items all attend, each with
    its event. `known`: pairs of events and those who attend them."""
    worded = _words("before").search(masked.text) or _words("behind").search(masked.text)
    if not worded and masked.text.count("⟦") < 2 * _MANY:
        return
    last = 0
    for start, end, found in _lists(masked):
        event = event_at(masked.original(start))
        if event is None:
            continue
        attend = _goes_on(masked, last, start) or (worded and _attends(masked, start, end))
        if attend or all((event, item.entity) in known for item in found):
            last = end
            yield masked.span(start, end), event, found


def _goes_on(masked: Masked, last: int, start: int) -> bool:
    """Whether a list goes on from the one that ends at `last`: 'from A, B and C, and from three others: D, E and F'."""
    return bool(last) and _GOES_ON.fullmatch(masked.text, last, start) is not None


def _lists(masked: Masked) -> Iterator[tuple[int, int, list[Item]]]:
    if masked.text.count("⟦") < _MANY:
        return
    for match in _list().finditer(masked.text):
        found = [
            i for i in masked.items_in(*match.span(), acting=True) if i.type in ACTORS and not _modifies(masked, i)
        ]
        if _INVITING.search(masked.text, 0, match.start()):
            found = found[1:]
        if len(found) >= _MANY:
            yield match.start(), match.end(), found


def _modifies(masked: Masked, item: Item) -> bool:
    """'Sixteen CARICOM and Associated States': whose states they are."""
    return _STATES.match(masked.text, masked.position(item)[1]) is not None


def _attends(masked: Masked, start: int, end: int) -> bool:
    """Whether the words around the list tell of attendance, and none of something else."""
    return tells_who_came(masked.text, start, end)


def tells_who_came(text: str, start: int, end: int) -> bool:
    """Whether the words around a stretch of text tell of attendance, and none of something else."""
    ahead = text[max(0, start - _REACH) : start]
    behind = re.split(r"[.;] ", text[end : end + 60])[0]
    if _words("other").search(ahead) or _words("other").search(behind):
        return False
    return bool(_words("before").search(ahead) or _words("behind").search(behind))
