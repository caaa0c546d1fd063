"""The end of an extraction: claims that say the same are joined, contradictions left out, entities numbered."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from kg.extract.analysis import Analysis
from kg.extract.tables import table
from kg.records import DOCUMENT, RULES_JOINED_BY, Claim, Entity, Extraction, Segment, Span
from kg.vocabulary import ATTENDANCE, types_within, vocabulary

SINGLE = ("startDate", "endDate", "eventType", "ordinal", "eventStatus")
"""Relations of which an event has one: where the text seems to give several, the surest stands, and none if two tie."""

_NEVER_SAID = frozenset({"quotation", "speaker", "position", "worksFor", "participant", "represents"})
_NAMED = frozenset({"partOf", "locatedIn"})
"""What a name itself says ('IOM Kenya') is no statement of the speaker who uses it."""

_SAYING = ("pattern", "language-model")
"""The rules that read more than names."""

_STRENGTH = {"explicit": 0, "planned": 1, "implied": 2, "attributed": 3}


def attribute(claims: Iterable[Claim], segments: Iterable[Segment]) -> list[Claim]:
    """Claims whose evidence stands inside a quotation become attributed to the speaker of that quotation."""
    spoken = [c for c in claims if c.relation == "quotation"]
    inside = [s for s in segments if s.kind == "quotation"]

    def change(claim: Claim) -> Claim:
        if claim.relation in _NEVER_SAID or (claim.relation in _NAMED and not claim.rule.startswith(_SAYING)):
            return claim
        stretch = claim.evidence[0]
        quoted = next((s for s in inside if s.start <= stretch.start and stretch.end <= s.end), None)
        if quoted is None:
            return claim
        said = next((c for c in spoken if any(e.start < quoted.end and quoted.start < e.end for e in c.evidence)), None)
        return replace(claim, status="attributed", attributed_to=said.subject if said else claim.attributed_to)

    return [change(claim) for claim in claims]


def join(claims: Iterable[Claim]) -> list[Claim]:
    """One claim for each (relation, subject, object, speaker): evidence and rules united, the surest rule first, the
    strongest status, and agreement of several rules as added confidence."""
    groups: dict[tuple[str, str, str, str | None], list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[claim.relation, claim.subject, claim.object, claim.attributed_to].append(claim)
    return [_united(group) for group in groups.values()]


def _united(group: list[Claim]) -> Claim:
    best = max(group, key=lambda c: (c.confidence, -_STRENGTH[c.status]))
    families = {c.rule.split(":")[0] for c in group}
    doubt = 1 - best.confidence
    for _ in range(min(len(families), 3) - 1):
        doubt *= 0.6
    evidence = tuple(_outermost(e for c in group for e in c.evidence))
    qualifiers = tuple(dict.fromkeys(q for c in group for q in c.qualifiers))
    status = min((c.status for c in group), key=_STRENGTH.__getitem__)
    rules = dict.fromkeys((best.rule, *sorted(c.rule for c in group)))
    return replace(
        best,
        confidence=round(1 - doubt, 3),
        rule=RULES_JOINED_BY.join(rules),
        evidence=evidence,
        qualifiers=qualifiers,
        status=status,
    )


def _outermost(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans that lie in no other, once each, in text order."""
    reached = -1
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.end > reached:
            yield span
            reached = span.end


@lru_cache(maxsize=1)
def _weak() -> dict[tuple[str, str], frozenset[str]]:
    """The weak rules, each with its relation, and the types of event of which it is weak; none where of all."""
    return {(row["rule"], row["relation"]): frozenset(row["events"].split()) for row in table("weak_rules")}


def _without_weak(claims: Sequence[Claim]) -> list[Claim]:
    """Leaves out claims that a weak rule alone makes."""
    kinds = {c.subject: c.object for c in claims if c.relation == "eventType"}

    def weak(claim: Claim) -> bool:
        events = _weak().get((claim.rule, claim.relation))
        return events is not None and (not events or kinds.get(claim.subject) in events)

    return [claim for claim in claims if not weak(claim)]


