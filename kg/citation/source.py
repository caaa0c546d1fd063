"""What an answer was taken from, as far as a citation tells it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from kg.citation.version import graph_version, published_version
from kg.query import Endpoint, LocalStore, Target
from kg.query.endpoint import DATASET
from kg.store import ArticleStore


@dataclass(frozen=True, slots=True)
class Source:
    """A store or server to ask. `name` is its path or address; `version` finds out the version of its graph; `contacts`
    tells whether it shows contact data, `least` the confidence below which claims are left out, `as_of` the day after
    which articles were left out that were published later."""

    target: Target
    name: str
    version: Callable[[], str]
    contacts: bool = False
    least: float = 0.0
    as_of: str = ""


def store_source(
    store: ArticleStore, name: str, *, contacts: bool = False, least: float = 0.0, day: str = ""
) -> Source:
    """A store, already without claims of a confidence below `least`, and as of a `day` where one is given."""
    return Source(LocalStore.of(store, contacts), name, lambda: graph_version(store), contacts, least, day)


def endpoint_source(endpoint: Endpoint, *, contacts: bool = False) -> Source:
    """A server."""
    return Source(endpoint, address_of(endpoint), lambda: published_version(endpoint), contacts)


def address_of(endpoint: Endpoint) -> str:
    """The address of a server as it may be told. Of its parameters only those that name graphs are: others may be
    secret."""
    parts = urlsplit(endpoint.url)
    kept = urlencode([(name, value) for name, value in parse_qsl(parts.query) if name in DATASET])
    return parts._replace(query=kept, fragment="").geturl()
