"""Terms of N-Triples in the shorter writing of Turtle."""

from __future__ import annotations

import re

from kg import settings

STANDARD = settings.PREFIXES
"""The prefixes beside those of entity types (`state:KEN`) and concept schemes (`event-type:Meeting`)."""

OF_RELEASES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "sh": "http://www.w3.org/ns/shacl#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
}
"""The prefixes that only the manifests and reports of releases take."""

_PREFIXES = {namespace: prefix for prefix, namespace in (STANDARD | OF_RELEASES).items()}
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_PREFIX = re.compile(r"[a-z](?:[a-z0-9-]*[a-z0-9])?")
RELATIVE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*(?:/[A-Za-z0-9_%-][A-Za-z0-9_.%-]*)*(?:#[A-Za-z0-9=,_-]+)?")
_BARE = {
    "xsd:integer": re.compile(r"[+-]?[0-9]+"),
    "xsd:decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    "xsd:boolean": re.compile(r"true|false"),
}
_TYPED = '"^^<'
_CACHE_SIZE = 100_000


class Terms:
    """Shortens terms and remembers which prefixes that took."""

    def __init__(self) -> None:
        self.used: dict[str, str] = {}
        self._cache: dict[str, str] = {}

    def short(self, term: str) -> str:
        """The term as Turtle writes it: a prefixed name wherever one is legal, else relative to the base, else as
        it is; numbers and truth values bare."""
        if term.startswith("<"):
            return self._iri(term)
        literal, typed, datatype = term.rpartition(_TYPED)
        if not typed or not term.endswith(">"):
            return term
        name = self._iri("<" + datatype)
        bare = _BARE.get(name)
        if bare is not None and bare.fullmatch(literal[1:]):
            return literal[1:]
        return f'{literal}"^^{name}'

    def header(self) -> str:
        """The base and the prefixes that were used, sorted."""
        lines = [f"@base <{settings.BASE}> ."]
        lines += [f"@prefix {prefix}: <{namespace}> ." for prefix, namespace in sorted(self.used.items())]
        return "\n".join(lines) + "\n"

    def _iri(self, term: str) -> str:
        short = self._cache.get(term)
        if short is None:
            if len(self._cache) >= _CACHE_SIZE:
                self._cache.clear()
            short = self._cache[term] = self._shortened(term[1:-1])
        return short

    def _shortened(self, iri: str) -> str:
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        namespace, local = iri[:cut], iri[cut:]
        prefix = self._prefix(namespace)
        if prefix is not None and _LOCAL.fullmatch(local) and self.used.setdefault(prefix, namespace) == namespace:
            return f"{prefix}:{local}"
        if iri.startswith(settings.BASE) and RELATIVE.fullmatch(iri[len(settings.BASE) :]):
            return f"<{iri[len(settings.BASE) :]}>"
        return f"<{iri}>"

    @staticmethod
    def _prefix(namespace: str) -> str | None:
        if namespace in _PREFIXES:
            return _PREFIXES[namespace]
        for home in (settings.ENTITY, settings.CONCEPT):
            name = namespace[len(home) : -1] if namespace.startswith(home) else ""
            if _PREFIX.fullmatch(name) and name not in STANDARD:
                return name
        return None
