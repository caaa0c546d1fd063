"""The modules of the graph page as one."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.view.modules import joined

OTHER = 'import { b } from "./b.js";\n'


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        (
            'import { b } from "./b.js";\nexport const a = b;\n',
            'import { a } from "./a.js";\n',
            r"a\.js → b\.js → a\.js",
        ),
        ('import { b } from "./b.js";\nconst c = b;\n', "export const b = 1;\nfunction c() {}\n", "the same name: c"),
    ],
)
def test_modules_that_cannot_be_one_are_refused(one: str, other: str, told: str, tmp_path: Path):
    (tmp_path / "a.js").write_text(one)
    (tmp_path / "b.js").write_text(other)
    with pytest.raises(ValueError, match=told):
        joined(tmp_path, "a.js")
