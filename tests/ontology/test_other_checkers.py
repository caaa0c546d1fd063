"""What checkers by others find in the ontology, in an environment of their own: ontology-quality-suite with a reasoner
(HermiT) and its checks of structure and quality, and skosify on the concept schemes."""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg.resources import folder

pytestmark = pytest.mark.wheel

ONTOLOGY = folder("ontology")
FILES = ("mgkg.ttl", "concepts.ttl", "alignments.ttl", "declarations.ttl")
LABELLED_OTHERWISE = {"QUA-004", "QUA-009"}
"""It wants skos:prefLabel where our terms have rdfs:label."""
CONTRADICTION = """
mg:Odd a owl:Class ; rdfs:subClassOf mg:Person, mg:Office .
<https://w3id.org/mgkg/id/odd> a mg:Odd .
"""


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the programs."""
    if shutil.which("java") is None:
        pytest.skip("java is not on the PATH: apt-get install default-jre-headless")
    place: Path = tmp_path_factory.mktemp("checkers") / "venv"
    subprocess.run([sys.executable, "-m", "venv", place], check=True)
    wanted = ("ontology-quality-suite==0.24.3", "skosify==2.3.0")
    subprocess.run([place / "bin" / "python", "-m", "pip", "install", "--quiet", *wanted], check=True)
    return place / "bin"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ontology as one file."""
    file: Path = tmp_path_factory.mktemp("whole") / "ontology.ttl"
    file.write_text("\n".join((ONTOLOGY / name).read_text("utf-8") for name in FILES), "utf-8")
    return file


def findings(programs: Path, stage: str, file: Path) -> list[dict[str, str]]:
    """What a stage of the suite finds in a file."""
    out = file.parent / f"{stage}-{file.stem}"
    command = [programs / "ontology-quality-suite", stage, "--ontology", file, "--out-dir", out]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (out / "full_results.csv").exists(), done.stderr[-2000:]
    with (out / "full_results.csv").open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def test_a_reasoner_finds_no_contradiction(programs: Path, whole: Path) -> None:
    assert findings(programs, "ontology", whole) == []


def test_the_reasoner_would_find_one(programs: Path, whole: Path) -> None:
    wrong = whole.with_name("wrong.ttl")
    wrong.write_text(whole.read_text("utf-8") + CONTRADICTION, "utf-8")
    assert findings(programs, "ontology", wrong) != []


def test_nothing_serious_is_found_by_the_checks(programs: Path, whole: Path) -> None:
    """A licence needs no type, it is the page of the licence."""
    found = findings(programs, "checks", whole)
    serious = [row for row in found if row["severity"] == "Violation" and not row["path"].endswith("license")]
    ours = "https://w3id.org/mgkg/ontology#"
    terms = {row["check_id"] for row in found if row["focus_node"].startswith(ours) and row["check_id"] != "DAT-002"}
    assert serious == []
    assert terms <= LABELLED_OTHERWISE


def test_skosify_has_nothing_to_mend_in_the_concept_schemes(programs: Path, tmp_path: Path) -> None:
    """It takes one scheme for the default where there are several, and says so."""
    command = [programs / "skosify", ONTOLOGY / "concepts.ttl", "-o", tmp_path / "concepts.ttl"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    warnings = [line for line in done.stderr.splitlines() if "default concept scheme" not in line]
    assert warnings == []
