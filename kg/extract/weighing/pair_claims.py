"""What the claims of an article, as rules read them, tell of a pair: claims on it, and on its ends with others."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extract.analysis import Analysis
from kg.extract.dates.dates import DateMention
from kg.extract.weighing.pair_words import step
from kg.extract.weighing.pairs import DATE, DATED, Ends, Pair, Pairs
from kg.records import DOCUMENT, RULES_JOINED_BY, Claim, Entity
from kg.vocabulary import vocabulary

_SYMMETRIC = "partner"
START = "startDate"
ARTICLE = "Article"


@dataclass(frozen=True, slots=True)
class Told:
    """The claims between entities, and of events with their first day, by pair and by end."""

    of: Mapping[Ends, Sequence[Claim]]
    subject: Mapping[str, Sequence[Claim]]
    object: Mapping[str, Sequence[Claim]]


def told(claims: Iterable[Claim]) -> Told:
    """The claims, as `as_pairs` gives them, by their ends."""
    of, subject, target = defaultdict(list), defaultdict(list), defaultdict(list)
    for claim in claims:
        of[claim.subject, claim.object].append(claim)
        subject[claim.subject].append(claim)
        target[claim.object].append(claim)
        if claim.relation == _SYMMETRIC:
            of[claim.object, claim.subject].append(claim)
    return Told(of, subject, target)


def as_pairs(claims: Sequence[Claim], dates: Iterable[DateMention]) -> list[Claim | None]:
    """For each claim the same as one on a pair: a first day is the date of the text of which it is. None for a claim
    that joins no pair."""
    known = list(dates)
    last = {claim.subject: claim.object for claim in claims if claim.relation == "endDate"}
    return [_as_pair(claim, last.get(claim.subject), known) for claim in claims]


def _joins_entities(claim: Claim) -> bool:
    row = vocabulary().relations[claim.relation]
    return row.guideline and row.value == "entity"


def _as_pair(claim: Claim, last: str | None, dates: Iterable[DateMention]) -> Claim | None:
    if claim.relation == START:
        first = [date for date in dates if date.first == claim.object]
        fitting = next((date for date in first if date.last == last), first[0] if first else None)
        day = f"{claim.object}/{fitting.last}" if fitting and fitting.last else claim.object
        return replace(claim, object=DATED + day)
    return claim if _joins_entities(claim) else None


@dataclass(frozen=True, slots=True)
class Setting:
    """What is told of the article as a whole: type and status of each event, the main one, and how many there are."""

    kinds: Mapping[str, str]
    statuses: Mapping[str, str]
    main: str | None
    events: int


def setting(analysis: Analysis, claims: Iterable[Claim], main: str | None) -> Setting:
    """The setting, of the claims of an article."""
    listed = list(claims)
    events = sum(row.type == "Event" for row in analysis.entities)
    kinds = {claim.subject: claim.object for claim in listed if claim.relation == "eventType"}
    statuses = {claim.subject: claim.object for claim in listed if claim.relation == "eventStatus"}
    return Setting(kinds, statuses, main, events)


def signs(analysis: Analysis, ends: Ends, pair: Pair, pairs: Pairs, known: Told, around: Setting) -> frozenset[str]:
    """All signs of a pair: what sentences show, what the article and the claims tell."""
    of_claims = _of_claims(analysis, ends, pairs, known)
    return frozenset(pair.shown | _of_article(analysis, ends, pair, pairs, around) | of_claims)


def type_of(analysis: Analysis, end: str) -> str:
    """The type of an end of a pair."""
    if end == DOCUMENT:
        return ARTICLE
    return DATE if end.startswith(DATED) else analysis.entities[end].type


def _of_article(analysis: Analysis, ends: Ends, pair: Pair, pairs: Pairs, around: Setting) -> set[str]:
    subject, target = ends
    kind = type_of(analysis, target)
    found = {
        f"t={type_of(analysis, subject)}>{kind}",
        f"et={around.kinds.get(subject, '')}>{kind}",
        f"nctx={min(pair.same, 3)}/{min(pair.apart, 3)}",
        f"nev={min(around.events, 4)}",
        f"ns={step(pairs.named.get(subject, 0))}",
        f"no={step(pairs.named.get(target, 0))}",
    }
    found |= {"same"} if pair.same else set()
    found |= {"focus"} if pair.apart else set()
    found |= {"smain"} if subject == around.main else set()
    found |= {f"status={around.statuses[subject]}"} if subject in around.statuses else set()
    rows = analysis.entities.rows
    return found | _of_names(rows.get(subject), rows[target]) if target in rows else found


def _of_names(subject: Entity | None, target: Entity) -> set[str]:
    """Whether names are known, and whether one is part of the other."""
    found = {f"ref={bool(subject and subject.reference)}{bool(target.reference)}"}
    if subject is None:
        return found
    if subject.parent == target.id:
        found.add("parent")
    if subject.country and subject.country in (target.country, target.reference):
        found.add("samecountry")
    if set(target.name.lower().split()) <= set(subject.name.lower().split()):
        found.add("oInS")
    return found


def _of_claims(analysis: Analysis, ends: Ends, pairs: Pairs, known: Told) -> set[str]:
    subject, target = ends
    found = set()
    for claim in known.of.get(ends, ()):
        found |= {f"c:{claim.relation}:{rule}" for rule in claim.rule.split(RULES_JOINED_BY)}
        found |= {f"C:{claim.relation}", f"CS:{claim.status}", f"rules={claim.relation}:{claim.rule}"}
    others = Counter(claim.relation for claim in known.subject.get(subject, ()) if claim.object != target)
    for relation, number in others.items():
        found |= {f"sc:{relation}", f"scn:{relation}:{step(number)}"}
    about = [claim for claim in known.object.get(target, ()) if claim.subject != subject]
    found |= {f"oc:{claim.relation}:{type_of(analysis, claim.subject)}" for claim in about}
    found |= {f"os:{claim.relation}" for claim in known.subject.get(target, ())}
    found |= {f"so:{claim.relation}" for claim in known.object.get(subject, ())}
    if not known.object.get(target) and not known.subject.get(target):
        found.add("orphan")
    for beside in pairs.listed.get(target, ()):
        found |= {f"sib:{claim.relation}" for claim in known.of.get((subject, beside), ())}
    return found | _of_paths(ends, known)


def _of_paths(ends: Ends, known: Told) -> set[str]:
    """The relations of two claims through which the ends are joined: participant, then worksFor."""
    subject, target = ends
    found = set()
    for claim in known.subject.get(subject, ()):
        found |= {f"hop:{claim.relation}>{other.relation}" for other in known.of.get((claim.object, target), ())}
        found |= {f"hop:{claim.relation}<{other.relation}" for other in known.of.get((target, claim.object), ())}
    return found
