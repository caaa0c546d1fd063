"""Where events are held: places that stand with an event, that host it, that its visitors went to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kg.extract.analysis import Analysis
from kg.extract.event_facts.stages import stages
from kg.extract.event_facts.ties import nearest
from kg.extract.events.mentions import is_region
from kg.extract.places.places import as_place
from kg.extract.text.masking import Item, Masked
from kg.extract.text.sentences import Sentence
from kg.records import Mention, Span

_LEAD = re.compile(
    r"\b(?:in|at|outside|near|aboard|(?:planned|scheduled|set|due|foreseen) for)\s+"
    r"(?:the |both )?(?:(?:premises|grounds|campus|(?:\w+ )?(?:hall|room)|auditorium|offices) of (?:the )?|"
    r"\w+ |[⟦⟨][SG]\d+[⟧⟩](?:['’]s?)? )?"
    r"(?:(?:capital|port|coastal|border|northern|southern|eastern|western|resort)[ ,]+)?"
    r"(?:(?:city|cities|town|towns|village|villages|districts?|provinces?|capital|region|island|premises|venue)"
    r"(?: of ⟦S\d+⟧)?(?: of)?,? )?$",
    re.I,
)
_SEAT = re.compile(
    r"\b(?:based|located|headquartered|seated|domiciled|situated|(?:headquarters|seats?|secretariat|offices?|base)"
    r"(?: (?:is|are|was|were|lies?|remains?))?(?: \w+)?"
    r"|living|residing|resident|stranded|sheltering|settled|detained|stuck) in (?:the )?(?:city of )?$",
    re.I,
)
"""What makes a place the seat of a body, or where people are: 'the Office, based in Bangkok', 'those living in S'."""
_TRAVEL = re.compile(
    r"\b(?:converg|travel|sent|send|com(?:e|ing)|came|"
    r"fl(?:ew|y|own)|head|invit|descend|arriv|return|brought|bring|went|gone|go|gather)"
    r"[a-z]*(?: [\w-]+){0,3} (?:to|on|in) (?:the )?(?:city of )?⟦[LF](\d+)⟧(?:, ⟦[SL]\d+⟧,?)?"
    r"(?: (?!for\b|and\b)[\w-]+|,? \(?(?:from |on |between )?⟦T\d+⟧\)?){0,4},? "
    r"(?:for|on|to (?:attend|join|take part in|participate in|be part of)) (?:the |a |an |its |their )?⟦E(\d+)⟧",
    re.I,
)
"""'Attachés are converging on Kuala Lumpur this week for a workshop'."""
_BRACKET = re.compile(r"⟦E\d+⟧,? \((?:⟦T\d+⟧(?:,| in)? )?$")
_TO = re.compile(
    r"⟦E(\d+)⟧(?: \w+ly)?(?:,(?: [\w’'-]+){0,6} ⟦N\d+⟧,)?"
    r"(?: (?:which|that) (?:[^⟦⟧.;,]|⟦[A-KM-SU-Z]\d+⟧){3,50}? (?:made|make|makes|paid|undertook))?"
    r" to (?:the )?(?:city of )?"
    r"(?:⟦[LSF]\d+⟧(?:, (?:the )?⟦[LSF]\d+⟧)*,? (?:and|&) (?:the )?|(?:⟦[LSF]\d+⟧, (?:the )?)+)?$"
)
_MISSION_TO = re.compile(r"⟦E(\d+)⟧ (?:the )?$")
"""'His mission to |Tirana|': a noun that ends with 'to'."""
_TRIP = re.compile(r"visit|mission|tour|trip|travel", re.I)
_BROUGHT = re.compile(
    r"⟦E(\d+)⟧(?:,(?:[^⟦⟧.;]|⟦T\d+⟧){2,40},)? (?:(?:has|had|will|is to) )?"
    r"(?:brought|brings?|drew|draws?|attracted|taken|took|takes?|led)"
    r" (?:[^⟦⟧.;]|⟦[A-KM-SU-Z]\d+⟧){3,80}? (?:to|in) (?:the )?(?:city of )?⟦[LF](\d+)⟧"
)
"""'The meeting brought delegates of its members to Hanoi'."""
_BROUGHT_TO = re.compile(
    r"⟦T\d+⟧ (?:will bring|brings|brought|will see|saw|sees) (?:the |an? |its )?⟦E(\d+)⟧ (?:to|in) (?:the )?⟦[LF](\d+)⟧"
)
_WAS_WHERE = re.compile(r"⟦[LF](\d+)⟧(?:, ⟦[LS]\d+⟧)?,? (?:is|was|will be) where [^.;]{0,80}?⟦E(\d+)⟧")
_WHERE = re.compile(
    r"⟦[LF](\d+)⟧(?:, ⟦[LS]\d+⟧)?(?: (?:on )?⟦T\d+⟧)?,? where (?:the |a |an |its |their )?(?:[\w’'-]+ ){0,7}⟦E(\d+)⟧"
)
_WHERE_MET = re.compile(
    r"⟦[LF](\d+)⟧(?:, ⟦[LS]\d+⟧)?(?: (?:on )?⟦T\d+⟧)?,? where (?:he|she|they|both|the (?:[\w-]+ )?[\w-]+)"
    r"(?: also| then| later| today| (?:will|is to|are to))? ⟦E(\d+)⟧"
)
"""'He travelled to Tripoli, where he |met| the minister'."""
_VENUE = re.compile(
    r"⟦[LSF](\d+)⟧(?:,? ⟦[SL]\d+⟧)?,? (?:\w+ )?(?:is|was|will be|has been|became|served as|provided)"
    r"(?:,? (?:on|from) ⟦T\d+⟧,?)? "
    r"(?:once again |again )?(?:the )?(?:venue|place|scene|setting|location|site|host city|host|stage|backdrop)"
    r"(?:,? (?:on|from) ⟦T\d+⟧,?)? (?:of|for|to) (?:the |a |an |its )?⟦E(\d+)⟧"
)
_SCENE = re.compile(
    r"⟦[LF](\d+)⟧(?:, ⟦[SL]\d+⟧,?)? (?:is|was|will be) the (?:scene|venue|place|setting)[:;,] [^.;]{0,60}?⟦E(\d+)⟧"
)
_HOSTING = re.compile(
    r"⟦[LS](\d+)⟧(?:,? ⟦[SL]\d+⟧)?,?(?: (?:will|is to|has|have|is|was))?(?: also)?(?: be)? (?:the )?"
    r"(?:host(?:s|ed|ing)?|play(?:s|ed) host to|receiv(?:es?|ed)|welcom(?:es?|ed)|saw|sees|witness(?:es|ed))"
    r"(?: [\w-]+){0,3}(?: (?:first|second|third|last|next)(?: of (?:them|these|those|the two))?,)? "
    r"(?:the |a |an |its )?⟦E(\d+)⟧"
)


def sentence_places(analysis: Analysis, masked: Masked, doc: Any) -> None:
    """Claims for the places that one sentence gives its events. `masked`: with events; `doc`: parsed."""
    for item in masked.items:
        if item.type in {"Place", "State", "Facility"}:
            _place(analysis, masked, item, doc)
            _visited(analysis, masked, item)
    _more_sites(analysis, masked)
    for pattern, rule, groups in (
        (_HOSTING, "place-hosting", (1, 2)),
        (_VENUE, "place-venue", (1, 2)),
        (_WHERE, "place-where", (1, 2)),
        (_WAS_WHERE, "place-where", (1, 2)),
        (_WHERE_MET, "place-where", (1, 2)),
        (_SCENE, "place-venue", (1, 2)),
        (_TRAVEL, "place-travelled", (1, 2)),
        (_BROUGHT, "place-brought", (2, 1)),
        (_BROUGHT_TO, "place-brought", (2, 1)),
    ):
        for match in pattern.finditer(masked.text):
            item, event = (masked.items[int(match.group(group))] for group in groups)
            if item.type in {"Place", "Facility"} or rule == "place-venue":
                _claim(analysis, event, item, rule)
    for event, item, rule in stages(masked):
        _claim(analysis, event, item, rule, 0.91)


def _claim(analysis: Analysis, event: Item, item: Item, rule: str, confidence: float = 0.9) -> None:
    span = Span(min(event.start, item.start), max(event.end, item.end))
    place = (
        as_place(analysis, analysis.mentions.within(item.start, item.end)[0]) if item.type == "State" else item.entity
    )
    analysis.claim("place", event.entity, place, rule, span, confidence=confidence)


def _visited(analysis: Analysis, masked: Masked, item: Item) -> None:
    """'The visit to Tirana', 'visits to Romania, Greece and Italy'."""
    before = masked.text[: masked.position(item)[0]]
    bare = _MISSION_TO.search(before)
    mission = masked.items[int(bare.group(1))] if bare else None
    if mission and analysis.text[mission.start : mission.end].casefold().endswith(" to"):
        _claim(analysis, mission, item, "place-visited", 0.85)
    match = _TO.search(before)
    if match and _TRIP.search(analysis.text[(event := masked.items[int(match.group(1))]).start : event.end]):
        _claim(analysis, event, item, "place-visited", 0.85)


_MORE_STATES = re.compile(r"\s*(?:and (?:the )?⟦S|, (?:the )?⟦S\d+⟧(?! (?!and\b|or\b|as\b)[a-z]))")
_LISTED = re.compile(r"⟦[LF]\d+⟧(?:, (?:the )?⟦[LF]\d+⟧)*,? (?:and|&) (?:in |at )?(?:the )?$")
_LISTED_ON = re.compile(r"⟦[LF]\d+⟧, (?:the )?$")
_LIST_ENDS = re.compile(r"(?:, (?:the )?⟦[LF]\d+⟧)*,? (?:and|&) (?:the )?⟦[LF]\d+⟧")
"""'In |Accra|, |Tema| and |Ho|': the places behind the first."""


_MORE_SITES = re.compile(r"⟦E(\d+)⟧((?:, (?:the )?⟦[LF]\d+⟧)*),? and (?:in )?(?:the )?⟦[LF]\d+⟧(?!['’])")
"""'Workshops in Accra, |Tema and Ho|': the places behind one that is part of the event's name."""


