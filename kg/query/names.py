"""Entities, articles and concepts by the names that people give them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from pyoxigraph import Literal, NamedNode

from kg import settings
from kg.query.questions import Parameter
from kg.query.targets import Target
from kg.records import KgError

Say = Callable[[str], None]
"""Told, in one line, which entity was taken for a name."""

_SHOWN = 10
_PREFIXES = f"""PREFIX mg: <{settings.ONTOLOGY}>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
_OF_ENTITIES = "rdfs:label skos:altLabel mg:acronym skos:hiddenLabel"
_OF_ARTICLES = "dcterms:title dcterms:source mg:key"
_SAME = "STR(?name) = {0}"
_SAME_LETTERS = "LCASE(STR(?name)) = LCASE({0})"
_INSIDE = "CONTAINS(LCASE(STR(?name)), LCASE({0}))"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that a name may mean."""

    iri: NamedNode
    label: str


def find_entity(parameter: Parameter, name: str, target: Target, within: str | None, say: Say) -> NamedNode:
    """The one entity of the parameter's class with this name, alias or acronym; of articles, with this title, address
    or key. It is looked for in the article `within` first; a name in other letters counts where no exact one is found,
    and a part of a name where that fails too. Raises KgError where there is none or more than one."""
    for found in _steps(parameter, name, target, within):
        if len(found) == 1:
            say(f"{parameter.name}: '{name}' is taken as {found[0].label} <{found[0].iri.value}>")
            return found[0].iri
        if found:
            raise KgError(_several(parameter, name, found))
    kind = parameter.of or "entity"
    near = _near(parameter, name, target)
    mend = (
        f"did you mean {' or '.join(near)}?"
        if near
        else "write a name, an acronym or an IRI of the graph; the questions list what there is"
    )
    raise KgError(f"{parameter.name}: no {kind} is called '{name}': {mend}")


def _near(parameter: Parameter, name: str, target: Target) -> list[str]:
    """The labels that are written nearly as a name is; none for articles, whose titles are long."""
    if parameter.of == "Article":
        return []
    kind = f"?entity a mg:{parameter.of} ; " if parameter.of else "?entity "
    rows = target.query(f"{_PREFIXES}SELECT DISTINCT ?label WHERE {{ {kind} rdfs:label ?label }} ORDER BY ?label").rows
    labels: dict[str, str] = {}
    for row in rows:
        labels.setdefault(_text(row[0]).casefold(), _text(row[0]))
    return [labels[near] for near in get_close_matches(name.casefold(), labels, 3, 0.7)]


def find_concept(parameter: Parameter, name: str, target: Target) -> NamedNode:
    """The concept of the parameter's scheme with this name or label. Raises KgError, with all that there are, where
    there is none."""
    scheme = f"{settings.CONCEPT}{parameter.of}"
    query = f"""{_PREFIXES}SELECT ?concept ?label WHERE {{
      VALUES ?ontology {{ <{settings.ONTOLOGY_GRAPH}> }}
      GRAPH ?ontology {{ ?concept skos:inScheme <{scheme}> ; skos:prefLabel ?label }} }}
    ORDER BY STR(?concept) STR(?label)"""
    known = [(row[0], _text(row[1])) for row in target.query(query).rows]
    for concept, label in known:
        local = _text(concept).rpartition("/")[2]
        if isinstance(concept, NamedNode) and name.casefold() in (local.casefold(), label.casefold()):
            return concept
    names = ", ".join(_text(concept).rpartition("/")[2] for concept, _ in known)
    raise KgError(f"{parameter.name}: '{name}' is none of the concepts of {parameter.of}: {names or 'it has none'}")


def _steps(parameter: Parameter, name: str, target: Target, within: str | None) -> Iterator[list[Candidate]]:
    """What is found in the article and then everywhere, from exact names to parts of names."""
    # 'the workshop' is a name that many events have somewhere: it is looked for in longer names at once
    common = parameter.of == "Event" and name.islower()
    for scope in (within, None) if within else (None,):
        for condition in (_INSIDE,) if common else (_SAME, _SAME_LETTERS, _INSIDE):
            yield _candidates(parameter, condition.format(Literal(name)), target, scope)


def _candidates(parameter: Parameter, condition: str, target: Target, scope: str | None) -> list[Candidate]:
    article = parameter.of == "Article"
    dataset = f"FROM {scope}" if scope and not article else ""
    kind = f"?entity a mg:{parameter.of} ." if parameter.of else ""
    label = "mg:key" if article else "rdfs:label"
    query = f"""{_PREFIXES}SELECT DISTINCT ?entity ?label {dataset} WHERE {{
      {kind}
      VALUES ?property {{ {_OF_ARTICLES if article else _OF_ENTITIES} }}
      ?entity ?property ?name ; {label} ?label .
      FILTER({condition})
    }} ORDER BY STR(?label) STR(?entity)"""
    rows = target.query(query).rows
    return [Candidate(row[0], _text(row[1])) for row in rows if isinstance(row[0], NamedNode)]


def _several(parameter: Parameter, name: str, found: list[Candidate]) -> str:
    shown = "; ".join(f"{candidate.label} <{candidate.iri.value}>" for candidate in found[:_SHOWN])
    more = f"; and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return f"{parameter.name}: '{name}' may mean {len(found)}: {shown}{more}: write a longer name or the IRI"


def _text(term: object) -> str:
    return str(getattr(term, "value", ""))
