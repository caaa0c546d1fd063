"""What a release was made by, as a bill of materials in CycloneDX 1.6 (https://cyclonedx.org/docs/1.6/json/): the
program, the packages that it runs on, and the English model with the digests of its files."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

from packaging.utils import canonicalize_name

from kg import settings
from kg.extract.text.model_files import TESTED, digests, model_folder
from kg.release.packages import PROGRAM, Package, run_time_packages

Part = dict[str, Any]


def bill_of_materials(address: str, issued: date) -> str:
    """The text of the bill for the release at `address`, the same wherever the same packages are installed. Raises
    KgError where a package is missing, or the files of the model are not those that were tested."""
    packages = run_time_packages()
    model = _model(packages.get(canonicalize_name(settings.SPACY_MODEL)))
    program = packages.pop(PROGRAM)
    parts = [model if _reference(one) == model["bom-ref"] else _component(one) for one in packages.values()]
    if model not in parts:
        parts.append(model)
    content = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": f"{issued.isoformat()}T00:00:00Z",
            "component": {**_component(program), "type": "application", "version": settings.VERSION},
            "properties": [{"name": "mgkg:release", "value": address}],
        },
        "components": parts,
        "dependencies": [_dependencies(one, packages) for one in (program, *packages.values())],
    }
    serial = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(content, sort_keys=True))
    return json.dumps({"serialNumber": serial.urn, **content}, indent=2, ensure_ascii=False) + "\n"


def _reference(package: Package) -> str:
    """The package URL; the program itself is in no index."""
    kind = "generic" if package.name == PROGRAM else "pypi"
    return f"pkg:{kind}/{package.name}@{quote(package.version, safe='')}"


def _component(package: Package) -> Part:
    purl = _reference(package)
    part = {"type": "library", "bom-ref": purl, "name": package.name, "version": package.version}
    licences = _licences(package.license, package.license_names)
    return {**part, **({"licenses": licences} if licences else {}), "purl": purl}


def _licences(expression: str, names: Iterable[str]) -> list[Part]:
    if expression:
        return [{"expression": expression}]
    return [{"license": {"name": name}} for name in names]


def _dependencies(package: Package, known: dict[str, Package]) -> Part:
    return {"ref": _reference(package), "dependsOn": [_reference(known[name]) for name in sorted(package.needs)]}


def _model(package: Package | None) -> Part:
    """The model of spaCy: with its files where these are known, by its name alone where the settings name one's own."""
    kind = {"type": "machine-learning-model"}
    if package is None:
        name = Path(settings.SPACY_MODEL).name
        return {**kind, "bom-ref": f"model:{name}", "name": name}
    if settings.SPACY_MODEL != TESTED:
        return {**_component(package), **kind}
    model_folder()
    files = [
        {"type": "file", "name": name, "hashes": [{"alg": "SHA-256", "content": content}]}
        for name, content in digests().items()
    ]
    return {**_component(package), **kind, "components": files}
