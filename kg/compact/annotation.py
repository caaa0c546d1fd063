"""What an annotated text teaches: which spans are mentions of what, which mean the same, what holds between them.

The annotations name entities by their surface forms; where they also tell the offsets of each mention (`mentions`),
these are taken, else a form is looked for wherever it stands.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.compact.labels import DATE, POST, Labels
from kg.compact.network import WIDEST
from kg.compact.sequence import Marked
from kg.compact.words import Stretch, Words
from kg.evaluation import Document
from kg.records import DOCUMENT

Edge = tuple[int, int, str]
"""Subject and object as numbers of nodes, and the relation."""
_START, _END, _POSITION, _PARTNER = "startDate", "endDate", "position", "partner"


@dataclass(frozen=True)
class Lesson:
    """An annotated text as the network learns it. `mentions`: what is marked; `nodes`: the mentions of each node by
    number; `edges` hold, `open_edges` may; `event_types` by node; `topics`, `open_topics`; `speakers` and
    `open_speakers` of the document, as nodes."""

    words: Words
    mentions: tuple[Marked, ...]
    nodes: tuple[tuple[int, ...], ...]
    edges: frozenset[Edge]
    open_edges: frozenset[Edge]
    event_types: Mapping[int, str]
    topics: frozenset[str]
    open_topics: frozenset[str]
    speakers: frozenset[int]
    open_speakers: frozenset[int]


def lesson(words: Words, document: Document, places: Mapping[str, Sequence[tuple[int, int]]], labels: Labels) -> Lesson:
    """The lesson of a text and its annotation. `places`: offsets of the mentions of each entity in the text as it is
    read; without any, they are looked for."""
    offsets = places or surface_places(words.text, document)
    mentions: list[Marked] = []
    nodes: list[tuple[int, ...]] = []
    named: dict[str, int] = {}

    def enter(stretches: Iterable[Stretch | None], type: str) -> int | None:
        found = [place for place in stretches if place and place[1] - place[0] < WIDEST]
        if not found:
            return None
        nodes.append(tuple(range(len(mentions), len(mentions) + len(found))))
        mentions.extend((place, type) for place in found)
        return len(nodes) - 1

    for key, entity in document.entities.items():
        node = enter((words.stretch(*place) for place in offsets.get(key, ())), entity.type)
        if node is not None:
            named[key] = node
    posts = {
        title: enter(sorted(stretches), POST)
        for title, stretches in _posts(words, document, {k: mentions[nodes[n][0]][0] for k, n in named.items()}).items()
    }
    dates: dict[tuple[str | None, str | None], list[Stretch]] = defaultdict(list)
    for date in words.dates:
        dates[date.first, date.last].append(date.words)
    days = {value: enter(stretches, DATE) for value, stretches in dates.items()}

    def edges(facts: Iterable[tuple[str, str, str]]) -> Iterator[Edge]:
        for relation, subject, target in facts:
            if subject not in named or relation not in labels.relations:
                continue
            if relation in (_START, _END):
                ends = [node for value, node in days.items() if node is not None and _tells(relation, value, target)]
            elif relation == _POSITION:
                ends = [node for title, node in posts.items() if title == target and node is not None]
            else:
                ends = [named[target]] if target in named else []
            yield from ((named[subject], end, relation) for end in ends)

    held = frozenset(edges(document.facts))
    either = frozenset((target, subject, _PARTNER) for subject, target, relation in held if relation == _PARTNER)
    speakers, open_speakers = (
        frozenset(named[o] for r, s, o in facts if r == "speaker" and s == DOCUMENT and o in named)
        for facts in (document.facts, document.optional)
    )
    topics, open_topics = (
        frozenset(o for r, _, o in facts if r == "topic") for facts in (document.facts, document.optional)
    )
    return Lesson(
        words,
        tuple(mentions),
        tuple(nodes),
        held,
        frozenset(edges(document.optional)) | either - held,
        {named[s]: o for r, s, o in document.facts if r == "eventType" and s in named},
        topics,
        open_topics,
        speakers,
        open_speakers,
    )


def _tells(relation: str, value: tuple[str | None, str | None], target: str) -> bool:
    """Whether a date expression of that first and last day tells the date of a fact."""
    first, last = value
    return first == target if relation == _START else (last or first) == target


def _posts(words: Words, document: Document, persons: Mapping[str, Stretch]) -> dict[str, set[Stretch]]:
    """Where the posts of facts stand: of several places, the one next to the person."""
    found: dict[str, set[Stretch]] = defaultdict(set)
    for relation, subject, title in (*document.facts, *document.optional):
        if relation != _POSITION or subject not in persons:
            continue
        at = persons[subject][0]
        places = [words.stretch(*place) for place in occurrences(words.text, title)]
        near = sorted((abs(place[0] - at), place) for place in places if place)
        found[title] |= {place for _, place in near[:1]}
    return found


def occurrences(text: str, form: str) -> list[tuple[int, int]]:
    """Where a form stands in a text as whole words, however its words are spaced."""
    parts = [re.escape(part) for part in form.split()]
    if not parts:
        return []
    before = r"(?<!\w)" if form[0].isalnum() else ""
    behind = r"(?!\w)" if form[-1].isalnum() else ""
    return [match.span() for match in re.finditer(before + r"\s+".join(parts) + behind, text)]


def surface_places(text: str, document: Document) -> dict[str, list[tuple[int, int]]]:
    """The offsets of the mentions of each entity: wherever one of its forms stands, the longest forms first. A form of
    several entities counts for that whose name it is, if it is one's alone; no two mentions cross."""
    owners: dict[str, dict[str, bool]] = defaultdict(dict)
    for key, entity in document.entities.items():
        for form, is_name in ((entity.name, True), *((alias, False) for alias in entity.aliases)):
            owners[form.strip()][key] = is_name or owners[form.strip()].get(key, False)
    taken: dict[tuple[int, int], str] = {}
    for form in sorted(owners, key=lambda form: (-len(form), form)):
        keys = [key for key in owners[form] if len(owners[form]) == 1 or owners[form][key]]
        if len(keys) != 1:
            continue
        for start, end in occurrences(text, form):
            within = any(a <= start and end <= b and owner == keys[0] for (a, b), owner in taken.items())
            crosses = any(a < start < b < end or start < a < end < b for a, b in taken)
            if not within and not crosses:
                taken.setdefault((start, end), keys[0])
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for place, key in sorted(taken.items()):
        found[key].append(place)
    return found
