"""Coreference of events: which mentions mean one event.

A definite phrase with nothing of its own ('the meeting', 'the two-day workshop') goes to the event in focus that its
noun fits; a phrase with content goes to the event that shares it; ordinals and words such as 'upcoming' keep events
apart; the headline's event is the one of the lead. Where two fit, the nearer stands in focus; where none, a new event.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from kg.extract.event_facts.days import days_apart, year
from kg.extract.event_facts.parties import goes_elsewhere, others_met, persons, same_party
from kg.extract.event_facts.settings import elsewhere
from kg.extract.events.apart import in_own_right, is_another
from kg.extract.events.ellipsis import with_noun
from kg.extract.events.foreign import foreign_nouns
from kg.extract.events.kinds import kinds_differ, levels, same_level
from kg.extract.events.mention import FIRST_ROUND, EventMention
from kg.extract.events.names import names_at_last, other_name, other_noun
from kg.extract.events.rivals import ASIDES, counts_others, is_larger, of_others, only_opens

_APART = {"previous", "earlier", "last", "past", "next", "upcoming", "forthcoming", "follow-up", "preparatory",
          "subsequent", "future", "planned", "coming", "similar", "return"}  # fmt: skip
_PARTS = {"opening session", "closing session", "opening", "official opening", "inauguration"}
"""Parts that stand for the event they open or close."""
_ANY = {"meeting", "training", "event", "session"}
"""What people who 'met' may have met for."""
_FAMILIES = {
    ("meeting", "training"): {"workshop", "seminar"},
    ("ceremony", "launch"): {"ceremony"},
    ("ceremony", "opening"): {"ceremony"},
    ("ceremony", "signing"): {"ceremony"},
    ("campaign", "launch"): {"launch", "launching"},
    ("meeting", "visit"): {"call"},
}


@dataclass(slots=True, eq=False)
class EventCluster:
    """The mentions of one event, in text order. While mentions are compared with it, those in the midst of very many
    are `aside`."""

    mentions: list[EventMention] = field(default_factory=list)
    aside: list[EventMention] = field(default_factory=list)

    def take(self, mention: EventMention) -> None:
        """Adds a mention, behind the others."""
        self.mentions.append(mention)
        if len(self.mentions) > _COMPARED:
            self.aside.append(self.mentions.pop(_COMPARED // 2))

    def take_back(self) -> None:
        """Has all mentions again."""
        self.mentions[_COMPARED // 2 : _COMPARED // 2] = self.aside
        self.aside = []

    @property
    def content(self) -> frozenset[str]:
        return frozenset().union(*(m.content for m in self.mentions))

    @property
    def ordinals(self) -> set[int]:
        return {m.ordinal for m in self.mentions if m.ordinal is not None}

    @property
    def families(self) -> set[str]:
        return {m.family for m in self.mentions}

    @property
    def markers(self) -> set[str]:
        return {marker for m in self.mentions for marker in m.markers} & _APART

    @property
    def lengths(self) -> set[int]:
        return {m.days for m in self.mentions if m.days is not None}

    @property
    def sites(self) -> set[str]:
        return {m.site for m in self.mentions if m.site}

    @property
    def told_places(self) -> set[str]:
        return self.sites | {place for m in self.mentions for place in m.setting.places}

    @property
    def years(self) -> set[str]:
        return {told for m in self.mentions if (told := year(m.when))}

    @property
    def titled(self) -> bool:
        return any(m.sentence.kind == "title" for m in self.mentions)

    @property
    def passing(self) -> bool:
        return all(m.passing for m in self.mentions)

    @property
    def apart(self) -> bool:
        return all(m.apart and m.type == "Meeting" for m in self.mentions)

    @property
    def last(self) -> EventMention:
        return self.mentions[-1]


_COMPARED = 100
"""So many mentions of an event, the first and the last, are compared with another one: no release that people wrote has
more, and what repeats itself takes time by its length, not by its square."""
_EVENTS = 100
"""So many events, the first and those told of last, may be meant by a mention, for the same reason."""
_FIRST = 20
_RECENT = 3  # sentences behind an event, within which 'the meeting' means it and not the first one of the text
_LEAD = 4
"""Sentences from the first that speaks of an event, within which another is among the first to do so."""
_WIDE = frozenset({"conference", "summit", "symposium", "congress", "forum", "roundtable", "fair", "assembly"})
"""What two people who 'met' were not alone at."""


def _kin(mention: EventMention, cluster: EventCluster) -> bool:
    """Whether the mention's noun can stand for the cluster's event."""
    met = cluster.apart or all(len(persons(m)) > 1 for m in cluster.mentions)
    if mention.head.split()[-1] in _WIDE and met:
        return False
    if (
        mention.family in cluster.families
        or mention.head in {"event", "proceedings", "edition", "gathering"}
        or "event" in cluster.families
    ):
        return mention.family != "session" or "session" in cluster.families
    if mention.family == "session" and _refers_back(mention) and "meeting" in cluster.families:
        return True
    pairs = (tuple(sorted((mention.family, other))) for other in cluster.families)
    heads = {mention.head.split()[-1], *(m.head.split()[-1] for m in cluster.mentions)}
    return any(pair in _FAMILIES and heads & _FAMILIES[pair] for pair in pairs)


def _conflict(mention: EventMention, cluster: EventCluster) -> bool:
    if mention.ordinal is not None and cluster.ordinals and mention.ordinal not in cluster.ordinals:
        return True
    if kinds_differ(mention.head, {m.head for m in cluster.mentions}) or not same_level(
        levels(mention.content), levels(cluster.content)
    ):
        return True
    apart = set(mention.markers) & _APART
    return bool(apart ^ cluster.markers) and bool(apart or mention.content)


_SURE = 0.5  # the share of telling words by which a mention means an event
_SORTS = frozenset({"regional", "national", "international", "preparatory", "annual", "high-level", "joint"})
"""What events of many names have in common, and tells none of them."""


def _overlap(mention: EventMention, cluster: EventCluster) -> float:
    """The share of the smaller set of telling words that both hold; none where all they share is whose event it is, or
    of what sort, and each says more: 'the experts' meeting of the Process', 'the Process' ministerial conference'."""
    mine, theirs = mention.content, cluster.content
    shared = mine & theirs
    if not shared:
        return 0.0
    whose = all(word.startswith("@") for word in shared)
    if whose and any(w[0] != "@" for w in mine - shared) and any(w[0] != "@" for w in theirs - shared):
        return 0.0
    if shared <= _SORTS and mine - shared and theirs - shared:
        return 0.0
    return len(shared) / min(len(mine), len(theirs))


def _refers_back(mention: EventMention) -> bool:
    return mention.determiner == "definite" and not mention.content and mention.ordinal is None and not mention.named


def _still_to_come(mention: EventMention, clusters: Sequence[EventCluster]) -> bool:
    """Whether a phrase means an event that the text has not told yet: 'the annual conference, which X will host' after
    words about a meeting; 'the event' means any that is to come."""
    noun = mention.head.split()[-1]
    taken_up = noun == "event" and not mention.content and any(_may_come(c) for c in clusters)
    return mention.ahead and not taken_up and all(m.head.split()[-1] != noun for c in clusters for m in c.mentions)


def _other_length(mention: EventMention, cluster: EventCluster) -> bool:
    """Whether the event lasts longer or shorter than the mention says. What the headline calls a gathering of two days
    may be more than the one-day conference of which the text tells."""
    noun = mention.head.split()[-1]
    told = [m for m in cluster.mentions if m.sentence.kind != "title" or m.head.split()[-1] == noun]
    lengths = {m.days for m in told if m.days is not None}
    return mention.days is not None and bool(lengths) and mention.days not in lengths


def _one_of_many(mention: EventMention, cluster: EventCluster) -> bool:
    """Whether an event is one of a list of rounds, or one before or after that of which the text tells, under another
    noun: 'the training' is none of 'the first two exercises, in A and B'."""
    noun = mention.head.split()[-1]
    listed = all(m.round_of >= 0 for m in cluster.mentions)
    beside = bool(cluster.markers) and all(m.head.split()[-1] != noun for m in cluster.mentions)
    return listed or (beside and not mention.markers)


def _by_focus(mention: EventMention, clusters: Iterable[EventCluster]) -> EventCluster | None:
    fitting = [
        c
        for c in clusters
        if not (c.passing or _one_of_many(mention, c))
        and _kin(mention, c)
        and not (set(mention.markers) & _APART) - c.markers
        and not _other_length(mention, c)
    ]
    same_noun = [c for c in fitting if any(m.head.split()[-1] == mention.head.split()[-1] for m in c.mentions)]
    close = [c for c in fitting if mention.family in c.families]
    pool = in_own_right(same_noun or close or fitting)
    body = [c for c in pool if c.last.sentence.kind != "title"] or pool
    here = [c for c in body if c.last.sentence.paragraph == mention.sentence.paragraph]
    titled = [c for c in body if c.titled]
    near = [c for c in body if mention.sentence.index - c.last.sentence.index < _RECENT]
    first = min((c.mentions[0].sentence.index for c in pool), default=0)
    early = [c for c in body if c.mentions[0].sentence.index - first < 2]
    opening = [c for c in early if not all(m.verbal for m in c.mentions)]
    return max(here or titled or near or opening or body, key=lambda c: c.last.start, default=None)


def _by_content(mention: EventMention, clusters: Iterable[EventCluster]) -> EventCluster | None:
    if mention.determiner == "indefinite":
        return None
    fitting = [(c, _overlap(mention, c)) for c in clusters if _kin(mention, c) and not _conflict(mention, c)]
    fitting = [
        pair
        for pair in fitting
        if not (other_name(mention, pair[0].mentions) and other_noun(mention, pair[0].mentions))
    ]
    sure = [
        pair for pair in fitting if _is_sure(mention, *pair) or (mention.ordinal in pair[0].ordinals and pair[1] > 0)
    ]
    return max(sure, key=lambda pair: (pair[1], pair[0].last.start))[0] if sure else None


def _is_sure(mention: EventMention, cluster: EventCluster, overlap: float) -> bool:
    """Whether so many words in common are enough: of events of two families more than half."""
    return overlap > _SURE or (overlap == _SURE and mention.family in cluster.families)


def _beside(mention: EventMention, cluster: EventCluster) -> bool:
    """Whether the sentence names the event already and the mention is a new one: 'The Forum comes after a meeting'."""
    last = cluster.last
    return mention.determiner == "indefinite" and last.sentence == mention.sentence and not last.verbal


def _repeats(mention: EventMention, cluster: EventCluster) -> bool:
    """Whether a mention adds nothing to the headline: 'the regional workshop' under a picture."""
    titled: frozenset[str] = frozenset().union(*(m.content for m in cluster.mentions if m.sentence.kind == "title"))
    return mention.determiner == "definite" and mention.ordinal is None and mention.content <= titled


def _by_title(mention: EventMention, clusters: list[EventCluster], lead: bool) -> EventCluster | None:
    """The headline's event, for the first mentions of the body."""
    here = mention.sentence.index
    titled = [
        c
        for c in clusters
        if c.titled
        and all(m.sentence.kind == "title" or m.sentence.index == here or _repeats(m, c) for m in c.mentions)
    ]
    new = mention.determiner == "indefinite" and mention.sentence.kind != "title"
    fitting = [c for c in titled if _kin(mention, c) and not _conflict(mention, c) and not _beside(mention, c)]
    fitting = [c for c in fitting if not (new and _is_told(mention, c))]
    fitting = [c for c in fitting if len(fitting) < 2 or not other_noun(mention, c.mentions)]
    return fitting[0] if lead and len(fitting) == 1 else None


