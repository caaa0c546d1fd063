"""Entity tags: a client that has an answer already is told so without a query being evaluated."""

from __future__ import annotations

import re
from hashlib import blake2b

from kg.serve.jobs import Job

_ALWAYS_NEW = re.compile(r"\b(?:RAND|NOW|UUID|STRUUID|BNODE)\b", re.IGNORECASE)
"""What makes a query have another answer each time."""


def tag_of(version: str, job: Job) -> str | None:
    """The tag of the answer to a job on a graph of this version; None where the next answer may be another one."""
    if not version or _ALWAYS_NEW.search(job.text):
        return None
    return f'"{blake2b(version.encode() + job.encoded(), digest_size=16).hexdigest()}"'


def has(if_none_match: str, tag: str) -> bool:
    """Whether the header If-None-Match says that the client has the answer with this tag."""
    known = (part.strip().removeprefix("W/") for part in if_none_match.split(","))
    return any(part in (tag, "*") for part in known)
