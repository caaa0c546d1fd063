"""The benchmark itself, run on demand: `pytest -m benchmark`."""

from __future__ import annotations

import pytest

from tests.benchmarks.build import EXAMPLES, STAGES, medians

pytestmark = pytest.mark.benchmark


def test_the_stages_account_for_nearly_all_of_a_build_of_the_examples():
    figures = medians(EXAMPLES, 1)
    assert figures["articles"] == sum(1 for _ in EXAMPLES.iterdir())
    assert sum(figures[stage] for stage in STAGES) > 0.8 * figures["whole"]