def _more_sites(analysis: Analysis, masked: Masked) -> None:
    """The other places of a list that begins within an event's name."""
    for match in _MORE_SITES.finditer(masked.text):
        event = masked.items[int(match.group(1))]
        inside = analysis.mentions.within(event.start, event.end)
        last = inside[-1] if inside and inside[-1].end == event.end else None
        if last and last.type == "Place" and analysis.text[: last.start].endswith((" in ", " at ")):
            for item in masked.items_in(match.end(1) - len(match.group(2)), match.end()):
                _claim(analysis, event, item, "place-list", 0.85)


def _leads(masked: Masked, item: Item) -> bool:
    """Whether the words before a place, or before the list that it stands in, say that something is there."""
    start, end = masked.position(item)
    before = masked.text[:start]
    if listed := _LISTED.search(before):
        before = before[: listed.start()]
    while _LIST_ENDS.match(masked.text, end) and (listed := _LISTED_ON.search(before)):
        before = before[: listed.start()]
    if _SEAT.search(before):
        return False
    return _LEAD.search(before) is not None or _BRACKET.search(before) is not None


def _place(analysis: Analysis, masked: Masked, item: Item, doc: Any) -> None:
    end = masked.position(item)[1]
    here = analysis.text[item.start : item.end] == "here"
    if not (here or _leads(masked, item)) or masked.text[end : end + 2] in {"'s", "’s"}:
        return
    found = nearest(masked, item, doc)
    if is_region(item, analysis) or re.search(r" Region$", analysis.text[item.start : item.end]):
        return
    if found is None or (item.type == "State" and _MORE_STATES.match(masked.text, end)):
        return
    event, a, b = found
    gap = masked.text[a:b] if a <= b else ""
    if item.type == "State" and re.search(r"⟦[GOICV]\d+⟧ in (?:the )?$", gap):
        return
    if _OTHERS_THERE.search(_HELD.split(gap)[-1]) or _NOT_THE_PLACE.match(masked.text, end):
        return
    if masked.position(item)[0] < masked.position(event)[0] and _TO_HOST.search(gap):
        return
    several = _LISTED.search(masked.text[: masked.position(item)[0]]) or _LIST_ENDS.match(masked.text, end)
    _claim(analysis, event, item, "place-list" if several else "place-adjunct", 0.9 if b - a < 40 else 0.75)


