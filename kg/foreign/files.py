"""Files of RDF as others write them: Turtle, TriG, N-Triples, N-Quads and JSON-LD, without the names of their graphs.

JSON-LD is read with the contexts that stand in it, that of schema.org and that of this program; none is fetched.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg import settings
from kg.graph.terms import digest
from kg.records import KgError
from kg.resources import folder, rebased
from kg.validate.files import FORMATS, MOST_BYTES, one_line, read_quads

JSON_LD = (".jsonld", ".json")
MEDIA_TYPES = {
    ".ttl": "text/turtle",
    ".trig": "application/trig",
    ".nt": "application/n-triples",
    ".nq": "application/n-quads",
    ".jsonld": "application/ld+json",
    ".json": "application/ld+json",
}
"""The media types of the files that are read, by their endings."""
_DEEPEST = 64
"""So deep may JSON-LD nest: the parser keeps no limit of its own, and runs out of stack."""
_SCHEMA_ORG = ("schema.org", "www.schema.org")


def read_triples(path: Path, source: str) -> list[ox.Triple]:
    """The triples of a file, each once, in their order. Relative addresses in JSON-LD are those of the source. Raises
    KgError where it cannot be read."""
    quads = read_quads(path) if path.suffix.lower() in FORMATS else _json_ld(path, source)
    return list(dict.fromkeys(quad.triple for quad in quads))


def loaded(path: Path) -> Any:
    """The content of a JSON file. Raises KgError where it is none, is too large or nests too deep."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise KgError(f"{path}: larger than {MOST_BYTES // 1_000_000} MB; split the file")
        content = json.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise KgError(f"{path}: {error.strerror}; check the file and its permissions") from error
    except UnicodeDecodeError as error:
        raise KgError(f"{path}: {one_line(error)}; save the file as UTF-8") from error
    except json.JSONDecodeError as error:
        raise KgError(f"{path}: line {error.lineno}: {error.msg}; mend the syntax of the file") from error
    except ValueError as error:
        raise KgError(f"{path}: a number in it has too many digits: shorten it, or make it a text") from error
    except RecursionError as error:
        raise _too_deep(path) from error
    if _depth(content) > _DEEPEST:
        raise _too_deep(path)
    return content


def _json_ld(path: Path, source: str) -> list[ox.Quad]:
    content = loaded(path)
    if not any(isinstance(node, dict) and "@context" in node for node in _nodes(content)) and not any(
        isinstance(node, dict) and ("@id" in node or "@type" in node) for node in _nodes(content)
    ):
        raise KgError(f"{path}: this is no JSON-LD: say with --mapping what its rows mean, or give it an @context")
    for node in _nodes(content):
        if isinstance(node, dict) and "@context" in node:
            node["@context"] = _context(path, node["@context"])
    base = f"{settings.NAMELESS}{digest(source)[:16]}/"
    try:
        quads = ox.parse(json.dumps(content), format=ox.RdfFormat.JSON_LD, base_iri=base)
        return [quad for quad in quads if isinstance(quad, ox.Quad)]
    except (SyntaxError, ValueError) as error:
        raise KgError(f"{path}: {one_line(getattr(error, 'msg', error))}; mend the JSON-LD of the file") from error


def _context(path: Path, given: Any) -> Any:
    """A context with those of known addresses put in their place."""
    if isinstance(given, list):
        return [_context(path, one) for one in given]
    if not isinstance(given, str):
        return given
    host = given.partition("//")[2].strip("/").partition("/")[0]
    if host in _SCHEMA_ORG:
        return {"@vocab": "https://schema.org/", "schema": "https://schema.org/"}
    if given.endswith("context.jsonld") and given.startswith(settings.BASE):
        return json.loads(rebased((folder("ontology") / "context.jsonld").read_text("utf-8")))["@context"]
    raise KgError(f"{path}: its @context {given} is not fetched: put the context itself into the file")


def _nodes(content: Any) -> Iterator[Any]:
    """All objects and lists of a JSON value, with itself."""
    waiting = [content]
    while waiting:
        node = waiting.pop()
        yield node
        inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
        waiting += (one for one in inner if isinstance(one, dict | list))


def _depth(content: Any) -> int:
    level, depth = [content], 0
    while level:
        depth += 1
        inner = (n.values() if isinstance(n, dict) else n for n in level if isinstance(n, dict | list))
        level = [one for values in inner for one in values if isinstance(one, dict | list)]
        if depth > _DEEPEST:
            break
    return depth


def _too_deep(path: Path) -> KgError:
    return KgError(f"{path}: nests deeper than {_DEEPEST} levels: flatten it")
