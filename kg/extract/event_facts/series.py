"""Events told apart and tied: which follows which in a series, whose series it is, and names for events without one."""

from __future__ import annotations

import re
from calendar import month_name
from collections import defaultdict
from dataclasses import replace
from itertools import pairwise

from kg.extract.analysis import Analysis, normalise
from kg.extract.dates.arithmetic import point
from kg.extract.event_facts.sequence import backwards
from kg.extract.events.clusters import EventCluster
from kg.extract.events.kinds import levels
from kg.extract.events.mention import EventMention
from kg.extract.events.names import FRONTED, PRELUDE, SEQUEL, comes_after, comes_first
from kg.extract.focus import main_event
from kg.extract.text.ordinals import ordinal, ordinal_word
from kg.records import Entity, Mention, Span

_BEFORE = {"previous", "earlier", "last", "past", "preparatory"}
_MET = frozenset({"meeting", "training", "event", "session"})
"""What people who 'met again' may have met for."""
_SHARED = frozenset({"partOf", "place", "host", "organizer", "supporter", "funder"})
_SITTING = frozenset({"Process", "GovernmentBody"})
"""What meets by number: a process, or a commission of a state."""
_AFTER = {"next", "follow-up", "subsequent", "coming", "return"}


def tie_series(analysis: Analysis, clusters: list[tuple[str, EventCluster]]) -> None:
    """Adds `follows` between the members of a series, and gives a member its series' process."""
    main = main_event(analysis)
    families = dict(clusters)
    for event, cluster in clusters:
        if main and event != main and _same_series(families[main], cluster):
            _inherit(analysis, event, cluster, main)
            _marked(analysis, event, cluster, main, families[main].content)
            if _is_counted(event, families[main], clusters):
                _counted(analysis, event, cluster, main)
    _numbered(analysis, clusters)
    _prepared(analysis, clusters)
    _travelled(analysis, clusters)


def _travelled(analysis: Analysis, clusters: list[tuple[str, EventCluster]]) -> None:
    """'On Saturday he moved on to Kuwait': the visit that a verb tells to be the next follows the one told before."""
    visits = [(event, cluster) for event, cluster in clusters if "visit" in cluster.families]
    for (earlier, _), (later, cluster) in pairwise(visits):
        if cluster.mentions[0].verbal and "next" in cluster.markers:
            span = cluster.mentions[0].span
            analysis.claim("follows", later, earlier, "series:next", span, confidence=0.8)


def _prepared(analysis: Analysis, clusters: list[tuple[str, EventCluster]]) -> None:
    """'Experts met to prepare for the conference': what a verb tells of comes before the event behind it; 'met
    following the conference': after it."""
    events = {mention.start: event for event, cluster in clusters for mention in cluster.mentions}
    for event, cluster in clusters:
        for mention, rival in ((m, m.rival) for m in cluster.mentions if m.rival is not None):
            other = events.get(rival.start)
            if other is None or other == event:
                continue
            span = Span(mention.start, rival.end)
            if comes_first(mention, rival, analysis.text):
                analysis.claim("follows", other, event, "series:prepared", span, confidence=0.85)
            elif comes_after(mention, rival, analysis.text):
                analysis.claim("follows", event, other, "series:sequel", span, confidence=0.82)
        for mention in (m for m in cluster.mentions if m.verbal and m.beside in events):
            _fronted(analysis, mention, event, events[mention.beside])


def _fronted(analysis: Analysis, mention: EventMention, event: str, other: str) -> None:
    """'A month after the summit, ministers met': what a verb tells of comes after the event with which the sentence
    opens; 'Ahead of the summit, they met': before it."""
    opening = analysis.text[mention.sentence.start : mention.beside]
    span = Span(mention.sentence.start, mention.end)
    if other == event or not FRONTED.match(opening):
        return
    if SEQUEL.search(opening):
        analysis.claim("follows", event, other, "series:sequel", span, confidence=0.82)
    elif PRELUDE.search(opening):
        analysis.claim("follows", other, event, "series:prepared", span, confidence=0.82)


def _same_series(one: EventCluster, other: EventCluster) -> bool:
    """Whether two events are of one series: kin nouns, and no words that only one of them has."""
    met = _MET if not other.content and all(m.verbal for m in other.mentions) and other.markers else frozenset()
    if not (one.families & other.families or (other.families <= met and one.families <= met)):
        return False
    telling = {word for word in other.content if word.startswith("@")}
    sits = telling == other.content and all(m.verbal for m in other.mentions) and other.markers & (_BEFORE | _AFTER)
    if sits and not any(word.startswith("@") for word in one.content):  # 'its annual meeting … when the board last met'
        return True
    return not other.content or bool(one.content & other.content) or not (telling or len(other.content) > 2)


