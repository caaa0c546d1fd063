"""A store on disk, of two articles, and the same with one article changed, as `kg build` makes them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.pipeline.flow import STORE, build

ARTICLES = {
    "first.md": (
        "---\ntitle: Ghana hosts workshop\npublished: 2021-05-20\npublisher: Border News\n"
        "url: https://example.org/news/1\n---\n\n"
        "Accra – Ghana hosted the Workshop on Border Data in Accra on 12 May 2021. "
        "Togo and Benin took part in the workshop. For details call +233 30 000 0000.\n"
    ),
    "second.md": (
        "---\ntitle: Kenya hosts training\npublished: 2022-06-10\nurl: https://example.org/news/2\n---\n\n"
        "Nairobi – Kenya hosted the Training on Travel Documents in Nairobi on 3 June 2022. "
        "Uganda took part in the\ntraining. For details call +254 20 555 0122.\n"
    ),
}
CHANGED = ARTICLES["second.md"].replace("Uganda took part", "Uganda and Rwanda took part")


@pytest.fixture(scope="session")
def make(tmp_path_factory) -> Callable[..., Path]:
    """Builds a store of articles, given as names of files with texts, in the order given; returns its directory."""

    def made(*files: tuple[str, str]) -> Path:
        folder = tmp_path_factory.mktemp("built")
        for name, text in files:
            (folder / name).write_text(text, "utf-8")
            build([folder / name], folder / "out", store_only=True)
        return folder / "out" / STORE

    return made


@pytest.fixture(scope="session")
def store(make) -> Path:
    """The store of both articles."""
    return make(*ARTICLES.items())


@pytest.fixture(scope="session")
def changed(make) -> Path:
    """The store of the first article and of another text of the second."""
    return make(*{**ARTICLES, "second.md": CHANGED}.items())