def _called(mention: EventMention, cluster: EventCluster) -> bool:
    """'The event was called Workshop on …': whether the phrase is the name that the event before is given."""
    gap = mention.start - cluster.last.end
    return cluster.last.sentence == mention.sentence and 0 < gap <= 90 and mention.named


def _adds(mention: EventMention) -> bool:
    """Whether a phrase may describe what stands before it: 'the conference|, a meeting of |', no second event."""
    return mention.determiner == "indefinite" and mention.apposed


def _apposition(mention: EventMention, clusters: list[EventCluster]) -> EventCluster | None:
    """'The 4th Conference, a three-day meeting', 'the IV Conferencia (4th Conference)': the phrase right after the mark
    says again what stands before it."""
    for cluster in clusters:
        if _called(mention, cluster):
            return cluster
        gap = mention.start - cluster.last.end
        near = _APPOSED_EVENT if mention.head == "event" and not mention.content else _APPOSED
        beside = 0 < gap <= near and cluster.last.sentence == mention.sentence and not cluster.last.fronted
        if beside and (_adds(mention) or _translates(mention, cluster.last)):
            return cluster
    return None


_APPOSED, _APPOSED_EVENT = 6, 40  # characters at most before what is said again: 'the meeting tomorrow, an |event|'


def _translates(mention: EventMention, before: EventMention) -> bool:
    """Whether one of two names that stand side by side is in another language."""
    foreign = [one.head in foreign_nouns() for one in (before, mention)]
    return before.type == mention.type and any(foreign) and not all(foreign)


