"""The store on disk that the tests of citations have, opened in Python."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import kg as program
from kg.research import Graph
from tests.citation.conftest import make, store

__all__ = ["make", "store"]


@pytest.fixture
def graph(store) -> Iterator[Graph]:
    """The store as a researcher opens it."""
    with program.open(store) as opened:
        yield opened
