"""What people decide about the graph: that a statement is right or wrong or should be another one, that two entities
are one or are not, that an entity is no more.

Decisions are lines of a file, and stand in the graph of decisions with who, when and why. They are applied to what is
read from each article, so that reading it again changes nothing, and a line that is taken out undoes its decision."""

from kg.decisions.applying import Rulings
from kg.decisions.rdf import stored_decisions
from kg.decisions.record import Decision
from kg.decisions.stored import check_decisions, record_decisions, redirect_quads, stale, unmatched
from kg.decisions.tables import read_decisions, reference_redirects

__all__ = [
    "Decision",
    "Rulings",
    "check_decisions",
    "read_decisions",
    "record_decisions",
    "redirect_quads",
    "reference_redirects",
    "stale",
    "stored_decisions",
    "unmatched",
]