_DONE = frozenset({"visit", "signing", "launch"})
_WITH_CEREMONY = frozenset({"ceremony", "launch", "opening", "signing", "campaign"})
"""What a ceremony may be held for: a verb that tells of it tells of the ceremony."""
_LAUNCHED = {"campaign": {"launch"}}
"""What a verb of the first family may tell of again: 'Launch of a campaign … X launched the campaign'."""


def _may_come(cluster: EventCluster) -> bool:
    """Whether an event may be still to come: nothing but a headline, or words of what will be, tell of it so far."""
    return any(m.ahead or m.planned for m in cluster.mentions) or all(
        m.sentence.kind == "title" for m in cluster.mentions
    )


def _is_told(mention: EventMention, cluster: EventCluster) -> bool:
    """Whether the event has been told of already as one that was held, and the mention's is still to come."""
    return mention.ahead and not _may_come(cluster)


def _another_day(mention: EventMention, cluster: EventCluster) -> bool:
    """Whether the text states for the event nothing but days on which the mention's was not."""
    told = [m.when for m in cluster.mentions if m.when[0]]
    return bool(told) and all(days_apart(mention.when, when) for when in told)


def _find(mention: EventMention, clusters: list[EventCluster], lead: bool, opens: bool) -> EventCluster | None:
    """The event that a mention means. `lead`: it is among the first to speak of events; `opens`: at the very start."""
    if FIRST_ROUND in mention.markers:
        return next((c for c in clusters if any(m.start == mention.round_of for m in c.mentions)), None)
    clusters = _possible(mention, clusters)
    if mention.ordinal is not None and mention.elliptic:
        kin = [c for c in clusters if mention.ordinal in c.ordinals and mention.family in c.families]
        return kin[0] if len(kin) == 1 else None
    if mention.markers and mention.verbal:
        return next((c for c in clusters if mention.sites and mention.site in c.told_places), None)
    if (said_again := _apposition(mention, clusters)) is not None:
        return said_again
    if (held := _its_ceremony(mention, clusters)) is not None:
        return held
    if mention.head in _PARTS and not (mention.inner or mention.content or mention.verbal):
        opened = [c for c in clusters if "launch" in c.families]
        whole = [c for c in clusters if c.families & {"meeting", "training", "event"}]
        whole = (opened or whole) if mention.head == "inauguration" else (whole or opened)
        return max(whole, key=lambda c: c.last.start, default=None)
    if not opens and mention.head == "courtesy call":
        return None
    if mention.apart:
        return next((c for c in clusters if mention.family in c.families and same_party(mention, c)), None)
    if mention.verbal:
        return _by_verb(mention, clusters)
    if _refers_back(mention):
        return None if _still_to_come(mention, clusters) else _by_focus(mention, clusters)
    return (
        _by_city(mention, clusters)
        or _by_content(mention, clusters)
        or _by_title(mention, clusters, lead)
        or _by_number(mention, clusters)
        or _by_lead(mention, clusters)
        or _by_noun(mention, clusters)
    )


