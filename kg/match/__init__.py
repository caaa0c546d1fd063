"""Names of a list against the names of a graph: which entity each of them means, how sure that is, and why."""

from __future__ import annotations

from kg.match.candidates import Candidate, settled
from kg.match.matcher import Matcher, is_installed
from kg.match.names import Names, names_of, read_names, reference_names, write_names
from kg.match.types import DEFAULT_TYPES, wanted_types

__all__ = [
    "DEFAULT_TYPES",
    "Candidate",
    "Matcher",
    "Names",
    "is_installed",
    "names_of",
    "read_names",
    "reference_names",
    "settled",
    "wanted_types",
    "write_names",
]
