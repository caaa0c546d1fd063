"""Some seconds of fuzzing each, from real files on; `python -m tests.fuzz.targets` fuzzes longer."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.read.documents import printed, word

ROOT = Path(__file__).parents[2]
FILES = ROOT / "tests" / "fixtures" / "articles"
SEEDS = {
    "text": [*sorted(FILES.glob("*.txt")), *sorted(FILES.glob("*.md"))],
    "page": sorted(FILES.glob("*.html")),
}
PARAGRAPHS = ["Ministers meet", "The ministers met in Nairobi on 12 May 2021.", "They spoke of migration."]


@pytest.mark.fuzz
@pytest.mark.parametrize("target", ["text", "page", "pdf", "word", "collection", "dates", "lists"])
def test_nothing_falls_over_or_stands_still(target: str, tmp_path: Path) -> None:
    pytest.importorskip("atheris", reason="the extra fuzz is not installed")
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for seed in SEEDS.get(target, []):
        shutil.copy(seed, corpus)
    if target in ("pdf", "word"):
        {"pdf": printed, "word": word}[target](corpus / target, PARAGRAPHS)
    seconds = int(os.environ.get("KG_FUZZ_SECONDS", "20"))
    command = [sys.executable, "-m", "tests.fuzz.targets", target, str(corpus), "-max_len=20000"]
    limits = [f"-max_total_time={seconds}", "-timeout=10", "-rss_limit_mb=2048", f"-artifact_prefix={tmp_path}/"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(
        [*command, *limits], cwd=tmp_path, env=environment, capture_output=True, text=True, errors="replace"
    )
    assert ran.returncode == 0, ran.stderr[-3_000:]