def _possible(mention: EventMention, clusters: list[EventCluster]) -> list[EventCluster]:
    """Those that no place, day, journey or neighbour of the mention sets apart from its event."""
    if mention.site:
        clusters = [c for c in clusters if not c.sites or mention.site in c.sites]
    if told := year(mention.when):
        clusters = [c for c in clusters if not c.years or told in c.years]
    if not _refers_back(mention):
        clusters = [c for c in clusters if not _another_day(mention, c) and (mention.apart or not c.apart)]
    clusters = [c for c in clusters if not goes_elsewhere(mention, c)]
    clusters = [c for c in clusters if all(m.start != mention.beside for m in c.mentions)]
    clusters = [c for c in clusters if not is_another(mention, c.mentions, c.told_places)]
    if (rival := mention.rival) is not None:
        clusters = [c for c in clusters if _overlap(rival, c) < _SURE]
    return clusters


def _by_verb(mention: EventMention, clusters: Iterable[EventCluster]) -> EventCluster | None:
    """The first event of the kind that a verb may tell again."""
    held = {"ceremony"} if mention.family in _WITH_CEREMONY else set()
    fitting = _ANY if mention.loose else {mention.family} | held | _LAUNCHED.get(mention.family, set())
    same = [
        c
        for c in clusters
        if c.families & fitting
        and (mention.ordinal is None or not c.ordinals or mention.ordinal in c.ordinals)
        and not others_met(mention, c)
        and not only_opens(mention, c.mentions)
        and not elsewhere(mention, c.mentions)
        and (not mention.ahead or _may_come(c))
    ]
    same_day = mention.family == "signing" and mention.when[0] != ""
    alike = [c for c in same if c.content & mention.content or not mention.content or (same_day and not c.content)]
    return next((c for c in same if c in alike or c.titled), None)


