"""The examples and an article with contact details, built once, and their releases."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.cli.app import main
from kg.pipeline.flow import STORE, build

EXAMPLES = Path(__file__).parents[2] / "examples" / "articles"
CONTACTS = ("press.office@example.org", "+254 20 000 0000")
ARTICLE = f"""---
title: "Workshop on migration data opens"
url: https://example.org/news/workshop
publisher: "=Example News"
published: 2021-05-12
---
Kenya and IOM open workshop

Nairobi – The Government of Kenya hosted a workshop on migration data on 10 May 2021. Egypt, Sudan and the
International Organization for Migration (IOM) attended the workshop. Ms Jane Doe, Director at the Ministry of
Interior of Kenya, said that “data must be shared”.

For more information, contact Ms Jane Doe at the Ministry of Interior of Kenya: {CONTACTS[0]}, tel. {CONTACTS[1]}.
"""

Releases = Callable[..., int]


def command(*arguments: object) -> int:
    """Runs `kg …` in this process; returns its exit code."""
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    assert isinstance(ended.value.code, int)
    return ended.value.code


@pytest.fixture(scope="session")
def built(built_examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of the examples and the article, which came later."""
    folder = tmp_path_factory.mktemp("built")
    shutil.copytree(built_examples, folder / "out")
    (folder / "workshop.md").write_text(ARTICLE, "utf-8")
    assert build([EXAMPLES, folder / "workshop.md"], folder / "out").exit_code == 0
    return folder / "out" / STORE


@pytest.fixture(scope="session")
def release(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Release 1.0.0 of it."""
    folder = tmp_path_factory.mktemp("releases") / "1.0.0"
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("SOURCE_DATE_EPOCH", raising=False)
        assert command("release", "1.0.0", "--out", folder, "--store", built) == 0
    yield folder


@pytest.fixture(scope="session")
def bare(built: Path, release: Path) -> Path:
    """Release 1.1.0 of the same, after 1.0.0 and without quotations."""
    folder = release.with_name("1.1.0")
    given = ("--out", folder, "--store", built, "--previous", release, "--date", "2026-11-26", "--without-quotations")
    assert command("release", "1.1.0", *given) == 0
    return folder
