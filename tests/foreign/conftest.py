"""A store with the reference data alone, to bring facts into."""

from __future__ import annotations

import shutil
from itertools import chain
from pathlib import Path

import pytest

from kg.graph import ontology_quads, reference_quads
from kg.store import ArticleStore, publish


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("reference")
    with ArticleStore.open(folder) as store:
        store.load_reference(chain(reference_quads(), ontology_quads()))
        publish(store)
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A copy of the store."""
    return Path(shutil.copytree(made, tmp_path / "store"))
