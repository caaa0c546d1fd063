"""Meetings of a body that the text calls by 'its' alone: 'its 10th annual meeting', 'the 45th Meeting of its Heads of
State and Government'. Whose they are is told in the same sentence or opens the one before."""

from __future__ import annotations

import re

from kg.extract.analysis import Analysis
from kg.extract.bodies.own_bodies import called, opens_clause
from kg.extract.relations.membership import UNIONS
from kg.extract.text.sentences import Sentence
from kg.records import Mention, Span

_COUNTED = re.compile(
    r"\b(?:\d+(?:st|nd|rd|th)|[XVI]{2,}|[a-z]+th|first|second|third|annual|regular|plenary|ordinary)\b", re.I
)
_SITTING = re.compile(r"\b(?:meeting|session|sitting|summit|plenary|conference|assembly|consultation)s?\b", re.I)
_ITS = re.compile(r"\b(?:its|their) $", re.I)
_OF_ITS = re.compile(r"\bof (?:its|their) ", re.I)
_TURN = re.compile(r"\b(?:next|previous|last|following|coming|preceding|preparatory)\b(?! (?:year|month|week))", re.I)
_LEVEL = re.compile(
    r"\b(?:(?:vice-?)?ministerial (?:meeting|conference|consultation|session|summit)"
    r"|senior officials?[’']?s?[’']? meeting|thematic meeting"
    r"|meeting of (?:all |its |the )?(?:national )?focal points)\b",
    re.I,
)
"""Meetings of the levels at which a process meets."""
_MEETS = re.compile(r"^.*?\b(?:meeting|session|sitting|summit|plenary|conference|round|edition)s?\b", re.I)
_SESSION = re.compile(
    r"\b(?:session|sitting|plenary)\b|\b(?:special|extraordinary|ordinary|regular|annual|emergency|plenary|closed|next|last"
    r"|previous)\b.*\bmeeting\b",
    re.I,
)
_OTHERS = re.compile(
    r"\b(?:training|working|information|opening|closing|inaugural|practical|plenary|thematic|technical|parallel|panel"
    r"|question|class|study|poster|interactive|awareness|sensiti[sz]ation|follow-up|review|joint)\s+sessions?\b",
    re.I,
)
"""Sessions within something else, or that anybody may hold."""
_OF_NOUN = re.compile(r"[Tt]he\s+(?:[A-Z]\w+\s+)*([A-Z]\w+)[’']s\s")
_OPENING = re.compile(r"(?:In|At|During|Through)\s+(?:an?\s+|its\s+)?")
_THE = re.compile(r"[\s,]the\s+$")
_AT = re.compile(
    r"\b(?:at|in|during|for|devotes?|devote|hold|holds|held|closed|closes|opened|opens|open|begins?|began|ended|ends)\s+"
    r"(?:an?\s+|its\s+|the\s+)?$"
)
_ATTENDS = re.compile(
    r"\b(?:t(?:ook|akes?|aking) part|attend\w*|participat\w+|join\w*|represent\w*|invit\w+|spoke|addressed|host\w*"
    r"|organi[sz]\w+|facilitat\w+)\b"
)
_GOES_ELSEWHERE = re.compile(r"\b(?:who|by|with|and)\s+(?:the\s+)?[A-Z]")
_ARTICLES = frozenset({"", "the"})
_SITS = re.compile(r"\b(?:Committee|Commission|Council|Task ?[Ff]orce|Taskforce|Board|Working Group|Panel|Assembly)\b")
"""In the name of a body that is there to meet: its sittings are its parts, and it is not said to organise them."""


def own_meetings(analysis: Analysis) -> None:
    """Adds `partOf`, rule `its-meeting`, for counted meetings of the union or process that 'its' means."""
    told = {c.subject for c in analysis.claims if c.relation == "partOf"}
    for mention in analysis.events:
        sentence = analysis.sentence_at(mention.start)
        if mention.form == "verbal" or mention.entity in told or sentence is None or sentence.kind != "body":
            continue
        words = analysis.text[mention.start : mention.end]
        owned = _ITS.search(analysis.text, max(0, mention.start - 7), mention.start) or _OF_ITS.search(words)
        if owned and _COUNTED.search(words) and _SITTING.search(words):
            owner = _owner(analysis, sentence, mention)
            if owner and (_OF_ITS.search(words) or _meets_in_sittings(analysis, owner)):
                span = Span(mention.start, mention.end)
                analysis.claim("partOf", mention.entity, owner, "its-meeting", span, status="implied", confidence=0.85)
                if analysis.entities[owner].type not in UNIONS:
                    _drop_organizer(analysis, mention.entity, owner)


def sits_in_session(analysis: Analysis) -> None:
    """Adds `partOf`, rule `in-session`, for the session in which a body that is there to meet is told to do something:
    'the Council approved it at an extraordinary session', 'In a closed session the Committee …', 'the Council's regular
    meeting'."""
    told = {c.subject for c in analysis.claims if c.relation == "partOf"}
    for mention in analysis.events:
        words = analysis.text[mention.start : mention.end]
        sentence = analysis.sentence_at(mention.start)
        if mention.form == "verbal" or mention.entity in told or sentence is None or sentence.kind != "body":
            continue
        if not _SESSION.search(words) or _OTHERS.search(words) or _named_inside(analysis, mention):
            continue
        owner = _called(analysis, mention) or _sitting_body(analysis, sentence, mention)
        if owner:
            span = Span(mention.start, mention.end)
            analysis.claim("partOf", mention.entity, owner, "in-session", span, status="implied", confidence=0.85)
            _drop_organizer(analysis, mention.entity, owner)


