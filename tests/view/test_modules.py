"""The modules of the graph page, each as a file and all as one."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from kg.view.graph_page import MODULES
from kg.view.modules import joined

_NAME = re.compile(r"^(?:const|let|class|(?:async )?function) (\w+)|^(?:const|let) \[([^\]]*)\] =", re.MULTILINE)


def test_all_modules_as_one_have_each_name_once():
    found = _NAME.findall(joined(MODULES, "page.js"))
    names = Counter(name for one, several in found for name in (one, *several.split(", ")) if name)
    assert len(names) > 100
    assert [name for name, times in names.items() if times > 1] == [], "in one script a name can stand once"


def test_modules_that_import_each_other_are_refused(tmp_path: Path):
    (tmp_path / "a.js").write_text('import { b } from "./b.js";\nexport const a = b;\n')
    (tmp_path / "b.js").write_text('import { a } from "./a.js";\nexport const b = a;\n')
    with pytest.raises(ValueError, match=r"a\.js → b\.js → a\.js"):
        joined(tmp_path, "a.js")
