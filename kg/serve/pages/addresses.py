"""IRIs of the graph and addresses of this server: the same path below another base.

The graph keeps the IRIs that it was built with (`KG_BASE`); this server answers for them below its own address. A
redirect from the base to the server, or a graph built with the address of the server as `KG_BASE`, makes them
dereferenceable."""

from __future__ import annotations

import re
from urllib.parse import quote

from starlette.requests import Request

from kg import settings
from kg.serve.formats import JSON_LD, N_TRIPLES, RDF_XML, TURTLE

FORMATS = {
    format.name: (format.media_types[0], name)
    for format, name in ((TURTLE, "Turtle"), (JSON_LD, "JSON-LD"), (N_TRIPLES, "N-Triples"), (RDF_XML, "RDF/XML"))
}
"""The formats of data by the ending of their address: media type and name."""

_SEGMENT = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})+"
_ENTITY = re.compile(rf"id/[a-z-]+/{_SEGMENT}")
_ARTICLE = re.compile(r"article/[0-9a-f]{16}")
_CLAIM = re.compile(r"article/[0-9a-f]{16}/claim/[0-9]{1,9}")
_CONCEPT = re.compile(rf"concept/[a-z-]+(?:/{_SEGMENT})?")
_ONTOLOGY = re.compile(r"ontology(?:/[0-9.]+)?")
_KINDS = {"entity": _ENTITY, "claim": _CLAIM, "article": _ARTICLE, "concept": _CONCEPT, "ontology": _ONTOLOGY}
_FRAGMENT = re.compile(r"[A-Za-z0-9=,._-]*")


def kind(path: str) -> str | None:
    """What a path without its first slash names: entity, claim, article, concept or ontology; None for nothing."""
    return next((name for name, form in _KINDS.items() if form.fullmatch(path)), None)


def local(iri: str) -> str | None:
    """The path below which this server answers for an IRI of the graph; None for other IRIs."""
    if not iri.startswith(settings.BASE):
        return None
    path, sign, fragment = iri.removeprefix(settings.BASE).partition("#")
    if kind(path) is None or not _FRAGMENT.fullmatch(fragment):
        return None
    return f"/{path}{sign}{fragment}"


def asked(request: Request, *prefixes: str) -> str:
    """The path of a request as it was written, percent-encoded, without its first slash and one of the prefixes."""
    raw = request.scope.get("raw_path") or quote(request.url.path).encode()
    path = quote(raw, safe="/%!$&'()*+,;=:@~-._").removeprefix("/")
    for prefix in prefixes:
        if path.startswith(prefix):
            return path.removeprefix(prefix)
    return path


def short(iri: str) -> str:
    """An IRI of the graph as a prefixed name, for people: `state:KEN`, `mg:host`; others as they are."""
    for namespace, prefix in ((settings.ONTOLOGY, "mg:"), (settings.ENTITY, ""), (settings.CONCEPT, "")):
        if iri.startswith(namespace):
            return prefix + iri.removeprefix(namespace).replace("/", ":", 1)
    return iri.removeprefix(settings.BASE)


def page_number(text: str) -> int:
    """The number of a page in an address, 1 where there is none or something else stands there."""
    return int(text) if re.fullmatch(r"[1-9][0-9]{0,5}", text) else 1
