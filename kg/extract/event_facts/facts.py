"""What the text says of each event in its own words: type, ordinal, body, date, place, status."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from kg.extract.analysis import Analysis
from kg.extract.dates.arithmetic import shift_days
from kg.extract.dates.dates import DateMention, with_length
from kg.extract.event_facts.dates import FUTURE, NOT_WHEN, claim_dates, claim_days, date_of, resolved, tells_end
from kg.extract.event_facts.lengths import length_of
from kg.extract.event_facts.places import region, sentence_places
from kg.extract.event_facts.visitors import visitors
from kg.extract.events.clusters import EventCluster
from kg.extract.events.foreign import foreign_nouns
from kg.extract.events.mention import EventMention
from kg.extract.places.places import as_place
from kg.extract.text.masking import Item, Masked
from kg.records import Claim, Mention, Span

_PAST = re.compile(
    r"[^.;]{0,40}?\b(?:was|were|has been|have been|had been|took place|ended|concluded|closed|opened|brought|gathered|"
    r"wrapped up|discussed|adopted)\b"
)
_SIGNING = re.compile(r"\bsign(?:s|ed|ing)\b|\bpen to paper\b")
_LAUNCHED_AT = re.compile(
    r"\b(?:launch(?:ed|es)|unveil(?:ed|s)|inaugurat(?:ed|es))\b[^.;:]{0,40} "
    r"(?:at|during|in) (?:a|an|the|this)(?: [\w-]+){0,3} ?$"
)
_GOES_ON = re.compile(
    r"(?:Held|Organi[sz]ed|Convened|Hosted|Taking place|Running|Opened|Conducted)\b|"
    r"It (?:had |has )?(?:was|is|will be|took|takes|ran|runs|opened|opens|began|begun|begins|started|starts|lasted|"
    r"lasts|concluded|ended|ends)\b|(?:It|They) (?:had |has |have )?(?:went|gone|travel+ed|flew|came|was|were) there\b"
)
_VENUE_OF_IT = re.compile(
    r"(?:Its|The|Their) (?:venue|setting|scene|location|meeting place)(?: chosen| for it)?"
    r" (?:is|was|will be|is to be) (?:the )?⟦[FLG](\d+)⟧(?!['’])"
)
_MAKERS = frozenset({"InternationalOrganization", "GovernmentBody", "Office", "CivilSociety", "PrivateSector"})
"""Bodies that launch something hold the launch, and those that train people the training; persons are there, and so
are states, save where it is 'launched by' them."""
_MADE = frozenset({"Launch", "Training"})
_HANDOVER = "handover"
"""'Of' would say what is handed over, and not who gives or takes it."""


def enter_events(analysis: Analysis, clusters: Sequence[EventCluster]) -> list[tuple[str, EventCluster]]:
    """Adds the entity, the mentions and the plain claims (type, ordinal, body, status) of each event; the pairs of
    entity id and cluster."""
    entered = [(_enter(analysis, cluster), cluster) for cluster in clusters]
    for event, cluster in entered:
        _describe(analysis, event, cluster)
    return entered


def date_and_place(analysis: Analysis, masked: Masked, dates: Sequence[DateMention], doc: Any) -> None:
    """Claims for the dates and places that one sentence gives its events. `masked`: with events; `doc`: parsed."""
    for item in masked.items:
        if item.type == "Date":
            date_of(analysis, masked, item, dates[int(item.entity)], doc)
    sentence_places(analysis, masked, doc)


def _name(analysis: Analysis, cluster: EventCluster) -> str:
    """The fullest phrase: most telling words, then length, and an English name before one in another language; verbal
    mentions say 'signing of …'."""
    nouns = _english_first([m for m in cluster.mentions if not m.verbal])
    verbal = [m for m in cluster.mentions if m.verbal and (m.inner or m.told)]
    if nouns and (not verbal or any(m.content or m.ordinal for m in nouns)):
        best = max(nouns, key=lambda m: (len(m.content) + 2 * (m.ordinal is not None), -m.start))
        name = analysis.text[best.start : best.end].strip("\"“”' ")
        return re.sub(r"^[a-z][\w-]*['’]s\s+", "", name)
    verbal.sort(key=lambda m: m.sentence.kind == "title")
    mention = (verbal or cluster.mentions)[0]
    noun = mention.head
    if mention.told:
        return mention.told
    if len(mention.sides) > 1 and noun == "meeting":
        sides = [item.entity for item in mention.sides if item.type not in ("Place", "Date")]
        return "meeting of " + " and ".join(analysis.entities[side].name for side in sides)
    named = () if noun == _HANDOVER else mention.whose or mention.inner
    names = [analysis.entities[item.entity].name for item in named if item.type not in ("Person", "Date", "Place")]
    several = noun == "meeting" and len(set(names)) in _FEW
    return f"{noun} of {_listed(names) if several else names[-1]}" if names else noun


_FEW = range(2, 4)
"""So many who meet can be named in a label."""


def _listed(names: Sequence[str]) -> str:
    """'A and B', 'A, B and C'."""
    *first, last = dict.fromkeys(names)
    return f"{', '.join(first)} and {last}"


def _english_first(nouns: list[EventMention]) -> list[EventMention]:
    """The mentions that are English names, where one is a name in another language; else all."""
    foreign = any(m.head in foreign_nouns() for m in nouns)
    english = [m for m in nouns if foreign and m.proper and m.content and m.head not in foreign_nouns()]
    return english or nouns


def _enter(analysis: Analysis, cluster: EventCluster) -> str:
    event = analysis.entities.add("Event", f"{_name(analysis, cluster)}", parent=f"event {cluster.mentions[0].start}")
    analysis.entities.update(event, parent=None)
    for mention in cluster.mentions:
        form = "verbal" if mention.verbal and not mention.elliptic else "name"
        if analysis.events.add(Mention(mention.start, mention.end, event, "Event", form)) and form == "name":
            analysis.entities.alias(event, analysis.text[mention.start : mention.end])
    return event


def _describe(analysis: Analysis, event: str, cluster: EventCluster) -> None:
    typed = _typed(cluster)
    typed = replace(typed, type=_held_for(analysis, cluster, typed) or typed.type)
    status = "planned" if _planned(analysis, cluster) else "explicit"
    analysis.claim(
        "eventType", event, typed.type, f"event-noun:{typed.head}", typed.span, status=status, confidence=0.9
    )
    for mention in cluster.mentions:
        if mention.ordinal is not None:
            analysis.claim("ordinal", event, str(mention.ordinal), "event-ordinal", mention.span, status=status)
        if not mention.verbal:
            _bodies(analysis, event, mention, status)
        _sides(analysis, event, mention, status)
        if mention.type == "Visit" and not mention.verbal:
            visitors(analysis, event, mention, status)
    planned = "planned" if status == "planned" else "held"
    analysis.claim("eventStatus", event, planned, f"event-status:{planned}", cluster.mentions[0].span, status=status,
                   confidence=0.8)  # fmt: skip


def _held_for(analysis: Analysis, cluster: EventCluster, typed: EventMention) -> str | None:
    """What a ceremony is held for: something is signed, or launched at it ('launched at an event in Baku')."""
    text = analysis.text
    if typed.head == "ceremony" and any(
        _SIGNING.search(text, m.sentence.start, m.sentence.end) for m in cluster.mentions
    ):
        return "Signing"
    launched = typed.head in {"ceremony", "event"} and any(
        _LAUNCHED_AT.search(text[m.sentence.start : m.start]) for m in cluster.mentions
    )
    return "Launch" if launched else None


def _sides(analysis: Analysis, event: str, mention: EventMention, status: str) -> None:
    """Those whom a verb joins ('X met Y'), and where it says that they went."""
    for item in mention.sides:
        span = Span(min(mention.start, item.start), max(mention.end, item.end))
        makes = mention.type in _MADE and (item.type in _MAKERS or (mention.done_by and item.type == "State"))
        relation = "organizer" if makes else "participant"
        analysis.claim(relation, event, item.entity, f"event-verb:{mention.head}", span, status=status,
                       confidence=0.8)  # fmt: skip
    for item in mention.whose:
        analysis.claim("partOf", event, item.entity, "event-verb:process", Span(item.start, mention.end), status=status,
                       confidence=0.85)  # fmt: skip
    for item in mention.sites:
        if item.type in {"Place", "State", "Facility"}:
            where = as_place(analysis, analysis.mentions.within(item.start, item.end)[0])
            span = Span(mention.start, item.end)
            house = item.type == "Facility"  # the most specific place
            confidence = 0.95 if mention.apart else 0.93 if house else 0.8
            analysis.claim("place", event, where, "place-visited", span, status=status, confidence=confidence)
    if mention.head in _OPENINGS and (site := _site_told(analysis, mention)):
        analysis.claim("place", event, site.entity, "place-of-premises", mention.span, status=status, confidence=0.7)


_OPENINGS = frozenset({"opening", "inauguration", "handover"})
"""Events of premises, which are where the premises are."""


def _site_told(analysis: Analysis, mention: EventMention) -> Mention | None:
    """The place that ends what is opened: 'the inauguration of a centre in |Niamey|'."""
    inside = analysis.mentions.within(mention.start, mention.end)
    last = next((m for m in inside if m.type == "Place" and m.end == mention.end), None)
    leads = last and re.search(r"\b(?:in|at|near) (?:the )?$", analysis.text[mention.start : last.start])
    return last if leads else None


def _typed(cluster: EventCluster) -> EventMention:
    """The mention whose noun names the type: the first with a specific noun, the body before the headline."""
    told = [m for m in cluster.mentions if m.determiner != "definite" or m.content or m.ordinal]
    named = [m for m in told if not m.verbal]
    sits = any(m.head in {"meeting", "session", "summit"} and m.sentence.kind != "title" for m in named)
    if not sits and (forum := next((m for m in named if m.head.endswith("forum") and m.content), None)):
        return forum
    specific = [m for m in named or told if m.type != "Other"]
    pool = specific or [m for m in cluster.mentions if m.type != "Other"] or cluster.mentions
    body = [m for m in pool if m.sentence.kind != "title" and (m.content or m.ordinal)]
    numbered = [m for m in specific if m.proper and m.ordinal is not None and not m.verbal]
    chosen = (body or pool)[0]
    if numbered and chosen.ordinal is None and chosen.head == "meeting" and not chosen.proper:
        return numbered[0]
    if not (chosen.verbal and chosen.loose) and chosen.head not in _VAGUE:
        return chosen
    return next((m for m in cluster.mentions if not m.verbal and m.type in _TAUGHT), chosen)


_VAGUE = frozenset({"talks", "meet", "gathering", "get-together"})
"""Nouns by which a headline or a second mention may call any event, as do verbs such as 'met'."""
_TAUGHT = frozenset({"Workshop", "Training", "Conference"})
"""Types that a noun tells for sure where others are vague: 'Officers meet in Accra … the workshop'."""


def _planned(analysis: Analysis, cluster: EventCluster) -> bool:
    """Whether no mention tells of it as past and one as to come."""
    if any(mention.planned for mention in cluster.mentions):
        return True
    for mention in cluster.mentions:
        sentence = mention.sentence
        if sentence.kind == "title":
            continue
        if mention.verbal:
            return bool(FUTURE.search(analysis.text[mention.start : mention.end]))
        if _PAST.match(analysis.text, mention.end, sentence.end):
            return False
        around = analysis.text[max(sentence.start, mention.start - 60) : min(sentence.end, mention.end + 40)]
        return bool(FUTURE.search(around))
    return False


def _bodies(analysis: Analysis, event: str, mention: EventMention, status: str) -> None:
    """The process, project or body whose event it is: 'meeting of the …', 'the IGAD … meeting', 'UNODC's workshop'."""
    head = re.compile(re.escape(mention.head.split()[-1]), re.I).search(analysis.text, mention.start)
    head_at = head.start() if head else -1
    parts = _organ_and_owner(analysis, mention)
    if parts:
        analysis.claim("partOf", parts[0].entity, parts[1].entity, "organ-of-process", mention.span, confidence=0.88)
    for item in mention.inner:
        if parts and item == parts[1]:
            continue
        link = analysis.text[max(mention.start, item.start - _LINK) : item.start].casefold()
        named = item.start < head_at or _OF_WORK.search(link) is not None
        if relation := _body_relation(analysis, mention, item, head_at, named):
            confidence = 0.9 if item.type == "Process" else 0.75
            rule = f"event-of-{item.type.casefold()}:{relation}"
            whole = _whose_groups(analysis, item) or item.entity
            analysis.claim(relation, event, whole, rule, mention.span, status=status, confidence=confidence)


