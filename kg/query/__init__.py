"""Questions to the graph: those of the package and one's own SPARQL, put to the local store or to any SPARQL server."""

from kg.query.asking import Asked, Setting, asked
from kg.query.command import FORMATS, about, listing, query_command
from kg.query.endpoint import Endpoint
from kg.query.questions import Column, Parameter, Question, load_questions
from kg.query.results import Result
from kg.query.targets import LocalStore, Target, run
from kg.query.values import bind, fill

__all__ = [
    "FORMATS",
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
    "listing",
    "load_questions",
    "query_command",
    "run",
]
