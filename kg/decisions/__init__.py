"""What people decide about the graph: that two entities are one, that a statement is wrong, that an entity is no more.

Decisions are lines of a file, and stand in the graph of decisions with who, when and why. They are applied to what is
read from each article, so that reading it again changes nothing, and a line that is taken out undoes its decision."""

from kg.decisions.applying import Rulings
from kg.decisions.record import Decision
from kg.decisions.stored import record_decisions, redirect_quads, stale, stored_decisions
from kg.decisions.tables import read_decisions, reference_redirects

__all__ = [
    "Decision",
    "Rulings",
    "read_decisions",
    "record_decisions",
    "redirect_quads",
    "reference_redirects",
    "stale",
    "stored_decisions",
]