_LINK = 24
_OF_WORK = re.compile(r"\bof (?:the |its |their )?(?:project |programme |program |initiative |network )?[\"“‘']?$")
"""Right before the body or work whose event it is."""
_GROUPS = re.compile(r"(?:[a-z-]+ ){0,3}(?:groups|(?:sub-?)?committees|teams|task forces|panels|tracks) of ")


def _whose_groups(analysis: Analysis, item: Item) -> str | None:
    """In 'the working groups of the Process' the process: groups without a name of their own are none that is meant."""
    row = analysis.entities[item.entity]
    return row.parent if _GROUPS.match(row.name) else None


def _organ_and_owner(analysis: Analysis, mention: EventMention) -> tuple[Item, Item] | None:
    """In 'meeting of the Working Group of the Initiative' the group and the initiative that it is part of."""
    processes = [item for item in mention.inner if item.type == "Process"]
    for organ, owner in itertools.pairwise(processes):
        if re.fullmatch(r"\s+of\s+(?:the\s+|its\s+)?", analysis.text[organ.end : owner.start]):
            return organ, owner
    return None


def _body_relation(analysis: Analysis, mention: EventMention, item: Item, head_at: int, named: bool) -> str | None:
    if item.type in {"Process", "Project"}:
        begun = mention.head == "launch" and item.start > head_at  # what is launched is not what it happens within
        return "partOf" if named and not begun else None
    if named and _sitting_of_organ(analysis, mention, item, head_at):
        return "partOf"
    if item.type not in _CONVENERS or item.start >= head_at:
        return None
    if analysis.text[item.end : item.end + 1] in {"'", "’"} or _its_course(analysis, mention, item, head_at):
        return "organizer"
    return "partOf" if _own_meeting(analysis, mention, item, head_at) else None


