"""Which event a stretch of text is about: the event in focus."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import takewhile

from kg.extract.analysis import Analysis
from kg.extract.events.names import FRONTED
from kg.extract.text.sentences import Sentence
from kg.records import Mention

_LEAD = 4
"""Sentences of the first paragraph that may tell who did what before they name the event."""
_EARLIER = re.compile(r"\bhad (?:already|previously|earlier|once)\b")
"""A sentence about something before the event in focus."""


OF_DOCUMENTS = frozenset({"discussed", "references", "adopted"})
"""What is done to documents at an event."""
_ASIDE = re.compile(
    r"\b(?:since|after|following|ahead of|before|prior to|in preparation (?:for|of)|"
    r"preparatory to|to prepare(?: for)?|in advance of|in the run-up to|on the eve of|"
    r"(?:endorsed|adopted|agreed|launched|approved|signed|announced|established|created|"
    r"made|set up|decided|mandated|recommended|requested|presented) (?:at|by|during))"
    r"\s+(?:(?:the|an?|its|their|last|this|that)\s+)?(?:[\w-]+\s+){0,2}$",
    re.I,
)
"""Before an event that a sentence names only to tell when or where something else was done."""
_RELATIVE = re.compile(r", (?:on |at |for |in |to |of )?(?:which|where|whose)\b[^.;]*$")
"""Between what is told and an event that only a clause on a document names: ', on which work began at a workshop'."""
_DONE_THERE = re.compile(
    r"\b(?:(?:endorsed|adopted|agreed|launched|approved|signed|announced|established|created|made|decided|recommended) "
    r"(?:at|by|during|in)|(?:accounts?|reports?|results|outcomes?|conclusions|recommendations|preparations?) "
    r"(?:of|on|for|from)) (?:(?:the|an?|its|their|last|this|that) )?(?:[\w-]+ ){0,2}\Z",
    re.I,
)
"""Before an event that is only where a text was adopted, or that somebody gives an account of."""
_OF_OTHERS = re.compile(
    r"\b(?:decisions?|outcomes?|results?|conclusions?|recommendations?|follow-up|minutes|resolutions?|"
    r"(?:agreed|decided) (?:up)?on|follow(?:s|ed|ing|-up)|c[ao]mes? after|bui(?:lds|lt) (?:up)?on|continues|on from)"
    r"(?:\s+(?:of|to|from|at|by|in|on|up on))?\s+(?:(?:the|an?|its|their|last|this|that)\s+)?"
    r"(?:[\w-]+\s+){0,2}$",
    re.I,
)
"""Before an event of which only what came out of it is told: 'the decisions of |the third meeting|'."""
_NEXT_CLAUSE = re.compile(
    r";|\b(?:(?:outcomes?|results?|conclusions) of|for) (?:(?:the|an?|its|their) )?$|"
    r",? (?:and|while|but) (?:that )?(?:(?:an?|the) [^,;]{0,30}$|"
    r"[^,;]{3,60} (?:will|would|should|is to|offered|agreed|invited|promised|announced)\b)"
)
"""Between what is done and an event of the next clause, or for which it is done: 'approved it; A will host |one|'."""
_GUESTS = re.compile(r"\b[Oo]bservers? (?:from|of|for) (?:the )?(?:[^.;]{2,40} and (?:the )?)?$")
"""Before a process whose people come to a meeting of another."""
_ANNOUNCED = re.compile(
    r"\b(?:announc(?:e|es|ed|ing)|propos(?:e|es|ed|ing)|promis(?:e|es|ed|ing)|suggest(?:s|ed)|hop(?:e|es|ed) for|"
    r"(?:look(?:s|ed|ing)|looked) forward to)(?: that)? (?:(?:the|an?|its|their|another|this) )?(?:[\w-]+ ){0,2}\Z"
)
"""Before an event that somebody announces at another: 'P spoke for B and announced |a study visit|'."""
OTHER_CLAUSE = re.compile(r"[^;]*(?:; (?!and\b|as well\b|also\b)|, (?:while|whereas) )[^;]*")
"""Between a clause and an event of another one: 'P proposed a network; it will be set up at |a meeting|'."""
_ENDS_THERE = re.compile(r"\bthere\s*(?=[.;]|\Z)")
"""At the end of a sentence: what is done at the event named last."""
_NOW = re.compile(r"This (?:time|year)\b")
_OTHER = re.compile(r"(?:the |its |their )?(?:next|previous|coming|following|last year['’]s|last)\b", re.I)
_NOT_THIS = re.compile(r"(?:the |its |their |an? )?(?:next|previous|coming|upcoming|following|earlier)\b", re.I)
"""How an event is told that a text only mentions beside the one it is about: 'until |its next session|'."""


def main_event(analysis: Analysis) -> str | None:
    """The event that the article is about: the headline's if the body takes it up, else the first of the body; one
    that is only planned or past in passing comes after one that is not."""
    state = analysis.events.changes, analysis.passing, analysis.sentences
    if analysis.contenders is None or analysis.contenders[0] != state:
        analysis.contenders = state, _contenders(analysis)
    first, titled = analysis.contenders[1]
    if first is None:
        return None
    return titled.entity if titled and _told_at_the_end(analysis, first, titled) else first.entity


def _contenders(analysis: Analysis) -> tuple[Mention | None, Mention | None]:
    """The first mention of the event that the article is about, and the first event of its headlines."""
    in_title = [m for m in analysis.events if _kind(analysis, m) == "title"]
    in_body = [m for m in analysis.events if _kind(analysis, m) != "title"]
    in_body = [m for m in in_body if m.entity not in analysis.passing] or in_body
    in_body = [m for m in in_body if not _only_leads(analysis, m)] or in_body
    taken_up = {m.entity for m in in_body}
    first = next((m for m in in_title if m.entity in taken_up), None) or next(iter(in_body or in_title), None)
    return first, next(iter(in_title), None)


def _told_at_the_end(analysis: Analysis, first: Mention, titled: Mention) -> bool:
    """Whether the body names no event but one still to come, behind its lead, and the headline one that is not."""
    lead = analysis.lead
    if first.entity == titled.entity or not lead or first.start < lead[-1].end:
        return False
    planned = {c.subject for c in analysis.claims if (c.relation, c.object) == ("eventStatus", "planned")}
    return first.entity in planned and titled.entity not in planned


def _only_leads(analysis: Analysis, mention: Mention) -> bool:
    """Whether a sentence opens with an event only to tell when the other one was: 'Ahead of |the summit| they met'."""
    sentence = analysis.sentence_at(mention.start)
    if sentence is None or not FRONTED.match(analysis.text[sentence.start : mention.start]):
        return False
    return any(m.entity != mention.entity for m in analysis.events.within(mention.end, sentence.end))


def _kind(analysis: Analysis, mention: Mention) -> str:
    sentence = analysis.sentence_at(mention.start)
    return sentence.kind if sentence else "title"


def _in_sentence(analysis: Analysis, sentence: Sentence, offset: int) -> str | None:
    inside = analysis.events.within(sentence.start, sentence.end)
    if inside and _only_leads(analysis, inside[0]):
        inside = [m for m in inside if m.entity != inside[0].entity] or inside
    before = [m for m in inside if m.start <= offset]
    if not before:
        inside = [m for m in inside if m.entity not in analysis.passing]
        inside = [m for m in inside if not _ANNOUNCED.search(analysis.text, sentence.start, m.start)]
        inside = [m for m in inside if not OTHER_CLAUSE.fullmatch(analysis.text, offset, m.start)]
    return before[-1].entity if before else (inside[0].entity if inside else None)


def told_of(analysis: Analysis, event_at: Callable[[int], str | None], offset: int) -> str | None:
    """The event at which something is done to a document: that of the text at the offset, but none that the sentence
    names only to tell when or where something else was done, and none still to come or past."""
    sentence = analysis.sentence_at(offset)
    found = event_at(offset)
    if sentence is None or found is None:
        return found
    if _NOW.match(analysis.text, sentence.start):
        return main_event(analysis)
    if _ENDS_THERE.search(analysis.text, offset, sentence.end) and (there := _last_before(analysis, sentence)):
        return there
    named = [m for m in analysis.events.within(sentence.start, sentence.end) if m.entity == found]
    if any(not _is_another(analysis, sentence, m, offset) for m in named):
        return found
    return _carried(analysis, sentence, main_event(analysis), firmly=True) or found


def _last_before(analysis: Analysis, sentence: Sentence) -> str | None:
    """The event that the sentence before names last, in the same paragraph: of it 'there' speaks."""
    before = analysis.sentences[sentence.index - 1] if sentence.index else None
    if (
        before is None
        or before.paragraph != sentence.paragraph
        or any(analysis.events.within(sentence.start, sentence.end))
    ):
        return None
    named = analysis.events.within(before.start, before.end)
    return named[-1].entity if named else None


def _is_another(analysis: Analysis, sentence: Sentence, event: Mention, offset: int) -> bool:
    """Whether a sentence names an event as another one than that at which is done what stands at the offset: to tell
    when something was, or behind it in a clause of its own."""
    if is_aside(analysis, sentence, event.start, offset):
        return True
    between = analysis.text[offset : event.start]
    return event.start > offset and _NEXT_CLAUSE.search(between) is not None


def attended_at(analysis: Analysis, event: str | None, end: int) -> str | None:
    """The event at which those are of whom the words up to `end` tell, where `event` is in focus: none that is named
    behind them only to tell where something else was done, 'P took up the text adopted at |a summit|'."""
    sentence = analysis.sentence_at(end)
    named = [m for m in analysis.events.within(sentence.start, sentence.end) if m.entity == event] if sentence else []
    if sentence is None or not named or any(m.start < end for m in named):
        return event
    text = analysis.text
    if not all(_RELATIVE.search(text[end : m.start]) or _DONE_THERE.search(text[end - 14 : m.start]) for m in named):
        return event
    return _carried(analysis, sentence, main_event(analysis)) or event


def before_it(analysis: Analysis, offset: int) -> str | None:
    """The event of which the sentences before the one at an offset speak, which its 'it' means; else the main one."""
    sentence = analysis.sentence_at(offset)
    return _carried(analysis, sentence, main_event(analysis)) if sentence else None


def is_aside(analysis: Analysis, sentence: Sentence, start: int, offset: int) -> bool:
    """Whether a sentence names the event at `start` only to tell when something was done, or as another one than that
    of which it speaks at an offset before."""
    if _ASIDE.search(analysis.text[sentence.start : start]):
        return True
    later = start > offset and _RELATIVE.search(analysis.text[offset:start]) is not None
    return later or (start > offset and _OTHER.match(analysis.text, start) is not None)


def _carried(
    analysis: Analysis,
    sentence: Sentence,
    main: str | None,
    past: frozenset[str] = frozenset(),
    *,
    firmly: bool = False,
) -> str | None:
    """The event that earlier sentences of the paragraph speak of: the last one that opens a sentence, else the main.
    `past`: events that are told of as what came before. `firmly`: none that the sentences name only to tell when or
    where something else was done."""
    before = (analysis.sentences[index] for index in range(sentence.index - 1, -1, -1))
    for other in takewhile(lambda s: s.paragraph == sentence.paragraph, before):
        told = [m for m in analysis.events.within(other.start, other.end) if m.entity not in analysis.passing | past]
        told = [m for m in told if m.entity == main or not _NOT_THIS.match(analysis.text, m.start)]
        mentions = [m for m in told if not _ASIDE.search(analysis.text[other.start : m.start])]
        if firmly:
            mentions = [m for m in mentions if not _OF_OTHERS.search(analysis.text[other.start : m.start])]
        else:
            mentions = mentions or told
        if len({m.entity for m in mentions}) == 1:
            return mentions[0].entity
        if mentions:
            return mentions[0].entity if mentions[0].start - other.start < 12 else mentions[-1].entity
    return _headed(analysis, sentence) or main


def _headed(analysis: Analysis, sentence: Sentence) -> str | None:
    """The event that the heading above the paragraph names, within the text: 'Regional Webinar'."""
    heading = analysis.heading_before(sentence)
    if heading is None or not any(s.index < heading.index for s in analysis.lead[:1]):
        return None
    named = {m.entity for m in analysis.events.within(heading.start, heading.end)}
    return named.pop() if len(named) == 1 else None


def _opened(analysis: Analysis, main: str | None) -> int:
    """From where on a sentence without an event of its own is about the main event: from the first body sentence where
    headline, lead or first paragraph name it, else from its first mention."""
    body = [s for s in analysis.sentences if s.kind == "body"]
    starts = [m.start for m in analysis.events if m.entity == main]
    if not body or not starts:
        return 0
    opening = [s for s in body[:_LEAD] if s.paragraph == body[0].paragraph]
    return 0 if min(starts) < max(opening[-1].end, body[min(1, len(body) - 1)].end) else min(starts)


def focus(analysis: Analysis) -> Callable[[int], str | None]:
    """A function from an offset to the id of the event that the text there is about, or None."""
    main = main_event(analysis)
    opened = _opened(analysis, main)
    places = _places(analysis)
    past = _long_before(analysis, main)

    def event_at(offset: int) -> str | None:
        sentence = analysis.sentence_at(offset)
        if sentence is None or sentence.kind == "boilerplate":
            return None
        if _EARLIER.search(analysis.text, sentence.start, sentence.end):
            return _in_sentence(analysis, sentence, offset)
        carried = main if offset >= opened else None
        inside = _in_sentence(analysis, sentence, offset) or _there(analysis, sentence, offset, places)
        return inside or _carried(analysis, sentence, carried, past)

    return event_at


def _long_before(analysis: Analysis, main: str | None) -> frozenset[str]:
    """The events that ended in a month well before the main one began: a text comes back from them to it."""
    starts: dict[str, list[str]] = {}
    for claim in analysis.claims:
        if claim.relation in ("startDate", "endDate") and _MONTH.match(claim.object):
            starts.setdefault(claim.subject, []).append(claim.object[:7])
    if main not in starts:
        return frozenset()
    first = _months(min(starts[main]))
    return frozenset(event for event, found in starts.items() if _months(max(found)) + _AGO < first)


def _months(date: str) -> int:
    return int(date[:4]) * 12 + int(date[5:7])


_MONTH = re.compile(r"\d{4}-\d\d")
_AGO = 1
"""Months between two events that belong to one story."""


_AT = re.compile(r"(?:^|[;:,–—] (?:and |but |while )?|\b(?:and|but|while) )(?:in|at) (?:the )?$", re.I)
"""Before a place that opens a sentence or clause: '|In |Accra the guests …; |in |Lomé …'."""


def _places(analysis: Analysis) -> dict[str, str]:
    """The event at each place that is that of one alone, where the text tells of events in several places."""
    found = {(c.object, c.subject) for c in analysis.claims if c.relation == "place"}
    single = {place: event for place, event in found if sum(other == place for other, _ in found) == 1}
    return single if len(set(single.values())) > 1 else {}


def _there(analysis: Analysis, sentence: Sentence, offset: int, places: dict[str, str]) -> str | None:
    """The event at the place with which the clause opens: 'In Lomé the floor was given to P'."""
    for mention in reversed(analysis.mentions.within(sentence.start, sentence.end) if places else []):
        before = mention.entity in places and (mention.start <= offset or mention.start - sentence.start < 12)
        if before and _AT.search(analysis.text[sentence.start : mention.start]):
            return places[mention.entity]
    return None


def process_at(analysis: Analysis, offset: int) -> str | None:
    """The process that the text at an offset is about: the last one named before it, but none that only sends guests;
    else the article's only one."""
    last = None
    for mention in analysis.mentions.back_from(offset):
        if mention.type == "Process":
            last = last or mention
            if not _GUESTS.search(analysis.text[max(0, mention.start - 60) : mention.start]):
                return mention.entity
    if last:
        return last.entity
    named = [m for m in analysis.mentions if m.type == "Process"]
    return named[0].entity if len({m.entity for m in named}) == 1 else None
