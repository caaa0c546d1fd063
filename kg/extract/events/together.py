"""Several events told of at once: 'all three were organised by X', 'both workshops are part of the project P', 'two
trainings were held by X: the first in A, the second in B'. What is told of them together holds of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from kg.extract.analysis import Analysis
from kg.extract.events.clusters import EventCluster
from kg.extract.events.mentions import heads
from kg.extract.text.ordinals import cardinal
from kg.extract.text.sentences import Sentence
from kg.records import Mention

_SOME = "two|three|four|five|six|seven|eight|nine|ten"
_NUMBER = rf"(?P<number>{_SOME})"
_DONE = (
    r"(?:organi[sz]ed|co-organi[sz]ed|held|hosted|co-hosted|funded|financed|supported|convened|attended|paid|conducted|"
    r"facilitated|part|run|delivered|opened|chaired|moderated|led|arranged|staged|made possible)"
)
_NEEDS = frozenset({"", "determiner", "article", "course", "of"})
_WIDE = frozenset({"event", "gathering", "meeting", "session", "round", "activity"})
"""Nouns that stand for events of any kind."""
_APART = frozenset({"previous", "earlier", "last", "past", "upcoming", "forthcoming", "future"})
_TOLD = frozenset(
    {"partOf", "host", "organizer", "supporter", "funder", "partner", "participant", "chair", "discussed", "references"}
)
"""What can be told of several events at once."""
_PLACE = "place"


@lru_cache(maxsize=1)
def _together() -> re.Pattern[str]:
    """The phrases that mean several events; without a noun only where a verb says what was done with them."""
    nouns = "|".join(re.escape(head) for head, row in heads()[1].items() if row["needs"] in _NEEDS)
    start = (
        rf"(?:all(?: (?:of )?the(?:se)?)?(?: {_NUMBER})?|both(?: (?:of )?the(?:se)?)?|"
        r"(?:each|every one) of (?:the(?:se)?|those)|"
        rf"th(?:e|ese)(?: {_NUMBER.replace('number', 'count')})?)"
    )
    noun = rf" (?:(?!of |in |on |for |to |and )[\w-]+ ){{0,2}}?(?P<head>{nouns}|rounds?)(?:s|es)\b"
    bare = rf"(?= (?:were|was|are|will be|have been|had been)(?: \w+ly| also| jointly)? {_DONE}\b)"
    alone = rf"(?:all (?P<three>{_SOME})|both|(?<=and )all|^all|each of them|all of them)"
    return re.compile(rf"(?<![\w-])(?:{start}{noun}|{alone}{bare})", re.I)


_PART_OF = re.compile(
    r"\b(?:one|first|second|third|last|none|some|most|many|part|any|end|start|eve|cycle|series) of $", re.I
)


def events_together(analysis: Analysis, clusters: Sequence[tuple[str, EventCluster]]) -> dict[str, tuple[str, ...]]:
    """The entities that stand for several events, each with those events; enters an entity for each such phrase."""
    found = _in_the_plural(analysis, clusters)
    single = [(event, cluster) for event, cluster in clusters if event not in found]
    for sentence in (s for s in analysis.sentences if s.kind == "body"):
        for match in _together().finditer(analysis.text, sentence.start, sentence.end):
            if _PART_OF.search(analysis.text, sentence.start, match.start()):
                continue
            meant = _meant(match, sentence, single)
            if len(meant) > 1 and (entity := _entered(analysis, match, found)):
                found[entity] = meant
    return found


_ONE_IN_PLURAL = re.compile(r"(?:consultation|talk)s$", re.I)
"""Nouns in the plural that as a rule mean one event."""


def _entered(analysis: Analysis, match: re.Match[str], known: Iterable[str]) -> str | None:
    """The entity of a phrase, new where it has none or stood for the last of the events; None where it means one."""
    over = analysis.events.overlapping(*match.span())
    if over and {m.entity for m in over} <= set(known):
        return over[0].entity
    if any(m.start < match.start() or m.end > match.end() for m in over) or (over and _ONE_IN_PLURAL.search(match[0])):
        return None
    for mention in over:
        analysis.events.remove(mention)
    entity = analysis.entities.add("Event", match.group(), parent=f"events {match.start()}")
    analysis.events.add(Mention(match.start(), match.end(), entity, "Event", "name"))
    return entity


def _number(match: re.Match[str]) -> int | None:
    groups = match.groupdict()
    word = groups.get("number") or groups.get("count") or groups.get("three")
    if word is None and match.group().casefold().startswith("both"):
        return 2
    return cardinal(word) if word else None


def _meant(match: re.Match[str], sentence: Sentence, clusters: Sequence[tuple[str, EventCluster]]) -> tuple[str, ...]:
    """The events that the phrase means: those told before, else after, if as many as it says; without a number all of
    the paragraph."""
    fitting = [(e, c) for e, c in clusters if _named(match, c)]
    kin = [(e, c) for e, c in fitting if not _aside(c)]
    number = _number(match)
    before = [(e, c) for e, c in kin if c.mentions[0].start < match.start()]
    here = [(e, c) for e, c in before if c.mentions[0].sentence.paragraph == sentence.paragraph]
    behind = [(e, c) for e, c in kin if c.mentions[0].start > match.start()]
    for some in (before, here, kin, behind, fitting):
        if len(some) == number or (number is None and some is here):
            return tuple(event for event, _ in some)
    return ()


def _aside(cluster: EventCluster) -> bool:
    markers = {marker for m in cluster.mentions for marker in m.markers}
    return bool(markers & _APART) or all(m.sentence.kind == "title" for m in cluster.mentions)


def _named(match: re.Match[str], cluster: EventCluster) -> bool:
    """Whether the noun of the phrase can stand for the event."""
    head = (match["head"] or "").casefold().removesuffix("s").split()
    if not head or head[-1] in _WIDE:
        return not cluster.families & {"visit", "signing", "launch", "ceremony"}
    row = heads()[1].get(" ".join(head)) or heads()[1].get(head[-1])
    return row is not None and (row["family"] in cluster.families or head[-1] in {m.head for m in cluster.mentions})


def _noun(cluster: EventCluster) -> str:
    return cluster.mentions[0].head.split()[-1].removesuffix("s")


_COUNTED = re.compile(rf"{_NUMBER} .*s$|(?:series|set|cycle|string|number) of ", re.I)


def _in_the_plural(analysis: Analysis, clusters: Sequence[tuple[str, EventCluster]]) -> dict[str, tuple[str, ...]]:
    """'Two trainings', where as many events of the kind are told of apart behind it."""
    found: dict[str, tuple[str, ...]] = {}
    for at, (event, cluster) in enumerate(clusters):
        words = [_COUNTED.match(analysis.text, m.start, m.end) for m in cluster.mentions if not m.verbal]
        if not words or not words[0] or any(m.round_of >= 0 or m.ordinal for m in cluster.mentions):
            continue
        number = cardinal(words[0]["number"]) if words[0]["number"] else None
        later = [(e, c) for e, c in clusters[at + 1 :] if c.families & cluster.families and not _aside(c)]
        elliptic = tuple(e for e, c in later if c.mentions[0].elliptic)
        same = tuple(e for e, c in later if _noun(c) == _noun(cluster))
        for some in (elliptic, same):
            if len(some) > 1 and (len(some) == number or (number is None and some is elliptic)):
                found[event] = some
    return found


def share_together(analysis: Analysis, together: dict[str, tuple[str, ...]]) -> None:
    """Gives each of the events what is told of them together, and takes out the entities that stood for all."""
    placed = {c.subject for c in analysis.claims if c.relation == _PLACE}
    for whole, events in together.items():
        lines = [s for m in analysis.events if m.entity == whole if (s := analysis.sentence_at(m.start))]
        for claim in [c for c in analysis.claims if c.subject == whole]:
            told = any(line.start <= e.start < line.end for line in lines for e in claim.evidence)
            for event in events if told else ():
                if claim.relation in _TOLD or (claim.relation == _PLACE and event not in placed):
                    shared = replace(claim, subject=event, rule=f"together:{claim.rule}", confidence=0.82)
                    analysis.claims.append(shared)
    gone = set(together)
    analysis.claims = [c for c in analysis.claims if c.subject not in gone and c.object not in gone]
    analysis.events.replace(m for m in analysis.events if m.entity not in gone)
    for whole in gone:
        analysis.entities.remove(whole)
