"""What else an article calls its entities: defined acronyms, shorter forms, and definite nouns ('the Initiative')."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from kg.extract.analysis import Analysis, normalise
from kg.extract.tables import table
from kg.extract.text.occurrences import occurrences
from kg.records import Entity, Segment
from kg.reference import reference

_NEAR = 450
"""Characters back in which an antecedent must be the only one where several fit."""
_MODIFIERS = (
    r"(?:(?:new|newly|present|current|draft|proposed|agreed|same|said|joint|revised|final|resulting|signed|adopted|latter"
    r"|written|latest|national|regional|four|two|three)\s+){0,2}"
)


def _key(surface: str) -> str:
    """A form as it is compared: normalised, every word in the singular."""
    return " ".join(w[:-1] if len(w) > 3 and w.endswith("s") else w for w in normalise(surface).split())


@dataclass(slots=True)
class AliasTable:
    """Forms of names of one article, normalised, and the entities that bear them."""

    forms: dict[str, set[str]] = field(default_factory=dict)

    def add(self, entity: str, *surfaces: str) -> None:
        """Registers forms of an entity."""
        for surface in surfaces:
            if key := _key(surface):
                self.forms.setdefault(key, set()).add(entity)

    def find(self, surface: str) -> set[str]:
        """The entities that bear this form, singular or plural."""
        return set(self.forms.get(_key(surface), ()))

    def merge(self, kept: str, gone: str) -> None:
        """Gives the forms of one entity to another."""
        for owners in self.forms.values():
            if gone in owners:
                owners.discard(gone)
                owners.add(kept)


def mark_aliases(analysis: Analysis, aliases: AliasTable, segments: Iterable[Segment]) -> None:
    """Mentions of forms that the article itself defines ('the RCP'), where nothing else stands; longest first."""
    forms = {form: owners for form, owners in aliases.forms.items() if len(owners) == 1}
    spans = sorted(segments, key=lambda segment: segment.start)
    for entity in list(analysis.entities):
        for surface in sorted({entity.name, *entity.aliases}, key=lambda form: (-len(form), form)):
            if _is_own_form(entity, surface) and forms.get(_key(surface)) == {entity.id}:
                _mark(analysis, entity, surface, spans)


def _is_own_form(entity: Entity, surface: str) -> bool:
    """A form that can be looked for as it stands: an acronym, or two words with a capital."""
    acronym = surface.isupper() or bool(re.fullmatch(r"[A-Z]\w*[A-Z]\w*", surface))
    if entity.type == "State":
        return acronym and len(surface) > 2 and any(f"({surface})" in form for form in entity.aliases)
    return (acronym and len(surface) > 2) or (" " in surface and surface[0].isupper())


def _mark(analysis: Analysis, entity: Entity, surface: str, segments: list[Segment]) -> None:
    text, words = analysis.text, surface.split(" ")
    form = "acronym" if " " not in surface and surface.upper() == surface else "alias"
    at = text.find(words[0])
    while at >= 0:
        number = bisect_right(segments, at, key=lambda segment: segment.start)
        stop = segments[number - 1].end if number else 0
        for start, end in occurrences(text, words, at, stop, hyphen=False):
            analysis.mention(start, end, entity.id, form)
        at = text.find(words[0], max(at + 1, stop))


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun of definite phrases: patterns of the words at the head of a name that it takes up, best first, the types
    of what it means, the first of them, and flags: `new` makes a new entity of that type where nothing fits, `any`
    takes up a name without such a head, `capital` means a body only where it has a capital."""

    patterns: tuple[re.Pattern[str], ...]
    types: frozenset[str]
    kind: str
    flags: frozenset[str]


_AFTER_HEAD = (
    r"(?=$|s?\b(?:\s+(?:of|on|for|in|to|against|between|at|from|under|with|and|regarding)\b|\s*[,(–-]|\s+\d|\s+I|$))"
)


@lru_cache
def _nouns() -> dict[str, Noun]:
    found: dict[str, Noun] = {}
    for row in table("coreference_nouns"):
        patterns = (re.compile(rf"\b{re.escape(word)}{_AFTER_HEAD}", re.I) for word in row["means"].split(";"))
        types = row["types"].split(";")
        found[row["noun"]] = Noun(tuple(patterns), frozenset(types), types[0], frozenset((row["flags"] or "").split()))
    return found


@lru_cache
def _definite() -> re.Pattern[str]:
    nouns = "|".join(sorted((re.escape(n) for n in _nouns()), key=len, reverse=True)).replace(r"\ ", r"\s+")
    return re.compile(rf"\b([Tt]he|[Tt]his|[Tt]hat)\s+({_MODIFIERS})({nouns})(s(?=['’]|\s+[A-Z]))?(?![\w-])", re.I)


def definite_mentions(analysis: Analysis, segments: Iterable[Segment]) -> None:
    """'the Initiative', 'the draft strategy': the entity that the noun takes up, where one alone fits."""
    for segment in sorted(segments, key=lambda s: s.start):
        for match in _definite().finditer(analysis.text, segment.start, segment.end):
            start = match.start(2) if match.group(2) else match.start(3)
            if analysis.mentions.overlapping(start, match.end()) or _goes_on(analysis.text, match):
                continue
            if (entity := _meant(analysis, match)) is not None:
                analysis.mention(start, match.end(), entity, "coreference")
                analysis.entities.alias(entity, analysis.text[match.start() : match.end()])


