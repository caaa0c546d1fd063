"""The formats of answers, by the kind of the answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Kind(IntEnum):
    """What a query is answered with: SELECT, ASK, and CONSTRUCT or DESCRIBE."""

    TABLE = 0
    BOOLEAN = 1
    GRAPH = 2


@dataclass(frozen=True, slots=True)
class Format:
    """A format: `name` is what the engine and the parameter `format` know it by; the first of `media_types` is its
    own, the others are wider ones or older ones that clients ask for; `charset` says whether one is declared."""

    name: str
    media_types: tuple[str, ...]
    charset: bool = False

    def content_type(self, media_type: str) -> str:
        """The header Content-Type for an answer as `media_type`."""
        return f"{media_type}; charset=utf-8" if self.charset else media_type


JSON = Format("json", ("application/sparql-results+json", "application/json"))
XML = Format("xml", ("application/sparql-results+xml", "application/xml", "text/xml"))
CSV = Format("csv", ("text/csv",), charset=True)
TSV = Format("tsv", ("text/tab-separated-values",), charset=True)

TURTLE = Format("ttl", ("text/turtle", "application/x-turtle"), charset=True)
N_TRIPLES = Format("nt", ("application/n-triples", "text/plain"), charset=True)
JSON_LD = Format("jsonld", ("application/ld+json", "application/json"))
RDF_XML = Format("rdf", ("application/rdf+xml", "application/xml", "text/xml"))
TRIG = Format("trig", ("application/trig",), charset=True)
N_QUADS = Format("nq", ("application/n-quads",), charset=True)

OFFERED: dict[Kind, tuple[Format, ...]] = {
    Kind.TABLE: (JSON, XML, CSV, TSV),
    Kind.BOOLEAN: (JSON, XML, CSV, TSV),
    Kind.GRAPH: (TURTLE, N_TRIPLES, JSON_LD, RDF_XML, TRIG, N_QUADS),
}
"""What is offered for each kind of answer, best first: where a client takes anything, it gets the first."""
