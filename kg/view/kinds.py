"""What is drawn alike: each kind of entity has its shape and its colour, and a name for legends."""

from __future__ import annotations

KINDS = {
    "State": "state",
    "InternationalOrganization": "organization",
    "Office": "organization",
    "Process": "process",
    "GovernmentBody": "body",
    "CivilSociety": "civil",
    "PrivateSector": "civil",
    "Person": "person",
    "Event": "event",
}
"""The kind of a class. All else is a document."""

LEGEND = (
    ("state", "State"),
    ("organization", "International organization, office"),
    ("process", "Process"),
    ("body", "Government body"),
    ("civil", "Civil society, private sector"),
    ("person", "Person"),
    ("event", "Event"),
    ("document", "Document, project, place"),
)
"""The kinds in words."""


def kind_of(name: str) -> str:
    """The kind of a class by its name."""
    return KINDS.get(name, "document")
