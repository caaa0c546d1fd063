"""Where the reference data come from, and under which licences."""

from __future__ import annotations

from dataclasses import dataclass

from kg.reference import rows_of
from kg.resources import folder


@dataclass(frozen=True, slots=True)
class ReferenceSource:
    """A source of the reference data. `licence` is its SPDX identifier, or words where it has none; `terms` tells what
    follows for a copy: `open`, `attribution`, or that no more than `single facts` were taken, which the licence does
    not reach; `taken` what that was."""

    name: str
    address: str
    licence: str
    licence_address: str
    terms: str
    taken: str


def reference_sources() -> tuple[ReferenceSource, ...]:
    """The sources in the order of `ontology/reference/sources.tsv`. Raises KgError where that is malformed."""
    return tuple(ReferenceSource(**cells) for cells in rows_of(folder("ontology") / "reference" / "sources.tsv"))
