"""What is older than it should be: articles read by another version, decisions not followed, results not written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal

from kg.decisions import Rulings, reference_redirects, stale, stored_decisions, unmatched
from kg.decisions.lines import in_words
from kg.graph.imported_graph import IMPORTED
from kg.graph.terms import mg
from kg.health.finding import Finding, good, note, wrong
from kg.pipeline.flow import fingerprint
from kg.pipeline.quarantine_file import JOURNAL
from kg.store import ArticleStore, Marker

_VERSION = re.compile(
    r"(?P<program>[^+]*)(?:\+rules\.(?P<rules>\w*))?(?:\+reference\.(?P<reference>\w*))?"
    r"(?:\+language-model (?P<model>.*?))?(?:\+least(?P<least>[\d.e-]*))?"
)
_PARTS = {
    "program": "version of the program",
    "rules": "rules (code, ontology, spaCy or its model)",
    "reference": "reference data",
    "model": "language model beside the rules, or none",
}
_RESULTS = ("graph.ttl", "graph.trig", "report.html", "graph.html", "quarantine.jsonl")


def versions(store: ArticleStore) -> Iterator[Finding]:
    """How many articles another version has read than the installed one. Raises KgError where the settings of a
    language model cannot be used."""
    markers = [marker for marker in store.markers() if not marker.key.startswith(IMPORTED)]
    torn = [marker.key for marker in markers if _extractors(store, marker) != {marker.version}]
    if torn:
        said = f"{torn[0]}: its graph and its marker name different versions ({len(torn):,} such articles)"
        yield wrong("versions", said, "build those articles again")
        return
    now = _parts(fingerprint())
    others = Counter(part for marker in markers for part in _PARTS if _parts(marker.version)[part] != now[part])
    number = sum(any(_parts(marker.version)[part] != now[part] for part in _PARTS) for marker in markers)
    if not number:
        yield good("versions", f"{len(markers):,} articles were read by what is installed")
        return
    what = ", ".join(f"{others[part]:,} by another {name}" for part, name in _PARTS.items() if others[part])
    yield note("versions", f"kg build would read {number:,} of {len(markers):,} articles again: {what}", "run kg build")


def _extractors(store: ArticleStore, marker: Marker) -> set[str]:
    quads = store.store.quads_for_pattern(marker.article, mg("extractor"), None, marker.article)
    return {quad.object.value for quad in quads if isinstance(quad.object, Literal)}


def _parts(version: str) -> dict[str, str | None]:
    found = _VERSION.fullmatch(version)
    return found.groupdict() if found else dict.fromkeys(_PARTS, version)


def decisions(store: ArticleStore) -> Iterator[Finding]:
    """The decisions of people that changed nothing, and the articles that do not follow them yet."""
    people = stored_decisions(store.store)
    late = stale(store.store, Rulings((*reference_redirects(), *people)))
    idle = list(unmatched(store.store, Rulings(tuple(people))))
    if late:
        yield note("decisions", f"{len(late):,} articles do not follow them", "build or import those articles again")
    if idle:
        said = f"{len(idle):,} of {len(people):,} matched nothing: {in_words(idle[0])}"
        yield note("decisions", said, "mend or remove them in the table, and run kg build --decisions FILE")
    if not late and not idle:
        yield good("decisions", f"{len(people):,}, all followed")


def results(out: Path, snapshot: Path) -> Iterator[Finding]:
    """The files beside the store against the time at which the snapshot was made, as the file system tells it."""
    there = [out / name for name in _RESULTS if (out / name).is_file()]
    published = (snapshot / "CURRENT").stat().st_mtime_ns
    old = [path.name for path in there if path.stat().st_mtime_ns < published]
    if (out / JOURNAL).exists():
        yield note("results", "a build was broken off before it wrote them", "run the same kg build again")
    elif old:
        yield note("results", f"older than the store: {', '.join(old)}", "run kg build again to write them")
    else:
        yield good("results", f"{len(there)} files beside the store, none older than it")
