"""Terms of N-Triples in JSON-LD, shortened by the context of `ontology/context.jsonld`.

The escapes of a string in N-Triples, as pyoxigraph writes them, are escapes of JSON, so texts go over as they are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kg import settings
from kg.export.turtle_terms import RELATIVE
from kg.resources import folder, rebased

CONTEXT = "context.jsonld"
_RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_NODE, _TERM = "@id", "@vocab"
_LOCAL = re.compile(r"[A-Za-z0-9_.-]+")
_LITERAL = re.compile(r'("(?:[^"\\]|\\.)*")(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?', re.DOTALL)
_NATIVE = {_XSD + "integer": re.compile(r"0|-?[1-9][0-9]{0,14}"), _XSD + "boolean": re.compile("true|false")}
"""What JSON has of its own: whole numbers that every reader keeps exactly, and truth values."""
_CACHE_SIZE = 100_000

Embed = Callable[[str], str | None]
"""What stands in place of the IRI of a node, where it is more than the IRI."""


def context_file() -> str:
    """The context of the package as it is published, with the base of the settings."""
    return rebased((folder("ontology") / CONTEXT).read_text("utf-8"))


def published_context() -> dict[str, Any]:
    """The terms of the context of the package."""
    terms: dict[str, Any] = json.loads(context_file())["@context"]
    return terms


@dataclass(frozen=True, slots=True)
class _Property:
    """How a property is written: its key, the type or language that its values have without saying so, and whether
    they always stand in a list."""

    key: str
    kind: str = ""
    language: str = ""
    is_set: bool = True


class JsonTerms:
    """Writes terms as JSON, shortened by a context; remembers what it has shortened."""

    def __init__(self, context: Mapping[str, Any]) -> None:
        self._prefixes = {
            value: name for name, value in context.items() if str(value).startswith("http") and name != "@base"
        }
        self._namespaces = {name: value for value, name in self._prefixes.items()}
        self._names: dict[str, str] = {}
        self._properties: dict[str, _Property] = {}
        self._nodes: dict[str, str] = {}
        for name, value in context.items():
            self._define(name, {"@id": value} if isinstance(value, str) else value)

    def node(self, term: str) -> str:
        """The IRI of a node: relative to the base where it stands below it."""
        short = self._nodes.get(term)
        if short is None:
            if len(self._nodes) >= _CACHE_SIZE:
                self._nodes.clear()
            iri = term[1:-1]
            below = iri.removeprefix(settings.BASE)
            relative = below != iri and RELATIVE.fullmatch(below)
            short = self._nodes[term] = f'"{below}"' if relative else self._prefixed(iri)
        return short

    def members(self, lines: Iterable[str], embed: Embed = lambda _: None) -> str:
        """What lines say of one subject, as the members of an object."""
        values: dict[_Property, list[str]] = {self.property(_RDF_TYPE): []}
        for line in lines:
            _, predicate, rest = line.split(" ", 2)
            known = self.property(predicate)
            values.setdefault(known, []).append(self._value(known, rest.removesuffix(" ."), embed))
        return ",".join(
            f"{known.key}:{found[0]}" if not known.is_set and len(found) == 1 else f"{known.key}:[{','.join(found)}]"
            for known, found in values.items()
            if found
        )

    def property(self, predicate: str) -> _Property:
        """How a property is written, which the context need not know."""
        iri = predicate[1:-1]
        known = self._properties.get(iri)
        if known is None:
            known = _Property('"type"', _TERM) if predicate == _RDF_TYPE else _Property(self._name(iri))
            self._properties[iri] = known
        return known

    def _value(self, known: _Property, target: str, embed: Embed) -> str:
        if not target.startswith("<"):
            return self._literal(known, target)
        if known.kind == _TERM:
            return self._name(target[1:-1])
        node = self.node(target)
        return embed(target) or (node if known.kind == _NODE else f'{{"id":{node}}}')

    def _literal(self, known: _Property, literal: str) -> str:
        match = _LITERAL.fullmatch(literal)
        assert match is not None, literal
        text, language, datatype = match.groups()
        if language:
            return text if language == known.language else f'{{"@value":{text},"@language":"{language}"}}'
        if not datatype:
            return f'{{"@value":{text}}}' if known.kind or known.language else text
        if datatype == known.kind:
            return text
        native = _NATIVE.get(datatype)
        if native is not None and native.fullmatch(text[1:-1]) and not known.kind:
            return text[1:-1]
        return f'{{"@value":{text},"type":{self._name(datatype)}}}'

    def _define(self, name: str, value: Mapping[str, Any]) -> None:
        iri = self._expanded(value["@id"])
        if iri is None:
            return
        self._names[iri] = json.dumps(name)
        kind = value.get("@type", "")
        self._properties[iri] = _Property(
            json.dumps(name),
            self._expanded(kind) or kind,
            value.get("@language", ""),
            value.get("@container") == "@set",
        )

    def _expanded(self, short: str) -> str | None:
        """The IRI of a prefixed name."""
        prefix, colon, local = short.partition(":")
        return self._namespaces[prefix] + local if colon and prefix in self._namespaces else None

    def _name(self, iri: str) -> str:
        """The IRI of a class, property or datatype."""
        return self._names.get(iri) or self._prefixed(iri)

    def _prefixed(self, iri: str) -> str:
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self._prefixes.get(iri[:cut])
        return f'"{prefix}:{iri[cut:]}"' if prefix and _LOCAL.fullmatch(iri[cut:]) else f'"{iri}"'