def _its_ceremony(mention: EventMention, clusters: Iterable[EventCluster]) -> EventCluster | None:
    """What was done at a ceremony or event, of which so far a verb alone has told: 'The boats were handed over at a
    ceremony', 'They launched a guide at an event', 'They graduated today. At a graduation ceremony …'."""
    if mention.verbal or not mention.head.endswith(("ceremony", "event")) or mention.determiner == "definite":
        return None
    near = 3 if mention.head.endswith("ceremony") else 1
    done = [
        c
        for c in clusters
        if all(m.verbal for m in c.mentions)
        and mention.sentence.index - c.last.sentence.index < near
        and c.families & {"launch", "opening", "signing", "ceremony"}
    ]
    return done[-1] if done and _kin(mention, done[-1]) else None


def _by_city(mention: EventMention, clusters: Iterable[EventCluster]) -> EventCluster | None:
    """'The Rome meeting': the only one of its kind that was told to be there, for a phrase that says no more."""
    cities = {f"@{item.entity}" for item in mention.inner if item.type == "Place"}
    if mention.determiner != "definite" or len(cities) != 1 or mention.content != cities or mention.ordinal is not None:
        return None
    there = [
        c for c in clusters if _kin(mention, c) and not mention.markers and cities & {f"@{p}" for p in c.told_places}
    ]
    return there[0] if len(there) == 1 else None


def _by_number(mention: EventMention, clusters: list[EventCluster]) -> EventCluster | None:
    """The only event of the number, for a phrase that says no more: 'its Seventh Annual Meeting'; of a high number, the
    only one that has the noun, whatever each says: 'the Sixth Meeting of Chairs … the Sixth Global Meeting'."""
    if mention.ordinal is None or (mention.content and mention.ordinal < _HIGH):
        return None
    same = [c for c in clusters if mention.ordinal in c.ordinals and _kin(mention, c) and not _conflict(mention, c)]
    if mention.content:
        same = [c for c in same if not other_noun(mention, c.mentions) and not of_others(mention, c)]
    return same[0] if len(same) == 1 else None


_HIGH = 4  # from here on two series of one text hardly reach the number both