def _inherit(analysis: Analysis, event: str, cluster: EventCluster, main: str) -> None:
    counted = (cluster.ordinals and not _is_code(analysis, event)) or (
        cluster.markers & (_BEFORE | _AFTER) and not cluster.content
    )
    if counted and not any(c.relation == "partOf" and c.subject == event for c in analysis.claims):
        for claim in [c for c in analysis.claims if c.relation == "partOf" and c.subject == main]:
            if analysis.entities[claim.object].type in _SITTING:
                span = cluster.mentions[0].span
                analysis.claim("partOf", event, claim.object, "series:process", span, *claim.evidence, status="implied",
                               confidence=0.78)  # fmt: skip


def _is_code(analysis: Analysis, event: str) -> bool:
    """Whether the text gives nothing but an acronym and a number: 'COP 29' is of a process of its own."""
    return re.fullmatch(r"[A-Z]{2,6}[- ]?\d{1,2}", analysis.entities[event].name) is not None


def _marked(analysis: Analysis, event: str, cluster: EventCluster, main: str, words: frozenset[str]) -> None:
    """'The previous meeting' comes before the one that the article is about, 'the next' after it; 'the next ministerial
    meeting' comes after another of ministers, and not after any."""
    span = cluster.mentions[0].span
    if cluster.markers & _BEFORE and not backwards(analysis, main, event):
        analysis.claim("follows", main, event, "series:previous", span, confidence=0.82)
    elif cluster.markers & _AFTER and levels(cluster.content) <= levels(words):
        analysis.claim("follows", event, main, "series:next", span, confidence=0.8)


def _is_counted(event: str, main: EventCluster, clusters: list[tuple[str, EventCluster]]) -> bool:
    """Whether a number tells that an event comes before or after the main one, which bears none: neither is held at a
    level of its own, and the text does not tell of the one right before or after the number."""
    cluster = dict(clusters)[event]
    if main.ordinals or not cluster.ordinals or not levels(cluster.content) <= levels(main.content):
        return False
    neighbours = {number + step for number in cluster.ordinals for step in (-1, 1)}
    return not any(c.ordinals & neighbours and c.families & cluster.families for e, c in clusters if e != event)


def _counted(analysis: Analysis, event: str, cluster: EventCluster, main: str) -> None:
    """'A second course will be held in May', 'the first such course, in 2012', 'another meeting': before or after an
    event that bears no number itself, as the dates tell; what is still to come, after it."""
    told = {(c.subject, c.relation): c.object for c in reversed(analysis.claims)}
    own, mains = (told.get((e, "startDate"), told.get((e, "endDate"), "")) for e in (event, main))
    exact = min(len(own), len(mains)) if own[:2] != "--" and mains[:2] != "--" else 0
    later = own[:exact] > mains[:exact]
    if not exact or own[:exact] == mains[:exact]:
        if told.get((event, "eventStatus")) != "planned" or told.get((main, "eventStatus")) == "planned":
            return
        later = True
    ends = (event, main) if later else (main, event)
    span = cluster.mentions[0].span
    analysis.claim("follows", *ends, "series:counted", span, status="implied", confidence=0.78)


def _numbered(analysis: Analysis, clusters: list[tuple[str, EventCluster]]) -> None:
    """The Nth follows the member of its series with the next lower number that the text names."""
    groups: dict[str, list[tuple[int, str, Span]]] = defaultdict(list)
    for event, cluster in clusters:
        if len(cluster.ordinals) == 1:
            series = _series_key(analysis, event, cluster)
            groups[series].append((next(iter(cluster.ordinals)), event, cluster.mentions[0].span))
    for members in groups.values():
        ranked = sorted(members)
        for (low, earlier, first), (high, later, span) in pairwise(ranked):
            if high == low + 1 and not backwards(analysis, later, earlier):
                evidence = (first, span)
                analysis.claim(
                    "follows", later, earlier, "series:ordinals", *evidence, status="implied", confidence=0.8
                )
    _numbered_plainly(analysis, [(event, c) for event, c in clusters if len(c.ordinals) == 1])


def _numbered_plainly(analysis: Analysis, numbered: list[tuple[str, EventCluster]]) -> None:
    """'The fifth conference' follows 'the Fourth Ministerial Conference on Data', where no other has the number."""
    told = {end for c in analysis.claims if c.relation == "follows" for end in (c.subject, c.object)}
    for later, cluster in ((event, c) for event, c in numbered if event not in told):
        before = [(e, c) for e, c in numbered if max(c.ordinals) == max(cluster.ordinals) - 1]
        (earlier, first), *others = before or [(later, cluster)]
        plain = cluster.content < first.content and cluster.last.type == first.last.type
        if before and not others and plain:
            spans = (first.mentions[0].span, cluster.mentions[0].span)
            analysis.claim("follows", later, earlier, "series:ordinals", *spans, status="implied", confidence=0.8)


