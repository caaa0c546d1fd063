"""The documentation of the ontology as HTML: what the ontology says of itself, diagrams, terms, concept schemes."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from kg import settings
from kg.documentation import diagrams
from kg.documentation.examples import examples
from kg.documentation.ontology import ANNOTATION, CLASS, DCTERMS, KINDS, OWL, SCHEMA, Concept, Ontology, Scheme, Term
from kg.graph.mappings import VOCABULARIES
from kg.graph.terms import RDFS, SKOS, XSD
from kg.query import Question, load_questions
from kg.view.markup import bdi, esc, link

QuestionAddress = Callable[[str], str]
"""The address of the page of a question with this name."""

_ABOVE = (RDFS + "subClassOf", RDFS + "subPropertyOf")
_NEAR = (SKOS + "closeMatch", SKOS + "relatedMatch")
_SCHEME = settings.ONTOLOGY + "valueScheme"
_INVERSE = settings.ONTOLOGY + "inverseLabel"
_DISJOINT = OWL + "disjointWith"
_PREFIXES = {prefix: namespace for prefix, (namespace, _) in VOCABULARIES.items()} | {"xsd": XSD, "rdfs": RDFS}
_HEADER = {
    OWL + "versionIRI": "This version",
    OWL + "priorVersion": "Version before",
    DCTERMS + "modified": "Changed",
    DCTERMS + "publisher": "Publisher",
    DCTERMS + "license": "Licence",
    DCTERMS + "bibliographicCitation": "To cite",
    "http://purl.org/ontology/bibo/status": "Status",
}
_USED = re.compile(r"\bmg:(\w+)")
_CLAIM_CAPTION = "A fact is a plain triple. A claim says where it was read, in which words, and how sure it is."
_RELATIONS_CAPTION = (
    "The relations between the main kinds of things, each drawn once between those that it ties above all; the entries "
    "below list all. Inside a box: relations among things of that kind."
)
_NOT_PUBLIC = "It stands in graphs that are not public, so no example is shown."


@dataclass(frozen=True, slots=True)
class _Section:
    anchor: str
    title: str
    text: str
    holds: Callable[[Term], bool]


_SECTIONS = (
    _Section("terms-classes", "Classes", "What things in the graph are.", lambda term: term.kind == CLASS),
    _Section("terms-relations", "Relations", "What facts and claims say of them.", lambda term: term.relation),
    _Section(
        "terms-details",
        "Details of claims",
        "How a claim is meant, and what it holds for.",
        lambda term: term.qualifier,
    ),
    _Section(
        "terms-properties",
        "Properties of entities, articles and claims",
        "Names, codes, evidence, and how a claim is known.",
        lambda term: term.kind not in (CLASS, ANNOTATION) and not term.relation and not term.qualifier,
    ),
    _Section(
        "terms-annotations",
        "Annotations",
        "What the ontology says of its own terms.",
        lambda term: term.kind == ANNOTATION,
    ),
)


def body(ontology: Ontology, address: QuestionAddress) -> list[str]:
    """The content of the page, without what a site has around it. `address` leads to the questions that terms serve."""
    serving = questions_by_term()
    shown = _Shown({term.iri: term for term in ontology.terms}, serving, address)
    found = [(section, [term for term in ontology.terms if section.holds(term)]) for section in _SECTIONS]
    present = [(section, terms) for section, terms in found if terms]
    return [
        "<h1>The ontology</h1>",
        '<p class="lead">The classes and properties of the graph, with their definitions. In queries they stand behind '
        f"the prefix <code>mg:</code>, which is <code>{esc(settings.ONTOLOGY)}</code>.</p>",
        _contents([(section.anchor, section.title) for section, _ in present], ontology.schemes),
        _header(ontology.header),
        *_figures(ontology),
        *(_section(section, terms, shown) for section, terms in present),
        _schemes(ontology.schemes),
    ]


def question_section(questions: Iterable[Question]) -> str:
    """The questions that terms serve, for a page that stands alone."""
    entries = "".join(
        f'<dt id="question-{esc(question.name.replace("/", "-"))}"><code>kg query {esc(question.name)}</code></dt>'
        f"<dd>{esc(question.summary)}</dd>"
        for question in questions
    )
    return (
        '<section class="card" id="questions"><h2>Questions</h2><p class="soft">What the graph is asked, in SPARQL: '
        f'each of these is a query of the program.</p><dl class="terms">{entries}</dl></section>'
    )


@cache
def questions_by_term() -> Mapping[str, tuple[Question, ...]]:
    """The questions, views and checks that ask about each term, by the name of the term."""
    found: dict[str, list[Question]] = defaultdict(list)
    for question in load_questions().values():
        for name in sorted(set(_USED.findall(question.text))):
            found[name].append(question)
    return MappingProxyType({name: tuple(asking) for name, asking in found.items()})


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the entries of terms refer to."""

    terms: Mapping[str, Term]
    serving: Mapping[str, tuple[Question, ...]]
    address: QuestionAddress

    def names(self, iris: Sequence[str]) -> str:
        return ", ".join(map(self._name, iris))

    def questions(self, term: Term) -> str:
        asking = self.serving.get(term.name, ())
        links = ", ".join(f'<a href="{esc(self.address(one.name))}">{esc(one.summary)}</a>' for one in asking)
        count = f"{len(asking)} questions" if len(asking) > 1 else "1 question"
        return f"<details><summary>asked about by {count}</summary><p>{links}</p></details>" if asking else ""

    def _name(self, iri: str) -> str:
        if iri in self.terms:
            return f'<a href="#{esc(self.terms[iri].name)}">{bdi(self.terms[iri].label)}</a>'
        if iri.startswith(settings.CONCEPT):
            return f'<a href="#{_scheme_anchor(iri)}">{bdi(iri.removeprefix(settings.CONCEPT))}</a>'
        prefix = next((name for name, namespace in _PREFIXES.items() if iri.startswith(namespace)), None)
        return link(iri, f"{prefix}:{iri.removeprefix(_PREFIXES[prefix])}" if prefix else iri)


