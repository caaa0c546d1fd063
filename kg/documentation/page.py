"""The documentation of the ontology as HTML: what the ontology says of itself, diagrams, terms, concept schemes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from markupsafe import Markup

from kg import settings
from kg.documentation import diagrams
from kg.documentation.examples import examples
from kg.documentation.ontology import ANNOTATION, CLASS, DCTERMS, KINDS, OWL, SCHEMA, Concept, Ontology, Scheme, Term
from kg.graph.mappings import VOCABULARIES
from kg.graph.terms import RDFS, SKOS, XSD
from kg.query import Question, load_questions
from kg.view.markup import bdi, esc, exact, html, join, link

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


def body(ontology: Ontology, address: QuestionAddress) -> list[Markup]:
    """The content of the page, without what a site has around it. `address` leads to the questions that terms serve."""
    serving = questions_by_term()
    shown = _Shown({term.iri: term for term in ontology.terms}, serving, address)
    found = [(section, [term for term in ontology.terms if section.holds(term)]) for section in _SECTIONS]
    present = [(section, terms) for section, terms in found if terms]
    return [
        html("<h1>The ontology</h1>"),
        html(
            '<p class="lead">The classes and properties of the graph, with their definitions. In queries they stand '
            "behind the prefix <code>mg:</code>, which is <code>{}</code>.</p>",
            settings.ONTOLOGY,
        ),
        _contents([(section.anchor, section.title) for section, _ in present], ontology.schemes),
        _header(ontology.header),
        *_figures(ontology),
        *(_section(section, terms, shown) for section, terms in present),
        _schemes(ontology.schemes),
    ]


def question_section(questions: Iterable[Question]) -> Markup:
    """The questions that terms serve, for a page that stands alone."""
    entries = join(
        html(
            '<dt id="question-{}"><code>kg query {}</code></dt><dd>{}</dd>',
            question.name.replace("/", "-"),
            question.name,
            question.summary,
        )
        for question in questions
    )
    return html(
        '<section class="card" id="questions"><h2>Questions</h2><p class="soft">What the graph is asked, in SPARQL: '
        'each of these is a query of the program.</p><dl class="terms">{}</dl></section>',
        entries,
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

    def names(self, iris: Sequence[str]) -> Markup:
        return join(map(self._name, iris), ", ")

    def questions(self, term: Term) -> Markup:
        asking = self.serving.get(term.name, ())
        if not asking:
            return Markup()
        links = join((html('<a href="{}">{}</a>', self.address(one.name), one.summary) for one in asking), ", ")
        count = f"{len(asking)} questions" if len(asking) > 1 else "1 question"
        return html("<details><summary>asked about by {}</summary><p>{}</p></details>", count, links)

    def _name(self, iri: str) -> Markup:
        if iri in self.terms:
            return html('<a href="#{}">{}</a>', self.terms[iri].name, bdi(self.terms[iri].label))
        if iri.startswith(settings.CONCEPT):
            return html('<a href="#{}">{}</a>', _scheme_anchor(iri), bdi(iri.removeprefix(settings.CONCEPT)))
        prefix = next((name for name, namespace in _PREFIXES.items() if iri.startswith(namespace)), None)
        return link(iri, f"{prefix}:{iri.removeprefix(_PREFIXES[prefix])}" if prefix else iri)


def _contents(sections: Sequence[tuple[str, str]], schemes: Sequence[Scheme]) -> Markup:
    figures = [("figures", "Diagrams")] if sections else []
    entries = [*figures, *sections, *([("schemes", "Concept schemes")] if schemes else [])]
    links = join(html('<li><a href="#{}">{}</a></li>', anchor, title) for anchor, title in entries)
    return html('<nav class="summary" aria-label="On this page"><ul>{}</ul></nav>', links)


def _header(header: Mapping[str, tuple[str, ...]]) -> Markup:
    told = header.get(DCTERMS + "description", ())
    rows = join(
        html("<dt>{}</dt><dd>{}</dd>", name, join((link(value, value) for value in header[property_]), "; "))
        for property_, name in _HEADER.items()
        if property_ in header
    )
    if not told and not rows:
        return Markup()
    text = join(html("<p>{}</p>", bdi(line)) for line in told)
    return html('<section class="card">{}<dl class="things">{}</dl></section>', text, rows)


def _figures(ontology: Ontology) -> Iterator[Markup]:
    if not ontology.terms:
        return
    figures = (
        (diagrams.claim(), _CLAIM_CAPTION),
        (diagrams.relations(ontology), _RELATIONS_CAPTION),
        (diagrams.classes(ontology), "The classes; an arrow leads from a kind to what it is a kind of."),
    )
    drawn = join(html("<figure>{}<figcaption>{}</figcaption></figure>", *figure) for figure in figures)
    yield html('<section class="card" id="figures"><h2>Diagrams</h2>{}</section>', drawn)


def _section(section: _Section, terms: Sequence[Term], shown: _Shown) -> Markup:
    return html(
        '<section class="card" id="{}"><h2>{}</h2><p class="soft">{}</p><dl class="terms">{}</dl></section>',
        section.anchor,
        section.title,
        section.text,
        join(_term(term, shown) for term in terms),
    )


def _term(term: Term, shown: _Shown) -> Markup:
    rows = {
        "kind": esc(KINDS.get(term.kind, "")),
        "from the other end": bdi(term.inverse) if _INVERSE in term.values else Markup(),
        "is a": shown.names(term.all(*_ABOVE)),
        "near": shown.names(term.all(*_NEAR)),
        "never a": shown.names(term.all(_DISJOINT)),
        "of": shown.names(term.all(SCHEMA + "domainIncludes")),
        "value": shown.names(term.all(SCHEMA + "rangeIncludes")),
        "values": shown.names(term.all(_SCHEME)),
        "example": join(map(bdi, term.all(SKOS + "example")), "; "),
    }
    return html(
        '<div class="term" id="{name}"><dt><a href="#{name}"><code>mg:{name}</code></a> {label}</dt>'
        "<dd><p>{definition}</p>{told}{example}{questions}</dd></div>",
        name=term.name,
        label=bdi(term.label),
        definition=bdi(term.definition),
        told=join(html('<p class="soft">{}: {}</p>', name, text) for name, text in rows.items() if text),
        example=_turtle(term),
        questions=shown.questions(term),
    )


def _turtle(term: Term) -> Markup:
    """The example of a term, of the graph of examples: invented, so nothing in it need be withheld."""
    statement = examples().get(term.name)
    return html("<pre>{}</pre>", exact(statement)) if statement else html('<p class="soft">{}</p>', _NOT_PUBLIC)


def _schemes(schemes: Sequence[Scheme]) -> Markup:
    if not schemes:
        return Markup()
    return html(
        '<section class="card" id="schemes"><h2>Concept schemes</h2><p class="soft">The values of properties whose '
        "values are concepts.</p>{}</section>",
        join(map(_scheme, schemes)),
    )


def _scheme(scheme: Scheme) -> Markup:
    labels = {concept.iri: concept.label for concept in scheme.concepts}
    return html(
        '<details id="{}"><summary>{}: {} concepts</summary><p>{}</p><dl class="terms">{}</dl></details>',
        _scheme_anchor(scheme.iri),
        bdi(scheme.label),
        len(scheme.concepts),
        bdi(scheme.definition),
        join(_concept(concept, labels) for concept in scheme.concepts),
    )


def _concept(concept: Concept, labels: Mapping[str, str]) -> Markup:
    above = join((bdi(labels.get(iri, iri)) for iri in concept.broader), ", ")
    return html(
        '<div class="term"><dt><code>{}</code> {}</dt><dd><p>{}</p>{}</dd></div>',
        concept.code,
        bdi(concept.label),
        bdi(concept.definition),
        html('<p class="soft">a kind of {}</p>', above) if above else "",
    )


def _scheme_anchor(iri: str) -> str:
    return f"scheme-{iri.removeprefix(settings.CONCEPT)}"
