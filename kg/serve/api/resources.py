"""A resource of the API: its address, what it takes, what it answers, and who answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from kg.serve.api.atom import Feed
from kg.serve.api.parameters import Parameter, Schema, Values
from kg.serve.errors import Busy, Died, Failed, Late, ServeError, TooLarge, Unsuitable
from kg.serve.pages.site import Site

JSON = "application/json"
CSV = "text/csv; charset=utf-8"
ATOM = "application/atom+xml; charset=utf-8"

Json = dict[str, Any]
Answer = Callable[[Site, Values], Awaitable[Json | bytes | Feed]]
"""What answers: an object, a feed, or what is neither as bytes."""

ALWAYS = (TooLarge, Failed, Busy, Died, Late)
"""What may become of every request that asks the graph."""


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource. `name` is that of its operation and unique; `group` is where it is listed; `schema` describes the
    answer, without what all answers carry; `errors` are those that only some resources have."""

    path: str
    name: str
    group: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    schema: Schema
    answer: Answer
    media_type: str = JSON
    errors: tuple[type[ServeError], ...] = ()

    @property
    def all_errors(self) -> tuple[type[ServeError], ...]:
        """The errors that it may answer with."""
        return (Unsuitable, *self.errors, *ALWAYS)
