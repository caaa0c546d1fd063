"""The names of two articles and of the reference data."""

from __future__ import annotations

import pytest

from kg.match import Matcher, names_of
from tests.query.conftest import articles  # noqa: F401


@pytest.fixture(scope="session")
def matcher(articles) -> Matcher:  # noqa: F811
    """All of them, to look names up in."""
    return Matcher(names_of(articles.store))
