"""The diagrams of the documentation: the classes, the main relations, and how a claim holds a fact and its words."""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from markupsafe import Markup

from kg import settings
from kg.documentation.drawing import Arrow, Box, drawing
from kg.documentation.ontology import CLASS, SCHEMA, Ontology, Term
from kg.graph.terms import RDFS

_WIDTH, _GAP, _COLUMN = 220.0, 40.0, 320.0
_SUBCLASS = RDFS + "subClassOf"


def classes(ontology: Ontology) -> Markup:
    """The classes, each below the one that it is a kind of; those without kinds in a column of their own."""
    below: dict[str, list[Term]] = defaultdict(list)
    known = {term.iri: term for term in ontology.terms if term.kind == CLASS}
    for term in known.values():
        for above in term.all(_SUBCLASS):
            if above in known:
                below[above].append(term)
    children = {child.iri for kinds in below.values() for child in kinds}
    boxes, arrows, row = [], [], count()
    for iri, kinds in below.items():
        placed = [Box(20 + _COLUMN, 20 + next(row) * _GAP, _WIDTH, kind.label) for kind in kinds]
        middle = sum(box.y for box in placed) / len(placed)
        parent = Box(20, middle, _WIDTH, known[iri].label)
        boxes += [parent, *placed]
        arrows += [Arrow(box, parent, angular=True) for box in placed]
    alone = [term for iri, term in known.items() if iri not in children and iri not in below]
    boxes += [Box(20 + 2 * _COLUMN, 20 + place * _GAP, _WIDTH, term.label) for place, term in enumerate(alone)]
    told = "; ".join(f"{known[iri].label}: {', '.join(kind.label for kind in kinds)}" for iri, kinds in below.items())
    text = f"Kinds of {told}. Others: {', '.join(term.label for term in alone)}."
    size = (40 + 2 * _COLUMN + _WIDTH, 20 + _GAP * max(next(row), len(alone)))
    return drawing("classes", "The classes", text, size, boxes, arrows)


def relations(ontology: Ontology) -> Markup:
    """The relations between the main kinds of things, each once: between those that it ties above all."""
    layout = _layout()["relations"]
    ties: dict[tuple[str, str], list[str]] = defaultdict(list)
    for term in ontology.terms:
        if term.relation and (ends := _ends(term, ontology, [*layout["box"]])):
            ties[ends].append(term.label)
    names = {name: name for name in layout["box"]} | {term.name: term.label for term in ontology.terms}
    boxes = {name: _placed(at, names[name], _threes(ties.get((name, name), []))) for name, at in layout["box"].items()}
    arrows = [Arrow(boxes[a], boxes[b], tuple(labels)) for (a, b), labels in ties.items() if a != b]
    told = "; ".join(f"{names[a]} to {names[b]}: {', '.join(labels)}" for (a, b), labels in ties.items())
    size = (layout["width"], layout["height"])
    return drawing("relations", layout["title"], told, size, boxes.values(), arrows)


def claim() -> Markup:
    """What stands around a claim."""
    layout = _layout()["claim"]
    boxes = {entry["id"]: _placed(entry["at"], entry["title"], entry.get("lines", ())) for entry in layout["box"]}
    arrows = [Arrow(boxes[edge["from"]], boxes[edge["to"]], tuple(edge["label"])) for edge in layout["edge"]]
    told = "; ".join(f"{arrow.start.title}, {' '.join(arrow.label)}, {arrow.end.title}" for arrow in arrows)
    size = (layout["width"], layout["height"])
    return drawing("claim", layout["title"], told, size, boxes.values(), arrows)


def _placed(at: Sequence[float], title: str, lines: Iterable[str]) -> Box:
    """A box where the layout has it."""
    x, y, width = at
    return Box(x, y, width, title, tuple(lines))


def _threes(labels: list[str]) -> tuple[str, ...]:
    """The labels, three a line."""
    return tuple(", ".join(labels[place : place + 3]) for place in range(0, len(labels), 3))


def _ends(term: Term, ontology: Ontology, drawn: Sequence[str]) -> tuple[str, str] | None:
    """The kinds of things that a relation ties above all; None where one of them is not drawn. Of kinds that are as
    frequent, the one that is drawn first."""
    sides = []
    for hint in (SCHEMA + "domainIncludes", SCHEMA + "rangeIncludes"):
        kinds = Counter(_group(iri, ontology) for named in term.all(hint) for iri in (named, *_below(named, ontology)))
        sides.append(max((kind for kind in drawn if kind in kinds), key=lambda kind: kinds[kind], default=""))
    subject, value = sides
    return (subject, value) if subject and value else None


def _below(iri: str, ontology: Ontology) -> list[str]:
    return [term.iri for term in ontology.terms if iri in term.all(_SUBCLASS)]


def _group(iri: str, ontology: Ontology) -> str:
    """The class of ours above a class, else the class itself."""
    found = next((term for term in ontology.terms if term.iri == iri and term.kind == CLASS), None)
    above = found.all(_SUBCLASS) if found else ()
    return next((one for one in above if one.startswith(settings.ONTOLOGY)), iri).removeprefix(settings.ONTOLOGY)


@cache
def _layout() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "diagrams.toml").read_text("utf-8"))
