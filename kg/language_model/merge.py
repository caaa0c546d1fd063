"""The claims of a language model joined with those of the rules: where both say the same, the rules' claim stands."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extract.analysis import normalise
from kg.extract.finish import SINGLE, attribute
from kg.language_model.ends import Ends
from kg.language_model.grounding import RULE
from kg.records import RULES_JOINED_BY, Claim, Extraction, Span

_SINGLE = frozenset({*SINGLE, "place"})
_SYMMETRIC = "partner"
_OWN_WORDS = "position"
_PLANNED = ("eventStatus", "planned")

Key = tuple[str, str, str, str | None]


def merged(extraction: Extraction, claims: Iterable[Claim], ends: Ends, left: Counter[str]) -> Extraction:
    """The extraction with what the model adds. A claim of both keeps its confidence, which is calibrated on the rules
    alone, and its status, and names the model as one more rule. What contradicts the rules is left out and counted."""
    kept = list(extraction.claims)
    rules = {_key(claim): place for place, claim in enumerate(kept)}
    new: dict[Key, Claim] = {}
    for claim in _with_status(extraction, claims):
        key = _same_post(claim, kept) or _key(claim)
        if key in rules:
            kept[rules[key]] = _agreed(kept[rules[key]], claim)
        else:
            new[key] = _with_evidence(new[key], claim) if key in new else claim
    added = _in_order(kept, _one_value(kept, list(new.values()), left), left)
    every = sorted((*kept, *added), key=lambda c: (c.evidence[0], c.relation, c.subject, c.object))
    return _with_entities(replace(extraction, claims=tuple(every)), ends, added)


def _key(claim: Claim) -> Key:
    pair = (claim.subject, claim.object)
    subject, object = sorted(pair) if claim.relation == _SYMMETRIC else pair
    return claim.relation, subject, object, claim.attributed_to


def _with_status(extraction: Extraction, claims: Iterable[Claim]) -> Iterator[Claim]:
    """What stands in a quotation is the speaker's; what is said of a planned event is planned."""
    quotations = [claim for claim in extraction.claims if claim.relation == "quotation"]
    planned = {c.subject for c in extraction.claims if (c.relation, c.object) == _PLANNED}
    for claim in attribute([*quotations, *claims], extraction.segments)[len(quotations) :]:
        ahead = claim.subject in planned and claim.status == "explicit"
        yield replace(claim, status="planned") if ahead else claim


def _same_post(claim: Claim, rules: Iterable[Claim]) -> Key | None:
    """The rules' claim on the same post of the same person in more or fewer words."""
    if claim.relation != _OWN_WORDS:
        return None
    mine = f" {normalise(claim.object)} "
    for other in rules:
        if (other.relation, other.subject) == (claim.relation, claim.subject):
            words = f" {normalise(other.object)} "
            if mine in words or words in mine:
                return _key(other)
    return None


def _agreed(rules: Claim, model: Claim) -> Claim:
    names = rules.rule.split(RULES_JOINED_BY)
    joined = rules.rule if RULE in names else RULES_JOINED_BY.join((*names, RULE))
    return replace(_with_evidence(rules, model), rule=joined)


def _with_evidence(claim: Claim, other: Claim) -> Claim:
    """The claim with such evidence of the other as stands elsewhere in the text."""
    fresh = [span for span in other.evidence if not any(_overlap(span, own) for own in claim.evidence)]
    return replace(claim, evidence=tuple(sorted((*claim.evidence, *fresh))))


def _overlap(span: Span, other: Span) -> bool:
    return span.start < other.end and other.start < span.end


def _one_value(rules: Iterable[Claim], new: list[Claim], left: Counter[str]) -> list[Claim]:
    """Without values where the rules have another one, and without those on which the model contradicts itself."""
    known = {(c.relation, c.subject) for c in rules if c.relation in _SINGLE}
    values: dict[tuple[str, str], set[str]] = defaultdict(set)
    for claim in new:
        values[claim.relation, claim.subject].add(claim.object)
    kept = []
    for claim in new:
        slot = (claim.relation, claim.subject)
        if claim.relation in _SINGLE and (slot in known or len(values[slot]) > 1):
            left["another value than the rules'" if slot in known else "several values where there is one"] += 1
        else:
            kept.append(claim)
    return kept


def _in_order(rules: Iterable[Claim], new: list[Claim], left: Counter[str]) -> list[Claim]:
    """Without ends that are not after their starts: an event of one day has a start alone."""
    starts = {c.subject: c.object for c in (*new, *rules) if c.relation == "startDate"}
    ends = {c.subject: c.object for c in (*new, *rules) if c.relation == "endDate"}
    kept = []
    for claim in new:
        start, end = starts.get(claim.subject, ""), ends.get(claim.subject, "")
        if claim.relation in ("startDate", "endDate") and start and end and _not_after(end, start):
            left["an end that is not after the start"] += 1
        else:
            kept.append(claim)
    return kept


def _not_after(end: str, start: str) -> bool:
    return len(end) == len(start) and end <= start


def _with_entities(extraction: Extraction, ends: Ends, added: Iterable[Claim]) -> Extraction:
    """The new entities that a claim needs stand behind those of the rules, which keep their numbers."""
    old = {entity.id for entity in extraction.entities}
    needed = {end for claim in added for end in (claim.subject, claim.object)} & set(ends.entities) - old
    mentions = [mention for mention in ends.added() if mention.entity in needed]
    return replace(
        extraction,
        entities=(*extraction.entities, *(entity for key, entity in ends.entities.items() if key in needed)),
        mentions=tuple(sorted((*extraction.mentions, *mentions), key=lambda m: (m.start, m.end))),
    )
