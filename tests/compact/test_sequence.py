"""Long texts in windows."""

from __future__ import annotations

import pytest

pytest.importorskip("tokenizers", reason="needs the extra `train`")

from hypothesis import given
from hypothesis import strategies as st

from kg.compact.sequence import windows


@given(st.integers(1, 5_000), st.integers(2, 600), st.data())
def test_windows_cover_all_tokens_once_and_in_order(length: int, size: int, data: st.DataObject) -> None:
    overlap = data.draw(st.integers(0, size - 1))
    found = windows(length, size, overlap)
    assert [begin for _, _, begin, _ in found] == [0, *(end for *_, end in found[:-1])] and found[-1][3] == length
    assert all(first <= begin <= end <= last and last - first <= size for first, last, begin, end in found)