_NOT_THE_PLACE = re.compile(
    r" or (?:in |at )?(?:the )?⟦[LSF]| (?:town|village)\b| (?:School|College|Institute|University|Academy|House|Centre|"
    r"Center|Hotel|Hall|Office|Red|Chamber|National|International)\b"
)
"""Behind a place that only may be the one ('in A |or| B'), or that begins a longer name: 'the Kenya |School| of X'."""
_OTHERS_THERE = re.compile(
    r"\b(?:migrants|refugees|people|situation|countries|ministry|office|embassy|project|centre)\b"
)
"""What is in a place without the event: 'a course for |migrants| in L'."""
_HELD = re.compile(r"\b(?:held|convened|hosted|took place|takes place|will take place|follow(?:s|ed)?|opened|opens)\b")
"""What tells where an event is, whoever is told of before: 'a course for migrants |opened| in L'."""
_TO_HOST = re.compile(r"\bto (?:co-)?(?:host|hold|organi[sz]e|convene)\b")
"""'Chad offered in |L| to host the next meeting'."""
_LEADS_TO_CITY = re.compile(r"\b(?:in|to|at)\s(?:(?:the|this)(?:\s[\w'’-]+){0,2}\s)?$", re.I)
_OPENING = 3
"""Sentences at the beginning of a text that tell what it is about."""
_ELSEWHERE = re.compile(r"\b(?:signing|signature|virtual|online|campaign|visit|mission|tour|trip)\b", re.I)
"""Events that have no place, or not that where their text begins."""
_TOLD_IN = re.compile(
    r"\b(?:newsmen|reporters|journalists|media|statement|said|told|announced|reported|released|issued)\b"
)
_NEAR = 60
_AREA = re.compile(r" (?:area|zone|region|state|countr|airport)|['’]", re.I)


