"""The claims of the model joined with those of the rules: the model's lead, and what only the rules say is kept where
such claims were right on annotated texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extract.analysis import normalise
from kg.extract.finish import SINGLE, attribute, one_place, own_papers
from kg.language_model.claims import RULE
from kg.language_model.clusters import Cluster
from kg.language_model.links import Links, mentions
from kg.language_model.support import BOTH, MODEL, RULES, RULES_NEW, Support
from kg.records import DOCUMENT, RULES_JOINED_BY, Claim, Entity, Extraction, Mention, Span
from kg.vocabulary import vocabulary

_SINGLE = frozenset({*SINGLE, "place"})
_SYMMETRIC = "partner"
_OWN_WORDS = "position"
_PLANNED = ("eventStatus", "planned")

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """A claim with who says it (see `support`); `by` is empty for relations that the guidelines have not."""

    claim: Claim
    by: str


def said(extraction: Extraction, links: Links, claims: Iterable[Claim]) -> list[Said]:
    """All claims of the rules and of the model, on the entities of the links, each once."""
    rules = [_linked(claim, links) for claim in extraction.claims]
    mine: dict[Key, Claim] = {}
    for claim in _with_status(extraction, rules, claims):
        key = _same_post(claim, mine.values()) or _key(claim)
        mine[key] = _with_evidence(mine[key], claim) if key in mine else claim
    posts = list(mine.values())
    found: list[Said] = []
    agreed: set[Key] = set()
    for claim in rules:
        key = _same_post(claim, posts) or _key(claim)
        if claim.subject == claim.object:  # two events of the rules are one of the model
            continue
        if not _guideline(claim):
            found.append(Said(claim, ""))
        elif key in mine:
            mine[key] = _agreed(mine[key], claim)
            agreed.add(key)
        else:
            found.append(Said(claim, _who(claim, links)))
    return [*(Said(claim, BOTH if key in agreed else MODEL) for key, claim in mine.items()), *found]


def joined(
    extraction: Extraction, links: Links, clusters: Sequence[Cluster], every: Iterable[Said], support: Support
) -> Extraction:
    """The extraction of both: claims that are kept, with the confidence that the counts give, and their entities."""
    kept = [one for one in every if not one.by or support.keeps(one.claim.relation, one.by)]
    told = {(one.claim.relation, one.claim.subject) for one in kept if one.by in (BOTH, MODEL)}
    kept = [
        one
        for one in kept
        if one.by in (BOTH, MODEL)
        or one.claim.relation not in _SINGLE
        or (one.claim.relation, one.claim.subject) not in told
    ]
    rows = _entities(extraction, links)
    claims = [_sure(one, support) for one in kept]
    known = {end for one, claim in zip(kept, claims, strict=True) if one.by for end in (claim.subject, claim.object)}
    claims = [claim for claim in claims if _guideline(claim) or claim.subject in known or claim.subject == DOCUMENT
              or vocabulary().relations[claim.relation].private]  # fmt: skip
    claims = own_papers(one_place(_single(_in_order(claims)), rows))
    return _numbered(extraction, links, clusters, rows, claims)


def _sure(one: Said, support: Support) -> Claim:
    return replace(one.claim, confidence=support.share(one.claim.relation, one.by)) if one.by else _own(one.claim)


def _own(claim: Claim) -> Claim:
    return claim if claim.confidence else replace(claim, confidence=0.8)


def _guideline(claim: Claim) -> bool:
    relation = vocabulary().relations.get(claim.relation)
    return relation is not None and relation.guideline


def _linked(claim: Claim, links: Links) -> Claim:
    """A claim of the rules on the entities of the clusters, where they are some."""
    change = {old: links.entity(number).id for old, number in links.of.items()}
    entity = vocabulary().relations[claim.relation].value == "entity"
    return replace(
        claim,
        subject=change.get(claim.subject, claim.subject),
        object=change.get(claim.object, claim.object) if entity else claim.object,
        attributed_to=change.get(claim.attributed_to or "", claim.attributed_to),
        qualifiers=tuple((name, change.get(value, value)) for name, value in claim.qualifiers),
    )


def _who(claim: Claim, links: Links) -> str:
    known = {entity.id for entity in links.entities} | {DOCUMENT}
    entity = vocabulary().relations[claim.relation].value == "entity"
    ends = (claim.subject, claim.object) if entity else (claim.subject,)
    return RULES if known.issuperset(ends) else RULES_NEW


def _key(claim: Claim) -> Key:
    pair = (claim.subject, claim.object)
    subject, object = sorted(pair) if claim.relation == _SYMMETRIC else pair
    return claim.relation, subject, object


def _with_status(extraction: Extraction, rules: Iterable[Claim], claims: Iterable[Claim]) -> Iterator[Claim]:
    """What stands in a quotation is the speaker's; what is said of a planned event is planned."""
    listed = list(rules)
    quotations = [claim for claim in listed if claim.relation == "quotation"]
    planned = {c.subject for c in listed if (c.relation, c.object) == _PLANNED}
    for claim in attribute([*quotations, *claims], extraction.segments)[len(quotations) :]:
        ahead = claim.subject in planned and claim.status == "explicit"
        yield replace(claim, status="planned") if ahead else claim


def _same_post(claim: Claim, others: Iterable[Claim]) -> Key | None:
    """The claim on the same post of the same person in more or fewer words."""
    if claim.relation != _OWN_WORDS:
        return None
    mine = f" {normalise(claim.object)} "
    for other in others:
        if (other.relation, other.subject) == (claim.relation, claim.subject):
            words = f" {normalise(other.object)} "
            if mine in words or words in mine:
                return _key(other)
    return None