def fits(claim: Claim, types: Mapping[str, str]) -> bool:
    """Whether subject and object are of the types that the vocabulary allows the relation."""
    relation = vocabulary().relations.get(claim.relation)
    if relation is None:
        return False
    subject = "Article" if claim.subject == DOCUMENT else types.get(claim.subject)
    allowed = types_within(relation.subject_types)
    if subject is None or (allowed and subject not in allowed):
        return False
    if relation.value != "entity":
        return True
    ranges = types_within(relation.object_types)
    return claim.object in types and (not ranges or types[claim.object] in ranges)


def _month_of_no_year(claim: Claim) -> bool:
    """Whether a date is no more than a month of a year that is not known: 'in May', in a release without a date."""
    return claim.relation in _OTHER_END and _MONTH.fullmatch(claim.object) is not None


_MONTH = re.compile(r"--\d\d")


def single_valued(claims: list[Claim]) -> list[Claim]:
    """Leaves one value of the relations that have one; a tie between values leaves none."""
    groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.relation in SINGLE:
            groups[claim.relation, claim.subject].append(claim)
    gone: set[Claim] = set()
    for (relation, event), group in groups.items():
        other = groups.get((_OTHER_END[relation], event), []) if relation in _OTHER_END else []
        gone |= _losers(group, frozenset(span for claim in other for span in claim.evidence))
    return [claim for claim in claims if claim not in gone]


_OTHER_END = {"startDate": "endDate", "endDate": "startDate"}


def _losers(group: list[Claim], both_ends: frozenset[Span] = frozenset()) -> set[Claim]:
    """All but the surest claim of a group; of equally sure ones that stands whose evidence, among `both_ends`, tells
    the first and the last day: 'today at the forum (|4 to 7 May|)'."""
    if len(group) == 1:
        return set()
    whole = [not both_ends.isdisjoint(claim.evidence) for claim in group]
    ranked = sorted(zip(group, whole, strict=True), key=lambda p: (-p[0].confidence, not p[1], *_rank(p[0])))
    return {claim for claim, _ in ranked[1:]}


def _rank(claim: Claim) -> tuple[int, Span]:
    return -len(claim.object), claim.evidence[0]


_WHOLE_READER = "language-model"
"""The rule of a reader who was asked for the place of an event, and gives several only where it has several."""


def one_place(claims: list[Claim], places: dict[str, Entity]) -> list[Claim]:
    """The most specific place of an event: a venue before a city, a city before a country; of two cities the surer, but
    all those of a list ('visits to Rome, Tirana and Budva')."""
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.relation == "place":
            groups[claim.subject].append(claim)
    gone: set[Claim] = set()
    for group in groups.values():
        ranked = sorted(group, key=lambda c: (_breadth(places[c.object]), -c.confidence, c.evidence[0]))
        gone |= {c for c in ranked[1:] if not _listed(c, ranked[0], places)}
    return [claim for claim in claims if claim not in gone]


def _listed(claim: Claim, first: Claim, places: dict[str, Entity]) -> bool:
    """Whether the place of a claim stands in one list with the first: the same rule for lists found both, or a reader
    tells both by the same words, and they are places of one kind of which neither lies in the other."""
    if claim.rule == first.rule and ("place-visited" in first.rule or "place-list" in first.rule):
        return True
    one, other = places[first.object], places[claim.object]
    apart = one.type == other.type and not (one.country and one.country == other.reference)
    same_words = not {*claim.evidence}.isdisjoint(first.evidence)
    return apart and same_words and _WHOLE_READER in claim.rule and _WHOLE_READER in first.rule


def own_papers(claims: list[Claim]) -> list[Claim]:
    """Leaves out that an event or a body refers to what it adopted itself."""
    adopted = {(c.subject, c.object) for c in claims if c.relation == "adopted"}
    return [c for c in claims if c.relation != "references" or (c.subject, c.object) not in adopted]


def own_courses(claims: list[Claim], rows: Mapping[str, Entity]) -> list[Claim]:
    """Leaves out that an organisation gave the course before which its name stands, where the text says which of its
    offices did: 'an OSCE course' that 'the OSCE Centre in Bishkek organised'."""
    units = {(c.subject, rows[c.object].parent) for c in claims if c.relation == "organizer" and c.object in rows}
    return [c for c in claims if not _BY_NAME.fullmatch(c.rule) or (c.subject, c.object) not in units]