_CONVENERS = frozenset({"InternationalOrganization", "Office", "CivilSociety"})
_COURSES = frozenset("workshop seminar training course webinar conference symposium roundtable masterclass".split())


def _its_course(analysis: Analysis, mention: EventMention, item: Item, head_at: int) -> bool:
    """'An IOM regional workshop', 'the joint IOM-UNHCR training': whose name stands before a course gives it."""
    between = analysis.text[item.end : head_at]
    if mention.sentence.kind == "title" and between[:1] == " " and between.strip():
        return False  # 'EU |backs| workshop on trafficking'
    return (
        mention.head.split()[-1] in _COURSES
        and re.fullmatch(r"(?:[-/][A-Z]{2,8})? (?:[\w-]+ ){0,4}", between) is not None
    )


_SITTINGS = frozenset({"meeting", "session", "sitting", "assembly", "plenary"})
_SUMMIT_OF = re.compile(r"\b[Ss]ummit of (?:the )?$")
_SAT = ("session", "sitting", "plenary")
_ORGAN = re.compile(r"\b(?:Commission|Committee|Council|Board|Assembly|Parliament|Task Force)\b")
_COUNTED = re.compile(
    r"\d|[XVI]{2,}\b|\b(?:first|second|third|\w+th|annual|regular|plenary|ordinary|inaugural)\b", re.I
)


