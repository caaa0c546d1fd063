"""The SHACL gate before the store, and reports on files: our own shapes only, nothing fetched."""

from kg.validate.facts import ReferenceFacts
from kg.validate.files import read_quads, validate_files, validate_quads
from kg.validate.gate import ArticleRefused, gate
from kg.validate.quarantine import Quarantined, as_lines, from_lines
from kg.validate.shapes import PRIVATE, PUBLIC, Violation, shapes, violations
from kg.validate.stored import validate_store

__all__ = [
    "PRIVATE",
    "PUBLIC",
    "ArticleRefused",
    "Quarantined",
    "ReferenceFacts",
    "Violation",
    "as_lines",
    "from_lines",
    "gate",
    "read_quads",
    "shapes",
    "validate_files",
    "validate_quads",
    "validate_store",
    "violations",
]
