"""Owners that stand inside the names of their organs.

`the PIDC Secretariat`, `the Melanesian Spearhead Group Secretariat`, `the Guyana Police Force Immigration Department`:
what the name begins with is the parent, known to the article or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.analysis import Analysis, normalise
from kg.extract.bodies.committees import is_committee
from kg.extract.names.composition import GROUPS, OWNED, OWNERS, is_organ_of_group
from kg.extract.names.heads import named_heads
from kg.extract.names.name_tails import INNER
from kg.extract.names.units import is_acronym_of
from kg.records import Entity, Span

_ACRONYM = re.compile(r"(?=\S*[A-Z]\S*[A-Z])[A-Z][\w&-]{2,}")
_OWNED = re.compile(r"(?=\S*[A-Z]\S*[A-Z])[A-Z][\w&-]+[’']s (?=\w+ \w)")
_OWNER = re.compile(r"[’']s?$")
_ORGAN_OF = re.compile(
    r"(?:[A-Za-z][\w-]+ ){0,3}"
    r"(?:Secretariat|Committee|Group|Task Force|Unit|Bureau|Board|Panel|committee|group|task force)"
    r"(?: on [^,()]{3,60}?)? (?:of|to|under) (?:the )?(?P<inner>[A-Z].+)"
)
_PROCESS = re.compile(r"(?:[A-Z][\w-]+ ){1,4}(?:Process|Dialogue|Initiative|Platform|Compact|Mechanism)")
"""Names that are those of processes without more, also where the article has them inside an organ's name alone."""
_GROUP = re.compile(r"\b(?:Mechanism|Dialogue|Platform|Forum|Network|Initiative|Conference|Council|Process)\b")


def owners_in_names(analysis: Analysis) -> None:
    """Gives bodies, organs and offices without a parent the one that their name begins with."""
    bearers, works = _bearers(analysis, OWNERS - {"State"}), _bearers(analysis, frozenset({"Project"}))
    for entity in list(analysis.entities):
        found = analysis.mentions_of(entity.id)
        if entity.type not in OWNED or entity.reference or not found:
            continue
        steered = entity.type == "Process" and is_committee(entity.name)
        owner = next(_owners(analysis, entity, works | bearers if steered else bearers), None)
        if owner is None or owner in (entity.id, entity.parent) or _is_below(analysis, owner, entity.id):
            continue
        if entity.name.startswith(f"{analysis.entities[owner].name} and "):
            continue  # 'Ministry of Health and Social Services' is none of the 'Ministry of Health'
        analysis.entities.update(entity.id, parent=owner)
        _without_owner(analysis, entity, analysis.entities[owner])
        span = Span(found[0].start, found[0].end)
        analysis.claim("partOf", entity.id, owner, "owner-in-name", span, confidence=0.9)


def _without_owner(analysis: Analysis, entity: Entity, owner: Entity) -> None:
    """Calls a body by its name without its owner's: 'GIZ's |Training Centre|', 'the Police Service's |Visa Unit|'."""
    forms = "|".join(map(re.escape, (owner.name, *owner.aliases)))
    owned = _OWNED.match(entity.name) or re.match(rf"(?:{forms})[’']s? (?=[\w-]+ \w)", entity.name)
    if owned:
        analysis.entities.update(entity.id, name=entity.name[owned.end() :])
        analysis.entities.alias(entity.id, entity.name)


def _bearers(analysis: Analysis, types: frozenset[str]) -> dict[str, set[str]]:
    """The entities of these types, by their forms."""
    found: dict[str, set[str]] = {}
    for entity in analysis.entities:
        if entity.type in types:
            for form in (entity.name, *entity.aliases):
                found.setdefault(normalise(form), set()).add(entity.id)
    return found


def _owners(analysis: Analysis, entity: Entity, bearers: dict[str, set[str]]) -> Iterator[str]:
    """The owner by the longest beginning of the name that the article knows; else, of an organ of an unknown group, the
    group as a new entity."""
    words = entity.name.split()
    for cut in range(len(words) - 1, 0, -1):
        own = bearers.get(_key(words[:cut]), set()) - {entity.id}
        if len(own) == 1 and _has_head_behind(words, cut) and _tells(words[:cut]):
            yield from own
            return
    if entity.parent is None and (inner := _owner_behind(entity)) is not None:
        own = bearers.get(normalise(inner), set()) - {entity.id}
        yield from own if len(own) == 1 else _new_owner(analysis, entity, inner)
    stop = next((at for at, word in enumerate(words) if word in INNER), len(words))
    if entity.parent is None and (cut := is_organ_of_group(words) or is_organ_of_group(words[:stop])):
        yield analysis.entities.add("Process", _OWNER.sub("", " ".join(words[:cut])))


def _owner_behind(entity: Entity) -> str | None:
    """The name behind 'of' of what an organ serves: 'Secretariat of the |Visa Mechanism|'; None where none stands."""
    organ = _ORGAN_OF.fullmatch(entity.name)
    return organ["inner"] if organ and (is_committee(organ["inner"]) or _GROUP.search(organ["inner"])) else None


def _new_owner(analysis: Analysis, entity: Entity, inner: str) -> Iterator[str]:
    """The process whose organ or secretariat is named as a new entity, with the acronym of its name that a secretariat
    got."""
    secretariat = entity.name.split(" of ")[0].endswith("Secretariat")
    if not secretariat and not _PROCESS.fullmatch(inner):
        return
    owner = analysis.entities.add("Process", inner)
    for mention in [m for m in analysis.mentions_of(entity.id) if analysis.surface(m).isupper()]:
        form = analysis.surface(mention)
        if form[0] != entity.name[0] and is_acronym_of(form, inner):
            analysis.mentions.remove(mention)
            analysis.mention(mention.start, mention.end, owner, mention.form)
            analysis.entities.alias(owner, form)
    yield owner


def _key(words: list[str]) -> str:
    return normalise(_OWNER.sub("", " ".join(words)))


def _has_head_behind(words: list[str], cut: int) -> bool:
    """Whether the words behind the cut end in the head of a name, before any 'of' or 'on'."""
    stop = next((at for at in range(cut, len(words)) if words[at] in INNER), len(words))
    if any(word in GROUPS for word in words[cut : stop - 1]):
        return False
    return any(named_heads(" ".join(words[first:stop])) for first in range(cut, stop))


def _tells(words: list[str]) -> bool:
    """Whether a beginning is a name by itself: an acronym, or several words."""
    return len(words) > 1 or _ACRONYM.fullmatch(_OWNER.sub("", words[0])) is not None


def _is_below(analysis: Analysis, start: str, top: str) -> bool:
    """Whether an entity belongs, by its parents, to another."""
    seen: set[str] = set()
    at: str | None = start
    while at and at not in seen and at in analysis.entities.rows:
        if at == top:
            return True
        seen.add(at)
        at = analysis.entities[at].parent
    return False
