"""The release before."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.graph.terms import web_iri
from kg.records import KgError
from kg.release.files import MANIFEST
from kg.release.manifest import DCAT
from kg.release.version import precedence


def previous_address(given: str, version: str) -> str:
    """The address of the release before: as given, or as the manifest in the folder that is given says it. Raises
    KgError where that is no release, or none before this version."""
    if (address := web_iri(given)) is not None:
        return address.value
    path = Path(given) / MANIFEST
    try:
        triples = [*parse(path=path, format=RdfFormat.TURTLE)]
    except (OSError, SyntaxError) as error:
        raise KgError(
            f"--previous {given}: no release is there ({error}): give the folder or the address of one"
        ) from error
    versioned = {triple.subject for triple in triples if triple.predicate.value == DCAT + "isVersionOf"}
    for triple in triples:
        if triple.subject in versioned and triple.predicate.value == DCAT + "version":
            assert isinstance(triple.subject, NamedNode) and isinstance(triple.object, Literal)
            if precedence(triple.object.value) >= precedence(version):
                raise KgError(f"--previous {given}: is version {triple.object.value}: give {version} a later version")
            return triple.subject.value
    raise KgError(f"--previous {given}: {MANIFEST} names no version: give the folder of a release")
