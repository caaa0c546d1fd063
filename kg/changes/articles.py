"""The graph of an article as far as changes are told of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, RdfFormat, parse

from kg import settings
from kg.changes.records import Fact, Source, Telling
from kg.graph.terms import DCTERMS, LABEL, OA, RDF_OBJECT, RDF_PREDICATE, RDF_SUBJECT, RDF_TYPE, mg

_CLAIM, _EVIDENCE, _EXACT = str(mg("Claim")), str(mg("evidence")), f"<{OA}exact>"
_OWN = (str(RDF_TYPE), str(RDF_SUBJECT), str(RDF_PREDICATE), str(RDF_OBJECT), _EVIDENCE, f"<{DCTERMS}isPartOf>")
"""What is told of a claim in other ways than by its qualifiers."""

_TOLD = {"status": "status", "confidence": "confidence", "rule": "rule", "attributed_to": "attributedTo"}
_KEYED = {"key": str(mg("key")), **{name: f"<{DCTERMS}{name}>" for name in ("title", "publisher", "issued")}}

Values = Mapping[str, list[str]]
"""The objects of a subject by predicate, as N-Triples writes them."""


@dataclass(frozen=True, slots=True)
class Statements:
    """One version of an article's graph: where it is from, the digest of its text (of what was imported, of the file),
    what read it, which decisions changed it, the names, classes and keys of its entities, its facts with their claims,
    and which of these stand as plain facts."""

    source: Source
    text_hash: str
    extractor: str
    decisions: frozenset[str]
    names: Mapping[str, str]
    classes: Mapping[str, frozenset[str]]
    keys: Mapping[str, str]
    facts: Mapping[Fact, tuple[Telling, ...]] = field(repr=False)
    stated: frozenset[Fact] = field(repr=False)

    @property
    def text(self) -> tuple[str, Source]:
        """What the article says of itself: another one is another article."""
        return self.text_hash, self.source


def statements(iri: str, lines: Iterable[bytes], moves: Mapping[str, str]) -> Statements:
    """The article with this IRI out of the lines of its graph; the entities that `moves` names under other IRIs."""
    subjects: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        _, subject, predicate, target = line.decode().split(" ", 3)
        subjects[moves.get(subject, subject)][predicate].append(moves.get(target, target))
    own: Values = subjects.get(f"<{iri}>", {})
    named = {subject: values for subject, values in subjects.items() if str(LABEL) in values}
    facts = _facts(subjects)
    return Statements(
        source=Source(iri, **{name: first(own, predicate) for name, predicate in _KEYED.items()}),
        text_hash=first(own, str(mg("textHash"))) + first(own, f"<{DCTERMS}identifier>"),
        extractor=first(own, str(mg("extractor"))),
        decisions=frozenset(own.get(str(mg("decision")), ())),
        names={subject: first(values, str(LABEL)) for subject, values in named.items()},
        classes={subject: frozenset(values.get(str(RDF_TYPE), ())) for subject, values in named.items()},
        keys={subject: first(values, str(mg("identityKey"))) for subject, values in named.items()},
        facts=facts,
        stated=frozenset(fact for fact in facts if fact[2] in subjects.get(fact[0], {}).get(fact[1], ())),
    )


def _facts(subjects: Mapping[str, Values]) -> dict[Fact, tuple[Telling, ...]]:
    found: dict[Fact, list[Telling]] = defaultdict(list)
    for values in subjects.values():
        if _CLAIM in values.get(str(RDF_TYPE), ()):
            subject, relation, target = (
                next(iter(values.get(str(part), ("",)))) for part in (RDF_SUBJECT, RDF_PREDICATE, RDF_OBJECT)
            )
            found[subject, relation, target].append(_telling(values, subjects))
    return {fact: tuple(sorted(tellings)) for fact, tellings in found.items()}


def _telling(claim: Values, subjects: Mapping[str, Values]) -> Telling:
    told = {name: str(mg(term)) for name, term in _TOLD.items()}
    details = ((name, value) for name, values in claim.items() for value in values)
    segments = (subjects.get(segment, {}) for segment in claim.get(_EVIDENCE, ()))
    return Telling(
        **{name: first(claim, predicate) for name, predicate in told.items()},
        details=tuple(sorted(pair for pair in details if pair[0] not in (*_OWN, *told.values()))),
        quotations=tuple(sorted(first(segment, _EXACT) for segment in segments)),
    )


def first(values: Values, predicate: str) -> str:
    """The first value of a predicate as text, empty where there is none."""
    return plain(min(values.get(predicate, ()), default=""))


def plain(term: str) -> str:
    """The text of a literal, the IRI of a node."""
    if term.startswith("<"):
        return term[1:-1]
    if not term.startswith('"'):
        return term
    if "\\" not in term:
        return term[1 : term.rindex('"')]
    (triple,) = parse(f"<{settings.BASE}> <{settings.BASE}> {term} .", RdfFormat.N_TRIPLES)
    assert isinstance(triple.object, Literal)
    return triple.object.value
