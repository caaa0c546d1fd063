"""The limits of the work on an article in this process."""

from __future__ import annotations

import gc
import time

import pytest

from kg.pipeline.work.limits import TakesTooLongError, processor_time


def test_time_is_up_also_where_the_first_word_of_it_is_swallowed():
    """As it is while Python collects garbage."""
    heard = []

    def collect(phase: str, _: dict[str, int]) -> None:
        while phase == "start" and not heard:
            try:
                spend(5)
            except TakesTooLongError:
                heard.append(phase)
                raise

    gc.callbacks.append(collect)
    try:
        with pytest.raises(TakesTooLongError), processor_time(0.1):
            gc.collect()
            assert heard
            spend(5)
    finally:
        gc.callbacks.remove(collect)


def spend(seconds: float) -> None:
    """Uses processor time, and raises AssertionError where nothing ends that."""
    start = time.process_time()
    while time.process_time() - start < seconds:
        pass
    raise AssertionError(f"nothing was said within {seconds} s")