def _contents(sections: Sequence[tuple[str, str]], schemes: Sequence[Scheme]) -> str:
    figures = [("figures", "Diagrams")] if sections else []
    entries = [*figures, *sections, *([("schemes", "Concept schemes")] if schemes else [])]
    links = "".join(f'<li><a href="#{anchor}">{esc(title)}</a></li>' for anchor, title in entries)
    return f'<nav class="summary" aria-label="On this page"><ul>{links}</ul></nav>'


def _header(header: Mapping[str, tuple[str, ...]]) -> str:
    told = header.get(DCTERMS + "description", ())
    rows = "".join(
        f"<dt>{name}</dt><dd>{'; '.join(link(value, value) for value in header[property_])}</dd>"
        for property_, name in _HEADER.items()
        if property_ in header
    )
    text = "".join(f"<p>{bdi(line)}</p>" for line in told)
    return f'<section class="card">{text}<dl class="things">{rows}</dl></section>' if told or rows else ""


def _figures(ontology: Ontology) -> Iterator[str]:
    if not ontology.terms:
        return
    figures = (
        (diagrams.claim(), _CLAIM_CAPTION),
        (diagrams.relations(ontology), _RELATIONS_CAPTION),
        (diagrams.classes(ontology), "The classes; an arrow leads from a kind to what it is a kind of."),
    )
    drawn = "".join(f"<figure>{image}<figcaption>{esc(caption)}</figcaption></figure>" for image, caption in figures)
    yield f'<section class="card" id="figures"><h2>Diagrams</h2>{drawn}</section>'


def _section(section: _Section, terms: Sequence[Term], shown: _Shown) -> str:
    entries = "".join(_term(term, shown) for term in terms)
    return (
        f'<section class="card" id="{section.anchor}"><h2>{section.title}</h2><p class="soft">{section.text}</p>'
        f'<dl class="terms">{entries}</dl></section>'
    )


def _term(term: Term, shown: _Shown) -> str:
    rows = {
        "kind": KINDS.get(term.kind, ""),
        "from the other end": bdi(term.inverse) if _INVERSE in term.values else "",
        "is a": shown.names(term.all(*_ABOVE)),
        "near": shown.names(term.all(*_NEAR)),
        "never a": shown.names(term.all(_DISJOINT)),
        "of": shown.names(term.all(SCHEMA + "domainIncludes")),
        "value": shown.names(term.all(SCHEMA + "rangeIncludes")),
        "values": shown.names(term.all(_SCHEME)),
        "example": "; ".join(bdi(text) for text in term.all(SKOS + "example")),
    }
    told = "".join(f'<p class="soft">{name}: {text}</p>' for name, text in rows.items() if text)
    anchor = esc(term.name)
    return (
        f'<div class="term" id="{anchor}"><dt><a href="#{anchor}"><code>mg:{anchor}</code></a> {bdi(term.label)}</dt>'
        f"<dd><p>{bdi(term.definition)}</p>{told}{_turtle(term)}{shown.questions(term)}</dd></div>"
    )


def _turtle(term: Term) -> str:
    """The example of a term, of the graph of examples: invented, so nothing in it need be withheld."""
    statement = examples().get(term.name)
    return f"<pre>{html.escape(statement)}</pre>" if statement else f'<p class="soft">{_NOT_PUBLIC}</p>'


def _schemes(schemes: Sequence[Scheme]) -> str:
    if not schemes:
        return ""
    drawn = "".join(map(_scheme, schemes))
    return (
        '<section class="card" id="schemes"><h2>Concept schemes</h2><p class="soft">The values of properties whose '
        f"values are concepts.</p>{drawn}</section>"
    )


def _scheme(scheme: Scheme) -> str:
    labels = {concept.iri: concept.label for concept in scheme.concepts}
    entries = "".join(_concept(concept, labels) for concept in scheme.concepts)
    return (
        f'<details id="{_scheme_anchor(scheme.iri)}"><summary>{bdi(scheme.label)}: {len(scheme.concepts)} concepts'
        f'</summary><p>{bdi(scheme.definition)}</p><dl class="terms">{entries}</dl></details>'
    )


def _concept(concept: Concept, labels: Mapping[str, str]) -> str:
    above = ", ".join(bdi(labels.get(iri, iri)) for iri in concept.broader)
    kind = f'<p class="soft">a kind of {above}</p>' if above else ""
    return (
        f'<div class="term"><dt><code>{esc(concept.code)}</code> {bdi(concept.label)}</dt>'
        f"<dd><p>{bdi(concept.definition)}</p>{kind}</dd></div>"
    )


def _scheme_anchor(iri: str) -> str:
    return esc("scheme-" + iri.removeprefix(settings.CONCEPT))