def _by_lead(mention: EventMention, clusters: list[EventCluster]) -> EventCluster | None:
    """The only event so far, where the lead paragraph goes on about it in other words ('the Sixth Consultation')."""
    if len(clusters) != 1 or mention.determiner not in {"definite", "possessive"}:
        return None
    first = clusters[0]
    if all(m.head in ASIDES for m in first.mentions) or is_larger(mention, first):
        return None
    near = mention.sentence.index - first.last.sentence.index == 1 or mention.sentence.kind == "title"
    if of_others(mention, first) or _another_day(mention, first) or _is_told(mention, first):
        return None
    other = other_name(mention, first.mentions) or counts_others(mention, first) or _conflict(mention, first)
    return first if (near or names_at_last(mention, first.mentions)) and _kin(mention, first) and not other else None


def _by_noun(mention: EventMention, clusters: list[EventCluster]) -> EventCluster | None:
    """The one event of the same kind that was told without a word of its own: 'a course … The foundation training
    course'."""
    numbered = mention.ordinal is not None and mention.family != "operation"
    if mention.determiner != "definite" or numbered or mention.named:
        return None
    same = [c for c in clusters if mention.family in c.families and _kin(mention, c)]
    if len(same) == 1 and _says_again(mention, same[0]):
        return same[0]
    plain = len(same) == 1 and not same[0].content and not same[0].ordinals and not same[0].titled
    return same[0] if plain and not _conflict(mention, same[0]) and not _is_told(mention, same[0]) else None


def _says_again(mention: EventMention, cluster: EventCluster) -> bool:
    """Whether a phrase names a visit, signing or launch that only a verb has told of: 'toured the camp … the MEPs'
    visit', 'the study visit'."""
    verbal = mention.family in _DONE and all(m.verbal and not m.elliptic for m in cluster.mentions)
    named = any(word.startswith("@") for word in mention.content)
    return verbal and not named and not mention.markers and not _is_told(mention, cluster)


def cluster_events(mentions: Iterable[EventMention]) -> list[EventCluster]:
    """Groups the mentions (in text order, headlines first) into events."""
    clusters: list[EventCluster] = []
    recent: dict[EventCluster, int] = {}
    opening: list[int] = []
    for mention in mentions:
        if mention.sentence.kind != "title" and mention.sentence.index not in opening[:2]:
            opening.append(mention.sentence.index)
        known = _to_compare(clusters, recent)
        mention = with_noun(mention, known)
        if not mention.type:
            continue
        lead = mention.sentence.kind == "title" or (
            mention.sentence.index in opening[:2] and mention.sentence.index - opening[0] < _LEAD
        )
        opens = mention.sentence.kind == "title" or mention.sentence.index - opening[0] < 2
        found = _find(mention, known, lead, opens)
        if found is None and mention.weak:
            continue
        if found is None:
            found = EventCluster()
            clusters.append(found)
        found.take(mention)
        recent[found] = recent.pop(found, len(clusters))
    for cluster in clusters:
        cluster.take_back()
    return _ahead(clusters)


def _to_compare(clusters: list[EventCluster], recent: dict[EventCluster, int]) -> list[EventCluster]:
    """The events that a mention may mean, in the order in which the text tells of them first. `recent`: their numbers,
    those told of last behind."""
    if len(clusters) <= _EVENTS:
        return clusters
    numbers = {number for number in islice(reversed(recent.values()), _EVENTS - _FIRST) if number > _FIRST}
    return clusters[:_FIRST] + [clusters[number - 1] for number in sorted(numbers)]


def _ahead(clusters: list[EventCluster]) -> list[EventCluster]:
    """'The meeting' of a caption above the text that names it: an event of which nothing is said but its noun goes to
    the first one after it that has the noun and says more."""
    for cluster in list(clusters):
        if any(m.verbal or not _refers_back(m) or m.markers or m.days or m.when[0] for m in cluster.mentions):
            continue
        noun, start = cluster.last.head.split()[-1], cluster.mentions[0].start
        later = (
            c
            for c in clusters
            if c is not cluster
            and c.mentions[0].start > start
            and not (c.markers or _is_told(c.mentions[0], cluster))
            and any(m.head.split()[-1] == noun for m in c.mentions)
        )
        first = next(later, None)
        if first and (first.content or first.ordinals):
            first.mentions[:0] = cluster.mentions
            clusters.remove(cluster)
    return clusters