def _sitting_of_organ(analysis: Analysis, mention: EventMention, item: Item, head_at: int) -> bool:
    """'the 14th sitting of the State Commission': one of the sittings of a body; no meeting with others."""
    behind = analysis.text[item.end : item.end + 6].split()[:1]
    if item.type not in {"InternationalOrganization", "GovernmentBody"} or item.start < head_at:
        return False
    if item.type == "InternationalOrganization" and _SUMMIT_OF.search(analysis.text, mention.start, item.start):
        return behind not in (["and"], ["with"])
    sits = mention.head.split()[-1] in _SITTINGS and behind not in (["and"], ["with"])
    counted = _COUNTED.search(analysis.text, mention.start, head_at) is not None or mention.head.endswith(_SAT)
    return sits and counted and _ORGAN.search(analysis.text, item.start, item.end) is not None


def _own_meeting(analysis: Analysis, mention: EventMention, item: Item, head_at: int) -> bool:
    """'AU senior officials meeting', 'ECOWAS summit': a sitting of the body itself, no conference in its name."""
    between = analysis.text[item.end : head_at]
    sitting = mention.head.split()[-1] in {"meeting", "summit", "session", "assembly"}
    own = item.type == "InternationalOrganization" and item == mention.inner[0]
    return sitting and own and re.search(r"member|states|-", between, re.I) is None