def still_to_come(claims: list[Claim]) -> list[Claim]:
    """Nobody was yet at an event that is planned: who is said to have been is expected."""
    planned = {c.subject for c in claims if (c.relation, c.object) == ("eventStatus", "planned")}
    return [
        replace(c, status="planned")
        if c.relation in ATTENDANCE and c.subject in planned and c.status != "attributed"
        else c
        for c in claims
    ]


_BY_NAME = re.compile(r"event-of-\w+:organizer")


def _breadth(place: Entity) -> int:
    if place.type == "Facility" or place.reference is None:
        return 0
    return 2 if place.type == "State" or len(place.reference) == 3 else 1


def settle(analysis: Analysis) -> list[Claim]:
    """The claims on which the rules settle, in text order."""
    rows = analysis.entities.rows
    types = {key: row.type for key, row in rows.items()}
    claims = attribute([_worded(analysis, claim) for claim in analysis.claims], analysis.segments)
    claims = join(claim for claim in claims if fits(claim, types) and not _month_of_no_year(claim))
    claims = still_to_come(own_courses(own_papers(one_place(single_valued(_without_weak(claims)), rows)), rows))
    return sorted(claims, key=lambda c: (c.evidence[0], c.relation, c.subject, c.object))


def finish(analysis: Analysis, claims: list[Claim]) -> Extraction:
    """The extraction as it leaves, with these claims in this order: entities numbered by first mention."""
    rows = analysis.entities.rows
    order = _numbering(analysis, claims)
    return Extraction(
        analysis.article,
        analysis.segments,
        tuple(_renamed_entity(rows[old], order) for old in order),
        tuple(
            replace(m, entity=order[m.entity])
            for m in sorted((*analysis.mentions, *analysis.events), key=lambda m: (m.start, m.end))
            if m.entity in order
        ),
        tuple(_renamed_claim(claim, order) for claim in claims),
    )


def _worded(analysis: Analysis, claim: Claim) -> Claim:
    """A claim on a post with evidence that holds the words of the post."""
    words = claim.object
    if claim.relation != "position" or any(words in analysis.surface(span) for span in claim.evidence):
        return claim
    first = claim.evidence[0]
    sentence = analysis.sentence_at(first.start)
    at = analysis.text.find(words, sentence.start, sentence.end) if sentence else -1
    if at < 0:
        return claim
    return replace(claim, evidence=(Span(min(at, first.start), max(at + len(words), first.end)), *claim.evidence[1:]))


def _numbering(analysis: Analysis, claims: list[Claim]) -> dict[str, str]:
    first: dict[str, int] = {}
    for mention in (*analysis.mentions, *analysis.events):
        first[mention.entity] = min(first.get(mention.entity, mention.start), mention.start)
    for claim in claims:
        for key in (claim.subject, claim.object, claim.attributed_to or ""):
            if key in analysis.entities.rows:
                first.setdefault(key, claim.evidence[0].start)
    for key in list(first):
        parent = analysis.entities.rows[key].parent if key in analysis.entities.rows else None
        if parent and parent in analysis.entities.rows:
            first.setdefault(parent, first[key])
    known = [key for key in first if key in analysis.entities.rows]
    ranked = sorted(
        known, key=lambda key: (first[key], analysis.entities.rows[key].type, analysis.entities.rows[key].name)
    )
    return {key: f"e{number}" for number, key in enumerate(ranked, 1)}


def _renamed_entity(row: Entity, order: dict[str, str]) -> Entity:
    return replace(row, id=order[row.id], parent=order.get(row.parent or ""))


def _renamed_claim(claim: Claim, order: dict[str, str]) -> Claim:
    change = {DOCUMENT: DOCUMENT, **order}
    return replace(
        claim,
        subject=change[claim.subject],
        object=change.get(claim.object, claim.object),
        attributed_to=change.get(claim.attributed_to or "") if claim.attributed_to else None,
        qualifiers=tuple((name, change.get(value, value)) for name, value in claim.qualifiers),
    )
