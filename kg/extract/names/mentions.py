"""Mentions of everything but persons and events: names are found, chosen among, entered, and taken up again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extract.analysis import Analysis, normalise
from kg.extract.bodies.actor_slots import slot_candidates
from kg.extract.bodies.bilateral_bodies import bilateral_candidates
from kg.extract.bodies.bodies_listed import listed_body_candidates
from kg.extract.bodies.coordinated_bodies import coordinated_candidates
from kg.extract.bodies.country_offices import (
    coded_office_candidates,
    field_body_candidates,
    firm_or_ngo_candidates,
    office_candidates,
)
from kg.extract.bodies.gathered import plural_groups
from kg.extract.bodies.governments import government_candidates
from kg.extract.bodies.headquarters import headquarters_mentions
from kg.extract.bodies.organs import organ_mentions
from kg.extract.bodies.organs_told import organs_told
from kg.extract.bodies.owners_in_names import owners_in_names
from kg.extract.bodies.parents import attach_parents
from kg.extract.bodies.plain_bodies import plain_body_candidates
from kg.extract.bodies.units_of_bodies import unit_mentions
from kg.extract.bodies.university_parts import university_parts
from kg.extract.documents.descriptions import described_candidates
from kg.extract.documents.project_owners import project_owners
from kg.extract.documents.project_slots import project_slot_candidates
from kg.extract.documents.work_titles import work_title_candidates
from kg.extract.names.acronyms import (
    acronym_candidates,
    defined_candidates,
    mixed_case_candidates,
    state_acronym_candidates,
)
from kg.extract.names.acronyms_apposed import acronyms_apposed
from kg.extract.names.aliases import AliasTable, definite_mentions, mark_aliases
from kg.extract.names.coined import coined_candidates
from kg.extract.names.composition import (
    OWNED,
    Candidate,
    adjective_candidates,
    headed_candidates,
)
from kg.extract.names.foreign_names import foreign_candidates, is_foreign_name
from kg.extract.names.gazetteer import find
from kg.extract.names.genus import join_genus
from kg.extract.names.heads import FAMILIES
from kg.extract.names.known_names import known_candidates, known_units, owner_in_name
from kg.extract.names.named import (
    apposed_candidates,
    compound_candidates,
    firm_candidates,
    operation_candidates,
    project_candidates,
)
from kg.extract.names.plurals import office_list_candidates, plural_candidates
from kg.extract.names.quoted import quoted_candidates, title_spans
from kg.extract.names.same_names import merge_acronyms, merge_bodies, merge_documents, merge_shortened
from kg.extract.names.translated_names import merge_translated
from kg.extract.names.units import Unit
from kg.extract.places.named_sites import named_site_candidates
from kg.extract.places.place_lists import listed_candidates, place_at_candidates
from kg.extract.places.place_sites import site_candidates
from kg.extract.places.places import (
    as_place,
    city_candidates,
    common_name,
    located_candidates,
    part_candidates,
    venue_candidates,
)
from kg.extract.text.overlaps import without_overlaps
from kg.records import Entity, Segment, Span
from kg.reference import CITIES, reference

_COMMISSION = re.compile(r"(?:(?! of ).)*Commission")
_AID_AGENCY = re.compile(
    r"\bAgency\b.*\b(?:Cooperation|Co-operation|Development)\b|\bCo-?operation Agency\b|^Global Affairs "
)
"""A donor: the state in its name is put down as its owner only where the text speaks of that state too."""
_IN_SMALL_LETTERS = re.compile(r"\bheadquarters\b|^[A-Z][\w ]*\b(?:agency|police|guards?|forces)$")
_OF_SIDES = re.compile(r"[^ ]+[-–/][^ ]+ ")
_SAYS_NO_PLACE = re.compile(r"\bheadquarters\b|^[Pp]orts? of\b|\b(?:Conference|Convention) Cent(?:re|er)\b")
"""Where a port, a headquarters in small letters or a conference centre is, its name says to nobody who knows it."""
_PUBLIC_HOUSE = re.compile(
    r"\b(?:Academy|College|School|Training|Laboratory|Coordination Cent(?:re|er)|Operations? Cent(?:re|er))\b"
)
"""What a state has and a traveller does not merely pass: 'the |Kenya School of Justice|', 'the Chadian Police
Academy'; not its camps, ports and posts."""
_STANDS = re.compile(r"\b(?:Cent(?:re|er)|Institute|Academy|Observatory|School|Hub)\b")
"""What a body is called by that has a house: 'the |Institute| of Migration in Accra'."""
READ = ("title", "body", "boilerplate", "contact-block")
_WEAK = 8
"""Candidates of this rank and above are what they are only where the article does not call another thing so."""
_IN_TITLES = frozenset({"documents", "projects", "facilities"})
_DESCRIBED = frozenset({"documents", "facilities", "projects", "processes"})