def _meant(analysis: Analysis, match: re.Match[str]) -> str | None:
    noun = re.sub(r"\s+", " ", match.group(3)).casefold()
    capital, flags = match.group(3)[0].isupper(), _nouns()[noun].flags
    if "capital" in flags and not capital:
        return None
    found, several = _antecedent(analysis, noun, match.start(), capital)
    if not found and not several and "any" in flags:
        found = _only_work(analysis, noun, match.start(), _nouns()[noun].kind)
    if found or several or "new" not in flags or not _stands_alone(analysis.text, match, noun):
        return found
    return analysis.entities.add(_nouns()[noun].kind, match.group(3))


_OWN_HEAD = re.compile(
    r"\b(?:funds?|facilit(?:y|ies)|campaigns?|mechanism|scheme|awards?|prize|account|appeal)\b", re.I
)


def _only_work(analysis: Analysis, noun: str, offset: int, kind: str) -> str | None:
    """The only project (document) named not far before, whatever its name, where no other was told of since: '"Safe
    Ways", … This programme …', 'the Border Act … The text …'. A project that is the only one so far may be far."""
    near = [m for m in analysis.mentions.within(max(0, offset - _NEAR), offset) if m.type == kind]
    before = near or [m for m in analysis.mentions.within(0, offset) if m.type == kind == "Project"]
    if len({m.entity for m in before}) != 1 or _OWN_HEAD.search(analysis.entities[before[-1].entity].name):
        return None
    other = re.compile(rf"\b(?:an?|another|new)\s+(?:[\w-]+\s+){{0,4}}{noun}\b", re.I)
    return None if other.search(analysis.text, before[-1].end, offset) else before[-1].entity


_FINITE = re.compile(r"\s+(?:is|was|are|were|will|has|had|aims|seeks|receives|received|supports|lasts|runs)\b")


def _stands_alone(text: str, match: re.Match[str], noun: str) -> bool:
    """Whether a noun for no document that opens a sentence is its subject: 'The project is funded by …'."""
    opens = match.group(1)[0].isupper() and _FINITE.match(text, match.end()) is not None
    return opens or _nouns()[noun].kind == "Document"


_ALSO_ADJECTIVES = frozenset({"draft", "paper", "text", "manual", "document", "guide"})
_ALONE = re.compile(
    r"[.,;:)]|\s+(?:is|was|will|has|had|must|should|shall|would|can|could|may|and|at|in|which|that|to|before|on|with|by|"
    r"also|\w{3,}s|\w{3,}ed)\b|$"
)
"""What follows a noun that stands alone: 'the draft rests on', and not 'the draft law'."""


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """Whether the noun has a complement of its own ('the process of …') or is part of a longer noun."""
    after = text[match.end() : match.end() + 24]
    if match.group(3).casefold() in _ALSO_ADJECTIVES and not _ALONE.match(after):
        return True
    if match.group(4):
        return False
    if match.group(3)[0].isupper():
        return bool(re.match(r"\s+(?:(?:of|on|for)\s+)?(?:the\s+)?[A-Z]", after))
    return bool(
        re.match(
            r"\s+(?:of|for|on(?!\s+(?:\d|[A-Z][a-z]+day\b))|between|to)\s|-|\s+(?:officer|officers|level|levels|staff|team|manager)\b",
            after,
        )
    )


def _antecedent(analysis: Analysis, noun: str, offset: int, capital: bool) -> tuple[str | None, bool]:
    """The entity that a definite noun means at an offset, or None; whether several fit."""
    for number, pattern in enumerate(_nouns()[noun].patterns):
        types = _nouns()[noun].types
        fitting = {e.id for e in analysis.entities if e.type in types and any(pattern.search(n) for n in _names(e))}
        before = [m for m in analysis.mentions if m.entity in fitting and m.end <= offset]
        found = {m.entity for m in before}
        if len(found) > 1:
            found = {m.entity for m in before if m.end > offset - _NEAR} or found
        if found:
            return (found.pop(), False) if len(found) == 1 else (None, True)
        later = {m.entity for m in analysis.mentions if m.entity in fitting}
        if number == 0 and len(later) == 1 and (capital or " " in noun):
            return later.pop(), False
    return (_organ(analysis, noun) if capital else None), False


def _names(entity: Entity) -> Iterator[str]:
    yield entity.name
    yield from entity.aliases
    row = reference().rows.get(entity.reference or "")
    if row is not None and entity.type not in ("State", "Place"):
        yield row.name


_ORGANS = {"commission": "Commission", "secretariat": "Secretariat"}


def _organ(analysis: Analysis, noun: str) -> str | None:
    """'the Commission' in an article that names one union alone: the commission of that union."""
    if noun not in _ORGANS:
        return None
    mentioned = {m.entity for m in analysis.mentions}
    owners = {e.reference for e in analysis.entities if e.id in mentioned and e.reference}
    rows = [
        row
        for row in reference().rows.values()
        if row.parent in owners
        and row.type == "InternationalOrganization"
        and row.name.endswith(_ORGANS[noun])
        or row.parent in owners
        and row.name == f"{_ORGANS[noun]} of the {row.parent}"
    ]
    if len(rows) != 1:
        return None
    owner = next((e.id for e in analysis.entities if e.reference == rows[0].parent and e.id in mentioned), None)
    return analysis.entities.add(rows[0].type, rows[0].name, reference=rows[0].id, parent=owner)
