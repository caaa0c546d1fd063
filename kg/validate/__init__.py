"""The SHACL gate before the store, and reports on files: our own shapes only, nothing fetched."""

from kg.validate.files import read_quads, validate_files, validate_quads
from kg.validate.gate import ArticleRefused, gate
from kg.validate.quarantine import Quarantined, as_lines, from_lines
from kg.validate.shapes import PRIVATE, PUBLIC, Violation, shapes, violations

__all__ = [
    "PRIVATE",
    "PUBLIC",
    "ArticleRefused",
    "Quarantined",
    "Violation",
    "as_lines",
    "from_lines",
    "gate",
    "read_quads",
    "shapes",
    "validate_files",
    "validate_quads",
    "violations",
]
