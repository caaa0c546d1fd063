"""What `kg validate` says of files with planted errors, each of which the shapes alone find in `tests/ontology`."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.validate import validate_files
from tests.ontology.test_shapes import FILE_OF, expectations

BAD = sorted((Path(__file__).parents[1] / "ontology" / "bad").glob("*.ttl"))
PUBLIC = [path for path in BAD if FILE_OF[path.stem] == "shapes.ttl"]
KNOWN = " is named by an IRI and is also typed mg:Actor"
"""Of entities of the reference data, which say so themselves."""


def planted(path: Path) -> list[str]:
    return [part for part in expectations(path) if part != KNOWN]


def test_there_are_many() -> None:
    assert sum(len(planted(path)) for path in PUBLIC) >= 200


@pytest.mark.parametrize("path", PUBLIC, ids=lambda path: path.stem)
def test_each_is_found_and_named(path: Path) -> None:
    found = [violation.message for _, violation in validate_files([path])]
    assert [part for part in planted(path) if not any(part in message for message in found)] == []
