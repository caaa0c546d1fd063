"""Which extracted entity is which annotated one: named entities by their surface forms, events by name and by the
facts that they share. One to one; the rules are those of the annotation guidelines' scorer, to the last digit."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import SequenceMatcher
from functools import lru_cache

from kg.evaluation.documents import Document
from kg.records import Entity
from kg.vocabulary import vocabulary

EVENT = "Event"
LAND = ("State", "Place")
_NAME_MATCH, _EVENT_MATCH = 0.85, 0.45
_SAME_WORD = 0.8
_ALIASES = 12
"""Of how many aliases an entity is known; later ones are rare forms that mislead."""
_SMALL_WORDS = frozenset("the of on in and for a an to s mr ms mrs h his her excellency hon".split())
_DASHES = re.compile("[\u2010-\u2015]")
_POINT_IN_ACRONYM = re.compile(r"\b(\w)\.(?=\w\b)")
_WORD = re.compile(r"[^\W_]+")
_RANK = re.compile(r"^(dr|he) ")
_STATE_PREFIX = re.compile(r"^(government|republic) ")

Pairs = Iterable[tuple[float, str, str]]
Forms = Mapping[str, frozenset[str]]


def is_literal(relation: str) -> bool:
    """Whether the object of the relation is words or a date, and no entity."""
    return vocabulary().relations[relation].value != "entity"


@lru_cache(maxsize=65536)
def normalised(text: str) -> str:
    """The words of a name in lower case without accents, punctuation, articles, small words and honorifics; where
    nothing else is left, with them."""
    decomposed = unicodedata.normalize("NFKD", _DASHES.sub("-", text.replace("’", "'"))).lower()
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    words = _WORD.findall(_POINT_IN_ACRONYM.sub(r"\1", plain))
    return " ".join(word for word in words if word not in _SMALL_WORDS) or " ".join(words)


def surface_forms(entity: Entity) -> frozenset[str]:
    """All names of an entity, normalised. 'The meeting' alone names no event."""
    found = {normalised(form) for form in (entity.name, *entity.aliases)}
    if entity.type == "Person":
        found = {_RANK.sub("", form) for form in found}
    if entity.type == "State":
        found |= {_STATE_PREFIX.sub("", form) for form in found}
    if entity.type == EVENT:
        found = {form for form in found if " " in form}
    return frozenset(found - {""})


def near(one: str, other: str) -> bool:
    """The same words, give or take spelling: no word on either side without a close one on the other."""
    left, right = one.split(), other.split()
    return bool(left and right) and all(_has_close(w, right) for w in left) and all(_has_close(w, left) for w in right)


def align(predicted: Document, gold: Document) -> dict[str, str]:
    """Ids of predicted entities and the ids of the gold entities that they are."""
    named_p, events_p = _split(predicted)
    named_g, events_g = _split(gold)
    mapping = _pairs_of_names(named_p, named_g)
    facts_p = _facts_of_events(predicted, mapping)
    facts_g = _facts_of_events(gold, {key: key for key in named_g})
    forms_p, forms_g = _own_forms(events_p), _own_forms(events_g)
    pairs = []
    for i, event in events_p.items():
        for j, other in events_g.items():
            shared, weight = _shared(facts_p[i], facts_g[j])
            score = 0.5 * weight + 0.5 * _similarity(event, other, forms_p[i], forms_g[j])
            if score >= _EVENT_MATCH:
                pairs.append((shared + score, i, j))
    return mapping | _greedy(pairs, _EVENT_MATCH)


def _split(document: Document) -> tuple[dict[str, Entity], dict[str, Entity]]:
    """The named entities and the events."""
    named = {key: entity for key, entity in document.entities.items() if entity.type != EVENT}
    return named, {key: entity for key, entity in document.entities.items() if key not in named}


def _pairs_of_names(predicted: Mapping[str, Entity], gold: Mapping[str, Entity]) -> dict[str, str]:
    forms_p, forms_g = _own_forms(predicted), _own_forms(gold)
    pairs = (
        (_similarity(one, other, forms_p[i], forms_g[j]) + 0.01 * (one.type == other.type), i, j)
        for i, one in predicted.items()
        for j, other in gold.items()
    )
    return _greedy(pairs, _NAME_MATCH)


def _own_forms(entities: Mapping[str, Entity]) -> Forms:
    """Names, and those of the first aliases that no other entity of the document bears."""
    first = {key: surface_forms(replace(e, aliases=e.aliases[:_ALIASES])) for key, e in entities.items()}
    bearers = Counter(form for forms in first.values() for form in forms)
    return {
        key: frozenset(form for form in forms if bearers[form] == 1) | surface_forms(replace(entities[key], aliases=()))
        for key, forms in first.items()
    }


def _has_close(word: str, others: Iterable[str]) -> bool:
    return any(word[:1] == o[:1] and SequenceMatcher(None, word, o).ratio() >= _SAME_WORD for o in others)


def _similarity(one: Entity, other: Entity, forms: frozenset[str], others: frozenset[str]) -> float:
    """1.0 and up for a shared surface form, else the closeness of two full names."""
    x, y = normalised(one.name), normalised(other.name)
    if forms & others:
        return 1.0 + 0.02 * (x == y) + 0.02 * len(forms & others) / len(forms | others)
    if EVENT not in (one.type, other.type) and (one.type in LAND or not near(x, y)):
        return 0.0
    return SequenceMatcher(None, x, y).ratio()


def _greedy(pairs: Pairs, floor: float) -> dict[str, str]:
    """The best pair first, each end once; of equal ones, the first by id."""
    taken: set[str] = set()
    found: dict[str, str] = {}
    for score, one, other in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if score >= floor and one not in found and other not in taken:
            found[one] = other
            taken.add(other)
    return found


def _facts_of_events(document: Document, names: Mapping[str, str]) -> defaultdict[str, set[tuple[str, str, str]]]:
    """For every event the facts that it takes part in, other ends by their aligned ids; facts that join two events
    left out."""
    found: defaultdict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for relation, subject, target in document.facts:
        literal = is_literal(relation)
        for event, other, side in ((subject, target, "subject"), (target, subject, "object")):
            if not _is_event(document, event) or _is_event(document, other) or (literal and side == "object"):
                continue
            found[event].add((relation, side, other if literal else names.get(other, f"?{other}")))
    return found


def _is_event(document: Document, key: str) -> bool:
    return key in document.entities and document.entities[key].type == EVENT


def _shared(one: set[tuple[str, str, str]], other: set[tuple[str, str, str]]) -> tuple[int, float]:
    """How many facts two events share, and their weight: the share of the smaller set, no more than half for one."""
    shared = len(one & other)
    weight = shared / min(len(one), len(other)) if one and other else 0.0
    return shared, min(weight, 0.5) if shared == 1 else weight
