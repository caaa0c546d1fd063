"""Questions to the graph: those of the package and one's own SPARQL, put to the local store or to any SPARQL server."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.query.asking import Asked, Setting, asked
    from kg.query.catalogue import about, grouped, listing
    from kg.query.endpoint import Endpoint
    from kg.query.questions import Column, Parameter, Question, load_questions
    from kg.query.results import Result
    from kg.query.targets import LocalStore, Target, run
    from kg.query.values import bind, fill, find_actor

_HOMES = {
    "asking": ("Asked", "Setting", "asked"),
    "catalogue": ("about", "grouped", "listing"),
    "endpoint": ("Endpoint",),
    "questions": ("Column", "Parameter", "Question", "load_questions"),
    "results": ("Result",),
    "targets": ("LocalStore", "Target", "run"),
    "values": ("bind", "fill", "find_actor"),
}
"""The module of each name. A module is loaded when a name of it is used, so that a process that only reads queries is
started in a moment."""

__all__ = [
    "Asked",
    "Column",
    "Endpoint",
    "LocalStore",
    "Parameter",
    "Question",
    "Result",
    "Setting",
    "Target",
    "about",
    "asked",
    "bind",
    "fill",
    "find_actor",
    "grouped",
    "listing",
    "load_questions",
    "run",
]


def __getattr__(name: str) -> object:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"kg.query.{home}"), name)
    raise AttributeError(f"module 'kg.query' has no attribute '{name}'")