def _called(analysis: Analysis, mention: Mention) -> str | None:
    """The body that is called by its noun before the meeting: 'the |Council|'s regular meeting'."""
    owned = _OF_NOUN.match(analysis.text, max(0, mention.start - 4)) or _OF_NOUN.match(analysis.text, mention.start)
    owner = called(analysis, owned[1], mention.start, mention) if owned else None
    return owner if owner and _SITS.search(analysis.entities[owner].name) else None


def _sitting_body(analysis: Analysis, sentence: Sentence, mention: Mention) -> str | None:
    """The body that sits and is the subject of the clause before the session, or stands behind a session that opens the
    sentence."""
    here = [m for m in analysis.mentions.within(sentence.start, sentence.end) if m.type not in ("Place", "State")]
    before = [m for m in here if m.end <= mention.start]
    opening = _OPENING.fullmatch(analysis.text, sentence.start, mention.start)
    if opening and not before:
        behind = next((m for m in here if m.start >= mention.end), None)
        found = behind if behind and _THE.search(analysis.text, mention.end, behind.start) else None
    else:
        subjects = [m for m in before if opens_clause(analysis, sentence.start, m)]
        found = subjects[-1] if subjects else None
        between = analysis.text[found.end : mention.start] if found else ""
        if not _AT.search(between) or _ATTENDS.search(between) or _GOES_ELSEWHERE.search(between):
            return None
    sits = found and (_SITS.search(analysis.entities[found.entity].name) or found.type == "Process")
    return found.entity if found and sits else None


def _owner(analysis: Analysis, sentence: Sentence, mention: Mention) -> str | None:
    """The one union or process of the sentence up to the meeting, else the one that opens the sentence before."""
    found = {m.entity for m in analysis.mentions.within(sentence.start, mention.start) if _meets(analysis, m)}
    if found or sentence.index == 0:
        return found.pop() if len(found) == 1 else None
    before = analysis.sentences[sentence.index - 1]
    inside = analysis.mentions.within(before.start, before.end)
    unions = {m.entity for m in inside if _meets(analysis, m)}
    opens = next((m for m in inside if _meets(analysis, m)), None)
    if opens is None or before.kind != "body" or before.paragraph != sentence.paragraph:
        return None
    subject = analysis.text[before.start : opens.start].rsplit(",", 1)[-1].strip().casefold() in _ARTICLES
    return opens.entity if subject or len(unions) == 1 else None


def _meets(analysis: Analysis, mention: Mention) -> bool:
    """Whether a mention is of a union or process, or of a national body that is there to meet."""
    if mention.type in UNIONS:
        return True
    return mention.type == "GovernmentBody" and _SITS.search(analysis.entities[mention.entity].name) is not None


def _meets_in_sittings(analysis: Analysis, owner: str) -> bool:
    """Whether the meetings of a body are its parts: those of a process or of a committee, not those that an agency
    holds, such as its annual conference."""
    row = analysis.entities[owner]
    return row.type != "InternationalOrganization" or any(_SITS.search(form) for form in (row.name, *row.aliases))


def _drop_organizer(analysis: Analysis, event: str, owner: str) -> None:
    said = ("organizer", event, owner)
    analysis.claims = [c for c in analysis.claims if (c.relation, c.subject, c.object) != said]


def sittings_of_one_process(analysis: Analysis) -> None:
    """Adds `partOf`, rule `sitting`, for counted, next and previous meetings of which nothing tells whose they are: in
    an article that tells of the meetings of one process alone, they are that process's."""
    whole = {c.subject: c.object for c in analysis.claims if c.relation == "partOf"}
    sitting = {o for e, o in whole.items() if _is(analysis, e, "Event") and _is(analysis, o, "Process")}
    above = {_top(analysis, process) for process in sitting}
    if len(above) != 1:
        return
    process = above.pop()
    for mention in analysis.events:
        words = _MEETS.match(analysis.text[mention.start : mention.end])
        told = mention.form == "verbal" or mention.entity in whole or _named_inside(analysis, mention)
        if words and not told and _is_sitting(analysis, mention, words.group(), alone=sitting == {process}):
            whole[mention.entity] = process
            span = Span(mention.start, mention.end)
            analysis.claim("partOf", mention.entity, process, "sitting", span, status="implied", confidence=0.75)


def _is_sitting(analysis: Analysis, mention: Mention, words: str, *, alone: bool) -> bool:
    """Whether words are for a sitting of the process that an article tells of: with a level of those who meet and no
    place before it, or, where it tells of no working groups, with a number or turn."""
    level = _LEVEL.search(words)
    if level and not list(analysis.mentions.within(mention.start, mention.start + level.start())):
        return True
    return alone and bool(_COUNTED.search(words) or _TURN.search(words))


def _top(analysis: Analysis, process: str) -> str:
    """The process of which a working group is, else itself."""
    seen = {process}
    while (above := analysis.entities[process].parent) and _is(analysis, above, "Process") and above not in seen:
        process = above
        seen.add(process)
    return process


def _is(analysis: Analysis, entity: str, kind: str) -> bool:
    """Whether an entity, which may have been merged into another since a claim named it, has a type."""
    row = analysis.entities.rows.get(entity)
    return row is not None and row.type == kind


def _named_inside(analysis: Analysis, event: Mention) -> bool:
    """Whether the words for an event name a body: it is that body's."""
    return any(m.type not in ("Place", "State") for m in analysis.mentions.within(event.start, event.end))
