"""ES modules of this package as one: an offline page holds one script, whose hash its policy names.

The modules keep to a plain form: each import on one line, `import { a, b } from "./name.js";`, and each export in front
of its declaration. Names at the top are the same in all of them, since they come to stand in one scope.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from markupsafe import Markup

_IMPORT = re.compile(r'^import \{[^}\n]*\} from "\./(?P<name>[\w-]+\.js)";\n', re.MULTILINE)
_DECLARED = re.compile(r"^(?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|let|class)\b)", re.MULTILINE)


def joined(folder: Path, entry: str) -> Markup:
    """The module `entry` with all that it imports, each once and before what imports it. Raises ValueError where two
    import each other, or declare the same name.

    What comes out is a plain script that leaves no names behind."""
    found: dict[str, str] = {}
    _add(folder, entry, found, ())
    text = "\n".join(found.values())
    several = [name for name, count in Counter(_DECLARED.findall(text)).items() if count > 1]
    if several:
        raise ValueError(f"modules declare the same name: {', '.join(several)}")
    return Markup(f'(() => {{\n"use strict";\n{text}}})();\n')  # noqa: S704 (files of the package)


def _add(folder: Path, name: str, found: dict[str, str], above: tuple[str, ...]) -> None:
    if name in above:
        raise ValueError(f"modules import each other: {' → '.join((*above, name))}")
    if name in found:
        return
    text = (folder / name).read_text("utf-8")
    for match in _IMPORT.finditer(text):
        _add(folder, match["name"], found, (*above, name))
    found[name] = _EXPORT.sub("", _IMPORT.sub("", text))