def find_mentions(analysis: Analysis) -> None:
    """Fills `analysis.entities` and `analysis.mentions` from the segments that are read; of datelines places alone."""
    aliases = AliasTable()
    segments = sorted(analysis.segments, key=lambda s: (s.kind == "title", s.kind == "boilerplate", s.start))
    read = [s for s in segments if s.kind in READ]
    for segment in segments:
        if segment.kind in READ:
            candidates = list(_candidates(analysis, segment))
            wanted = _of_title(analysis, segment, candidates, aliases)
            _enter_all(analysis, aliases, _choose(wanted))
        elif segment.kind == "dateline":
            _dateline(analysis, aliases, segment)
    merge_documents(analysis, aliases)
    merge_shortened(analysis, aliases)
    merge_acronyms(analysis, aliases)
    mark_aliases(analysis, aliases, read)
    definite_mentions(analysis, read)
    organ_mentions(analysis, read)
    unit_mentions(analysis, read)
    organs_told(analysis, read)
    university_parts(analysis, read)
    attach_parents(analysis)
    owners_in_names(analysis)
    headquarters_mentions(analysis, read)
    merge_bodies(analysis, aliases)
    merge_translated(analysis, aliases)
    _fullest_names(analysis)
    acronyms_apposed(analysis, read)
    project_owners(analysis)
    join_genus(analysis)


def _candidates(analysis: Analysis, segment: Segment) -> Iterator[Candidate]:
    """Every reading of the segment; they overlap."""
    text, units = analysis.text, known_units(analysis, segment)
    for stretch in _sentences(text, units):
        titles = list(title_spans(stretch))
        yield from (c for c in _readings(text, stretch) if not _in_title(c, titles))


def _in_title(candidate: Candidate, titles: list[tuple[int, int]]) -> bool:
    """Whether a candidate that no table of names knows is only a part of a quoted title."""
    if candidate.reference or candidate.family not in _IN_TITLES:
        return False
    return any(first + 1 < candidate.start and candidate.end <= last for first, last in titles) or any(
        first < candidate.start and candidate.end < last - 1 for first, last in titles
    )


def _readings(text: str, stretch: list[Unit]) -> Iterator[Candidate]:
    yield from known_candidates(text, stretch)
    yield from government_candidates(text, stretch)
    yield from adjective_candidates(stretch)
    yield from plural_candidates(text, stretch)
    yield from office_list_candidates(stretch)
    yield from coordinated_candidates(text, stretch)
    yield from bilateral_candidates(text, stretch)
    yield from foreign_candidates(text, stretch)
    yield from office_candidates(text, stretch)
    yield from coded_office_candidates(text, stretch)
    yield from firm_or_ngo_candidates(text, stretch)
    yield from field_body_candidates(text, stretch)
    yield from city_candidates(text, stretch)
    yield from part_candidates(text, stretch)
    yield from headed_candidates(text, stretch, frozenset(FAMILIES))
    yield from plain_body_candidates(text, stretch)
    yield from listed_body_candidates(stretch)
    yield from quoted_candidates(text, stretch)
    yield from work_title_candidates(text, stretch)
    yield from project_candidates(text, stretch)
    yield from apposed_candidates(text, stretch)
    yield from coined_candidates(text, stretch)
    yield from project_slot_candidates(text, stretch)
    yield from described_candidates(text, stretch, _DESCRIBED)
    yield from plural_groups(text, stretch)
    yield from venue_candidates(text, stretch)
    yield from located_candidates(text, stretch)
    yield from listed_candidates(text, stretch)
    yield from site_candidates(text, stretch)
    yield from named_site_candidates(text, stretch)
    yield from place_at_candidates(text, stretch)
    yield from defined_candidates(text, stretch)
    yield from acronym_candidates(stretch)
    yield from state_acronym_candidates(text, stretch)
    yield from mixed_case_candidates(stretch)
    yield from operation_candidates(text, stretch)
    yield from slot_candidates(text, stretch)
    yield from firm_candidates(text, stretch)
    yield from compound_candidates(stretch)


