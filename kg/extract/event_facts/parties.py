"""Who is at an event and where a visit goes, by which the events of persons are told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.events.mention import EventMention

if TYPE_CHECKING:
    from kg.extract.events.clusters import EventCluster


def persons(mention: EventMention) -> set[str]:
    return {item.entity for item in (*mention.sides, *mention.inner) if item.type == "Person"}


def others_met(mention: EventMention, cluster: EventCluster) -> bool:
    """Whether a verb tells of other persons who meet than those of the cluster ('A received B', then 'C received
    B'), or who sign another paper, or of persons who meet beside an event that is no plain meeting ('at the conference
    A met B')."""
    mine = persons(mention)
    theirs = {person for other in cluster.mentions for person in persons(other)}
    if mention.family == "signing":
        return not (mention.content & cluster.content) and _two_parties(mine, theirs)
    if mention.family != "meeting" or not mine:
        return False
    if theirs:
        return not (mine <= theirs or theirs <= mine)
    return any(not m.verbal and (m.type != "Meeting" or _of_many(m)) for m in cluster.mentions)


def _two_parties(mine: set[str], theirs: set[str]) -> bool:
    """Whether two or more persons are on each side, and some on both are not on the other."""
    return len(mine) > 1 and len(theirs) > 1 and not (mine <= theirs or theirs <= mine)


def _of_many(mention: EventMention) -> bool:
    """Whether a meeting is more than that of two persons: one of days or with a number, a round."""
    return mention.days is not None or mention.ordinal is not None or mention.head.startswith("round")


_INSIDE = frozenset({"Facility", "GovernmentBody", "InternationalOrganization", "Office"})


def goals(mention: EventMention) -> set[tuple[str, str]]:
    """Where a visit goes: the types and ids of the places."""
    told = mention.sites if mention.verbal else mention.inner
    return {(i.type, i.entity) for i in told if i.type in {"Place", "State", *_INSIDE}}


def goes_elsewhere(mention: EventMention, cluster: EventCluster) -> bool:
    """Whether two visits go to different states, or one to a state and one to a house ('a visit to a camp' on a visit
    to the country), or a verb tells of another house."""
    if mention.type != "Visit" or "visit" not in cluster.families:
        return False
    mine, theirs = goals(mention), {goal for m in cluster.mentions for goal in goals(m)}
    if not mine or not theirs or mine & theirs:
        return False
    kinds = [{type for type, _ in goals} for goals in (mine, theirs)]
    houses = [one <= _INSIDE for one in kinds]
    states = [one == {"State"} for one in kinds]
    return all(states) or (any(houses) and any(states)) or (all(houses) and mention.verbal)


def same_party(mention: EventMention, cluster: EventCluster) -> bool:
    """Whether the persons who meet, or the goal of the visit, are those of the event."""
    if mention.type == "Visit":
        theirs = {goal for m in cluster.mentions for goal in goals(m)}
        nowhere = not theirs or not goals(mention)
        return bool(goals(mention) & theirs) or (nowhere and bool(persons(mention) & _party(cluster)))
    return len(persons(mention)) > 1 and persons(mention) <= _party(cluster)


def _party(cluster: EventCluster) -> set[str]:
    return {person for m in cluster.mentions for person in persons(m)}
