"""The documentation of the ontology: one page that stands alone, and its content for a site."""

from __future__ import annotations

from kg.documentation.ontology import Ontology, read_ontology
from kg.documentation.page import body, question_section
from kg.graph import ontology_quads
from kg.query import load_questions
from kg.query.results import plain
from kg.view.markup import asset, html, page

__all__ = ["Ontology", "body", "documentation", "read_ontology"]


def documentation() -> str:
    """The documentation of the ontology of this program as one HTML file that loads nothing: terms with definitions,
    examples and the questions they serve, diagrams, concept schemes. The same bytes for the same ontology. Raises
    KgError where a file of the package cannot be read."""
    triples = ((plain(quad.subject), plain(quad.predicate), plain(quad.object)) for quad in ontology_quads())
    ontology = read_ontology(triples)
    content = [
        html('<a class="skip" href="#main">Skip to the content</a>'),
        html('<main id="main" class="wide">'),
        *body(ontology, _on_this_page),
        question_section(load_questions().values()),
        html("</main>"),
    ]
    return page("Migration Governance Ontology", content, styles=asset("pages.css"))


def _on_this_page(question: str) -> str:
    return f"#question-{question.replace('/', '-')}"