LONGEST = 1_000
"""Units of the longest stretch: of what is longer, names take time by the square."""


def _sentences(text: str, units: list[Unit]) -> Iterator[list[Unit]]:
    """Stretches that no name crosses: cut at full stops before a capital, and at blank lines."""
    stretch: list[Unit] = []
    for unit in units:
        gap = text[stretch[-1].end : unit.start] if stretch else ""
        stop = stretch and stretch[-1].text in (".", "!", "?", ";", "•") and unit.text[:1].isupper() and gap
        if stretch and (stop or len(stretch) == LONGEST or re.search(r"\n\s*\n", gap)):
            yield stretch
            stretch = []
        stretch.append(unit)
    if stretch:
        yield stretch


def _choose(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The longest candidates that do not overlap, of equals the lowest rank; in text order. A name does not end with a
    preposition: 'Office of', before a word that no name holds."""
    whole = _called_by_name([c for c in candidates if not c.name.endswith((" of", " for", " and", " the"))])
    return without_overlaps(sorted(whole, key=lambda c: (-(c.end - c.start), c.rank, c.start)))


def _called_by_name(candidates: list[Candidate]) -> Iterator[Candidate]:
    """The candidates; a project that is told with its place is called by the name that opens what is told: 'the
    |Safeway project in Togo|' is 'Safeway'."""
    named = {c.start: c for c in candidates if c.type == "Project" and c.form == "name" and c.name[:1].isupper()}
    for told in candidates:
        name = named.get(told.start) if told.form == "description" and told.type == "Project" else None
        if name is None or name.end > told.end:
            yield told
        else:
            yield replace(told, name=name.name, shorter=(*name.shorter, *told.shorter, told.name), form="name")


def _of_title(
    analysis: Analysis, segment: Segment, candidates: list[Candidate], aliases: AliasTable
) -> list[Candidate]:
    """In a title in title case, only what is known, or stands in the text, too."""
    words = re.findall(r"[^\W\d_]{4,}", analysis.text[segment.start : segment.end])
    capitals = sum(w[0].isupper() for w in words)
    if segment.kind != "title" or capitals < 0.7 * len(words):
        return candidates
    return [c for c in candidates if c.rank <= 3 and c.family != "projects" or c.reference or aliases.find(c.name)]


def _dateline(analysis: Analysis, aliases: AliasTable, segment: Segment) -> None:
    """The city of a dateline, else its country as a place."""
    units = known_units(analysis, segment)
    places = [
        c
        for c in [*city_candidates(analysis.text, units), *known_candidates(analysis.text, units)]
        if c.type in ("Place", "State")
    ]
    for candidate in _choose(places):
        if candidate.type == "State":
            row = reference().rows[candidate.reference or ""]
            candidate = replace(candidate, type="Place", name=common_name(row), country=row.id)
        _enter(analysis, aliases, candidate)


def _enter_all(analysis: Analysis, aliases: AliasTable, candidates: list[Candidate]) -> None:
    """Enters the fuller names before the shorter ones, so that these find them."""
    for candidate in sorted(candidates, key=lambda c: (c.parent is None, -(c.end - c.start), c.start)):
        _enter(analysis, aliases, candidate)


def _enter(analysis: Analysis, aliases: AliasTable, candidate: Candidate) -> None:
    parent = _known(analysis, candidate.parent) if candidate.parent else None
    entity = _same(analysis, aliases, candidate, parent) or analysis.entities.add(
        candidate.type, candidate.name, reference=candidate.reference, parent=parent, country=candidate.country
    )
    row = analysis.entities[entity]
    if parent and not row.parent and parent != entity and candidate.type in OWNED:
        analysis.entities.update(entity, parent=parent)
    form = candidate.form if candidate.form != "description" else "name"
    if analysis.mention(candidate.start, candidate.end, entity, form):
        surfaces = (candidate.name, *candidate.shorter)
        if candidate.form != "composed" or candidate.type != "State":
            for surface in surfaces:
                analysis.entities.alias(entity, surface)
        aliases.add(entity, *surfaces, analysis.text[candidate.start : candidate.end])
        known = reference().rows.get(candidate.reference or "")
        if candidate.type == "State" and known is not None:
            analysis.entities.alias(entity, common_name(known))
        if candidate.place is not None:
            _located(analysis, entity, candidate)


def _same(analysis: Analysis, aliases: AliasTable, candidate: Candidate, parent: str | None) -> str | None:
    """The entity known under one of the candidate's forms, of its type, with no other parent."""
    if candidate.reference:
        return _other_office(analysis, candidate)
    if candidate.rank >= _WEAK and len(known := aliases.find(candidate.name)) == 1:
        return known.pop()
    for form in (candidate.name, *candidate.shorter):
        fitting = {
            e
            for e in aliases.find(form)
            if analysis.entities[e].type == candidate.type
            and not _other_tail(analysis.entities[e].name, candidate.name, form)
            and (not parent or analysis.entities[e].parent in (None, parent))
        }
        if len(fitting) == 1:
            return fitting.pop()
    return None


_TAILED = frozenset({"in", "of", "to", "for", "on"})


def _other_tail(known: str, name: str, form: str) -> bool:
    """Whether two names share no more than what stands before another place or owner: 'Country Office |in
    Lomé|' and 'Country Office |in Accra|'."""
    tails = [n[len(form) :].split() for n in (known, name) if n.startswith(f"{form} ")]
    if len(tails) < 2 or any(t[0] not in _TAILED for t in tails) or tails[0][0] != tails[1][0]:
        return False
    one, other = ({w for w in t if w[0].isupper()} for t in tails)
    return bool(one and other) and one.isdisjoint(other)


def _other_office(analysis: Analysis, candidate: Candidate) -> str | None:
    """An office under another name than the one its reference row has in this article: an entity of its own."""
    known = next((e for e in analysis.entities if e.reference == candidate.reference), None)
    named = "office" in normalise(candidate.name)
    if candidate.type != "Office" or known is None or named == ("office" in normalise(known.name)):
        return None
    return analysis.entities.add("Office", candidate.name, parent=known.parent, country=candidate.country)


def _known(analysis: Analysis, unit: Unit) -> str:
    """The entity of a known name inside another name."""
    row = reference().rows.get(unit.reference or "")
    name = common_name(row) if row and unit.kind == "adjective" else unit.label
    country = reference().country(unit.reference or "") or None
    owner = owner_in_name(unit) if row is not None else None
    parent = _known(analysis, owner) if owner else None
    known = analysis.entities.add(unit.type, name, reference=unit.reference, parent=parent, country=country)
    if row is not None and unit.type == "State":
        analysis.entities.alias(known, common_name(row))
    if unit.kind == "name":
        analysis.entities.alias(known, unit.label)
    return known


def _located(analysis: Analysis, entity: str, candidate: Candidate) -> None:
    """Keeps the place that a facility's or office's name states, for `name_claims`."""
    place = candidate.place
    housed = candidate.type in ("InternationalOrganization", "CivilSociety") and _STANDS.search(candidate.name)
    sited = housed or candidate.type in ("Facility", "Office")
    if place is None or not sited or _SAYS_NO_PLACE.search(candidate.name):
        return
    row = reference().rows.get(place.reference or "")
    if candidate.type != "Facility" and row is not None and row.table != CITIES:
        return
    name = common_name(row) if row and place.type == "State" else place.label
    where = analysis.entities.add(
        "Place", name, reference=place.reference, country=reference().country(place.reference or "") or None
    )
    analysis.claim("locatedIn", entity, where, "name-in-place", Span(candidate.start, candidate.end), confidence=0.85)


def _fullest_names(analysis: Analysis) -> None:
    """Each entity is called by the fullest form of its name that the text has, in English where it has one."""
    for entity in list(analysis.entities):
        if entity.type == "State" or not entity.reference:
            continue
        forms = [f for f in (entity.name, *entity.aliases) if "(" not in f and "," not in f and f[:3] != "No."]
        forms = [f for f in forms if " " in f and not is_foreign_name(f)] or forms
        if forms and (best := max(forms, key=len)) != entity.name and not best.startswith(("the ", "The ")):
            analysis.entities.update(entity.id, name=best)


def _names_owner(entity: Entity, owner: Entity) -> bool:
    """Whether the owner's name or acronym stands in the name of an organ, in full where that is a commission. 'UN' in
    the name of an agency tells less: careful readers do not put it down for that alone."""
    if entity.type == "CivilSociety" or owner.reference == "un":
        return False
    row = reference().rows.get(owner.reference or "")
    forms = {owner.name, *(owner.aliases), row.acronym if row else ""} - {""}
    names = "\n".join((entity.name,) if _COMMISSION.fullmatch(entity.name) else (entity.name, *entity.aliases))
    return any(re.search(rf"\b{re.escape(form)}\b", names) for form in forms)


def _tells_owner(entity: Entity, owner: Entity) -> bool:
    """Whether a name says whose something is: neither a firm's, house's or process's with a state in it, nor words in
    small letters ('French police', 'the headquarters of X'), which name nothing by themselves."""
    if entity.name.startswith("Expertise ") or _is_of_sides(entity, owner):
        return False
    if owner.type == "State" and entity.type in ("CivilSociety", "PrivateSector", "Process"):
        return False
    if owner.type == "State" and entity.type == "Facility" and not _PUBLIC_HOUSE.search(entity.name):
        return False
    return _IN_SMALL_LETTERS.search(entity.name) is None


def _is_of_sides(entity: Entity, owner: Entity) -> bool:
    """Whether a process is one of its owner and another side, by its name: 'EU-|Togo| Dialogue', 'EU-|ASEAN| Forum'."""
    named = _OF_SIDES.match(entity.name) if entity.type == "Process" else None
    sides = [match for match in find(entity.name) if named and match.start < named.end()]
    return owner.type == "InternationalOrganization" and len({match.row_id for match in sides}) > 1


def _is_named_after(entity: Entity, owner: Entity) -> bool:
    """Whether a body of civil society bears the name of an organisation of states, none of whose organs it is."""
    return entity.type == "CivilSociety" and owner.type == "InternationalOrganization"


def name_claims(analysis: Analysis) -> None:
    """The claims that follow from names alone: a body, organ or office is part of what its name says."""
    parts = {e.parent: e.id for e in analysis.entities if e.parent and analysis.mentions_of(e.id)}
    for entity in list(analysis.entities):
        found = analysis.mentions_of(entity.id) or analysis.mentions_of(parts.get(entity.id, ""))
        if not found:
            continue
        parent = entity.parent
        if parent is None or entity.type not in OWNED:
            continue
        owner = analysis.entities[parent]
        if not _tells_owner(entity, owner) or _is_named_after(entity, owner):
            continue
        stated = owner.type in ("State", "GovernmentBody") or entity.type == "Office"
        stated = stated and not (owner.type == "State" and _AID_AGENCY.search(entity.name))
        spoken_of = analysis.mentions_of(parent) and not _COMMISSION.fullmatch(entity.name)
        if stated or _names_owner(entity, owner) or spoken_of:
            evidence = Span(found[0].start, found[0].end)
            analysis.claim("partOf", entity.id, parent, "name-parent", evidence, confidence=0.95)


__all__ = ["as_place", "find_mentions", "name_claims"]
