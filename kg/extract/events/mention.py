"""One mention of an event, as the stages that find events and tell them apart hand it on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.event_facts.settings import NOWHERE, Setting
from kg.extract.events.marks import NO_MARKS, Marks
from kg.extract.text.masking import Item
from kg.extract.text.sentences import Sentence
from kg.records import Span

_PLANNED = re.compile(r"\b(next|upcoming|forthcoming|future|planned|coming)\b", re.I)
FIRST_ROUND = "first round"
"""The marker of the first place and day of a list, which belongs to the phrase in the plural before it."""
RECALLED = "recalled"
"""The marker of a meeting of earlier days that a verb recalls."""


@dataclass(frozen=True, slots=True)
class EventMention:
    """One mention of an event. `determiner`: definite, indefinite, possessive, none. `content`: normalised words that
    tell it apart; `inner`: items named inside it; `markers`: 'previous', 'upcoming', …; `verbal`: made by a verb, or by
    a word without a noun (`elliptic`), then with those who take part (`sides`), where (`sites`), the process that meets
    (`whose`), a name (`told`), and whether it may be any event (`loose`) or must be one told before (`weak`); `named`:
    a name after 'called', 'entitled'; `site`: the city right behind it; `ahead`: its clause says that it is to come;
    `fronted`: 'After the meeting,'; `apposed`: behind a comma or dash; `done_by`: a passive tells by whom; `setting`:
    of its sentence; `when`: the first and last day that a date beside it states; `proper`: its noun has a capital in
    running text; `beside`: where the event starts that its sentence tells as another before it; `rival`: the event
    that it tells as another behind it; `round_of`: where the phrase in the plural starts of which it is one round;
    `passing`: a verb tells of it, with its day, in a sentence about something else; `apart`: a clause of its own tells
    who met, or who went where, and so that it is no other event; `marks`: what else tells it from others."""

    start: int
    end: int
    head: str
    type: str
    family: str
    determiner: str
    ordinal: int | None
    days: int | None
    content: frozenset[str]
    inner: tuple[Item, ...]
    markers: frozenset[str]
    sentence: Sentence
    verbal: bool = False
    elliptic: bool = False
    sides: tuple[Item, ...] = ()
    sites: tuple[Item, ...] = ()
    whose: tuple[Item, ...] = ()
    told: str = ""
    loose: bool = False
    weak: bool = False
    named: bool = False
    site: str = ""
    ahead: bool = False
    fronted: bool = False
    apposed: bool = False
    done_by: bool = False
    setting: Setting = NOWHERE
    when: tuple[str, str] = ("", "")
    proper: bool = False
    beside: int = -1
    rival: EventMention | None = None
    round_of: int = -1
    passing: bool = False
    apart: bool = False
    marks: Marks = NO_MARKS

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def planned(self) -> bool:
        return any(_PLANNED.fullmatch(marker) for marker in self.markers)
