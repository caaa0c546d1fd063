"""Builds over hostile files: some of the inputs of `tests.hostile_inputs`, and that it sees what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hostile_inputs import build, wrong_in_said
from tests.read.hostile_files import everything

SOME = (
    "sequences of a terminal",
    "UTF-32 beyond all characters",
    "front matter: bomb of merged keys",
    "name: a line end",
    "page: entity of a file",
    "lines of JSON: broken lines",
    "table: quotes that never close",
    "Word: a part that leads out",
    "PDF: pages that are their own",
    "kind: eml as a text",
    "thing: a link out",
    "thing: a socket",
)


def test_hostile_inputs_cost_nothing_but_themselves(tmp_path: Path) -> None:
    inputs = everything()
    told = build({kind: inputs[kind] for kind in SOME}, tmp_path / "root")
    assert told.wrong == ()
    assert told.stored | told.refused == {*SOME}
    assert "thing: a link out" in told.refused


@pytest.mark.parametrize(
    "code, errors",
    [
        (2, ""),
        (-11, ""),
        (0, "kg: a.txt: KeyError: 'x'; report this, with the file\n"),
        (1, "Traceback (most recent call last):\n"),
        (1, "kg: a.txt: is empty\ngive a file\n"),
        (1, "kg: \x1b[2J.txt: is empty\n"),
    ],
)
def test_what_is_wrong_is_seen(code: int, errors: str) -> None:
    assert [*wrong_in_said(code, "", errors)]