def main_dates(analysis: Analysis, dates: Sequence[DateMention], main: str | None) -> None:
    """Dates for the main event where no phrase ties one to it: a range in a dateline or a line of its own, else the
    first range in the body's opening sentences that name no event."""
    if main is None or main not in undated(analysis, [main]):
        return
    heads = [Span(s.start, s.end) for s in analysis.segments if s.kind in {"dateline", "title"}]
    plain = [s for s in analysis.sentences if s.kind == "body" and not analysis.events.within(s.start, s.end)]
    for part in (*heads, *(Span(s.start, s.end) for s in plain[:3])):
        for date in dates:
            if part.start <= date.start and date.end <= part.end and date.first and date.last and date.kind == "range":
                _main_range(analysis, main, date, part.start)
                return
    _opening_day(analysis, dates, main)


_DAYS = frozenset({"day", "relative", "months"})


def _opening_day(analysis: Analysis, dates: Sequence[DateMention], main: str) -> None:
    """The day of the main event is the only one that an opening sentence gives which names no event itself: 'On 22
    April police of ten countries sat down together', 'Ministers came to Abuja this week'."""
    taken = [span for c in analysis.claims if c.relation in {"startDate", "endDate"} for span in c.evidence]
    for sentence in [s for s in analysis.sentences if s.kind == "body"][:3]:
        inside = [d for d in dates if sentence.start <= d.start and d.end <= sentence.end and d.first]
        free = [d for d in inside if not NOT_WHEN.search(analysis.text, sentence.start, d.start)]
        free = [d for d in free if not any(span.start <= d.start and d.end <= span.end for span in taken)]
        if len(free) != 1 or free[0].kind not in _DAYS or analysis.events.within(sentence.start, sentence.end):
            continue
        date = resolved(analysis, analysis.text[sentence.start : sentence.end], free[0])
        if date.first and len(date.first) < len("2024-05"):
            continue
        before = analysis.text[sentence.start : date.start]
        if (tells_end(before) or _WENT_HOME.search(before)) and date.first and not date.last:
            length = length_of(analysis, main)
            first, last = with_length(date.first, length, True) if length else (None, date.first)
            date = replace(date, first=first, last=last)
        claim_days(analysis, main, date, Span(date.start, date.end), "date-of-opening", 0.75, status="implied")
        return


_WENT_HOME = re.compile(r"\b(?:left|departed|flew home|went home|travel+ed home|returned home|said goodbye|parted)\b")
"""What people do when an event is over: 'Detectives of twelve states |left| on Friday'."""


def _main_range(analysis: Analysis, main: str, date: DateMention, start: int) -> None:
    span = Span(date.start, date.end)
    claim_days(analysis, main, date, span, "date-of-release-range", 0.75, status="implied")
    places = [m for m in analysis.mentions.within(start, date.start) if m.type == "Place" and not region(analysis, m)]
    for mention in places or _place_behind(analysis, date):
        where = Span(min(mention.start, date.start), max(mention.end, date.end))
        analysis.claim("place", main, mention.entity, "place-of-release-range", where, status="implied", confidence=0.7)