def main_place(analysis: Analysis, main: str | None) -> None:
    """A place for the main event where no phrase ties one to it: the dateline's city, if one of the first sentences
    says 'in' that city and is about the main event or none; else the only city of an opening sentence."""
    if main is None or any(c.relation == "place" and c.subject == main for c in analysis.claims):
        return
    lines = [s for s in analysis.segments if s.kind == "dateline"]
    cities = {m.entity for s in lines for m in analysis.mentions.within(s.start, s.end) if m.type == "Place"}
    led = [found for sentence in _openings(analysis, main) if (found := _led(analysis, sentence))]
    if of_line := next((m for found in led for m in found if m.entity in cities), None):
        _implied(analysis, main, of_line, "place-of-dateline")
    elif not _ELSEWHERE.search(analysis.entities[main].name):
        alone = next((found[0] for found in led if len({m.entity for m in found}) == 1), None)
        if alone and _only_city(analysis, alone):
            _implied(analysis, main, alone, "place-of-opening")
        elif of_title := _title_city(analysis):
            _implied(analysis, main, of_title, "place-of-title")


def _title_city(analysis: Analysis) -> Mention | None:
    """The only place that the headline names, where it ends with it: 'Ministers review labour pacts |in Hanoi|'."""
    titles = [s for s in analysis.segments if s.kind == "title"][:1]
    inside = [m for title in titles for m in analysis.mentions.within(title.start, title.end)]
    places = [m for m in inside if m.type in {"Place", "Facility", "State"}]
    if len(places) != 1 or places[0].type != "Place" or region(analysis, places[0]):
        return None
    ends = titles[0].end - places[0].end <= len('".')
    led = re.search(r"\b(?:in|at) (?:the )?$", analysis.text[titles[0].start : places[0].start])
    return places[0] if ends and led else None


def _openings(analysis: Analysis, main: str) -> Iterator[Sentence]:
    """The opening sentences that are about the main event or none."""
    for sentence in [s for s in analysis.sentences if s.kind == "body"][:_OPENING]:
        if {m.entity for m in analysis.events.within(sentence.start, sentence.end)} <= {main}:
            yield sentence


def _led(analysis: Analysis, sentence: Sentence) -> list[Mention]:
    """The cities of a sentence that 'in', 'to' or 'at' leads to, or that 'here' means."""
    found = []
    for mention in analysis.mentions.within(sentence.start, sentence.end):
        before = analysis.text[sentence.start : mention.start]
        here = analysis.surface(mention) == "here" or _LEADS_TO_CITY.search(before)
        if mention.type == "Place" and here and not _SEAT.search(before):
            found.append(mention)
    return found


def region(analysis: Analysis, mention: Mention) -> bool:
    """Whether a mention is of a part of the world, and not of a city or venue."""
    return is_region(Item(mention.start, mention.end, mention.entity, mention.type), analysis)


def _only_city(analysis: Analysis, mention: Mention) -> bool:
    """Whether a place is the only one of its sentence but for regions, and not where something was merely told."""
    sentence = analysis.sentence_at(mention.start)
    if sentence is None or _AREA.match(analysis.text, mention.end):
        return False
    inside = [m for m in analysis.mentions.within(sentence.start, sentence.end) if m.type == "Place"]
    cities = {m.entity for m in inside if not region(analysis, m)}
    told = _TOLD_IN.search(analysis.text, max(sentence.start, mention.start - _NEAR), mention.start)
    return cities == {mention.entity} and not told


def _implied(analysis: Analysis, main: str, mention: Mention, rule: str) -> None:
    span = Span(mention.start, mention.end)
    analysis.claim("place", main, mention.entity, rule, span, status="implied", confidence=0.75)
