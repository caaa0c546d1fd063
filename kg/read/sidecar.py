"""What a file beside an article says of it: `report.pdf.meta.yaml` of `report.pdf`.

YAML, since front matter is, so that there is one way to write it; JSON is YAML, so that programs can write that. The
whole name of the article stands in its name, so that `report.pdf` and `report.docx` may differ.
"""

from __future__ import annotations

import os
from pathlib import Path

import yaml

from kg.read.errors import ReadError, printable
from kg.read.metadata import Metadata, checked
from kg.read.opening import opened, whole

ENDING = ".meta.yaml"
MOST = 20_000


def beside(article: Path, name: str) -> Metadata:
    """What the file beside an article says, checked; nothing where there is none. It has a note for what cannot be
    used, and it is no error of the article."""
    path = article.with_name(article.name + ENDING)
    if not os.path.lexists(path):
        return Metadata()
    shown = f"{name}{ENDING}"
    try:
        with opened(path, shown) as file:
            fields = yaml.load(whole(file, shown, MOST), Loader=yaml.BaseLoader)
    except ReadError as error:
        return Metadata(notes=(f"{error}; it is not used",))
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" (line {mark.line + 1})" if mark else ""
        return Metadata(notes=(f"{shown}: is not valid YAML{where}, it is not used; check its quotes and colons",))
    if not isinstance(fields, dict):
        return Metadata(notes=(f"{shown}: has no `name: value` lines, it is not used; write `title: …` and the like",))
    said = {printable(key): value if isinstance(value, str) else "" for key, value in fields.items()}
    return checked(said, shown, "beside the article")