def _series_key(analysis: Analysis, event: str, cluster: EventCluster) -> str:
    """The process that the events belong to, and their type; of police operations the name that they share."""
    if cluster.last.family == "operation":
        return analysis.entities[event].name.rpartition(" ")[0]
    process = next((c.object for c in analysis.claims if c.relation == "partOf" and c.subject == event), "")
    numbered = next(m for m in cluster.mentions if m.ordinal is not None)
    level = "".join(sorted(levels(cluster.content)))
    return f"{process} {numbered.type} {level}"


def coordinate(analysis: Analysis) -> None:
    """'The Fifth Meeting and the Sixth Consultation of the Process': what is said of the pair holds of both."""
    for one, other in pairwise(analysis.events):
        between = analysis.text[one.end : other.start]
        if one.entity != other.entity and re.fullmatch(r"\s+and\s+(?:the\s+)?", between):
            _share(analysis, one.entity, other)


def _share(analysis: Analysis, first: str, second: Mention) -> None:
    sentence = analysis.sentence_at(second.start)
    known = {c.relation for c in analysis.claims if c.subject == first}
    for claim in [c for c in analysis.claims if c.subject == second.entity and c.relation in _SHARED - known]:
        inside = sentence and all(sentence.start <= e.start and e.end <= sentence.end for e in claim.evidence)
        if inside or claim.relation == "partOf":
            analysis.claims.append(replace(claim, subject=first, rule=f"pair:{claim.rule}", confidence=0.8))


def name_events(analysis: Analysis) -> None:
    """Names events that the text calls 'workshop' only by what it says of them: 'workshop in Nairobi, May 2008'."""
    for entity in [e for e in analysis.entities if e.type == "Event" and len(normalise(e.name).split()) < 3]:
        told = {c.relation: c.object for c in reversed(analysis.claims) if c.subject == entity.id}
        if "ordinal" in told:
            analysis.entities.update(entity.id, name=_counted_name(analysis, entity, told["ordinal"]))
            continue
        name = _described(analysis, entity.name, told)
        if name != entity.name:
            analysis.entities.update(entity.id, name=name)


def _counted_name(analysis: Analysis, entity: Entity, number: str) -> str:
    """The name of an event of which only its number is told, after that of the one before or behind it in its series:
    'fifth Ministerial Conference on Jobs'."""
    tied = [(c.subject, c.object) for c in analysis.claims if c.relation == "follows"]
    ends = (analysis.entities[a if b == entity.id else b].name for a, b in tied if entity.id in (a, b))
    named = next((name for name in ends if ordinal(name.split()[0]) is not None), "")
    if not named or " " in entity.name:
        return entity.name
    rest = re.sub(r"and (?:last|final) ", "", named.split(maxsplit=1)[-1])
    return f"{ordinal_word(int(number))} {rest}"


def _described(analysis: Analysis, name: str, told: dict[str, str]) -> str:
    names = {key: analysis.entities[told[key]].name for key in ("partOf", "place", "participant") if key in told}
    if told.get("eventType") == "Visit":
        name = name.removesuffix(" to")
        name += f" of {names['participant']}" if "participant" in names else ""
        return name + (f" to {names['place']}" if "place" in names else "")
    if "partOf" in names and normalise(names["partOf"]) not in normalise(name):
        name += f" of {names['partOf']}"
    if "place" in names and normalise(names["place"]) not in normalise(name):
        name += f" in {names['place']}"
    days = [told[end] for end in ("startDate", "endDate") if end in told]
    words = told.get("dateText", "")
    if not days or not words or words in name:
        return name
    return f"{name}, {words if _TELLING.search(words) else ' to '.join(map(_written, days))}"


_TELLING = re.compile(r"\d.*(?:[A-Z][a-z]{2}|\d{4}|/)|[A-Z][a-z]{2}.*\d|^\d{4}$")
"""Words of a date that tell the day or year by themselves, as 'Tuesday' and 'the 14th' do not."""


def _written(date: str) -> str:
    """A partial date in words, for a label in which 'Tuesday' or 'the day before' would tell nobody the day."""
    at = point(date)
    month = month_name[at.month] if at.month else None
    return " ".join(str(part) for part in (at.day, month, at.year) if part)