def _place_behind(analysis: Analysis, date: DateMention) -> list[Mention]:
    """The first place behind a range in its sentence that 'in' leads to: 'From 3 to 5 May officers sat in Accra'."""
    sentence = analysis.sentence_at(date.start)
    inside = analysis.mentions.within(date.end, sentence.end) if sentence and sentence.kind == "body" else []
    led = [m for m in inside if m.type == "Place" and re.search(r"\b(?:in|at) $", analysis.text[m.start - 4 : m.start])]
    return led[:1]


def carried(analysis: Analysis, masked: Masked, dates: Sequence[DateMention], event: str | None) -> None:
    """Dates and places of a sentence that goes on about the event in focus without naming it: 'Held from 3 to 5 May,
    it was …', 'It took place in Nairobi'."""
    if event is None or "⟦E" in masked.text:
        return
    if venue := _VENUE_OF_IT.match(masked.text):
        _venue(analysis, event, masked.items[int(venue.group(1))], masked.span(*venue.span()))
    if not _GOES_ON.match(masked.text):
        return
    for item in masked.items:
        start, _ = masked.position(item)
        near = masked.text[:start]
        if len(near) > 60 or len(re.findall(r"\b(?:and|which|that)\b", near)) > 0:
            continue
        span = masked.span(0, masked.position(item)[1])
        if item.type == "Date" and dates[int(item.entity)].first and not NOT_WHEN.search(near):
            claim_dates(analysis, event, resolved(analysis, near, dates[int(item.entity)]), near, span)
        elif item.type in {"Place", "Facility"} and re.search(r"\b(?:in|at)\s(?:the )?$", near):
            analysis.claim("place", event, item.entity, "place-carried", span, confidence=0.8)


def _venue(analysis: Analysis, event: str, item: Item, span: Span) -> None:
    """Adds the house or site that a sentence of its own calls the venue, instead of the one city told before."""
    told = {c.object for c in analysis.claims if c.relation == "place" and c.subject == event}
    if len(told) < 2:
        analysis.claims = [c for c in analysis.claims if c.relation != "place" or c.subject != event]
        analysis.claim("place", event, item.entity, "place-venue-told", span, confidence=0.85)


def years_within(claims: list[Claim]) -> list[Claim]:
    """Days without a year that fall inside the only dated stretch of the text take its year: '21 December' within
    '20 to 22 December 2023'."""
    starts = {
        c.subject: c.object for c in claims if c.relation == "startDate" and re.match(r"\d{4}-\d\d-\d\d", c.object)
    }
    ends = {c.subject: c.object for c in claims if c.relation == "endDate"}
    stretches = [(s, ends[event]) for event, s in starts.items() if event in ends and s[:4] == ends[event][:4]]

    def change(claim: Claim) -> Claim:
        if claim.relation not in {"startDate", "endDate"} or not claim.object.startswith("--"):
            return claim
        years = {s[:4] for s, e in stretches if s[5:] <= claim.object[2:] <= e[5:]}
        return replace(claim, object=f"{years.pop()}-{claim.object[2:]}") if len(years) == 1 else claim

    return [change(claim) for claim in claims]


def ends_after(claims: list[Claim]) -> list[Claim]:
    """Ends that lie less than a week before the start of their event are of the week after: 'opens next Monday … closes
    on Wednesday'; 'on Wednesday' alone means the last one."""
    starts: dict[str, str] = {}
    for told in (c for c in claims if c.relation == "startDate" and len(c.object) == 10):
        starts[told.subject] = min(told.object, starts.get(told.subject, told.object))

    def change(claim: Claim) -> Claim:
        start = starts.get(claim.subject, "")
        if claim.relation != "endDate" or len(claim.object) != 10 or not start > claim.object:
            return claim
        moved = shift_days(claim.object, 7)
        return replace(claim, object=moved) if moved and moved >= start else claim

    return [change(claim) for claim in claims]


def undated(analysis: Analysis, events: Iterable[str]) -> list[str]:
    """The events without a date claim."""
    dated = {c.subject for c in analysis.claims if c.relation in {"startDate", "endDate"}}
    return [event for event in events if event not in dated]
