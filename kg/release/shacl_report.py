"""What the shapes say of a store, as a SHACL validation report in RDF and as a page of Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import rdflib
from pyoxigraph import Literal, NamedNode, Triple

from kg.contacts import redact
from kg.export.turtle_terms import OF_RELEASES
from kg.graph.terms import XSD
from kg.release.dataset import Value, english_text, node
from kg.release.markdown import table
from kg.validate import Violation

SHACL = OF_RELEASES["sh"]
Found = Sequence[tuple[str, Violation]]
"""Results with the key of the article that each is about."""


def report_triples(found: Found, report: str) -> Iterator[Triple]:
    """The report with the IRI `report` (https://www.w3.org/TR/shacl/#validation-report). As everywhere, no blank
    nodes."""
    results = [f"{report}-result-{number}" for number, _ in enumerate(found, 1)]
    conforms = Literal("false" if found else "true", datatype=NamedNode(XSD + "boolean"))
    values: list[Value] = [(SHACL + "conforms", conforms)]
    values += [(SHACL + "result", NamedNode(result)) for result in results]
    yield from node(report, [SHACL + "ValidationReport"], values)
    for result, (_, violation) in zip(results, found, strict=True):
        yield from node(result, [SHACL + "ValidationResult"], _result(violation))


def _result(violation: Violation) -> Iterator[Value]:
    yield SHACL + "resultSeverity", NamedNode(SHACL + violation.severity)
    yield SHACL + "resultMessage", english_text(redact(violation.message))
    terms = {
        "focusNode": violation.focus,
        "resultPath": None if violation.inverse else violation.path,
        "value": violation.value,
        "sourceConstraintComponent": violation.component,
    }
    for name, term in terms.items():
        if isinstance(term, rdflib.URIRef):
            yield SHACL + name, NamedNode(str(term))
        elif isinstance(term, rdflib.Literal):
            yield SHACL + name, Literal(redact(str(term)))


def report_page(found: Found, articles: int) -> str:
    """The report for people."""
    counts = Counter(violation.severity for _, violation in found)
    kinds = ", ".join(f"{counts[name]:,} {name.lower()}s" for name in ("Violation", "Warning", "Info"))
    rows = Counter((v.severity, v.shape, redact(v.message)) for _, v in found)
    listed = [(severity, shape, message, n) for (severity, shape, message), n in sorted(rows.items())]
    return (
        "# What the shapes say\n\n"
        f"The graph of each of {articles:,} articles was checked against `vocabulary/shapes.ttl`: {kinds}. "
        "A release with a violation is refused; a warning or a note tells what a reader should know.\n"
        + (f"\n{table(('Severity', 'Shape', 'What it says', 'Times'), listed)}" if listed else "")
    )
