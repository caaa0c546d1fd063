"""The page for contributors says what each folder may import, and the code keeps to it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / ".github" / "CONTRIBUTING.md").read_text("utf-8")
ORDER = re.findall(r"^\| `(\w+)` \|", PAGE.partition("## What each folder may import")[2].partition("\n## ")[0], re.M)


def parts() -> set[str]:
    """The folders and files of the package, without what starts it."""
    return {path.stem for path in (ROOT / "kg").iterdir() if path.is_dir() or path.suffix == ".py"} - {
        "__init__",
        "__main__",
        "__pycache__",
    }


def imports() -> Iterator[tuple[str, str, str]]:
    """A module, the part that it stands in, and a part that it imports, also late or for types alone."""
    for path in sorted((ROOT / "kg").rglob("*.py")):
        own = path.relative_to(ROOT / "kg").parts[0].removesuffix(".py")
        if own.startswith("__"):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "kg":
                names = [f"kg.{name.name}" for name in node.names] if node.module == "kg" else [node.module]
            elif isinstance(node, ast.Import):
                names = [name.name for name in node.names if name.name.startswith("kg.")]
            else:
                continue
            for name in names:
                yield str(path.relative_to(ROOT)), own, name.split(".")[1]


def test_the_page_names_each_part_once():
    assert sorted(ORDER) == sorted(parts())


def test_a_part_imports_only_what_stands_above_it():
    rank = {name: number for number, name in enumerate(ORDER)}
    assert [found for found in imports() if rank[found[2]] > rank[found[1]]] == []


def test_what_the_page_points_to_is_there():
    named = {name for name in re.findall(r"`([\w./-]+/[\w./-]*)`", PAGE) if "*" not in name}
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []
