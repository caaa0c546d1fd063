"""Jobs that may take no longer than agreed."""

import threading

import pytest

from kg.query.waiting import within


def late() -> Exception:
    return TimeoutError("too late")


def test_what_a_job_returns_or_raises_is_passed_on():
    assert within(None, lambda: 1, late) == 1
    with pytest.raises(ZeroDivisionError):
        within(None, lambda: 1 // 0, late)


def test_a_job_that_is_late_keeps_none_from_being_done_and_its_answer_goes_to_nobody():
    go_on, done = threading.Event(), threading.Event()

    def slow() -> str:
        go_on.wait()
        done.set()
        return "slow"

    with pytest.raises(TimeoutError, match="too late"):
        within(0.01, slow, late)
    assert within(None, lambda: "next", late) == "next"
    go_on.set()
    done.wait()
    assert [within(None, lambda number=number: number, late) for number in range(3)] == [0, 1, 2]


def test_a_job_may_wait_for_another_one():
    assert within(None, lambda: within(None, threading.get_ident, late), late) != threading.get_ident()
