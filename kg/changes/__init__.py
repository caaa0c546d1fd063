"""What changed between two graphs: facts added, gone and changed, each with its reason, and the same as an RDF Patch.

Both graphs are read as sorted lines and merged, so that memory does not grow with them."""

from kg.changes.difference import Difference, Totals, difference
from kg.changes.patch import write_patch
from kg.changes.records import Change, Rename
from kg.changes.sources import Lines, find_lines, lines_of_store

__all__ = [
    "Change",
    "Difference",
    "Lines",
    "Rename",
    "Totals",
    "difference",
    "find_lines",
    "lines_of_store",
    "write_patch",
]
