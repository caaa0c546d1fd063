"""Stores made by the whole program: of the examples, and of the seed article where it is at hand."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.pipeline import STORE, build
from kg.query import LocalStore
from kg.store import open_snapshot

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("KG_SHARED", ROOT.parent / "shared"))


def built(articles: Path, out: Path, *, contacts: bool = False) -> Iterator[LocalStore]:
    build([articles], out)
    with open_snapshot(out / STORE) as store:
        yield LocalStore(store.store, contacts)


@pytest.fixture(scope="session")
def examples(tmp_path_factory) -> Iterator[LocalStore]:
    """The store of examples/articles."""
    articles = ROOT / "examples" / "articles"
    if not any(articles.glob("*")):
        pytest.skip("examples/articles is empty")
    yield from built(articles, tmp_path_factory.mktemp("examples"))


@pytest.fixture(scope="session")
def seed(tmp_path_factory) -> Iterator[LocalStore]:
    """The store of the seed article, with contact data."""
    files = sorted((SHARED / "seed").glob("*.txt"))
    if not files:
        pytest.skip("the seed article is not here (set KG_SHARED)")
    yield from built(files[0], tmp_path_factory.mktemp("seed"), contacts=True)