def _agreed(model: Claim, rules: Claim) -> Claim:
    names = [name for name in model.rule.split(RULES_JOINED_BY) if name != RULE]
    names += [name for name in rules.rule.split(RULES_JOINED_BY) if name not in names]
    qualifiers = tuple(dict.fromkeys((*model.qualifiers, *rules.qualifiers)))
    status = rules.status if model.status == "explicit" and rules.status == "implied" else model.status
    return replace(
        _with_evidence(model, rules), rule=RULES_JOINED_BY.join((*names, RULE)), qualifiers=qualifiers, status=status
    )


def _with_evidence(claim: Claim, other: Claim) -> Claim:
    """The claim with such evidence of the other as stands elsewhere in the text."""
    fresh = [span for span in other.evidence if not any(_overlap(span, own) for own in claim.evidence)]
    return replace(claim, evidence=tuple(sorted((*claim.evidence, *fresh))))


def _overlap(span: Span, other: Span) -> bool:
    return span.start < other.end and other.start < span.end


def _single(claims: list[Claim]) -> list[Claim]:
    """The surest value of the relations that have one; of equally sure ones the first that is told."""
    best: dict[tuple[str, str], Claim] = {}
    for claim in claims:
        if claim.relation in SINGLE:
            slot = (claim.relation, claim.subject)
            best[slot] = max(best.get(slot, claim), claim, key=lambda c: (c.confidence, -c.evidence[0].start))
    return [c for c in claims if c.relation not in SINGLE or best[c.relation, c.subject] == c]


def _in_order(claims: list[Claim]) -> list[Claim]:
    """Without ends that are not after their starts: an event of one day has a start alone."""
    starts = {c.subject: c.object for c in claims if c.relation == "startDate"}

    def late(claim: Claim) -> bool:
        start = starts.get(claim.subject, "")
        return not start or len(start) != len(claim.object) or claim.object > start

    return [claim for claim in claims if claim.relation != "endDate" or late(claim)]


def _entities(extraction: Extraction, links: Links) -> dict[str, Entity]:
    """All entities by the ids that claims have here. Those of the rules alone come after the clusters."""
    change = {old: links.entity(number).id for old, number in links.of.items()}
    rows = {row.id: row for number, row in enumerate(links.entities) if links.same[number] == number}
    parents = {change[row.id]: row.parent for row in extraction.entities if row.id in change and row.parent}
    for key, parent in parents.items():
        rows[key] = replace(rows[key], parent=change.get(parent, parent))
    for row in extraction.entities:
        if row.id not in change:
            rows[row.id] = replace(row, parent=change.get(row.parent or "", row.parent))
    return rows


def _numbered(
    extraction: Extraction, links: Links, clusters: Sequence[Cluster], rows: Mapping[str, Entity], claims: list[Claim]
) -> Extraction:
    """The extraction with the entities that claims or parents need, numbered by first mention."""
    ends = (end for claim in claims for end in (claim.subject, claim.object, claim.attributed_to or ""))
    needed = {end for end in ends if end in rows}
    needed |= {value for claim in claims for _, value in claim.qualifiers if value in rows}
    while more := {parent for key in needed if (parent := rows[key].parent) and parent in rows} - needed:
        needed |= more
    places = _mentions(extraction, links, clusters, needed)
    first: dict[str, int] = {}
    for mention in places:
        first.setdefault(mention.entity, mention.start)
    for claim in claims:
        for end in (claim.subject, claim.object):
            if end in needed:
                first.setdefault(end, claim.evidence[0].start)
    ranked = sorted(
        needed, key=lambda key: (first.get(key, len(extraction.article.text)), rows[key].type, rows[key].name)
    )
    order = {key: f"e{number}" for number, key in enumerate(ranked, 1)}
    ordered = sorted(
        claims, key=lambda c: (c.evidence[0], c.relation, _place(c.subject, ranked), _place(c.object, ranked))
    )
    return replace(
        extraction,
        entities=tuple(replace(rows[k], id=order[k], parent=order.get(rows[k].parent or "")) for k in ranked),
        mentions=tuple(replace(mention, entity=order[mention.entity]) for mention in places),
        claims=tuple(_renamed(claim, order) for claim in ordered),
    )


def _place(end: str, ranked: Sequence[str]) -> tuple[int, str]:
    return (ranked.index(end), "") if end in ranked else (-1, end)


def _mentions(extraction: Extraction, links: Links, clusters: Sequence[Cluster], needed: set[str]) -> list[Mention]:
    """The mentions of these entities, those of the rules first where both have the same place."""
    change = {old: links.entity(number) for old, number in links.of.items()}
    found: dict[tuple[int, int, str], Mention] = {}
    for mention in extraction.mentions:
        entity = change.get(mention.entity)
        key = entity.id if entity else mention.entity
        type = entity.type if entity else mention.type
        found.setdefault((mention.start, mention.end, key), replace(mention, entity=key, type=type))
    for number, cluster in enumerate(clusters):
        for mention in mentions(links.entity(number), cluster):
            found.setdefault((mention.start, mention.end, mention.entity), mention)
    listed = [mention for mention in found.values() if mention.entity in needed]
    return sorted(listed, key=lambda m: (m.start, m.end, m.entity))


def _renamed(claim: Claim, order: Mapping[str, str]) -> Claim:
    return replace(
        claim,
        subject=order.get(claim.subject, claim.subject),
        object=order.get(claim.object, claim.object),
        attributed_to=order.get(claim.attributed_to or "") if claim.attributed_to else None,
        qualifiers=tuple((name, order.get(value, value)) for name, value in claim.qualifiers),
    )
