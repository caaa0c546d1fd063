"""The bill of materials of a release, by the rules of CycloneDX as another program keeps them."""

from __future__ import annotations

import hashlib
import json
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.model.bom import Bom
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from kg.extract.text.model_files import model_folder
from kg.records import KgError
from kg.release.packages import run_time_packages

ROOT = Path(__file__).parents[2]
RULES = JsonStrictValidator(SchemaVersion.V1_6)


def text_of(release: Path) -> str:
    return (release / "software" / "sbom.cdx.json").read_text("utf-8")


@pytest.fixture
def bill(release: Path) -> dict[str, Any]:
    return json.loads(text_of(release))


def test_it_keeps_to_the_rules_and_says_of_which_release_it_is(release: Path, bare: Path):
    read = [Bom.from_json(json.loads(text_of(folder))) for folder in (release, bare)]
    for folder, bom in zip((release, bare), read, strict=True):
        assert RULES.validate_str(text_of(folder)) is None
        assert bom.validate(), "each that is depended on is a part"
    assert [str(bom.metadata.timestamp.date()) for bom in read] == ["2021-12-15", "2026-11-26"], "the days of issue"
    assert read[0].serial_number != read[1].serial_number
    assert RULES.validate_str(text_of(release).replace('"library"', '"libary"')) is not None, "the rules see a fault"


def test_the_manifest_tells_its_media_type(release: Path):
    manifest = (release / "manifest.ttl").read_text("utf-8")
    assert "media-types/application/vnd.cyclonedx+json" in manifest and "software/sbom.cdx.json" in manifest


def test_it_lists_what_the_program_needs_with_versions_licences_and_urls(bill: dict[str, Any]):
    parts = {part["name"]: part for part in bill["components"]}
    for needed in map(Requirement, tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]):
        name, version = canonicalize_name(needed.name), metadata.version(needed.name)
        assert (parts[name]["version"], parts[name]["purl"]) == (version, f"pkg:pypi/{name}@{version}")
    assert "thinc" in parts, "what they need is there too"
    assert not {"pytest", "ray", "mypy"} & parts.keys(), "what only tests need is not"
    assert parts["rdflib"]["licenses"] == [{"expression": "BSD-3-Clause"}]
    assert parts["sparqlwrapper"]["licenses"] == [{"license": {"name": "W3C License"}}]
    assert [name for name, part in parts.items() if "licenses" not in part] == []


def test_it_has_the_digest_of_each_file_of_the_model(bill: dict[str, Any]):
    (model,) = [part for part in bill["components"] if part["type"] == "machine-learning-model"]
    told = {part["name"]: part["hashes"][0]["content"] for part in model["components"]}
    there = [path for path in model_folder().rglob("*") if path.is_file()]
    digests = {path.relative_to(model_folder()).as_posix(): hashlib.sha256(path.read_bytes()) for path in there}
    assert told == {name: digest.hexdigest() for name, digest in digests.items()} and len(told) > 20


def test_a_package_that_is_missing_is_named():
    with pytest.raises(KgError, match="the package no-such-thing is needed and not installed"):
        run_time_packages("no-such-thing")
