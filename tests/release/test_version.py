"""Semantic versions, as https://semver.org/spec/v2.0.0.html has them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from kg.release.version import NoVersion, precedence

IN_ORDER = [
    "0.0.4", "0.9.10", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2",
    "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.1", "1.2.0", "1.10.0", "2.0.0-0A.is.legal", "2.0.0",
]  # fmt: skip
NO_VERSIONS = [
    "", "1", "1.2", "1.2.3.4", "01.1.1", "1.01.1", "1.1.01", "v1.2.3", "1.2.3-", "1.2.3-01", "1.2.3-a..b", "1.2.3+",
    "1.2.3-é", "１.2.3", "1.2.3\n", " 1.2.3", "1.2.-3", "../1.0.0",
]  # fmt: skip


def test_versions_are_ordered_as_the_specification_says():
    assert all(precedence(one) < precedence(next_one) for one, next_one in pairwise(IN_ORDER))
    assert precedence("1.0.0+build.7") == precedence("1.0.0+21AF26D3-117B344092BD") == precedence("1.0.0")


@pytest.mark.parametrize("text", NO_VERSIONS)
def test_what_is_no_version_is_refused(text: str):
    with pytest.raises(NoVersion, match="no semantic version: give one like"):
        precedence(text)
