"""The day or year that stands beside a mention of an event, by which events that share words are told apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.extract.dates.mention import DateMention
from kg.extract.events.mention import EventMention

_BEHIND = re.compile(
    r"(?:,? (?:which |that )?(?:(?:was|were|is|are|has been|had been|will be|is to be)(?: \w+ly| also| first)? "
    r"(?:held|organi[sz]ed|hosted|convened|conducted|planned|scheduled|due|set|foreseen|expected)|"
    r"(?:took|takes|will take|is to take|had taken) place)(?: for)?)?"
    r",?(?: (?:\w+ly|here|there|online|again|together|up))*"
    r"(?: (?:held|organi[sz]ed|hosted|convened|of|in|on|from|(?:in|at) (?:the )?(?:[A-Z][\w’'-]+,? ?){1,3}))*,? ?\(?"
    r"|[^.;:]{0,90} (?:held|organi[sz]ed|hosted|convened|met|gathered|took place|takes place)\b"
    r"[^.;:]{0,60} (?:on|from) "
)
_QUOTE = re.compile(r"[\"“„«][^\"”“»]*$")
_CLOSED = re.compile(r"[^\"”“»]{0,160}[\"”“»]")
_FOR = re.compile(r",? for (?:the|an?) ")
_OPENS = re.compile(r"(?:(?:on|in|from|between|earlier|later|also|but|then) ){0,2}(?:the )?", re.I)
_CLAUSE = re.compile(r"[;:]|\b(?:after|following|before|ahead|since|because|until|prior|last|next|previous)\b")
_REACH = 160
"""Characters between a day that opens a sentence and the verb that it tells the day of."""
_STATED = re.compile(r"(?:\d{4}|-)-?(\d\d-\d\d)")


def with_days(mentions: Iterable[EventMention], dates: Sequence[DateMention], text: str) -> list[EventMention]:
    """The mentions, each with the date that stands beside it (`when`: first and last, as far as the text states
    them). `dates`: in text order."""
    return [replace(m, when=_when(m, dates, text)) for m in mentions]


def _when(mention: EventMention, dates: Sequence[DateMention], text: str) -> tuple[str, str]:
    first, last = mention.sentence.start, mention.sentence.end
    for date in (d for d in dates if first <= d.start and d.end <= last and d.stated[0]):
        if date.start >= mention.end:
            beside = _BEHIND.fullmatch(text, _past_title(mention, text), date.start)
        elif date.end <= mention.start:
            beside = _FOR.fullmatch(text, date.end, mention.start) or _opens(mention, date, text)
        else:
            continue
        if beside:
            return date.stated[0] or "", date.stated[1] or date.stated[0] or ""
    return "", ""


def _past_title(mention: EventMention, text: str) -> int:
    """The end of the mention, or of the title in quotation marks that opens in it: 'a workshop on "|A: B|"'."""
    opened = _QUOTE.search(text, mention.start, mention.end)
    closed = _CLOSED.match(text, mention.end) if opened else None
    return closed.end() if closed and closed.end() <= mention.sentence.end else mention.end


def _opens(mention: EventMention, date: DateMention, text: str) -> re.Match[str] | None:
    """Whether the date opens the sentence and nothing between sets the event apart from it."""
    if mention.start - date.end > _REACH or _CLAUSE.search(text, date.end, mention.start):
        return None
    return _OPENS.fullmatch(text, mention.sentence.start, date.start)


def year(when: tuple[str, str]) -> str:
    """The year of a date, or an empty string."""
    return "" if when[0].startswith("-") else when[0][:4]


def days_apart(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two dates that both tell their days have none in common."""
    found = [_STATED.fullmatch(end) for end in (*one, *other)]
    if not all(found):
        return False
    starts, ends, other_starts, other_ends = (match[1] for match in found if match)
    return ends < other_starts or other_ends < starts
