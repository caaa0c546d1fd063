"""What passes between the front end and its workers: jobs, outcomes, and both as frames of bytes."""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass

from kg.serve.errors import Failed, Malformed, NotAcceptable, Refused, ServeError, TooLarge
from kg.serve.formats import Kind

LENGTH = struct.Struct(">I")
"""What stands before each frame: how many bytes it has."""

_HEAD = struct.Struct(">BBd")
_ANSWERED = 0
_FAULTS: tuple[type[ServeError], ...] = (Malformed, Refused, NotAcceptable, TooLarge, Failed)
"""The errors that a worker may report; their codes are their places, from 1 on."""


@dataclass(frozen=True, slots=True)
class Job:
    """A query to evaluate, or where it is `of_names`, names to look up. `default_graphs` and `named_graphs` are the
    dataset that the request names, both None where it names none; `formats` are the names of the formats to answer in,
    in the order of `Kind`, None where the client takes none of a kind."""

    text: str
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    formats: tuple[str | None, str | None, str | None] = ("json", "json", "ttl")
    base: str | None = None
    of_names: bool = False

    def encoded(self) -> bytes:
        """The job as a frame's content."""
        fields = [self.text, self.default_graphs, self.named_graphs, self.formats, self.base, self.of_names]
        return json.dumps(fields, separators=(",", ":")).encode()


def decoded_job(content: bytes) -> Job:
    """The job in a frame."""
    text, default, named, (table, boolean, graph), base, of_names = json.loads(content)
    return Job(text, _tuple(default), _tuple(named), (table, boolean, graph), base, of_names)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a worker says of a job: an answer of a kind with its bytes, or an error; `seconds` of processor time that it
    took."""

    kind: Kind = Kind.TABLE
    body: bytes = b""
    error: ServeError | None = None
    seconds: float = 0.0

    def encoded(self) -> bytes:
        """The outcome as a frame's content."""
        if self.error is None:
            return _HEAD.pack(_ANSWERED, self.kind, self.seconds) + self.body
        code = 1 + _FAULTS.index(type(self.error))
        return _HEAD.pack(code, 0, self.seconds) + str(self.error).encode("utf-8", "replace")


def decoded_outcome(content: bytes) -> Outcome:
    """The outcome in a frame. Raises ValueError, IndexError or struct.error where it is none."""
    code, kind, seconds = _HEAD.unpack_from(content)
    rest = content[_HEAD.size :]
    if code == _ANSWERED:
        return Outcome(Kind(kind), rest, None, seconds)
    return Outcome(error=_FAULTS[code - 1](rest.decode("utf-8", "replace")), seconds=seconds)


def framed(content: bytes) -> bytes:
    """Content with its length before it."""
    return LENGTH.pack(len(content)) + content


def _tuple(values: list[str] | None) -> tuple[str, ...] | None:
    return None if values is None else tuple(values)
