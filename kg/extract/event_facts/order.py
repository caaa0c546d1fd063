"""Which event comes after the one that the article is about, where a sentence of its own tells of it: 'They will meet
again in Lima', 'A seminar followed in May'."""

from __future__ import annotations

import re

from kg.extract.analysis import Analysis
from kg.extract.event_facts.sequence import unlike
from kg.extract.focus import main_event
from kg.extract.text.sentences import Sentence
from kg.records import Mention, Span

_WHEN = (
    r"(?:day|week|weekend|month|year|spring|summer|autumn|winter|fall|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"January|February|March|April|May|June|July|August|September|October|November|December)"
)
_PARTS = re.compile(
    r"\b(?:session|panel|discussion|debate|lunch|reception|dinner|round|presentation|ceremony)s?\b", re.I
)
_LATER = re.compile(
    r"\b(?:will|shall|(?:is|are) (?:also )?(?:to|due|planned|scheduled|expected|set|foreseen|envisaged))\b", re.I
)
_NEXT = re.compile(
    r"(?<!\bat the )(?<!\bat its )(?<!\bat their )\b(?:next|again|second|third|fourth|follow-up|another|subsequent|"
    rf"refresher|reconvene|coming)\b(?! (?:half|phase|quarter|{_WHEN})\b)",
    re.I,
)
"""Words for the next one, but 'next month', and no meeting of others 'at |their next session|'."""
_FOLLOWED = re.compile(
    r"(?:,? (?:held )?(?:in|at) (?:the )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?,?|"
    r", (?:\w+ )?(?:paid|funded|financed|supported|organi[sz]ed|hosted|led|run) [^,.;]{3,70},)?"
    r" (?:then |also |soon |will |is to )?follow(?:s|ed)?"
    r"(?=[.,;]| (?:in|on|at|from|shortly|soon|later|a|two|three|the next|this|next) )"
)
_FOLLOWING = re.compile(r"\b(?:follow(?:s|ed)(?: up)?(?: on)?|buil(?:ds|t) (?:up)?on|(?:comes|came) after) $")
"""'The workshop follows |one that IOM held in May|'."""
_FOLLOWED_BY = re.compile(r"\b(?:It|This|They) [^.;]{0,30}?\bfollowed (?:\w+ly )?(?:by|with) (?:(?:an?|the|its) )?$")
"""'It will be followed by |a press conference|'."""
_THEN = re.compile(r"^(?:Subsequently|Afterwards?|Thereafter|After that|Shortly (?:after(?:wards)?|thereafter)),? ")
"""What opens a sentence about the event that came after: 'Subsequently, |a meeting| …'."""
_NEAR = 30
"""Characters around a phrase in which a word tells that it is the next one."""


def order_events(analysis: Analysis) -> None:
    """Adds `follows` between the main event and another that a sentence of the body is the first to tell of."""
    main = main_event(analysis)
    firsts: dict[str, int] = {}
    for mention in analysis.events:
        firsts.setdefault(mention.entity, mention.start)
    for sentence in (s for s in analysis.sentences if s.kind == "body" and main is not None):
        here = list(analysis.events.within(sentence.start, sentence.end))
        for mention in here:
            if firsts[mention.entity] == mention.start and main is not None:
                _order(analysis, sentence, mention, here, main, firsts)


def _order(
    analysis: Analysis, sentence: Sentence, mention: Mention, here: list[Mention], main: str, firsts: dict[str, int]
) -> None:
    """Adds what the sentence says of one event and the main one, or of the one told last before it."""
    before = [m for m in analysis.events if m.end <= mention.start]
    part = _PARTS.search(analysis.surface(mention)) is not None
    if before and not part and _FOLLOWED.match(analysis.text, mention.end, sentence.end):
        planned = main is not None and _LATER.search(analysis.text, mention.end, sentence.end)
        earlier = main if planned else before[-1].entity
        _claim(analysis, mention.entity, earlier, mention, "event-order:followed")
    if before and _FOLLOWED_BY.match(analysis.text[sentence.start : mention.start]):
        _claim(analysis, mention.entity, before[-1].entity, mention, "event-order:followed-by")
    if here[0] == mention and not part and _THEN.match(analysis.text[sentence.start : mention.start]):
        _claim(analysis, mention.entity, main, mention, "event-order:then")
    if before and mention.form == "verbal" and _FOLLOWING.search(analysis.text[sentence.start : mention.start]):
        _claim(analysis, before[-1].entity, mention.entity, mention, "event-order:follows-one")
    if mention.entity == main or firsts[main] >= mention.start or len({m.entity for m in here}) > 1:
        return
    words = analysis.text[sentence.start : sentence.end]
    if _LATER.search(words) and _is_next(analysis, sentence, mention) and not _apart(analysis, mention.entity, main):
        _claim(analysis, mention.entity, main, mention, "event-order:next")


def _is_next(analysis: Analysis, sentence: Sentence, mention: Mention) -> bool:
    """Whether a word near a phrase tells that it is the next one."""
    near = max(sentence.start, mention.start - _NEAR), min(sentence.end, mention.end + _NEAR)
    found = _NEXT.finditer(analysis.text, near[0], sentence.end)
    return any(match.start() < near[1] for match in found)


def _apart(analysis: Analysis, event: str, main: str) -> bool:
    """Whether the next event is none after the main one."""
    return _told_earlier(analysis, event, main) or unlike(analysis, event, main)


def _told_earlier(analysis: Analysis, event: str, main: str) -> bool:
    """Whether an event has a full date before that of the main event."""
    told = {c.subject: c.object for c in reversed(analysis.claims) if c.relation == "startDate"}
    dates = told.get(event, ""), told.get(main, "")
    return all(len(date) == len("2024-05-06") for date in dates) and dates[0] < dates[1]


def _claim(analysis: Analysis, later: str, earlier: str, mention: Mention, rule: str) -> None:
    """Adds that one event follows another, unless their order or that one is part of the other is told already."""
    pair = {later, earlier}
    told = any({c.subject, c.object} == pair and c.relation in ("follows", "partOf") for c in analysis.claims)
    if len(pair) == 2 and not told and not _is_session(analysis, pair):
        span = Span(mention.start, mention.end)
        analysis.claim("follows", later, earlier, rule, span, status="implied", confidence=0.78)


def _is_session(analysis: Analysis, events: set[str]) -> bool:
    """Whether one of the events is a part of a meeting, which comes neither before nor after it."""
    return any(c.relation == "eventType" and c.object == "Session" and c.subject in events for c in analysis.claims)
